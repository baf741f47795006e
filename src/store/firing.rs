//! What the leader writes when due times come: settled in batches, fenced by its term.

use deadpool_postgres::{Client, GenericClient, Transaction};
use futures_util::TryStreamExt;
use tokio_postgres::Statement;
use uuid::Uuid;

use super::{Param, StoreError, rows};
use crate::domain::Timestamp;
use crate::domain::schedule::Definition;
use crate::domain::settle::{Counted, Holds, Plan, PlannedJob, PlannedSkip, Reason};
use crate::domain::task::Limits;

const FENCE: &str = include_str!("../../sql/queries/fire/fence.sql");
const SETTLE: &str = include_str!("../../sql/queries/fire/settle.sql");
const OPEN_JOBS: &str = include_str!("../../sql/queries/fire/open_jobs.sql");
const RUNTIME_OF: &str = include_str!("../../sql/queries/fire/runtime_of.sql");

/// What the decision about a schedule rests on. Where the row differs, it is decided again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Every due time up to here has its outcome.
    pub settled_through: Timestamp,
    /// The version of the newest event.
    pub head_version: i32,
    /// How often it was run by hand.
    pub manual_runs: i32,
    /// The jobs made from due times, for what ends with a number of them.
    pub counted: Counted,
    /// The newest due time that waits for a maintenance window's end.
    pub held_due: Option<Timestamp>,
}

impl Seen {
    /// Of a schedule that has just begun.
    #[must_use]
    pub fn fresh(settled_through: Timestamp, head_version: i32) -> Self {
        Self { settled_through, head_version, manual_runs: 0, counted: Counted::default(), held_due: None }
    }
}

/// Many schedules' due times with their outcomes, in the columns the statement takes.
#[derive(Debug, Default)]
pub struct Batch {
    schedules: ScheduleColumns,
    jobs: JobColumns,
    skips: SkipColumns,
}

#[derive(Debug, Default)]
struct ScheduleColumns {
    id: Vec<Uuid>,
    settled_before: Vec<Timestamp>,
    head_version: Vec<i32>,
    manual_runs: Vec<i32>,
    settled_through: Vec<Timestamp>,
    next_due: Vec<Option<Timestamp>>,
    jobs_if_free: Vec<i32>,
    last_if_free: Vec<Option<Timestamp>>,
    jobs_if_busy: Vec<i32>,
    last_if_busy: Vec<Option<Timestamp>>,
    counted_in: Vec<i32>,
    counted_runs: Vec<i32>,
    held_due: Vec<Option<Timestamp>>,
}

#[derive(Debug, Default)]
struct JobColumns {
    id: Vec<Uuid>,
    schedule: Vec<Uuid>,
    holds: Vec<i16>,
    version: Vec<i32>,
    name: Vec<String>,
    task: Vec<String>,
    kwargs: Vec<String>,
    trigger: Vec<&'static str>,
    due_at: Vec<Timestamp>,
    run_as: Vec<Uuid>,
    queue: Vec<String>,
    priority: Vec<i16>,
    timeout: Vec<i32>,
    max_attempts: Vec<i16>,
    backoff: Vec<i32>,
    retry_on_crash: Vec<bool>,
    waits_for: Vec<Option<Uuid>>,
    ready_at: Vec<Option<Timestamp>>,
    fail_on_partial: Vec<bool>,
}

#[derive(Debug, Default)]
struct SkipColumns {
    schedule: Vec<Uuid>,
    holds: Vec<i16>,
    version: Vec<i32>,
    due_from: Vec<Timestamp>,
    due_through: Vec<Timestamp>,
    due_count: Vec<i32>,
    outcome: Vec<&'static str>,
    reason: Vec<&'static str>,
    behind: Vec<Option<Uuid>>,
    run_from: Vec<Option<Timestamp>>,
    run_behind: Vec<Option<Uuid>>,
}

const fn holds_code(holds: Holds) -> i16 {
    match holds {
        Holds::Always => 0,
        Holds::IfFree => 1,
        Holds::IfBusy => 2,
    }
}

/// The row of skips that a schedule's last ones belong to: all for one reason,
/// by one version, behind one job if any, and no other outcome among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SkipRun {
    /// The first due time of the row.
    pub from: Timestamp,
    /// The version that owns them.
    pub version: i32,
    /// Why they were skipped.
    pub reason: Reason,
    /// The job they were skipped for, where that is why.
    pub behind: Option<Uuid>,
}

impl Batch {
    /// How many schedules it settles.
    #[must_use]
    pub fn len(&self) -> usize {
        self.schedules.id.len()
    }

