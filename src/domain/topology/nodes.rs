//! Who is who: one node for one device, however it is named.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;

use uuid::Uuid;

use super::Claims;
use crate::domain::network::Id;

/// A node of [`Nodes`]. It may turn out to be the same as another: see [`Nodes::canonical`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeIx(usize);

/// A device as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// All that was said of it.
    pub claims: Claims,
    same_as: Option<NodeIx>,
}

/// All devices that were heard of, each once.
#[derive(Clone, Debug, Default)]
pub struct Nodes {
    nodes: Vec<Node>,
    by_chassis: HashMap<Id, NodeIx>,
    by_serial: HashMap<String, NodeIx>,
    by_device: HashMap<Uuid, NodeIx>,
    // Two devices may have one name, or one address: what else is said of them tells them apart.
    by_name: HashMap<String, Vec<NodeIx>>,
    by_address: HashMap<IpAddr, Vec<NodeIx>>,
    /// Those that turned out to be others since somebody asked.
    united: Vec<NodeIx>,
}

impl Nodes {
    /// The node that is meant, if it was heard of.
    #[must_use]
    pub fn find(&self, claims: &Claims) -> Option<NodeIx> {
        self.strong(claims).into_iter().next().or_else(|| self.weak(claims))
    }

    /// Notes what is said: of a node that is known by any of it, or of a new one. What was thought to be two devices
    /// becomes one where it shows that it is.
    pub fn note(&mut self, claims: &Claims) -> NodeIx {
        let mut same = self.strong(claims);
        if same.is_empty() {
            same.extend(self.weak(claims));
        }
        let mut all = same.into_iter();
        let Some(node) = all.next() else {
            return self.add(claims);
        };
        let node = all.fold(node, |node, other| self.unite(node, other));
        self.learn(node, claims);
        node
    }

    /// Adds a node that is known to be one of its own, whatever is said of it.
    pub fn add(&mut self, claims: &Claims) -> NodeIx {
        let node = NodeIx(self.nodes.len());
        self.nodes.push(Node::default());
        self.learn(node, claims);
        node
    }

    /// Notes what a node is known to be, whoever else goes by the same name.
    pub fn learn_of(&mut self, node: NodeIx, claims: &Claims) -> NodeIx {
        let node = self.canonical(node);
        let united = self.strong(claims).into_iter().fold(node, |node, other| self.unite(node, other));
        self.learn(united, claims);
        united
    }

    /// The node that stands for it now.
    #[must_use]
    pub fn canonical(&self, mut node: NodeIx) -> NodeIx {
        while let Some(same) = self.nodes[node.0].same_as {
            node = same;
        }
        node
    }

    /// Those that turned out to be the same as another since this was last asked.
    pub fn take_united(&mut self) -> Vec<NodeIx> {
        std::mem::take(&mut self.united)
    }

    /// What is known of a node.
    #[must_use]
    pub fn get(&self, node: NodeIx) -> &Node {
        &self.nodes[self.canonical(node).0]
    }

    /// Every node that stands for itself.
    pub fn iter(&self) -> impl Iterator<Item = (NodeIx, &Node)> {
        let all = self.nodes.iter().enumerate();
        all.filter(|(_, node)| node.same_as.is_none()).map(|(at, node)| (NodeIx(at), node))
    }

    /// Those that chassis, serial number or the inventory name; more than one where they were thought to differ.
    fn strong(&self, claims: &Claims) -> Vec<NodeIx> {
        let chassis = claims.chassis.iter().filter_map(|id| self.by_chassis.get(id));
        let serial = claims.serial.iter().filter_map(|serial| self.by_serial.get(serial));
        let device = claims.device.iter().filter_map(|device| self.by_device.get(device));
        let mut found = Vec::new();
        for node in device.chain(chassis).chain(serial) {
            let node = self.canonical(*node);
            if !found.contains(&node) && !self.contradicts(node, claims) {
                found.push(node);
            }
        }
        found
    }

    /// The first that its name, then an address, names without anything speaking against it.
    fn weak(&self, claims: &Claims) -> Option<NodeIx> {
        let named = claims.name.iter().filter_map(|name| self.by_name.get(name)).flatten();
        let by_name = named.map(|node| self.canonical(*node)).find(|node| self.may_be(*node, claims));
        by_name.or_else(|| {
            let reached = claims.addresses.iter().filter_map(|address| self.by_address.get(address)).flatten();
            let mut reached = reached.map(|node| self.canonical(*node));
            // An address alone names nobody who goes by another name: it may have moved.
            reached.find(|node| {
                let known = &self.nodes[node.0].claims;
                let one_is_nameless = known.name.is_none() || claims.name.is_none();
                one_is_nameless && self.may_be(*node, claims)
            })
        })
    }

    /// Whether a node of the same name or address may be the device that is spoken of.
    fn may_be(&self, node: NodeIx, claims: &Claims) -> bool {
        let known = &self.nodes[node.0].claims;
        if self.contradicts(node, claims) {
            return false;
        }
        // Some switches announce a chassis for each port: then a common address decides.
        let chassis_differ =
            !known.chassis.is_empty() && !claims.chassis.is_empty() && known.chassis.is_disjoint(&claims.chassis);
        !chassis_differ || !known.addresses.is_disjoint(&claims.addresses)
    }

    /// Whether both have a serial number or a device, and not the same.
    fn contradicts(&self, node: NodeIx, claims: &Claims) -> bool {
        let known = &self.nodes[node.0].claims;
        differ(known.serial.as_ref(), claims.serial.as_ref()) || differ(known.device.as_ref(), claims.device.as_ref())
    }

    fn unite(&mut self, one: NodeIx, other: NodeIx) -> NodeIx {
        let (keep, drop) = (one.min(other), one.max(other));
        if keep == drop || self.contradicts(keep, &self.nodes[drop.0].claims.clone()) {
            return one;
        }
        let claims = std::mem::take(&mut self.nodes[drop.0].claims);
        self.nodes[drop.0].same_as = Some(keep);
        self.united.push(drop);
        self.learn(keep, &claims);
        keep
    }

    fn learn(&mut self, node: NodeIx, claims: &Claims) {
        // What another node has already stays its: the first to say it is believed.
        for id in &claims.chassis {
            if self.owns(&self.by_chassis, id, node) {
                self.by_chassis.insert(id.clone(), node);
                self.nodes[node.0].claims.chassis.insert(id.clone());
            }
        }
        if let Some(serial) = &claims.serial
            && self.owns(&self.by_serial, serial, node)
        {
            self.by_serial.insert(serial.clone(), node);
            self.nodes[node.0].claims.serial.get_or_insert_with(|| serial.clone());
        }
        if let Some(device) = claims.device
            && self.owns(&self.by_device, &device, node)
        {
            self.by_device.insert(device, node);
            self.nodes[node.0].claims.device.get_or_insert(device);
        }
        if let Some(name) = &claims.name {
            add(self.by_name.entry(name.clone()).or_default(), node);
            self.nodes[node.0].claims.name.get_or_insert_with(|| name.clone());
        }
        for address in &claims.addresses {
            add(self.by_address.entry(*address).or_default(), node);
            self.nodes[node.0].claims.addresses.insert(*address);
        }
    }

    fn owns<K: Eq + Hash>(&self, map: &HashMap<K, NodeIx>, key: &K, node: NodeIx) -> bool {
        map.get(key).is_none_or(|owner| self.canonical(*owner) == node)
    }
}

fn differ<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

fn add(nodes: &mut Vec<NodeIx>, node: NodeIx) {
    if !nodes.contains(&node) {
        nodes.push(node);
    }
}
