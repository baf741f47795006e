//! As Arista EOS tells it.

use serde_json::{Map, Value, json};

use super::{Lan, dotted};
use crate::simulate::ssh::Style;

pub(super) fn texts(lan: &Lan, at: usize) -> Vec<(&'static str, String)> {
    let station = &lan.stations[at];
    let none = || json!({"vrfs": {"default": {"routes": {}}}});
    let all = [
        (
            "show version | json",
            json!({
                "mfgName": "Arista", "modelName": station.model, "serialNumber": station.serial,
                "systemMacAddress": station.chassis.to_string(), "version": "4.28.3M",
            }),
        ),
        ("show hostname | json", json!({"hostname": station.name, "fqdn": station.name})),
        ("show lldp neighbors detail | json", neighbors(lan, at)),
        ("show interfaces | json", interfaces(lan, at)),
        ("show ip arp vrf all | json", arp(lan, at)),
        ("show ipv6 neighbors vrf all | json", json!({"vrfs": {"default": {"ipV6Neighbors": []}}})),
        ("show mac address-table | json", macs(lan, at)),
        ("show ip route vrf all static | json", none()),
        ("show ipv6 route vrf all static | json", none()),
        ("show ip route vrf all ospf | json", none()),
        ("show ipv6 route vrf all ospf3 | json", none()),
        ("show ip route vrf all bgp | json", none()),
        ("show ipv6 route vrf all bgp | json", none()),
    ];
    all.into_iter().map(|(command, value)| (command, format!("{value:#}\n"))).collect()
}

fn neighbors(lan: &Lan, at: usize) -> Value {
    let mut ports: Map<String, Value> = Map::new();
    for heard in lan.heard(at) {
        let neighbor = heard.neighbor;
        let info = json!({
            "chassisIdType": "macAddress", "chassisId": dotted(neighbor.chassis), "systemName": neighbor.name,
            "systemDescription": super::ios::description(neighbor),
            "systemCapabilities": {"bridge": neighbor.style != Style::Junos, "router": true},
            "managementAddresses": [{"addressType": "ipv4", "address": neighbor.address.to_string()}],
            "neighborInterfaceInfo": {
                "interfaceIdType": "interfaceName", "interfaceId_v2": heard.neighbor_port,
                "interfaceDescription": format!("to {}", lan.stations[at].name),
            },
            "ttl": 120,
        });
        let entry = ports.entry(heard.port.to_owned()).or_insert_with(|| json!({"lldpNeighborInfo": []}));
        if let Some(list) = entry["lldpNeighborInfo"].as_array_mut() {
            list.push(info);
        }
    }
    json!({ "lldpNeighbors": ports })
}

fn interfaces(lan: &Lan, at: usize) -> Value {
    let station = &lan.stations[at];
    let mut all = Map::new();
    for port in lan.ports(at) {
        let mac = station.mac_of(port).to_string();
        all.insert(
            port.to_owned(),
            json!({
                "name": port, "lineProtocolStatus": "up", "interfaceStatus": "connected", "hardware": "ethernet",
                "interfaceAddress": [], "physicalAddress": mac, "description": "", "bandwidth": 25_000_000_000_u64,
                "mtu": 9214,
            }),
        );
    }
    let address = json!([{"primaryIp": {"address": station.address.to_string(), "maskLen": 24}}]);
    all.insert(
        "Management1".to_owned(),
        json!({
            "name": "Management1", "lineProtocolStatus": "up", "interfaceStatus": "connected",
            "interfaceAddress": address, "physicalAddress": station.chassis.to_string(), "description": "",
            "bandwidth": 1_000_000_000_u64, "mtu": 1500,
        }),
    );
    json!({ "interfaces": all })
}

fn arp(lan: &Lan, at: usize) -> Value {
    let known: Vec<Value> = lan
        .routed_hosts(at)
        .map(|(host, port)| {
            let interface = match port {
                Some(port) => format!("Vlan{}, {port}", host.vlan),
                None => format!("Vlan{}, not learned", host.vlan),
            };
            json!({"hwAddress": dotted(host.mac), "address": host.address.to_string(), "interface": interface})
        })
        .collect();
    json!({"vrfs": {"default": {"ipV4Neighbors": known}}})
}

fn macs(lan: &Lan, at: usize) -> Value {
    let entries: Vec<Value> = lan
        .heard_hosts(at)
        .into_iter()
        .map(|(host, port)| {
            let mac = host.mac.to_string();
            json!({"vlanId": host.vlan, "macAddress": mac, "interface": port, "entryType": "dynamic"})
        })
        .collect();
    json!({"unicastTable": {"tableEntries": entries}, "multicastTable": {"tableEntries": []}})
}
