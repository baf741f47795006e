//! What CheckMK says of each host, written down.

use deadpool_postgres::GenericClient;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::devices::clean;
use super::{StoreError, rows, syncs};
use crate::domain::Host;
use crate::domain::sync::Changed;

const UPSERT: &str = include_str!("../../sql/queries/hosts/upsert.sql");
const DEVICES: &str = include_str!("../../sql/queries/hosts/devices.sql");

/// A device, as far as a host may be recognised as it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownDevice {
    /// Its id.
    pub id: Uuid,
    /// Its number.
    pub number: i64,
    /// Its name.
    pub name: Option<String>,
    /// Its primary IPv4 address, without the length of its network.
    pub ip4: Option<String>,
    /// Its primary IPv6 address, likewise.
    pub ip6: Option<String>,
}

impl KnownDevice {
    /// Its name, or what else it is known by.
    #[must_use]
    pub fn title(&self) -> String {
        self.name.clone().unwrap_or_else(|| format!("device {}", self.number))
    }
}

/// Which device a host is, and by what that is known.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// The device.
    pub device: Uuid,
    /// `name`, `fqdn` or `ip`.
    pub reason: &'static str,
}

/// Where hosts were found.
#[derive(Clone, Copy, Debug)]
pub struct FoundIn<'a> {
    /// Through which connection.
    pub connection: Uuid,
    /// In which site.
    pub site: &'a str,
    /// Whether they were held against the devices; otherwise known links stay.
    pub compared: bool,
}

/// The devices that are not stale.
///
/// # Errors
/// When the database fails.
pub async fn known_devices(client: &impl GenericClient) -> Result<Vec<KnownDevice>, StoreError> {
    let found = rows(client, DEVICES, &[]).await?;
    let read = |row: &tokio_postgres::Row| {
        Ok(KnownDevice {
            id: row.try_get("id")?,
            number: row.try_get("number")?,
            name: row.try_get("name")?,
            ip4: row.try_get("primary_ip4_host")?,
            ip6: row.try_get("primary_ip6_host")?,
        })
    };
    found.iter().map(read).collect()
}

/// The id of a host: made of its site and its name, so that one that comes back is the same.
#[must_use]
pub fn id(host: &Host) -> Uuid {
    let hash = Sha256::new_with_prefix(b"host\0")
        .chain_update(host.site.as_bytes())
        .chain_update([0])
        .chain_update(host.name.as_bytes())
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Writes down some hosts of one site in one statement, so wholly or not at all; what is not as it was is answered and
/// kept under `sync`. Without one nothing is written. No name may come twice.
///
/// # Errors
/// When the database fails.
pub async fn upsert(
    client: &impl GenericClient,
    hosts: &[Host],
    links: &[Option<Link>],
    found_in: FoundIn<'_>,
    sync: Option<Uuid>,
) -> Result<Vec<Changed>, StoreError> {
    let names: Vec<&str> = hosts.iter().map(|host| host.name.as_str()).collect();
    let folders: Vec<&str> = hosts.iter().map(|host| host.folder.as_str()).collect();
    let optional = |field: fn(&Host) -> &Option<String>| -> Vec<Option<&str>> {
        hosts.iter().map(|host| field(host).as_deref()).collect()
    };
    let labels: Vec<Json<_>> = hosts.iter().map(|host| Json(&host.labels)).collect();
    let tags: Vec<Json<_>> = hosts.iter().map(|host| Json(&host.tags)).collect();
    let nodes: Vec<Json<_>> = hosts.iter().map(|host| Json(&host.cluster_nodes)).collect();
    let attributes: Vec<Json<Value>> = hosts.iter().map(|host| Json(clean(&host.attributes))).collect();
    let clusters: Vec<bool> = hosts.iter().map(|host| host.is_cluster).collect();
    let offline: Vec<bool> = hosts.iter().map(|host| host.is_offline).collect();
    let devices: Vec<Option<Uuid>> = links.iter().map(|link| link.map(|link| link.device)).collect();
    let reasons: Vec<Option<&str>> = links.iter().map(|link| link.map(|link| link.reason)).collect();
    let ids: Vec<Uuid> = hosts.iter().map(id).collect();
    let FoundIn { connection, site, compared } = found_in;
    let found = rows(
        client,
        UPSERT,
        &[
            &names,
            &folders,
            &optional(|host| &host.alias),
            &optional(|host| &host.ip4),
            &optional(|host| &host.ip6),
            &labels,
            &tags,
            &clusters,
            &nodes,
            &offline,
            &optional(|host| &host.monitored_by),
            &attributes,
            &devices,
            &reasons,
            &connection,
            &site,
            &sync,
            &compared,
            &ids,
        ],
    )
    .await?;
    found.iter().map(syncs::changed).collect()
}
