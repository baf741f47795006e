//! Maintenance windows: times in which due times are skipped or held.
//!
//! A window that is edited becomes another version of itself; each version is in
//! force from its edit to the next. Due times are judged by what was in force
//! then, however late they are settled.

mod draft;
mod laid;
mod suppress;
#[cfg(test)]
mod tests;
mod window;

use std::time::Duration;

use uuid::Uuid;

pub use self::draft::{LONGEST_SECONDS, MOST_IN_SCOPE, SHORTEST_SECONDS, read, with_changes};
pub use self::laid::Laid;
pub use self::suppress::{Census, Suppressed, in_words};
pub use self::window::{Day, Effect, Repeats, Scope, Window};
use super::Timestamp;
use super::cadence::Cadence;
use super::schedule::Schedule;
use super::timestamp::INSTANT;

/// How far back from the end of a range repeated openings are looked for. Catch-up
/// reaches back a week: of what is older, no due time becomes a job anyway.
pub const LOOK_BACK: Duration = Duration::from_secs(8 * 86_400);
/// Openings that may follow each other without a gap before the search for their
/// end is given up: at five minutes each, two years.
const MOST_STEPS: usize = 210_000;

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

/// One version of a window, and when it is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InForce {
    /// The window's id, the same for all its versions.
    pub id: Uuid,
    /// What it says.
    pub window: Window,
    /// The first instant at which it is in force.
    pub effective_at: Timestamp,
    /// The first one at which it no longer is; none while nothing has replaced or lifted it.
    pub ended_at: Option<Timestamp>,
}

/// The window that covers a schedule at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: Box<str>,
    /// What it does to due times.
    pub effect: Effect,
    /// The first instant at which no window covers the schedule; none: not before one is lifted.
    pub until: Option<Timestamp>,
}

/// The windows there are.
#[derive(Clone, Debug, Default)]
pub struct Windows(Vec<Row>);

/// A version of a window, in the form that is asked.
#[derive(Clone, Debug)]
struct Row {
    id: Uuid,
    name: Box<str>,
    scope: Scope,
    /// The bounds within which it is open, or opens.
    bounds: Opening,
    /// What opens it again and again, and for how long.
    repeats: Option<(Cadence, Duration)>,
}

impl From<InForce> for Row {
    fn from(row: InForce) -> Self {
        let InForce { id, window, effective_at, ended_at } = row;
        let start = window.from.map_or(effective_at, |from| from.max(effective_at));
        let end = [window.until, ended_at].into_iter().flatten().min().unwrap_or(Timestamp::MAX);
        let repeats = window.repeats.as_ref().map(|repeats| (repeats.cadence(&window.timezone), repeats.duration()));
        let bounds = Opening { start, end, effect: window.effect };
        Self { id, name: window.name, scope: window.scope, bounds, repeats }
    }
}

impl Row {
    /// Its openings that reach into (`after`, `until`], in order.
    fn openings(&self, after: Timestamp, until: Timestamp) -> impl Iterator<Item = Opening> {
        let Opening { start, end, effect } = self.bounds;
        let (once, again) = match &self.repeats {
            _ if start >= end || end <= after || start > until => (None, None),
            None => (Some(self.bounds), None),
            Some((cadence, duration)) => {
                let from = after.max(until.minus(LOOK_BACK)).max(start).minus(*duration);
                (None, Some(cadence.between(None, from, until.min(end)).map(|at| (at, at.plus(*duration)))))
            }
        };
        let clipped =
            move |(from, to): (Timestamp, Timestamp)| Opening { start: from.max(start), end: to.min(end), effect };
        let again = again.into_iter().flatten().map(clipped);
        once.into_iter()
            .chain(again)
            .filter(move |o| o.start < o.end && o.start <= until && o.end.minus(INSTANT) > after)
    }

    /// The end of its last opening that is open at `at`.
    fn end_at(&self, at: Timestamp) -> Option<Timestamp> {
        let Opening { start, end, .. } = self.bounds;
        if at < start || end <= at {
            return None;
        }
        match &self.repeats {
            None => Some(end),
            Some((cadence, duration)) => {
                let opened = cadence.latest(None, at.minus(*duration), at)?;
                Some(opened.plus(*duration).min(end))
            }
        }
    }

    /// The first opening that begins after `at`.
    fn next_start(&self, at: Timestamp) -> Option<Timestamp> {
        let Opening { start, end, .. } = self.bounds;
        let opens = match &self.repeats {
            None => Some(start).filter(|start| *start > at),
            Some((cadence, duration)) => {
                // One that began before the bounds do opens with them.
                let under_way = at < start && cadence.latest(None, start.minus(*duration), start).is_some();
                if under_way { Some(start) } else { cadence.next_after(None, at.max(start.minus(INSTANT))) }
            }
        };
        opens.filter(|opens| *opens < end)
    }
}

impl Windows {
    /// These versions of windows.
    #[must_use]
    pub fn new(rows: Vec<InForce>) -> Self {
        Self(rows.into_iter().map(Row::from).collect())
    }

    /// These and one more.
    #[must_use]
    pub fn with(mut self, row: InForce) -> Self {
        self.0.push(row.into());
        self
    }

