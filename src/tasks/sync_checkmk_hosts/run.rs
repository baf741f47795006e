//! The sync itself: count, read as it comes, write down portion by portion, then judge what is missing.

use std::collections::HashSet;

use serde::Serialize;
use uuid::Uuid;

use super::args::{Args, Wanted};
use super::reconcile::{Comparison, Devices, Match, Reconciliation};
use crate::domain::Host;
use crate::domain::connection::Connection;
use crate::domain::sync::Kind;
use crate::integrations::checkmk::{CheckmkClient, HostOptions};
use crate::integrations::remote::RemoteError;
use crate::store::syncs::Missing;
use crate::store::{Database, hosts};
use crate::tasks::sync::{Record, Source, SyncFailure, SyncResult, Telling};

/// Hosts that are written down by one statement, and the most that are in memory.
const PORTION: usize = 200;

/// What a sync of hosts did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HostsResult {
    /// As every sync tells it.
    #[serde(flatten)]
    pub sync: SyncResult,
    /// What both sources say of the same things, where that was asked for.
    pub reconciliation: Option<Reconciliation>,
}

/// Reads the hosts that `args` ask for through `connection` and writes them down for `job`.
///
/// No database connection is held while CheckMK is waited for. May be dropped at any point: each portion is stored by
/// one statement.
///
/// # Errors
/// See [`SyncFailure`]; what `tasks::sync` says about partial results is not among them.
pub async fn sync(
    (connection, client): (&Connection, &CheckmkClient),
    database: &Database,
    job: Uuid,
    args: &Args,
    telling: Telling<'_>,
) -> Result<HostsResult, SyncFailure> {
    // Checked when they were read.
    let wanted = args.wanted().unwrap_or_default();
    let source = Source { kind: Kind::Host, connection, job, filter: wanted.stored(), dry_run: args.dry_run };
    let mut record = Record::begin(database, source, telling).await?;
    let comparison = comparison(database, args, &mut record).await?;
    let mut reading =
        Reading { client: client.counting(), connection: connection.id, wanted, args, comparison, record };
    let done = reading.read_and_judge().await;
    let whole = done.is_ok() && reading.wanted.everything();
    let reconciliation = reading.comparison.map(|comparison| comparison.finish(whole));
    let kept = reconciliation.as_ref().and_then(|reconciliation| serde_json::to_value(reconciliation).ok());
    let sync = reading.record.end(done, reading.client.calls(), kept.as_ref()).await?;
    Ok(HostsResult { sync, reconciliation })
}

async fn comparison(
    database: &Database,
    args: &Args,
    record: &mut Record<'_>,
) -> Result<Option<Comparison>, SyncFailure> {
    if !args.compare_with_nautobot {
        return Ok(None);
    }
    let devices = Devices::new(hosts::known_devices(&database.get().await?).await?);
    if devices.is_empty() {
        record.note("No device is known yet, so nothing was compared: run sync_nautobot_devices first.".to_owned());
        return Ok(None);
    }
    Ok(Some(Comparison::new(devices, args.match_on.clone())))
}

struct Reading<'a> {
    client: CheckmkClient,
    connection: Uuid,
    wanted: Wanted,
    args: &'a Args,
    comparison: Option<Comparison>,
    record: Record<'a>,
}

/// What the first reading found out.
struct Counted {
    /// How many hosts are meant.
    total: u64,
    /// All that the connection listed, meant or not. Ids, not names: there is one for each host.
    ids: HashSet<Uuid>,
}

impl Reading<'_> {
    async fn read_and_judge(&mut self) -> Result<(), SyncFailure> {
        let counted = self.count(self.wanted.site.clone()).await?;
        self.record.expect(counted.total);
        self.read().await?;
        self.record.refuse_empty().await?;
        let (fetched, total) = (self.record.fetched(), counted.total);
        if total == 0 {
            self.record.note("CheckMK has no such hosts, or the user may not see them.".to_owned());
        }
        if fetched != total {
            self.record.doubt(format!(
                "CheckMK listed {total} hosts at first and {fetched} when they were read: it was probably edited \
                 meanwhile. Nothing was marked missing; the next sync will judge."
            ));
            return Ok(());
        }
        let (client, filters_site) = (&self.client, self.wanted.site.is_some());
        let still_there = async move |missing: &[Missing]| -> Result<HashSet<Uuid>, RemoteError> {
            let all = if filters_site { ids(client).await? } else { counted.ids };
            Ok(missing.iter().map(|missing| missing.id).filter(|id| all.contains(id)).collect())
        };
        self.record.judge(self.args.missable(), still_there).await
    }

    /// Reads how many hosts there are. CheckMK tells it in no other way.
    async fn count(&self, site: Option<String>) -> Result<Counted, SyncFailure> {
        let options = HostOptions { site, ..HostOptions::default() };
        let (mut total, mut ids) = (0, HashSet::new());
        let mut hosts = self.record.remote(self.client.hosts(&options)).await?;
        while let Some(host) = self.record.remote(hosts.next()).await? {
            let is_new = ids.insert(hosts::id(&host));
            total += u64::from(is_new && self.wanted.includes(&host));
        }
        Ok(Counted { total, ids })
    }

    async fn read(&mut self) -> Result<(), SyncFailure> {
        let mut hosts = self.record.remote(self.client.hosts(&self.args.options())).await?;
        let mut portion = Vec::with_capacity(PORTION);
        loop {
            let next = self.record.remote(hosts.next()).await;
            match next {
                Ok(Some(host)) => {
                    if self.wanted.includes(&host) && self.record.is_new(hosts::id(&host)) {
                        portion.push(host);
                    }
                }
                Ok(None) => break,
                // What came whole before it broke off is as true as the rest.
                Err(e @ SyncFailure::Remote(_)) => {
                    self.store(&mut portion).await?;
                    return Err(e);
                }
                Err(e) => return Err(e),
            }
            if portion.len() == PORTION {
                self.store(&mut portion).await?;
            }
        }
        self.store(&mut portion).await
    }

    async fn store(&mut self, portion: &mut Vec<Host>) -> Result<(), SyncFailure> {
        if portion.is_empty() {
            return Ok(());
        }
        let matches: Vec<Option<Match>> = match &mut self.comparison {
            Some(comparison) => portion.iter().map(|host| comparison.host(host)).collect(),
            None => vec![None; portion.len()],
        };
        let links: Vec<Option<hosts::Link>> = matches
            .iter()
            .map(|found| found.map(|m| hosts::Link { device: m.device, reason: m.reason.as_str() }))
            .collect();
        let found_in = hosts::FoundIn {
            connection: self.connection,
            site: self.client.site(),
            compared: self.comparison.is_some(),
        };
        let db = self.record.database().get().await?;
        let changes = hosts::upsert(&db, portion, &links, found_in, self.record.sync_id()).await?;
        self.record.stored(portion.len() as u64, changes);
        portion.clear();
        Ok(())
    }
}

/// All that there are, whatever site monitors them.
async fn ids(client: &CheckmkClient) -> Result<HashSet<Uuid>, RemoteError> {
    let mut all = client.hosts(&HostOptions::default()).await?;
    let mut ids = HashSet::new();
    while let Some(host) = all.next().await? {
        ids.insert(hosts::id(&host));
    }
    Ok(ids)
}
