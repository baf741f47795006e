//! The network as CheckMK monitors it.

use serde_json::{Value, json};

use super::plan::times;
use crate::domain::Device;
use crate::simulate::checkmk::{Entry, Place};

/// What only Nautobot knows: nobody has put it into the monitoring yet.
const NOT_MONITORED: &str = "zrh-sw-02";

pub(super) fn folders() -> Vec<Place> {
    // Communities are set on folders, and in clear: that is how CheckMK has them.
    let community = json!({"type": "v1_v2_community", "community": "demo-community-in-clear"});
    let mut folders = vec![
        Place::new("/", "Main", json!({})),
        Place::new("/network", "Network", json!({"tag_snmp_ds": "snmp-v2", "snmp_community": community})),
        Place::new("/servers", "Servers", json!({"tag_agent": "cmk-agent"})),
    ];
    for (site, town) in
        [("ams", "Amsterdam"), ("ber", "Berlin"), ("lon", "London"), ("par", "Paris"), ("zrh", "Zurich")]
    {
        folders.push(Place::new(&format!("/network/{site}"), town, json!({"labels": {"site": site}})));
    }
    folders
}

pub(super) fn hosts(devices: &[Device], tick: u64) -> Vec<Entry> {
    let mut hosts: Vec<Entry> =
        devices.iter().filter(|device| device.name.as_deref() != Some(NOT_MONITORED)).map(host_of).collect();
    for host in &mut hosts {
        match host.name.as_str() {
            // Somebody typed it in capitals.
            "ber-core-01" => host.name = "BER-CORE-01".to_owned(),
            // It got another address, and only one of the two was told.
            "lon-rtr-01" => set(host, "ipaddress", json!("198.18.3.250")),
            // A copy of another host whose address was left as it was.
            "ber-sw-03" => set(host, "ipaddress", json!("198.18.2.112")),
            // Its address comes from DNS.
            "ams-srv-02" => drop(host.attributes.remove("ipaddress")),
            "par-rtr-01" => {
                host.attributes.remove("ipaddress");
                set(host, "ipv6address", json!("2001:db8:20:4::47"));
                set(host, "tag_address_family", json!("ip-v6-only"));
            }
            "ams-sw-04" => {
                let level = ["gold", "silver", "bronze"][usize::try_from(times(5, tick) % 3).unwrap_or(0)];
                set(host, "labels", json!({"role": "access", "service_level": level}));
            }
            "ams-fw-01" => {
                let v3 = json!({"type": "v3_auth_privacy", "security_name": "noc", "auth_protocol": "SHA-2-256",
                    "auth_password": "demo-auth-in-clear", "privacy_protocol": "AES-128",
                    "privacy_password": "demo-privacy-in-clear"});
                set(host, "snmp_community", v3);
            }
            "zrh-sw-01" => host.is_offline = true,
            _ => {}
        }
    }
    // What is monitored without being in Nautobot.
    hosts.push(Entry::new(
        "ams-ups-01",
        "/network/ams",
        json!({"ipaddress": "198.18.1.240", "alias": "UPS of rack 1"}),
    ));
    hosts.push(Entry {
        cluster_nodes: Some(vec!["ams-srv-01".to_owned(), "ams-srv-02".to_owned()]),
        ..Entry::new(
            "ams-cluster",
            "/servers",
            json!({"ipaddress": "198.18.1.241", "tag_address_family": "ip-v4-only"}),
        )
    });
    hosts
}

fn set(host: &mut Entry, name: &str, value: Value) {
    host.attributes.insert(name.to_owned(), value);
}

/// A device as a host, as far as the two agree.
pub(super) fn host_of(device: &Device) -> Entry {
    let name = device.name.as_deref().unwrap_or_default();
    let site = name.split('-').next().unwrap_or_default();
    let role = device.role.as_deref().unwrap_or_default();
    let (folder, agent) = match role {
        "server" => ("/servers".to_owned(), "cmk-agent"),
        _ => (format!("/network/{site}"), "no-agent"),
    };
    let attributes = json!({
        "alias": device.device_type,
        "ipaddress": device.primary_ip4.as_ref().map(|address| &address.host),
        "labels": {"role": role},
        "tag_agent": agent,
        "tag_criticality": if role == "core" { "critical" } else { "prod" },
    });
    Entry::new(name, &folder, attributes)
}
