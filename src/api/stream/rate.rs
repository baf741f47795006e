//! When there is too much to tell one by one.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::domain::job::JobState;

/// The rate is that of the last so many slots.
const SLOTS: usize = 4;
/// How long a slot is; also how often counts are told.
pub(super) const SLOT: Duration = Duration::from_millis(250);

/// Measures how many jobs change a second. Time is handed in, from any start.
#[derive(Debug)]
pub(super) struct Meter {
    most: u32,
    slots: [u32; SLOTS],
    at: u64,
    flooding: bool,
    counts: BTreeMap<&'static str, u32>,
}

/// What streams without a filter are to be told after a look at the meter.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Every change.
    Each,
    /// Nothing now: counts come at the end of the slot.
    Nothing,
    /// How many changes to which state there were since the last counts.
    Counts(BTreeMap<&'static str, u32>),
    /// The rate has fallen: read the lists again.
    Calm,
}

impl Meter {
    /// A meter that calls more than `most` changes a second a flood.
    pub(super) fn new(most: u32) -> Self {
        Self { most, slots: [0; SLOTS], at: 0, flooding: false, counts: BTreeMap::new() }
    }

    /// Whether single changes are held back now.
    pub(super) const fn is_flooding(&self) -> bool {
        self.flooding
    }

    /// Notes changes at `now`; with none, only looks. In a flood it is to be called
    /// every [`SLOT`], for nothing else would tell that it is over.
    pub(super) fn note(&mut self, now: Duration, changes: &[JobState]) -> Verdict {
        let slot = now.as_millis() / SLOT.as_millis();
        let slot = u64::try_from(slot).unwrap_or(u64::MAX);
        let moved = slot.saturating_sub(self.at);
        for passed in 1..=moved.min(SLOTS as u64) {
            self.slots[index(self.at + passed)] = 0;
        }
        self.at = self.at.max(slot);
        let current = &mut self.slots[index(self.at)];
        *current = current.saturating_add(u32::try_from(changes.len()).unwrap_or(u32::MAX));
        let rate: u32 = self.slots.iter().fold(0, |sum, n| sum.saturating_add(*n));
        // It ends lower than it begins, so that it does not flicker.
        let still = if self.flooding { rate > self.most / 2 } else { rate > self.most };
        let was = std::mem::replace(&mut self.flooding, still);
        if !still {
            self.counts.clear();
            return if was { Verdict::Calm } else { Verdict::Each };
        }
        for state in changes {
            *self.counts.entry(state.as_str()).or_default() += 1;
        }
        if moved > 0 && was { Verdict::Counts(std::mem::take(&mut self.counts)) } else { Verdict::Nothing }
    }
}

fn index(slot: u64) -> usize {
    usize::try_from(slot % SLOTS as u64).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn a_quiet_time_tells_each_change() {
        let mut meter = Meter::new(500);
        for second in 0..10 {
            assert_eq!(meter.note(at(second * 1_000), &[JobState::Running; 400]), Verdict::Each);
        }
    }

    #[test]
    fn a_flood_is_counted_and_ends_in_calm_once() {
        let mut meter = Meter::new(500);
        assert_eq!(meter.note(at(0), &[JobState::Queued; 300]), Verdict::Each);
        assert_eq!(meter.note(at(100), &[JobState::Running; 300]), Verdict::Nothing);
        assert!(meter.is_flooding());
        assert_eq!(meter.note(at(200), &[JobState::Succeeded; 2]), Verdict::Nothing);
        assert_eq!(meter.note(at(300), &[]), Verdict::Counts([("running", 300), ("succeeded", 2)].into()));
        assert_eq!(meter.note(at(320), &[]), Verdict::Nothing);
        assert_eq!(meter.note(at(1_300), &[]), Verdict::Calm);
        assert_eq!(meter.note(at(1_600), &[]), Verdict::Each);
    }

    #[test]
    fn a_long_silence_is_calm() {
        let mut meter = Meter::new(10);
        meter.note(at(0), &[JobState::Queued; 100]);
        assert_eq!(meter.note(at(3_600_000), &[JobState::Queued; 3]), Verdict::Calm);
    }
}
