//! Writing down what attempts say and how they end: in batches, as large as
//! the time of one commit makes them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use deadpool_postgres::ClientWrapper;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::bench::Bench;
use super::claim::LOGGED_SINGLY;
use super::link::{Link, Outage, in_time};
use super::running::Attempt;
use crate::domain::job::{JobError, JobState, JobView};
use crate::domain::log::LogLine;
use crate::store::jobs::{self, Finished, RetryLater};
use crate::store::{Chain, StoreError, streaks};

/// Ends in one transaction: beyond this a commit costs as much as what it saves.
const BATCH: usize = 512;
/// Progress and log lines are written this often at most: four times a second.
const WORDS_EVERY: Duration = Duration::from_millis(250);
/// Log lines in one statement.
const LINES: usize = 2_000;

/// How an attempt ended.
pub(super) enum End {
    /// And with it the job.
    Final(Finished),
    /// But the job goes on.
    Again(RetryLater),
    /// By the stop of this worker: the job goes on elsewhere, if it may.
    Released { id: Uuid, attempt: i16 },
}

/// An attempt that has ended and is to be reported.
pub(super) struct Outcome {
    pub(super) end: End,
    pub(super) attempt: Arc<Attempt>,
    pub(super) task: String,
    pub(super) took: Duration,
}

/// Reports until all who report are gone. After `give_up` it no longer waits
/// for a Postgres that is away: what is left runs again when its lease lapses.
pub(super) async fn report(bench: Arc<Bench>, mut outcomes: mpsc::Receiver<Outcome>, give_up: CancellationToken) {
    let mut link = Link::new(bench.database.clone());
    let mut outage = Outage::of("report to Postgres");
    let mut batch = Vec::with_capacity(BATCH);
    let mut words_again = Instant::now();
    let mut open = true;
    while open && !give_up.is_cancelled() {
        let pause = words_again.saturating_duration_since(Instant::now());
        tokio::select! {
            biased;
            count = outcomes.recv_many(&mut batch, BATCH) => open = count > 0,
            () = give_up.cancelled() => {}
            () = quiet_then_bell(pause, &bench) => {}
        }
        write_lines(&bench, &mut link, &mut outage, &give_up).await;
        if Instant::now() >= words_again {
            write_progress(&bench, &mut link, &mut outage).await;
            words_again = Instant::now() + WORDS_EVERY;
        }
        write_ends(&bench, &mut link, &mut outage, &mut batch, &give_up).await;
    }
    if !batch.is_empty() {
        tracing::warn!(attempts = batch.len(), "left without reporting; these attempts run again");
    }
}

async fn quiet_then_bell(pause: Duration, bench: &Bench) {
    tokio::time::sleep(pause).await;
    if bench.words.is_empty() {
        bench.words.bell.notified().await;
    }
}

/// Ends attempts, trying until it works.
async fn write_ends(
    bench: &Bench,
    link: &mut Link,
    outage: &mut Outage,
    batch: &mut Vec<Outcome>,
    give_up: &CancellationToken,
) {
    for outcome in batch.iter_mut() {
        if let End::Final(finished) = &mut outcome.end {
            finished.progress = bench.words.progress_of(finished.id);
        }
    }
    while !batch.is_empty() {
        match in_time(end_all(bench, link, batch)).await {
            Ok(()) => outage.over(),
            Err(e) => {
                link.cut();
                if !is_away(&*e) && batch.len() > 1 {
                    // One of them cannot be stored; the others must not wait for it.
                    let rest = batch.split_off(batch.len() / 2);
                    let mut first = std::mem::replace(batch, rest);
                    Box::pin(write_ends(bench, link, outage, &mut first, give_up)).await;
                    batch.splice(0..0, first);
                    if give_up.is_cancelled() {
                        return;
                    }
                    continue;
                }
                if !is_away(&*e) {
                    discard(bench, batch, &*e);
                    return;
                }
                let wait = outage.failed(&*e);
                if give_up.run_until_cancelled(tokio::time::sleep(wait)).await.is_none() {
                    return;
                }
            }
        }
    }
}

