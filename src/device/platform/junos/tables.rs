//! The tables of Junos: interfaces, ARP, MAC addresses, routes.

use std::net::IpAddr;

use serde_json::Value;

use super::text;
use crate::device::parse::{Unknown, json, said};
use crate::domain::network::{ArpEntry, Interface, InterfaceAddress, MacEntry, MacKind, Route, RouteSource};

/// `show interfaces`: ports, and of what runs on them what has an address or a description.
pub(super) fn interfaces(said: &[Value], unknown: &mut Unknown) -> Vec<Interface> {
    let mut interfaces = Vec::new();
    for port in json::under(said, "physical-interface").into_iter().flat_map(json::each) {
        let Some(name) = text(&port["name"]) else {
            unknown.value(port);
            continue;
        };
        let units: Vec<&Value> = json::each(&port["logical-interface"]).collect();
        let bundle = units.iter().flat_map(|unit| json::each(&unit["address-family"]));
        let bundle = bundle.filter_map(|family| text(&family["ae-bundle-name"])).next();
        let mut interface = interface(name, port);
        interface.aggregate = bundle.map(|name| name.split('.').next().unwrap_or(&name).to_owned());
        let (enabled, up) = (interface.enabled, interface.up);
        interfaces.push(interface);
        for unit in units {
            let addresses = addresses(unit);
            let description = text(&unit["description"]);
            let tells = !addresses.is_empty() || description.is_some();
            if let Some(name) = text(&unit["name"]).filter(|_| tells) {
                interfaces.push(Interface { name, description, enabled, up, addresses, ..Interface::default() });
            }
        }
    }
    interfaces
}

fn interface(name: String, port: &Value) -> Interface {
    let is_up = |name: &str| text(&port[name]).map(|status| status == "up");
    Interface {
        name,
        description: text(&port["description"]),
        enabled: is_up("admin-status"),
        up: is_up("oper-status"),
        mac: json::text(&port["current-physical-address"]).and_then(|mac| mac.parse().ok()),
        mtu: json::number(&port["mtu"]),
        speed_bps: json::text(&port["speed"]).and_then(said::speed),
        aggregate: None,
        addresses: addresses(port),
    }
}

fn addresses(unit: &Value) -> Vec<InterfaceAddress> {
    let mut addresses = Vec::new();
    for family in json::each(&unit["address-family"]) {
        for one in json::each(&family["interface-address"]) {
            let Some(address) = json::text(&one["ifa-local"]).and_then(|text| text.parse::<IpAddr>().ok()) else {
                continue;
            };
            let network = json::text(&one["ifa-destination"]).and_then(said::network);
            // Alone, it has no network: `/32`.
            let alone = if address.is_ipv4() { 32 } else { 128 };
            let of_a_link = matches!(address, IpAddr::V6(address) if address.is_unicast_link_local());
            if !address.is_loopback() && !of_a_link {
                addresses.push(InterfaceAddress { address, length: network.map_or(alone, |(_, length)| length) });
            }
        }
    }
    addresses
}

/// `show arp no-resolve`, `show ipv6 neighbors`.
pub(super) fn arp(said: &[Value], unknown: &mut Unknown) -> Vec<ArpEntry> {
    const FORMS: [(&str, &str, &str, &str); 2] = [
        ("arp-table-entry", "ip-address", "mac-address", "interface-name"),
        ("ipv6-nd-entry", "ipv6-nd-neighbor-address", "ipv6-nd-neighbor-l2-address", "ipv6-nd-interface-name"),
    ];
    let mut entries = Vec::new();
    for (entry, address, mac, interface) in FORMS {
        for entry in json::under(said, entry).into_iter().flat_map(json::each) {
            let read_address = json::text(&entry[address]).and_then(|text| text.parse().ok());
            let read_mac = json::text(&entry[mac]).and_then(|text| text.parse().ok());
            let silent = matches!(json::text(&entry[mac]), Some("none"));
            match (read_address, read_mac) {
                (Some(address), Some(mac)) => entries.push(ArpEntry {
                    address,
                    mac,
                    // `irb.10 [ge-0/0/1.0]`: the interface, then the port behind which it is.
                    interface: json::text(&entry[interface]).and_then(|all| said::some(all.split(' ').next()?)),
                    vrf: None,
                }),
                (Some(_), None) if silent => {}
                _ => unknown.value(entry),
            }
        }
    }
    entries
}

