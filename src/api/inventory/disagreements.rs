//! Where the two sources disagree.

use poem::Request;
use poem_openapi::param::Query;
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use serde_json::Value;
use uuid::Uuid;

use super::place::{self, Cursor, cut};
use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::page::{List, Next, page_size};
use crate::api::problem::Problem;
use crate::domain::Timestamp;
use crate::store::inventory::{
    self as stored, AddressesDiffer, DeviceWithoutHost, Duplicate, HostWithoutDevice, Place,
};

/// Devices and hosts that are listed of one address.
const MOST_OF_ADDRESS: i64 = 20;

/// How the sources disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "DisagreementKind", rename_all = "snake_case")]
enum Kind {
    /// A host in CheckMK that is no device in Nautobot.
    HostWithoutDevice,
    /// A device in Nautobot that no host in CheckMK is.
    DeviceWithoutHost,
    /// A host and the device it is have different addresses of the same family.
    AddressDiffers,
    /// An address that several devices, or several hosts, have.
    DuplicateAddress,
}

/// A host in a disagreement.
#[derive(Clone, Debug, Object)]
#[oai(rename = "DisagreeingHost")]
struct HostPart {
    /// Our id for it.
    id: Uuid,
    /// The site.
    site: String,
    /// Its name there.
    name: String,
    /// Its IPv4 address; null where it has none, and of a duplicate address.
    ip4: Option<String>,
    /// Its IPv6 address; likewise.
    ip6: Option<String>,
}

/// A device in a disagreement.
#[derive(Clone, Debug, Object)]
#[oai(rename = "DisagreeingDevice")]
struct DevicePart {
    /// The id that Nautobot gave it.
    id: Uuid,
    /// Our number for it.
    number: i64,
    /// Its name.
    name: Option<String>,
    /// Its primary IPv4 address without the network; null where it has none, and of a duplicate address.
    ip4: Option<String>,
    /// Its primary IPv6 address without the network; likewise.
    ip6: Option<String>,
}

/// Something on which Nautobot and CheckMK disagree.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Disagreement")]
struct DisagreementAnswer {
    /// How.
    kind: Kind,
    /// Of a duplicate address: that address.
    address: Option<String>,
    /// The hosts it is about.
    hosts: Vec<HostPart>,
    /// The devices it is about.
    devices: Vec<DevicePart>,
}

impl From<HostWithoutDevice> for HostPart {
    fn from(h: HostWithoutDevice) -> Self {
        Self { id: h.id, site: h.site, name: h.name, ip4: h.ip4, ip6: h.ip6 }
    }
}

impl From<DeviceWithoutHost> for DevicePart {
    fn from(d: DeviceWithoutHost) -> Self {
        Self { id: d.id, number: d.number, name: d.name, ip4: d.ip4, ip6: d.ip6 }
    }
}

impl From<HostWithoutDevice> for DisagreementAnswer {
    fn from(host: HostWithoutDevice) -> Self {
        Self { kind: Kind::HostWithoutDevice, address: None, hosts: vec![host.into()], devices: Vec::new() }
    }
}

impl From<DeviceWithoutHost> for DisagreementAnswer {
    fn from(device: DeviceWithoutHost) -> Self {
        Self { kind: Kind::DeviceWithoutHost, address: None, hosts: Vec::new(), devices: vec![device.into()] }
    }
}

impl From<AddressesDiffer> for DisagreementAnswer {
    fn from(pair: AddressesDiffer) -> Self {
        let (hosts, devices) = (vec![pair.host.into()], vec![pair.device.into()]);
        Self { kind: Kind::AddressDiffers, address: None, hosts, devices }
    }
}

impl From<Duplicate> for DisagreementAnswer {
    fn from(duplicate: Duplicate) -> Self {
        let text = |part: &Value, name: &str| part[name].as_str().map(str::to_owned);
        let id = |part: &Value| part["id"].as_str().and_then(|id| id.parse().ok()).unwrap_or_default();
        let list = |value: Value| if let Value::Array(parts) = value { parts } else { Vec::new() };
        let host = |part: Value| HostPart {
            id: id(&part),
            site: text(&part, "site").unwrap_or_default(),
            name: text(&part, "name").unwrap_or_default(),
            ip4: None,
            ip6: None,
        };
        let device = |part: Value| DevicePart {
            id: id(&part),
            number: part["number"].as_i64().unwrap_or_default(),
            name: text(&part, "name"),
            ip4: None,
            ip6: None,
        };
        Self {
            kind: Kind::DuplicateAddress,
            address: Some(duplicate.address),
            hosts: list(duplicate.hosts).into_iter().map(host).collect(),
            devices: list(duplicate.devices).into_iter().map(device).collect(),
        }
    }
}

