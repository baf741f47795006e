//! Feeds as they were made last: calendar programs ask again and again, most of them on the full hour.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

use crate::api::problem::Problem;
use crate::api::turns::Turns;
use crate::domain::Timestamp;

/// Feeds made at once by one process. They have no part in the turns of those who wait for a page.
const AT_ONCE: usize = 1;
/// Feeds kept, those that were asked for last: half a megabyte each at most, by what names usually are.
const MOST_KEPT: usize = 64;

/// What a feed follows from: as long as it is the same, so is the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Basis {
    /// Where it begins.
    pub(super) from: Timestamp,
    /// The newest event of any schedule.
    pub(super) newest: i64,
    /// The number of the set of maintenance windows.
    pub(super) windows: i64,
}

/// A feed's text and its tag; or that it is too large, which is as dear to find out.
pub(super) type Made = Result<(Arc<str>, Arc<str>), Problem>;

/// What was made, and whose turn it is to make more.
pub(super) struct Feeds {
    pub(super) turns: Turns,
    /// The one asked for last stands last.
    kept: Mutex<VecDeque<(Uuid, Basis, Made)>>,
}

impl Default for Feeds {
    fn default() -> Self {
        Self { turns: Turns::new(AT_ONCE, "calendar feed is being made"), kept: Mutex::default() }
    }
}

impl Feeds {
    /// What was made of a feed, where it still holds.
    pub(super) fn known(&self, id: Uuid, basis: Basis) -> Option<Made> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(known, of, _)| (*known, *of) == (id, basis))?;
        let found = kept.remove(place)?;
        let made = found.2.clone();
        kept.push_back(found);
        Some(made)
    }

    /// Keeps what was made of a feed, instead of what was before.
    pub(super) fn keep(&self, id: Uuid, basis: Basis, made: &Made) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, ..)| *known != id);
        if kept.len() >= MOST_KEPT {
            kept.pop_front();
        }
        kept.push_back((id, basis, made.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_known_while_nothing_changes_and_the_ones_asked_for_last_are_kept() {
        let (feeds, basis) = (Feeds::default(), Basis { from: Timestamp::MIN, newest: 1, windows: 1 });
        let made: Made = Ok(("text".into(), "tag".into()));
        let known = |nth: u128, basis: Basis| feeds.known(Uuid::from_u128(nth), basis).is_some();
        for nth in 0..MOST_KEPT as u128 {
            feeds.keep(Uuid::from_u128(nth), basis, &made);
        }
        for other in [
            Basis { from: basis.from.plus(std::time::Duration::from_secs(3_600)), ..basis },
            Basis { newest: 2, ..basis },
            Basis { windows: 2, ..basis },
        ] {
            assert!(!known(0, other));
        }
        assert!(known(0, basis));
        feeds.keep(Uuid::from_u128(99), basis, &made);
        assert!(known(0, basis) && known(99, basis) && !known(1, basis), "the one not asked for longest goes");
        feeds.keep(Uuid::from_u128(0), Basis { newest: 2, ..basis }, &made);
        assert!(!known(0, basis) && known(2, basis), "one text of each feed is kept");
    }
}
