//! What remains of the changes between two syncs.

use std::collections::BTreeMap;

use poem_openapi::Object;
use uuid::Uuid;

use super::view::{FieldChangeAnswer, field_changes};
use crate::api::problem::Problem;
use crate::api::state::Context;
use crate::domain::Timestamp;
use crate::domain::inventory::{ChangeKind, SyncKind};
use crate::store::inventory::{self as stored, DifferenceRow, SyncFilter, SyncRow};

/// The most changes that are folded: as many as a first sync of a large network makes.
const MOST_CHANGES: usize = 50_000;

/// What remains of the changes of one thing.
#[derive(Clone, Debug, Object)]
#[oai(rename = "InventoryDifference")]
pub(super) struct DifferenceAnswer {
    /// Of which device or host.
    object_id: Uuid,
    /// As it was called last.
    name: Option<String>,
    /// What remains.
    change: ChangeKind,
    /// The fields that differ.
    fields: Vec<FieldChangeAnswer>,
}

/// How many things differ in a field.
#[derive(Clone, Debug, Object)]
#[oai(rename = "FieldCount")]
struct FieldCount {
    /// Which field.
    field: String,
    /// How many.
    count: usize,
}

/// How much remains of the changes between two syncs.
#[derive(Clone, Debug, Object)]
#[oai(rename = "InventoryDifferences")]
pub(super) struct DifferencesSummary {
    /// Of devices, or of hosts.
    kind: SyncKind,
    /// The sync after which it begins.
    from: Uuid,
    /// When that began.
    from_time: Timestamp,
    /// The last sync looked at.
    to: Uuid,
    /// When that began.
    to_time: Timestamp,
    added: usize,
    changed: usize,
    returned: usize,
    stale: usize,
    deleted: usize,
    /// In which fields things differ, those with most first.
    fields: Vec<FieldCount>,
}

/// What was found between two syncs.
pub(super) struct Between {
    kind: SyncKind,
    pub(super) from: Uuid,
    from_time: Timestamp,
    pub(super) to: Uuid,
    to_time: Timestamp,
    pub(super) rows: Vec<DifferenceRow>,
}

/// What remains of the changes after one sync and up to another, or the newest.
pub(super) async fn between(
    context: &Context,
    kind: SyncKind,
    from: Uuid,
    to: Option<Uuid>,
) -> Result<Between, Problem> {
    let client = context.database.get().await?;
    let first = fitting(stored::one_sync(&client, from).await?, kind, "?from")?;
    let last = match to {
        Some(to) => fitting(stored::one_sync(&client, to).await?, kind, "?to")?,
        None => {
            let of_kind = SyncFilter { kind: Some(kind), ..SyncFilter::default() };
            stored::list_syncs(&client, of_kind, None, 1).await?.pop().unwrap_or_else(|| first.clone())
        }
    };
    if last.id < first.id {
        return Err(Problem::field("?to", "must not be before `from`"));
    }
    let found = stored::differences(&client, kind, first.id, last.id, MOST_CHANGES).await?;
    let too_much =
        || Problem::field("?from", format!("more than {MOST_CHANGES} changes lie between; choose a later one"));
    Ok(Between {
        kind,
        from: first.id,
        from_time: first.began_at,
        to: last.id,
        to_time: last.began_at,
        rows: found.ok_or_else(too_much)?,
    })
}

fn fitting(sync: Option<SyncRow>, kind: SyncKind, pointer: &str) -> Result<SyncRow, Problem> {
    let sync = sync.ok_or_else(|| Problem::field(pointer, "there is no such sync, or it is no longer kept"))?;
    if sync.kind == kind {
        return Ok(sync);
    }
    Err(Problem::field(pointer, format!("is a sync of {}s, not of {kind}s", sync.kind)))
}

/// A page of what remains, how much there is in all, and where the next page begins.
pub(super) fn listed(
    rows: Vec<DifferenceRow>,
    kinds: Option<&[ChangeKind]>,
    search: Option<&str>,
    skip: usize,
    size: i64,
) -> (Vec<DifferenceAnswer>, usize, Option<usize>) {
    let words: Vec<String> = search.unwrap_or_default().split_whitespace().map(str::to_lowercase).collect();
    let fits = |row: &DifferenceRow| {
        let name = row.name.as_deref().unwrap_or_default().to_lowercase();
        kinds.is_none_or(|kinds| kinds.contains(&row.net.kind)) && words.iter().all(|word| name.contains(word))
    };
    let found: Vec<DifferenceRow> = rows.into_iter().filter(fits).collect();
    let (total, size) = (found.len(), usize::try_from(size).unwrap_or(0));
    let answer = |row: DifferenceRow| DifferenceAnswer {
        object_id: row.object_id,
        name: row.name,
        change: row.net.kind,
        fields: field_changes(row.net.fields),
    };
    let items = found.into_iter().skip(skip).take(size).map(answer).collect();
    let next = skip.saturating_add(size);
    (items, total, (next < total).then_some(next))
}

impl DifferencesSummary {
    pub(super) fn of(found: &Between) -> Self {
        let count = |kind: ChangeKind| found.rows.iter().filter(|row| row.net.kind == kind).count();
        let mut fields = BTreeMap::<&str, usize>::new();
        for field in found.rows.iter().flat_map(|row| row.net.fields.0.keys()) {
            *fields.entry(field).or_default() += 1;
        }
        let mut fields: Vec<FieldCount> =
            fields.into_iter().map(|(field, count)| FieldCount { field: field.to_owned(), count }).collect();
        // Stable: fields with as many stay by name.
        fields.sort_by_key(|field| std::cmp::Reverse(field.count));
        Self {
            kind: found.kind,
            from: found.from,
            from_time: found.from_time,
            to: found.to,
            to_time: found.to_time,
            added: count(ChangeKind::Added),
            changed: count(ChangeKind::Changed),
            returned: count(ChangeKind::Returned),
            stale: count(ChangeKind::Stale),
            deleted: count(ChangeKind::Deleted),
            fields,
        }
    }
}
