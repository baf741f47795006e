//! Time zones by their IANA names.

use std::fmt;
use std::hash::{Hash, Hasher};

use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::domain::Timestamp;

/// A zone of the IANA time zone database, by name (`Europe/Berlin`).
///
/// Always from the database built into the program, never from the host's, so
/// that every process gives a schedule the same due times. Eight bytes; the
/// rules behind it are shared by all values with the same name.
#[derive(Clone)]
pub struct Zone(TimeZone);

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(TimeZone::UTC);

    /// Finds a zone by name, whatever the case of its letters.
    ///
    /// Fixed offsets (`+02:00`), POSIX rules and `local` are refused: the first
    /// two know no future change of law, the third differs between hosts.
    ///
    /// # Errors
    /// A sentence naming the value, and a zone that may have been meant.
    pub fn parse(name: &str) -> Result<Self, UnknownZone> {
        match TimeZoneDatabase::bundled().get(name) {
            // `Factory` and `Etc/Unknown` are in the database to say "not set".
            Ok(zone) if !zone.is_unknown() && !name.eq_ignore_ascii_case("Factory") => Ok(Self(zone)),
            _ => Err(UnknownZone { meant: resembling(name), name: name.chars().take(LONGEST_NAME).collect() }),
        }
    }

    /// The name as the database spells it. A link (`US/Eastern`) keeps its own
    /// name: what an operator wrote comes back.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// What its clock shows at an instant.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> Local {
        let at = jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or(jiff::Timestamp::MAX);
        let offset = self.0.to_offset(at);
        let seconds = offset.seconds().unsigned_abs();
        let sign = if offset.is_negative() { '-' } else { '+' };
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
        Local { time: offset.to_datetime(at).to_string(), offset: format!("{sign}{hours:02}:{minutes:02}") }
    }

    pub(super) fn rules(&self) -> &TimeZone {
        &self.0
    }
}

/// A reading of a zone's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// `2027-03-28T03:00:00`
    pub time: String,
    /// How far that is ahead of UTC, to the minute: `+02:00`.
    pub offset: String,
}

/// The text names no zone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is no IANA time zone{}", .meant.as_deref().map(|m| format!("; did you mean `{m}`?")).unwrap_or_default())]
pub struct UnknownZone {
    name: String,
    meant: Option<String>,
}

/// No name in the database is longer, and nobody wants more of a wrong one repeated.
const LONGEST_NAME: usize = 40;

/// The zone whose name, or whose city, is at most two typing errors away.
fn resembling(name: &str) -> Option<String> {
    let name = name.trim().to_ascii_lowercase().replace(' ', "_");
    if name.len() < 3 || name.len() > LONGEST_NAME {
        return None;
    }
    let distance = |zone: &str| {
        let zone = zone.to_ascii_lowercase();
        let city = zone.rsplit('/').next().unwrap_or(&zone);
        typing_errors(&name, &zone).min(typing_errors(&name, city))
    };
    TimeZoneDatabase::bundled()
        .available()
        .map(|zone| (distance(zone.as_str()), zone))
        .filter(|(errors, _)| *errors <= 2 && errors * 3 < name.len())
        .min_by_key(|(errors, _)| *errors)
        .map(|(_, zone)| zone.as_str().to_owned())
}

/// Levenshtein's distance, in bytes.
fn typing_errors(a: &str, b: &str) -> usize {
    if a.len().abs_diff(b.len()) > 2 {
        return usize::MAX / 3;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(b.bytes()) {
            let here = (diagonal + usize::from(x != y)).min(left + 1).min(*cell + 1);
            diagonal = std::mem::replace(cell, here);
            left = here;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(a.len())
}

impl Default for Zone {
    fn default() -> Self {
        Self::UTC
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl Hash for Zone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::parse(&name).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_whatever_its_case_and_spelled_as_the_database_does() {
        assert_eq!(Zone::parse("europe/berlin").unwrap().name(), "Europe/Berlin");
        assert_eq!(Zone::parse("us/eastern").unwrap().name(), "US/Eastern");
        assert_eq!(Zone::parse("utc").unwrap(), Zone::default());
    }

    #[test]
    fn what_is_no_zone_is_named_and_a_near_one_proposed() {
        for (wrong, said) in [
            ("Europe/Belin", "`Europe/Belin` is no IANA time zone; did you mean `Europe/Berlin`?"),
            ("new york", "`new york` is no IANA time zone; did you mean `America/New_York`?"),
            ("Mars/Olympus", "`Mars/Olympus` is no IANA time zone"),
            ("+02:00", "`+02:00` is no IANA time zone"),
            ("local", "`local` is no IANA time zone"),
            ("CET-1CEST,M3.5.0,M10.5.0/3", "`CET-1CEST,M3.5.0,M10.5.0/3` is no IANA time zone"),
            ("Etc/Unknown", "`Etc/Unknown` is no IANA time zone"),
            ("Factory", "`Factory` is no IANA time zone"),
            ("", "`` is no IANA time zone"),
        ] {
            let told = Zone::parse(wrong).unwrap_err().to_string();
            assert!(told.starts_with(said), "{wrong}: {told}");
        }
        assert!(Zone::parse(&"x".repeat(1_000_000)).unwrap_err().to_string().len() < 100);
    }

    #[test]
    fn its_clock_is_read_with_its_offset() {
        let read = |zone: &str, at: &str| {
            let Local { time, offset } = Zone::parse(zone).unwrap().local(Timestamp::parse(at).unwrap());
            time + &offset
        };
        assert_eq!(read("Europe/Berlin", "2027-03-28T01:00:00Z"), "2027-03-28T03:00:00+02:00");
        assert_eq!(read("America/St_Johns", "2027-01-01T00:00:00.5Z"), "2026-12-31T20:30:00.5-03:30");
    }

    #[test]
    fn it_is_stored_as_its_name() {
        let zone: Zone = serde_json::from_str(r#""asia/kolkata""#).unwrap();
        assert_eq!(serde_json::to_string(&zone).unwrap(), r#""Asia/Kolkata""#);
        assert!(serde_json::from_str::<Zone>(r#""Asia/Nowhere""#).is_err());
        assert_eq!(size_of::<Zone>(), 8);
    }
}
