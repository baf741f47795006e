//! A cadence in plain English.

use super::crontab::Crontab;
use super::due::Cadence;
use super::entries::{Dates, Entry};
use super::interval::{Interval, Period};
use super::solar::{Solar, SolarEvent};

/// More times of day than this are not named one by one.
const MOST_NAMED: usize = 8;

impl Cadence {
    /// What a person would say, such as `at 02:00 on Mondays, Europe/Berlin`.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Interval(interval) => interval_words(interval),
            Self::Crontab { crontab, zone, .. } => format!("{}, {zone}", crontab_words(crontab)),
            Self::Clocked(at) => format!("once at {}", at.to_string().replace('T', " ").replace('Z', " UTC")),
            Self::Solar(solar) => solar_words(*solar),
            Self::Manual => "only when triggered".to_owned(),
        }
    }
}

fn interval_words(interval: &Interval) -> String {
    let period = match interval.period() {
        Period::Seconds => "second",
        Period::Minutes => "minute",
        Period::Hours => "hour",
        Period::Days => "day",
        Period::Weeks => "week",
    };
    every(interval.every(), period)
}

fn every(count: u32, what: &str) -> String {
    if count == 1 { format!("every {what}") } else { format!("every {count} {what}s") }
}

fn solar_words(solar: Solar) -> String {
    let event = match solar.event() {
        SolarEvent::DawnAstronomical => "astronomical dawn",
        SolarEvent::DawnNautical => "nautical dawn",
        SolarEvent::DawnCivil => "civil dawn",
        SolarEvent::Sunrise => "sunrise",
        SolarEvent::SolarNoon => "solar noon",
        SolarEvent::Sunset => "sunset",
        SolarEvent::DuskCivil => "civil dusk",
        SolarEvent::DuskNautical => "nautical dusk",
        SolarEvent::DuskAstronomical => "astronomical dusk",
    };
    let side = |degrees: f64, negative, positive| if degrees < 0.0 { negative } else { positive };
    let (north, east) = (solar.latitude(), solar.longitude());
    let (ns, ew) = (side(north, "S", "N"), side(east, "W", "E"));
    format!("at {event} at {:.2}° {ns}, {:.2}° {ew}", north.abs(), east.abs())
}

fn crontab_words(crontab: &Crontab) -> String {
    let (times, named) = times(crontab);
    match dates(&Dates::of(crontab)) {
        Some(dates) => format!("{times} {dates}"),
        // `every 15 minutes` says so already.
        None if named => format!("{times} every day"),
        None => times,
    }
}

/// Fewer values than this are named one by one, though they have a common step.
const FEW: usize = 5;

/// Values of one field by their form.
enum Set {
    All,
    /// From the field's first value on, and evenly over its end.
    Each(u32),
    One(u32),
    /// With the same step from each to the next; where that is more than one, at least [`FEW`] of them.
    Range {
        first: u32,
        last: u32,
        step: u32,
    },
    List(Vec<u32>),
}

impl Set {
    fn of(bits: u64, size: u32) -> Self {
        let values: Vec<u32> = (0..size).filter(|value| bits >> value & 1 == 1).collect();
        match *values.as_slice() {
            [one] => Self::One(one),
            [first, second, .., last] => {
                let step = second - first;
                if !values.windows(2).all(|pair| matches!(pair, [a, b] if b - a == step)) {
                    Self::List(values)
                } else if first == 0 && step == 1 && last == size - 1 {
                    Self::All
                } else if first == 0 && last + step == size && step > 1 {
                    Self::Each(step)
                } else if step > 1 && values.len() < FEW {
                    Self::List(values)
                } else {
                    Self::Range { first, last, step }
                }
            }
            _ => Self::List(values),
        }
    }
}

