//! "Why did it not run at 02:00?" has one answer.

use super::history::{History, Version};
use super::outcome::{Outcome, Settled, SkipRow};
use super::words::{by, cadence, in_words, said};
use crate::domain::Timestamp;
use crate::domain::cadence::{Cadence, Shown};
use crate::domain::job::spelled;
use crate::domain::schedule::{Phase, Schedule, When};
use crate::domain::timestamp::INSTANT;
use std::time::Duration;

/// How far back a due time is looked for: 29 February comes at least every eight years.
const LONG_AGO: Duration = Duration::from_secs(9 * 366 * 86_400);

/// Why there was, or was not, a job at some instant; stable words to build on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// It did run, or will when its turn comes: see the outcome.
    Job,
    /// It was skipped: see the outcome.
    Skipped,
    /// It waits for an operator or for a maintenance window's end: see the outcome.
    Pending,
    /// It is due, and beat has not come to it yet.
    Unsettled,
    /// Not yet: the instant lies ahead.
    Future,
    /// There was no such schedule yet.
    NotYetCreated,
    /// Before the schedule's `start_at`.
    BeforeStart,
    /// It was switched off.
    Disabled,
    /// It was snoozed.
    Snoozed,
    /// Its `expires` had passed.
    Expired,
    /// It had made its last job.
    Completed,
    /// It was deleted.
    Deleted,
    /// A clock change left the local time out, or repeated it.
    ClockChange,
    /// It was no due time of the cadence it had then, which is not the present one.
    OtherCadence,
    /// It runs only when triggered.
    Manual,
    /// It is no due time.
    NotDue,
    /// It was due, so long ago that the outcome is no longer kept.
    Forgotten,
    /// It was due, and no outcome is recorded.
    Unrecorded,
    /// This program cannot read what was in force then.
    Unreadable,
}
spelled!(Code, "code", {
    Job => "job", Skipped => "skipped", Pending => "pending", Unsettled => "unsettled", Future => "future",
    NotYetCreated => "not_yet_created", BeforeStart => "before_start", Disabled => "disabled", Snoozed => "snoozed",
    Expired => "expired", Completed => "completed", Deleted => "deleted", ClockChange => "clock_change",
    OtherCadence => "other_cadence", Manual => "manual", NotDue => "not_due", Forgotten => "forgotten",
    Unrecorded => "unrecorded", Unreadable => "unreadable",
});

/// What is asked, and what is known of it beside the history.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The instant.
    pub at: Timestamp,
    /// The present.
    pub now: Timestamp,
    /// The first due time that beat has not settled yet.
    pub unsettled: Option<Timestamp>,
    /// What is stored of the instant: its outcome, or the counts of its day.
    pub outcome: Option<&'a Outcome>,
    /// Whether outcomes of that time are still kept.
    pub kept: bool,
}

/// The one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// In one stable word.
    pub code: Code,
    /// In a sentence.
    pub words: String,
    /// The version that was in force.
    pub version: Option<i32>,
    /// The due time before the instant, by that version's cadence.
    pub due_before: Option<Timestamp>,
    /// The due time after it.
    pub due_after: Option<Timestamp>,
}

impl Why {
    fn new(code: Code, version: Option<&Version>, words: String) -> Self {
        Self { code, words, version: version.map(|v| v.schedule.version), due_before: None, due_after: None }
    }

    fn beside(mut self, schedule: &Schedule, at: Timestamp) -> Self {
        let (d, just_before) = (&schedule.definition, at.minus(INSTANT));
        let cadence = d.cadence();
        self.due_before = cadence.latest(d.start_at, at.minus(LONG_AGO), just_before);
        self.due_after = cadence.next_after(d.start_at, at).filter(|due| d.expires.is_none_or(|end| *due < end));
        let due = |name: &str, at: Option<Timestamp>| match at {
            Some(at) => format!("the due time {name} is {}", said(at, &d.timezone)),
            None => format!("there is none {name}"),
        };
        self.words.push_str(&format!("; {}, {}", due("before", self.due_before), due("after", self.due_after)));
        self
    }
}

/// Whether the cadence of `schedule` is due at exactly `at`, whatever its state.
fn is_due(schedule: &Schedule, at: Timestamp) -> bool {
    let d = &schedule.definition;
    d.cadence().between(d.start_at, at.minus(INSTANT), at).next().is_some()
}

