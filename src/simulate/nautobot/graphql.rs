//! `POST /api/graphql/`: a query is read, checked against the little schema there is, and answered field by field.

use std::collections::BTreeMap;

use poem::http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::inventory::{Filters, Hidden, Inventory};
use crate::domain::device::Location;

#[derive(Deserialize)]
struct Ask {
    query: String,
    #[serde(default)]
    variables: Option<Map<String, Value>>,
}

/// A field that is asked for, with the fields below it.
struct Field {
    name: String,
    at: usize,
    /// Name of each argument, and of the variable that is its value.
    arguments: BTreeMap<String, String>,
    below: Vec<Field>,
}

/// What is wrong with a query, and at which of its characters.
struct Wrong {
    message: String,
    at: usize,
}

pub(super) fn answer(inventory: &mut Inventory, body: &[u8], empty: bool) -> (StatusCode, Value) {
    let Ok(Ask { query, variables }) = serde_json::from_slice(body) else {
        return (StatusCode::BAD_REQUEST, json!({"errors": [{"message": "Must provide query string."}]}));
    };
    match execute(inventory, &query, &variables.unwrap_or_default(), empty) {
        Ok(data) => (StatusCode::OK, json!({"data": data})),
        Err(Wrong { message, at }) => {
            let before = query.get(..at).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
            let error = json!({"message": message, "locations": [{"line": line, "column": column}]});
            (StatusCode::BAD_REQUEST, json!({"errors": [error]}))
        }
    }
}

fn execute(
    inventory: &mut Inventory,
    query: &str,
    variables: &Map<String, Value>,
    empty: bool,
) -> Result<Value, Wrong> {
    let fields = parse(query)?;
    let mut data = Map::new();
    for field in &fields {
        let of = match field.name.as_str() {
            "devices" => "DeviceType",
            "locations" => "LocationType",
            "ip_addresses" => "IPAddressType",
            _ => return Err(unknown(field, "Query")),
        };
        check(inventory, &field.below, of, &field.name)?;
        let list = list(inventory, field, variables, empty)?;
        data.insert(field.name.clone(), list);
    }
    Ok(data.into())
}

/// The arguments that a list is called with.
struct Called {
    limit: usize,
    offset: usize,
    filters: Filters,
}

fn called(field: &Field, variables: &Map<String, Value>) -> Result<Called, Wrong> {
    let known: &[&str] = match field.name.as_str() {
        "devices" => &["id", "location", "name__ire", "platform", "role", "status", "tags"],
        "ip_addresses" => &["address", "prefix"],
        _ => &[],
    };
    let mut called = Called { limit: usize::MAX, offset: 0, filters: Filters::new() };
    for (argument, variable) in &field.arguments {
        let value = variables.get(variable).unwrap_or(&Value::Null);
        let number = || value.as_u64().and_then(|number| usize::try_from(number).ok());
        match argument.as_str() {
            "limit" => called.limit = number().unwrap_or(usize::MAX),
            "offset" => called.offset = number().unwrap_or(0),
            filter if known.contains(&filter) => {
                let values = value.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned));
                called.filters.push((argument.clone(), values.collect()));
            }
            other => {
                let message = format!("Unknown argument '{other}' on field 'Query.{}'.", field.name);
                return Err(Wrong { message, at: field.at });
            }
        }
    }
    Ok(called)
}

fn list(inventory: &mut Inventory, field: &Field, variables: &Map<String, Value>, empty: bool) -> Result<Value, Wrong> {
    let refused = |(name, why): (String, String)| Wrong { message: format!("{{'{name}': ['{why}']}}"), at: field.at };
    let Called { limit, offset, filters } = called(field, variables)?;
    let hidden = match field.name.as_str() {
        "devices" => Hidden::Devices,
        "locations" => Hidden::Locations,
        _ => Hidden::Addresses,
    };
    // Who may see none at all is shown an empty list.
    if empty || inventory.hidden.contains(&hidden) {
        return Ok(json!([]));
    }
    let below = &field.below;
    Ok(match field.name.as_str() {
        "devices" => {
            let found = inventory.select(&filters).map_err(refused)?;
            let page = found.iter().skip(offset).take(limit);
            page.map(|at| pick(&inventory.show(&inventory.devices()[*at]), below)).collect()
        }
        "locations" => {
            inventory.index().locations.iter().skip(offset).take(limit).map(|l| pick(&place(l), below)).collect()
        }
        _ => {
            let page = inventory.show_addresses(&filters, offset, limit).map_err(refused)?;
            page.iter().map(|address| pick(address, below)).collect()
        }
    })
}

/// A location as GraphQL shows it.
fn place(location: &Location) -> Value {
    let named = |name: &Option<String>| name.as_ref().map(|name| json!({"name": name}));
    json!({
        "id": location.id,
        "name": location.name,
        "parent": named(&location.parent),
        "location_type": named(&location.kind),
        "status": named(&location.status),
    })
}

