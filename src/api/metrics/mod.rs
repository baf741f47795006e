//! `GET /metrics`: the house in numbers, for Prometheus.
//!
//! It names queues and tells how much runs here, so it needs a login like
//! everything else (an API token of a viewer is enough), unless a setting opens it.

mod requests;
mod text;

use std::time::Duration;

use poem::http::header;
use poem::{IntoResponse, Request, Response, handler};

pub(super) use self::requests::Requests;

use self::text::Page;
use super::auth::{Here, caller};
use super::problem::Problem;
use super::state::Context;
use crate::domain::Timestamp;
use crate::store::jobs::{self, QueueStatistics};
use crate::store::workers::{self, WorkerView};
use crate::store::{Chain, StoreError, beat, diagnosis, metrics, schedules};

/// Whoever does not answer within this is away: a scrape waits 10 s, and has to be told so in that time.
const PATIENCE: Duration = Duration::from_secs(3);

/// What Postgres knows.
struct Known {
    queues: Vec<QueueStatistics>,
    schedules: Vec<(String, i64)>,
    workers: Vec<WorkerView>,
    has_leader: bool,
    term: i64,
    position: i64,
}

#[handler]
pub(super) async fn show(here: Here, request: &Request) -> poem::Result<Response> {
    if !here.config.metrics_open {
        caller(request).await?;
    }
    let (known, redis) =
        tokio::join!(tokio::time::timeout(PATIENCE, known(&here)), tokio::time::timeout(PATIENCE, here.redis.ping()));
    let known = match known {
        Ok(Ok(known)) => Some(known),
        Ok(Err(e)) if !e.is_away() => return Err(Problem::from(e).into()),
        Ok(Err(e)) => {
            tracing::warn!(error = %Chain(&e), "metrics without Postgres");
            None
        }
        Err(_) => None,
    };
    let mut page = Page::default();
    page.metric("noc_build_info", "gauge", "The program's version.");
    page.value("noc_build_info", &[("version", env!("CARGO_PKG_VERSION"))], 1.0);
    page.metric(
        "noc_up",
        "gauge",
        "Whether this server answers; without Postgres only what this process knows follows.",
    );
    page.value("noc_up", &[("server", "postgres")], flag(known.is_some()));
    page.value("noc_up", &[("server", "redis")], flag(matches!(redis, Ok(Ok(())))));
    if let Some(known) = known {
        known.write(&mut page, here.clock.now());
    }
    here.requests.write(&mut page);
    let answer = Response::builder().content_type(text::CONTENT_TYPE).header(header::CACHE_CONTROL, "no-store");
    Ok(answer.body(page.finish()).into_response())
}

async fn known(context: &Context) -> Result<Known, StoreError> {
    let client = context.database.get().await?;
    let (queues, workers) = (jobs::queue_statistics(&client).await?, workers::alive(&client).await?);
    Ok(Known {
        queues,
        workers,
        schedules: metrics::schedules_by_phase(&client).await?,
        has_leader: diagnosis::leader_lock_is_held(&client).await?,
        term: beat::leader(&client).await?.map_or(0, |leader| leader.term),
        position: schedules::newest_position(&client).await?,
    })
}

impl Known {
    fn write(&self, page: &mut Page, now: Timestamp) {
        let name = "noc_jobs";
        page.metric(
            name,
            "gauge",
            "Jobs that have not ended: ready for a worker, running, or waiting for time or turn.",
        );
        for rank in &self.queues {
            for (state, count) in [("ready", rank.ready), ("running", rank.running), ("waiting", rank.waiting)] {
                let labels = [("queue", &*rank.queue), ("priority", rank.priority.as_str()), ("state", state)];
                page.value(name, &labels, number(count));
            }
        }
        let name = "noc_oldest_ready_job_seconds";
        page.metric(name, "gauge", "How long the oldest job that is ready has waited for a worker.");
        for rank in &self.queues {
            if let Some(since) = rank.oldest_ready {
                let labels = [("queue", &*rank.queue), ("priority", rank.priority.as_str())];
                page.value(name, &labels, now.since(since).as_secs_f64());
            }
        }
        let name = "noc_schedules";
        page.metric(name, "gauge", "Schedules by state.");
        for (phase, count) in &self.schedules {
            page.value(name, &[("state", phase)], number(*count));
        }
        page.gauge("noc_events_position", "The position of the newest event.", number(self.position));
        page.gauge("noc_leader", "Whether a beat leads; without one nothing becomes due.", flag(self.has_leader));
        page.gauge("noc_leader_term", "Raised with every new leader.", number(self.term));
        let running: i64 = self.workers.iter().map(|worker| i64::from(worker.running)).sum();
        let slots: i64 = self.workers.iter().map(|worker| i64::from(worker.concurrency)).sum();
        let stopping = self.workers.iter().filter(|worker| worker.stopping).count();
        let name = "noc_workers";
        page.metric(name, "gauge", "Workers that live.");
        for (state, count) in [("active", self.workers.len() - stopping), ("stopping", stopping)] {
            page.value(name, &[("state", state)], number(i64::try_from(count).unwrap_or(i64::MAX)));
        }
        page.gauge("noc_worker_slots", "Jobs that all workers together run at once.", number(slots));
        page.gauge("noc_worker_jobs", "Jobs that they run, as of their last heartbeat.", number(running));
    }
}

fn flag(is_so: bool) -> f64 {
    f64::from(u8::from(is_so))
}

#[expect(clippy::cast_precision_loss, reason = "Prometheus knows only floating point; 2^53 is more than there will be")]
fn number(count: i64) -> f64 {
    count as f64
}
