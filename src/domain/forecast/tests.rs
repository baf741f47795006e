use std::ops::ControlFlow;
use std::time::Duration;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::Timestamp;
use crate::domain::cadence::{Crontab, CrontabFields, Interval, Period, Zone};
use crate::domain::job::jitter;
use crate::domain::maintenance::{Effect, InForce, LOOK_BACK, Scope, Window, Windows};
use crate::domain::schedule::{Definition, Overlap, Phase, Schedule, When};
use crate::domain::task::RemoteSystem;

/// 2027-01-04T00:00:00Z, a Monday.
const START: i64 = 1_799_020_800;

pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(START + seconds)
}

fn fields(minute: &str, hour: &str) -> CrontabFields {
    CrontabFields { minute: minute.to_owned(), hour: hour.to_owned(), ..CrontabFields::default() }
}

pub(super) fn crontab(minute: &str, hour: &str) -> When {
    When::Crontab { crontab: Crontab::new(&fields(minute, hour), None).unwrap() }
}

fn every(seconds: u64) -> When {
    When::Interval { interval: Interval::new(seconds, Period::Seconds, at(-86_400)).unwrap() }
}

pub(super) fn subject(n: u128, when: When, seconds: u64) -> Subject {
    let mut definition = Definition::plain(&format!("s{n:03}"), "t", when, Zone::UTC, Uuid::nil());
    definition.overlap = Overlap::Allow;
    let schedule = Schedule {
        id: Uuid::from_u128(n + 1),
        version: 1,
        effective_at: at(-100 * 86_400),
        phase: Phase::Enabled,
        cycle: 1,
        definition,
    };
    let expected = Expected { duration: Duration::from_secs(seconds), by: Basis::Given };
    Subject { expected, settled: at(0), ..Subject::fresh(schedule) }
}

fn window(effect: Effect, from: i64, until: i64) -> InForce {
    let window = Window {
        name: "w".into(),
        note: None,
        effect,
        scope: Scope::everything(),
        from: Some(at(from)),
        until: Some(at(until)),
        repeats: None,
        timezone: Zone::UTC,
    };
    InForce { id: Uuid::from_u128(99), window, effective_at: at(-200 * 86_400), ended_at: None }
}

/// Of somebody who waits as long as it takes; so the next two.
fn calendar(subjects: &[Subject], windows: &Windows, asked: Asked) -> Result<Calendar, TooMuch> {
    super::calendar(subjects, windows, asked, &Asker::default())
}

fn flatten(subjects: &[Subject], windows: &Windows, calendar: &Calendar) -> Result<Vec<Suggestion>, TooMuch> {
    super::flatten(subjects, windows, calendar, &Asker::default())
}

fn runs(
    subjects: &[Subject],
    windows: &Windows,
    range: (Timestamp, Timestamp),
    after: Option<Key>,
    most: usize,
) -> Result<Listed, TooMuch> {
    super::runs(subjects, windows, range, after, most, &Asker::default())
}

fn asked(hours: i64, bucket: Bucket) -> Asked {
    Asked { from: at(0), to: at(hours * 3_600), bucket }
}

fn told(subject: &Subject, windows: &Windows, from: Timestamp, to: Timestamp) -> Vec<Told> {
    let mut all = Vec::new();
    let mut laid = windows.lay(from.minus(LOOK_BACK), to, MOST_OPENINGS).unwrap();
    walk(subject, &laid.over(&subject.schedule), from, to, &mut |told| {
        all.push(told);
        ControlFlow::Continue(())
    });
    all
}

/// Due time, start and end of each run, in minutes from the start; and what is passed over, with how many.
fn in_minutes(subject: &Subject, windows: &Windows, minutes: i64) -> (Vec<[i64; 3]>, Vec<(Why, u64)>) {
    let (mut runs, mut passed) = (Vec::new(), Vec::new());
    for told in told(subject, windows, at(0), at(minutes * 60)) {
        let minute = |at: Timestamp| (at.as_micros() / 1_000_000 - START) / 60;
        match told {
            Told::Run(run) if run.start >= at(0) => runs.push([run.due, run.start, run.end].map(minute)),
            Told::Passed(one) if one.span.first >= at(0) => passed.push((one.why, one.span.count)),
            _ => {}
        }
    }
    (runs, passed)
}