/// What Nautobot has below each type; `None` for a plain value.
fn field_type(inventory: &Inventory, of: &str, name: &str) -> Option<Option<&'static str>> {
    match (of, name) {
        ("DeviceType", "id" | "name" | "serial") => Some(None),
        ("DeviceType", "role") => Some(Some("RoleType")),
        ("DeviceType", "location") | ("LocationType", "parent") => Some(Some("LocationType")),
        ("DeviceType" | "LocationType", "status") => Some(Some("StatusType")),
        ("DeviceType", "device_type") => Some(Some("DeviceTypeType")),
        ("DeviceType", "platform") => Some(Some("PlatformType")),
        ("DeviceType", "primary_ip4" | "primary_ip6") => Some(Some("IPAddressType")),
        ("DeviceType", "tags") => Some(Some("TagType")),
        ("DeviceType", "interfaces") => Some(Some("InterfaceType")),
        ("DeviceType", custom) => {
            custom.strip_prefix("cf_").is_some_and(|key| inventory.custom_fields.contains(key)).then_some(None)
        }
        ("LocationType", "location_type") => Some(Some("LocationTypeType")),
        ("LocationType", "id") => Some(None),
        ("RoleType" | "LocationType" | "LocationTypeType" | "StatusType" | "PlatformType" | "TagType", "name") => {
            Some(None)
        }
        ("DeviceTypeType", "model") | ("PlatformType", "network_driver") => Some(None),
        ("InterfaceType", "name" | "type" | "enabled" | "mgmt_only") => Some(None),
        ("IPAddressType", "address" | "host" | "mask_length") => Some(None),
        ("IPAddressType", "primary_ip4_for" | "primary_ip6_for") => Some(Some("DeviceType")),
        _ => None,
    }
}

fn check(inventory: &Inventory, fields: &[Field], of: &str, parent: &str) -> Result<(), Wrong> {
    if fields.is_empty() {
        let message = format!("Field '{parent}' of type '{of}' must have a selection of subfields.");
        return Err(Wrong { message, at: 0 });
    }
    for field in fields {
        match field_type(inventory, of, &field.name) {
            None => return Err(unknown(field, of)),
            Some(Some(below)) => check(inventory, &field.below, below, &field.name)?,
            Some(None) => {}
        }
    }
    Ok(())
}

fn unknown(field: &Field, of: &str) -> Wrong {
    Wrong { message: format!("Cannot query field '{}' on type '{of}'.", field.name), at: field.at }
}

/// Of a whole device, what was asked for.
fn pick(from: &Value, fields: &[Field]) -> Value {
    if fields.is_empty() || from.is_null() {
        return from.clone();
    }
    if let Some(list) = from.as_array() {
        return list.iter().map(|entry| pick(entry, fields)).collect();
    }
    fields
        .iter()
        .map(|field| (field.name.clone(), pick(&from[&field.name], &field.below)))
        .collect::<Map<_, _>>()
        .into()
}

/// Words and punctuation, each with its place.
fn tokens(query: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let mut rest = query;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let length = if is_word(first) { rest.find(|c| !is_word(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (token, after) = rest.split_at(length);
        if !first.is_whitespace() && first != ',' {
            tokens.push((query.len() - rest.len(), token));
        }
        rest = after;
    }
    tokens
}

/// Reads `query name ($a: T) { … }`; of GraphQL, only what a plain query with variables needs.
fn parse(query: &str) -> Result<Vec<Field>, Wrong> {
    let tokens = tokens(query);
    let mut parser = Parser { tokens: &tokens, end: query.len() };
    while parser.peek() != Some("{") {
        parser.next()?;
    }
    let fields = parser.selection()?;
    match parser.tokens {
        [] => Ok(fields),
        [(at, token), ..] => Err(Wrong { message: format!("Syntax Error: Unexpected '{token}'."), at: *at }),
    }
}

struct Parser<'a> {
    tokens: &'a [(usize, &'a str)],
    end: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a str> {
        self.tokens.first().map(|(_, token)| *token)
    }

    fn next(&mut self) -> Result<(usize, &'a str), Wrong> {
        let unexpected = || Wrong { message: "Syntax Error: Unexpected <EOF>.".to_owned(), at: self.end };
        let (first, rest) = self.tokens.split_first().ok_or_else(unexpected)?;
        self.tokens = rest;
        Ok(*first)
    }

    fn expect(&mut self, wanted: &str) -> Result<(), Wrong> {
        match self.next()? {
            (_, token) if token == wanted => Ok(()),
            (at, token) => Err(Wrong { message: format!("Syntax Error: Expected '{wanted}', found '{token}'."), at }),
        }
    }

    fn selection(&mut self) -> Result<Vec<Field>, Wrong> {
        self.expect("{")?;
        let mut fields = Vec::new();
        while self.peek() != Some("}") {
            let (at, name) = self.next()?;
            let arguments = if self.peek() == Some("(") { self.arguments()? } else { BTreeMap::new() };
            let below = if self.peek() == Some("{") { self.selection()? } else { Vec::new() };
            fields.push(Field { name: name.to_owned(), at, arguments, below });
        }
        self.expect("}")?;
        Ok(fields)
    }

    /// Values that stand in the query itself are a syntax error here: our readers must send variables.
    fn arguments(&mut self) -> Result<BTreeMap<String, String>, Wrong> {
        self.expect("(")?;
        let mut arguments = BTreeMap::new();
        while self.peek() != Some(")") {
            let (_, name) = self.next()?;
            self.expect(":")?;
            self.expect("$")?;
            arguments.insert(name.to_owned(), self.next()?.1.to_owned());
        }
        self.expect(")")?;
        Ok(arguments)
    }
}
