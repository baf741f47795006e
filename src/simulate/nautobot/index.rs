//! What is found out about the devices once after each change, so that large inventories answer quickly.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::net::IpAddr;
use std::sync::Arc;

use uuid::Uuid;

use super::inventory::Filters;
use crate::domain::Device;
use crate::domain::device::{Address, Location};

/// Places in the list of devices.
pub(super) type Found = Arc<Vec<usize>>;

pub(super) struct Index {
    /// In Nautobot's order: by name, those without one last.
    pub(super) order: Found,
    pub(super) by_id: HashMap<Uuid, usize>,
    /// Those of devices that nobody described included.
    pub(super) locations: Vec<Location>,
    pub(super) roles: BTreeSet<String>,
    pub(super) statuses: BTreeSet<String>,
    pub(super) platforms: BTreeSet<String>,
    pub(super) device_types: BTreeSet<String>,
    pub(super) tags: BTreeSet<String>,
    /// Each address once, with the devices whose primary one it is.
    pub(super) addresses: Vec<Primary>,
    /// What was asked last, as pages follow each other.
    pub(super) last: Option<(Filters, Found)>,
}

/// An address, and whose primary one it is.
pub(super) struct Primary {
    pub(super) address: Address,
    pub(super) ip: Option<IpAddr>,
    pub(super) of: Vec<usize>,
}

impl Index {
    pub(super) fn of(devices: &[Device], described: &[Location]) -> Self {
        let mut order: Vec<usize> = (0..devices.len()).collect();
        order.sort_by_key(|at| {
            let device = &devices[*at];
            (device.name.is_none(), device.name.as_deref(), device.id)
        });
        let texts = |of: fn(&Device) -> Option<&String>| devices.iter().filter_map(of).cloned().collect();
        Self {
            order: Arc::new(order),
            by_id: devices.iter().enumerate().map(|(at, device)| (device.id, at)).collect(),
            locations: locations(devices, described),
            roles: texts(|device| device.role.as_ref()),
            statuses: texts(|device| device.status.as_ref()),
            platforms: texts(|device| device.platform.as_ref()),
            device_types: texts(|device| device.device_type.as_ref()),
            tags: devices.iter().flat_map(|device| device.tags.iter().cloned()).collect(),
            addresses: addresses(devices),
            last: None,
        }
    }

    /// A location and all below it, by name.
    pub(super) fn subtree<'a>(&'a self, names: &'a [String]) -> HashSet<&'a str> {
        let mut inside: HashSet<&str> = names.iter().map(String::as_str).collect();
        loop {
            let before = inside.len();
            for location in &self.locations {
                if location.parent.as_deref().is_some_and(|parent| inside.contains(parent)) {
                    inside.extend(location.name.as_deref());
                }
            }
            if inside.len() == before {
                return inside;
            }
        }
    }
}

fn locations(devices: &[Device], described: &[Location]) -> Vec<Location> {
    let known: HashSet<&str> = described.iter().filter_map(|location| location.name.as_deref()).collect();
    let others: BTreeSet<&str> = devices.iter().filter_map(|device| device.location.as_deref()).collect();
    let alone = others.into_iter().filter(|name| !known.contains(name)).enumerate().map(|(at, name)| Location {
        id: Uuid::from_u128(0x10c0_0000 + at as u128),
        name: Some(name.to_owned()),
        kind: Some("Building".to_owned()),
        status: Some("Active".to_owned()),
        parent: None,
    });
    described.iter().cloned().chain(alone).collect()
}

fn addresses(devices: &[Device]) -> Vec<Primary> {
    let mut addresses: BTreeMap<&str, Primary> = BTreeMap::new();
    for (at, device) in devices.iter().enumerate() {
        for address in device.primary_ip4.iter().chain(&device.primary_ip6) {
            let new = || Primary { address: address.clone(), ip: address.host.parse().ok(), of: Vec::new() };
            addresses.entry(&address.cidr).or_insert_with(new).of.push(at);
        }
    }
    addresses.into_values().collect()
}
