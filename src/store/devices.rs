//! The inventory: what was last said of each device.

use deadpool_postgres::GenericClient;
use time::OffsetDateTime;
use tokio_postgres::Error;
use uuid::Uuid;

use crate::domain::device::{Address, Visible};
use crate::domain::{Device, Timestamp};

const UPSERT: &str = include_str!("../../sql/queries/devices/upsert.sql");
const MARK_MISSING: &str = include_str!("../../sql/queries/devices/mark_missing.sql");
const COUNT_KNOWN: &str = include_str!("../../sql/queries/devices/count_known.sql");
const NOW: &str = include_str!("../../sql/queries/devices/now.sql");

/// What became of a page of devices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Upserted {
    /// Seen for the first time.
    pub created: u64,
    /// Described otherwise than before, or back after being missing.
    pub updated: u64,
    /// As they were.
    pub unchanged: u64,
}

/// The instant from which on a sync counts devices as seen.
///
/// # Errors
/// When Postgres fails.
pub async fn now(db: &impl GenericClient) -> Result<Timestamp, Error> {
    let statement = db.prepare_cached(NOW).await?;
    let now: OffsetDateTime = db.query_one(&statement, &[]).await?.try_get("now")?;
    Ok(now.into())
}

/// Writes down a page of devices in one statement, so wholly or not at all. No id may come twice in it.
///
/// What `visible` says the login could not see keeps its known value.
///
/// # Errors
/// When Postgres fails.
pub async fn upsert(db: &impl GenericClient, devices: &[Device], visible: Visible) -> Result<Upserted, Error> {
    let statement = db.prepare_cached(UPSERT).await?;
    let ids: Vec<Uuid> = devices.iter().map(|device| device.id).collect();
    let ip4 = || devices.iter().map(|device| device.primary_ip4.as_ref());
    let ip6 = || devices.iter().map(|device| device.primary_ip6.as_ref());
    let row = db
        .query_one(
            &statement,
            &[
                &ids,
                &column(devices, |device| device.name.as_deref()),
                &column(devices, |device| device.serial.as_deref()),
                &column(devices, |device| device.role.as_deref()),
                &column(devices, |device| device.location.as_deref()),
                &column(devices, |device| device.status.as_deref()),
                &column(devices, |device| device.device_type.as_deref()),
                &column(devices, |device| device.platform.as_deref()),
                &column(devices, |device| device.network_driver.as_deref()),
                &cidrs(ip4()),
                &hosts(ip4()),
                &cidrs(ip6()),
                &hosts(ip6()),
                &visible.platforms,
                &visible.addresses,
            ],
        )
        .await?;
    let count = |name| Ok::<_, Error>(unsigned(row.try_get(name)?));
    Ok(Upserted { created: count("created")?, updated: count("updated")?, unchanged: count("unchanged")? })
}

/// Marks every device not seen since `began`; answers how many that were.
///
/// Only for a sync that was asked for everything and got it.
///
/// # Errors
/// When Postgres fails.
pub async fn mark_missing(db: &impl GenericClient, began: Timestamp) -> Result<u64, Error> {
    let statement = db.prepare_cached(MARK_MISSING).await?;
    db.execute(&statement, &[&OffsetDateTime::from(began)]).await
}

/// How many devices there are that are not missing.
///
/// # Errors
/// When Postgres fails.
pub async fn count_known(db: &impl GenericClient) -> Result<u64, Error> {
    let statement = db.prepare_cached(COUNT_KNOWN).await?;
    Ok(unsigned(db.query_one(&statement, &[]).await?.try_get("known")?))
}

type Column<'a> = Vec<Option<&'a str>>;

fn column<'a>(devices: &'a [Device], field: impl Fn(&'a Device) -> Option<&'a str>) -> Column<'a> {
    devices.iter().map(field).collect()
}

fn cidrs<'a>(addresses: impl Iterator<Item = Option<&'a Address>>) -> Column<'a> {
    addresses.map(|address| address.map(|address| address.cidr.as_str())).collect()
}

fn hosts<'a>(addresses: impl Iterator<Item = Option<&'a Address>>) -> Column<'a> {
    addresses.map(|address| address.map(|address| address.host.as_str())).collect()
}

/// Postgres counts in signed numbers, never below zero.
fn unsigned(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}
