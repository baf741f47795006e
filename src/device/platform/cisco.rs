//! What IOS, IOS-XE and IOS-XR print alike.

mod tables;

use std::net::IpAddr;

use crate::device::parse::{BuiltIn, Row, Unknown, said};
use crate::domain::network::{Id, Neighbor, Protocol};

pub(super) use self::tables::{arp, interfaces, routes};

static LLDP: BuiltIn = BuiltIn::new(include_str!("templates/cisco_show_lldp_neighbors_detail.textfsm"));
static CDP: BuiltIn = BuiltIn::new(include_str!("templates/cisco_show_cdp_neighbors_detail.textfsm"));

/// `show lldp neighbors detail`.
pub(super) fn lldp(outputs: &[&str], unknown: &mut Unknown) -> Vec<Neighbor> {
    neighbors(&LLDP, outputs, unknown, |row, local_interface| {
        let description = row.list("DESCRIPTION").collect::<Vec<_>>().join("\n");
        Neighbor {
            protocol: Protocol::Lldp,
            local_interface,
            chassis: row.some("CHASSIS").as_deref().and_then(Id::read),
            name: row.some("NAME"),
            port: row.some("PORT").as_deref().and_then(Id::read),
            port_description: row.some("PORT_DESCRIPTION"),
            addresses: addresses(row),
            platform: said::first_line(&description),
            software: said::version(&description),
            capabilities: row.get("ENABLED").map(said::lldp_capabilities).unwrap_or_default(),
            native_vlan: row.read("VLAN"),
        }
    })
}

/// `show cdp neighbors detail`.
pub(super) fn cdp(outputs: &[&str], unknown: &mut Unknown) -> Vec<Neighbor> {
    neighbors(&CDP, outputs, unknown, |row, local_interface| {
        let version = row.list("VERSION").collect::<Vec<_>>().join("\n");
        let platform = row.some("PLATFORM");
        let capabilities = said::cdp_capabilities(row.get("CAPABILITIES"), platform.as_deref().unwrap_or_default());
        Neighbor {
            protocol: Protocol::Cdp,
            local_interface,
            chassis: None,
            name: row.some("NAME"),
            port: row.some("PORT").as_deref().and_then(Id::read),
            port_description: None,
            addresses: addresses(row),
            platform,
            software: said::version(&version).or_else(|| said::first_line(&version)),
            capabilities,
            native_vlan: row.read("VLAN"),
        }
    })
}

/// One neighbour a row. Without a place where it was heard it is none, but not forgotten either.
fn neighbors(
    template: &BuiltIn,
    outputs: &[&str],
    unknown: &mut Unknown,
    read: fn(&Row, String) -> Neighbor,
) -> Vec<Neighbor> {
    let mut neighbors = Vec::new();
    for row in template.all_rows(outputs, unknown) {
        match row.some("LOCAL") {
            Some(local) => neighbors.push(read(&row, local)),
            // As old software writes it, which does not say where.
            None => unknown.line(&["NAME", "CHASSIS", "PORT"].map(|name| row.get(name).unwrap_or("-")).join(" ")),
        }
    }
    neighbors
}

fn addresses(row: &Row) -> Vec<IpAddr> {
    said::addresses(row.list("ADDRESS"))
}
