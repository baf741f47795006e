//! What it costs to look ahead: ten thousand schedules over a month.
//!
//! `cargo bench --bench forecast` prints seconds for one answer of each kind, and the most memory that the process had
//! used by then. The schedules are hourly, daily and every six hours, of a hundred queues, under a weekly window.
//! `-- --quick` runs it with few schedules, to see that it still runs.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]
#![expect(clippy::expect_used, reason = "a bench with a wrong case is to stop")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use noc_scheduler::domain::Timestamp;
use noc_scheduler::domain::cadence::{Crontab, CrontabFields, Interval, Period, Zone};
use noc_scheduler::domain::forecast::{
    Asked, Asker, Basis, Bucket, Case, Expected, Proposal, Simulation, Subject, agenda, calendar, effect, flatten,
    runs, simulate,
};
use noc_scheduler::domain::maintenance::{Day, Effect, InForce, Repeats, Scope, Window, Windows};
use noc_scheduler::domain::schedule::{Definition, Phase, Schedule, When};
use uuid::Uuid;

/// 2027-01-04T00:00:00Z, in seconds since 1970.
const START: i64 = 1_799_020_800;
const DAY: u64 = 86_400;

fn at(days: u64) -> Timestamp {
    Timestamp::from_seconds(START).plus(Duration::from_secs(days * DAY))
}

fn crontab(minute: u32, hour: &str) -> When {
    let fields = CrontabFields { minute: minute.to_string(), hour: hour.to_owned(), ..CrontabFields::default() };
    When::Crontab { crontab: Crontab::new(&fields, None).expect("a crontab that fires") }
}

/// The nth schedule; all of them hourly where `hourly`.
fn subject(n: u32, hourly: bool) -> Subject {
    let when = match n % 10 {
        _ if hourly => crontab(n % 7, "*"),
        0..=6 => crontab(n % 7, "*"),
        7 | 8 => crontab(n % 60, &(n % 24).to_string()),
        _ => When::Interval { interval: Interval::new(6, Period::Hours, at(0)).expect("an interval") },
    };
    let mut definition = Definition::plain(&format!("schedule {n}"), "test_job", when, Zone::UTC, Uuid::nil());
    definition.queue = format!("queue{}", n % 100).into();
    let id = Uuid::from_u128(u128::from(n) + 1);
    let schedule = Schedule { id, version: 1, effective_at: at(0), phase: Phase::Enabled, cycle: 1, definition };
    let expected = Expected { duration: Duration::from_secs(90), by: Basis::Given };
    Subject { expected, ..Subject::fresh(schedule) }
}

fn weekly() -> Windows {
    let repeats = Repeats::weekly(vec![Day::Sat], "22:00", 6 * 3_600).expect("a time of day");
    let window = Window {
        name: "weekend".into(),
        note: None,
        effect: Effect::RunOnceAfter,
        scope: Scope { tasks: vec!["test_job".into()], ..Scope::default() },
        from: None,
        until: None,
        repeats: Some(repeats),
        timezone: Zone::UTC,
    };
    Windows::new(vec![InForce { id: Uuid::nil(), window, effective_at: at(0), ended_at: None }])
}

/// The most memory that this process has used, in MiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next())
        .and_then(|kib| kib.parse::<u64>().ok())
        .map_or(0, |kib| kib / 1_024)
}

fn told<T>(what: &str, ask: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let answer = black_box(ask());
    println!("{what:52} {:8.2} s {:6} MiB", began.elapsed().as_secs_f64(), peak());
    answer
}

fn main() {
    let quick = std::env::args().any(|arg| arg == "--quick");
    let many = if quick { 200 } else { 10_000 };
    let (windows, none, asker) = (weekly(), Windows::default(), Asker::default());
    let range = (at(1), at(31));
    let asked = Asked { from: range.0, to: range.1, bucket: Bucket::Hour };
    println!("{many} schedules, 30 days{:29} {:>10} {:>10}", "", "took", "peak");
    for hourly in [false, true] {
        let subjects: Vec<Subject> = (0..many).map(|n| subject(n, hourly)).collect();
        println!("{} ({} MiB)", if hourly { "all hourly" } else { "mixed" }, peak());
        let found =
            told("calendar, by the hour", || calendar(&subjects, &windows, asked, &asker)).expect("not too much");
        let sum: u64 = found.total.jobs.iter().copied().map(u64::from).sum();
        println!("  {sum} jobs, {} in the highest minute", found.peak.map_or(0, |peak| peak.jobs));
        let flat =
            told("  and what would flatten it", || flatten(&subjects, &windows, &found, &asker)).expect("not too much");
        flat.iter().for_each(|one| println!("  {}", one.text));
        told("the first 500 runs", || runs(&subjects, &windows, range, None, 500, &asker)).expect("not too much");
        told("a feed of 14 days", || agenda(&subjects, &windows, (at(1), at(15)), 2_000, &asker))
            .expect("not too much");
        let (edited, others) = subjects.split_at(usize::try_from(many / 20).expect("few"));
        let moved = |subject: &Subject| {
            let mut after = subject.clone();
            after.schedule.definition.when = crontab(47, "*");
            Case { before: Some(subject.clone()), after: Some(after) }
        };
        let edited: Vec<Case> = edited.iter().map(moved).collect();
        let proposal = |others, edited, windows_after| Proposal {
            others,
            edited,
            windows_before: &none,
            windows_after,
            past: (at(0), at(1)),
            coming: range,
            asker: &asker,
        };
        let moves = proposal(others, &edited, &none);
        told("what if one in twenty moved", || effect(moves)).expect("not too much");
        let window = proposal(&subjects, &[], &windows);
        told("what if a window came over all", || effect(window)).expect("not too much");
    }
    let subjects: Vec<Subject> = (0..many).map(|n| subject(n, false)).collect();
    let simulation = Simulation { subjects: &subjects, windows: &windows, may_run: &|_| true, from: at(1), to: at(8) };
    let ledger = told("a week simulated", || simulate(simulation)).expect("not too much");
    println!("  {} due times", ledger.len());
}
