//! Schedules as they stood once, and in what two versions differ.

use std::collections::HashMap;

use deadpool_postgres::Client;
use poem_openapi::Object;
use serde_json::Value;
use uuid::Uuid;

use super::view::ScheduleView;
use crate::api::problem::{Problem, shown_field};
use crate::api::state::Context;
use crate::command::CommandError;
use crate::domain::Timestamp;
use crate::domain::history::{Difference, Fold, MANAGED};
use crate::store::people;
use crate::store::schedules::{self, HistoryEntry, ScheduleRow};

/// A field in which two versions differ.
#[derive(Clone, Debug, Object)]
pub(in crate::api) struct FieldChange {
    /// Its name, as in a schedule.
    field: String,
    /// Its value in the earlier version; null where it had none.
    before: Value,
    /// Its value in the later version; null where it has none.
    after: Value,
}

/// A field's name as events keep it, by its name in bodies and answers.
pub(super) fn kept_field(shown: &str) -> &str {
    match shown {
        "owner_username" => "owner",
        "managed_by" => MANAGED,
        other => other,
    }
}

/// Who manages a schedule, of what events keep about that: `file:<name>`, or null for people.
fn manager(managed: &Value) -> Value {
    managed.get("file").and_then(Value::as_str).map_or(Value::Null, |file| format!("file:{file}").into())
}

/// What owners are called: events keep their ids.
pub(in crate::api) struct Names(HashMap<Uuid, String>);

impl Names {
    /// Of all owners in `differences`.
    pub(in crate::api) async fn of(
        client: &Client,
        differences: impl Iterator<Item = &Difference>,
    ) -> Result<Self, Problem> {
        let ids = differences.filter(|d| d.field == "owner").flat_map(|d| [&d.before, &d.after]);
        let ids: Vec<Uuid> = ids.filter_map(|id| id.as_str()?.parse().ok()).collect();
        Ok(Self(if ids.is_empty() { HashMap::new() } else { people::names_of(client, &ids).await? }))
    }

    /// Differences as answers show them.
    pub(in crate::api) fn changes(&self, differences: Vec<Difference>) -> Vec<FieldChange> {
        differences.into_iter().filter_map(|difference| self.change(difference)).collect()
    }

    /// A value of a field as answers show it.
    pub(in crate::api) fn value(&self, field: &str, value: Value) -> Value {
        match field {
            "owner" => self.called(value),
            MANAGED => manager(&value),
            _ => value,
        }
    }

    /// None for what only the program needs to know: that the same file said something else.
    fn change(&self, Difference { field, before, after }: Difference) -> Option<FieldChange> {
        let (before, after) = (self.value(&field, before), self.value(&field, after));
        (before != after).then(|| FieldChange { field: shown_field(&field).to_owned(), before, after })
    }

    fn called(&self, id: Value) -> Value {
        let name = id.as_str().and_then(|id| id.parse().ok()).and_then(|id| self.0.get(&id));
        // Of a user who is gone the id is all that is left.
        name.map_or(id, |name| name.as_str().into())
    }
}

/// Which past state is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum When {
    /// After this version's event.
    Version(i32),
    /// At this instant.
    At(Timestamp),
}

impl When {
    /// As two parameters say it, of which one at most may be there.
    pub(super) fn read(version: Option<i32>, at: Option<Timestamp>) -> Result<Option<Self>, Problem> {
        match (version, at) {
            (None, None) => Ok(None),
            (Some(version), None) => Ok(Some(Self::Version(version))),
            (None, Some(at)) => Ok(Some(Self::At(at))),
            (Some(_), Some(_)) => Err(Problem::field("?at", "goes without `version`: each names a state alone")),
        }
    }

    const fn is_after(self, version: i32, time: Timestamp) -> bool {
        match self {
            Self::Version(named) => version > named,
            Self::At(at) => time.as_micros() > at.as_micros(),
        }
    }

    fn missing(self) -> Problem {
        Problem::not_found(match self {
            Self::Version(version) => format!("the schedule has no version {version}"),
            Self::At(at) => format!("there was no such schedule at {at}"),
        })
    }
}

/// The schedule as it stood once.
pub(super) async fn view(context: &Context, id: Uuid, when: When) -> Result<ScheduleView, Problem> {
    let client = context.database.get().await?;
    let mut fold = Fold::default();
    let mut times = None;
    let mut newest = 0;
    let through = if let When::Version(version) = when { Some(version) } else { None };
    schedules::walk(&client, id, through, |HistoryEntry { event, .. }| -> Result<(), CommandError> {
        if when.is_after(event.version, event.occurred_at) {
            return Ok(());
        }
        fold.add(id, event.version, event.effective_at, &event.fact?)?;
        let (created, _) = times.unwrap_or((event.occurred_at, event.occurred_at));
        (times, newest) = (Some((created, event.occurred_at)), event.version);
        Ok(())
    })
    .await?;
    let there = !matches!(when, When::Version(version) if version != newest);
    let (Some(moment), Some((created_at, changed_at))) = (fold.into_newest().filter(|_| there), times) else {
        return Err(when.missing());
    };
    let schedule = moment.schedule;
    let owner = schedule.definition.owner;
    let owner_username = people::names_of(&client, &[owner]).await?.remove(&owner);
    Ok(ScheduleView::from(ScheduleRow::past(schedule, owner_username, created_at, changed_at)).past())
}
