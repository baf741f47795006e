//! A due time comes: until the handler starts.

use std::collections::BTreeMap;
use std::time::Duration;

use noc_scheduler::domain::Timestamp;
use serde_json::{Value, json};

use crate::figures::{Rounds, Table};
use crate::options::Options;
use crate::stage::{Beat, Stage, Worker, copy, schedule};
use crate::support::house::House;

/// From making schedules to their first due time: beat has to have them by then.
const AHEAD: Duration = Duration::from_secs(2);

pub(crate) async fn measure(stage: &Stage, options: &Options, table: &mut Table) {
    idle(stage, options, table).await;
    together(stage, options, table).await;
}

/// Twenty schedules, one due every fifty milliseconds.
async fn idle(stage: &Stage, options: &Options, table: &mut Table) {
    const SCHEDULES: u32 = 20;
    let house = stage.house().await;
    let beat = Beat::leading(&house).await;
    let mut worker = Worker::start(&house);
    let first = second_after(&house, AHEAD);
    for nth in 0..SCHEDULES {
        let start_at = first.plus(Duration::from_millis(1_000 * u64::from(nth) / u64::from(SCHEDULES)));
        let every = json!({"start_at": start_at, "interval": {"every": 1, "period": "seconds"}});
        house.create(schedule(&format!("idle {nth}"), every)).await;
    }
    let (rounds, seconds) = options.scale((4, 4), (2, 1));
    let mut times = Rounds::default();
    for round in 0..rounds {
        let wanted = usize::try_from(SCHEDULES).unwrap() * seconds;
        let mut late = Vec::with_capacity(wanted);
        while late.len() < wanted {
            let start = worker.starts.recv().await.unwrap();
            late.push(start.at.since(start.due));
        }
        if round > 0 {
            times.add(late);
        }
    }
    let how = format!("a job every 50 ms; {} rounds of {seconds} s", times.len());
    table.row("due → handler start, idle, p50 / p99", times.told(), "2 / 5 ms", how);
    beat.end().await;
    worker.end().await;
}

/// A thousand schedules, all due at the same instant.
async fn together(stage: &Stage, options: &Options, table: &mut Table) {
    let (schedules, rounds) = options.scale((1_000, 9), (100, 2));
    let house = stage.house().await;
    due_together(&house, schedules, 2).await;
    let beat = Beat::leading(&house).await;
    let mut worker = Worker::start(&house);
    let mut by_due: BTreeMap<Timestamp, Vec<Duration>> = BTreeMap::new();
    for _ in 0..schedules * rounds {
        let start = worker.starts.recv().await.unwrap();
        by_due.entry(start.due).or_default().push(start.at.since(start.due));
    }
    let mut times = Rounds::default();
    by_due.into_values().skip(1).for_each(|late| times.add(late));
    let how = format!("all due at the same instant; {} rounds", times.len());
    let what = format!("due → handler start, {schedules} at once, p50 / p99");
    table.row(what, times.told(), "10 / 25 ms", how);
    table.row("  … the last of them", format!("{} ms", crate::figures::millis(times.percentile(100))), "", "");
    beat.end().await;
    worker.end().await;
}

/// Makes `many` schedules that are due at the same instants, `seconds` apart; the first of them.
pub(crate) async fn due_together(house: &House, many: usize, seconds: u32) -> Timestamp {
    let first = second_after(house, AHEAD + Duration::from_micros(100 * u64::try_from(many).unwrap()));
    let every = json!({"start_at": first, "interval": {"every": seconds, "period": "seconds"}});
    let original = house.create(schedule("together 0", every)).await.schedule.id;
    let names: Vec<Value> = (1..many).map(|nth| json!({"name": format!("together {nth}")})).collect();
    copy(house, original, &names).await;
    first
}

/// A whole second, at least `wait` from now.
fn second_after(house: &House, wait: Duration) -> Timestamp {
    let at = house.clock.now().plus(wait);
    Timestamp::from_seconds(at.as_micros().div_euclid(1_000_000) + 1)
}
