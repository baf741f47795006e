//! How many jobs a second.

use std::time::Duration;

use noc_scheduler::domain::Timestamp;
use noc_scheduler::domain::job::{Priority, Trigger, fresh_id};
use noc_scheduler::queue::tickets::{Lane, Sender, Ticket};
use noc_scheduler::store::jobs::{self, NewJob};
use serde_json::json;

use crate::due::due_together;
use crate::figures::{Table, median};
use crate::options::Options;
use crate::stage::{Beat, Cpu, Stage, Worker};
use crate::support::house::House;

const CPU: &str = "this process (beat, worker, feed, log) / Postgres / Redis";

pub(crate) async fn measure(stage: &Stage, options: &Options, table: &mut Table) {
    from_due(stage, options, table).await;
    drain(stage, options, table).await;
}

/// Many schedules due at once, again and again: beat makes the jobs while the worker runs them.
async fn from_due(stage: &Stage, options: &Options, table: &mut Table) {
    let (schedules, rounds, apart) = options.scale((10_000, 7, 3), (500, 2, 2));
    let house = stage.house().await;
    let first = due_together(&house, schedules, apart).await;
    let beat = Beat::leading(&house).await;
    let mut worker = Worker::start(&house);
    let mut before = Cpu::default();
    for nth in 0..schedules * rounds {
        if nth == schedules {
            before = Cpu::used(stage);
        }
        worker.starts.recv().await.unwrap();
    }
    let cpu = Cpu::used(stage).a_job(before, schedules * (rounds - 1));
    let mut rates = Vec::new();
    for round in 1..rounds {
        let due = first.plus(Duration::from_secs(u64::from(apart)) * u32::try_from(round).unwrap());
        let of_round = format!("due_at = to_timestamp({}::float8 / 1000000)", due.as_micros());
        rates.push(rate(&house, &of_round, schedules, due).await);
    }
    let how = format!("{schedules} schedules due at the same instant, jobs finished; {} rounds", rates.len());
    table.row("jobs/s, due → finished", format!("{:.0}/s", median(rates)), "30000/s", how);
    table.row("  … processor time a job", cpu, "", CPU);
    beat.end().await;
    worker.end().await;
}

/// Jobs and tickets that are there already, and one worker.
async fn drain(stage: &Stage, options: &Options, table: &mut Table) {
    let (many, rounds) = options.scale((40_000, 4), (1_000, 2));
    let house = stage.house().await;
    let (mut rates, mut cpu) = (Vec::new(), String::new());
    for round in 0..rounds {
        house.sql.batch_execute("truncate noc.live_job, noc.job_history").await.unwrap();
        put_in(&house, many).await;
        let before = Cpu::used(stage);
        let begin = house.clock.now();
        let mut worker = Worker::start(&house);
        for _ in 0..many {
            worker.starts.recv().await.unwrap();
        }
        let rate = rate(&house, "true", many, begin).await;
        cpu = Cpu::used(stage).a_job(before, many);
        if round > 0 {
            rates.push(rate);
        }
        worker.end().await;
    }
    let how = format!("{many} jobs with tickets, one worker that starts; {} rounds", rates.len());
    table.row("jobs/s, drain alone", format!("{:.0}/s", median(rates)), "45000/s", how);
    table.row("  … processor time a job", cpu, "", CPU);
}

/// Waits until all have finished; how many a second since `begin`.
async fn rate(house: &House, which: &str, many: usize, begin: Timestamp) -> f64 {
    let finished = format!("select count(*) from noc.job_history where {which}");
    house.until_count(&finished, |n| usize::try_from(n).unwrap() >= many).await;
    let last =
        format!("select (extract(epoch from max(finished_at)) * 1000000)::bigint from noc.job_history where {which}");
    let last = Timestamp::from_micros(house.count(&last).await);
    many as f64 / last.since(begin).as_secs_f64()
}

async fn put_in(house: &House, many: usize) {
    const BATCH: usize = 1_000;
    let client = house.database.get().await.unwrap();
    let sender = Sender::new(house.redis.clone());
    for _ in 0..many.div_ceil(BATCH) {
        let jobs: Vec<NewJob> = (0..BATCH).map(|_| job(house)).collect();
        jobs::insert_many(&client, &jobs, true).await.unwrap();
        let lane = Lane { queue: "default".to_owned(), priority: Priority::Normal };
        let ticket = |job: &NewJob| (lane.clone(), Ticket { job: job.id, attempt: 1 });
        sender.send(&jobs.iter().map(ticket).collect::<Vec<_>>()).await.unwrap();
    }
}

fn job(house: &House) -> NewJob {
    let now = house.clock.now();
    NewJob {
        id: fresh_id(now),
        task: "noop".to_owned(),
        kwargs: json!({}),
        schedule_id: None,
        schedule_version: None,
        schedule_name: None,
        trigger: Trigger::Adhoc,
        due_at: Some(now),
        retry_of: None,
        run_as: house.alice.id,
        queue: "default".to_owned(),
        priority: Priority::Normal,
        timeout_seconds: 60,
        max_attempts: 1,
        retry_backoff_seconds: 10,
        retry_on_crash: true,
        ready_at: None,
        waits_for: None,
        fail_on_partial: false,
    }
}
