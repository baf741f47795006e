//! One answer for each kind of question.

use std::time::Duration;

use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::domain::Timestamp;
use crate::domain::cadence::{Crontab, CrontabFields, Interval, Period, Span, Zone};
use crate::domain::job::{JobState, Trigger};
use crate::domain::schedule::{Definition, Fact, Unreadable, When};

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn crontab(minute: &str, hour: &str) -> When {
    let fields = CrontabFields { minute: minute.to_owned(), hour: hour.to_owned(), ..CrontabFields::default() };
    When::Crontab { crontab: Crontab::new(&fields, None).unwrap() }
}

/// A schedule of Berlin, due at 02:30 every night.
fn nightly() -> Definition {
    Definition::plain("nightly", "test_job", crontab("30", "2"), Zone::parse("Europe/Berlin").unwrap(), Uuid::nil())
}

/// Its creation by alice on 1 March, and what follows: when, by whom, why, what.
fn history(definition: Definition, then: Vec<(&str, &str, Option<&str>, Fact)>) -> History {
    let created = Fact::Created { definition: Box::new(definition), enabled: true };
    let all = std::iter::once(("2026-03-01T00:00:00Z", "alice", None, created)).chain(then);
    let told = all.zip(1..).map(|((effective_at, actor, note, fact), version)| Told {
        version,
        effective_at: at(effective_at),
        actor: actor.to_owned(),
        note: note.map(str::to_owned),
        fact: Ok(fact),
    });
    History::fold(Uuid::nil(), told)
}

fn set(fields: Value) -> Fact {
    let Value::Object(changes) = fields else { panic!("{fields} is no object") };
    Fact::Updated { changes, enabled: None }
}

fn asked(text: &str) -> Asked<'static> {
    Asked { at: at(text), now: at("2026-11-23T00:00:00Z"), unsettled: None, outcome: None, kept: true }
}

fn why(history: &History, text: &str) -> (Code, String) {
    let why = explain(history, asked(text));
    (why.code, why.words)
}

#[track_caller]
fn says(told: (Code, String), code: Code, words: &[&str]) {
    assert_eq!(told.0, code, "{}", told.1);
    for word in words {
        assert!(told.1.contains(word), "`{word}` is missing in: {}", told.1);
    }
}

#[test]
fn a_schedule_that_was_off_says_by_whom_and_why() {
    let noted = Some("ISP work");
    let history = history(
        nightly(),
        vec![
            ("2026-03-10T00:00:00Z", "alice", noted, Fact::Disabled),
            // Another edit meanwhile is not what switched it off.
            ("2026-03-11T00:00:00Z", "bob", None, set(json!({"description": "x"}))),
            ("2026-03-12T00:00:00Z", "bob", None, Fact::Enabled),
            ("2026-03-13T00:00:00Z", "carol", None, set(json!({"snooze_until": "2026-03-15T00:00:00Z"}))),
            ("2026-03-20T00:00:00Z", "system", None, Fact::Expired),
            ("2026-03-21T00:00:00Z", "bob", None, Fact::Enabled),
            ("2026-03-22T00:00:00Z", "system", None, Fact::Completed),
            ("2026-03-23T00:00:00Z", "dave", Some("gone"), Fact::Deleted),
        ],
    );
    let due = |day: &str| format!("2026-03-{day}T01:30:00Z");
    says(
        why(&history, "2026-02-28T01:30:00Z"),
        Code::NotYetCreated,
        &["by alice, v1", "2026-03-01 01:00:00 Europe/Berlin"],
    );
    says(why(&history, &due("10")), Code::Disabled, &["disabled by alice, v2, ISP work", "2026-03-10"]);
    says(why(&history, &due("11")), Code::Disabled, &["disabled by alice, v2, ISP work"]);
    says(why(&history, &due("14")), Code::Snoozed, &["snoozed by carol, v5", "until 2026-03-15 01:00:00"]);
    says(why(&history, &due("20")), Code::Expired, &["by system, v6"]);
    says(why(&history, &due("22")), Code::Completed, &["by system, v8"]);
    says(why(&history, &due("23")), Code::Deleted, &["deleted by dave, v9, gone"]);
    // In force again, due, and nothing recorded: said as it is.
    says(why(&history, &due("12")), Code::Unrecorded, &[]);
    assert_eq!(explain(&history, asked(&due("11"))).version, Some(3));
    says(explain_none(), Code::NotYetCreated, &[]);
}

