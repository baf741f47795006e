//! Why there is nothing to answer.

use std::sync::Arc;
use std::time::Duration;

use super::Item;
use crate::connections::OpenError;
use crate::integrations::remote::RemoteError;
use crate::queue::RedisError;
use crate::store::StoreError;

/// Why an item could not be had. Shared by all who waited for it.
#[derive(Clone, Debug, thiserror::Error)]
pub enum CacheError {
    /// There is nothing to fetch it from.
    #[error(transparent)]
    Open(Arc<OpenError>),
    /// The source did not answer as it should.
    #[error(transparent)]
    Remote(#[from] RemoteError),
    /// It is larger than what is kept.
    #[error(
        "{} are more than {} of JSON, the most that is kept of a list. A sync keeps them in the inventory instead.",
        .item.title(), megabytes(*.largest)
    )]
    TooLarge {
        /// What.
        item: Item,
        /// The most.
        largest: usize,
    },
    /// It takes longer than the one who asked could wait.
    #[error(
        "{} did not come within {:.0} s. Let the task cache_warm_up fetch them beforehand, which may take its time.",
        .item.title(), .after.as_secs_f64()
    )]
    TooLate {
        /// What.
        item: Item,
        /// How long was waited.
        after: Duration,
    },
    /// A row of it cannot be written as JSON.
    #[error("{} cannot be written as JSON: {reason}.", .item.title())]
    Unwritable {
        /// What.
        item: Item,
        /// Why.
        reason: String,
    },
}

impl CacheError {
    pub(super) fn unwritable(item: Item, e: &serde_json::Error) -> Self {
        Self::Unwritable { item, reason: e.to_string() }
    }

    /// A word that stays the same when the sentence is rewritten.
    #[must_use]
    pub fn class(&self) -> &'static str {
        match self {
            Self::Open(e) => e.class(),
            Self::Remote(e) => e.class(),
            Self::TooLarge { .. } => "too_large",
            Self::TooLate { .. } => "timeout",
            Self::Unwritable { .. } => "unwritable",
        }
    }

    /// Whether it may go better later with nobody changing anything.
    #[must_use]
    pub fn retryable(&self) -> bool {
        match self {
            Self::Open(e) => e.retryable(),
            Self::Remote(e) => e.retryable(),
            Self::TooLate { .. } => true,
            Self::TooLarge { .. } | Self::Unwritable { .. } => false,
        }
    }
}

impl From<OpenError> for CacheError {
    fn from(e: OpenError) -> Self {
        Self::Open(Arc::new(e))
    }
}

/// Why the figures are not to be had, or nothing was forgotten.
#[derive(Debug, thiserror::Error)]
pub enum FiguresError {
    /// The connections could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Redis did not answer.
    #[error("Redis, which holds the cache, is away")]
    Redis(#[from] RedisError),
}

fn megabytes(bytes: usize) -> String {
    match bytes >> 20 {
        0 => format!("{bytes} bytes"),
        n => format!("{n} MiB"),
    }
}
