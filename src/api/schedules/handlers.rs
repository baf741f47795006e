//! List, read, create, change, delete.

use deadpool_postgres::Client;
use poem::Request;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::types::ToJSON;
use poem_openapi::{Enum, OpenApi};
use uuid::Uuid;

use super::input::ScheduleInput;
use super::view::{CountsView, ScheduleState, ScheduleView};
use super::{past, then};
use crate::api::Tag;
use crate::api::answer::{Made, Versioned};
use crate::api::auth::{Caller, Here};
use crate::api::body::Input;
use crate::api::page::{List, MOST_COUNTED, Next, cursor, page_size};
use crate::api::problem::Problem;
use crate::api::state::Context;
use crate::api::types::Words;
use crate::command::CommandError;
use crate::domain::Timestamp;
use crate::domain::draft::Draft;
use crate::domain::maintenance::Windows;
use crate::store::past::Then;
use crate::store::schedules::{self, ScheduleFilter, ScheduleRow, Sort};
use crate::store::{StoreError, maintenance};

/// In which order a list comes; `-` is descending.
#[derive(Clone, Copy, Debug, Enum)]
#[oai(rename = "ScheduleSort")]
enum SortInput {
    #[oai(rename = "name")]
    Name,
    #[oai(rename = "-name")]
    NameDesc,
    #[oai(rename = "task")]
    Task,
    #[oai(rename = "-task")]
    TaskDesc,
    #[oai(rename = "owner")]
    Owner,
    #[oai(rename = "-owner")]
    OwnerDesc,
    #[oai(rename = "next_run_at")]
    NextRun,
    #[oai(rename = "-next_run_at")]
    NextRunDesc,
    #[oai(rename = "last_run_at")]
    LastRun,
    #[oai(rename = "-last_run_at")]
    LastRunDesc,
    #[oai(rename = "date_changed")]
    Changed,
    #[oai(rename = "-date_changed")]
    ChangedDesc,
}

impl From<SortInput> for Sort {
    fn from(sort: SortInput) -> Self {
        match sort {
            SortInput::Name => Self::Name,
            SortInput::NameDesc => Self::NameDesc,
            SortInput::Task => Self::Task,
            SortInput::TaskDesc => Self::TaskDesc,
            SortInput::Owner => Self::Owner,
            SortInput::OwnerDesc => Self::OwnerDesc,
            SortInput::NextRun => Self::NextRun,
            SortInput::NextRunDesc => Self::NextRunDesc,
            SortInput::LastRun => Self::LastRun,
            SortInput::LastRunDesc => Self::LastRunDesc,
            SortInput::Changed => Self::Changed,
            SortInput::ChangedDesc => Self::ChangedDesc,
        }
    }
}

/// The live schedule `id`, or 404.
pub(super) async fn row(context: &Context, id: Uuid) -> Result<ScheduleRow, Problem> {
    let client = context.database.get().await?;
    let row = schedules::get(&client, id).await?;
    row.ok_or_else(|| Problem::not_found("there is no such schedule"))
}

/// The live schedule `id` as answers show it, or 404.
async fn view(context: &Context, id: Uuid) -> Result<ScheduleView, Problem> {
    let row = row(context, id).await?;
    let client = context.database.get().await?;
    let windows = windows_now(&client).await?;
    Ok(ScheduleView::under(&windows, context.clock.now(), row))
}

/// The maintenance windows, to show who is in one. Where one cannot be read nobody
/// is shown in any: schedules are still to be seen, and beat says what is wrong.
pub(in crate::api) async fn windows_now(client: &Client) -> Result<Windows, StoreError> {
    match maintenance::in_force(client).await {
        Ok((windows, _)) => Ok(windows),
        Err(StoreError::Unreadable { .. }) => Ok(Windows::default()),
        Err(e) => Err(e),
    }
}

/// The version in an `If-Match` header: `"7"`. `*` and absence say nothing.
pub(in crate::api) fn seen(if_match: Option<&str>) -> Result<Option<i32>, Problem> {
    let Some(text) = if_match.map(str::trim).filter(|text| *text != "*") else { return Ok(None) };
    let number = text.strip_prefix("W/").unwrap_or(text).trim_matches('"').parse();
    number.map(Some).map_err(|_| Problem::malformed(format!("If-Match must be a version such as \"7\", not {text}")))
}

/// What was refused, with the current state where that is the reason.
pub(super) async fn refused(context: &Context, id: Uuid, e: CommandError) -> Problem {
    if !matches!(e, CommandError::Stale { .. }) {
        return e.into();
    }
    match view(context, id).await {
        Ok(view) => Problem::stale(e.to_string(), view.to_json().unwrap_or_default()),
        Err(gone) => gone,
    }
}

/// Tells streams how a schedule stands.
pub(super) fn tell(context: &Context, view: &ScheduleView) {
    context.publisher.tell_schedule(view.to_json().unwrap_or_default());
}

pub(in crate::api) struct SchedulesApi;