/// The times of day; and whether they are named one by one.
fn times(crontab: &Crontab) -> (String, bool) {
    let pattern = crontab.pattern();
    let times = pattern.times();
    let (hours, minutes, seconds) = (bits(times.hours), bits(times.minutes), bits(times.seconds));
    let each = |second: u32| {
        let all = hours.iter().flat_map(|hour| minutes.iter().map(move |minute| clock(*hour, *minute, second)));
        format!("at {}", list(&all.collect::<Vec<_>>()))
    };
    let (hour, minute) = (Set::of(times.hours, 24), Set::of(times.minutes, 60));
    let by_second = match *seconds.as_slice() {
        [second] if hours.len() * minutes.len() <= MOST_NAMED && (pattern.fixed_hours || hours.len() < 3) => {
            return (each(second), true);
        }
        [second] => match minutes.as_slice() {
            [minute] => return hourly(&hour, &hours, *minute, second),
            _ => None,
        },
        _ => Some(Set::of(times.seconds, 60)),
    };
    let of_minute = match (&by_second, &minute) {
        (None, _) => units(&minute, "minute"),
        (Some(seconds @ (Set::All | Set::Each(_))), Set::All) => units(seconds, "second"),
        (Some(seconds), minute) => format!("{} of {}", units(seconds, "second"), which(minute, "minute")),
    };
    let at_second = match (by_second.is_none(), seconds.first()) {
        (true, Some(second)) if *second > 0 => format!(", at second {second}"),
        _ => String::new(),
    };
    let (first, last) = (hours.first().copied().unwrap_or(0), hours.last().copied().unwrap_or(0));
    let together = u64::from(last - first) + 1 == hours.len() as u64;
    let runs_through = matches!((&by_second, &minute), (None, Set::Each(_)) | (_, Set::All));
    let of_hour = match hour {
        Set::All if runs_through || matches!((&by_second, &minute), (None, Set::Each(_))) => String::new(),
        Set::All => " of every hour".to_owned(),
        _ if together && runs_through => {
            let last_second = if by_second.is_some() { seconds.last().copied().unwrap_or(0) } else { 0 };
            let end = clock(last, minutes.last().copied().unwrap_or(0), last_second);
            format!(" from {} to {end}", clock(first, 0, 0))
        }
        other => format!(" of {}", which(&other, "hour")),
    };
    (format!("{of_minute}{of_hour}{at_second}"), false)
}

/// At one minute of several hours.
fn hourly(hour: &Set, hours: &[u32], minute: u32, second: u32) -> (String, bool) {
    let at = |hour| clock(hour, minute, second);
    let told = match hour {
        Set::All if (minute, second) == (0, 0) => "every hour on the hour".to_owned(),
        Set::All if second == 0 => format!("every hour at {minute} past"),
        Set::All => format!("every hour at {minute} past and {}", every_or_one(second, "second")),
        Set::Each(step) => format!("{} from {}", every(*step, "hour"), at(0)),
        Set::Range { first, last, step } => format!("{} from {} to {}", every(*step, "hour"), at(*first), at(*last)),
        Set::One(_) | Set::List(_) => {
            let all: Vec<_> = hours.iter().map(|hour| at(*hour)).collect();
            return (format!("at {}", list(&all)), true);
        }
    };
    (told, false)
}

fn every_or_one(count: u32, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// When in the next larger unit: `every 15 minutes`, `at minutes 7 and 37`.
fn units(set: &Set, unit: &str) -> String {
    match set {
        Set::All => every(1, unit),
        Set::Each(step) => every(*step, unit),
        Set::One(value) => format!("at {unit} {value}"),
        Set::Range { first, last, step } => format!("{} from {unit} {first} to {last}", every(*step, unit)),
        Set::List(values) => format!("at {unit}s {}", list(values)),
    }
}

/// Which of the larger units: `hour 2`, `every 2nd hour`.
fn which(set: &Set, unit: &str) -> String {
    match set {
        Set::All => every(1, unit),
        Set::Each(step) => format!("every {} {unit}", ordinal(*step)),
        Set::One(value) => format!("{unit} {value}"),
        Set::Range { first, last, step: 1 } => format!("the {unit}s {first} to {last}"),
        Set::Range { first, last, step } => format!("every {} {unit} from {first} to {last}", ordinal(*step)),
        Set::List(values) => format!("the {unit}s {}", list(values)),
    }
}

/// The dates, where not every one is meant.
fn dates(dates: &Dates) -> Option<String> {
    let months = dates.month_numbers();
    let in_months = (months.len() < 12).then(|| month_words(&months));
    let of_months = in_months.clone().unwrap_or_else(|| "each month".to_owned());
    let days = || format!("on {} of {of_months}", list(&dates.days.iter().map(|e| day_words(*e)).collect::<Vec<_>>()));
    let (plain, nth) = weekdays(&dates.weekdays);
    let weekdays = || {
        let nth = (!nth.is_empty()).then(|| format!("on {} of {of_months}", list(&nth)));
        let plain = plain.as_ref().map(|plain| match &in_months {
            Some(months) => format!("{plain} in {months}"),
            None => plain.clone(),
        });
        [plain, nth].into_iter().flatten().collect::<Vec<_>>().join(" and ")
    };
    Some(match (dates.any_day, dates.any_weekday, dates.both) {
        (true, true, _) => return in_months.map(|months| format!("every day in {months}")),
        (false, true, _) => days(),
        (true, false, _) => weekdays(),
        (false, false, false) => format!("{} and {}", days(), weekdays()),
        (false, false, true) => format!("{}, if that is {}", days(), one_of(&dates.weekdays)),
    })
}

fn day_words(entry: Entry) -> String {
    let nth = |day: u8| ordinal(day.into());
    match entry {
        Entry::LastDay => "the last day".to_owned(),
        Entry::LastWorkingDay => "the last working day".to_owned(),
        Entry::WorkingDayNear(day) => format!("the working day nearest the {}", nth(day)),
        Entry::Range { first: 1, last: 31, step: 1 } => "every day".to_owned(),
        Entry::Range { first, last, step: 1 } => format!("the {} to the {}", nth(first), nth(last)),
        Entry::Range { first, last: 31, step } => format!("every {} day from the {}", nth(step), nth(first)),
        Entry::Range { first, last, step } => {
            format!("every {} day from the {} to the {}", nth(step), nth(first), nth(last))
        }
        Entry::One(day) => format!("the {}", nth(day)),
        // Only of weekdays.
        Entry::LastOf(_) | Entry::Nth(..) => String::new(),
    }
}

const WEEKDAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn weekday(number: u8) -> &'static str {
    WEEKDAYS.get(usize::from(number % 7)).copied().unwrap_or_default()
}

