//! What a person asks who wants to know why something does not run.

use deadpool_postgres::GenericClient;
use uuid::Uuid;

use super::{StoreError, one, rows};
use crate::domain::Timestamp;

const SERVER: &str = include_str!("../../sql/queries/diagnosis/server.sql");
const LEADER_LOCK: &str = include_str!("../../sql/queries/diagnosis/leader_lock.sql");
const TASKS: &str = include_str!("../../sql/queries/diagnosis/tasks.sql");
const SCHEDULE_ID: &str = include_str!("../../sql/queries/diagnosis/schedule_id.sql");
const SWITCHED_OFF: &str = include_str!("../../sql/queries/diagnosis/switched_off.sql");
const LAST_SKIP: &str = include_str!("../../sql/queries/diagnosis/last_skip.sql");
const PENDING: &str = include_str!("../../sql/queries/diagnosis/pending.sql");
const OPEN_JOBS: &str = include_str!("../../sql/queries/diagnosis/open_jobs.sql");

/// The server's version (15.6 is 150006) and its time.
///
/// # Errors
/// When the database fails.
pub async fn server(client: &impl GenericClient) -> Result<(i32, Timestamp), StoreError> {
    let row = one(client, SERVER, &[]).await?;
    Ok((row.try_get("version")?, row.try_get("now")?))
}

/// Whether a beat holds the leader's lock now.
///
/// # Errors
/// When the database fails.
pub async fn leader_lock_is_held(client: &impl GenericClient) -> Result<bool, StoreError> {
    Ok(one(client, LEADER_LOCK, &[]).await?.try_get("held")?)
}

/// The tasks of enabled schedules, and how many schedules name each.
///
/// # Errors
/// When the database fails.
pub async fn tasks_in_use(client: &impl GenericClient) -> Result<Vec<(String, i64)>, StoreError> {
    rows(client, TASKS, &[]).await?.iter().map(|row| Ok((row.try_get("task")?, row.try_get("schedules")?))).collect()
}

/// The id of the live schedule of that name.
///
/// # Errors
/// When the database fails.
pub async fn schedule_named(client: &impl GenericClient, name: &str) -> Result<Option<Uuid>, StoreError> {
    Ok(rows(client, SCHEDULE_ID, &[&name]).await?.first().map(|row| row.try_get("id")).transpose()?)
}

/// Schedules of which due times wait for an operator: the five with most, each
/// with how many, and how many such schedules there are.
///
/// # Errors
/// When the database fails.
pub async fn pending(client: &impl GenericClient) -> Result<(Vec<(String, i64)>, i64), StoreError> {
    let found = rows(client, PENDING, &[]).await?;
    let all = found.first().map_or(Ok(0), |row| row.try_get("schedules"))?;
    let most = found.iter().map(|row| Ok((row.try_get("name")?, row.try_get("due_times")?)));
    Ok((most.collect::<Result<_, StoreError>>()?, all))
}

/// Who switched a schedule off.
#[derive(Clone, Debug)]
pub struct SwitchedOff {
    /// The version that this made.
    pub version: i32,
    /// Who, by the name at the time.
    pub actor: String,
    /// When.
    pub at: Timestamp,
    /// Why, if they said so.
    pub note: Option<String>,
}

/// The newest event that switched a schedule off.
///
/// # Errors
/// When the database fails.
pub async fn switched_off(client: &impl GenericClient, schedule: Uuid) -> Result<Option<SwitchedOff>, StoreError> {
    let found = rows(client, SWITCHED_OFF, &[&schedule]).await?;
    let Some(row) = found.first() else { return Ok(None) };
    Ok(Some(SwitchedOff {
        version: row.try_get("version")?,
        actor: row.try_get("actor")?,
        at: row.try_get("occurred_at")?,
        note: row.try_get("note")?,
    }))
}

/// Due times that did not become jobs.
#[derive(Clone, Debug)]
pub struct Skip {
    /// The first of them.
    pub due_from: Timestamp,
    /// The last of them.
    pub due_through: Timestamp,
    /// How many.
    pub due_count: i32,
    /// `skipped` or `pending`.
    pub outcome: String,
    /// Why.
    pub reason: String,
    /// The job that was in the way.
    pub blocking_job: Option<Uuid>,
}

/// The newest entry of a schedule's ledger.
///
/// # Errors
/// When the database fails.
pub async fn last_skip(client: &impl GenericClient, schedule: Uuid) -> Result<Option<Skip>, StoreError> {
    let found = rows(client, LAST_SKIP, &[&schedule]).await?;
    let Some(row) = found.first() else { return Ok(None) };
    Ok(Some(Skip {
        due_from: row.try_get("due_from")?,
        due_through: row.try_get("due_through")?,
        due_count: row.try_get("due_count")?,
        outcome: row.try_get("outcome")?,
        reason: row.try_get("reason")?,
        blocking_job: row.try_get("blocking_job")?,
    }))
}

/// A job that has not ended.
#[derive(Clone, Debug)]
pub struct OpenJob {
    /// Its id.
    pub id: Uuid,
    /// Its state.
    pub state: String,
    /// Where it waits to be taken from.
    pub queue: String,
    /// Not before.
    pub ready_at: Timestamp,
    /// Who runs it.
    pub worker: Option<String>,
    /// The job it waits for.
    pub waits_for: Option<Uuid>,
}

/// Jobs of a schedule that have not ended, the oldest first; not all where there are many.
///
/// # Errors
/// When the database fails.
pub async fn open_jobs(client: &impl GenericClient, schedule: Uuid) -> Result<Vec<OpenJob>, StoreError> {
    let read = |row: &tokio_postgres::Row| {
        Ok(OpenJob {
            id: row.try_get("id")?,
            state: row.try_get("state")?,
            queue: row.try_get("queue")?,
            ready_at: row.try_get("ready_at")?,
            worker: row.try_get("worker")?,
            waits_for: row.try_get("waits_for")?,
        })
    };
    rows(client, OPEN_JOBS, &[&schedule]).await?.iter().map(read).collect()
}
