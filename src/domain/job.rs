//! Jobs: what is asked for, what state it is in, and the small form that lists
//! and streams show.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Timestamp;

/// Where a job stands. The first four are *live*; the others are final.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Ready for a worker.
    Queued,
    /// Not to start yet: its turn has not come.
    Waiting,
    /// A worker executes an attempt and holds its lease.
    Running,
    /// An attempt failed; another one follows after its backoff.
    Retrying,
    /// Ended well, perhaps with warnings.
    Succeeded,
    /// Ended with an error, after the last attempt.
    Failed,
    /// Ended because somebody asked for it.
    Cancelled,
    /// The last attempt ran longer than it may.
    TimedOut,
}

/// What made a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// A due time, acted on in time.
    Schedule,
    /// "Run now" on a schedule.
    Manual,
    /// A task started without a schedule.
    Adhoc,
    /// A finished job started again by hand.
    Retry,
    /// A past range of due times, asked for by an operator.
    Backfill,
    /// A missed due time, made up for by the schedule's catch-up policy.
    CatchUp,
}

/// The order in which a queue's jobs are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Before the others.
    High,
    /// The default.
    #[default]
    Normal,
    /// After the others, but never starved.
    Low,
}

/// Spells an enum as it is stored and as the API shows it.
macro_rules! spelled {
    ($name:ident, $what:literal, { $($variant:ident => $text:literal),+ $(,)? }) => {
        impl $name {
            #[doc = concat!("Every ", $what, ", in the order of the contract.")]
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word for it in storage and in answers.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    other => Err(format!(concat!("`{}` is no ", $what, "; known are ", $("`", $text, "` "),+), other).trim_end().to_owned()),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use spelled;

spelled!(JobState, "job state", {
    Queued => "queued", Waiting => "waiting", Running => "running", Retrying => "retrying",
    Succeeded => "succeeded", Failed => "failed", Cancelled => "cancelled", TimedOut => "timed_out",
});
spelled!(Trigger, "trigger", {
    Schedule => "schedule", Manual => "manual", Adhoc => "adhoc", Retry => "retry", Backfill => "backfill", CatchUp => "catch_up",
});
spelled!(Priority, "priority", { High => "high", Normal => "normal", Low => "low" });

impl JobState {
    /// Whether the job has ended and will not change again.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed | Self::Cancelled | Self::TimedOut)
    }
}

impl Priority {
    /// As stored: 0 high, 1 normal, 2 low.
    #[must_use]
    pub const fn rank(self) -> i16 {
        self as i16
    }

    /// From storage; anything unknown is the least urgent.
    #[must_use]
    pub const fn from_rank(rank: i16) -> Self {
        match rank {
            0 => Self::High,
            1 => Self::Normal,
            _ => Self::Low,
        }
    }
}

/// How far a running attempt has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Units done.
    pub current: u64,
    /// Units in all; 0 when unknown.
    pub total: u64,
    /// What is being done, in words.
    pub message: String,
}

/// Why an attempt, or a job, did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobError {
    /// A stable word to group and filter by (`refused_login`, `timeout`, `worker_lost` …).
    pub class: String,
    /// A sentence for a person.
    pub message: String,
}

/// An attempt that is over while the job goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastAttempt {
    /// Its number, from 1.
    pub attempt: i16,
    /// The worker that had it.
    pub worker: Option<String>,
    /// When it was claimed.
    pub started_at: Option<Timestamp>,
    /// When it was over.
    pub ended_at: Timestamp,
    /// Why it was over.
    pub error: JobError,
}

/// The small form of a job: what lists and the stream carry. Each one is whole,
/// and `rev` rises with every change: an older or repeated one changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobView {
    /// Its id; ids sort by time.
    pub id: Uuid,
    /// Raised by every change.
    pub rev: i64,
    /// The task it runs, by short name.
    pub task: String,
    /// The schedule that made it, if one did.
    pub schedule_id: Option<Uuid>,
    /// That schedule's name when it did.
    pub schedule_name: Option<String>,
    /// The version of the schedule that made it.
    pub schedule_version: Option<i32>,
    /// What made it.
    pub trigger: Trigger,
    /// The due time it is for.
    pub due_at: Option<Timestamp>,
    /// Where it stands.
    pub state: JobState,
    /// The queue it is taken from.
    pub queue: String,
    /// Its rank in that queue.
    pub priority: Priority,
    /// The attempt that runs or is to run next, from 1.
    pub attempt: i16,
    /// How many attempts may fail before the job does.
    pub max_attempts: i16,
    /// When the job was made.
    pub queued_at: Timestamp,
    /// When its current attempt was claimed by a worker.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// The worker of the current attempt.
    pub worker: Option<String>,
    /// How far it has come.
    pub progress: Option<Progress>,
    /// Why it, or its last attempt, failed.
    pub error: Option<JobError>,
    /// Items that went wrong in a job that succeeded.
    pub warnings: i32,
}

