//! A crawl: breadth first, each device once, and a reason for wherever it ends.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::fence::Seen;
use super::{Claims, Fence, Node, NodeIx, Nodes, Report};
use crate::domain::network::{Capability, Neighbor, Protocol};

/// How far a crawl goes.
#[derive(Clone, Debug, Default)]
pub struct CrawlRules {
    /// How many links away from a seed; 0: the seeds alone.
    pub max_depth: u32,
    /// How many devices are visited at most.
    pub max_devices: usize,
    /// Whether only devices that the inventory has are visited.
    pub only_known: bool,
    /// What else bounds it. Seeds are visited wherever they are.
    pub fence: Fence,
    /// Which neighbours are followed.
    pub protocols: BTreeSet<Protocol>,
}

/// Why a device is not visited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// It is farther away than the crawl may go.
    Depth,
    /// Enough devices were visited.
    MaxDevices,
    /// The time was over.
    Time,
    /// It lies outside of what the crawl was to stay within.
    Outside,
    /// It is of a kind or a name that was excluded.
    Excluded,
    /// The inventory does not know it, and only known ones were to be visited.
    NotKnown,
    /// No address of it is known.
    NoAddress,
    /// Nobody knows what make it is.
    PlatformUnknown,
    /// There is no login for it.
    NoCredentials,
}

impl Stop {
    /// As it is written in results.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Depth => "depth",
            Self::MaxDevices => "max_devices",
            Self::Time => "time",
            Self::Outside => "outside",
            Self::Excluded => "excluded",
            Self::NotKnown => "not_known",
            Self::NoAddress => "no_address",
            Self::PlatformUnknown => "platform_unknown",
            Self::NoCredentials => "no_credentials",
        }
    }
}

/// Why a device is not visited, with a sentence where there is more to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stops {
    /// The reason.
    pub reason: Stop,
    /// More of it.
    pub detail: Option<String>,
}

impl From<Stop> for Stops {
    fn from(reason: Stop) -> Self {
        Self { reason, detail: None }
    }
}

/// How a device was come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Via {
    /// From which device.
    pub from: NodeIx,
    /// On which of its interfaces it was heard.
    pub interface: String,
    /// By which protocol.
    pub protocol: Protocol,
}

/// A device that may be visited next. Whoever asked looks it up in the inventory, then admits or stops it.
#[derive(Clone, Debug)]
pub struct Order {
    /// Which one.
    pub node: NodeIx,
    /// How many links away from the nearest seed.
    pub depth: u32,
    /// How it was come to; seeds were not.
    pub via: Option<Via>,
    /// As its neighbours call it: what is shown before it says its name itself.
    pub called: Option<String>,
    /// What it announces.
    pub capabilities: BTreeSet<Capability>,
    /// Its model, as its neighbours hear it.
    pub announced_as: Option<String>,
}

/// What became of a device.
#[derive(Clone, Debug, PartialEq)]
enum Fate {
    Waiting,
    Visited,
    Stopped(Stops),
}

#[derive(Clone, Debug)]
struct Met {
    order: Order,
    fate: Fate,
}

impl Met {
    fn and(self, other: Self) -> Self {
        let (mut near, far) = if self.order.depth <= other.order.depth { (self, other) } else { (other, self) };
        near.fate = match (near.fate, far.fate) {
            (Fate::Visited, _) | (_, Fate::Visited) => Fate::Visited,
            (Fate::Waiting, _) | (_, Fate::Waiting) => Fate::Waiting,
            (stopped, _) => stopped,
        };
        near.order.capabilities.extend(far.order.capabilities);
        near.order.called = near.order.called.or(far.order.called);
        near.order.announced_as = near.order.announced_as.or(far.order.announced_as);
        near
    }
}

/// A crawl under way.
///
/// It goes level by level, so that each device is met by a shortest way. [`Crawl::level`] hands out a level's
/// devices; each of them is then [visited](Crawl::visit) or [stopped](Crawl::stop), and what visits heard makes the
/// next level.
#[derive(Debug, Default)]
pub struct Crawl {
    rules: CrawlRules,
    /// Who is who.
    pub nodes: Nodes,
    met: BTreeMap<NodeIx, Met>,
    /// Met, and not yet handed out.
    next: Vec<NodeIx>,
    visited: usize,
    reports: Vec<Report<NodeIx>>,
}

