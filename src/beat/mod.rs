//! Beat: turns due times into jobs.
//!
//! Every beat keeps all schedules in mind and follows the events; one of them
//! leads and settles due times. A turn of the leader's loop:
//!
//! 1. [`reconcile`]: events after the cursor are read, timers moved;
//! 2. the wheel in the [`book`] tells what is due;
//! 3. [`fire`]: due times are settled into jobs and skips, one transaction a batch;
//! 4. [`relay`]: after the commit, tickets go to Redis.
//!
//! [`release`] lets go what maintenance windows have held; [`outage`] reports what had been missed;
//! [`notify`] tells the webhook.
//!
//! Leading, standing by and failing over are in [`lead`]. Stopping anything at
//! any line loses only time: all that counts is in Postgres.

mod alarm;
mod book;
mod fire;
mod lead;
mod message;
mod missed;
mod notify;
mod outage;
mod reconcile;
mod relay;
mod release;
mod upkeep;

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub use self::notify::NotifyConfig;

use crate::clock::Clock;
use crate::domain::task::Catalogue;
use crate::probe::Probe;
use crate::queue::Redis;
use crate::queue::feed::Publisher;
use crate::store::Database;

/// What a beat needs to know.
#[derive(Clone, Debug)]
pub struct BeatConfig {
    /// The host it runs on, for people.
    pub host: String,
    /// How many jobs catch-up may make for one schedule without an operator (`NOC_CATCH_UP_LIMIT`).
    pub catch_up_limit: u64,
    /// For how many days ended jobs are kept (`NOC_JOB_RETENTION_DAYS`).
    pub job_retention_days: u32,
    /// For how many days skips, daily counts and outages are kept (`NOC_LEDGER_RETENTION_DAYS`).
    pub ledger_retention_days: u32,
    /// Who is told what happened.
    pub notify: NotifyConfig,
    /// Where the program, tests and benchmarks listen in.
    pub probes: Probes,
}

/// Where the program, tests and benchmarks may listen in.
#[derive(Clone, Debug, Default)]
pub struct Probes {
    /// The position of an event, once its timer is in the wheel.
    pub applied: Probe<i64>,
    /// How many schedules a beat holds, once it follows the events.
    pub loaded: Probe<usize>,
    /// The term a beat leads with, once it is ready to fire.
    pub leading: Probe<i64>,
    /// Another one leads, and this one waits.
    pub standing_by: Probe<()>,
}

/// What every part of a beat works with.
#[derive(Clone)]
struct Means {
    id: Uuid,
    config: Arc<BeatConfig>,
    database: Database,
    redis: Redis,
    catalogue: Arc<dyn Catalogue>,
    feed: Publisher,
    clock: Clock,
}

/// Runs a beat until told to stop. Postgres or Redis away are waited for.
pub async fn run(
    config: BeatConfig,
    database: Database,
    redis: Redis,
    catalogue: Arc<dyn Catalogue>,
    feed: Publisher,
    clock: Clock,
    stop: CancellationToken,
) {
    let id = Uuid::new_v4();
    let means = Means { id, config: Arc::new(config), database, redis, catalogue, feed, clock };
    lead::follow_and_lead(&means, &stop).await;
}
