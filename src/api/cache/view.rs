//! What is shown of the cache. The rows are documented here and written by [`crate::cache`]; a test holds the two
//! together.

use poem_openapi::{Enum, Object};
use uuid::Uuid;

use crate::cache::{Figures, Item, State, Tally};
use crate::domain::Timestamp;
use crate::domain::connection::Kind;

/// Whether somebody waited for it.
#[derive(Clone, Copy, Enum)]
#[oai(rename = "CacheSource", rename_all = "snake_case")]
pub(super) enum Source {
    /// It was there.
    Cache,
    /// It was fetched for this request, or for others that asked at the same time.
    Fetched,
}

macro_rules! kept {
    ($(#[$doc:meta])* $view:ident, $name:literal, $(#[$field_doc:meta])* $field:ident: $type:ty) => {
        $(#[$doc])*
        #[derive(Object)]
        #[oai(rename = $name)]
        pub(super) struct $view {
            /// The connection that it came through.
            connection: String,
            /// Whether somebody waited for it.
            source: Source,
            /// Whether the next request finds it: not while Redis is away.
            cached: bool,
            /// When the source was asked for it.
            fetched_at: Timestamp,
            /// Until when it is kept; null where it is not.
            expires_at: Option<Timestamp>,
            /// How long fetching took.
            fetch_ms: u64,
            $(#[$field_doc])*
            $field: $type,
        }
    };
}

kept!(
    /// How many there are of what in Nautobot.
    NautobotStatisticsView, "CachedNautobotStatistics",
    /// The numbers.
    statistics: NautobotNumbers
);
kept!(
    /// Nautobot's devices.
    DevicesView, "CachedDevices",
    /// All of them, in Nautobot's order.
    items: Vec<DeviceView>
);
kept!(
    /// Nautobot's locations.
    LocationsView, "CachedLocations",
    /// All of them, in Nautobot's order.
    items: Vec<LocationView>
);
kept!(
    /// How many there are of what in CheckMK.
    CheckmkStatisticsView, "CachedCheckmkStatistics",
    /// The numbers.
    statistics: CheckmkNumbers
);
kept!(
    /// CheckMK's hosts.
    HostsView, "CachedHosts",
    /// All of them, in CheckMK's order.
    items: Vec<HostView>
);
kept!(
    /// CheckMK's folders.
    FoldersView, "CachedFolders",
    /// All of them, in CheckMK's order.
    items: Vec<FolderView>
);

/// How many there are of what; null where the token may not look.
#[derive(Object)]
#[oai(rename = "NautobotStatistics")]
pub(super) struct NautobotNumbers {
    /// Devices.
    devices: Option<u64>,
    /// Locations.
    locations: Option<u64>,
    /// Device types.
    device_types: Option<u64>,
    /// IP addresses.
    ip_addresses: Option<u64>,
    /// Prefixes.
    prefixes: Option<u64>,
}

/// A device of Nautobot's, in short.
#[derive(Object)]
#[oai(rename = "CachedDevice")]
pub(super) struct DeviceView {
    /// Its id in Nautobot.
    id: Uuid,
    /// Its name.
    name: Option<String>,
    /// What it is for.
    role: Option<String>,
    /// The place it stands in.
    location: Option<String>,
    /// `Active` and the like.
    status: Option<String>,
    /// The model.
    device_type: Option<String>,
    /// The operating system as people call it.
    platform: Option<String>,
    /// Its primary IPv4 address, without the length of the network.
    ip4: Option<String>,
    /// Its primary IPv6 address, likewise.
    ip6: Option<String>,
}

/// A location of Nautobot's.
#[derive(Object)]
#[oai(rename = "CachedLocation")]
pub(super) struct LocationView {
    /// Its id in Nautobot.
    id: Uuid,
    /// Its name.
    name: Option<String>,
    /// The name of the place it lies in.
    parent: Option<String>,
    /// `Building`, `Floor` and the like.
    #[oai(rename = "type")]
    kind: Option<String>,
    /// `Active` and the like.
    status: Option<String>,
}

/// How many there are of what.
#[derive(Object)]
#[oai(rename = "CheckmkStatistics")]
pub(super) struct CheckmkNumbers {
    /// Hosts, clusters and those kept offline included.
    hosts: u64,
    /// Folders.
    folders: u64,
    /// Clusters.
    clusters: u64,
    /// Hosts kept without being monitored.
    offline: u64,
}

/// A host of CheckMK's, in short.
#[derive(Object)]
#[oai(rename = "CachedHost")]
pub(super) struct HostView {
    /// The site that was asked.
    site: String,
    /// Its name there.
    name: String,
    /// Where it lies in the setup.
    folder: String,
    /// What people call it.
    alias: Option<String>,
    /// Its IPv4 address, or a name that has one.
    ip4: Option<String>,
    /// Its IPv6 address, or a name that has one.
    ip6: Option<String>,
    /// Whether it stands for several others.
    is_cluster: bool,
    /// Whether it is kept without being monitored.
    is_offline: bool,
    /// The site that monitors it, where that is set.
    monitored_by: Option<String>,
}

/// A folder of CheckMK's setup.
#[derive(Object)]
#[oai(rename = "CachedFolder")]
pub(super) struct FolderView {
    /// `/network/par`, or `/`.
    path: String,
    /// What people call it.
    title: Option<String>,
}

/// An item of a connection, and how well it serves.
#[derive(Object)]
#[oai(rename = "CachedItem")]
pub(super) struct ItemView {
    /// The item.
    item: Item,
    /// Where it comes from.
    source: Kind,
    /// The id of the connection.
    connection_id: Uuid,
    /// Its name.
    connection: String,
    /// How it stands.
    state: State,
    /// How old it is, while it is there.
    age_seconds: Option<u64>,
    /// When it was last fetched.
    fetched_at: Option<Timestamp>,
    /// When it is, or was, forgotten.
    expires_at: Option<Timestamp>,
    /// How many rows it has; statistics are one.
    rows: Option<u64>,
    /// How long its JSON is.
    bytes: Option<u64>,
    /// How long fetching it took.
    fetch_ms: Option<u64>,
    /// Readers that found it, until nobody asks for thirty days.
    hits: u64,
    /// Readers that had to wait for it.
    misses: u64,
    /// What the hits would have waited.
    saved_ms: u64,
    /// The share of readers that found it, from 0 to 1; null where there were none.
    hit_rate: Option<f64>,
    /// The same since the last warm-up.
    since_warm_up: TallyView,
}

/// How often something was asked for.
#[derive(Object)]
#[oai(rename = "CacheTally")]
struct TallyView {
    /// Since when it is counted; null where it was never warmed up.
    since: Option<Timestamp>,
    /// Readers that found it.
    hits: u64,
    /// Readers that had to wait for it.
    misses: u64,
    /// What the hits would have waited.
    saved_ms: u64,
    /// The share of readers that found it, from 0 to 1; null where there were none.
    hit_rate: Option<f64>,
}

impl From<Tally> for TallyView {
    fn from(tally: Tally) -> Self {
        let Tally { since, hits, misses, saved_ms } = tally;
        Self { since, hits, misses, saved_ms, hit_rate: tally.hit_rate() }
    }
}

impl From<Figures> for ItemView {
    fn from(figures: Figures) -> Self {
        let Figures { connection, item, state, age, last, total, since_warm_up } = figures;
        Self {
            item,
            source: item.source(),
            connection_id: connection.id,
            connection: connection.name,
            state,
            age_seconds: age.map(|age| age.as_secs()),
            fetched_at: last.as_ref().map(|last| last.fetched_at),
            expires_at: last.as_ref().map(|last| last.expires_at),
            rows: last.as_ref().map(|last| last.rows),
            bytes: last.as_ref().map(|last| last.bytes),
            fetch_ms: last.map(|last| last.fetch_ms),
            hits: total.hits,
            misses: total.misses,
            saved_ms: total.saved_ms,
            hit_rate: total.hit_rate(),
            since_warm_up: since_warm_up.into(),
        }
    }
}

/// What was forgotten.
#[derive(Object)]
#[oai(rename = "CacheCleared")]
pub(super) struct ClearedView {
    /// How many items were there.
    pub(super) removed: u64,
}

#[cfg(test)]
mod tests {
    use poem_openapi::types::{ParseFromJSON, ToJSON};
    use serde_json::Value;

    use super::*;
    use crate::cache::{CheckmkStatistics, DeviceRow, FolderRow, HostRow, LocationRow, NautobotStatistics};

    #[test]
    fn what_is_kept_is_what_is_documented() {
        fn same<T: ParseFromJSON + ToJSON>(row: impl serde::Serialize) {
            let row: Value = serde_json::to_value(row).unwrap();
            let documented = T::parse_from_json(Some(row.clone())).map_err(|e| e.into_message()).unwrap();
            assert_eq!(documented.to_json(), Some(row));
        }
        same::<DeviceView>(DeviceRow::default());
        same::<LocationView>(LocationRow::default());
        same::<HostView>(HostRow::default());
        same::<FolderView>(FolderRow::default());
        same::<NautobotNumbers>(NautobotStatistics::default());
        same::<CheckmkNumbers>(CheckmkStatistics::default());
    }
}
