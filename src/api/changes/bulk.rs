//! Changing many schedules at once.

use std::sync::Arc;

use poem_openapi::payload::Json;
use poem_openapi::types::{Example, ToJSON};
use poem_openapi::{Enum, Object, OpenApi};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::edits::{self, EditInput, at};
use super::targets::{FilterInput, TargetInput, Targets};
use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::body::{Input, Reader, boolean, text};
use crate::api::problem::Problem;
use crate::api::schedules::{ScheduleView, windows_now};
use crate::api::state::Context;
use crate::api::types::Fields;
use crate::command::change_set::{About, ChangeSetError, Edit, Judged, Refused, What};
use crate::domain::Timestamp;
use crate::domain::draft::{Draft, FieldError, NOTE_CHARS};
use crate::domain::people::Person;
use crate::domain::schedule::Fact;
use crate::store::schedules;

/// Refusals named in a problem: whoever wants all of them makes a dry run.
const MOST_NAMED: usize = 100;
/// How often a filter is asked anew because what matched was changed meanwhile.
const MOST_SEARCHES: u32 = 5;
/// Up to so many schedules streams are told of each; beyond, to read their lists again.
const MOST_TOLD: usize = 200;

/// What to do to every schedule that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "BulkActionType", rename_all = "snake_case")]
enum ActionType {
    /// Switch it on.
    Enable,
    /// Switch it off.
    Disable,
    /// Off until `until`; null wakes it.
    Snooze,
    /// Remove it.
    Delete,
    /// `add` tags and `remove` others.
    Tag,
    /// Move it to `queue`.
    Queue,
    /// Give it to `owner_username`.
    Owner,
    /// Change the fields in `changes`.
    Update,
    /// Let no file manage it any more.
    Release,
}

/// What to do, the same to each.
#[derive(Clone, Debug, Object)]
#[oai(rename = "BulkActionInput", skip_serializing_if_is_none)]
struct ActionInput {
    /// What to do.
    #[oai(rename = "type")]
    kind: ActionType,
    /// With `snooze`.
    until: Option<Timestamp>,
    /// With `tag`.
    add: Option<Vec<String>>,
    /// With `tag`.
    remove: Option<Vec<String>>,
    /// With `queue`.
    queue: Option<String>,
    /// With `owner`.
    owner_username: Option<String>,
    /// With `update`: fields of a schedule.
    changes: Option<Fields>,
}

/// A change of many schedules: an `action` on `targets` or on all that `filter` matches, or `edits` of each.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
struct BulkInput {
    /// Schedules by id.
    targets: Option<Vec<TargetInput>>,
    /// All that match.
    filter: Option<FilterInput>,
    /// With `filter`: how many you saw match; 409 where it is another number by now.
    expected: Option<usize>,
    /// What to do to each of them.
    action: Option<ActionInput>,
    /// Instead of all these: an edit of each.
    edits: Option<Vec<EditInput>>,
    /// Why, for the history.
    note: Option<String>,
    /// Also end the open jobs of what is switched off or removed.
    cancel_jobs: Option<bool>,
    /// Only say what would come of it.
    dry_run: Option<bool>,
}

impl Example for BulkInput {
    fn example() -> Self {
        let kind = ActionType::Disable;
        let action = ActionInput {
            kind,
            until: None,
            add: None,
            remove: None,
            queue: None,
            owner_username: None,
            changes: None,
        };
        let filter = FilterInput::tagged("core");
        Self {
            targets: None,
            filter: Some(filter),
            expected: Some(12),
            action: Some(action),
            edits: None,
            note: Some("core routers are replaced tonight, CHG-4711".to_owned()),
            cancel_jobs: None,
            dry_run: Some(true),
        }
    }
}

/// A schedule that is not changed as asked, and why.
#[derive(Clone, Debug, Object)]
#[oai(rename = "RefusedEdit")]
pub(in crate::api) struct RefusedView {
    /// Which of the edits or targets, from 0.
    index: usize,
    /// The schedule.
    id: Uuid,
    /// What it is called, where it is there.
    name: Option<String>,
    /// The field that does not fit, where it is one.
    pointer: Option<String>,
    /// Why.
    detail: String,
}

