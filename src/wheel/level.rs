//! One level of the wheel: 64 slots, and the arithmetic of who belongs where.

use super::list::List;
use super::slab::Slab;

/// Bits of a tick that one level looks at.
const BITS: u32 = 6;
/// Slots of a level, one per value of those bits.
const SLOTS: usize = 1 << BITS;
/// Levels that together look at every bit of a tick.
pub(super) const LEVELS: usize = u64::BITS.div_ceil(BITS) as usize;

/// The level for a timer due at `due`, seen from `hand`, which is not after it.
///
/// Measured by the highest bit in which the two differ, not by their distance:
/// then all of a level shares its higher bits with the hand, so its slots are
/// in due order without wrapping round, and it falls due before anything on the
/// level above. By distance, at tick 60 timers for 62 and 66 would both lie on
/// level 0, in slots 62 and 2, and the later one would be taken first.
pub(super) const fn level_of(hand: u64, due: u64) -> usize {
    // The lowest bit changes no level; setting it gives equal ticks level 0.
    (((hand ^ due) | 1).ilog2() / BITS) as usize
}

/// The slot for `due` on `level`: the bits that the level looks at.
pub(super) const fn slot_of(level: usize, due: u64) -> usize {
    (due >> (level as u32 * BITS)) as usize % SLOTS
}

/// Timers that come together here, and the earliest of them.
struct Slot {
    timers: List,
    /// No timer of the slot is due before this tick; meaningless while it is empty.
    earliest: u64,
}

pub(super) struct Level {
    /// Bit n is set while slot n holds a timer.
    occupied: u64,
    /// Bit n is set while the timer that set slot n's `earliest` is gone, and
    /// none has been found that equals it: `earliest` is then a bound only.
    doubtful: u64,
    slots: [Slot; SLOTS],
}

impl Level {
    pub(super) const fn new() -> Self {
        const EMPTY: Slot = Slot { timers: List::EMPTY, earliest: 0 };
        Self { occupied: 0, doubtful: 0, slots: [EMPTY; SLOTS] }
    }

    /// The occupied slot whose timers are due first.
    pub(super) fn first(&self) -> Option<usize> {
        (self.occupied != 0).then(|| self.occupied.trailing_zeros() as usize)
    }

    #[cfg(test)]
    pub(super) fn is_occupied(&self, slot: usize) -> bool {
        self.occupied & (1 << slot) != 0
    }

    /// The timers of a slot.
    pub(super) fn timers(&self, slot: usize) -> List {
        self.slots[slot].timers
    }

    /// A tick before which no timer of an occupied slot is due.
    pub(super) fn bound(&self, slot: usize) -> u64 {
        self.slots[slot].earliest
    }

    /// The earliest due tick of an occupied slot. Looks through the slot if the
    /// timer that was earliest has gone since, and remembers what it found.
    pub(super) fn earliest<T>(&mut self, slot: usize, slab: &Slab<T>) -> u64 {
        let Slot { timers, earliest } = &mut self.slots[slot];
        let bit = 1 << slot;
        if self.doubtful & bit != 0 {
            let mut least = u64::MAX;
            for due in timers.dues(slab) {
                least = least.min(due);
                // One as early as the one that left: there is none earlier.
                if least == *earliest {
                    break;
                }
            }
            *earliest = least;
            self.doubtful &= !bit;
        }
        *earliest
    }

    /// Puts a timer that is in no list behind those in the slot.
    pub(super) fn insert<T>(&mut self, slot: usize, slab: &mut Slab<T>, index: u32) {
        let due = slab[index].due;
        let Slot { timers, earliest } = &mut self.slots[slot];
        let bit = 1 << slot;
        if self.occupied & bit == 0 || due <= *earliest {
            *earliest = due;
            self.doubtful &= !bit;
        }
        self.occupied |= bit;
        timers.push_back(slab, index);
    }

    /// Takes a timer out of the slot it is in.
    pub(super) fn unlink<T>(&mut self, slot: usize, slab: &mut Slab<T>, index: u32) {
        let Slot { timers, earliest } = &mut self.slots[slot];
        let bit = 1 << slot;
        timers.unlink(slab, index);
        if timers.is_empty() {
            self.occupied &= !bit;
        } else if slab[index].due == *earliest {
            self.doubtful |= bit;
        }
    }

    /// Empties a slot and hands over what it held.
    pub(super) fn take(&mut self, slot: usize) -> List {
        self.occupied &= !(1 << slot);
        std::mem::replace(&mut self.slots[slot].timers, List::EMPTY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_level_changes_exactly_at_powers_of_sixty_four() {
        for power in 1..LEVELS {
            let edge = 1_u64 << (6 * power as u32);
            for (hand, due, level) in [
                (0, edge - 1, power - 1),
                (0, edge, power),
                (0, edge + 1, power),
                (edge - 1, edge, power),
                (edge, edge, 0),
                (edge, edge + 1, 0),
                (edge - 1, 2 * edge - 1, power),
                (edge, 2 * edge - 1, power - 1),
            ] {
                assert_eq!(level_of(hand, due), level, "64^{power}: hand={hand:#b} due={due:#b}");
            }
        }
        assert_eq!(level_of(0, u64::MAX), LEVELS - 1);
        assert_eq!(level_of(u64::MAX - 1, u64::MAX), 0);
    }

    #[test]
    fn the_slot_is_six_bits_of_the_due_tick() {
        for level in 0..LEVELS {
            // Four bits are left for the last level.
            let last = if level == LEVELS - 1 { 15 } else { 63 };
            for slot in [0, 1, 31.min(last), last] {
                let due = (slot as u64) << (6 * level as u32);
                assert_eq!(slot_of(level, due), slot, "level {level}: due={due:#b}");
            }
        }
    }

    #[test]
    fn the_earliest_is_exact_again_after_it_was_taken_out() {
        let (mut slab, mut level) = (Slab::new(), Level::new());
        let [late, early, middle] = [90, 70, 80].map(|due| {
            let index = slab.insert(due, ()).index;
            level.insert(1, &mut slab, index);
            index
        });
        assert_eq!(level.earliest(1, &slab), 70);
        level.unlink(1, &mut slab, early);
        assert_eq!(level.bound(1), 70);
        assert_eq!(level.earliest(1, &slab), 80);
        level.unlink(1, &mut slab, late);
        assert_eq!(level.doubtful, 0, "a later one leaves no doubt");
        level.unlink(1, &mut slab, middle);
        assert_eq!(level.first(), None);
    }
}
