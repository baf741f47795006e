//! Calendars that programs read without a login. Only hashes of their secrets are stored.

use deadpool_postgres::GenericClient;
use tokio_postgres::Row;
use uuid::Uuid;

use super::logins::Hash;
use super::{StoreError, execute, one, rows};
use crate::domain::Timestamp;

const INSERT: &str = include_str!("../../sql/queries/feed/insert.sql");
const LIST: &str = include_str!("../../sql/queries/feed/list.sql");
const COUNT: &str = include_str!("../../sql/queries/feed/count.sql");
const DELETE: &str = include_str!("../../sql/queries/feed/delete.sql");
const FIND: &str = include_str!("../../sql/queries/feed/find.sql");
const USED: &str = include_str!("../../sql/queries/feed/used.sql");

/// Which schedules a feed shows; absent: all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedFilter {
    /// With this tag.
    pub tag: Option<String>,
    /// Of this queue.
    pub queue: Option<String>,
    /// Of this task, by short name.
    pub task: Option<String>,
    /// Of this owner.
    pub owner: Option<Uuid>,
}

/// A feed, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its id.
    pub id: Uuid,
    /// What it is for.
    pub name: String,
    /// Which schedules it shows.
    pub filter: FeedFilter,
    /// What that owner is called.
    pub owner_username: Option<String>,
    /// Since when it exists.
    pub created_at: Timestamp,
    /// When it was last read, to the minute.
    pub last_used_at: Option<Timestamp>,
}

fn read(row: &Row) -> Result<Feed, StoreError> {
    let filter = FeedFilter {
        tag: row.try_get("tag")?,
        queue: row.try_get("queue")?,
        task: row.try_get("task")?,
        owner: row.try_get("owner_id")?,
    };
    Ok(Feed {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        filter,
        owner_username: row.try_get("owner_username")?,
        created_at: row.try_get("created_at")?,
        last_used_at: row.try_get("last_used_at")?,
    })
}

/// Stores a new feed of `user`.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    client: &impl GenericClient,
    id: Uuid,
    user: Uuid,
    name: &str,
    filter: &FeedFilter,
    hash: &Hash,
) -> Result<Feed, StoreError> {
    let FeedFilter { tag, queue, task, owner } = filter;
    read(&one(client, INSERT, &[&id, &user, &name, tag, queue, task, owner, &&hash[..]]).await?)
}

/// A user's feeds, newest first, at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list(client: &impl GenericClient, user: Uuid, limit: i64) -> Result<Vec<Feed>, StoreError> {
    rows(client, LIST, &[&user, &limit]).await?.iter().map(read).collect()
}

/// How many feeds a user has.
///
/// # Errors
/// When the database fails.
pub async fn count(client: &impl GenericClient, user: Uuid) -> Result<i64, StoreError> {
    Ok(one(client, COUNT, &[&user]).await?.try_get(0)?)
}

/// Revokes a feed of `user`, or of anybody.
///
/// # Errors
/// When the database fails.
pub async fn delete(client: &impl GenericClient, id: Uuid, user: Option<Uuid>) -> Result<bool, StoreError> {
    Ok(execute(client, DELETE, &[&id, &user]).await? > 0)
}

/// The feed behind a secret, while whoever made it may log in. Notes the use.
///
/// # Errors
/// When the database fails.
pub async fn read_by(client: &impl GenericClient, hash: &Hash) -> Result<Option<Feed>, StoreError> {
    let found = rows(client, FIND, &[&&hash[..]]).await?;
    let Some(row) = found.first() else { return Ok(None) };
    if row.try_get("note_use")? {
        execute(client, USED, &[&row.try_get::<_, Uuid>("id")?]).await?;
    }
    read(row).map(Some)
}
