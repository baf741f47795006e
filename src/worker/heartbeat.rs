//! Staying alive in Postgres' eyes, and letting go in time when that fails.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;

use super::bench::Bench;
use super::link::{Link, Outage, in_time};
use super::load;
use super::running::{Attempt, Stop};
use crate::store::StoreError;
use crate::store::jobs;
use crate::store::workers::{self, NewWorker};

/// How often leases are renewed; six tries fit into one.
const BEAT: Duration = Duration::from_secs(5);
/// Attempts younger than this have a fresh lease; most are over before they need another.
const RENEW_AFTER: Duration = Duration::from_secs(4);
/// How often the monotonic clock is asked whether a lease ends.
const WATCH: Duration = Duration::from_millis(200);

/// Renews leases and shows the worker in its table until `done`.
pub(super) async fn heartbeat(
    bench: Arc<Bench>,
    worker: NewWorker,
    stopping: CancellationToken,
    done: CancellationToken,
) {
    let mut link = Link::new(bench.database.clone());
    let mut outage = Outage::of("renew leases in Postgres");
    let mut known = false;
    while !done.is_cancelled() {
        let wait = match in_time(beat(&bench, &worker, &mut link, stopping.is_cancelled(), &mut known)).await {
            Ok(()) => {
                outage.over();
                BEAT
            }
            Err(e) => {
                link.cut();
                outage.failed(&*e)
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = done.cancelled() => {}
        }
    }
    let leave = in_time(async { workers::remove(link.get().await?, bench.id).await });
    if bench.running.len() == 0 && leave.await.is_err() {
        tracing::debug!("the worker's row is left for the leader to bury");
    }
}

async fn beat(
    bench: &Bench,
    worker: &NewWorker,
    link: &mut Link,
    stopping: bool,
    known: &mut bool,
) -> Result<(), StoreError> {
    let client = link.get().await?;
    let asked = Instant::now();
    let due = bench.running.to_renew(asked, RENEW_AFTER);
    if !due.is_empty() {
        let pairs: Vec<_> = due.iter().map(|a| (a.id, a.attempt)).collect();
        let renewed = jobs::renew(client, bench.id, &pairs).await?;
        apply(&due, &renewed, asked);
    }
    let running = i32::try_from(bench.running.len()).unwrap_or(i32::MAX);
    let load = load::average();
    let load = load.as_ref().map(<[f64; 3]>::as_slice);
    let mut seen = None;
    if *known {
        seen = workers::heartbeat(client, bench.id, running, stopping, load).await?;
    }
    if seen.is_none() {
        seen = workers::register(client, worker, load).await?;
        *known = true;
    }
    if let Some(view) = seen.and_then(|view| serde_json::to_value(view).ok()) {
        bench.publisher.tell_worker(view);
    }
    Ok(())
}

/// What came back is ours for another lease; what did not must stop at once.
fn apply(due: &[Arc<Attempt>], renewed: &[jobs::Renewed], asked: Instant) {
    let mut lost: HashSet<_> = due.iter().map(|a| (a.id, a.attempt)).collect();
    let cancel: HashSet<_> = renewed.iter().filter(|r| r.cancel_requested).map(|r| (r.id, r.attempt)).collect();
    for r in renewed {
        lost.remove(&(r.id, r.attempt));
    }
    for attempt in due {
        let pair = (attempt.id, attempt.attempt);
        if lost.contains(&pair) {
            // One that ended meanwhile is not there either; stopping it changes nothing.
            attempt.stop(Stop::Lost);
            continue;
        }
        attempt.renewed(asked);
        if cancel.contains(&pair) {
            attempt.stop(Stop::Cancel);
        }
    }
}

/// Stops attempts whose lease ends unrenewed, by the monotonic clock alone: no
/// server is asked. Returns with one that does not stop: its thread cannot be
/// taken from it, so the process has to end before the lease does.
pub(super) async fn watch(bench: Arc<Bench>) -> Arc<Attempt> {
    let mut tick = tokio::time::interval(WATCH);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Some(stuck) = bench.running.stop_unrenewed(Instant::now()) {
            return stuck;
        }
    }
}
