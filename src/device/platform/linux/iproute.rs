//! iproute2: `ip -j` and `bridge -j`.

use std::net::IpAddr;

use serde_json::Value;

use crate::device::parse::{Unknown, json, said};
use crate::domain::network::{ArpEntry, Interface, InterfaceAddress, Mac, MacEntry, MacKind, Route, RouteSource};

fn text(value: &Value) -> Option<String> {
    json::text(value).and_then(said::some)
}

/// The things of all answers. An empty one (`{}`) stands in arrays for what a filter left out.
fn all<'v>(said: impl IntoIterator<Item = &'v Value>) -> impl Iterator<Item = &'v Value> {
    said.into_iter().flat_map(json::each).filter(|value| value.as_object().is_none_or(|object| !object.is_empty()))
}

fn has(flags: &Value, flag: &str) -> bool {
    json::each(flags).any(|one| one.as_str() == Some(flag))
}

/// `ip -j -d address`.
pub(super) fn interfaces(said: &[Value], unknown: &mut Unknown) -> Vec<Interface> {
    let mut interfaces = Vec::new();
    for value in all(said) {
        match text(&value["ifname"]) {
            Some(name) => interfaces.push(interface(name, value)),
            None => unknown.value(value),
        }
    }
    interfaces
}

fn interface(name: String, said: &Value) -> Interface {
    let flags = &said["flags"];
    // A bridge or a VRF has members, too, but they do not act as one port.
    let member = matches!(json::text(&said["linkinfo"]["info_slave_kind"]), Some("bond" | "team"));
    let up = match json::text(&said["operstate"]) {
        Some("UP") => Some(true),
        // What has no carrier to speak of: loopbacks, tunnels.
        Some("UNKNOWN") | None => flags.is_array().then(|| has(flags, "LOWER_UP")),
        Some(_) => Some(false),
    };
    let addresses = json::each(&said["addr_info"]).filter_map(|one| {
        let address: IpAddr = json::text(&one["local"])?.parse().ok()?;
        // Those of a link or of the host itself are everywhere the same, and lead nowhere.
        let of_a_link = json::text(&one["scope"]) == Some("link") && address.is_ipv6();
        let length = json::number(&one["prefixlen"])?;
        (!of_a_link && !address.is_loopback()).then_some(InterfaceAddress { address, length })
    });
    Interface {
        name,
        description: text(&said["ifalias"]),
        enabled: flags.is_array().then(|| has(flags, "UP")),
        up,
        mac: json::text(&said["address"])
            .filter(|_| json::text(&said["link_type"]) == Some("ether"))
            .and_then(|mac| mac.parse().ok()),
        mtu: json::number(&said["mtu"]),
        speed_bps: None,
        aggregate: text(&said["master"]).filter(|_| member),
        addresses: addresses.collect(),
    }
}

/// `ip -j neigh`: ARP, and neighbour discovery of IPv6.
pub(super) fn arp(said: &[Value], unknown: &mut Unknown) -> Vec<ArpEntry> {
    let mut entries = Vec::new();
    for value in all(said) {
        let Some(address) = json::text(&value["dst"]).and_then(|text| text.parse().ok()) else {
            unknown.value(value);
            continue;
        };
        // Whoever did not answer has no address of the Ethernet; that is no lack of understanding.
        let gone = ["FAILED", "INCOMPLETE", "NOARP"].iter().any(|state| has(&value["state"], state));
        let mac = json::text(&value["lladdr"]).and_then(|text| text.parse().ok()).filter(|_| !gone);
        entries.extend(mac.map(|mac| ArpEntry { address, mac, interface: text(&value["dev"]), vrf: None }));
    }
    entries
}

/// `bridge -j fdb`.
pub(super) fn macs(said: &[Value], unknown: &mut Unknown) -> Vec<MacEntry> {
    let mut entries = Vec::new();
    for value in all(said) {
        let mac = json::text(&value["mac"]).and_then(|text| text.parse::<Mac>().ok());
        let (Some(mac), Some(port)) = (mac, text(&value["ifname"])) else {
            unknown.value(value);
            continue;
        };
        // Groups that an interface listens to, and addresses of what is on no bridge, are behind no port. In a bridge
        // `permanent` is an address of its own.
        let [first, ..] = mac.0;
        let kind = match json::text(&value["state"]) {
            _ if first & 1 == 1 || value.get("master").is_none() => continue,
            Some("permanent") => MacKind::Own,
            Some("static") => MacKind::Static,
            _ => MacKind::Dynamic,
        };
        entries.push(MacEntry { mac, vlan: json::number(&value["vlan"]), port, kind });
    }
    entries
}

/// `ip -j route show proto static`.
pub(super) fn routes(source: RouteSource, said: &[&Value], unknown: &mut Unknown) -> Vec<Route> {
    let mut routes = Vec::new();
    for value in all(said.iter().copied()) {
        // `default` says nothing of its family; the gateway does, or else it is the older one. One of the other family
        // would stand under `via`.
        let gateway = json::text(&value["gateway"]).or_else(|| json::text(&value["nexthops"][0]["gateway"]));
        let six = gateway.is_some_and(|gateway| gateway.contains(':'));
        let network = match json::text(&value["dst"]) {
            Some("default") if six => said::network("::/0"),
            Some("default") => said::network("0.0.0.0/0"),
            other => other.and_then(said::network),
        };
        let Some((network, length)) = network else {
            unknown.value(value);
            continue;
        };
        let route = |hop: &Value| Route {
            source,
            network,
            length,
            next_hop: json::text(&hop["gateway"])
                .or_else(|| json::text(&hop["via"]["host"]))
                .and_then(|text| text.parse().ok()),
            interface: text(&hop["dev"]),
            metric: json::number(&value["metric"]),
            preference: None,
            vrf: None,
        };
        match value.get("nexthops") {
            Some(hops) => routes.extend(json::each(hops).map(route)),
            None => routes.push(route(value)),
        }
    }
    routes
}
