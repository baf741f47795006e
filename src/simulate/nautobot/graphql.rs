//! `POST /api/graphql/`: a query is read, checked against the little schema there is, and answered field by field.

use std::collections::BTreeMap;

use poem::http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::inventory::{Filter, Hidden, Inventory};

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

pub(super) fn answer(inventory: &Inventory, body: &[u8], empty: bool) -> (StatusCode, Value) {
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

fn execute(inventory: &Inventory, query: &str, variables: &Map<String, Value>, empty: bool) -> Result<Value, Wrong> {
    let fields = parse(query)?;
    let mut data = Map::new();
    for field in &fields {
        if field.name != "devices" {
            return Err(unknown(field, "Query"));
        }
        check(&field.below, "DeviceType", &field.name)?;
        data.insert(field.name.clone(), devices(inventory, field, variables, empty)?);
    }
    Ok(data.into())
}

fn devices(inventory: &Inventory, field: &Field, variables: &Map<String, Value>, empty: bool) -> Result<Value, Wrong> {
    let wrong = |message: String| Wrong { message, at: field.at };
    let (mut limit, mut offset, mut filters) = (usize::MAX, 0, Vec::<Filter<'_>>::new());
    for (argument, variable) in &field.arguments {
        let value = variables.get(variable).unwrap_or(&Value::Null);
        let number = || value.as_u64().and_then(|number| usize::try_from(number).ok());
        match argument.as_str() {
            "limit" => limit = number().unwrap_or(usize::MAX),
            "offset" => offset = number().unwrap_or(0),
            "name__ire" | "location" => {
                let values = value.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned));
                filters.push((argument, values.collect()));
            }
            other => return Err(wrong(format!("Unknown argument '{other}' on field 'Query.devices'."))),
        }
    }
    // Who may see no devices at all is shown an empty list.
    if empty || inventory.hidden.contains(&Hidden::Devices) {
        return Ok(json!([]));
    }
    let found = inventory.select(&filters).map_err(|(name, why)| wrong(format!("{{'{name}': ['{why}']}}")))?;
    let page = found.into_iter().skip(offset).take(limit);
    Ok(page.map(|device| pick(&inventory.show(device), &field.below)).collect())
}

/// What Nautobot has below each type; `None` for a plain value.
fn field_type(of: &str, name: &str) -> Option<Option<&'static str>> {
    match (of, name) {
        ("DeviceType", "id" | "name" | "serial") => Some(None),
        ("DeviceType", "role") => Some(Some("RoleType")),
        ("DeviceType", "location") => Some(Some("LocationType")),
        ("DeviceType", "status") => Some(Some("StatusType")),
        ("DeviceType", "device_type") => Some(Some("DeviceTypeType")),
        ("DeviceType", "platform") => Some(Some("PlatformType")),
        ("DeviceType", "primary_ip4" | "primary_ip6") => Some(Some("IPAddressType")),
        ("DeviceType", "tags") => Some(Some("TagType")),
        ("RoleType" | "LocationType" | "StatusType" | "PlatformType" | "TagType", "name") => Some(None),
        ("DeviceTypeType", "model") | ("PlatformType", "network_driver") => Some(None),
        ("IPAddressType", "address" | "host" | "mask_length") => Some(None),
        _ => None,
    }
}

fn check(fields: &[Field], of: &str, parent: &str) -> Result<(), Wrong> {
    if fields.is_empty() {
        let message = format!("Field '{parent}' of type '{of}' must have a selection of subfields.");
        return Err(Wrong { message, at: 0 });
    }
    for field in fields {
        match field_type(of, &field.name) {
            None => return Err(unknown(field, of)),
            Some(Some(below)) => check(&field.below, below, &field.name)?,
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
