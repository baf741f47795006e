//! Syncs, and what they changed.

use std::pin::pin;

use deadpool_postgres::GenericClient;
use futures_util::TryStreamExt;
use serde_json::{Map, Value};
use tokio_postgres::Row;
use tokio_postgres::types::{Json, ToSql};
use uuid::Uuid;

use super::list::patterns;
use crate::domain::Timestamp;
use crate::domain::inventory::{ChangeKind, FieldChanges, Net, NetChange, Step, SyncKind};
use crate::store::{StoreError, one, rows};

const LIST: &str = include_str!("../../../sql/queries/inventory/syncs_list.sql");
const COUNT: &str = include_str!("../../../sql/queries/inventory/syncs_count.sql");
const GET: &str = include_str!("../../../sql/queries/inventory/sync_get.sql");
const CHANGES: &str = include_str!("../../../sql/queries/inventory/sync_changes.sql");
const CHANGES_COUNT: &str = include_str!("../../../sql/queries/inventory/sync_changes_count.sql");
const DIFFERENCES: &str = include_str!("../../../sql/queries/inventory/differences.sql");

/// One run of a sync.
#[derive(Clone, Debug, PartialEq)]
pub struct SyncRow {
    /// Its id; ids sort by time.
    pub id: Uuid,
    /// The job that ran it.
    pub job_id: Uuid,
    /// What it read.
    pub kind: SyncKind,
    /// From where.
    pub connection_id: Uuid,
    /// What that was called then.
    pub connection: String,
    /// What was asked for; `{}` is everything.
    pub filter: Value,
    /// When it began.
    pub began_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Whether all that was asked for came.
    pub complete: Option<bool>,
    /// How many things were fetched, added, changed, …
    pub counts: Value,
    /// What went wrong on the way.
    pub warnings: Value,
    /// What both sources say of the same things; only of one sync.
    pub reconciliation: Option<Value>,
}

fn word<T: std::str::FromStr<Err = String>>(row: &Row, column: &str, what: &'static str) -> Result<T, StoreError> {
    row.try_get::<_, &str>(column)?.parse().map_err(|reason| StoreError::Unreadable { what, reason })
}

fn sync(row: &Row) -> Result<SyncRow, StoreError> {
    let json = |name: &str| Ok::<_, StoreError>(row.try_get::<_, Json<Value>>(name)?.0);
    Ok(SyncRow {
        id: row.try_get("id")?,
        job_id: row.try_get("job_id")?,
        kind: word(row, "kind", "kind of sync")?,
        connection_id: row.try_get("connection_id")?,
        connection: row.try_get("connection")?,
        filter: json("filter")?,
        began_at: row.try_get("began_at")?,
        ended_at: row.try_get("ended_at")?,
        complete: row.try_get("complete")?,
        counts: json("counts")?,
        warnings: json("warnings")?,
        reconciliation: row.try_get::<_, Option<Json<Value>>>("reconciliation")?.map(|json| json.0),
    })
}

/// Which syncs a list shows; what is absent lets all through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyncFilter {
    /// Of this kind.
    pub kind: Option<SyncKind>,
    /// From this connection.
    pub connection: Option<Uuid>,
    /// Complete, or not (yet).
    pub complete: Option<bool>,
    /// Of this job.
    pub job: Option<Uuid>,
}

/// At most `limit` syncs, newest first, before one.
///
/// # Errors
/// When a statement fails.
pub async fn list_syncs(
    client: &impl GenericClient,
    filter: SyncFilter,
    before: Option<Uuid>,
    limit: i64,
) -> Result<Vec<SyncRow>, StoreError> {
    let (f, kind) = (filter, filter.kind.map(SyncKind::as_str));
    rows(client, LIST, &[&kind, &f.connection, &f.complete, &f.job, &before, &limit]).await?.iter().map(sync).collect()
}

/// How many syncs the filter lets through, exactly up to `most`.
///
/// # Errors
/// When a statement fails.
pub async fn count_syncs(client: &impl GenericClient, filter: SyncFilter, most: i64) -> Result<i64, StoreError> {
    let (f, kind) = (filter, filter.kind.map(SyncKind::as_str));
    Ok(one(client, COUNT, &[&kind, &f.connection, &f.complete, &f.job, &most]).await?.try_get(0)?)
}

/// One sync with everything about it.
///
/// # Errors
/// When a statement fails.
pub async fn one_sync(client: &impl GenericClient, id: Uuid) -> Result<Option<SyncRow>, StoreError> {
    rows(client, GET, &[&Some(id), &None::<&str>, &false]).await?.first().map(sync).transpose()
}

/// The newest sync that compared both sources.
///
/// # Errors
/// When a statement fails.
pub async fn newest_reconciliation(client: &impl GenericClient) -> Result<Option<SyncRow>, StoreError> {
    let kind = Some(SyncKind::Host.as_str());
    rows(client, GET, &[&None::<Uuid>, &kind, &true]).await?.first().map(sync).transpose()
}

