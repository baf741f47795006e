//! What a file says of schedules, read from its structure whatever it was written in.

use std::collections::HashMap;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::super::change_set::MOST_AT_ONCE;
use crate::domain::draft::{Draft, FieldError};

/// The longest name of a file, in characters.
pub const FILE_CHARS: usize = 200;
/// Fields that a file does not say: what is of one request, and what operators do by hand.
const NOT_OF_FILES: [&str; 5] = ["version", "note", "keep_owner", "snooze_until", "args"];
/// Fields that have a default: a file that is silent about them says that. The owner, silent, stays.
const WITH_DEFAULT: [&str; 21] = [
    "description",
    "kwargs",
    "timezone",
    "start_at",
    "expires",
    "one_off",
    "max_runs",
    "jitter_seconds",
    "dst_gap",
    "dst_overlap",
    "overlap",
    "catch_up",
    "catch_up_max_age_seconds",
    "timeout_seconds",
    "max_attempts",
    "retry_backoff_seconds",
    "queue",
    "priority",
    "fail_on_partial",
    "notify",
    "tags",
];

/// A schedule as a file says it.
#[derive(Clone, Debug)]
pub struct Said {
    /// The id it has by what the file says: its own, or one that comes of the file's name and the schedule's.
    pub id: Uuid,
    /// Whether the file gives the id.
    pub has_id: bool,
    /// All that it is to be.
    pub draft: Draft,
}

/// A file, read.
#[derive(Clone, Debug)]
pub struct SchedulesFile {
    /// What it is called: who manages its schedules.
    pub name: String,
    /// Its schedules, in its order.
    pub schedules: Vec<Said>,
}

impl SchedulesFile {
    /// Reads several files that are applied together, each with its name in it.
    ///
    /// # Errors
    /// Everything that does not fit, each at its place under `/files`.
    pub fn read_all(values: &[Value]) -> Result<Vec<Self>, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut files: Vec<Self> = Vec::new();
        for (index, value) in values.iter().enumerate() {
            match Self::read(value, None) {
                Ok(file) if files.iter().any(|other| other.name == file.name) => {
                    let detail = format!("another one of the files is called `{}`", file.name);
                    errors.push(FieldError::new(format!("/files/{index}/name"), detail));
                }
                Ok(file) => files.push(file),
                Err(wrong) => errors.extend(
                    wrong
                        .into_iter()
                        .map(|e| FieldError { pointer: format!("/files/{index}{}", e.pointer), detail: e.detail }),
                ),
            }
        }
        let said: usize = files.iter().map(|file| file.schedules.len()).sum();
        if said > MOST_AT_ONCE {
            let detail = format!("{said} schedules are too many at once; {MOST_AT_ONCE} is the most");
            errors.push(FieldError::new("/files", detail));
        }
        if errors.is_empty() { Ok(files) } else { Err(errors) }
    }

    /// Reads `{name?, defaults?, schedules: [...]}`; `called` is its name where it gives none.
    ///
    /// # Errors
    /// Everything that does not fit, each where it stands in the file.
    pub fn read(value: &Value, called: Option<&str>) -> Result<Self, Vec<FieldError>> {
        let Value::Object(fields) = value else {
            return Err(vec![FieldError::new("", "must be a mapping: `schedules:` and a list of them")]);
        };
        let mut errors = Vec::new();
        for field in fields.keys().filter(|field| !matches!(field.as_str(), "name" | "defaults" | "schedules")) {
            let detail = "a file of schedules has only `name`, `defaults` and `schedules`";
            errors.push(FieldError::new(format!("/{field}"), detail));
        }
        let name = match fields.get("name").filter(|name| !name.is_null()) {
            Some(Value::String(name)) => name.clone(),
            Some(_) => {
                errors.push(FieldError::new("/name", "must be text"));
                String::new()
            }
            None => called.unwrap_or_default().to_owned(),
        };
        let length = name.chars().count();
        if !(1..=FILE_CHARS).contains(&length) || name.chars().any(char::is_control) {
            errors.push(FieldError::new("/name", format!("a file's name has 1 to {FILE_CHARS} characters")));
        }
        let nothing = Map::new();
        let defaults = match fields.get("defaults").filter(|defaults| !defaults.is_null()) {
            None => &nothing,
            Some(Value::Object(defaults)) => defaults,
            Some(_) => {
                errors.push(FieldError::new("/defaults", "must be a mapping of a schedule's fields"));
                &nothing
            }
        };
        let mut defaults = defaults.clone();
        for field in ["id", "name"] {
            if defaults.remove(field).is_some() {
                errors.push(FieldError::new(format!("/defaults/{field}"), "is of one schedule alone"));
            }
        }
        let mut schedules = Vec::new();
        match fields.get("schedules") {
            Some(Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    match said(item, &defaults, &name) {
                        Ok(one) => schedules.push((index, one)),
                        Err(wrong) => errors.extend(wrong.into_iter().map(|e| FieldError {
                            pointer: format!("/schedules/{index}{}", e.pointer),
                            detail: e.detail,
                        })),
                    }
                }
            }
            // What a template left empty must not remove everything.
            Some(Value::Null) => {
                errors.push(FieldError::new("/schedules", "is empty; `[]` says that there are none"));
            }
            _ => errors.push(FieldError::new("/schedules", "required: a list of schedules")),
        }
        refuse_doubles(&schedules, &mut errors);
        let schedules = schedules.into_iter().map(|(_, said)| said).collect();
        if errors.is_empty() { Ok(Self { name, schedules }) } else { Err(errors) }
    }
}

