//! What was changed together, and taking it back.

use poem::Request;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::bulk::{OutcomeView, change, refused};
use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::body::{Input, Reader, boolean, text};
use crate::api::page::{List, Next, cursor, page_size};
use crate::api::problem::Problem;
use crate::api::types::Words;
use crate::command::change_set::About;
use crate::domain::Timestamp;
use crate::domain::draft::NOTE_CHARS;
use crate::store::change_sets::{self, ChangeSet, Kind};

/// Schedules that were changed together.
#[derive(Clone, Debug, Object)]
#[oai(rename = "ChangeSet")]
struct SetView {
    /// Its id.
    id: Uuid,
    /// `bulk` and `undo` by a person, `apply` from a file.
    kind: String,
    /// With `apply`: the files.
    file: Option<String>,
    /// With `undo`: the change set that it takes back.
    undoes: Option<Uuid>,
    /// The change set that took it back last.
    undone_by: Option<Uuid>,
    /// Who did it, by the name at the time.
    actor: String,
    /// When, by the database's clock.
    time: Timestamp,
    /// Why.
    note: Option<String>,
    /// How many events it has; each is one of the changes.
    events: i64,
}

impl From<ChangeSet> for SetView {
    fn from(set: ChangeSet) -> Self {
        Self {
            id: set.id,
            kind: set.kind.to_string(),
            file: set.file,
            undoes: set.undoes,
            undone_by: set.undone_by,
            actor: set.author.name,
            time: set.occurred_at,
            note: set.note,
            events: set.events,
        }
    }
}

/// How a change set is taken back; an empty body does it.
#[derive(Object)]
#[oai(rename = "UndoInput")]
struct UndoInput {
    /// Why, for the history.
    note: Option<String>,
    /// Only say what would come of it.
    dry_run: Option<bool>,
}

pub(in crate::api) struct ChangeSetsApi;

#[OpenApi(prefix_path = "/scheduler/change-sets", tag = "Tag::Schedules")]
impl ChangeSetsApi {
    /// List what was changed together.
    ///
    /// Newest first. Its changes are listed by `/scheduler/changes?change_set=`.
    #[oai(path = "/", method = "get", operation_id = "listChangeSets")]
    async fn list(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<SetView>, Problem> {
        let size = page_size(limit.0)?;
        let before = self::cursor::<i64>('t', cursor.0.as_ref().map(|words| words.0.as_str()))?;
        let client = here.database.get().await?;
        let mut sets = change_sets::list(&client, before.map(Timestamp::from_micros), size + 1).await?;
        let more = sets.len() > usize::try_from(size).unwrap_or(usize::MAX);
        if more {
            sets.pop();
        }
        let last = sets.last().map(|set| set.occurred_at.as_micros()).filter(|_| more);
        let next = last.map(|micros| Next::after(request, &format!("t{micros}")));
        Ok(List { items: sets.into_iter().map(SetView::from).collect(), total: None, next, stream_cursor: None })
    }

    /// Read a change set.
    #[oai(path = "/:id", method = "get", operation_id = "getChangeSet")]
    async fn get(&self, here: Here, _caller: Caller, id: Path<Uuid>) -> Result<Json<SetView>, Problem> {
        let client = here.database.get().await?;
        let set = change_sets::get(&client, id.0).await?;
        set.map(|set| Json(set.into())).ok_or_else(|| Problem::not_found("there is no such change set"))
    }

    /// Take a change set back.
    ///
    /// What it made is removed, unless people have worked on it since; what it removed comes back, and each field that it
    /// changed gets the value it had; what was changed since in other fields stays. All or nothing: a schedule in which the same fields have been changed
    /// since refuses the whole, and 422 names it. Itself a change set, so it can be taken back too.
    #[oai(path = "/:id/undo", method = "post", operation_id = "undoChangeSet")]
    async fn undo(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        input: Input<UndoInput, false>,
    ) -> Result<Json<OutcomeView>, Problem> {
        let who = caller.operator()?;
        let mut reader = Reader::new(&input.fields, &["note", "dry_run"]);
        let note = reader.optional("note", text(0, NOTE_CHARS)).filter(|note| !note.trim().is_empty());
        let dry_run = reader.optional("dry_run", boolean).unwrap_or(false);
        reader.finish()?;
        let edits = here.door.edits_to_undo(id.0).await.map_err(|e| refused(e, ""))?;
        let about = About { kind: Kind::Undo, undoes: Some(id.0), ..About::bulk(note) };
        change(&here, who, edits, &about, dry_run).await.map_err(|e| e.at("/changes"))
    }
}
