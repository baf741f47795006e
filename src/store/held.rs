//! What maintenance windows hold, and letting it go.

use deadpool_postgres::Transaction;
use uuid::Uuid;

use super::{StoreError, execute, rows};
use crate::domain::Timestamp;
use crate::domain::settle::{Counted, Reason};

const HELD: &str = include_str!("../../sql/queries/ledger/held.sql");
const LET_GO: &str = include_str!("../../sql/queries/ledger/let_go.sql");
const SKIP: &str = include_str!("../../sql/queries/ledger/skip.sql");
const RUNTIME_LET_GO: &str = include_str!("../../sql/queries/fire/let_go.sql");

/// A row of due times that wait for a window's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldRow {
    /// The first.
    pub from: Timestamp,
    /// The last.
    pub through: Timestamp,
    /// How many.
    pub count: i32,
    /// The version that owns them.
    pub version: i32,
}

/// What is held of a schedule, newest first. The caller holds the schedule.
///
/// # Errors
/// When the database fails.
pub async fn of(tx: &Transaction<'_>, schedule: Uuid) -> Result<Vec<HeldRow>, StoreError> {
    let found = rows(tx, HELD, &[&schedule]).await?;
    let read = |row: &tokio_postgres::Row| {
        Ok(HeldRow {
            from: row.try_get("due_from")?,
            through: row.try_get("due_through")?,
            count: row.try_get("due_count")?,
            version: row.try_get("schedule_version")?,
        })
    };
    found.iter().map(read).collect()
}

/// Makes skips of all that is held but the newest due time, whose outcome the
/// caller decides. `before` is the due time before it in its row, if any.
///
/// # Errors
/// When the database fails.
pub async fn let_go(
    tx: &Transaction<'_>,
    schedule: Uuid,
    before: Option<Timestamp>,
    became_job: Option<Timestamp>,
    counted: Counted,
) -> Result<(), StoreError> {
    execute(tx, LET_GO, &[&schedule, &before]).await?;
    let runs = i32::try_from(counted.runs).unwrap_or(i32::MAX);
    execute(tx, RUNTIME_LET_GO, &[&schedule, &became_job, &counted.cycle, &runs]).await?;
    Ok(())
}

/// Records that one due time became no job.
///
/// # Errors
/// When the database fails.
pub async fn skip(
    tx: &Transaction<'_>,
    schedule: Uuid,
    due: Timestamp,
    version: i32,
    reason: Reason,
    behind: Option<Uuid>,
) -> Result<(), StoreError> {
    execute(tx, SKIP, &[&schedule, &due, &reason.as_str(), &version, &behind]).await?;
    Ok(())
}