/// How much the sources disagree now, and what the last comparing sync said.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Disagreements")]
struct SummaryAnswer {
    /// Hosts in CheckMK that are no device in Nautobot.
    host_without_device: i64,
    /// Devices in Nautobot that no host in CheckMK is.
    device_without_host: i64,
    /// Hosts whose address is another than their device's.
    address_differs: i64,
    /// Addresses that several devices, or several hosts, have.
    duplicate_address: i64,
    /// The newest sync of hosts that compared them with devices.
    sync_id: Option<Uuid>,
    /// When that began.
    sync_time: Option<Timestamp>,
    /// What it found then.
    reconciliation: Option<Value>,
}

pub(in crate::api) struct DisagreementsApi;

#[OpenApi(prefix_path = "/inventory/disagreements", tag = "Tag::Inventory")]
impl DisagreementsApi {
    /// Where do Nautobot and CheckMK disagree?
    ///
    /// By what is known now; stale devices and hosts do not count. Of one kind at a time, by name or address.
    #[oai(path = "/", method = "get", operation_id = "listDisagreements")]
    async fn list(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// How they disagree.
        kind: Query<Kind>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Cursor>>,
    ) -> Result<List<DisagreementAnswer>, Problem> {
        let size = page_size(limit.0)?;
        let after = place::read::<Uuid>('x', cursor.0.as_ref())?;
        let by_name = after.as_ref().map(|place| (place.words.as_str(), place.tie));
        let client = here.database.get().await?;
        let counts = stored::counts(&client).await?;
        let (mut items, total): (Vec<DisagreementAnswer>, i64) = match kind.0 {
            Kind::HostWithoutDevice => {
                let found = stored::hosts_without_device(&client, by_name, size + 1).await?;
                (found.into_iter().map(Into::into).collect(), counts.hosts_without_device)
            }
            Kind::DeviceWithoutHost => {
                let found = stored::devices_without_host(&client, by_name, size + 1).await?;
                (found.into_iter().map(Into::into).collect(), counts.devices_without_host)
            }
            Kind::AddressDiffers => {
                let found = stored::addresses_that_differ(&client, by_name, size + 1).await?;
                (found.into_iter().map(Into::into).collect(), counts.addresses_that_differ)
            }
            Kind::DuplicateAddress => {
                let address = by_name.map(|(address, _)| address);
                let found = stored::duplicate_addresses(&client, address, size + 1, MOST_OF_ADDRESS).await?;
                (found.into_iter().map(Into::into).collect(), counts.duplicate_addresses)
            }
        };
        let more = cut(&mut items, size);
        let next = items.last().filter(|_| more).map(|last| Next::after(request, &place::write('x', &last.place())));
        Ok(List { items, total: Some(total), next, stream_cursor: None })
    }

    /// How much do Nautobot and CheckMK disagree?
    ///
    /// By what is known now, and what the newest sync that compared them said.
    #[oai(path = "/summary", method = "get", operation_id = "getDisagreements")]
    async fn summary(&self, here: Here, _caller: Caller) -> Result<Json<SummaryAnswer>, Problem> {
        let client = here.database.get().await?;
        let counts = stored::counts(&client).await?;
        let sync = stored::newest_reconciliation(&client).await?;
        Ok(Json(SummaryAnswer {
            host_without_device: counts.hosts_without_device,
            device_without_host: counts.devices_without_host,
            address_differs: counts.addresses_that_differ,
            duplicate_address: counts.duplicate_addresses,
            sync_id: sync.as_ref().map(|sync| sync.id),
            sync_time: sync.as_ref().map(|sync| sync.began_at),
            reconciliation: sync.and_then(|sync| sync.reconciliation),
        }))
    }
}

impl DisagreementAnswer {
    /// Where it stands in its list.
    fn place(&self) -> Place<Uuid> {
        let host = self.hosts.first().filter(|_| self.kind != Kind::DeviceWithoutHost);
        let device = self.devices.first();
        let name = match self.kind {
            Kind::DuplicateAddress => self.address.clone(),
            _ => host.map(|host| host.name.clone()).or_else(|| device.and_then(|device| device.name.clone())),
        };
        let tie = host.map(|host| host.id).or_else(|| device.map(|device| device.id)).unwrap_or_default();
        Place { words: name.unwrap_or_default(), number: 0, tie }
    }
}
