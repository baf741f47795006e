//! The things that devices tell of.
//!
//! Names of interfaces stand here as the device wrote them; they are compared in their normal form only.
//! No text is ever empty: what was not said is `None`.

use std::collections::BTreeSet;
use std::net::IpAddr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, Mac};

/// What a device says it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Its name, with its domain if it has one.
    pub hostname: Option<String>,
    /// The serial number of the chassis; of the first, where several are stacked.
    pub serial: Option<String>,
    /// What it announces itself as in LLDP, or its base address.
    pub chassis: Option<Id>,
    /// The model: `C9300-48P`.
    pub model: Option<String>,
    /// The version of its software: `17.9.4a`.
    pub software: Option<String>,
}

/// How a neighbour was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Protocol {
    /// IEEE 802.1AB.
    Lldp,
    /// Cisco's.
    Cdp,
}

/// What a thing at the other end of a cable can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Capability {
    /// Forwards by address of the Internet.
    Router,
    /// Forwards by address of the Ethernet: a switch.
    Bridge,
    /// A wireless access point.
    AccessPoint,
    /// A telephone.
    Phone,
    /// A host.
    Station,
    /// Anything else that is announced.
    Other,
}

impl Capability {
    /// As it is written in results and in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Router => "router",
            Self::Bridge => "bridge",
            Self::AccessPoint => "access_point",
            Self::Phone => "phone",
            Self::Station => "station",
            Self::Other => "other",
        }
    }
}

/// A device as its neighbour hears it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbor {
    /// How it was heard.
    pub protocol: Protocol,
    /// Where it was heard, as this device writes it.
    pub local_interface: String,
    /// What it calls its chassis. CDP has none.
    pub chassis: Option<Id>,
    /// What it calls itself; for CDP, its device id as it stands.
    pub name: Option<String>,
    /// The port it sends from, as announced.
    pub port: Option<Id>,
    /// What it says of that port.
    pub port_description: Option<String>,
    /// Where it may be managed, in the order announced, each once.
    pub addresses: Vec<IpAddr>,
    /// Its model, as announced by CDP, or the description of its system in LLDP (the first line).
    pub platform: Option<String>,
    /// Its software, where it is told apart from the rest.
    pub software: Option<String>,
    /// What it can do; of what LLDP says, what is switched on.
    pub capabilities: BTreeSet<Capability>,
    /// The VLAN without a tag at its end, if announced.
    pub native_vlan: Option<u16>,
}

impl Neighbor {
    /// The name of its interface: the announced port, or its description where the port is announced as an address.
    #[must_use]
    pub fn remote_interface(&self) -> Option<&str> {
        match &self.port {
            Some(Id::Text(name)) => Some(name),
            Some(Id::Mac(_)) | None => self.port_description.as_deref(),
        }
    }
}

/// One interface of a device.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interface {
    /// As the device writes it.
    pub name: String,
    /// What people wrote to it.
    pub description: Option<String>,
    /// Whether it is switched on.
    pub enabled: Option<bool>,
    /// Whether it carries traffic.
    pub up: Option<bool>,
    /// Its address of the Ethernet.
    pub mac: Option<Mac>,
    /// Largest packet, in bytes.
    pub mtu: Option<u32>,
    /// In bits a second.
    pub speed_bps: Option<u64>,
    /// The aggregate (port channel, bond, `ae`) that it is a member of.
    pub aggregate: Option<String>,
    /// Its addresses of the Internet.
    pub addresses: Vec<InterfaceAddress>,
}

/// An address of an interface with the length of its network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct InterfaceAddress {
    /// The address.
    pub address: IpAddr,
    /// How many bits of it name the network.
    pub length: u8,
}

/// Which MAC address an address of the Internet has (ARP, or neighbour discovery of IPv6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArpEntry {
    /// The address asked for.
    pub address: IpAddr,
    /// Who answered.
    pub mac: Mac,
    /// Where, as the device writes it.
    pub interface: Option<String>,
    /// In which VRF; `None` in the default one.
    pub vrf: Option<String>,
}

/// Whence a switch knows where a MAC address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MacKind {
    /// It heard it there.
    Dynamic,
    /// Somebody entered it.
    Static,
    /// It is an address of the switch itself.
    Own,
    /// Anything else.
    Other,
}

/// Behind which port a MAC address is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MacEntry {
    /// The address.
    pub mac: Mac,
    /// In which VLAN, if the switch says so.
    pub vlan: Option<u16>,
    /// The port, as the device writes it.
    pub port: String,
    /// Whence it is known.
    pub kind: MacKind,
}

/// Whence a route is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteSource {
    /// Somebody entered it.
    Static,
    /// OSPF.
    Ospf,
    /// BGP.
    Bgp,
}

/// One route; with several next hops there are several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// Whence it is known.
    pub source: RouteSource,
    /// The network it leads to.
    pub network: IpAddr,
    /// How many bits of it name the network.
    pub length: u8,
    /// Whom the packets are handed.
    pub next_hop: Option<IpAddr>,
    /// By which interface they leave, as the device writes it.
    pub interface: Option<String>,
    /// How far it is, in the protocol's own measure.
    pub metric: Option<u64>,
    /// How far its source is trusted (administrative distance); less is more.
    pub preference: Option<u32>,
    /// In which VRF; `None` in the default one.
    pub vrf: Option<String>,
}
