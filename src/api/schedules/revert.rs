//! Back to what was: comparing versions, reverting, restoring.

use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use serde_json::Value;
use uuid::Uuid;

use super::handlers::{refused, row, seen, tell};
use super::past::{FieldChange, Names};
use super::view::ScheduleView;
use crate::api::Tag;
use crate::api::answer::Versioned;
use crate::api::auth::{Caller, Here};
use crate::api::body::{Input, Reader, boolean, text};
use crate::api::problem::Problem;
use crate::command::CommandError;
use crate::command::history::{Revert, fold};
use crate::domain::draft::{Draft, NOTE_CHARS};
use crate::domain::history::compare;
use crate::domain::revert::Wish;

/// Where to go back to: one of `to_version` and `event`.
#[derive(Object)]
#[oai(example)]
struct RevertInput {
    /// The whole state of this version, its anchor and owner included.
    to_version: Option<i32>,
    /// Only what this version's event changed; later changes of other fields stay.
    event: Option<i32>,
    /// Answer what would change, and change nothing.
    dry_run: Option<bool>,
    /// Undo a change of somebody else's task or arguments without becoming the owner.
    keep_owner: Option<bool>,
    /// The version you saw: 412 when it was changed meanwhile. The same as `If-Match`.
    version: Option<i32>,
    /// Why, for the history.
    note: Option<String>,
}

impl Example for RevertInput {
    fn example() -> Self {
        let note = Some("the new times were wrong".to_owned());
        Self { to_version: Some(3), event: None, dry_run: None, keep_owner: None, version: None, note }
    }
}

/// What a revert changed, or would change.
#[derive(Object)]
#[oai(rename = "Reverted")]
struct RevertAnswer {
    /// Whether nothing was changed because only the differences were asked for.
    dry_run: bool,
    /// Whether there is anything to change.
    changed: bool,
    /// What.
    differences: Vec<FieldChange>,
    /// The schedule as it stands now; null of a dry run.
    schedule: Option<ScheduleView>,
}

/// How a deleted schedule comes back; an empty body keeps its name.
#[derive(Object)]
struct RestoreInput {
    /// A new name, where the old one is taken.
    name: Option<String>,
    /// Why, for the history.
    note: Option<String>,
}

/// In what two versions differ.
#[derive(Object)]
#[oai(rename = "ScheduleDiff")]
struct DiffAnswer {
    /// The earlier version, or the one that was named first.
    from: i32,
    /// The other one.
    to: i32,
    /// The fields in which they differ, by name.
    differences: Vec<FieldChange>,
}

fn number(value: &Value) -> Result<i32, String> {
    let number = value.as_i64().and_then(|n| i32::try_from(n).ok()).filter(|n| *n > 0);
    number.ok_or_else(|| format!("must be a version, a whole number from 1, not {value}"))
}

fn note(reader: &mut Reader<'_>) -> Option<String> {
    reader.optional("note", text(0, NOTE_CHARS)).filter(|note| !note.trim().is_empty())
}

/// Reads the body of a revert.
fn read(fields: &serde_json::Map<String, Value>) -> Result<Revert, Problem> {
    let known = ["to_version", "event", "dry_run", "keep_owner", "version", "note"];
    let mut reader = Reader::new(fields, &known);
    let wish = match (reader.value("to_version").is_some(), reader.value("event").is_some()) {
        (true, false) => reader.optional("to_version", number).map(Wish::ToVersion),
        (false, true) => reader.optional("event", number).map(Wish::Undo),
        (true, true) => {
            reader.complain("event", "goes without `to_version`: each says alone where to go back to");
            None
        }
        (false, false) => {
            reader.complain("to_version", "required, unless `event` names what to undo");
            None
        }
    };
    let revert = Revert {
        wish: wish.unwrap_or(Wish::ToVersion(0)),
        seen: reader.optional("version", number),
        note: note(&mut reader),
        keep_owner: reader.optional("keep_owner", boolean).unwrap_or(false),
        dry_run: reader.optional("dry_run", boolean).unwrap_or(false),
    };
    reader.finish()?;
    Ok(revert)
}

pub(in crate::api) struct RevertApi;

