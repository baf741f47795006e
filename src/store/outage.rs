//! Outages: times in which due times were missed, and what became of them.

use std::collections::BTreeMap;

use deadpool_postgres::{GenericClient, Transaction};
use serde::Deserialize;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::{StoreError, execute, one, rows};
use crate::domain::Timestamp;

const RECORD: &str = include_str!("../../sql/queries/outage/record.sql");
const LIST: &str = include_str!("../../sql/queries/outage/list.sql");
const COUNT: &str = include_str!("../../sql/queries/outage/count.sql");

/// What was missed, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    /// The oldest missed due time.
    pub from: Timestamp,
    /// When all of them had their outcome.
    pub settled_at: Timestamp,
    /// How many were missed.
    pub due_count: i64,
    /// How many became jobs, late.
    pub made_late: i64,
    /// How many wait to be decided.
    pub pending: i64,
    /// How many were skipped, by reason.
    pub skipped: BTreeMap<String, i64>,
    /// How many schedules missed any.
    pub schedules: i32,
}

/// A schedule that missed due times.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Missed {
    /// Its id.
    pub id: Uuid,
    /// Its name when the report was written.
    pub name: Option<String>,
    /// How many it missed.
    pub due_count: i64,
}

/// An outage as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutageRow {
    /// Its number; later ones have a higher one.
    pub id: i64,
    /// What was missed.
    pub outage: Outage,
    /// The schedules that missed most, first.
    pub most_missed: Vec<Missed>,
}

/// Keeps the report of an outage; `most_missed` are schedules with how many due times each missed.
///
/// # Errors
/// When the database fails.
pub async fn record(tx: &Transaction<'_>, outage: &Outage, most_missed: &[(Uuid, i64)]) -> Result<(), StoreError> {
    let Outage { from, settled_at, due_count, made_late, pending, skipped, schedules } = outage;
    let (ids, counts): (Vec<Uuid>, Vec<i64>) = most_missed.iter().copied().unzip();
    let skipped = Json(skipped);
    execute(tx, RECORD, &[from, settled_at, due_count, made_late, pending, &skipped, schedules, &ids, &counts]).await?;
    Ok(())
}

/// Outages, the newest first, before the one with the number `before`.
///
/// # Errors
/// When the database fails.
pub async fn list(client: &impl GenericClient, before: Option<i64>, limit: i64) -> Result<Vec<OutageRow>, StoreError> {
    let read = |row: &tokio_postgres::Row| {
        let Json(skipped) = row.try_get("skipped")?;
        let Json(most_missed) = row.try_get("most_missed")?;
        let outage = Outage {
            from: row.try_get("from_due")?,
            settled_at: row.try_get("settled_at")?,
            due_count: row.try_get("due_count")?,
            made_late: row.try_get("made_late")?,
            pending: row.try_get("pending")?,
            skipped,
            schedules: row.try_get("schedules")?,
        };
        Ok(OutageRow { id: row.try_get("id")?, outage, most_missed })
    };
    rows(client, LIST, &[&before, &limit]).await?.iter().map(read).collect()
}

/// How many outages are kept, counted up to `most`.
///
/// # Errors
/// When the database fails.
pub async fn count(client: &impl GenericClient, most: i64) -> Result<i64, StoreError> {
    Ok(one(client, COUNT, &[&most]).await?.try_get(0)?)
}
