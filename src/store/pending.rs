//! Due times that wait for an operator, and jobs made for past ones by hand. The
//! caller holds the schedule.

use std::collections::HashSet;
use std::time::Duration;

use deadpool_postgres::{GenericClient, Transaction};
use uuid::Uuid;

use super::{StoreError, execute, one, rows};
use crate::domain::Timestamp;
use crate::domain::cadence::Span;
use crate::domain::ledger::SkipReason;
use crate::domain::settle::Counted;

const ROWS: &str = include_str!("../../sql/queries/pending/rows.sql");
const COUNT: &str = include_str!("../../sql/queries/pending/count.sql");
const TAKE: &str = include_str!("../../sql/queries/pending/take.sql");
const PUT: &str = include_str!("../../sql/queries/pending/put.sql");
const MADE_UP: &str = include_str!("../../sql/queries/pending/made_up.sql");
const WITH_JOBS: &str = include_str!("../../sql/queries/backfill/with_jobs.sql");
const RECORD: &str = include_str!("../../sql/queries/backfill/record.sql");
const GET: &str = include_str!("../../sql/queries/backfill/get.sql");

/// A row of pending due times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PendingRow {
    /// Its due times.
    pub span: Span,
    /// What they wait for.
    pub reason: SkipReason,
    /// The version that owns them.
    pub version: i32,
    /// When it was recorded.
    pub recorded_at: Timestamp,
}

/// What stands in the place of a row, or of a part of it.
#[derive(Clone, Copy, Debug)]
pub struct Put {
    /// What it was a part of; `span` is that part.
    pub row: PendingRow,
    /// Whether it was dropped, instead of being left pending.
    pub dropped: bool,
}

/// What is pending of a schedule from `from` to `to`, oldest first, held. A row that
/// reaches out of the range is given whole.
///
/// # Errors
/// When the database fails.
pub async fn of(
    tx: &Transaction<'_>,
    schedule: Uuid,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<PendingRow>, StoreError> {
    let read = |row: &tokio_postgres::Row| {
        let reason = row.try_get::<_, &str>("reason")?;
        Ok(PendingRow {
            span: Span {
                first: row.try_get("due_from")?,
                last: row.try_get("due_through")?,
                count: u64::try_from(row.try_get::<_, i32>("due_count")?).unwrap_or(0),
            },
            reason: reason.parse().map_err(|reason| StoreError::Unreadable { what: "reason", reason })?,
            version: row.try_get("schedule_version")?,
            recorded_at: row.try_get("recorded_at")?,
        })
    };
    rows(tx, ROWS, &[&schedule, &from, &to]).await?.iter().map(read).collect()
}

/// How many due times are pending; rows that reach out of the range count whole.
///
/// # Errors
/// When the database fails.
pub async fn count(
    client: &impl GenericClient,
    schedule: Uuid,
    from: Timestamp,
    to: Timestamp,
) -> Result<i64, StoreError> {
    Ok(one(client, COUNT, &[&schedule, &from, &to]).await?.try_get(0)?)
}

/// Puts `put` in the place of `taken`. `who` decided about what is dropped.
///
/// # Errors
/// When the database fails.
pub async fn replace(
    tx: &Transaction<'_>,
    schedule: Uuid,
    taken: &[PendingRow],
    put: &[Put],
    who: &str,
) -> Result<(), StoreError> {
    let begin: Vec<Timestamp> = taken.iter().map(|row| row.span.first).collect();
    execute(tx, TAKE, &[&schedule, &begin]).await?;
    let (first, last): (Vec<Timestamp>, Vec<Timestamp>) =
        put.iter().map(|put| (put.row.span.first, put.row.span.last)).unzip();
    let count: Vec<i32> = put.iter().map(|put| i32::try_from(put.row.span.count).unwrap_or(i32::MAX)).collect();
    let outcome: Vec<&str> = put.iter().map(|put| if put.dropped { "skipped" } else { "pending" }).collect();
    let reason = |put: &Put| if put.dropped { SkipReason::DroppedByOperator } else { put.row.reason };
    let reasons: Vec<&str> = put.iter().map(|put| reason(put).as_str()).collect();
    let version: Vec<i32> = put.iter().map(|put| put.row.version).collect();
    let recorded: Vec<Timestamp> = put.iter().map(|put| put.row.recorded_at).collect();
    execute(tx, PUT, &[&schedule, &first, &last, &count, &outcome, &reasons, &version, &recorded, &who]).await?;
    Ok(())
}

/// Notes that `jobs` jobs were made for past due times of a schedule, or that others were
/// dropped, so that a firing beside it decides anew.
///
/// # Errors
/// When the database fails.
pub async fn made_up(
    tx: &Transaction<'_>,
    schedule: Uuid,
    jobs: usize,
    newest: Option<Timestamp>,
    counted: Counted,
) -> Result<(), StoreError> {
    let (jobs, runs) = (i64::try_from(jobs).unwrap_or(i64::MAX), i32::try_from(counted.runs).unwrap_or(i32::MAX));
    execute(tx, MADE_UP, &[&schedule, &jobs, &newest, &counted.cycle, &runs]).await?;
    Ok(())
}

/// The due times in a range for which there are jobs, whatever made them.
///
/// # Errors
/// When the database fails.
pub async fn with_jobs(tx: &Transaction<'_>, schedule: Uuid, span: Span) -> Result<HashSet<Timestamp>, StoreError> {
    let low = super::occurrences::low_id(span.first);
    let high = super::occurrences::low_id(span.last.plus(Duration::from_millis(1)));
    let found = rows(tx, WITH_JOBS, &[&schedule, &span.first, &span.last, &low, &high]).await?;
    Ok(found.iter().map(|row| row.get(0)).collect())
}

/// A backfill as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackfillRecord {
    /// The first of its jobs.
    pub first_job: Uuid,
    /// Of which schedule.
    pub schedule: Uuid,
    /// By which version.
    pub version: i32,
    /// The first due time.
    pub from: Timestamp,
    /// The last one.
    pub through: Timestamp,
    /// How many jobs.
    pub jobs: i32,
    /// Why.
    pub note: Option<String>,
}

/// Keeps who backfilled what, and why.
///
/// # Errors
/// When the database fails.
pub async fn record(tx: &Transaction<'_>, what: &BackfillRecord, actor: &str) -> Result<(), StoreError> {
    let BackfillRecord { first_job, schedule, version, from, through, jobs, note } = what;
    execute(tx, RECORD, &[first_job, schedule, version, from, through, jobs, &actor, note]).await?;
    Ok(())
}

/// The backfill that began with a job.
///
/// # Errors
/// When the database fails.
pub async fn backfill(client: &impl GenericClient, first_job: Uuid) -> Result<Option<BackfillRecord>, StoreError> {
    let found = rows(client, GET, &[&first_job]).await?;
    let read = |row: &tokio_postgres::Row| {
        Ok(BackfillRecord {
            first_job,
            schedule: row.try_get("schedule_id")?,
            version: row.try_get("schedule_version")?,
            from: row.try_get("due_from")?,
            through: row.try_get("due_through")?,
            jobs: row.try_get("jobs")?,
            note: row.try_get("note")?,
        })
    };
    found.first().map(read).transpose()
}