#[OpenApi(prefix_path = "/scheduler/tasks", tag = "Tag::Schedules")]
impl SchedulesApi {
    /// List schedules.
    ///
    /// All of them, up to 10,000, unless `limit` asks for pages. With `state=deleted` those that can be restored, the
    /// latest deleted first.
    #[oai(path = "/", method = "get", operation_id = "listSchedules")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn list(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// Part of the name, task or owner.
        search: Query<Option<Words>>,
        /// Switched on, or not.
        enabled: Query<Option<bool>>,
        /// In this state.
        state: Query<Option<ScheduleState>>,
        /// Of this task.
        task: Query<Option<Words>>,
        /// Of this user.
        owner: Query<Option<Words>>,
        /// With this tag.
        tag: Query<Option<Words>>,
        /// `ui`, or `file:` and the name of the file that manages it.
        managed_by: Query<Option<Words>>,
        /// Whose newest ended job failed or timed out, or not.
        failing: Query<Option<bool>>,
        /// With a due time more than a minute past that has neither a started job nor a skip, or not.
        overdue: Query<Option<bool>>,
        /// As they stood at this instant, by name, 10,000 at most; what only the present has is null. Goes with `search`
        /// and `enabled` alone.
        at: Query<Option<Timestamp>>,
        /// In this order.
        sort: Query<Option<SortInput>>,
        /// At most so many, up to 500.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<ScheduleView>, Problem> {
        if let Some(at) = at.0 {
            let others = state.0.is_some() || task.0.is_some() || owner.0.is_some() || tag.0.is_some();
            if others || failing.0.is_some() || overdue.0.is_some() || limit.0.is_some() {
                return Err(Problem::field("?at", "goes with `search` and `enabled` alone"));
            }
            let words = search.0.map(|words| words.0.to_lowercase()).unwrap_or_default();
            let some = !words.is_empty() || enabled.0.is_some();
            let fits = |then: &Then| {
                let d = &then.moment.schedule.definition;
                let is_named = [&*d.name, &*d.task].iter().any(|text| text.to_lowercase().contains(&words));
                is_named && enabled.0.is_none_or(|enabled| enabled == then.moment.enabled)
            };
            return then::all(&here, at, some.then_some(fits)).await;
        }
        let task = task.0.map(|Words(name)| here.registry.resolve(&name).map_or(name, |entry| entry.name.to_owned()));
        let filter = ScheduleFilter {
            search: search.0.map(|words| words.0).filter(|words| !words.is_empty()),
            enabled: enabled.0,
            phase: state.0.and_then(ScheduleState::phase),
            task,
            owner: owner.0.map(|words| words.0),
            // A snoozed schedule is enabled by its phase; as a state it is not.
            snoozed: match state.0 {
                Some(ScheduleState::Snoozed) => Some(true),
                Some(ScheduleState::Enabled) => Some(false),
                _ => None,
            },
            tag: tag.0.map(|words| words.0),
            managed_by: managed_by.0.map(|words| words.0),
            failing: failing.0,
            overdue: overdue.0,
            // Of what is gone, the latest loss is looked for first.
            sort: sort.0.map_or(
                if state.0 == Some(ScheduleState::Deleted) { Sort::ChangedDesc } else { Sort::default() },
                Sort::from,
            ),
        };
        let size = limit.0.map(|limit| page_size(Some(limit))).transpose()?;
        let offset: i64 = self::cursor('s', cursor.0.as_ref().map(|words| words.0.as_str()))?.unwrap_or(0);
        let stream_cursor = here.stream_cursor().await;
        let client = here.database.get().await?;
        let (windows, now) = (windows_now(&client).await?, here.clock.now());
        let only_unreadable = state.0 == Some(ScheduleState::Unreadable);
        let total = schedules::count(&client, &filter, MOST_COUNTED + 1).await?;
        if size.is_none() && total > MOST_COUNTED {
            return Err(Problem::field("?limit", "there are more than 10,000 schedules; ask for pages with `limit`"));
        }
        // Whether one can be read is not in any column: those that cannot are picked out here.
        let wanted = if only_unreadable { None } else { size };
        let mut rows = schedules::list(&client, &filter, wanted.unwrap_or(MOST_COUNTED), offset.max(0)).await?;
        if only_unreadable {
            rows.retain(|row| row.schedule.is_err());
            let items = rows.into_iter().map(|row| ScheduleView::under(&windows, now, row)).collect();
            return Ok(List { stream_cursor, ..List::whole(items) });
        }
        let end = offset + i64::try_from(rows.len()).unwrap_or(0);
        let next = (wanted.is_some() && end < total).then(|| Next::after(request, &format!("s{end}")));
        let items = rows.into_iter().map(|row| ScheduleView::under(&windows, now, row)).collect();
        Ok(List { items, total: Some(total.min(MOST_COUNTED)), next, stream_cursor })
    }

    /// Count schedules by state.
    ///
    /// Failing and overdue ones are counted in their state, too.
    #[oai(path = "/counts", method = "get", operation_id = "countSchedules")]
    async fn counts(&self, here: Here, _caller: Caller) -> Result<Json<CountsView>, Problem> {
        let client = here.database.get().await?;
        Ok(Json(schedules::counts(&client).await?.into()))
    }

    /// Create a schedule.
    ///
    /// With a client-chosen `id` a repeated request answers 200 and changes nothing.
    #[oai(path = "/", method = "post", operation_id = "createSchedule")]
    async fn create(
        &self,
        here: Here,
        caller: Caller,
        input: Input<ScheduleInput>,
    ) -> Result<Made<ScheduleView>, Problem> {
        let who = caller.operator()?;
        let draft = Draft::read(&input.fields).map_err(Problem::invalid)?;
        let written = here.door.create(who, draft).await?;
        let body = view(&here, written.schedule.id).await?;
        if written.changed {
            tell(&here, &body);
        }
        let version = Some(body.version);
        Ok(Made { body, new: written.changed, version })
    }

    /// Read a schedule.
    ///
    /// With `version` or `at`, as it stood then, of a deleted one too; what only the present has is null.
    #[oai(path = "/:id", method = "get", operation_id = "getSchedule")]
    async fn get(
        &self,
        here: Here,
        _caller: Caller,
        id: Path<Uuid>,
        /// As it stood after this version's event.
        version: Query<Option<i32>>,
        /// As it stood at this instant.
        at: Query<Option<Timestamp>>,
    ) -> Result<Versioned<ScheduleView>, Problem> {
        if let Some(when) = past::When::read(version.0, at.0)? {
            return Ok(Versioned { body: past::view(&here, id.0, when).await?, version: None });
        }
        let body = view(&here, id.0).await?;
        let version = Some(body.version);
        Ok(Versioned { body, version })
    }

    /// Change a schedule.
    ///
    /// Absent fields stay. A change that changes nothing answers the same version.
    #[oai(path = "/:id", method = "put", operation_id = "updateSchedule")]
    async fn update(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        /// The version you saw, in quotes; 412 when it was changed meanwhile.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        /// Also end its open jobs, where this switches it off.
        cancel_jobs: Query<Option<bool>>,
        input: Input<ScheduleInput>,
    ) -> Result<Versioned<ScheduleView>, Problem> {
        let who = caller.operator()?;
        let mut fields = input.fields;
        // Read-only here, and such fields mean nothing in a body, whatever their value.
        fields.remove("id");
        let mut draft = Draft::read(&fields).map_err(Problem::invalid)?;
        draft.version = seen(if_match.0.as_deref())?.or(draft.version);
        let disables = draft.enabled == Some(false);
        if cancel_jobs.0 == Some(true) && !disables {
            return Err(Problem::field("?cancel_jobs", "goes with `\"enabled\": false` only"));
        }
        let written = match here.door.edit_and(who, id.0, draft, cancel_jobs.0 == Some(true)).await {
            Ok(written) => written,
            Err(e) => return Err(refused(&here, id.0, e).await),
        };
        here.publisher.tell_all(written.cancelled);
        let body = view(&here, id.0).await?;
        if written.changed {
            tell(&here, &body);
        }
        let version = Some(body.version);
        Ok(Versioned { body, version })
    }

    /// Delete a schedule.
    ///
    /// Answers it as it was. Its history stays; its open jobs go on, unless `cancel_jobs=true`.
    #[oai(path = "/:id", method = "delete", operation_id = "deleteSchedule")]
    async fn delete(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        /// The version you saw, in quotes; 412 when it was changed meanwhile.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        /// Also end its open jobs.
        cancel_jobs: Query<Option<bool>>,
        /// Why, for the history.
        note: Query<Option<Words>>,
    ) -> Result<Versioned<ScheduleView>, Problem> {
        let who = caller.operator()?;
        let seen = seen(if_match.0.as_deref())?;
        let before = view(&here, id.0).await?;
        let note = note.0.map(|words| words.0).filter(|note| !note.trim().is_empty());
        let cancels = cancel_jobs.0 == Some(true);
        let written = match here.door.delete_and(who, id.0, seen, note.as_deref(), cancels).await {
            Ok(written) => written,
            Err(e) => return Err(refused(&here, id.0, e).await),
        };
        here.publisher.tell_all(written.cancelled);
        let body = before.deleted(written.schedule.version, written.changed_at);
        tell(&here, &body);
        let version = Some(body.version);
        Ok(Versioned { body, version })
    }
}

#[cfg(test)]
mod tests {
    use super::seen;

    #[test]
    fn a_version_is_read_from_if_match() {
        for (text, version) in [("\"7\"", Some(7)), ("7", Some(7)), ("W/\"7\"", Some(7)), ("*", None)] {
            assert_eq!(seen(Some(text)).unwrap(), version, "{text}");
        }
        assert_eq!(seen(None).unwrap(), None);
        assert_eq!(seen(Some("\"x\"")).unwrap_err().status(), 400);
    }
}
