//! How attempts end.

use std::collections::HashSet;
use std::time::Duration;

use deadpool_postgres::ClientWrapper;
use rand::Rng;
use serde_json::Value;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::row::views;
use crate::domain::job::{JobError, JobState, JobView, Progress};
use crate::store::{Executor, Param, StoreError};

const FINISH: &str = include_str!("../../../sql/queries/job/finish.sql");
const FINISHED_BEFORE: &str = include_str!("../../../sql/queries/job/finished_before.sql");
pub(super) const FREE_WAITERS: &str = include_str!("../../../sql/queries/job/free_waiters.sql");
const RETRY_LATER: &str = include_str!("../../../sql/queries/job/retry_later.sql");
const RELEASE: &str = include_str!("../../../sql/queries/job/release.sql");
const ENSURE_PARTITIONS: &str = include_str!("../../../sql/queries/job/ensure_partitions.sql");

/// Tries of a transaction that lost a deadlock or a race for a partition.
const MOST_TRIES: u32 = 8;

/// An attempt's end, and so the job's.
#[derive(Clone, Debug, PartialEq)]
pub struct Finished {
    /// The job.
    pub id: Uuid,
    /// The attempt.
    pub attempt: i16,
    /// How it ended; a final state.
    pub state: JobState,
    /// Why, unless it succeeded.
    pub error: Option<JobError>,
    /// What the task answered.
    pub result: Option<Value>,
    /// Items that went wrong.
    pub warnings: i32,
    /// How far it had come, when that is newer than what is stored.
    pub progress: Option<Progress>,
}

/// A failed attempt that is followed by another.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryLater {
    /// The job.
    pub id: Uuid,
    /// The attempt that failed.
    pub attempt: i16,
    /// How long to wait before the next.
    pub wait: Duration,
    /// Why it failed.
    pub error: JobError,
}

/// What ending attempts has changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ended {
    /// The jobs that ended, now or by an earlier try of the same call. One that
    /// is missing was no longer that worker's.
    pub jobs: Vec<JobView>,
    /// Jobs that waited for one of them and may run now.
    pub freed: Vec<JobView>,
    /// How often the transaction had to be tried again after a deadlock.
    pub retries: u32,
}

/// Ends attempts of `worker_id` in one transaction: live rows go, history rows
/// come, waiters are freed. Saying the same again changes nothing. All of it is
/// one exchange with the server; when a statement fails, that makes the commit a
/// rollback.
///
/// # Errors
/// When Postgres is away, or after several deadlocks in a row.
pub async fn finish(
    client: &mut ClientWrapper,
    worker_id: Uuid,
    worker: &str,
    finished: &[Finished],
) -> Result<Ended, StoreError> {
    let mut retries = 0;
    loop {
        match finish_once(client, worker_id, worker, finished).await {
            Ok(ended) => return Ok(Ended { retries, ..ended }),
            Err(e) if !mend(client, &e, &mut retries).await? => return Err(e),
            Err(_) => {}
        }
    }
}

