//! What differs between two captures, or between one and what was expected.

use std::collections::HashMap;

use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use serde_json::Value;
use uuid::Uuid;

use super::handlers::one;
use super::view::CaptureAnswer;
use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::problem::Problem;
use crate::domain::baseline::{DiffLine, FieldChange, Hunk, LineDiff, Side, compare_fields, compare_lines};
use crate::store::captures::{self as stored, Digest, OutputRow};

/// Lines of hunks in one answer, all commands together; a page draws a tenth of it.
const MOST_LINES: usize = 20_000;
/// Fields of one command.
const MOST_FIELDS: usize = 1_000;
/// Lines around a change where nobody says, and the most.
const CONTEXT: (usize, usize) = (3, 1_000);

/// Who has a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "DiffSide", rename_all = "lowercase")]
enum SideAnswer {
    /// Both.
    Both,
    /// Only the one before.
    Before,
    /// Only the one after.
    After,
}

/// A line of a hunk.
#[derive(Clone, Debug, Object)]
#[oai(rename = "DiffLine")]
struct LineAnswer {
    /// `both`, `before` (it went) or `after` (it came).
    side: SideAnswer,
    /// Its number before, from 1.
    before: Option<usize>,
    /// Its number after.
    after: Option<usize>,
    /// The line.
    text: String,
}

/// Lines that differ, with some around them.
#[derive(Clone, Debug, Object)]
#[oai(rename = "DiffHunk")]
struct HunkAnswer {
    /// Its first line before, from 1.
    before_start: usize,
    /// How many lines it has of those before.
    before_lines: usize,
    /// Its first line after.
    after_start: usize,
    /// How many lines it has of those after.
    after_lines: usize,
    /// The lines, in order.
    lines: Vec<LineAnswer>,
}

/// A field that is not as it was.
#[derive(Clone, Debug, Object)]
#[oai(rename = "FieldDifference")]
struct FieldAnswer {
    /// Where: `interfaces[Ethernet1].up`.
    path: String,
    /// What stood there; null: nothing, or null.
    before: Option<Value>,
    /// What stands there now.
    after: Option<Value>,
    /// `added`, `removed` or `changed`.
    change: FieldKind,
}

/// How a field changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "FieldChangeKind", rename_all = "lowercase")]
enum FieldKind {
    /// It was not there.
    Added,
    /// It is not there.
    Removed,
    /// It has another value.
    Changed,
}

/// How the answers to a command stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "CommandDifferenceKind", rename_all = "snake_case")]
enum Stands {
    /// They are the same.
    Same,
    /// They differ.
    Changed,
    /// There is only the one before.
    OnlyBefore,
    /// There is only the one after.
    OnlyAfter,
    /// There is none.
    Neither,
}

/// What differs between the answers to one command.
#[derive(Clone, Debug, Object)]
#[oai(rename = "CommandDifference")]
struct CommandAnswer {
    /// The command.
    command: String,
    /// How the two stand to each other.
    change: Stands,
    /// The capture that has the answer before.
    before_capture_id: Option<Uuid>,
    /// The version of the baseline that this is.
    before_version: Option<i32>,
    /// Why there is no answer after.
    error: Option<String>,
    /// Lines that came.
    added: usize,
    /// Lines that went.
    removed: usize,
    /// Where they are.
    hunks: Vec<HunkAnswer>,
    /// Whether there are more hunks than are shown.
    cut: bool,
    /// Where both were understood: the fields that differ.
    fields: Vec<FieldAnswer>,
}

/// What differs.
#[derive(Clone, Debug, Object)]
#[oai(rename = "CaptureComparison")]
struct Comparison {
    /// What is compared with; null: what was expected, command by command.
    before: Option<CaptureAnswer>,
    /// What is compared.
    after: CaptureAnswer,
    /// How many commands differ.
    differing: usize,
    /// Every command of either, in the order asked.
    commands: Vec<CommandAnswer>,
}

/// An answer to a command.
#[derive(Clone, Debug)]
struct Answer {
    capture: Uuid,
    version: Option<i32>,
    normal: Digest,
    parsed: Option<Digest>,
}

/// The answers to one command, ready to be compared.
struct Pair {
    command: String,
    before: Option<Answer>,
    after: Option<Answer>,
    error: Option<String>,
}

pub(in crate::api) struct CompareApi;

