//! Who set each field of a schedule to what it is.

use poem_openapi::param::{Path, Query};
use poem_openapi::{Object, OpenApi};
use serde_json::Value;
use uuid::Uuid;

use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::page::List;
use crate::api::problem::{Problem, shown_field};
use crate::api::schedules::Names;
use crate::command::CommandError;
use crate::domain::Timestamp;
use crate::domain::history::{Blame, Difference};
use crate::store::schedules::{self, HistoryEntry};

/// A field, and the event that set it to what it is.
#[derive(Clone, Debug, Object)]
#[oai(rename = "BlamedField")]
struct BlameView {
    /// The field, as in a schedule.
    field: String,
    /// Its value; null where that event cleared it.
    value: Value,
    /// The version that set it.
    version: i32,
    /// When, by the database's clock.
    time: Timestamp,
    /// Who did it, by the name at the time.
    actor: String,
    /// Why.
    note: Option<String>,
}

pub(in crate::api) struct BlameApi;

#[OpenApi(prefix_path = "/scheduler/tasks", tag = "Tag::Schedules")]
impl BlameApi {
    /// Who set each field?
    ///
    /// Every field of the schedule with the event that gave it its value, by field; of a deleted schedule too.
    #[oai(path = "/:id/blame", method = "get", operation_id = "blameSchedule")]
    async fn blame(
        &self,
        here: Here,
        _caller: Caller,
        id: Path<Uuid>,
        /// As it stood after this version's event; the newest by default.
        version: Query<Option<i32>>,
    ) -> Result<List<BlameView>, Problem> {
        let client = here.database.get().await?;
        let mut blame = Blame::default();
        let mut entries: Vec<(i32, Timestamp, String, Option<String>)> = Vec::new();
        let there = schedules::walk(&client, id.0, version.0, |entry: HistoryEntry| -> Result<(), CommandError> {
            let event = entry.event;
            blame.add(id.0, event.version, event.effective_at, &event.fact?)?;
            entries.push((event.version, event.occurred_at, entry.author.name, entry.note));
            Ok(())
        });
        if !there.await? {
            return Err(Problem::not_found("there is no such schedule, and never was"));
        }
        let set = blame.finish();
        let of = |(field, value, _): &(String, Value, i32)| Difference {
            field: field.clone(),
            before: Value::Null,
            after: value.clone(),
        };
        let shown: Vec<Difference> = set.iter().map(of).collect();
        let names = Names::of(&client, shown.iter()).await?;
        let fields = set.into_iter().filter_map(|(field, value, version)| {
            let nth = entries.binary_search_by_key(&version, |entry| entry.0).ok()?;
            let (_, time, actor, note) = entries.get(nth)?.clone();
            let value = names.value(&field, value);
            Some(BlameView { field: shown_field(&field).to_owned(), value, version, time, actor, note })
        });
        Ok(List::whole(fields.collect()))
    }
}
