//! Arista EOS.

mod tables;

use serde_json::Value;

use super::{Platform, Reading, Terminal, Usual};
use crate::device::parse::{Unknown, json, said};
use crate::domain::baseline::Family;
use crate::domain::network::{Answer, Id, Identity, Neighbor, Protocol, RouteSource, Step};

pub(super) const EOS: Platform = Platform {
    name: "arista_eos",
    also: &[],
    terminal: Terminal {
        exec: true,
        prepare: &["terminal length 0", "terminal width 32767"],
        unix: false,
        tells_time: false,
        enable: Some("enable"),
        refusals: &[
            "% invalid",
            "% incomplete command",
            "% ambiguous command",
            "% unknown command",
            "% permission denied",
            "% authorization failed",
            "command authorization failed",
        ],
        read_only: &["show"],
    },
    family: Family::Eos,
    usual: Usual {
        always: &["show running-config", "show version | json"],
        where_known: &[
            "show interfaces | json",
            "show interfaces status",
            "show vlan",
            "show lldp neighbors detail | json",
            "show ip route summary",
        ],
    },
    commands,
    read,
    foreign: None,
};

fn commands(step: Step) -> &'static [&'static str] {
    match step {
        Step::Identity => &["show version | json", "show hostname | json"],
        Step::LldpNeighbors => &["show lldp neighbors detail | json"],
        // It neither speaks CDP nor listens to it.
        Step::CdpNeighbors => &[],
        Step::Interfaces => &["show interfaces | json"],
        Step::Arp => &["show ip arp vrf all | json", "show ipv6 neighbors vrf all | json"],
        Step::MacTable => &["show mac address-table | json"],
        Step::StaticRoutes => &["show ip route vrf all static | json", "show ipv6 route vrf all static | json"],
        Step::OspfRoutes => &["show ip route vrf all ospf | json", "show ipv6 route vrf all ospf3 | json"],
        Step::BgpRoutes => &["show ip route vrf all bgp | json", "show ipv6 route vrf all bgp | json"],
    }
}

fn read(step: Step, outputs: &[&str]) -> Reading {
    let mut unknown = Unknown::default();
    let said = json::find_all(outputs, &mut unknown);
    let answer = match step {
        Step::Identity => Answer::Identity(identity(&said, &mut unknown)),
        Step::LldpNeighbors => Answer::Neighbors(neighbors(&said, &mut unknown)),
        Step::CdpNeighbors => Answer::Neighbors(Vec::new()),
        Step::Interfaces => Answer::Interfaces(tables::interfaces(&said, &mut unknown)),
        Step::Arp => Answer::Arp(tables::arp(&said, &mut unknown)),
        Step::MacTable => Answer::MacTable(tables::macs(&said, &mut unknown)),
        Step::StaticRoutes => Answer::Routes(tables::routes(RouteSource::Static, &said, &mut unknown)),
        Step::OspfRoutes => Answer::Routes(tables::routes(RouteSource::Ospf, &said, &mut unknown)),
        Step::BgpRoutes => Answer::Routes(tables::routes(RouteSource::Bgp, &said, &mut unknown)),
    };
    Reading { answer, unknown: unknown.into_lines() }
}

/// `show version`, `show hostname`.
fn identity(said: &[Value], unknown: &mut Unknown) -> Identity {
    json::answers(said, &["version", "hostname"], unknown);
    let one = |name: &str| said.iter().find_map(|value| json::text(&value[name])).and_then(said::some);
    Identity {
        hostname: one("fqdn").or_else(|| one("hostname")),
        serial: one("serialNumber"),
        chassis: one("systemMacAddress").as_deref().and_then(Id::read),
        model: one("modelName"),
        software: one("version"),
    }
}

/// `show lldp neighbors detail`: interface → its neighbours.
fn neighbors(said: &[Value], unknown: &mut Unknown) -> Vec<Neighbor> {
    let mut neighbors = Vec::new();
    for (interface, heard) in json::answers(said, &["lldpNeighbors"], unknown).into_iter().flat_map(json::fields) {
        for neighbor in json::each(&heard["lldpNeighborInfo"]) {
            match said::some(interface).filter(|_| neighbor.is_object()) {
                Some(local) => neighbors.push(read_neighbor(local, neighbor)),
                None => unknown.value(neighbor),
            }
        }
    }
    neighbors
}

fn read_neighbor(local_interface: String, said: &Value) -> Neighbor {
    let port = &said["neighborInterfaceInfo"];
    // Texts of others stand in quotes here, but not in the newer field.
    let text = |value: &Value| json::text(value).map(|text| text.trim_matches('"')).and_then(said::some);
    let description = text(&said["systemDescription"]);
    let enabled = json::fields(&said["systemCapabilities"]).filter(|(_, enabled)| enabled.as_bool() == Some(true));
    Neighbor {
        protocol: Protocol::Lldp,
        local_interface,
        chassis: text(&said["chassisId"]).as_deref().and_then(Id::read),
        name: text(&said["systemName"]),
        port: text(&port["interfaceId_v2"]).or_else(|| text(&port["interfaceId"])).as_deref().and_then(Id::read),
        port_description: text(&port["interfaceDescription"]),
        addresses: said::addresses(
            json::each(&said["managementAddresses"]).filter_map(|address| json::text(&address["address"])),
        ),
        platform: description.as_deref().and_then(said::first_line),
        software: description.as_deref().and_then(said::version),
        capabilities: enabled.filter_map(|(name, _)| said::lldp_capability(name)).collect(),
        native_vlan: json::number(&port["portVlanId"]).filter(|vlan| *vlan != 0),
    }
}
