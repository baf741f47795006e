//! Devices: lists, one, those that conditions choose, and what happened to one.

use std::pin::pin;

use deadpool_postgres::GenericClient;
use futures_util::TryStreamExt;
use serde_json::{Map, Value};
use tokio_postgres::Row;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::list::{Order, Place, patterns, place};
use super::syncs::{ChangeRow, change_row};
use crate::domain::Timestamp;
use crate::domain::inventory::{Facts, Filter};
use crate::domain::job::JobState;
use crate::store::{Param, StoreError, one, rows};

const LIST: &str = include_str!("../../../sql/queries/inventory/devices_list.sql");
const BY_NAME: &str = include_str!("../../../sql/queries/inventory/devices_by_name.sql");
const COUNT: &str = include_str!("../../../sql/queries/inventory/devices_count.sql");
const FACETS: &str = include_str!("../../../sql/queries/inventory/devices_facets.sql");
const BY_IDS: &str = include_str!("../../../sql/queries/inventory/devices_by_ids.sql");
const OF: &str = include_str!("../../../sql/queries/inventory/devices_of.sql");
const SCAN: &str = include_str!("../../../sql/queries/inventory/devices_scan.sql");
const CHANGES: &str = include_str!("../../../sql/queries/inventory/changes_of_object.sql");
const CHANGES_COUNT: &str = include_str!("../../../sql/queries/inventory/changes_of_object_count.sql");
const JOBS: &str = include_str!("../../../sql/queries/inventory/jobs_of_device.sql");

/// A device as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct DeviceRow {
    /// Nautobot's id.
    pub id: Uuid,
    /// Our number, from 1.
    pub number: i64,
    /// Its name.
    pub name: Option<String>,
    /// Its serial number.
    pub serial: Option<String>,
    /// What it is for.
    pub role: Option<String>,
    /// Where it stands.
    pub location: Option<String>,
    /// Its status in Nautobot.
    pub status: Option<String>,
    /// The model.
    pub device_type: Option<String>,
    /// The operating system as people call it.
    pub platform: Option<String>,
    /// The operating system as programs call it.
    pub network_driver: Option<String>,
    /// The primary IPv4 address with its network.
    pub primary_ip4: Option<String>,
    /// Without it.
    pub primary_ip4_host: Option<String>,
    /// The primary IPv6 address with its network.
    pub primary_ip6: Option<String>,
    /// Without it.
    pub primary_ip6_host: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Those custom fields that the last sync asked for.
    pub custom_fields: Map<String, Value>,
    /// The connection that last described it.
    pub connection_id: Uuid,
    /// What that is called, where it is known.
    pub connection: Option<String>,
    /// When a sync first saw it.
    pub first_seen: Timestamp,
    /// When a sync last saw it.
    pub last_seen: Timestamp,
    /// When its description last changed, or it came back.
    pub last_changed: Timestamp,
    /// Since when Nautobot no longer has it.
    pub stale_since: Option<Timestamp>,
}

impl DeviceRow {
    /// Whether it meets all of some conditions.
    #[must_use]
    pub fn meets(&self, filter: &Filter) -> bool {
        self.judged(|facts| filter.accepts(facts))
    }

    /// Whether an inventory of these conditions has it.
    #[must_use]
    pub fn selected_by(&self, filter: &Filter) -> bool {
        self.judged(|facts| filter.selects(facts))
    }