#[test]
fn overlap_decides_what_becomes_of_jobs_that_take_longer_than_their_cadence() {
    // Due every ten minutes, 25 minutes long, from the beginning of the range on.
    let of = |overlap: Overlap| {
        let mut subject = subject(1, every(600), 1_500);
        subject.schedule.definition.overlap = overlap;
        subject.schedule.definition.start_at = Some(at(0));
        in_minutes(&subject, &Windows::default(), 60)
    };
    let (runs, passed) = of(Overlap::Skip);
    assert_eq!(runs, [[0, 0, 25], [30, 30, 55]]);
    assert_eq!(passed.len(), 4);
    let (runs, _) = of(Overlap::Allow);
    assert_eq!(runs.len(), 6);
    let (runs, passed) = of(Overlap::QueueOne);
    assert_eq!(runs, [[0, 0, 25], [10, 25, 50], [30, 50, 75], [50, 75, 100]]);
    assert_eq!(passed, [(Why::Overlap, 1); 2]);
    let (runs, passed) = of(Overlap::CancelRunning);
    assert_eq!(runs, [[0, 0, 10], [10, 10, 20], [20, 20, 30], [30, 30, 40], [40, 40, 50], [50, 50, 75]]);
    assert_eq!(passed, []);
}

#[test]
fn a_window_skips_or_holds_and_what_it_holds_runs_once_at_its_end() {
    let hourly = subject(1, crontab("0", "*"), 60);
    let skips = Windows::new(vec![window(Effect::Skip, 3_600, 3 * 3_600)]);
    let (runs, passed) = in_minutes(&hourly, &skips, 300);
    assert_eq!(runs, [[0, 0, 1], [180, 180, 181], [240, 240, 241]]);
    assert_eq!(passed, [(Why::Skipped, 2)]);
    let holds = Windows::new(vec![window(Effect::RunOnceAfter, 3_600, 3 * 3_600 + 600)]);
    let (runs, passed) = in_minutes(&hourly, &holds, 300);
    assert_eq!(runs, [[0, 0, 1], [180, 190, 191], [240, 240, 241]]);
    assert_eq!(passed, [(Why::Held, 2)]);
    // Begun before the range it holds what was due before it, too; without an end it lets nothing go.
    let began = Windows::new(vec![window(Effect::RunOnceAfter, -7_000, 600)]);
    assert_eq!(in_minutes(&hourly, &began, 120).0, [[0, 10, 11], [60, 60, 61]]);
    let earlier = Windows::new(vec![window(Effect::RunOnceAfter, -7_000, 600), window(Effect::Skip, -100, 600)]);
    assert_eq!(in_minutes(&hourly, &earlier, 120).0, [[-60, 10, 11], [60, 60, 61]]);
    let mut open = window(Effect::RunOnceAfter, 3_600, 7_200);
    open.window.until = None;
    assert_eq!(in_minutes(&hourly, &Windows::new(vec![open]), 600).0, [[0, 0, 1]]);
}

#[test]
fn limits_expiry_start_and_snooze_are_kept() {
    let hourly = || subject(1, crontab("0", "*"), 60);
    let runs = |subject: &Subject| in_minutes(subject, &Windows::default(), 600).0.len();
    assert_eq!(runs(&hourly()), 10);
    let mut few = hourly();
    few.schedule.definition.max_runs = Some(5);
    few.counted = crate::domain::settle::Counted { cycle: 1, runs: 2 };
    // The one due just then is settled already.
    assert_eq!(runs(&few), 3);
    few.counted.cycle = 7;
    assert_eq!(runs(&few), 5);
    let mut ends = hourly();
    ends.schedule.definition.expires = Some(at(7_200));
    assert_eq!(runs(&ends), 2);
    let mut asleep = hourly();
    asleep.schedule.definition.snooze_until = Some(at(7_200));
    assert_eq!(runs(&asleep), 8);
    let mut later = hourly();
    later.schedule.definition.start_at = Some(at(3_601));
    assert_eq!(runs(&later), 8);
    let mut off = hourly();
    off.schedule.phase = Phase::Disabled;
    assert_eq!(runs(&off), 0);
}

