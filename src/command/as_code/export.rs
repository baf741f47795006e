//! A schedule in the words of a file: what is not the default, and nothing that only a database needs.

use serde_json::{Map, Value};

use crate::domain::schedule::{Definition, Phase, Schedule, When};

/// The schedule as a file says it. With its owner's name where that is given.
#[must_use]
pub fn exported(schedule: &Schedule, owner_username: Option<&str>) -> Map<String, Value> {
    let d = &schedule.definition;
    let plain = Definition::plain(&d.name, &d.task, When::Manual, d.timezone.clone(), d.owner);
    let defaults = fields(&plain);
    let mut all = fields(d);
    for field in ["managed", "snooze_until", "owner"] {
        all.remove(field);
    }
    let kept = ["name", "task", "timezone", "schedule_type"];
    all.retain(|field, value| kept.contains(&field.as_str()) || defaults.get(field) != Some(value));
    if let Some(Value::Object(crontab)) = all.get_mut("crontab") {
        // Silent, the second is 0 and every other field is `*`.
        crontab.retain(|field, value| field == "second" || (field != "seed" && value != "*"));
        if crontab.is_empty() {
            crontab.insert("minute".to_owned(), "*".into());
        }
    }
    all.insert("id".to_owned(), schedule.id.to_string().into());
    if schedule.phase != Phase::Enabled {
        all.insert("enabled".to_owned(), false.into());
    }
    if let Some(owner) = owner_username {
        all.insert("owner_username".to_owned(), owner.into());
    }
    all
}

fn fields(definition: &Definition) -> Map<String, Value> {
    match serde_json::to_value(definition) {
        Ok(Value::Object(fields)) => fields,
        // A struct of plain values serialises to an object, always.
        _ => Map::new(),
    }
}