/// Which instant is meant by a local time that wall clocks show twice: the one that is
/// due where one is, else the first.
#[must_use]
pub fn meant(history: &History, first: Timestamp, second: Timestamp) -> Timestamp {
    let due = |at: Timestamp| history.in_force(at).is_some_and(|v| is_due(&v.schedule, at));
    if !due(first) && due(second) { second } else { first }
}

/// Why there was, or was not, a job at an instant.
#[must_use]
pub fn explain(history: &History, asked: Asked<'_>) -> Why {
    let Asked { at, now, outcome, .. } = asked;
    // What is recorded goes before what can be concluded. Counts of a day say nothing of an instant.
    if let Some(outcome) = outcome.filter(|outcome| !matches!(outcome, Outcome::Day(_))) {
        let version = outcome.version().and_then(|version| history.version(version));
        let code = match outcome.settled() {
            Settled::Job => Code::Job,
            Settled::Skipped => Code::Skipped,
            Settled::Pending => Code::Pending,
        };
        let single = match outcome {
            Outcome::Row(row) => Outcome::Row(SkipRow { count: 1, ..row.clone() }),
            other => other.clone(),
        };
        let (words, version) = (in_words(&single, history), version.map(|s| s.version).or(outcome.version()));
        return Why { code, words, version, due_before: None, due_after: None };
    }
    let Some(first) = history.first() else {
        return Why::new(Code::NotYetCreated, None, "there was no such schedule yet".to_owned());
    };
    if let Some(reason) = history.unreadable_at(at) {
        return Why::new(Code::Unreadable, None, format!("this program cannot read what was in force then: {reason}"));
    }
    let Some(version) = history.in_force(at) else {
        let (s, zone) = (&first.schedule, &first.schedule.definition.timezone);
        let words = format!("the schedule did not exist yet: created {}, {}", by(first), said(s.effective_at, zone));
        return Why::new(Code::NotYetCreated, None, words);
    };
    if let Some(switched_off) = switched_off(history, version, at) {
        return switched_off;
    }
    let schedule = &version.schedule;
    if matches!(schedule.definition.when, When::Manual) {
        let words = "the schedule had no cadence: it runs only when triggered".to_owned();
        return Why::new(Code::Manual, Some(version), words);
    }
    if !is_due(schedule, at) {
        return not_due(history, version, asked);
    }
    if now < at {
        let words =
            format!("that is yet to come: it is due then ({}, v{})", cadence(&schedule.definition), schedule.version);
        return Why::new(Code::Future, Some(version), words);
    }
    no_outcome(history, version, asked)
}

/// Why there was no job at a local time that wall clocks never showed: `local` says which,
/// and the clocks went on at `asked.at`.
#[must_use]
pub fn explain_gap(history: &History, local: &str, asked: Asked<'_>) -> Why {
    let next = explain(history, asked);
    let zone = history.in_force(asked.at).or(history.newest()).map(|v| v.schedule.definition.timezone.clone());
    let zone = zone.unwrap_or_default();
    let gone_on = said(asked.at, &zone);
    let words = format!(
        "the local time {local} did not exist: the clocks were put forward over it, to {gone_on}. At that instant: {}",
        next.words
    );
    Why { code: Code::ClockChange, words, ..next }
}

/// The answer where the version in force makes no jobs at `at`.
fn switched_off(history: &History, version: &Version, at: Timestamp) -> Option<Why> {
    let schedule = &version.schedule;
    let (d, zone) = (&schedule.definition, &schedule.definition.timezone);
    let of_phase = |code: Code, what: &str| {
        let since = history.since(version, |s| s.phase == schedule.phase);
        let from = said(since.schedule.effective_at, zone);
        Some(Why::new(code, Some(version), format!("{what} {}, since {from}", by(since))))
    };
    match schedule.phase {
        Phase::Deleted => return of_phase(Code::Deleted, "deleted"),
        Phase::Disabled => return of_phase(Code::Disabled, "disabled"),
        Phase::Expired => return of_phase(Code::Expired, "expired: ended"),
        Phase::Completed => return of_phase(Code::Completed, "completed, having made its last job:"),
        Phase::Enabled => {}
    }
    if let Some(end) = d.expires.filter(|end| *end <= at) {
        let since = history.since(version, |s| s.definition.expires == Some(end));
        let words = format!("expired at {} (set {})", said(end, zone), by(since));
        return Some(Why::new(Code::Expired, Some(version), words));
    }
    if let Some(until) = d.snooze_until.filter(|until| at < *until) {
        let since = history.since(version, |s| s.definition.snooze_until == Some(until));
        let words = format!("snoozed {}, until {}", by(since), said(until, zone));
        return Some(Why::new(Code::Snoozed, Some(version), words));
    }
    let start = d.start_at.filter(|start| at < *start)?;
    let since = history.since(version, |s| s.definition.start_at == Some(start));
    let words = format!("not started yet: start_at is {} (set {})", said(start, zone), by(since));
    Some(Why::new(Code::BeforeStart, Some(version), words))
}

