//! The JSON Schema of a file of schedules, out of the document's own schemas.

use serde_json::{Map, Value, json};

/// What is of one request, or done by hand, and no file says.
const NOT_OF_FILES: [&str; 5] = ["version", "note", "keep_owner", "snooze_until", "args"];
const REFERENCE: &str = "#/components/schemas/";

/// Out of the OpenAPI document as it is served.
pub(super) fn of(document: &str) -> String {
    let document: Value = serde_json::from_str(document).unwrap_or_default();
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object).cloned().unwrap_or_default();
    let mut definitions = Map::new();
    let mut schedule = schemas.get("ScheduleInput").cloned().unwrap_or_default();
    if let Some(schedule) = schedule.as_object_mut() {
        schedule.remove("example");
        schedule.insert("description".to_owned(), "A schedule; what is left out has its default.".into());
        schedule.insert("additionalProperties".to_owned(), false.into());
        if let Some(Value::Object(fields)) = schedule.get_mut("properties") {
            NOT_OF_FILES.iter().for_each(|field| drop(fields.remove(*field)));
        }
    }
    adapt(&mut schedule, &schemas, &mut definitions);
    let mut defaults = schedule.clone();
    if let Some(Value::Object(fields)) = defaults.get_mut("properties") {
        for field in ["id", "name"] {
            fields.remove(field);
        }
    }
    defaults["description"] = "Fields that hold where a schedule is silent.".into();
    // Task and cadence may stand among the defaults.
    schedule["required"] = json!(["name"]);
    if let Some(Value::Object(interval)) = definitions.get_mut("IntervalInput")
        && let Some(Value::Object(fields)) = interval.get_mut("properties")
    {
        let description = "From where it counts; exports have it, so that it stays.";
        fields
            .insert("anchor".to_owned(), json!({"type": "string", "format": "date-time", "description": description}));
    }
    if let Some(Value::Object(fields)) = definitions.get_mut("CrontabInput").and_then(|c| c.get_mut("properties")) {
        for (_, field) in fields.iter_mut() {
            // `minute: 0` is what people write.
            field["type"] = json!(["string", "integer", "null"]);
        }
    }
    definitions.insert("ScheduleOfFile".to_owned(), schedule);
    definitions.insert("Defaults".to_owned(), defaults);
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Schedules of NOC Canvas Scheduler",
        "description": "What `noc-scheduler schedules plan` and `apply` read, and `export` writes.",
        "type": "object",
        "additionalProperties": false,
        "required": ["schedules"],
        "properties": {
            "name": {"type": "string", "minLength": 1, "maxLength": 200,
                     "description": "Who manages the schedules; the file's own name where it is left out."},
            "defaults": {"$ref": "#/$defs/Defaults"},
            "schedules": {"type": ["array", "null"], "items": {"$ref": "#/$defs/ScheduleOfFile"}}
        },
        "$defs": definitions,
    });
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// From OpenAPI's dialect to JSON Schema's, with everything that is referred to.
fn adapt(value: &mut Value, schemas: &Map<String, Value>, definitions: &mut Map<String, Value>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get_mut("$ref")
                && let Some(name) = reference.strip_prefix(REFERENCE).map(ToOwned::to_owned)
            {
                *reference = format!("#/$defs/{name}");
                if !definitions.contains_key(&name) {
                    definitions.insert(name.clone(), Value::Null);
                    let mut schema = schemas.get(&name).cloned().unwrap_or_default();
                    if let Some(schema) = schema.as_object_mut() {
                        schema.remove("example");
                    }
                    adapt(&mut schema, schemas, definitions);
                    definitions.insert(name, schema);
                }
            }
            for field in ["example", "writeOnly", "readOnly"] {
                fields.remove(field);
            }
            if fields.remove("nullable") == Some(Value::Bool(true)) {
                may_be_null(fields);
            }
            fields.values_mut().for_each(|value| adapt(value, schemas, definitions));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| adapt(item, schemas, definitions)),
        _ => {}
    }
}

fn may_be_null(fields: &mut Map<String, Value>) {
    if let Some(kind) = fields.get("type").cloned() {
        fields.insert("type".to_owned(), json!([kind, "null"]));
        if let Some(Value::Array(words)) = fields.get_mut("enum") {
            words.push(Value::Null);
        }
    } else if let Some(all) = fields.remove("allOf") {
        fields.insert("anyOf".to_owned(), json!([{"allOf": all}, {"type": "null"}]));
    } else if let Some(reference) = fields.remove("$ref") {
        fields.insert("anyOf".to_owned(), json!([{"$ref": reference}, {"type": "null"}]));
    }
}