#[OpenApi(prefix_path = "/captures", tag = "Tag::Captures")]
impl CompareApi {
    /// Compare two captures.
    ///
    /// The capture `id` with the one before it (`with`); without `with`, with what was expected of the device: to each
    /// command the answer in the newest baseline that has one, and, where `id` is a baseline itself, the newest before
    /// it. Lines are compared in their normal form: no timers, no counters, marks in the place of secrets. The same
    /// secret has another mark on another device.
    #[oai(path = "/:id/compare", method = "get", operation_id = "compareCaptures")]
    async fn compare(
        &self,
        here: Here,
        _caller: Caller,
        id: Path<Uuid>,
        /// The capture that is compared with.
        with: Query<Option<Uuid>>,
        /// Lines around each change: 3 unless given, up to 1,000.
        context: Query<Option<usize>>,
    ) -> Result<Json<Comparison>, Problem> {
        let context = context.0.unwrap_or(CONTEXT.0);
        if context > CONTEXT.1 {
            return Err(Problem::field("?context", format!("must be at most {}, not {context}", CONTEXT.1)));
        }
        let client = here.database.get().await?;
        let after = one(&client, id.0).await?;
        let before = match with.0 {
            Some(with) => Some(one(&client, with).await?),
            None => None,
        };
        let mut known: Vec<(String, Answer)> = match &before {
            Some(before) => {
                let outputs = stored::outputs(&client, before.id).await?.into_iter();
                outputs.filter_map(|output| answer(&output, before.id, before.version)).collect()
            }
            None => {
                stored::expected(&client, after.device_id, after.version).await?.into_iter().map(expected).collect()
            }
        };
        let outputs = stored::outputs(&client, after.id).await?;
        let mut pairs: Vec<Pair> = outputs
            .into_iter()
            .map(|output| {
                let at = known.iter().position(|(command, _)| *command == output.command);
                Pair {
                    before: at.map(|at| known.remove(at).1),
                    after: answer(&output, after.id, after.version).map(|(_, answer)| answer),
                    command: output.command,
                    error: output.error,
                }
            })
            .collect();
        // What nobody asked this time is no difference to what is expected.
        if before.is_some() {
            pairs.extend(known.into_iter().map(|(command, before)| Pair {
                command,
                before: Some(before),
                after: None,
                error: None,
            }));
        }
        let differing = pairs.iter().filter_map(Pair::differing);
        let digests: Vec<Digest> = differing
            .flat_map(|(before, after)| {
                [Some(&before.normal), Some(&after.normal), before.parsed.as_ref(), after.parsed.as_ref()]
            })
            .flatten()
            .cloned()
            .collect();
        let texts = match digests.is_empty() {
            true => HashMap::new(),
            false => here.archive.open().await?.texts(&client, digests).await?,
        };
        drop(client);
        let compared = tokio::task::spawn_blocking(move || compared(pairs, &texts, context));
        let commands = compared.await.map_err(|_| Problem::broken())?;
        Ok(Json(Comparison {
            before: before.map(Into::into),
            after: after.into(),
            differing: commands
                .iter()
                .filter(|command| !matches!(command.change, Stands::Same | Stands::Neither))
                .count(),
            commands,
        }))
    }
}

fn answer(output: &OutputRow, capture: Uuid, version: Option<i32>) -> Option<(String, Answer)> {
    let normal = output.normal.clone()?;
    Some((output.command.clone(), Answer { capture, version, normal, parsed: output.parsed.clone() }))
}

fn expected(expected: stored::Expected) -> (String, Answer) {
    let stored::Expected { command, capture, version, normal, parsed, .. } = expected;
    (command, Answer { capture, version: Some(version), normal, parsed })
}

impl Pair {
    fn differing(&self) -> Option<(&Answer, &Answer)> {
        let (before, after) = (self.before.as_ref()?, self.after.as_ref()?);
        (before.normal != after.normal || before.parsed != after.parsed).then_some((before, after))
    }
}

fn compared(pairs: Vec<Pair>, texts: &HashMap<Digest, String>, context: usize) -> Vec<CommandAnswer> {
    let text = |digest: &Digest| texts.get(digest).map_or("", String::as_str);
    let read = |digest: &Option<Digest>| serde_json::from_str::<Value>(text(digest.as_ref()?)).ok();
    let mut room = MOST_LINES;
    let one = |pair: Pair| {
        let mut lines = LineDiff::default();
        let mut fields = Vec::new();
        if let Some((before, after)) = pair.differing() {
            lines = compare_lines(text(&before.normal), text(&after.normal), context, room);
            room -= lines.hunks.iter().map(|hunk| hunk.lines.len()).sum::<usize>().min(room);
            if let (Some(before), Some(after)) = (read(&before.parsed), read(&after.parsed)) {
                fields = compare_fields(&before, &after, MOST_FIELDS);
            }
        }
        let change = match (&pair.before, &pair.after) {
            (Some(before), Some(after)) if before.normal == after.normal => Stands::Same,
            (Some(_), Some(_)) => Stands::Changed,
            (Some(_), None) => Stands::OnlyBefore,
            (None, Some(_)) => Stands::OnlyAfter,
            (None, None) => Stands::Neither,
        };
        CommandAnswer {
            command: pair.command,
            change,
            before_capture_id: pair.before.as_ref().map(|before| before.capture),
            before_version: pair.before.as_ref().and_then(|before| before.version),
            error: pair.error,
            added: lines.added,
            removed: lines.removed,
            hunks: lines.hunks.into_iter().map(Into::into).collect(),
            cut: lines.is_cut,
            fields: fields.into_iter().map(Into::into).collect(),
        }
    };
    pairs.into_iter().map(one).collect()
}

impl From<Hunk> for HunkAnswer {
    fn from(h: Hunk) -> Self {
        Self {
            before_start: h.before_start,
            before_lines: h.before_lines,
            after_start: h.after_start,
            after_lines: h.after_lines,
            lines: h.lines.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<DiffLine> for LineAnswer {
    fn from(l: DiffLine) -> Self {
        let side = match l.side {
            Side::Both => SideAnswer::Both,
            Side::Before => SideAnswer::Before,
            Side::After => SideAnswer::After,
        };
        Self { side, before: l.before, after: l.after, text: l.text }
    }
}

impl From<FieldChange> for FieldAnswer {
    fn from(f: FieldChange) -> Self {
        let change = match (&f.before, &f.after) {
            (None, _) => FieldKind::Added,
            (_, None) => FieldKind::Removed,
            _ => FieldKind::Changed,
        };
        Self { path: f.path, before: f.before, after: f.after, change }
    }
}
