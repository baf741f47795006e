//! What lies near a device.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::hash::Hash;

/// The nodes within `hops` links of `centre`, itself too.
#[must_use]
pub fn around<N: Copy + Ord + Hash>(centre: N, hops: u32, links: impl IntoIterator<Item = (N, N)>) -> BTreeSet<N> {
    let mut next: HashMap<N, Vec<N>> = HashMap::new();
    for (a, b) in links {
        next.entry(a).or_default().push(b);
        next.entry(b).or_default().push(a);
    }
    let (mut near, mut edge) = (BTreeSet::from([centre]), VecDeque::from([(centre, 0)]));
    while let Some((node, far)) = edge.pop_front() {
        if far == hops {
            continue;
        }
        for other in next.get(&node).into_iter().flatten() {
            if near.insert(*other) {
                edge.push_back((*other, far + 1));
            }
        }
    }
    near
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_links_and_no_farther() {
        let chain = || (0..5).map(|n| (n, n + 1));
        assert_eq!(around(2, 0, chain()), [2].into());
        assert_eq!(around(2, 1, chain()), [1, 2, 3].into());
        assert_eq!(around(0, 9, chain().chain([(7, 8)])), (0..6).collect());
    }
}
