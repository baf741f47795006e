//! Exact, driftless intervals.

use std::fmt;
use std::num::NonZeroU32;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::due::Span;
use crate::domain::Timestamp;

/// What an interval counts in. Exact durations: a day is 24 hours, whatever the local clock does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// 1 s.
    Seconds,
    /// 60 s.
    Minutes,
    /// 3,600 s.
    Hours,
    /// 86,400 s.
    Days,
    /// 604,800 s.
    Weeks,
}

impl Period {
    /// How many seconds one of them is.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        match self {
            Self::Seconds => 1,
            Self::Minutes => 60,
            Self::Hours => 3_600,
            Self::Days => 86_400,
            Self::Weeks => 604_800,
        }
    }

    /// The word the API uses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Weeks => "weeks",
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Due times `anchor + k * every * period`: from one second to ten years apart.
///
/// Sixteen bytes. Computed from the anchor each time, so nothing drifts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Interval {
    every: NonZeroU32,
    period: Period,
    anchor: Timestamp,
}

/// What may stand in an event before it has been checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    every: u64,
    period: Period,
    anchor: Timestamp,
}

impl TryFrom<Stored> for Interval {
    type Error = IntervalError;

    fn try_from(stored: Stored) -> Result<Self, IntervalError> {
        Self::new(stored.every, stored.period, stored.anchor)
    }
}

/// `every` is nought, or the interval longer than ten years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{every} {period} is outside 1 to {} {period}, which is ten years", Interval::LONGEST_SECONDS / .period.seconds())]
pub struct IntervalError {
    every: u64,
    period: Period,
}

impl Interval {
    /// Ten years of 365 days, in seconds.
    pub const LONGEST_SECONDS: u32 = 3_650 * 86_400;

    /// An interval whose due times count from `anchor`.
    ///
    /// # Errors
    /// When `every` is 0 or the interval is longer than [`Self::LONGEST_SECONDS`].
    pub fn new(every: u64, period: Period, anchor: Timestamp) -> Result<Self, IntervalError> {
        u32::try_from(every)
            .ok()
            .and_then(NonZeroU32::new)
            .filter(|every| every.get() <= Self::LONGEST_SECONDS / period.seconds())
            .map(|every| Self { every, period, anchor })
            .ok_or(IntervalError { every, period })
    }

    /// How many periods lie between two due times.
    #[must_use]
    pub const fn every(&self) -> u32 {
        self.every.get()
    }

    /// What [`Self::every`] counts.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.period
    }

    /// The instant from which the due times count, unless the schedule has a `start_at`.
    #[must_use]
    pub const fn anchor(&self) -> Timestamp {
        self.anchor
    }

    /// The time from one due time to the next.
    #[must_use]
    pub fn step(&self) -> Duration {
        Duration::from_secs(u64::from(self.every.get()) * u64::from(self.period.seconds()))
    }

    /// The due times in (after, until].
    ///
    /// A `start_at` is the anchor and the first due time itself; else the
    /// anchor is the moment the interval last changed, and the first due time
    /// comes one step later.
    pub(super) fn span(&self, start_at: Option<Timestamp>, after: Timestamp, until: Timestamp) -> Option<Span> {
        let (origin, least) = start_at.map_or((self.anchor, 1), |start| (start, 0));
        let step = self.step_micros();
        // No overflow: both ends lie within years 1 to 9999, a thirtieth of what fits.
        let past = |at: Timestamp| (at.as_micros() - origin.as_micros()).div_euclid(step);
        let (first, last) = ((past(after) + 1).max(least), past(until));
        let count = u64::try_from(last - first + 1).ok().filter(|count| *count > 0)?;
        let at = |k: i64| Timestamp::from_micros(origin.as_micros() + k * step);
        Some(Span { first: at(first), last: at(last), count })
    }

    /// [`Self::step`] in microseconds.
    pub(super) fn step_micros(&self) -> i64 {
        i64::from(self.every.get()) * i64::from(self.period.seconds()) * 1_000_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nought_and_more_than_ten_years_are_refused_with_the_bound() {
        let at = Timestamp::from_seconds(0);
        for (every, period, longest) in [
            (315_360_000, Period::Seconds, "315360000 seconds"),
            (5_256_000, Period::Minutes, "5256000 minutes"),
            (87_600, Period::Hours, "87600 hours"),
            (3_650, Period::Days, "3650 days"),
            (521, Period::Weeks, "521 weeks"),
        ] {
            assert_eq!(Interval::new(every, period, at).map(|i| u64::from(i.every())), Ok(every));
            for wrong in [0, every + 1, u64::from(u32::MAX) + 2, u64::MAX] {
                let told = Interval::new(wrong, period, at).unwrap_err().to_string();
                assert_eq!(told, format!("{wrong} {period} is outside 1 to {longest}, which is ten years"));
            }
        }
    }

    #[test]
    fn it_is_stored_as_three_fields_and_checked_when_read() {
        let text = r#"{"every":5,"period":"minutes","anchor":"2026-01-01T00:00:00Z"}"#;
        let interval: Interval = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&interval).unwrap(), text);
        for wrong in [text.replace('5', "0"), text.replace('5', "-1"), text.replace("minutes", "months")] {
            assert!(serde_json::from_str::<Interval>(&wrong).is_err(), "{wrong}");
        }
        assert_eq!(interval.step(), Duration::from_secs(300));
        assert_eq!(size_of::<Interval>(), 16);
    }
}
