//! Telling what has changed.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use fred::prelude::StreamsInterface;
use fred::types::Value;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::pending::{Other, Pending};
use super::{FEED, FIELD, FeedItem};
use crate::domain::job::JobView;
use crate::domain::log::LogLine;
use crate::queue::{Redis, RedisError, epoch};

/// One flush in this time at most; states in between are merged.
const FLUSH_EVERY: Duration = Duration::from_millis(50);
/// How long to leave Redis alone after it did not take a flush.
const AWAY_WAIT: Duration = Duration::from_millis(500);
/// Things in one entry, and its bytes, so that readers get it in one bite.
const ENTRY: (usize, usize) = (500, 256 << 10);
/// Entries the stream keeps, for clients that come back.
const KEPT_ENTRIES: usize = 20_000;
/// Bytes the stream keeps, roughly: entries of a busy time are large, and twenty thousand of those would fill a server.
const KEPT_BYTES: usize = 64 << 20;
/// Bytes sent in one pipeline.
const PIPELINE_BYTES: usize = 4 << 20;

/// Tells the feed what has changed. Cheap to clone and never blocks: a task of
/// its own keeps the latest state of each thing and writes it out.
#[derive(Clone)]
pub struct Publisher(Arc<Shared>);

struct Shared {
    pending: Mutex<Pending>,
    bell: Notify,
}

impl Publisher {
    /// Starts the task that writes to `redis` until `stop`, after which it
    /// writes what is still to tell and ends. Stop it after those who tell.
    #[must_use]
    pub fn start(redis: Redis, stop: CancellationToken) -> (Self, JoinHandle<()>) {
        let publisher = Self(Arc::new(Shared { pending: Mutex::default(), bell: Notify::new() }));
        let task = tokio::spawn(write(publisher.clone(), redis, stop));
        (publisher, task)
    }

    /// Tells a job's state. Only after its commit.
    pub fn tell(&self, view: JobView) {
        self.change(|p| p.job(view));
    }

    /// Tells the states of several jobs.
    pub fn tell_all(&self, views: impl IntoIterator<Item = JobView>) {
        self.change(|p| views.into_iter().for_each(|view| p.job(view)));
    }

    /// Tells a line of a job's log.
    pub fn tell_log(&self, line: LogLine) {
        self.change(|p| p.log(line));
    }

    /// Tells a schedule; the latest one with the same `id` is told.
    pub fn tell_schedule(&self, schedule: serde_json::Value) {
        self.change(|p| p.other(Other::Schedule, schedule));
    }

    /// Tells a worker; the latest one with the same `id` is told.
    pub fn tell_worker(&self, worker: serde_json::Value) {
        self.change(|p| p.other(Other::Worker, worker));
    }

    /// Tells a maintenance window; the latest one with the same `id` is told.
    pub fn tell_maintenance(&self, window: serde_json::Value) {
        self.change(|p| p.other(Other::Maintenance, window));
    }

    /// Makes every client read its lists again: somebody may have died between commit and telling.
    pub fn reset(&self, reason: impl Into<String>) {
        self.change(|p| p.reset(reason.into()));
    }

    fn change(&self, change: impl FnOnce(&mut Pending)) {
        change(&mut self.pending());
        self.0.bell.notify_one();
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.0.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes what is pending: at once after a quiet time, else every [`FLUSH_EVERY`].
async fn write(publisher: Publisher, redis: Redis, stop: CancellationToken) {
    let mut away = false;
    loop {
        tokio::select! {
            () = publisher.0.bell.notified() => {}
            () = stop.cancelled() => {}
        }
        let last = stop.is_cancelled();
        let items = publisher.pending().drain();
        let mut pause = FLUSH_EVERY;
        match flush(&redis, &items).await {
            Ok(()) if away => {
                away = false;
                tracing::info!("Redis takes the live feed again");
            }
            Ok(()) => {}
            Err(e) => {
                if !std::mem::replace(&mut away, true) {
                    tracing::warn!(error = %crate::queue::Chain(&e), "Redis does not take the live feed");
                }
                publisher.pending().put_back(items);
                publisher.0.bell.notify_one();
                pause = AWAY_WAIT;
            }
        }
        if last && (away || publisher.pending().is_empty()) {
            return;
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = stop.cancelled() => {}
        }
    }
}

async fn flush(redis: &Redis, items: &[FeedItem]) -> Result<(), RedisError> {
    let entries = pack(items)?;
    let mut rest = entries.as_slice();
    while !rest.is_empty() {
        let mut bytes = 0;
        let fits = rest
            .iter()
            .take_while(|e| {
                bytes += e.len();
                bytes <= PIPELINE_BYTES
            })
            .count()
            .max(1);
        let (now, later) = rest.split_at(fits);
        let pipeline = redis.client().pipeline();
        for entry in now {
            let kept = (KEPT_BYTES / entry.len().max(1)).clamp(ENTRY.0.min(256), KEPT_ENTRIES);
            let cap = ("MAXLEN", "~", i64::try_from(kept).unwrap_or(i64::MAX));
            pipeline.xadd::<(), _, _, _, _>(redis.key(FEED), false, cap, "*", (FIELD, entry.as_str())).await?;
        }
        epoch::ask(&pipeline, redis).await?;
        let answers: Vec<Value> = pipeline.all().await?;
        if epoch::read(&answers).is_none() {
            epoch::now(redis).await?;
        }
        rest = later;
    }
    Ok(())
}

/// As JSON arrays within the bounds of an entry.
fn pack(items: &[FeedItem]) -> Result<Vec<String>, RedisError> {
    let mut entries = Vec::new();
    let mut entry = String::new();
    let mut count = 0;
    for item in items {
        let json = serde_json::to_string(item)
            .map_err(|e| RedisError::Unreadable { what: "feed item", reason: e.to_string() })?;
        if count > 0 && (count >= ENTRY.0 || entry.len() + json.len() > ENTRY.1) {
            entry.push(']');
            entries.push(std::mem::take(&mut entry));
            count = 0;
        }
        entry.push(if count == 0 { '[' } else { ',' });
        entry.push_str(&json);
        count += 1;
    }
    if count > 0 {
        entry.push(']');
        entries.push(entry);
    }
    Ok(entries)
}
