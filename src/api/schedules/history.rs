//! What happened to a schedule.

use poem::Request;
use poem_openapi::param::{Path, Query};
use poem_openapi::{Object, OpenApi};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::page::{List, Next, cursor, page_size};
use crate::api::problem::Problem;
use crate::api::types::{Fields, Words};
use crate::domain::Timestamp;
use crate::domain::schedule::Fact;
use crate::store::schedules::{self, HistoryEntry};

/// One immutable fact about a schedule.
#[derive(Object)]
#[oai(rename = "ScheduleEvent")]
struct EventView {
    /// Its place in the order of all events.
    position: i64,
    /// The version it made.
    version: i32,
    /// `created`, `updated`, `enabled`, `disabled`, `expired`, `completed`, `deleted`.
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
        Fact::Restored { name, enabled } => {
            let name = name.as_deref().map(|name| ("name".to_owned(), name.into()));
            (name.into_iter().collect(), Some(*enabled))
        }
    };
    if let Some(enabled) = enabled {
        fields.insert("enabled".to_owned(), enabled.into());
    }
    fields
}

pub(in crate::api) struct HistoryApi;

#[OpenApi(prefix_path = "/scheduler/tasks", tag = "Tag::Schedules")]
impl HistoryApi {
    /// Read a schedule's history.
    ///
    /// Newest first; of a deleted schedule too.
    #[oai(path = "/:id/history", method = "get", operation_id = "getScheduleHistory")]
    async fn history(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        id: Path<Uuid>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<EventView>, Problem> {
        let size = page_size(limit.0)?;
        let before = self::cursor::<i32>('v', cursor.0.as_ref().map(|words| words.0.as_str()))?;
        let client = here.database.get().await?;
        let mut entries = schedules::history(&client, id.0, before, size + 1).await?;
        if entries.is_empty() && before.is_none() {
            return Err(Problem::not_found("there is no such schedule, and never was"));
        }
        let more = entries.len() > usize::try_from(size).unwrap_or(usize::MAX);
        if more {
            entries.pop();
        }
        // Versions count from 1 without a gap, so the newest one is how many there are.
        let total = if before.is_none() { entries.first().map(|entry| entry.event.version.into()) } else { None };
        let last = entries.last().map(|entry| entry.event.version).filter(|_| more);
        let next = last.map(|version| Next::after(request, &format!("v{version}")));
        let items = entries.into_iter().map(EventView::from).collect();
        Ok(List { items, total, next, stream_cursor: None })
    }
}
