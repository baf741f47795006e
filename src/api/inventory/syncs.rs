//! Syncs, what each changed, and what several changed together.

use poem::Request;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use serde_json::Value;
use uuid::Uuid;

use super::differences::{DifferenceAnswer, DifferencesSummary, between, listed};
use super::place::cut;
use super::view::{ChangeAnswer, object};
use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::page::{List, MOST_COUNTED, Next, cursor, page_size};
use crate::api::problem::Problem;
use crate::api::types::{Fields, Several, Words};
use crate::domain::Timestamp;
use crate::domain::inventory::{ChangeKind, SyncKind};
use crate::store::inventory::{self as stored, SyncFilter, SyncRow};

/// One run of a sync that wrote.
#[derive(Clone, Debug, Object)]
#[oai(rename = "InventorySync")]
struct SyncAnswer {
    /// Its id; ids sort by time.
    id: Uuid,
    /// The job that ran it.
    job_id: Uuid,
    /// What it read: devices from Nautobot, hosts from CheckMK.
    kind: SyncKind,
    /// From which connection.
    connection_id: Uuid,
    /// What that was called then.
    connection: String,
    /// What was asked for; empty is everything.
    filter: Fields,
    /// When it began.
    began_at: Timestamp,
    /// When it ended; null while it runs, or where it was lost.
    ended_at: Option<Timestamp>,
    /// Whether all that was asked for came; null until it ended, or for ever where it failed.
    complete: Option<bool>,
    /// Things fetched, added, changed, unchanged, returned, stale, deleted, and by field what changed.
    counts: Fields,
    /// What went wrong on the way, in words.
    warnings: Vec<String>,
}

impl From<SyncRow> for SyncAnswer {
    fn from(s: SyncRow) -> Self {
        let word = |warning: &Value| warning.as_str().map_or_else(|| warning.to_string(), str::to_owned);
        Self {
            id: s.id,
            job_id: s.job_id,
            kind: s.kind,
            connection_id: s.connection_id,
            connection: s.connection,
            filter: object(s.filter),
            began_at: s.began_at,
            ended_at: s.ended_at,
            complete: s.complete,
            counts: object(s.counts),
            warnings: s.warnings.as_array().map(|list| list.iter().map(word).collect()).unwrap_or_default(),
        }
    }
}

/// A sync with everything about it.
#[derive(Clone, Debug, Object)]
#[oai(rename = "InventorySyncDetail")]
struct SyncDetail {
    /// The sync.
    #[oai(flatten)]
    sync: SyncAnswer,
    /// Of hosts, where it compared them with devices: what both sources said of the same things.
    reconciliation: Option<Value>,
}

pub(in crate::api) struct SyncsApi;

#[OpenApi(prefix_path = "/inventory", tag = "Tag::Inventory")]
impl SyncsApi {
    /// List syncs, newest first.
    ///
    /// Dry runs leave nothing here.
    #[oai(path = "/syncs", method = "get", operation_id = "listInventorySyncs")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn list(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// Of devices, or of hosts.
        kind: Query<Option<SyncKind>>,
        /// From this connection.
        connection_id: Query<Option<Uuid>>,
        /// Only those to which all came that was asked for, or only the others.
        complete: Query<Option<bool>>,
        /// Of this job.
        job_id: Query<Option<Uuid>>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<SyncAnswer>, Problem> {
        let size = page_size(limit.0)?;
        let before = self::cursor::<Uuid>('s', cursor.0.as_ref().map(|words| words.0.as_str()))?;
        let filter = SyncFilter { kind: kind.0, connection: connection_id.0, complete: complete.0, job: job_id.0 };
        let client = here.database.get().await?;
        let total = Some(stored::count_syncs(&client, filter, MOST_COUNTED).await?);
        let mut found = stored::list_syncs(&client, filter, before, size + 1).await?;
        let more = cut(&mut found, size);
        let next = found.last().filter(|_| more).map(|sync| Next::after(request, &format!("s{}", sync.id)));
        Ok(List { items: found.into_iter().map(Into::into).collect(), total, next, stream_cursor: None })
    }

