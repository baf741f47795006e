//! Neighbours out of the rows of a template that somebody else wrote.

use serde_json::{Map, Value};

use super::said;
use crate::domain::network::{Id, Neighbor, Protocol};

/// The neighbours that rows tell of, in the names that ntc-templates uses or used; a row without a local interface
/// tells of none.
#[must_use]
pub fn neighbors_from(protocol: Protocol, rows: &[Map<String, Value>]) -> Vec<Neighbor> {
    rows.iter().filter_map(|row| neighbor(protocol, row)).collect()
}

fn neighbor(protocol: Protocol, row: &Map<String, Value>) -> Option<Neighbor> {
    let all = |names: &[&str]| -> Vec<&str> {
        let values = names.iter().filter_map(|name| row.get(*name));
        values.flat_map(super::json::each).filter_map(Value::as_str).collect()
    };
    let one = |names: &[&str]| all(names).into_iter().find_map(said::some);
    let description = one(&["NEIGHBOR_DESCRIPTION", "SYSTEM_DESCRIPTION"]);
    let platform = one(&["PLATFORM"]).or_else(|| description.as_deref().and_then(said::first_line));
    let capabilities = all(&["CAPABILITIES", "CAPABILITY"]);
    let capabilities = match protocol {
        Protocol::Cdp => said::cdp_capabilities(capabilities, platform.as_deref().unwrap_or_default()),
        Protocol::Lldp => {
            capabilities.iter().flat_map(|words| words.split(',')).filter_map(said::lldp_capability).collect()
        }
    };
    // Where templates tell of both, what they call the interface is the description of the port.
    let port_id = one(&["NEIGHBOR_PORT_ID", "REMOTE_PORT", "PORT_ID"]);
    let interface = one(&["NEIGHBOR_INTERFACE"]);
    let (port, description_of_port) = if port_id.is_some() { (port_id, interface) } else { (interface, None) };
    let software = one(&["SOFTWARE_VERSION", "VERSION"]).or(description);
    Some(Neighbor {
        protocol,
        local_interface: one(&["LOCAL_INTERFACE", "LOCAL_PORT"])?,
        chassis: one(&["CHASSIS_ID"]).as_deref().and_then(Id::read),
        name: one(&["NEIGHBOR_NAME", "NEIGHBOR", "DEST_HOST", "SYSTEM_NAME"]),
        port: port.as_deref().and_then(Id::read),
        port_description: one(&["NEIGHBOR_PORT_DESCRIPTION", "PORT_DESCRIPTION"]).or(description_of_port),
        addresses: said::addresses(all(&["MGMT_ADDRESS", "MGMT_IP", "MANAGEMENT_IP", "INTERFACE_IP"])),
        platform,
        software: software.as_deref().and_then(said::version),
        capabilities,
        native_vlan: one(&["NATIVE_VLAN", "VLAN_ID"]).and_then(|vlan| vlan.parse().ok()),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::network::Capability;

    #[test]
    fn new_and_old_names_of_fields_tell_the_same() {
        let new = json!({"NEIGHBOR_NAME": "sw2.example.net", "LOCAL_INTERFACE": "Gi1/0/1", "NEIGHBOR_INTERFACE": "Te1/1/1",
            "MGMT_ADDRESS": ["192.0.2.2", ""], "CHASSIS_ID": "001c.730a.bb0c", "PLATFORM": "", "CAPABILITIES": "B, R"});
        let old = json!({"NEIGHBOR": "sw2.example.net", "LOCAL_INTERFACE": "Gi1/0/1", "NEIGHBOR_PORT_ID": "Te1/1/1",
            "MGMT_IP": "192.0.2.2", "CHASSIS_ID": "00:1c:73:0a:bb:0c", "CAPABILITIES": ["B", "R"]});
        let none = json!({"NEIGHBOR": "sw3"});
        let rows: Vec<Map<String, Value>> =
            [new, old, none].into_iter().map(|row| row.as_object().unwrap().clone()).collect();
        let neighbors = neighbors_from(Protocol::Lldp, &rows);
        assert_eq!(neighbors.len(), 2);
        assert_eq!(neighbors[0], neighbors[1]);
        assert_eq!(neighbors[0].remote_interface(), Some("Te1/1/1"));
        assert_eq!(neighbors[0].addresses, ["192.0.2.2".parse::<std::net::IpAddr>().unwrap()]);
        assert_eq!(neighbors[0].capabilities, [Capability::Router, Capability::Bridge].into());
    }
    #[test]
    fn a_port_that_is_announced_as_an_address_is_known_by_its_description() {
        let row = json!({"NEIGHBOR_NAME": "sw4", "LOCAL_INTERFACE": "Gi1/0/2", "NEIGHBOR_PORT_ID": "001c.730a.bb0d",
            "NEIGHBOR_INTERFACE": "swp1"});
        let neighbors = neighbors_from(Protocol::Lldp, &[row.as_object().unwrap().clone()]);
        assert_eq!(neighbors[0].port.as_ref().unwrap().to_string(), "00:1c:73:0a:bb:0d");
        assert_eq!(neighbors[0].remote_interface(), Some("swp1"));
    }
}
