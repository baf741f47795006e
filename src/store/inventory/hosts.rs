//! Hosts: lists, and one.

use deadpool_postgres::GenericClient;
use serde_json::{Map, Value};
use tokio_postgres::Row;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::devices::Facet;
use super::list::{Order, Place, patterns, place};
use crate::domain::Timestamp;
use crate::store::{Param, StoreError, one, rows};

const LIST: &str = include_str!("../../../sql/queries/inventory/hosts_list.sql");
const BY_NAME: &str = include_str!("../../../sql/queries/inventory/hosts_by_name.sql");
const COUNT: &str = include_str!("../../../sql/queries/inventory/hosts_count.sql");
const FACETS: &str = include_str!("../../../sql/queries/inventory/hosts_facets.sql");
const GET: &str = include_str!("../../../sql/queries/inventory/hosts_get.sql");

/// A host as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct HostRow {
    /// Our id for it.
    pub id: Uuid,
    /// The connection that last described it.
    pub connection_id: Uuid,
    /// What that is called, where it is known.
    pub connection: Option<String>,
    /// The site that was asked.
    pub site: String,
    /// Its name there.
    pub name: String,
    /// The folder it stands in.
    pub folder: String,
    /// What people call it.
    pub alias: Option<String>,
    /// Its IPv4 address.
    pub ip4: Option<String>,
    /// Its IPv6 address.
    pub ip6: Option<String>,
    /// Its labels.
    pub labels: Map<String, Value>,
    /// Its tags.
    pub tags: Map<String, Value>,
    /// Whether it is a cluster.
    pub is_cluster: bool,
    /// The hosts it consists of, then.
    pub cluster_nodes: Vec<String>,
    /// Whether CheckMK has it offline.
    pub is_offline: bool,
    /// The site that watches it.
    pub monitored_by: Option<String>,
    /// What else CheckMK says of it; only of one host.
    pub attributes: Option<Map<String, Value>>,
    /// The device it is.
    pub device_id: Option<Uuid>,
    /// Its number, while that device is kept.
    pub device_number: Option<i64>,
    /// Its name.
    pub device_name: Option<String>,
    /// Why we think so.
    pub device_reason: Option<String>,
    /// When a sync first saw it.
    pub first_seen: Timestamp,
    /// When a sync last saw it.
    pub last_seen: Timestamp,
    /// When its description last changed, or it came back.
    pub last_changed: Timestamp,
    /// Since when CheckMK no longer has it.
    pub stale_since: Option<Timestamp>,
}

fn host(row: &Row) -> Result<HostRow, StoreError> {
    let object = |name: &str| Ok::<_, StoreError>(row.try_get::<_, Json<Map<String, Value>>>(name)?.0);
    Ok(HostRow {
        id: row.try_get("id")?,
        connection_id: row.try_get("connection_id")?,
        connection: row.try_get("connection")?,
        site: row.try_get("site")?,
        name: row.try_get("name")?,
        folder: row.try_get("folder")?,
        alias: row.try_get("alias")?,
        ip4: row.try_get("ip4")?,
        ip6: row.try_get("ip6")?,
        labels: object("labels")?,
        tags: object("tags")?,
        is_cluster: row.try_get("is_cluster")?,
        cluster_nodes: row.try_get("cluster_nodes")?,
        is_offline: row.try_get("is_offline")?,
        monitored_by: row.try_get("monitored_by")?,
        attributes: None,
        device_id: row.try_get("device_id")?,
        device_number: row.try_get("device_number")?,
        device_name: row.try_get("device_name")?,
        device_reason: row.try_get("device_reason")?,
        first_seen: row.try_get("first_seen")?,
        last_seen: row.try_get("last_seen")?,
        last_changed: row.try_get("last_changed")?,
        stale_since: row.try_get("stale_since")?,
    })
}

/// Which hosts a list shows; what is absent lets all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostFilter {
    /// Words that its description has.
    pub search: Option<String>,
    /// In this folder or one below it.
    pub folder: Option<String>,
    /// Any of these.
    pub sites: Option<Vec<String>>,
    /// All of these labels with these values.
    pub labels: Option<Map<String, Value>>,
    /// This label, whatever its value.
    pub label: Option<String>,
    /// All of these tags with these values.
    pub tags: Option<Map<String, Value>>,
    /// A cluster or not.
    pub cluster: Option<bool>,
    /// Offline or not.
    pub offline: Option<bool>,
    /// Stale or not.
    pub stale: Option<bool>,
    /// Linked to a device or not.
    pub linked: Option<bool>,
}

