//! Which schedules fail: noted right after their jobs end.
//!
//! A schedule fails while the newest of its ended jobs failed or timed out. One
//! that was cancelled says nothing: neither does it begin a streak nor end one.
//!
//! The note is no part of the transaction that ends the jobs, which holds live
//! jobs, and the lock order has schedules before them. Whoever crashes in between
//! leaves a wrong note; [`repair`] finds it, when a leader begins and when a
//! worker was lost.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Executor, StoreError};
use crate::domain::job::{JobState, JobView};

const FLIP: &str = include_str!("../../sql/queries/streak/flip.sql");
const PAGE: &str = include_str!("../../sql/queries/streak/page.sql");

/// Looks at rows that others hold or change meanwhile; what is still odd then is left for [`repair`].
const MOST_LOOKS: u32 = 8;
/// Schedules repaired by one statement.
const PAGE_SIZE: i64 = 500;
/// The pause before another look at rows that somebody holds.
const PAUSE: std::time::Duration = std::time::Duration::from_millis(20);

/// Notes which schedules have begun to fail or have recovered by the end of
/// `jobs`, with a notice for each. Returns those schedules. Call it after the
/// commit that ended the jobs; one statement where nothing changes.
///
/// # Errors
/// When a statement fails.
pub async fn note(db: &impl Executor, jobs: &[JobView]) -> Result<Vec<Uuid>, StoreError> {
    let mut newest: BTreeMap<Uuid, (Uuid, bool)> = BTreeMap::new();
    for job in jobs.iter().filter(|job| job.state.is_final() && job.state != JobState::Cancelled) {
        let Some(schedule) = job.schedule_id else { continue };
        let this = (job.id, job.state != JobState::Succeeded);
        newest.entry(schedule).and_modify(|known| *known = this.max(*known)).or_insert(this);
    }
    let schedules: Vec<Uuid> = newest.keys().copied().collect();
    flip(db, schedules, newest.into_values().map(|(_, failed)| Some(failed)).collect()).await
}

/// Makes every note what history says. Returns the schedules that were noted wrongly.
///
/// # Errors
/// When a statement fails.
pub async fn repair(db: &impl Executor) -> Result<Vec<Uuid>, StoreError> {
    let mut flipped = Vec::new();
    let mut after = Uuid::nil();
    loop {
        let rows = db.run(PAGE, &[&after, &PAGE_SIZE]).await?;
        let page: Vec<Uuid> = rows.iter().map(|row| row.get(0)).collect();
        let Some(last) = page.last() else { return Ok(flipped) };
        after = *last;
        let unknown = vec![None; page.len()];
        flipped.extend(flip(db, page, unknown).await?);
    }
}

async fn flip(
    db: &impl Executor,
    mut schedules: Vec<Uuid>,
    mut failed: Vec<Option<bool>>,
) -> Result<Vec<Uuid>, StoreError> {
    let mut flipped = Vec::new();
    for look in 0..MOST_LOOKS {
        if schedules.is_empty() {
            break;
        }
        if look > 1 {
            tokio::time::sleep(PAUSE).await;
        }
        let odd = db.run(FLIP, &[&schedules, &failed]).await?;
        flipped.extend(odd.iter().filter(|row| row.get::<_, bool>(1)).map(|row| row.get::<_, Uuid>(0)));
        // Looked at again, for jobs that ended while this was written: whoever comes last sees them all.
        schedules = odd.iter().map(|row| row.get(0)).collect();
        failed = vec![None; schedules.len()];
    }
    Ok(flipped)
}
