//! A place in the feed that a client may come back to.

use std::fmt;
use std::str::FromStr;

use crate::queue::Epoch;

/// `<epoch>-<redis id>`: the id of the last entry seen. What is after it is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The life of Redis it belongs to; of no use in another.
    pub epoch: Epoch,
    /// The entry.
    pub entry: EntryId,
}

/// The id of a stream entry: milliseconds and a number within them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u64, pub u64);

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.0, self.1)
    }
}

impl FromStr for EntryId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (millis, seq) = text.split_once('-')?;
            Some(Self(millis.parse().ok()?, seq.parse().ok()?))
        };
        read().ok_or_else(|| format!("`{text}` is no stream entry id"))
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.epoch.as_str(), self.entry)
    }
}

impl FromStr for Cursor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (epoch, entry) = text.split_once('-')?;
            Some(Self { epoch: Epoch::from_word(epoch)?, entry: entry.parse().ok()? })
        };
        read().ok_or_else(|| format!("`{text}` is no stream cursor"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        let cursor: Cursor = "ab12cd-1700000000000-3".parse().unwrap();
        assert_eq!(cursor.entry, EntryId(1_700_000_000_000, 3));
        assert_eq!(cursor.to_string(), "ab12cd-1700000000000-3");
    }

    #[test]
    fn nonsense_is_no_cursor() {
        for text in ["", "-", "ab", "ab-1", "xyz-1-2", "ab-1-2-3", "-1-2", "ab--1-2"] {
            assert!(text.parse::<Cursor>().is_err(), "{text}");
        }
    }
}
