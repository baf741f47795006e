//! As Junos tells it.

use serde_json::{Map, Value, json};

use super::Lan;

pub(super) fn texts(lan: &Lan, at: usize) -> Vec<(&'static str, String)> {
    let station = &lan.stations[at];
    let chassis = station.chassis.to_string();
    let all = [
        (
            "show version | display json",
            json!({"software-information": {
                "host-name": station.name, "product-model": station.model.to_lowercase(), "junos-version": "21.4R3-S5.4",
            }}),
        ),
        (
            "show chassis hardware | display json",
            json!({"chassis-inventory": {"chassis": {
                "name": "Chassis", "serial-number": station.serial, "description": station.model,
            }}}),
        ),
        (
            "show lldp local-information | display json",
            json!({"lldp-local-info": {
                "lldp-local-chassis-id-subtype": "Mac address", "lldp-local-chassis-id": chassis,
                "lldp-local-system-name": station.name,
            }}),
        ),
        ("show lldp neighbors | display json", neighbors(lan, at)),
        ("show interfaces | display json", interfaces(lan, at)),
        ("show arp no-resolve | display json", json!({})),
        ("show ipv6 neighbors | display json", json!({})),
        ("show ethernet-switching table extensive | display json", json!({})),
        ("show route protocol static | display json", json!({})),
        ("show route protocol ospf | display json", json!({})),
        ("show route protocol ospf3 | display json", json!({})),
        ("show route protocol bgp | display json", json!({})),
    ];
    all.into_iter().map(|(command, value)| (command, format!("{:#}\n", wrapped(value)))).collect()
}

fn neighbors(lan: &Lan, at: usize) -> Value {
    let heard = lan.heard(at).into_iter().map(|heard| {
        json!({
            "lldp-local-port-id": heard.port, "lldp-local-parent-interface-name": "-",
            "lldp-remote-chassis-id-subtype": "Mac address",
            "lldp-remote-chassis-id": heard.neighbor.chassis.to_string(),
            "lldp-remote-port-id-subtype": "Interface name", "lldp-remote-port-id": heard.neighbor_port,
            "lldp-remote-system-name": heard.neighbor.name,
        })
    });
    json!({"lldp-neighbors-information": {"lldp-neighbor-information": heard.collect::<Vec<_>>()}})
}

fn interfaces(lan: &Lan, at: usize) -> Value {
    let station = &lan.stations[at];
    let ports = lan.ports(at).into_iter().map(|port| {
        json!({
            "name": port, "admin-status": "up", "oper-status": "up", "mtu": "9192", "speed": "10Gbps",
            "current-physical-address": station.mac_of(port).to_string(),
        })
    });
    let management = json!({
        "name": "fxp0", "admin-status": "up", "oper-status": "up", "mtu": "1514", "speed": "1000mbps",
        "current-physical-address": station.chassis.to_string(),
        "logical-interface": {"name": "fxp0.0", "address-family": {
            "address-family-name": "inet", "interface-address": {
                "ifa-local": station.address.to_string(), "ifa-destination": network_of(station.address),
            },
        }},
    });
    let all: Vec<Value> = std::iter::once(management).chain(ports).collect();
    json!({"interface-information": {"physical-interface": all}})
}

fn network_of(address: std::net::Ipv4Addr) -> String {
    let [a, b, c, _] = address.octets();
    format!("{a}.{b}.{c}/24")
}

/// Junos puts each value below a name into a list, and writes each text as `{"data": …}`.
fn wrapped(value: Value) -> Value {
    let below = |value: Value| match value {
        Value::Array(items) => Value::Array(items.into_iter().map(wrapped).collect()),
        Value::String(text) => json!([{"data": text}]),
        other => json!([wrapped(other)]),
    };
    match value {
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, below(value))).collect::<Map<_, _>>())
        }
        other => other,
    }
}
