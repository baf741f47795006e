//! Reading what Nautobot answers: every field may be null, none is trusted to be there.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::query::CUSTOM;
use crate::domain::Device;
use crate::domain::device::{Address, Location};
use crate::integrations::remote::{plain, text};

/// The answer to a GraphQL query, complete or not.
#[derive(Deserialize)]
pub(super) struct GraphqlAnswer<T> {
    pub(super) data: Option<T>,
    #[serde(default)]
    pub(super) errors: Option<Vec<GraphqlError>>,
}

#[derive(Deserialize)]
pub(super) struct GraphqlError {
    #[serde(default)]
    pub(super) message: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Devices {
    pub(super) devices: Option<Vec<DeviceAnswer>>,
}

#[derive(Deserialize)]
pub(super) struct Ids {
    pub(super) devices: Option<Vec<Reference>>,
}

#[derive(Deserialize)]
pub(super) struct Addresses {
    pub(super) ip_addresses: Option<Vec<DevicesOfAddress>>,
}

#[derive(Deserialize)]
pub(super) struct Locations {
    pub(super) locations: Option<Vec<LocationAnswer>>,
}

/// Only the number of a REST list is of interest.
#[derive(Deserialize)]
pub(super) struct Count {
    pub(super) count: u64,
}

/// What `/api/status/` says of the server.
#[derive(Deserialize)]
pub(super) struct StatusAnswer {
    #[serde(rename = "nautobot-version")]
    pub(super) version: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Reference {
    pub(super) id: Uuid,
}

#[derive(Deserialize)]
pub(super) struct DevicesOfAddress {
    primary_ip4_for: Option<OneOrMany>,
    primary_ip6_for: Option<OneOrMany>,
}

/// A list since Nautobot 2; before, at most one.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    Many(Vec<Reference>),
    One(Reference),
}

impl DevicesOfAddress {
    pub(super) fn ids(self) -> impl Iterator<Item = Uuid> {
        let listed = |devices: Option<OneOrMany>| match devices {
            Some(OneOrMany::Many(devices)) => devices,
            Some(OneOrMany::One(device)) => vec![device],
            None => Vec::new(),
        };
        listed(self.primary_ip4_for).into_iter().chain(listed(self.primary_ip6_for)).map(|device| device.id)
    }
}

#[derive(Deserialize)]
pub(super) struct DeviceAnswer {
    id: Uuid,
    name: Option<String>,
    serial: Option<String>,
    role: Option<Named>,
    location: Option<Named>,
    status: Option<Named>,
    device_type: Option<Model>,
    platform: Option<PlatformAnswer>,
    primary_ip4: Option<AddressAnswer>,
    primary_ip6: Option<AddressAnswer>,
    tags: Option<Vec<Named>>,
    /// Custom fields, as far as they were asked for.
    #[serde(flatten)]
    others: Map<String, Value>,
}

#[derive(Deserialize)]
struct Named {
    name: Option<String>,
}

#[derive(Deserialize)]
struct Model {
    model: Option<String>,
}

#[derive(Deserialize)]
struct PlatformAnswer {
    name: Option<String>,
    network_driver: Option<String>,
}

#[derive(Deserialize)]
struct AddressAnswer {
    address: Option<String>,
    host: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct LocationAnswer {
    id: Uuid,
    name: Option<String>,
    parent: Option<Named>,
    location_type: Option<Named>,
    status: Option<Named>,
}

impl From<DeviceAnswer> for Device {
    fn from(answer: DeviceAnswer) -> Self {
        let (platform, network_driver) =
            answer.platform.map_or((None, None), |platform| (text(platform.name), text(platform.network_driver)));
        let mut tags: Vec<String> =
            answer.tags.unwrap_or_default().into_iter().filter_map(|tag| text(tag.name)).collect();
        tags.sort_unstable();
        tags.dedup();
        Self {
            id: answer.id,
            name: text(answer.name),
            serial: text(answer.serial),
            role: name(answer.role),
            location: name(answer.location),
            status: name(answer.status),
            device_type: answer.device_type.and_then(|kind| text(kind.model)),
            platform,
            network_driver,
            primary_ip4: answer.primary_ip4.and_then(address),
            primary_ip6: answer.primary_ip6.and_then(address),
            tags,
            custom_fields: custom_fields(answer.others),
        }
    }
}

impl From<LocationAnswer> for Location {
    fn from(answer: LocationAnswer) -> Self {
        Self {
            id: answer.id,
            name: text(answer.name),
            parent: name(answer.parent),
            kind: name(answer.location_type),
            status: name(answer.status),
        }
    }
}

fn name(answer: Option<Named>) -> Option<String> {
    answer.and_then(|answer| text(answer.name))
}

fn address(answer: AddressAnswer) -> Option<Address> {
    let mut address = Address::parse(&text(answer.address)?)?;
    if let Some(host) = text(answer.host) {
        address.host = host;
    }
    Some(address)
}

fn custom_fields(others: Map<String, Value>) -> BTreeMap<String, Value> {
    let field = |(name, value): (String, Value)| Some((name.strip_prefix(CUSTOM)?.to_owned(), plain(value)?));
    others.into_iter().filter_map(field).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn device(json: Value) -> Device {
        serde_json::from_value::<DeviceAnswer>(json).unwrap().into()
    }

    const ID: &str = "d098c8ac-66d4-4083-9767-2baf5a494ca2";

    #[test]
    fn a_device_of_nulls_is_a_device() {
        let id = Uuid::parse_str(ID).unwrap();
        assert_eq!(device(json!({"id": ID, "tags": null, "cf_x": null})), Device { id, ..Device::default() });
        let inner = json!({"id": ID, "role": {"name": null}, "device_type": {}, "primary_ip4": {"host": "10.0.0.1"}});
        assert_eq!(device(inner), Device { id, ..Device::default() });
    }

    #[test]
    fn what_is_empty_has_no_value() {
        let device = device(json!({
            "id": ID, "name": " sw1\u{0} ", "serial": "", "platform": {"name": "Cisco IOS", "network_driver": ""},
            "primary_ip4": {"address": "10.90.0.18/24", "host": null}, "tags": [{"name": "b"}, {"name": ""}, {"name": "a"}],
            "cf_empty": "", "cf_rack": "R\u{0}1", "cf_list": ["a", ""], "cf_units": 0, "other": 1,
        }));
        assert_eq!(device.name.as_deref(), Some("sw1"));
        assert_eq!(device.serial, None);
        assert_eq!((device.platform.as_deref(), device.network_driver), (Some("Cisco IOS"), None));
        assert_eq!(device.primary_ip4, Address::parse("10.90.0.18/24"));
        assert_eq!(device.tags, ["a", "b"]);
        let fields: Vec<(&str, &Value)> = device.custom_fields.iter().map(|(key, value)| (&**key, value)).collect();
        assert_eq!(fields, [("list", &json!(["a"])), ("rack", &json!("R1")), ("units", &json!(0))]);
    }

    #[test]
    fn an_address_is_of_one_device_or_of_many() {
        let ids = |json: Value| serde_json::from_value::<DevicesOfAddress>(json).unwrap().ids().count();
        assert_eq!(ids(json!({"primary_ip4_for": [{"id": ID}, {"id": ID}], "primary_ip6_for": null})), 2);
        assert_eq!(ids(json!({"primary_ip4_for": {"id": ID}})), 1);
    }
}
