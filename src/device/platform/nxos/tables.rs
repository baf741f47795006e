//! The tables of NX-OS: interfaces, ARP, MAC addresses, routes.

use serde_json::Value;

use super::{rows, text};
use crate::device::parse::{Unknown, json, said};
use crate::domain::network::{ArpEntry, Interface, InterfaceAddress, MacEntry, MacKind, Route, RouteSource};

/// `show interface`. Each kind of interface has fields of its own: `eth_mtu`, `svi_mtu`.
pub(super) fn interfaces(said: &[Value], unknown: &mut Unknown) -> Vec<Interface> {
    let mut interfaces = Vec::new();
    for row in rows(said, "ROW_interface") {
        match text(&row["interface"]) {
            Some(name) => interfaces.push(interface(name, row)),
            None => unknown.value(row),
        }
    }
    interfaces
}

fn interface(name: String, row: &Value) -> Interface {
    let one = |names: &[&str]| names.iter().find_map(|name| text(&row[*name]));
    let up = one(&["svi_line_proto", "state"]).map(|state| state == "up");
    Interface {
        name,
        description: one(&["desc", "svi_desc"]),
        enabled: one(&["admin_state", "svi_admin_state"]).map(|state| state == "up"),
        up,
        mac: one(&["eth_hw_addr", "svi_mac"]).and_then(|mac| mac.trim_start_matches("address is").trim().parse().ok()),
        mtu: ["eth_mtu", "svi_mtu"].iter().find_map(|name| json::number(&row[*name])),
        // The bandwidth beside it may be whatever somebody entered.
        speed_bps: one(&["eth_speed"]).as_deref().and_then(said::speed).filter(|_| up == Some(true)),
        aggregate: one(&["eth_bundle"]).map(|name| name.to_ascii_lowercase()),
        addresses: ["eth", "svi", "loop", "tunnel"].iter().filter_map(|kind| address(row, kind)).collect(),
    }
}

fn address(row: &Value, kind: &str) -> Option<InterfaceAddress> {
    let field = |name: &str| &row[format!("{kind}_ip_{name}")];
    let address = json::text(field("addr"))?.parse().ok()?;
    Some(InterfaceAddress { address, length: json::number(field("mask"))? })
}

/// `show ip arp`, `show ipv6 neighbor`.
pub(super) fn arp(said: &[Value], unknown: &mut Unknown) -> Vec<ArpEntry> {
    let mut entries = Vec::new();
    for part in rows(said, "ROW_vrf") {
        let vrf = text(&part["vrf-name-out"]).as_deref().and_then(said::vrf);
        for row in rows([part], "ROW_adj") {
            let address = ["ip-addr-out", "ipv6-addr"].iter().find_map(|name| json::text(&row[*name])?.parse().ok());
            let mac = json::text(&row["mac"]).and_then(|text| text.parse().ok());
            let silent = json::text(&row["mac"]).is_some_and(|text| text.eq_ignore_ascii_case("incomplete"));
            match (address, mac) {
                (Some(address), Some(mac)) => {
                    entries.push(ArpEntry { address, mac, interface: text(&row["intf-out"]), vrf: vrf.clone() });
                }
                (Some(_), None) if silent => {}
                _ => unknown.value(row),
            }
        }
    }
    entries
}

/// `show mac address-table`.
pub(super) fn macs(said: &[Value], unknown: &mut Unknown) -> Vec<MacEntry> {
    let mut entries = Vec::new();
    for row in rows(said, "ROW_mac_address") {
        let mac = json::text(&row["disp_mac_addr"]).and_then(|text| text.parse().ok());
        let (Some(mac), Some(port)) = (mac, text(&row["disp_port"])) else {
            unknown.value(row);
            continue;
        };
        let kind = match json::text(&row["disp_type"]) {
            // Of a gateway, or behind the supervisor itself.
            _ if port.starts_with("sup-") || port == "Router" => MacKind::Own,
            Some("G") => MacKind::Own,
            _ if json::text(&row["disp_is_static"]) == Some("enabled") => MacKind::Static,
            Some(mark) if mark.starts_with(['*', '+']) => MacKind::Dynamic,
            _ => MacKind::Other,
        };
        entries.push(MacEntry { mac, vlan: json::number(&row["disp_vlan"]), port, kind });
    }
    entries
}

/// `show ip route`, `show ipv6 route`.
pub(super) fn routes(source: RouteSource, said: &[Value], unknown: &mut Unknown) -> Vec<Route> {
    let mut routes = Vec::new();
    for part in rows(said, "ROW_vrf") {
        let vrf = text(&part["vrf-name-out"]).as_deref().and_then(said::vrf);
        for row in rows([part], "ROW_prefix") {
            let Some((network, length)) = json::text(&row["ipprefix"]).and_then(said::network) else {
                unknown.value(row);
                continue;
            };
            for path in rows([row], "ROW_path") {
                routes.push(Route {
                    source,
                    network,
                    length,
                    next_hop: json::text(&path["ipnexthop"]).and_then(|text| text.parse().ok()),
                    interface: text(&path["ifname"]),
                    metric: json::number(&path["metric"]),
                    preference: json::number(&path["pref"]),
                    vrf: vrf.clone(),
                });
            }
        }
    }
    routes
}
