//! Change sets: what was changed together.

use std::collections::{HashMap, HashSet};

use deadpool_postgres::{GenericClient, Transaction};
use tokio_postgres::Row;
use uuid::Uuid;

use super::append::Held;
use super::schedules::{Author, ahead, read_schedule};
use super::{Param, StoreError, execute, rows};
use crate::domain::Timestamp;
use crate::domain::job::spelled;
use crate::domain::schedule::Phase;

const PUT: &str = include_str!("../../sql/queries/change_set/put.sql");
const EVENTS: &str = include_str!("../../sql/queries/change_set/events.sql");
const LIST: &str = include_str!("../../sql/queries/change_set/list.sql");
const STATES: &str = include_str!("../../sql/queries/schedule/states.sql");
const REMOVED_BY_APPLY: &str = include_str!("../../sql/queries/change_set/removed_by_apply.sql");
const HOLDERS: &str = include_str!("../../sql/queries/schedule/holders.sql");

/// How a change set came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody changed many at once.
    Bulk,
    /// A file said so.
    Apply,
    /// Another one was taken back.
    Undo,
}
spelled!(Kind, "kind of change set", { Bulk => "bulk", Apply => "apply", Undo => "undo" });

/// What was changed together.
#[derive(Clone, Debug)]
pub struct ChangeSet {
    /// Its id.
    pub id: Uuid,
    /// How it came about.
    pub kind: Kind,
    /// The file, or files, of an apply.
    pub file: Option<String>,
    /// The change set that it takes back.
    pub undoes: Option<Uuid>,
    /// The change set that took it back last.
    pub undone_by: Option<Uuid>,
    /// Who did it.
    pub author: Author,
    /// Why.
    pub note: Option<String>,
    /// When.
    pub occurred_at: Timestamp,
    /// How many events it has.
    pub events: i64,
}

/// Keeps a change set that is about to be appended.
///
/// # Errors
/// When the database fails.
pub async fn put(
    tx: &Transaction<'_>,
    id: Uuid,
    kind: Kind,
    file: Option<&str>,
    undoes: Option<Uuid>,
    author: &Author,
    note: Option<&str>,
) -> Result<(), StoreError> {
    let params: [Param<'_>; 7] = [&id, &kind.as_str(), &file, &undoes, &author.id, &author.name, &note];
    execute(tx, PUT, &params).await?;
    Ok(())
}

fn read(row: &Row) -> Result<ChangeSet, StoreError> {
    let unreadable = |reason| StoreError::Unreadable { what: "change set", reason };
    Ok(ChangeSet {
        id: row.try_get("id")?,
        kind: row.try_get::<_, &str>("kind")?.parse().map_err(unreadable)?,
        file: row.try_get("file")?,
        undoes: row.try_get("undoes")?,
        undone_by: row.try_get("undone_by")?,
        author: Author { id: row.try_get("actor_id")?, name: row.try_get("actor")? },
        note: row.try_get("note")?,
        occurred_at: row.try_get("occurred_at")?,
        events: row.try_get("events")?,
    })
}

/// Change sets, newest first, those before `before`.
///
/// # Errors
/// When the database fails.
pub async fn list(
    client: &impl GenericClient,
    before: Option<Timestamp>,
    limit: i64,
) -> Result<Vec<ChangeSet>, StoreError> {
    rows(client, LIST, &[&before, &limit, &None::<Uuid>]).await?.iter().map(read).collect()
}

/// One change set.
///
/// # Errors
/// When the database fails.
pub async fn get(client: &impl GenericClient, id: Uuid) -> Result<Option<ChangeSet>, StoreError> {
    let params: [Param<'_>; 3] = [&None::<Timestamp>, &1_i64, &Some(id)];
    rows(client, LIST, &params).await?.first().map(read).transpose()
}

/// One of the events of a change set.
#[derive(Clone, Debug)]
pub struct Step {
    /// Of which schedule.
    pub schedule: Uuid,
    /// The version it made.
    pub version: i32,
    /// The word for its kind.
    pub kind: String,
}

/// The events of a change set, in order.
///
/// # Errors
/// When the database fails.
pub async fn steps(client: &impl GenericClient, id: Uuid) -> Result<Vec<Step>, StoreError> {
    let found = rows(client, EVENTS, &[&id]).await?;
    let step = |row: &Row| -> Result<Step, StoreError> {
        let (schedule, version, kind) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        Ok(Step { schedule, version, kind })
    };
    found.iter().map(step).collect()
}

/// A schedule as it stands, and its owner's name.
#[derive(Debug)]
pub struct State {
    /// As it stands.
    pub held: Held,
    /// What its owner is called.
    pub owner_username: Option<String>,
}

impl State {
    /// Whether it was removed.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        self.held.schedule.as_ref().is_ok_and(|schedule| schedule.phase == Phase::Deleted)
    }
}

/// Several schedules as they stand, deleted ones too. Nothing is held.
///
/// # Errors
/// When the database fails.
pub async fn states(client: &impl GenericClient, ids: &[Uuid]) -> Result<HashMap<Uuid, State>, StoreError> {
    let found = rows(client, STATES, &[&ids]).await?;
    let mut states = HashMap::with_capacity(found.len());
    for row in &found {
        let (version, head): (i32, i32) = (row.try_get("version")?, row.try_get("head_version")?);
        let schedule = if head > version { Err(ahead(version, head)) } else { read_schedule(row) };
        let held = Held { schedule, settled_through: row.try_get("settled_through")? };
        states.insert(row.try_get("id")?, State { held, owner_username: row.try_get("owner_username")? });
    }
    Ok(states)
}

/// Which of these deleted schedules were removed because a file said them no more.
///
/// # Errors
/// When the database fails.
pub async fn removed_by_apply(client: &impl GenericClient, ids: &[Uuid]) -> Result<HashSet<Uuid>, StoreError> {
    if ids.is_empty() {
        return Ok(HashSet::new());
    }
    rows(client, REMOVED_BY_APPLY, &[&ids]).await?.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Which live schedules have these names.
///
/// # Errors
/// When the database fails.
pub async fn holders(client: &impl GenericClient, names: &[String]) -> Result<HashMap<String, Uuid>, StoreError> {
    let found = rows(client, HOLDERS, &[&names]).await?;
    found.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}