/// What becomes of one schedule.
#[derive(Clone, Debug, Object)]
#[oai(rename = "ChangedSchedule")]
pub(in crate::api) struct ChangedView {
    /// The schedule.
    id: Uuid,
    /// What it is called afterwards.
    name: String,
    /// Its newest event: `created`, `updated`, `enabled`, `disabled`, `deleted`, `restored`.
    event: String,
    /// Its version afterwards.
    version: i32,
}

/// What came of a change of many, or would come.
#[derive(Clone, Debug, Object)]
#[oai(rename = "BulkOutcome")]
pub(in crate::api) struct OutcomeView {
    /// Whether nothing was changed because only that was asked for.
    dry_run: bool,
    /// What was changed together; undone as a whole by this id. Null of a dry run, and where nothing changed.
    change_set: Option<Uuid>,
    /// How many schedules were meant.
    matched: usize,
    /// How many of them changed, or would.
    changed: usize,
    /// How many are so already.
    unchanged: usize,
    /// How many would be refused; one alone refuses all.
    refused_count: usize,
    /// Which, and why, the first thousand. Only a dry run has any.
    refused: Vec<RefusedView>,
    /// What changed, or would, the first thousand.
    changes: Vec<ChangedView>,
}

/// The most rows of an answer about many.
const MOST_ROWS: usize = 1_000;

impl OutcomeView {
    pub(super) fn of(edits: &[Edit], judged: &[Judged], change_set: Option<Uuid>, dry_run: bool) -> Self {
        let mut refused = Vec::new();
        let (mut changes, mut changed) = (Vec::new(), 0);
        let mut refused_count = 0;
        for (index, (one, edit)) in judged.iter().zip(edits).enumerate() {
            match &one.outcome {
                Err(why) => {
                    refused_count += 1;
                    let FieldError { pointer, detail } = Problem::about(why);
                    if refused.len() < MOST_ROWS {
                        let name = one.before.as_ref().map(|before| before.definition.name.to_string());
                        let pointer = Some(pointer).filter(|pointer| !pointer.is_empty());
                        refused.push(RefusedView { index, id: edit.id, name, pointer, detail });
                    }
                }
                Ok(events) => {
                    let Some((fact, schedule)) = events.last() else { continue };
                    changed += 1;
                    if changes.len() < MOST_ROWS {
                        let name = schedule.definition.name.to_string();
                        let event = fact.kind().to_owned();
                        changes.push(ChangedView { id: schedule.id, name, event, version: schedule.version });
                    }
                }
            }
        }
        let matched = edits.len();
        let unchanged = matched - changed - refused_count;
        Self { dry_run, change_set, matched, changed, unchanged, refused_count, refused, changes }
    }
}

/// The edits that are refused, the first thousand.
pub(in crate::api) fn refusals(edits: &[Edit], judged: &[Judged]) -> Vec<RefusedView> {
    OutcomeView::of(edits, judged, None, true).refused
}

/// Why many schedules were not changed.
pub(super) enum NotChanged {
    /// The change was refused.
    Refused(ChangeSetError),
    /// It was made, or might have been, and something else failed.
    Failed(Problem),
}

impl NotChanged {
    /// As an answer; `place` is where the edits stand in the body.
    pub(super) fn at(self, place: &str) -> Problem {
        match self {
            Self::Refused(e) => refused(e, place),
            Self::Failed(problem) => problem,
        }
    }
}

impl From<ChangeSetError> for NotChanged {
    fn from(e: ChangeSetError) -> Self {
        Self::Refused(e)
    }
}

impl From<Problem> for NotChanged {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem)
    }
}

