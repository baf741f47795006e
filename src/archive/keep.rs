//! Keeping what a device said, and how that stands to what was expected of it.

use std::collections::HashMap;

use deadpool_postgres::Transaction;
use uuid::Uuid;

use super::{Archive, ArchiveError, Shelf};
use crate::domain::Timestamp;
use crate::domain::baseline::compare_lines;
use crate::domain::network::ErrorClass;
use crate::store::StoreError;
use crate::store::captures::{
    self as stored, CaptureRow, Change, Digest, Expected, Kind, OutputDraft, OutputRow, SealedText,
};

/// What a device said when it was asked once.
#[derive(Debug)]
pub struct Capture<'a> {
    /// What it is to be.
    pub kind: Kind,
    /// Of which device.
    pub device: Uuid,
    /// What that is called.
    pub name: &'a str,
    /// How it was talked to.
    pub platform: &'a str,
    /// The job that asked.
    pub job: Uuid,
    /// The snapshot that it was.
    pub promoted_from: Option<Uuid>,
    /// When it was asked.
    pub taken_at: Timestamp,
    /// For whom.
    pub person: Uuid,
    /// Why.
    pub notes: Option<&'a str>,
    /// What it said to each command.
    pub outputs: Vec<Output>,
}

/// What a device said to one command.
#[derive(Clone, Debug)]
pub struct Output {
    /// The command.
    pub command: String,
    /// `ok`, `none` or `failed`.
    pub status: &'static str,
    /// Why there is no answer.
    pub error: Option<(ErrorClass, String)>,
    /// The answer.
    pub said: Option<Said>,
    /// How long it took.
    pub ms: u64,
}

/// An answer, ready to be kept.
#[derive(Clone, Debug)]
pub struct Said {
    /// As it was said.
    pub raw: Digest,
    /// In its normal form.
    pub normal: Digest,
    /// As it was read.
    pub parsed: Option<Digest>,
    /// Those of them that may not be kept yet.
    pub texts: Vec<SealedText>,
}

/// A capture that was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its id.
    pub id: Uuid,
    /// Its number among the baselines of the device.
    pub version: Option<i32>,
    /// How each output stands to what was expected, with how many lines came and went.
    pub changes: Vec<Option<(Change, usize, usize)>>,
}

impl Archive {
    /// Keeps a capture, all of it or nothing, and compares it with what was expected of the device.
    ///
    /// # Errors
    /// See [`ArchiveError`].
    pub async fn keep(&self, shelf: &Shelf, capture: Capture<'_>) -> Result<Kept, ArchiveError> {
        let mut client = self.database.get().await?;
        let tx = client.transaction().await.map_err(StoreError::from)?;
        let kept = keep(&tx, shelf, capture).await?;
        tx.commit().await.map_err(StoreError::from)?;
        Ok(kept)
    }

    /// Keeps what a snapshot says as the next version of the baseline of its device. Without `notes`, its own stand.
    ///
    /// # Errors
    /// See [`ArchiveError`].
    pub async fn promote(
        &self,
        shelf: &Shelf,
        snapshot: &CaptureRow,
        person: Uuid,
        notes: Option<&str>,
    ) -> Result<Kept, ArchiveError> {
        let mut client = self.database.get().await?;
        let tx = client.transaction().await.map_err(StoreError::from)?;
        let capture = Capture {
            kind: Kind::Baseline,
            device: snapshot.device_id,
            name: &snapshot.device_name,
            platform: &snapshot.platform,
            job: snapshot.job_id,
            promoted_from: Some(snapshot.id),
            taken_at: snapshot.taken_at,
            person,
            notes: notes.or(snapshot.notes.as_deref()),
            outputs: stored::outputs(&tx, snapshot.id).await?.into_iter().map(Output::from).collect(),
        };
        let kept = keep(&tx, shelf, capture).await?;
        tx.commit().await.map_err(StoreError::from)?;
        Ok(kept)
    }
}

