//! What a crawl answers.

use std::collections::BTreeMap;

use serde::Serialize;
use uuid::Uuid;

use crate::domain::network::{ErrorClass, Step};

/// Links that a result names of each kind of change; the topology's history has them all.
pub(super) const MOST_NAMED: usize = 200;

/// What a crawl came to.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Outcome {
    /// `complete`, or `partial` where a device or a step failed.
    pub status: &'static str,
    /// Whether it only said what it would do.
    pub dry_run: bool,
    /// The farthest device that was visited, in links from a seed.
    pub depth_reached: u32,
    /// Devices that were tried.
    pub visited: usize,
    /// Those of them that answered.
    pub succeeded: usize,
    /// Those of them that did not.
    pub failed: usize,
    /// Devices that were heard of and not tried.
    pub skipped: usize,
    /// Those of them that the inventory does not know.
    pub unknown_neighbors: usize,
    /// Links that this crawl saw.
    pub links_total: usize,
    /// Links that were never seen before.
    pub links_new: usize,
    /// Links that are gone.
    pub links_lost: usize,
    /// Links that are not as they were.
    pub links_changed: usize,
    /// Links that were lost and are there again.
    pub links_returned: usize,
    /// Links that one end no longer sees while the other was not asked.
    pub links_doubted: usize,
    /// How many devices answered, by their distance from a seed.
    pub by_depth: Vec<usize>,
    /// How often a branch ended, by the reason.
    pub stop_reasons: BTreeMap<&'static str, usize>,
    /// Every device that was met.
    pub devices: Vec<DeviceOutcome>,
    /// The links that changed; of each kind the first ones.
    pub links: LinkNames,
    /// How long it took.
    pub duration_ms: u64,
}

/// The links that changed, as people read them: `core-1 Gi1/0/1 – core-2 Gi1/0/2`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LinkNames {
    /// Never seen before.
    pub new: Vec<String>,
    /// Gone.
    pub lost: Vec<String>,
    /// Not as they were.
    pub changed: Vec<String>,
    /// Lost before, there again.
    pub returned: Vec<String>,
}

/// What became of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceStatus {
    /// It answered all that it was asked.
    Ok,
    /// It answered, but not all of it.
    Partial,
    /// It did not answer.
    Failed,
    /// It was not tried.
    Stopped,
    /// It would be tried.
    Planned,
}

/// One device of a crawl.
#[derive(Clone, Debug, Serialize)]
pub struct DeviceOutcome {
    /// What it is called.
    pub name: String,
    /// The device of the inventory that it is.
    pub device_id: Option<Uuid>,
    /// Its number there.
    pub number: Option<i64>,
    /// The address that it was visited at.
    pub address: Option<String>,
    /// How it was talked to.
    pub platform: Option<&'static str>,
    /// How many links away from a seed.
    pub depth: u32,
    /// The devices on the way to it, from a seed on.
    pub path: Vec<String>,
    /// On which interface of the last of them it was heard.
    pub via_interface: Option<String>,
    /// What became of it.
    pub status: DeviceStatus,
    /// Why it did not answer.
    pub error_class: Option<ErrorClass>,
    /// In words.
    pub error: Option<String>,
    /// Why it was not tried.
    pub stop_reason: Option<&'static str>,
    /// What it was asked.
    pub steps: Vec<StepOutcome>,
    /// Its neighbours that were heard.
    pub neighbors: usize,
    /// How long it took.
    pub ms: u64,
}

/// One question to one device.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepOutcome {
    /// Which one.
    pub step: Step,
    /// `ok`, `partial`, `failed`, or `none` where the platform has no command for it.
    pub status: &'static str,
    /// How many things it told of.
    pub items: usize,
    /// Why not all of it is known.
    pub error_class: Option<ErrorClass>,
    /// In words.
    pub error: Option<String>,
    /// How long it took.
    pub ms: u64,
}
