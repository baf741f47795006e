//! The wheel itself: levels, the hand that turns through them, and what came too late for them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::level::{LEVELS, Level, level_of, slot_of};
use super::list::List;
use super::slab::{Slab, TimerKey};

/// Timers carrying a `T`, delivered in the order in which they fall due.
///
/// Timers due at the same tick are delivered in the order of insertion. Ticks
/// are plain numbers that the caller takes from one clock; the scheduler means
/// milliseconds since the Unix epoch. The wheel moves only when told to.
pub struct Wheel<T> {
    slab: Slab<T>,
    /// Boxed, for it is 11 KiB and wheels are moved into tasks.
    levels: Box<[Level; LEVELS]>,
    /// Timers that were due before the hand when inserted. The levels have no
    /// room for them, and they are to come out in due order too.
    past: BTreeMap<u64, List>,
    /// The tick from which places are measured. No timer in the levels is due
    /// before it, and each lies on the level that [`level_of`] gives from here.
    hand: u64,
    /// The latest tick told. The hand stays behind it while due timers are left.
    now: u64,
}

impl<T> Wheel<T> {
    /// An empty wheel at the tick `now`.
    #[must_use]
    pub fn starting_at(now: u64) -> Self {
        let levels = Box::new([const { Level::new() }; LEVELS]);
        Self { slab: Slab::new(), levels, past: BTreeMap::new(), hand: now, now }
    }

    /// The latest tick the wheel was told.
    #[must_use]
    pub const fn now(&self) -> u64 {
        self.now
    }

    /// How many timers wait, those that are due but not yet delivered included.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.slab.len()
    }

    /// Whether no timer waits.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a timer for the tick `due`; the key cancels it.
    ///
    /// A tick that is not after [`Self::now`] is due at once: the next advance
    /// delivers it. Takes constant time, but for ticks before those delivered
    /// last, which are kept in a sorted map.
    ///
    /// # Panics
    /// With 4,294,967,295 timers in the wheel, which take more than 128 GiB.
    pub fn insert(&mut self, due: u64, value: T) -> TimerKey {
        let key = self.slab.insert(due, value);
        self.place(key.index);
        key
    }

    /// Takes back a timer and what it carried; `None` if it was delivered or cancelled before.
    ///
    /// Takes constant time. `key` must come from this wheel.
    pub fn cancel(&mut self, key: TimerKey) -> Option<T> {
        let index = self.slab.find(key)?;
        self.remove(index).map(|(_, value)| value)
    }

    /// The exact tick at which the next timer falls due; `None` if none waits.
    ///
    /// Not after [`Self::now`] when something is due already, as after a full
    /// [`Self::advance_at_most`].
    ///
    /// Takes constant time, except after the earliest of the timers that share a
    /// slot was cancelled: then it looks through that slot once and remembers
    /// the answer, which is why it needs `&mut self`.
    #[must_use]
    pub fn next_due(&mut self) -> Option<u64> {
        if let Some((&due, _)) = self.past.first_key_value() {
            return Some(due);
        }
        let (level, slot) = self.first()?;
        Some(self.levels[level].earliest(slot, &self.slab))
    }

    /// Moves time on to `now` and appends every timer due by then to `out`, as (due tick, value).
    ///
    /// Takes time for what it delivers, not for the ticks it passes over. A
    /// `now` before [`Self::now`] does not turn time back; it counts as that.
    pub fn advance(&mut self, now: u64, out: &mut Vec<(u64, T)>) {
        self.advance_at_most(now, usize::MAX, out);
    }

    /// Like [`Self::advance`], but stops after `limit` timers.
    ///
    /// For a caller who settles due timers in batches: what is left stays in
    /// the wheel, due, in order, and may still be cancelled. Ask again with the
    /// same `now`, until fewer than `limit` came.
    pub fn advance_at_most(&mut self, now: u64, limit: usize, out: &mut Vec<(u64, T)>) {
        self.now = self.now.max(now);
        let full = out.len().saturating_add(limit);
        while out.len() < full
            && let Some(index) = self.turn()
        {
            out.extend(self.remove(index));
        }
    }

    /// Turns the hand to the next timer that is due, or to `now` if none is.
    fn turn(&mut self) -> Option<u32> {
        if let Some((_, timers)) = self.past.first_key_value() {
            return timers.front();
        }
        loop {
            let Some((level, slot)) = self.first() else {
                self.hand = self.now;
                return None;
            };
            let bound = self.levels[level].bound(slot);
            self.hand = bound.min(self.now);
            // The hand is inside the slot now, so its timers belong further down.
            // Nobody else is affected: all others are due after this whole slot.
            if level_of(self.hand, bound) < level {
                self.spread(level, slot);
            }
            if bound > self.now {
                return None;
            }
            if level == 0 {
                return self.levels[0].timers(slot).front();
            }
        }
    }

    /// Places the timers of a slot anew. In order, so that equal dues stay in theirs.
    fn spread(&mut self, level: usize, slot: usize) {
        let mut next = self.levels[level].take(slot).front();
        while let Some(index) = next {
            next = self.slab.after(index);
            self.place(index);
        }
    }

    /// The occupied slot whose timers are due first, with its level.
    fn first(&self) -> Option<(usize, usize)> {
        self.levels.iter().enumerate().find_map(|(level, slots)| Some((level, slots.first()?)))
    }

    /// Links a timer where its due tick belongs.
    fn place(&mut self, index: u32) {
        let due = self.slab[index].due;
        if due < self.hand {
            self.past.entry(due).or_insert(List::EMPTY).push_back(&mut self.slab, index);
        } else {
            let level = level_of(self.hand, due);
            self.levels[level].insert(slot_of(level, due), &mut self.slab, index);
        }
    }

    /// Unlinks a timer from where [`Self::place`] put it, and frees it.
    fn remove(&mut self, index: u32) -> Option<(u64, T)> {
        let due = self.slab[index].due;
        if due >= self.hand {
            let level = level_of(self.hand, due);
            self.levels[level].unlink(slot_of(level, due), &mut self.slab, index);
        } else if let Entry::Occupied(mut timers) = self.past.entry(due) {
            timers.get_mut().unlink(&mut self.slab, index);
            if timers.get().is_empty() {
                timers.remove();
            }
        }
        Some((due, self.slab.remove(index)?))
    }
}

#[cfg(test)]
mod tests;