/// An end that Postgres refuses for what it says would be refused for ever: the lease lapses instead.
fn discard(bench: &Bench, batch: &mut Vec<Outcome>, e: &(dyn std::error::Error + Send + Sync + 'static)) {
    for outcome in batch.drain(..) {
        tracing::error!(job = %outcome.attempt.id, attempt = outcome.attempt.attempt, error = %Chain(e),
            "the end of an attempt cannot be stored");
        bench.running.remove_all([&*outcome.attempt]);
    }
}

async fn end_all(bench: &Bench, link: &mut Link, batch: &mut Vec<Outcome>) -> Result<(), StoreError> {
    let client = link.get().await?;
    let mut again = Vec::new();
    let mut released = Vec::new();
    let mut finals = Vec::new();
    for outcome in batch.iter() {
        match &outcome.end {
            End::Final(finished) => finals.push(finished.clone()),
            End::Again(retry) => again.push(retry.clone()),
            End::Released { id, attempt } => released.push((*id, *attempt)),
        }
    }
    let mut told: Vec<JobView> = Vec::with_capacity(batch.len());
    if !again.is_empty() {
        let retried = jobs::retry_later(client, bench.id, &again).await?;
        // Asked to be cancelled meanwhile, or no longer ours: the fence tells which.
        let left = again.iter().filter(|a| !retried.iter().any(|view| view.id == a.id));
        finals.extend(left.map(cancelled_instead));
        told.extend(retried);
    }
    if !released.is_empty() {
        let gone = jobs::release(client, bench.id, &released).await?;
        released.retain(|(id, _)| !gone.iter().any(|view| view.id == *id));
        told.extend(gone);
    }
    if !released.is_empty() {
        let ids: Vec<_> = released.iter().map(|(id, _)| *id).collect();
        let unwanted = jobs::cancel_requests(client, bench.id, &ids).await?;
        finals.extend(released.iter().map(|one| ended_instead(*one, unwanted.contains(one))));
    }
    if !finals.is_empty() {
        let ended = jobs::finish(client, bench.id, &bench.name, &finals).await?;
        note_streaks(bench, client, &ended.jobs).await?;
        told.extend(ended.jobs);
        bench.publisher.tell_all(ended.freed);
    }
    settle(bench, batch, told);
    Ok(())
}

/// Notes whose schedules fail now, or no longer do. Postgres being away is the
/// caller's to wait out: ending the same attempts again changes nothing. Whatever
/// else goes wrong must not keep attempts from ending.
async fn note_streaks(bench: &Bench, client: &ClientWrapper, ended: &[JobView]) -> Result<(), StoreError> {
    match streaks::note(client, ended).await {
        Ok(flipped) => {
            flipped.iter().for_each(|id| bench.publisher.tell_schedule(serde_json::json!({ "id": id })));
            Ok(())
        }
        Err(e) if e.is_away() || e.is_transient() => Err(e),
        Err(e) => {
            tracing::error!(error = %Chain(&e), "which schedules fail cannot be noted");
            Ok(())
        }
    }
}

fn cancelled_instead(retry: &RetryLater) -> Finished {
    Finished {
        id: retry.id,
        attempt: retry.attempt,
        state: JobState::Cancelled,
        error: Some(retry.error.clone()),
        result: None,
        warnings: 0,
        progress: None,
    }
}

/// The end of an interrupted attempt whose job does not go on: somebody wanted it stopped, or it may not run twice.
fn ended_instead((id, attempt): (Uuid, i16), unwanted: bool) -> Finished {
    let message = "Its worker stopped while it ran, and the task does not allow a second run.".to_owned();
    let error = (!unwanted).then(|| JobError { class: "worker_stopped".to_owned(), message });
    let state = if unwanted { JobState::Cancelled } else { JobState::Failed };
    Finished { id, attempt, state, error, result: None, warnings: 0, progress: None }
}

/// After the commit: tells the feed and the log, lets go of the attempts.
fn settle(bench: &Bench, batch: &mut Vec<Outcome>, told: Vec<JobView>) {
    let stored: std::collections::HashMap<_, _> = told.iter().map(|view| (view.id, view.state)).collect();
    bench.running.remove_all(batch.iter().map(|outcome| &*outcome.attempt));
    let singly = batch.len() <= LOGGED_SINGLY;
    let mut succeeded = 0;
    for outcome in batch.drain(..) {
        let (job, attempt) = (outcome.attempt.id, outcome.attempt.attempt);
        let took_ms = u64::try_from(outcome.took.as_millis()).unwrap_or(u64::MAX);
        match stored.get(&job) {
            Some(JobState::Succeeded) if !singly => succeeded += 1,
            Some(state) => tracing::info!(%job, task = outcome.task, attempt, %state, took_ms, "attempt ended"),
            None => {
                tracing::warn!(%job, task = outcome.task, attempt, took_ms, "attempt ended, but was no longer ours")
            }
        }
    }
    if succeeded > 0 {
        tracing::info!(attempts = succeeded, state = %JobState::Succeeded, "attempts ended");
    }
    bench.publisher.tell_all(told);
}

/// Before the ends they belong to, so that whoever sees a job end has all of its lines.
async fn write_lines(bench: &Bench, link: &mut Link, outage: &mut Outage, give_up: &CancellationToken) {
    let lines = bench.words.take_lines();
    let mut rest = lines.as_slice();
    while !rest.is_empty() {
        let (now, later) = rest.split_at(rest.len().min(LINES));
        match in_time(append(link, now)).await {
            Ok(()) => {
                outage.over();
                now.iter().for_each(|line| bench.publisher.tell_log(line.clone()));
                rest = later;
            }
            Err(e) => {
                link.cut();
                if !is_away(&*e) {
                    tracing::error!(lines = now.len(), error = %Chain(&*e), "log lines cannot be stored");
                    rest = later;
                    continue;
                }
                let wait = outage.failed(&*e);
                if give_up.run_until_cancelled(tokio::time::sleep(wait)).await.is_none() {
                    break;
                }
            }
        }
    }
    if !rest.is_empty() {
        bench.words.put_back(rest.to_vec());
    }
}

async fn append(link: &mut Link, lines: &[LogLine]) -> Result<(), StoreError> {
    jobs::append_log(link.get().await?, lines).await
}

/// Progress is of the moment: what cannot be written now is not worth keeping.
async fn write_progress(bench: &Bench, link: &mut Link, outage: &mut Outage) {
    let progress = bench.words.take_progress();
    if progress.is_empty() {
        return;
    }
    let written = in_time(async { jobs::progress(link.get().await?, bench.id, &progress).await }).await;
    match written {
        Ok(views) => bench.publisher.tell_all(views),
        Err(e) => {
            link.cut();
            outage.failed(&*e);
        }
    }
}

fn is_away(e: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    e.downcast_ref::<StoreError>().is_none_or(|e| e.is_away() || e.is_transient())
}
