//! What is kept of each thing: as much as a list or a choice needs.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::{Device, Host};
use crate::integrations::{checkmk, nautobot};

/// A device of Nautobot's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceRow {
    /// The id that Nautobot gave it.
    pub id: Uuid,
    /// Its name.
    pub name: Option<String>,
    /// What it is for.
    pub role: Option<String>,
    /// The place it stands in.
    pub location: Option<String>,
    /// `Active` and the like.
    pub status: Option<String>,
    /// The model.
    pub device_type: Option<String>,
    /// The operating system as people call it.
    pub platform: Option<String>,
    /// Its primary IPv4 address, without the length of the network.
    pub ip4: Option<String>,
    /// Its primary IPv6 address, likewise.
    pub ip6: Option<String>,
}

impl From<Device> for DeviceRow {
    fn from(device: Device) -> Self {
        Self {
            id: device.id,
            name: device.name,
            role: device.role,
            location: device.location,
            status: device.status,
            device_type: device.device_type,
            platform: device.platform,
            ip4: device.primary_ip4.map(|address| address.host),
            ip6: device.primary_ip6.map(|address| address.host),
        }
    }
}

/// A host of CheckMK's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostRow {
    /// The site that was asked.
    pub site: String,
    /// Its name there.
    pub name: String,
    /// Where it lies in the setup.
    pub folder: String,
    /// What people call it.
    pub alias: Option<String>,
    /// Its IPv4 address, or a name that has one.
    pub ip4: Option<String>,
    /// Its IPv6 address, or a name that has one.
    pub ip6: Option<String>,
    /// Whether it stands for several others.
    pub is_cluster: bool,
    /// Whether it is kept without being monitored.
    pub is_offline: bool,
    /// The site that monitors it, where that is set.
    pub monitored_by: Option<String>,
}

impl From<Host> for HostRow {
    fn from(host: Host) -> Self {
        let Host { site, name, folder, alias, ip4, ip6, is_cluster, is_offline, monitored_by, .. } = host;
        Self { site, name, folder, alias, ip4, ip6, is_cluster, is_offline, monitored_by }
    }
}

/// How many there are of what in Nautobot; `null` where the token may not look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NautobotStatistics {
    /// Devices.
    pub devices: Option<u64>,
    /// Locations.
    pub locations: Option<u64>,
    /// Device types.
    pub device_types: Option<u64>,
    /// IP addresses.
    pub ip_addresses: Option<u64>,
    /// Prefixes.
    pub prefixes: Option<u64>,
}

impl From<nautobot::Totals> for NautobotStatistics {
    fn from(totals: nautobot::Totals) -> Self {
        let nautobot::Totals { devices, locations, device_types, ip_addresses, prefixes } = totals;
        Self { devices, locations, device_types, ip_addresses, prefixes }
    }
}

/// How many there are of what in CheckMK.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckmkStatistics {
    /// Hosts, clusters and those kept offline included.
    pub hosts: u64,
    /// Folders.
    pub folders: u64,
    /// Clusters.
    pub clusters: u64,
    /// Hosts kept without being monitored.
    pub offline: u64,
}

impl From<checkmk::Totals> for CheckmkStatistics {
    fn from(totals: checkmk::Totals) -> Self {
        let checkmk::Totals { hosts, folders, clusters, offline } = totals;
        Self { hosts, folders, clusters, offline }
    }
}
