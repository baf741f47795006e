//! `GET` of REST lists: a count and a page of references, and the state of the server.

use std::collections::BTreeMap;

use poem::Request;
use poem::http::{StatusCode, header};
use serde_json::{Value, json};
use uuid::Uuid;

use super::inventory::{Filters, Hidden, Inventory, Refused};

/// Nautobot's `PAGINATE_COUNT` and `MAX_PAGE_SIZE`.
const PAGE: usize = 50;
const MAX_PAGE: usize = 1000;

/// What `/api/status/` says.
const VERSION: &str = "3.2.7";

pub(super) fn answer(inventory: &mut Inventory, path: &str, request: &Request, empty: bool) -> (StatusCode, Value) {
    if path == "/api/status/" {
        return (StatusCode::OK, json!({"nautobot-version": VERSION, "celery-workers-running": 1, "plugins": {}}));
    }
    let Some((model, hidden)) = model(path) else {
        return (StatusCode::NOT_FOUND, json!({"detail": "Not found."}));
    };
    if inventory.hidden.contains(&hidden) {
        return (StatusCode::FORBIDDEN, json!({"detail": "You do not have permission to perform this action."}));
    }
    // Ordered by name, as the links to other pages show them.
    let mut parameters: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in request.params::<Vec<(String, String)>>().unwrap_or_default() {
        parameters.entry(name).or_default().push(value);
    }
    let stretch = Stretch::of(&parameters);
    parameters.retain(|name, _| !["limit", "offset", "depth"].contains(&name.as_str()));
    match list(inventory, path, parameters.into_iter().collect(), stretch) {
        Ok(_) if empty => (StatusCode::OK, json!({"count": 0, "next": null, "previous": null, "results": []})),
        Ok((count, results)) => {
            let host = request.header(header::HOST).unwrap_or("localhost");
            (StatusCode::OK, page(host, path, model, count, results, stretch))
        }
        Err((parameter, why)) => (StatusCode::BAD_REQUEST, json!({parameter: [why]})),
    }
}

/// What a list is of, and which model one must be allowed to view.
fn model(path: &str) -> Option<(&'static str, Hidden)> {
    Some(match path {
        "/api/dcim/devices/" => ("dcim.device", Hidden::Devices),
        "/api/dcim/interfaces/" => ("dcim.interface", Hidden::Devices),
        "/api/dcim/locations/" => ("dcim.location", Hidden::Locations),
        "/api/dcim/device-types/" => ("dcim.devicetype", Hidden::DeviceTypes),
        "/api/dcim/platforms/" => ("dcim.platform", Hidden::Platforms),
        "/api/ipam/ip-addresses/" => ("ipam.ipaddress", Hidden::Addresses),
        "/api/ipam/prefixes/" => ("ipam.prefix", Hidden::Prefixes),
        _ => return None,
    })
}

/// Ids, and what else is said of each.
type Rows = Vec<(Uuid, Value)>;

/// The part of a list that a page shows.
#[derive(Clone, Copy)]
struct Stretch {
    limit: usize,
    offset: usize,
}

impl Stretch {
    fn of(parameters: &BTreeMap<String, Vec<String>>) -> Self {
        let number = |name: &str| parameters.get(name)?.first()?.parse().ok();
        let limit = number("limit").filter(|limit| (1..=MAX_PAGE).contains(limit));
        let limit = limit.unwrap_or(if parameters.contains_key("limit") { MAX_PAGE } else { PAGE });
        Self { limit, offset: number("offset").unwrap_or(0) }
    }
}

/// How many there are, and those on the page: their ids, and what else is said of each.
fn list(inventory: &mut Inventory, path: &str, filters: Filters, stretch: Stretch) -> Result<(usize, Rows), Refused> {
    if path == "/api/dcim/devices/" || path == "/api/dcim/interfaces/" {
        let found = inventory.select(&filters)?;
        let seen = found.iter().skip(stretch.offset).take(stretch.limit);
        let more = match path {
            "/api/dcim/interfaces/" => {
                json!({"name": "Management0", "type": {"value": "1000base-t", "label": "1000BASE-T (1GE)"}})
            }
            _ => json!({}),
        };
        return Ok((found.len(), seen.map(|at| (inventory.devices()[*at].id, more.clone())).collect()));
    }
    if path == "/api/ipam/ip-addresses/" {
        let count = inventory.count_addresses(&filters)?;
        return Ok((count, numbered(count, stretch)));
    }
    if let Some((name, _)) = filters.first() {
        return Err((name.clone(), "Unknown filter field".to_owned()));
    }
    let prefixes = inventory.prefixes.len();
    let index = inventory.index();
    let count = match path {
        "/api/dcim/locations/" => index.locations.len(),
        "/api/dcim/device-types/" => index.device_types.len(),
        "/api/dcim/platforms/" => index.platforms.len(),
        _ => prefixes,
    };
    Ok((count, numbered(count, stretch)))
}

fn numbered(count: usize, stretch: Stretch) -> Rows {
    let seen = (0..count).skip(stretch.offset).take(stretch.limit);
    seen.map(|at| (Uuid::from_u128(0xa11_0000 + at as u128), json!({}))).collect()
}

fn page(host: &str, path: &str, model: &str, count: usize, results: Rows, Stretch { limit, offset }: Stretch) -> Value {
    let reference = |(id, mut more): (Uuid, Value)| {
        more["id"] = json!(id);
        more["object_type"] = json!(model);
        more["url"] = json!(format!("http://{host}{path}{id}/"));
        more
    };
    let results: Vec<Value> = results.into_iter().map(reference).collect();
    let link = |offset: usize| format!("http://{host}{path}?limit={limit}&offset={offset}");
    let next = (offset + limit < count).then(|| link(offset + limit));
    let previous = (offset > 0).then(|| link(offset.saturating_sub(limit)));
    json!({"count": count, "next": next, "previous": previous, "results": results})
}
