//! Writing captures down.

use deadpool_postgres::Transaction;
use uuid::Uuid;

use super::{Change, Digest, Kind};
use crate::domain::Timestamp;
use crate::domain::network::ErrorClass;
use crate::store::{StoreError, execute, one};

const NEXT_VERSION: &str = include_str!("../../../sql/queries/capture/version_next.sql");
const INSERT: &str = include_str!("../../../sql/queries/capture/insert.sql");
const OUTPUTS: &str = include_str!("../../../sql/queries/capture/outputs_insert.sql");

/// A capture to be kept.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// Its id; later ones are greater.
    pub id: Uuid,
    /// What it is.
    pub kind: Kind,
    /// Of which device.
    pub device: Uuid,
    /// What that is called.
    pub name: &'a str,
    /// How it was talked to.
    pub platform: &'a str,
    /// Its number among the baselines of the device.
    pub version: Option<i32>,
    /// The job that took it.
    pub job: Uuid,
    /// The snapshot that it was.
    pub promoted_from: Option<Uuid>,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// For whom.
    pub person: Uuid,
    /// Why.
    pub notes: Option<&'a str>,
    /// What it has of each command.
    pub outputs: &'a [OutputDraft],
}

/// What a capture has of one command.
#[derive(Clone, Debug)]
pub struct OutputDraft {
    /// The command.
    pub command: String,
    /// `ok`, `none` or `failed`.
    pub status: &'static str,
    /// Why there is no answer.
    pub error_class: Option<ErrorClass>,
    /// In words.
    pub error: Option<String>,
    /// What was said.
    pub raw: Option<Digest>,
    /// That in its normal form.
    pub normal: Option<Digest>,
    /// That as it was read.
    pub parsed: Option<Digest>,
    /// How it stands to what was expected, with how many lines came and went.
    pub change: Option<(Change, usize, usize)>,
    /// How long it took.
    pub ms: u64,
}

/// The number of a device's next baseline. Another transaction that asks waits for the end of this one.
///
/// # Errors
/// When the statement fails.
pub async fn next_version(tx: &Transaction<'_>, device: Uuid) -> Result<i32, StoreError> {
    Ok(one(tx, NEXT_VERSION, &[&device]).await?.try_get(0)?)
}

/// Keeps a capture. Its texts must be kept before.
///
/// # Errors
/// When a statement fails.
pub async fn insert(tx: &Transaction<'_>, draft: &Draft<'_>) -> Result<(), StoreError> {
    let is_partial = draft.outputs.iter().any(|output| output.status == "failed");
    let status = if is_partial { "partial" } else { "ok" };
    let changed = draft.outputs.iter().any(|output| matches!(output.change, Some((Change::Changed, ..))));
    let d = draft;
    let params: [crate::store::Param<'_>; 13] = [
        &d.id,
        &d.kind.as_str(),
        &d.device,
        &d.name,
        &d.platform,
        &d.version,
        &status,
        &d.job,
        &d.promoted_from,
        &d.taken_at,
        &d.person,
        &d.notes,
        &changed,
    ];
    execute(tx, INSERT, &params).await?;
    let all = draft.outputs;
    let number = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let positions: Vec<i16> = (0_i16..).take(all.len()).collect();
    let commands: Vec<&str> = all.iter().map(|output| output.command.as_str()).collect();
    let statuses: Vec<&str> = all.iter().map(|output| output.status).collect();
    let classes: Vec<Option<&str>> = all.iter().map(|output| output.error_class.map(ErrorClass::as_str)).collect();
    let errors: Vec<Option<&str>> = all.iter().map(|output| output.error.as_deref()).collect();
    let raw: Vec<Option<&[u8]>> = all.iter().map(|output| output.raw.as_deref()).collect();
    let normal: Vec<Option<&[u8]>> = all.iter().map(|output| output.normal.as_deref()).collect();
    let parsed: Vec<Option<&[u8]>> = all.iter().map(|output| output.parsed.as_deref()).collect();
    let changes: Vec<Option<&str>> = all.iter().map(|output| Some(output.change?.0.as_str())).collect();
    let added: Vec<Option<i32>> = all.iter().map(|output| Some(number(output.change?.1))).collect();
    let removed: Vec<Option<i32>> = all.iter().map(|output| Some(number(output.change?.2))).collect();
    let ms: Vec<i32> = all.iter().map(|output| i32::try_from(output.ms).unwrap_or(i32::MAX)).collect();
    let params: [crate::store::Param<'_>; 13] = [
        &draft.id, &positions, &commands, &statuses, &classes, &errors, &raw, &normal, &parsed, &changes, &added,
        &removed, &ms,
    ];
    execute(tx, OUTPUTS, &params).await?;
    Ok(())
}
