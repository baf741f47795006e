//! Where inventories come from: what is known of a remote system, but its secret.

use uuid::Uuid;

use super::Timestamp;
use super::job::spelled;

/// What kind of system is at the other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nautobot, asked with an API token.
    Nautobot,
    /// CheckMK, asked as an automation user.
    Checkmk,
}
spelled!(Kind, "kind of connection", { Nautobot => "nautobot", Checkmk => "checkmk" });

impl Kind {
    /// What people call it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Nautobot => "Nautobot",
            Self::Checkmk => "CheckMK",
        }
    }

    /// The id of the connection of this kind that stands in the environment of a process.
    #[must_use]
    pub const fn environment_id(self) -> Uuid {
        // As in V0011__inventory.sql.
        match self {
            Self::Nautobot => Uuid::from_u128(0x0000_0000_0000_8000_8000_0000_0000_0001),
            Self::Checkmk => Uuid::from_u128(0x0000_0000_0000_8000_8000_0000_0000_0002),
        }
    }
}

/// Where a connection is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// In the database: changed through the API.
    Stored,
    /// In the environment of each process: changed there.
    Environment,
}
spelled!(Source, "source of a connection", { Stored => "stored", Environment => "environment" });

/// A remote system and how it is asked, without the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Its id; results of syncs are judged by it.
    pub id: Uuid,
    /// What it leads to.
    pub kind: Kind,
    /// What people and arguments call it; unique whatever its capitals.
    pub name: String,
    /// As opened in a browser; for CheckMK without the site.
    pub url: String,
    /// CheckMK: the site.
    pub site: Option<String>,
    /// CheckMK: the automation user.
    pub username: Option<String>,
    /// Whether the server must show a certificate that the asking host trusts.
    pub verify_tls: bool,
    /// How many requests may be under way at once, all jobs and workers together.
    pub max_in_flight: u16,
    /// Whether jobs use it that name none.
    pub is_default: bool,
    /// Where it is written down.
    pub source: Source,
    /// Its number of changes, from 1.
    pub version: i32,
    /// Since when it exists; none of the environment's.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
    /// By whom.
    pub updated_by: Option<String>,
    /// What the last test by hand brought.
    pub check: Option<Check>,
}

/// What a test of a connection brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// When it was made.
    pub at: Timestamp,
    /// Whether the other side answered as it should.
    pub ok: bool,
    /// What it is, or the real reason why not.
    pub detail: String,
}

/// How many requests may be under way at once, where nobody says otherwise: what a small server stands beside its people.
pub const IN_FLIGHT: u16 = 4;
/// The bounds of that.
pub const IN_FLIGHT_BOUNDS: std::ops::RangeInclusive<u16> = 1..=64;
