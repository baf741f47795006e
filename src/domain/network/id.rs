//! How LLDP and CDP name a chassis or a port.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Mac;

/// A chassis or a port as it is announced: by an address, or by whatever text its maker chose
/// (IEEE 802.1AB, 8.5.2.2 and 8.5.3.2).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Id {
    /// An address of the Ethernet.
    Mac(Mac),
    /// Anything else: a name, a serial number, an IP address.
    Text(String),
}

impl Id {
    /// Reads one; `None` when there is nothing but space.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        Some(text.parse().map_or_else(|_| Self::Text(text.to_owned()), Self::Mac))
    }

    /// The address, if it is one.
    #[must_use]
    pub fn mac(&self) -> Option<Mac> {
        match self {
            Self::Mac(mac) => Some(*mac),
            Self::Text(_) => None,
        }
    }

    /// The text, if it is no address.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Mac(_) => None,
            Self::Text(text) => Some(text),
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mac(mac) => mac.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
}
