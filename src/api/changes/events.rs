//! What happened to schedules, all of them.

use poem::Request;
use poem_openapi::param::Query;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::page::{List, Next, cursor, page_size};
use crate::api::problem::Problem;
use crate::api::schedules::fields_set;
use crate::api::types::Words;
use crate::domain::Timestamp;
use crate::store::schedules::{self, EventFilter, NamedEntry};
use crate::store::seals;

/// One change of one schedule.
#[derive(Clone, Debug, Object)]
#[oai(rename = "ScheduleChangeEvent")]
struct ChangeView {
    /// Its place in the order of all changes.
    position: i64,
    /// The schedule.
    schedule_id: Uuid,
    /// What that is called now; null where this program cannot read it.
    name: Option<String>,
    /// The version it made.
    version: i32,
    /// `created`, `updated`, `enabled`, `disabled`, `expired`, `completed`, `deleted`, `restored`.
    kind: String,
    /// The fields it set.
    fields: Vec<String>,
    /// When, by the database's clock.
    time: Timestamp,
    /// Who did it, by the name at the time; `system` for the program itself.
    actor: String,
    /// Why.
    note: Option<String>,
    /// What it was changed together with.
    change_set: Option<Uuid>,
}

impl From<NamedEntry> for ChangeView {
    fn from(NamedEntry { entry, name, change_set }: NamedEntry) -> Self {
        let event = entry.event;
        let fields = event.fact.as_ref().map(fields_set).unwrap_or_default();
        Self {
            position: event.position,
            schedule_id: event.schedule_id,
            name,
            version: event.version,
            kind: event.kind,
            fields,
            time: event.occurred_at,
            actor: entry.author.name,
            note: entry.note,
            change_set,
        }
    }
}

/// The end of the chain of seals.
#[derive(Clone, Debug, Object)]
#[oai(rename = "ChainHead")]
struct HeadView {
    /// The newest seal, as `schedules verify --expect` takes it: position, colon, 64 hexadecimal digits.
    head: String,
    /// The position of the newest sealed event; 0 before the first.
    position: i64,
    /// Its seal: SHA-256 over the event's canonical form (RFC 8785) and the seal before it.
    seal: String,
    /// The position of the newest event; where it is later, an older program has written and its events wait for seals.
    newest_event: i64,
}

pub(in crate::api) struct ChangesApi;

#[OpenApi(prefix_path = "/scheduler", tag = "Tag::Schedules")]
impl ChangesApi {
    /// List what happened to all schedules.
    ///
    /// Every change, newest first.
    #[oai(path = "/changes", method = "get", operation_id = "listScheduleChanges")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn changes(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// After this.
        from: Query<Option<Timestamp>>,
        /// Until this.
        to: Query<Option<Timestamp>>,
        /// Only what this user did; `system` for the program itself.
        actor: Query<Option<Words>>,
        /// Only what was changed together in this one.
        change_set: Query<Option<Uuid>>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<ChangeView>, Problem> {
        let size = page_size(limit.0)?;
        let filter = EventFilter {
            before: self::cursor::<i64>('p', cursor.0.as_ref().map(|words| words.0.as_str()))?,
            from: from.0,
            to: to.0,
            actor: actor.0.map(|words| words.0),
            change_set: change_set.0,
        };
        let client = here.database.get().await?;
        let mut entries = schedules::all_events(&client, &filter, size + 1).await?;
        let more = entries.len() > usize::try_from(size).unwrap_or(usize::MAX);
        if more {
            entries.pop();
        }
        let last = entries.last().map(|named| named.entry.event.position).filter(|_| more);
        let next = last.map(|position| Next::after(request, &format!("p{position}")));
        Ok(List { items: entries.into_iter().map(ChangeView::from).collect(), total: None, next, stream_cursor: None })
    }

    /// Read the newest seal of the history.
    ///
    /// Kept somewhere else, it proves later that the history up to here is still what it was:
    /// `noc-scheduler schedules verify --expect`.
    #[oai(path = "/changes/seal", method = "get", operation_id = "getNewestSeal")]
    async fn seal(&self, here: Here, _caller: Caller) -> Result<Json<HeadView>, Problem> {
        let client = here.database.get().await?;
        let (head, newest_event) = seals::head(&client).await?;
        let seal = head.hash.to_string();
        Ok(Json(HeadView { head: head.to_string(), position: head.position, seal, newest_event }))
    }
}
