//! The crawls that wrote to the topology.

use deadpool_postgres::GenericClient;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::store::{StoreError, execute, rows};

const PUT: &str = include_str!("../../../sql/queries/topology/crawl_put.sql");
const GET: &str = include_str!("../../../sql/queries/topology/crawl_get.sql");
const LIST: &str = include_str!("../../../sql/queries/topology/crawls_list.sql");

/// What a crawl came to, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CrawlFigures {
    /// Links that it saw.
    pub links: i32,
    /// Those that were not there before.
    pub new: i32,
    /// Those that are gone.
    pub lost: i32,
    /// Those that are not as they were.
    pub changed: i32,
}

/// A crawl, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrawlRow {
    /// The job.
    pub job_id: Uuid,
    /// When it wrote down what it found.
    pub at: Timestamp,
    /// How many devices answered it.
    pub nodes: i32,
    /// What it came to.
    pub figures: CrawlFigures,
}

/// Notes that a job wrote to the topology, with the nodes that answered it.
///
/// # Errors
/// When the statement fails.
pub async fn put_crawl(
    client: &impl GenericClient,
    (job, at): (Uuid, Timestamp),
    nodes: &[Uuid],
    figures: CrawlFigures,
) -> Result<(), StoreError> {
    let f = figures;
    execute(client, PUT, &[&job, &at, &nodes, &f.links, &f.new, &f.lost, &f.changed]).await?;
    Ok(())
}

/// When a job wrote to the topology, and which nodes had answered it; `None` where it did not.
///
/// # Errors
/// When the statement fails.
pub async fn crawl(client: &impl GenericClient, job: Uuid) -> Result<Option<(Timestamp, Vec<Uuid>)>, StoreError> {
    let found = rows(client, GET, &[&job]).await?;
    found.first().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).transpose()
}

/// Crawls, newest first, `most` of them from a place on; and how many there are.
///
/// # Errors
/// When the statement fails.
pub async fn crawls(client: &impl GenericClient, from: i64, most: i64) -> Result<(Vec<CrawlRow>, i64), StoreError> {
    let found = rows(client, LIST, &[&from, &most]).await?;
    let total = found.first().map_or(Ok(from), |row| row.try_get("total"))?;
    let crawls = found.iter().map(|row| {
        let figures = CrawlFigures {
            links: row.try_get("links")?,
            new: row.try_get("links_new")?,
            lost: row.try_get("links_lost")?,
            changed: row.try_get("links_changed")?,
        };
        Ok(CrawlRow { job_id: row.try_get("job_id")?, at: row.try_get("at")?, nodes: row.try_get("nodes")?, figures })
    });
    Ok((crawls.collect::<Result<_, StoreError>>()?, total))
}
