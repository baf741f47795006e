use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::domain::cadence::{Interval, Period, Zone};
use crate::domain::schedule::{Definition, Phase, When};

/// 2026-10-23T00:00:00Z, a Friday; Berlin turns its clocks back on the 25th.
const FRIDAY: i64 = 1_792_713_600;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(FRIDAY + seconds)
}

fn minutes(minutes: i64) -> Timestamp {
    at(minutes * 60)
}

fn schedule(task: &str, queue: &str, tags: &[&str]) -> Schedule {
    let interval = Interval::new(10, Period::Minutes, at(0)).unwrap();
    let mut definition = Definition::plain("s", task, When::Interval { interval }, Zone::UTC, Uuid::nil());
    definition.queue = queue.into();
    definition.tags = tags.iter().map(|tag| Box::from(*tag)).collect();
    Schedule { id: Uuid::from_u128(7), version: 1, effective_at: at(0), phase: Phase::Enabled, cycle: 1, definition }
}

fn plain() -> Schedule {
    schedule("test_job", "default", &[])
}

fn window(body: &Value) -> Window {
    let fields = body.as_object().unwrap();
    read(fields, None, &Zone::parse("Europe/Berlin").unwrap(), at(0)).unwrap_or_else(|e| panic!("{e:?}"))
}

fn refused(body: &Value) -> (String, String) {
    let first = read(body.as_object().unwrap(), None, &Zone::UTC, at(0)).unwrap_err().remove(0);
    (first.pointer, first.detail)
}

fn in_force(body: &Value, from: i64, until: Option<i64>) -> InForce {
    InForce { id: Uuid::nil(), window: window(body), effective_at: at(from), ended_at: until.map(at) }
}

