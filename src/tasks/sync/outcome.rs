//! What a sync tells: while it runs, when it has finished, and when it could not.

use std::time::Duration;

use serde::Serialize;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::connections::OpenError;
use crate::domain::Timestamp;
use crate::domain::sync::{Changed, Counts, Kind};
use crate::integrations::remote::RemoteError;
use crate::store::{DatabaseError, StoreError};
use crate::tasks::{Context, Failure};

/// What is left of an attempt's time for writing down what came, when reading has to stop.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// How far a sync has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Things stored so far.
    pub current: u64,
    /// Things there are to store.
    pub total: u64,
    /// The same in words.
    pub message: String,
}

/// Where a running sync tells how far it is, and how it is told to stop.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// Hears how far it is.
    pub progress: &'a (dyn Fn(Progress) + Send + Sync),
    /// Stops it: at once while it waits for the source, otherwise after what is being stored.
    pub cancel: &'a CancellationToken,
}

/// Until when a job may read: its own time, less what writing down takes.
pub(crate) fn deadline(ctx: &Context) -> Instant {
    let timeout = ctx.job().timeout;
    Instant::now() + timeout.saturating_sub(LAST_WORDS.min(timeout / 4))
}

/// Whether everything that was asked for came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Yes.
    #[default]
    Complete,
    /// Not all; the warnings say why. What came is stored, nothing was marked missing.
    Partial,
}

/// What a sync did.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SyncResult {
    /// Whether everything that was asked for came.
    pub status: Status,
    /// Nothing was written; this is what would have been.
    pub dry_run: bool,
    /// The connection that was read from.
    pub connection: String,
    /// Under which id the inventory keeps what changed; none of a dry run.
    pub sync_id: Option<Uuid>,
    /// How many there were to read.
    pub total: u64,
    /// How many came, and what became of them.
    #[serde(flatten)]
    pub counts: Counts,
    /// What is not as it was at the last sync: the first of them; all are kept under `sync_id`.
    pub changes: Vec<Changed>,
    /// The last sync through the same connection with the same filter, if there was one.
    pub compared_with: Option<ComparedWith>,
    /// Pages or portions that came.
    pub pages: u64,
    /// Requests that were sent, repeated ones included.
    pub api_calls: u64,
    /// How long all of it took.
    pub duration_ms: u64,
    /// What a person should know, in sentences.
    pub warnings: Vec<String>,
}

/// A sync that went before.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComparedWith {
    /// Its id.
    pub sync_id: Uuid,
    /// When it ended.
    pub ended_at: Timestamp,
}

/// Why there is no result.
#[derive(Debug, thiserror::Error)]
pub enum SyncFailure {
    /// There is nothing to read from.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The source failed before anything was stored.
    #[error(transparent)]
    Remote(#[from] RemoteError),
    /// The answer is too unlikely to be acted upon: nothing came.
    #[error(
        "{source_name} answered without any of the {known} {} known here. Nothing was marked missing. Check that the login \
         may still view them, and that the address is the right one.", .kind.plural()
    )]
    Empty {
        /// What was read.
        kind: Kind,
        /// Where from, as people call it.
        source_name: &'static str,
        /// How many are known and not stale.
        known: u64,
    },
    /// The answer is too unlikely to be acted upon: too much is missing.
    #[error(
        "{missing} of {known} known {} are missing from {source_name}, more than the {percent} % that max_missing_percent \
         allows: {}. Nothing was marked missing. If they are really gone, run this once with a larger max_missing_percent.",
        .kind.plural(), .examples.join(", ")
    )]
    TooManyMissing {
        /// What was read.
        kind: Kind,
        /// Where from, as people call it.
        source_name: &'static str,
        /// How many are missing.
        missing: u64,
        /// How many are known.
        known: u64,
        /// How many may be missing.
        percent: u8,
        /// The names of some.
        examples: Vec<String>,
    },
    /// Our own database failed. The source is for the log, not for the reader.
    #[error("The database could not be reached or did not accept what came; what was stored before is kept.")]
    Store(#[from] StoreError),
    /// Somebody cancelled the job. What was stored is kept.
    #[error("Cancelled after {} {}, which are kept.", .so_far.counts.fetched, .kind.plural())]
    Cancelled {
        /// What was read.
        kind: Kind,
        /// What was done until then.
        so_far: Box<SyncResult>,
    },
}

impl From<DatabaseError> for SyncFailure {
    fn from(e: DatabaseError) -> Self {
        Self::Store(e.into())
    }
}

impl From<tokio_postgres::Error> for SyncFailure {
    fn from(e: tokio_postgres::Error) -> Self {
        Self::Store(e.into())
    }
}

impl SyncFailure {
    /// A word that stays the same when the sentence is rewritten.
    #[must_use]
    pub fn class(&self) -> &'static str {
        match self {
            Self::Open(error) => error.class(),
            Self::Remote(error) => error.class(),
            Self::Empty { .. } | Self::TooManyMissing { .. } => "guard",
            Self::Store(_) => "database",
            Self::Cancelled { .. } => "cancelled",
        }
    }

    /// Whether a later attempt may fare better with nobody changing anything.
    #[must_use]
    pub fn retryable(&self) -> bool {
        match self {
            Self::Open(error) => error.retryable(),
            Self::Remote(error) => error.retryable(),
            Self::Store(_) => true,
            Self::Empty { .. } | Self::TooManyMissing { .. } | Self::Cancelled { .. } => false,
        }
    }
}

/// Says in the job's log what a person should know.
pub(crate) fn told(result: &SyncResult, ctx: &Context) {
    result.warnings.iter().for_each(|warning| ctx.warn(warning.clone()));
    if result.status == Status::Partial && result.warnings.is_empty() {
        ctx.warn("Not everything that was asked for came.");
    }
}

/// The same as an attempt fails.
pub(crate) fn failure(e: SyncFailure) -> Failure {
    if let SyncFailure::Store(source) = &e {
        tracing::warn!(error = %crate::store::Chain(source), "a sync could not write");
    }
    let failure = match &e {
        SyncFailure::Cancelled { .. } => Failure { message: e.to_string(), ..Failure::cancelled() },
        _ if e.retryable() => Failure::retryable(e.class(), e.to_string()),
        _ => Failure::fatal(e.class(), e.to_string()),
    };
    match e {
        SyncFailure::Cancelled { so_far, .. } => match serde_json::to_value(so_far) {
            Ok(partial) => failure.with_partial(partial),
            Err(_) => failure,
        },
        _ => failure,
    }
}