impl Crawl {
    /// A crawl from these devices.
    #[must_use]
    pub fn new(rules: CrawlRules, seeds: impl IntoIterator<Item = (Claims, Option<String>)>) -> Self {
        let mut crawl = Self { rules, ..Self::default() };
        for (claims, called) in seeds {
            let node = crawl.nodes.note(&claims);
            let (capabilities, announced_as) = (BTreeSet::new(), None);
            crawl.meet(Order { node, depth: 0, via: None, called, capabilities, announced_as });
        }
        crawl
    }

    /// The devices of the next level that may be visited, nearest first; none: the crawl is over.
    pub fn level(&mut self) -> Vec<Order> {
        let mut level = Vec::new();
        for node in std::mem::take(&mut self.next) {
            // It may have turned out to be another one that was met before.
            let Some(met) = self.met.get(&self.nodes.canonical(node)) else { continue };
            if met.fate == Fate::Waiting && !level.iter().any(|order: &Order| order.node == met.order.node) {
                level.push(met.order.clone());
            }
        }
        level
    }

    /// Whether the inventory's word on a device lets it be visited; `known` is what that calls it and where it
    /// stands.
    ///
    /// # Errors
    /// Why not.
    pub fn admit(&mut self, order: &Order, known: Option<&Known>) -> Result<(), Stops> {
        if self.visited >= self.rules.max_devices {
            return Err(Stop::MaxDevices.into());
        }
        // Seeds were asked for.
        if order.depth > 0 {
            if self.rules.only_known && known.is_none() {
                return Err(Stop::NotKnown.into());
            }
            let claims = &self.nodes.get(order.node).claims;
            let name = known.and_then(|known| known.name.as_deref()).or(order.called.as_deref());
            let mut addresses = claims.addresses.clone();
            addresses.extend(known.iter().flat_map(|known| &known.addresses));
            let location = known.and_then(|known| known.location.as_deref());
            let seen = Seen { name, addresses, location, capabilities: &order.capabilities };
            if let Some(why) = self.rules.fence.refuses(&seen) {
                let reason = if why.ends_with("excluded") { Stop::Excluded } else { Stop::Outside };
                return Err(Stops { reason, detail: Some(why.to_owned()) });
            }
        }
        self.visited += 1;
        Ok(())
    }

    /// Notes that a device that was admitted cannot be visited after all.
    pub fn cannot(&mut self, node: NodeIx, why: Stops) {
        self.visited = self.visited.saturating_sub(1);
        self.stop(node, why);
    }

    /// Takes an admission back: the device turned out to be one that was admitted already.
    pub fn give_back(&mut self) {
        self.visited = self.visited.saturating_sub(1);
    }

    /// Notes that a device is not visited.
    pub fn stop(&mut self, node: NodeIx, why: Stops) {
        self.fate(node, Fate::Stopped(why));
    }

    /// Notes what an admitted device said of itself; whom it turned out to be. `None` when that one was visited
    /// already, under another name.
    pub fn visit(&mut self, node: NodeIx, itself: &Claims) -> Option<NodeIx> {
        // Its own fate is decided below; only another one's counts as having been there.
        let node = self.nodes.learn_of(node, itself);
        self.reconcile();
        let again = self.met.get(&node).is_some_and(|met| met.fate == Fate::Visited);
        self.fate(node, Fate::Visited);
        (!again).then_some(node)
    }