#[test]
fn too_much_is_counted_before_it_is_walked() {
    let often: Vec<Subject> = (0..20).map(|n| subject(n, every(1), 1)).collect();
    let found = calendar(&often, &Windows::default(), asked(24 * 7, Bucket::Hour)).unwrap_err();
    assert!(matches!(found, TooMuch::DueTimes { found, .. } if found > MOST_DUE_TIMES), "{found:?}");
    assert!(found.to_string().contains("shorter range"));
}

#[test]
fn systems_and_queues_are_told_apart() {
    let mut all: Vec<Subject> = (0..3).map(|n| subject(n, crontab("0", "*"), 90)).collect();
    all[0].systems = vec![RemoteSystem::Devices].into();
    all[1].systems = vec![RemoteSystem::Devices, RemoteSystem::Nautobot(Some("lab".into()))].into();
    all[2].schedule.definition.queue = "bulk".into();
    let found = calendar(&all, &Windows::default(), asked(2, Bucket::Minute)).unwrap();
    let queues: Vec<(&str, u32)> = found.queues.iter().map(|(name, load)| (&**name, load.jobs[0])).collect();
    assert_eq!(queues, [("bulk", 1), ("default", 2)]);
    let systems: Vec<(String, u32)> =
        found.systems.iter().map(|(name, load)| (name.to_string(), load.jobs[60])).collect();
    assert_eq!(systems, [("nautobot:lab".to_owned(), 1), ("devices".to_owned(), 2)]);
    assert_eq!(
        (found.total.jobs[0], found.total.busy_micros[0], found.total.busy_micros[1]),
        (3, 180_000_000, 90_000_000)
    );
    assert_eq!((found.peak, found.schedules), (Some(Peak { at: at(0), jobs: 3 }), 3));
    for system in ["nautobot:lab", "nautobot", "checkmk", "devices"] {
        assert_eq!(system.parse::<RemoteSystem>().unwrap().to_string(), system);
    }
    assert!("devices:x".parse::<RemoteSystem>().is_err());
}

/// Any schedule: cadence, duration, jitter, overlap, of few queues.
fn any_subject(n: u128) -> impl Strategy<Value = Subject> {
    let when = prop_oneof![
        (0..60_u32, 0..24_u32).prop_map(|(m, h)| crontab(&m.to_string(), &h.to_string())),
        (0..60_u32).prop_map(|m| crontab(&m.to_string(), "*")),
        (60..20_000_u64).prop_map(every),
    ];
    let overlap = prop::sample::select(Overlap::ALL.to_vec());
    (when, 1..9_000_u64, prop::sample::select(vec![0_u16, 0, 30, 900]), overlap, 0..3_u8).prop_map(
        move |(when, seconds, jitter, overlap, queue)| {
            let mut subject = subject(n, when, seconds);
            let d = &mut subject.schedule.definition;
            (d.jitter_seconds, d.overlap, d.queue) = (jitter, overlap, format!("q{queue}").into());
            subject
        },
    )
}

fn any_subjects() -> impl Strategy<Value = Vec<Subject>> {
    (0..12_usize).prop_flat_map(|n| (0..n as u128).map(any_subject).collect::<Vec<_>>())
}

