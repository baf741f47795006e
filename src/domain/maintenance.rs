//! Maintenance windows: times in which due times are skipped or held.

use super::Timestamp;
use super::schedule::Schedule;
use super::timestamp::INSTANT;

/// What a window does to the due times in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// They are held; when the last window over them ends, the newest becomes a job.
    RunOnceAfter,
    /// They are skipped.
    Skip,
}

/// One time in which a window is open: from `start`, before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The first instant.
    pub start: Timestamp,
    /// The first instant after it.
    pub end: Timestamp,
    /// What becomes of the due times in it.
    pub effect: Effect,
}

/// A part (after, until] of a range of time with one effect on its due times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Due times after it.
    pub after: Timestamp,
    /// Due times up to it.
    pub until: Timestamp,
    /// What becomes of them.
    pub effect: Effect,
}

/// The windows there are.
#[derive(Clone, Debug, Default)]
pub struct Windows {
    openings: Vec<Opening>,
}

impl Windows {
    /// Windows that are open at these times, for every schedule.
    #[must_use]
    pub const fn of(openings: Vec<Opening>) -> Self {
        Self { openings }
    }

    /// The first instant at or after `from` at which no window is open over
    /// `schedule`; none while the last one has no end.
    #[must_use]
    pub fn over_from(&self, _schedule: &Schedule, from: Timestamp) -> Option<Timestamp> {
        let mut at = from;
        while let Some(end) = self.openings.iter().filter(|o| o.start <= at && at < o.end).map(|o| o.end).max() {
            at = end;
        }
        (at < Timestamp::MAX).then_some(at)
    }

    /// The parts of (`after`, `until`] that windows cover for `schedule`, in order, without overlap.
    #[must_use]
    pub fn over(&self, _schedule: &Schedule, after: Timestamp, until: Timestamp) -> Vec<Covered> {
        if self.openings.is_empty() {
            return Vec::new();
        }
        merged(&self.openings, after, until)
    }
}

/// Lays openings over each other within (`after`, `until`]. Where two effects meet, a skip wins.
fn merged(openings: &[Opening], after: Timestamp, until: Timestamp) -> Vec<Covered> {
    let part = |opening: &Opening| {
        let (a, b) = (after.max(opening.start.minus(INSTANT)), until.min(opening.end.minus(INSTANT)));
        (a < b).then_some((a, b, opening.effect))
    };
    let parts: Vec<_> = openings.iter().filter_map(part).collect();
    let mut edges: Vec<Timestamp> = parts.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut covered: Vec<Covered> = Vec::new();
    for pair in edges.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let effect = parts.iter().filter(|(from, to, _)| *from <= a && b <= *to).map(|(.., effect)| *effect).max();
        let Some(effect) = effect else { continue };
        match covered.last_mut() {
            Some(last) if last.until == a && last.effect == effect => last.until = b,
            _ => covered.push(Covered { after: a, until: b, effect }),
        }
    }
    covered
}
