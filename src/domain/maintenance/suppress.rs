//! What a window would suppress, told before it is saved.

use uuid::Uuid;

use super::{Covered, InForce, Row, merged};
use crate::domain::Timestamp;
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

/// More parts of schedules would have to be looked at than was allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany;

/// The due times in (`after`, `until`] that `window` covers, by schedule, of those
/// that are enabled; most first. At most `most` openings are looked at, each
/// counted once for each schedule in scope.
///
/// # Errors
/// When that bound does not suffice.
pub fn suppressed<'a>(
    window: &InForce,
    schedules: impl Iterator<Item = &'a Schedule>,
    after: Timestamp,
    until: Timestamp,
    most: usize,
) -> Result<Vec<Suppressed>, TooMany> {
    let row = Row::from(window.clone());
    let parts = parts(&row, after, until);
    let (mut all, mut looked) = (Vec::new(), 0);
    for schedule in schedules.filter(|s| s.phase == Phase::Enabled && row.scope.holds(s)) {
        looked += parts.len();
        if looked > most {
            return Err(TooMany);
        }
        all.extend(of_one(schedule, &parts));
    }
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    Ok(all)
}

/// The parts of a range in which the window is open, however long the range is.
fn parts(row: &Row, after: Timestamp, until: Timestamp) -> Vec<Covered> {
    let (mut openings, mut from) = (Vec::new(), after);
    while from < until {
        // In steps: of a long range only the end is looked at.
        let to = from.plus(super::LOOK_BACK).min(until);
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
