//! Where devices and hosts disagree now.

use deadpool_postgres::GenericClient;
use serde_json::Value;
use tokio_postgres::types::Json;
use uuid::Uuid;

use crate::store::{StoreError, one, rows};

const COUNTS: &str = include_str!("../../../sql/queries/inventory/disagreement_counts.sql");
const HOSTS: &str = include_str!("../../../sql/queries/inventory/hosts_without_device.sql");
const DEVICES: &str = include_str!("../../../sql/queries/inventory/devices_without_host.sql");
const DIFFER: &str = include_str!("../../../sql/queries/inventory/addresses_that_differ.sql");
const DUPLICATES: &str = include_str!("../../../sql/queries/inventory/duplicate_addresses.sql");

/// How much there is of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Hosts that are no device.
    pub hosts_without_device: i64,
    /// Devices that no host is.
    pub devices_without_host: i64,
    /// Hosts whose address is another than their device's.
    pub addresses_that_differ: i64,
    /// Addresses that several devices or several hosts have.
    pub duplicate_addresses: i64,
}

/// How much devices and hosts disagree.
///
/// # Errors
/// When a statement fails.
pub async fn counts(client: &impl GenericClient) -> Result<Counts, StoreError> {
    let row = one(client, COUNTS, &[]).await?;
    Ok(Counts {
        hosts_without_device: row.try_get(0)?,
        devices_without_host: row.try_get(1)?,
        addresses_that_differ: row.try_get(2)?,
        duplicate_addresses: row.try_get(3)?,
    })
}

/// A host, as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostWithoutDevice {
    /// Our id for it.
    pub id: Uuid,
    /// The site.
    pub site: String,
    /// Its name there.
    pub name: String,
    /// Its IPv4 address.
    pub ip4: Option<String>,
    /// Its IPv6 address.
    pub ip6: Option<String>,
}

/// A device, as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceWithoutHost {
    /// Nautobot's id.
    pub id: Uuid,
    /// Our number.
    pub number: i64,
    /// Its name.
    pub name: Option<String>,
    /// Its IPv4 address.
    pub ip4: Option<String>,
    /// Its IPv6 address.
    pub ip6: Option<String>,
}

/// A host and the device it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressesDiffer {
    /// The host.
    pub host: HostWithoutDevice,
    /// The device.
    pub device: DeviceWithoutHost,
}

/// An address that several have.
#[derive(Clone, Debug, PartialEq)]
pub struct Duplicate {
    /// The address.
    pub address: String,
    /// The first devices that have it: `[{id, number, name}]`.
    pub devices: Value,
    /// The first hosts that have it: `[{id, site, name}]`.
    pub hosts: Value,
}

fn host(row: &tokio_postgres::Row) -> Result<HostWithoutDevice, StoreError> {
    Ok(HostWithoutDevice {
        id: row.try_get("host_id")?,
        site: row.try_get("site")?,
        name: row.try_get("host_name")?,
        ip4: row.try_get("ip4")?,
        ip6: row.try_get("ip6")?,
    })
}

fn device(row: &tokio_postgres::Row) -> Result<DeviceWithoutHost, StoreError> {
    Ok(DeviceWithoutHost {
        id: row.try_get("device_id")?,
        number: row.try_get("number")?,
        name: row.try_get("device_name")?,
        ip4: row.try_get("primary_ip4_host")?,
        ip6: row.try_get("primary_ip6_host")?,
    })
}

/// A place in a list by name.
type After<'a> = Option<(&'a str, Uuid)>;

/// Hosts that are no device, by name.
///
/// # Errors
/// When a statement fails.
pub async fn hosts_without_device(
    client: &impl GenericClient,
    after: After<'_>,
    limit: i64,
) -> Result<Vec<HostWithoutDevice>, StoreError> {
    rows(client, HOSTS, &[&after.map(|a| a.0), &after.map(|a| a.1), &limit]).await?.iter().map(host).collect()
}

/// Devices that no host is, by name.
///
/// # Errors
/// When a statement fails.
pub async fn devices_without_host(
    client: &impl GenericClient,
    after: After<'_>,
    limit: i64,
) -> Result<Vec<DeviceWithoutHost>, StoreError> {
    rows(client, DEVICES, &[&after.map(|a| a.0), &after.map(|a| a.1), &limit]).await?.iter().map(device).collect()
}

/// Hosts whose address is another than their device's, by name.
///
/// # Errors
/// When a statement fails.
pub async fn addresses_that_differ(
    client: &impl GenericClient,
    after: After<'_>,
    limit: i64,
) -> Result<Vec<AddressesDiffer>, StoreError> {
    let found = rows(client, DIFFER, &[&after.map(|a| a.0), &after.map(|a| a.1), &limit]).await?;
    found.iter().map(|row| Ok(AddressesDiffer { host: host(row)?, device: device(row)? })).collect()
}

/// Addresses that several devices or several hosts have, with at most `each` of those.
///
/// # Errors
/// When a statement fails.
pub async fn duplicate_addresses(
    client: &impl GenericClient,
    after: Option<&str>,
    limit: i64,
    each: i64,
) -> Result<Vec<Duplicate>, StoreError> {
    let found = rows(client, DUPLICATES, &[&after, &limit, &each]).await?;
    let duplicate = |row: &tokio_postgres::Row| {
        let list = |column: usize| Ok::<_, StoreError>(row.try_get::<_, Json<Value>>(column)?.0);
        Ok(Duplicate { address: row.try_get(0)?, devices: list(1)?, hosts: list(2)? })
    };
    found.iter().map(duplicate).collect()
}
