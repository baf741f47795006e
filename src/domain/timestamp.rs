//! Instants, at the resolution Postgres keeps them.

use std::fmt;
use std::num::NonZeroU64;
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59.999999Z in microseconds since 1970.
const MIN: i64 = -62_135_596_800_000_000;
const MAX: i64 = 253_402_300_799_999_999;

/// The smallest step between instants: turns "before" into "at or before".
pub const INSTANT: Duration = Duration::from_micros(1);

/// An instant, in whole microseconds since 1970-01-01T00:00:00Z.
///
/// Postgres' `timestamptz` has the same resolution, so what is stored equals
/// what was computed. Eight bytes, and eight for an optional one, keep a hundred
/// thousand schedules small: kept is the distance from `i64::MIN`, which orders
/// alike and is never nought.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(NonZeroU64);

const fn kept(micros: i64) -> NonZeroU64 {
    match NonZeroU64::new(micros.cast_unsigned() ^ (1 << 63)) {
        Some(kept) => kept,
        // Only `i64::MIN` is nought, and the year 1 begins long after it.
        None => NonZeroU64::MIN,
    }
}

impl Timestamp {
    /// 0001-01-01T00:00:00Z, the earliest instant that RFC 3339 can write.
    pub const MIN: Self = Self(kept(MIN));
    /// 9999-12-31T23:59:59.999999Z, the latest instant that RFC 3339 can write.
    pub const MAX: Self = Self(kept(MAX));

    /// The instant `micros` microseconds after the Unix epoch, held within [`Self::MIN`] and [`Self::MAX`].
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        if micros < MIN {
            Self::MIN
        } else if micros > MAX {
            Self::MAX
        } else {
            Self(kept(micros))
        }
    }

    /// The instant `seconds` seconds after the Unix epoch, held within the same bounds.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self::from_micros(seconds.saturating_mul(1_000_000))
    }

    /// Microseconds since the Unix epoch.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        (self.0.get() ^ (1 << 63)).cast_signed()
    }

    /// Whole milliseconds since the Unix epoch, rounded down.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.as_micros().div_euclid(1_000)
    }

    /// This instant moved later by `by`; stops at [`Self::MAX`].
    #[must_use]
    pub fn plus(self, by: Duration) -> Self {
        let by = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
        Self::from_micros(self.as_micros().saturating_add(by))
    }

    /// This instant moved earlier by `by`; stops at [`Self::MIN`].
    #[must_use]
    pub fn minus(self, by: Duration) -> Self {
        let by = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
        Self::from_micros(self.as_micros().saturating_sub(by))
    }

    /// How long after `earlier` this is; zero when it is not after it.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.as_micros().saturating_sub(earlier.as_micros())).unwrap_or(0))
    }

    /// Reads RFC 3339 with an offset (`2026-11-23T05:00:00+01:00`).
    ///
    /// # Errors
    /// A sentence for the person who typed it, when `text` has no offset or is no instant.
    pub fn parse(text: &str) -> Result<Self, String> {
        OffsetDateTime::parse(text, &Rfc3339)
            .map(Self::from)
            .map_err(|_| format!("`{text}` is not an RFC 3339 instant with an offset, such as 2026-03-29T02:30:00Z"))
    }
}

impl From<OffsetDateTime> for Timestamp {
    fn from(at: OffsetDateTime) -> Self {
        let micros = at.unix_timestamp_nanos().div_euclid(1_000);
        Self::from_micros(i64::try_from(micros).unwrap_or(i64::MAX))
    }
}

impl From<Timestamp> for OffsetDateTime {
    fn from(at: Timestamp) -> Self {
        // Every value between MIN and MAX is representable, so this falls back never.
        Self::from_unix_timestamp_nanos(i128::from(at.as_micros()) * 1_000).unwrap_or(Self::UNIX_EPOCH)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = OffsetDateTime::from(*self).format(&Rfc3339).map_err(|_| fmt::Error)?;
        f.write_str(&text)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_read_and_utc_is_written() {
        let at = Timestamp::parse("2026-03-29T03:30:00.25+02:00").unwrap();
        assert_eq!(at.to_string(), "2026-03-29T01:30:00.25Z");
    }

    #[test]
    fn an_instant_without_an_offset_is_refused() {
        assert!(Timestamp::parse("2026-03-29T03:30:00").unwrap_err().contains("offset"));
    }

    #[test]
    fn an_optional_instant_is_no_larger_and_all_are_ordered() {
        assert_eq!(size_of::<Option<Timestamp>>(), 8);
        let rising = [MIN, -1, 0, 1, MAX].map(Timestamp::from_micros);
        assert!(rising.is_sorted());
        assert_eq!(rising.map(Timestamp::as_micros), [MIN, -1, 0, 1, MAX]);
    }

    #[test]
    fn arithmetic_stops_at_the_bounds() {
        assert_eq!(Timestamp::MAX.plus(Duration::from_secs(u64::MAX)), Timestamp::MAX);
        assert_eq!(Timestamp::MIN.minus(Duration::from_secs(1)), Timestamp::MIN);
        assert_eq!(Timestamp::MAX.to_string(), "9999-12-31T23:59:59.999999Z");
        assert_eq!(Timestamp::MIN.to_string(), "0001-01-01T00:00:00Z");
    }
}
