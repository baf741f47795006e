//! What a leader sees to besides firing: lost workers, and the age of history.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use deadpool_postgres::{Client, Transaction};
use tokio::sync::Notify;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::Means;
use super::fire::Stop;
use crate::store::{Chain, StoreError, firing, housekeeping, jobs, leader, streaks, workers};

/// How often lapsed leases are looked for while any job is live. A lease lasts 30 s.
const REAP_EVERY: Duration = Duration::from_secs(2);
/// The longest pause between such looks: lapsed leases wait no longer than half a lease.
const SLOWEST_REAP: Duration = Duration::from_secs(15);
/// A worker silent for this long is not coming back: it would have a new id.
const BURIED_AFTER: Duration = Duration::from_secs(120);
/// How soon housekeeping that failed is tried again.
const HOUSEKEEPING_AGAIN: Duration = Duration::from_secs(60);
/// Attempts taken over in one transaction.
const REAP_AT_ONCE: i64 = 500;
/// How often partitions are made and old history is dropped.
const HOUSEKEEPING_EVERY: Duration = Duration::from_secs(3_600);
/// How long to wait after Postgres failed.
const AWAY_WAIT: Duration = Duration::from_secs(1);

/// The way to the upkeep of one term.
pub(super) struct Upkeep {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    look: Notify,
    clocks_warned: AtomicBool,
}

impl Upkeep {
    /// Starts it; it ends with `stop`.
    pub(super) fn start(means: Means, term: i64, stop: CancellationToken) -> Self {
        let shared = Arc::new(Shared::default());
        let own = Arc::clone(&shared);
        tokio::spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                () = work(&means, term, &own) => {}
            }
        });
        Self { shared }
    }

    /// Jobs are live: there may be leases that have lapsed.
    pub(super) fn look(&self) {
        self.shared.look.notify_one();
    }

    /// Warns once when this host's clock and Postgres' are further apart than `most`.
    pub(super) fn clocks(&self, apart: Duration, most: Duration) {
        let wrong = apart > most;
        if wrong && !self.shared.clocks_warned.swap(true, Ordering::Relaxed) {
            tracing::warn!(
                apart_ms = apart.as_millis(),
                "the clocks of this host and of Postgres differ; due times follow this host's: synchronise both"
            );
        }
        if !wrong {
            self.shared.clocks_warned.store(false, Ordering::Relaxed);
        }
    }
}

async fn work(means: &Means, term: i64, shared: &Shared) {
    let mut db: Option<Client> = None;
    let mut housekeeping_at = Instant::now();
    let mut told = false;
    loop {
        let looked = match round(means, term, &mut db, &mut housekeeping_at).await {
            Ok(looked) => {
                told = false;
                looked
            }
            Err(Stop::Deposed) => return,
            Err(e) => {
                if !std::mem::replace(&mut told, true) {
                    tracing::warn!(error = %Chain(&e), "upkeep failed; trying again");
                }
                db = None;
                tokio::time::sleep(AWAY_WAIT).await;
                continue;
            }
        };
        // Looking costs a read of all live jobs: with a great many of them, look less often.
        let pause = (looked * 20).clamp(REAP_EVERY, SLOWEST_REAP);
        // Nothing is asked of Postgres until there is something to see to.
        tokio::select! {
            () = async { tokio::time::sleep(pause).await; shared.look.notified().await } => {}
            () = tokio::time::sleep_until(housekeeping_at) => {}
        }
    }
}

/// Keeps house where it is time to, and looks for lapsed leases; how long that look took.
async fn round(
    means: &Means,
    term: i64,
    db: &mut Option<Client>,
    housekeeping_at: &mut Instant,
) -> Result<Duration, Stop> {
    if db.is_none() {
        *db = Some(leader::connect_for_work(&means.database).await?);
    }
    let db = db.as_mut().ok_or(StoreError::Silent)?;
    if *housekeeping_at <= Instant::now() {
        // Whatever is in its way must not keep lost workers from being noticed.
        *housekeeping_at = Instant::now()
            + match keep_house(means, term, db).await {
                Ok(()) => HOUSEKEEPING_EVERY,
                Err(Stop::Deposed) => return Err(Stop::Deposed),
                Err(e) => {
                    tracing::warn!(error = %Chain(&e), "housekeeping failed; trying again in {HOUSEKEEPING_AGAIN:?}");
                    HOUSEKEEPING_AGAIN
                }
            };
    }
    let began = Instant::now();
    let tx = fenced(db, term).await?;
    let reaped = jobs::reap(&tx, REAP_AT_ONCE).await?;
    let ended = reaped.ended.clone();
    let buried = workers::bury(&tx, BURIED_AFTER).await?;
    if !reaped.again.is_empty() || !reaped.freed.is_empty() {
        // Our own relay hears it as everybody else's does.
        jobs::hint(&tx).await?;
    }
    tx.commit().await?;
    if !buried.is_empty() || !reaped.is_empty() {
        let (ended, again) = (reaped.ended.len(), reaped.again.len());
        tracing::warn!(buried = buried.len(), ended, again, "took over what lost workers left");
        // The lost worker may have committed what it did not tell.
        means.feed.reset("a worker was lost");
        means.feed.tell_all(reaped.into_views());
    }
    let mut flipped = streaks::note(&*db, &ended).await?;
    if !buried.is_empty() {
        // A lost worker may have died between ending jobs and noting what that meant.
        flipped.extend(streaks::repair(&*db).await?);
    }
    flipped.iter().for_each(|id| means.feed.tell_schedule(serde_json::json!({ "id": id })));
    Ok(began.elapsed())
}

/// A transaction of the leader of `term`.
async fn fenced(db: &mut Client, term: i64) -> Result<Transaction<'_>, Stop> {
    let tx = db.transaction().await?;
    if firing::fence(&tx, term).await? { Ok(tx) } else { Err(Stop::Deposed) }
}

async fn keep_house(means: &Means, term: i64, db: &mut Client) -> Result<(), Stop> {
    let tx = fenced(db, term).await?;
    housekeeping::make_partitions(&tx).await?;
    tx.commit().await?;
    loop {
        let tx = fenced(db, term).await?;
        let dropped = housekeeping::drop_oldest_partition(&tx, means.config.job_retention_days).await?;
        tx.commit().await?;
        match dropped {
            Some(name) => tracing::info!(name, "dropped a day of history beyond its retention"),
            None => break,
        }
    }
    let tx = fenced(db, term).await?;
    let entries =
        housekeeping::drop_old_rows(&tx, means.config.ledger_retention_days, means.config.job_retention_days).await?;
    tx.commit().await?;
    if entries > 0 {
        tracing::info!(entries, "dropped skips beyond their retention");
    }
    Ok(())
}
