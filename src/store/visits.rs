//! What jobs do on each device, for whoever watches.

use deadpool_postgres::GenericClient;
use tokio_postgres::Row;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::{StoreError, execute, one, rows};
use crate::domain::visit::{DeviceVisit, VisitState, VisitStep};

const FORGET: &str = include_str!("../../sql/queries/visits/forget.sql");
const PUT: &str = include_str!("../../sql/queries/visits/put.sql");
const SINCE: &str = include_str!("../../sql/queries/visits/since.sql");
const IS_MORE: &str = include_str!("../../sql/queries/visits/is_more.sql");
const UNFINISHED: &str = include_str!("../../sql/queries/visits/unfinished.sql");

/// Forgets what earlier attempts wrote.
///
/// # Errors
/// When the statement fails.
pub async fn forget(client: &impl GenericClient, job: Uuid, attempt: i16) -> Result<(), StoreError> {
    execute(client, FORGET, &[&job, &attempt]).await?;
    Ok(())
}

/// Writes these, each in the place of what it was.
///
/// # Errors
/// When the statement fails.
pub async fn put(
    client: &impl GenericClient,
    job: Uuid,
    attempt: i16,
    visits: &[DeviceVisit],
) -> Result<(), StoreError> {
    execute(client, PUT, &[&job, &attempt, &Json(visits)]).await?;
    Ok(())
}

/// A device that a job has met, as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitRow {
    /// Which attempt.
    pub attempt: i16,
    /// Grows with each write: what is newer than the last that was read is news.
    pub revision: i64,
    /// The device.
    pub visit: DeviceVisit,
}

/// What the newest attempt of a job wrote after `revision`, in the order of writing: `most` rows, and those that were
/// written together with the last.
///
/// # Errors
/// When the statement fails.
pub async fn since(
    client: &impl GenericClient,
    job: Uuid,
    revision: i64,
    most: i64,
) -> Result<Vec<VisitRow>, StoreError> {
    rows(client, SINCE, &[&job, &revision, &most]).await?.iter().map(read).collect()
}

/// Whether the newest attempt of a job wrote more after `revision`, and which attempt that is; none where it has met
/// nobody.
///
/// # Errors
/// When the statement fails.
pub async fn is_more(client: &impl GenericClient, job: Uuid, revision: i64) -> Result<(bool, Option<i16>), StoreError> {
    let row = one(client, IS_MORE, &[&job, &revision]).await?;
    Ok((row.try_get("more")?, row.try_get("attempt")?))
}

/// Devices that a job tried without getting all of their answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unfinished {
    /// Those of the inventory.
    pub devices: Vec<Uuid>,
    /// How many others.
    pub others: i64,
    /// How many devices the job has met in all.
    pub met: i64,
}

/// The devices that a job tried without getting all of their answers.
///
/// # Errors
/// When the statement fails.
pub async fn unfinished(client: &impl GenericClient, job: Uuid) -> Result<Unfinished, StoreError> {
    let row = one(client, UNFINISHED, &[&job]).await?;
    Ok(Unfinished { devices: row.try_get("devices")?, others: row.try_get("others")?, met: row.try_get("met")? })
}

fn read(row: &Row) -> Result<VisitRow, StoreError> {
    let state: Result<VisitState, String> = row.try_get::<_, &str>("state")?.parse();
    let visit = DeviceVisit {
        nth: row.try_get("nth")?,
        name: row.try_get("name")?,
        device_id: row.try_get("device_id")?,
        number: row.try_get("number")?,
        address: row.try_get("address")?,
        platform: row.try_get("platform")?,
        location: row.try_get("location")?,
        depth: row.try_get("depth")?,
        parent: row.try_get("parent")?,
        via_interface: row.try_get("via_interface")?,
        state: state.map_err(|reason| StoreError::Unreadable { what: "state of a visit", reason })?,
        note: row.try_get("note")?,
        error_class: row.try_get("error_class")?,
        steps: row.try_get::<_, Json<Vec<VisitStep>>>("steps")?.0,
        neighbors: row.try_get("neighbors")?,
        began_at: row.try_get("began_at")?,
        ended_at: row.try_get("ended_at")?,
    };
    Ok(VisitRow { attempt: row.try_get("attempt")?, revision: row.try_get("revision")?, visit })
}
