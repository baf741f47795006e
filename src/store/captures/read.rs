//! Captures as they are read.

use deadpool_postgres::GenericClient;
use tokio_postgres::Row;
use uuid::Uuid;

use super::{Change, Digest, Kind};
use crate::domain::Timestamp;
use crate::store::{StoreError, rows};

const LIST: &str = include_str!("../../../sql/queries/capture/list.sql");
const GET: &str = include_str!("../../../sql/queries/capture/get.sql");
const OUTPUTS: &str = include_str!("../../../sql/queries/capture/outputs.sql");
const EXPECTED: &str = include_str!("../../../sql/queries/capture/expected.sql");
const OF_JOB: &str = include_str!("../../../sql/queries/capture/of_job.sql");

/// Which captures are wanted; what is absent lets all through.
#[derive(Clone, Debug, Default)]
pub struct CaptureFilter {
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Of this device.
    pub device: Option<Uuid>,
    /// Taken by this job.
    pub job: Option<Uuid>,
    /// Whether they differed from what was expected.
    pub changed: Option<bool>,
    /// Patterns of words in the name of the device.
    pub words: Vec<String>,
}

/// A capture.
#[derive(Clone, Debug, PartialEq)]
pub struct CaptureRow {
    /// Its id.
    pub id: Uuid,
    /// What it is.
    pub kind: Kind,
    /// Of which device.
    pub device_id: Uuid,
    /// The number of that, while there is one.
    pub number: Option<i64>,
    /// What it was called then.
    pub device_name: String,
    /// How it was talked to.
    pub platform: String,
    /// Its number among the baselines of the device.
    pub version: Option<i32>,
    /// `ok`, or `partial` where a command was not answered.
    pub status: String,
    /// The job that took it.
    pub job_id: Uuid,
    /// The snapshot that it was.
    pub promoted_from: Option<Uuid>,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// For whom.
    pub taken_by: String,
    /// Why.
    pub notes: Option<String>,
    /// Whether it differed from what was expected then.
    pub changed: bool,
    /// Whether it is the newest baseline of the device.
    pub current: bool,
    /// How many commands it has.
    pub commands: i64,
    /// Those of them that were answered.
    pub answered: i64,
    /// Those whose answers differed.
    pub differing: i64,
}

fn word<T: std::str::FromStr<Err = String>>(row: &Row, column: &str) -> Result<T, StoreError> {
    let text: &str = row.try_get(column)?;
    text.parse().map_err(|reason| StoreError::Unreadable { what: "capture", reason })
}

fn capture(row: &Row) -> Result<CaptureRow, StoreError> {
    Ok(CaptureRow {
        id: row.try_get("id")?,
        kind: word(row, "kind")?,
        device_id: row.try_get("device_id")?,
        number: row.try_get("number")?,
        device_name: row.try_get("device_name")?,
        platform: row.try_get("platform")?,
        version: row.try_get("version")?,
        status: row.try_get("status")?,
        job_id: row.try_get("job_id")?,
        promoted_from: row.try_get("promoted_from")?,
        taken_at: row.try_get("taken_at")?,
        taken_by: row.try_get("taken_by")?,
        notes: row.try_get("notes")?,
        changed: row.try_get("changed")?,
        current: row.try_get("current")?,
        commands: row.try_get("commands")?,
        answered: row.try_get("answered")?,
        differing: row.try_get("differing")?,
    })
}

/// At most `limit` captures, newest first, from before `before` on.
///
/// # Errors
/// When the statement fails.
pub async fn list(
    client: &impl GenericClient,
    filter: &CaptureFilter,
    before: Option<Uuid>,
    limit: i64,
) -> Result<Vec<CaptureRow>, StoreError> {
    let CaptureFilter { kind, device, job, changed, words } = filter;
    let kind = kind.map(Kind::as_str);
    rows(client, LIST, &[&kind, device, job, changed, words, &before, &limit]).await?.iter().map(capture).collect()
}

