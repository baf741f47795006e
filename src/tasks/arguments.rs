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
    /// What is wrong with it; the place names the argument.
    pub detail: String,
}

impl std::fmt::Display for ArgumentError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.pointer.trim_start_matches('/') {
            "" => f.write_str(&self.detail),
            name => write!(f, "`{}`: {}", name.replace('/', "."), self.detail),
        }
    }
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
    errors.extend(validator.iter_errors(&value).flat_map(|e| told(schema, &e)));
    // Postgres keeps no NUL in text, so that such a job could not be stored.
    if errors.is_empty()
        && let Some(at) = nul_in(&value, String::new())
    {
        errors.push(error(&at, "must not contain the character NUL".to_owned()));
    }
    match value {
        Value::Object(map) if errors.is_empty() => Ok(map),
        _ => Err(errors),
    }
}

/// Where there is a NUL in a name or a text, if anywhere.
fn nul_in(value: &Value, at: String) -> Option<String> {
    match value {
        Value::String(text) => text.contains('\0').then_some(at),
        Value::Array(items) => items.iter().enumerate().find_map(|(nth, item)| nul_in(item, format!("{at}/{nth}"))),
        Value::Object(fields) => fields.iter().find_map(|(name, item)| {
            if name.contains('\0') { Some(at.clone()) } else { nul_in(item, format!("{at}/{}", escaped(name))) }
        }),
        _ => None,
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
        return "cannot be given: jobs act as the owner of their schedule".to_owned();
    }
    if known.is_empty() {
        return "there is no such argument; this task takes none".to_owned();
    }
    let names: Vec<_> = known.keys().map(|known| format!("`{known}`")).collect();
    format!("there is no such argument; known are {}", names.join(", "))
}

/// Unknown names at the top were told already, and better.
fn told(schema: &Value, e: &ValidationError<'_>) -> Vec<ArgumentError> {
    let pointer = e.instance_path().to_string();
    match e.kind() {
        ValidationErrorKind::AdditionalProperties { .. } | ValidationErrorKind::UnevaluatedProperties { .. }
            if pointer.is_empty() =>
        {
            Vec::new()
        }
        ValidationErrorKind::Required { property } => {
            let missing = property.as_str().unwrap_or_default();
            vec![error(&format!("{pointer}/{}", escaped(missing)), "required".to_owned())]
        }
        _ => {
            let path = e.schema_path();
            let words = match (choices_at(schema, path.as_str()), titles_at(schema, path.as_str())) {
                (Some(words), _) => format!("must be one of {}", words.join(", ")),
                (None, Some(titles)) => format!("must be {}", titles.join(", or ")),
                (None, None) => e.masked_with("the value").to_string(),
            };
            vec![error(&pointer, words)]
        }
    }
}

/// The words that would have fitted where the keyword at `path` failed, if only words do.
fn choices_at(schema: &Value, path: &str) -> Option<Vec<String>> {
    let (place, _) = path.rsplit_once('/')?;
    choices(schema.pointer(place)?)
}

/// What would have fitted where none of several forms at `path` did, if each says what it is.
fn titles_at<'a>(schema: &'a Value, path: &str) -> Option<Vec<&'a str>> {
    path.ends_with("/anyOf")
        .then(|| schema.pointer(path))??
        .as_array()?
        .iter()
        .map(|form| form.get("title")?.as_str())
        .collect()
}

/// A choice is written as an enumeration, or as one schema for each word, which lets each have a description.
fn choices(schema: &Value) -> Option<Vec<String>> {
    if let Some(word) = schema.get("const") {
        return Some(vec![word.as_str()?.to_owned()]);
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return Some(words.iter().filter_map(Value::as_str).map(str::to_owned).collect());
    }
    let parts = schema.get("oneOf").or_else(|| schema.get("anyOf"))?.as_array()?;
    let parts = parts.iter().filter(|part| part.get("type").is_none_or(|kind| kind != "null"));
    Some(parts.map(choices).collect::<Option<Vec<_>>>()?.concat())
}

fn error(pointer: &str, detail: String) -> ArgumentError {
    ArgumentError { pointer: pointer.to_owned(), detail }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