/// What a sync changed of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeRow {
    /// Its number; they rise.
    pub id: i64,
    /// The sync.
    pub sync_id: Uuid,
    /// The job that ran it, while the sync is kept.
    pub job_id: Option<Uuid>,
    /// Where the sync read from.
    pub connection: Option<String>,
    /// What kind of thing.
    pub kind: SyncKind,
    /// Which.
    pub object_id: Uuid,
    /// As it was called then.
    pub name: Option<String>,
    /// What happened.
    pub change: ChangeKind,
    /// Fields before and after.
    pub fields: FieldChanges,
    /// When.
    pub at: Timestamp,
}

fn fields(row: &Row) -> Result<FieldChanges, StoreError> {
    let stored: Option<Json<Map<String, Value>>> = row.try_get("fields")?;
    Ok(stored.map(|fields| FieldChanges::read(&fields.0)).unwrap_or_default())
}

pub(super) fn change_row(row: &Row) -> Result<ChangeRow, StoreError> {
    Ok(ChangeRow {
        id: row.try_get("id")?,
        sync_id: row.try_get("sync_id")?,
        job_id: row.try_get("job_id")?,
        connection: row.try_get("connection")?,
        kind: word(row, "kind", "kind of sync")?,
        object_id: row.try_get("object_id")?,
        name: row.try_get("name")?,
        change: word(row, "change", "change")?,
        fields: fields(row)?,
        at: row.try_get("at")?,
    })
}

fn words(kinds: Option<&[ChangeKind]>) -> Option<Vec<&'static str>> {
    kinds.map(|kinds| kinds.iter().map(|kind| kind.as_str()).collect())
}

/// One pattern for a name that has the words of a search in this order.
fn pattern(search: Option<&str>) -> Option<String> {
    let words = patterns(search);
    (!words.is_empty()).then(|| words.concat())
}

/// What a sync changed, in the order in which it did, after a change; at most `limit`.
///
/// # Errors
/// When a statement fails.
pub async fn sync_changes(
    client: &impl GenericClient,
    sync: Uuid,
    kinds: Option<&[ChangeKind]>,
    search: Option<&str>,
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<ChangeRow>, StoreError> {
    let params: [&(dyn ToSql + Sync); 5] = [&sync, &words(kinds), &pattern(search), &after, &limit];
    rows(client, CHANGES, &params).await?.iter().map(change_row).collect()
}

/// How much a sync changed, exactly up to `most`.
///
/// # Errors
/// When a statement fails.
pub async fn count_sync_changes(
    client: &impl GenericClient,
    sync: Uuid,
    kinds: Option<&[ChangeKind]>,
    search: Option<&str>,
    most: i64,
) -> Result<i64, StoreError> {
    Ok(one(client, CHANGES_COUNT, &[&sync, &words(kinds), &pattern(search), &most]).await?.try_get(0)?)
}

/// What remains of the changes of one thing over several syncs.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceRow {
    /// Which.
    pub object_id: Uuid,
    /// As it was called last.
    pub name: Option<String>,
    /// What remains.
    pub net: NetChange,
}

/// What remains of everything that syncs of a kind changed after one and up to another, by name; none where that
/// were more than `most` changes. Rows pass one by one: only what remains is kept.
///
/// # Errors
/// When a statement fails.
pub async fn differences(
    client: &impl GenericClient,
    kind: SyncKind,
    after: Uuid,
    until: Uuid,
    most: usize,
) -> Result<Option<Vec<DifferenceRow>>, StoreError> {
    let statement = client.prepare_cached(DIFFERENCES).await?;
    let (kind, limit) = (kind.as_str(), i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1));
    let params: [&(dyn ToSql + Sync); 4] = [&kind, &after, &until, &limit];
    let mut found = pin!(client.query_raw(&statement, params).await?);
    let (mut remaining, mut read) = (Vec::new(), 0);
    let mut current: Option<(Uuid, Option<String>, Net)> = None;
    let finish = |(object_id, name, net): (Uuid, Option<String>, Net)| {
        net.finish().map(|net| DifferenceRow { object_id, name, net })
    };
    while let Some(row) = found.try_next().await? {
        read += 1;
        if read > most {
            return Ok(None);
        }
        let (id, name): (Uuid, Option<String>) = (row.try_get("object_id")?, row.try_get("name")?);
        if current.as_ref().is_none_or(|(object, ..)| *object != id) {
            remaining.extend(current.replace((id, None, Net::default())).and_then(finish));
        }
        if let Some((_, called, net)) = &mut current {
            *called = name;
            net.take(Step { kind: word(&row, "change", "change")?, fields: fields(&row)? });
        }
    }
    remaining.extend(current.and_then(finish));
    remaining.sort_by(|a, b| (&a.name, a.object_id).cmp(&(&b.name, b.object_id)));
    Ok(Some(remaining))
}
