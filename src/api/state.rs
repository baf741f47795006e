//! What the handlers work with.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::auth::Limiter;
use super::forecast::Forecasts;
use super::metrics::Requests;
use super::noc_canvas::Remembered;
use super::stream::Hub;
use super::turns::Turns;
use crate::archive::Archive;
use crate::cache::Cache;
use crate::clock::Clock;
use crate::command::Door;
use crate::connections::Connections;
use crate::credentials::Credentials;
use crate::queue::Redis;
use crate::queue::feed::{Publisher, Reader};
use crate::store::Database;
use crate::tasks::Registry;

/// Requests about all schedules as they were that one process answers at once: each may fold a long history.
const PAST_AT_ONCE: usize = 2;

/// What the API is built from.
#[derive(Clone)]
pub struct ApiState {
    /// Postgres.
    pub database: Database,
    /// Redis.
    pub redis: Redis,
    /// The one door for changes.
    pub door: Door,
    /// The tasks there are.
    pub registry: Arc<Registry>,
    /// What leads to other systems.
    pub connections: Connections,
    /// With what jobs log in to devices.
    pub credentials: Credentials,
    /// What devices said.
    pub archive: Archive,
    /// The time.
    pub clock: Clock,
    /// Where changes are told.
    pub publisher: Publisher,
    /// What a person may choose.
    pub config: ApiConfig,
}

impl std::fmt::Debug for ApiState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ApiState").field("config", &self.config).finish_non_exhaustive()
    }
}

/// What a person may choose about the API.
#[derive(Clone, Debug)]
pub struct ApiConfig {
    /// Marks the session cookie `Secure` even where the request seems to come by plain HTTP.
    pub secure_cookies: bool,
    /// A reverse proxy stands in front: the client's address is the last one in `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// Other origins that may call the API from a browser, with a bearer token.
    pub cors_origins: Vec<String>,
    /// `/metrics` needs no login.
    pub metrics_open: bool,
    /// How long requests and streams have to end when the process stops.
    pub grace: Duration,
    /// Above this many changes a second, streams without a filter get counts.
    pub stream_rate: u32,
}

impl Default for ApiConfig {
    fn default() -> Self {
        Self {
            secure_cookies: false,
            behind_proxy: false,
            cors_origins: Vec::new(),
            metrics_open: false,
            // Any request is answered or given up well within it.
            grace: Duration::from_secs(10),
            stream_rate: 500,
        }
    }
}

/// The state with what one running API adds to it.
#[derive(Clone)]
pub(in crate::api) struct Context(Arc<Inner>);

pub(in crate::api) struct Inner {
    pub(super) state: ApiState,
    pub(super) limiter: Limiter,
    pub(super) hub: Hub,
    pub(super) feed: Reader,
    pub(super) cache: Cache,
    /// Rung when somebody loses a login, so that their streams end at once.
    pub(super) revoked: watch::Sender<u64>,
    /// What pages that ask again and again were told last.
    pub(super) jobs_status: Remembered,
    /// How much is looked ahead at once.
    pub(super) forecasts: Forecasts,
    /// How much of what was is looked up at once.
    pub(super) past: Turns,
    /// How many requests there were.
    pub(super) requests: Arc<Requests>,
    pub(super) stop: CancellationToken,
}

impl Context {
    pub(super) fn new(state: ApiState, requests: Arc<Requests>, stop: CancellationToken) -> Self {
        let feed = Reader::new(state.redis.clone());
        let hub = Hub::start(feed.clone(), state.database.clone(), state.config.stream_rate, stop.clone());
        let (limiter, jobs_status) = (Limiter::default(), Remembered::default());
        let cache = Cache::new(state.redis.clone(), state.connections.clone(), state.clock.clone());
        let revoked = watch::Sender::new(0);
        let (forecasts, past) = (Forecasts::default(), Turns::new(PAST_AT_ONCE, "looks at the past are being taken"));
        let inner = Inner { state, limiter, hub, feed, cache, revoked, jobs_status, forecasts, past, requests, stop };
        Self(Arc::new(inner))
    }

    /// Makes every stream look whether its login still counts.
    pub(super) fn ring_revoked(&self) {
        self.revoked.send_modify(|times| *times += 1);
    }

    /// Where the stream stands now, for clients that read a list; none while Redis is away.
    pub(super) async fn stream_cursor(&self) -> Option<String> {
        /// A list does not wait longer for the convenience of a cursor.
        const PATIENCE: Duration = Duration::from_secs(1);
        let cursor = tokio::time::timeout(PATIENCE, self.feed.cursor()).await;
        cursor.ok()?.ok().map(|cursor| cursor.to_string())
    }
}

impl std::ops::Deref for Context {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl std::ops::Deref for Inner {
    type Target = ApiState;

    fn deref(&self) -> &ApiState {
        &self.state
    }
}
