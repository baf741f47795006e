//! The topology as it is remembered: nodes, links, what changed, and what devices tell.

mod crawls;
mod facts;
mod graph;
mod links;
mod nodes;
pub mod tables;

use deadpool_postgres::Transaction;

pub use self::crawls::{CrawlFigures, CrawlRow, crawl, crawls, put_crawl};
pub use self::facts::{put_arp, put_interfaces, put_macs, put_routes};
pub use self::graph::{
    ChangeRow, EventFilter, NetRow, NodeRow, changes, links, links_of, net, nodes, one_link, one_node, some_nodes,
};
pub use self::links::{EventRow, Evidence, LinkRow, SideName, delete_links, known_links, put_events, put_links};
pub use self::nodes::{KnownNode, NodeDraft, delete_nodes, known_nodes, put_nodes, unclaim};
use super::{StoreError, rows};

const LOCK: &str = include_str!("../../../sql/queries/topology/lock.sql");

/// Waits until nobody else writes to the topology, for the rest of the transaction.
///
/// # Errors
/// When the statement fails.
pub async fn lock(tx: &Transaction<'_>) -> Result<(), StoreError> {
    rows(tx, LOCK, &[]).await?;
    Ok(())
}
