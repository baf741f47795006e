//! Devices, hosts and changes as answers show them.

use poem_openapi::Object;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::api::types::Fields;
use crate::domain::Timestamp;
use crate::domain::inventory::{ChangeKind, FieldChanges, SyncKind};
use crate::domain::job::JobState;
use crate::store::inventory::{ChangeRow, DeviceRow, Facet, HostRow, TouchedJob};

/// A device as it stands.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Device")]
pub(super) struct DeviceAnswer {
    /// The id that Nautobot gave it.
    id: Uuid,
    /// Our number for it, from 1 in the order of first sight; never used again.
    number: i64,
    /// Its name; there are devices without one.
    name: Option<String>,
    /// The manufacturer's serial number.
    serial: Option<String>,
    /// What it is for.
    role: Option<String>,
    /// Where it stands.
    location: Option<String>,
    /// Its status in Nautobot.
    status: Option<String>,
    /// The model.
    device_type: Option<String>,
    /// The operating system as people call it.
    platform: Option<String>,
    /// The operating system as programs call it.
    network_driver: Option<String>,
    /// The primary IPv4 address with its network: `10.4.0.18/24`.
    primary_ip4: Option<String>,
    /// The primary IPv6 address with its network.
    primary_ip6: Option<String>,
    /// Its tags.
    tags: Vec<String>,
    /// The custom fields that the last sync asked for, by key.
    custom_fields: Fields,
    /// The connection that last described it.
    connection_id: Uuid,
    /// What that is called; null when it is no longer there.
    connection: Option<String>,
    /// When a sync first saw it.
    first_seen: Timestamp,
    /// When a sync last saw it.
    last_seen: Timestamp,
    /// When its description last changed, or it came back.
    last_changed: Timestamp,
    /// Since when Nautobot no longer has it; null while it does.
    stale_since: Option<Timestamp>,
}

impl From<DeviceRow> for DeviceAnswer {
    fn from(d: DeviceRow) -> Self {
        Self {
            id: d.id,
            number: d.number,
            name: d.name,
            serial: d.serial,
            role: d.role,
            location: d.location,
            status: d.status,
            device_type: d.device_type,
            platform: d.platform,
            network_driver: d.network_driver,
            primary_ip4: d.primary_ip4,
            primary_ip6: d.primary_ip6,
            tags: d.tags,
            custom_fields: Fields(d.custom_fields),
            connection_id: d.connection_id,
            connection: d.connection,
            first_seen: d.first_seen,
            last_seen: d.last_seen,
            last_changed: d.last_changed,
            stale_since: d.stale_since,
        }
    }
}

/// A device in a few words.
#[derive(Clone, Debug, Object)]
#[oai(rename = "DeviceBrief")]
pub(super) struct DeviceBrief {
    /// The id that Nautobot gave it.
    pub(super) id: Uuid,
    /// Our number for it.
    pub(super) number: i64,
    /// Its name.
    pub(super) name: Option<String>,
    /// Since when Nautobot no longer has it.
    pub(super) stale_since: Option<Timestamp>,
}

impl From<DeviceRow> for DeviceBrief {
    fn from(d: DeviceRow) -> Self {
        Self { id: d.id, number: d.number, name: d.name, stale_since: d.stale_since }
    }
}

/// An inventory in a few words.
#[derive(Clone, Debug, Object)]
#[oai(rename = "InventoryBrief")]
pub(super) struct InventoryBrief {
    /// Its number.
    pub(super) id: i64,
    /// What people call it.
    pub(super) name: String,
}

/// A device with what is known around it.
#[derive(Clone, Debug, Object)]
#[oai(rename = "DeviceDetail")]
pub(super) struct DeviceDetail {
    /// The device.
    #[oai(flatten)]
    pub(super) device: DeviceAnswer,
    /// The hosts in CheckMK that are this device, 20 at most.
    pub(super) hosts: Vec<HostAnswer>,
    /// The named inventories that have it.
    pub(super) inventories: Vec<InventoryBrief>,
}

/// A host as it stands.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Host")]
pub(super) struct HostAnswer {
    /// Our id for it.
    id: Uuid,
    /// The site of CheckMK that was asked.
    site: String,
    /// Its name there.
    name: String,
    /// The folder it stands in: `/network/core`.
    folder: String,
    /// What people call it.
    alias: Option<String>,
    /// Its IPv4 address.
    ip4: Option<String>,
    /// Its IPv6 address.
    ip6: Option<String>,
    /// Its labels, by key.
    labels: Fields,
    /// Its tags, by group.
    tags: Fields,
    /// Whether it is a cluster.
    is_cluster: bool,
    /// The hosts that the cluster consists of.
    cluster_nodes: Vec<String>,
    /// Whether CheckMK has it offline.
    is_offline: bool,
    /// The site that watches it, where that was said.
    monitored_by: Option<String>,
    /// The device it is.
    device_id: Option<Uuid>,
    /// That device's number, while it is kept.
    device_number: Option<i64>,
    /// That device's name.
    device_name: Option<String>,
    /// Why we think so: `name`, `fqdn` (the name without its domain) or `ip`.
    device_reason: Option<String>,
    /// The connection that last described it.
    connection_id: Uuid,
    /// What that is called; null when it is no longer there.
    connection: Option<String>,
    /// When a sync first saw it.
    first_seen: Timestamp,
    /// When a sync last saw it.
    last_seen: Timestamp,
    /// When its description last changed, or it came back.
    last_changed: Timestamp,
    /// Since when CheckMK no longer has it; null while it does.
    stale_since: Option<Timestamp>,
}

