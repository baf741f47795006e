//! The processes and the queues between them.

use std::collections::BTreeMap;

use poem::Request;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use serde_json::Value;
use uuid::Uuid;

use super::Tag;
use super::auth::{Caller, Here};
use super::body::{Input, Reader, boolean, text};
use super::page::{List, MOST_COUNTED, Next, cursor, page_size};
use super::problem::Problem;
use super::state::Context;
use super::types::{Fields, Words};
use crate::domain::Timestamp;
use crate::domain::draft::{NOTE_CHARS, queue_name};
use crate::domain::job::Priority;
use crate::store::outage::{self, OutageRow};
use crate::store::queues::{self, Change, Pause};
use crate::store::workers::{self, WorkerView};
use crate::store::{beat, jobs};

/// Queues that may be paused at once: every claim reads their names.
const MOST_PAUSED: usize = 100;

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
    /// Whether no job of it starts.
    paused: bool,
    /// With `paused`: since when.
    paused_at: Option<Timestamp>,
    /// With `paused`: who paused it.
    paused_by: Option<String>,
    /// With `paused`: why.
    pause_note: Option<String>,
}

/// What is to become of a queue.
#[derive(Object)]
#[oai(rename = "QueueInput")]
struct QueueInput {
    /// `true`: none of its jobs starts any more; due times still become jobs, which wait. `false`: they start again.
    paused: bool,
    /// Why.
    note: Option<String>,
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

/// A schedule that missed due times.
#[derive(Object)]
#[oai(rename = "MissedBy")]
struct MissedAnswer {
    /// Which.
    id: Uuid,
    /// Its name when the report was written.
    name: Option<String>,
    /// How many it missed.
    due_count: i64,
}

/// A time in which due times were missed: no beat led, Postgres was away, or the clock was stepped forwards.
#[derive(Object)]
#[oai(rename = "Outage")]
struct OutageAnswer {
    /// Its number; later ones have a higher one.
    id: i64,
    /// The oldest missed due time.
    from: Timestamp,
    /// When all of them had their outcome.
    settled_at: Timestamp,
    /// How many due times were missed: acted on more than 5 s late.
    due_count: i64,
    /// How many of them became jobs, late.
    made_late: i64,
    /// How many of them wait for an operator or a maintenance window's end.
    pending: i64,
    /// How many of them were skipped, by reason.
    skipped: Fields,
    /// How many schedules missed any.
    schedules: i32,
    /// Those that missed most, first; ten at most.
    most_missed: Vec<MissedAnswer>,
}

impl From<OutageRow> for OutageAnswer {
    fn from(row: OutageRow) -> Self {
        let OutageRow { id, outage: o, most_missed } = row;
        Self {
            id,
            from: o.from,
            settled_at: o.settled_at,
            due_count: o.due_count,
            made_late: o.made_late,
            pending: o.pending,
            skipped: o.skipped.into_iter().map(|(reason, count)| (reason, count.into())).collect(),
            schedules: o.schedules,
            most_missed: most_missed
                .into_iter()
                .map(|m| MissedAnswer { id: m.id, name: m.name, due_count: m.due_count })
                .collect(),
        }
    }
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

    /// List queues: those that have open jobs or workers, or are paused.
    #[oai(path = "/queues", method = "get", operation_id = "listQueues")]
    async fn queues(&self, here: Here, _caller: Caller) -> Result<List<QueueAnswer>, Problem> {
        Ok(List::whole(all_queues(&here).await?))
    }

    /// Pause or resume a queue.
    ///
    /// When this has answered, no job of a paused queue starts; what runs goes on. Any name may be paused, also one
    /// that no schedule uses yet.
    #[oai(path = "/queues/:name", method = "put", operation_id = "updateQueue")]
    async fn change_queue(
        &self,
        here: Here,
        caller: Caller,
        name: Path<String>,
        input: Input<QueueInput>,
    ) -> Result<Json<QueueAnswer>, Problem> {
        let who = caller.operator()?;
        let name = queue_name(&Value::from(name.0)).map_err(|detail| Problem::field("?name", detail))?;
        let mut reader = Reader::new(&input.fields, &["paused", "note"]);
        let pauses = reader.required("paused", boolean);
        let note = reader.optional("note", text(0, NOTE_CHARS)).filter(|note| !note.trim().is_empty());
        reader.finish()?;
        let by = &who.username;
        let change = match pauses {
            Some(true) => Change::Pause { by, note: note.as_deref() },
            _ => Change::Resume,
        };
        let mut client = here.database.get().await?;
        if pauses == Some(true) && queues::paused(&client).await?.len() >= MOST_PAUSED {
            return Err(Problem::conflict("too-many-paused", format!("{MOST_PAUSED} queues are paused; resume some")));
        }
        if !queues::change(&mut client, &name, change).await? {
            return Err(Problem::away("jobs are being claimed without end right now"));
        }
        drop(client);
        tracing::info!(queue = name, paused = pauses, actor = %by, "queue changed");
        let known = all_queues(&here).await?.into_iter().find(|queue| queue.name == name);
        Ok(Json(known.unwrap_or_else(|| blank(&name))))
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

    /// List outages: times in which due times were missed.
    ///
    /// Newest first. Each is written once, when every missed due time has its outcome: what was due, what ran late,
    /// what was skipped and why, and what waits for an operator.
    #[oai(path = "/beat/outages", method = "get", operation_id = "listOutages")]
    async fn outages(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<OutageAnswer>, Problem> {
        let size = page_size(limit.0)?;
        let before = self::cursor::<i64>('o', cursor.0.as_ref().map(|words| words.0.as_str()))?;
        let client = here.database.get().await?;
        let mut rows = outage::list(&client, before, size + 1).await?;
        let more = rows.len() > usize::try_from(size).unwrap_or(usize::MAX);
        if more {
            rows.pop();
        }
        let total = Some(outage::count(&client, MOST_COUNTED).await?);
        let next = rows.last().filter(|_| more).map(|row| Next::after(request, &format!("o{}", row.id)));
        Ok(List { items: rows.into_iter().map(OutageAnswer::from).collect(), total, next, stream_cursor: None })
    }
}

/// The queues as they stand.
async fn all_queues(here: &Context) -> Result<Vec<QueueAnswer>, Problem> {
    let client = here.database.get().await?;
    let (ranks, workers) = (jobs::queue_statistics(&client).await?, workers::alive(&client).await?);
    let paused = queues::paused(&client).await?;
    Ok(by_queue(&ranks, &workers, paused, here.clock.now()))
}

/// A queue of which nothing is known.
fn blank(name: &str) -> QueueAnswer {
    QueueAnswer {
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
        paused: false,
        paused_at: None,
        paused_by: None,
        pause_note: None,
    }
}

/// Puts ranks, workers and pauses together by queue.
fn by_queue(
    ranks: &[jobs::QueueStatistics],
    workers: &[WorkerView],
    paused: Vec<Pause>,
    now: Timestamp,
) -> Vec<QueueAnswer> {
    let mut queues = BTreeMap::new();
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
    for pause in paused {
        let queue = queues.entry(pause.queue.clone()).or_insert_with(|| blank(&pause.queue));
        queue.paused = true;
        queue.paused_at = Some(pause.at);
        queue.paused_by = Some(pause.by);
        queue.pause_note = pause.note;
    }
    queues.into_values().collect()
}
