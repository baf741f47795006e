//! What can be kept.

use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::connection::Kind;
use crate::domain::job::spelled;

/// Numbers change as soon as anything does.
const NUMBERS: Duration = Duration::from_secs(300);
/// Lists are long, and change slowly.
const LISTS: Duration = Duration::from_secs(600);

/// One thing that is kept of each connection to its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// How many there are of what in Nautobot.
    NautobotStatistics,
    /// Its devices.
    NautobotDevices,
    /// Its locations.
    NautobotLocations,
    /// How many there are of what in CheckMK.
    CheckmkStatistics,
    /// Its hosts.
    CheckmkHosts,
    /// Its folders.
    CheckmkFolders,
}
spelled!(Item, "cached item", {
    NautobotStatistics => "nautobot_statistics",
    NautobotDevices => "nautobot_devices",
    NautobotLocations => "nautobot_locations",
    CheckmkStatistics => "checkmk_statistics",
    CheckmkHosts => "checkmk_hosts",
    CheckmkFolders => "checkmk_folders",
});

impl Item {
    /// Where it comes from.
    #[must_use]
    pub const fn source(self) -> Kind {
        match self {
            Self::NautobotStatistics | Self::NautobotDevices | Self::NautobotLocations => Kind::Nautobot,
            Self::CheckmkStatistics | Self::CheckmkHosts | Self::CheckmkFolders => Kind::Checkmk,
        }
    }

    /// How long it is kept where nobody says otherwise.
    #[must_use]
    pub const fn ttl(self) -> Duration {
        match self {
            Self::NautobotStatistics | Self::CheckmkStatistics => NUMBERS,
            _ => LISTS,
        }
    }

    /// What a source has.
    pub fn of(source: Kind) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |item| item.source() == source)
    }

    /// What people call it: `Nautobot's devices`.
    #[must_use]
    pub fn title(self) -> String {
        let (_, what) = self.as_str().split_once('_').unwrap_or_default();
        format!("{}'s {what}", self.source().title())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_named_after_its_source() {
        for item in Item::ALL {
            assert!(item.as_str().starts_with(item.source().as_str()), "{item}");
            assert_eq!(item.as_str().parse(), Ok(*item));
            assert_eq!(serde_json::to_value(item).unwrap(), item.as_str());
        }
        assert_eq!(Item::CheckmkHosts.title(), "CheckMK's hosts");
        assert_eq!(Item::of(Kind::Nautobot).count(), 3);
    }
}
