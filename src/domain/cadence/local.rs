//! What the wall clocks of a zone show, and when they show it.

use jiff::civil::DateTime;
use jiff::tz::AmbiguousOffset;

use super::zone::Zone;
use crate::domain::Timestamp;

/// When the wall clocks of a zone show a local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// At one instant.
    Once(Timestamp),
    /// At two: the clock was put back between them.
    Twice(Timestamp, Timestamp),
    /// Never: the clock was put forward over it, at this instant.
    Never(Timestamp),
}

fn instant(at: jiff::Timestamp) -> Timestamp {
    Timestamp::from_micros(at.as_microsecond())
}

impl Zone {
    /// What its wall clocks show at `at`: `2026-03-29 02:30:00`.
    #[must_use]
    pub fn wall(&self, at: Timestamp) -> String {
        let Ok(utc) = jiff::Timestamp::from_microsecond(at.as_micros()) else { return at.to_string() };
        utc.to_zoned(self.rules().clone()).strftime("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// When its wall clocks show `local`, such as `2026-03-29T02:30`.
    ///
    /// # Errors
    /// A sentence for the person who typed it, when `local` is no local time.
    pub fn shown(&self, local: &str) -> Result<Shown, String> {
        let wrong = || format!("`{local}` is not a local time such as 2026-03-29T02:30");
        let asked: DateTime = local.parse().map_err(|_| wrong())?;
        let at = |offset: jiff::tz::Offset| offset.to_timestamp(asked).map_err(|_| wrong());
        Ok(match self.rules().to_ambiguous_timestamp(asked).offset() {
            AmbiguousOffset::Unambiguous { offset } => Shown::Once(instant(at(offset)?)),
            AmbiguousOffset::Fold { before, after } => Shown::Twice(instant(at(before)?), instant(at(after)?)),
            AmbiguousOffset::Gap { before, after } => {
                // Read with the later offset it lies before the change, and with the earlier one behind it.
                let (early, late) = (at(after)?, at(before)?);
                let change = self.rules().following(early).next().map_or(late, |change| change.timestamp());
                Shown::Never(instant(change))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn a_local_time_is_shown_once_twice_or_never() {
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        for (local, shown) in [
            ("2026-03-01T02:30", Shown::Once(at("2026-03-01T01:30:00Z"))),
            ("2026-03-29T02:30", Shown::Never(at("2026-03-29T01:00:00Z"))),
            ("2026-03-29 03:00:00", Shown::Once(at("2026-03-29T01:00:00Z"))),
            ("2026-10-25T02:30", Shown::Twice(at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z"))),
        ] {
            assert_eq!(berlin.shown(local), Ok(shown), "{local}");
        }
        assert!(berlin.shown("half past two").unwrap_err().contains("2026-03-29T02:30"));
        assert_eq!(berlin.wall(at("2026-03-29T01:00:00Z")), "2026-03-29 03:00:00");
    }

    #[test]
    fn half_an_hour_is_left_out_on_lord_howe() {
        let zone = Zone::parse("Australia/Lord_Howe").unwrap();
        assert_eq!(zone.shown("2026-10-04T02:10"), Ok(Shown::Never(at("2026-10-03T15:30:00Z"))));
    }
}
