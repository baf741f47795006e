//! The fan-out: one follower, many clients.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use poem_openapi::types::ToJSON;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::rate::{Meter, SLOT, Verdict};
use super::whole::whole;
use crate::api::jobs::LogAnswer;
use crate::queue::feed::{Cursor, FeedBatch, FeedItem, Followed, Follower, Reader};
use crate::store::{Chain, Database};

/// Entries that wait for a client: some seconds of a busy time. A client that lags more is cut off.
const BUFFER: usize = 256;
/// Streams that one process serves.
const MOST_STREAMS: usize = 1_000;
/// Streams that one person may have open.
const MOST_OF_ONE: usize = 100;
/// How long to leave Redis alone when it is away.
const AWAY_WAIT: Duration = Duration::from_millis(500);

/// What clients are told, shared among them all.
#[derive(Debug)]
pub(super) enum Told {
    /// An entry of the feed.
    Entry(Entry),
    /// For streams without a filter: how many changes there were, as JSON.
    Counts(String),
    /// For streams without a filter: a flood is over. The place is where it ended.
    Calm(Cursor),
    /// Something may have been missed. The place is where it goes on.
    Lost(Cursor, String),
}

/// One entry of the feed, ready to be sent.
#[derive(Debug)]
pub(super) struct Entry {
    /// Where it stands.
    pub(super) cursor: Cursor,
    /// The things told, each with its event's name and its JSON.
    pub(super) items: Vec<(FeedItem, &'static str, String)>,
    /// Streams without a filter are not told single jobs.
    pub(super) flooding: bool,
}

impl Entry {
    pub(super) fn new(batch: FeedBatch, flooding: bool) -> Self {
        let items = batch.items.into_iter().map(rendered).collect();
        Self { cursor: batch.cursor, items, flooding }
    }
}

/// An item with its event's name and data.
pub(super) fn rendered(item: FeedItem) -> (FeedItem, &'static str, String) {
    // Plain values: writing them as JSON does not fail.
    let (kind, json) = match &item {
        FeedItem::Job(job) => ("job", serde_json::to_string(job).unwrap_or_default()),
        FeedItem::Log(line) => ("log", LogAnswer::from(line.clone()).to_json_string()),
        FeedItem::Schedule(value) => ("schedule", value.to_string()),
        FeedItem::Worker(value) => ("worker", value.to_string()),
        FeedItem::Maintenance(value) => ("maintenance", value.to_string()),
        FeedItem::Reset { reason } => ("reset", serde_json::json!({ "reason": reason }).to_string()),
    };
    (item, kind, json)
}

/// Hands what the feed tells to everybody who listens.
#[derive(Clone)]
pub(crate) struct Hub(Arc<Mutex<Clients>>);

#[derive(Default)]
struct Clients {
    next: u64,
    open: HashMap<u64, (Uuid, mpsc::Sender<Arc<Told>>)>,
}

/// A place among the listeners; given up when dropped.
pub(super) struct Subscription {
    hub: Hub,
    number: u64,
    pub(super) told: mpsc::Receiver<Arc<Told>>,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.hub.clients().open.remove(&self.number);
    }
}

impl Hub {
    /// Starts the one follower of `feed`, until `stop`.
    pub(crate) fn start(feed: Reader, database: Database, most_a_second: u32, stop: CancellationToken) -> Self {
        let hub = Self(Arc::default());
        let following = hub.clone();
        tokio::spawn(async move {
            let pump = following.pump(feed, &database, Meter::new(most_a_second));
            tokio::select! {
                () = stop.cancelled() => {}
                () = pump => {}
            }
            // Whoever still listens hears the end.
            following.clients().open.clear();
        });
        hub
    }

    /// A place for `person`; none when there are too many.
    pub(super) fn subscribe(&self, person: Uuid) -> Option<Subscription> {
        let mut clients = self.clients();
        let own = clients.open.values().filter(|(whose, _)| *whose == person).count();
        if clients.open.len() >= MOST_STREAMS || own >= MOST_OF_ONE {
            return None;
        }
        let (sender, told) = mpsc::channel(BUFFER);
        let number = clients.next;
        clients.next += 1;
        clients.open.insert(number, (person, sender));
        Some(Subscription { hub: self.clone(), number, told })
    }

    /// How many listen.
    pub(crate) fn listeners(&self) -> usize {
        self.clients().open.len()
    }

