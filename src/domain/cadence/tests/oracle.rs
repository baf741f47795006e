//! The stupid way to find due times, to check the clever one against.
//!
//! Visits every minute, converts each from UTC to local time with jiff, and
//! matches text against numbers; shares no code with what it checks, nor with
//! croner.
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// Every minute of a few days, in UTC seconds, with its local time; and every
/// local time, with the instant at which it first comes or is made up.
pub(super) struct Minutes {
    elapsed: Vec<(i64, DateTime)>,
    wall_clock: Vec<(i64, DateTime)>,
}

impl Minutes {
    pub(super) fn of(zone: &TimeZone, from: i64, until: i64) -> Self {
        let local = |at: i64| zone.to_datetime(jiff::Timestamp::from_second(at).unwrap());
        let elapsed: Vec<_> = (from..until).step_by(60).map(|at| (at, local(at))).collect();
        let mut first_at = BTreeMap::new();
        for (at, local) in &elapsed {
            first_at.entry(*local).or_insert(*at);
        }
        let minute = jiff::SignedDuration::from_mins(1);
        let gaps: Vec<_> = elapsed.windows(2).filter(|pair| pair[1].1.duration_since(pair[0].1) > minute).collect();
        let (mut civil, end) = (elapsed[0].1, elapsed[elapsed.len() - 1].1);
        let mut wall_clock = Vec::new();
        while civil <= end {
            let after_gap = || gaps.iter().find(|pair| pair[0].1 < civil && civil < pair[1].1).unwrap()[1].0;
            wall_clock.push((first_at.get(&civil).copied().unwrap_or_else(after_gap), civil));
            civil = civil.checked_add(minute).unwrap();
        }
        Self { elapsed, wall_clock }
    }

    /// The due times in the middle: the first and last day only tell what came before and after.
    pub(super) fn due(&self, cron: [&str; 5]) -> Vec<i64> {
        let minutes = if cron[1].contains(['*', '-', '/']) { &self.elapsed } else { &self.wall_clock };
        let due: BTreeSet<_> = minutes.iter().filter(|(_, local)| matches(cron, *local)).map(|(at, _)| *at).collect();
        let (first, last) = (self.elapsed[0].0 + 86_400, self.elapsed[self.elapsed.len() - 1].0 - 86_400);
        due.range(first..last).copied().collect()
    }
}

fn matches([minute, hour, day, month, weekday]: [&str; 5], at: DateTime) -> bool {
    hits(minute, at.minute(), 0, 59) && hits(hour, at.hour(), 0, 23) && matches_date([day, month, weekday], at.date())
}

pub(super) fn matches_date([day, month, weekday]: [&str; 3], on: Date) -> bool {
    let by_day = day.split(',').any(|entry| match entry.strip_suffix('W') {
        _ if entry == "L" => on.day() == on.days_in_month(),
        Some("L") => on == nearest_working_day(on.last_of_month()),
        Some(near) => {
            let near = near.parse().unwrap();
            near <= on.days_in_month() && on == nearest_working_day(on.with().day(near).build().unwrap())
        }
        None => hits(entry, on.day(), 1, 31),
    });
    let (weekdays, both) = weekday.strip_prefix('+').map_or((weekday, false), |rest| (rest, true));
    let sunday_based = on.weekday().to_sunday_zero_offset();
    let is_on = |field: &str| hits(field, sunday_based, 0, 7) || sunday_based == 0 && hits(field, 7, 0, 7);
    let by_weekday = weekdays.split(',').any(|entry| match (entry.strip_suffix('L'), entry.split_once('#')) {
        (Some(weekday), _) => is_on(weekday) && on.day() + 7 > on.days_in_month(),
        (_, Some((weekday, nth))) => is_on(weekday) && (on.day() + 6) / 7 == nth.parse::<i8>().unwrap(),
        _ => is_on(entry),
    });
    let either = !both && day != "*" && weekdays != "*";
    hits(month, on.month(), 1, 12) && if either { by_day || by_weekday } else { by_day && by_weekday }
}

/// Of the month's days from Monday to Friday; never are two of them equally near.
fn nearest_working_day(near: Date) -> Date {
    let month = near.first_of_month().series(jiff::Span::new().days(1)).take_while(|day| day.month() == near.month());
    let working = month.filter(|day| day.weekday().to_monday_zero_offset() < 5);
    working.min_by_key(|day| (day.day() - near.day()).abs()).unwrap()
}

fn hits(field: &str, value: i8, least: i8, most: i8) -> bool {
    field.split(',').any(|entry| {
        let (range, step) = entry.split_once('/').unwrap_or((entry, "1"));
        let (from, to) = match (range, range.split_once('-')) {
            ("*", _) => (least, most),
            (_, Some((from, to))) => (from.parse().unwrap(), to.parse().unwrap()),
            (one, None) => (one.parse().unwrap(), one.parse().unwrap()),
        };
        value >= from && value <= to && (value - from) % step.parse::<i8>().unwrap() == 0
    })
}