/// One capture.
///
/// # Errors
/// When the statement fails.
pub async fn one(client: &impl GenericClient, id: Uuid) -> Result<Option<CaptureRow>, StoreError> {
    rows(client, GET, &[&id]).await?.first().map(capture).transpose()
}

/// The devices that a job has captured wholly already, each with its newest capture.
///
/// # Errors
/// When the statement fails.
pub async fn captured_by(
    client: &impl GenericClient,
    job: Uuid,
    kind: Kind,
) -> Result<std::collections::HashMap<Uuid, Uuid>, StoreError> {
    let read = |row: &Row| Ok((row.try_get(0)?, row.try_get(1)?));
    rows(client, OF_JOB, &[&job, &kind.as_str()]).await?.iter().map(read).collect()
}

/// What a capture has of one command.
#[derive(Clone, Debug, PartialEq)]
pub struct OutputRow {
    /// Its place, from 0.
    pub position: i16,
    /// The command.
    pub command: String,
    /// `ok`, `none` or `failed`.
    pub status: String,
    /// Why there is no answer.
    pub error_class: Option<String>,
    /// In words.
    pub error: Option<String>,
    /// What was said.
    pub raw: Option<Digest>,
    /// That in its normal form.
    pub normal: Option<Digest>,
    /// That as it was read.
    pub parsed: Option<Digest>,
    /// How long what was said is.
    pub bytes: Option<i32>,
    /// How many lines it has.
    pub lines: Option<i32>,
    /// How it stood to what was expected.
    pub change: Option<Change>,
    /// Lines that came.
    pub added: Option<i32>,
    /// Lines that went.
    pub removed: Option<i32>,
    /// How long it took.
    pub ms: i32,
}

/// What a capture has of each command.
///
/// # Errors
/// When the statement fails.
pub async fn outputs(client: &impl GenericClient, capture: Uuid) -> Result<Vec<OutputRow>, StoreError> {
    let read = |row: &Row| {
        let change: Option<&str> = row.try_get("change")?;
        Ok(OutputRow {
            position: row.try_get("position")?,
            command: row.try_get("command")?,
            status: row.try_get("status")?,
            error_class: row.try_get("error_class")?,
            error: row.try_get("error")?,
            raw: row.try_get("raw")?,
            normal: row.try_get("normal")?,
            parsed: row.try_get("parsed")?,
            bytes: row.try_get("bytes")?,
            lines: row.try_get("lines")?,
            change: change.map(|_| word(row, "change")).transpose()?,
            added: row.try_get("added")?,
            removed: row.try_get("removed")?,
            ms: row.try_get("ms")?,
        })
    };
    rows(client, OUTPUTS, &[&capture]).await?.iter().map(read).collect()
}

/// What a device is expected to answer to one command.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// The command.
    pub command: String,
    /// The baseline that says so.
    pub capture: Uuid,
    /// Its version.
    pub version: i32,
    /// Its place there.
    pub position: i16,
    /// What was said.
    pub raw: Digest,
    /// That in its normal form.
    pub normal: Digest,
    /// That as it was read.
    pub parsed: Option<Digest>,
}

/// What a device is expected to answer: of each command the answer in the newest baseline that has one; of baselines
/// before version `before`, or of all.
///
/// # Errors
/// When the statement fails.
pub async fn expected(
    client: &impl GenericClient,
    device: Uuid,
    before: Option<i32>,
) -> Result<Vec<Expected>, StoreError> {
    let read = |row: &Row| {
        Ok(Expected {
            command: row.try_get("command")?,
            capture: row.try_get("capture_id")?,
            version: row.try_get("version")?,
            position: row.try_get("position")?,
            raw: row.try_get("raw")?,
            normal: row.try_get("normal")?,
            parsed: row.try_get("parsed")?,
        })
    };
    rows(client, EXPECTED, &[&device, &before.unwrap_or(i32::MAX)]).await?.iter().map(read).collect()
}
