//! `GET` of REST lists: a count and a page of references.

use std::collections::BTreeMap;

use poem::Request;
use poem::http::{StatusCode, header};
use serde_json::{Value, json};

use super::inventory::{Filter, Hidden, Inventory};

/// Nautobot's `PAGINATE_COUNT` and `MAX_PAGE_SIZE`.
const PAGE: usize = 50;
const MAX_PAGE: usize = 1000;

pub(super) fn answer(inventory: &Inventory, path: &str, request: &Request, empty: bool) -> (StatusCode, Value) {
    if path == "/api/dcim/devices/" {
        return if inventory.hidden.contains(&Hidden::Devices) {
            not_allowed()
        } else {
            devices(inventory, request, empty)
        };
    }
    match inventory.others(path) {
        Some((model, _)) if inventory.hidden.contains(&model) => not_allowed(),
        Some((_, count)) => (StatusCode::OK, json!({"count": count, "next": null, "previous": null, "results": []})),
        None => (StatusCode::NOT_FOUND, json!({"detail": "Not found."})),
    }
}

fn not_allowed() -> (StatusCode, Value) {
    (StatusCode::FORBIDDEN, json!({"detail": "You do not have permission to perform this action."}))
}

fn devices(inventory: &Inventory, request: &Request, empty: bool) -> (StatusCode, Value) {
    // Ordered by name, as the links to other pages show them.
    let mut parameters: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in request.params::<Vec<(String, String)>>().unwrap_or_default() {
        parameters.entry(name).or_default().push(value);
    }
    let number = |name: &str| parameters.get(name)?.first()?.parse().ok();
    let limit = number("limit").filter(|limit| (1..=MAX_PAGE).contains(limit));
    let limit = limit.unwrap_or(if parameters.contains_key("limit") { MAX_PAGE } else { PAGE });
    let offset: usize = number("offset").unwrap_or(0);
    let filters: Vec<Filter<'_>> = parameters
        .iter()
        .filter(|(name, _)| !["limit", "offset", "depth"].contains(&name.as_str()))
        .map(|(name, values)| (name.as_str(), values.clone()))
        .collect();
    let found = match inventory.select(&filters) {
        Ok(_) if empty => Vec::new(),
        Ok(found) => found,
        Err((parameter, why)) => return (StatusCode::BAD_REQUEST, json!({parameter: [why]})),
    };
    let host = request.header(header::HOST).unwrap_or("localhost");
    let link = |id: &dyn std::fmt::Display| format!("http://{host}/api/dcim/devices/{id}/");
    let results: Vec<Value> = found
        .iter()
        .skip(offset)
        .take(limit)
        .map(|device| json!({"id": device.id, "object_type": "dcim.device", "url": link(&device.id)}))
        .collect();
    let next = (offset + limit < found.len())
        .then(|| format!("http://{host}/api/dcim/devices/?limit={limit}&offset={}", offset + limit));
    (StatusCode::OK, json!({"count": found.len(), "next": next, "previous": null, "results": results}))
}
