//! How people and programs name a device.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// The longest reference: longer than any name in Nautobot.
pub const LONGEST_REF: usize = 255;

/// A device as somebody names it: in JSON an integer or a string.
///
/// Text is read as the first of these that it fits: a number (`12`), a Nautobot id,
/// an address (`10.0.0.1`, `10.0.0.1/24`, `2001:db8::1`), a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DeviceRef {
    /// Our own number for it, from 1.
    Number(i64),
    /// The id that Nautobot gave it.
    Id(Uuid),
    /// Its primary address, without the network.
    Address(IpAddr),
    /// Its name, in whatever case.
    Name(String),
}

impl DeviceRef {
    /// The device of this number.
    ///
    /// # Errors
    /// A sentence, when no device can have it.
    pub fn number(number: i64) -> Result<Self, String> {
        if number >= 1 {
            Ok(Self::Number(number))
        } else {
            Err(format!("numbers of devices begin with 1, not {number}"))
        }
    }
}

impl FromStr for DeviceRef {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err("must not be empty: a device is named by its number, Nautobot id, address or name".to_owned());
        }
        if text.chars().count() > LONGEST_REF {
            return Err(format!("must have at most {LONGEST_REF} characters"));
        }
        if text.contains('\0') {
            return Err("must not contain the character NUL".to_owned());
        }
        // More digits than a number has are a name, such as a serial number.
        if text.bytes().all(|b| b.is_ascii_digit())
            && let Ok(number) = text.parse()
        {
            return Self::number(number);
        }
        // Only the form with hyphens: 32 hexadecimal digits may be a name.
        if text.len() == 36
            && let Ok(id) = Uuid::try_parse(text)
        {
            return Ok(Self::Id(id));
        }
        Ok(address(text).map_or_else(|| Self::Name(text.to_owned()), Self::Address))
    }
}

/// `10.0.0.1`, or with the length of its network, as Nautobot shows it.
fn address(text: &str) -> Option<IpAddr> {
    let (host, length) = text.split_once('/').map_or((text, None), |(host, length)| (host, Some(length)));
    let host: IpAddr = host.parse().ok()?;
    let longest = if host.is_ipv4() { 32 } else { 128 };
    let fits = |length: &str| length.parse::<u8>().is_ok_and(|length| length <= longest);
    length.is_none_or(fits).then_some(host)
}

impl fmt::Display for DeviceRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Id(id) => id.fmt(f),
            Self::Address(address) => address.fmt(f),
            Self::Name(name) => f.write_str(name),
        }
    }
}

impl Serialize for DeviceRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_i64(*number),
            other => serializer.collect_str(other),
        }
    }
}

impl<'de> Deserialize<'de> for DeviceRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reads;

        impl Visitor<'_> for Reads {
            type Value = DeviceRef;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the number of a device, or its Nautobot id, address or name as text")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<DeviceRef, E> {
                DeviceRef::number(number).map_err(E::custom)
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<DeviceRef, E> {
                self.visit_i64(i64::try_from(number).unwrap_or(i64::MAX))
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<DeviceRef, E> {
                // What JavaScript and spreadsheets make of a whole number.
                #[expect(clippy::cast_possible_truncation, reason = "whole and small enough, as just asked")]
                if number.fract() == 0.0 && number.abs() < 9e15 {
                    return self.visit_i64(number as i64);
                }
                Err(E::custom(format!("numbers of devices are whole, not {number}")))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<DeviceRef, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_any(Reads)
    }
}
