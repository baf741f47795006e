//! Numbers for those who watch the house from outside.

use deadpool_postgres::GenericClient;

use super::{StoreError, rows};

const SCHEDULES: &str = include_str!("../../sql/queries/metrics/schedules.sql");

/// How many schedules there are in each phase; a phase that none is in is left out.
///
/// # Errors
/// When the database fails.
pub async fn schedules_by_phase(client: &impl GenericClient) -> Result<Vec<(String, i64)>, StoreError> {
    rows(client, SCHEDULES, &[])
        .await?
        .iter()
        .map(|row| Ok((row.try_get("phase")?, row.try_get("schedules")?)))
        .collect()
}
