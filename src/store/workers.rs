//! Which workers there are. Who is alive is decided by leases, not by these
//! rows: they are for people to look at.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{Executor, Param, StoreError};
use crate::domain::Timestamp;

const REGISTER: &str = include_str!("../../sql/queries/worker/register.sql");
const HEARTBEAT: &str = include_str!("../../sql/queries/worker/heartbeat.sql");
const LIST: &str = include_str!("../../sql/queries/worker/list.sql");
const REMOVE: &str = include_str!("../../sql/queries/worker/remove.sql");
const ALIVE: &str = include_str!("../../sql/queries/worker/alive.sql");
const BURY: &str = include_str!("../../sql/queries/worker/bury.sql");

/// A worker process that starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWorker {
    /// New with every start.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// The host it runs on.
    pub host: String,
    /// Its process there.
    pub pid: i32,
    /// The program's version.
    pub version: String,
    /// What it takes jobs from.
    pub queues: Vec<String>,
    /// How many at once.
    pub concurrency: i32,
}

/// A worker, as people see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerView {
    /// New with every start.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// The host it runs on.
    pub host: String,
    /// Its process there.
    pub pid: i32,
    /// The program's version.
    pub version: String,
    /// What it takes jobs from.
    pub queues: Vec<String>,
    /// How many at once.
    pub concurrency: i32,
    /// How many it runs.
    pub running: i32,
    /// It takes no more.
    pub stopping: bool,
    /// When it started.
    pub started_at: Timestamp,
    /// When it last said a word.
    pub seen_at: Timestamp,
    /// The load average of its host over 1, 5 and 15 minutes, where the host tells.
    #[serde(default)]
    pub load: Option<Vec<f64>>,
}

/// Adds a worker on a host with this load.
///
/// # Errors
/// When a statement fails.
pub async fn register(
    db: &impl Executor,
    worker: &NewWorker,
    load: Option<&[f64]>,
) -> Result<Option<WorkerView>, StoreError> {
    let w = worker;
    let params: [Param<'_>; 8] = [&w.id, &w.name, &w.host, &w.pid, &w.version, &w.queues, &w.concurrency, &load];
    db.run(REGISTER, &params).await?.first().map(view).transpose()
}

/// Says that a worker lives; `None` when it was buried meanwhile and has to register again.
///
/// # Errors
/// When a statement fails.
pub async fn heartbeat(
    db: &impl Executor,
    id: Uuid,
    running: i32,
    stopping: bool,
    load: Option<&[f64]>,
) -> Result<Option<WorkerView>, StoreError> {
    db.run(HEARTBEAT, &[&id, &running, &stopping, &load]).await?.first().map(view).transpose()
}

/// All workers, by name.
///
/// # Errors
/// When a statement fails.
pub async fn list(db: &impl Executor) -> Result<Vec<WorkerView>, StoreError> {
    db.run(LIST, &[]).await?.iter().map(view).collect()
}

/// Removes a worker that has stopped.
///
/// # Errors
/// When a statement fails.
pub async fn remove(db: &impl Executor, id: Uuid) -> Result<(), StoreError> {
    db.run(REMOVE, &[&id]).await?;
    Ok(())
}

/// A worker says that it lives every 5 s; one silent for this long is not counted on.
pub const ALIVE_WITHIN: Duration = Duration::from_secs(15);

/// The workers that live, by Postgres' time, as of now.
///
/// # Errors
/// When a statement fails.
pub async fn alive(db: &impl Executor) -> Result<Vec<WorkerView>, StoreError> {
    let rows = db.run(ALIVE, &[&ALIVE_WITHIN.as_secs_f64()]).await?;
    rows.iter().map(view).collect()
}

/// Removes workers that have been silent for `silence`; returns their ids and
/// names. For the leader; each one is worth a feed reset.
///
/// # Errors
/// When a statement fails.
pub async fn bury(db: &impl Executor, silence: Duration) -> Result<Vec<(Uuid, String)>, StoreError> {
    let rows = db.run(BURY, &[&silence.as_secs_f64()]).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

fn view(row: &Row) -> Result<WorkerView, StoreError> {
    Ok(WorkerView {
        id: row.try_get(0)?,
        name: row.try_get(1)?,
        host: row.try_get(2)?,
        pid: row.try_get(3)?,
        version: row.try_get(4)?,
        queues: row.try_get(5)?,
        concurrency: row.try_get(6)?,
        running: row.try_get(7)?,
        stopping: row.try_get(8)?,
        started_at: row.try_get(9)?,
        seen_at: row.try_get(10)?,
        load: row.try_get(11)?,
    })
}
