//! The sync itself: count, read page by page, write each down, then judge what is missing.

use std::collections::{BTreeSet, HashSet};
use std::future::Future;

use deadpool_postgres::{Pool, PoolError};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::args::{Args, Wanted};
use super::outcome::{Progress, Status, SyncFailure, SyncResult};
use crate::domain::device::Visible;
use crate::domain::{Device, Timestamp};
use crate::integrations::nautobot::{CustomFields, NautobotClient, Page, Related, Selection};
use crate::integrations::remote::RemoteError;
use crate::store::devices;

/// Nautobot answers such a page within seconds, and a failed one costs little to repeat.
const PAGE_SIZE: u32 = 200;

/// Reads the devices that `args` ask for and writes them down.
///
/// No database connection is held while Nautobot is waited for. May be dropped at any point: each page is stored by
/// one statement. `cancel` is obeyed at once while waiting for Nautobot, otherwise after the page being stored.
///
/// # Errors
/// See [`SyncFailure`]; what the module says about partial results is not among them.
pub async fn sync(
    client: &NautobotClient,
    pool: &Pool,
    args: &Args,
    progress: &(dyn Fn(Progress) + Send + Sync),
    cancel: &CancellationToken,
) -> Result<SyncResult, SyncFailure> {
    let wanted = args.wanted()?;
    let reading = Reading {
        client: client.counting(),
        pool,
        wanted,
        selection: Selection::All,
        progress,
        cancel,
        began_at: Instant::now(),
        seen: HashSet::new(),
        rights: Rights::default(),
        result: SyncResult::default(),
    };
    reading.run().await
}

struct Reading<'a> {
    client: NautobotClient,
    pool: &'a Pool,
    wanted: Wanted,
    selection: Selection,
    progress: &'a (dyn Fn(Progress) + Send + Sync),
    cancel: &'a CancellationToken,
    began_at: Instant,
    /// Ids that came; sixteen bytes each, the only thing here that grows with the inventory.
    seen: HashSet<Uuid>,
    rights: Rights,
    result: SyncResult,
}

/// What the token turned out to be allowed to see.
#[derive(Default)]
struct Rights {
    platforms: Option<bool>,
    addresses: Option<bool>,
    /// Required relations that came as null, by the name a person knows them under.
    unseen: BTreeSet<&'static str>,
}

/// Why reading stopped early.
enum Stop {
    Nautobot(RemoteError),
    Failure(SyncFailure),
}

impl From<RemoteError> for Stop {
    fn from(error: RemoteError) -> Self {
        Self::Nautobot(error)
    }
}

impl From<PoolError> for Stop {
    fn from(error: PoolError) -> Self {
        Self::Failure(error.into())
    }
}