impl From<HostRow> for HostAnswer {
    fn from(h: HostRow) -> Self {
        Self {
            id: h.id,
            site: h.site,
            name: h.name,
            folder: h.folder,
            alias: h.alias,
            ip4: h.ip4,
            ip6: h.ip6,
            labels: Fields(h.labels),
            tags: Fields(h.tags),
            is_cluster: h.is_cluster,
            cluster_nodes: h.cluster_nodes,
            is_offline: h.is_offline,
            monitored_by: h.monitored_by,
            device_id: h.device_id,
            device_number: h.device_number,
            device_name: h.device_name,
            device_reason: h.device_reason,
            connection_id: h.connection_id,
            connection: h.connection,
            first_seen: h.first_seen,
            last_seen: h.last_seen,
            last_changed: h.last_changed,
            stale_since: h.stale_since,
        }
    }
}

/// A host with everything that CheckMK says of it, but for secrets.
#[derive(Clone, Debug, Object)]
#[oai(rename = "HostDetail")]
pub(super) struct HostDetail {
    /// The host.
    #[oai(flatten)]
    host: HostAnswer,
    /// Its other attributes. Secrets in them are never stored.
    attributes: Fields,
}

impl From<HostRow> for HostDetail {
    fn from(mut h: HostRow) -> Self {
        let attributes = Fields(h.attributes.take().unwrap_or_default());
        Self { host: h.into(), attributes }
    }
}

/// A field before and after.
#[derive(Clone, Debug, Object)]
#[oai(rename = "InventoryFieldChange")]
pub(super) struct FieldChangeAnswer {
    /// Which.
    field: String,
    /// What it was; null where it had no value.
    before: Option<Value>,
    /// What it became.
    after: Option<Value>,
}

/// The fields that changed.
pub(super) fn field_changes(fields: FieldChanges) -> Vec<FieldChangeAnswer> {
    let some = |value: Value| Some(value).filter(|value| !value.is_null());
    let change = |(field, (before, after))| FieldChangeAnswer { field, before: some(before), after: some(after) };
    fields.0.into_iter().map(change).collect()
}

/// What a sync changed of one device or host.
#[derive(Clone, Debug, Object)]
#[oai(rename = "InventoryChange")]
pub(super) struct ChangeAnswer {
    /// Its number; they rise.
    id: i64,
    /// When.
    time: Timestamp,
    /// Whether of a device or of a host.
    kind: SyncKind,
    /// Of which.
    object_id: Uuid,
    /// As it was called then.
    name: Option<String>,
    /// What happened.
    change: ChangeKind,
    /// The fields that changed.
    fields: Vec<FieldChangeAnswer>,
    /// The sync.
    sync_id: Uuid,
    /// The job that ran it, while that sync is kept.
    job_id: Option<Uuid>,
    /// Where it read from.
    connection: Option<String>,
}

impl From<ChangeRow> for ChangeAnswer {
    fn from(c: ChangeRow) -> Self {
        Self {
            id: c.id,
            time: c.at,
            kind: c.kind,
            object_id: c.object_id,
            name: c.name,
            change: c.change,
            fields: field_changes(c.fields),
            sync_id: c.sync_id,
            job_id: c.job_id,
            connection: c.connection,
        }
    }
}

/// A job that touched a device.
#[derive(Clone, Debug, Object)]
#[oai(rename = "DeviceJob")]
pub(super) struct DeviceJobAnswer {
    /// The job.
    job_id: Uuid,
    /// How: `target` (the device was one of its targets), `sync` (its sync changed it).
    why: Vec<String>,
    /// When it did.
    time: Timestamp,
    /// The task it ran; null when the job is no longer kept.
    task: Option<String>,
    /// Where it stands; null when it is no longer kept.
    state: Option<JobState>,
    /// The schedule that made it.
    schedule_id: Option<Uuid>,
    /// That schedule's name when it did.
    schedule_name: Option<String>,
    /// When it started.
    started_at: Option<Timestamp>,
    /// When it ended.
    finished_at: Option<Timestamp>,
}

impl From<TouchedJob> for DeviceJobAnswer {
    fn from(j: TouchedJob) -> Self {
        Self {
            job_id: j.id,
            why: j.why,
            time: j.at,
            task: j.task,
            state: j.state,
            schedule_id: j.schedule_id,
            schedule_name: j.schedule_name,
            started_at: j.started_at,
            finished_at: j.finished_at,
        }
    }
}

/// A value to filter by.
#[derive(Clone, Debug, Object)]
#[oai(rename = "FacetValue")]
pub(super) struct FacetValue {
    /// The value; null is having none, for which the filter is empty text.
    value: Option<String>,
    /// What people call it, where that is something else.
    label: Option<String>,
    /// How many have it, of those that the other filters let through.
    count: i64,
}

/// The values of one field.
pub(super) fn facet(facets: &[Facet], name: &str) -> Vec<FacetValue> {
    let of = facets.iter().filter(|facet| facet.facet == name);
    of.map(|f| FacetValue { value: f.value.clone(), label: f.label.clone(), count: f.count }).collect()
}

/// An object out of stored JSON; what is none is empty.
pub(super) fn object(value: Value) -> Fields {
    match value {
        Value::Object(fields) => Fields(fields),
        _ => Fields(Map::new()),
    }
}
