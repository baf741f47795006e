//! Nodes, links and changes as answers show them.

use poem_openapi::{Enum, Object};
use serde_json::Value;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::network::Protocol;
use crate::store::topology::{ChangeRow, CrawlRow, Evidence, LinkRow, NodeRow, SideName};

/// A device of the topology, or something that devices hear.
#[derive(Clone, Debug, Object)]
#[oai(rename = "TopologyNode")]
pub(super) struct NodeAnswer {
    /// Its id here.
    pub(super) id: Uuid,
    /// The device of the inventory that it is.
    pub(super) device_id: Option<Uuid>,
    /// That device's number.
    number: Option<i64>,
    /// What it is called.
    pub(super) name: String,
    /// `device` where a job logged in or the inventory has it, else `unknown`: others hear it.
    pub(super) kind: String,
    /// How it is talked to: `cisco_ios`.
    platform: Option<String>,
    /// Its model, or what it announces itself as.
    pub(super) model: Option<String>,
    /// Its software.
    software: Option<String>,
    /// Its serial number.
    serial: Option<String>,
    /// Where it stands.
    pub(super) location: Option<String>,
    /// Its addresses.
    pub(super) addresses: Vec<String>,
    /// What it announces that it can do: `router`, `bridge`, `access_point`, `phone`, `station`, `other`.
    capabilities: Vec<String>,
    /// When it was first heard of.
    first_seen: Timestamp,
    /// When it was last heard of.
    last_seen: Timestamp,
    /// When it last answered; null: it was never asked, or never answered.
    visited_at: Option<Timestamp>,
    /// When it last did not answer, if it has not since.
    failed_at: Option<Timestamp>,
    /// Why it did not.
    error_class: Option<String>,
    /// In words.
    error: Option<String>,
}

impl From<NodeRow> for NodeAnswer {
    fn from(n: NodeRow) -> Self {
        Self {
            id: n.id,
            device_id: n.device_id,
            number: n.number,
            name: n.name,
            kind: n.kind,
            platform: n.platform,
            model: n.model,
            software: n.software,
            serial: n.serial,
            location: n.location,
            addresses: n.addresses,
            capabilities: n.capabilities,
            first_seen: n.first_seen,
            last_seen: n.last_seen,
            visited_at: n.visited_at,
            failed_at: n.failed_at,
            error_class: n.error_class,
            error: n.error,
        }
    }
}

/// One end of a link.
#[derive(Clone, Debug, Object)]
#[oai(rename = "TopologyEnd")]
pub(super) struct EndAnswer {
    /// The node.
    pub(super) node_id: Uuid,
    /// Its interface as people read it; null where nobody named it.
    pub(super) interface: Option<String>,
    /// The aggregate that it is a member of.
    aggregate: Option<String>,
    /// Whether this end hears the other one.
    hears: bool,
}

/// A link between two nodes.
#[derive(Clone, Debug, Object)]
#[oai(rename = "TopologyLink")]
pub(super) struct LinkAnswer {
    /// Its id.
    pub(super) id: Uuid,
    /// One end.
    pub(super) a: EndAnswer,
    /// The other.
    pub(super) b: EndAnswer,
    /// Whether both ends say so; else it is one-sided.
    pub(super) confirmed: bool,
    /// Whether several neighbours are heard on one of its interfaces.
    pub(super) shared: bool,
    /// By which protocols it is known now: `lldp`, `cdp`.
    pub(super) protocols: Vec<String>,
    /// When it was first seen.
    pub(super) first_seen: Timestamp,
    /// When it was last seen.
    pub(super) last_seen: Timestamp,
    /// Since when it is lost; null while it is there.
    pub(super) lost_at: Option<Timestamp>,
}

const fn word(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Lldp => "lldp",
        Protocol::Cdp => "cdp",
    }
}

impl From<&LinkRow> for LinkAnswer {
    fn from(link: &LinkRow) -> Self {
        let hears = link.hears();
        let ends = [&link.key.0, &link.key.1];
        let [a, b] = [0, 1].map(|at: usize| EndAnswer {
            node_id: ends[at].node,
            interface: link.shown[at].clone().or_else(|| ends[at].interface.clone()),
            aggregate: link.aggregate[at].clone(),
            hears: !hears[at].is_empty(),
        });
        let protocols = hears[0].union(&hears[1]).map(|protocol| word(*protocol).to_owned()).collect();
        Self {
            id: link.id,
            a,
            b,
            confirmed: link.confirmed,
            shared: link.shared,
            protocols,
            first_seen: link.first_seen,
            last_seen: link.last_seen,
            lost_at: link.lost_at,
        }
    }
}

