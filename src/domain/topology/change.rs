//! What a crawl changes of the links that were known.

use std::collections::{BTreeMap, BTreeSet};

use super::{End, Link, LinkKey, Side};
use crate::domain::network::Protocol;

/// By which protocols each end of a link hears the other one.
pub type Sides = [BTreeSet<Protocol>; 2];

/// A link as it is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownLink<N, L> {
    /// By what it is remembered.
    pub id: L,
    /// Which one.
    pub key: LinkKey<N>,
    /// What each end last said. Nothing on both: the link is lost.
    pub hears: Sides,
    /// Whether several neighbours were heard on one of its interfaces.
    pub shared: bool,
}

impl<N, L> KnownLink<N, L> {
    /// Whether it is lost.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.hears.iter().all(BTreeSet::is_empty)
    }
}

/// What became of one link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkChange<N, L> {
    /// It was never seen before.
    New(Link<N>),
    /// It is there.
    Seen {
        /// By what it is remembered.
        id: L,
        /// As it is now. It may have learned the name of an interface.
        link: Link<N>,
        /// What of it is not as it was; nothing, mostly.
        changed: BTreeSet<&'static str>,
    },
    /// It was lost and is there again.
    Returned {
        /// By what it is remembered.
        id: L,
        /// As it is now.
        link: Link<N>,
    },
    /// No end that was asked hears the other one any more, and no end that was not asked ever did.
    Lost {
        /// By what it is remembered.
        id: L,
    },
    /// One end was asked and no longer hears the other, which was not asked: its word still stands.
    Doubted {
        /// By what it is remembered.
        id: L,
        /// What stands.
        hears: Sides,
    },
}

/// Compares what was seen with what was known.
///
/// `asked` says which devices answered, and for which protocols: only they can say that a link is gone. A device
/// that could not be reached loses nothing.
#[must_use]
pub fn compare<N: Ord + Clone, L: Ord + Copy>(
    known: &[KnownLink<N, L>],
    seen: &[Link<N>],
    asked: &BTreeMap<N, BTreeSet<Protocol>>,
) -> Vec<LinkChange<N, L>> {
    let mut pairs = Pairs::new(known);
    let mut changes = Vec::new();
    // Those that match exactly go first, so that one without a name does not take the place of another.
    let (exact, rest): (Vec<&Link<N>>, Vec<&Link<N>>) = seen.iter().partition(|link| pairs.has(&link.key));
    for link in exact.into_iter().chain(rest) {
        let Some(before) = pairs.take(&link.key) else {
            changes.push(LinkChange::New(link.clone()));
            continue;
        };
        let link = Link { key: named(&link.key, &before.key), ..link.clone() };
        let link = with_standing(link, before, asked);
        if before.is_lost() {
            changes.push(LinkChange::Returned { id: before.id, link });
            continue;
        }
        let changed = differences(before, &link);
        changes.push(LinkChange::Seen { id: before.id, link, changed });
    }
    for before in pairs.left() {
        if before.is_lost() {
            continue;
        }
        let stands = standing(before, asked);
        if stands.iter().all(BTreeSet::is_empty) {
            changes.push(LinkChange::Lost { id: before.id });
        } else if stands != before.hears {
            changes.push(LinkChange::Doubted { id: before.id, hears: stands });
        }
    }
    changes
}

/// What the ends of a link said before and were not asked about again.
fn standing<N: Ord, L>(before: &KnownLink<N, L>, asked: &BTreeMap<N, BTreeSet<Protocol>>) -> Sides {
    let none = BTreeSet::new();
    let of = |end: &End<N>, hears: &BTreeSet<Protocol>| hears - asked.get(&end.node).unwrap_or(&none);
    [of(&before.key.0, &before.hears[0]), of(&before.key.1, &before.hears[1])]
}

fn with_standing<N: Ord + Clone, L>(
    mut link: Link<N>,
    before: &KnownLink<N, L>,
    asked: &BTreeMap<N, BTreeSet<Protocol>>,
) -> Link<N> {
    for (side, stands) in link.sides.iter_mut().zip(standing(before, asked)) {
        side.hears.extend(stands);
    }
    link
}

fn differences<N: PartialEq, L>(before: &KnownLink<N, L>, now: &Link<N>) -> BTreeSet<&'static str> {
    let confirmed = before.hears.iter().all(|hears| !hears.is_empty());
    let protocols = |sides: &[&BTreeSet<Protocol>]| sides.iter().flat_map(|s| (*s).clone()).collect::<BTreeSet<_>>();
    let [a, b]: &[Side; 2] = &now.sides;
    let all = [
        ("interface", before.key != now.key),
        ("confirmed", confirmed != now.is_confirmed()),
        ("protocols", protocols(&[&before.hears[0], &before.hears[1]]) != protocols(&[&a.hears, &b.hears])),
        ("shared", before.shared != now.shared),
    ];
    all.into_iter().filter_map(|(what, differs)| differs.then_some(what)).collect()
}

/// The ends of `key`, with the names of interfaces that only `known` has.
fn named<N: Clone + Ord>(key: &LinkKey<N>, known: &LinkKey<N>) -> LinkKey<N> {
    let fill = |end: &End<N>, known: &End<N>| End {
        node: end.node.clone(),
        interface: end.interface.clone().or_else(|| known.interface.clone()),
    };
    LinkKey(fill(&key.0, &known.0), fill(&key.1, &known.1))
}

/// The known links that are not yet matched, by their devices.
struct Pairs<'a, N, L> {
    left: BTreeMap<(N, N), Vec<&'a KnownLink<N, L>>>,
}

impl<'a, N: Ord + Clone, L> Pairs<'a, N, L> {
    fn new(known: &'a [KnownLink<N, L>]) -> Self {
        let mut left: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for link in known {
            left.entry(nodes(&link.key)).or_default().push(link);
        }
        Self { left }
    }

    fn has(&self, key: &LinkKey<N>) -> bool {
        self.left.get(&nodes(key)).is_some_and(|links| links.iter().any(|link| link.key == *key))
    }

    /// The known link that this one is: the same ends, or the same but for an interface that one of the two does not
    /// name. An unnamed one is never taken for one of several.
    fn take(&mut self, key: &LinkKey<N>) -> Option<&'a KnownLink<N, L>> {
        let links = self.left.get_mut(&nodes(key))?;
        if let Some(at) = links.iter().position(|link| link.key == *key) {
            return Some(links.swap_remove(at));
        }
        let mut alike = (0..links.len()).filter(|at| may_be_same(key, &links[*at].key));
        match (alike.next(), alike.next()) {
            (Some(at), None) => Some(links.swap_remove(at)),
            _ => None,
        }
    }

    fn left(self) -> impl Iterator<Item = &'a KnownLink<N, L>> {
        self.left.into_values().flatten()
    }
}

fn nodes<N: Clone>(key: &LinkKey<N>) -> (N, N) {
    (key.0.node.clone(), key.1.node.clone())
}

fn may_be_same<N: PartialEq>(one: &LinkKey<N>, other: &LinkKey<N>) -> bool {
    let end = |one: &End<N>, other: &End<N>| {
        one.node == other.node
            && (one.interface == other.interface || one.interface.is_none() || other.interface.is_none())
    };
    end(&one.0, &other.0) && end(&one.1, &other.1)
}
