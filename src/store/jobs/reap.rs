//! Taking over what lost workers left.

use super::finish::free_waiters;
use super::row::views;
use crate::domain::job::JobView;
use crate::store::{Executor, StoreError};

const REAP_ENDED: &str = include_str!("../../../sql/queries/job/reap_ended.sql");
const REAP_AGAIN: &str = include_str!("../../../sql/queries/job/reap_again.sql");

/// A job that lost this many workers is what kills them, and is not tried again.
pub const MOST_LOST_WORKERS: i32 = 3;

/// What became of attempts whose lease had lapsed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reaped {
    /// Jobs that ended: cancelled, poisonous, or not to be repeated after a crash.
    pub ended: Vec<JobView>,
    /// Jobs that run again: queued, with the next attempt, not handed over yet.
    pub again: Vec<JobView>,
    /// Jobs that waited for an ended one and may run now.
    pub freed: Vec<JobView>,
}

impl Reaped {
    /// Whether anything changed. Then clients need a reset too: the lost worker
    /// may have committed what it did not tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ended.is_empty() && self.again.is_empty()
    }

    /// Everything that changed, to be told after the commit.
    pub fn into_views(self) -> impl Iterator<Item = JobView> {
        self.ended.into_iter().chain(self.again).chain(self.freed)
    }
}

/// Ends or queues anew at most `limit` attempts whose lease has lapsed. For the
/// leader, within its fenced transaction. It hints nobody but itself: hand over afterwards.
///
/// # Errors
/// When a statement fails.
pub async fn reap(db: &impl Executor, limit: i64) -> Result<Reaped, StoreError> {
    let again = views(&db.run(REAP_AGAIN, &[&limit, &MOST_LOST_WORKERS]).await?)?;
    let ended = views(&db.run(REAP_ENDED, &[&limit, &MOST_LOST_WORKERS]).await?)?;
    let freed = if ended.is_empty() {
        Vec::new()
    } else {
        let ids: Vec<_> = ended.iter().map(|job| job.id).collect();
        free_waiters(db, &ids).await?
    };
    Ok(Reaped { ended, again, freed })
}
