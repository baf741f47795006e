//! Maintenance windows: versions of them, and which may still decide something.

use deadpool_postgres::{GenericClient, Transaction};
use tokio_postgres::Row;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::{StoreError, execute, one, rows};
use crate::domain::Timestamp;
use crate::domain::maintenance::{InForce, Window, Windows};

const BEGIN: &str = include_str!("../../sql/queries/maintenance/begin.sql");
const REVISION: &str = include_str!("../../sql/queries/maintenance/revision.sql");
const IN_FORCE: &str = include_str!("../../sql/queries/maintenance/in_force.sql");
const NEWEST: &str = include_str!("../../sql/queries/maintenance/newest.sql");
const COUNT_OPEN: &str = include_str!("../../sql/queries/maintenance/count_open.sql");
const INSERT: &str = include_str!("../../sql/queries/maintenance/insert.sql");
const END: &str = include_str!("../../sql/queries/maintenance/end.sql");

/// The form of definitions that this version writes and reads.
const FORMAT: i16 = 1;

/// Begins to write windows: what the leader has in flight is over, nothing more
/// begins before the transaction ends. The database's time since then.
///
/// # Errors
/// When the database fails.
pub async fn begin(tx: &Transaction<'_>) -> Result<Timestamp, StoreError> {
    // Firing waits meanwhile: whoever stops half-way must not make it wait long.
    tx.batch_execute("set local idle_in_transaction_session_timeout = 2000").await?;
    Ok(one(tx, BEGIN, &[]).await?.try_get("now")?)
}

/// The number of the present set of windows.
///
/// # Errors
/// When the database fails.
pub async fn revision(client: &impl GenericClient) -> Result<i64, StoreError> {
    Ok(one(client, REVISION, &[]).await?.try_get(0)?)
}

/// The windows that may still decide something, and the number of this set.
///
/// # Errors
/// When the database fails, or this version cannot read one of them: what a window
/// says must not be guessed.
pub async fn in_force(client: &impl GenericClient) -> Result<(Windows, i64), StoreError> {
    let found = rows(client, IN_FORCE, &[]).await?;
    let revision = match found.first() {
        Some(row) => row.try_get("windows_revision")?,
        None => 0,
    };
    let there = found.iter().filter(|row| row.get::<_, Option<Uuid>>("id").is_some());
    Ok((Windows::new(there.map(read).collect::<Result<_, _>>()?), revision))
}

fn read(row: &Row) -> Result<InForce, StoreError> {
    let (format, definition): (i16, Json<serde_json::Value>) = (row.try_get("format")?, row.try_get("definition")?);
    let unreadable = |reason: String| StoreError::Unreadable { what: "maintenance window", reason };
    if format > FORMAT {
        return Err(unreadable(format!("its form is {format}, and this program knows up to {FORMAT}")));
    }
    let window: Window = serde_json::from_value(definition.0).map_err(|e| unreadable(e.to_string()))?;
    Ok(InForce {
        id: row.try_get("id")?,
        window,
        effective_at: row.try_get("effective_at")?,
        ended_at: row.try_get("ended_at")?,
    })
}

/// The newest version of a window, and who did what to it.
#[derive(Clone, Debug)]
pub struct WindowRow {
    /// What it says, and since when. Its `ended_at` is when it was lifted.
    pub newest: InForce,
    /// Its number, from 1.
    pub version: i32,
    /// Who wrote this version.
    pub written_by: String,
    /// Who lifted it.
    pub lifted_by: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who made it.
    pub created_by: String,
}

fn window_row(row: &Row) -> Result<WindowRow, StoreError> {
    Ok(WindowRow {
        newest: read(row)?,
        version: row.try_get("version")?,
        written_by: row.try_get("written_by")?,
        lifted_by: row.try_get("ended_by")?,
        created_at: row.try_get("created_at")?,
        created_by: row.try_get("created_by")?,
    })
}

/// All windows as they stand, the newest first, at most `most`.
///
/// # Errors
/// When the database fails.
pub async fn list(client: &impl GenericClient, most: i64) -> Result<Vec<WindowRow>, StoreError> {
    rows(client, NEWEST, &[&None::<Uuid>, &most]).await?.iter().map(window_row).collect()
}

/// One window as it stands.
///
/// # Errors
/// When the database fails.
pub async fn get(client: &impl GenericClient, id: Uuid) -> Result<Option<WindowRow>, StoreError> {
    rows(client, NEWEST, &[&Some(id), &1_i64]).await?.first().map(window_row).transpose()
}

/// How many windows may still open.
///
/// # Errors
/// When the database fails.
pub async fn count_open(client: &impl GenericClient) -> Result<i64, StoreError> {
    Ok(one(client, COUNT_OPEN, &[]).await?.try_get(0)?)
}

/// Adds a version of a window, in force from `effective_at`. After [`begin`].
///
/// # Errors
/// When the database fails, or there is that version already (`maintenance_window_pkey`).
pub async fn insert(
    tx: &Transaction<'_>,
    id: Uuid,
    version: i32,
    window: &Window,
    effective_at: Timestamp,
    by: &str,
) -> Result<(), StoreError> {
    execute(tx, INSERT, &[&id, &version, &FORMAT, &Json(window), &window.until, &effective_at, &by]).await?;
    Ok(())
}

/// Ends a version of a window at `at`. After [`begin`].
///
/// # Errors
/// When the database fails.
pub async fn end(tx: &Transaction<'_>, id: Uuid, version: i32, at: Timestamp, by: &str) -> Result<(), StoreError> {
    execute(tx, END, &[&id, &version, &at, &by]).await?;
    Ok(())
}
