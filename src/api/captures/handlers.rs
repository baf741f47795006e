//! Captures: lists, one, its texts, and making one what is expected.

use poem::Request;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::view::{CaptureAnswer, CaptureDetail, OutputAnswer, RawAnswer, TextAnswer};
use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::body::{Input, Reader, text};
use crate::api::inventory::device_of;
use crate::api::page::{List, Next, cursor, page_size};
use crate::api::problem::Problem;
use crate::api::types::{DeviceParam, Words};
use crate::domain::draft::NOTE_CHARS;
use crate::domain::inventory::DeviceRef;
use crate::store::captures::{self as stored, CaptureFilter, CaptureRow, Digest, Kind, OutputRow};
use crate::store::inventory::patterns;

/// Why a snapshot is made what is expected.
#[derive(Clone, Debug, Object)]
#[oai(rename = "PromoteCaptureInput", deny_unknown_fields)]
struct PromoteInput {
    /// Why: a change, a ticket. Absent: what the snapshot says.
    notes: Option<String>,
}

pub(in crate::api) struct CapturesApi;

#[OpenApi(prefix_path = "/captures", tag = "Tag::Captures")]
impl CapturesApi {
    /// List baselines and snapshots.
    ///
    /// Newest first.
    #[oai(path = "/", method = "get", operation_id = "listCaptures")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn list(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// Only these.
        kind: Query<Option<Kind>>,
        /// Of this device: by number, Nautobot id, address or name.
        device: Query<Option<DeviceParam>>,
        /// Taken by this job.
        job_id: Query<Option<Uuid>>,
        /// Whether they differed from what was expected then.
        changed: Query<Option<bool>>,
        /// Words in what the device was called.
        search: Query<Option<Words>>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<CaptureAnswer>, Problem> {
        let size = page_size(limit.0)?;
        let before = self::cursor::<Uuid>('b', cursor.0.as_ref().map(|words| words.0.as_str()))?;
        let client = here.database.get().await?;
        let device = match device.0.map(|device| device.0) {
            // Of one that is no more there may be captures still.
            Some(DeviceRef::Id(id)) => Some(id),
            Some(other) => Some(device_of(&client, other).await?.id),
            None => None,
        };
        let words = patterns(search.0.as_ref().map(|words| words.0.as_str()));
        let filter = CaptureFilter { kind: kind.0, device, job: job_id.0, changed: changed.0, words };
        let mut found = stored::list(&client, &filter, before, size + 1).await?;
        let more = found.len() as i64 > size;
        found.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        let next = found.last().filter(|_| more).map(|capture| Next::after(request, &format!("b{}", capture.id)));
        Ok(List { items: found.into_iter().map(Into::into).collect(), total: None, next, stream_cursor: None })
    }

    /// Read a baseline or a snapshot.
    ///
    /// With its commands, and how each answer stood to what was expected; the texts are read one by one.
    #[oai(path = "/:id", method = "get", operation_id = "getCapture")]
    async fn get(&self, here: Here, _caller: Caller, id: Path<Uuid>) -> Result<Json<CaptureDetail>, Problem> {
        let client = here.database.get().await?;
        let capture = one(&client, id.0).await?;
        let outputs = stored::outputs(&client, id.0).await?.into_iter().map(OutputAnswer::from).collect();
        Ok(Json(CaptureDetail { capture: capture.into(), outputs }))
    }

    /// Read what a device said to a command.
    ///
    /// In its normal form, with marks in the place of secrets, and as it was understood.
    #[oai(path = "/:id/outputs/:position", method = "get", operation_id = "getCaptureOutput")]
    async fn output(
        &self,
        here: Here,
        _caller: Caller,
        id: Path<Uuid>,
        position: Path<i16>,
    ) -> Result<Json<TextAnswer>, Problem> {
        let output = output(&here, id.0, position.0).await?;
        let parsed = text_of(&here, output.parsed).await?;
        Ok(Json(TextAnswer {
            command: output.command,
            normal: text_of(&here, output.normal).await?,
            parsed: parsed.and_then(|parsed| serde_json::from_str(&parsed).ok()),
        }))
    }

    /// Read what a device said to a command, word for word.
    ///
    /// Only operators and admins: secrets of the configuration are in it.
    #[oai(path = "/:id/outputs/:position/raw", method = "get", operation_id = "getCaptureRawOutput")]
    async fn raw(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        position: Path<i16>,
    ) -> Result<Json<RawAnswer>, Problem> {
        let who = caller.operator()?;
        let output = output(&here, id.0, position.0).await?;
        let raw = text_of(&here, output.raw).await?;
        tracing::info!(capture = %id.0, command = %output.command, actor = %who.username, "a device's words were read");
        Ok(Json(RawAnswer { command: output.command, raw }))
    }

    /// Make a snapshot what is expected.
    ///
    /// Operators and admins. It becomes the next version of the device's baseline, the snapshot stays. 409 where it is a
    /// baseline.
    #[oai(path = "/:id/promote", method = "post", operation_id = "promoteCapture")]
    async fn promote(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        input: Input<PromoteInput, false>,
    ) -> Result<Json<CaptureDetail>, Problem> {
        let who = caller.operator()?;
        let mut reader = Reader::new(&input.fields, &["notes"]);
        let notes = reader.optional("notes", text(0, NOTE_CHARS));
        reader.finish()?;
        let client = here.database.get().await?;
        let snapshot = one(&client, id.0).await?;
        if let Some(version) = snapshot.version {
            return Err(Problem::conflict("is-baseline", format!("it is version {version} of the baseline already")));
        }
        drop(client);
        let notes = notes.map(|notes| notes.trim().to_owned()).filter(|notes| !notes.is_empty());
        let shelf = here.archive.open().await?;
        let kept = here.archive.promote(&shelf, &snapshot, who.id, notes.as_deref()).await?;
        tracing::info!(device = %snapshot.device_name, version = kept.version, actor = %who.username, "a snapshot was made a baseline");
        self.get(here, caller, Path(kept.id)).await
    }
}

/// A capture.
pub(super) async fn one(client: &impl deadpool_postgres::GenericClient, id: Uuid) -> Result<CaptureRow, Problem> {
    let gone = || Problem::not_found("there is no such baseline or snapshot; old ones are removed");
    stored::one(client, id).await?.ok_or_else(gone)
}

async fn output(here: &Here, capture: Uuid, position: i16) -> Result<OutputRow, Problem> {
    let client = here.database.get().await?;
    one(&client, capture).await?;
    let mut all = stored::outputs(&client, capture).await?.into_iter();
    all.find(|output| output.position == position).ok_or_else(|| Problem::not_found("it has no such output"))
}

async fn text_of(here: &Here, digest: Option<Digest>) -> Result<Option<String>, Problem> {
    let Some(digest) = digest else { return Ok(None) };
    let shelf = here.archive.open().await?;
    let client = here.database.get().await?;
    Ok(shelf.texts(&client, vec![digest.clone()]).await?.remove(&digest))
}
