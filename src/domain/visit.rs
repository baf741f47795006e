//! What a job does on each device, while it does it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Timestamp;
use super::job::spelled;

/// How far a job is with a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitState {
    /// It is known, and its turn has not come, or there is no place on it yet.
    Waiting,
    /// It is being logged in to.
    Connecting,
    /// It is being asked.
    Asking,
    /// It answered all that it was asked.
    Ok,
    /// It answered, but not all of it.
    Partial,
    /// It did not answer.
    Failed,
    /// It is not visited.
    Stopped,
}

spelled!(VisitState, "state of a visit", {
    Waiting => "waiting", Connecting => "connecting", Asking => "asking", Ok => "ok", Partial => "partial",
    Failed => "failed", Stopped => "stopped",
});

impl VisitState {
    /// Whether the job is done with the device, one way or another.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Ok | Self::Partial | Self::Failed | Self::Stopped)
    }
}

/// One question to a device, and how it went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitStep {
    /// What was asked: the name of a step, or a command.
    pub step: String,
    /// `ok`, `partial`, `failed`, or `none` where the platform has no command for it.
    pub status: String,
    /// How many things it told of.
    pub items: u64,
    /// Why not all of it is known.
    pub error_class: Option<String>,
    /// In words.
    pub error: Option<String>,
    /// How long it took, in milliseconds.
    pub ms: u64,
}

/// A device that a job has met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceVisit {
    /// Its place among those that the job has met, from 0.
    pub nth: i32,
    /// What it is called.
    pub name: String,
    /// The device of the inventory that it is.
    pub device_id: Option<Uuid>,
    /// Its number there.
    pub number: Option<i64>,
    /// The address that it is visited at.
    pub address: Option<String>,
    /// How it is talked to.
    pub platform: Option<String>,
    /// Where it stands.
    pub location: Option<String>,
    /// How many links away from where the job began.
    pub depth: i32,
    /// The place of the device that heard it.
    pub parent: Option<i32>,
    /// On which interface of that one it was heard.
    pub via_interface: Option<String>,
    /// How far the job is with it.
    pub state: VisitState,
    /// What is waited for, being asked, or why it ended so.
    pub note: Option<String>,
    /// Why it did not answer, or the reason for which it is not visited.
    pub error_class: Option<String>,
    /// What it was asked so far.
    pub steps: Vec<VisitStep>,
    /// Its neighbours that were heard.
    pub neighbors: i32,
    /// When it was begun with.
    pub began_at: Option<Timestamp>,
    /// When that was over.
    pub ended_at: Option<Timestamp>,
}

impl DeviceVisit {
    /// A device whose turn has not come.
    #[must_use]
    pub fn waiting(name: impl Into<String>, depth: u32) -> Self {
        Self {
            nth: 0,
            name: name.into(),
            device_id: None,
            number: None,
            address: None,
            platform: None,
            location: None,
            depth: i32::try_from(depth).unwrap_or(i32::MAX),
            parent: None,
            via_interface: None,
            state: VisitState::Waiting,
            note: None,
            error_class: None,
            steps: Vec::new(),
            neighbors: 0,
            began_at: None,
            ended_at: None,
        }
    }
}