async fn finish_once(
    client: &ClientWrapper,
    worker_id: Uuid,
    worker: &str,
    finished: &[Finished],
) -> Result<Ended, StoreError> {
    let mut sorted: Vec<&Finished> = finished.iter().collect();
    sorted.sort_unstable_by_key(|f| (f.id, f.attempt));
    let ids: Vec<Uuid> = sorted.iter().map(|f| f.id).collect();
    let attempts: Vec<i16> = sorted.iter().map(|f| f.attempt).collect();
    let states: Vec<&str> = sorted.iter().map(|f| f.state.as_str()).collect();
    let errors: Vec<Option<Json<&JobError>>> = sorted.iter().map(|f| f.error.as_ref().map(Json)).collect();
    let results: Vec<Option<Json<&Value>>> = sorted.iter().map(|f| f.result.as_ref().map(Json)).collect();
    let warnings: Vec<i32> = sorted.iter().map(|f| f.warnings).collect();
    let progress: Vec<Option<Json<&Progress>>> = sorted.iter().map(|f| f.progress.as_ref().map(Json)).collect();
    let (finish, free) = (client.prepared(FINISH).await?, client.prepared(FREE_WAITERS).await?);
    let ends: [Param<'_>; 8] = [&worker_id, &ids, &attempts, &states, &errors, &results, &warnings, &progress];
    let of: [Param<'_>; 1] = [&ids];
    // Sent together, executed in this order; the first error counts.
    let (begun, ended, freed, committed) = tokio::join!(
        biased;
        client.batch_execute("begin"),
        client.query(&finish, &ends),
        client.query(&free, &of),
        client.batch_execute("commit")
    );
    begun?;
    let (ended, freed) = (ended?, freed?);
    committed?;
    let mut jobs = views(&ended)?;
    if jobs.len() < ids.len() {
        let told: HashSet<Uuid> = jobs.iter().map(|job| job.id).collect();
        let before = views(&client.run(FINISHED_BEFORE, &[&ids, &attempts, &states, &worker]).await?)?;
        jobs.extend(before.into_iter().filter(|job| !told.contains(&job.id)));
    }
    Ok(Ended { jobs, freed: views(&freed)?, retries: 0 })
}

pub(super) async fn free_waiters(db: &impl Executor, ended: &[Uuid]) -> Result<Vec<JobView>, StoreError> {
    views(&db.run(FREE_WAITERS, &[&ended]).await?)
}

/// Schedules further attempts; returns the jobs that got one. One that is
/// missing was no longer that worker's, or is to be cancelled.
///
/// # Errors
/// When Postgres is away.
pub async fn retry_later(
    client: &mut ClientWrapper,
    worker_id: Uuid,
    failed: &[RetryLater],
) -> Result<Vec<JobView>, StoreError> {
    let mut sorted: Vec<&RetryLater> = failed.iter().collect();
    sorted.sort_unstable_by_key(|f| (f.id, f.attempt));
    let ids: Vec<Uuid> = sorted.iter().map(|f| f.id).collect();
    let attempts: Vec<i16> = sorted.iter().map(|f| f.attempt).collect();
    let waits: Vec<f64> = sorted.iter().map(|f| f.wait.as_secs_f64()).collect();
    let errors: Vec<Json<&JobError>> = sorted.iter().map(|f| Json(&f.error)).collect();
    let mut retries = 0;
    loop {
        match client.run(RETRY_LATER, &[&worker_id, &ids, &attempts, &waits, &errors]).await {
            Ok(rows) => return views(&rows),
            Err(e) if !mend(client, &e, &mut retries).await? => return Err(e),
            Err(_) => {}
        }
    }
}

/// Gives attempts of a stopping worker back; returns the jobs that go on
/// elsewhere. One that is missing was no longer that worker's, may not run
/// twice, or is to be cancelled.
///
/// # Errors
/// When Postgres is away.
pub async fn release(
    client: &mut ClientWrapper,
    worker_id: Uuid,
    attempts: &[(Uuid, i16)],
) -> Result<Vec<JobView>, StoreError> {
    let mut sorted = attempts.to_vec();
    sorted.sort_unstable();
    let (ids, attempts): (Vec<Uuid>, Vec<i16>) = sorted.into_iter().unzip();
    let mut retries = 0;
    loop {
        match client.run(RELEASE, &[&worker_id, &ids, &attempts]).await {
            Ok(rows) => return views(&rows),
            Err(e) if !mend(client, &e, &mut retries).await? => return Err(e),
            Err(_) => {}
        }
    }
}

/// Whether trying again may help: after a deadlock with jitter, and after a
/// missing partition once there is one.
pub(super) async fn mend(client: &impl Executor, error: &StoreError, retries: &mut u32) -> Result<bool, StoreError> {
    *retries += 1;
    if *retries > MOST_TRIES {
        return Ok(false);
    }
    if is_missing_partition(error) {
        client.run(ENSURE_PARTITIONS, &[]).await?;
        // Once only: an id far off today has no partition and gets none.
        *retries = MOST_TRIES;
        return Ok(true);
    }
    if !error.is_transient() {
        return Ok(false);
    }
    tracing::info!(tries = *retries, "a transaction on jobs lost a deadlock and is tried again");
    let longest = 5_u64 << (*retries).min(6);
    let wait = rand::rng().random_range(1..=longest);
    tokio::time::sleep(Duration::from_millis(wait)).await;
    Ok(true)
}

/// A row for which no partition exists violates a check that has no name.
fn is_missing_partition(error: &StoreError) -> bool {
    matches!(error, StoreError::Statement(e) if e.as_db_error().is_some_and(|d|
        *d.code() == SqlState::CHECK_VIOLATION && d.constraint().is_none()))
}