fn any_windows() -> impl Strategy<Value = Windows> {
    let one = (any::<bool>(), -50_000..150_000_i64, 1..60_000_i64).prop_map(|(skips, from, long)| {
        window(if skips { Effect::Skip } else { Effect::RunOnceAfter }, from, from + long)
    });
    prop::collection::vec(one, 0..4).prop_map(Windows::new)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn buckets_add_up_to_what_a_naive_walk_finds(all in any_subjects(), windows in any_windows(), minute in any::<bool>()) {
        let asked = asked(36, if minute { Bucket::Minute } else { Bucket::Hour });
        let found = calendar(&all, &windows, asked).unwrap();
        let (from, to, step) = (asked.from, asked.to, i64::from(asked.bucket.seconds()) * 1_000_000);
        let mut jobs = vec![0_u32; found.grid.len()];
        let mut busy = vec![0_u64; found.grid.len()];
        for one in &all {
            for told in told(one, &windows, from, to) {
                let Told::Run(run) = told else { continue };
                for (nth, (jobs, busy)) in jobs.iter_mut().zip(&mut busy).enumerate() {
                    let a = from.as_micros() + nth as i64 * step;
                    *jobs += u32::from((a..a + step).contains(&run.start.as_micros()));
                    let within = run.end.as_micros().min(a + step) - run.start.as_micros().max(a);
                    *busy += u64::try_from(within).unwrap_or(0);
                }
            }
        }
        prop_assert_eq!(&found.total.jobs, &jobs);
        prop_assert_eq!(&found.total.busy_micros, &busy);
        for (nth, jobs) in jobs.iter().enumerate() {
            prop_assert_eq!(found.queues.iter().map(|(_, load)| load.jobs[nth]).sum::<u32>(), *jobs);
        }
        let highest = found.minutes.iter().copied().max().filter(|most| *most > 0);
        prop_assert_eq!(found.peak.map(|peak| peak.jobs), highest);
    }

    #[test]
    fn without_windows_and_overlap_every_due_time_runs_after_its_jitter(n in 0..9_u128, step in 60..9_000_u64, most in 0..600_u16) {
        let mut one = subject(n, every(step), 30);
        one.schedule.definition.jitter_seconds = most;
        let runs = told(&one, &Windows::default(), at(0), at(86_400));
        let expected = one.schedule.definition.cadence();
        let after = one.begins(at(0));
        let expected = expected.between(None, after, at(86_400).minus(crate::domain::timestamp::INSTANT));
        let starts: Vec<Timestamp> = runs.iter().filter_map(|told| match told {
            Told::Run(run) => Some(run.start),
            Told::Passed(_) => None,
        }).collect();
        let expected: Vec<Timestamp> = expected.map(|due| due.plus(jitter(one.schedule.id, due, most))).collect();
        prop_assert_eq!(starts, expected);
    }

    #[test]
    fn suggestions_never_raise_a_peak_and_done_they_give_what_they_told(
        mut all in (2..40_usize).prop_flat_map(|n| (0..n as u128).map(any_subject).collect::<Vec<_>>()),
        crowd in 0..30_u128,
        windows in any_windows(),
    ) {
        all.extend((0..crowd).map(|n| subject(100 + n, crontab("0", "*"), 30)));
        let asked = asked(30, Bucket::Hour);
        let mut before = calendar(&all, &windows, asked).unwrap();
        let suggestions = flatten(&all, &windows, &before).unwrap();
        prop_assert!(suggestions.len() <= MOST_SUGGESTIONS);
        for suggestion in suggestions {
            prop_assert!(suggestion.after.jobs < suggestion.before.jobs, "{}", suggestion.text);
            prop_assert!(!suggestion.moves.is_empty() && suggestion.moves.len() <= MOST_EDITS);
            let minute = |peak: Peak, of: &Calendar| of.minutes[((peak.at.as_micros() / 1_000_000 - START) / 60) as usize];
            prop_assert_eq!(minute(suggestion.before, &before), suggestion.before.jobs);
            for one in &suggestion.moves {
                let moved = all.iter_mut().find(|s| s.schedule.id == one.id).unwrap();
                moved.schedule.definition.when = When::Crontab { crontab: Crontab::new(&one.crontab, None).unwrap() };
            }
            let after = calendar(&all, &windows, asked).unwrap();
            prop_assert_eq!(after.peak, Some(suggestion.range_after));
            prop_assert!(after.peak.unwrap().jobs <= before.peak.unwrap().jobs);
            prop_assert_eq!(minute(suggestion.after, &after), suggestion.after.jobs);
            before = after;
        }
    }
}

