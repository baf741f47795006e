//! The devices that jobs aim at.

use deadpool_postgres::GenericClient;
use serde_json::{Value, json};
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::resolve::Unknown;
use crate::domain::Timestamp;
use crate::store::{StoreError, execute, rows};

const PUT: &str = include_str!("../../../sql/queries/inventory/targets_put.sql");
const LAST: &str = include_str!("../../../sql/queries/inventory/targets_last.sql");
const GET: &str = include_str!("../../../sql/queries/inventory/targets_get.sql");

/// Why the guard stopped a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// There were no targets.
    Empty,
    /// They changed too much since the last job.
    Changed,
}

impl Stopped {
    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Changed => "changed",
        }
    }
}

/// What a job aims at.
#[derive(Clone, Debug)]
pub struct JobTargets<'a> {
    /// The job.
    pub job: Uuid,
    /// The schedule that made it.
    pub schedule: Option<Uuid>,
    /// The inventory it was told.
    pub inventory: Option<i64>,
    /// What its arguments said.
    pub asked: &'a Value,
    /// The devices, in order.
    pub devices: &'a [Uuid],
    /// What no device was found for.
    pub unknown: &'a [Unknown],
    /// Why the guard stopped it.
    pub stopped: Option<Stopped>,
}

/// Writes down what a job aims at; in the place of what an earlier attempt of it wrote.
///
/// # Errors
/// When a statement fails.
pub async fn put(client: &impl GenericClient, targets: &JobTargets<'_>) -> Result<(), StoreError> {
    let t = targets;
    let unknown: Vec<Value> = t.unknown.iter().map(|u| json!({ "asked": u.asked, "reason": u.reason })).collect();
    let (unknown, stopped) = (Json(unknown), t.stopped.map(Stopped::as_str));
    let params: [crate::store::Param<'_>; 7] =
        [&t.job, &t.schedule, &t.inventory, &Json(t.asked), &t.devices, &unknown, &stopped];
    execute(client, PUT, &params).await?;
    Ok(())
}

/// The last list of an inventory that a job went on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastTargets {
    /// The job.
    pub job: Uuid,
    /// Its devices.
    pub devices: Vec<Uuid>,
    /// When they were resolved.
    pub at: Timestamp,
}

/// What an inventory's targets are to be compared with, but for those of the job `not`: none where no job has used
/// it, or none since somebody accepted it.
///
/// # Errors
/// When a statement fails.
pub async fn last(
    client: &impl GenericClient,
    inventory: i64,
    not: Option<Uuid>,
) -> Result<Option<LastTargets>, StoreError> {
    let found = rows(client, LAST, &[&inventory, &not]).await?;
    let last = |row: &tokio_postgres::Row| {
        Ok(LastTargets { job: row.try_get(0)?, devices: row.try_get(1)?, at: row.try_get(2)? })
    };
    found.first().map(last).transpose()
}

/// What a job aimed at, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetsRow {
    /// The inventory it was told.
    pub inventory_id: Option<i64>,
    /// What that is called, while there is one.
    pub inventory: Option<String>,
    /// What its arguments said.
    pub asked: Value,
    /// How many devices.
    pub count: i32,
    /// The first of them.
    pub devices: Vec<Uuid>,
    /// What no device was found for: `[{asked, reason}]`.
    pub unknown: Vec<Value>,
    /// Why the guard stopped it: `empty` or `changed`.
    pub stopped: Option<String>,
    /// When they were resolved.
    pub resolved_at: Timestamp,
}

/// What a job aimed at, with at most `most` devices.
///
/// # Errors
/// When a statement fails.
pub async fn of_job(client: &impl GenericClient, job: Uuid, most: i32) -> Result<Option<TargetsRow>, StoreError> {
    let found = rows(client, GET, &[&job, &most]).await?;
    let targets = |row: &tokio_postgres::Row| {
        Ok(TargetsRow {
            inventory_id: row.try_get("inventory_id")?,
            inventory: row.try_get("inventory")?,
            asked: row.try_get::<_, Json<Value>>("asked")?.0,
            count: row.try_get("count")?,
            devices: row.try_get("devices")?,
            unknown: row.try_get::<_, Json<Vec<Value>>>("unknown")?.0,
            stopped: row.try_get("stopped")?,
            resolved_at: row.try_get("resolved_at")?,
        })
    };
    found.first().map(targets).transpose()
}
