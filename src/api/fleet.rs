//! The processes and the queues between them.

use std::collections::BTreeMap;

use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::Tag;
use super::auth::{Caller, Here};
use super::page::List;
use super::problem::Problem;
use crate::domain::Timestamp;
use crate::domain::job::Priority;
use crate::store::workers::{self, WorkerView};
use crate::store::{beat, jobs};

/// A worker process.
#[derive(Object)]
#[oai(rename = "Worker")]
struct WorkerAnswer {
    /// New with every start.
    id: Uuid,
    /// What people call it.
    name: String,
    /// The host it runs on.
    host: String,
    /// Its process there.
    pid: i32,
    /// The program's version.
    version: String,
    /// What it takes jobs from.
    queues: Vec<String>,
    /// How many at once.
    concurrency: i32,
    /// How many it runs.
    running: i32,
    /// It takes no more.
    stopping: bool,
    /// When it started.
    started_at: Timestamp,
    /// When it last said a word.
    seen_at: Timestamp,
    /// The load average of its host over 1, 5 and 15 minutes, where the host tells.
    load: Option<Vec<f64>>,
}

impl From<WorkerView> for WorkerAnswer {
    fn from(w: WorkerView) -> Self {
        Self {
            id: w.id,
            name: w.name,
            host: w.host,
            pid: w.pid,
            version: w.version,
            queues: w.queues,
            concurrency: w.concurrency,
            running: w.running,
            stopping: w.stopping,
            started_at: w.started_at,
            seen_at: w.seen_at,
            load: w.load,
        }
    }
}

/// What lies in one rank of a queue.
#[derive(Clone, Debug, Default, Object)]
#[oai(rename = "QueueRank")]
struct RankAnswer {
    /// Jobs that a worker could take.
    ready: i64,
    /// Jobs that a worker runs.
    running: i64,
    /// Jobs whose turn or time has not come.
    waiting: i64,
}

/// A queue and who takes jobs from it.
#[derive(Debug, Object)]
#[oai(rename = "Queue")]
struct QueueAnswer {
    /// Its name.
    name: String,
    /// Jobs that a worker could take.
    ready: i64,
    /// Jobs that a worker runs.
    running: i64,
    /// Jobs whose turn or time has not come.
    waiting: i64,
    /// Since when the oldest of those ready is.
    oldest_ready_at: Option<Timestamp>,
    /// How old that one is, in seconds.
    oldest_ready_seconds: Option<f64>,
    /// Taken first.
    high: RankAnswer,
    /// Taken next.
    normal: RankAnswer,
    /// Taken last, but never starved.
    low: RankAnswer,
    /// Workers that take jobs from it.
    workers: i64,
    /// How many jobs they run at once, all together.
    slots: i64,
}

/// The process that turns due times into jobs.
#[derive(Object)]
#[oai(rename = "Leader")]
struct LeaderAnswer {
    /// New with every start of that process.
    beat_id: Option<Uuid>,
    /// The host it runs on.
    host: Option<String>,
    /// Its process there.
    pid: Option<i32>,
    /// Since when it leads.
    since: Option<Timestamp>,
    /// Raised with every new leader.
    term: i64,
}

/// Who turns due times into jobs.
#[derive(Object)]
#[oai(rename = "Beat")]
struct BeatAnswer {
    /// Who leads, or led last; null before the first one.
    leader: Option<LeaderAnswer>,
}

pub(super) struct FleetApi;

#[OpenApi(tag = "Tag::Fleet")]
impl FleetApi {
    /// List workers.
    ///
    /// One that was not seen for some seconds has probably stopped; its row goes when its leases have lapsed.
    #[oai(path = "/workers", method = "get", operation_id = "listWorkers")]
    async fn workers(&self, here: Here, _caller: Caller) -> Result<List<WorkerAnswer>, Problem> {
        let stream_cursor = here.stream_cursor().await;
        let client = here.database.get().await?;
        let items = workers::list(&client).await?.into_iter().map(WorkerAnswer::from).collect();
        Ok(List { stream_cursor, ..List::whole(items) })
    }

    /// List queues: those that have open jobs or workers.
    #[oai(path = "/queues", method = "get", operation_id = "listQueues")]
    async fn queues(&self, here: Here, _caller: Caller) -> Result<List<QueueAnswer>, Problem> {
        let client = here.database.get().await?;
        let (ranks, workers) = (jobs::queue_statistics(&client).await?, workers::alive(&client).await?);
        Ok(List::whole(queues(&ranks, &workers, here.clock.now())))
    }

    /// Who turns due times into jobs?
    #[oai(path = "/beat", method = "get", operation_id = "getBeat")]
    async fn beat(&self, here: Here, _caller: Caller) -> Result<Json<BeatAnswer>, Problem> {
        let client = here.database.get().await?;
        let leader = beat::leader(&client).await?.map(|row| LeaderAnswer {
            beat_id: row.beat_id,
            host: row.host,
            pid: row.pid,
            since: row.since,
            term: row.term,
        });
        Ok(Json(BeatAnswer { leader }))
    }
}

/// Puts ranks and workers together by queue.
fn queues(ranks: &[jobs::QueueStatistics], workers: &[WorkerView], now: Timestamp) -> Vec<QueueAnswer> {
    let mut queues = BTreeMap::new();
    let blank = |name: &str| QueueAnswer {
        name: name.to_owned(),
        ready: 0,
        running: 0,
        waiting: 0,
        oldest_ready_at: None,
        oldest_ready_seconds: None,
        high: RankAnswer::default(),
        normal: RankAnswer::default(),
        low: RankAnswer::default(),
        workers: 0,
        slots: 0,
    };
    for rank in ranks {
        let queue: &mut QueueAnswer = queues.entry(rank.queue.clone()).or_insert_with(|| blank(&rank.queue));
        queue.ready += rank.ready;
        queue.running += rank.running;
        queue.waiting += rank.waiting;
        let oldest = [queue.oldest_ready_at, rank.oldest_ready].into_iter().flatten().min();
        queue.oldest_ready_at = oldest;
        queue.oldest_ready_seconds = oldest.map(|at| now.since(at).as_secs_f64());
        let answer = RankAnswer { ready: rank.ready, running: rank.running, waiting: rank.waiting };
        match rank.priority {
            Priority::High => queue.high = answer,
            Priority::Normal => queue.normal = answer,
            Priority::Low => queue.low = answer,
        }
    }
    for worker in workers {
        for name in &worker.queues {
            let queue = queues.entry(name.clone()).or_insert_with(|| blank(name));
            queue.workers += 1;
            queue.slots += i64::from(worker.concurrency);
        }
    }
    queues.into_values().collect()
}
