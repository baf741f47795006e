//! The guard of named inventories: a list that is empty, or much unlike the last
//! one, is more often a mistake than a plan.

use std::collections::HashSet;

use uuid::Uuid;

/// How a list differs from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// How many there were.
    pub last: usize,
    /// How many there are.
    pub now: usize,
    /// Now in it.
    pub added: usize,
    /// No longer in it.
    pub removed: usize,
}

impl Change {
    /// From one list to another; a device counts once, however often it is named.
    #[must_use]
    pub fn between(last: &[Uuid], new: &[Uuid]) -> Self {
        let before: HashSet<_> = last.iter().collect();
        let after: HashSet<_> = new.iter().collect();
        Self {
            last: before.len(),
            now: after.len(),
            added: after.difference(&before).count(),
            removed: before.difference(&after).count(),
        }
    }

    /// The change in devices: one exchanged for another is one change, not two.
    /// So a list wholly replaced, emptied or doubled has changed by all of it.
    #[must_use]
    pub fn devices(&self) -> usize {
        self.added.max(self.removed)
    }

    /// The change as a share of the last list in percent, rounded up; above 100 when more came than there were.
    #[must_use]
    pub fn percent(&self) -> usize {
        (self.devices() * 100).div_ceil(self.last.max(1))
    }

    /// Whether it is more than `allowed` percent of the last list.
    #[must_use]
    pub fn exceeds(&self, allowed: u8) -> bool {
        self.devices() * 100 > usize::from(allowed) * self.last
    }
}

/// What the guard says of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Go on. With the change, where there was a list to compare with.
    Fits(Option<Change>),
    /// Nobody is in it.
    Empty,
    /// It changed by more than is allowed.
    Changed(Change),
}

/// Judges `new` by the last list that was not stopped, if there is one to be compared with.
#[must_use]
pub fn judge(last: Option<&[Uuid]>, new: &[Uuid], allowed: u8) -> Verdict {
    if new.is_empty() {
        return Verdict::Empty;
    }
    match last.map(|last| Change::between(last, new)) {
        Some(change) if change.exceeds(allowed) => Verdict::Changed(change),
        change => Verdict::Fits(change),
    }
}
