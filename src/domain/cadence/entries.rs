//! The entries of a crontab's field one by one, for those that put it in words.

use super::crontab::Crontab;
use super::field::{DAY_OF_MONTH, DAY_OF_WEEK, Field, MONTH_OF_YEAR};

/// What stands between two commas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// `*`, `1-5`, `*/15`, `9-17/2`: from the first to at most the last.
    Range { first: u8, last: u8, step: u8 },
    /// `5`
    One(u8),
    /// `L`
    LastDay,
    /// `LW`
    LastWorkingDay,
    /// `15W`
    WorkingDayNear(u8),
    /// `5L`
    LastOf(u8),
    /// `1#2`
    Nth(u8, u8),
}

/// Both day fields and the months, as they are read.
pub(super) struct Dates {
    pub(super) days: Vec<Entry>,
    pub(super) months: Vec<Entry>,
    pub(super) weekdays: Vec<Entry>,
    /// The field is other than `*`.
    pub(super) any_day: bool,
    /// See [`Self::any_day`].
    pub(super) any_weekday: bool,
    /// A `+` stands before the weekdays.
    pub(super) both: bool,
}

impl Dates {
    pub(super) fn of(crontab: &Crontab) -> Self {
        let fields = crontab.resolved();
        let weekdays = fields.day_of_week.strip_prefix('+');
        let (both, weekdays) = (weekdays.is_some(), weekdays.unwrap_or(&fields.day_of_week));
        Self {
            days: DAY_OF_MONTH.entries(&fields.day_of_month),
            months: MONTH_OF_YEAR.entries(&fields.month_of_year),
            weekdays: DAY_OF_WEEK.entries(weekdays),
            any_day: fields.day_of_month == "*",
            any_weekday: weekdays == "*",
            both,
        }
    }

    /// Its months in order, 1 for January.
    pub(super) fn month_numbers(&self) -> Vec<u8> {
        (1..=12).filter(|month| self.months.iter().any(|entry| entry.has(*month))).collect()
    }
}

impl Entry {
    /// Whether this is one of the values it names; those that depend on the month name none.
    pub(super) fn has(self, value: u8) -> bool {
        match self {
            Self::Range { first, last, step } => {
                (first..=last).contains(&value) && (value - first).is_multiple_of(step.max(1))
            }
            Self::One(one) => one == value,
            _ => false,
        }
    }
}

impl Field {
    /// The entries of a text that has passed [`Field::check`].
    pub(super) fn entries(&self, text: &str) -> Vec<Entry> {
        text.to_ascii_lowercase().split(',').map(|entry| self.read(entry)).collect()
    }

    fn read(&self, entry: &str) -> Entry {
        let value = |text: &str| self.value(text).unwrap_or(self.least);
        let (values, step) = entry.split_once('/').unwrap_or((entry, "1"));
        let step = step.parse().unwrap_or(1);
        match (values, values.split_once('-')) {
            // Seven is Sunday again.
            ("*", _) if self.name == DAY_OF_WEEK.name => Entry::Range { first: 0, last: 6, step },
            ("*", _) => Entry::Range { first: self.least, last: self.most, step },
            ("l", _) => Entry::LastDay,
            ("lw", _) => Entry::LastWorkingDay,
            (_, Some((first, last))) => {
                // `fri-sun`: at the end of a range Sunday is 7.
                let (first, last) = (value(first), if last == "sun" { 7 } else { value(last) });
                Entry::Range { first, last, step }
            }
            // `jul` is a name, not the last of something.
            (one, None) if self.value(one).is_ok() => Entry::One(value(one)),
            (one, None) => match (one.strip_suffix('w'), one.strip_suffix('l'), one.split_once('#')) {
                (Some(day), ..) => Entry::WorkingDayNear(value(day)),
                (_, Some(weekday), _) => Entry::LastOf(value(weekday)),
                (_, _, Some((weekday, nth))) => Entry::Nth(value(weekday), nth.parse().unwrap_or(1)),
                _ => Entry::One(value(one)),
            },
        }
    }
}
