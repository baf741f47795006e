//! The writing half of a sync: what came, what changed, and what is missing.

use std::collections::HashSet;
use std::future::Future;

use serde_json::Value;
use tokio::time::Instant;
use uuid::Uuid;

use super::args::OnMissing;
use super::outcome::{ComparedWith, Progress, Status, SyncFailure, SyncResult, Telling};
use crate::domain::connection::Connection;
use crate::domain::sync::{Change, Changed, Counts, Kind, too_many_missing};
use crate::store::syncs::{self, Missing, Scope, Sync};
use crate::store::{Database, StoreError};

/// Changes that a result carries itself; all are kept in the inventory.
const SHOWN_CHANGES: usize = 100;
/// Names that an error gives as examples.
const EXAMPLES: usize = 5;
/// More than any inventory holds.
const MOST_MISSING: i64 = 10_000_000;

/// What is read, where from, and for which job.
#[derive(Clone, Debug)]
pub(crate) struct Source<'a> {
    /// What is read.
    pub(crate) kind: Kind,
    /// Through which connection.
    pub(crate) connection: &'a Connection,
    /// For which job.
    pub(crate) job: Uuid,
    /// What was asked for, in a stable form; `{}` is everything.
    pub(crate) filter: Value,
    /// Nothing is written.
    pub(crate) dry_run: bool,
}

/// What may be said of what did not come.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Missable {
    /// What is done about it.
    pub(crate) on_missing: OnMissing,
    /// How large a share of what is known may be missing.
    pub(crate) max_percent: u8,
}

/// A sync while it runs.
pub(crate) struct Record<'a> {
    database: &'a Database,
    telling: Telling<'a>,
    sync: Sync,
    source_name: &'static str,
    began_at: Instant,
    /// Ids that came; sixteen bytes each, the only thing here that grows with the inventory.
    seen: HashSet<Uuid>,
    result: SyncResult,
}

impl<'a> Record<'a> {
    /// Begins: whatever is seen from here on was there during this sync.
    pub(crate) async fn begin(
        database: &'a Database,
        source: Source<'_>,
        telling: Telling<'a>,
    ) -> Result<Self, SyncFailure> {
        let client = database.get().await?;
        let sync = Sync {
            id: Uuid::now_v7(),
            job: source.job,
            kind: source.kind,
            connection: source.connection.id,
            connection_name: source.connection.name.clone(),
            filter: source.filter,
            began: syncs::now(&client).await?,
        };
        let last = syncs::last(&client, &sync).await?;
        if !source.dry_run {
            syncs::begin(&client, &sync).await?;
        }
        let result = SyncResult {
            dry_run: source.dry_run,
            connection: sync.connection_name.clone(),
            sync_id: (!source.dry_run).then_some(sync.id),
            compared_with: last.map(|last| ComparedWith { sync_id: last.id, ended_at: last.ended_at }),
            ..SyncResult::default()
        };
        let source_name = source.connection.kind.title();
        Ok(Self { database, telling, sync, source_name, began_at: Instant::now(), seen: HashSet::new(), result })
    }

