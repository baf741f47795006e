//! What the double knows, and who may see it.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::index::{Found, Index, Primary};
use super::pattern;
use crate::domain::Device;
use crate::domain::device::{Address, Location};
use crate::simulate::net::Net;

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
    /// `ipam.prefix`
    Prefixes,
    /// `dcim.device`
    Devices,
}

pub(super) struct Inventory {
    devices: Vec<Device>,
    described: Vec<Location>,
    index: Option<Index>,
    pub(super) hidden: BTreeSet<Hidden>,
    pub(super) prefixes: Vec<String>,
    pub(super) custom_fields: BTreeSet<String>,
}

/// Filters of Nautobot's that were used: a name and its values, any of which may match.
pub(super) type Filters = Vec<(String, Vec<String>)>;

/// A parameter that is wrong, and why, in Nautobot's words.
pub(super) type Refused = (String, String);

impl Inventory {
    pub(super) fn new(devices: Vec<Device>) -> Self {
        Self {
            devices,
            described: Vec::new(),
            index: None,
            hidden: BTreeSet::new(),
            prefixes: Vec::new(),
            custom_fields: BTreeSet::new(),
        }
    }

    pub(super) fn devices(&self) -> &[Device] {
        &self.devices
    }

    pub(super) fn devices_mut(&mut self) -> &mut Vec<Device> {
        self.index = None;
        &mut self.devices
    }

    pub(super) fn set_locations(&mut self, locations: Vec<Location>) {
        self.index = None;
        self.described = locations;
    }

    pub(super) fn index(&mut self) -> &mut Index {
        self.index.get_or_insert_with(|| Index::of(&self.devices, &self.described))
    }

    /// The devices that pass all filters, in Nautobot's order.
    pub(super) fn select(&mut self, filters: &Filters) -> Result<Found, Refused> {
        self.index();
        let Self { devices, index: Some(index), .. } = self else { return Ok(Found::default()) };
        if filters.is_empty() {
            return Ok(Arc::clone(&index.order));
        }
        if let Some((last, found)) = &index.last
            && last == filters
        {
            return Ok(Arc::clone(found));
        }
        let mut found: Vec<usize> = index.order.to_vec();
        for (name, values) in filters {
            let passes = filter(index, name, values)?;
            found.retain(|at| passes(*at, &devices[*at]));
        }
        let found = Arc::new(found);
        index.last = Some((filters.clone(), Arc::clone(&found)));
        Ok(found)
    }

    /// How many addresses pass all filters.
    pub(super) fn count_addresses(&mut self, filters: &Filters) -> Result<usize, Refused> {
        Ok(addresses(self.index(), filters)?.len())
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
        let mut shown = Map::new();
        for key in &self.custom_fields {
            shown.insert(format!("cf_{key}"), device.custom_fields.get(key).cloned().unwrap_or_default());
        }
        let fields = json!({
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
            // A choice is the name of an enum here, and a value with a label in REST.
            "interfaces": [{"name": "Management0", "type": "A_1000BASE_T", "enabled": true, "mgmt_only": true}],
        });
        if let Value::Object(fields) = fields {
            shown.extend(fields);
        }
        shown.into()
    }

    /// The addresses of a page, as GraphQL shows them.
    pub(super) fn show_addresses(
        &mut self,
        filters: &Filters,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<Value>, Refused> {
        self.index();
        let Some(index) = &self.index else { return Ok(Vec::new()) };
        let found = addresses(index, filters)?;
        Ok(found.into_iter().skip(offset).take(limit).map(|primary| self.show_address(primary)).collect())
    }

    fn show_address(&self, primary: &Primary) -> Value {
        let family = |is_v4: bool| {
            let of = if primary.ip.is_some_and(|ip| ip.is_ipv4()) == is_v4 { primary.of.as_slice() } else { &[] };
            of.iter().map(|at| json!({"id": self.devices[*at].id, "name": self.devices[*at].name})).collect::<Vec<_>>()
        };
        let Address { cidr, host } = &primary.address;
        json!({"address": cidr, "host": host, "primary_ip4_for": family(true), "primary_ip6_for": family(false)})
    }
}

/// The addresses that pass all filters. What is no address finds nothing.
fn addresses<'a>(index: &'a Index, filters: &Filters) -> Result<Vec<&'a Primary>, Refused> {
    let mut found: Vec<&Primary> = index.addresses.iter().collect();
    for (name, values) in filters {
        match name.as_str() {
            "address" => found.retain(|primary| {
                values.iter().any(|value| value == &primary.address.cidr || value == &primary.address.host)
            }),
            "prefix" => {
                let nets: Vec<Net> = values.iter().filter_map(|value| Net::parse(value)).collect();
                found.retain(|primary| primary.ip.is_some_and(|ip| nets.iter().any(|net| net.contains(ip))));
            }
            other => return Err((other.to_owned(), "Unknown filter field".to_owned())),
        }
    }
    Ok(found)
}

type Passes<'a> = Box<dyn Fn(usize, &Device) -> bool + 'a>;

/// What a filter of devices lets pass.
fn filter<'a>(index: &'a Index, name: &str, values: &'a [String]) -> Result<Passes<'a>, Refused> {
    let chosen = |known: &BTreeSet<String>| match values.iter().find(|value| !known.contains(*value)) {
        Some(strange) => Err((name.to_owned(), no_choice(strange))),
        None => Ok(()),
    };
    let is_one = |value: &Option<String>, values: &[String]| value.as_ref().is_some_and(|value| values.contains(value));
    Ok(match name {
        "name__ire" => Box::new(|_, device| {
            let name = device.name.as_deref().unwrap_or_default();
            values.iter().any(|value| pattern::matches(value, name))
        }),
        "id" => {
            let mut places = BTreeSet::new();
            for value in values {
                let id: Uuid =
                    value.parse().map_err(|_| (name.to_owned(), format!("“{value}” is not a valid UUID.")))?;
                places.extend(index.by_id.get(&id).copied());
            }
            Box::new(move |at, _| places.contains(&at))
        }
        "location" => {
            chosen(&index.locations.iter().filter_map(|location| location.name.clone()).collect())?;
            let inside = index.subtree(values);
            Box::new(move |_, device| device.location.as_deref().is_some_and(|location| inside.contains(location)))
        }
        "role" => {
            chosen(&index.roles)?;
            Box::new(move |_, device| is_one(&device.role, values))
        }
        "status" => {
            chosen(&index.statuses)?;
            Box::new(move |_, device| is_one(&device.status, values))
        }
        "platform" => {
            chosen(&index.platforms)?;
            Box::new(move |_, device| is_one(&device.platform, values))
        }
        // Of several tags, a device must have all.
        "tags" => {
            chosen(&index.tags)?;
            Box::new(|_, device| values.iter().all(|tag| device.tags.contains(tag)))
        }
        other => return Err((other.to_owned(), "Unknown filter field".to_owned())),
    })
}

fn no_choice(strange: &str) -> String {
    format!("Select a valid choice. {strange} is not one of the available choices.")
}
