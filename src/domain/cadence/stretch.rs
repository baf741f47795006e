//! A zone's time line in pieces of constant UTC offset, and the rule for clock changes.

use super::dst::{DstGap, DstOverlap, Rule};
use super::pattern::Pattern;
use super::zone::Zone;
use crate::domain::Timestamp;

/// The last second that can be a due time: 9999-12-30T22:00:00Z, where jiff ends
/// so that local time stays within year 9999.
const LAST: i64 = 253_402_207_200;

/// The first second that can be a due time.
const FIRST: i64 = Timestamp::MIN.as_micros() / 1_000_000;

/// How far before an instant a change is looked for, in seconds: most zones
/// that change their clocks do so within it.
const LOOK_BACK: i64 = 200 * 86_400;

/// A piece of a zone's time line without a clock change inside.
///
/// It serves the local times from [`Self::first`] up to [`Self::end`], each at
/// its own instant, but none before the piece begins: what a gap swallowed comes
/// out at the first instant after it, as one due time. All of the rule for clock
/// changes is in where the two lie:
///
/// | rule | `first` | `end` |
/// |---|---|---|
/// | gap `run_after` | where a gap before the piece begins: its times are made up | |
/// | gap `skip` | where the piece begins: the gap's times are lost | |
/// | overlap `first` | where the time that is repeated ends: it has fired | where the piece ends |
/// | overlap `second` | where the piece begins | where the time that will be repeated begins |
/// | overlap `both` | where the piece begins: what is repeated fires again | where the piece ends |
///
/// Seconds since 1970 in UTC, but `first` and `end`, which are on the wall clock.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    from: i64,
    until: i64,
    offset: i64,
    first: i64,
    end: i64,
}

impl Stretch {
    /// The piece that holds the instant `at`.
    ///
    /// Where no change lies within [`LOOK_BACK`] the piece begins there, which
    /// cuts it where the offset stays the same and so alters nothing. Only
    /// `following` is asked: up to jiff 0.2.46 `preceding` skips the last
    /// change that is not by the zone's present rule (America/Ciudad_Juarez,
    /// 2022-11-30), which would make of [`Self::next`] an endless loop.
    pub(super) fn at(zone: &Zone, rule: Rule, at: i64) -> Self {
        let rules = zone.rules();
        let (mut from, mut until, mut after) = (at.saturating_sub(LOOK_BACK).max(FIRST), LAST + 1, None);
        for change in rules.following(instant(from)) {
            let when = change.timestamp().as_second();
            if when > at {
                (until, after) = (when, Some(i64::from(change.offset().seconds())));
                break;
            }
            from = when;
        }
        let offset_at = |second| i64::from(rules.to_offset(instant(second)).seconds());
        let (before, offset) = (offset_at(from - 1), offset_at(from));
        let after = after.unwrap_or(offset);
        let wall_clock_first =
            before < offset && rule.gap == DstGap::RunAfter || before > offset && rule.overlap == DstOverlap::First;
        let repeated_later = after < offset && rule.overlap == DstOverlap::Second;
        let first = from + if wall_clock_first { before } else { offset };
        let end = until + if repeated_later { after } else { offset };
        Self { from, until, offset, first, end }
    }

    /// The piece after this one; none after the last.
    pub(super) fn next(&self, zone: &Zone, rule: Rule) -> Option<Self> {
        (self.until <= LAST).then(|| Self::at(zone, rule, self.until))
    }

    /// The piece before this one.
    pub(super) fn previous(&self, zone: &Zone, rule: Rule) -> Option<Self> {
        (self.from > FIRST).then(|| Self::at(zone, rule, self.from - 1))
    }

    /// The first due time in this piece that is after `after`.
    pub(super) fn after(&self, pattern: &Pattern, after: i64) -> Option<i64> {
        let least = if after < self.from { self.first } else { self.first.max(after + 1 + self.offset) };
        let found = pattern.next(least, self.end)?;
        Some((found - self.offset).max(self.from))
    }

    /// The last due time in this piece that is at or before `until`.
    pub(super) fn up_to(&self, pattern: &Pattern, until: i64) -> Option<i64> {
        if until < self.from {
            return None;
        }
        let bound = self.end.min(until.saturating_add(1 + self.offset));
        let found = pattern.previous(self.first, bound)?;
        Some((found - self.offset).max(self.from))
    }

    /// How many due times of this piece lie in (after, until].
    pub(super) fn count(&self, pattern: &Pattern, after: i64, until: i64) -> u64 {
        let begin = self.from + self.offset;
        // What the gap moved to the first instant, and what is due then anyway, are one.
        let at_begin = after < self.from && self.from <= until && pattern.next(self.first, begin + 1).is_some();
        let least = self.first.max(begin + 1).max(after.saturating_add(1 + self.offset));
        let bound = self.end.min(until.saturating_add(1 + self.offset));
        u64::from(at_begin) + pattern.count(least, bound)
    }

    /// Whether the piece reaches beyond the instant `until`.
    pub(super) fn reaches_past(&self, until: i64) -> bool {
        self.until > until
    }
}

fn instant(second: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_second(second.clamp(FIRST, LAST)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{Crontab, CrontabFields, Dst};
    use super::*;

    /// The zones are built in, so what holds here for each of them holds in production.
    #[test]
    fn the_pieces_of_every_zone_follow_one_another_without_hole_or_overlap() {
        let rule = Dst::default().rule(Crontab::new(&CrontabFields::default(), None).unwrap().pattern());
        let (begin, end) = (1_420_070_400, 2_051_222_400); // 2015 to 2034
        for name in jiff::tz::TimeZoneDatabase::bundled().available() {
            // A second name of a zone has nothing new to tell.
            let Some(zone) = Zone::parse(name.as_str()).ok().filter(|zone| zone.rules().is_primary()) else { continue };
            let mut piece = Stretch::at(&zone, rule, begin);
            while piece.until <= end {
                let next = piece.next(&zone, rule).unwrap();
                assert_eq!(next.from, piece.until, "{zone}");
                assert_ne!(next.until, piece.until, "{zone}");
                let back = next.previous(&zone, rule).unwrap();
                assert_eq!((back.until, back.offset), (next.from, piece.offset), "{zone}");
                piece = next;
            }
        }
    }
}