    /// Notes whom a visited device hears. Those not yet met make the next level.
    pub fn hear(&mut self, at: NodeIx, neighbors: &[Neighbor]) {
        let at = self.nodes.canonical(at);
        let depth = self.met.get(&at).map_or(0, |met| met.order.depth) + 1;
        for neighbor in neighbors {
            let claims = Claims::of_neighbor(neighbor);
            if claims.is_empty() || !self.rules.protocols.contains(&neighbor.protocol) {
                continue;
            }
            let node = self.nodes.note(&claims);
            self.reconcile();
            self.reports.push(Report {
                at,
                interface: neighbor.local_interface.clone(),
                neighbor: node,
                remote: neighbor.remote_interface().map(str::to_owned),
                protocol: neighbor.protocol,
            });
            let via = Some(Via { from: at, interface: neighbor.local_interface.clone(), protocol: neighbor.protocol });
            let called = neighbor.name.clone().or_else(|| neighbor.chassis.as_ref().map(ToString::to_string));
            let (capabilities, announced_as) = (neighbor.capabilities.clone(), neighbor.platform.clone());
            self.meet(Order { node, depth, via, called, capabilities, announced_as });
        }
    }

    /// All that was heard, with everybody under their last name.
    #[must_use]
    pub fn reports(&self) -> Vec<Report<NodeIx>> {
        let of = |report: &Report<NodeIx>| Report {
            at: self.nodes.canonical(report.at),
            neighbor: self.nodes.canonical(report.neighbor),
            ..report.clone()
        };
        self.reports.iter().map(of).collect()
    }

    /// Every device that was met, by the order of meeting, and why it was not visited, where it was not.
    pub fn met(&self) -> impl Iterator<Item = (&Order, &Node, Option<&Stops>)> {
        self.met.values().map(|met| {
            let stops = match &met.fate {
                Fate::Stopped(stops) => Some(stops),
                Fate::Waiting | Fate::Visited => None,
            };
            (&met.order, self.nodes.get(met.order.node), stops)
        })
    }

    /// How a device was come to, and what its neighbours say of it.
    #[must_use]
    pub fn order(&self, node: NodeIx) -> Option<&Order> {
        self.met.get(&self.nodes.canonical(node)).map(|met| &met.order)
    }

    /// How a device was come to: the devices from a seed to it, itself last.
    #[must_use]
    pub fn path(&self, node: NodeIx) -> Vec<NodeIx> {
        let mut path = vec![self.nodes.canonical(node)];
        // Each step is one level nearer to a seed, so it ends.
        while let Some(via) = path.last().and_then(|last| self.met.get(last)).and_then(|met| met.order.via.as_ref()) {
            let from = self.nodes.canonical(via.from);
            if path.contains(&from) {
                break;
            }
            path.push(from);
        }
        path.reverse();
        path
    }

    fn meet(&mut self, order: Order) {
        let node = order.node;
        match self.met.get_mut(&node) {
            Some(met) => {
                met.order.capabilities.extend(order.capabilities);
                met.order.called = met.order.called.take().or(order.called);
                met.order.announced_as = met.order.announced_as.take().or(order.announced_as);
            }
            None => {
                let too_far = order.depth > self.rules.max_depth;
                let fate = if too_far { Fate::Stopped(Stop::Depth.into()) } else { Fate::Waiting };
                self.met.insert(node, Met { order, fate });
                if !too_far {
                    self.next.push(node);
                }
            }
        }
    }

    /// Where two turned out to be one device, what became of either counts for both, and so does the shorter way.
    fn reconcile(&mut self) {
        for gone in self.nodes.take_united() {
            let Some(other) = self.met.remove(&gone) else { continue };
            let node = self.nodes.canonical(gone);
            let met = match self.met.remove(&node) {
                Some(met) => met.and(other),
                None => other,
            };
            if met.fate == Fate::Waiting && !self.next.contains(&node) {
                self.next.push(node);
            }
            self.met.insert(node, Met { order: Order { node, ..met.order }, ..met });
        }
    }

    fn fate(&mut self, node: NodeIx, fate: Fate) {
        let node = self.nodes.canonical(node);
        if let Some(met) = self.met.get_mut(&node) {
            met.fate = fate;
        }
    }
}

/// What the inventory knows of a device that a crawl met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its name there.
    pub name: Option<String>,
    /// Where it stands.
    pub location: Option<String>,
    /// Its primary addresses.
    pub addresses: Vec<std::net::IpAddr>,
}
