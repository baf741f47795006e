//! Nodes: devices, and what is heard of without being known.

use deadpool_postgres::{GenericClient, Transaction};
use serde::Serialize;
use tokio_postgres::types::Json;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::topology::Claims;
use crate::store::{StoreError, execute, rows};

const KNOWN: &str = include_str!("../../../sql/queries/topology/nodes_known.sql");
const PUT: &str = include_str!("../../../sql/queries/topology/nodes_put.sql");
const UNCLAIM: &str = include_str!("../../../sql/queries/topology/nodes_unclaim.sql");
const DELETE: &str = include_str!("../../../sql/queries/topology/nodes_delete.sql");

/// By what a node is recognised.
#[derive(Clone, Debug)]
pub struct KnownNode {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// All that was ever said of who it is, the inventory's word included.
    pub claims: Claims,
    /// When it last answered.
    pub visited_at: Option<Timestamp>,
}

/// A node as a crawl saw it; what was not said stays as it was.
#[derive(Clone, Debug, Serialize)]
pub struct NodeDraft {
    /// Its id.
    pub id: Uuid,
    /// The device of the inventory that it is.
    pub device_id: Option<Uuid>,
    /// What it is called.
    pub name: String,
    /// `device`, where somebody logged in or the inventory has it; else `unknown`.
    pub kind: &'static str,
    /// How it is talked to.
    pub platform: Option<String>,
    /// Its model.
    pub model: Option<String>,
    /// Its software.
    pub software: Option<String>,
    /// Its serial number.
    pub serial: Option<String>,
    /// Where it stands.
    pub location: Option<String>,
    /// Its addresses.
    pub addresses: Vec<String>,
    /// What it announces.
    pub capabilities: Vec<&'static str>,
    /// By what it is recognised.
    pub claims: Claims,
    /// When it answered, if it did.
    pub visited_at: Option<Timestamp>,
    /// When it was tried and did not.
    pub failed_at: Option<Timestamp>,
    /// Why it did not, if it was tried.
    pub error_class: Option<&'static str>,
    /// In words.
    pub error: Option<String>,
}

/// Every node that is known.
///
/// # Errors
/// When the statement fails, or what is stored cannot be read.
pub async fn known_nodes(client: &impl GenericClient) -> Result<Vec<KnownNode>, StoreError> {
    let read = |row: &tokio_postgres::Row| {
        let Json(mut claims) = row.try_get::<_, Json<Claims>>("claims")?;
        claims.device = row.try_get("device_id")?;
        let visited_at = row.try_get("visited_at")?;
        Ok(KnownNode { id: row.try_get("id")?, name: row.try_get("name")?, claims, visited_at })
    };
    rows(client, KNOWN, &[]).await?.iter().map(read).collect()
}

/// Writes down nodes as they were at `at`.
///
/// # Errors
/// When the statement fails.
pub async fn put_nodes(tx: &Transaction<'_>, nodes: &[NodeDraft], at: Timestamp) -> Result<(), StoreError> {
    execute(tx, PUT, &[&Json(nodes), &at]).await?;
    Ok(())
}

/// Takes from nodes that turned out to be others the devices that they were taken for, so that the others may be those.
///
/// # Errors
/// When the statement fails.
pub async fn unclaim(tx: &Transaction<'_>, ids: &[Uuid]) -> Result<(), StoreError> {
    execute(tx, UNCLAIM, &[&ids]).await?;
    Ok(())
}

/// Removes nodes that turned out to be others. No link may name them any more.
///
/// # Errors
/// When the statement fails.
pub async fn delete_nodes(tx: &Transaction<'_>, ids: &[Uuid]) -> Result<(), StoreError> {
    execute(tx, DELETE, &[&ids]).await?;
    Ok(())
}