#[OpenApi(prefix_path = "/scheduler/tasks", tag = "Tag::Schedules")]
impl RevertApi {
    /// Compare two versions of a schedule.
    ///
    /// Field by field; of a deleted schedule too.
    #[oai(path = "/:id/diff", method = "get", operation_id = "compareScheduleVersions")]
    async fn diff(
        &self,
        here: Here,
        _caller: Caller,
        id: Path<Uuid>,
        /// The version to start from.
        from: Query<i32>,
        /// The version to compare it with; the newest by default.
        to: Query<Option<i32>>,
    ) -> Result<Json<DiffAnswer>, Problem> {
        let client = here.database.get().await?;
        let before = fold(&client, id.0, Some(from.0)).await?;
        let after = fold(&client, id.0, to.0).await?;
        let Some(after) = after else {
            return Err(Problem::not_found("there is no such schedule, and never was"));
        };
        let (before, from) = (before.filter(|moment| moment.schedule.version == from.0), from.0);
        let before = before.ok_or_else(|| Problem::field("?from", format!("there is no version {from}")))?;
        if let Some(to) = to.0.filter(|to| *to != after.schedule.version) {
            return Err(Problem::field("?to", format!("there is no version {to}")));
        }
        let differences = compare(Some(&before), &after);
        let names = Names::of(&client, differences.iter()).await?;
        let differences = names.changes(differences);
        Ok(Json(DiffAnswer { from, to: after.schedule.version, differences }))
    }

    /// Take a schedule back to what it was.
    ///
    /// To a whole version, or behind one event alone: 409 names the fields that later versions changed again. It is a
    /// new event, so it can be reverted itself. Undoing a deletion restores. Only an admin gives a schedule back to
    /// another owner.
    #[oai(path = "/:id/revert", method = "post", operation_id = "revertSchedule")]
    async fn revert(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        /// The version you saw, in quotes; 412 when it was changed meanwhile.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        input: Input<RevertInput>,
    ) -> Result<Versioned<RevertAnswer>, Problem> {
        let who = caller.operator()?;
        let mut wish = read(&input.fields)?;
        wish.seen = seen(if_match.0.as_deref())?.or(wish.seen);
        let reverted = match here.door.revert(who, id.0, &wish).await {
            Ok(reverted) => reverted,
            Err(CommandError::NoWayBack(no)) if matches!(no, crate::domain::revert::NoWayBack::NoSuchVersion(_)) => {
                let field = if matches!(wish.wish, Wish::Undo(_)) { "/event" } else { "/to_version" };
                return Err(Problem::field(field, no.to_string()));
            }
            Err(e) => return Err(refused(&here, id.0, e).await),
        };
        let names = {
            let client = here.database.get().await?;
            Names::of(&client, reverted.differences.iter()).await?
        };
        let schedule = if wish.dry_run { None } else { Some(ScheduleView::from(row(&here, id.0).await?)) };
        if let Some(view) = schedule.as_ref().filter(|_| reverted.written.changed) {
            tell(&here, view);
        }
        let version = schedule.as_ref().map(|view| view.version);
        let differences = names.changes(reverted.differences);
        let changed = reverted.written.changed;
        Ok(Versioned { body: RevertAnswer { dry_run: wish.dry_run, changed, differences, schedule }, version })
    }

    /// Bring a deleted schedule back.
    ///
    /// Under its id; switched on if it was, unless it could not be switched on now. 409 when its name was taken
    /// meanwhile: then give it a new one.
    #[oai(path = "/:id/restore", method = "post", operation_id = "restoreSchedule")]
    async fn restore(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        input: Input<RestoreInput, false>,
    ) -> Result<Versioned<ScheduleView>, Problem> {
        let who = caller.operator()?;
        let mut reader = Reader::new(&input.fields, &["name", "note"]);
        let note = note(&mut reader);
        reader.finish()?;
        let name = input.fields.get("name").filter(|name| !name.is_null());
        let name = match name {
            // Names are read in one place.
            Some(name) => {
                Draft::read(&[("name".to_owned(), name.clone())].into_iter().collect()).map_err(Problem::invalid)?.name
            }
            None => None,
        };
        here.door.restore(who, id.0, name.as_deref(), note.as_deref()).await?;
        let body = ScheduleView::from(row(&here, id.0).await?);
        tell(&here, &body);
        let version = Some(body.version);
        Ok(Versioned { body, version })
    }
}
