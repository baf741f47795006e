//! Read through it, look at it, empty it.

use std::time::Duration;

use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use poem_openapi::payload::Json;
use tokio::time::Instant;

use super::answer::Kept;
use super::view::{
    CheckmkStatisticsView, ClearedView, DevicesView, FoldersView, HostsView, ItemView, LocationsView,
    NautobotStatisticsView,
};
use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::page::List;
use crate::api::problem::Problem;
use crate::api::types::Words;
use crate::cache::Item;

/// As long as people and proxies wait.
const PATIENCE: Duration = Duration::from_secs(55);

type Name = Query<Option<Words>>;

async fn read<T>(here: &Here, item: Item, field: &'static str, connection: &Name) -> Result<Kept<T>, Problem> {
    let name = connection.0.as_ref().map(|name| name.0.as_str());
    Ok(Kept::new(field, here.cache.read(item, name, Instant::now() + PATIENCE).await?))
}

pub(in crate::api) struct CacheApi;

#[OpenApi(prefix_path = "/cache", tag = "Tag::Cache")]
impl CacheApi {
    /// Look at the cache.
    ///
    /// Each item of each connection: whether it is there, how old and large it is, and how many readers found it.
    #[oai(path = "/", method = "get", operation_id = "listCache")]
    async fn list(&self, here: Here, _caller: Caller) -> Result<List<ItemView>, Problem> {
        let figures = here.cache.figures().await?;
        Ok(List::whole(figures.into_iter().map(ItemView::from).collect()))
    }

    /// Empty the cache.
    ///
    /// Only admins. Figures are forgotten as well; what is being fetched is not kept.
    #[oai(path = "/", method = "delete", operation_id = "clearCache")]
    async fn clear(&self, here: Here, caller: Caller) -> Result<Json<ClearedView>, Problem> {
        caller.admin()?;
        Ok(Json(ClearedView { removed: here.cache.clear().await? }))
    }

    /// Count what is in Nautobot.
    ///
    /// From the cache, or fetched and kept for five minutes.
    #[oai(path = "/nautobot/statistics", method = "get", operation_id = "cachedNautobotStatistics")]
    async fn nautobot_statistics(
        &self,
        here: Here,
        _caller: Caller,
        /// The name of the connection; the default one when not given.
        connection: Name,
    ) -> Result<Kept<NautobotStatisticsView>, Problem> {
        read(&here, Item::NautobotStatistics, "statistics", &connection).await
    }

    /// List Nautobot's devices.
    ///
    /// From the cache, or fetched and kept for ten minutes. The inventory, filled by syncs, knows more of each.
    #[oai(path = "/nautobot/devices", method = "get", operation_id = "cachedDevices")]
    async fn devices(
        &self,
        here: Here,
        _caller: Caller,
        /// The name of the connection; the default one when not given.
        connection: Name,
    ) -> Result<Kept<DevicesView>, Problem> {
        read(&here, Item::NautobotDevices, "items", &connection).await
    }

    /// List Nautobot's locations.
    ///
    /// From the cache, or fetched and kept for ten minutes.
    #[oai(path = "/nautobot/locations", method = "get", operation_id = "cachedLocations")]
    async fn locations(
        &self,
        here: Here,
        _caller: Caller,
        /// The name of the connection; the default one when not given.
        connection: Name,
    ) -> Result<Kept<LocationsView>, Problem> {
        read(&here, Item::NautobotLocations, "items", &connection).await
    }

    /// Count what is in CheckMK.
    ///
    /// From the cache, or fetched and kept for five minutes.
    #[oai(path = "/checkmk/statistics", method = "get", operation_id = "cachedCheckmkStatistics")]
    async fn checkmk_statistics(
        &self,
        here: Here,
        _caller: Caller,
        /// The name of the connection; the default one when not given.
        connection: Name,
    ) -> Result<Kept<CheckmkStatisticsView>, Problem> {
        read(&here, Item::CheckmkStatistics, "statistics", &connection).await
    }

    /// List CheckMK's hosts.
    ///
    /// From the cache, or fetched and kept for ten minutes. Without attributes, which may hold secrets.
    #[oai(path = "/checkmk/hosts", method = "get", operation_id = "cachedHosts")]
    async fn hosts(
        &self,
        here: Here,
        _caller: Caller,
        /// The name of the connection; the default one when not given.
        connection: Name,
    ) -> Result<Kept<HostsView>, Problem> {
        read(&here, Item::CheckmkHosts, "items", &connection).await
    }

    /// List CheckMK's folders.
    ///
    /// From the cache, or fetched and kept for ten minutes.
    #[oai(path = "/checkmk/folders", method = "get", operation_id = "cachedFolders")]
    async fn folders(
        &self,
        here: Here,
        _caller: Caller,
        /// The name of the connection; the default one when not given.
        connection: Name,
    ) -> Result<Kept<FoldersView>, Problem> {
        read(&here, Item::CheckmkFolders, "items", &connection).await
    }
}
