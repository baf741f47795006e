//! The graph: nodes and links, now or at a time; what changed; the same to take along.

use std::collections::{BTreeSet, HashSet};

use poem::Request;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::{Binary, Json};
use poem_openapi::{ApiResponse, Enum, Object, OpenApi};
use uuid::Uuid;

use super::export;
use super::view::{ChangeAnswer, ChangeKind, CrawlAnswer, EndThen, LinkAnswer, LinkDetail, NodeAnswer};
use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::page::{List, Next, cursor, page_size};
use crate::api::problem::Problem;
use crate::api::types::{Repeated, Words};
use crate::domain::Timestamp;
use crate::domain::topology::around;
use crate::store::topology::{self as stored, EventFilter};

/// Nodes of one answer; a page draws a tenth of it.
const MOST_NODES: i64 = 10_000;
/// Links of one answer.
const MOST_LINKS: i64 = 40_000;
/// The farthest a focus reaches.
const MOST_HOPS: u32 = 20;
/// Links that a difference tells of.
const MOST_DIFFERENT: i64 = 5_000;
/// What a link's page shows of its history.
const MOST_CHANGES: i64 = 100;

/// The topology, or a part of it.
#[derive(Clone, Debug, Object)]
#[oai(rename = "TopologyGraph")]
pub(super) struct Graph {
    /// At which time; null: now.
    at: Option<Timestamp>,
    /// The devices, and what they hear.
    pub(super) nodes: Vec<NodeAnswer>,
    /// How they are linked.
    pub(super) links: Vec<LinkAnswer>,
}

/// What became of a link over a stretch of time.
#[derive(Clone, Debug, Object)]
#[oai(rename = "TopologyDifference")]
struct DifferenceAnswer {
    /// Which link.
    link_id: Uuid,
    /// `new`, `lost`, `returned`, `changed` or `doubted`, all that happened in between taken together.
    change: ChangeKind,
    /// One end.
    a: EndThen,
    /// The other.
    b: EndThen,
    /// When the last of it was seen.
    at: Timestamp,
    /// For `changed`: which of its properties.
    fields: Vec<String>,
}

/// In which form the topology is taken along.
#[derive(Clone, Copy, Debug, Enum)]
#[oai(rename = "TopologyFormat", rename_all = "lowercase")]
enum Format {
    /// As the graph is answered.
    Json,
    /// For programs that draw graphs.
    GraphMl,
    /// For documents.
    Mermaid,
    /// A line for each link.
    Csv,
}

/// The topology as a file, in the form asked for.
#[derive(ApiResponse)]
enum File {
    /// The file.
    #[oai(status = 200)]
    Ok(
        Binary<Vec<u8>>,
        /// What it is.
        #[oai(header = "Content-Type")]
        String,
        /// What it is to be called.
        #[oai(header = "Content-Disposition")]
        String,
    ),
}

impl File {
    fn new(text: String, kind: &str, name: &str) -> Self {
        Self::Ok(Binary(text.into_bytes()), kind.to_owned(), format!("attachment; filename=\"{name}\""))
    }
}

/// Which part of the topology is wanted.
struct Part {
    at: Option<Timestamp>,
    locations: Option<Vec<String>>,
    around: Option<Uuid>,
    hops: u32,
    job: Option<Uuid>,
    lost: bool,
}

impl Part {
    async fn read(self, here: &Here) -> Result<Graph, Problem> {
        let client = here.database.get().await?;
        let (at, answered) = match self.job {
            None => (self.at, None),
            Some(job) => match stored::crawl(&client, job).await? {
                Some((at, nodes)) => (self.at.or(Some(at)), Some(nodes.into_iter().collect::<HashSet<Uuid>>())),
                None => {
                    return Err(Problem::not_found("this job wrote nothing to the topology, or it is no longer kept"));
                }
            },
        };
        let nodes = stored::nodes(&client, at, MOST_NODES + 1).await?;
        let links = stored::links(&client, at, self.lost, MOST_LINKS + 1).await?;
        if nodes.len() as i64 > MOST_NODES || links.len() as i64 > MOST_LINKS {
            let most = format!("more than {MOST_NODES} nodes or {MOST_LINKS} links; use `location` or `around`");
            return Err(Problem::field("?", most));
        }
        let mut links: Vec<LinkAnswer> = links.iter().map(LinkAnswer::from).collect();
        let mut nodes: Vec<NodeAnswer> = nodes.into_iter().map(NodeAnswer::from).collect();
        if let Some(inside) = &answered {
            with_neighbors(&mut nodes, &mut links, inside);
        }
        if let Some(locations) = &self.locations {
            let inside: HashSet<Uuid> =
                nodes.iter().filter(|node| at_one_of(node, locations)).map(|node| node.id).collect();
            with_neighbors(&mut nodes, &mut links, &inside);
        }
        if let Some(centre) = self.around {
            let is_it = |node: &&NodeAnswer| node.id == centre || node.device_id == Some(centre);
            let Some(centre) = nodes.iter().find(is_it).map(|node| node.id) else {
                return Err(Problem::not_found("there is no such node in this part of the topology"));
            };
            let near: BTreeSet<Uuid> =
                around(centre, self.hops, links.iter().map(|link| (link.a.node_id, link.b.node_id)));
            nodes.retain(|node| near.contains(&node.id));
            links.retain(|link| near.contains(&link.a.node_id) && near.contains(&link.b.node_id));
        }
        Ok(Graph { at, nodes, links })
    }
}