/// The plain weekdays of a list, from Monday on.
fn plain_weekdays(entries: &[Entry]) -> Vec<u8> {
    let has = |day: u8| entries.iter().any(|entry| entry.has(day) || day == 7 && entry.has(0));
    (1..=7).filter(|day| has(*day)).collect()
}

/// `the last Friday`, `the 2nd Monday`.
fn in_the_month(entry: Entry) -> Option<String> {
    match entry {
        Entry::LastOf(day) => Some(format!("the last {}", weekday(day))),
        Entry::Nth(day, nth) => Some(format!("the {} {}", ordinal(nth.into()), weekday(day))),
        _ => None,
    }
}

/// Those of every week, and those that are counted within the month.
fn weekdays(entries: &[Entry]) -> (Option<String>, Vec<String>) {
    let plain = plain_weekdays(entries);
    let told = match *plain.as_slice() {
        [] => None,
        [1, 2, 3, 4, 5, 6, 7] => Some("every day".to_owned()),
        [first, .., last] if plain.len() > 2 && usize::from(last - first) + 1 == plain.len() => {
            Some(format!("from {} to {}", weekday(first), weekday(last)))
        }
        _ => Some(format!("on {}", list(&plain.iter().map(|day| format!("{}s", weekday(*day))).collect::<Vec<_>>()))),
    };
    (told, entries.iter().filter_map(|entry| in_the_month(*entry)).collect())
}

/// What a date must be as well.
fn one_of(entries: &[Entry]) -> String {
    let plain = plain_weekdays(entries).into_iter().map(|day| format!("a {}", weekday(day)));
    let all: Vec<_> = plain.chain(entries.iter().filter_map(|entry| in_the_month(*entry))).collect();
    joined(&all, "or")
}

/// As [`MONTHS`] names them.
pub(super) fn month(number: u8) -> &'static str {
    MONTHS.get(usize::from(number).wrapping_sub(1)).copied().unwrap_or_default()
}

fn month_words(months: &[u8]) -> String {
    match *months {
        [first, .., last] if months.len() > 2 && usize::from(last - first) + 1 == months.len() => {
            format!("{} to {}", month(first), month(last))
        }
        _ => list(&months.iter().map(|number| month(*number)).collect::<Vec<_>>()),
    }
}

/// The members of a set of up to 64.
fn bits(set: u64) -> Vec<u32> {
    (0..64).filter(|value| set >> value & 1 == 1).collect()
}

/// The second is shown where it is not nought.
fn clock(hour: u32, minute: u32, second: u32) -> String {
    match second {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    }
}

/// `1st`, `22nd`, `13th`.
pub(super) fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (1, tens) if tens != 11 => "st",
        (2, tens) if tens != 12 => "nd",
        (3, tens) if tens != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// `a, b and c`.
pub(super) fn list<T: ToString>(items: &[T]) -> String {
    joined(items, "and")
}

fn joined<T: ToString>(items: &[T], word: &str) -> String {
    let items: Vec<_> = items.iter().map(T::to_string).collect();
    match items.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}