    /// What conditions look at.
    pub fn judged<T>(&self, judge: impl FnOnce(&Facts<'_>) -> T) -> T {
        let tags: Vec<&str> = self.tags.iter().map(String::as_str).collect();
        judge(&Facts {
            name: self.name.as_deref(),
            role: self.role.as_deref(),
            location: self.location.as_deref(),
            status: self.status.as_deref(),
            device_type: self.device_type.as_deref(),
            platform: self.platform.as_deref(),
            network_driver: self.network_driver.as_deref(),
            serial: self.serial.as_deref(),
            addresses: [self.primary_ip4_host.as_deref(), self.primary_ip6_host.as_deref()],
            tags: &tags,
            custom_fields: Some(&self.custom_fields),
            stale: self.stale_since.is_some(),
        })
    }
}

fn device(row: &Row) -> Result<DeviceRow, StoreError> {
    Ok(DeviceRow {
        id: row.try_get("id")?,
        number: row.try_get("number")?,
        name: row.try_get("name")?,
        serial: row.try_get("serial")?,
        role: row.try_get("role")?,
        location: row.try_get("location")?,
        status: row.try_get("status")?,
        device_type: row.try_get("device_type")?,
        platform: row.try_get("platform")?,
        network_driver: row.try_get("network_driver")?,
        primary_ip4: row.try_get("primary_ip4")?,
        primary_ip4_host: row.try_get("primary_ip4_host")?,
        primary_ip6: row.try_get("primary_ip6")?,
        primary_ip6_host: row.try_get("primary_ip6_host")?,
        tags: row.try_get("tags")?,
        custom_fields: row.try_get::<_, Json<Map<String, Value>>>("custom_fields")?.0,
        connection_id: row.try_get("connection_id")?,
        connection: row.try_get("connection")?,
        first_seen: row.try_get("first_seen")?,
        last_seen: row.try_get("last_seen")?,
        last_changed: row.try_get("last_changed")?,
        stale_since: row.try_get("stale_since")?,
    })
}

/// Which devices a list shows; what is absent lets all through, and `""` is having none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceFilter {
    /// Words that its description has, or its number.
    pub search: Option<String>,
    /// Any of these.
    pub roles: Option<Vec<String>>,
    /// Any of these.
    pub locations: Option<Vec<String>>,
    /// Any of these.
    pub statuses: Option<Vec<String>>,
    /// Any of these.
    pub platforms: Option<Vec<String>>,
    /// Any of these.
    pub device_types: Option<Vec<String>>,
    /// Any of these.
    pub tags: Option<Vec<String>>,
    /// Stale or not.
    pub stale: Option<bool>,
    /// Last described by this connection.
    pub connection: Option<Uuid>,
}

/// The first ten parameters of every statement on devices.
struct Ready<'a>(&'a DeviceFilter, Vec<String>, Option<i64>);

impl<'a> Ready<'a> {
    fn new(filter: &'a DeviceFilter) -> Self {
        let search = filter.search.as_deref();
        Self(filter, patterns(search), search.and_then(|text| text.trim().trim_start_matches('#').parse().ok()))
    }

