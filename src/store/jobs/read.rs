//! Reading jobs, live and ended, their logs, and what lies in the queues.

use std::time::Duration;

use serde_json::Value;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::row::{SMALL, json, view, views, word};
use crate::domain::Timestamp;
use crate::domain::job::{JobError, JobState, JobView, PastAttempt, Priority, Trigger};
use crate::domain::log::LogLine;
use crate::store::{Executor, StoreError};

const GET: &str = include_str!("../../../sql/queries/job/get.sql");
const LIST: &str = include_str!("../../../sql/queries/job/list.sql");
const COUNT: &str = include_str!("../../../sql/queries/job/count.sql");
const TALLY: &str = include_str!("../../../sql/queries/job/tally.sql");
const LOG: &str = include_str!("../../../sql/queries/job/log.sql");
const USUAL_DURATION: &str = include_str!("../../../sql/queries/job/usual_duration.sql");
const RECENT: &str = include_str!("../../../sql/queries/job/recent.sql");
const QUEUES: &str = include_str!("../../../sql/queries/queue/statistics.sql");

/// Counts are exact up to here.
pub const MOST_COUNTED: i64 = 10_000;

/// One job with everything about it.
#[derive(Clone, Debug, PartialEq)]
pub struct JobDetail {
    /// The small form.
    pub view: JobView,
    /// The task's arguments.
    pub kwargs: Value,
    /// What the task answered.
    pub result: Option<Value>,
    /// Earlier attempts, oldest first.
    pub past_attempts: Vec<PastAttempt>,
    /// Whose credentials it uses.
    pub run_as: Uuid,
    /// The job it repeats by hand.
    pub retry_of: Option<Uuid>,
    /// How long an attempt may take.
    pub timeout_seconds: i32,
    /// The first wait between attempts.
    pub retry_backoff_seconds: i32,
    /// When somebody asked to stop it while it ran.
    pub cancel_requested_at: Option<Timestamp>,
    /// Who asked.
    pub cancelled_by: Option<String>,
    /// Not before this, while it has not ended.
    pub ready_at: Option<Timestamp>,
    /// Not while this job lives.
    pub waits_for: Option<Uuid>,
    /// Attempts whose worker was lost, while it has not ended.
    pub lost: i16,
}

/// A job at a glance, with how it ended.
#[derive(Clone, Debug, PartialEq)]
pub struct RecentJob {
    /// Its id.
    pub id: Uuid,
    /// The task it runs.
    pub task: String,
    /// Where it stands.
    pub state: JobState,
    /// When it ended, else started, else was made.
    pub at: Timestamp,
    /// What the task answered, unless that is large.
    pub result: Option<Value>,
    /// Whether the result was left behind for its size.
    pub is_large: bool,
    /// Why it ended, unless it succeeded.
    pub error: Option<JobError>,
    /// Who cancelled it.
    pub cancelled_by: Option<String>,
}

/// Which jobs a list shows; an absent field lets all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobFilter {
    /// Of this schedule.
    pub schedule_id: Option<Uuid>,
    /// Of this task, by short name.
    pub task: Option<String>,
    /// In one of these states.
    pub states: Option<Vec<JobState>>,
    /// Made by one of these.
    pub triggers: Option<Vec<Trigger>>,
    /// From this queue.
    pub queue: Option<String>,
    /// With these words in the task, the schedule's name or the error, or with this id.
    pub search: Option<String>,
    /// Ended at this time or later.
    pub ended_since: Option<Timestamp>,
}

/// No job lives longer: catch-up reaches back a week, then come its attempts. Ids begin with
/// the time a job is for, so this bounds which of them may have ended since some time.
const LONGEST_LIFE: Duration = Duration::from_secs(10 * 86_400);

/// Below all ids of jobs that may have ended at `since` or later.
#[must_use]
pub fn below_ids_since(since: Timestamp) -> Uuid {
    let millis = u128::try_from(since.minus(LONGEST_LIFE).as_millis()).unwrap_or(0);
    Uuid::from_u128(millis << 80)
}

/// What lies in one rank of a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueStatistics {
    /// The queue.
    pub queue: String,
    /// The rank.
    pub priority: Priority,
    /// Jobs that a worker could claim.
    pub ready: i64,
    /// Jobs that a worker runs.
    pub running: i64,
    /// Jobs whose turn or time has not come.
    pub waiting: i64,
    /// Since when the oldest of those ready is.
    pub oldest_ready: Option<Timestamp>,
}

