//! What syncs wrote: when, through which connection, what it changed, and what the next one can miss.

use deadpool_postgres::GenericClient;
use serde_json::Value;
use tokio_postgres::Row;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::{StoreError, execute, one, rows};
use crate::domain::Timestamp;
use crate::domain::sync::{Change, Changed, Kind};

const NOW: &str = include_str!("../../sql/queries/devices/now.sql");
const BEGIN: &str = include_str!("../../sql/queries/sync/begin.sql");
const FINISH: &str = include_str!("../../sql/queries/sync/finish.sql");
const LAST: &str = include_str!("../../sql/queries/sync/last.sql");
const SCOPE: &str = include_str!("../../sql/queries/sync/scope.sql");
const SCOPE_PUT: &str = include_str!("../../sql/queries/sync/scope_put.sql");
const MEMBERS_GONE: &str = include_str!("../../sql/queries/sync/members_gone.sql");
const MEMBERS_PUT: &str = include_str!("../../sql/queries/sync/members_put.sql");

/// The statements that are the same for both kinds, but for the table.
struct Statements {
    known: &'static str,
    missing: &'static str,
    mark_stale: &'static str,
    delete: &'static str,
}

const DEVICES: Statements = Statements {
    known: include_str!("../../sql/queries/devices/known.sql"),
    missing: include_str!("../../sql/queries/devices/missing.sql"),
    mark_stale: include_str!("../../sql/queries/devices/mark_stale.sql"),
    delete: include_str!("../../sql/queries/devices/delete.sql"),
};

const HOSTS: Statements = Statements {
    known: include_str!("../../sql/queries/hosts/known.sql"),
    missing: include_str!("../../sql/queries/hosts/missing.sql"),
    mark_stale: include_str!("../../sql/queries/hosts/mark_stale.sql"),
    delete: include_str!("../../sql/queries/hosts/delete.sql"),
};

fn statements(kind: Kind) -> &'static Statements {
    match kind {
        Kind::Device => &DEVICES,
        Kind::Host => &HOSTS,
    }
}

/// One run of a sync.
#[derive(Clone, Debug)]
pub struct Sync {
    /// Its id, sorting by time.
    pub id: Uuid,
    /// The job it is an attempt of.
    pub job: Uuid,
    /// What it reads.
    pub kind: Kind,
    /// Through which connection.
    pub connection: Uuid,
    /// What that is called.
    pub connection_name: String,
    /// What was asked for; `{}` is everything.
    pub filter: Value,
    /// When it began, in the database's time.
    pub began: Timestamp,
}

/// A sync that ended before.
#[derive(Clone, Debug, PartialEq)]
pub struct Last {
    /// Its id.
    pub id: Uuid,
    /// When it ended.
    pub ended_at: Timestamp,
}

/// A thing that nobody saw since a sync began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Its id.
    pub id: Uuid,
    /// What it was called.
    pub name: Option<String>,
}

/// The instant from which on a sync counts things as seen: the database's, in whose time they are.
///
/// # Errors
/// When the database fails.
pub async fn now(client: &impl GenericClient) -> Result<Timestamp, StoreError> {
    Ok(one(client, NOW, &[]).await?.try_get(0)?)
}

/// Writes down that a sync begins.
///
/// # Errors
/// When the database fails.
pub async fn begin(client: &impl GenericClient, sync: &Sync) -> Result<(), StoreError> {
    let Sync { id, job, kind, connection, connection_name, filter, began } = sync;
    execute(client, BEGIN, &[id, job, &kind.as_str(), connection, connection_name, &Json(filter), began]).await?;
    Ok(())
}

/// Writes down how it ended.
///
/// # Errors
/// When the database fails.
pub async fn finish(
    client: &impl GenericClient,
    sync: Uuid,
    complete: bool,
    counts: &Value,
    warnings: &[String],
    reconciliation: Option<&Value>,
) -> Result<(), StoreError> {
    let (counts, warnings, reconciliation) = (Json(counts), Json(warnings), reconciliation.map(Json));
    execute(client, FINISH, &[&sync, &complete, &counts, &warnings, &reconciliation]).await?;
    Ok(())
}

