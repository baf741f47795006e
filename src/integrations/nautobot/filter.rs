//! Which devices are meant.

use uuid::Uuid;

/// How many ids go into one query.
pub const IDS_AT_ONCE: usize = 200;

/// Which devices are meant. The text is what a person typed.
///
/// Nautobot compares everything but names and addresses letter by letter, case included, and refuses what it does not
/// know: a role `acces` is an error, not an empty answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviceFilter {
    /// The name contains this text, in whatever case.
    Name(String),
    /// The device stands in the location of this name or id, or in one below it.
    Location(String),
    /// This is a primary address of the device: `10.90.0.18`, or `10.90.0.18/24`.
    IpAddress(String),
    /// A primary address of the device is in this network: `10.90.0.0/24`.
    Prefix(String),
    /// Its role has this name or id.
    Role(String),
    /// Its status has this name or id: `Active`.
    Status(String),
    /// Its platform has this name or id: `Cisco IOS`.
    Platform(String),
    /// It has the tag of this name or id.
    Tag(String),
}

/// How devices are chosen, once it is known how Nautobot can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// All of them.
    All,
    /// By a filter of Nautobot's own.
    By {
        /// Its name, in GraphQL and in REST alike.
        parameter: &'static str,
        /// What it must be.
        value: String,
    },
    /// These, in this order.
    Ids(Vec<Uuid>),
}

impl DeviceFilter {
    /// The choice by a filter of devices; `None` where addresses must be asked first.
    pub(super) fn selection(&self) -> Option<Selection> {
        let (parameter, value) = match self {
            Self::Name(text) => ("name__ire", escape(text)),
            Self::Location(text) => ("location", text.clone()),
            Self::Role(text) => ("role", text.clone()),
            Self::Status(text) => ("status", text.clone()),
            Self::Platform(text) => ("platform", text.clone()),
            Self::Tag(text) => ("tags", text.clone()),
            Self::IpAddress(_) | Self::Prefix(_) => return None,
        };
        Some(Selection::By { parameter, value })
    }

    /// The filter of addresses whose devices are meant.
    pub(super) fn of_addresses(&self) -> Option<(&'static str, &str)> {
        match self {
            Self::IpAddress(text) => Some(("address", text)),
            Self::Prefix(text) => Some(("prefix", text)),
            _ => None,
        }
    }
}

/// Makes a regular expression that matches just this text.
///
/// Only punctuation gets a backslash: before a letter or a digit it would mean something else.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if r"\.+*?()|[]{}^$".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_of_a_name_stands_for_itself() {
        assert_eq!(escape(r"core.1 (old) [x]{2}^$|*+?\"), r"core\.1 \(old\) \[x\]\{2\}\^\$\|\*\+\?\\");
        assert_eq!(escape("par-b_01/2:é"), "par-b_01/2:é");
    }

    #[test]
    fn a_location_is_a_name_and_not_an_expression() {
        let selection = DeviceFilter::Location("PAR.B (old)".to_owned()).selection();
        assert_eq!(selection, Some(Selection::By { parameter: "location", value: "PAR.B (old)".to_owned() }));
    }
}