/// The answer where the cadence in force has no due time at `at`.
fn not_due(history: &History, version: &Version, asked: Asked<'_>) -> Why {
    let (at, schedule) = (asked.at, &version.schedule);
    let d = &schedule.definition;
    if asked.now < at {
        let words = format!("that is yet to come, and no due time ({}, v{})", cadence(d), schedule.version);
        return Why::new(Code::Future, Some(version), words).beside(schedule, at);
    }
    if let Some(first_pass) = in_first_pass(schedule, at) {
        let words = format!(
            "the clock was put back, so that {} was shown twice; this was the second time, and the schedule is due in the \
             first one, {first_pass}",
            d.timezone.wall(at)
        );
        return Why::new(Code::ClockChange, Some(version), words).beside(schedule, at);
    }
    let owns_cadence = |like: &Schedule| {
        let like = like.clone();
        move |s: &Schedule| {
            (&s.definition.when, &s.definition.timezone, s.definition.start_at)
                == (&like.definition.when, &like.definition.timezone, like.definition.start_at)
        }
    };
    let since = history.since(version, owns_cadence(schedule));
    let from = said(since.schedule.effective_at, &d.timezone);
    let changed = |newest: &&Version| !owns_cadence(schedule)(&newest.schedule);
    if let Some(newest) = history.newest().filter(changed) {
        let changed = history.since(newest, owns_cadence(&newest.schedule));
        let words = format!(
            "no due time: at that time the cadence was {} ({}, since {from}); the present one, {}, began later: {}, {}",
            cadence(d),
            by(since),
            cadence(&newest.schedule.definition),
            by(changed),
            said(changed.schedule.effective_at, &d.timezone)
        );
        return Why::new(Code::OtherCadence, Some(version), words).beside(schedule, at);
    }
    let words = format!("no due time: the cadence was {} ({}, since {from})", cadence(d), by(since));
    Why::new(Code::NotDue, Some(version), words).beside(schedule, at)
}

/// The due time in the first of two passes of one local time, where `at` is the second.
fn in_first_pass(schedule: &Schedule, at: Timestamp) -> Option<Timestamp> {
    let Cadence::Crontab { zone, .. } = schedule.definition.cadence() else { return None };
    match zone.shown(&zone.wall(at).replace(' ', "T")) {
        Ok(Shown::Twice(first, second)) if second == at && is_due(schedule, first) => Some(first),
        _ => None,
    }
}

/// The answer where it was due and nothing is recorded of it.
fn no_outcome(history: &History, version: &Version, asked: Asked<'_>) -> Why {
    let schedule = &version.schedule;
    if asked.unsettled.is_some_and(|from| from <= asked.at) {
        let words = format!(
            "it is due ({}, v{}), and beat has not come to it yet: no beat leads, or one is about to act",
            cadence(&schedule.definition),
            schedule.version
        );
        return Why::new(Code::Unsettled, Some(version), words);
    }
    // What would have followed the last job, while that one was being made, has no outcome.
    if let Some(last) = history.after(version).filter(|next| next.schedule.phase == Phase::Completed) {
        let words = format!("completed {}: it had made its last job", by(last));
        return Why::new(Code::Completed, Some(version), words);
    }
    if let Some(outcome @ Outcome::Day(_)) = asked.outcome {
        let words =
            format!("it was due, and what became of it is no longer known singly: {}", in_words(outcome, history));
        return Why::new(Code::Forgotten, Some(version), words);
    }
    if !asked.kept {
        let words = "it was due, so long ago that what became of it is no longer kept".to_owned();
        return Why::new(Code::Forgotten, Some(version), words);
    }
    let words =
        "it was due, and nothing is recorded of it; that should not be: tell whoever runs this house".to_owned();
    Why::new(Code::Unrecorded, Some(version), words)
}