fn body(more: &Value) -> Value {
    let mut body = json!({"name": "w", "effect": "skip", "scope": {"all": true}});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// Every instant's effect, asked one by one, by nothing but comparisons and the openings of the cadence.
fn dull(rows: &[InForce], schedule: &Schedule, at: Timestamp) -> Option<Effect> {
    let open = |row: &&InForce| {
        let within = row.effective_at <= at
            && row.ended_at.is_none_or(|end| at < end)
            && row.window.from.is_none_or(|from| from <= at)
            && row.window.until.is_none_or(|until| at < until);
        let opened = row.window.repeats.as_ref().is_none_or(|repeats| {
            let long = repeats.duration();
            let starts = repeats.cadence(&row.window.timezone);
            let mut near = starts.between(None, at.minus(long + long), at);
            near.any(|start| start <= at && at < start.plus(long))
        });
        within && opened && row.window.scope.holds(schedule)
    };
    rows.iter().filter(open).map(|row| row.window.effect).max()
}

fn any_window() -> impl Strategy<Value = InForce> {
    let times = prop_oneof![
        (0_i64..2_000, 1_i64..2_000).prop_map(|(from, long)| json!({"from": minutes(from), "until": minutes(from + long)})),
        Just(json!({})),
        (0_u32..24, 1_u32..400, any::<bool>()).prop_map(|(hour, long, two)| {
            let days = if two { json!(["sun", "sat"]) } else { json!(["sun"]) };
            json!({"weekly": {"days": days, "start": format!("{hour:02}:30"), "duration_seconds": long * 60}})
        }),
        (1_u32..600, prop_oneof![Just("0 */2 * * *"), Just("*/20 * * * 0"), Just("30 2 * * *")]).prop_map(
            |(long, tab)| json!({"crontab": {"expression": tab, "duration_seconds": long * 60}, "until": minutes(4_000)})
        ),
    ];
    let scope = prop_oneof![
        Just(json!({"all": true})),
        Just(json!({"tags": ["core", "edge"]})),
        Just(json!({"queues": ["slow"], "tasks": ["test_job"]})),
    ];
    let effect = prop_oneof![Just("skip"), Just("run_once_after")];
    (times, scope, effect, 0_i64..3_000, proptest::option::of(1_i64..3_000)).prop_map(
        |(times, scope, effect, from, long)| {
            let mut body = body(&times);
            body["scope"] = scope;
            body["effect"] = json!(effect);
            in_force(&body, from * 60, long.map(|long| (from + long) * 60))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// What is said of a range is what is said of each of its instants.
    #[test]
    fn a_range_is_covered_as_each_of_its_instants_is(
        rows in proptest::collection::vec(any_window(), 0..5),
        which in 0_usize..3,
        begin in 0_i64..3_000,
        long in 1_i64..1_500,
    ) {
        let schedule = match which {
            0 => plain(),
            1 => schedule("other", "slow", &["edge"]),
            _ => schedule("other", "default", &[]),
        };
        let windows = Windows::new(rows.clone());
        let (after, until) = (minutes(begin), minutes(begin + long));
        let covered = windows.over(&schedule, after, until);
        prop_assert!(covered.iter().all(|part| part.after < part.until && after <= part.after && part.until <= until));
        prop_assert!(covered.windows(2).all(|pair| pair[0].until <= pair[1].after));
        for step in 0..long * 2 {
            // Edges lie on whole minutes: their neighbours by a microsecond are where mistakes live.
            let on = minutes(begin).plus(Duration::from_secs(u64::try_from(step).unwrap() * 30));
            for instant in [on.minus(INSTANT), on, on.plus(INSTANT)] {
                if instant <= after || instant > until {
                    continue;
                }
                let said = covered.iter().find(|part| part.after < instant && instant <= part.until).map(|p| p.effect);
                prop_assert_eq!(said, dull(&rows, &schedule, instant), "at {}", instant);
                prop_assert_eq!(windows.covers(&schedule, instant).map(|s| s.effect), said);
            }
        }
        let clear = windows.over_from(&schedule, until);
        if let Some(clear) = clear {
            prop_assert_eq!(dull(&rows, &schedule, clear), None);
            let (mut instant, mut asked) = (until, 0);
            while instant < clear && asked < 5_000 {
                prop_assert!(dull(&rows, &schedule, instant).is_some(), "{} is before {}", instant, clear);
                instant = instant.plus(Duration::from_secs(60));
                asked += 1;
            }
        } else {
            let years = until.plus(Duration::from_secs(3 * 365 * 86_400));
            prop_assert!(dull(&rows, &schedule, years).is_some());
        }
    }

    /// What would be suppressed is what is suppressed, due time by due time.
    #[test]
    fn a_preview_counts_each_due_time_once(row in any_window(), long in 1_i64..6_000) {
        let schedules = [plain(), schedule("other", "slow", &["edge"]), schedule("other", "default", &[])];
        let (after, until) = (at(0), minutes(long));
        let mut census = Census::new(row.clone(), after, until, 100_000);
        schedules.iter().for_each(|schedule| census.count(schedule));
        let told = census.finish().unwrap();
        let counted: u64 = told.iter().map(|one| one.count).sum();
        let due = |s: &Schedule| s.definition.cadence().between(None, after, until).collect::<Vec<_>>();
        let one = std::slice::from_ref(&row);
        let dully = schedules.iter().flat_map(|s| due(s).into_iter().filter(|d| dull(one, s, *d).is_some())).count();
        prop_assert_eq!(counted, dully as u64);
    }
}

#[test]
fn a_window_from_now_until_lifted_ends_when_it_is() {
    let open = Windows::new(vec![in_force(&body(&json!({})), 60, None)]);
    assert_eq!(open.over_from(&plain(), at(59)), Some(at(59)));
    assert_eq!(open.over_from(&plain(), at(60)), None);
    let lifted = Windows::new(vec![in_force(&body(&json!({})), 60, Some(120))]);
    assert_eq!(lifted.over_from(&plain(), at(60)), Some(at(120)));
    assert_eq!(lifted.covers(&plain(), at(119)).unwrap().until, Some(at(120)));
    assert_eq!(lifted.covers(&plain(), at(120)), None);
}

#[test]
fn each_version_judges_the_time_in_which_it_was_in_force() {
    let before = in_force(&body(&json!({})), 0, Some(100));
    let after = in_force(&body(&json!({"effect": "run_once_after"})), 100, Some(200));
    let windows = Windows::new(vec![before, after]);
    let covered: Vec<_> = windows.over(&plain(), at(50), at(300)).iter().map(|p| (p.until, p.effect)).collect();
    let last = |seconds| at(seconds).minus(INSTANT);
    assert_eq!(covered, [(last(100), Effect::Skip), (last(200), Effect::RunOnceAfter)]);
    // What either holds is let go when neither is over it any more.
    assert_eq!(windows.over_from(&plain(), at(50)), Some(at(200)));
}

#[test]
fn a_weekly_window_opens_by_the_wall_clock_and_lasts_in_elapsed_time() {
    let weekly = json!({"weekly": {"days": ["sat"], "start": "22:00", "duration_seconds": 8 * 3_600}});
    let row = in_force(&body(&weekly), 0, None);
    // 22:00 in Berlin is 20:00 UTC; the clocks go back at 01:00 UTC, so it closes at 05:00 there.
    let (opens, closes) = (at(86_400 + 20 * 3_600), at(2 * 86_400 + 4 * 3_600));
    assert_eq!(row.stands(at(0)), Now::Upcoming(opens));
    assert_eq!(row.stands(opens), Now::Active(Some(closes)));
    assert_eq!(Windows::new(vec![row]).over_from(&plain(), opens), Some(closes));
}

#[test]
fn the_opening_that_is_under_way_when_a_window_is_written_counts_from_then_on() {
    let row =
        in_force(&body(&json!({"crontab": {"expression": "0 0 * * *", "duration_seconds": 7_200}})), 86_400, None);
    // Midnight in Berlin is 22:00 UTC: the opening began two hours before, and ends as this is written.
    assert_eq!(row.stands(at(86_400)), Now::Upcoming(at(86_400 + 22 * 3_600)));
    let row =
        in_force(&body(&json!({"crontab": {"expression": "0 0 * * *", "duration_seconds": 10_800}})), 86_400, None);
    assert_eq!(row.stands(at(86_400 - 1)), Now::Upcoming(at(86_400)));
    assert_eq!(row.stands(at(86_400)), Now::Active(Some(at(86_400 + 3_600))));
}

#[test]
fn without_windows_nothing_is_covered() {
    let none = Windows::default();
    assert!(none.is_empty() && none.over(&plain(), at(0), Timestamp::MAX).is_empty());
    assert_eq!(none.over_from(&plain(), at(3)), Some(at(3)));
}

#[test]
fn a_long_range_costs_no_more_than_eight_days_of_it() {
    let often = json!({"crontab": {"expression": "*/5 * * * *", "duration_seconds": 60}});
    let windows = Windows::new(vec![in_force(&body(&often), 0, None)]);
    let years = at(0).plus(Duration::from_secs(20 * 365 * 86_400));
    assert_eq!(windows.over(&plain(), at(0), years).len(), 8 * 288 + 1);
}

#[test]
fn what_is_sent_is_read_or_refused_by_name() {
    let wrong = |more: Value| refused(&body(&more)).0;
    assert_eq!(wrong(json!({"effect": "burn"})), "/effect");
    assert_eq!(wrong(json!({"scope": {}})), "/scope");
    assert_eq!(wrong(json!({"scope": {"tag": ["x"]}})), "/scope/tag");
    assert_eq!(wrong(json!({"scope": {"schedules": ["x"]}})), "/scope/schedules");
    assert_eq!(wrong(json!({"name": " "})), "/name");
    assert_eq!(wrong(json!({"until": at(-1)})), "/until");
    assert_eq!(wrong(json!({"from": at(9), "until": at(9)})), "/until");
    assert_eq!(wrong(json!({"from": "2026-10-23T00:00:00"})), "/from");
    assert_eq!(wrong(json!({"weekly": {"days": ["sat"], "start": "24:00", "duration_seconds": 60}})), "/weekly/start");
    assert_eq!(wrong(json!({"weekly": {"days": [], "start": "22:00", "duration_seconds": 60}})), "/weekly/days");
    assert_eq!(wrong(json!({"weekly": {"days": ["sat"], "start": "22:00"}})), "/weekly/duration_seconds");
    assert_eq!(wrong(json!({"crontab": {"expression": "x * * * *", "duration_seconds": 60}})), "/crontab/minute");
    assert_eq!(wrong(json!({"crontab": {"expression": "H * * * *", "duration_seconds": 60}})), "/crontab");
    assert_eq!(wrong(json!({"colour": "red"})), "/colour");
}

#[test]
fn what_repeats_opens_not_too_often_and_closes_again() {
    let tab = |tab: &str, seconds: u32| body(&json!({"crontab": {"expression": tab, "duration_seconds": seconds}}));
    assert!(refused(&tab("* * * * *", 60)).1.contains("apart"));
    assert!(refused(&tab("0 * * * *", 3_600)).1.contains("close"));
    let past = body(&json!({"until": at(3_600), "crontab": {"expression": "0 12 * * *", "duration_seconds": 60}}));
    assert!(refused(&past).1.contains("never open"));
    window(&tab("0 0 * * 6,0", 86_400));
}

#[test]
fn a_change_keeps_what_it_does_not_name_and_an_answer_may_be_sent_back() {
    let first = window(&body(
        &json!({"weekly": {"days": ["sun", "sat"], "start": "22:00", "duration_seconds": 3_600}, "note": "CHG1"}),
    ));
    let again = |before: &Window, body: Value| {
        read(&with_changes(before, body.as_object().unwrap()), Some(before), &Zone::UTC, at(9)).unwrap()
    };
    assert_eq!(again(&first, json!({})), first);
    let other = again(&first, json!({"crontab": {"expression": "0 4 * * *", "duration_seconds": 600}, "note": null}));
    assert!(matches!(other.repeats, Some(Repeats::Crontab { .. })));
    assert_eq!((other.note.as_deref(), other.timezone.name()), (None, "Europe/Berlin"));
    assert_eq!(again(&other, json!({})), other);
    let stored: Window = serde_json::from_value(serde_json::to_value(&first).unwrap()).unwrap();
    assert_eq!(stored, first);
}

#[test]
fn what_would_be_suppressed_is_said_in_a_sentence_or_not_looked_for() {
    let row = in_force(&body(&json!({"from": at(0), "until": at(7_200)})), 0, None);
    let mut census = Census::new(row.clone(), at(-1), at(7_200), 10);
    census.count(&plain());
    let found = census.finish().unwrap();
    assert_eq!((found[0].count, found[0].first[0]), (11, minutes(10)));
    let zone = Zone::parse("Europe/Berlin").unwrap();
    let said = in_words(&found, at(7_200), true, &zone);
    assert_eq!(said, "11 due times of 1 schedule until Fri 23 Oct 04:00 (Europe/Berlin)");
    assert_eq!(
        in_words(&[], at(0), false, &Zone::UTC),
        "no due times until Fri 23 Oct 00:00 (UTC), and it goes on after that"
    );
    let mut census = Census::new(row, at(-1), at(7_200), 2);
    (0..3).for_each(|_| census.count(&plain()));
    assert_eq!(census.finish(), None);
}
