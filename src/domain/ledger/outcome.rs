//! The outcome of a due time as it is stored.

use std::time::Duration;

use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::job::{JobError, JobState, Trigger, spelled};

/// A job that starts more than this after its due time and jitter is late.
pub const LATE: Duration = Duration::from_secs(60);

/// Why a due time became no job, or none yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SkipReason {
    /// A job of the schedule had not ended.
    Overlap,
    /// Missed, and too old to be made up for.
    CatchUpTooOld,
    /// Missed, and the schedule makes up for nothing.
    CatchUpNone,
    /// A newer due time took its place.
    Superseded,
    /// A maintenance window was open; while pending: its end is awaited.
    Maintenance,
    /// Its owner was disabled.
    Owner,
    /// An operator dropped it.
    DroppedByOperator,
    /// More were missed than may be made up for unasked: an operator decides.
    CatchUpLimit,
}
spelled!(SkipReason, "reason", {
    Overlap => "overlap", CatchUpTooOld => "catch_up_too_old", CatchUpNone => "catch_up_none",
    Superseded => "superseded", Maintenance => "maintenance", Owner => "owner",
    DroppedByOperator => "dropped_by_operator", CatchUpLimit => "catch_up_limit",
});

/// What became of due times, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Settled {
    /// A job.
    Job,
    /// Nothing.
    Skipped,
    /// Nothing yet: an operator, or a maintenance window's end, is waited for.
    Pending,
}
spelled!(Settled, "outcome", { Job => "job", Skipped => "skipped", Pending => "pending" });

/// A job made for a due time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobOutcome {
    /// Its id.
    pub id: Uuid,
    /// The due time it is for.
    pub due_at: Timestamp,
    /// The version that made it.
    pub version: Option<i32>,
    /// What made it.
    pub trigger: Trigger,
    /// Where it stands.
    pub state: JobState,
    /// When it was made.
    pub queued_at: Timestamp,
    /// When a worker first started it.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// The attempt that runs, ran last or is to run next, from 1.
    pub attempt: i16,
    /// Items that went wrong in a job that succeeded.
    pub warnings: i32,
    /// Why it, or its last attempt, failed.
    pub error: Option<JobError>,
}

/// A row of due times that became no job, all for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkipRow {
    /// The first.
    pub from: Timestamp,
    /// The last.
    pub through: Timestamp,
    /// How many, without those that became a job later on, by hand.
    pub count: i64,
    /// Whether they wait to be decided.
    pub pending: bool,
    /// Why.
    pub reason: SkipReason,
    /// The version that owns them.
    pub version: i32,
    /// The job that was in the way.
    pub blocking_job: Option<Uuid>,
    /// The newer due time that took their place, where it is known.
    pub newer_due: Option<Timestamp>,
    /// Who decided it, where a person did.
    pub decided_by: Option<String>,
}

/// Jobs of due times of one day (UTC) that are known by their number only: their
/// retention has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayCounts {
    /// Its first instant.
    pub from: Timestamp,
    /// Its last instant.
    pub through: Timestamp,
    /// Jobs that succeeded.
    pub succeeded: i64,
    /// Jobs that failed.
    pub failed: i64,
    /// Jobs that were cancelled.
    pub cancelled: i64,
    /// Jobs that ran longer than they may.
    pub timed_out: i64,
}

impl DayCounts {
    /// All of them.
    #[must_use]
    pub const fn jobs(&self) -> i64 {
        self.succeeded + self.failed + self.cancelled + self.timed_out
    }
}

/// What became of a due time, or of a row of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Jobs, the first one made first; more than one where it was repeated by hand.
    Jobs {
        /// The due time.
        due: Timestamp,
        /// At least one.
        jobs: Vec<JobOutcome>,
        /// What it had been before an operator had a job made for it.
        was: Option<SkipRow>,
    },
    /// No job, or none yet.
    Row(SkipRow),
    /// Jobs of which only the number is known.
    Day(DayCounts),
}

impl Outcome {
    /// By what it is put in order: its first due time.
    #[must_use]
    pub const fn key(&self) -> Timestamp {
        match self {
            Self::Jobs { due, .. } => *due,
            Self::Row(row) => row.from,
            Self::Day(day) => day.from,
        }
    }

    /// The same in one word.
    #[must_use]
    pub const fn settled(&self) -> Settled {
        match self {
            Self::Jobs { .. } | Self::Day(_) => Settled::Job,
            Self::Row(SkipRow { pending: true, .. }) => Settled::Pending,
            Self::Row(_) => Settled::Skipped,
        }
    }

    /// The version that owns it, where that is known.
    #[must_use]
    pub fn version(&self) -> Option<i32> {
        match self {
            Self::Jobs { jobs, was, .. } => {
                was.as_ref().map(|row| row.version).or_else(|| jobs.first().and_then(|job| job.version))
            }
            Self::Row(row) => Some(row.version),
            Self::Day(_) => None,
        }
    }
}
