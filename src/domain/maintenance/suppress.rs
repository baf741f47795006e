//! What a window would suppress, told before it is saved.

use jiff::tz::TimeZoneDatabase;
use uuid::Uuid;

use super::{Covered, InForce, LOOK_BACK, Row, merged};
use crate::domain::Timestamp;
use crate::domain::cadence::Zone;
use crate::domain::schedule::{Phase, Schedule};
use crate::domain::timestamp::INSTANT;

/// Due times shown of each schedule.
const SHOWN: usize = 5;

/// The due times of one schedule in a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// The schedule.
    pub id: Uuid,
    /// Its name.
    pub name: Box<str>,
    /// How many.
    pub count: u64,
    /// The first few.
    pub first: Vec<Timestamp>,
}

/// Counts the due times that a window covers, schedule by schedule.
#[derive(Debug)]
pub struct Census {
    row: Row,
    parts: Vec<Covered>,
    /// Parts that may still be looked at.
    left: usize,
    found: Vec<Suppressed>,
}

impl Census {
    /// Of the due times in (`after`, `until`] that `window` covers. At most `most`
    /// openings are looked at, each counted once for each schedule in scope.
    #[must_use]
    pub fn new(window: InForce, after: Timestamp, until: Timestamp, most: usize) -> Self {
        let row = Row::from(window);
        let parts = parts(&row, after, until);
        Self { row, parts, left: most, found: Vec::new() }
    }

    /// Counts those of one schedule, if it is in scope and enabled.
    pub fn count(&mut self, schedule: &Schedule) {
        if schedule.phase == Phase::Enabled && self.row.scope.holds(schedule) && self.left > 0 {
            self.left = self.left.saturating_sub(self.parts.len());
            self.found.extend(of_one(schedule, &self.parts));
        }
    }

    /// Those that have any, most first; none when more would have had to be looked at than was allowed.
    #[must_use]
    pub fn finish(mut self) -> Option<Vec<Suppressed>> {
        self.found.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        (self.left > 0).then_some(self.found)
    }
}

/// The parts of a range in which the window is open, however long the range is.
fn parts(row: &Row, after: Timestamp, until: Timestamp) -> Vec<Covered> {
    let (mut openings, mut from) = (Vec::new(), after);
    while from < until {
        // In steps: of a long range only the end is looked at.
        let to = from.plus(LOOK_BACK).min(until);
        openings.extend(row.openings(from, to));
        from = to;
    }
    merged(&openings, after, until)
}

fn of_one(schedule: &Schedule, parts: &[Covered]) -> Option<Suppressed> {
    let d = &schedule.definition;
    let (cadence, mut count, mut first) = (d.cadence(), 0, Vec::new());
    for part in parts {
        let after = d.awake_after(part.after);
        let until = d.expires.map_or(part.until, |end| part.until.min(end.minus(INSTANT)));
        let Some(span) = (after < until).then(|| cadence.span(d.start_at, after, until)).flatten() else { continue };
        count += span.count;
        let room = SHOWN.saturating_sub(first.len());
        first.extend(cadence.between(d.start_at, after, until).take(room));
    }
    (count > 0).then(|| Suppressed { id: schedule.id, name: d.name.clone(), count, first })
}

/// The same in a sentence; `ends`: the window is over by `until`.
#[must_use]
pub fn in_words(found: &[Suppressed], until: Timestamp, ends: bool, zone: &Zone) -> String {
    let many = |n: u64, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    let until = on_the_wall(until, zone);
    let after = if ends { "" } else { ", and it goes on after that" };
    if found.is_empty() {
        return format!("no due times until {until}{after}");
    }
    let (times, schedules) = (found.iter().map(|one| one.count).sum(), found.len() as u64);
    format!("{} of {} until {until}{after}", many(times, "due time"), many(schedules, "schedule"))
}

/// `Mon 30 Nov 06:00 (Europe/Berlin)`
fn on_the_wall(at: Timestamp, zone: &Zone) -> String {
    let rules = TimeZoneDatabase::bundled().get(zone.name());
    let local = rules.ok().zip(jiff::Timestamp::from_microsecond(at.as_micros()).ok());
    local.map_or_else(
        || at.to_string(),
        |(rules, at)| format!("{} ({zone})", at.to_zoned(rules).strftime("%a %-d %b %H:%M")),
    )
}
