//! What a person should know about a cadence before saving it.

use std::time::Duration;

use jiff::civil::DateTime;

use super::crontab::Crontab;
use super::dst::{Dst, DstGap, DstOverlap, Rule};
use super::due::Cadence;
use super::entries::{Dates, Entry};
use super::field::{DAY_OF_MONTH, DAY_OF_WEEK, Field, HOUR, MINUTE, MONTH_OF_YEAR, SECOND};
use super::words::{list, month, ordinal};
use super::zone::Zone;
use crate::domain::Timestamp;
use crate::domain::job::spelled;

/// What a remark is about; the word stays, the sentence may improve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RemarkCode {
    /// No due time is left.
    NeverDue,
    /// A clock put forward leaves one of its local times out.
    MissingLocalTime,
    /// A clock put back repeats one of its local times.
    RepeatedLocalTime,
    /// Day of month and day of week are both set: either matches.
    EitherDay,
    /// Day of month and day of week are both set, with a `+`: both must match.
    BothDays,
    /// A step that does not divide its range: one gap is shorter.
    UnevenStep,
    /// Due more often than every ten seconds.
    VeryOften,
    /// Due again before the task is usually done.
    ShorterThanTask,
    /// It fires at seconds, which other crons cannot say.
    SecondsUsed,
    /// A day of the month that some months lack.
    MissingDay,
    /// 29 February.
    LeapDay,
}
spelled!(RemarkCode, "remark", {
    NeverDue => "never_due", MissingLocalTime => "missing_local_time", RepeatedLocalTime => "repeated_local_time",
    EitherDay => "either_day", BothDays => "both_days", UnevenStep => "uneven_step", VeryOften => "very_often",
    ShorterThanTask => "shorter_than_task", SecondsUsed => "seconds_used", MissingDay => "missing_day",
    LeapDay => "leap_day",
});

/// A sentence about a cadence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What it is about.
    pub code: RemarkCode,
    /// The sentence, for people.
    pub text: String,
}

/// What a cadence is looked at with.
#[derive(Clone, Copy, Debug)]
pub struct Outlook {
    /// Due times after this instant, usually now.
    pub after: Timestamp,
    /// How far clock changes are looked for.
    pub until: Timestamp,
    /// The schedule's: no due time before it.
    pub start_at: Option<Timestamp>,
    /// The schedule's: no due time at or after it.
    pub expires: Option<Timestamp>,
    /// How long a job of the task usually takes, where that is known.
    pub usual_duration: Option<Duration>,
}

/// What is due more often than this is remarked upon.
const OFTEN: Duration = Duration::from_secs(10);

/// How many due times ahead the shortest gap is looked for.
const GAPS_LOOKED_AT: usize = 1_000;

impl Cadence {
    /// What is odd about it, the gravest first.
    #[must_use]
    pub fn remarks(&self, outlook: &Outlook) -> Vec<Remark> {
        let mut found = Vec::new();
        let mut say = |code, text| found.push(Remark { code, text });
        if let Some(text) = self.never(outlook) {
            say(RemarkCode::NeverDue, text);
            return found;
        }
        if let Some(gap) = self.shortest_gap(outlook) {
            if gap < OFTEN {
                let a_day = 86_400 / gap.as_secs().max(1);
                let text = format!("fires {}: up to {a_day} jobs a day", every(gap));
                say(RemarkCode::VeryOften, text);
            }
            if let Some(usual) = outlook.usual_duration.filter(|usual| *usual > gap) {
                let text = format!(
                    "comes due again after {}, but a job of this task usually takes {}: it will overlap with the one before",
                    duration(gap),
                    duration(usual)
                );
                say(RemarkCode::ShorterThanTask, text);
            }
        }
        if let Self::Crontab { crontab, zone, dst } = self {
            clock_changes(crontab, zone, *dst, outlook, &mut say);
            days(crontab, &mut say);
            steps(crontab, &mut say);
            let second = crontab.fields().second;
            if second != "0" {
                let text = format!("fires at second `{second}`; cron itself has five fields and knows no seconds");
                say(RemarkCode::SecondsUsed, text);
            }
        }
        found
    }

