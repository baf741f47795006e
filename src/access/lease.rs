//! A place on a device, kept while the session lasts.

use std::time::Duration;

use rand::Rng;
use tokio::sync::oneshot;
use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::trouble::AccessTrouble;
use super::{Bounds, DeviceTarget};
use crate::store::access::{self as stored, Place, Wanted};
use crate::store::{Chain, Database, StoreError};

/// How long a place outlives a worker that was killed. A living one renews it three times in that time.
const LEASE: Duration = Duration::from_secs(30);
/// A session ends so long before its place may be another's.
const MARGIN: Duration = Duration::from_secs(5);
/// Between two looks of one waiter, in milliseconds: short against the sessions waited for, and a crowd of waiters
/// costs a statement each.
const PAUSE_MS: (u64, u64) = (150, 450);

/// What is waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// Another job is on the device.
    Device {
        /// What the device is called.
        name: String,
        /// The job that holds it.
        job: Uuid,
    },
    /// Enough sessions are open at the site.
    Site {
        /// What the site is called.
        site: String,
    },
}

impl std::fmt::Display for Waiting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Device { name, job } => write!(f, "waiting for {name}, held by job {job}"),
            Self::Site { site } => write!(f, "waiting for a session to end at {site}"),
        }
    }
}

/// A place that is held until this is dropped.
#[derive(Debug)]
pub(super) struct Lease {
    /// Cancelled when the place may be another's any moment: the session has to end.
    pub(super) lost: CancellationToken,
    /// Its end tells the keeper.
    _held: oneshot::Sender<()>,
}

impl Lease {
    /// Waits for a place on a device. `told` is told what is waited for whenever that changes.
    ///
    /// # Errors
    /// `LeaseTimeout` when there was none within `patience`, or what Postgres failed with.
    pub(super) async fn take(
        database: &Database,
        target: &DeviceTarget,
        job: Uuid,
        bounds: &Bounds,
        patience: Duration,
        told: &(dyn Fn(&Waiting) + Sync),
    ) -> Result<Self, AccessTrouble> {
        let began = Instant::now();
        let holder = Holder { database: database.clone(), id: Uuid::new_v4() };
        let wanted = Wanted {
            device: &target.key,
            name: &target.name,
            site: target.site.as_deref(),
            holder: holder.id,
            job,
            on_device: bounds.sessions_per_device.max(1),
            at_site: bounds.sessions_per_site.max(1),
            lease: LEASE,
        };
        let mut last = None;
        loop {
            let asked = Instant::now();
            let waiting = match holder.ask(&wanted).await? {
                Place::Taken => return Ok(holder.keep(asked)),
                Place::Device { job } => Waiting::Device { name: target.name.clone(), job },
                Place::Site => Waiting::Site { site: target.site.clone().unwrap_or_default() },
            };
            if began.elapsed() >= patience {
                return Err(AccessTrouble::LeaseTimeout { waiting, seconds: patience.as_secs() });
            }
            if last.as_ref() != Some(&waiting) {
                told(&waiting);
                last = Some(waiting);
            }
            let pause = rand::rng().random_range(PAUSE_MS.0..=PAUSE_MS.1);
            tokio::time::sleep(Duration::from_millis(pause)).await;
        }
    }
}

/// A name among the holders of places; the place is given back at the end, if there is one.
struct Holder {
    database: Database,
    id: Uuid,
}

impl Holder {
    async fn ask(&self, wanted: &Wanted<'_>) -> Result<Place, StoreError> {
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        stored::take(tx, wanted).await
    }

    /// Renews the place until what is returned is dropped, then gives it back.
    fn keep(self, taken: Instant) -> Lease {
        let (held, mut dropped) = oneshot::channel();
        let lost = CancellationToken::new();
        let token = lost.clone();
        tokio::spawn(async move {
            let mut until = taken + LEASE;
            while timeout(LEASE / 3, &mut dropped).await.is_err() {
                let asked = Instant::now();
                match timeout(LEASE / 3, self.renew()).await {
                    Ok(Ok(true)) => until = asked + LEASE,
                    Ok(Ok(false)) => token.cancel(),
                    Ok(Err(e)) => tracing::warn!(error = %Chain(&e), "a place on a device could not be renewed"),
                    Err(_) => tracing::warn!("a place on a device could not be renewed in time"),
                }
                if Instant::now() + LEASE / 3 + MARGIN >= until {
                    token.cancel();
                }
            }
        });
        Lease { lost, _held: held }
    }

    async fn renew(&self) -> Result<bool, StoreError> {
        let client = self.database.get().await?;
        stored::renew(&client, self.id, LEASE).await
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        // Without a runtime the process is ending, and the lease ends by itself.
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        let (database, id) = (self.database.clone(), self.id);
        runtime.spawn(async move {
            // If Postgres does not hear it, the lease ends by itself.
            if let Ok(client) = database.get().await {
                let _ = stored::release(&client, id).await;
            }
        });
    }
}
