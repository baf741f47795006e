//! The due times of a cadence.

use super::crontab::Crontab;
use super::dst::{Dst, Rule};
use super::interval::Interval;
use super::pattern::Pattern;
use super::solar::Solar;
use super::stretch::Stretch;
use super::zone::Zone;
use crate::domain::Timestamp;

const SECOND: i64 = 1_000_000;

/// What repeats a schedule. 24 bytes.
///
/// Its due times are a set of instants in rising order. A `start_at` is no part
/// of it and comes with each question: no due time lies before it, and an
/// interval counts from it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cadence {
    /// Exact durations from an anchor.
    Interval(Interval),
    /// Local times; whole seconds.
    Crontab {
        /// Which local times.
        crontab: Crontab,
        /// Local to where.
        zone: Zone,
        /// What happens where the clock is changed.
        dst: Dst,
    },
    /// Once.
    Clocked(Timestamp),
    /// By the sun; whole seconds.
    Solar(Solar),
    /// Never by itself.
    Manual,
}

/// A non-empty run of due times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The earliest.
    pub first: Timestamp,
    /// The latest.
    pub last: Timestamp,
    /// How many, both ends included.
    pub count: u64,
}

impl Cadence {
    /// The first due time after `after`; none when there is none, or it would lie beyond year 9999.
    #[must_use]
    pub fn next_after(&self, start_at: Option<Timestamp>, after: Timestamp) -> Option<Timestamp> {
        self.between(start_at, after, Timestamp::MAX).next()
    }

    /// The due times in (after, until], earliest first, each computed when asked for.
    pub fn between(&self, start_at: Option<Timestamp>, after: Timestamp, until: Timestamp) -> DueTimes<'_> {
        let (after_second, until_second) = in_seconds(start_at, after, until);
        DueTimes(match self {
            Self::Interval(interval) => {
                Walk::Run { rest: interval.span(start_at, after, until), step: interval.step_micros() }
            }
            Self::Crontab { crontab, zone, dst } => {
                let (pattern, rule) = (crontab.pattern(), dst.rule(crontab.pattern()));
                Walk::Crontab { zone, pattern, rule, stretch: None, after: after_second, until: until_second }
            }
            Self::Clocked(_) | Self::Manual => Walk::Run { rest: self.span(start_at, after, until), step: 0 },
            Self::Solar(solar) => Walk::Solar { solar: *solar, after: after_second, until: until_second },
        })
    }

    /// The due times in (after, until] as one run; none when there are none.
    ///
    /// They are not visited, but for those by the sun: that costs as much as [`Self::between`].
    #[must_use]
    pub fn span(&self, start_at: Option<Timestamp>, after: Timestamp, until: Timestamp) -> Option<Span> {
        match self {
            Self::Interval(interval) => interval.span(start_at, after, until),
            Self::Crontab { crontab, zone, dst } => {
                let first = self.between(start_at, after, until).next()?;
                let last = self.latest(start_at, after, until)?;
                let (pattern, rule) = (crontab.pattern(), dst.rule(crontab.pattern()));
                let (after, until) = in_seconds(start_at, after, until);
                let mut count = 0;
                let mut stretch = Some(Stretch::at(zone, rule, after));
                while let Some(piece) = stretch {
                    count += piece.count(pattern, after, until);
                    stretch = if piece.reaches_past(until) { None } else { piece.next(zone, rule) };
                }
                Some(Span { first, last, count })
            }
            Self::Clocked(at) => (*at > after && *at <= until && start_at.is_none_or(|start| *at >= start))
                .then_some(Span { first: *at, last: *at, count: 1 }),
            Self::Solar(_) => self.between(start_at, after, until).fold(None, |span: Option<Span>, due| {
                Some(span.map_or(Span { first: due, last: due, count: 1 }, |span| Span {
                    last: due,
                    count: span.count + 1,
                    ..span
                }))
            }),
            Self::Manual => None,
        }
    }

    /// The last due time in (after, until].
    #[must_use]
    pub fn latest(&self, start_at: Option<Timestamp>, after: Timestamp, until: Timestamp) -> Option<Timestamp> {
        let (crontab, zone, dst) = match self {
            Self::Interval(_) | Self::Clocked(_) | Self::Manual => {
                return self.span(start_at, after, until).map(|span| span.last);
            }
            Self::Solar(solar) => {
                let (after, until) = in_seconds(start_at, after, until);
                return solar.previous(after, until).map(Timestamp::from_seconds);
            }
            Self::Crontab { crontab, zone, dst } => (crontab, zone, dst),
        };
        let (pattern, rule) = (crontab.pattern(), dst.rule(crontab.pattern()));
        let (after, until) = in_seconds(start_at, after, until);
        let mut piece = Stretch::at(zone, rule, until);
        loop {
            if let Some(due) = piece.up_to(pattern, until) {
                return (due > after).then(|| Timestamp::from_seconds(due));
            }
            piece = piece.previous(zone, rule).filter(|earlier| earlier.reaches_past(after))?;
        }
    }
}

/// Whole seconds such that the same whole seconds lie in (after, until], and none before `start_at`.
fn in_seconds(start_at: Option<Timestamp>, after: Timestamp, until: Timestamp) -> (i64, i64) {
    let floor = |at: i64| at.div_euclid(SECOND);
    let after = floor(after.as_micros());
    let before_start = start_at.map_or(after, |start| floor(start.as_micros() - 1));
    (after.max(before_start), floor(until.as_micros()))
}

/// Due times in rising order; see [`Cadence::between`].
#[derive(Clone, Debug)]
pub struct DueTimes<'a>(Walk<'a>);

#[derive(Clone, Debug)]
enum Walk<'a> {
    /// What is left of the run, and its step in microseconds.
    Run { rest: Option<Span>, step: i64 },
    /// Seconds since 1970; `stretch` is where the last one was found.
    Crontab { zone: &'a Zone, pattern: &'a Pattern, rule: Rule, stretch: Option<Stretch>, after: i64, until: i64 },
    /// Seconds since 1970.
    Solar { solar: Solar, after: i64, until: i64 },
}

impl Iterator for DueTimes<'_> {
    type Item = Timestamp;

    fn next(&mut self) -> Option<Timestamp> {
        match &mut self.0 {
            Walk::Run { rest, step } => {
                let Span { first, last, count } = rest.take()?;
                let second = Timestamp::from_micros(first.as_micros() + *step);
                *rest = (count > 1).then_some(Span { first: second, last, count: count - 1 });
                Some(first)
            }
            Walk::Crontab { zone, pattern, rule, stretch, after, until } => {
                let mut piece = stretch.unwrap_or_else(|| Stretch::at(zone, *rule, *after));
                loop {
                    if let Some(due) = piece.after(pattern, *after) {
                        *stretch = Some(piece);
                        *after = due;
                        return (due <= *until).then(|| Timestamp::from_seconds(due));
                    }
                    if piece.reaches_past(*until) {
                        *after = *until;
                        *stretch = Some(piece);
                        return None;
                    }
                    piece = piece.next(zone, *rule)?;
                }
            }
            Walk::Solar { solar, after, until } => {
                let due = solar.next(*after, *until);
                *after = due.unwrap_or(*until);
                due.map(Timestamp::from_seconds)
            }
        }
    }
}