/// One name or id twice in a file is a slip of whoever wrote it. Each schedule comes with its place in the file.
fn refuse_doubles(schedules: &[(usize, Said)], errors: &mut Vec<FieldError>) {
    let (mut ids, mut names) = (HashMap::new(), HashMap::new());
    for (index, said) in schedules {
        let first = names.insert(said.draft.name.as_deref(), index);
        if let Some(first) = first {
            let detail = format!("schedule {} of this file has the same name", first + 1);
            errors.push(FieldError::new(format!("/schedules/{index}/name"), detail));
        } else if let Some(first) = ids.insert(said.id, index) {
            let detail = format!("schedule {} of this file has the same id", first + 1);
            errors.push(FieldError::new(format!("/schedules/{index}/id"), detail));
        }
    }
}

fn said(item: &Value, defaults: &Map<String, Value>, file: &str) -> Result<Said, Vec<FieldError>> {
    let Value::Object(given) = item else { return Err(vec![FieldError::new("", "must be a mapping of fields")]) };
    let not_here = given.keys().chain(defaults.keys()).filter(|field| NOT_OF_FILES.contains(&field.as_str()));
    let wrong: Vec<FieldError> =
        not_here.map(|field| FieldError::new(format!("/{field}"), "is nothing that a file says")).collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut fields = defaults.clone();
    // Another cadence than the default one takes its place.
    let cadences = ["schedule_type", "interval", "crontab", "clocked", "solar"];
    if cadences.iter().any(|field| given.contains_key(*field)) {
        cadences.iter().for_each(|field| drop(fields.remove(*field)));
    }
    fields.extend(given.iter().map(|(field, value)| (field.clone(), value.clone())));
    for field in WITH_DEFAULT {
        fields.entry(field).or_insert(Value::Null);
    }
    if fields.get("enabled").is_none_or(Value::is_null) {
        fields.insert("enabled".to_owned(), true.into());
    }
    let mut draft = Draft::read_from_file(&fields)?;
    let mut missing = Vec::new();
    for (there, field) in
        [(draft.name.is_some(), "name"), (draft.task.is_some(), "task"), (draft.when.is_some(), "schedule_type")]
    {
        if !there {
            missing.push(FieldError::new(format!("/{field}"), "required"));
        }
    }
    if !missing.is_empty() {
        return Err(missing);
    }
    draft.managed = Some(Some(file.to_owned()));
    // Whose jobs a schedule's are is the file's to say, not a matter of whose token applies it.
    draft.keep_owner = true;
    let name = draft.name.as_deref().unwrap_or_default();
    let has_id = draft.id.is_some();
    Ok(Said { id: draft.id.unwrap_or_else(|| derived_id(file, name)), has_id, draft })
}

