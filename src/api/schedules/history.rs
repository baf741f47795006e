//! What happened to a schedule.

use std::collections::{HashMap, HashSet};

use deadpool_postgres::Client;
use poem::Request;
use poem_openapi::param::{Path, Query};
use poem_openapi::{Object, OpenApi};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::past::{FieldChange, Names, kept_field};
use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::page::{List, Next, cursor, page_size};
use crate::api::problem::{Problem, shown_field};
use crate::api::types::{Fields, Words};
use crate::domain::Timestamp;
use crate::domain::history::{Difference, Fold, compare};
use crate::domain::schedule::Fact;
use crate::store::StoreError;
use crate::store::schedules::{self, HistoryEntry, HistoryFilter};

/// One immutable fact about a schedule.
#[derive(Object)]
#[oai(rename = "ScheduleEvent")]
struct EventView {
    /// Its place in the order of all events.
    position: i64,
    /// The version it made.
    version: i32,
    /// `created`, `updated`, `enabled`, `disabled`, `expired`, `completed`, `deleted`, `restored`.
    kind: String,
    /// When, by the database's clock.
    time: Timestamp,
    /// From when its version owns due times.
    effective_at: Timestamp,
    /// Who did it, by the name at the time; `system` for the program itself.
    actor: String,
    /// Why.
    note: Option<String>,
    /// The fields it set, with their new values; `null` where it cleared one.
    changes: Fields,
    /// The fields in which it differs from the version before; null where that cannot be read.
    differences: Option<Vec<FieldChange>>,
    /// Why this program cannot read it, if it cannot.
    unreadable: Option<String>,
}

impl From<HistoryEntry> for EventView {
    fn from(entry: HistoryEntry) -> Self {
        let event = entry.event;
        let (changes, unreadable) = match event.fact {
            Ok(fact) => (changes(&fact), None),
            Err(e) => (Map::new(), Some(e.0)),
        };
        Self {
            position: event.position,
            version: event.version,
            kind: event.kind,
            time: event.occurred_at,
            effective_at: event.effective_at,
            actor: entry.author.name,
            note: entry.note,
            changes: Fields(changes),
            differences: None,
            unreadable,
        }
    }
}

/// The fields a fact set.
fn changes(fact: &Fact) -> Map<String, Value> {
    let (mut fields, enabled) = match fact {
        Fact::Created { definition, enabled } => match serde_json::to_value(definition) {
            Ok(Value::Object(fields)) => (fields, Some(*enabled)),
            _ => (Map::new(), Some(*enabled)),
        },
        Fact::Updated { changes, enabled } => (changes.clone(), *enabled),
        Fact::Enabled => (Map::new(), Some(true)),
        Fact::Disabled | Fact::Expired | Fact::Completed => (Map::new(), Some(false)),
        Fact::Deleted => (Map::new(), None),
        Fact::Restored { name, enabled, .. } => {
            let name = name.as_deref().map(|name| ("name".to_owned(), name.into()));
            (name.into_iter().collect(), Some(*enabled))
        }
    };
    if let Some(enabled) = enabled {
        fields.insert("enabled".to_owned(), enabled.into());
    }
    fields
}

/// The names of the fields that a fact set, as in a schedule.
pub(in crate::api) fn fields_set(fact: &Fact) -> Vec<String> {
    let fields = changes(fact);
    fields.keys().map(|field| shown_field(field).to_owned()).collect()
}

/// What each of `entries`, newest first, changed, by its version.
async fn differences(
    client: &Client,
    id: Uuid,
    entries: &[HistoryEntry],
) -> Result<HashMap<i32, Vec<Difference>>, StoreError> {
    let wanted: HashSet<i32> = entries.iter().map(|entry| entry.event.version).collect();
    let mut told = HashMap::with_capacity(wanted.len());
    // Behind an event that cannot be read nothing is known.
    let mut fold = Some(Fold::default());
    let newest = wanted.iter().max().copied();
    schedules::walk(client, id, newest, |HistoryEntry { event, .. }| -> Result<(), StoreError> {
        let (Some(known), Ok(fact)) = (&mut fold, event.fact) else {
            fold = None;
            return Ok(());
        };
        let before = known.newest().filter(|_| wanted.contains(&event.version)).cloned();
        match known.add(id, event.version, event.effective_at, &fact) {
            Ok(after) if wanted.contains(&event.version) => {
                told.insert(event.version, compare(before.as_ref(), after));
            }
            Ok(_) => {}
            Err(_) => fold = None,
        }
        Ok(())
    })
    .await?;
    Ok(told)
}

pub(in crate::api) struct HistoryApi;

#[OpenApi(prefix_path = "/scheduler/tasks", tag = "Tag::Schedules")]
impl HistoryApi {
    /// Read a schedule's history.
    ///
    /// Newest first, with what each event changed; of a deleted schedule too.
    #[oai(path = "/:id/history", method = "get", operation_id = "getScheduleHistory")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn history(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        id: Path<Uuid>,
        /// Only events that set this field.
        field: Query<Option<Words>>,
        /// Only what this user did; `system` for the program itself.
        actor: Query<Option<Words>>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<EventView>, Problem> {
        let size = page_size(limit.0)?;
        let before = self::cursor::<i32>('v', cursor.0.as_ref().map(|words| words.0.as_str()))?;
        let client = here.database.get().await?;
        let filter = HistoryFilter {
            actor: actor.0.map(|words| words.0),
            field: field.0.map(|words| kept_field(&words.0).to_owned()),
        };
        let filtered = filter.actor.is_some() || filter.field.is_some();
        let mut entries = schedules::history_where(&client, id.0, &filter, before, size + 1).await?;
        if entries.is_empty() && before.is_none() && !filtered {
            return Err(Problem::not_found("there is no such schedule, and never was"));
        }
        let more = entries.len() > usize::try_from(size).unwrap_or(usize::MAX);
        if more {
            entries.pop();
        }
        // Versions count from 1 without a gap, so the newest one is how many there are.
        let total =
            if before.is_none() && !filtered { entries.first().map(|entry| entry.event.version.into()) } else { None };
        let last = entries.last().map(|entry| entry.event.version).filter(|_| more);
        let next = last.map(|version| Next::after(request, &format!("v{version}")));
        let mut differences = differences(&client, id.0, &entries).await?;
        let names = Names::of(&client, differences.values().flatten()).await?;
        let view = |entry: HistoryEntry| {
            let differences = differences.remove(&entry.event.version);
            let differences = differences.map(|changes| names.changes(changes));
            EventView { differences, ..EventView::from(entry) }
        };
        let items = entries.into_iter().map(view).collect();
        Ok(List { items, total, next, stream_cursor: None })
    }
}
