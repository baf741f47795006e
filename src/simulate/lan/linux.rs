//! As Linux with lldpd and FRR tells it.

use serde_json::{Value, json};

use super::{Lan, Station};
use crate::domain::network::Mac;

pub(super) fn texts(lan: &Lan, at: usize) -> Vec<(&'static str, String)> {
    let station = &lan.stations[at];
    let all = [
        ("lldpcli -f json show chassis", json!({"local-chassis": {"chassis": chassis(station, station.chassis)}})),
        ("lldpcli -f json show neighbors details", neighbors(lan, at)),
        ("ip -j -d address", interfaces(lan, at)),
        ("ip -j neigh", json!([])),
        ("bridge -j fdb", json!([])),
        ("ip -j -4 route show proto static", json!([])),
        ("ip -j -6 route show proto static", json!([])),
        ("vtysh -c 'show ip route vrf all static json'", json!({})),
        ("vtysh -c 'show ipv6 route vrf all static json'", json!({})),
        ("vtysh -c 'show ip route vrf all ospf json'", json!({})),
        ("vtysh -c 'show ipv6 route vrf all ospf6 json'", json!({})),
        ("vtysh -c 'show ip route vrf all bgp json'", json!({})),
        ("vtysh -c 'show ipv6 route vrf all bgp json'", json!({})),
    ];
    let plain = [
        ("hostname", format!("{}\n", station.name)),
        (
            "cat /etc/os-release",
            "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\nVERSION_ID=\"12\"\n".to_owned(),
        ),
    ];
    all.into_iter().map(|(command, value)| (command, format!("{value:#}\n"))).chain(plain).collect()
}

fn chassis(station: &Station, id: Mac) -> Value {
    json!({
        station.name.clone(): {
            "id": {"type": "mac", "value": id.to_string()},
            "descr": super::ios::description(station),
            "mgmt-ip": station.address.to_string(),
            "capability": [
                {"type": "Bridge", "enabled": false}, {"type": "Router", "enabled": true},
                {"type": "Station", "enabled": false},
            ],
        },
    })
}

/// One neighbour is an object, several are an array.
fn neighbors(lan: &Lan, at: usize) -> Value {
    let mut all: Vec<Value> = lan
        .heard(at)
        .into_iter()
        .map(|heard| {
            json!({heard.port: {
                "via": "LLDP", "rid": "1", "age": "0 day, 01:02:03",
                "chassis": chassis(heard.neighbor, heard.neighbor.chassis),
                // Announced as an address, as lldpd does; its name is only in the description.
                "port": {
                    "id": {"type": "mac", "value": heard.neighbor_mac.to_string()},
                    "descr": heard.neighbor_port, "ttl": "120",
                },
            }})
        })
        .collect();
    let interface = match all.len() {
        0 => return json!({"lldp": {}}),
        1 => all.remove(0),
        _ => Value::Array(all),
    };
    json!({"lldp": {"interface": interface}})
}

fn interfaces(lan: &Lan, at: usize) -> Value {
    let station = &lan.stations[at];
    let ports = lan.ports(at).into_iter().enumerate().map(|(nth, port)| {
        json!({
            "ifindex": nth + 3, "ifname": port, "flags": ["BROADCAST", "MULTICAST", "UP", "LOWER_UP"], "mtu": 1500,
            "operstate": "UP", "link_type": "ether", "address": station.mac_of(port).to_string(), "addr_info": [],
        })
    });
    let management = json!({
        "ifindex": 2, "ifname": "mgmt", "flags": ["BROADCAST", "MULTICAST", "UP", "LOWER_UP"], "mtu": 1500,
        "operstate": "UP", "link_type": "ether", "address": station.chassis.to_string(),
        "addr_info": [{"family": "inet", "local": station.address.to_string(), "prefixlen": 24, "scope": "global"}],
    });
    Value::Array(std::iter::once(management).chain(ports).collect())
}
