//! What is to come: the runs that schedules are expected to make, what they load, and what a change would do to that.
//!
//! All of it follows from the schedules, the windows and how long jobs usually take; nothing reads a clock. [`walk`]
//! goes along the due times of one schedule and says what is expected of each, by the rules that beat settles by, with
//! an expected duration in place of real jobs. The rest counts what it tells: [`calendar`] in buckets of time, [`runs`]
//! one by one, [`effect`] before and after a change; [`flatten`] looks for changes that lower a peak. [`simulate`] asks
//! [`settle`](super::settle::settle) itself, due time by due time.
//!
//! Due times are never kept: memory grows with buckets and schedules. How many may be looked at is bounded by
//! [`MOST_DUE_TIMES`], and counted before anything is walked; between one schedule and the next it is looked whether an
//! [`Asker`] waits still.

mod agenda;
mod asker;
mod calendar;
mod effect;
mod flatten;
mod grid;
mod moved;
mod runs;
mod simulate;
mod subject;
mod walk;

#[cfg(test)]
mod tests;

pub use self::agenda::{Entry, agenda};
pub use self::asker::Asker;
pub use self::calendar::{Asked, Calendar, Load, NotExpected, Peak, calendar};
pub use self::effect::{Case, Collision, Compared, Consequences, Place, Proposal, ScheduleEffect, Sum, effect};
pub use self::flatten::{MOST_EDITS, MOST_SUGGESTIONS, Move, PINNED, Suggestion, flatten};
pub use self::grid::{Bucket, Grid};
pub use self::moved::{Difference, Instants, differ};
pub use self::runs::{Expectation, Fate, Key, Listed, runs};
pub use self::simulate::{Line, Outcome, Simulation, simulate};
pub use self::subject::{Basis, DEFAULT_DURATION, Expected, Subject, Workload};
pub use self::walk::{Passed, Run, Told, Why, walk};

/// Due times that one answer may rest on: ten thousand hourly schedules over a month are 7.2 million, some seconds of
/// arithmetic.
pub const MOST_DUE_TIMES: u64 = 10_000_000;
/// Due times that a what-if may rest on, which counts what a change touches twice: before it and after.
pub const MOST_WEIGHED: u64 = 2 * MOST_DUE_TIMES;
/// Due times of which a simulation keeps what became of them: ten thousand hourly schedules over a week are 1.7
/// million, and a quarter of a gigabyte.
pub const MOST_SIMULATED: u64 = 4_000_000;
/// Openings of maintenance windows that one answer may rest on: one every five minutes for more than a year.
pub const MOST_OPENINGS: usize = 200_000;

/// Why a question is not answered: it would take too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TooMuch {
    /// More due times than [`MOST_DUE_TIMES`], [`MOST_WEIGHED`] or [`MOST_SIMULATED`].
    #[error(
        "there are {found} due times in this range, and at most {most} are looked at: \
         ask for a shorter range, or for one queue"
    )]
    DueTimes {
        /// How many there are, as far as they were counted.
        found: u64,
        /// How many there may be.
        most: u64,
    },
    /// More openings of windows than [`MOST_OPENINGS`].
    #[error(
        "maintenance windows open more than {MOST_OPENINGS} times in this range, which is more than is looked at: \
         ask for a shorter range"
    )]
    Openings,
    /// Whoever asked has left: any more would be too much.
    #[error("nobody waits for the answer any more")]
    GivenUp,
}
