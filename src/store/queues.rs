//! Queues that are paused: their jobs wait, and start when they are resumed.

use deadpool_postgres::{Client, GenericClient};
use tokio_postgres::error::SqlState;

use super::{StoreError, execute, rows};
use crate::domain::Timestamp;

const LOCK: &str = include_str!("../../sql/queries/queue/lock_pauses.sql");
const PAUSE: &str = include_str!("../../sql/queries/queue/pause.sql");
const RESUME: &str = include_str!("../../sql/queries/queue/resume.sql");
const PAUSED: &str = include_str!("../../sql/queries/queue/paused.sql");

/// How long a change may wait for claims in flight, in milliseconds: new ones queue behind it.
const LOCK_WAIT: u32 = 2_000;

/// A queue from which no job starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Its name.
    pub queue: String,
    /// Since when.
    pub at: Timestamp,
    /// Who paused it.
    pub by: String,
    /// Why.
    pub note: Option<String>,
}

/// The paused queues, by name.
///
/// # Errors
/// When the database fails.
pub async fn paused(client: &impl GenericClient) -> Result<Vec<Pause>, StoreError> {
    let read = |row: &tokio_postgres::Row| {
        Ok(Pause {
            queue: row.try_get("queue")?,
            at: row.try_get("paused_at")?,
            by: row.try_get("paused_by")?,
            note: row.try_get("note")?,
        })
    };
    rows(client, PAUSED, &[]).await?.iter().map(read).collect()
}

/// What is to become of a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// From when this is done, no job of it starts. What runs goes on.
    Pause {
        /// Who wants it.
        by: &'a str,
        /// Why; what was said before stays where nothing is said.
        note: Option<&'a str>,
    },
    /// Its jobs start again.
    Resume,
}

/// Pauses or resumes a queue; done again, nothing changes. `false`: claims in
/// flight did not end in time, and nothing was done.
///
/// # Errors
/// When the database fails.
pub async fn change(client: &mut Client, queue: &str, what: Change<'_>) -> Result<bool, StoreError> {
    let tx = client.transaction().await?;
    tx.batch_execute(&format!("set local lock_timeout = {LOCK_WAIT}")).await?;
    match execute(&tx, LOCK, &[]).await {
        Err(e) if e.code() == Some(&SqlState::LOCK_NOT_AVAILABLE) => return Ok(false),
        other => other?,
    };
    match what {
        Change::Pause { by, note } => execute(&tx, PAUSE, &[&queue, &by, &note]).await?,
        Change::Resume => execute(&tx, RESUME, &[&queue]).await?,
    };
    tx.commit().await?;
    Ok(true)
}
