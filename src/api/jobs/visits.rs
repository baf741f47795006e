//! What a job does on each device, while it does it and afterwards.

use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::handlers::detail;
use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::problem::Problem;
use crate::domain::Timestamp;
use crate::domain::visit::{DeviceVisit, VisitState, VisitStep};
use crate::store::visits as stored;

/// Devices of one answer where the caller does not say, and the most.
const MOST: i64 = 2_000;

/// One question to a device.
#[derive(Clone, Debug, Object)]
#[oai(rename = "VisitStep")]
struct StepAnswer {
    /// What was asked: the name of a step, or a command.
    step: String,
    /// `ok`, `partial`, `failed`, or `none` where the platform has no command for it.
    status: String,
    /// How many things it told of.
    items: u64,
    /// Why not all of it is known.
    error_class: Option<String>,
    /// In words.
    error: Option<String>,
    /// How long it took, in milliseconds.
    ms: u64,
}

/// A device that a job has met.
#[derive(Clone, Debug, Object)]
#[oai(rename = "DeviceVisit")]
struct VisitAnswer {
    /// Its place among those that the job has met, from 0; names it within the attempt.
    nth: i32,
    /// What it is called.
    name: String,
    /// The device of the inventory that it is.
    device_id: Option<Uuid>,
    /// Its number there.
    number: Option<i64>,
    /// The address that it is visited at.
    address: Option<String>,
    /// How it is talked to.
    platform: Option<String>,
    /// Where it stands.
    location: Option<String>,
    /// How many links away from where the job began.
    depth: i32,
    /// The place of the device that heard it.
    parent: Option<i32>,
    /// On which interface of that one it was heard.
    via_interface: Option<String>,
    /// How far the job is with it.
    state: VisitState,
    /// What is waited for, being asked, or why it ended so.
    note: Option<String>,
    /// Why it did not answer, or the reason for which it is not visited.
    error_class: Option<String>,
    /// What it was asked so far.
    steps: Vec<StepAnswer>,
    /// Its neighbours that were heard.
    neighbors: i32,
    /// When it was begun with.
    began_at: Option<Timestamp>,
    /// When that was over.
    ended_at: Option<Timestamp>,
}

/// The devices that a job has met.
#[derive(Clone, Debug, Object)]
#[oai(rename = "DeviceVisits")]
struct VisitsAnswer {
    /// The attempt that met them; an earlier one's are forgotten. Null while there are none.
    attempt: Option<i16>,
    /// To be given as `after` next time.
    revision: i64,
    /// Whether there is more to be asked for at once.
    more: bool,
    /// Those that changed after `after`.
    items: Vec<VisitAnswer>,
}

impl From<VisitStep> for StepAnswer {
    fn from(s: VisitStep) -> Self {
        let VisitStep { step, status, items, error_class, error, ms } = s;
        Self { step, status, items, error_class, error, ms }
    }
}

impl From<DeviceVisit> for VisitAnswer {
    fn from(v: DeviceVisit) -> Self {
        Self {
            nth: v.nth,
            name: v.name,
            device_id: v.device_id,
            number: v.number,
            address: v.address,
            platform: v.platform,
            location: v.location,
            depth: v.depth,
            parent: v.parent,
            via_interface: v.via_interface,
            state: v.state,
            note: v.note,
            error_class: v.error_class,
            steps: v.steps.into_iter().map(Into::into).collect(),
            neighbors: v.neighbors,
            began_at: v.began_at,
            ended_at: v.ended_at,
        }
    }
}

pub(in crate::api) struct JobVisitsApi;

#[OpenApi(prefix_path = "/jobs", tag = "Tag::Jobs")]
impl JobVisitsApi {
    /// Follow a job from device to device.
    ///
    /// Of the newest attempt: each device that it has met, how far it is with it, and why it ended so. Ask again with
    /// `after` when the job's progress is told on the stream: only what has changed is answered. Tasks that visit no
    /// devices have none.
    #[oai(path = "/:id/visits", method = "get", operation_id = "getJobVisits")]
    async fn visits(
        &self,
        here: Here,
        _caller: Caller,
        id: Path<Uuid>,
        /// The `revision` of the answer before; without it everything is answered.
        after: Query<Option<i64>>,
        /// At most so many, up to 2,000, which it is by default. Devices that were written together come together.
        limit: Query<Option<i64>>,
    ) -> Result<Json<VisitsAnswer>, Problem> {
        let most = limit.0.unwrap_or(MOST);
        if !(1..=MOST).contains(&most) {
            return Err(Problem::field("?limit", format!("must be from 1 to {MOST}, not {most}")));
        }
        detail(&here, id.0).await?;
        let after = after.0.unwrap_or(0);
        let client = here.database.get().await?;
        let rows = stored::since(&client, id.0, after, most).await?;
        let revision = rows.last().map_or(after, |row| row.revision);
        let (more, attempt) = stored::is_more(&client, id.0, revision).await?;
        Ok(Json(VisitsAnswer {
            attempt,
            revision,
            more,
            items: rows.into_iter().map(|row| row.visit.into()).collect(),
        }))
    }
}