/// The first ten parameters of every statement on hosts.
struct Ready<'a> {
    filter: &'a HostFilter,
    patterns: Vec<String>,
    folder: Option<&'a str>,
    labels: Option<Json<&'a Map<String, Value>>>,
    tags: Option<Json<&'a Map<String, Value>>>,
}

impl<'a> Ready<'a> {
    fn new(filter: &'a HostFilter) -> Self {
        // Everything is in or below the topmost folder.
        let folder = filter.folder.as_deref().map(|folder| folder.trim_end_matches('/'));
        Self {
            filter,
            patterns: patterns(filter.search.as_deref()),
            folder: folder.filter(|folder| !folder.is_empty()),
            labels: filter.labels.as_ref().map(Json),
            tags: filter.tags.as_ref().map(Json),
        }
    }

    fn with<'b>(&'b self, more: &[Param<'b>]) -> Vec<Param<'b>> {
        let f = self.filter;
        let mut params: Vec<Param<'b>> = vec![&self.patterns, &self.folder, &f.sites, &self.labels, &f.label];
        params.extend([&self.tags as Param<'b>, &f.cluster, &f.offline, &f.stale, &f.linked]);
        params.extend_from_slice(more);
        params
    }
}

/// At most `limit` hosts after a place in the order, each with its own place.
///
/// # Errors
/// When a statement fails.
pub async fn list_hosts(
    client: &impl GenericClient,
    filter: &HostFilter,
    order: Order,
    after: Option<&Place<Uuid>>,
    limit: i64,
) -> Result<Vec<(HostRow, Place<Uuid>)>, StoreError> {
    let ready = Ready::new(filter);
    let words = after.map(|place| place.words.as_str());
    let (number, tie) = (after.map(|place| place.number), after.map(|place| place.tie));
    let found = if order == Order::NAME {
        rows(client, BY_NAME, &ready.with(&[&words, &tie, &limit])).await?
    } else {
        let params = ready.with(&[&order.by, &order.descending, &words, &number, &tie, &limit]);
        rows(client, LIST, &params).await?
    };
    found.iter().map(|row| Ok((host(row)?, place(row, row.try_get("id")?)?))).collect()
}

/// How many hosts the filter lets through, exactly up to `most`.
///
/// # Errors
/// When a statement fails.
pub async fn count_hosts(client: &impl GenericClient, filter: &HostFilter, most: i64) -> Result<i64, StoreError> {
    Ok(one(client, COUNT, &Ready::new(filter).with(&[&most])).await?.try_get(0)?)
}

/// The values there are to filter hosts by, at most `most` of each field.
///
/// # Errors
/// When a statement fails.
pub async fn host_facets(
    client: &impl GenericClient,
    filter: &HostFilter,
    most: i64,
) -> Result<Vec<Facet>, StoreError> {
    let found = rows(client, FACETS, &Ready::new(filter).with(&[&most])).await?;
    let facet =
        |row: &Row| Ok(Facet { facet: row.try_get(0)?, value: row.try_get(1)?, label: None, count: row.try_get(2)? });
    found.iter().map(facet).collect()
}

/// A host with its attributes.
fn whole(row: &Row) -> Result<HostRow, StoreError> {
    let attributes = row.try_get::<_, Json<Map<String, Value>>>("attributes")?.0;
    Ok(HostRow { attributes: Some(attributes), ..host(row)? })
}

/// One host with everything about it.
///
/// # Errors
/// When a statement fails.
pub async fn one_host(client: &impl GenericClient, id: Uuid) -> Result<Option<HostRow>, StoreError> {
    rows(client, GET, &[&Some(id), &None::<Uuid>, &1_i64]).await?.first().map(whole).transpose()
}

/// The hosts that are a device, at most `limit`.
///
/// # Errors
/// When a statement fails.
pub async fn hosts_of(client: &impl GenericClient, device: Uuid, limit: i64) -> Result<Vec<HostRow>, StoreError> {
    rows(client, GET, &[&None::<Uuid>, &Some(device), &limit]).await?.iter().map(whole).collect()
}