#[test]
fn a_crowd_at_the_full_hour_is_spread_and_what_is_pinned_stays() {
    let mut all: Vec<Subject> = (0..41).map(|n| subject(n, crontab("0", "*"), 30)).collect();
    for pinned in &mut all[..5] {
        pinned.schedule.definition.tags = vec![PINNED.into()].into();
    }
    let before = calendar(&all, &Windows::default(), asked(48, Bucket::Hour)).unwrap();
    let [one] = &flatten(&all, &Windows::default(), &before).unwrap()[..] else { panic!("not one suggestion") };
    // 36 of them go to a minute each; the pinned ones stay where they are.
    assert_eq!((one.before.jobs, one.after.jobs, one.moves.len()), (41, 5, 36));
    assert!(one.text.starts_with("36 hourly jobs at minutes 1, 2, 3 …: peak 41 → 5"), "{}", one.text);
    assert!(one.moves.iter().all(|one| one.id > Uuid::from_u128(5)));
    assert_eq!(one.moves[0].crontab.hour, "*");
    // In words that fit what they are.
    let on_mondays =
        CrontabFields { hour: "8".into(), day_of_week: "mon".into(), minute: "0".into(), ..Default::default() };
    let on_mondays = When::Crontab { crontab: Crontab::new(&on_mondays, None).unwrap() };
    for (when, said) in
        [(crontab("0", "8"), "1 daily job at 08:01: peak 2"), (on_mondays, "1 job of `8 * * mon` at minute 1: peak 2")]
    {
        let all: Vec<Subject> = (0..2).map(|n| subject(n, when.clone(), 60)).collect();
        let before = calendar(&all, &Windows::default(), asked(24 * 7, Bucket::Hour)).unwrap();
        let told = flatten(&all, &Windows::default(), &before).unwrap();
        assert!(told[0].text.starts_with(said), "{}", told[0].text);
    }
}

#[test]
fn runs_are_listed_in_order_page_by_page() {
    let mut all: Vec<Subject> =
        vec![subject(0, crontab("0", "*"), 60), subject(1, every(1_000), 5_000), subject(2, crontab("30", "*"), 60)];
    all[0].schedule.definition.jitter_seconds = 600;
    all[1].schedule.definition.overlap = Overlap::Skip;
    let windows = Windows::new(vec![window(Effect::RunOnceAfter, 3_000, 20_000), window(Effect::Skip, 30_000, 40_000)]);
    let range = (at(0), at(86_400));
    let (whole, more) = runs(&all, &windows, range, None, 10_000).unwrap();
    assert!(!more && whole.is_sorted());
    for fate in Fate::ALL {
        assert!(whole.iter().any(|one| one.fate == *fate), "{fate}");
    }
    // As many as the walks tell, each once.
    let count = |told: &Told| match told {
        Told::Run(run) => u64::from(run.start >= at(0) && run.start < at(86_400)),
        Told::Passed(passed) => {
            if passed.span.first >= at(0) {
                passed.span.count
            } else {
                0
            }
        }
    };
    let expected: u64 = all.iter().flat_map(|one| told(one, &windows, range.0, range.1)).map(|one| count(&one)).sum();
    assert_eq!(whole.len() as u64, expected);
    for size in [1, 7, 50] {
        let (mut paged, mut after) = (Vec::new(), None);
        loop {
            let (page, more) = runs(&all, &windows, range, after, size).unwrap();
            paged.extend(page);
            after = paged.last().map(|one| one.key);
            if !more {
                break;
            }
        }
        assert_eq!(paged, whole, "{size}");
    }
}

fn case(before: Option<Subject>, after: Option<Subject>) -> Case {
    Case { before, after }
}

fn effect_of(others: &[Subject], edited: &[Case], after: &Windows) -> Consequences {
    effect_over(1, others, edited, after, &Asker::default()).unwrap()
}

/// The same over so many days to either side.
fn effect_over(
    days: i64,
    others: &[Subject],
    edited: &[Case],
    after: &Windows,
    asker: &Asker,
) -> Result<Consequences, TooMuch> {
    effect(Proposal {
        others,
        edited,
        windows_before: &Windows::default(),
        windows_after: after,
        past: (at(-days * 86_400), at(0)),
        coming: (at(0), at(days * 86_400)),
        asker,
    })
}

/// A schedule that has been there for ten months.
fn long_since(n: u128, when: When) -> Subject {
    let mut one = subject(n, when, 1);
    one.schedule.definition.start_at = Some(at(-300 * 86_400));
    one
}

