//! Who is behind a login or a token. Only hashes are stored.

use deadpool_postgres::GenericClient;
use tokio_postgres::Row;
use uuid::Uuid;

use super::people::read_role;
use super::{StoreError, execute, one, rows};
use crate::domain::Timestamp;
use crate::domain::people::{Person, Role};

const INSERT: &str = include_str!("../../sql/queries/login/insert.sql");
const FIND: &str = include_str!("../../sql/queries/login/find.sql");
const EXTEND: &str = include_str!("../../sql/queries/login/extend.sql");
const DELETE: &str = include_str!("../../sql/queries/login/delete.sql");
const DELETE_OF_USER: &str = include_str!("../../sql/queries/login/delete_of_user.sql");
const DELETE_EXPIRED: &str = include_str!("../../sql/queries/login/delete_expired.sql");
const DELETE_OLDEST: &str = include_str!("../../sql/queries/login/delete_oldest.sql");
const TOKEN_INSERT: &str = include_str!("../../sql/queries/token/insert.sql");
const TOKEN_FIND: &str = include_str!("../../sql/queries/token/find.sql");
const TOKEN_USED: &str = include_str!("../../sql/queries/token/used.sql");
const TOKEN_LIST: &str = include_str!("../../sql/queries/token/list.sql");
const TOKEN_COUNT: &str = include_str!("../../sql/queries/token/count.sql");
const TOKEN_DELETE: &str = include_str!("../../sql/queries/token/delete.sql");
const TOKENS_DELETE_OF_USER: &str = include_str!("../../sql/queries/token/delete_of_user.sql");

/// Logins that one user may have at a time; the oldest ones go.
const MOST_LOGINS: i64 = 50;

/// The SHA-256 of a login or token.
pub type Hash = [u8; 32];

/// A login that counts.
#[derive(Clone, Debug)]
pub struct Login {
    /// Who.
    pub person: Person,
    /// Until when, unless it is used.
    pub expires_at: Timestamp,
    /// The same as seconds from now, by the database's clock.
    pub seconds_left: f64,
}

/// Stores a new login; expired ones and the oldest of many go.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    client: &impl GenericClient,
    hash: &Hash,
    user: Uuid,
    seconds: f64,
) -> Result<Timestamp, StoreError> {
    execute(client, DELETE_EXPIRED, &[]).await?;
    let row = one(client, INSERT, &[&&hash[..], &user, &seconds]).await?;
    execute(client, DELETE_OLDEST, &[&user, &MOST_LOGINS]).await?;
    Ok(row.try_get(0)?)
}

/// Who is behind a login.
///
/// # Errors
/// When the database fails.
pub async fn find(client: &impl GenericClient, hash: &Hash) -> Result<Option<Login>, StoreError> {
    let found = rows(client, FIND, &[&&hash[..]]).await?;
    let Some(row) = found.first() else { return Ok(None) };
    let person = Person { id: row.try_get("id")?, username: row.try_get("username")?, role: read_role(row, "role")? };
    Ok(Some(Login { person, expires_at: row.try_get("expires_at")?, seconds_left: row.try_get("seconds_left")? }))
}

/// Lets a login last `seconds` from now.
///
/// # Errors
/// When the database fails.
pub async fn extend(client: &impl GenericClient, hash: &Hash, seconds: f64) -> Result<Option<Timestamp>, StoreError> {
    let found = rows(client, EXTEND, &[&&hash[..], &seconds]).await?;
    Ok(found.first().map(|row| row.try_get(0)).transpose()?)
}

/// Ends a login.
///
/// # Errors
/// When the database fails.
pub async fn delete(client: &impl GenericClient, hash: &Hash) -> Result<(), StoreError> {
    execute(client, DELETE, &[&&hash[..]]).await?;
    Ok(())
}

/// Ends all logins of a user but `keep`.
///
/// # Errors
/// When the database fails.
pub async fn delete_of_user(client: &impl GenericClient, user: Uuid, keep: Option<&Hash>) -> Result<(), StoreError> {
    execute(client, DELETE_OF_USER, &[&user, &keep.map(|hash| &hash[..])]).await?;
    Ok(())
}

/// An API token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its id.
    pub id: Uuid,
    /// What it is for.
    pub name: String,
    /// What it may do at most.
    pub role: Role,
    /// Since when it exists.
    pub created_at: Timestamp,
    /// Until when it counts.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Timestamp>,
}

fn read_token(row: &Row) -> Result<Token, StoreError> {
    Ok(Token {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        role: read_role(row, "role")?,
        created_at: row.try_get("created_at")?,
        expires_at: row.try_get("expires_at")?,
        last_used_at: row.try_get("last_used_at")?,
    })
}

/// Stores a new token.
///
/// # Errors
/// When the database fails.
pub async fn insert_token(
    client: &impl GenericClient,
    id: Uuid,
    user: Uuid,
    name: &str,
    role: Role,
    hash: &Hash,
    expires_at: Option<Timestamp>,
) -> Result<Token, StoreError> {
    read_token(&one(client, TOKEN_INSERT, &[&id, &user, &name, &role.as_str(), &&hash[..], &expires_at]).await?)
}

/// Who is behind a token, with the lesser of the token's and the user's role. Notes the use.
///
/// # Errors
/// When the database fails.
pub async fn use_token(client: &impl GenericClient, hash: &Hash) -> Result<Option<Person>, StoreError> {
    let found = rows(client, TOKEN_FIND, &[&&hash[..]]).await?;
    let Some(row) = found.first() else { return Ok(None) };
    if row.try_get("note_use")? {
        execute(client, TOKEN_USED, &[&row.try_get::<_, Uuid>("token_id")?]).await?;
    }
    let role = read_role(row, "role")?.min(read_role(row, "user_role")?);
    Ok(Some(Person { id: row.try_get("id")?, username: row.try_get("username")?, role }))
}

/// A user's tokens, newest first, at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn tokens(client: &impl GenericClient, user: Uuid, limit: i64) -> Result<Vec<Token>, StoreError> {
    rows(client, TOKEN_LIST, &[&user, &limit]).await?.iter().map(read_token).collect()
}

/// How many tokens a user has.
///
/// # Errors
/// When the database fails.
pub async fn count_tokens(client: &impl GenericClient, user: Uuid) -> Result<i64, StoreError> {
    Ok(one(client, TOKEN_COUNT, &[&user]).await?.try_get(0)?)
}

/// Revokes a token of `user`, or of anybody.
///
/// # Errors
/// When the database fails.
pub async fn delete_token(client: &impl GenericClient, id: Uuid, user: Option<Uuid>) -> Result<bool, StoreError> {
    Ok(execute(client, TOKEN_DELETE, &[&id, &user]).await? > 0)
}

/// Revokes all tokens of a user.
///
/// # Errors
/// When the database fails.
pub async fn delete_tokens_of_user(client: &impl GenericClient, user: Uuid) -> Result<(), StoreError> {
    execute(client, TOKENS_DELETE_OF_USER, &[&user]).await?;
    Ok(())
}
