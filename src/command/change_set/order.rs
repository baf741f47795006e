//! In which order the events of a change set are appended: a name is given up before another schedule takes it.

use std::collections::HashMap;

use uuid::Uuid;

use super::Judged;
use crate::domain::schedule::{Fact, Phase, Schedule};

/// Every event of `judged`: removals, then changes, each rename after the one that frees its name, then what is new.
///
/// Renames in a ring are left in the order given; the database refuses them.
pub(super) fn in_order(judged: &[Judged]) -> Vec<(&Fact, &Schedule)> {
    let (mut removed, mut changed, mut new) = (Vec::new(), Vec::new(), Vec::new());
    for one in judged.iter().filter(|one| one.changes()) {
        let was_live = one.before.as_ref().is_some_and(|before| before.phase != Phase::Deleted);
        let is_live = one.after().is_some_and(|after| after.phase != Phase::Deleted);
        match (was_live, is_live) {
            (true, true) => changed.push(one),
            (false, true) => new.push(one),
            (_, false) => removed.push(one),
        }
    }
    let ordered = removed.into_iter().chain(freeing_first(&changed)).chain(new);
    ordered.flat_map(|one| one.outcome.iter().flatten()).map(|(fact, schedule)| (fact, schedule)).collect()
}

fn freeing_first<'a>(changed: &[&'a Judged]) -> Vec<&'a Judged> {
    let name = |schedule: Option<&'a Schedule>| schedule.map(|schedule| &*schedule.definition.name);
    let (old, new) = (|one: &&'a Judged| name(one.before.as_ref()), |one: &&'a Judged| name(one.after()));
    let renames: Vec<&&'a Judged> = changed.iter().filter(|one| old(one) != new(one)).collect();
    let holders: HashMap<Option<&str>, usize> = renames.iter().enumerate().map(|(n, one)| (old(one), n)).collect();
    let mut placed = vec![false; renames.len()];
    let mut ordered: Vec<&'a Judged> = changed.iter().filter(|one| old(one) == new(one)).copied().collect();
    for start in 0..renames.len() {
        // Whoever has the name that this one takes goes first, and so on.
        let mut line = Vec::new();
        let mut next = Some(start);
        while let Some(n) = next.filter(|n| !placed.get(*n).copied().unwrap_or(true)) {
            if let Some(flag) = placed.get_mut(n) {
                *flag = true;
            }
            line.push(n);
            next = renames.get(n).and_then(|one| holders.get(&new(one)).copied());
        }
        ordered.extend(line.iter().rev().filter_map(|n| renames.get(*n)).map(|one| **one));
    }
    debug_assert!(same(&ordered, changed));
    ordered
}

/// Whether two lists hold the same schedules, in whatever order.
fn same(one: &[&Judged], other: &[&Judged]) -> bool {
    let ids = |list: &[&Judged]| {
        let mut ids: Vec<Option<Uuid>> = list.iter().map(|one| one.after().map(|after| after.id)).collect();
        ids.sort_unstable();
        ids
    };
    ids(one) == ids(other)
}
