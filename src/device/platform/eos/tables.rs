//! The tables of EOS: interfaces, ARP, MAC addresses, routes.

use serde_json::Value;

use crate::device::parse::{Unknown, json, said};
use crate::domain::network::{ArpEntry, Interface, InterfaceAddress, MacEntry, MacKind, Route, RouteSource};

/// `show interfaces`.
pub(super) fn interfaces(said: &[Value], unknown: &mut Unknown) -> Vec<Interface> {
    let mut interfaces = Vec::new();
    for (name, value) in json::answers(said, &["interfaces"], unknown).into_iter().flat_map(json::fields) {
        match said::some(name).filter(|_| value.is_object()) {
            Some(name) => interfaces.push(interface(name, value)),
            None => unknown.value(value),
        }
    }
    interfaces
}

fn interface(name: String, said: &Value) -> Interface {
    let status = json::text(&said["interfaceStatus"]);
    let up = json::text(&said["lineProtocolStatus"]).map(|status| status == "up");
    let bandwidth = json::number::<u64>(&said["bandwidth"]).filter(|speed| *speed != 0);
    Interface {
        name,
        description: json::text(&said["description"]).and_then(said::some),
        enabled: status.map(|status| status != "disabled"),
        // Where there is no line protocol, the cable says it.
        up: up.or_else(|| status.map(|status| status == "connected")),
        mac: json::text(&said["physicalAddress"]).and_then(|mac| mac.parse().ok()),
        mtu: json::number(&said["mtu"]),
        // What is down has no speed; EOS tells the one that it could have.
        speed_bps: bandwidth.filter(|_| up != Some(false)),
        aggregate: json::text(&said["interfaceMembership"])
            .and_then(|member| said::some(member.strip_prefix("Member of ")?)),
        addresses: addresses(said),
    }
}

fn addresses(said: &Value) -> Vec<InterfaceAddress> {
    let mut addresses = Vec::new();
    for value in json::each(&said["interfaceAddress"]) {
        let secondary = json::each(&value["secondaryIpsOrderedList"]);
        for one in json::each(&value["primaryIp"]).chain(secondary) {
            let address = json::text(&one["address"]).and_then(|text| text.parse().ok());
            if let (Some(address), Some(length)) = (address, json::number(&one["maskLen"])) {
                addresses.push(InterfaceAddress { address, length });
            }
        }
    }
    let six = &said["interfaceAddressIp6"]["globalUnicastIp6s"];
    for one in json::each(six) {
        let address = json::text(&one["address"]).and_then(|text| text.parse().ok());
        let network = json::text(&one["subnet"]).and_then(said::network);
        if let (Some(address), Some((_, length))) = (address, network) {
            addresses.push(InterfaceAddress { address, length });
        }
    }
    // Without one, EOS says `0.0.0.0/0`.
    addresses.retain(|address| !address.address.is_unspecified());
    addresses
}

/// Each VRF's part of an answer, and its name.
fn by_vrf<'v>(said: &'v [Value], unknown: &mut Unknown) -> Vec<(Option<String>, &'v Value)> {
    let vrfs = json::answers(said, &["vrfs"], unknown).into_iter().flat_map(json::fields);
    vrfs.map(|(name, part)| (said::vrf(name), part)).collect()
}

/// `show ip arp`, `show ipv6 neighbors`.
pub(super) fn arp(said: &[Value], unknown: &mut Unknown) -> Vec<ArpEntry> {
    let mut entries = Vec::new();
    for (vrf, part) in by_vrf(said, unknown) {
        for entry in json::each(&part["ipV4Neighbors"]).chain(json::each(&part["ipV6Neighbors"])) {
            let address = json::text(&entry["address"]).and_then(|text| text.parse().ok());
            let mac = json::text(&entry["hwAddress"]).and_then(|text| text.parse().ok());
            match (address, mac) {
                (Some(address), Some(mac)) => entries.push(ArpEntry {
                    address,
                    mac,
                    // `Vlan10, Ethernet3`: the interface, then the port behind which it is.
                    interface: json::text(&entry["interface"]).and_then(|all| said::some(all.split(',').next()?)),
                    vrf: vrf.clone(),
                }),
                _ => unknown.value(entry),
            }
        }
    }
    entries
}

/// `show mac address-table`.
pub(super) fn macs(said: &[Value], unknown: &mut Unknown) -> Vec<MacEntry> {
    let mut entries = Vec::new();
    for entry in
        json::answers(said, &["unicastTable"], unknown).into_iter().flat_map(|table| json::each(&table["tableEntries"]))
    {
        let mac = json::text(&entry["macAddress"]).and_then(|text| text.parse().ok());
        let port = json::text(&entry["interface"]).and_then(said::some);
        let (Some(mac), Some(port)) = (mac, port) else {
            unknown.value(entry);
            continue;
        };
        let kind = match json::text(&entry["entryType"]) {
            _ if port == "Router" || port == "Cpu" => MacKind::Own,
            Some("dynamic") => MacKind::Dynamic,
            Some("static") => MacKind::Static,
            _ => MacKind::Other,
        };
        entries.push(MacEntry { mac, vlan: json::number(&entry["vlanId"]), port, kind });
    }
    entries
}

/// `show ip route`, `show ipv6 route`.
pub(super) fn routes(source: RouteSource, said: &[Value], unknown: &mut Unknown) -> Vec<Route> {
    let mut routes = Vec::new();
    for (vrf, part) in by_vrf(said, unknown) {
        for (network, value) in json::fields(&part["routes"]) {
            let Some((network, length)) = said::network(network).filter(|_| value.is_object()) else {
                unknown.line(network);
                continue;
            };
            let route = |via: Option<&Value>| Route {
                source,
                network,
                length,
                next_hop: via.and_then(|via| json::text(&via["nexthopAddr"])?.parse().ok()),
                // One that is dropped leaves by no interface: its `routeAction` says so.
                interface: via.and_then(|via| said::some(json::text(&via["interface"])?)),
                metric: json::number(&value["metric"]),
                preference: json::number(&value["preference"]),
                vrf: vrf.clone(),
            };
            let vias: Vec<&Value> = json::each(&value["vias"]).filter(|via| via.is_object()).collect();
            if vias.is_empty() {
                routes.push(route(None));
            }
            routes.extend(vias.into_iter().map(|via| route(Some(via))));
        }
    }
    routes
}
