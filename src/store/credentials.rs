//! Logins for devices, their secrets sealed.

use deadpool_postgres::{GenericClient, Transaction};
use tokio_postgres::Row;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::{StoreError, execute, one, rows};
use crate::domain::credential::{Credential, Has, Owner};
use crate::domain::inventory::Conditions;

const LIST: &str = include_str!("../../sql/queries/credential/list.sql");
const ALL: &str = include_str!("../../sql/queries/credential/all.sql");
const GET: &str = include_str!("../../sql/queries/credential/get.sql");
const INSERT: &str = include_str!("../../sql/queries/credential/insert.sql");
const UPDATE: &str = include_str!("../../sql/queries/credential/update.sql");
const DELETE: &str = include_str!("../../sql/queries/credential/delete.sql");
const COUNT: &str = include_str!("../../sql/queries/credential/count.sql");
const USED: &str = include_str!("../../sql/queries/credential/used.sql");
const RESEAL: &str = include_str!("../../sql/queries/credential/reseal.sql");

/// A credential with its sealed secrets.
#[derive(Clone)]
pub struct CredentialRow {
    /// What may be shown.
    pub credential: Credential,
    /// What may not, sealed.
    pub sealed: Vec<u8>,
}

impl std::fmt::Debug for CredentialRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CredentialRow").field("credential", &self.credential).finish_non_exhaustive()
    }
}

fn read(row: &Row) -> Result<CredentialRow, StoreError> {
    let owner = match row.try_get("owner_id")? {
        Some(id) => Some(Owner { id, username: row.try_get("owner")? }),
        None => None,
    };
    let scope: Json<Conditions> = row.try_get("scope")?;
    let credential = Credential {
        id: row.try_get("id")?,
        owner,
        name: row.try_get("name")?,
        username: row.try_get("username")?,
        has: Has {
            password: row.try_get("has_password")?,
            key: row.try_get("has_key")?,
            enable: row.try_get("has_enable")?,
        },
        scope: scope.0,
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
        updated_by: row.try_get("updated_by")?,
        last_used_at: row.try_get("last_used_at")?,
    };
    Ok(CredentialRow { credential, sealed: row.try_get("secret")? })
}

/// What one person may use: own ones, then shared ones.
///
/// # Errors
/// When the database fails.
pub async fn usable_by(client: &impl GenericClient, person: Uuid) -> Result<Vec<CredentialRow>, StoreError> {
    rows(client, LIST, &[&person]).await?.iter().map(read).collect()
}

/// Every one, whosever it is.
///
/// # Errors
/// When the database fails.
pub async fn all(client: &impl GenericClient) -> Result<Vec<CredentialRow>, StoreError> {
    rows(client, ALL, &[]).await?.iter().map(read).collect()
}

/// The one with that id, held until a transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn get(client: &impl GenericClient, id: Uuid) -> Result<Option<CredentialRow>, StoreError> {
    rows(client, GET, &[&id]).await?.first().map(read).transpose()
}

/// How many somebody has, or how many are shared.
///
/// # Errors
/// When the database fails.
pub async fn count(client: &impl GenericClient, owner: Option<Uuid>) -> Result<i64, StoreError> {
    Ok(one(client, COUNT, &[&owner]).await?.try_get(0)?)
}

/// Adds a credential; times and version are the database's.
///
/// # Errors
/// When the database fails, or the owner has one of that name (`credentials_own_name_key`, `credentials_shared_name_key`).
pub async fn insert(tx: &Transaction<'_>, row: &CredentialRow, by: &str) -> Result<(), StoreError> {
    let c = &row.credential;
    let owner = c.owner.as_ref().map(|owner| owner.id);
    let (Has { password, key, enable }, scope) = (c.has, Json(&c.scope));
    execute(tx, INSERT, &[&c.id, &owner, &c.name, &c.username, &password, &key, &enable, &row.sealed, &scope, &by])
        .await?;
    Ok(())
}

/// Stores a credential as it is now.
///
/// # Errors
/// As for [`insert`].
pub async fn update(tx: &Transaction<'_>, row: &CredentialRow, by: &str) -> Result<(), StoreError> {
    let c = &row.credential;
    let (Has { password, key, enable }, scope) = (c.has, Json(&c.scope));
    execute(tx, UPDATE, &[&c.id, &c.name, &c.username, &password, &key, &enable, &row.sealed, &scope, &by]).await?;
    Ok(())
}

/// Removes a credential, secrets and all.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &Transaction<'_>, id: Uuid) -> Result<bool, StoreError> {
    Ok(execute(tx, DELETE, &[&id]).await? > 0)
}

/// Puts the same secrets, sealed anew, in the place of `before`; `false` when others stand there by now.
///
/// # Errors
/// When the database fails.
pub async fn reseal(client: &impl GenericClient, id: Uuid, before: &[u8], after: &[u8]) -> Result<bool, StoreError> {
    Ok(execute(client, RESEAL, &[&id, &before, &after]).await? > 0)
}

/// Notes that a job logged in with it.
///
/// # Errors
/// When the database fails.
pub async fn used(client: &impl GenericClient, id: Uuid) -> Result<(), StoreError> {
    execute(client, USED, &[&id]).await?;
    Ok(())
}
