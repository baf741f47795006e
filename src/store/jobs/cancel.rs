//! Ending a job because somebody asked for it.

use deadpool_postgres::ClientWrapper;
use uuid::Uuid;

use super::finish::{free_waiters, mend};
use super::row::{view, views};
use crate::domain::job::JobView;
use crate::store::{Executor, StoreError};

const CANCEL_RUNNING: &str = include_str!("../../../sql/queries/job/cancel_running.sql");
const CANCEL_UNSTARTED: &str = include_str!("../../../sql/queries/job/cancel_unstarted.sql");
const CANCEL_RUNNING_OF: &str = include_str!("../../../sql/queries/job/cancel_running_of.sql");
const CANCEL_UNSTARTED_OF: &str = include_str!("../../../sql/queries/job/cancel_unstarted_of.sql");
const WAITED_FOR: &str = include_str!("../../../sql/queries/job/waited_for.sql");
const WAIT_INSTEAD: &str = include_str!("../../../sql/queries/job/wait_instead.sql");
const ENDED: &str = include_str!("../../../sql/queries/job/ended.sql");

/// Looks at a job that changes under our hands; each look is a statement.
const MOST_LOOKS: u32 = 5;

/// What became of a wish to cancel.
#[derive(Clone, Debug, PartialEq)]
pub enum CancelOutcome {
    /// No worker had it: it is over. Jobs that waited for it may run now.
    Ended {
        /// The job, cancelled.
        view: Box<JobView>,
        /// The waiters, to be told too.
        freed: Vec<JobView>,
    },
    /// A worker has it and was asked to stop.
    Requested(Box<JobView>),
    /// It was over before.
    AlreadyEnded,
    /// There is no such job, or it is no longer kept.
    NotFound,
}

/// Cancels a job on behalf of `by`.
///
/// # Errors
/// When Postgres is away.
pub async fn cancel(client: &mut ClientWrapper, id: Uuid, by: &str) -> Result<CancelOutcome, StoreError> {
    let mut retries = 0;
    for _ in 0..MOST_LOOKS {
        if let Some(row) = client.run(CANCEL_RUNNING, &[&id, &by]).await?.first() {
            return Ok(CancelOutcome::Requested(Box::new(view(row)?)));
        }
        match end_unstarted(client, id, by).await {
            Ok(Some(ended)) => return Ok(ended),
            Ok(None) => {}
            Err(e) if !mend(client, &e, &mut retries).await? => return Err(e),
            Err(_) => continue,
        }
        if client.run(ENDED, &[&id]).await?.first().is_some_and(|row| row.get(0)) {
            return Ok(CancelOutcome::AlreadyEnded);
        }
    }
    Ok(CancelOutcome::NotFound)
}

/// What cancelling a schedule's open jobs has changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cancelled {
    /// The jobs that were ended, or asked to stop, as they are now.
    pub views: Vec<JobView>,
}

/// Cancels every open job of a schedule, in the caller's transaction: those that
/// no worker has are over, the others are asked to stop. The caller holds the
/// schedule, so that none is added meanwhile.
///
/// # Errors
/// When a statement fails.
pub async fn cancel_open(db: &impl Executor, schedule: Uuid, by: &str) -> Result<Cancelled, StoreError> {
    cancel_open_of(db, &[schedule], by).await
}

/// The same of several schedules.
///
/// # Errors
/// When a statement fails.
pub async fn cancel_open_of(db: &impl Executor, schedules: &[Uuid], by: &str) -> Result<Cancelled, StoreError> {
    let mut views = super::row::views(&db.run(CANCEL_UNSTARTED_OF, &[&schedules, &by]).await?)?;
    // What was ended can only have been waited for by others of its schedule, which were ended too.
    views.extend(super::row::views(&db.run(CANCEL_RUNNING_OF, &[&schedules, &by]).await?)?);
    Ok(Cancelled { views })
}

async fn end_unstarted(client: &mut ClientWrapper, id: Uuid, by: &str) -> Result<Option<CancelOutcome>, StoreError> {
    let transaction = client.transaction().await?;
    // One that waits its turn hands its place on: who waited for it must not start
    // beside the one it waited for.
    let before: Option<Uuid> = transaction.run(WAITED_FOR, &[&id]).await?.first().map(|row| row.get(0));
    let rows = transaction.run(CANCEL_UNSTARTED, &[&id, &by]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let view = Box::new(view(row)?);
    let freed = match before {
        Some(before) => views(&transaction.run(WAIT_INSTEAD, &[&id, &before]).await?)?,
        None => free_waiters(&transaction, &[id]).await?,
    };
    transaction.commit().await?;
    Ok(Some(CancelOutcome::Ended { view, freed }))
}
