//! The runs that are expected, a page of them.

use std::fmt;
use std::str::FromStr;

use poem::Request;
use poem_openapi::Object;
use uuid::Uuid;

use super::ground::Ground;
use crate::api::page::Next;
use crate::domain::Timestamp;
use crate::domain::forecast::{Asker, Basis, Expectation, Fate, Key, TooMuch, runs};

/// A maintenance window that is in the way of a run.
#[derive(Object)]
#[oai(rename = "ExpectedRunWindow")]
struct WindowAnswer {
    /// Which.
    id: Uuid,
    /// Its name.
    name: String,
}

/// What is expected of a due time.
#[derive(Object)]
#[oai(rename = "ExpectedRun")]
pub(super) struct RunAnswer {
    /// When its job starts; where there is none, its due time.
    at: Timestamp,
    /// Its due time.
    due_at: Timestamp,
    /// The schedule.
    schedule_id: Uuid,
    /// Its name.
    name: String,
    /// Its task.
    task: String,
    /// The queue of its jobs.
    queue: String,
    /// What becomes of it.
    outcome: Fate,
    /// How long its job takes, in seconds; null where there is none.
    expected_seconds: Option<f64>,
    /// What that rests on: past jobs of the schedule, of its task, or nothing.
    expected_by: Basis,
    /// The maintenance window that skips or holds it.
    window: Option<WindowAnswer>,
}

impl RunAnswer {
    fn new(one: &Expectation, ground: &Ground) -> Option<Self> {
        let subject = ground.subjects.get(one.subject)?;
        let d = &subject.schedule.definition;
        let runs = matches!(one.fate, Fate::Runs | Fate::RunsAfterWindow);
        let by_window = matches!(one.fate, Fate::RunsAfterWindow | Fate::SkippedByWindow | Fate::HeldByWindow);
        let window = by_window.then(|| ground.windows.covers(&subject.schedule, one.key.due)).flatten();
        Some(Self {
            at: one.key.at,
            due_at: one.key.due,
            schedule_id: subject.schedule.id,
            name: d.name.to_string(),
            task: d.task.to_string(),
            queue: d.queue.to_string(),
            outcome: one.fate,
            expected_seconds: runs.then_some(one.duration.as_secs_f64()),
            expected_by: subject.expected.by,
            window: window.map(|window| WindowAnswer { id: window.id, name: window.name.into() }),
        })
    }
}

/// The last of a page, as cursors write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place(Key);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Key { at, schedule, due } = self.0;
        write!(f, "{}.{}.{}", at.as_micros(), schedule.simple(), due.as_micros())
    }
}

impl FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.splitn(3, '.');
        let mut part = || parts.next().ok_or(());
        let instant = |text: &str| text.parse().map(Timestamp::from_micros).map_err(|_| ());
        let at = instant(part()?)?;
        let schedule = part()?.parse().map_err(|_| ())?;
        Ok(Self(Key { at, schedule, due: instant(part()?)? }))
    }
}

/// The first `size` behind `after`, and the last of them where there are more.
pub(super) fn page(
    ground: &Ground,
    range: (Timestamp, Timestamp),
    after: Option<Place>,
    size: usize,
    asker: &Asker,
) -> Result<(Vec<RunAnswer>, Option<Place>), TooMuch> {
    let (found, more) = runs(&ground.subjects, &ground.windows, range, after.map(|place| place.0), size, asker)?;
    let last = found.last().filter(|_| more).map(|last| Place(last.key));
    Ok((found.iter().filter_map(|one| RunAnswer::new(one, ground)).collect(), last))
}

/// The next page, over the same range whatever the time is then.
pub(super) fn next(request: &Request, (from, to): (Timestamp, Timestamp), last: &Place) -> Next {
    Next::after(request, &format!("r{last}")).with("from", &from.to_string()).with("to", &to.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written() {
        let key = Key { at: Timestamp::from_micros(7), schedule: Uuid::from_u128(9), due: Timestamp::from_micros(-5) };
        assert_eq!(Place(key).to_string().parse(), Ok(Place(key)));
        assert!("7.x.5".parse::<Place>().is_err() && "7".parse::<Place>().is_err());
    }
}
