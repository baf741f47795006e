//! What Nautobot and CheckMK said a moment ago, kept in Redis for whoever asks next.
//!
//! - **Read-through**: whoever finds nothing fetches, and leaves it for the others. The task `cache_warm_up` does the
//!   same by the same code, before anybody asks.
//! - **One fetch at a time** for each item of each connection: a lock in Redis, and within a process one future that
//!   all who wait share. When nobody waits any more, it is given up.
//! - **Everything ends**: each key has a time to live, shortened by up to a tenth at random so that what was fetched
//!   together is not missed together.
//! - **Only a convenience**: while Redis is away, what is asked for is fetched, and the answer says so.
//!
//! Of one connection and item there are three keys, made by `Place` alone: the entry, its lock, its figures.

mod error;
mod fetch;
mod figures;
mod flight;
mod item;
mod listing;
mod place;
mod rows;
mod shelf;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;

pub use self::error::{CacheError, FiguresError};
pub use self::figures::{Figures, State, Tally};
pub use self::item::Item;
pub use self::rows::{CheckmkStatistics, DeviceRow, HostRow, NautobotStatistics};
pub use self::shelf::About;

use self::flight::{Flights, Purpose};
use self::place::Place;
use self::shelf::Shelf;
use crate::clock::Clock;
use crate::connections::Connections;
use crate::domain::connection::Connection;
use crate::domain::device::Location;
use crate::domain::host::Folder;
use crate::queue::Redis;

/// The longest list that is kept, as JSON: some 100,000 devices. What is larger is no quick answer for anybody.
const LARGEST: usize = 32 << 20;

/// The cache of a process. Cheap to clone; clones share what they wait for.
#[derive(Clone)]
pub struct Cache(Arc<Inner>);

struct Inner {
    shelf: Shelf,
    connections: Connections,
    clock: Clock,
    largest: usize,
    flights: Flights,
}

/// Something that was asked for.
#[derive(Clone, Debug)]
pub struct Read {
    /// The connection it came through.
    pub connection: String,
    /// When it was fetched, and what that took.
    pub about: About,
    /// The JSON of it: a list of rows, or an object of numbers.
    pub json: Bytes,
    /// Whether it was there already, rather than fetched for this reader.
    pub was_there: bool,
    /// Whether the next reader will find it. Not where Redis is away.
    pub cached: bool,
}

/// What warming an item came to.
#[derive(Clone, Debug)]
pub struct Warmed {
    /// When it was fetched, and what that took.
    pub about: About,
    /// Whether it was fetched now; otherwise it was fresh enough.
    pub fetched: bool,
    /// Whether readers will find it. Not where Redis is away.
    pub cached: bool,
}

impl Cache {
    /// The cache in `redis` of what `connections` lead to.
    #[must_use]
    pub fn new(redis: Redis, connections: Connections, clock: Clock) -> Self {
        Self::with_bound(redis, connections, clock, LARGEST)
    }

    /// As [`Cache::new`], with lists of at most `largest` bytes of JSON.
    #[must_use]
    pub fn with_bound(redis: Redis, connections: Connections, clock: Clock, largest: usize) -> Self {
        let (shelf, flights) = (Shelf::new(redis), Flights::default());
        Self(Arc::new(Inner { shelf, connections, clock, largest, flights }))
    }

    /// What a connection has of `item`: the default connection of its source, or the one called so.
    ///
    /// # Errors
    /// Why it could not be fetched, or not before `deadline`. Never because of Redis.
    pub async fn read(&self, item: Item, connection: Option<&str>, deadline: Instant) -> Result<Read, CacheError> {
        let connection = self.0.connections.find(item.source(), connection).await?;
        let place = Place::of(&connection, item);
        if let Some((about, json)) = self.0.shelf.take(&place).await {
            self.0.shelf.hit(&place, about.fetch_ms).await;
            return Ok(Read { connection: connection.name, about, json, was_there: true, cached: true });
        }
        self.0.shelf.miss(&place).await;
        self.fly(&connection, item, Purpose::Reading, deadline).await
    }

    /// Sees to it that readers find `item`: fetches it unless half of `ttl` is left to it, or in any case with `force`.
    ///
    /// # Errors
    /// Why it could not be fetched, or not before `deadline`. Never because of Redis.
    pub async fn warm(
        &self,
        connection: &Connection,
        item: Item,
        ttl: Option<Duration>,
        force: bool,
        deadline: Instant,
    ) -> Result<Warmed, CacheError> {
        let purpose = Purpose::Warming { ttl: ttl.unwrap_or_else(|| item.ttl()), force };
        let there = self.0.shelf.about(&Place::of(connection, item)).await;
        let now = self.0.clock.now();
        if let Some(about) = there.filter(|about| purpose.accepts(about, now, now)) {
            return Ok(Warmed { about, fetched: false, cached: true });
        }
        let read = self.fly(connection, item, purpose, deadline).await?;
        Ok(Warmed { about: read.about, fetched: !read.was_there, cached: read.cached })
    }

    /// The connection of that name that leads to what `item` is of, or the default one.
    ///
    /// # Errors
    /// See [`CacheError`].
    pub async fn connection(&self, item: Item, name: Option<&str>) -> Result<Connection, CacheError> {
        Ok(self.0.connections.find(item.source(), name).await?)
    }

    /// How often `item` was asked for since this was last called, and begins to count anew; none while Redis is away.
    pub async fn tally(&self, connection: &Connection, item: Item) -> Option<Tally> {
        self.0.shelf.tally(&Place::of(connection, item), self.0.clock.now()).await
    }

    /// What is known of each item of each connection.
    ///
    /// # Errors
    /// When Postgres or Redis is away.
    pub async fn figures(&self) -> Result<Vec<Figures>, FiguresError> {
        let connections = self.0.connections.list().await?;
        self.0.shelf.figures(connections, self.0.clock.now()).await
    }

    /// Forgets everything, figures too; how many items were there.
    ///
    /// # Errors
    /// When Postgres or Redis is away.
    pub async fn clear(&self) -> Result<u64, FiguresError> {
        let connections = self.0.connections.list().await?;
        self.0.shelf.clear(&connections).await
    }

    async fn fly(
        &self,
        connection: &Connection,
        item: Item,
        purpose: Purpose,
        deadline: Instant,
    ) -> Result<Read, CacheError> {
        let began = Instant::now();
        let flight = self.0.flights.board(Arc::clone(&self.0), connection, item, purpose);
        let late = |_| CacheError::TooLate { item, after: began.elapsed() };
        tokio::time::timeout_at(deadline, flight).await.map_err(late)?
    }
}

impl std::fmt::Debug for Cache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cache").field("largest", &self.0.largest).finish_non_exhaustive()
    }
}

/// Rows that are kept as they are known elsewhere.
pub type LocationRow = Location;
/// Rows that are kept as they are known elsewhere.
pub type FolderRow = Folder;
