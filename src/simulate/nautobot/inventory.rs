//! What the double knows, and who may see it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::pattern;
use crate::domain::Device;
use crate::domain::device::Address;

/// Models that a token may be kept from seeing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hidden {
    /// `extras.role`
    Roles,
    /// `dcim.location`
    Locations,
    /// `extras.status`
    Statuses,
    /// `dcim.devicetype`
    DeviceTypes,
    /// `dcim.platform`
    Platforms,
    /// `ipam.ipaddress`
    Addresses,
    /// `dcim.device`
    Devices,
}

pub(super) struct Inventory {
    pub(super) devices: Vec<Device>,
    pub(super) hidden: BTreeSet<Hidden>,
}

/// A filter of Nautobot's that was used: its name and its values, any of which may match.
pub(super) type Filter<'a> = (&'a str, Vec<String>);

impl Inventory {
    /// The devices that pass all filters, in Nautobot's order: by name, those without one last.
    ///
    /// # Errors
    /// The parameter that is wrong, and why, in Nautobot's words.
    pub(super) fn select(&self, filters: &[Filter<'_>]) -> Result<Vec<&Device>, (String, String)> {
        let mut found: Vec<&Device> = self.devices.iter().collect();
        for (name, values) in filters {
            let known = |value: &String| self.devices.iter().any(|device| device.location.as_ref() == Some(value));
            match *name {
                "name__ire" => found.retain(|device| {
                    let name = device.name.as_deref().unwrap_or_default();
                    values.iter().any(|value| pattern::matches(value, name))
                }),
                "location" => {
                    if let Some(strange) = values.iter().find(|value| !known(value)) {
                        let why = format!("Select a valid choice. {strange} is not one of the available choices.");
                        return Err(("location".to_owned(), why));
                    }
                    found.retain(|device| device.location.as_ref().is_some_and(|location| values.contains(location)));
                }
                other => return Err((other.to_owned(), "Unknown filter field".to_owned())),
            }
        }
        found.sort_by(|a, b| (a.name.is_none(), &a.name, a.id).cmp(&(b.name.is_none(), &b.name, b.id)));
        Ok(found)
    }

    /// A device as GraphQL shows it to this token.
    pub(super) fn show(&self, device: &Device) -> Value {
        let named = |name: &Option<String>, hidden: Hidden, field: &str| match name {
            Some(name) if !self.hidden.contains(&hidden) => json!({field: name}),
            _ => Value::Null,
        };
        let address = |address: &Option<Address>| match address {
            Some(Address { cidr, host }) if !self.hidden.contains(&Hidden::Addresses) => {
                let mask: Option<u8> = cidr.split('/').nth(1).and_then(|mask| mask.parse().ok());
                json!({"address": cidr, "host": host, "mask_length": mask})
            }
            _ => Value::Null,
        };
        let mut platform = named(&device.platform, Hidden::Platforms, "name");
        if let Some(platform) = platform.as_object_mut() {
            let driver = device.network_driver.clone().unwrap_or_default();
            platform.insert("network_driver".to_owned(), driver.into());
        }
        json!({
            "id": device.id,
            "name": device.name,
            "serial": device.serial.clone().unwrap_or_default(),
            "role": named(&device.role, Hidden::Roles, "name"),
            "location": named(&device.location, Hidden::Locations, "name"),
            "status": named(&device.status, Hidden::Statuses, "name"),
            "device_type": named(&device.device_type, Hidden::DeviceTypes, "model"),
            "platform": platform,
            "primary_ip4": address(&device.primary_ip4),
            "primary_ip6": address(&device.primary_ip6),
            "tags": device.tags.iter().map(|tag| json!({"name": tag})).collect::<Vec<_>>(),
        })
    }

    /// How many things of a REST list there are; `None` for a list that the double does not have.
    pub(super) fn others(&self, path: &str) -> Option<(Hidden, u64)> {
        let platforms: BTreeSet<_> = self.devices.iter().filter_map(|device| device.platform.as_ref()).collect();
        let addresses = self.devices.iter().flat_map(|device| device.primary_ip4.iter().chain(&device.primary_ip6));
        match path {
            "/api/dcim/platforms/" => Some((Hidden::Platforms, platforms.len() as u64)),
            "/api/ipam/ip-addresses/" => Some((Hidden::Addresses, addresses.count() as u64)),
            _ => None,
        }
    }
}