impl Reading<'_> {
    async fn run(mut self) -> Result<SyncResult, SyncFailure> {
        match self.read_and_judge().await {
            Ok(()) => {}
            // Kept and told, rather than failed: the pages that came are true, and the next sync brings the rest.
            Err(Stop::Nautobot(error)) if self.result.pages > 0 => self.doubt(format!(
                "Reading stopped after {} devices; they are kept, and nothing was marked missing. {error}",
                self.result.fetched
            )),
            Err(Stop::Nautobot(error)) => return Err(error.into()),
            Err(Stop::Failure(SyncFailure::Cancelled { .. })) => {
                return Err(SyncFailure::Cancelled { so_far: Box::new(self.finished()) });
            }
            Err(Stop::Failure(failure)) => return Err(failure),
        }
        Ok(self.finished())
    }

    async fn read_and_judge(&mut self) -> Result<(), Stop> {
        // Before the first request: whatever is seen from here on was there during this sync.
        let began = devices::now(&self.pool.get().await?).await.map_err(PoolError::Backend)?;
        self.selection = self.remote(self.client.select(self.wanted.filter.as_ref())).await?;
        let total = self.count().await?;
        let expected = self.expected(total);
        self.tell(expected);
        self.read(expected).await?;
        if self.result.fetched == 0 {
            self.judge_empty(expected).await?;
        }
        if self.wanted.everything() {
            self.judge_missing(began, total).await
        } else {
            self.compare(expected);
            Ok(())
        }
    }

    /// How many of all devices the arguments leave.
    fn expected(&self, total: u64) -> u64 {
        let rest = total.saturating_sub(self.wanted.offset.into());
        self.wanted.limit.map_or(rest, |limit| rest.min(limit.into()))
    }

    async fn read(&mut self, expected: u64) -> Result<(), Stop> {
        let first = u64::from(self.wanted.offset);
        let mut offset = first;
        while offset < first + expected {
            let left = (first + expected - offset).min(PAGE_SIZE.into());
            let page = Page { limit: as_u32(left), offset: as_u32(offset) };
            let devices = self.remote(self.client.devices(page, &self.selection, &CustomFields::default())).await?;
            offset += devices.len() as u64;
            // Shifted pages bring devices again; within a statement they would be an error, across pages miscounted.
            let fresh: Vec<Device> = devices.into_iter().filter(|device| self.seen.insert(device.id)).collect();
            // Nothing there although the count promised more, or a server that knows no offset: no end would come.
            if fresh.is_empty() {
                break;
            }
            self.store(&fresh).await?;
            self.tell(expected);
        }
        Ok(())
    }

    async fn store(&mut self, page: &[Device]) -> Result<(), Stop> {
        let visible = self.visible(page).await?;
        let db = self.pool.get().await?;
        let stored = devices::upsert(&db, page, visible).await.map_err(PoolError::Backend)?;
        self.result.pages += 1;
        self.result.fetched += page.len() as u64;
        self.result.created += stored.created;
        self.result.updated += stored.updated;
        self.result.unchanged += stored.unchanged;
        Ok(())
    }

    /// Finds out what null means on this page. One platform seen proves that platforms may be seen; Nautobot is asked
    /// only when a page shows none at all.
    async fn visible(&mut self, page: &[Device]) -> Result<Visible, Stop> {
        for device in page {
            let required = [
                ("roles", &device.role),
                ("locations", &device.location),
                ("statuses", &device.status),
                ("device types", &device.device_type),
            ];
            self.rights.unseen.extend(required.into_iter().filter(|(_, value)| value.is_none()).map(|(name, _)| name));
        }
        let platforms = page.iter().any(|device| device.platform.is_some());
        let addresses = page.iter().any(|device| device.primary_ip4.is_some() || device.primary_ip6.is_some());
        let platforms = self.may_view(Related::Platforms, platforms, self.rights.platforms).await?;
        let addresses = self.may_view(Related::Addresses, addresses, self.rights.addresses).await?;
        self.rights.platforms = Some(platforms);
        self.rights.addresses = Some(addresses);
        Ok(Visible { platforms, addresses })
    }

    async fn may_view(&self, related: Related, shown: bool, known: Option<bool>) -> Result<bool, Stop> {
        match (shown, known) {
            (true, _) => Ok(true),
            (false, Some(known)) => Ok(known),
            (false, None) => self.remote(self.client.may_view(related)).await,
        }
    }

    /// Nothing came. That is news only where nothing was known.
    async fn judge_empty(&mut self, expected: u64) -> Result<(), Stop> {
        if self.wanted.everything() {
            let db = self.pool.get().await?;
            let known = devices::count_known(&db).await.map_err(PoolError::Backend)?;
            if known > 0 {
                return Err(Stop::Failure(SyncFailure::Guard { known }));
            }
        }
        if expected == 0 {
            self.result.warnings.push("Nautobot has no such devices, or the token may not view them.".to_owned());
        }
        Ok(())
    }

    async fn judge_missing(&mut self, began: Timestamp, total: u64) -> Result<(), Stop> {
        let total_after = self.count().await?;
        let fetched = self.result.fetched;
        if fetched != total || total != total_after {
            self.doubt(format!(
                "Nautobot counted {total} devices before and {total_after} after reading, and {fetched} different ones \
                 came: it was probably edited meanwhile. Nothing was marked missing; the next sync will judge."
            ));
            return Ok(());
        }
        let db = self.pool.get().await?;
        self.result.missing = devices::mark_missing(&db, began).await.map_err(PoolError::Backend)?;
        Ok(())
    }

    fn compare(&mut self, expected: u64) {
        if self.result.fetched != expected {
            let fetched = self.result.fetched;
            self.doubt(format!("Nautobot counted {expected} such devices, but {fetched} different ones came."));
        }
    }

    async fn count(&self) -> Result<u64, Stop> {
        self.remote(self.client.device_count(&self.selection)).await
    }

    /// Waits for Nautobot, but not beyond a cancel.
    async fn remote<T>(&self, call: impl Future<Output = Result<T, RemoteError>>) -> Result<T, Stop> {
        let cancelled = || Stop::Failure(SyncFailure::Cancelled { so_far: Box::default() });
        Ok(self.cancel.run_until_cancelled(call).await.ok_or_else(cancelled)??)
    }

    fn doubt(&mut self, why: String) {
        self.result.status = Status::Partial;
        self.result.warnings.push(why);
    }

    fn tell(&self, expected: u64) {
        let current = self.result.fetched;
        let message = format!("{current} of {expected} devices");
        (self.progress)(Progress { current, total: expected, message });
    }

    fn finished(mut self) -> SyncResult {
        let mut unseen: Vec<&str> = self.rights.unseen.into_iter().collect();
        unseen.extend((self.rights.platforms == Some(false)).then_some("platforms"));
        unseen.extend((self.rights.addresses == Some(false)).then_some("IP addresses"));
        if !unseen.is_empty() {
            self.result
                .warnings
                .push(format!("The token may not view all {}; what was known of them is kept.", unseen.join(", ")));
        }
        self.result.api_calls = self.client.calls();
        self.result.duration_ms = u64::try_from(self.began_at.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.result
    }
}

/// Pages end at the arguments' limits, far below what this cuts off.
fn as_u32(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
