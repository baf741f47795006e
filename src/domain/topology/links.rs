//! From what devices hear on their interfaces to the links between them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::network::{InterfaceName, Protocol};

/// One neighbour that one device heard on one interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report<N> {
    /// The device that heard.
    pub at: N,
    /// On which of its interfaces, as it writes it.
    pub interface: String,
    /// Whom.
    pub neighbor: N,
    /// On which interface of the neighbour, as that announces it.
    pub remote: Option<String>,
    /// By which protocol.
    pub protocol: Protocol,
}

/// One end of a link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct End<N> {
    /// The device.
    pub node: N,
    /// Its interface in the form in which names are compared; `None` where nobody named it.
    pub interface: Option<String>,
}

/// What makes a link this one: its two ends, in their order. Two links between the same devices differ by their
/// interfaces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LinkKey<N>(pub End<N>, pub End<N>);

impl<N: Ord> LinkKey<N> {
    /// Of two ends in whatever order, and whether that is the order here.
    #[must_use]
    pub fn new(one: End<N>, other: End<N>) -> (Self, bool) {
        if one <= other { (Self(one, other), true) } else { (Self(other, one), false) }
    }
}

/// What is known of one end of a link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// The interface as the device itself, or else the other one, writes it.
    pub shown: Option<String>,
    /// By which protocols the device at this end hears the other one.
    pub hears: BTreeSet<Protocol>,
}

/// A link between two devices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link<N> {
    /// Which one.
    pub key: LinkKey<N>,
    /// Its ends, in the order of the key.
    pub sides: [Side; 2],
    /// Whether several neighbours are heard on one of its interfaces: a hub, or a switch that does not speak.
    pub shared: bool,
}

impl<N> Link<N> {
    /// Whether both ends say so.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.sides.iter().all(|side| !side.hears.is_empty())
    }
}

/// What one device says of one of its links: who is there, and by what name.
#[derive(Clone, Debug)]
struct Claim<N> {
    at: End<N>,
    shown: String,
    to: N,
    /// The far interface: its key, and as it was written.
    remote: Option<(String, String)>,
    hears: BTreeSet<Protocol>,
}

/// The links that reports come to, in the order of their keys. Reports of both ends meet in one link; several links
/// between two devices stay apart.
#[must_use]
pub fn links<N: Ord + Clone>(reports: &[Report<N>]) -> Vec<Link<N>> {
    let claims = settled(merged(reports));
    let mut links: BTreeMap<LinkKey<N>, Link<N>> = BTreeMap::new();
    for claim in claims {
        let far = End { node: claim.to, interface: claim.remote.as_ref().map(|(key, _)| key.clone()) };
        let (key, in_order) = LinkKey::new(claim.at, far);
        let link = links.entry(key.clone()).or_insert_with(|| Link { key, sides: Default::default(), shared: false });
        let (near, far) = if in_order { (0, 1) } else { (1, 0) };
        link.sides[near].hears.extend(claim.hears);
        // The name that a device gives its own interface counts more than the one that it is called by others.
        link.sides[near].shown = Some(claim.shown);
        if link.sides[far].shown.is_none() {
            link.sides[far].shown = claim.remote.map(|(_, written)| written);
        }
    }
    let mut links: Vec<Link<N>> = links.into_values().collect();
    mark_shared(&mut links);
    links
}

/// One claim for each device, interface, neighbour and far interface.
fn merged<N: Ord + Clone>(reports: &[Report<N>]) -> Vec<Claim<N>> {
    type Place<N> = (N, String, N, Option<String>);
    let mut claims: BTreeMap<Place<N>, Claim<N>> = BTreeMap::new();
    for report in reports {
        let near = port(&report.interface);
        let remote = report.remote.as_deref().map(|written| (port(written), written.to_owned()));
        let remote = remote.filter(|(key, _)| !key.is_empty());
        let place =
            (report.at.clone(), near.clone(), report.neighbor.clone(), remote.as_ref().map(|(key, _)| key.clone()));
        let claim = claims.entry(place).or_insert_with(|| Claim {
            at: End { node: report.at.clone(), interface: Some(near) },
            shown: report.interface.clone(),
            to: report.neighbor.clone(),
            remote,
            hears: BTreeSet::new(),
        });
        claim.hears.insert(report.protocol);
    }
    claims.into_values().collect()
}

/// Finds the name of the far interface where it was not announced, or not as its owner calls it.
///
/// The owner's own word decides: where it hears this very end, the interface on which it does is meant. Else what
/// the other protocol announced for the same neighbour on the same interface.
fn settled<N: Ord + Clone>(mut claims: Vec<Claim<N>>) -> Vec<Claim<N>> {
    type Names = BTreeMap<String, String>;
    // (who hears, whom, on which far interface) → on which of its own.
    let mut heard: BTreeMap<(N, N, String), Names> = BTreeMap::new();
    // (who hears, on which interface, whom) → the far interfaces announced.
    let mut announced: BTreeMap<(End<N>, N), Names> = BTreeMap::new();
    for claim in &claims {
        if let (Some(own), Some((key, written))) = (&claim.at.interface, &claim.remote) {
            let names = heard.entry((claim.at.node.clone(), claim.to.clone(), key.clone())).or_default();
            names.insert(own.clone(), claim.shown.clone());
            let names = announced.entry((claim.at.clone(), claim.to.clone())).or_default();
            names.insert(key.clone(), written.clone());
        }
    }
    for claim in &mut claims {
        let Some(own) = claim.at.interface.clone() else { continue };
        let by_owner = heard.get(&(claim.to.clone(), claim.at.node.clone(), own));
        let known_to_owner = |key: &str| by_owner.is_some_and(|names| names.contains_key(key));
        match (&claim.remote, by_owner) {
            (Some((key, _)), _) if known_to_owner(key) => {}
            (_, Some(names)) if names.len() == 1 => {
                claim.remote = names.iter().next().map(|(key, written)| (key.clone(), written.clone()));
            }
            (None, _) => {
                let names = announced.get(&(claim.at.clone(), claim.to.clone()));
                let only = names.filter(|names| names.len() == 1).and_then(|names| names.iter().next());
                claim.remote = only.map(|(key, written)| (key.clone(), written.clone()));
            }
            (Some(_), _) => {}
        }
    }
    claims
}

fn mark_shared<N: Ord + Clone>(links: &mut [Link<N>]) {
    let mut far: BTreeMap<End<N>, BTreeSet<N>> = BTreeMap::new();
    for Link { key: LinkKey(a, b), .. } in &*links {
        for (near, other) in [(a, b), (b, a)] {
            if near.interface.is_some() {
                far.entry(near.clone()).or_default().insert(other.node.clone());
            }
        }
    }
    let several = |end: &End<N>| far.get(end).is_some_and(|nodes| nodes.len() > 1);
    for link in links {
        link.shared = several(&link.key.0) || several(&link.key.1);
    }
}

/// The port that an interface is on, in the form in which ports compare.
fn port(name: &str) -> String {
    InterfaceName::read(name).physical().to_string()
}