/// One job, live or ended.
///
/// # Errors
/// When a statement fails.
pub async fn get(db: &impl Executor, id: Uuid) -> Result<Option<JobDetail>, StoreError> {
    let rows = db.run(GET, &[&id]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let at = |n: usize| SMALL + n;
    Ok(Some(JobDetail {
        view: view(row)?,
        kwargs: json(row, at(0))?.unwrap_or_default(),
        result: json(row, at(1))?,
        past_attempts: json(row, at(2))?.unwrap_or_default(),
        run_as: row.try_get(at(3))?,
        retry_of: row.try_get(at(4))?,
        timeout_seconds: row.try_get(at(5))?,
        retry_backoff_seconds: row.try_get(at(6))?,
        cancel_requested_at: row.try_get(at(7))?,
        cancelled_by: row.try_get(at(8))?,
        ready_at: row.try_get(at(9))?,
        waits_for: row.try_get(at(10))?,
        lost: row.try_get(at(11))?,
    }))
}

/// At most `limit` jobs, newest first, before the job `before`.
///
/// # Errors
/// When a statement fails.
pub async fn list(
    db: &impl Executor,
    filter: &JobFilter,
    before: Option<Uuid>,
    limit: i64,
) -> Result<Vec<JobView>, StoreError> {
    let (states, triggers) = filter.words();
    let f = filter;
    let floor = f.ended_since.map(below_ids_since);
    let params: [&(dyn ToSql + Sync); 10] =
        [&f.schedule_id, &f.task, &states, &f.queue, &f.search, &before, &limit, &triggers, &f.ended_since, &floor];
    views(&db.run(LIST, &params).await?)
}

/// The newest `limit` jobs, newest first, with results of at most `largest` bytes as stored.
///
/// # Errors
/// When a statement fails.
pub async fn recent(db: &impl Executor, limit: i64, largest: i32) -> Result<Vec<RecentJob>, StoreError> {
    let rows = db.run(RECENT, &[&limit, &largest]).await?;
    rows.iter()
        .map(|row| {
            Ok(RecentJob {
                id: row.try_get(0)?,
                task: row.try_get(1)?,
                state: word(row, 2, "job state")?,
                at: row.try_get(3)?,
                result: json(row, 4)?,
                is_large: row.try_get(5)?,
                error: json(row, 6)?,
                cancelled_by: row.try_get(7)?,
            })
        })
        .collect()
}

/// How many jobs the filter lets through, exact up to [`MOST_COUNTED`].
///
/// # Errors
/// When a statement fails.
pub async fn count(db: &impl Executor, filter: &JobFilter) -> Result<i64, StoreError> {
    let (states, triggers) = filter.words();
    let f = filter;
    let floor = f.ended_since.map(below_ids_since);
    let params: [&(dyn ToSql + Sync); 9] =
        [&f.schedule_id, &f.task, &states, &f.queue, &f.search, &MOST_COUNTED, &triggers, &f.ended_since, &floor];
    let rows = db.run(COUNT, &params).await?;
    rows.first().map_or(Ok(0), |row| Ok(row.try_get(0)?))
}

/// How many jobs are in each state: live ones now, ended ones since `since`, exact up to [`MOST_COUNTED`] each.
///
/// # Errors
/// When a statement fails.
pub async fn tally(db: &impl Executor, since: Timestamp) -> Result<Vec<(JobState, i64)>, StoreError> {
    let rows = db.run(TALLY, &[&since, &below_ids_since(since), &MOST_COUNTED]).await?;
    rows.iter().map(|row| Ok((word(row, 0, "job state")?, row.try_get(1)?))).collect()
}

/// At most `limit` lines of a job's log, after the line `(attempt, seq)`; from the first with `(0, 0)`.
///
/// # Errors
/// When a statement fails.
pub async fn log(db: &impl Executor, job: Uuid, after: (i16, i32), limit: i64) -> Result<Vec<LogLine>, StoreError> {
    let rows = db.run(LOG, &[&job, &after.0, &after.1, &limit]).await?;
    rows.iter()
        .map(|row| {
            Ok(LogLine {
                job,
                attempt: row.try_get(0)?,
                seq: row.try_get(1)?,
                at: row.try_get(2)?,
                level: word(row, 3, "log level")?,
                message: row.try_get(4)?,
            })
        })
        .collect()
}

/// How long a job of `task` usually takes, once it is claimed; none where none has succeeded lately.
///
/// # Errors
/// When a statement fails.
pub async fn usual_duration(db: &impl Executor, task: &str) -> Result<Option<Duration>, StoreError> {
    let rows = db.run(USUAL_DURATION, &[&task]).await?;
    let seconds: Option<f64> = rows.first().map_or(Ok(None), |row| row.try_get(0))?;
    Ok(seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()))
}

/// What lies in every queue that has live jobs.
///
/// # Errors
/// When a statement fails.
pub async fn queue_statistics(db: &impl Executor) -> Result<Vec<QueueStatistics>, StoreError> {
    let rows = db.run(QUEUES, &[]).await?;
    rows.iter()
        .map(|row| {
            Ok(QueueStatistics {
                queue: row.try_get(0)?,
                priority: Priority::from_rank(row.try_get(1)?),
                ready: row.try_get(2)?,
                running: row.try_get(3)?,
                waiting: row.try_get(4)?,
                oldest_ready: row.try_get(5)?,
            })
        })
        .collect()
}

impl JobFilter {
    /// The states and the triggers, as they are stored.
    fn words(&self) -> (Option<Vec<&'static str>>, Option<Vec<&'static str>>) {
        let states = self.states.as_ref().map(|states| states.iter().map(|s| s.as_str()).collect());
        (states, self.triggers.as_ref().map(|triggers| triggers.iter().map(|t| t.as_str()).collect()))
    }
}
