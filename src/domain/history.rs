//! What was: a schedule after any of its events, and in what two such states differ.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use uuid::Uuid;

use super::Timestamp;
use super::schedule::{Fact, Phase, Schedule, Unreadable, advance};

/// The field under which differences tell that a schedule was switched on or off.
pub const ENABLED: &str = "enabled";

/// The field under which they tell of the file that says what a schedule is.
pub const MANAGED: &str = "managed";

/// A schedule as it stood after one of its events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The schedule.
    pub schedule: Schedule,
    /// Whether it was switched on; of a deleted one, whether it was when it was deleted.
    pub enabled: bool,
}

impl Moment {
    /// All that a person decides about it, by field, in the words that events keep.
    #[must_use]
    pub fn fields(&self) -> Map<String, Value> {
        let mut fields = match serde_json::to_value(&self.schedule.definition) {
            Ok(Value::Object(fields)) => fields,
            // A struct of plain values serialises to an object, always.
            _ => Map::new(),
        };
        fields.insert(ENABLED.to_owned(), self.enabled.into());
        fields
    }
}

/// A field in which two states differ; `null` where one has no value for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its name.
    pub field: String,
    /// Its value in the earlier state.
    pub before: Value,
    /// Its value in the later state.
    pub after: Value,
}

/// The fields in which two states differ, by name. Before its creation a schedule has none.
#[must_use]
pub fn compare(before: Option<&Moment>, after: &Moment) -> Vec<Difference> {
    let mut old = before.map(Moment::fields).unwrap_or_default();
    let mut differences = Vec::new();
    for (field, after) in after.fields() {
        let before = old.remove(&field).unwrap_or(Value::Null);
        if before != after {
            differences.push(Difference { field, before, after });
        }
    }
    differences.extend(old.into_iter().map(|(field, before)| Difference { field, before, after: Value::Null }));
    differences.sort_by(|a, b| a.field.cmp(&b.field));
    differences
}

/// Folds a schedule's events, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Fold {
    newest: Option<Moment>,
}

impl Fold {
    /// Takes in the next event.
    ///
    /// # Errors
    /// When it does not fit the state, which then is as it was; see [`evolve`](super::schedule::evolve).
    pub fn add(&mut self, id: Uuid, version: i32, effective_at: Timestamp, fact: &Fact) -> Result<&Moment, Unreadable> {
        let (before, was_enabled) = self.newest.take().map(|moment| (moment.schedule, moment.enabled)).unzip();
        let (mut before, was_enabled) = (before, was_enabled.unwrap_or_default());
        let schedule = advance(&mut before, id, version, effective_at, fact).inspect_err(|_| {
            self.newest = before.take().map(|schedule| Moment { schedule, enabled: was_enabled });
        })?;
        let enabled = match schedule.phase {
            Phase::Enabled => true,
            Phase::Deleted => was_enabled,
            Phase::Disabled | Phase::Expired | Phase::Completed => false,
        };
        Ok(self.newest.insert(Moment { schedule, enabled }))
    }

    /// The state after the events so far; none before the first.
    #[must_use]
    pub fn newest(&self) -> Option<&Moment> {
        self.newest.as_ref()
    }

    /// The same, handed over.
    #[must_use]
    pub fn into_newest(self) -> Option<Moment> {
        self.newest
    }
}

/// Finds out which event gave each field the value it has.
#[derive(Clone, Debug, Default)]
pub struct Blame {
    fold: Fold,
    set: BTreeMap<String, (Value, i32)>,
}

impl Blame {
    /// Takes in the next event.
    ///
    /// # Errors
    /// When it does not fit the state; see [`Fold::add`].
    pub fn add(&mut self, id: Uuid, version: i32, effective_at: Timestamp, fact: &Fact) -> Result<(), Unreadable> {
        let before = self.fold.newest().cloned();
        let after = self.fold.add(id, version, effective_at, fact)?;
        for Difference { field, after, .. } in compare(before.as_ref(), after) {
            self.set.insert(field, (after, version));
        }
        Ok(())
    }

