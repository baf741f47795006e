//! Schedules in the words of a file.

use poem_openapi::param::Query;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::problem::Problem;
use crate::api::types::{Fields, Words};
use crate::command::as_code::exported;
use crate::command::change_set::MOST_AT_ONCE;
use crate::domain::schedule::Schedule;
use crate::store::change_sets;
use crate::store::schedules::{self, ScheduleFilter};

/// Schedules as a file says them.
#[derive(Clone, Debug, Object)]
#[oai(rename = "ExportedSchedules")]
struct ExportView {
    /// By name, with ids and anchors, so that they can be applied elsewhere and are the same there.
    schedules: Vec<Fields>,
}

pub(in crate::api) struct ExportApi;

#[OpenApi(prefix_path = "/scheduler", tag = "Tag::Schedules")]
impl ExportApi {
    /// Export schedules as a file says them.
    ///
    /// What has its default is left out, and so are snoozes. What `noc-scheduler schedules export` writes as YAML.
    #[oai(path = "/export", method = "get", operation_id = "exportSchedules")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn export(
        &self,
        here: Here,
        _caller: Caller,
        /// Part of the name, task or owner.
        search: Query<Option<Words>>,
        /// With this tag.
        tag: Query<Option<Words>>,
        /// `ui`, or `file:` and the name of the file that manages it.
        managed_by: Query<Option<Words>>,
        /// Only what was changed by hand since its file last said what it is: a patch for the file.
        drifted: Query<Option<bool>>,
        /// With the names of their owners, who must be users where it is applied.
        owners: Query<Option<bool>>,
    ) -> Result<Json<ExportView>, Problem> {
        let words = |query: Query<Option<Words>>| query.0.map(|words| words.0).filter(|words| !words.is_empty());
        let filter = ScheduleFilter {
            search: words(search),
            tag: words(tag),
            managed_by: words(managed_by),
            ..ScheduleFilter::default()
        };
        let client = here.database.get().await?;
        let most = i64::try_from(MOST_AT_ONCE).unwrap_or(i64::MAX);
        let found = schedules::matching(&client, &filter, most + 1).await?;
        let ids: Vec<Uuid> = found.into_iter().map(|(id, _)| id).collect();
        if ids.len() > MOST_AT_ONCE {
            return Err(Problem::field(
                "?search",
                format!("there are more than {MOST_AT_ONCE} schedules; search for some"),
            ));
        }
        let mut states = change_sets::states(&client, &ids).await?;
        let with_owner = owners.0.unwrap_or(false);
        let wanted = |schedule: &Schedule| drifted.0.is_none_or(|drifted| drifted == schedule.has_drifted());
        let mut schedules = Vec::with_capacity(ids.len());
        for id in ids {
            let Some(state) = states.remove(&id) else { continue };
            // Left out of its file, the schedule would be removed by the next apply.
            let schedule = state.held.schedule.map_err(|e| {
                let detail = format!("the schedule {id} cannot be read by this program, so it cannot be written: {e}");
                Problem::conflict("unreadable", detail)
            })?;
            if wanted(&schedule) {
                let owner = state.owner_username.as_deref().filter(|_| with_owner);
                schedules.push(Fields(exported(&schedule, owner)));
            }
        }
        Ok(Json(ExportView { schedules }))
    }
}