/// Makes the edits, or says what would come of them; streams are told.
pub(super) async fn change(
    here: &Context,
    who: &Person,
    edits: Arc<[Edit]>,
    about: &About,
    dry_run: bool,
) -> Result<Json<OutcomeView>, NotChanged> {
    if dry_run {
        let judged = here.door.consider(who, &edits).await?;
        return Ok(Json(OutcomeView::of(&edits, &judged, None, true)));
    }
    let done = here.door.change_all(who, &edits, about).await?;
    here.publisher.tell_all(done.cancelled);
    tell(here, &done.judged).await?;
    Ok(Json(OutcomeView::of(&edits, &done.judged, done.id, false)))
}

/// Tells streams what has changed.
pub(super) async fn tell(here: &Context, judged: &[Judged]) -> Result<(), Problem> {
    let changed: Vec<&Judged> = judged.iter().filter(|one| one.changes()).collect();
    if changed.len() > MOST_TOLD {
        here.publisher.reset(format!("{} schedules were changed together", changed.len()));
        return Ok(());
    }
    let client = here.database.get().await?;
    let (windows, now) = (windows_now(&client).await?, here.clock.now());
    for one in changed {
        let Some(after) = one.after() else { continue };
        let deleted = matches!(one.outcome.as_deref().map(<[_]>::last), Ok(Some((Fact::Deleted, _))));
        if deleted {
            let view = ScheduleView::gone(after.clone(), now);
            here.publisher.tell_schedule(view.to_json().unwrap_or_default());
        } else if let Some(row) = schedules::get(&client, after.id).await? {
            let view = ScheduleView::under(&windows, now, row);
            here.publisher.tell_schedule(view.to_json().unwrap_or_default());
        }
    }
    Ok(())
}

/// A change set that was not made, as an answer; `place` is where its edits stand in the body.
pub(in crate::api) fn refused(e: ChangeSetError, place: &str) -> Problem {
    let said = e.to_string();
    match e {
        ChangeSetError::Store(e) => e.into(),
        ChangeSetError::NotFound => Problem::not_found(said),
        ChangeSetError::Names => Problem::conflict("name-taken", said),
        ChangeSetError::Outrun => Problem::conflict("outrun", said),
        ChangeSetError::Broken => Problem::broken(),
        ChangeSetError::TooMany(_) => Problem::field(place, said),
        ChangeSetError::Refused(refused) => {
            let errors = refused.iter().take(MOST_NAMED).map(|one| {
                let FieldError { pointer, detail } = Problem::about(&one.why);
                let named = one.name.as_ref().map_or_else(String::new, |name| format!("`{name}`: "));
                FieldError::new(format!("{place}/{}{pointer}", one.index), format!("{named}{detail}"))
            });
            Problem::refused(said, errors.collect())
        }
    }
}

fn action(fields: &Map<String, Value>) -> Result<What, Problem> {
    let Some(Value::Object(action)) = fields.get("action") else {
        return Err(Problem::field("/action", "required: {\"type\": \"disable\"}"));
    };
    let known = ["type", "until", "add", "remove", "queue", "owner_username", "changes"];
    let mut reader = Reader::new(action, &known);
    let kind = reader.required("type", text(1, 20));
    let tags = |value: &Value| -> Result<Vec<String>, String> {
        let draft = Draft::read(&Map::from_iter([("tags".to_owned(), value.clone())]));
        draft.map(|draft| draft.tags.unwrap_or_default()).map_err(|wrong| wrong.into_iter().map(|e| e.detail).collect())
    };
    let (add, remove) = (reader.optional("add", tags), reader.optional("remove", tags));
    let needs = |reader: &mut Reader<'_>, field: &str| {
        if !action.contains_key(field) {
            reader.complain(field, "required");
        }
        action.get(field).cloned().unwrap_or_default()
    };
    let changes = match kind.as_deref() {
        Some("enable") => json!({"enabled": true}),
        Some("disable") => json!({"enabled": false}),
        Some("snooze") => json!({"snooze_until": needs(&mut reader, "until")}),
        Some("queue") => json!({"queue": needs(&mut reader, "queue")}),
        Some("owner") => json!({"owner_username": needs(&mut reader, "owner_username")}),
        Some("update") => needs(&mut reader, "changes"),
        Some("delete" | "tag" | "release") | None => Value::Null,
        Some(other) => {
            reader.complain("type", format!("`{other}` is no action; known are enable, disable, snooze, delete, tag, queue, owner, update, release"));
            Value::Null
        }
    };
    if kind.as_deref() == Some("tag") && add.is_none() && remove.is_none() {
        reader.complain("add", "required, unless `remove` says which tags go");
    }
    let errors: Vec<FieldError> = reader.into_errors().into_iter().map(|e| at("/action", e)).collect();
    if !errors.is_empty() {
        return Err(Problem::invalid(errors));
    }
    match kind.as_deref() {
        Some("delete") => return Ok(What::Delete),
        Some("release") => return Ok(What::Change(Box::new(Draft { managed: Some(None), ..Draft::default() }))),
        Some("tag") => {
            return Ok(What::Retag { add: add.unwrap_or_default(), remove: remove.unwrap_or_default() });
        }
        _ => {}
    }
    let mut changes = edits::object(&changes).map_err(|detail| Problem::field("/action/changes", detail))?;
    for field in ["id", "version", "name"] {
        if changes.remove(field).is_some() {
            let detail = "is not the same for several schedules; use `edits` to say it of each";
            return Err(Problem::field(&format!("/action/changes/{field}"), detail));
        }
    }
    let draft = Draft::read(&changes).map_err(|wrong| {
        let place = if kind.as_deref() == Some("update") { "/action/changes" } else { "/action" };
        Problem::invalid(wrong.into_iter().map(|e| at(place, e)).collect())
    })?;
    Ok(What::Change(Box::new(draft)))
}

