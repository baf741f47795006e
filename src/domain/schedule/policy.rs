//! What a schedule does when due times meet trouble.

use serde::{Deserialize, Serialize};

use crate::domain::job::spelled;

/// What to do at a due time while an earlier job of the schedule has not ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overlap {
    /// Skip the due time.
    #[default]
    Skip,
    /// Run both.
    Allow,
    /// One job waits for the open one; while it waits, further due times are skipped.
    QueueOne,
    /// End what is open; the new job starts when that has really ended.
    CancelRunning,
}
spelled!(Overlap, "overlap policy", {
    Skip => "skip", Allow => "allow", QueueOne => "queue_one", CancelRunning => "cancel_running",
});

impl Overlap {
    /// Whether it matters how many jobs are open, so that they have to be held and counted first.
    #[must_use]
    pub const fn needs_count(self) -> bool {
        matches!(self, Self::QueueOne | Self::CancelRunning)
    }
}

/// What becomes of due times that nobody acted on in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CatchUp {
    /// One job, for the newest missed due time.
    #[default]
    Latest,
    /// Every one, oldest first.
    All,
    /// None.
    None,
}
spelled!(CatchUp, "catch-up policy", { Latest => "latest", All => "all", None => "none" });

impl CatchUp {
    /// How old a missed due time may be, unless the schedule says otherwise, in seconds.
    #[must_use]
    pub const fn default_max_age_seconds(self) -> u32 {
        match self {
            Self::Latest | Self::None => 24 * 3600,
            Self::All => 3600,
        }
    }
}