    /// Where to write; under no sync in a dry run.
    pub(crate) fn database(&self) -> &'a Database {
        self.database
    }

    /// Under which id rows are written; none in a dry run.
    pub(crate) fn sync_id(&self) -> Option<Uuid> {
        self.result.sync_id
    }

    /// How many came so far.
    pub(crate) fn fetched(&self) -> u64 {
        self.result.counts.fetched
    }

    /// Whether anything was stored.
    pub(crate) fn has_stored(&self) -> bool {
        self.result.pages > 0
    }

    /// Whether this one came for the first time in this sync.
    pub(crate) fn is_new(&mut self, id: Uuid) -> bool {
        self.seen.insert(id)
    }

    /// Notes a page of `fetched` things that was stored.
    pub(crate) fn stored(&mut self, fetched: u64, changes: Vec<Changed>) {
        self.result.pages += 1;
        self.result.counts.came(fetched, &changes);
        self.show(changes);
        self.tell();
    }

    fn show(&mut self, changes: Vec<Changed>) {
        let room = SHOWN_CHANGES.saturating_sub(self.result.changes.len());
        self.result.changes.extend(changes.into_iter().take(room));
    }

    /// Says how many there are to read.
    pub(crate) fn expect(&mut self, total: u64) {
        self.result.total = total;
        self.tell();
    }

    fn tell(&self) {
        let (current, total) = (self.result.counts.fetched, self.result.total);
        let message = format!("{current} of {total} {}", self.sync.kind.plural());
        (self.telling.progress)(Progress { current, total, message });
    }

    /// Not everything came, or it cannot be known.
    pub(crate) fn doubt(&mut self, why: String) {
        self.result.status = Status::Partial;
        self.note(why);
    }

    /// Something a person should know.
    pub(crate) fn note(&mut self, what: String) {
        self.result.warnings.push(what);
    }

    /// How many a sync could miss, and an error where nothing came although something is known.
    pub(crate) async fn refuse_empty(&self) -> Result<(), SyncFailure> {
        if self.fetched() > 0 {
            return Ok(());
        }
        let client = self.database.get().await?;
        let scope = syncs::scope(&client, &self.sync).await?;
        let known = syncs::known(&client, &self.sync, scope).await?;
        if known == 0 {
            return Ok(());
        }
        Err(SyncFailure::Empty { kind: self.sync.kind, source_name: self.source_name, known })
    }

    /// Judges what did not come, everything that was asked for having come, and keeps what a later sync compares with.
    ///
    /// `still_there` says which of those that did not come exist all the same: they only left the filter.
    pub(crate) async fn judge<E>(
        &mut self,
        missable: Missable,
        still_there: impl AsyncFnOnce(&[Missing]) -> Result<HashSet<Uuid>, E>,
    ) -> Result<(), SyncFailure>
    where
        SyncFailure: From<E>,
    {
        let (scope, known, mut missing) = {
            let client = self.database.get().await?;
            let scope = syncs::scope(&client, &self.sync).await?;
            let known = syncs::known(&client, &self.sync, scope).await?;
            let missing = match missable.on_missing {
                OnMissing::Ignore => Vec::new(),
                _ => syncs::missing(&client, &self.sync, scope, MOST_MISSING).await?,
            };
            (scope, known, missing)
        };
        // In a dry run nothing that came was written down as seen.
        missing.retain(|missing| !self.seen.contains(&missing.id));
        if scope != Scope::Everything && !missing.is_empty() {
            let there = self.remote(still_there(&missing)).await?;
            self.result.counts.left_filter = there.len() as u64;
            missing.retain(|missing| !there.contains(&missing.id));
        }
        self.refuse_too_many(&missing, known, missable.max_percent)?;
        if self.telling.cancel.is_cancelled() {
            return Err(self.cancelled());
        }
        self.settle(&missing, missable.on_missing).await
    }

    fn refuse_too_many(&self, missing: &[Missing], known: u64, percent: u8) -> Result<(), SyncFailure> {
        if !too_many_missing(missing.len() as u64, known, percent) {
            return Ok(());
        }
        let name = |missing: &Missing| missing.name.clone().unwrap_or_else(|| missing.id.to_string());
        let mut examples: Vec<String> = missing.iter().take(EXAMPLES).map(name).collect();
        if missing.len() > EXAMPLES {
            examples.push("…".to_owned());
        }
        let missing = missing.len() as u64;
        let (kind, source_name) = (self.sync.kind, self.source_name);
        Err(SyncFailure::TooManyMissing { kind, source_name, missing, known, percent, examples })
    }

    /// Marks what is missing and remembers what came, in one transaction.
    async fn settle(&mut self, missing: &[Missing], on_missing: OnMissing) -> Result<(), SyncFailure> {
        if self.result.dry_run {
            self.result.counts.removed = missing.len() as u64;
            let change = if on_missing == OnMissing::Delete { Change::Deleted } else { Change::Stale };
            let as_change = |gone: &Missing| Changed {
                id: gone.id,
                name: gone.name.clone(),
                change,
                fields: serde_json::Map::new(),
            };
            self.show(missing.iter().map(as_change).collect());
            return Ok(());
        }
        let ids: Vec<Uuid> = missing.iter().map(|missing| missing.id).collect();
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        let gone = match on_missing {
            _ if ids.is_empty() => Vec::new(),
            OnMissing::MarkStale => syncs::mark_stale(&tx, &self.sync, &ids).await?,
            OnMissing::Delete => syncs::delete(&tx, &self.sync, &ids).await?,
            OnMissing::Ignore => Vec::new(),
        };
        if self.sync.filter.as_object().is_some_and(|filter| !filter.is_empty()) {
            let returned: Vec<Uuid> = self.seen.iter().copied().collect();
            syncs::remember(&tx, &self.sync, &returned).await?;
        }
        tx.commit().await?;
        self.result.counts.removed = gone.len() as u64;
        self.show(gone);
        Ok(())
    }

    /// Waits for the source, but not beyond a cancel.
    pub(crate) async fn remote<T, E>(&self, call: impl Future<Output = Result<T, E>>) -> Result<T, SyncFailure>
    where
        SyncFailure: From<E>,
    {
        Ok(self.telling.cancel.run_until_cancelled(call).await.ok_or_else(|| self.cancelled())??)
    }

    fn cancelled(&self) -> SyncFailure {
        SyncFailure::Cancelled { kind: self.sync.kind, so_far: Box::default() }
    }

    /// Ends: writes down how it went, also where it failed, and gives the result.
    ///
    /// A source that failed after something was stored makes the result partial rather than none: what came is true,
    /// and the next sync brings the rest.
    pub(crate) async fn end(
        mut self,
        done: Result<(), SyncFailure>,
        api_calls: u64,
        reconciliation: Option<&Value>,
    ) -> Result<SyncResult, SyncFailure> {
        self.result.api_calls = api_calls;
        self.result.duration_ms = u64::try_from(self.began_at.elapsed().as_millis()).unwrap_or(u64::MAX);
        let failed = match done {
            Ok(()) => None,
            Err(SyncFailure::Remote(error)) if self.has_stored() => {
                let (fetched, things) = (self.fetched(), self.sync.kind.plural());
                self.doubt(format!(
                    "Reading stopped after {fetched} {things}; they are kept, and nothing was marked missing. {error}"
                ));
                None
            }
            Err(failure) => Some(failure),
        };
        self.write_down(failed.as_ref(), reconciliation).await?;
        match failed {
            None => Ok(self.result),
            Some(SyncFailure::Cancelled { kind, .. }) => {
                Err(SyncFailure::Cancelled { kind, so_far: Box::new(self.result) })
            }
            Some(failure) => Err(failure),
        }
    }

    async fn write_down(
        &self,
        failed: Option<&SyncFailure>,
        reconciliation: Option<&Value>,
    ) -> Result<(), SyncFailure> {
        // Where the database failed, it would fail again.
        if self.result.dry_run || matches!(failed, Some(SyncFailure::Store(_))) {
            return Ok(());
        }
        let complete = failed.is_none() && self.result.status == Status::Complete;
        let mut warnings = self.result.warnings.clone();
        warnings.extend(failed.map(ToString::to_string));
        let counts = counted(&self.result.counts)?;
        let client = self.database.get().await?;
        syncs::finish(&client, self.sync.id, complete, &counts, &warnings, reconciliation).await?;
        Ok(())
    }
}

fn counted(counts: &Counts) -> Result<Value, StoreError> {
    serde_json::to_value(counts).map_err(|e| StoreError::Unreadable { what: "count", reason: e.to_string() })
}
