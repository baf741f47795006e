//! Interfaces, ARP and routes, as IOS, IOS-XE and IOS-XR print them.

use std::collections::HashMap;
use std::net::IpAddr;

use crate::device::parse::{BuiltIn, Row, Unknown, said};
use crate::domain::network::{ArpEntry, Interface, InterfaceAddress, InterfaceName, Route, RouteSource};

static INTERFACES: BuiltIn = BuiltIn::new(include_str!("../templates/cisco_show_interfaces.textfsm"));
static ARP: BuiltIn = BuiltIn::new(include_str!("../templates/cisco_show_arp.textfsm"));
static ROUTES: BuiltIn = BuiltIn::new(include_str!("../templates/cisco_show_route.textfsm"));

/// `show interfaces`. An aggregate tells its members, a member not its aggregate.
pub(in crate::device::platform) fn interfaces(outputs: &[&str], unknown: &mut Unknown) -> Vec<Interface> {
    let rows = INTERFACES.all_rows(outputs, unknown);
    let mut members: HashMap<InterfaceName, &str> = HashMap::new();
    for row in &rows {
        for member in row.list("MEMBERS").flat_map(str::split_whitespace) {
            members.insert(InterfaceName::read(member), row.get("NAME").unwrap_or_default());
        }
    }
    let read = |row: &Row| {
        let name = row.some("NAME")?;
        let aggregate = members.get(&InterfaceName::read(&name)).and_then(|aggregate| said::some(aggregate));
        Some(interface(name, row, aggregate))
    };
    rows.iter().filter_map(read).collect()
}

fn interface(name: String, row: &Row, aggregate: Option<String>) -> Interface {
    let up = row.get("PROTOCOL").map(|state| state == "up");
    Interface {
        name,
        description: row.some("DESCRIPTION"),
        enabled: row.get("STATE").map(|state| state != "administratively down"),
        up,
        mac: row.read("MAC"),
        mtu: row.read("MTU"),
        speed_bps: row.get("SPEED").and_then(said::speed).filter(|_| up == Some(true)),
        aggregate,
        addresses: row.list("ADDRESS").filter_map(address).collect(),
    }
}

fn address(text: &str) -> Option<InterfaceAddress> {
    said::network(text).map(|(address, length)| InterfaceAddress { address, length })
}

/// `show ip arp`, `show arp`.
pub(in crate::device::platform) fn arp(outputs: &[&str], unknown: &mut Unknown) -> Vec<ArpEntry> {
    let mut entries = Vec::new();
    for row in ARP.all_rows(outputs, unknown) {
        match (row.read("ADDRESS"), row.read("MAC")) {
            (Some(address), Some(mac)) => {
                entries.push(ArpEntry { address, mac, interface: row.some("INTERFACE"), vrf: None });
            }
            _ => unknown.line(row.get("ADDRESS").unwrap_or_default()),
        }
    }
    entries
}

/// `show ip route`, `show ipv6 route`, `show route`.
pub(in crate::device::platform) fn routes(source: RouteSource, outputs: &[&str], unknown: &mut Unknown) -> Vec<Route> {
    let mut routes = Vec::new();
    for row in ROUTES.all_rows(outputs, unknown) {
        // Such a line says neither; what the one above says is not its own.
        let measured = row.get("CONNECTED").is_none();
        match network(&row) {
            Some((network, length)) => routes.push(Route {
                source,
                network,
                length,
                next_hop: row.read("HOP"),
                interface: row.some("INTERFACE"),
                metric: row.read("METRIC").filter(|_| measured),
                preference: row.read("PREFERENCE").filter(|_| measured),
                vrf: row.get("VRF").and_then(said::vrf),
            }),
            None => unknown.line(row.get("NETWORK").unwrap_or_default()),
        }
    }
    routes
}

/// Where all networks below one have the same length, old software says it once, above them.
fn network(row: &Row) -> Option<(IpAddr, u8)> {
    let network = row.get("NETWORK")?;
    match row.get("LENGTH") {
        Some(length) if !network.contains('/') => said::network(&format!("{network}/{length}")),
        _ if !network.contains('/') => None,
        _ => said::network(network),
    }
}