/// Who said that a link is there.
#[derive(Clone, Debug, Object)]
#[oai(rename = "TopologyEvidence")]
pub(super) struct EvidenceAnswer {
    /// The end that hears the other: `a` or `b`.
    side: String,
    /// By which protocol: `lldp` or `cdp`.
    protocol: String,
    /// The job that it told last.
    job_id: Uuid,
    /// When.
    at: Timestamp,
    /// When it was asked again and no longer said so.
    gone_at: Option<Timestamp>,
}

impl From<&Evidence> for EvidenceAnswer {
    fn from(e: &Evidence) -> Self {
        Self {
            side: if e.side == SideName::A { "a" } else { "b" }.to_owned(),
            protocol: word(e.protocol).to_owned(),
            job_id: e.job_id,
            at: e.at,
            gone_at: e.gone_at,
        }
    }
}

/// A link with everything about it.
#[derive(Clone, Debug, Object)]
#[oai(rename = "TopologyLinkDetail")]
pub(super) struct LinkDetail {
    /// The link.
    #[oai(flatten)]
    pub(super) link: LinkAnswer,
    /// Its ends.
    pub(super) nodes: Vec<NodeAnswer>,
    /// Who said so, when.
    pub(super) evidence: Vec<EvidenceAnswer>,
    /// The job that last saw it.
    pub(super) last_job: Uuid,
    /// What became of it over time, newest first; 100 at most.
    pub(super) changes: Vec<ChangeAnswer>,
}

/// What a crawl may change of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "TopologyChangeKind", rename_all = "snake_case")]
pub(super) enum ChangeKind {
    /// It was never seen before.
    New,
    /// It is not as it was.
    Changed,
    /// It is gone.
    Lost,
    /// It was lost and is there again.
    Returned,
    /// One end no longer sees it, and the other was not asked.
    Doubted,
}

impl ChangeKind {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Lost => "lost",
            Self::Returned => "returned",
            Self::Doubted => "doubted",
        }
    }

    pub(super) fn read(word: &str) -> Self {
        match word {
            "new" => Self::New,
            "lost" => Self::Lost,
            "returned" => Self::Returned,
            "doubted" => Self::Doubted,
            _ => Self::Changed,
        }
    }
}

/// One end of a link as it was.
#[derive(Clone, Debug, Object)]
#[oai(rename = "TopologyEndThen")]
pub(super) struct EndThen {
    /// The node.
    node_id: Option<Uuid>,
    /// What it was called.
    name: Option<String>,
    /// Its interface.
    interface: Option<String>,
}

impl EndThen {
    pub(super) fn read(link: &Value, side: &str) -> Self {
        let text = |field: &str| link[side][field].as_str().map(str::to_owned);
        let node_id = text("node_id").and_then(|id| id.parse().ok());
        Self { node_id, name: text("name"), interface: text("interface") }
    }
}

/// What a crawl changed of a link.
#[derive(Clone, Debug, Object)]
#[oai(rename = "TopologyChange")]
pub(super) struct ChangeAnswer {
    /// Its place among all changes.
    pub(super) id: i64,
    /// When.
    at: Timestamp,
    /// Which job saw it.
    job_id: Uuid,
    /// Of which link.
    link_id: Uuid,
    /// What.
    change: ChangeKind,
    /// One end, as it was then.
    a: EndThen,
    /// The other.
    b: EndThen,
    /// For `changed`: which of `interface`, `confirmed`, `protocols`, `shared`, `aggregate`.
    fields: Vec<String>,
}

impl From<ChangeRow> for ChangeAnswer {
    fn from(c: ChangeRow) -> Self {
        Self {
            id: c.id,
            at: c.at,
            job_id: c.job_id,
            link_id: c.link_id,
            change: ChangeKind::read(&c.change),
            a: EndThen::read(&c.link, "a"),
            b: EndThen::read(&c.link, "b"),
            fields: c.fields,
        }
    }
}

/// A crawl that wrote to the topology.
#[derive(Clone, Debug, Object)]
#[oai(rename = "TopologyCrawl")]
pub(super) struct CrawlAnswer {
    /// The job.
    job_id: Uuid,
    /// When it wrote down what it had found.
    at: Timestamp,
    /// How many devices answered it.
    devices: i32,
    /// How many links it saw.
    links: i32,
    /// How many of them had not been there, or had been lost.
    links_new: i32,
    /// How many it found gone.
    links_lost: i32,
    /// How many were not as they had been.
    links_changed: i32,
}

impl From<CrawlRow> for CrawlAnswer {
    fn from(row: CrawlRow) -> Self {
        Self {
            job_id: row.job_id,
            at: row.at,
            devices: row.nodes,
            links: row.figures.links,
            links_new: row.figures.new,
            links_lost: row.figures.lost,
            links_changed: row.figures.changed,
        }
    }
}
