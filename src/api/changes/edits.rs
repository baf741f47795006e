//! Edits as bodies say them: the form that bulk and what-if take, and that suggestions come in.

use poem_openapi::{Enum, Object};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::api::body::{self, Reader};
use crate::api::problem::Problem;
use crate::api::types::Fields;
use crate::command::change_set::{Edit, MOST_AT_ONCE, What};
use crate::domain::Timestamp;
use crate::domain::draft::{Draft, FieldError};

/// What is to become of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "EditOperation", rename_all = "snake_case")]
pub(in crate::api) enum Operation {
    /// It is made as `changes` says.
    Create,
    /// The fields in `changes` change.
    Update,
    /// It is removed.
    Delete,
    /// It is switched on.
    Enable,
    /// It is switched off.
    Disable,
    /// It is off until `until`; null wakes it.
    Snooze,
}

/// An edit of one schedule among several.
#[derive(Clone, Debug, Object)]
#[oai(rename = "ScheduleEditInput", skip_serializing_if_is_none)]
pub(in crate::api) struct EditInput {
    /// What is to become of it.
    pub(in crate::api) op: Operation,
    /// Which; may be left out with `create`.
    pub(in crate::api) id: Option<Uuid>,
    /// The version you saw; refused where it was changed since.
    pub(in crate::api) version: Option<i32>,
    /// With `create` and `update`: fields of a schedule.
    pub(in crate::api) changes: Option<Fields>,
    /// With `snooze`.
    pub(in crate::api) until: Option<Timestamp>,
}

/// Reads the `edits` of a body.
pub(in crate::api) fn read(value: Option<&Value>) -> Result<Vec<Edit>, Problem> {
    let Some(Value::Array(items)) = value else {
        return Err(Problem::field("/edits", "must be a list of edits: [{\"op\": \"disable\", \"id\": \"…\"}]"));
    };
    if items.len() > MOST_AT_ONCE {
        return Err(Problem::field(
            "/edits",
            format!("{} edits are too many at once; {MOST_AT_ONCE} is the most", items.len()),
        ));
    }
    let mut errors = Vec::new();
    let mut edits = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        match one(item) {
            Ok(edit) => edits.push(edit),
            Err(wrong) => errors.extend(wrong.into_iter().map(|e| at(&format!("/edits/{index}"), e))),
        }
    }
    if errors.is_empty() { Ok(edits) } else { Err(Problem::invalid(errors)) }
}

/// The same complaint, about a part of the body at `prefix`.
pub(in crate::api) fn at(prefix: &str, e: FieldError) -> FieldError {
    FieldError { pointer: format!("{prefix}{}", e.pointer), detail: e.detail }
}

