//! Which jobs are ready for a ticket.

use uuid::Uuid;

use super::row::{SMALL, view};
use crate::domain::Timestamp;
use crate::domain::job::JobView;
use crate::store::{Executor, StoreError};

const TO_HAND_OVER: &str = include_str!("../../../sql/queries/job/to_hand_over.sql");
const NEXT_READY: &str = include_str!("../../../sql/queries/job/next_ready.sql");
const MARK_HANDED_OVER: &str = include_str!("../../../sql/queries/job/mark_handed_over.sql");
const ALL_READY: &str = include_str!("../../../sql/queries/job/all_ready.sql");
const OLDEST_UNCLAIMED: &str = include_str!("../../../sql/queries/job/oldest_unclaimed.sql");

/// A job that is ready for a worker. Its ticket is (`view.id`, `view.attempt`),
/// its lane (`view.queue`, `view.priority`).
#[derive(Clone, Debug, PartialEq)]
pub struct Ready {
    /// The small form.
    pub view: JobView,
    /// Its state has just changed: tell the feed.
    pub changed: bool,
}

/// At most `limit` jobs that are ready and have no ticket yet, longest ready
/// first, and when the next one will be. Mark them once their tickets are sent.
///
/// # Errors
/// When a statement fails.
pub async fn to_hand_over(db: &impl Executor, limit: i64) -> Result<(Vec<Ready>, Option<Timestamp>), StoreError> {
    let rows = db.run(TO_HAND_OVER, &[&limit]).await?;
    let mut ready = rows
        .iter()
        .map(|row| Ok(Ready { view: view(row)?, changed: row.try_get(SMALL)? }))
        .collect::<Result<Vec<_>, StoreError>>()?;
    ready.sort_unstable_by_key(|r| r.view.id);
    let next = match db.run(NEXT_READY, &[]).await?.first() {
        Some(row) => row.try_get(0)?,
        None => None,
    };
    Ok((ready, next))
}

/// Notes that the tickets of these were sent. An attempt that is over already, or
/// that gave up its ticket, is left alone: it needs another one.
///
/// # Errors
/// When a statement fails.
pub async fn mark_handed_over(db: &impl Executor, sent: &[Ready]) -> Result<u64, StoreError> {
    let mut sorted: Vec<&JobView> = sent.iter().map(|ready| &ready.view).collect();
    sorted.sort_unstable_by_key(|view| view.id);
    let ids: Vec<Uuid> = sorted.iter().map(|view| view.id).collect();
    let attempts: Vec<i16> = sorted.iter().map(|view| view.attempt).collect();
    let revs: Vec<i64> = sorted.iter().map(|view| view.rev).collect();
    Ok(db.run(MARK_HANDED_OVER, &[&ids, &attempts, &revs]).await?.len() as u64)
}

/// A page of all jobs that a worker could claim now, by id, whether they have a
/// ticket or not: for a new leader, and after Redis forgot.
///
/// # Errors
/// When a statement fails.
pub async fn all_ready(db: &impl Executor, after: Uuid, limit: i64) -> Result<Vec<Ready>, StoreError> {
    let rows = db.run(ALL_READY, &[&after, &limit]).await?;
    rows.iter().map(|row| Ok(Ready { view: view(row)?, changed: false })).collect()
}

/// Since when the oldest job with a ticket has been waiting for a worker.
///
/// # Errors
/// When a statement fails.
pub async fn oldest_unclaimed(db: &impl Executor) -> Result<Option<Timestamp>, StoreError> {
    match db.run(OLDEST_UNCLAIMED, &[]).await?.first() {
        Some(row) => Ok(row.try_get(0)?),
        None => Ok(None),
    }
}
