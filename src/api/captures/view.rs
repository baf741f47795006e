//! Captures as answers show them.

use poem_openapi::Object;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::store::captures::{CaptureRow, Change, Kind, OutputRow};

/// What a device said when it was asked once.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Capture")]
pub(super) struct CaptureAnswer {
    /// Its id.
    id: Uuid,
    /// `baseline`: what is expected from then on. `snapshot`: kept beside it, to be compared.
    kind: Kind,
    /// Of which device.
    device_id: Uuid,
    /// The number of that; null where it is no more.
    number: Option<i64>,
    /// What it was called then.
    device: String,
    /// How it was talked to: `cisco_ios`.
    platform: String,
    /// Its number among the baselines of the device, from 1; null for a snapshot.
    version: Option<i32>,
    /// Whether it is the newest baseline of the device.
    current: bool,
    /// `ok`, or `partial` where a command was not answered.
    status: String,
    /// The job that took it.
    job_id: Uuid,
    /// The snapshot that was made this baseline.
    promoted_from: Option<Uuid>,
    /// When it was taken.
    taken_at: Timestamp,
    /// For whom.
    taken_by: String,
    /// Why.
    notes: Option<String>,
    /// Whether it differed from what was expected then.
    changed: bool,
    /// How many commands it has.
    commands: i64,
    /// Those of them that were answered.
    answered: i64,
    /// Those whose answers differed.
    differing: i64,
}

impl From<CaptureRow> for CaptureAnswer {
    fn from(c: CaptureRow) -> Self {
        Self {
            id: c.id,
            kind: c.kind,
            device_id: c.device_id,
            number: c.number,
            device: c.device_name,
            platform: c.platform,
            version: c.version,
            current: c.current,
            status: c.status,
            job_id: c.job_id,
            promoted_from: c.promoted_from,
            taken_at: c.taken_at,
            taken_by: c.taken_by,
            notes: c.notes,
            changed: c.changed,
            commands: c.commands,
            answered: c.answered,
            differing: c.differing,
        }
    }
}

/// What a capture has of one command.
#[derive(Clone, Debug, Object)]
#[oai(rename = "CaptureOutput")]
pub(super) struct OutputAnswer {
    /// Its place, from 0: the text is under it.
    position: i16,
    /// The command.
    command: String,
    /// `ok`; `none`: the device has no such command, and nobody asked for it by name; `failed`.
    status: String,
    /// Why there is no answer.
    error_class: Option<String>,
    /// In words.
    error: Option<String>,
    /// How long what was said is, in bytes.
    bytes: Option<i32>,
    /// How many lines it has.
    lines: Option<i32>,
    /// Whether it was understood, so that fields can be compared.
    parsed: bool,
    /// How it stood to what was expected.
    change: Option<Change>,
    /// Lines that came since.
    added: Option<i32>,
    /// Lines that went.
    removed: Option<i32>,
    /// How long it took, in milliseconds.
    ms: i32,
}

impl From<OutputRow> for OutputAnswer {
    fn from(o: OutputRow) -> Self {
        Self {
            position: o.position,
            command: o.command,
            status: o.status,
            error_class: o.error_class,
            error: o.error,
            bytes: o.bytes,
            lines: o.lines,
            parsed: o.parsed.is_some(),
            change: o.change,
            added: o.added,
            removed: o.removed,
            ms: o.ms,
        }
    }
}

/// A capture with its commands.
#[derive(Clone, Debug, Object)]
#[oai(rename = "CaptureDetail")]
pub(super) struct CaptureDetail {
    /// The capture.
    #[oai(flatten)]
    pub(super) capture: CaptureAnswer,
    /// What it has of each command, in the order asked.
    pub(super) outputs: Vec<OutputAnswer>,
}

/// What a device said to one command, as it is compared.
#[derive(Clone, Debug, Object)]
#[oai(rename = "CaptureText")]
pub(super) struct TextAnswer {
    /// The command.
    pub(super) command: String,
    /// Its normal form: without timers and counters, with marks in the place of secrets. Null where there is no answer.
    pub(super) normal: Option<String>,
    /// As it was understood.
    pub(super) parsed: Option<serde_json::Value>,
}

/// What a device said to one command, word for word.
#[derive(Clone, Debug, Object)]
#[oai(rename = "CaptureRawText")]
pub(super) struct RawAnswer {
    /// The command.
    pub(super) command: String,
    /// As it was said, secrets included.
    pub(super) raw: Option<String>,
}