/// `show ethernet-switching table extensive`, in its newer form (ELS) or its older one.
pub(super) fn macs(said: &[Value], unknown: &mut Unknown) -> Vec<MacEntry> {
    let mut entries = Vec::new();
    for vlan in json::under(said, "l2ng-l2ald-mac-entry-vlan").into_iter().flat_map(json::each) {
        let id = json::number(&vlan["l2ng-l2-vlan-id"]);
        // In short, each VLAN has its entries; in full, each entry has its VLAN.
        let inner = vlan.get("l2ng-mac-entry").unwrap_or(vlan);
        for entry in json::each(inner) {
            let flags = text(&entry["l2ng-l2-mac-flags"]).or_else(|| text(&entry["l2ng-l2-mac-entry-flags"]));
            let kind = match flags.as_deref().unwrap_or("D").split(',').next() {
                Some("D" | "dynamic") => MacKind::Dynamic,
                Some("S" | "P" | "static" | "persistent") => MacKind::Static,
                _ => MacKind::Other,
            };
            let vlan = json::number(&entry["l2ng-l2-vlan-id"]).or(id);
            let read = mac(&entry["l2ng-l2-mac-address"], vlan, &entry["l2ng-l2-mac-logical-interface"], kind);
            push(&mut entries, read, entry, unknown);
        }
    }
    for entry in json::under(said, "mac-table-entry").into_iter().flat_map(json::each) {
        let kind = match json::text(&entry["mac-type"]) {
            // Where what is not known is sent to.
            Some("Flood") => continue,
            Some("Learn") => MacKind::Dynamic,
            Some("Static") => MacKind::Static,
            _ => MacKind::Other,
        };
        let listed = &entry["mac-interfaces-list"][0]["mac-interfaces"];
        let port = entry.get("mac-interface").unwrap_or(listed);
        let read = mac(&entry["mac-address"], json::number(&entry["mac-vlan-tag"]), port, kind);
        push(&mut entries, read, entry, unknown);
    }
    entries
}

fn mac(mac: &Value, vlan: Option<u16>, port: &Value, kind: MacKind) -> Option<MacEntry> {
    let port = text(port)?;
    let kind = if port == "Router" { MacKind::Own } else { kind };
    Some(MacEntry { mac: json::text(mac)?.parse().ok()?, vlan, port, kind })
}

fn push(entries: &mut Vec<MacEntry>, read: Option<MacEntry>, said: &Value, unknown: &mut Unknown) {
    match read {
        Some(entry) => entries.push(entry),
        None => unknown.value(said),
    }
}

/// `show route protocol …`: those in use.
pub(super) fn routes(source: RouteSource, said: &[Value], unknown: &mut Unknown) -> Vec<Route> {
    let mut routes = Vec::new();
    for table in json::under(said, "route-table").into_iter().flat_map(json::each) {
        let name = json::text(&table["table-name"]).unwrap_or_default();
        // `inet.0`, `RED.inet6.0`; others hold labels, or routes on their way to other tables.
        let Some(vrf) = ["inet.0", "inet6.0"].iter().find_map(|family| name.strip_suffix(family)) else {
            continue;
        };
        let vrf = said::vrf(vrf.trim_end_matches('.'));
        for rt in json::each(&table["rt"]) {
            let Some((network, length)) = json::text(&rt["rt-destination"]).and_then(said::network) else {
                unknown.value(rt);
                continue;
            };
            // Groups that a protocol listens to, which Junos enters among its routes.
            if network.is_multicast() {
                continue;
            }
            for entry in json::each(&rt["rt-entry"]).filter(|entry| json::text(&entry["active-tag"]) == Some("*")) {
                let route = |hop: Option<&Value>| Route {
                    source,
                    network,
                    length,
                    next_hop: hop.and_then(|hop| json::text(&hop["to"])?.parse().ok()),
                    interface: hop.and_then(|hop| text(&hop["via"]).or_else(|| text(&hop["nh-local-interface"]))),
                    metric: json::number(&entry["metric"]),
                    preference: json::number(&entry["preference"]),
                    vrf: vrf.clone(),
                };
                let hops: Vec<&Value> = json::each(&entry["nh"]).filter(|hop| hop.is_object()).collect();
                if hops.is_empty() {
                    routes.push(route(None));
                }
                routes.extend(hops.into_iter().map(|hop| route(Some(hop))));
            }
        }
    }
    routes
}
