//! How long jobs took, for whoever looks ahead.

use std::collections::HashMap;
use std::time::Duration;

use uuid::Uuid;

use super::jobs::below_ids_since;
use super::{Executor, StoreError};
use crate::domain::Timestamp;
use crate::domain::forecast::{Basis, Expected};

const DURATIONS: &str = include_str!("../../sql/queries/forecast/durations.sql");

/// Jobs that are looked at: reading more takes longer than anybody wants to wait for a guess.
const MOST_JOBS: i64 = 200_000;
/// A schedule with fewer past jobs says too little of its own.
const ENOUGH: i64 = 3;

/// How long jobs took: of each schedule that has enough of them, and of each task.
#[derive(Clone, Debug, Default)]
pub struct Durations {
    schedules: HashMap<Uuid, Duration>,
    tasks: HashMap<String, Duration>,
}

impl Durations {
    /// How long the jobs of a schedule are expected to take.
    #[must_use]
    pub fn of(&self, schedule: Uuid, task: &str) -> Expected {
        let own = self.schedules.get(&schedule).map(|duration| Expected { duration: *duration, by: Basis::Schedule });
        let of_task = || self.tasks.get(task).map(|duration| Expected { duration: *duration, by: Basis::Task });
        own.or_else(of_task).unwrap_or_default()
    }
}

/// How long jobs took that ended since then.
///
/// # Errors
/// When a statement fails.
pub async fn durations(db: &impl Executor, since: Timestamp) -> Result<Durations, StoreError> {
    let rows = db.run(DURATIONS, &[&since, &below_ids_since(since), &MOST_JOBS, &ENOUGH]).await?;
    let mut found = Durations::default();
    for row in &rows {
        let (schedule, task): (Option<Uuid>, Option<String>) = (row.try_get("schedule_id")?, row.try_get("task")?);
        let Some(took) = Duration::try_from_secs_f64(row.try_get("seconds")?).ok() else { continue };
        match (schedule, task) {
            (Some(schedule), _) => _ = found.schedules.insert(schedule, took),
            (None, Some(task)) => _ = found.tasks.insert(task, took),
            (None, None) => {}
        }
    }
    Ok(found)
}
