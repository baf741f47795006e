//! The dates a crontab names.

use croner::{CronPattern, Weekday};
use time::{Date, Month};

use super::pattern::values;

/// Days are counted as Julian day numbers, like [`Date::from_julian_day`] does.
pub(super) type Day = i32;

/// Which dates match. Bit `d` of a set of days is day `d` of the month.
#[derive(Clone, Copy, Debug)]
pub(super) struct Days {
    months: u16,
    /// The days that match in a month of each [shape](MonthOf::shape): what `L`, `W`
    /// and `#` mean, and which of the day fields count, depends on nothing else.
    by_shape: [u32; SHAPES],
}

/// Four lengths, seven weekdays to begin on.
const SHAPES: usize = 28;

const YEAR_2000: Day = 2_451_545;
/// A month of each shape comes within 28 years.
const YEAR_2028: Day = YEAR_2000 + 28 * 365 + 7;

/// A month on the calendar, cheap to step from.
#[derive(Clone, Copy)]
struct MonthOf {
    year: i32,
    month: Month,
    /// Its first day.
    first: Day,
    length: u8,
}

impl MonthOf {
    /// The month of `day`, and which day of it that is.
    fn holding(day: Day) -> Option<(Self, u8)> {
        let (year, month, of_month) = Date::from_julian_day(day).ok()?.to_calendar_date();
        let first = day - Day::from(of_month) + 1;
        Some((Self { year, month, first, length: month.length(year) }, of_month))
    }

    fn next(self) -> Self {
        let month = self.month.next();
        let year = self.year + i32::from(month == Month::January);
        Self { year, month, first: self.first + Day::from(self.length), length: month.length(year) }
    }

    fn previous(self) -> Self {
        let month = self.month.previous();
        let year = self.year - i32::from(month == Month::December);
        let length = month.length(year);
        Self { year, month, first: self.first - Day::from(length), length }
    }

    /// What tells it from others, but for its name: the length and the weekday of its first day.
    fn shape(self) -> usize {
        usize::from(self.length - 28) * 7 + usize::from(self.weekday(1))
    }

    /// The weekday of one of its days, 0 for Sunday.
    fn weekday(self, of_month: u8) -> u8 {
        // Julian day 0 was a Monday.
        u8::try_from((self.first + Day::from(of_month)).rem_euclid(7)).unwrap_or(0)
    }

    /// The days of it that croner matches, in whichever month of the year.
    fn matching(self, cron: &CronPattern) -> u32 {
        let month = u32::from(u8::from(self.month));
        let matches = |day: u8| {
            let weekday = Weekday::from_days_from_sunday(self.weekday(day).into());
            cron.day_match(self.year, month, day.into(), weekday).unwrap_or(false)
        };
        (1..=self.length).filter(|day| matches(*day)).fold(0, |set, day| set | 1 << day)
    }
}

impl Days {
    /// Asks croner about one month of each shape.
    pub(super) fn read(cron: &CronPattern) -> Self {
        let mut by_shape = [None; SHAPES];
        let mut month = MonthOf::holding(YEAR_2000).map(|(month, _)| month);
        while let Some(here) = month.filter(|month| month.first < YEAR_2028) {
            if let Some(days) = by_shape.get_mut(here.shape()) {
                days.get_or_insert_with(|| here.matching(cron));
            }
            month = Some(here.next());
        }
        Self {
            months: u16::try_from(values(&cron.months)).unwrap_or(0),
            by_shape: by_shape.map(Option::unwrap_or_default),
        }
    }

    /// The first matching day in `from..until`.
    pub(super) fn next(&self, from: Day, until: Day) -> Option<Day> {
        let (mut month, of_month) = MonthOf::holding(from)?;
        let mut found = self.of(month) & (u32::MAX << of_month);
        while found == 0 {
            month = month.next();
            if month.first >= until {
                return None;
            }
            found = self.of(month);
        }
        Some(month.first + found.trailing_zeros().cast_signed() - 1).filter(|day| *day < until)
    }

    /// The last matching day in `from..=until`.
    pub(super) fn previous(&self, from: Day, until: Day) -> Option<Day> {
        let (mut month, of_month) = MonthOf::holding(until)?;
        let mut found = self.of(month) & up_to(Day::from(of_month));
        while found == 0 {
            if month.first <= from {
                return None;
            }
            month = month.previous();
            found = self.of(month);
        }
        Some(month.first + found.ilog2().cast_signed() - 1).filter(|day| *day >= from)
    }

    /// How many days in `from..until` match.
    pub(super) fn count(&self, from: Day, until: Day) -> u64 {
        let Some((mut month, of_month)) = MonthOf::holding(from).filter(|_| from < until) else { return 0 };
        let mut found = self.of(month) & (u32::MAX << of_month);
        let mut count = 0;
        loop {
            // Bit d is the day `first + d - 1`, which must stay below `until`.
            let room = until - month.first;
            if room < Day::from(month.length) {
                return count + u64::from((found & up_to(room)).count_ones());
            }
            count += u64::from(found.count_ones());
            month = month.next();
            found = self.of(month);
        }
    }

    /// Whether any date ever matches: each month comes in each of its shapes within 28 years.
    pub(super) fn ever(&self) -> bool {
        self.next(YEAR_2000, YEAR_2028).is_some()
    }

    /// The matching days of a month.
    fn of(&self, month: MonthOf) -> u32 {
        let days = self.by_shape.get(month.shape()).filter(|_| self.months >> u8::from(month.month) & 1 == 1);
        days.copied().unwrap_or(0)
    }
}

/// The days up to one of a month; `(2 << 31) - 1` would overflow.
fn up_to(of_month: Day) -> u32 {
    u32::MAX >> (31 - of_month)
}
