//! What a job aims at, as its page shows it.

use deadpool_postgres::GenericClient;
use poem_openapi::Object;
use serde_json::Value;
use uuid::Uuid;

use super::view::DeviceBrief;
use crate::api::problem::Problem;
use crate::domain::Timestamp;
use crate::store::inventory::{self as stored, TargetsRow};

/// Devices and unknown ones that are shown with a job.
const SHOWN: usize = 100;

/// Something asked for that is no device.
#[derive(Clone, Debug, Object)]
#[oai(rename = "UnknownDevice")]
pub(super) struct UnknownAnswer {
    /// What was asked: a number, a Nautobot id, an address or a name.
    pub(super) asked: String,
    /// Why no device was found.
    pub(super) reason: String,
}

impl UnknownAnswer {
    fn read(stored: &Value) -> Self {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Self { asked: text(&stored["asked"]), reason: text(&stored["reason"]) }
    }
}

/// The devices that a job aims at, as its last attempt found them.
#[derive(Clone, Debug, Object)]
#[oai(rename = "JobTargets")]
pub(in crate::api) struct TargetsAnswer {
    /// The named inventory it was told.
    inventory_id: Option<i64>,
    /// What that is called, while there is one.
    inventory: Option<String>,
    /// How many devices.
    count: i32,
    /// The first 100 of them; those that are no more are left out.
    devices: Vec<DeviceBrief>,
    /// How many of what was asked for are no device.
    unknown_count: usize,
    /// The first 100 of those.
    unknown: Vec<UnknownAnswer>,
    /// Why the guard stopped the job: `empty` or `changed`; null when it went on.
    stopped: Option<String>,
    /// When they were found.
    resolved_at: Timestamp,
}

impl TargetsAnswer {
    /// What the job aims at, if it has found that out.
    pub(in crate::api) async fn of_job(client: &impl GenericClient, job: Uuid) -> Result<Option<Self>, Problem> {
        let Some(row) = stored::of_job(client, job, i32::try_from(SHOWN).unwrap_or(i32::MAX)).await? else {
            return Ok(None);
        };
        let TargetsRow { inventory_id, inventory, count, devices, unknown, stopped, resolved_at, .. } = row;
        let devices = stored::by_ids(client, &devices).await?.into_iter().map(Into::into).collect();
        let unknown_count = unknown.len();
        let unknown = unknown.iter().take(SHOWN).map(UnknownAnswer::read).collect();
        Ok(Some(Self { inventory_id, inventory, count, devices, unknown_count, unknown, stopped, resolved_at }))
    }
}