    /// Why it is not due any more.
    fn never(&self, outlook: &Outlook) -> Option<String> {
        let within = |due: &Timestamp| outlook.expires.is_none_or(|end| *due < end);
        let next = self.next_after(outlook.start_at, outlook.after);
        match (self, next) {
            // That is what it is for.
            (Self::Manual, _) => None,
            (_, Some(due)) if within(&due) => None,
            (_, Some(due)) => Some(format!("never fires: it would next be due at {due}, but expires before that")),
            (Self::Clocked(at), None) if *at <= outlook.after => Some(format!("never fires: {at} has passed")),
            (Self::Clocked(at), None) => Some(format!("never fires: {at} lies before its start")),
            (Self::Solar(solar), None) => Some(format!("never fires: there is no {} at that place", solar.event())),
            (_, None) => Some("never fires".to_owned()),
        }
    }

    fn shortest_gap(&self, outlook: &Outlook) -> Option<Duration> {
        if let Self::Interval(interval) = self {
            return Some(interval.step());
        }
        let until = outlook.expires.unwrap_or(Timestamp::MAX);
        let looked_at = if matches!(self, Self::Solar(_)) { 3 } else { GAPS_LOOKED_AT };
        let due: Vec<_> = self.between(outlook.start_at, outlook.after, until).take(looked_at).collect();
        due.windows(2).filter_map(|pair| if let [a, b] = pair { Some(b.since(*a)) } else { None }).min()
    }
}

/// The local times of the crontab at each coming clock change that come never, or twice.
fn clock_changes(
    crontab: &Crontab,
    zone: &Zone,
    dst: Dst,
    outlook: &Outlook,
    say: &mut impl FnMut(RemarkCode, String),
) {
    let pattern = crontab.pattern();
    let rule = dst.rule(pattern);
    // Every hour of elapsed time, as always: nobody waits for one by its name.
    if pattern.times().hours.count_ones() == 24 && rule == (Rule { gap: DstGap::Skip, overlap: DstOverlap::Both }) {
        return;
    }
    let seconds = |at: Timestamp| at.as_micros().div_euclid(1_000_000);
    let from = seconds(outlook.start_at.map_or(outlook.after, |start| start.max(outlook.after)));
    let until = seconds(outlook.expires.map_or(outlook.until, |end| end.min(outlook.until)));
    let Ok(start) = jiff::Timestamp::from_second(from) else { return };
    let mut before = i64::from(zone.rules().to_offset(start).seconds());
    for change in zone.rules().following(start) {
        let (when, after) = (change.timestamp().as_second(), i64::from(change.offset().seconds()));
        if when > until {
            return;
        }
        let (first, end) = (when + before.min(after), when + before.max(after));
        if let Some(local) = pattern.next(first, end) {
            let count = pattern.count(first, end);
            let more = if count > 1 { format!(" (and {} more)", count - 1) } else { String::new() };
            let (name, day) = (time_of_day(local), date(local));
            if after > before {
                let (from, to) = (time_of_day(when + before), time_of_day(when + after));
                let then = match rule.gap {
                    DstGap::RunAfter => format!("it runs at {to}, the first moment after"),
                    DstGap::Skip => "it does not run then".to_owned(),
                };
                let text = format!(
                    "{name}{more} does not exist on {day} in {zone}, where the clock goes from {from} to {to}: {then}"
                );
                say(RemarkCode::MissingLocalTime, text);
            } else if before > after {
                let passes = [local - before, local - after].map(|at| Timestamp::from_seconds(at).to_string());
                let then = match (rule.overlap, &passes) {
                    (DstOverlap::First, [first, _]) => format!("it runs once, in the first pass ({first})"),
                    (DstOverlap::Second, [_, second]) => format!("it runs once, in the second pass ({second})"),
                    (DstOverlap::Both, [first, second]) => format!("it runs twice ({first} and {second})"),
                };
                let text = format!("{name}{more} exists twice on {day} in {zone}, where the clock is put back: {then}");
                say(RemarkCode::RepeatedLocalTime, text);
            }
        }
        before = after;
    }
}

/// On the wall clock.
fn wall(local: i64) -> DateTime {
    let at = jiff::Timestamp::from_second(local).unwrap_or_default();
    jiff::tz::TimeZone::UTC.to_datetime(at)
}

fn time_of_day(local: i64) -> String {
    let at = wall(local);
    match at.second() {
        0 => format!("{:02}:{:02}", at.hour(), at.minute()),
        second => format!("{:02}:{:02}:{second:02}", at.hour(), at.minute()),
    }
}

/// `28 March 2027`
fn date(local: i64) -> String {
    let at = wall(local);
    format!("{} {} {}", at.day(), month(at.month().unsigned_abs()), at.year())
}

