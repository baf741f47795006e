//! What a sync tells: while it runs, when it has finished, and when it could not.

use deadpool_postgres::PoolError;
use schemars::JsonSchema;
use serde::Serialize;

use super::args::ArgsError;
use crate::integrations::remote::RemoteError;

/// How far a sync has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Devices stored so far.
    pub current: u64,
    /// Devices there are to store.
    pub total: u64,
    /// The same in words.
    pub message: String,
}

/// Whether everything that was asked for came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Yes.
    #[default]
    Complete,
    /// Not all; the warnings say why. What came is stored, nothing was marked missing.
    Partial,
}

/// What a sync did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SyncResult {
    /// Whether everything that was asked for came.
    pub status: Status,
    /// Different devices that came.
    pub fetched: u64,
    /// Of these, seen for the first time.
    pub created: u64,
    /// Of these, described otherwise than before, or back after being missing.
    pub updated: u64,
    /// Of these, as they were.
    pub unchanged: u64,
    /// Devices that were there until now and are no longer.
    pub missing: u64,
    /// Pages that came.
    pub pages: u64,
    /// Requests to Nautobot, repeated ones included.
    pub api_calls: u64,
    /// How long all of it took.
    pub duration_ms: u64,
    /// What a person should know, in sentences.
    pub warnings: Vec<String>,
}

/// Why there is no result.
#[derive(Debug, thiserror::Error)]
pub enum SyncFailure {
    /// The arguments cannot be meant; nothing was asked of Nautobot.
    #[error("The argument {0}.")]
    Arguments(#[from] ArgsError),
    /// Nautobot failed before anything was stored.
    #[error(transparent)]
    Nautobot(#[from] RemoteError),
    /// The answer is too unlikely to be acted upon.
    #[error(
        "Nautobot answered without a single device, but {known} are known here. Nothing was marked missing. Check that \
         the token may still view devices (dcim.view_device) and that the address is that of the right Nautobot."
    )]
    Guard {
        /// Devices known and not missing.
        known: u64,
    },
    /// Our own database failed. The source is for the log, not for the reader.
    #[error("The database could not be reached or did not accept the devices; what was stored before is kept.")]
    Database(#[from] PoolError),
    /// Somebody cancelled the job. What was stored is kept.
    #[error("Cancelled after {} devices, which are kept.", .so_far.fetched)]
    Cancelled {
        /// What was done until then.
        so_far: Box<SyncResult>,
    },
}

impl SyncFailure {
    /// A word that stays the same when the sentence is rewritten.
    #[must_use]
    pub fn class(&self) -> &'static str {
        match self {
            Self::Arguments(_) => "arguments",
            Self::Nautobot(error) => error.class(),
            Self::Guard { .. } => "guard",
            Self::Database(_) => "database",
            Self::Cancelled { .. } => "cancelled",
        }
    }

    /// Whether a later attempt may fare better with nobody changing anything.
    #[must_use]
    pub fn retryable(&self) -> bool {
        match self {
            Self::Nautobot(error) => error.retryable(),
            Self::Database(_) => true,
            Self::Arguments(_) | Self::Guard { .. } | Self::Cancelled { .. } => false,
        }
    }
}
