//! From a row to the small form.

use serde::de::DeserializeOwned;
use tokio_postgres::Row;
use tokio_postgres::types::Json;

use crate::domain::job::{JobView, Priority};
use crate::store::StoreError;

/// How many columns the small form has; what a statement returns beside it follows.
pub(super) const SMALL: usize = 20;

/// The small form: by position, for this runs for every job several times.
pub(super) fn view(row: &Row) -> Result<JobView, StoreError> {
    Ok(JobView {
        id: row.try_get(0)?,
        rev: row.try_get(1)?,
        task: row.try_get(2)?,
        schedule_id: row.try_get(3)?,
        schedule_name: row.try_get(4)?,
        schedule_version: row.try_get(5)?,
        trigger: word(row, 6, "trigger")?,
        due_at: row.try_get(7)?,
        state: word(row, 8, "job state")?,
        queue: row.try_get(9)?,
        priority: Priority::from_rank(row.try_get(10)?),
        attempt: row.try_get(11)?,
        max_attempts: row.try_get(12)?,
        queued_at: row.try_get(13)?,
        started_at: row.try_get(14)?,
        finished_at: row.try_get(15)?,
        worker: row.try_get(16)?,
        progress: json(row, 17)?,
        error: json(row, 18)?,
        warnings: row.try_get(19)?,
    })
}

pub(super) fn views(rows: &[Row]) -> Result<Vec<JobView>, StoreError> {
    rows.iter().map(view).collect()
}

pub(super) fn word<T: std::str::FromStr<Err = String>>(
    row: &Row,
    column: usize,
    what: &'static str,
) -> Result<T, StoreError> {
    row.try_get::<_, &str>(column)?.parse().map_err(|reason| StoreError::Unreadable { what, reason })
}

pub(super) fn json<T: DeserializeOwned>(row: &Row, column: usize) -> Result<Option<T>, StoreError> {
    Ok(row.try_get::<_, Option<Json<T>>>(column)?.map(|Json(value)| value))
}
