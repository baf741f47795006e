//! The answers of the REST API.

use std::sync::Arc;

use futures_util::{StreamExt, stream};
use poem::http::StatusCode;
use poem::{Body, Request, Response};
use serde_json::{Value, json};

use super::entry::is_within;
use super::{Inventory, Place, version};

/// How many hosts are put into words at a time.
const AT_ONCE: usize = 100;

type Parameters = Vec<(String, String)>;

pub(super) fn answer(inventory: &Arc<Inventory>, site: &str, path: &str, request: &Request) -> Response {
    let parameters: Parameters = request.params().unwrap_or_default();
    let known: &[&str] = match path {
        "domain-types/host_config/collections/all" => {
            &["effective_attributes", "include_links", "fields", "hostnames", "site"]
        }
        "domain-types/folder_config/collections/all" => &["parent", "recursive", "show_hosts"],
        _ if path.starts_with("objects/host_config/") => &["effective_attributes"],
        _ if path.starts_with("objects/folder_config/") => &["show_hosts"],
        _ => &[],
    };
    if let Some((strange, _)) = parameters.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        return unknown(strange);
    }
    match path {
        "version" => json_response(StatusCode::OK, "application/json", &version(site)),
        "domain-types/host_config/collections/all" => hosts(Arc::clone(inventory), site, &parameters),
        "domain-types/folder_config/collections/all" => folders(inventory, &parameters),
        _ => match (path.strip_prefix("objects/host_config/"), path.strip_prefix("objects/folder_config/")) {
            (Some(name), _) => host(inventory, site, name, &parameters),
            (_, Some(id)) => folder(inventory, id),
            _ => problem(StatusCode::NOT_FOUND, "Not Found", "The requested URL was not found on the server."),
        },
    }
}

fn given<'a>(parameters: &'a Parameters, name: &str) -> Option<&'a str> {
    parameters.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
}

fn is_wanted(parameters: &Parameters, name: &str) -> bool {
    given(parameters, name).is_some_and(|value| matches!(value, "true" | "True" | "1"))
}

/// All hosts in one answer, which is made while it is sent.
fn hosts(inventory: Arc<Inventory>, site: &str, parameters: &Parameters) -> Response {
    let effective = is_wanted(parameters, "effective_attributes");
    let links = is_wanted(parameters, "include_links");
    let of = given(parameters, "site").map(str::to_owned);
    let site = site.to_owned();
    let begin = r#"{"links": [], "domainType": "host_config", "id": "host", "title": "All hosts", "value": ["#;
    let pieces = stream::unfold((0, true), move |(at, first)| {
        let piece = piece(&inventory, &site, of.as_deref(), at, first, effective, links);
        let next = (at + AT_ONCE, first && piece.as_ref().is_none_or(String::is_empty));
        std::future::ready(piece.map(|piece| (piece, next)))
    });
    let whole = stream::iter([begin.to_owned()]).chain(pieces).chain(stream::iter(["]}".to_owned()]));
    let body = Body::from_bytes_stream(whole.map(Ok::<_, std::io::Error>));
    Response::builder().content_type("application/json").body(body)
}

/// The hosts from `at` on, each but the very first after a comma; `None` behind the last.
fn piece(
    inventory: &Inventory,
    site: &str,
    of: Option<&str>,
    at: usize,
    first: bool,
    effective: bool,
    links: bool,
) -> Option<String> {
    let hosts = inventory.hosts.get(at..)?;
    if hosts.is_empty() {
        return None;
    }
    let mut piece = String::new();
    for host in hosts.iter().take(AT_ONCE) {
        let monitored_by = host.attributes.get("site").and_then(Value::as_str).unwrap_or(site);
        if of.is_some_and(|of| of != monitored_by) {
            continue;
        }
        if !(first && piece.is_empty()) {
            piece.push(',');
        }
        piece.push_str(&host.show(site, &inventory.folders, effective, links).to_string());
    }
    Some(piece)
}

fn host(inventory: &Inventory, site: &str, name: &str, parameters: &Parameters) -> Response {
    // CheckMK compares names letter by letter.
    let Some(host) = inventory.hosts.iter().find(|host| host.name == name) else {
        let mut body = problem_body(StatusCode::NOT_FOUND, "Not Found", "These fields have problems: host_name");
        body["fields"] = json!({"host_name": [format!("Host not found: '{name}'")]});
        return json_response(StatusCode::NOT_FOUND, "application/problem+json", &body);
    };
    let shown = host.show(site, &inventory.folders, is_wanted(parameters, "effective_attributes"), true);
    let mut response = json_response(StatusCode::OK, "application/json", &shown);
    response.headers_mut().insert("etag", poem::http::HeaderValue::from_static("\"a-version-of-the-host\""));
    response
}

fn folder(inventory: &Inventory, id: &str) -> Response {
    let path = id.replace('~', "/");
    match inventory.folders.iter().find(|folder| folder.path == path) {
        Some(folder) => json_response(StatusCode::OK, "application/json", &folder.show()),
        // There is always a root, and it need not be described here.
        None if path == "/" => {
            json_response(StatusCode::OK, "application/json", &Place::new("/", "Main", json!({})).show())
        }
        None => {
            let mut body = problem_body(StatusCode::NOT_FOUND, "Not Found", "These fields have problems: folder");
            body["fields"] = json!({"folder": [format!("The folder '{path}' could not be found.")]});
            json_response(StatusCode::NOT_FOUND, "application/problem+json", &body)
        }
    }
}

fn folders(inventory: &Inventory, parameters: &Parameters) -> Response {
    let parent = given(parameters, "parent").unwrap_or("~").replace('~', "/");
    let is_known = parent == "/" || inventory.folders.iter().any(|folder| folder.path == parent);
    if !is_known {
        let mut body = problem_body(StatusCode::BAD_REQUEST, "Bad Request", "These fields have problems: parent");
        body["fields"] = json!({"parent": [format!("The folder '{parent}' could not be found.")]});
        return json_response(StatusCode::BAD_REQUEST, "application/problem+json", &body);
    }
    let recursive = is_wanted(parameters, "recursive");
    let is_listed = |path: &str| {
        let rest = path.strip_prefix(parent.trim_end_matches('/')).unwrap_or_default();
        path != parent && is_within(path, &parent) && (recursive || rest.matches('/').count() == 1)
    };
    let value: Vec<Value> =
        inventory.folders.iter().filter(|folder| is_listed(&folder.path)).map(super::Place::show).collect();
    let body = json!({"id": "folder_config", "domainType": "folder_config", "links": [], "value": value});
    json_response(StatusCode::OK, "application/json", &body)
}

fn unknown(parameter: &str) -> Response {
    let detail = format!("These fields have problems: {parameter}");
    let mut body = problem_body(StatusCode::BAD_REQUEST, "Bad Request", &detail);
    body["fields"] = json!({parameter: ["Unknown field."]});
    json_response(StatusCode::BAD_REQUEST, "application/problem+json", &body)
}

pub(super) fn problem(status: StatusCode, title: &str, detail: &str) -> Response {
    json_response(status, "application/problem+json", &problem_body(status, title, detail))
}

fn problem_body(status: StatusCode, title: &str, detail: &str) -> Value {
    json!({"title": title, "status": status.as_u16(), "detail": detail})
}

fn json_response(status: StatusCode, kind: &str, body: &Value) -> Response {
    Response::builder().status(status).content_type(kind).body(body.to_string())
}
