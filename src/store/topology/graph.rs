//! The topology as it is read.

use deadpool_postgres::GenericClient;
use serde_json::Value;
use tokio_postgres::Row;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::links::{LinkRow, read as link};
use crate::domain::Timestamp;
use crate::store::{StoreError, rows};

const NODES: &str = include_str!("../../../sql/queries/topology/graph_nodes.sql");
const LINKS: &str = include_str!("../../../sql/queries/topology/graph_links.sql");
const LINKS_AT: &str = include_str!("../../../sql/queries/topology/graph_links_at.sql");
const NODE: &str = include_str!("../../../sql/queries/topology/node_one.sql");
const SOME: &str = include_str!("../../../sql/queries/topology/node_some.sql");
const LINKS_OF: &str = include_str!("../../../sql/queries/topology/links_of_node.sql");
const LINK: &str = include_str!("../../../sql/queries/topology/link_one.sql");
const EVENTS: &str = include_str!("../../../sql/queries/topology/events_list.sql");
const NET: &str = include_str!("../../../sql/queries/topology/events_net.sql");

/// A node of the topology.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeRow {
    /// Its id.
    pub id: Uuid,
    /// The device of the inventory that it is.
    pub device_id: Option<Uuid>,
    /// That device's number.
    pub number: Option<i64>,
    /// What it is called.
    pub name: String,
    /// `device` or `unknown`.
    pub kind: String,
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
    pub capabilities: Vec<String>,
    /// When it was first heard of.
    pub first_seen: Timestamp,
    /// When it was last heard of.
    pub last_seen: Timestamp,
    /// When it last answered.
    pub visited_at: Option<Timestamp>,
    /// When it last did not, since it last did.
    pub failed_at: Option<Timestamp>,
    /// Why not.
    pub error_class: Option<String>,
    /// In words.
    pub error: Option<String>,
}

fn node(row: &Row) -> Result<NodeRow, StoreError> {
    Ok(NodeRow {
        id: row.try_get("id")?,
        device_id: row.try_get("device_id")?,
        number: row.try_get("number")?,
        name: row.try_get("name")?,
        kind: row.try_get("kind")?,
        platform: row.try_get("platform")?,
        model: row.try_get("model")?,
        software: row.try_get("software")?,
        serial: row.try_get("serial")?,
        location: row.try_get("location")?,
        addresses: row.try_get("addresses")?,
        capabilities: row.try_get("capabilities")?,
        first_seen: row.try_get("first_seen")?,
        last_seen: row.try_get("last_seen")?,
        visited_at: row.try_get("visited_at")?,
        failed_at: row.try_get("failed_at")?,
        error_class: row.try_get("error_class")?,
        error: row.try_get("error")?,
    })
}

/// The nodes there are, or were at `at`; at most `most`.
///
/// # Errors
/// When the statement fails.
pub async fn nodes(client: &impl GenericClient, at: Option<Timestamp>, most: i64) -> Result<Vec<NodeRow>, StoreError> {
    rows(client, NODES, &[&at, &most]).await?.iter().map(node).collect()
}

/// The links there are, or were at `at`; at most `most`.
///
/// # Errors
/// When a statement fails.
pub async fn links(
    client: &impl GenericClient,
    at: Option<Timestamp>,
    with_lost: bool,
    most: i64,
) -> Result<Vec<LinkRow>, StoreError> {
    let found = match at {
        None => rows(client, LINKS, &[&with_lost, &most]).await?,
        Some(at) => rows(client, LINKS_AT, &[&at, &with_lost, &most]).await?,
    };
    let mut links: Vec<LinkRow> = found.iter().map(link).collect::<Result<_, _>>()?;
    if let Some(at) = at {
        // What is gone since stood then.
        for said in links.iter_mut().flat_map(|link| &mut link.evidence) {
            said.gone_at = said.gone_at.filter(|gone| *gone <= at);
        }
    }
    Ok(links)
}

