//! FRR: `show ip route … json`.

use serde_json::{Map, Value};

use crate::device::parse::{Unknown, json, said};
use crate::domain::network::{Route, RouteSource};

/// Prefix → its routes, or VRF → that, by version; some print one object for each VRF.
pub(super) fn routes(source: RouteSource, said: &[&Value], unknown: &mut Unknown) -> Vec<Route> {
    let mut routes = Vec::new();
    for (name, value) in said.iter().flat_map(|value| json::fields(value)) {
        if said::network(name).is_some() {
            prefix(source, name, None, value, &mut routes, unknown);
        } else if let Value::Object(vrf) = value {
            for (prefix_of, value) in vrf {
                prefix(source, prefix_of, said::vrf(name), value, &mut routes, unknown);
            }
        } else {
            unknown.line(name);
        }
    }
    routes
}

/// The routes to one prefix: only those in use, as anywhere else.
fn prefix(
    source: RouteSource,
    name: &str,
    vrf: Option<String>,
    value: &Value,
    routes: &mut Vec<Route>,
    unknown: &mut Unknown,
) {
    let Some((network, length)) = said::network(name) else {
        unknown.line(name);
        return;
    };
    for entry in json::each(value) {
        let Some(entry) = entry.as_object() else {
            unknown.value(entry);
            continue;
        };
        if entry.get("selected").and_then(Value::as_bool) != Some(true) {
            continue;
        }
        let vrf = vrf.clone().or_else(|| entry.get("vrfName").and_then(json::text).and_then(said::vrf));
        let hops = entry.get("nexthops").into_iter().flat_map(json::each).filter_map(Value::as_object);
        // One through another (a BGP next hop by way of OSPF) is followed by what it comes to; both are in the list.
        let hops: Vec<&Map<String, Value>> =
            hops.filter(|hop| hop.get("recursive").and_then(Value::as_bool) != Some(true)).collect();
        let route = |hop: Option<&Map<String, Value>>| Route {
            source,
            network,
            length,
            next_hop: hop.and_then(|hop| json::text(hop.get("ip")?)?.parse().ok()),
            interface: hop.and_then(|hop| said::some(json::text(hop.get("interfaceName")?)?)),
            metric: entry.get("metric").and_then(json::number),
            preference: entry.get("distance").and_then(json::number),
            vrf: vrf.clone(),
        };
        if hops.is_empty() {
            routes.push(route(None));
        }
        routes.extend(hops.into_iter().map(|hop| route(Some(hop))));
    }
}