fn explain_none() -> (Code, String) {
    why(&History::default(), "2026-03-01T00:00:00Z")
}

#[test]
fn the_version_that_owns_an_instant_is_asked_and_it_owns_its_end() {
    let history = history(nightly(), vec![("2026-03-10T01:30:00Z", "alice", None, Fact::Disabled)]);
    // The switch came at the due time itself, which the version before still owns.
    says(why(&history, "2026-03-10T01:30:00Z"), Code::Unrecorded, &[]);
    says(why(&history, "2026-03-11T01:30:00Z"), Code::Disabled, &[]);
}

#[test]
fn bounds_of_a_schedule_are_named_with_who_set_them() {
    let bounded = Definition {
        start_at: Some(at("2026-03-05T00:00:00Z")),
        expires: Some(at("2026-03-08T00:00:00Z")),
        ..nightly()
    };
    let history = history(bounded, vec![]);
    says(why(&history, "2026-03-04T01:30:00Z"), Code::BeforeStart, &["start_at is 2026-03-05", "by alice, v1"]);
    says(why(&history, "2026-03-09T01:30:00Z"), Code::Expired, &["expired at 2026-03-08", "by alice, v1"]);
}

#[test]
fn another_cadence_is_told_apart_from_no_due_time() {
    let every_15 = json!({"schedule_type": "interval",
        "interval": {"every": 15, "period": "minutes", "anchor": "2026-03-10T00:00:00Z"}, "crontab": null});
    let history = history(
        nightly(),
        vec![
            ("2026-03-10T00:00:00Z", "bob", Some("CHG-7"), set(every_15)),
            ("2026-03-11T00:00:00Z", "eve", None, set(json!({"description": "still the same cadence"}))),
        ],
    );
    let told = explain(&history, asked("2026-03-09T12:00:00Z"));
    says(
        (told.code, told.words.clone()),
        Code::OtherCadence,
        &[
            "02:30",
            "by alice, v1",
            "every 15 minutes",
            "by bob, v2, CHG-7",
            "the due time after is 2026-03-10 02:30:00",
        ],
    );
    assert_eq!(told.due_before, Some(at("2026-03-09T01:30:00Z")));
    assert_eq!(told.due_after, Some(at("2026-03-10T01:30:00Z")));
    says(
        why(&history, "2026-03-12T00:07:00Z"),
        Code::NotDue,
        &["every 15 minutes", "by bob, v2", "before is 2026-03-12 01:00:00", "after is 2026-03-12 01:15:00"],
    );
}

