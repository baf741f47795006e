//! The OpenAPI document, and the page that shows it.

use serde_json::{Value, json};

/// Schemas of answers that leave fields away where they say nothing.
const SPARSE: [&str; 2] = ["Problem", "JobsStatus"];

/// Finishes the document that the framework writes: what may be `null` is said to
/// be, and an answer's fields are always there.
pub(super) fn finished(spec: &str) -> String {
    let Ok(mut document) = serde_json::from_str::<Value>(spec) else { return spec.to_owned() };
    if let Some(Value::Object(schemas)) = document.pointer_mut("/components/schemas") {
        for (name, schema) in schemas {
            if !SPARSE.contains(&name.as_str()) {
                finish_schema(schema, name.ends_with("Input"));
            }
        }
    }
    if let Some(paths) = document.get_mut("paths") {
        plain_media_types(paths);
    }
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_else(|_| spec.to_owned());
    text.push('\n');
    text
}

fn finish_schema(schema: &mut Value, is_input: bool) {
    // One that is put together from others (`allOf`) has its fields in its last part.
    if let Some(parts) = schema.get_mut("allOf").and_then(Value::as_array_mut) {
        parts.iter_mut().for_each(|part| finish_schema(part, is_input));
    }
    let required: Vec<Value> = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
    let mut all = Vec::new();
    for (name, property) in properties.iter_mut() {
        let name = Value::from(name.as_str());
        say_once(property);
        if !required.contains(&name) {
            make_nullable(property);
        }
        all.push(name);
    }
    if !is_input && !all.is_empty() {
        schema["required"] = Value::from(all);
    }
}

/// A description of a reference stands beside it; the framework writes it inside as well.
fn say_once(property: &mut Value) {
    if let Some(parts) = property.get_mut("allOf").and_then(Value::as_array_mut) {
        parts.retain(|part| part.as_object().is_none_or(|part| part.keys().ne(["description"])));
    }
}

/// Media types without their charset: JSON has only one.
fn plain_media_types(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if let Some(content) = fields.remove("application/json; charset=utf-8") {
                fields.insert("application/json".to_owned(), content);
            }
            fields.values_mut().for_each(plain_media_types);
        }
        Value::Array(items) => items.iter_mut().for_each(plain_media_types),
        _ => {}
    }
}

fn make_nullable(property: &mut Value) {
    // Beside a reference nothing else counts.
    if let Some(reference) = property.get("$ref").cloned() {
        *property = json!({ "allOf": [{ "$ref": reference }] });
    }
    property["nullable"] = Value::Bool(true);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_always_have_their_fields_and_null_is_said() {
        let schema = json!({"type": "object", "required": ["id"], "properties": {
            "id": {"type": "string"}, "note": {"type": "string"}, "kind": {"$ref": "#/x"}}});
        let mut answer = schema.clone();
        finish_schema(&mut answer, false);
        assert_eq!(answer["required"].as_array().unwrap().len(), 3);
        assert_eq!(answer["properties"]["kind"], json!({"allOf": [{"$ref": "#/x"}], "nullable": true}));
        assert_eq!(answer["properties"]["id"], json!({"type": "string"}));
        let mut input = schema;
        finish_schema(&mut input, true);
        assert_eq!(input["required"], json!(["id"]));
        assert_eq!(input["properties"]["note"]["nullable"], true);
    }
}