impl From<OutputRow> for Output {
    fn from(row: OutputRow) -> Self {
        let class = |class: String| ErrorClass::ALL.into_iter().find(|known| known.as_str() == class);
        let said = match (row.raw, row.normal) {
            (Some(raw), Some(normal)) => Some(Said { raw, normal, parsed: row.parsed, texts: Vec::new() }),
            _ => None,
        };
        Self {
            command: row.command,
            status: match row.status.as_str() {
                "ok" => "ok",
                "none" => "none",
                _ => "failed",
            },
            error: row.error_class.and_then(class).zip(row.error),
            said,
            ms: u64::try_from(row.ms).unwrap_or(0),
        }
    }
}

async fn keep(tx: &Transaction<'_>, shelf: &Shelf, capture: Capture<'_>) -> Result<Kept, ArchiveError> {
    // First of all: two that keep a baseline of the same device must not both compare with the one before.
    let version = match capture.kind {
        Kind::Baseline => Some(stored::next_version(tx, capture.device).await?),
        Kind::Snapshot => None,
    };
    let texts: Vec<SealedText> =
        capture.outputs.iter().filter_map(|output| output.said.as_ref()).flat_map(|said| said.texts.clone()).collect();
    stored::put_texts(tx, &texts).await?;
    let expected = stored::expected(tx, capture.device, None).await?;
    let changes = compared(tx, shelf, &capture.outputs, &expected).await?;
    let id = Uuid::now_v7();
    let outputs: Vec<OutputDraft> = capture.outputs.into_iter().zip(&changes).map(draft).collect();
    let draft = stored::Draft {
        id,
        kind: capture.kind,
        device: capture.device,
        name: capture.name,
        platform: capture.platform,
        version,
        job: capture.job,
        promoted_from: capture.promoted_from,
        taken_at: capture.taken_at,
        person: capture.person,
        notes: capture.notes,
        outputs: &outputs,
    };
    stored::insert(tx, &draft).await?;
    Ok(Kept { id, version, changes })
}

fn draft((output, change): (Output, &Option<(Change, usize, usize)>)) -> OutputDraft {
    let (error_class, error) = output.error.unzip();
    let (raw, normal, parsed) = match output.said {
        Some(said) => (Some(said.raw), Some(said.normal), said.parsed),
        None => (None, None, None),
    };
    let change = *change;
    OutputDraft {
        command: output.command,
        status: output.status,
        error_class,
        error,
        raw,
        normal,
        parsed,
        change,
        ms: output.ms,
    }
}

/// How each output stands to what was expected.
async fn compared(
    tx: &Transaction<'_>,
    shelf: &Shelf,
    outputs: &[Output],
    expected: &[Expected],
) -> Result<Vec<Option<(Change, usize, usize)>>, ArchiveError> {
    let expected: HashMap<&str, &Digest> =
        expected.iter().map(|expected| (expected.command.as_str(), &expected.normal)).collect();
    let pair = |output: &Output| {
        let before = expected.get(output.command.as_str())?;
        Some(((*before).clone(), output.said.as_ref()?.normal.clone()))
    };
    let pairs: Vec<Option<(Digest, Digest)>> = outputs.iter().map(pair).collect();
    let differing = pairs.iter().flatten().filter(|(before, after)| before != after);
    let texts =
        shelf.texts(tx, differing.flat_map(|(before, after)| [before.clone(), after.clone()]).collect()).await?;
    let answered: Vec<bool> = outputs.iter().map(|output| output.said.is_some()).collect();
    let compare = move || {
        let one = |(pair, answered): (Option<(Digest, Digest)>, bool)| match pair {
            None => answered.then_some((Change::First, 0, 0)),
            Some((before, after)) if before == after => Some((Change::Same, 0, 0)),
            Some((before, after)) => {
                let text = |digest| texts.get(digest).map_or("", String::as_str);
                let diff = compare_lines(text(&before), text(&after), 0, 0);
                Some((Change::Changed, diff.added, diff.removed))
            }
        };
        pairs.into_iter().zip(answered).map(one).collect()
    };
    tokio::task::spawn_blocking(compare).await.map_err(|_| ArchiveError::Damaged)
}
