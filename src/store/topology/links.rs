//! Links, and what crawls changed of them.

use std::collections::BTreeSet;

use deadpool_postgres::{GenericClient, Transaction};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio_postgres::Row;
use tokio_postgres::types::Json;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::network::Protocol;
use crate::domain::topology::{End, LinkKey, Sides};
use crate::store::{StoreError, execute, rows};

const KNOWN: &str = include_str!("../../../sql/queries/topology/links_known.sql");
const PUT: &str = include_str!("../../../sql/queries/topology/links_put.sql");
const DELETE: &str = include_str!("../../../sql/queries/topology/links_delete.sql");
const EVENTS: &str = include_str!("../../../sql/queries/topology/events_put.sql");

/// One of the two ends of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SideName {
    /// The first.
    A,
    /// The second.
    B,
}

impl SideName {
    /// Both, in their order.
    pub const BOTH: [Self; 2] = [Self::A, Self::B];
}

/// Who said that a link is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The end that hears the other.
    pub side: SideName,
    /// By which protocol.
    pub protocol: Protocol,
    /// The job that it told last.
    pub job_id: Uuid,
    /// When.
    pub at: Timestamp,
    /// When it was asked again and no longer said so.
    pub gone_at: Option<Timestamp>,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// Its id.
    pub id: Uuid,
    /// Its ends.
    pub key: LinkKey<Uuid>,
    /// The names of their interfaces, as people read them.
    pub shown: [Option<String>; 2],
    /// The aggregates that they are members of.
    pub aggregate: [Option<String>; 2],
    /// Whether several neighbours are heard on one of them.
    pub shared: bool,
    /// Who said so.
    pub evidence: Vec<Evidence>,
    /// Whether both ends do.
    pub confirmed: bool,
    /// When it was first seen.
    pub first_seen: Timestamp,
    /// When it was last seen.
    pub last_seen: Timestamp,
    /// By which job.
    pub last_job: Uuid,
    /// Since when it is lost.
    pub lost_at: Option<Timestamp>,
}

impl LinkRow {
    /// What each end last said.
    #[must_use]
    pub fn hears(&self) -> Sides {
        SideName::BOTH.map(|side| {
            let standing = self.evidence.iter().filter(|evidence| evidence.side == side && evidence.gone_at.is_none());
            standing.map(|evidence| evidence.protocol).collect::<BTreeSet<_>>()
        })
    }
}

/// The same as it travels to Postgres.
#[derive(Debug, Serialize)]
struct LinkDraft<'a> {
    id: Uuid,
    a_node: Uuid,
    a_interface: Option<&'a str>,
    b_node: Uuid,
    b_interface: Option<&'a str>,
    a_shown: Option<&'a str>,
    b_shown: Option<&'a str>,
    a_aggregate: Option<&'a str>,
    b_aggregate: Option<&'a str>,
    shared: bool,
    evidence: &'a [Evidence],
    confirmed: bool,
    first_seen: Timestamp,
    last_seen: Timestamp,
    last_job: Uuid,
    lost_at: Option<Timestamp>,
}

impl<'a> From<&'a LinkRow> for LinkDraft<'a> {
    fn from(link: &'a LinkRow) -> Self {
        let LinkKey(a, b) = &link.key;
        Self {
            id: link.id,
            a_node: a.node,
            a_interface: a.interface.as_deref(),
            b_node: b.node,
            b_interface: b.interface.as_deref(),
            a_shown: link.shown[0].as_deref(),
            b_shown: link.shown[1].as_deref(),
            a_aggregate: link.aggregate[0].as_deref(),
            b_aggregate: link.aggregate[1].as_deref(),
            shared: link.shared,
            evidence: &link.evidence,
            confirmed: link.confirmed,
            first_seen: link.first_seen,
            last_seen: link.last_seen,
            last_job: link.last_job,
            lost_at: link.lost_at,
        }
    }
}

pub(super) fn read(row: &Row) -> Result<LinkRow, StoreError> {
    let end = |node: &str, interface: &str| -> Result<End<Uuid>, StoreError> {
        Ok(End { node: row.try_get(node)?, interface: row.try_get(interface)? })
    };
    Ok(LinkRow {
        id: row.try_get("id")?,
        key: LinkKey(end("a_node", "a_interface")?, end("b_node", "b_interface")?),
        shown: [row.try_get("a_shown")?, row.try_get("b_shown")?],
        aggregate: [row.try_get("a_aggregate")?, row.try_get("b_aggregate")?],
        shared: row.try_get("shared")?,
        evidence: row.try_get::<_, Json<Vec<Evidence>>>("evidence")?.0,
        confirmed: row.try_get("confirmed")?,
        first_seen: row.try_get("first_seen")?,
        last_seen: row.try_get("last_seen")?,
        last_job: row.try_get("last_job")?,
        lost_at: row.try_get("lost_at")?,
    })
}

/// Every link that was ever seen.
///
/// # Errors
/// When the statement fails, or what is stored cannot be read.
pub async fn known_links(client: &impl GenericClient) -> Result<Vec<LinkRow>, StoreError> {
    rows(client, KNOWN, &[]).await?.iter().map(read).collect()
}

/// Writes down links as they are now.
///
/// # Errors
/// When the statement fails.
pub async fn put_links(tx: &Transaction<'_>, links: &[LinkRow]) -> Result<(), StoreError> {
    let drafts: Vec<LinkDraft<'_>> = links.iter().map(LinkDraft::from).collect();
    execute(tx, PUT, &[&Json(drafts)]).await?;
    Ok(())
}

/// Removes links that turned out to be others, which take over what became of them: pairs of both.
///
/// # Errors
/// When the statement fails.
pub async fn delete_links(tx: &Transaction<'_>, same: &[(Uuid, Uuid)]) -> Result<(), StoreError> {
    let (gone, kept): (Vec<Uuid>, Vec<Uuid>) = same.iter().copied().unzip();
    execute(tx, DELETE, &[&gone, &kept]).await?;
    Ok(())
}

/// What became of a link.
#[derive(Clone, Debug, Serialize)]
pub struct EventRow {
    /// Which link.
    pub link_id: Uuid,
    /// `new`, `changed`, `lost`, `returned` or `doubted`.
    pub change: &'static str,
    /// The link as people read it then.
    pub link: Value,
    /// For `changed`: which of its properties.
    pub fields: Vec<&'static str>,
}

/// Writes down what a crawl changed.
///
/// # Errors
/// When the statement fails.
pub async fn put_events(tx: &Transaction<'_>, events: &[EventRow], at: Timestamp, job: Uuid) -> Result<(), StoreError> {
    execute(tx, EVENTS, &[&Json(events), &at, &job]).await?;
    Ok(())
}
