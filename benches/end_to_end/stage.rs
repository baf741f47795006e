//! The servers, and the roles on them.

use std::sync::Arc;
use std::time::Duration;

use noc_scheduler::beat::{self, BeatConfig, NotifyConfig, Probes};
use noc_scheduler::embedded::Profile;
use noc_scheduler::probe::Probe;
use noc_scheduler::worker::{self, WorkerConfig};
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::noop::{self, Start};
use crate::support::house::{AnyTask, House, house_on};
use crate::support::servers::Servers;

/// Slots of the worker.
const CONCURRENCY: usize = 1_024;
/// Schedules copied in one transaction.
const COPIES: usize = 10_000;

/// Private servers as `up` starts them: every commit is synced.
pub(crate) struct Stage {
    pub(crate) servers: Servers,
}

impl Stage {
    pub(crate) async fn set() -> Self {
        Self { servers: Servers::start_as(Profile::Durable).await.unwrap() }
    }

    /// A database and a part of Redis of its own.
    pub(crate) async fn house(&self) -> House {
        house_on(&self.servers).await
    }
}

/// Processor time used so far, in hundredths of a second.
#[derive(Clone, Copy, Default)]
pub(crate) struct Cpu {
    program: u64,
    postgres: u64,
    redis: u64,
}

impl Cpu {
    /// By this process and by both servers, children that have ended included.
    pub(crate) fn used(stage: &Stage) -> Self {
        let mut used = Self { program: ticks("self"), ..Self::default() };
        for (pid, name) in stage.servers.processes() {
            let by = if name.starts_with("postgres") { &mut used.postgres } else { &mut used.redis };
            *by += ticks(&pid.to_string());
        }
        used
    }

    /// Microseconds a job since `before`: ours, Postgres', Redis'.
    pub(crate) fn a_job(self, before: Self, jobs: usize) -> String {
        let micros = |now: u64, before: u64| now.saturating_sub(before) as f64 * 10_000.0 / jobs as f64;
        format!(
            "{:.0} / {:.0} / {:.0} µs",
            micros(self.program, before.program),
            micros(self.postgres, before.postgres),
            micros(self.redis, before.redis)
        )
    }
}

fn ticks(pid: &str) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // The name, which may hold anything, ends with the last bracket; what follows begins with field 3.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(4).filter_map(|field| field.parse::<u64>().ok()).sum()
}

/// A beat that leads, and where it tells what it does.
pub(crate) struct Beat {
    pub(crate) applied: UnboundedReceiver<i64>,
    leading: UnboundedReceiver<i64>,
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl Beat {
    pub(crate) fn start(house: &House) -> Self {
        let (applied, hears_applied) = Probe::listening();
        let (leading, hears_leading) = Probe::listening();
        let config = BeatConfig {
            host: "bench".to_owned(),
            catch_up_limit: 100,
            job_retention_days: 30,
            ledger_retention_days: 400,
            notify: NotifyConfig::default(),
            probes: Probes { applied, leading, ..Probes::default() },
        };
        let stop = house.stop.child_token();
        let (database, redis) = (house.database.clone(), house.redis.clone());
        let (feed, clock) = (house.feed.clone(), house.clock.clone());
        let task = tokio::spawn(beat::run(config, database, redis, Arc::new(AnyTask), feed, clock, stop.clone()));
        Self { applied: hears_applied, leading: hears_leading, stop, task }
    }

    /// Starts one and waits until it leads.
    pub(crate) async fn leading(house: &House) -> Self {
        let mut beat = Self::start(house);
        beat.leads().await;
        beat
    }

    pub(crate) async fn leads(&mut self) {
        self.leading.recv().await.unwrap();
    }

    pub(crate) async fn end(self) {
        self.stop.cancel();
        self.task.await.unwrap();
    }
}

/// A worker, and where its handlers tell that they start.
pub(crate) struct Worker {
    pub(crate) starts: UnboundedReceiver<Start>,
    stop: CancellationToken,
    task: JoinHandle<Result<(), worker::WorkerError>>,
}

impl Worker {
    pub(crate) fn start(house: &House) -> Self {
        let (registry, starts) = noop::registry();
        let config = WorkerConfig {
            queues: vec!["default".to_owned()],
            concurrency: CONCURRENCY,
            grace: Duration::from_secs(5),
            host: "bench".to_owned(),
        };
        let stop = house.stop.child_token();
        let (database, redis) = (house.database.clone(), house.redis.clone());
        let (clock, feed) = (house.clock.clone(), house.feed.clone());
        let task = tokio::spawn(worker::run(config, database, redis, registry, clock, feed, stop.clone()));
        Self { starts, stop, task }
    }

    pub(crate) async fn end(self) {
        self.stop.cancel();
        self.task.await.unwrap().unwrap();
    }
}

/// The body of a schedule of the task that does nothing.
pub(crate) fn schedule(name: &str, rest: Value) -> Value {
    let mut body = json!({"name": name, "task": "noop", "interval": {"every": 1, "period": "days"}});
    for (field, value) in rest.as_object().unwrap() {
        body[field] = value.clone();
    }
    body
}

/// Makes schedules that differ from one made through the door by `changes` to
/// its definition, by copying its rows: the door makes some hundred a second.
pub(crate) async fn copy(house: &House, original: Uuid, changes: &[Value]) {
    const COPY: &str = "
        with new as materialized (
            select gen_random_uuid() as id, c::jsonb as changes from unnest($2::text[]) as c
        ), event as (
            insert into noc.schedule_event (schedule_id, version, kind, format, data, actor_id, actor, effective_at)
            select new.id, 1, e.kind, e.format,
                   jsonb_set(e.data, '{definition}', (e.data -> 'definition') || new.changes), e.actor_id, e.actor,
                   e.effective_at
            from new, noc.schedule_event e where e.schedule_id = $1
            returning schedule_id, position
        ), runtime as (
            insert into noc.schedule_runtime (schedule_id, head_version, settled_through, next_due)
            select new.id, 1, r.settled_through, r.next_due
            from new, noc.schedule_runtime r where r.schedule_id = $1
        )
        insert into noc.schedule (id, version, position, name, task, queue, owner_id, phase, format, definition,
                                  created_at, changed_at, effective_at)
        select new.id, 1, event.position, new.changes ->> 'name', s.task, s.queue, s.owner_id, s.phase, s.format,
               s.definition || new.changes, s.created_at, s.changed_at, s.effective_at
        from new join event on event.schedule_id = new.id, noc.schedule s where s.id = $1";
    for changes in changes.chunks(COPIES) {
        let texts: Vec<String> = changes.iter().map(Value::to_string).collect();
        house.sql.execute(COPY, &[&original, &texts]).await.unwrap();
    }
    // As the server does by itself within a minute.
    house.sql.batch_execute("analyze noc.schedule, noc.schedule_runtime, noc.schedule_event").await.unwrap();
}

/// What this runs on, in one line.
pub(crate) fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default().to_owned();
    format!("{cores} cores, shared by beat, worker, Postgres (fsync on) and Redis; load before: {load}")
}