    /// Read a sync.
    #[oai(path = "/syncs/:id", method = "get", operation_id = "getInventorySync")]
    async fn get(&self, here: Here, _caller: Caller, id: Path<Uuid>) -> Result<Json<SyncDetail>, Problem> {
        let client = here.database.get().await?;
        let mut sync = stored::one_sync(&client, id.0).await?.ok_or_else(no_sync)?;
        let reconciliation = sync.reconciliation.take();
        Ok(Json(SyncDetail { sync: sync.into(), reconciliation }))
    }

    /// What did a sync change?
    ///
    /// In the order in which it did.
    #[oai(path = "/syncs/:id/changes", method = "get", operation_id = "listInventorySyncChanges")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn changes(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        id: Path<Uuid>,
        /// Only these changes.
        change: Query<Option<Several<ChangeKind>>>,
        /// Words in the name.
        search: Query<Option<Words>>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<ChangeAnswer>, Problem> {
        let size = page_size(limit.0)?;
        let after = self::cursor::<i64>('c', cursor.0.as_ref().map(|words| words.0.as_str()))?;
        let kinds = change.0.map(|kinds| kinds.0).filter(|kinds| !kinds.is_empty());
        let search = search.0.map(|words| words.0);
        let (kinds, search) = (kinds.as_deref(), search.as_deref());
        let client = here.database.get().await?;
        stored::one_sync(&client, id.0).await?.ok_or_else(no_sync)?;
        let total = Some(stored::count_sync_changes(&client, id.0, kinds, search, MOST_COUNTED).await?);
        let mut found = stored::sync_changes(&client, id.0, kinds, search, after, size + 1).await?;
        let more = cut(&mut found, size);
        let next = found.last().filter(|_| more).map(|change| Next::after(request, &format!("c{}", change.id)));
        Ok(List { items: found.into_iter().map(Into::into).collect(), total, next, stream_cursor: None })
    }

    /// What changed between two syncs?
    ///
    /// What remains of everything that syncs of this kind changed after `from` and up to `to`, by name: added and then
    /// changed is added, changed and changed back is nothing. 422 where more than 50,000 changes lie between.
    #[oai(path = "/differences", method = "get", operation_id = "listInventoryDifferences")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn differences(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// Of devices, or of hosts.
        kind: Query<SyncKind>,
        /// The sync after which to begin.
        from: Query<Uuid>,
        /// The last sync to look at; the newest of this kind where absent.
        to: Query<Option<Uuid>>,
        /// Only these.
        change: Query<Option<Several<ChangeKind>>>,
        /// Words in the name.
        search: Query<Option<Words>>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<DifferenceAnswer>, Problem> {
        let size = page_size(limit.0)?;
        let skip: usize = self::cursor('n', cursor.0.as_ref().map(|words| words.0.as_str()))?.unwrap_or(0);
        let kinds = change.0.map(|kinds| kinds.0).filter(|kinds| !kinds.is_empty());
        let found = between(&here, kind.0, from.0, to.0).await?;
        let (items, total, next) =
            listed(found.rows, kinds.as_deref(), search.0.as_ref().map(|words| words.0.as_str()), skip, size);
        // Without `to` the next page must not look further than this one.
        let next = next.map(|at| Next::after(request, &format!("n{at}")).with("to", &found.to.to_string()));
        Ok(List { items, total: i64::try_from(total).ok(), next, stream_cursor: None })
    }

    /// How much changed between two syncs?
    #[oai(path = "/differences/summary", method = "get", operation_id = "getInventoryDifferences")]
    async fn summary(
        &self,
        here: Here,
        _caller: Caller,
        /// Of devices, or of hosts.
        kind: Query<SyncKind>,
        /// The sync after which to begin.
        from: Query<Uuid>,
        /// The last sync to look at; the newest of this kind where absent.
        to: Query<Option<Uuid>>,
    ) -> Result<Json<DifferencesSummary>, Problem> {
        Ok(Json(DifferencesSummary::of(&between(&here, kind.0, from.0, to.0).await?)))
    }
}

fn no_sync() -> Problem {
    Problem::not_found("there is no such sync, or it is no longer kept")
}