/// One node, by its id or by that of the device that it is.
///
/// # Errors
/// When the statement fails.
pub async fn one_node(client: &impl GenericClient, id: Uuid) -> Result<Option<NodeRow>, StoreError> {
    rows(client, NODE, &[&id]).await?.first().map(node).transpose()
}

/// The nodes of these ids, in that order.
///
/// # Errors
/// When the statement fails.
pub async fn some_nodes(client: &impl GenericClient, ids: &[Uuid]) -> Result<Vec<NodeRow>, StoreError> {
    rows(client, SOME, &[&ids]).await?.iter().map(node).collect()
}

/// The links of one node, lost ones last.
///
/// # Errors
/// When the statement fails.
pub async fn links_of(client: &impl GenericClient, id: Uuid) -> Result<Vec<LinkRow>, StoreError> {
    rows(client, LINKS_OF, &[&id]).await?.iter().map(link).collect()
}

/// One link.
///
/// # Errors
/// When the statement fails.
pub async fn one_link(client: &impl GenericClient, id: Uuid) -> Result<Option<LinkRow>, StoreError> {
    rows(client, LINK, &[&id]).await?.first().map(link).transpose()
}

/// Which changes are wanted; what is absent lets all through.
#[derive(Clone, Debug, Default)]
pub struct EventFilter {
    /// Of this link.
    pub link: Option<Uuid>,
    /// By this job.
    pub job: Option<Uuid>,
    /// Later than this.
    pub after: Option<Timestamp>,
    /// No later than this.
    pub until: Option<Timestamp>,
    /// Only these.
    pub changes: Option<Vec<String>>,
}

/// A change of a link.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeRow {
    /// Its place among all changes.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Which job saw it.
    pub job_id: Uuid,
    /// Of which link.
    pub link_id: Uuid,
    /// `new`, `changed`, `lost`, `returned` or `doubted`.
    pub change: String,
    /// The link as it was then.
    pub link: Value,
    /// For `changed`: which of its properties.
    pub fields: Vec<String>,
}

/// A page of changes, newest first, from before the change `before` on.
///
/// # Errors
/// When the statement fails.
pub async fn changes(
    client: &impl GenericClient,
    filter: &EventFilter,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<ChangeRow>, StoreError> {
    let EventFilter { link, job, after, until, changes } = filter;
    let read = |row: &Row| {
        Ok(ChangeRow {
            id: row.try_get("id")?,
            at: row.try_get("at")?,
            job_id: row.try_get("job_id")?,
            link_id: row.try_get("link_id")?,
            change: row.try_get("change")?,
            link: row.try_get::<_, Json<Value>>("link")?.0,
            fields: row.try_get("fields")?,
        })
    };
    rows(client, EVENTS, &[link, job, after, until, changes, &before, &limit]).await?.iter().map(read).collect()
}

/// What became of one link over a stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub struct NetRow {
    /// Which link.
    pub link_id: Uuid,
    /// The last that was said of it before; nothing: it was not there.
    pub before: Option<String>,
    /// The last that was said of it in that time.
    pub after: String,
    /// The link as it was then.
    pub link: Value,
    /// When that was said.
    pub at: Timestamp,
    /// For `changed`: which of its properties.
    pub fields: Vec<String>,
}

/// Every link that changed after `from` and no later than `to`; at most `most`.
///
/// # Errors
/// When the statement fails.
pub async fn net(
    client: &impl GenericClient,
    from: Timestamp,
    to: Timestamp,
    most: i64,
) -> Result<Vec<NetRow>, StoreError> {
    let read = |row: &Row| {
        Ok(NetRow {
            link_id: row.try_get("link_id")?,
            before: row.try_get("before")?,
            after: row.try_get("after")?,
            link: row.try_get::<_, Json<Value>>("link")?.0,
            at: row.try_get("at")?,
            fields: row.try_get("fields")?,
        })
    };
    rows(client, NET, &[&from, &to, &most]).await?.iter().map(read).collect()
}
