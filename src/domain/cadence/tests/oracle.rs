//! The stupid way to find due times, to check the clever one against.
//!
//! Visits every minute, converts each from UTC to local time with jiff, and
//! matches text against numbers; shares no code with what it checks, nor with
//! croner.
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::{DstGap, DstOverlap};

/// A local time, the instants at which it comes, and if it never comes, the first instant after the gap.
type Local = (DateTime, Vec<i64>, Option<i64>);

/// A run of minutes, or of seconds.
pub(super) struct Walked {
    local: Vec<Local>,
    from: i64,
    until: i64,
}

/// What a schedule may choose, in the order gap, overlap.
pub(super) type Choice = (Option<DstGap>, Option<DstOverlap>);

/// Every choice there is.
pub(super) fn choices() -> Vec<Choice> {
    let gaps = [None, Some(DstGap::RunAfter), Some(DstGap::Skip)];
    let overlaps = [None, Some(DstOverlap::First), Some(DstOverlap::Second), Some(DstOverlap::Both)];
    gaps.iter().flat_map(|gap| overlaps.iter().map(|overlap| (*gap, *overlap))).collect()
}

impl Walked {
    /// Visits every `step` seconds from `from` to `until`. What lies less than
    /// `margin` from the ends only tells what came before and after.
    pub(super) fn of(zone: &TimeZone, from: i64, until: i64, step: i32, margin: i64) -> Self {
        let local_at = |at: i64| zone.to_datetime(jiff::Timestamp::from_second(at).unwrap());
        let step_by = jiff::SignedDuration::from_secs(step.into());
        let mut comes_at: BTreeMap<DateTime, Vec<i64>> = BTreeMap::new();
        let mut missing = BTreeMap::new();
        let mut expected = local_at(from);
        for at in (from..until).step_by(step.try_into().unwrap()) {
            let here = local_at(at);
            while expected < here {
                missing.insert(expected, at);
                expected = expected.checked_add(step_by).unwrap();
            }
            comes_at.entry(here).or_default().push(at);
            expected = here.checked_add(step_by).unwrap();
        }
        let gone = missing.into_iter().map(|(local, after)| (local, Vec::new(), Some(after)));
        let local = comes_at.into_iter().map(|(local, at)| (local, at, None)).chain(gone).collect();
        Self { local, from: from + margin, until: until - margin }
    }

    /// The question that this answers: (after, until], in seconds.
    pub(super) fn asked(&self) -> (i64, i64) {
        (self.from - 1, self.until - 1)
    }

    /// The local times that a crontab names, of five fields at second 0, or of six.
    pub(super) fn matching(&self, cron: &[&str]) -> Matching<'_> {
        let (second, [minute, hour, dates @ ..]) = match *cron {
            [minute, hour, day, month, weekday] => ("0", [minute, hour, day, month, weekday]),
            [second, minute, hour, day, month, weekday] => (second, [minute, hour, day, month, weekday]),
            _ => panic!("{cron:?}"),
        };
        let table = |field, most| (0..=most).map(|value| hits(field, value, 0, most)).collect::<Vec<_>>();
        let (seconds, minutes, hours) = (table(second, 59), table(minute, 59), table(hour, 23));
        let on = |set: &[bool], value: i8| set[usize::try_from(value).unwrap()];
        let mut days = BTreeMap::new();
        let mut matching = Vec::new();
        for local @ (time, ..) in &self.local {
            let of_day = on(&hours, time.hour()) && on(&minutes, time.minute()) && on(&seconds, time.second());
            if of_day && *days.entry(time.date()).or_insert_with(|| matches_date(dates, time.date())) {
                matching.push(local);
            }
        }
        Matching { of: self, fixed: !hour.contains(['*', '-', '/']), local: matching }
    }
}

/// Local times, before it is decided what becomes of those that come never or twice.
pub(super) struct Matching<'a> {
    of: &'a Walked,
    fixed: bool,
    local: Vec<&'a Local>,
}

impl Matching<'_> {
    pub(super) fn due(&self, (gap, overlap): Choice) -> Vec<i64> {
        let run_after = gap.map_or(self.fixed, |gap| gap == DstGap::RunAfter);
        let overlap = overlap.unwrap_or(if self.fixed { DstOverlap::First } else { DstOverlap::Both });
        let mut due = BTreeSet::new();
        for (_, comes_at, after_gap) in &self.local {
            match (comes_at.as_slice(), overlap) {
                ([], _) => due.extend(after_gap.filter(|_| run_after)),
                (all, DstOverlap::Both) => due.extend(all),
                ([first, ..], DstOverlap::First) => due.extend([first]),
                ([.., last], DstOverlap::Second) => due.extend([last]),
            }
        }
        due.range(self.of.from..self.of.until).copied().collect()
    }
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