pub(in crate::api) struct BulkApi;

#[OpenApi(prefix_path = "/scheduler", tag = "Tag::Schedules")]
impl BulkApi {
    /// Change many schedules.
    ///
    /// In one transaction, all or none: where one is refused, 422 names it and nothing is changed. A dry run names every
    /// refusal. Up to 20,000 at once.
    #[oai(path = "/bulk", method = "post", operation_id = "changeSchedules")]
    async fn bulk(&self, here: Here, caller: Caller, input: Input<BulkInput>) -> Result<Json<OutcomeView>, Problem> {
        let who = caller.operator()?;
        let known = ["targets", "filter", "expected", "action", "edits", "note", "cancel_jobs", "dry_run"];
        let mut reader = Reader::new(&input.fields, &known);
        let note = reader.optional("note", text(0, NOTE_CHARS)).filter(|note| !note.trim().is_empty());
        let cancel_jobs = reader.optional("cancel_jobs", boolean).unwrap_or(false);
        let dry_run = reader.optional("dry_run", boolean).unwrap_or(false);
        let said = reader.value("edits").is_some();
        for field in ["targets", "filter", "expected", "action"].iter().filter(|_| said) {
            if reader.value(field).is_some() {
                reader.complain(field, "goes without `edits`, which say all");
            }
        }
        reader.finish()?;
        let about = About { cancel_jobs, ..About::bulk(note) };
        if said {
            let edits = edits::read(input.fields.get("edits"))?.into();
            return change(&here, who, edits, &about, dry_run).await.map_err(|e| e.at("/edits"));
        }
        let what = action(&input.fields)?;
        let task = |name: String| here.registry.resolve(&name).map_or(name, |entry| entry.name.to_owned());
        let targets = Targets::read(&input.fields, task)?;
        for _ in 0..MOST_SEARCHES {
            let found = {
                let client = here.database.get().await?;
                targets.find(&client).await?
            };
            let edit = |(id, seen)| Edit { id, seen, what: what.clone() };
            let edits: Arc<[Edit]> = found.into_iter().map(edit).collect();
            match change(&here, who, edits, &about, dry_run).await {
                // Somebody changed one that matched: perhaps it matches no more.
                Err(NotChanged::Refused(ChangeSetError::Refused(refused)))
                    if targets.are_sought() && refused.iter().all(Refused::is_stale) => {}
                done => return done.map_err(|e| e.at("/targets")),
            }
        }
        Err(refused(ChangeSetError::Outrun, "/targets"))
    }
}
