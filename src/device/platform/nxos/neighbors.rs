//! `show lldp neighbors detail` and `show cdp neighbors detail` of NX-OS.

use serde_json::Value;

use super::{rows, text};
use crate::device::parse::{Unknown, json, said};
use crate::domain::network::{Id, Neighbor, Protocol};

/// `show lldp neighbors detail`.
pub(super) fn lldp(said: &[Value], unknown: &mut Unknown) -> Vec<Neighbor> {
    let mut neighbors = Vec::new();
    for row in rows(said, "ROW_nbor_detail") {
        let Some(local_interface) = text(&row["l_port_id"]) else {
            unknown.value(row);
            continue;
        };
        let description = text(&row["sys_desc"]);
        let addresses = ["mgmt_addr", "mgmt_addr_ipv6"].into_iter().flat_map(|name| json::each(&row[name]));
        neighbors.push(Neighbor {
            protocol: Protocol::Lldp,
            local_interface,
            chassis: text(&row["chassis_id"]).as_deref().and_then(Id::read),
            name: text(&row["sys_name"]),
            port: text(&row["port_id"]).as_deref().and_then(Id::read),
            port_description: text(&row["port_desc"]),
            addresses: said::addresses(addresses.filter_map(json::text)),
            platform: description.as_deref().and_then(said::first_line),
            software: description.as_deref().and_then(said::version),
            capabilities: text(&row["enabled_capability"])
                .map(|enabled| said::lldp_capabilities(&enabled))
                .unwrap_or_default(),
            native_vlan: json::number(&row["vlan_id"]),
        });
    }
    neighbors
}

/// `show cdp neighbors detail`.
pub(super) fn cdp(said: &[Value], unknown: &mut Unknown) -> Vec<Neighbor> {
    const ADDRESSES: [&str; 4] = ["v4addr", "v6addr", "v4mgmtaddr", "v6mgmtaddr"];
    let mut neighbors = Vec::new();
    for row in rows(said, "ROW_cdp_neighbor_detail_info") {
        let Some(local_interface) = text(&row["intf_id"]) else {
            unknown.value(row);
            continue;
        };
        let platform = text(&row["platform_id"]);
        let version = text(&row["version"]);
        let addresses = ADDRESSES.into_iter().flat_map(|name| json::each(&row[name])).filter_map(json::text);
        let capabilities = json::each(&row["capability"]).filter_map(json::text);
        neighbors.push(Neighbor {
            protocol: Protocol::Cdp,
            local_interface,
            chassis: None,
            name: text(&row["device_id"]),
            port: text(&row["port_id"]).as_deref().and_then(Id::read),
            port_description: None,
            addresses: said::addresses(addresses),
            capabilities: said::cdp_capabilities(capabilities, platform.as_deref().unwrap_or_default()),
            platform,
            software: version.and_then(|text| said::version(&text).or_else(|| said::first_line(&text))),
            native_vlan: json::number(&row["native_vlan"]),
        });
    }
    neighbors
}