/// Keeps some nodes, with their neighbours elsewhere, so that no link ends in nothing.
fn with_neighbors(nodes: &mut Vec<NodeAnswer>, links: &mut Vec<LinkAnswer>, inside: &HashSet<Uuid>) {
    links.retain(|link| inside.contains(&link.a.node_id) || inside.contains(&link.b.node_id));
    let ends: HashSet<Uuid> = links.iter().flat_map(|link| [link.a.node_id, link.b.node_id]).collect();
    nodes.retain(|node| inside.contains(&node.id) || ends.contains(&node.id));
}

fn at_one_of(node: &NodeAnswer, locations: &[String]) -> bool {
    match &node.location {
        Some(at) => locations.iter().any(|location| location.eq_ignore_ascii_case(at)),
        None => locations.iter().any(String::is_empty),
    }
}

fn hops(hops: Option<u32>) -> Result<u32, Problem> {
    match hops.unwrap_or(1) {
        hops if hops <= MOST_HOPS => Ok(hops),
        hops => Err(Problem::field("?hops", format!("must be from 0 to {MOST_HOPS}, not {hops}"))),
    }
}

pub(in crate::api) struct GraphApi;

#[OpenApi(prefix_path = "/topology", tag = "Tag::Topology")]
impl GraphApi {
    /// Read the topology.
    ///
    /// Nodes and links as they are now, or were at a time. 422 where there are more than 10,000 nodes or 40,000 links;
    /// a part can be asked for then.
    #[oai(path = "/graph", method = "get", operation_id = "getTopology")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn graph(
        &self,
        here: Here,
        _caller: Caller,
        /// As it was then.
        at: Query<Option<Timestamp>>,
        /// Devices of these locations, and what they are linked to. Empty text is having none.
        location: Query<Option<Repeated>>,
        /// A node, or the device that it is, and what lies near it.
        around: Query<Option<Uuid>>,
        /// How near, in links: 1 unless given, up to 20.
        hops: Query<Option<u32>>,
        /// What this job saw: as it was when the job was over, around the devices that answered it. 404 where it
        /// wrote nothing to the topology.
        job_id: Query<Option<Uuid>>,
        /// With links that are lost.
        lost: Query<Option<bool>>,
    ) -> Result<Json<Graph>, Problem> {
        let part = Part {
            at: at.0,
            locations: location.0.map(|all| all.0).filter(|all| !all.is_empty()),
            around: around.0,
            hops: self::hops(hops.0)?,
            job: job_id.0,
            lost: lost.0.unwrap_or(false),
        };
        Ok(Json(part.read(&here).await?))
    }

    /// Take the topology along.
    ///
    /// As JSON, GraphML, Mermaid or CSV, with the same filters.
    #[oai(path = "/export", method = "get", operation_id = "exportTopology")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn export(
        &self,
        here: Here,
        _caller: Caller,
        /// In which form.
        format: Query<Format>,
        /// As it was then.
        at: Query<Option<Timestamp>>,
        /// Devices of these locations, and what they are linked to.
        location: Query<Option<Repeated>>,
        /// A node, or the device that it is, and what lies near it.
        around: Query<Option<Uuid>>,
        /// How near, in links.
        hops: Query<Option<u32>>,
        /// What this job saw.
        job_id: Query<Option<Uuid>>,
        /// With links that are lost.
        lost: Query<Option<bool>>,
    ) -> Result<File, Problem> {
        let part = Part {
            at: at.0,
            locations: location.0.map(|all| all.0).filter(|all| !all.is_empty()),
            around: around.0,
            hops: self::hops(hops.0)?,
            job: job_id.0,
            lost: lost.0.unwrap_or(false),
        };
        let graph = part.read(&here).await?;
        Ok(match format.0 {
            Format::Json => File::new(export::json(&graph), "application/json", "topology.json"),
            Format::GraphMl => File::new(export::graphml(&graph), "application/graphml+xml", "topology.graphml"),
            Format::Mermaid => File::new(export::mermaid(&graph), "text/plain; charset=utf-8", "topology.mmd"),
            Format::Csv => File::new(export::csv(&graph), "text/csv; charset=utf-8", "topology.csv"),
        })
    }

    /// Read a link.
    ///
    /// With both interfaces, who says that it is there, and what became of it over time.
    #[oai(path = "/links/:id", method = "get", operation_id = "getTopologyLink")]
    async fn link(&self, here: Here, _caller: Caller, id: Path<Uuid>) -> Result<Json<LinkDetail>, Problem> {
        let client = here.database.get().await?;
        let row = stored::one_link(&client, id.0).await?;
        let row = row.ok_or_else(|| Problem::not_found("there is no such link"))?;
        let nodes = stored::some_nodes(&client, &[row.key.0.node, row.key.1.node]).await?;
        let filter = EventFilter { link: Some(row.id), ..EventFilter::default() };
        let changes = stored::changes(&client, &filter, None, MOST_CHANGES).await?;
        Ok(Json(LinkDetail {
            link: LinkAnswer::from(&row),
            nodes: nodes.into_iter().map(NodeAnswer::from).collect(),
            evidence: row.evidence.iter().map(Into::into).collect(),
            last_job: row.last_job,
            changes: changes.into_iter().map(Into::into).collect(),
        }))
    }

    /// List the crawls that wrote to the topology.
    ///
    /// Newest first.
    #[oai(path = "/crawls", method = "get", operation_id = "listTopologyCrawls")]
    async fn crawls(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<CrawlAnswer>, Problem> {
        let size = page_size(limit.0)?;
        let from: i64 = self::cursor('w', cursor.0.as_ref().map(|words| words.0.as_str()))?.unwrap_or(0).max(0);
        let client = here.database.get().await?;
        let (found, total) = stored::crawls(&client, from, size).await?;
        let more = from + (found.len() as i64) < total;
        let next = more.then(|| Next::after(request, &format!("w{}", from + size)));
        Ok(List { items: found.into_iter().map(Into::into).collect(), total: Some(total), next, stream_cursor: None })
    }

    /// What changed?
    ///
    /// Newest first.
    #[oai(path = "/changes", method = "get", operation_id = "listTopologyChanges")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn changes(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// Of this link.
        link_id: Query<Option<Uuid>>,
        /// Seen by this job.
        job_id: Query<Option<Uuid>>,
        /// Later than this.
        after: Query<Option<Timestamp>>,
        /// No later than this.
        until: Query<Option<Timestamp>>,
        /// Only these.
        change: Query<Option<Vec<ChangeKind>>>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<ChangeAnswer>, Problem> {
        let size = page_size(limit.0)?;
        let before = self::cursor::<i64>('t', cursor.0.as_ref().map(|words| words.0.as_str()))?;
        let kinds = change.0.filter(|kinds| !kinds.is_empty());
        let filter = EventFilter {
            link: link_id.0,
            job: job_id.0,
            after: after.0,
            until: until.0,
            changes: kinds.map(|kinds| kinds.iter().map(|kind| kind.as_str().to_owned()).collect()),
        };
        let client = here.database.get().await?;
        let mut found = stored::changes(&client, &filter, before, size + 1).await?;
        let more = found.len() as i64 > size;
        found.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        let next = found.last().filter(|_| more).map(|change| Next::after(request, &format!("t{}", change.id)));
        Ok(List { items: found.into_iter().map(Into::into).collect(), total: None, next, stream_cursor: None })
    }

    /// What is different between two times?
    ///
    /// Links that came, went or changed after `from` and no later than `to`, everything in between taken together:
    /// lost and returned is nothing. 5,000 at most.
    #[oai(path = "/difference", method = "get", operation_id = "getTopologyDifference")]
    async fn difference(
        &self,
        here: Here,
        _caller: Caller,
        /// After this.
        from: Query<Timestamp>,
        /// No later than this; now, where absent.
        to: Query<Option<Timestamp>>,
    ) -> Result<List<DifferenceAnswer>, Problem> {
        let to = to.0.unwrap_or_else(|| here.clock.now());
        if from.0 > to {
            return Err(Problem::field("?from", "must not be later than `to`"));
        }
        let client = here.database.get().await?;
        let found = stored::net(&client, from.0, to, MOST_DIFFERENT).await?;
        Ok(List::whole(found.into_iter().filter_map(difference).collect()))
    }
}

/// What all that happened to a link comes to; nothing where it is as it was.
fn difference(row: stored::NetRow) -> Option<DifferenceAnswer> {
    let was_there = row.before.as_deref().is_some_and(|before| before != "lost");
    let is_there = row.after != "lost";
    let change = match (was_there, is_there, row.before.is_some()) {
        (false, false, _) => return None,
        (true, false, _) => ChangeKind::Lost,
        (false, true, false) => ChangeKind::New,
        (false, true, true) => ChangeKind::Returned,
        // It was there and is; lost and found in between is no difference.
        (true, true, _) => match row.after.as_str() {
            "changed" => ChangeKind::Changed,
            "doubted" => ChangeKind::Doubted,
            _ => return None,
        },
    };
    Some(DifferenceAnswer {
        link_id: row.link_id,
        change,
        a: EndThen::read(&row.link, "a"),
        b: EndThen::read(&row.link, "b"),
        at: row.at,
        fields: row.fields,
    })
}