/// The newest sync of the same connection and filter before this one.
///
/// # Errors
/// When the database fails.
pub async fn last(client: &impl GenericClient, sync: &Sync) -> Result<Option<Last>, StoreError> {
    let found = rows(client, LAST, &[&sync.kind.as_str(), &sync.connection, &Json(&sync.filter), &sync.id]).await?;
    found.first().map(|row| Ok(Last { id: row.try_get("id")?, ended_at: row.try_get("ended_at")? })).transpose()
}

/// Of what a sync can say that it is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Of everything that came through the connection.
    Everything,
    /// Of what the last complete sync with the same filter returned.
    Members(Uuid),
    /// Of nothing: no complete sync with this filter went before.
    Nothing,
}

impl Scope {
    const fn members(self) -> Option<Uuid> {
        match self {
            Self::Members(id) => Some(id),
            Self::Everything | Self::Nothing => None,
        }
    }
}

/// The scope of a sync that asked for something.
///
/// # Errors
/// When the database fails.
pub async fn scope(client: &impl GenericClient, sync: &Sync) -> Result<Scope, StoreError> {
    if sync.filter.as_object().is_some_and(serde_json::Map::is_empty) {
        return Ok(Scope::Everything);
    }
    let found = rows(client, SCOPE, &[&sync.kind.as_str(), &sync.connection, &Json(&sync.filter)]).await?;
    found.first().map_or(Ok(Scope::Nothing), |row| Ok(Scope::Members(row.try_get(0)?)))
}

/// How many there are of which the sync can say that they are missing.
///
/// # Errors
/// When the database fails.
pub async fn known(client: &impl GenericClient, sync: &Sync, scope: Scope) -> Result<u64, StoreError> {
    if scope == Scope::Nothing {
        return Ok(0);
    }
    let sql = statements(sync.kind).known;
    let count: i64 = one(client, sql, &[&sync.connection, &scope.members(), &sync.began]).await?.try_get(0)?;
    Ok(count.unsigned_abs())
}

/// Of these, the ones that nobody saw since the sync began, by name, at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn missing(
    client: &impl GenericClient,
    sync: &Sync,
    scope: Scope,
    limit: i64,
) -> Result<Vec<Missing>, StoreError> {
    if scope == Scope::Nothing {
        return Ok(Vec::new());
    }
    let sql = statements(sync.kind).missing;
    let found = rows(client, sql, &[&sync.connection, &scope.members(), &sync.began, &limit]).await?;
    found.iter().map(|row| Ok(Missing { id: row.try_get("id")?, name: row.try_get("name")? })).collect()
}

/// Marks things as no longer there.
///
/// # Errors
/// When the database fails.
pub async fn mark_stale(client: &impl GenericClient, sync: &Sync, ids: &[Uuid]) -> Result<Vec<Changed>, StoreError> {
    let sql = statements(sync.kind).mark_stale;
    rows(client, sql, &[&ids, &sync.id, &sync.began]).await?.iter().map(changed).collect()
}

/// Removes things that are no longer there.
///
/// # Errors
/// When the database fails.
pub async fn delete(client: &impl GenericClient, sync: &Sync, ids: &[Uuid]) -> Result<Vec<Changed>, StoreError> {
    let sql = statements(sync.kind).delete;
    rows(client, sql, &[&ids, &sync.id, &sync.began]).await?.iter().map(changed).collect()
}

/// Keeps what a complete sync with a filter returned, for the next one to compare with.
///
/// # Errors
/// When the database fails.
pub async fn remember(client: &impl GenericClient, sync: &Sync, returned: &[Uuid]) -> Result<(), StoreError> {
    let put = one(client, SCOPE_PUT, &[&sync.kind.as_str(), &sync.connection, &Json(&sync.filter), &sync.id]).await?;
    let scope: Uuid = put.try_get(0)?;
    execute(client, MEMBERS_GONE, &[&scope, &returned]).await?;
    execute(client, MEMBERS_PUT, &[&scope, &returned]).await?;
    Ok(())
}

/// A row that says what became of a thing.
pub(super) fn changed(row: &Row) -> Result<Changed, StoreError> {
    let unreadable = |reason| StoreError::Unreadable { what: "change", reason };
    let change: Change = row.try_get::<_, &str>("change")?.parse().map_err(unreadable)?;
    let fields: Option<Json<serde_json::Map<String, Value>>> = row.try_get("fields")?;
    let fields = fields.map(|fields| fields.0).unwrap_or_default();
    Ok(Changed { id: row.try_get("id")?, name: row.try_get("name")?, change, fields })
}
