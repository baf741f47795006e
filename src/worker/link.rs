//! A connection that comes back, and words about its absence: once, not per try.

use std::time::{Duration, Instant};

use deadpool_postgres::ClientWrapper;
use rand::Rng;

use crate::store::{Chain, Database, StoreError, session};

/// A statement that takes longer is stuck behind a half-open connection.
pub(super) const STATEMENT_LIMIT: Duration = Duration::from_secs(10);
/// The first and the longest wait while a server is away.
const BACKOFF: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(3));

/// A connection to Postgres of its own, made anew when it broke.
pub(super) struct Link {
    database: Database,
    client: Option<ClientWrapper>,
}

impl Link {
    pub(super) fn new(database: Database) -> Self {
        Self { database, client: None }
    }

    pub(super) async fn get(&mut self) -> Result<&mut ClientWrapper, StoreError> {
        let open = self.client.take().filter(|client| !client.is_closed());
        let client = match open {
            Some(client) => client,
            None => session(&self.database).await?,
        };
        Ok(self.client.insert(client))
    }

    /// Forgets a connection of which nobody knows what it is doing.
    pub(super) fn cut(&mut self) {
        self.client = None;
    }
}

/// Whether a server is away, and how long to wait before the next try.
pub(super) struct Outage {
    what: &'static str,
    since: Option<Instant>,
    tries: u32,
}

impl Outage {
    pub(super) fn of(what: &'static str) -> Self {
        Self { what, since: None, tries: 0 }
    }

    /// Notes a failed try; returns how long to wait.
    pub(super) fn failed(&mut self, error: &(dyn std::error::Error + 'static)) -> Duration {
        if self.since.is_none() {
            self.since = Some(Instant::now());
            tracing::warn!(what = self.what, error = %Chain(error), "cannot {}; trying until it works", self.what);
        }
        let wait = (BACKOFF.0 * (1 << self.tries.min(8))).min(BACKOFF.1);
        self.tries = self.tries.saturating_add(1);
        wait.mul_f64(rand::rng().random_range(0.5..1.0))
    }

    /// Notes that it worked.
    pub(super) fn over(&mut self) {
        self.tries = 0;
        if let Some(since) = self.since.take() {
            let away_s = since.elapsed().as_secs();
            tracing::info!(what = self.what, away_s, "can {} again", self.what);
        }
    }
}

/// No answer within [`STATEMENT_LIMIT`].
#[derive(Debug, thiserror::Error)]
#[error("Postgres did not answer within {} s", STATEMENT_LIMIT.as_secs())]
pub(super) struct NoAnswer;

/// Waits for a statement, but not for ever.
///
/// # Errors
/// The statement's own, or [`NoAnswer`].
pub(super) async fn in_time<T>(
    statement: impl Future<Output = Result<T, StoreError>>,
) -> Result<T, Box<dyn std::error::Error + Send + Sync + 'static>> {
    match tokio::time::timeout(STATEMENT_LIMIT, statement).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(e)) => Err(Box::new(e)),
        Err(_) => Err(Box::new(NoAnswer)),
    }
}
