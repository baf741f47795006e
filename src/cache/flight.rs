//! One fetch at a time, and all who wait for it.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared, WeakShared};
use rand::Rng;
use tokio::time::Instant;
use uuid::Uuid;

use super::shelf::{LEASE, Lock};
use super::{About, CacheError, Inner, Item, Place, Read, fetch};
use crate::domain::Timestamp;
use crate::domain::connection::Connection;

/// No fetch takes longer; most who wait give up long before.
const LONGEST: Duration = Duration::from_secs(1_800);
/// Between two looks at what another process fetches, in milliseconds.
const PAUSE_MS: (u64, u64) = (50, 150);
/// By how much a time to live is shortened at most, as a divisor.
const JITTER: u64 = 10;

type Outcome = Result<Read, CacheError>;
type Flight = Shared<BoxFuture<'static, Outcome>>;
/// One that ends when nobody holds it any more.
type UnderWay = WeakShared<BoxFuture<'static, Outcome>>;

/// What something is fetched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Purpose {
    /// Somebody waits for it.
    Reading,
    /// Others may ask for it.
    Warming {
        /// How long it is to be kept.
        ttl: Duration,
        /// Fetch it however fresh it is.
        force: bool,
    },
}

impl Purpose {
    /// Whether what is there will do, for one who asked at `asked`.
    pub(super) fn accepts(self, about: &About, asked: Timestamp, now: Timestamp) -> bool {
        match self {
            Self::Reading => true,
            Self::Warming { force: true, .. } => about.fetched_at > asked,
            // With less left, the next warming would come too late.
            Self::Warming { ttl, .. } => about.expires_at.since(now) >= ttl / 2,
        }
    }

    fn ttl(self, item: Item) -> Duration {
        match self {
            Self::Reading => item.ttl(),
            Self::Warming { ttl, .. } => ttl,
        }
    }
}

/// The fetches of this process that somebody waits for.
#[derive(Default)]
pub(super) struct Flights(Mutex<HashMap<(Uuid, Item, Purpose), UnderWay>>);

impl Flights {
    /// The fetch that is under way, or a new one. It ends when all who wait for it are gone.
    pub(super) fn board(&self, inner: Arc<Inner>, connection: &Connection, item: Item, purpose: Purpose) -> Flight {
        let key = (connection.id, item, purpose);
        let mut flights = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let under_way = |weak: &UnderWay| weak.upgrade().filter(|flight: &Flight| flight.peek().is_none());
        if let Some(flight) = flights.get(&key).and_then(under_way) {
            return flight;
        }
        flights.retain(|_, weak| weak.upgrade().is_some());
        let flight = fly(inner, connection.clone(), item, purpose).boxed().shared();
        if let Some(weak) = flight.downgrade() {
            flights.insert(key, weak);
        }
        flight
    }
}

/// Whose turn it is to fetch.
enum Turn {
    /// Ours.
    Mine(Held),
    /// It is there meanwhile.
    There(Read),
    /// Redis cannot say: everybody's.
    Nobodys,
}

async fn fly(inner: Arc<Inner>, connection: Connection, item: Item, purpose: Purpose) -> Outcome {
    let place = Place::of(&connection, item);
    let held = match turn(&inner, &connection, &place, purpose).await {
        Turn::There(read) => return Ok(read),
        Turn::Mine(held) => Some(held),
        Turn::Nobodys => None,
    };
    let (fetched_at, began) = (inner.clock.now(), Instant::now());
    let fetching = fetch::fetch(&inner.connections, &connection.name, item, inner.largest, began + LONGEST);
    let body = match &held {
        Some(held) => held.during(fetching).await?,
        None => fetching.await?,
    };
    let fetch_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let ttl = shortened(purpose.ttl(item), rand::rng().random());
    let about = About::new(&place, &body, fetched_at, fetch_ms, inner.clock.now().plus(ttl));
    let cached = match &held {
        Some(held) => inner.shelf.put(&place, &held.lock, &about, &body, ttl).await,
        None => false,
    };
    if let Some(held) = held {
        held.release().await;
    }
    Ok(Read { connection: connection.name, about, json: body.json, was_there: false, cached })
}

/// Waits until it is there, or until nobody else fetches it.
async fn turn(inner: &Arc<Inner>, connection: &Connection, place: &Place, purpose: Purpose) -> Turn {
    let asked = inner.clock.now();
    loop {
        let Some(lock) = inner.shelf.lock(place).await else { return Turn::Nobodys };
        let held = lock.map(|lock| Held::new(inner, place, lock));
        // Looked at with the lock in hand: whoever had it before may just have left it.
        let about = inner.shelf.about(place).await;
        if about.is_some_and(|about| purpose.accepts(&about, asked, inner.clock.now()))
            && let Some((about, json)) = inner.shelf.take(place).await
        {
            if let Some(held) = held {
                held.release().await;
            }
            return Turn::There(Read {
                connection: connection.name.clone(),
                about,
                json,
                was_there: true,
                cached: true,
            });
        }
        if let Some(held) = held {
            return Turn::Mine(held);
        }
        let pause = rand::rng().random_range(PAUSE_MS.0..=PAUSE_MS.1);
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }
}

/// A lock, given back at the end whatever that is.
struct Held {
    inner: Arc<Inner>,
    place: Place,
    lock: Lock,
    released: bool,
}

impl Held {
    fn new(inner: &Arc<Inner>, place: &Place, lock: Lock) -> Self {
        Self { inner: Arc::clone(inner), place: place.clone(), lock, released: false }
    }

    /// Does something that may take longer than the lock lasts by itself.
    async fn during<T>(&self, work: impl Future<Output = T>) -> T {
        let renewals = async || -> Infallible {
            loop {
                tokio::time::sleep(LEASE / 3).await;
                self.inner.shelf.renew(&self.place, &self.lock).await;
            }
        };
        tokio::select! {
            done = work => done,
            never = renewals() => match never {},
        }
    }

    async fn release(mut self) {
        self.released = true;
        self.inner.shelf.release(&self.place, &self.lock).await;
    }
}

impl Drop for Held {
    /// The fetch failed, or nobody waits for it any more.
    fn drop(&mut self) {
        if self.released {
            return;
        }
        // Without a runtime the process is ending, and the lock ends by itself.
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        let (inner, place, lock) = (Arc::clone(&self.inner), self.place.clone(), self.lock.clone());
        runtime.spawn(async move { inner.shelf.release(&place, &lock).await });
    }
}

/// A time to live, shortened by up to a tenth, as chance says.
fn shortened(ttl: Duration, chance: u64) -> Duration {
    let millis = u64::try_from(ttl.as_millis()).unwrap_or(u64::MAX);
    Duration::from_millis(millis - chance % (millis / JITTER + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_to_live_is_never_lengthened_and_shortened_by_a_tenth_at_most() {
        for ttl in [30, 300, 86_400].map(Duration::from_secs) {
            let all: Vec<Duration> = (0..1_000).map(|n| shortened(ttl, n * 7_919)).collect();
            assert!(all.iter().all(|short| *short <= ttl && *short >= ttl - ttl / 10), "{ttl:?}");
            assert!(all.iter().min() < all.iter().max());
        }
        assert_eq!(shortened(Duration::ZERO, 5), Duration::ZERO);
    }
}