#[test]
fn what_a_change_looks_at_is_counted_before_and_after_it_and_before_it_is_walked() {
    let (none, asker) = (Windows::default(), Asker::default());
    let too_much = |found: Result<Consequences, TooMuch>| match found {
        Err(TooMuch::DueTimes { found, most }) => found > most,
        _ => false,
    };
    let often: Vec<Subject> = (0..12).map(|n| long_since(n, every(1))).collect();
    // Switched off, twelve a second over ten days are in what is: ten millions to come, ten that have been.
    let off = |one: &Subject| {
        let mut after = one.clone();
        after.schedule.phase = Phase::Disabled;
        case(Some(one.clone()), Some(after))
    };
    let disabled: Vec<Case> = often.iter().map(off).collect();
    assert!(too_much(effect_over(10, &[], &disabled, &none, &asker)));
    // Slowed down, likewise, whether they are made so or were.
    let slow = |one: &Subject| subject(one.schedule.id.as_u128() - 1, crontab("0", "*"), 1);
    let slowed: Vec<Case> = often.iter().map(|one| case(Some(one.clone()), Some(slow(one)))).collect();
    let hurried: Vec<Case> = often.iter().map(|one| case(Some(slow(one)), Some(one.clone()))).collect();
    assert!(too_much(effect_over(10, &[], &slowed, &none, &asker)));
    assert!(too_much(effect_over(10, &[], &hurried, &none, &asker)));
    // A window over them has them walked with it and without; one over nobody does not, and nothing has the past walked.
    let all = Windows::new(vec![window(Effect::Skip, 0, 60)]);
    assert!(too_much(effect_over(10, &often, &[], &all, &asker)));
    let mut nobody = window(Effect::Skip, 0, 60);
    nobody.window.scope = Scope { tasks: vec!["nobody's".into()], ..Scope::default() };
    effect_over(10, &often[..6], &[], &Windows::new(vec![nobody]), &asker).unwrap();
    let few = effect_over(10, &often[..2], &[], &all, &asker).unwrap();
    assert_eq!((few.schedules.len(), few.schedules[0].past.count(), few.schedules[0].coming.count()), (2, 0, 60));
}

#[test]
fn what_decides_no_due_times_leaves_the_past_alone() {
    let before = long_since(1, every(1));
    let mut after = before.clone();
    after.schedule.definition.queue = "bulk".into();
    // Ten months that have been would be far too much, were they looked at.
    let found = effect(Proposal {
        others: &[],
        edited: &[case(Some(before), Some(after))],
        windows_before: &Windows::default(),
        windows_after: &Windows::default(),
        past: (at(-300 * 86_400), at(0)),
        coming: (at(0), at(60)),
        asker: &Asker::default(),
    })
    .unwrap();
    let jobs: Vec<(u64, u64)> = found.load.iter().map(|one| (one.before.jobs, one.after.jobs)).collect();
    assert_eq!((found.schedules.len(), jobs), (0, vec![(0, 60), (60, 0)]));
}

#[test]
fn nothing_is_walked_for_who_has_left() {
    let (all, none) = ([subject(1, crontab("0", "*"), 60)], Windows::default());
    let before = calendar(&all, &none, asked(24, Bucket::Hour)).unwrap();
    let asker = Asker::default();
    asker.clone().leave();
    let range = (at(0), at(86_400));
    assert_eq!(super::calendar(&all, &none, asked(24, Bucket::Hour), &asker), Err(TooMuch::GivenUp));
    assert_eq!(super::flatten(&all, &none, &before, &asker), Err(TooMuch::GivenUp));
    assert_eq!(super::runs(&all, &none, range, None, 9, &asker), Err(TooMuch::GivenUp));
    assert_eq!(agenda(&all, &none, range, 9, &asker), Err(TooMuch::GivenUp));
    assert_eq!(effect_over(1, &all, &[], &none, &asker), Err(TooMuch::GivenUp));
}

