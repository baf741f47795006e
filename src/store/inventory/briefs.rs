//! Devices in short.

use std::net::IpAddr;

use deadpool_postgres::GenericClient;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::store::{StoreError, rows};

const BRIEFS: &str = include_str!("../../../sql/queries/inventory/devices_briefs.sql");

/// A device, as far as it is needed to recognise it and to log in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// Nautobot's id.
    pub id: Uuid,
    /// Our number.
    pub number: i64,
    /// Its name.
    pub name: Option<String>,
    /// Its serial number.
    pub serial: Option<String>,
    /// Where it stands.
    pub location: Option<String>,
    /// The operating system as programs call it.
    pub network_driver: Option<String>,
    /// Its primary IPv4 address.
    pub ip4: Option<String>,
    /// Its primary IPv6 address.
    pub ip6: Option<String>,
}

impl Brief {
    /// Its addresses, the one to try first first.
    pub fn addresses(&self) -> impl Iterator<Item = IpAddr> {
        [&self.ip4, &self.ip6].into_iter().flatten().filter_map(|address| address.parse().ok())
    }

    /// What it is called.
    #[must_use]
    pub fn called(&self) -> String {
        self.name.clone().unwrap_or_else(|| format!("device {}", self.number))
    }
}

fn read(row: &Row) -> Result<Brief, StoreError> {
    Ok(Brief {
        id: row.try_get(0)?,
        number: row.try_get(1)?,
        name: row.try_get(2)?,
        serial: row.try_get(3)?,
        location: row.try_get(4)?,
        network_driver: row.try_get(5)?,
        ip4: row.try_get(6)?,
        ip6: row.try_get(7)?,
    })
}

/// Every device that is not stale.
///
/// # Errors
/// When the statement fails.
pub async fn briefs(client: &impl GenericClient) -> Result<Vec<Brief>, StoreError> {
    rows(client, BRIEFS, &[]).await?.iter().map(read).collect()
}