    /// These, but `id` is over at `at`.
    #[must_use]
    pub fn ended(mut self, id: Uuid, at: Timestamp) -> Self {
        for row in self.0.iter_mut().filter(|row| row.id == id) {
            row.bounds.end = row.bounds.end.min(at);
        }
        self
    }

    /// Windows that are open once at these times, for every schedule.
    #[cfg(test)]
    pub(super) fn of(openings: Vec<Opening>) -> Self {
        let row = |bounds: Opening| Row {
            id: Uuid::nil(),
            name: Box::default(),
            scope: Scope::everything(),
            bounds,
            repeats: None,
        };
        Self(openings.into_iter().map(row).collect())
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of those that are open at `at`.
    #[must_use]
    pub fn open_at(&self, at: Timestamp) -> Vec<&str> {
        self.0.iter().filter(|row| row.end_at(at).is_some()).map(|row| &*row.name).collect()
    }

    fn of_schedule(&self, schedule: &Schedule) -> impl Iterator<Item = &Row> + Clone {
        self.0.iter().filter(move |row| row.scope.holds(schedule))
    }

    /// The window that covers `schedule` at `at`: the one whose effect counts, and of several the longest.
    #[must_use]
    pub fn covers(&self, schedule: &Schedule, at: Timestamp) -> Option<Standing> {
        let open = self.of_schedule(schedule).filter_map(|row| Some((row.bounds.effect, row.end_at(at)?, row)));
        let (effect, _, row) = open.max_by_key(|(effect, end, _)| (*effect, *end))?;
        Some(Standing { id: row.id, name: row.name.clone(), effect, until: self.over_from(schedule, at) })
    }

    /// The first instant at or after `from` at which no window is open over
    /// `schedule`; none while the last one has no end.
    #[must_use]
    pub fn over_from(&self, schedule: &Schedule, from: Timestamp) -> Option<Timestamp> {
        clear_from(self.of_schedule(schedule), from)
    }

    /// The parts of (`after`, `until`] that windows cover for `schedule`, in order,
    /// without overlap. Repeated openings more than eight days before `until` are left out.
    #[must_use]
    pub fn over(&self, schedule: &Schedule, after: Timestamp, until: Timestamp) -> Vec<Covered> {
        let openings: Vec<Opening> = self.of_schedule(schedule).flat_map(|row| row.openings(after, until)).collect();
        merged(&openings, after, until)
    }
}

/// Whether a window is open, will be, or never again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    /// Open, until then; none: until it is lifted.
    Active(Option<Timestamp>),
    /// Closed, and opens next then.
    Upcoming(Timestamp),
    /// It opens no more.
    Ended,
}

impl Now {
    /// When it closes, if it is open and will.
    #[must_use]
    pub const fn until(self) -> Option<Timestamp> {
        match self {
            Self::Active(until) => until,
            Self::Upcoming(_) | Self::Ended => None,
        }
    }
}

impl InForce {
    /// How the window stands at `at`, if this is its newest version.
    #[must_use]
    pub fn stands(&self, at: Timestamp) -> Now {
        let row = Row::from(self.clone());
        if row.end_at(at).is_some() {
            return Now::Active(clear_from(std::iter::once(&row), at));
        }
        row.next_start(at).map_or(Now::Ended, Now::Upcoming)
    }
}

/// The first instant at or after `from` at which none of `rows` is open.
fn clear_from<'a>(rows: impl Iterator<Item = &'a Row> + Clone, from: Timestamp) -> Option<Timestamp> {
    let mut at = from;
    for _ in 0..MOST_STEPS {
        match rows.clone().filter_map(|row| row.end_at(at)).max() {
            None => return Some(at),
            Some(Timestamp::MAX) => return None,
            Some(end) => at = end,
        }
    }
    None
}

/// Lays openings over each other within (`after`, `until`]. Where two effects meet, a skip wins.
fn merged(openings: &[Opening], after: Timestamp, until: Timestamp) -> Vec<Covered> {
    // Each opening turns its effect on at one edge and off at another.
    let mut edges: Vec<(Timestamp, Effect, i32)> = Vec::with_capacity(openings.len() * 2);
    for opening in openings {
        let (a, b) = (after.max(opening.start.minus(INSTANT)), until.min(opening.end.minus(INSTANT)));
        if a < b {
            edges.extend([(a, opening.effect, 1), (b, opening.effect, -1)]);
        }
    }
    edges.sort_unstable_by_key(|(at, ..)| *at);
    let (mut holds, mut skips) = (0, 0);
    let mut covered: Vec<Covered> = Vec::new();
    for (nth, (at, effect, change)) in edges.iter().enumerate() {
        match effect {
            Effect::RunOnceAfter => holds += change,
            Effect::Skip => skips += change,
        }
        let Some((next, ..)) = edges.get(nth + 1).filter(|(next, ..)| next > at) else { continue };
        let effect = match (holds, skips) {
            (0, 0) => continue,
            (_, 0) => Effect::RunOnceAfter,
            _ => Effect::Skip,
        };
        match covered.last_mut() {
            Some(last) if last.until == *at && last.effect == effect => last.until = *next,
            _ => covered.push(Covered { after: *at, until: *next, effect }),
        }
    }
    covered
}