/// The id of a schedule that a file names without one: the same whenever the file says it again.
fn derived_id(file: &str, name: &str) -> Uuid {
    let hash = Sha256::new().chain_update(b"schedule of a file\0").chain_update(file).chain_update(b"\0");
    let hash = hash.chain_update(name).finalize();
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
    Uuid::new_v8(bytes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn complaints(file: Value) -> Vec<String> {
        let wrong = SchedulesFile::read(&file, Some("core.yaml")).unwrap_err();
        wrong.into_iter().map(|e| format!("{}: {}", e.pointer, e.detail)).collect()
    }

    #[test]
    fn everything_that_does_not_fit_is_named_where_it_stands() {
        let told = complaints(json!({
            "nmae": 1,
            "defaults": {"id": "x"},
            "schedules": [
                {"name": "a", "task": "test_job"},
                {"name": "b", "task": "test_job", "crontab": {"minute": "61"}},
                {"name": "c", "task": "test_job", "schedule_type": "manual", "note": "x"},
                7,
                {"name": "d", "task": "test_job", "schedule_type": "manual"},
                {"name": "d", "task": "test_job", "schedule_type": "manual", "id": Uuid::nil()},
            ]
        }));
        let pointers: Vec<&str> = told.iter().map(|line| line.split(':').next().unwrap()).collect();
        let places = [
            "/nmae",
            "/defaults/id",
            "/schedules/0/schedule_type",
            "/schedules/1/crontab/minute",
            "/schedules/2/note",
            "/schedules/3",
            "/schedules/5/name",
        ];
        assert_eq!(pointers, places);
        assert_eq!(complaints(json!([])), [": must be a mapping: `schedules:` and a list of them"]);
        assert_eq!(complaints(json!({})), ["/schedules: required: a list of schedules"]);
    }

    #[test]
    fn defaults_hold_where_a_schedule_is_silent_and_silence_is_the_houses_default() {
        let file = json!({
            "defaults": {"queue": "sync", "interval": {"every": 1, "period": "hours"}, "kwargs": {"x": 1}},
            "schedules": [
                {"name": "a", "task": "t"},
                {"name": "b", "task": "t", "queue": "default", "crontab": {"minute": 5}, "enabled": false},
            ]
        });
        let read = SchedulesFile::read(&file, Some("core.yaml")).unwrap();
        let (a, b) = (&read.schedules[0].draft, &read.schedules[1].draft);
        assert_eq!(
            (a.queue.as_deref(), a.enabled, b.queue.as_deref(), b.enabled),
            (Some("sync"), Some(true), Some("default"), Some(false))
        );
        assert!(matches!(a.when, Some(crate::domain::draft::WhenDraft::Interval { .. })));
        assert!(matches!(b.when, Some(crate::domain::draft::WhenDraft::Crontab(_))));
        assert_eq!(
            (&a.expires, &a.tags, &a.owner_username, &a.snooze_until),
            (&Some(None), &Some(Vec::new()), &None, &None)
        );
        assert_eq!(a.managed, Some(Some("core.yaml".to_owned())));
    }

    #[test]
    fn an_id_comes_of_the_file_and_the_name_and_stays() {
        let id = |file: &str, name: &str| {
            let value = json!({"schedules": [{"name": name, "task": "t", "schedule_type": "manual"}]});
            SchedulesFile::read(&value, Some(file)).unwrap().schedules[0].id
        };
        assert_eq!(id("a.yaml", "x"), id("a.yaml", "x"));
        assert!(id("a.yaml", "x") != id("a.yaml", "y") && id("a.yaml", "x") != id("b.yaml", "x"));
    }
}
