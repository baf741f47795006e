//! Addresses of the Ethernet.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A 48-bit address (IEEE 802). Read in any spelling that devices use, written as `00:1c:73:aa:bb:cc`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mac(pub [u8; 6]);

/// What was read is no such address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a MAC address has twelve hexadecimal digits, as in 00:1c:73:aa:bb:cc or 001c.73aa.bbcc")]
pub struct NotAMac;

impl FromStr for Mac {
    type Err = NotAMac;

    /// `00:1c:73:aa:bb:cc`, `00-1C-73-AA-BB-CC`, `001c.73aa.bbcc`, `001c73-aabbcc`, `001c73aabbcc`, and
    /// `0:1c:73:a:bb:c`, as some write it: a group of one digit is read as one byte.
    fn from_str(text: &str) -> Result<Self, NotAMac> {
        let groups: Vec<&str> = text.split(['.', ':', '-']).collect();
        let digits: String = match groups.len() {
            6 => groups.iter().map(|group| format!("{group:0>2}")).collect(),
            1..=3 => groups.concat(),
            _ => return Err(NotAMac),
        };
        let even = groups.iter().all(|group| group.len() == groups[0].len());
        if digits.len() != 12 || !digits.is_ascii() || (groups.len() < 6 && !even) {
            return Err(NotAMac);
        }
        let mut bytes = [0; 6];
        for (at, byte) in bytes.iter_mut().enumerate() {
            let pair = &digits[at * 2..at * 2 + 2];
            // `from_str_radix` would take a sign.
            if !pair.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                return Err(NotAMac);
            }
            *byte = u8::from_str_radix(pair, 16).map_err(|_| NotAMac)?;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, e, g] = self.0;
        write!(f, "{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{g:02x}")
    }
}

impl fmt::Debug for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Mac {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Mac {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_spelling_is_the_same_address() {
        let mac = Mac([0x00, 0x1c, 0x73, 0x0a, 0xbb, 0x0c]);
        for text in [
            "00:1c:73:0a:bb:0c",
            "00-1C-73-0A-BB-0C",
            "001c.730a.bb0c",
            "001c73-0abb0c",
            "001c730abb0c",
            "0:1c:73:a:bb:c",
        ] {
            assert_eq!(text.parse(), Ok(mac), "{text}");
        }
        assert_eq!(mac.to_string(), "00:1c:73:0a:bb:0c");
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        for text in [
            "",
            "Gi0/1",
            "00:1c:73:0a:bb",
            "00:1c:73:0a:bb:0c:01",
            "001c.730a.bb0",
            "+0:1c:73:0a:bb:0c",
            "gggg.gggg.gggg",
            "10.20.30.40",
            "0.1c73.0abb0c0",
            "é01c730abb0",
        ] {
            assert_eq!(text.parse::<Mac>(), Err(NotAMac), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(bytes: [u8; 6]) {
            prop_assert_eq!(Mac(bytes).to_string().parse(), Ok(Mac(bytes)));
        }

        #[test]
        fn nothing_panics(text: String) {
            let _ = text.parse::<Mac>();
        }
    }
}
