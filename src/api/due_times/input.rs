//! What is asked of due times.

use poem_openapi::{Enum, Object};
use serde_json::Value;

use crate::api::body::{Input, Reader, boolean, text};
use crate::api::problem::Problem;
use crate::command::made_up::BackfillWish;
use crate::domain::Timestamp;

/// The longest note, as for changes of a schedule.
const NOTE_CHARS: usize = 2_000;

/// In which order due times come.
#[derive(Clone, Copy, Debug, Enum, PartialEq, Eq)]
#[oai(rename = "DueTimeSort")]
pub(super) enum SortInput {
    /// The latest first.
    #[oai(rename = "-due_at")]
    Newest,
    /// The earliest first.
    #[oai(rename = "due_at")]
    Oldest,
}

/// Which pending due times: a range, or all.
#[derive(Object)]
#[oai(rename = "PendingInput")]
pub(super) struct PendingInput {
    /// Not before it.
    from: Option<Timestamp>,
    /// Not after it.
    to: Option<Timestamp>,
    /// All of them.
    all: Option<bool>,
}

/// Which past due times are to have jobs.
#[derive(Object)]
#[oai(rename = "BackfillInput")]
pub(super) struct BackfillInput {
    /// Not before it.
    from: Timestamp,
    /// Not after it; not in the future.
    to: Timestamp,
    /// Only say what would be made.
    dry_run: Option<bool>,
    /// Also due times that have a job already.
    include_ran: Option<bool>,
    /// Why, for the record.
    note: Option<String>,
}

fn instant(value: &Value) -> Result<Timestamp, String> {
    Timestamp::parse(value.as_str().ok_or("must be an instant such as 2026-03-29T02:30:00Z")?)
}

/// The range of pending due times that is meant.
pub(super) fn pending(input: &Input<PendingInput>) -> Result<(Timestamp, Timestamp), Problem> {
    let mut reader = Reader::new(&input.fields, &["from", "to", "all"]);
    let (from, to) = (reader.optional("from", instant), reader.optional("to", instant));
    let all = reader.optional("all", boolean).unwrap_or(false);
    match (all, reader.value("from").is_some() || reader.value("to").is_some()) {
        (true, true) => reader.complain("all", "goes without `from` and `to`"),
        (false, false) => reader.complain("from", "say `from` and `to`, or `\"all\": true`"),
        _ => {}
    }
    if !all && reader.value("from").is_some() != reader.value("to").is_some() {
        let missing = if reader.value("from").is_some() { "to" } else { "from" };
        reader.complain(missing, "required, as a range has two ends");
    }
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        reader.complain("from", "must not be after `to`");
    }
    reader.finish()?;
    Ok((from.unwrap_or(Timestamp::MIN), to.unwrap_or(Timestamp::MAX)))
}

/// The backfill that is meant.
pub(super) fn backfill(input: &Input<BackfillInput>) -> Result<BackfillWish, Problem> {
    let mut reader = Reader::new(&input.fields, &["from", "to", "dry_run", "include_ran", "note"]);
    let (from, to) = (reader.required("from", instant), reader.required("to", instant));
    let dry_run = reader.optional("dry_run", boolean).unwrap_or(false);
    let include_ran = reader.optional("include_ran", boolean).unwrap_or(false);
    let note = reader.optional("note", text(0, NOTE_CHARS)).filter(|note| !note.trim().is_empty());
    reader.finish()?;
    // Absent ones have been complained about.
    let (from, to) = (from.unwrap_or(Timestamp::MIN), to.unwrap_or(Timestamp::MIN));
    Ok(BackfillWish { from, to, dry_run, include_ran, note })
}