    fn with<'b>(&'b self, more: &[Param<'b>]) -> Vec<Param<'b>> {
        let Self(f, patterns, number) = self;
        let mut params: Vec<Param<'b>> = vec![patterns, number, &f.roles, &f.locations, &f.statuses, &f.platforms];
        params.extend([&f.device_types as Param<'b>, &f.tags, &f.stale, &f.connection]);
        params.extend_from_slice(more);
        params
    }
}

/// At most `limit` devices after a place in the order, each with its own place.
///
/// # Errors
/// When a statement fails.
pub async fn list_devices(
    client: &impl GenericClient,
    filter: &DeviceFilter,
    order: Order,
    after: Option<&Place<i64>>,
    limit: i64,
) -> Result<Vec<(DeviceRow, Place<i64>)>, StoreError> {
    let ready = Ready::new(filter);
    let words = after.map(|place| place.words.as_str());
    let (number, tie) = (after.map(|place| place.number), after.map(|place| place.tie));
    let found = if order == Order::NAME {
        rows(client, BY_NAME, &ready.with(&[&words, &tie, &limit])).await?
    } else {
        let params = ready.with(&[&order.by, &order.descending, &words, &number, &tie, &limit]);
        rows(client, LIST, &params).await?
    };
    found.iter().map(|row| Ok((device(row)?, place(row, row.try_get("number")?)?))).collect()
}

/// How many devices the filter lets through, exactly up to `most`.
///
/// # Errors
/// When a statement fails.
pub async fn count_devices(client: &impl GenericClient, filter: &DeviceFilter, most: i64) -> Result<i64, StoreError> {
    Ok(one(client, COUNT, &Ready::new(filter).with(&[&most])).await?.try_get(0)?)
}

/// A value to filter by, and how many things have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Which field.
    pub facet: String,
    /// The value; none is having none.
    pub value: Option<String>,
    /// What people call it, where that is something else.
    pub label: Option<String>,
    /// How many.
    pub count: i64,
}

/// The values there are to filter devices by, at most `most` of each field.
///
/// # Errors
/// When a statement fails.
pub async fn device_facets(
    client: &impl GenericClient,
    filter: &DeviceFilter,
    most: i64,
) -> Result<Vec<Facet>, StoreError> {
    let found = rows(client, FACETS, &Ready::new(filter).with(&[&most])).await?;
    let facet = |row: &Row| {
        Ok(Facet { facet: row.try_get(0)?, value: row.try_get(1)?, label: row.try_get(2)?, count: row.try_get(3)? })
    };
    found.iter().map(facet).collect()
}

/// The devices of these ids, in this order; those that are no more are left out.
///
/// # Errors
/// When a statement fails.
pub async fn by_ids(client: &impl GenericClient, ids: &[Uuid]) -> Result<Vec<DeviceRow>, StoreError> {
    rows(client, BY_IDS, &[&ids]).await?.iter().map(device).collect()
}

/// Those of some devices whose number is above `after`, by number, at most `limit`.
///
/// # Errors
/// When a statement fails.
pub async fn page_of(
    client: &impl GenericClient,
    ids: &[Uuid],
    after: i64,
    limit: i64,
) -> Result<Vec<DeviceRow>, StoreError> {
    rows(client, OF, &[&ids, &after, &limit]).await?.iter().map(device).collect()
}

/// The ids of the devices that a filter selects, by number. Rows pass one by one: only what fits is kept.
///
/// # Errors
/// When a statement fails.
pub async fn select(client: &impl GenericClient, filter: &Filter) -> Result<Vec<Uuid>, StoreError> {
    if filter.is_empty() {
        return Ok(Vec::new());
    }
    let statement = client.prepare_cached(SCAN).await?;
    let params: [bool; 2] = [filter.needs_custom_fields(), filter.mentions_stale()];
    let mut found = pin!(client.query_raw(&statement, params).await?);
    let mut selected = Vec::new();
    while let Some(row) = found.try_next().await? {
        let tags: Vec<&str> = row.try_get("tags")?;
        let custom_fields: Option<Json<Map<String, Value>>> = row.try_get("custom_fields")?;
        let facts = Facts {
            name: row.try_get("name")?,
            role: row.try_get("role")?,
            location: row.try_get("location")?,
            status: row.try_get("status")?,
            device_type: row.try_get("device_type")?,
            platform: row.try_get("platform")?,
            network_driver: row.try_get("network_driver")?,
            serial: row.try_get("serial")?,
            addresses: [row.try_get("primary_ip4_host")?, row.try_get("primary_ip6_host")?],
            tags: &tags,
            custom_fields: custom_fields.as_ref().map(|fields| &fields.0),
            stale: row.try_get("stale")?,
        };
        if filter.selects(&facts) {
            selected.push(row.try_get("id")?);
        }
    }
    Ok(selected)
}

/// What syncs changed of a device or a host, newest first, before a change; at most `limit`.
///
/// # Errors
/// When a statement fails.
pub async fn device_changes(
    client: &impl GenericClient,
    object: Uuid,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<ChangeRow>, StoreError> {
    rows(client, CHANGES, &[&object, &before, &limit]).await?.iter().map(change_row).collect()
}

/// How often syncs changed it, exactly up to `most`.
///
/// # Errors
/// When a statement fails.
pub async fn count_changes(client: &impl GenericClient, object: Uuid, most: i64) -> Result<i64, StoreError> {
    Ok(one(client, CHANGES_COUNT, &[&object, &most]).await?.try_get(0)?)
}

/// A job that touched a device.
#[derive(Clone, Debug, PartialEq)]
pub struct TouchedJob {
    /// The job.
    pub id: Uuid,
    /// How: it was one of its targets, its sync changed it, or both.
    pub why: Vec<String>,
    /// When it did.
    pub at: Timestamp,
    /// The task it ran, while the job is kept.
    pub task: Option<String>,
    /// Where it stands, while it is kept.
    pub state: Option<JobState>,
    /// The schedule that made it.
    pub schedule_id: Option<Uuid>,
    /// That schedule's name when it did.
    pub schedule_name: Option<String>,
    /// When it started.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
}

/// Jobs that aimed at a device or whose sync changed it, newest first, before a job; at most `limit`.
///
/// # Errors
/// When a statement fails.
pub async fn jobs_of(
    client: &impl GenericClient,
    device: Uuid,
    before: Option<Uuid>,
    limit: i64,
) -> Result<Vec<TouchedJob>, StoreError> {
    let found = rows(client, JOBS, &[&device, &before, &limit]).await?;
    let job = |row: &Row| {
        let state = row.try_get::<_, Option<&str>>("state")?.map(str::parse).transpose();
        Ok(TouchedJob {
            id: row.try_get("job_id")?,
            why: row.try_get("why")?,
            at: row.try_get("at")?,
            task: row.try_get("task")?,
            state: state.map_err(|reason| StoreError::Unreadable { what: "job state", reason })?,
            schedule_id: row.try_get("schedule_id")?,
            schedule_name: row.try_get("schedule_name")?,
            started_at: row.try_get("started_at")?,
            finished_at: row.try_get("finished_at")?,
        })
    };
    found.iter().map(job).collect()
}
