//! What a worker does with the attempts it runs.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::Value;
use tokio_postgres::Row;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::finish::mend;
use super::row::{SMALL, json, view, views};
use crate::domain::Timestamp;
use crate::domain::job::{JobView, Progress};
use crate::domain::log::LogLine;
use crate::store::{Executor, StoreError};

const CLAIM: &str = include_str!("../../../sql/queries/job/claim.sql");
const ADOPT: &str = include_str!("../../../sql/queries/job/adopt.sql");
const RENEW: &str = include_str!("../../../sql/queries/job/renew.sql");
const CANCEL_REQUESTS: &str = include_str!("../../../sql/queries/job/cancel_requests.sql");
const PROGRESS: &str = include_str!("../../../sql/queries/job/progress.sql");
const LOG_BYTES: &str = include_str!("../../../sql/queries/job/log_bytes.sql");
const APPEND_LOG: &str = include_str!("../../../sql/queries/job/append_log.sql");

/// How long an attempt belongs to its worker after the last renewal, in Postgres' time.
pub const LEASE: Duration = Duration::from_secs(30);

/// An attempt that is ours, with all that is needed to run it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimedJob {
    /// The small form, already `running`.
    pub view: JobView,
    /// The task's arguments.
    pub kwargs: Value,
    /// Whose credentials it uses.
    pub run_as: Uuid,
    /// How long the attempt may take.
    pub timeout: Duration,
    /// The first wait between attempts.
    pub retry_backoff_seconds: i32,
    /// Attempts that failed before this one.
    pub failures: i16,
    /// Whether it fails when some of its items do.
    pub fail_on_partial: bool,
}

/// An attempt whose lease runs anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renewed {
    /// The job.
    pub id: Uuid,
    /// The attempt.
    pub attempt: i16,
    /// Somebody wants it stopped.
    pub cancel_requested: bool,
}

/// Claims those of `tickets` that are still to be had. A ticket for another
/// attempt, or for a job somebody else has, is silently left out.
///
/// # Errors
/// When Postgres is away; then some may be claimed, and come back when their lease lapses.
pub async fn claim(
    db: &impl Executor,
    worker_id: Uuid,
    worker: &str,
    tickets: &[(Uuid, i16)],
) -> Result<Vec<ClaimedJob>, StoreError> {
    let (ids, attempts) = apart(tickets);
    let rows = db.run(CLAIM, &[&worker_id, &worker, &ids, &attempts, &LEASE.as_secs_f64()]).await?;
    rows.iter().map(claimed).collect()
}

/// Those of `tickets` that an earlier [`claim`] of this worker took although
/// its answer was lost. Leave out what is running: it would start twice.
///
/// # Errors
/// When Postgres is away.
pub async fn adopt(
    db: &impl Executor,
    worker_id: Uuid,
    tickets: &[(Uuid, i16)],
) -> Result<Vec<ClaimedJob>, StoreError> {
    let (ids, attempts) = apart(tickets);
    let rows = db.run(ADOPT, &[&worker_id, &ids, &attempts, &LEASE.as_secs_f64()]).await?;
    rows.iter().map(claimed).collect()
}

fn claimed(row: &Row) -> Result<ClaimedJob, StoreError> {
    let timeout: i32 = row.try_get(SMALL + 2)?;
    Ok(ClaimedJob {
        view: view(row)?,
        kwargs: json(row, SMALL)?.unwrap_or_default(),
        run_as: row.try_get(SMALL + 1)?,
        timeout: Duration::from_secs(u64::try_from(timeout).unwrap_or(0)),
        retry_backoff_seconds: row.try_get(SMALL + 3)?,
        failures: row.try_get(SMALL + 4)?,
        fail_on_partial: row.try_get(SMALL + 5)?,
    })
}

/// Renews the leases of exactly these attempts. One that does not come back is
/// no longer ours and has to be stopped.
///
/// # Errors
/// When Postgres is away: the leases run on as they were.
pub async fn renew(db: &impl Executor, worker_id: Uuid, running: &[(Uuid, i16)]) -> Result<Vec<Renewed>, StoreError> {
    let (ids, attempts) = apart(running);
    let rows = db.run(RENEW, &[&worker_id, &ids, &attempts, &LEASE.as_secs_f64()]).await?;
    rows.iter()
        .map(|row| Ok(Renewed { id: row.try_get(0)?, attempt: row.try_get(1)?, cancel_requested: row.try_get(2)? }))
        .collect()
}

/// Those of `running` that somebody wants stopped.
///
/// # Errors
/// When Postgres is away.
pub async fn cancel_requests(
    db: &impl Executor,
    worker_id: Uuid,
    running: &[Uuid],
) -> Result<Vec<(Uuid, i16)>, StoreError> {
    let rows = db.run(CANCEL_REQUESTS, &[&worker_id, &running]).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// Notes how far attempts have come; returns those that are still `worker_id`'s.
///
/// # Errors
/// When Postgres is away.
pub async fn progress(
    db: &impl Executor,
    worker_id: Uuid,
    progress: &[(Uuid, i16, Progress)],
) -> Result<Vec<JobView>, StoreError> {
    let mut sorted: Vec<_> = progress.iter().collect();
    sorted.sort_unstable_by_key(|(id, ..)| *id);
    let ids: Vec<Uuid> = sorted.iter().map(|(id, ..)| *id).collect();
    let attempts: Vec<i16> = sorted.iter().map(|(_, attempt, _)| *attempt).collect();
    let values: Vec<Json<&Progress>> = sorted.iter().map(|(.., p)| Json(p)).collect();
    views(&db.run(PROGRESS, &[&worker_id, &ids, &attempts, &values]).await?)
}

/// Appends lines to the logs of their jobs; a repeated line is the same line.
///
/// # Errors
/// When Postgres is away.
pub async fn append_log(db: &impl Executor, lines: &[LogLine]) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = lines.iter().map(|l| l.job).collect();
    let attempts: Vec<i16> = lines.iter().map(|l| l.attempt).collect();
    let places: Vec<i32> = lines.iter().map(|l| l.seq).collect();
    let times: Vec<Timestamp> = lines.iter().map(|l| l.at).collect();
    let levels: Vec<&str> = lines.iter().map(|l| l.level.as_str()).collect();
    // Postgres has no NUL in text.
    let words: Vec<String> = lines.iter().map(|l| l.message.replace('\0', "\u{fffd}")).collect();
    let mut tries = 0;
    loop {
        match db.run(APPEND_LOG, &[&ids, &attempts, &places, &times, &levels, &words]).await {
            Ok(_) => return Ok(()),
            Err(e) if !mend(db, &e, &mut tries).await? => return Err(e),
            Err(_) => {}
        }
    }
}

/// What `jobs` have logged so far, in bytes as the limit counts them.
///
/// # Errors
/// When Postgres is away.
pub async fn log_bytes(db: &impl Executor, jobs: &[Uuid]) -> Result<HashMap<Uuid, i64>, StoreError> {
    let rows = db.run(LOG_BYTES, &[&jobs]).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// Ids and attempts, in the order of ids: the order in which rows are locked.
fn apart(pairs: &[(Uuid, i16)]) -> (Vec<Uuid>, Vec<i16>) {
    let mut sorted = pairs.to_vec();
    sorted.sort_unstable();
    sorted.into_iter().unzip()
}