    /// Whether it settles none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.schedules.id.is_empty()
    }

    /// Settles `schedule` through `through`; its jobs and skips are added beside.
    /// `counted` is what its jobs add up to.
    pub fn settle(
        &mut self,
        schedule: Uuid,
        seen: Seen,
        through: Timestamp,
        next_due: Option<Timestamp>,
        plan: &Plan,
        counted: Counted,
    ) {
        let jobs = &plan.jobs;
        let columns = &mut self.schedules;
        columns.id.push(schedule);
        columns.settled_before.push(seen.settled_through);
        columns.head_version.push(seen.head_version);
        columns.manual_runs.push(seen.manual_runs);
        columns.settled_through.push(through);
        columns.next_due.push(next_due);
        let made = |case: Holds| {
            let of_case = jobs.iter().filter(move |job| job.holds == Holds::Always || job.holds == case);
            (i32::try_from(of_case.clone().count()).unwrap_or(i32::MAX), of_case.map(|job| job.due).max())
        };
        let ((free, last_free), (busy, last_busy)) = (made(Holds::IfFree), made(Holds::IfBusy));
        columns.jobs_if_free.push(free);
        columns.last_if_free.push(last_free);
        columns.jobs_if_busy.push(busy);
        columns.last_if_busy.push(last_busy);
        columns.counted_in.push(counted.cycle);
        columns.counted_runs.push(i32::try_from(counted.runs).unwrap_or(i32::MAX));
        columns.held_due.push(plan.newest_held());
    }

    /// A job for a due time. `ready_at` is when it may start, where that is later than now.
    #[expect(clippy::too_many_arguments, reason = "a row of the table")]
    pub fn job(
        &mut self,
        id: Uuid,
        schedule: Uuid,
        job: &PlannedJob,
        definition: &Definition,
        limits: Limits,
        waits_for: Option<Uuid>,
        ready_at: Option<Timestamp>,
    ) {
        let columns = &mut self.jobs;
        columns.id.push(id);
        columns.schedule.push(schedule);
        columns.holds.push(holds_code(job.holds));
        columns.version.push(job.version);
        columns.name.push(definition.name.to_string());
        columns.task.push(definition.task.to_string());
        columns.kwargs.push(definition.kwargs.as_json().to_owned());
        columns.trigger.push(job.trigger.as_str());
        columns.due_at.push(job.due);
        columns.run_as.push(definition.owner);
        columns.queue.push(definition.queue.to_string());
        columns.priority.push(definition.priority.rank());
        columns.timeout.push(i32::try_from(limits.timeout_seconds).unwrap_or(i32::MAX));
        columns.max_attempts.push(limits.max_attempts.into());
        columns.backoff.push(i32::try_from(limits.retry_backoff_seconds).unwrap_or(i32::MAX));
        columns.retry_on_crash.push(limits.retry_on_crash);
        columns.waits_for.push(waits_for);
        columns.ready_at.push(ready_at);
        columns.fail_on_partial.push(definition.fail_on_partial);
    }

    /// Due times that become no job. `behind` is the planned job they are skipped
    /// for where none was open; `run` the row they may belong to.
    pub fn skip(&mut self, schedule: Uuid, skip: &PlannedSkip, behind: Option<Uuid>, run: Option<SkipRun>) {
        let columns = &mut self.skips;
        columns.schedule.push(schedule);
        columns.holds.push(holds_code(skip.holds));
        columns.version.push(skip.version);
        columns.due_from.push(skip.from);
        columns.due_through.push(skip.through);
        columns.due_count.push(i32::try_from(skip.count).unwrap_or(i32::MAX));
        columns.outcome.push(if skip.reason.is_pending() { "pending" } else { "skipped" });
        columns.reason.push(skip.reason.as_str());
        columns.behind.push(behind);
        let run = run.filter(|run| run.reason == skip.reason);
        columns.run_from.push(run.map(|run| run.from));
        columns.run_behind.push(run.and_then(|run| run.behind));
    }
}

/// A schedule that was settled, and the job of it that was open then.
#[derive(Clone, Copy, Debug)]
pub struct Settled {
    /// Which.
    pub schedule: Uuid,
    /// Its newest open job at that moment, before any made now.
    pub open_job: Option<Uuid>,
}

/// What became of a batch.
#[derive(Debug)]
pub enum Settlement {
    /// Somebody else leads; nothing was written.
    Deposed,
    /// It was decided on other maintenance windows than there are; nothing was written.
    OtherWindows,
    /// What was settled.
    Done {
        /// These. Those missing had changed and are to be decided again.
        settled: Vec<Settled>,
        /// The queues that were paused: jobs made for these get no ticket.
        paused: Vec<String>,
    },
}

/// Whether `term` still leads; holds it until the transaction ends. The first
/// statement of every transaction a leader makes.
///
/// # Errors
/// When the database fails.
pub async fn fence(tx: &Transaction<'_>, term: i64) -> Result<bool, StoreError> {
    Ok(fence_windows(tx, term).await?.is_some())
}

/// Like [`fence`]: the number of the maintenance windows in force, while `term`
/// leads. They stay in force until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn fence_windows(tx: &Transaction<'_>, term: i64) -> Result<Option<i64>, StoreError> {
    Ok(rows(tx, FENCE, &[&term]).await?.first().map(|row| row.get("windows_revision")))
}

