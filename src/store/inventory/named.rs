//! Named inventories.

use deadpool_postgres::GenericClient;
use tokio_postgres::Row;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::list::patterns;
use crate::domain::Timestamp;
use crate::domain::inventory::Conditions;
use crate::store::{StoreError, execute, one, rows};

const LIST: &str = include_str!("../../../sql/queries/inventory/named_list.sql");
const LOCK: &str = include_str!("../../../sql/queries/inventory/named_lock.sql");
const COUNT: &str = include_str!("../../../sql/queries/inventory/named_count.sql");
const INSERT: &str = include_str!("../../../sql/queries/inventory/named_insert.sql");
const UPDATE: &str = include_str!("../../../sql/queries/inventory/named_update.sql");
const DELETE: &str = include_str!("../../../sql/queries/inventory/named_delete.sql");
const ACCEPT: &str = include_str!("../../../sql/queries/inventory/named_accept.sql");
const USED_BY: &str = include_str!("../../../sql/queries/inventory/named_used_by.sql");

/// What somebody says of an inventory.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What people call it.
    pub name: String,
    /// For people.
    pub description: String,
    /// What a device must meet.
    pub conditions: Conditions,
    /// Devices that belong to it whatever the conditions say.
    pub devices: Vec<Uuid>,
    /// A job stops when its targets changed by more than this share since the last one.
    pub max_change_percent: i16,
}

/// An inventory as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedRow {
    /// Its number.
    pub id: i64,
    /// What it says.
    pub draft: Draft,
    /// Raised by every change.
    pub version: i32,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Who did that.
    pub updated_by: String,
    /// From when on targets are compared anew.
    pub accepted_at: Option<Timestamp>,
    /// Who said that they are right.
    pub accepted_by: Option<String>,
}

fn row(row: &Row) -> Result<NamedRow, StoreError> {
    let conditions = row.try_get::<_, Json<serde_json::Value>>("conditions")?.0;
    let conditions = serde_json::from_value(conditions);
    Ok(NamedRow {
        id: row.try_get("id")?,
        draft: Draft {
            name: row.try_get("name")?,
            description: row.try_get("description")?,
            conditions: conditions
                .map_err(|e| StoreError::Unreadable { what: "condition of an inventory", reason: e.to_string() })?,
            devices: row.try_get("devices")?,
            max_change_percent: row.try_get("max_change_percent")?,
        },
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
        updated_by: row.try_get("updated_by")?,
        accepted_at: row.try_get("accepted_at")?,
        accepted_by: row.try_get("accepted_by")?,
    })
}

/// All inventories by name, at most `most`, of those with all words of a search.
///
/// # Errors
/// When a statement fails.
pub async fn list_named(
    client: &impl GenericClient,
    search: Option<&str>,
    most: i64,
) -> Result<Vec<NamedRow>, StoreError> {
    let words = patterns(search);
    let pattern = (!words.is_empty()).then(|| words.concat());
    rows(client, LIST, &[&None::<i64>, &pattern, &most]).await?.iter().map(row).collect()
}

/// One inventory.
///
/// # Errors
/// When a statement fails.
pub async fn named(client: &impl GenericClient, id: i64) -> Result<Option<NamedRow>, StoreError> {
    rows(client, LIST, &[&Some(id), &None::<&str>, &1_i64]).await?.first().map(row).transpose()
}

/// One inventory, held until the transaction ends.
///
/// # Errors
/// When a statement fails.
pub async fn lock(client: &impl GenericClient, id: i64) -> Result<Option<NamedRow>, StoreError> {
    rows(client, LOCK, &[&id]).await?.first().map(row).transpose()
}

/// How many there are.
///
/// # Errors
/// When a statement fails.
pub async fn count_named(client: &impl GenericClient) -> Result<i64, StoreError> {
    Ok(one(client, COUNT, &[]).await?.try_get(0)?)
}

/// Makes one; its number.
///
/// # Errors
/// When a statement fails; `inventories_name_key` is violated when the name is taken.
pub async fn insert(client: &impl GenericClient, draft: &Draft, by: &str) -> Result<i64, StoreError> {
    let Draft { name, description, conditions, devices, max_change_percent } = draft;
    let params: [super::super::Param<'_>; 6] = [name, description, &Json(conditions), devices, max_change_percent, &by];
    Ok(one(client, INSERT, &params).await?.try_get(0)?)
}

/// Changes one.
///
/// # Errors
/// When a statement fails; `inventories_name_key` is violated when the name is taken.
pub async fn update(client: &impl GenericClient, id: i64, draft: &Draft, by: &str) -> Result<(), StoreError> {
    let Draft { name, description, conditions, devices, max_change_percent } = draft;
    let params: [super::super::Param<'_>; 7] =
        [&id, name, description, &Json(conditions), devices, max_change_percent, &by];
    execute(client, UPDATE, &params).await?;
    Ok(())
}

/// Drops one.
///
/// # Errors
/// When a statement fails.
pub async fn delete(client: &impl GenericClient, id: i64) -> Result<(), StoreError> {
    execute(client, DELETE, &[&id]).await?;
    Ok(())
}

/// Compares its targets anew from now on.
///
/// # Errors
/// When a statement fails.
pub async fn accept(client: &impl GenericClient, id: i64, by: &str) -> Result<(), StoreError> {
    execute(client, ACCEPT, &[&id, &by]).await?;
    Ok(())
}

/// Live schedules that aim at it, at most `limit`, by name.
///
/// # Errors
/// When a statement fails.
pub async fn used_by(client: &impl GenericClient, id: i64, limit: i64) -> Result<Vec<(Uuid, String)>, StoreError> {
    let found = rows(client, USED_BY, &[&id.to_string(), &limit]).await?;
    found.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}
