//! `lldpcli -f json`: what lldpd says on whatever it runs.
//!
//! Its JSON comes from a tree without types: where there is one of a thing stands an object, where there are several
//! an array, and a thing with a name is an object of one field whose name is that name.

use serde_json::{Map, Value};

use crate::device::parse::{Unknown, json, said};
use crate::domain::network::{Capability, Id, Identity, Neighbor, Protocol};

/// `show chassis`.
pub(super) fn identity(said: &[Value], unknown: &mut Unknown) -> Identity {
    let said = json::answers(said, &["local-chassis"], unknown);
    let Some((name, chassis)) = said.iter().find_map(|value| chassis(&value["chassis"])) else {
        return Identity::default();
    };
    let description = text(chassis.get("descr"));
    let inventory = said.iter().map(|value| &value["lldp-med"]["inventory"]);
    let inventory: Option<&Value> = inventory.flat_map(json::each).next();
    let of_inventory = |name: &str| inventory.and_then(|inventory| text(inventory.get(name)));
    Identity {
        hostname: name,
        serial: of_inventory("serial"),
        chassis: text(chassis.get("id").and_then(|id| id.get("value"))).as_deref().and_then(Id::read),
        model: of_inventory("model"),
        software: description.as_deref().and_then(said::version),
    }
}

/// `show neighbors details`, of one protocol: lldpd hears several when it is told to.
pub(super) fn neighbors(protocol: Protocol, said: &[Value], unknown: &mut Unknown) -> Vec<Neighbor> {
    let mut neighbors = Vec::new();
    for (interface, heard) in
        json::answers(said, &["lldp"], unknown).into_iter().flat_map(|value| json::fields(&value["interface"]))
    {
        for heard in json::each(heard) {
            let via = text(heard.get("via"));
            // CDPv1, CDPv2; no word is LLDP. What speaks another protocol (EDP, FDP, SONMP) is of no step.
            let is_it = match via.as_deref().unwrap_or("LLDP") {
                "LLDP" => protocol == Protocol::Lldp,
                via => via.starts_with("CDP") && protocol == Protocol::Cdp,
            };
            match (said::some(interface), heard.as_object()) {
                (Some(local), Some(heard)) if is_it => neighbors.push(neighbor(protocol, local, heard)),
                (Some(_), Some(_)) => {}
                _ => unknown.value(heard),
            }
        }
    }
    neighbors
}

fn neighbor(protocol: Protocol, local_interface: String, heard: &Map<String, Value>) -> Neighbor {
    let (name, chassis) = heard.get("chassis").and_then(chassis).unwrap_or_default();
    let port = heard.get("port").unwrap_or(&Value::Null);
    let description = text(chassis.get("descr"));
    let id = |id: Option<&Value>| {
        let id = id?;
        let value = text(id.get("value"))?;
        // Only what is said to be an address is one: a port may well be named `001c730abb0c`.
        match id.get("type").and_then(Value::as_str) {
            Some("mac") | None => Id::read(&value),
            Some(_) => Some(Id::Text(value)),
        }
    };
    let chassis_id = id(chassis.get("id"));
    let vlans = heard.get("vlan").into_iter().flat_map(json::each);
    let untagged = vlans.filter(|vlan| said_yes(vlan.get("pvid"))).find_map(|vlan| vlan.get("vlan-id"));
    Neighbor {
        protocol,
        local_interface,
        // CDP has none; lldpd tells its device id there again.
        chassis: chassis_id.filter(|_| protocol == Protocol::Lldp),
        name,
        port: id(port.get("id")),
        port_description: text(port.get("descr")),
        addresses: said::addresses(chassis.get("mgmt-ip").into_iter().flat_map(json::each).filter_map(json::text)),
        platform: description.as_deref().and_then(|said| platform(protocol, said)),
        software: description.as_deref().and_then(said::version),
        capabilities: chassis.get("capability").into_iter().flat_map(json::each).filter_map(capability).collect(),
        native_vlan: untagged.and_then(json::number),
    }
}

/// Of CDP, lldpd makes `<platform> running on`, and the software on further lines.
fn platform(protocol: Protocol, description: &str) -> Option<String> {
    let line = said::first_line(description)?;
    match line.strip_suffix("running on") {
        Some(platform) if protocol == Protocol::Cdp => said::some(platform),
        _ => Some(line),
    }
}

/// The name of a chassis and what is said of it: `{"sw2": {…}}`, or `{…}` alone where it has no name.
fn chassis(said: &Value) -> Option<(Option<String>, Map<String, Value>)> {
    let said = json::each(said).find_map(Value::as_object)?;
    let named = said.iter().find_map(|(name, inner)| Some((name, inner.as_object()?)));
    match named {
        Some((name, inner)) if said.len() == 1 && name != "id" => Some((said::some(name), inner.clone())),
        _ => Some((text(said.get("name")), said.clone())),
    }
}

/// A capability that is switched on.
fn capability(said: &Value) -> Option<Capability> {
    said_yes(said.get("enabled")).then(|| said::lldp_capability(json::text(&said["type"])?)).flatten()
}

fn said_yes(value: Option<&Value>) -> bool {
    value.is_some_and(|value| value.as_bool() == Some(true) || matches!(json::text(value), Some("on" | "yes")))
}

fn text(value: Option<&Value>) -> Option<String> {
    said::some(json::text(value?)?)
}