    /// Every field that was ever set, by name, with its value and the version that gave it that.
    #[must_use]
    pub fn finish(self) -> Vec<(String, Value, i32)> {
        self.set.into_iter().map(|(field, (value, version))| (field, value, version)).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::cadence::Zone;
    use crate::domain::schedule::{Definition, When};

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(1_800_000_000 + seconds)
    }

    fn fold(facts: &[Fact]) -> Vec<Moment> {
        let mut fold = Fold::default();
        let add = |(n, fact)| {
            let n = i32::try_from(n).unwrap() + 1;
            fold.add(Uuid::nil(), n, at(n.into()), fact).unwrap().clone()
        };
        facts.iter().enumerate().map(add).collect()
    }

    fn created() -> Fact {
        let definition = Box::new(Definition::plain("a", "test_job", When::Manual, Zone::UTC, Uuid::nil()));
        Fact::Created { definition, enabled: true }
    }

    fn changes(fields: Value) -> Fact {
        Fact::Updated { changes: fields.as_object().unwrap().clone(), enabled: None }
    }

    #[test]
    fn differences_name_the_field_and_both_values() {
        let moments = fold(&[created(), changes(json!({"name": "b", "expires": at(9)})), Fact::Disabled]);
        let told = compare(Some(&moments[0]), &moments[1]);
        let rows: Vec<_> = told.iter().map(|d| (&*d.field, d.before.clone(), d.after.clone())).collect();
        assert_eq!(rows, [("expires", Value::Null, json!(at(9))), ("name", json!("a"), json!("b"))]);
        let told = compare(Some(&moments[1]), &moments[2]);
        assert_eq!(told, [Difference { field: ENABLED.into(), before: true.into(), after: false.into() }]);
        // The other way round a value goes away.
        assert_eq!(compare(Some(&moments[1]), &moments[0])[0].after, Value::Null);
        let first = compare(None, &moments[0]);
        assert!(first.iter().all(|d| d.before.is_null()) && first.iter().any(|d| d.field == "task"));
    }

    #[test]
    fn what_does_not_fit_leaves_the_state_as_it_was() {
        let mut fold = Fold::default();
        assert!(fold.add(Uuid::nil(), 1, at(1), &Fact::Disabled).is_err() && fold.newest().is_none());
        let was = fold.add(Uuid::nil(), 1, at(1), &created()).unwrap().clone();
        assert!(fold.add(Uuid::nil(), 2, at(2), &changes(json!({"task": 7}))).is_err());
        assert_eq!(fold.newest(), Some(&was));
    }

    #[test]
    fn each_field_is_blamed_on_the_event_that_last_changed_it() {
        let facts = [
            created(),
            changes(json!({"name": "b", "expires": at(9)})),
            changes(json!({"name": "b", "queue": "bulk"})),
            changes(json!({"expires": null})),
            Fact::Disabled,
        ];
        let mut blame = Blame::default();
        for (version, fact) in (1..).zip(&facts) {
            blame.add(Uuid::nil(), version, at(version.into()), fact).unwrap();
        }
        let told = blame.finish();
        let of =
            |field: &str| told.iter().find(|(name, ..)| name == field).map(|(_, value, version)| (value, *version));
        assert_eq!(of("name"), Some((&json!("b"), 2)));
        assert_eq!(of("queue"), Some((&json!("bulk"), 3)));
        assert_eq!(of("expires"), Some((&Value::Null, 4)));
        assert_eq!(of(ENABLED), Some((&json!(false), 5)));
        assert_eq!(of("task"), Some((&json!("test_job"), 1)));
    }

    #[test]
    fn a_deleted_schedule_remembers_whether_it_was_switched_on() {
        let on = fold(&[created(), Fact::Deleted]);
        assert!(on[1].enabled && compare(Some(&on[0]), &on[1]).is_empty());
        let off = fold(&[created(), Fact::Disabled, Fact::Deleted]);
        assert!(!off[2].enabled);
        let expired = fold(&[created(), Fact::Expired, Fact::Deleted]);
        assert!(!expired[2].enabled);
    }
}
