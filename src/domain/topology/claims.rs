//! What is said of who a device is.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::network::{Id, Identity, Interface, Mac, Neighbor, host_key};

/// By what a device can be recognised, in the order in which it is believed: chassis or serial number, then its
/// name, then an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Claims {
    /// What it calls its chassis, and the addresses that its interfaces have for themselves.
    pub chassis: BTreeSet<Id>,
    /// The serial number.
    pub serial: Option<String>,
    /// Its name, in the form in which names are compared.
    pub name: Option<String>,
    /// Where it may be managed.
    pub addresses: BTreeSet<IpAddr>,
    /// Which device of the inventory it is.
    pub device: Option<Uuid>,
}

/// Addresses that several routers share: VRRP (RFC 5798, 7.3), HSRP and GLBP as Cisco documents them.
const SHARED: [&[u8]; 5] =
    [&[0, 0, 0x5e, 0, 1], &[0, 0, 0x5e, 0, 2], &[0, 0, 0x0c, 0x07, 0xac], &[0, 0, 0x0c, 0x9f], &[0, 7, 0xb4]];

impl Claims {
    /// What a neighbour says of the device.
    #[must_use]
    pub fn of_neighbor(neighbor: &Neighbor) -> Self {
        Self {
            chassis: neighbor.chassis.iter().filter(|id| can_name_one(id)).cloned().collect(),
            serial: neighbor.name.as_deref().and_then(serial_in_name),
            name: neighbor.name.as_deref().and_then(host_key),
            addresses: neighbor.addresses.iter().copied().filter(names_one).collect(),
            device: None,
        }
    }

    /// What the device says of itself.
    #[must_use]
    pub fn of_itself(identity: &Identity, interfaces: &[Interface]) -> Self {
        let macs = interfaces.iter().filter_map(|interface| interface.mac).map(Id::Mac);
        let addresses = interfaces.iter().flat_map(|interface| &interface.addresses).map(|at| at.address);
        Self {
            chassis: identity.chassis.iter().cloned().chain(macs).filter(can_name_one).collect(),
            serial: identity.serial.clone(),
            name: identity.hostname.as_deref().and_then(host_key),
            addresses: addresses.filter(names_one).collect(),
            device: None,
        }
    }

    /// Whether nothing is said at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Whether an identifier belongs to one device alone.
fn can_name_one(id: &Id) -> bool {
    let Id::Mac(Mac(bytes)) = id else { return true };
    let is_group = bytes[0] & 1 == 1;
    !is_group && *bytes != [0; 6] && !SHARED.iter().any(|prefix| bytes.starts_with(prefix))
}

/// Whether an address may be one of a device that others can reach: `127.0.0.1` is everybody's.
fn names_one(address: &IpAddr) -> bool {
    let nobodys = match address {
        IpAddr::V4(address) => address.is_link_local() || address.is_broadcast() || *address == Ipv4Addr::LOCALHOST,
        IpAddr::V6(address) => address.segments()[0] & 0xffc0 == 0xfe80 || address.is_loopback(),
    };
    !(nobodys || address.is_unspecified() || address.is_multicast())
}

/// NX-OS puts its serial number behind its name when it speaks CDP: `sw1(FDO12345678)`.
fn serial_in_name(name: &str) -> Option<String> {
    let (_, serial) = name.trim().strip_suffix(')')?.split_once('(')?;
    (!serial.is_empty()).then(|| serial.to_owned())
}
