//! Who may log in to a device now: places, pace, and devices that are left alone for a while.

use std::time::Duration;

use deadpool_postgres::{GenericClient, Transaction};
use uuid::Uuid;

use super::{StoreError, execute, one, rows};
use crate::domain::Timestamp;

const LOCK: &str = include_str!("../../sql/queries/access/session_lock.sql");
const FORGET: &str = include_str!("../../sql/queries/access/session_forget.sql");
const LOOK: &str = include_str!("../../sql/queries/access/session_look.sql");
const TAKE: &str = include_str!("../../sql/queries/access/session_take.sql");
const RENEW: &str = include_str!("../../sql/queries/access/session_renew.sql");
const RELEASE: &str = include_str!("../../sql/queries/access/session_release.sql");
const PACE: &str = include_str!("../../sql/queries/access/login_pace.sql");
const QUARANTINED: &str = include_str!("../../sql/queries/access/quarantine_get.sql");
const FAIL: &str = include_str!("../../sql/queries/access/quarantine_fail.sql");
const CLEAR: &str = include_str!("../../sql/queries/access/quarantine_clear.sql");

/// A place on a device that somebody wants.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The device's key.
    pub device: &'a str,
    /// What people call it.
    pub name: &'a str,
    /// Where it stands, if that is known.
    pub site: Option<&'a str>,
    /// Who wants it: one id for each session.
    pub holder: Uuid,
    /// For which job.
    pub job: Uuid,
    /// How many may be on the device at once.
    pub on_device: i16,
    /// How many may be at its site at once.
    pub at_site: i64,
    /// For how long the place is held when nobody renews it.
    pub lease: Duration,
}

/// What became of the wish for a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is taken.
    Taken,
    /// Others are on the device; this job is.
    Device {
        /// The job that came first.
        job: Uuid,
    },
    /// Enough sessions are open at its site.
    Site,
}

/// Takes a place on a device, if there is one.
///
/// # Errors
/// When a statement fails; a place may then be held until its lease ends.
pub async fn take(tx: Transaction<'_>, wanted: &Wanted<'_>) -> Result<Place, StoreError> {
    let w = wanted;
    let site = w.site.map(|site| format!("site:{site}"));
    // Always in one order, so that no two wait for each other.
    execute(&tx, LOCK, &[&w.device, &site]).await?;
    execute(&tx, FORGET, &[&w.device, &w.site]).await?;
    let row = one(&tx, LOOK, &[&w.device, &w.site]).await?;
    let (at_site, slots, job) = (row.try_get::<_, i64>(0)?, row.try_get::<_, Vec<i16>>(1)?, row.try_get(2)?);
    let free = (0..w.on_device).find(|slot| !slots.contains(slot));
    let place = match (free, job) {
        (None, Some(job)) => Place::Device { job },
        (Some(_), _) if w.site.is_some() && at_site >= w.at_site => Place::Site,
        (slot, _) => {
            let (slot, seconds) = (slot.unwrap_or(0), w.lease.as_secs_f64());
            execute(&tx, TAKE, &[&w.device, &slot, &w.holder, &w.job, &w.name, &w.site, &seconds]).await?;
            Place::Taken
        }
    };
    tx.commit().await?;
    Ok(place)
}

/// Keeps a place; `false` when it is somebody else's by now.
///
/// # Errors
/// When the statement fails.
pub async fn renew(client: &impl GenericClient, holder: Uuid, lease: Duration) -> Result<bool, StoreError> {
    Ok(execute(client, RENEW, &[&holder, &lease.as_secs_f64()]).await? > 0)
}

/// Gives a place back.
///
/// # Errors
/// When the statement fails; the place comes free when its lease ends.
pub async fn release(client: &impl GenericClient, holder: Uuid) -> Result<(), StoreError> {
    execute(client, RELEASE, &[&holder]).await?;
    Ok(())
}

/// Draws a moment for a login, so that no more than so many begin in a second: how long it is until then.
///
/// # Errors
/// When the statement fails.
pub async fn pace(client: &impl GenericClient, per_second: f64) -> Result<Duration, StoreError> {
    let seconds: f64 = one(client, PACE, &[&(1.0 / per_second)]).await?.try_get(0)?;
    Ok(Duration::try_from_secs_f64(seconds).unwrap_or_default())
}

/// Why a device is left alone for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantine {
    /// Until when.
    pub until: Timestamp,
    /// How often in a row it did not answer.
    pub failures: i32,
    /// How it failed the last time.
    pub class: String,
}

/// How patient the house is with devices that do not answer.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// From this failure in a row on it is left alone.
    pub failures: i32,
    /// For so long at first, and twice as long each further time.
    pub first: Duration,
    /// Never longer.
    pub most: Duration,
}

/// Whether a device is left alone for now.
///
/// # Errors
/// When the statement fails.
pub async fn quarantined(client: &impl GenericClient, device: &str) -> Result<Option<Quarantine>, StoreError> {
    let found = rows(client, QUARANTINED, &[&device]).await?;
    let read = |row: &tokio_postgres::Row| {
        Ok(Quarantine { until: row.try_get(0)?, failures: row.try_get(1)?, class: row.try_get(2)? })
    };
    found.first().map(read).transpose()
}

/// Notes that a device did not answer: until when it is left alone, if it is.
///
/// # Errors
/// When the statement fails.
pub async fn failed(
    client: &impl GenericClient,
    device: &str,
    class: &str,
    patience: Patience,
) -> Result<Option<Timestamp>, StoreError> {
    let (first, most) = (patience.first.as_secs_f64(), patience.most.as_secs_f64());
    Ok(one(client, FAIL, &[&device, &class, &patience.failures, &first, &most]).await?.try_get(1)?)
}

/// Notes that a device answered.
///
/// # Errors
/// When the statement fails.
pub async fn answered(client: &impl GenericClient, device: &str) -> Result<(), StoreError> {
    execute(client, CLEAR, &[&device]).await?;
    Ok(())
}
