//! What a slot holds: timers in the order they came, each removable on the spot.

use super::slab::{Entry, NIL, Slab};

/// A doubly linked list through the entries of a [`Slab`]; it owns only its two ends.
#[derive(Clone, Copy)]
pub(super) struct List {
    head: u32,
    tail: u32,
}

impl List {
    pub(super) const EMPTY: Self = Self { head: NIL, tail: NIL };

    pub(super) const fn is_empty(self) -> bool {
        self.head == NIL
    }

    /// The timer that came first.
    pub(super) fn front(self) -> Option<u32> {
        (self.head != NIL).then_some(self.head)
    }

    /// Appends a timer that is in no list.
    pub(super) fn push_back<T>(&mut self, slab: &mut Slab<T>, index: u32) {
        slab[index].prev = self.tail;
        slab[index].next = NIL;
        match self.tail {
            NIL => self.head = index,
            tail => slab[tail].next = index,
        }
        self.tail = index;
    }

    /// Takes out a timer that is in this list.
    pub(super) fn unlink<T>(&mut self, slab: &mut Slab<T>, index: u32) {
        let Entry { prev, next, .. } = slab[index];
        match prev {
            NIL => self.head = next,
            prev => slab[prev].next = next,
        }
        match next {
            NIL => self.tail = prev,
            next => slab[next].prev = prev,
        }
    }

    /// The timers' due ticks, in the order the timers came.
    pub(super) fn dues<T>(self, slab: &Slab<T>) -> impl Iterator<Item = u64> {
        std::iter::successors(self.front(), |&index| slab.after(index)).map(|index| slab[index].due)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Backwards by `prev`, so that both chains are read.
    fn backwards(list: List, slab: &Slab<()>) -> Vec<u64> {
        let mut dues = Vec::new();
        let mut at = list.tail;
        while at != NIL {
            dues.push(slab[at].due);
            at = slab[at].prev;
        }
        dues
    }

    #[test]
    fn taking_out_any_one_leaves_the_rest_in_order() {
        for out in 0..4 {
            let (mut slab, mut list) = (Slab::new(), List::EMPTY);
            let indices: Vec<_> = (0..4).map(|due| slab.insert(due, ()).index).collect();
            indices.iter().for_each(|&index| list.push_back(&mut slab, index));
            list.unlink(&mut slab, indices[out]);
            let mut left: Vec<u64> = (0..4).filter(|&due| due != out as u64).collect();
            assert_eq!(list.dues(&slab).collect::<Vec<_>>(), left, "without {out}");
            left.reverse();
            assert_eq!(backwards(list, &slab), left, "without {out}");
        }
    }

    #[test]
    fn the_last_one_out_leaves_it_empty() {
        let (mut slab, mut list) = (Slab::new(), List::EMPTY);
        let index = slab.insert(7, ()).index;
        list.push_back(&mut slab, index);
        assert_eq!((list.front(), list.is_empty()), (Some(index), false));
        list.unlink(&mut slab, index);
        assert_eq!((list.front(), list.is_empty(), backwards(list, &slab)), (None, true, vec![]));
    }
}
