//! Connections to remote systems, their secrets sealed.

use deadpool_postgres::{GenericClient, Transaction};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{StoreError, execute, rows};
use crate::domain::Timestamp;
use crate::domain::connection::{Check, Connection, Source};

const LIST: &str = include_str!("../../sql/queries/connection/list.sql");
const GET: &str = include_str!("../../sql/queries/connection/get.sql");
const LOCK: &str = include_str!("../../sql/queries/connection/lock.sql");
const INSERT: &str = include_str!("../../sql/queries/connection/insert.sql");
const UPDATE: &str = include_str!("../../sql/queries/connection/update.sql");
const ONLY_DEFAULT: &str = include_str!("../../sql/queries/connection/only_default.sql");
const DELETE: &str = include_str!("../../sql/queries/connection/delete.sql");
const CHECKED: &str = include_str!("../../sql/queries/connection/checked.sql");
const RESEAL: &str = include_str!("../../sql/queries/connection/reseal.sql");

/// A connection with its sealed secret.
#[derive(Clone)]
pub struct ConnectionRow {
    /// What may be shown.
    pub connection: Connection,
    /// What may not, sealed.
    pub sealed: Vec<u8>,
}

impl std::fmt::Debug for ConnectionRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConnectionRow").field("connection", &self.connection).finish_non_exhaustive()
    }
}

fn read(row: &Row) -> Result<ConnectionRow, StoreError> {
    let unreadable = |what| move |reason: String| StoreError::Unreadable { what, reason };
    let bound: i16 = row.try_get("max_in_flight")?;
    let check = match row.try_get::<_, Option<Timestamp>>("checked_at")? {
        Some(at) => Some(Check { at, ok: row.try_get("check_ok")?, detail: row.try_get("check_detail")? }),
        None => None,
    };
    let connection = Connection {
        id: row.try_get("id")?,
        kind: row.try_get::<_, &str>("kind")?.parse().map_err(unreadable("kind of connection"))?,
        name: row.try_get("name")?,
        url: row.try_get("url")?,
        site: row.try_get("site")?,
        username: row.try_get("username")?,
        verify_tls: row.try_get("verify_tls")?,
        max_in_flight: bound.unsigned_abs(),
        is_default: row.try_get("is_default")?,
        source: Source::Stored,
        version: row.try_get("version")?,
        created_at: Some(row.try_get("created_at")?),
        updated_at: Some(row.try_get("updated_at")?),
        updated_by: Some(row.try_get("updated_by")?),
        check,
    };
    Ok(ConnectionRow { connection, sealed: row.try_get("secret")? })
}

/// Every stored connection, by kind and name.
///
/// # Errors
/// When the database fails.
pub async fn list(client: &impl GenericClient) -> Result<Vec<ConnectionRow>, StoreError> {
    rows(client, LIST, &[]).await?.iter().map(read).collect()
}

/// The stored connection with that id.
///
/// # Errors
/// When the database fails.
pub async fn get(client: &impl GenericClient, id: Uuid) -> Result<Option<ConnectionRow>, StoreError> {
    rows(client, GET, &[&id]).await?.first().map(read).transpose()
}

/// Lets no other writer of connections in until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &Transaction<'_>) -> Result<(), StoreError> {
    execute(tx, LOCK, &[]).await?;
    Ok(())
}

/// Adds a connection; times and version are the database's.
///
/// # Errors
/// When the database fails, or the name is taken (`connections_name_key`).
pub async fn insert(tx: &Transaction<'_>, row: &ConnectionRow, by: &str) -> Result<(), StoreError> {
    let c = &row.connection;
    make_room(tx, c).await?;
    let bound = bound(c);
    execute(
        tx,
        INSERT,
        &[
            &c.id,
            &c.kind.as_str(),
            &c.name,
            &c.url,
            &c.site,
            &c.username,
            &row.sealed,
            &c.verify_tls,
            &bound,
            &c.is_default,
            &by,
        ],
    )
    .await?;
    Ok(())
}

/// Stores a connection as it is now.
///
/// # Errors
/// When the database fails, or the name is taken (`connections_name_key`).
pub async fn update(tx: &Transaction<'_>, row: &ConnectionRow, by: &str) -> Result<(), StoreError> {
    let c = &row.connection;
    make_room(tx, c).await?;
    let bound = bound(c);
    execute(
        tx,
        UPDATE,
        &[&c.id, &c.name, &c.url, &c.site, &c.username, &row.sealed, &c.verify_tls, &bound, &c.is_default, &by],
    )
    .await?;
    Ok(())
}

/// One connection of a kind is the default.
async fn make_room(tx: &Transaction<'_>, c: &Connection) -> Result<(), StoreError> {
    if c.is_default {
        execute(tx, ONLY_DEFAULT, &[&c.kind.as_str(), &c.id]).await?;
    }
    Ok(())
}

fn bound(c: &Connection) -> i16 {
    i16::try_from(c.max_in_flight).unwrap_or(i16::MAX)
}

/// Removes a connection, secret and all.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &Transaction<'_>, id: Uuid) -> Result<bool, StoreError> {
    Ok(execute(tx, DELETE, &[&id]).await? > 0)
}

/// Keeps what a test of that version brought; none when there is another version by now.
///
/// # Errors
/// When the database fails.
pub async fn checked(
    client: &impl GenericClient,
    id: Uuid,
    version: i32,
    ok: bool,
    detail: &str,
) -> Result<Option<Timestamp>, StoreError> {
    let found = rows(client, CHECKED, &[&id, &version, &ok, &detail]).await?;
    found.first().map(|row| Ok(row.try_get(0)?)).transpose()
}

/// Puts the same secret, sealed anew, in the place of `before`; `false` when another one stands there by now.
///
/// # Errors
/// When the database fails.
pub async fn reseal(client: &impl GenericClient, id: Uuid, before: &[u8], after: &[u8]) -> Result<bool, StoreError> {
    Ok(execute(client, RESEAL, &[&id, &before, &after]).await? > 0)
}
