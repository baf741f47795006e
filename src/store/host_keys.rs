//! By which keys devices are known again.

use deadpool_postgres::{GenericClient, Transaction};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{StoreError, execute, rows};
use crate::domain::Timestamp;
use crate::domain::network::HostKey;

const GET: &str = include_str!("../../sql/queries/access/host_key_get.sql");
const ONE: &str = include_str!("../../sql/queries/access/host_key_one.sql");
const LIST: &str = include_str!("../../sql/queries/access/host_keys_list.sql");
const FIRST: &str = include_str!("../../sql/queries/access/host_key_first.sql");
const SEEN: &str = include_str!("../../sql/queries/access/host_key_seen.sql");
const OFFER: &str = include_str!("../../sql/queries/access/host_key_offer.sql");
const ACCEPT: &str = include_str!("../../sql/queries/access/host_key_accept.sql");
const DELETE: &str = include_str!("../../sql/queries/access/host_key_delete.sql");

/// The key of a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostKeyRow {
    /// By what it is told from others here.
    pub id: Uuid,
    /// Whose it is: the key of the device.
    pub device: String,
    /// What people call the device.
    pub name: String,
    /// The key.
    pub key: HostKey,
    /// When it was first seen.
    pub first_seen: Timestamp,
    /// When it was last seen.
    pub last_seen: Timestamp,
    /// Another one that the device showed since, and that nobody has accepted.
    pub offered: Option<Offered>,
    /// When an admin last accepted another key, and who.
    pub accepted: Option<(Timestamp, String)>,
}

/// A key that is not the one known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The key.
    pub key: HostKey,
    /// When it was last shown.
    pub at: Timestamp,
    /// To which job.
    pub job: Option<Uuid>,
}

fn read(row: &Row) -> Result<HostKeyRow, StoreError> {
    let offered = match row.try_get::<_, Option<Timestamp>>("offered_at")? {
        Some(at) => Some(Offered {
            key: HostKey {
                algorithm: row.try_get("offered_algorithm")?,
                fingerprint: row.try_get("offered_fingerprint")?,
                openssh: row.try_get("offered_public_key")?,
            },
            at,
            job: row.try_get("offered_to_job")?,
        }),
        None => None,
    };
    let accepted = match row.try_get::<_, Option<Timestamp>>("accepted_at")? {
        Some(at) => Some((at, row.try_get::<_, Option<String>>("accepted_by")?.unwrap_or_default())),
        None => None,
    };
    Ok(HostKeyRow {
        id: row.try_get("id")?,
        device: row.try_get("device")?,
        name: row.try_get("name")?,
        key: HostKey {
            algorithm: row.try_get("algorithm")?,
            fingerprint: row.try_get("fingerprint")?,
            openssh: row.try_get("public_key")?,
        },
        first_seen: row.try_get("first_seen")?,
        last_seen: row.try_get("last_seen")?,
        offered,
        accepted,
    })
}

/// The key that a device is known by.
///
/// # Errors
/// When the statement fails.
pub async fn of_device(client: &impl GenericClient, device: &str) -> Result<Option<HostKeyRow>, StoreError> {
    rows(client, GET, &[&device]).await?.first().map(read).transpose()
}

/// A page of known keys, those with an alarm first, and how many there are.
///
/// # Errors
/// When the statement fails.
pub async fn list(
    client: &impl GenericClient,
    changed_only: bool,
    words: &[String],
    limit: i64,
    offset: i64,
) -> Result<(Vec<HostKeyRow>, i64), StoreError> {
    let found = rows(client, LIST, &[&changed_only, &words, &limit, &offset]).await?;
    let total = found.first().map(|row| row.try_get("total")).transpose()?.unwrap_or(0);
    Ok((found.iter().map(read).collect::<Result<_, _>>()?, total))
}

/// Notes that a device showed the key that it is known by, or its first.
///
/// # Errors
/// When a statement fails.
pub async fn seen(client: &impl GenericClient, device: &str, name: &str, key: &HostKey) -> Result<(), StoreError> {
    if execute(client, SEEN, &[&device, &name, &key.fingerprint]).await? == 0 {
        execute(client, FIRST, &[&device, &name, &key.algorithm, &key.fingerprint, &key.openssh]).await?;
    }
    Ok(())
}

/// Notes that a device showed another key than the one it is known by.
///
/// # Errors
/// When the statement fails.
pub async fn offered(client: &impl GenericClient, device: &str, key: &HostKey, job: Uuid) -> Result<(), StoreError> {
    execute(client, OFFER, &[&device, &key.algorithm, &key.fingerprint, &key.openssh, &job]).await?;
    Ok(())
}

/// One key, held until the transaction ends.
///
/// # Errors
/// When the statement fails.
pub async fn one(tx: &Transaction<'_>, id: Uuid) -> Result<Option<HostKeyRow>, StoreError> {
    rows(tx, ONE, &[&id]).await?.first().map(read).transpose()
}

/// Takes the key that is offered for the device's; `None` when that is not on offer any more.
///
/// # Errors
/// When the statement fails.
pub async fn accept(
    tx: &Transaction<'_>,
    id: Uuid,
    fingerprint: &str,
    by: &str,
) -> Result<Option<HostKeyRow>, StoreError> {
    rows(tx, ACCEPT, &[&id, &fingerprint, &by]).await?.first().map(read).transpose()
}

/// Forgets a key.
///
/// # Errors
/// When the statement fails.
pub async fn forget(tx: &Transaction<'_>, id: Uuid) -> Result<(), StoreError> {
    execute(tx, DELETE, &[&id]).await?;
    Ok(())
}