#[test]
fn an_edit_moves_due_times_and_its_load_follows() {
    let others = [subject(0, crontab("30", "2"), 60)];
    let before = subject(1, crontab("0", "*"), 60);
    let mut after = subject(1, crontab("30", "*"), 60);
    after.schedule.definition.queue = "bulk".into();
    let found = effect_of(&others, &[case(Some(before.clone()), Some(after))], &Windows::default());
    let [one] = &found.schedules[..] else { panic!("{found:?}") };
    assert_eq!((one.coming.moved.count, one.coming.count(), one.past.moved.count), (24, 24, 24));
    assert_eq!(one.coming.moved.first[0], (at(0), at(1_800)));
    let jobs: Vec<(Place, u64, u64)> =
        found.load.iter().map(|one| (one.place.clone(), one.before.jobs, one.after.jobs)).collect();
    assert_eq!(jobs, [(Place::Queue("bulk".into()), 0, 24), (Place::Queue("default".into()), 25, 1)]);
    assert_eq!(found.collisions, []);
    // In the queue where it was it meets the other one, once.
    let found = effect_of(
        &others,
        &[case(Some(before.clone()), Some(subject(1, crontab("30", "*"), 60)))],
        &Windows::default(),
    );
    let [collision] = &found.collisions[..] else { panic!("{found:?}") };
    assert_eq!((collision.at, collision.before, collision.after), (at(9_000), 1, 2));
    assert_eq!(collision.schedules, vec![Box::<str>::from("s001")]);
    let gone = effect_of(&[], &[case(Some(before.clone()), None)], &Windows::default());
    assert_eq!((gone.schedules[0].coming.removed.count, gone.schedules[0].coming.removed.first.len()), (24, 24));
    let come = effect_of(&[], &[case(None, Some(before.clone()))], &Windows::default());
    assert_eq!((come.schedules[0].coming.added.count, come.schedules[0].past.added.count), (24, 24));
    assert_eq!(effect_of(&others, &[case(Some(before.clone()), Some(before))], &Windows::default()).schedules, []);
}

#[test]
fn a_window_that_holds_moves_the_newest_to_its_end_where_all_start_together() {
    let others: Vec<Subject> = (0..4).map(|n| subject(n, crontab(&(n * 10).to_string(), "*"), 60)).collect();
    let holds = Windows::new(vec![window(Effect::RunOnceAfter, 3_600, 10_800)]);
    let found = effect_of(&others, &[], &holds);
    assert_eq!(found.schedules.len(), 4);
    for one in &found.schedules {
        let coming = &one.coming;
        // Of two that were due within it one is gone, the newest is at its end; the one due just then is as it was.
        assert!(
            (coming.removed.count, coming.moved.count) == (1, 1)
                || (coming.removed.count, coming.moved.count) == (2, 0),
            "{one:?}"
        );
        assert_eq!(one.past.count(), 0);
    }
    let [collision, ..] = &found.collisions[..] else { panic!("{found:?}") };
    assert_eq!((collision.at, collision.before), (at(10_800), 1));
    assert!(collision.after >= 4, "{collision:?}");
}

fn instants() -> impl Strategy<Value = Vec<Timestamp>> {
    prop::collection::btree_set(0..200_i64, 0..40).prop_map(|all| all.into_iter().map(at).collect())
}

proptest! {
    #[test]
    fn what_came_went_and_moved_is_all_that_differs_and_each_once(before in instants(), after in instants()) {
        let found = differ(&before, &after);
        let (from, to): (Vec<Timestamp>, Vec<Timestamp>) = found.moved.first.iter().copied().unzip();
        let mut gone: Vec<Timestamp> = found.removed.first.iter().copied().chain(from.iter().copied()).collect();
        let mut come: Vec<Timestamp> = found.added.first.iter().copied().chain(to.iter().copied()).collect();
        gone.sort();
        come.sort();
        let only = |a: &[Timestamp], b: &[Timestamp]| a.iter().copied().filter(|at| !b.contains(at)).collect::<Vec<_>>();
        prop_assert_eq!(&gone, &only(&before, &after));
        prop_assert_eq!(&come, &only(&after, &before));
        // Each other's nearest; of two equally near the later for what is gone, the earlier for what came.
        let near = |at: Timestamp, among: &[Timestamp], later: bool| {
            let tie = |one: Timestamp| if later { -one.as_micros() } else { one.as_micros() };
            among.iter().copied().min_by_key(|one| (one.as_micros().abs_diff(at.as_micros()), tie(*one)))
        };
        for (from, to) in &found.moved.first {
            prop_assert_eq!(near(*from, &come, true), Some(*to));
            prop_assert_eq!(near(*to, &gone, false), Some(*from));
        }
        for at in &found.removed.first {
            let other = near(*at, &come, true);
            prop_assert!(other.is_none_or(|other| near(other, &gone, false) != Some(*at)));
        }
    }
}