/// The day fields: both set, and days that not every month has.
fn days(crontab: &Crontab, say: &mut impl FnMut(RemarkCode, String)) {
    let dates = Dates::of(crontab);
    let fields = crontab.fields();
    let (day, weekday) = (&fields.day_of_month, &fields.day_of_week);
    if !dates.any_day && !dates.any_weekday {
        match dates.both {
            false => say(
                RemarkCode::EitherDay,
                format!(
                    "day_of_month `{day}` and day_of_week `{weekday}` are both set: a date that matches either is due, as in cron; write `+{weekday}` if both must match"
                ),
            ),
            true => say(
                RemarkCode::BothDays,
                format!(
                    "a date must match day_of_month `{day}` and, because of the `+`, day_of_week `{weekday}` too; cron itself takes either"
                ),
            ),
        }
    }
    let late = dates.days.iter().filter_map(|entry| match entry {
        Entry::One(day) | Entry::WorkingDayNear(day) => Some(*day),
        _ => None,
    });
    let Some(late) = late.max().filter(|day| *day > 28) else { return };
    let months = dates.month_numbers();
    if months == [2] {
        return say(RemarkCode::LeapDay, "29 February comes only in leap years".to_owned());
    }
    let lacking: Vec<_> = months.into_iter().filter(|number| longest(*number) < late).map(month).collect();
    if !lacking.is_empty() {
        let text = format!(
            "there is no {} in {}, which it passes over; `L` is the last day of every month",
            ordinal(late.into()),
            list(&lacking)
        );
        say(RemarkCode::MissingDay, text);
    } else if late == 29 && dates.month_numbers().contains(&2) {
        say(RemarkCode::LeapDay, "in February the 29th comes only in leap years".to_owned());
    }
}

/// How many days a month has at most.
const fn longest(month: u8) -> u8 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Steps through a whole field that do not come out even at its end.
fn steps(crontab: &Crontab, say: &mut impl FnMut(RemarkCode, String)) {
    let (fields, resolved) = (crontab.fields(), crontab.resolved());
    let each: [(&Field, &str, &str, &str); 6] = [
        (&SECOND, &fields.second, &resolved.second, "second"),
        (&MINUTE, &fields.minute, &resolved.minute, "minute"),
        (&HOUR, &fields.hour, &resolved.hour, "hour"),
        (&DAY_OF_MONTH, &fields.day_of_month, &resolved.day_of_month, "day"),
        (&MONTH_OF_YEAR, &fields.month_of_year, &resolved.month_of_year, "month"),
        (&DAY_OF_WEEK, &fields.day_of_week, &resolved.day_of_week, "day"),
    ];
    for (field, written, resolved, unit) in each {
        let step_of_all =
            written.trim_start_matches('+').starts_with("*/") || written.starts_with("H/") || written.starts_with("h/");
        let entries = field.entries(resolved.trim_start_matches('+'));
        let [Entry::Range { first, last, step }] = *entries.as_slice() else { continue };
        if !step_of_all || step < 2 {
            continue;
        }
        let size = if field.name == DAY_OF_WEEK.name { 7 } else { field.most - field.least + 1 };
        // The last it takes, and from there over the end to the first.
        let taken = last - (last - first) % step;
        let gap = size - taken + first;
        if gap == step {
            continue;
        }
        let name = field.name;
        let text = match unit {
            "day" if name == DAY_OF_MONTH.name => format!(
                "day_of_month `{written}` starts over in each month: from the {} to the {} it is not {step} days",
                ordinal(taken.into()),
                ordinal(first.into())
            ),
            _ => format!(
                "{name} `{written}` is uneven: from {taken} to {first} it is {gap} {unit}{}, not {step}; an interval is even",
                if gap == 1 { "" } else { "s" }
            ),
        };
        say(RemarkCode::UnevenStep, text);
    }
}

fn every(gap: Duration) -> String {
    if gap.as_secs() <= 1 { "every second".to_owned() } else { format!("every {}", duration(gap)) }
}

/// In the largest unit that says it roughly: `95 seconds`, `2 minutes`.
fn duration(time: Duration) -> String {
    let seconds = time.as_secs().max(1);
    let (count, unit) = match seconds {
        172_800.. => (seconds / 86_400, "day"),
        7_200.. => (seconds / 3_600, "hour"),
        _ if seconds >= 60 && seconds.is_multiple_of(60) || seconds >= 600 => (seconds / 60, "minute"),
        _ => (seconds, "second"),
    };
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}