fn one(item: &Value) -> Result<Edit, Vec<FieldError>> {
    let Value::Object(fields) = item else { return Err(vec![FieldError::new("", "must be an object")]) };
    let mut reader = Reader::new(fields, &["op", "id", "version", "changes", "until"]);
    let op = reader.required("op", |value| {
        let word = value.as_str().unwrap_or_default();
        let known = [
            Operation::Create,
            Operation::Update,
            Operation::Delete,
            Operation::Enable,
            Operation::Disable,
            Operation::Snooze,
        ];
        let names = ["create", "update", "delete", "enable", "disable", "snooze"];
        let found = names.iter().zip(known).find(|(name, _)| **name == word).map(|(_, op)| op);
        found.ok_or_else(|| format!("must be one of {}, not {value}", names.join(", ")))
    });
    let id = reader.optional("id", body::id);
    let seen = reader.optional("version", version);
    if id.is_none() && reader.value("id").is_none() && op.is_some_and(|op| op != Operation::Create) {
        reader.complain("id", "required");
    }
    let changes = match op {
        Some(Operation::Create | Operation::Update) => reader.required("changes", object),
        _ => None,
    };
    let errors = reader.into_errors();
    let Some(op) = op.filter(|_| errors.is_empty()) else { return Err(errors) };
    let draft = |fields: &Map<String, Value>| {
        Draft::read(fields)
            .map(Box::new)
            .map_err(|wrong| wrong.into_iter().map(|e| at("/changes", e)).collect::<Vec<_>>())
    };
    let of = |field: &str, value: Value| -> Result<What, Vec<FieldError>> {
        let fields = Map::from_iter([(field.to_owned(), value)]);
        Ok(What::Change(Box::new(Draft::read(&fields)?)))
    };
    let mut changes = changes.unwrap_or_default();
    let what = match op {
        Operation::Create => What::Create(draft(&changes)?),
        Operation::Update => {
            // Read-only here, as in a change of one schedule.
            changes.remove("id");
            What::Change(draft(&changes)?)
        }
        Operation::Delete => What::Delete,
        Operation::Enable => of("enabled", json!(true))?,
        Operation::Disable => of("enabled", json!(false))?,
        Operation::Snooze => {
            let until = fields.get("until").cloned().unwrap_or_default();
            of("snooze_until", until)
                .map_err(|wrong| wrong.into_iter().map(|e| FieldError::new("/until", e.detail)).collect::<Vec<_>>())?
        }
    };
    let chosen = what.draft().and_then(|draft| draft.id);
    let seen = seen.or_else(|| what.draft().and_then(|draft| draft.version)).filter(|_| op != Operation::Create);
    Ok(Edit { id: id.or(chosen).unwrap_or_else(Uuid::new_v4), seen, what })
}

/// A JSON object.
pub(super) fn object(value: &Value) -> Result<Map<String, Value>, String> {
    value.as_object().cloned().ok_or_else(|| "must be an object of a schedule's fields".to_owned())
}

/// The version of a schedule.
pub(super) fn version(value: &Value) -> Result<i32, String> {
    let number = value.as_i64().and_then(|n| i32::try_from(n).ok()).filter(|n| *n > 0);
    number.ok_or_else(|| format!("must be a version, a whole number from 1, not {value}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(edits: Value) -> Vec<String> {
        let problem = read(Some(&edits)).unwrap_err();
        problem.pointers().into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn every_wrong_edit_is_named_where_it_stands() {
        let id = Uuid::nil();
        let edits = json!([
            {"op": "fly", "id": id},
            {"op": "delete"},
            {"op": "update", "id": id},
            {"op": "update", "id": id, "changes": {"queue": "a b"}},
            {"op": "snooze", "id": id, "until": "tomorrow"},
            {"op": "enable", "id": id, "version": 0},
            {"op": "disable", "id": "x", "why": 1},
            7
        ]);
        assert_eq!(
            complaints(edits),
            [
                "/edits/0/op",
                "/edits/1/id",
                "/edits/2/changes",
                "/edits/3/changes/queue",
                "/edits/4/until",
                "/edits/5/version",
                "/edits/6/why",
                "/edits/6/id",
                "/edits/7",
            ]
        );
        assert_eq!(read(None).unwrap_err().pointers(), ["/edits"]);
    }

    #[test]
    fn each_operation_becomes_what_it_says() {
        let id = Uuid::from_u128(7);
        let edits = read(Some(&json!([
            {"op": "create", "changes": {"name": "a", "id": id}},
            {"op": "update", "id": id, "version": 3, "changes": {"name": "b"}},
            {"op": "snooze", "id": id, "until": null},
        ])))
        .unwrap();
        assert_eq!((edits[0].id, edits[1].seen), (id, Some(3)));
        assert!(matches!(&edits[0].what, What::Create(draft) if draft.name.as_deref() == Some("a")));
        assert!(matches!(&edits[1].what, What::Change(draft) if draft.name.as_deref() == Some("b")));
        assert!(matches!(&edits[2].what, What::Change(draft) if draft.snooze_until == Some(None)));
    }
}
