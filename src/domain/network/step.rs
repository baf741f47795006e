//! What a device is asked, and what it answers.

use serde::{Deserialize, Serialize};

use super::{ArpEntry, Identity, Interface, MacEntry, Neighbor, Route};

/// One question to a device. Each platform knows its commands for it, or that it has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// What it is: name, serial number, model, software.
    Identity,
    /// Whom it hears by LLDP.
    LldpNeighbors,
    /// Whom it hears by CDP.
    CdpNeighbors,
    /// Its interfaces and their addresses.
    Interfaces,
    /// Which address has which MAC address.
    Arp,
    /// Behind which port a MAC address is.
    MacTable,
    /// Routes that people entered.
    StaticRoutes,
    /// Routes learned by OSPF.
    OspfRoutes,
    /// Routes learned by BGP.
    BgpRoutes,
}

impl Step {
    /// All of them, in the order in which a device is asked.
    pub const ALL: [Self; 9] = [
        Self::Identity,
        Self::LldpNeighbors,
        Self::CdpNeighbors,
        Self::Interfaces,
        Self::Arp,
        Self::MacTable,
        Self::StaticRoutes,
        Self::OspfRoutes,
        Self::BgpRoutes,
    ];

    /// As it is written in results and in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::LldpNeighbors => "lldp_neighbors",
            Self::CdpNeighbors => "cdp_neighbors",
            Self::Interfaces => "interfaces",
            Self::Arp => "arp",
            Self::MacTable => "mac_table",
            Self::StaticRoutes => "static_routes",
            Self::OspfRoutes => "ospf_routes",
            Self::BgpRoutes => "bgp_routes",
        }
    }
}

/// What a device said to one step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// To [`Step::Identity`].
    Identity(Identity),
    /// To [`Step::LldpNeighbors`] and [`Step::CdpNeighbors`].
    Neighbors(Vec<Neighbor>),
    /// To [`Step::Interfaces`].
    Interfaces(Vec<Interface>),
    /// To [`Step::Arp`].
    Arp(Vec<ArpEntry>),
    /// To [`Step::MacTable`].
    MacTable(Vec<MacEntry>),
    /// To the steps that ask for routes.
    Routes(Vec<Route>),
}

impl Answer {
    /// How many things it tells of.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::Identity(_) => 1,
            Self::Neighbors(all) => all.len(),
            Self::Interfaces(all) => all.len(),
            Self::Arp(all) => all.len(),
            Self::MacTable(all) => all.len(),
            Self::Routes(all) => all.len(),
        }
    }
}
