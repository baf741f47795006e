//! Who leads, for people to look at.

use deadpool_postgres::GenericClient;
use uuid::Uuid;

use super::{StoreError, rows};
use crate::domain::Timestamp;

const SHOW: &str = include_str!("../../sql/queries/leader/show.sql");

/// Who leads, or led last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaderRow {
    /// Raised with every new leader.
    pub term: i64,
    /// The beat process, new with every start.
    pub beat_id: Option<Uuid>,
    /// The host it runs on.
    pub host: Option<String>,
    /// Its process there.
    pub pid: Option<i32>,
    /// Since when it leads.
    pub since: Option<Timestamp>,
}

/// Who leads, or led last; none before the first one.
///
/// # Errors
/// When the database fails.
pub async fn leader(client: &impl GenericClient) -> Result<Option<LeaderRow>, StoreError> {
    let found = rows(client, SHOW, &[]).await?;
    let Some(row) = found.first() else { return Ok(None) };
    let leader = LeaderRow {
        term: row.try_get("term")?,
        beat_id: row.try_get("beat_id")?,
        host: row.try_get("host")?,
        pid: row.try_get("pid")?,
        since: row.try_get("since")?,
    };
    Ok(leader.beat_id.is_some().then_some(leader))
}