/// Settles `batch` in a transaction of its own, in one exchange with the server;
/// see [`settle`]. When a statement fails, the server makes the commit a rollback.
///
/// # Errors
/// When the database fails.
pub async fn settle_at_once(
    client: &Client,
    term: i64,
    windows_revision: i64,
    batch: &Batch,
) -> Result<Settlement, StoreError> {
    let (fence, settle) = (client.prepare_cached(FENCE).await?, client.prepare_cached(SETTLE).await?);
    // Sent together, executed in this order; the first error counts.
    let (begun, settled, committed) = tokio::join!(
        biased;
        client.batch_execute("begin"),
        settle_prepared(client, fence, settle, (term, windows_revision), batch),
        client.batch_execute("commit")
    );
    begun?;
    let settled = settled?;
    committed?;
    Ok(settled)
}

/// Settles `batch` under `term`, decided on the maintenance windows of that number.
///
/// The fence and the work are sent in one exchange; the statement repeats the
/// fence's question, so nothing is written where the answer is no.
///
/// # Errors
/// When the database fails.
pub async fn settle(
    tx: &Transaction<'_>,
    term: i64,
    windows_revision: i64,
    batch: &Batch,
) -> Result<Settlement, StoreError> {
    let (fence, settle) = (tx.prepare_cached(FENCE).await?, tx.prepare_cached(SETTLE).await?);
    settle_prepared(tx, fence, settle, (term, windows_revision), batch).await
}

/// Sends everything when it is first polled, so that it can be one of several things sent together.
async fn settle_prepared(
    client: &impl GenericClient,
    fence: Statement,
    settle: Statement,
    (term, windows_revision): (i64, i64),
    batch: &Batch,
) -> Result<Settlement, StoreError> {
    let (s, j, k) = (&batch.schedules, &batch.jobs, &batch.skips);
    let params: [Param<'_>; 45] = [
        &term,
        &s.id,
        &s.settled_before,
        &s.head_version,
        &s.manual_runs,
        &s.settled_through,
        &s.next_due,
        &s.jobs_if_free,
        &s.last_if_free,
        &s.jobs_if_busy,
        &s.last_if_busy,
        &j.id,
        &j.schedule,
        &j.holds,
        &j.version,
        &j.name,
        &j.task,
        &j.kwargs,
        &j.trigger,
        &j.due_at,
        &j.run_as,
        &j.queue,
        &j.priority,
        &j.timeout,
        &j.max_attempts,
        &j.backoff,
        &j.retry_on_crash,
        &j.waits_for,
        &k.schedule,
        &k.holds,
        &k.version,
        &k.due_from,
        &k.due_through,
        &k.due_count,
        &k.outcome,
        &k.reason,
        &k.behind,
        &k.run_from,
        &k.run_behind,
        &s.counted_in,
        &s.counted_runs,
        &s.held_due,
        &j.ready_at,
        &j.fail_on_partial,
        &windows_revision,
    ];
    let of_term: [Param<'_>; 1] = [&term];
    // Sent together, executed in this order; the first error counts.
    let (leads, settled) = tokio::join!(biased; client.query_opt(&fence, &of_term), client.query(&settle, &params));
    let Some(in_force) = leads?.map(|row| row.get::<_, i64>("windows_revision")) else {
        return Ok(Settlement::Deposed);
    };
    if in_force != windows_revision {
        return Ok(Settlement::OtherWindows);
    }
    let found = settled?;
    let paused = found.first().and_then(|row| row.get("paused")).unwrap_or_default();
    let settled = found.iter().map(|row| Settled { schedule: row.get(0), open_job: row.get(1) }).collect();
    Ok(Settlement::Done { settled, paused })
}

/// A job of a schedule that has not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenJob {
    /// Its id.
    pub id: Uuid,
    /// Whether a worker has it.
    pub running: bool,
}

/// The newest thousand open jobs of a schedule, oldest first, held until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn hold_open_jobs(tx: &Transaction<'_>, schedule: Uuid) -> Result<Vec<OpenJob>, StoreError> {
    let found = rows(tx, OPEN_JOBS, &[&schedule]).await?;
    Ok(found.iter().map(|row| OpenJob { id: row.get(0), running: row.get(1) }).collect())
}

/// Tells `each` what a decision about some schedules would rest on now; `None`:
/// about all. One by one: all at once take more memory than what is kept of them.
///
/// # Errors
/// When the database fails.
pub async fn seen(
    client: &impl GenericClient,
    schedules: Option<&[Uuid]>,
    mut each: impl FnMut(Uuid, Seen),
) -> Result<(), StoreError> {
    let statement = client.prepare_cached(RUNTIME_OF).await?;
    let params: [Param<'_>; 1] = [&schedules];
    let mut found = std::pin::pin!(client.query_raw(&statement, params).await?);
    while let Some(row) = found.try_next().await? {
        each(row.get(0), read_seen(&row));
    }
    Ok(())
}

/// Reads the columns `settled_through, head_version, manual_runs, counted_in, counted_runs, held_due`.
pub(super) fn read_seen(row: &tokio_postgres::Row) -> Seen {
    Seen {
        settled_through: row.get("settled_through"),
        head_version: row.get("head_version"),
        manual_runs: row.get("manual_runs"),
        counted: Counted {
            cycle: row.get("counted_in"),
            runs: u32::try_from(row.get::<_, i32>("counted_runs")).unwrap_or(0),
        },
        held_due: row.get("held_due"),
    }
}