/// The id of the job for a due time: 48 bits of milliseconds, so that ids sort
/// by time, and a hash of (schedule, due time) for the rest, so that a second
/// insert of the same due time meets the first one's primary key (`UUIDv8`, RFC 9562).
#[must_use]
pub fn id_for_due_time(schedule: Uuid, due: Timestamp) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(schedule.as_bytes());
    hash.update(due.as_micros().to_be_bytes());
    let digest = hash.finalize();
    let mut bytes = [0_u8; 16];
    bytes[..6].copy_from_slice(&due.as_millis().to_be_bytes()[2..]);
    bytes[6..].copy_from_slice(&digest[..10]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// How much later than `due` a job of `schedule` starts: up to `most_seconds`, by
/// a hash, so that asked again it is the same.
#[must_use]
pub fn jitter(schedule: Uuid, due: Timestamp, most_seconds: u16) -> Duration {
    if most_seconds == 0 {
        return Duration::ZERO;
    }
    let mut hash = Sha256::new();
    hash.update(b"jitter");
    hash.update(schedule.as_bytes());
    hash.update(due.as_micros().to_be_bytes());
    let digest = hash.finalize();
    let drawn = u64::from_be_bytes(digest[..8].try_into().unwrap_or_default());
    Duration::from_millis(drawn % (u64::from(most_seconds) * 1_000 + 1))
}

/// A fresh id for a job that no due time made, sorting by `now` (`UUIDv7`).
#[must_use]
pub fn fresh_id(now: Timestamp) -> Uuid {
    let millis = u64::try_from(now.as_millis()).unwrap_or(0);
    let micros = now.as_micros().rem_euclid(1_000_000);
    let nanos = u32::try_from(micros * 1_000).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, millis / 1_000, nanos))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jitter_is_repeatable_bounded_and_spread() {
        let (schedule, due) = (Uuid::from_u128(7), Timestamp::from_seconds(1_800_000_000));
        assert_eq!(jitter(schedule, due, 0), Duration::ZERO);
        let drawn: Vec<_> = (0..100).map(|n| jitter(Uuid::from_u128(n), due, 60).as_secs()).collect();
        assert_eq!(jitter(schedule, due, 60).as_secs(), drawn[7]);
        assert!(drawn.iter().all(|seconds| *seconds <= 60));
        // A hundred draws that fall into few places would be no spreading at all.
        assert!(drawn.iter().collect::<std::collections::HashSet<_>>().len() > 30);
    }

    #[test]
    fn a_due_time_always_gets_the_same_id_and_ids_sort_by_time() {
        let schedule = Uuid::from_u128(7);
        let early = Timestamp::from_seconds(1_800_000_000);
        let late = Timestamp::from_seconds(1_800_000_001);
        assert_eq!(id_for_due_time(schedule, early), id_for_due_time(schedule, early));
        assert!(id_for_due_time(schedule, early) < id_for_due_time(schedule, late));
        assert!(id_for_due_time(Uuid::from_u128(8), early) < id_for_due_time(schedule, late));
        assert_ne!(id_for_due_time(Uuid::from_u128(8), early), id_for_due_time(schedule, early));
        assert_eq!(id_for_due_time(schedule, early).get_version_num(), 8);
    }

    #[test]
    fn due_times_within_one_millisecond_get_different_ids() {
        let schedule = Uuid::from_u128(7);
        let at = Timestamp::from_micros(1_800_000_000_000_001);
        assert_ne!(
            id_for_due_time(schedule, at),
            id_for_due_time(schedule, Timestamp::from_micros(at.as_micros() + 1))
        );
    }

    #[test]
    fn fresh_ids_sort_among_those_of_due_times() {
        let now = Timestamp::from_seconds(1_800_000_000);
        let later = Timestamp::from_seconds(1_800_000_002);
        assert!(fresh_id(now) < id_for_due_time(Uuid::nil(), later));
        assert!(id_for_due_time(Uuid::max(), now) < fresh_id(later));
    }

    #[test]
    fn every_state_is_spelled_as_it_is_read() {
        for state in JobState::ALL {
            assert_eq!(state.as_str().parse::<JobState>(), Ok(*state));
            assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
        }
        assert!("done".parse::<JobState>().unwrap_err().contains("`timed_out`"));
    }
}
