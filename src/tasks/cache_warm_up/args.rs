//! What a schedule may ask of the warming.

use std::collections::BTreeSet;
use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::cache::Item;
use crate::domain::connection::Kind;
use crate::domain::task::RemoteSystem;

/// Items fetched at a time where nobody says otherwise: a server has its people to serve, too.
const CONCURRENCY: u8 = 2;

/// Which items to fetch, and for how long. Without arguments: all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Args {
    /// Only items of these; of all that are connected when not given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 2))]
    pub sources: Vec<Source>,
    /// Only these; all when not given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 6))]
    pub items: Vec<Item>,
    /// How long items are kept, in seconds, less up to a tenth at random; 300 for statistics and 600 for lists when not
    /// given. Longer than the schedule's interval, or items are gone before the next warm-up.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 30, max = 86_400))]
    pub ttl_seconds: Option<u32>,
    /// Fetch again what is still fresh.
    pub force: bool,
    /// How many items to fetch at a time.
    #[schemars(range(min = 1, max = 6))]
    pub concurrency: u8,
}

impl Default for Args {
    fn default() -> Self {
        Self { sources: Vec::new(), items: Vec::new(), ttl_seconds: None, force: false, concurrency: CONCURRENCY }
    }
}

/// A system that items come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Nautobot.
    Nautobot,
    /// CheckMK.
    Checkmk,
}

impl Source {
    const fn kind(self) -> Kind {
        match self {
            Self::Nautobot => Kind::Nautobot,
            Self::Checkmk => Kind::Checkmk,
        }
    }
}

impl Args {
    /// The items that are meant, each once.
    pub(super) fn wanted(&self) -> Vec<Item> {
        let named: BTreeSet<Item> = self.items.iter().copied().collect();
        let from = |item: &Item| self.sources.is_empty() || self.sources.iter().any(|s| s.kind() == item.source());
        let meant = |item: &Item| named.is_empty() || named.contains(item);
        Item::ALL.iter().copied().filter(|item| from(item) && meant(item)).collect()
    }

    /// What the wanted items are fetched from: the default connection of each source.
    pub(super) fn systems(&self) -> Vec<RemoteSystem> {
        let sources: Vec<Kind> = self.wanted().into_iter().map(Item::source).collect();
        let all = [(Kind::Nautobot, RemoteSystem::Nautobot(None)), (Kind::Checkmk, RemoteSystem::Checkmk(None))];
        all.into_iter().filter(|(kind, _)| sources.contains(kind)).map(|(_, system)| system).collect()
    }

    /// Whether somebody asked for it, rather than for everything there is.
    pub(super) fn names(&self, item: Item) -> bool {
        self.items.contains(&item) || self.sources.iter().any(|source| source.kind() == item.source())
    }

    pub(super) fn ttl(&self) -> Option<Duration> {
        self.ttl_seconds.map(|seconds| Duration::from_secs(seconds.into()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn wanted(args: serde_json::Value) -> Vec<&'static str> {
        let args: Args = serde_json::from_value(args).unwrap();
        args.wanted().into_iter().map(Item::as_str).collect()
    }

    #[test]
    fn both_sources_and_items_narrow_what_is_meant() {
        assert_eq!(wanted(json!({})).len(), 6);
        let of_nautobot = ["nautobot_statistics", "nautobot_devices", "nautobot_locations"];
        assert_eq!(wanted(json!({"sources": ["nautobot"]})), of_nautobot);
        assert_eq!(wanted(json!({"items": ["checkmk_hosts", "checkmk_hosts"]})), ["checkmk_hosts"]);
        let both = json!({"sources": ["nautobot"], "items": ["checkmk_hosts", "nautobot_devices"]});
        assert_eq!(wanted(both), ["nautobot_devices"]);
    }

    #[test]
    fn what_is_named_is_told_from_what_is_there() {
        let args: Args = serde_json::from_value(json!({"sources": ["checkmk"]})).unwrap();
        assert!(args.names(Item::CheckmkFolders) && !args.names(Item::NautobotDevices));
        assert!(!Args::default().names(Item::CheckmkFolders));
    }
}
