//! What a run by hand needs of the tables, in one transaction.

use deadpool_postgres::Transaction;
use serde_json::Value;
use tokio_postgres::Row;
use uuid::Uuid;

use super::schedules::read_schedule;
use super::{StoreError, execute, rows};
use crate::domain::schedule::{Schedule, Unreadable};

const HOLD: &str = include_str!("../../sql/queries/schedule/hold_for_run.sql");
const RAN: &str = include_str!("../../sql/queries/schedule/ran_by_hand.sql");
const OPEN_JOB: &str = include_str!("../../sql/queries/schedule/open_job.sql");
const CLAIM: &str = include_str!("../../sql/queries/idempotency/claim.sql");
const FIND: &str = include_str!("../../sql/queries/idempotency/find.sql");

/// A schedule held against firing.
#[derive(Debug)]
pub struct HeldForRun {
    /// As it stands; or why this version cannot read it.
    pub schedule: Result<Schedule, Unreadable>,
    /// Whether its jobs may act as its owner.
    pub owner_active: bool,
}

/// Holds a schedule, live or deleted, until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn hold(tx: &Transaction<'_>, id: Uuid) -> Result<Option<HeldForRun>, StoreError> {
    let found = rows(tx, HOLD, &[&id]).await?;
    let Some(row) = found.first() else { return Ok(None) };
    let (version, head): (i32, i32) = (row.try_get("version")?, row.try_get("head_version")?);
    let schedule = if head > version {
        Err(Unreadable(format!("its newest event is version {head}, and this program can read it up to {version}")))
    } else {
        read_schedule(row)
    };
    Ok(Some(HeldForRun { schedule, owner_active: row.try_get("owner_active")? }))
}

/// A job of the schedule that has not ended, and its state.
///
/// # Errors
/// When the database fails.
pub async fn open_job(tx: &Transaction<'_>, schedule: Uuid) -> Result<Option<(Uuid, String)>, StoreError> {
    let found = rows(tx, OPEN_JOB, &[&schedule]).await?;
    found.first().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).transpose()
}

/// Counts a run by hand.
///
/// # Errors
/// When the database fails.
pub async fn count_run(tx: &Transaction<'_>, schedule: Uuid) -> Result<(), StoreError> {
    execute(tx, RAN, &[&schedule]).await?;
    Ok(())
}

/// A job that an idempotency key made before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MadeBefore {
    /// The job.
    pub job: Uuid,
    /// Whether the same was asked for then.
    pub same_request: bool,
}

/// Takes an idempotency key for `job`; or tells for what it was used before.
///
/// # Errors
/// When the database fails.
pub async fn claim_key(
    tx: &Transaction<'_>,
    user: Uuid,
    key: &str,
    job: Uuid,
    request: &Value,
) -> Result<Option<MadeBefore>, StoreError> {
    if !rows(tx, CLAIM, &[&user, &key, &job, request]).await?.is_empty() {
        return Ok(None);
    }
    let found = rows(tx, FIND, &[&user, &key, request]).await?;
    let read = |row: &Row| Ok(MadeBefore { job: row.try_get(0)?, same_request: row.try_get(1)? });
    found.first().map(read).transpose()
}
