//! One little network, as its Nautobot and its CheckMK see it, and how it changes over time.
//!
//! The two agree on most of it. What they disagree on is there on purpose: a host that only one of them knows, an
//! address that differs, an address that two hosts have, a name in another case.

mod cabling;
mod monitoring;
mod plan;

use std::io::Result;
use std::net::Ipv4Addr;

use super::checkmk::{CheckmkDouble, Entry, Place};
use super::lan::{Lan, Station};
use super::nautobot::NautobotDouble;
use crate::domain::Device;
use crate::domain::device::Location;

/// The network at one moment.
#[derive(Clone, Debug)]
pub struct Network {
    /// What Nautobot knows.
    pub devices: Vec<Device>,
    /// Where they stand.
    pub locations: Vec<Location>,
    /// The networks of their addresses.
    pub prefixes: Vec<String>,
    /// What CheckMK monitors.
    pub hosts: Vec<Entry>,
    /// Where that lies in CheckMK's setup.
    pub folders: Vec<Place>,
}

/// The custom fields that this Nautobot has for devices.
pub const CUSTOM_FIELDS: [&str; 3] = ["last_backup", "rack_unit", "support_contract"];

impl Network {
    /// The network after so many changes; after none it is as planned. The same number always means the same.
    #[must_use]
    pub fn at(tick: u64) -> Self {
        let devices = plan::devices(tick);
        let hosts = monitoring::hosts(&devices, tick);
        Self {
            locations: plan::locations(),
            prefixes: plan::prefixes(),
            folders: monitoring::folders(),
            devices,
            hosts,
        }
    }

    /// A Nautobot of it.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn nautobot(&self, token: &str) -> Result<NautobotDouble> {
        let double = NautobotDouble::start(token, self.devices.clone()).await?;
        double.set_locations(self.locations.clone());
        double.set_prefixes(self.prefixes.clone());
        double.set_custom_fields(CUSTOM_FIELDS);
        Ok(double)
    }

    /// A CheckMK of it, with one site.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn checkmk(&self, site: &str, username: &str, secret: &str) -> Result<CheckmkDouble> {
        CheckmkDouble::start(site, username, secret, self.hosts.clone(), self.folders.clone()).await
    }

    /// Shows both of them the network as it is here.
    pub fn show(self, nautobot: &NautobotDouble, checkmk: &CheckmkDouble) {
        nautobot.edit(|devices| *devices = self.devices);
        checkmk.edit(|hosts| *hosts = self.hosts);
    }
}

/// The network of the plan. It is of those that RFC 2544 sets aside for trying out devices, so that nobody's own are
/// meant by an address in it, whichever process comes upon it.
pub const NETWORK: &str = "198.18.0.0/16";

/// How the planned devices are plugged together after so many changes.
#[must_use]
pub fn cabled(tick: u64) -> Lan {
    cabling::lan(&plan::planned(), tick)
}

/// The addresses that a device ever has: one of them moves now and then.
#[must_use]
pub fn addresses(station: &Station) -> Vec<Ipv4Addr> {
    plan::addresses(&station.name, station.address)
}

/// So many access switches, for figures of large inventories.
#[must_use]
pub fn many_devices(count: u32) -> Vec<Device> {
    (0..count).map(plan::one_of_many).collect()
}

/// The same as hosts.
#[must_use]
pub fn many_hosts(count: u32) -> Vec<Entry> {
    (0..count).map(|number| monitoring::host_of(&plan::one_of_many(number))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::simulate::net::Net;

    fn names(network: &Network) -> BTreeSet<&str> {
        network.devices.iter().filter_map(|device| device.name.as_deref()).collect()
    }

    #[test]
    fn it_is_coherent_at_any_time() {
        for tick in 0..60 {
            let network = Network::at(tick);
            assert!((38..=46).contains(&network.devices.len()), "{}", network.devices.len());
            assert_eq!(names(&network).len(), network.devices.len(), "names are unique at {tick}");
            let ids: BTreeSet<_> = network.devices.iter().map(|device| device.id).collect();
            assert_eq!(ids.len(), network.devices.len());
            let hosts: BTreeSet<&str> = network.hosts.iter().map(|host| host.name.as_str()).collect();
            assert_eq!(hosts.len(), network.hosts.len(), "names of hosts are unique at {tick}");
            for device in &network.devices {
                let known = network.locations.iter().any(|location| location.name == device.location);
                assert!(known, "{device:?}");
                let ip = device.primary_ip4.as_ref().unwrap().host.parse().unwrap();
                let inside = network.prefixes.iter().any(|prefix| Net::parse(prefix).unwrap().contains(ip));
                assert!(inside, "{device:?} is in a prefix");
            }
            for host in &network.hosts {
                assert!(network.folders.iter().any(|folder| folder.path == host.folder), "{host:?}");
            }
            let core: Vec<&str> = names(&network).into_iter().take(3).collect();
            for name in core {
                let device = network.devices.iter().find(|device| device.name.as_deref() == Some(name)).unwrap();
                assert_eq!(device.role.as_deref(), Some("core"), "{name} at {tick}");
            }
        }
    }

    #[test]
    fn every_change_is_seen_and_the_same_each_time() {
        for tick in 0..24 {
            let (before, after) = (Network::at(tick), Network::at(tick + 1));
            assert!(before.devices != after.devices || before.hosts != after.hosts, "nothing changed at {tick}");
            assert_eq!(Network::at(tick + 1).devices, after.devices);
        }
    }

    #[test]
    fn the_two_disagree_on_purpose() {
        let network = Network::at(0);
        let names = names(&network);
        let hosts: BTreeSet<&str> = network.hosts.iter().map(|host| host.name.as_str()).collect();
        assert!(hosts.iter().any(|host| !names.iter().any(|name| host.eq_ignore_ascii_case(name))), "only CheckMK");
        assert!(names.iter().any(|name| !hosts.iter().any(|host| host.eq_ignore_ascii_case(name))), "only Nautobot");
        let in_other_case = |host: &&str| names.iter().any(|name| host != name && host.eq_ignore_ascii_case(name));
        assert!(hosts.iter().any(in_other_case), "another case");
        let mut addresses = BTreeSet::new();
        let twice = network.hosts.iter().filter_map(|host| host.attributes.get("ipaddress")?.as_str());
        assert!(twice.into_iter().any(|address| !addresses.insert(address)), "an address twice");
        let differs = network.hosts.iter().any(|host| {
            let device = network.devices.iter().find(|device| device.name.as_deref() == Some(&host.name));
            let address = host.attributes.get("ipaddress").and_then(|address| address.as_str());
            device.is_some_and(|device| device.primary_ip4.as_ref().map(|address| address.host.as_str()) != address)
        });
        assert!(differs, "an address that differs");
    }
}
