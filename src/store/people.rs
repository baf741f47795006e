//! Users, logins and tokens.

use deadpool_postgres::{GenericClient, Transaction};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{StoreError, execute, one, rows};
use crate::domain::Timestamp;
use crate::domain::people::{Person, Role};

const INACTIVE: &str = include_str!("../../sql/queries/user/inactive.sql");
const ACTIVE_IDS: &str = include_str!("../../sql/queries/user/active_ids.sql");
const ACTIVE_ID: &str = include_str!("../../sql/queries/user/active_id.sql");
const NAMES: &str = include_str!("../../sql/queries/user/names.sql");
const INSERT: &str = include_str!("../../sql/queries/user/insert.sql");
const BY_NAME: &str = include_str!("../../sql/queries/user/by_name.sql");
const BY_ID: &str = include_str!("../../sql/queries/user/by_id.sql");
const LIST: &str = include_str!("../../sql/queries/user/list.sql");
const UPDATE: &str = include_str!("../../sql/queries/user/update.sql");
const DELETE: &str = include_str!("../../sql/queries/user/delete.sql");
const LOCK_ADMINS: &str = include_str!("../../sql/queries/user/lock_admins.sql");
const ANY: &str = include_str!("../../sql/queries/user/any.sql");
const OWNED: &str = include_str!("../../sql/queries/user/owned.sql");
const FIRST_LOCK: &str = include_str!("../../sql/queries/user/first_lock.sql");

/// A user as stored.
#[derive(Clone)]
pub struct User {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub username: String,
    /// The argon2id hash of their password, in PHC form.
    pub password_hash: String,
    /// What they may do.
    pub role: Role,
    /// Whether they may log in, and their schedules run.
    pub is_active: bool,
    /// Since when they exist.
    pub created_at: Timestamp,
}

impl std::fmt::Debug for User {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Without the hash: this ends up in logs.
        f.debug_struct("User").field("id", &self.id).field("username", &self.username).finish_non_exhaustive()
    }
}

impl From<&User> for Person {
    fn from(user: &User) -> Self {
        Self { id: user.id, username: user.username.clone(), role: user.role }
    }
}

fn read(row: &Row) -> Result<User, StoreError> {
    Ok(User {
        id: row.try_get("id")?,
        username: row.try_get("username")?,
        password_hash: row.try_get("password_hash")?,
        role: read_role(row, "role")?,
        is_active: row.try_get("is_active")?,
        created_at: row.try_get("created_at")?,
    })
}

pub(super) fn read_role(row: &Row, column: &str) -> Result<Role, StoreError> {
    row.try_get::<_, &str>(column)?.parse().map_err(|reason| StoreError::Unreadable { what: "role", reason })
}

/// The id of the active user of that name, whatever its capitals.
///
/// # Errors
/// When the database fails.
pub async fn active_id(client: &impl GenericClient, username: &str) -> Result<Option<Uuid>, StoreError> {
    Ok(rows(client, ACTIVE_ID, &[&username]).await?.first().map(|row| row.get(0)))
}

/// The ids of active users, by name in small letters.
///
/// # Errors
/// When the database fails.
pub async fn active_ids(
    client: &impl GenericClient,
    names: &[String],
) -> Result<std::collections::HashMap<String, Uuid>, StoreError> {
    let found = rows(client, ACTIVE_IDS, &[&names]).await?;
    found.iter().map(|row| Ok((row.try_get("username")?, row.try_get("id")?))).collect()
}

/// Whose schedules do not run.
///
/// # Errors
/// When the database fails.
pub async fn inactive_ids(client: &impl GenericClient) -> Result<Vec<Uuid>, StoreError> {
    Ok(rows(client, INACTIVE, &[]).await?.iter().map(|row| row.get(0)).collect())
}

/// What users are called, of those there are.
///
/// # Errors
/// When the database fails.
pub async fn names_of(
    client: &impl GenericClient,
    ids: &[Uuid],
) -> Result<std::collections::HashMap<Uuid, String>, StoreError> {
    let found = rows(client, NAMES, &[&ids]).await?;
    found.iter().map(|row| Ok((row.try_get("id")?, row.try_get("username")?))).collect()
}

/// The user of that name, whatever its capitals, active or not.
///
/// # Errors
/// When the database fails.
pub async fn by_name(client: &impl GenericClient, username: &str) -> Result<Option<User>, StoreError> {
    rows(client, BY_NAME, &[&username]).await?.first().map(read).transpose()
}

/// The user with that id, active or not.
///
/// # Errors
/// When the database fails.
pub async fn by_id(client: &impl GenericClient, id: Uuid) -> Result<Option<User>, StoreError> {
    rows(client, BY_ID, &[&id]).await?.first().map(read).transpose()
}

/// Everybody by name, at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list(client: &impl GenericClient, limit: i64) -> Result<Vec<User>, StoreError> {
    rows(client, LIST, &[&limit]).await?.iter().map(read).collect()
}

/// Adds a user.
///
/// # Errors
/// When the database fails, or the name is taken (`app_user_username_key`).
pub async fn insert(
    client: &impl GenericClient,
    id: Uuid,
    username: &str,
    password_hash: &str,
    role: Role,
) -> Result<User, StoreError> {
    read(&one(client, INSERT, &[&id, &username, &password_hash, &role.as_str()]).await?)
}

/// Stores a user's name, role and activity, and a new hash if there is one.
///
/// # Errors
/// When the database fails, or the name is taken (`app_user_username_key`).
pub async fn update(
    client: &impl GenericClient,
    user: &User,
    password_hash: Option<&str>,
) -> Result<Option<User>, StoreError> {
    let found =
        rows(client, UPDATE, &[&user.id, &user.username, &user.role.as_str(), &user.is_active, &password_hash]).await?;
    found.first().map(read).transpose()
}

/// Removes a user with all logins and tokens.
///
/// # Errors
/// When the database fails.
pub async fn delete(client: &impl GenericClient, id: Uuid) -> Result<bool, StoreError> {
    Ok(execute(client, DELETE, &[&id]).await? > 0)
}

/// The active admins, held until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn lock_admins(tx: &Transaction<'_>) -> Result<Vec<Uuid>, StoreError> {
    Ok(rows(tx, LOCK_ADMINS, &[]).await?.iter().map(|row| row.get(0)).collect())
}

/// Whether there is any user; the answer holds until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn any(tx: &Transaction<'_>) -> Result<bool, StoreError> {
    execute(tx, FIRST_LOCK, &[]).await?;
    Ok(one(tx, ANY, &[]).await?.try_get(0)?)
}

/// How many live schedules belong to a user.
///
/// # Errors
/// When the database fails.
pub async fn owned_schedules(client: &impl GenericClient, id: Uuid) -> Result<i64, StoreError> {
    Ok(one(client, OWNED, &[&id]).await?.try_get(0)?)
}
