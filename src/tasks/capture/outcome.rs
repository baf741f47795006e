//! What a capture answers.

use serde::Serialize;
use uuid::Uuid;

use crate::archive::{Kept, Output};
use crate::domain::network::ErrorClass;
use crate::store::captures::Change;
use crate::tasks::reach::Unanswered;

/// Devices that a result names by their changes; the captures of the job have them all.
const MOST_NAMED: usize = 200;
/// With more devices than this, those of which there is nothing to tell are told without their commands.
const MOST_WHOLE: usize = 1_000;

/// What a capture came to.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Outcome {
    /// `complete`, or `partial` where a device or a command failed.
    pub status: &'static str,
    /// Devices that were to be asked.
    pub total: usize,
    /// Those of them that answered all that they were asked.
    pub succeeded: usize,
    /// Those that answered some of it.
    pub partial: usize,
    /// Those that answered nothing.
    pub failed: usize,
    /// Those that were not tried, because the job's time was over.
    pub skipped: usize,
    /// Those that differ from what was expected of them.
    pub changed: usize,
    /// Those of which nothing was expected yet.
    pub first: usize,
    /// What those that differ are called; the first ones.
    pub changed_devices: Vec<String>,
    /// Every device.
    pub devices: Vec<DeviceOutcome>,
    /// How long it took.
    pub duration_ms: u64,
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
}

/// One device of a capture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeviceOutcome {
    /// What it is called.
    pub name: String,
    /// The device of the inventory that it is.
    pub device_id: Uuid,
    /// Its number there.
    pub number: i64,
    /// The address that it was visited at.
    pub address: Option<String>,
    /// How it was talked to.
    pub platform: Option<&'static str>,
    /// What became of it.
    pub status: DeviceStatus,
    /// Why it did not answer, or not to the end.
    pub error_class: Option<ErrorClass>,
    /// In words.
    pub error: Option<String>,
    /// What was kept of it.
    pub capture_id: Option<Uuid>,
    /// The version of its baseline that this is.
    pub version: Option<i32>,
    /// Whether it differs from what was expected of it.
    pub changed: bool,
    /// Whether nothing was expected of it yet.
    pub first: bool,
    /// What it was asked.
    pub commands: Vec<CommandOutcome>,
    /// How long it took.
    pub ms: u64,
}

/// One command.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CommandOutcome {
    /// The command.
    pub command: String,
    /// `ok`; `none` where the device has no such command, and nobody asked for it by name; `failed`.
    pub status: &'static str,
    /// Why there is no answer.
    pub error_class: Option<ErrorClass>,
    /// In words.
    pub error: Option<String>,
    /// How long the answer is, in bytes.
    pub bytes: Option<i32>,
    /// How many lines it has.
    pub lines: Option<i32>,
    /// `first`, `same` or `changed`, against the last baseline that has an answer to this command.
    pub change: Option<&'static str>,
    /// Lines that came since then.
    pub added: Option<usize>,
    /// Lines that went.
    pub removed: Option<usize>,
    /// How long it took.
    pub ms: u64,
}

impl CommandOutcome {
    /// Before it is known how it stands to what was expected.
    pub(super) fn of(output: &Output) -> Self {
        let (error_class, error) = output.error.clone().unzip();
        let raw = output.said.as_ref().and_then(|said| said.texts.first());
        Self {
            command: output.command.clone(),
            status: output.status,
            error_class,
            error,
            bytes: raw.map(|raw| raw.bytes),
            lines: raw.map(|raw| raw.lines),
            change: None,
            added: None,
            removed: None,
            ms: output.ms,
        }
    }
}

impl DeviceOutcome {
    /// With why it did not answer, or not to the end.
    pub(super) fn ended(mut self, status: DeviceStatus, why: Option<Unanswered>) -> Self {
        self.status = status;
        (self.error_class, self.error) = why.unzip();
        self
    }

    /// With what was kept of it.
    pub(super) fn kept(mut self, kept: &Kept) -> Self {
        for (command, change) in self.commands.iter_mut().zip(&kept.changes) {
            let Some((change, added, removed)) = *change else { continue };
            (command.change, command.added, command.removed) = (Some(change.as_str()), Some(added), Some(removed));
        }
        let answered = || self.commands.iter().filter_map(|command| command.change);
        self.changed = answered().any(|change| change == Change::Changed.as_str());
        self.first = answered().all(|change| change == Change::First.as_str());
        (self.capture_id, self.version) = (Some(kept.id), kept.version);
        self
    }

    fn is_quiet(&self) -> bool {
        self.status == DeviceStatus::Ok && !self.changed
    }
}

impl Outcome {
    /// Of so many devices.
    pub(super) fn of(total: usize) -> Self {
        Self { total, ..Self::default() }
    }

    /// Counts a device in.
    pub(super) fn add(&mut self, mut device: DeviceOutcome) {
        match device.status {
            DeviceStatus::Ok => self.succeeded += 1,
            DeviceStatus::Partial => self.partial += 1,
            DeviceStatus::Failed => self.failed += 1,
            DeviceStatus::Stopped => self.skipped += 1,
        }
        self.first += usize::from(device.first);
        if device.changed {
            self.changed += 1;
            if self.changed_devices.len() < MOST_NAMED {
                self.changed_devices.push(device.name.clone());
            }
        }
        if self.total > MOST_WHOLE && device.is_quiet() {
            device.commands.clear();
        }
        self.devices.push(device);
    }

    /// Puts the devices in the order of their numbers: they came as they were done.
    pub(super) fn finish(&mut self, warnings: i32, duration_ms: u64) {
        self.devices.sort_by_key(|device| device.number);
        self.changed_devices.sort();
        self.status = if warnings > 0 { "partial" } else { "complete" };
        self.duration_ms = duration_ms;
    }
}
