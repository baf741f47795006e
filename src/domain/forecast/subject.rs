//! What a forecast knows of a schedule.

use std::sync::Arc;
use std::time::Duration;

use super::{MOST_DUE_TIMES, TooMuch};
use crate::domain::Timestamp;
use crate::domain::cadence::Cadence;
use crate::domain::job::spelled;
use crate::domain::schedule::{Phase, Schedule};
use crate::domain::settle::Counted;
use crate::domain::task::RemoteSystem;
use crate::domain::timestamp::INSTANT;

/// How long a job is expected to take where no job of its schedule or task says.
pub const DEFAULT_DURATION: Duration = Duration::from_secs(60);
/// A due time by the sun costs about as much as so many others.
const SUN: u64 = 200;
/// No job is thought to have begun longer before a range than this: what runs for days is rare, and looking back costs.
const LONGEST_LEAD: Duration = Duration::from_secs(86_400);

/// What an expected duration rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Past jobs of the schedule.
    Schedule,
    /// Past jobs of its task.
    Task,
    /// Nothing: [`DEFAULT_DURATION`].
    Default,
    /// Somebody said it.
    Given,
}
spelled!(Basis, "basis of a duration", { Schedule => "schedule", Task => "task", Default => "default", Given => "given" });

/// How long a schedule's jobs are expected to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// How long.
    pub duration: Duration,
    /// What that rests on.
    pub by: Basis,
}

impl Default for Expected {
    fn default() -> Self {
        Self { duration: DEFAULT_DURATION, by: Basis::Default }
    }
}

/// A schedule, and what a forecast of it rests on.
#[derive(Clone, Debug)]
pub struct Subject {
    /// As it stands.
    pub schedule: Schedule,
    /// How long its jobs take.
    pub expected: Expected,
    /// What they reach out to.
    pub systems: Arc<[RemoteSystem]>,
    /// The jobs made so far, for one that ends with a number of them.
    pub counted: Counted,
    /// Every due time up to here has its outcome.
    pub settled: Timestamp,
    /// The newest due time that a maintenance window holds.
    pub held: Option<Timestamp>,
}

impl Subject {
    /// A schedule that has just begun, of which nothing is known.
    #[must_use]
    pub fn fresh(schedule: Schedule) -> Self {
        let settled = schedule.effective_at;
        let (expected, systems) = (Expected::default(), Arc::default());
        Self { schedule, expected, systems, counted: Counted::default(), settled, held: None }
    }

    /// How many jobs it has left to make before it is completed; none: it goes on.
    pub(super) fn runs_left(&self) -> Option<u64> {
        let limit = self.schedule.definition.run_limit()?;
        let made = if self.counted.cycle == self.schedule.cycle { self.counted.runs } else { 0 };
        Some(u64::from(limit.saturating_sub(made)))
    }

    /// After which instant due times have to be looked at, to know what runs from `from` on: those of jobs that may
    /// still run by then, and all that count towards a limit.
    pub(super) fn begins(&self, from: Timestamp) -> Timestamp {
        if self.runs_left().is_some() {
            return self.settled;
        }
        let jitter = Duration::from_secs(self.schedule.definition.jitter_seconds.into());
        let back = from.minus(INSTANT).minus((self.expected.duration + jitter).min(LONGEST_LEAD));
        // Asked about a time before its newest version began, it is what it would have been.
        let floor = Some(self.schedule.effective_at).filter(|began| *began < from);
        floor.map_or(back, |floor| back.max(floor))
    }

    /// What it costs to walk it over [`from`, `to`), in due times.
    fn cost(&self, from: Timestamp, to: Timestamp) -> u64 {
        let d = &self.schedule.definition;
        if self.schedule.phase != Phase::Enabled {
            return 0;
        }
        self.due_times(d.awake_after(self.begins(from)), last_instant(to, d.expires))
    }

    /// What it costs to list its due times in [`from`, `to`), whatever becomes of them.
    fn cost_by_cadence(&self, from: Timestamp, to: Timestamp) -> u64 {
        let enabled = self.schedule.phase == Phase::Enabled;
        let until = last_instant(to, self.schedule.definition.expires);
        if enabled { self.due_times(from.minus(INSTANT), until) } else { 0 }
    }

    /// How many due times lie in (`after`, `until`], or what it costs to know.
    fn due_times(&self, after: Timestamp, until: Timestamp) -> u64 {
        let d = &self.schedule.definition;
        if after >= until {
            return 0;
        }
        let cadence = d.cadence();
        if matches!(cadence, Cadence::Solar(_)) {
            // To count them is to find them.
            return (until.since(after).as_secs() / 86_400 + 1) * SUN;
        }
        cadence.span(d.start_at, after, until).map_or(0, |span| span.count)
    }
}

/// The last instant before `to`, and before `expires`.
pub(super) fn last_instant(to: Timestamp, expires: Option<Timestamp>) -> Timestamp {
    expires.map_or(to, |end| end.min(to)).minus(INSTANT)
}

/// Counts what is to be walked, before it is.
#[derive(Clone, Copy, Debug)]
pub struct Workload {
    from: Timestamp,
    to: Timestamp,
    found: u64,
    most: u64,
}

impl Workload {
    /// Of walks over [`from`, `to`).
    #[must_use]
    pub const fn new(from: Timestamp, to: Timestamp) -> Self {
        Self { from, to, found: 0, most: MOST_DUE_TIMES }
    }

    /// The same, of `most` due times at most.
    #[must_use]
    pub const fn within(self, most: u64) -> Self {
        Self { most, ..self }
    }

    /// Adds one schedule.
    ///
    /// # Errors
    /// When it becomes too much.
    pub fn add(&mut self, subject: &Subject) -> Result<(), TooMuch> {
        self.more(subject.cost(self.from, self.to))
    }

    /// Adds the due times that one schedule's cadence says for [`from`, `to`), to be listed beside the walks.
    ///
    /// # Errors
    /// When it becomes too much.
    pub(super) fn add_by_cadence(
        &mut self,
        subject: &Subject,
        (from, to): (Timestamp, Timestamp),
    ) -> Result<(), TooMuch> {
        self.more(subject.cost_by_cadence(from, to))
    }

    fn more(&mut self, cost: u64) -> Result<(), TooMuch> {
        self.found = self.found.saturating_add(cost);
        let Self { found, most, .. } = *self;
        if found > most { Err(TooMuch::DueTimes { found, most }) } else { Ok(()) }
    }
}
