//! Checking arguments against a task's schema, in words for the person who typed them.

use std::collections::BTreeMap;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::{Map, Value};

/// One thing that is wrong with the arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArgumentError {
    /// Where, as a JSON pointer into the arguments; empty for all of them.
    pub pointer: String,
    /// What is wrong, naming the argument.
    pub detail: String,
}

/// Everything but the task's own reading of them: shape, names, types, bounds.
pub(super) fn check(
    validator: &Validator,
    schema: &Value,
    kwargs: &Value,
) -> Result<Map<String, Value>, Vec<ArgumentError>> {
    let known = properties(schema);
    let kwargs = match kwargs {
        Value::Object(map) => flattened(map, &known),
        Value::Null => Map::new(),
        _ => return Err(vec![error("", "the arguments must be an object of names and values".to_owned())]),
    };
    let mut errors = Vec::new();
    for name in kwargs.keys().filter(|name| !known.contains_key(*name)) {
        errors.push(error(&format!("/{}", escaped(name)), unknown(name, &known)));
    }
    let value = Value::Object(kwargs);
    errors.extend(validator.iter_errors(&value).flat_map(|e| told(&e)));
    match value {
        Value::Object(map) if errors.is_empty() => Ok(map),
        _ => Err(errors),
    }
}

/// The flat form existing clients print: each argument's name and a line about it.
pub(super) fn flat(schema: &Value) -> BTreeMap<String, String> {
    let required: Vec<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    properties(schema)
        .into_iter()
        .map(|(name, property)| {
            let kind = match property.get("type") {
                Some(Value::String(kind)) => kind.clone(),
                Some(Value::Array(kinds)) => {
                    kinds.iter().filter_map(Value::as_str).filter(|k| *k != "null").collect::<Vec<_>>().join(" or ")
                }
                _ => "value".to_owned(),
            };
            let default = match property.get("default") {
                Some(default) if !default.is_null() => format!(", default {default}"),
                _ if required.contains(&name.as_str()) => ", required".to_owned(),
                _ => String::new(),
            };
            let words = property.get("description").and_then(Value::as_str).unwrap_or_default().replace('\n', " ");
            (name, format!("{words} ({kind}{default})").trim().to_owned())
        })
        .collect()
}

fn properties(schema: &Value) -> BTreeMap<String, &Value> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.into_iter().flatten().map(|(name, property)| (name.clone(), property)).collect()
}

/// `{"filters": {…}}` is the same as its inside, unless the task has an argument of that name.
fn flattened(kwargs: &Map<String, Value>, known: &BTreeMap<String, &Value>) -> Map<String, Value> {
    let mut flat = kwargs.clone();
    if !known.contains_key("filters")
        && let Some(Value::Object(filters)) = kwargs.get("filters")
    {
        flat.remove("filters");
        for (name, value) in filters {
            flat.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
    flat
}

fn unknown(name: &str, known: &BTreeMap<String, &Value>) -> String {
    if name == "username" {
        return "`username` cannot be given: jobs act as the owner of their schedule".to_owned();
    }
    if known.is_empty() {
        return format!("there is no argument `{name}`; this task takes none");
    }
    let names: Vec<_> = known.keys().map(|known| format!("`{known}`")).collect();
    format!("there is no argument `{name}`; known are {}", names.join(", "))
}

/// Unknown names at the top were told already, and better.
fn told(e: &ValidationError<'_>) -> Vec<ArgumentError> {
    let pointer = e.instance_path().to_string();
    let name = if pointer.is_empty() { "the arguments".to_owned() } else { format!("`{}`", &pointer[1..]) };
    match e.kind() {
        ValidationErrorKind::AdditionalProperties { .. } | ValidationErrorKind::UnevaluatedProperties { .. }
            if pointer.is_empty() =>
        {
            Vec::new()
        }
        ValidationErrorKind::Required { property } => {
            let missing = property.as_str().unwrap_or_default();
            vec![error(&format!("{pointer}/{}", escaped(missing)), format!("the argument `{missing}` is missing"))]
        }
        _ => {
            let words = e.masked_with("the value").to_string();
            vec![error(&pointer, format!("{name}: {words}"))]
        }
    }
}

fn error(pointer: &str, detail: String) -> ArgumentError {
    ArgumentError { pointer: pointer.to_owned(), detail }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
