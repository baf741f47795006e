//! A crontab as sets of bits, asked in local time.
//!
//! croner reads the text and says which times and dates it means. That is kept
//! as bits, and croner's own value dropped: it takes 5 KiB and a search of it
//! gives up on a date that never comes only after years have been gone through.

use croner::errors::CronError;
use croner::parser::{CronParser, Seconds, Year};
use croner::{CronComponent, CronPattern};

use super::crontab::CrontabFields;
use super::days::{Day, Days};
use super::field::{DAY_OF_MONTH, DAY_OF_WEEK, FieldError, HOUR, MINUTE, MONTH_OF_YEAR, SECOND};
use super::times::{DAY, Times};

/// The Julian day number of 1970-01-01.
const EPOCH: i64 = 2_440_588;

/// What the fields say. Local times are seconds since 1970-01-01T00:00:00
/// on the wall clock, without any zone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pattern {
    times: Times,
    days: Days,
    /// The hour field has numbers and commas only: unless the schedule says
    /// otherwise, the entry keeps to the wall clock when that is changed. Any
    /// other keeps to elapsed time.
    pub(super) fixed_hours: bool,
}

/// Refuses the first field that is not well formed.
pub(super) fn check(fields: &CrontabFields) -> Result<(), FieldError> {
    SECOND.check(&fields.second)?;
    MINUTE.check(&fields.minute)?;
    HOUR.check(&fields.hour)?;
    DAY_OF_MONTH.check(&fields.day_of_month)?;
    MONTH_OF_YEAR.check(&fields.month_of_year)?;
    // `+1-5`: both day fields must match, instead of either.
    DAY_OF_WEEK.check(fields.day_of_week.strip_prefix('+').unwrap_or(&fields.day_of_week))
}

impl Pattern {
    /// Has croner read the fields, which have passed [`check`]; refuses what could never fire.
    pub(super) fn read(fields: &CrontabFields) -> Result<Self, FieldError> {
        let cron = parse(fields)?;
        let days = Days::read(&cron);
        if !days.ever() {
            return Err(never(fields));
        }
        Ok(Self {
            times: Times { hours: values(&cron.hours), minutes: values(&cron.minutes), seconds: values(&cron.seconds) },
            days,
            // croner does not keep whether a value stood in a range.
            fixed_hours: fields.hour.bytes().all(|b| b.is_ascii_digit() || b == b','),
        })
    }

    pub(super) fn times(&self) -> &Times {
        &self.times
    }

    /// The first matching local time in `from..until`.
    pub(super) fn next(&self, from: i64, until: i64) -> Option<i64> {
        let (today, time) = split(from);
        let (last, _) = split(until);
        let day = self.days.next(today, last.saturating_add(1))?;
        let found = match if day == today { self.times.at_or_after(time) } else { None } {
            Some(time) => join(day, time),
            None if day == today => {
                join(self.days.next(today + 1, last.saturating_add(1))?, self.times.at_or_after(0)?)
            }
            None => join(day, self.times.at_or_after(0)?),
        };
        (found < until).then_some(found)
    }

    /// The last matching local time in `from..until`.
    pub(super) fn previous(&self, from: i64, until: i64) -> Option<i64> {
        let (today, time) = split(until.saturating_sub(1));
        let (first, _) = split(from);
        let day = self.days.previous(first, today)?;
        let found = match if day == today { self.times.at_or_before(time) } else { None } {
            Some(time) => join(day, time),
            None if day == today => join(self.days.previous(first, today - 1)?, self.times.at_or_before(DAY - 1)?),
            None => join(day, self.times.at_or_before(DAY - 1)?),
        };
        (found >= from).then_some(found)
    }

    /// How many matching local times lie in `from..until`; by arithmetic, not by visiting them.
    pub(super) fn count(&self, from: i64, until: i64) -> u64 {
        if from >= until {
            return 0;
        }
        let ((first, start), (last, end)) = (split(from), split(until));
        let days = self.days.count(first, last) * self.times.a_day();
        let on = |day: Day, time: i64| self.days.count(day, day + 1) * self.times.before(time);
        days + on(last, end) - on(first, start)
    }
}

fn split(local: i64) -> (Day, i64) {
    let day = Day::try_from(local.div_euclid(DAY) + EPOCH).unwrap_or(if local < 0 { Day::MIN } else { Day::MAX });
    (day, local.rem_euclid(DAY))
}

fn join(day: Day, time: i64) -> i64 {
    (i64::from(day) - EPOCH) * DAY + time
}

/// What croner makes of the six fields.
///
/// Only they are read here: no year, no `@daily`.
fn parse(fields: &CrontabFields) -> Result<CronPattern, FieldError> {
    let parser = CronParser::builder().seconds(Seconds::Required).year(Year::Disallowed).build();
    let told = |e: CronError| FieldError { field: "", message: format!("croner cannot read `{}`: {e}", fields.text()) };
    parser.parse(&fields.text()).map(|cron| cron.pattern).map_err(told)
}

/// The values of a field that has nothing but values.
pub(super) fn values(field: &CronComponent) -> u64 {
    field.values().into_iter().fold(0, |set, value| set | 1 << value)
}

/// Names the field that no date can match.
fn never(fields: &CrontabFields) -> FieldError {
    let CrontabFields { day_of_month: day, month_of_year: month, day_of_week: weekday, .. } = fields;
    let any_weekday = CrontabFields { day_of_week: "*".to_owned(), ..fields.clone() };
    if parse(&any_weekday).is_ok_and(|cron| Days::read(&cron).ever()) {
        return DAY_OF_WEEK
            .error(format!("`{weekday}` never falls on `{day}` in month `{month}`, so this would never fire"));
    }
    DAY_OF_MONTH.error(format!("`{day}` never comes in month `{month}`, so this would never fire"))
}
