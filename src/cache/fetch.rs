//! Fetching: one function for each item, for readers and for warming alike.

use std::collections::HashSet;

use tokio::time::Instant;

use super::listing::{Body, Listing, numbers};
use super::{CacheError, CheckmkStatistics, DeviceRow, HostRow, Item, NautobotStatistics};
use crate::connections::Connections;
use crate::integrations::checkmk::{CheckmkClient, HostOptions};
use crate::integrations::nautobot::{CustomFields, NautobotClient, Page, Selection};

/// Devices asked for at a time.
const PAGE: u32 = 500;

/// What the connection called `name` has of `item`, at most `largest` bytes of it.
pub(super) async fn fetch(
    connections: &Connections,
    name: &str,
    item: Item,
    largest: usize,
    deadline: Instant,
) -> Result<Body, CacheError> {
    let list = Listing::new(item, largest);
    let nautobot = async || connections.nautobot(Some(name), deadline).await.map(|(_, client)| client);
    let checkmk = async || connections.checkmk(Some(name), deadline).await.map(|(_, client)| client);
    match item {
        Item::NautobotStatistics => {
            let totals = nautobot().await?.totals().await?;
            numbers(item, &NautobotStatistics::from(totals))
        }
        Item::NautobotDevices => devices(&nautobot().await?, list).await,
        Item::NautobotLocations => all(list, nautobot().await?.locations().await?),
        Item::CheckmkStatistics => {
            let totals = checkmk().await?.totals().await?;
            numbers(item, &CheckmkStatistics::from(totals))
        }
        Item::CheckmkHosts => hosts(&checkmk().await?, list).await,
        Item::CheckmkFolders => all(list, checkmk().await?.folders().await?),
    }
}

fn all(mut list: Listing, rows: Vec<impl serde::Serialize>) -> Result<Body, CacheError> {
    rows.iter().try_for_each(|row| list.push(row))?;
    Ok(list.finish())
}

async fn devices(client: &NautobotClient, mut list: Listing) -> Result<Body, CacheError> {
    let total = client.device_count(&Selection::All).await?;
    let (mut page, mut seen) = (Page { limit: PAGE, offset: 0 }, HashSet::new());
    while u64::from(page.offset) < total {
        let came = client.devices(page, &Selection::All, &CustomFields::default()).await?;
        page.offset = page.offset.saturating_add(u32::try_from(came.len()).unwrap_or(u32::MAX));
        // Where devices share a name, one may come on two pages.
        let fresh: Vec<_> = came.into_iter().filter(|device| seen.insert(device.id)).collect();
        // Fewer than were counted, or a server that knows no offset: no end would come.
        if fresh.is_empty() {
            break;
        }
        fresh.into_iter().try_for_each(|device| list.push(&DeviceRow::from(device)))?;
    }
    Ok(list.finish())
}

async fn hosts(client: &CheckmkClient, mut list: Listing) -> Result<Body, CacheError> {
    let mut hosts = client.hosts(&HostOptions::default()).await?;
    while let Some(host) = hosts.next().await? {
        list.push(&HostRow::from(host))?;
    }
    Ok(list.finish())
}
