//! Rows of due times, taken apart exactly: a row is the due times of one version
//! between its ends, without a gap.

use crate::domain::Timestamp;
use crate::domain::cadence::Span;
use crate::domain::schedule::Definition;
use crate::domain::timestamp::INSTANT;

/// A day, in microseconds.
const DAY: i64 = 86_400_000_000;

/// The parts of a row before, within and after a range of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// What lies before the range.
    pub before: Option<Span>,
    /// What lies in it.
    pub within: Option<Span>,
    /// What lies after it.
    pub after: Option<Span>,
}

/// Cuts the row `row` of the version that `owner` defines at `from` and `through`, both included in what is within.
#[must_use]
pub fn cut(owner: &Definition, row: Span, from: Timestamp, through: Timestamp) -> Cut {
    if from <= row.first && row.last <= through {
        // Whole, whatever the cadence says: it was counted when it was written.
        return Cut { within: Some(row), ..Cut::default() };
    }
    let cadence = owner.cadence();
    let span = |after: Timestamp, until: Timestamp| {
        let (after, until) = (after.max(row.first.minus(INSTANT)), until.min(row.last));
        if after < until { cadence.span(owner.start_at, after, until) } else { None }
    };
    let just_before = from.minus(INSTANT);
    Cut {
        before: span(Timestamp::MIN, just_before),
        within: span(just_before, through),
        after: span(through.max(just_before), Timestamp::MAX),
    }
}

/// The due times of a row, oldest first, at most `most`.
#[must_use]
pub fn due_times(owner: &Definition, row: Span, most: usize) -> Vec<Timestamp> {
    let cadence = owner.cadence();
    cadence.between(owner.start_at, row.first.minus(INSTANT), row.last).take(most).collect()
}

/// How many due times of a row lie on each day (UTC), by the first instant of the day.
#[must_use]
pub fn per_day(owner: Option<&Definition>, row: Span) -> Vec<(Timestamp, u64)> {
    let day_of = |at: Timestamp| at.as_micros().div_euclid(DAY);
    let (first, last) = (day_of(row.first), day_of(row.last));
    let Some(owner) = owner.filter(|_| first < last) else {
        return vec![(Timestamp::from_micros(first * DAY), row.count)];
    };
    let cadence = owner.cadence();
    let of_day = |day: i64| {
        let begin = Timestamp::from_micros(day * DAY);
        let after = begin.minus(INSTANT).max(row.first.minus(INSTANT));
        let until = Timestamp::from_micros((day + 1) * DAY).minus(INSTANT).min(row.last);
        cadence.span(owner.start_at, after, until).map(|span| (begin, span.count))
    };
    (first..=last).filter_map(of_day).collect()
}