    fn clients(&self) -> MutexGuard<'_, Clients> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, told: Told) {
        let told = Arc::new(told);
        self.clients().open.retain(|_, (_, sender)| match sender.try_send(Arc::clone(&told)) {
            Ok(()) => true,
            Err(TrySendError::Full(_)) => {
                tracing::debug!("a stream was cut off: its client is too slow");
                false
            }
            Err(TrySendError::Closed(_)) => false,
        });
    }

    async fn pump(&self, feed: Reader, database: &Database, mut meter: Meter) {
        let begun = Instant::now();
        let mut away = false;
        loop {
            let follower = match feed.follow(None).await {
                Ok(follower) => follower,
                Err(e) => {
                    if !std::mem::replace(&mut away, true) {
                        tracing::warn!(error = %Chain(&e), "Redis is away: streams wait");
                    }
                    tokio::time::sleep(AWAY_WAIT).await;
                    continue;
                }
            };
            if std::mem::take(&mut away) {
                // Clients that came meanwhile have no place of their own.
                self.tell(Told::Lost(follower.at().clone(), "the live feed was away".to_owned()));
            }
            self.follow(follower, database, &mut meter, begun).await;
        }
    }

    /// Follows for ever; a follower finds its way back by itself.
    async fn follow(&self, mut follower: Follower, database: &Database, meter: &mut Meter, begun: Instant) {
        let mut last = follower.at().clone();
        let mut away = false;
        loop {
            let followed = if meter.is_flooding() {
                // Dropped half-way it loses nothing.
                tokio::time::timeout(SLOT, follower.next()).await.ok()
            } else {
                Some(follower.next().await)
            };
            match followed {
                None => self.judge(meter.note(begun.elapsed(), &[]), &last),
                Some(Ok(Followed::Batch(batch))) => {
                    last = batch.cursor.clone();
                    // Nobody listens: nothing is read for them.
                    let batch = if self.listeners() > 0 { whole(database, batch).await } else { batch };
                    self.entry(batch, meter, begun, &last);
                }
                Some(Ok(Followed::Lost(reason))) => {
                    last = follower.at().clone();
                    tracing::info!(reason, "streams start over");
                    self.tell(Told::Lost(last.clone(), reason));
                }
                Some(Err(e)) => {
                    if !std::mem::replace(&mut away, true) {
                        tracing::warn!(error = %Chain(&e), "Redis is away: streams wait");
                    }
                    tokio::time::sleep(AWAY_WAIT).await;
                    continue;
                }
            }
            if std::mem::take(&mut away) {
                tracing::info!("Redis is back: streams go on");
            }
        }
    }

    fn entry(&self, batch: FeedBatch, meter: &mut Meter, begun: Instant, last: &Cursor) {
        let changes: Vec<_> = batch
            .items
            .iter()
            .filter_map(|item| if let FeedItem::Job(job) = item { Some(job.state) } else { None })
            .collect();
        let verdict = meter.note(begun.elapsed(), &changes);
        if self.listeners() > 0 {
            self.tell(Told::Entry(Entry::new(batch, meter.is_flooding())));
        }
        self.judge(verdict, last);
    }

    fn judge(&self, verdict: Verdict, last: &Cursor) {
        match verdict {
            Verdict::Each | Verdict::Nothing => {}
            Verdict::Counts(states) => self.tell(Told::Counts(counts(&states))),
            Verdict::Calm => self.tell(Told::Calm(last.clone())),
        }
    }
}

fn counts(states: &BTreeMap<&'static str, u32>) -> String {
    let millis = u64::try_from(SLOT.as_millis()).unwrap_or(u64::MAX);
    serde_json::json!({ "changes": states, "milliseconds": millis }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hub() -> Hub {
        Hub(Arc::default())
    }

    #[tokio::test]
    async fn a_slow_client_is_cut_off_and_harms_nobody() {
        let hub = hub();
        let (mut slow, mut quick) = (hub.subscribe(Uuid::nil()).unwrap(), hub.subscribe(Uuid::nil()).unwrap());
        for _ in 0..=BUFFER {
            hub.tell(Told::Counts(String::new()));
            assert!(quick.told.recv().await.is_some());
        }
        assert_eq!(hub.listeners(), 1);
        let mut heard = 0;
        while slow.told.recv().await.is_some() {
            heard += 1;
        }
        assert_eq!(heard, BUFFER);
    }

    #[test]
    fn one_person_cannot_take_every_place() {
        let hub = hub();
        let own: Vec<_> = std::iter::from_fn(|| hub.subscribe(Uuid::nil())).collect();
        assert_eq!(own.len(), MOST_OF_ONE);
        assert!(hub.subscribe(Uuid::max()).is_some());
        drop(own);
        assert_eq!(hub.listeners(), 0);
    }
}
