//! Where timers live: one vector, reused places, keys that notice reuse.

use std::ops::{Index, IndexMut};

/// The index that stands for "none".
pub(super) const NIL: u32 = u32::MAX;

/// Names one timer of the wheel that gave it out, for as long as that timer waits.
///
/// A place in memory is used again, a key never: once its timer is delivered
/// or cancelled, a key finds nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TimerKey {
    pub(super) index: u32,
    generation: u32,
}

/// A timer, or a free place waiting for one.
pub(super) struct Entry<T> {
    /// The tick at which the timer falls due.
    pub(super) due: u64,
    /// The timer behind this one in its list; in a free place, the next free place.
    pub(super) next: u32,
    /// The timer ahead of this one in its list.
    pub(super) prev: u32,
    /// How many timers have had this place before.
    generation: u32,
    /// `None` in a free place.
    value: Option<T>,
}

/// Timers by index, with the free places chained through their `next`.
pub(super) struct Slab<T> {
    entries: Vec<Entry<T>>,
    free: u32,
    len: usize,
}

impl<T> Slab<T> {
    pub(super) const fn new() -> Self {
        Self { entries: Vec::new(), free: NIL, len: 0 }
    }

    /// How many timers there are.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// Stores a timer that is in no list yet.
    pub(super) fn insert(&mut self, due: u64, value: T) -> TimerKey {
        self.len += 1;
        let index = self.free;
        if index != NIL {
            let entry = &mut self[index];
            let generation = entry.generation;
            let free = entry.next;
            *entry = Entry { due, next: NIL, prev: NIL, generation, value: Some(value) };
            self.free = free;
            return TimerKey { index, generation };
        }
        // Past this, indices would wrap and lists would run into each other.
        assert!(self.entries.len() < NIL as usize, "a wheel holds at most {NIL} timers");
        let index = self.entries.len() as u32;
        self.entries.push(Entry { due, next: NIL, prev: NIL, generation: 0, value: Some(value) });
        TimerKey { index, generation: 0 }
    }

    /// Where the timer of `key` is, if it still waits.
    pub(super) fn find(&self, key: TimerKey) -> Option<u32> {
        let entry = self.entries.get(key.index as usize)?;
        (entry.generation == key.generation && entry.value.is_some()).then_some(key.index)
    }

    /// The timer behind this one in its list.
    pub(super) fn after(&self, index: u32) -> Option<u32> {
        Some(self[index].next).filter(|&next| next != NIL)
    }

    /// Frees the place of a timer that is in no list any more.
    pub(super) fn remove(&mut self, index: u32) -> Option<T> {
        let free = self.free;
        let entry = &mut self[index];
        let value = entry.value.take()?;
        // A place that has used up its generations is given up: 2³² timers cost
        // its few bytes, and no key is ever given out twice.
        if let Some(generation) = entry.generation.checked_add(1) {
            entry.generation = generation;
            entry.next = free;
            self.free = index;
        }
        self.len -= 1;
        Some(value)
    }
}

impl<T> Index<u32> for Slab<T> {
    type Output = Entry<T>;

    fn index(&self, index: u32) -> &Entry<T> {
        &self.entries[index as usize]
    }
}

impl<T> IndexMut<u32> for Slab<T> {
    fn index_mut(&mut self, index: u32) -> &mut Entry<T> {
        &mut self.entries[index as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timer_takes_thirty_two_bytes_and_forty_with_eight_of_its_own() {
        assert_eq!(size_of::<Entry<u32>>(), 32);
        assert_eq!(size_of::<Entry<u64>>(), 40);
        assert_eq!(size_of::<TimerKey>(), 8);
    }

    #[test]
    fn a_place_is_used_again_and_the_old_key_finds_nothing() {
        let mut slab = Slab::new();
        let old = slab.insert(1, 'a');
        assert_eq!(slab.remove(old.index), Some('a'));
        assert_eq!(slab.find(old), None, "nobody has the place");
        let new = slab.insert(2, 'b');
        assert_eq!(new.index, old.index);
        assert_eq!(slab.find(old), None, "somebody else has the place");
        assert_eq!(slab.find(new), Some(new.index));
    }

    #[test]
    fn free_places_are_used_before_new_ones() {
        let mut slab = Slab::new();
        let keys: Vec<_> = (0..10).map(|n| slab.insert(n, n)).collect();
        keys.iter().for_each(|key| assert!(slab.remove(key.index).is_some()));
        (0..10).for_each(|n| _ = slab.insert(n, n));
        assert_eq!((slab.len(), slab.entries.len()), (10, 10));
    }

    #[test]
    fn a_place_without_generations_left_is_given_up() {
        let mut slab = Slab::new();
        let first = slab.insert(1, 'a');
        slab[first.index].generation = u32::MAX;
        let last = TimerKey { generation: u32::MAX, ..first };
        assert_eq!(slab.find(last), Some(first.index));
        assert_eq!(slab.remove(first.index), Some('a'));
        assert_ne!(slab.insert(2, 'b').index, first.index);
        assert_eq!((slab.find(last), slab.find(first)), (None, None));
    }
}
