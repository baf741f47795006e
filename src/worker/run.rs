//! One worker from start to stop.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, mpsc};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::bench::Bench;
use super::running::{Running, Stop};
use super::voice::Words;
use super::{cancel, claim, heartbeat, report, take};
use crate::clock::Clock;
use crate::queue::Redis;
use crate::queue::feed::Publisher;
use crate::queue::tickets::Taker;
use crate::store::Database;
use crate::store::workers::NewWorker;
use crate::tasks::Registry;

/// Ends that may wait for the reporter; more makes their attempts keep their slots.
const OUTCOMES: usize = 4_096;
/// Hands of tickets that may wait for the claimer: one is read while one is claimed.
const HANDS: usize = 1;
/// How long what is left after the grace may take to stop and be reported.
const LAST_WAIT: Duration = Duration::from_secs(4);

/// What a worker is told at its start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerConfig {
    /// What to take jobs from, in this order within a priority.
    pub queues: Vec<String>,
    /// How many attempts to run at once.
    pub concurrency: usize,
    /// How long running attempts may go on when the worker stops.
    pub grace: Duration,
    /// The host's name.
    pub host: String,
}

/// Why a worker ended without being told to.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// An attempt holds a thread and cannot be stopped. Another worker will have
    /// it when its lease ends, so the process has to end now.
    #[error("attempt {attempt} of job {job} does not stop; the process has to end before its lease does")]
    Stuck {
        /// The job.
        job: Uuid,
        /// The attempt.
        attempt: i16,
    },
    /// A part of it ended by itself, which is a mistake of ours; its leases lapse.
    #[error("the worker's {0} has ended by itself")]
    Broken(&'static str),
    /// A worker needs a queue and a slot.
    #[error("a worker needs at least one queue and room for at least one job")]
    Nothing,
}

/// Runs a worker until `stop`, and then for its grace. Postgres or Redis being
/// away does not end it. Stop `publisher` after it.
///
/// # Errors
/// When it cannot go on: the process has to end.
pub async fn run(
    config: WorkerConfig,
    database: Database,
    redis: Redis,
    registry: Registry,
    clock: Clock,
    publisher: Publisher,
    stop: CancellationToken,
) -> Result<(), WorkerError> {
    if config.queues.is_empty() || config.concurrency == 0 {
        return Err(WorkerError::Nothing);
    }
    let id = Uuid::now_v7();
    let worker = describe(&config, id);
    let (outcomes, ended) = mpsc::channel(OUTCOMES);
    let bench = Arc::new(Bench {
        id,
        name: worker.name.clone(),
        host: config.host.clone(),
        database,
        registry,
        clock,
        publisher,
        running: Running::default(),
        words: Arc::new(Words::default()),
        outcomes,
    });
    tracing::info!(worker = bench.name, queues = ?config.queues, concurrency = config.concurrency, "worker started");

    let (done, give_up) = (CancellationToken::new(), CancellationToken::new());
    let alive = tokio::spawn(heartbeat::heartbeat(Arc::clone(&bench), worker, stop.clone(), done.clone()));
    let obey = tokio::spawn(cancel::obey(Arc::clone(&bench), done.clone()));
    let reporter = tokio::spawn(report::report(Arc::clone(&bench), ended, give_up.clone()));

    let taker = Taker::new(redis, &config.queues, id);
    let slots = Arc::new(Semaphore::new(config.concurrency.min(Semaphore::MAX_PERMITS)));
    let (hands, in_hand) = mpsc::channel(HANDS);
    let claimer = tokio::spawn(claim::claim(Arc::clone(&bench), taker.desk(), in_hand, stop.clone()));
    let takes = tokio::spawn(take::take(taker, slots, hands, stop.clone()));

    let ended = tokio::select! {
        stuck = heartbeat::watch(Arc::clone(&bench)) => {
            Err(WorkerError::Stuck { job: stuck.id, attempt: stuck.attempt })
        }
        ended = work(&bench, &config, &stop, claimer, takes) => ended,
    };
    // Ends that were handed in are still reported; with a stuck attempt there is no time for that.
    let wait = if ended.is_err() { Duration::ZERO } else { LAST_WAIT };
    let _ = tokio::time::timeout(wait, bench.running.empty()).await;
    give_up.cancel();
    done.cancel();
    for helper in [alive, obey, reporter] {
        let _ = tokio::time::timeout(LAST_WAIT, helper).await;
    }
    tracing::info!(worker = bench.name, left = bench.running.len(), "worker stopped");
    ended
}

/// Until `stop`; then what is running may end, and what outlasts the grace is given back.
async fn work(
    bench: &Bench,
    config: &WorkerConfig,
    stop: &CancellationToken,
    claimer: tokio::task::JoinHandle<tokio::task::JoinSet<()>>,
    mut takes: tokio::task::JoinHandle<Taker>,
) -> Result<(), WorkerError> {
    tokio::select! {
        // Looked at first: the taker ends when it is told to.
        biased;
        () = stop.cancelled() => {}
        _ = &mut takes => return Err(WorkerError::Broken("taking of tickets")),
    }
    let grace_s = config.grace.as_secs();
    tracing::info!(worker = bench.name, running = bench.running.len(), grace_s, "worker takes no more");
    let taker = takes.await;
    let attempts = claimer.await;
    if tokio::time::timeout(config.grace, bench.running.empty()).await.is_err() {
        tracing::warn!(running = bench.running.len(), "the grace is over; what still runs is stopped and given back");
        bench.running.stop_all(Stop::Leave);
    }
    if let Ok(mut attempts) = attempts {
        let all = async { while attempts.join_next().await.is_some() {} };
        let _ = tokio::time::timeout(LAST_WAIT, all).await;
    }
    if let Ok(taker) = taker {
        // A name that stays in a group costs a few bytes, no more.
        let _ = tokio::time::timeout(LAST_WAIT, taker.leave()).await;
    }
    Ok(())
}

fn describe(config: &WorkerConfig, id: Uuid) -> NewWorker {
    let pid = std::process::id();
    // The end of an id is its random part: two workers of one process differ there.
    let tail = &id.simple().to_string()[28..];
    NewWorker {
        id,
        name: format!("{}-{pid}-{tail}", config.host),
        host: config.host.clone(),
        pid: i32::try_from(pid).unwrap_or(i32::MAX),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        queues: config.queues.clone(),
        concurrency: i32::try_from(config.concurrency).unwrap_or(i32::MAX),
    }
}
