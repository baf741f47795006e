//! List, read, preview, make, change, lift.

use std::cmp::Reverse;

use poem::Request;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::types::ToJSON;
use uuid::Uuid;

use super::input::WindowInput;
use super::preview::{PreviewAnswer, preview};
use super::view::{WindowState, WindowView};
use crate::api::Tag;
use crate::api::answer::{Made, Versioned, version_seen};
use crate::api::auth::{Caller, Here};
use crate::api::body::Input;
use crate::api::page::{List, MOST_COUNTED, Next, cursor, page_size};
use crate::api::problem::Problem;
use crate::api::schedules::seen;
use crate::api::state::Context;
use crate::api::types::{Several, Words};
use crate::command::maintenance::WindowError;
use crate::domain::Timestamp;
use crate::store::maintenance::{self, WindowRow};

/// What was refused, with the current state where that is the reason.
fn refused(e: WindowError, now: Timestamp) -> Problem {
    let said = e.to_string();
    match e {
        WindowError::Stale { current, .. } => {
            Problem::stale(said, WindowView::of(*current, now).to_json().unwrap_or_default())
        }
        other => other.into(),
    }
}

/// Tells the streams how a window stands, and answers it.
fn told(context: &Context, row: WindowRow, changed: bool) -> WindowView {
    let view = WindowView::of(row, context.clock.now());
    if changed {
        context.publisher.tell_maintenance(view.to_json().unwrap_or_default());
    }
    view
}

fn versioned(body: WindowView) -> Versioned<WindowView> {
    let version = Some(body.version);
    Versioned { body, version }
}

pub(in crate::api) struct MaintenanceApi;

#[OpenApi(prefix_path = "/scheduler/maintenance-windows", tag = "Tag::Maintenance")]
impl MaintenanceApi {
    /// List maintenance windows.
    ///
    /// Those that are open first, then those to come in the order they open, then those that are over, newest first.
    #[oai(path = "/", method = "get", operation_id = "listMaintenanceWindows")]
    async fn list(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// Only those in these states.
        state: Query<Option<Several<WindowState>>>,
        /// At most so many, up to 500.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<WindowView>, Problem> {
        let size = usize::try_from(page_size(limit.0)?).unwrap_or(0);
        let skip: usize = self::cursor('w', cursor.0.as_ref().map(|words| words.0.as_str()))?.unwrap_or(0);
        let wanted = state.0.map(|states| states.0).unwrap_or_default();
        let stream_cursor = here.stream_cursor().await;
        let rows = {
            let client = here.database.get().await?;
            maintenance::list(&client, MOST_COUNTED).await?
        };
        let now = here.clock.now();
        let mut windows: Vec<WindowView> = rows.into_iter().map(|row| WindowView::of(row, now)).collect();
        windows.retain(|window| wanted.is_empty() || wanted.contains(&window.state));
        // Stable: within a state the newest come first, as they were read.
        windows.sort_by_key(|window| (window.state, window.opens_at, Reverse(window.ended_at)));
        let total = windows.len();
        let next = (skip.saturating_add(size) < total).then(|| Next::after(request, &format!("w{}", skip + size)));
        let items = windows.into_iter().skip(skip).take(size).collect();
        Ok(List { items, total: i64::try_from(total).ok(), next, stream_cursor })
    }

    /// What would a maintenance window suppress?
    ///
    /// Counts the due times of enabled schedules in it, from now on, whatever other windows there are. Nothing is saved.
    #[oai(path = "/preview", method = "post", operation_id = "previewMaintenanceWindow")]
    async fn preview(
        &self,
        here: Here,
        caller: Caller,
        /// Look no further than this, at most 30 days; the window's own end where that comes first.
        until: Query<Option<Timestamp>>,
        input: Input<WindowInput>,
    ) -> Result<Json<PreviewAnswer>, Problem> {
        caller.operator()?;
        Ok(Json(preview(&here, &input.fields, until.0).await?))
    }

    /// Make a maintenance window.
    ///
    /// It counts from now on: due times that have their outcome keep it. With a scope of all and nothing about when,
    /// everything is held or skipped from now until it is lifted.
    #[oai(path = "/", method = "post", operation_id = "createMaintenanceWindow")]
    async fn create(&self, here: Here, caller: Caller, input: Input<WindowInput>) -> Result<Made<WindowView>, Problem> {
        let who = caller.operator()?;
        let (row, new) = here.door.create_window(who, &input.fields, here.clock.now()).await?;
        let body = told(&here, row, new);
        let version = Some(body.version);
        Ok(Made { body, new, version })
    }

    /// Read a maintenance window.
    #[oai(path = "/:id", method = "get", operation_id = "getMaintenanceWindow")]
    async fn get(&self, here: Here, _caller: Caller, id: Path<Uuid>) -> Result<Versioned<WindowView>, Problem> {
        let client = here.database.get().await?;
        let row = maintenance::get(&client, id.0).await?.ok_or(WindowError::NotFound)?;
        Ok(versioned(WindowView::of(row, here.clock.now())))
    }

    /// Change a maintenance window.
    ///
    /// Absent fields stay. What was due before the change is judged by what the window said then.
    #[oai(path = "/:id", method = "put", operation_id = "updateMaintenanceWindow")]
    async fn update(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        /// The version you saw, in quotes; 412 when it was changed meanwhile.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        input: Input<WindowInput>,
    ) -> Result<Versioned<WindowView>, Problem> {
        let who = caller.operator()?;
        let seen = version_seen(if_match.0.as_deref(), input.fields.get("version"))?;
        let now = here.clock.now();
        let changed = here.door.edit_window(who, id.0, seen, &input.fields, now).await;
        let (row, changed) = changed.map_err(|e| refused(e, now))?;
        Ok(versioned(told(&here, row, changed)))
    }

    /// Lift a maintenance window: it ends now.
    ///
    /// What it held and no other window holds becomes jobs at once.
    #[oai(path = "/:id/lift", method = "post", operation_id = "liftMaintenanceWindow")]
    async fn lift(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        /// The version you saw, in quotes; 412 when it was changed meanwhile.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Versioned<WindowView>, Problem> {
        let who = caller.operator()?;
        let seen = seen(if_match.0.as_deref())?;
        let lifted = here.door.lift_window(who, id.0, seen, false).await;
        Ok(versioned(told(&here, lifted.map_err(|e| refused(e, here.clock.now()))?, true)))
    }

    /// Delete a maintenance window that has not been open yet.
    ///
    /// One that has been open is lifted instead.
    #[oai(path = "/:id", method = "delete", operation_id = "deleteMaintenanceWindow")]
    async fn delete(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        /// The version you saw, in quotes; 412 when it was changed meanwhile.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Versioned<WindowView>, Problem> {
        let who = caller.operator()?;
        let seen = seen(if_match.0.as_deref())?;
        let lifted = here.door.lift_window(who, id.0, seen, true).await;
        Ok(versioned(told(&here, lifted.map_err(|e| refused(e, here.clock.now()))?, true)))
    }
}
