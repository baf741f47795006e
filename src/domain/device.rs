//! What the inventory says of one network device.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// One device as a source of truth describes it.
///
/// Everything but the id may be unknown: devices without a name exist, and a
/// login without rights on a related thing is given `null` for it, not an error.
/// No field is ever an empty string: what has no value is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Device {
    /// The id that Nautobot gave it, the same for as long as the device exists there.
    pub id: Uuid,
    /// Its name, unique at most within a location and tenant.
    pub name: Option<String>,
    /// The manufacturer's serial number.
    pub serial: Option<String>,
    /// What it is for: `access`, `core`.
    pub role: Option<String>,
    /// The name of the place it stands in.
    pub location: Option<String>,
    /// `Active`, `Planned`, and whatever else that instance defines.
    pub status: Option<String>,
    /// The model: `C9300-48P`.
    pub device_type: Option<String>,
    /// The operating system as people call it: `Cisco IOS`.
    pub platform: Option<String>,
    /// The operating system as programs call it: `cisco_ios`.
    pub network_driver: Option<String>,
    /// The address to reach it at, if it has an IPv4 one.
    pub primary_ip4: Option<Address>,
    /// The address to reach it at, if it has an IPv6 one.
    pub primary_ip6: Option<Address>,
    /// Its tags by name, sorted.
    pub tags: Vec<String>,
    /// The custom fields that were asked for and have a value, by their keys.
    pub custom_fields: BTreeMap<String, Value>,
}

/// A place in which devices stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// The id that Nautobot gave it.
    pub id: Uuid,
    /// Its name, unique within what it lies in.
    pub name: Option<String>,
    /// The name of the place it lies in.
    pub parent: Option<String>,
    /// `Building`, `Floor`, and whatever else that instance defines.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// `Active` and the like.
    pub status: Option<String>,
}

/// An address with its network.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    /// With the length of its network: `10.90.0.18/24`.
    pub cidr: String,
    /// Without it: `10.90.0.18`.
    pub host: String,
}

impl Address {
    /// Reads `10.90.0.18/24`; the host is what stands before the slash.
    #[must_use]
    pub fn parse(cidr: &str) -> Option<Self> {
        let cidr = cidr.trim();
        let host = cidr.split('/').next().filter(|host| !host.is_empty())?;
        Some(Self { cidr: cidr.to_owned(), host: host.to_owned() })
    }
}

/// Which of the related things that a device may really lack the source let us see.
///
/// A device may have no platform and no address, so `null` there is news, unless
/// the login was not allowed to look; then it says nothing and erases nothing.
/// Role, location, status and type are required in Nautobot: `null` there always
/// means that the login may not see them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visible {
    /// A device without a platform has none.
    pub platforms: bool,
    /// A device without an address has none.
    pub addresses: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_of_an_address_has_no_mask() {
        let address = Address::parse("2001:db8::1/64").unwrap();
        assert_eq!((address.cidr.as_str(), address.host.as_str()), ("2001:db8::1/64", "2001:db8::1"));
        assert_eq!(Address::parse("10.0.0.1").unwrap().host, "10.0.0.1");
        assert_eq!(Address::parse(" "), None);
    }
}