#[test]
fn a_clock_change_is_why() {
    let history = history(nightly(), vec![]);
    // 02:30 did not exist on 29 March; the due time moved to 03:00.
    let moved = JobOutcome { due_at: at("2026-03-29T01:00:00Z"), ..ran("2026-03-29T01:00:01Z") };
    let outcome = Outcome::Jobs { due: moved.due_at, jobs: vec![moved], was: None };
    let gap = Asked { outcome: Some(&outcome), ..asked("2026-03-29T01:00:00Z") };
    let told = explain_gap(&history, "2026-03-29T02:30", gap);
    says(
        (told.code, told.words),
        Code::ClockChange,
        &["02:30 did not exist", "to 2026-03-29 03:00:00 Europe/Berlin", "succeeded"],
    );
    // 02:30 came twice on 25 October; the first pass counts.
    let (first, second) = (at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z"));
    assert_eq!(meant(&history, first, second), first);
    says(why(&history, "2026-10-25T01:30:00Z"), Code::ClockChange, &["shown twice", "2026-10-25T00:30:00Z"]);
}

#[test]
fn what_is_to_come_or_not_yet_settled_is_said_so() {
    let history = history(nightly(), vec![]);
    let soon = Asked { now: at("2026-03-02T00:00:00Z"), ..asked("2026-03-03T01:30:00Z") };
    says((explain(&history, soon).code, explain(&history, soon).words), Code::Future, &["due then"]);
    let not_due = Asked { at: at("2026-03-03T07:00:00Z"), ..soon };
    says(
        (explain(&history, not_due).code, explain(&history, not_due).words),
        Code::Future,
        &["no due time", "2026-03-04"],
    );
    let late = Asked { unsettled: Some(at("2026-03-02T01:30:00Z")), ..asked("2026-03-03T01:30:00Z") };
    assert_eq!(explain(&history, late).code, Code::Unsettled);
    let old = Asked { kept: false, ..asked("2026-03-03T01:30:00Z") };
    assert_eq!(explain(&history, old).code, Code::Forgotten);
    let day = at("2026-03-03T00:00:00Z");
    let counts = DayCounts { from: day, through: day, succeeded: 3, failed: 1, cancelled: 0, timed_out: 0 };
    let outcome = Outcome::Day(counts);
    let counted = Asked { outcome: Some(&outcome), ..asked("2026-03-03T01:30:00Z") };
    let told = explain(&history, counted);
    says((told.code, told.words), Code::Forgotten, &["4 due times", "3 succeeded, 1 failed"]);
    // The counts of a day are no answer for an instant that was not due.
    assert_eq!(explain(&history, Asked { at: at("2026-03-03T07:00:00Z"), ..counted }).code, Code::NotDue);
}

#[test]
fn what_this_program_cannot_read_it_does_not_explain() {
    let created = Fact::Created { definition: Box::new(nightly()), enabled: true };
    let told = |version, effective_at: &str, fact| Told {
        version,
        effective_at: at(effective_at),
        actor: "x".to_owned(),
        note: None,
        fact,
    };
    let newer = Err(Unreadable("of a newer version".to_owned()));
    let events = [told(1, "2026-03-01T00:00:00Z", Ok(created)), told(2, "2026-03-05T00:00:00Z", newer)];
    let history = History::fold(Uuid::nil(), events);
    says(why(&history, "2026-03-06T01:30:00Z"), Code::Unreadable, &["newer version"]);
    assert_eq!(why(&history, "2026-03-04T01:30:00Z").0, Code::Unrecorded);
}

#[test]
fn what_would_have_followed_the_last_job_was_completed() {
    let once = Definition { one_off: true, ..nightly() };
    let completed = ("2026-03-04T00:00:00Z", "system", None, Fact::Completed);
    says(why(&history(once, vec![completed]), "2026-03-03T01:30:00Z"), Code::Completed, &["last job"]);
}

fn ran(started: &str) -> JobOutcome {
    let due_at = at("2026-03-03T01:30:00Z");
    JobOutcome {
        id: Uuid::from_u128(7),
        due_at,
        version: Some(1),
        trigger: Trigger::Schedule,
        state: JobState::Succeeded,
        queued_at: due_at,
        started_at: Some(at(started)),
        finished_at: None,
        attempt: 1,
        warnings: 0,
        error: None,
    }
}

fn row(reason: SkipReason) -> SkipRow {
    SkipRow {
        from: at("2026-03-03T01:30:00Z"),
        through: at("2026-03-05T01:30:00Z"),
        count: 3,
        pending: matches!(reason, SkipReason::CatchUpLimit),
        reason,
        version: 1,
        blocking_job: Some(Uuid::from_u128(9)),
        newer_due: Some(at("2026-03-06T01:30:00Z")),
        decided_by: Some("olga".to_owned()),
    }
}

#[test]
fn every_outcome_has_its_sentence() {
    let history = history(nightly(), vec![]);
    let words = |outcome: Outcome| in_words(&outcome, &history);
    for (reason, expected) in [
        (
            SkipReason::Overlap,
            "3 due times skipped: job 00000000-0000-0000-0000-000000000009 of this schedule had not ended",
        ),
        (SkipReason::CatchUpTooOld, "too old"),
        (SkipReason::CatchUpNone, "makes up for nothing"),
        (SkipReason::Superseded, "the newer due time 2026-03-06 02:30:00 Europe/Berlin was run instead"),
        (SkipReason::Maintenance, "skipped: a maintenance window was open"),
        (SkipReason::Owner, "owner was disabled"),
        (SkipReason::DroppedByOperator, "skipped: dropped by olga"),
        (SkipReason::CatchUpLimit, "3 due times pending: "),
    ] {
        let told = words(Outcome::Row(row(reason)));
        assert!(told.contains(expected), "{reason}: {told}");
    }
    let single = Outcome::Row(row(SkipReason::Overlap));
    let told = explain(&history, Asked { outcome: Some(&single), ..asked("2026-03-04T01:30:00Z") });
    assert_eq!(told.code, Code::Skipped);
    assert!(told.words.starts_with("skipped: job"), "{}", told.words);

    let jobs = |jobs: Vec<JobOutcome>, was| Outcome::Jobs { due: at("2026-03-03T01:30:00Z"), jobs, was };
    let in_time = words(jobs(vec![ran("2026-03-03T01:31:00Z")], None));
    assert!(!in_time.contains("late"), "sixty seconds are not late: {in_time}");
    let late = words(jobs(vec![ran("2026-03-03T01:32:05Z")], None));
    assert!(late.contains("2 min 5 s late: no worker took it earlier"), "{late}");
    let caught_up = JobOutcome { queued_at: at("2026-03-03T02:30:00Z"), ..ran("2026-03-03T02:30:01Z") };
    let caught_up = words(jobs(vec![caught_up], None));
    assert!(caught_up.contains("made 1 h after the due time, which had been missed"), "{caught_up}");
    let by_hand = JobOutcome { trigger: Trigger::Backfill, ..ran("2026-03-09T02:30:01Z") };
    let twice = words(jobs(
        vec![by_hand.clone(), JobOutcome { trigger: Trigger::Retry, ..by_hand }],
        Some(row(SkipReason::Owner)),
    ));
    for part in ["at first skipped: the schedule's owner was disabled; then made by hand: job", "; again by hand: job"]
    {
        assert!(twice.contains(part), "{twice}");
    }
    assert!(!twice.contains("late"), "{twice}");
}

#[test]
fn a_row_is_cut_where_its_due_times_are() {
    let interval = Interval::new(10, Period::Seconds, at("2026-03-01T00:00:00Z")).unwrap();
    let owner = Definition::plain("s", "t", When::Interval { interval }, Zone::UTC, Uuid::nil());
    let second = |n: u64| at("2026-03-01T00:00:00Z").plus(Duration::from_secs(n));
    let span =
        |first: u64, last: u64| Span { first: second(first), last: second(last), count: (last - first) / 10 + 1 };
    let row = span(10, 100);
    for (from, through, before, within, after) in [
        (0, 200, None, Some(row), None),
        (10, 100, None, Some(row), None),
        (30, 50, Some(span(10, 20)), Some(span(30, 50)), Some(span(60, 100))),
        (31, 39, Some(span(10, 30)), None, Some(span(40, 100))),
        (0, 10, None, Some(span(10, 10)), Some(span(20, 100))),
        (100, 300, Some(span(10, 90)), Some(span(100, 100)), None),
        (0, 5, None, None, Some(row)),
        (110, 120, Some(row), None, None),
    ] {
        let parts = cut(&owner, row, second(from), second(through));
        assert_eq!(parts, Cut { before, within, after }, "{from} to {through}");
        let count = |span: Option<Span>| span.map_or(0, |span| span.count);
        assert_eq!(count(parts.before) + count(parts.within) + count(parts.after), row.count);
    }
    assert_eq!(due_times(&owner, row, 2), [second(10), second(20)]);
}

#[test]
fn a_row_over_midnight_is_counted_on_each_of_its_days() {
    let owner = nightly();
    let of = Span { first: at("2026-03-03T01:30:00Z"), last: at("2026-03-05T01:30:00Z"), count: 3 };
    let days: Vec<_> =
        ["2026-03-03", "2026-03-04", "2026-03-05"].map(|day| (at(&format!("{day}T00:00:00Z")), 1)).into();
    assert_eq!(per_day(Some(&owner), of), days);
    // Of a version that cannot be read the row is counted where it begins.
    assert_eq!(per_day(None, of), [(days[0].0, 3)]);
}

#[test]
fn the_documentation_names_every_code_and_reason() {
    let page = include_str!("../../../docs/due-times.md");
    let words = Code::ALL.iter().map(|code| code.as_str()).chain(SkipReason::ALL.iter().map(|reason| reason.as_str()));
    let missing: Vec<&str> = words.filter(|word| !page.contains(&format!("`{word}`"))).collect();
    assert!(missing.is_empty(), "docs/due-times.md does not name {missing:?}");
}
