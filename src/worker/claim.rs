//! From tickets to running attempts.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::bench::Bench;
use super::execute::{TIMEOUT_GRACE, execute};
use super::link::{Link, Outage, in_time};
use super::running::Attempt;
use crate::queue::tickets::{Desk, Taken};
use crate::store::StoreError;
use crate::store::jobs::{self, ClaimedJob};
use crate::tasks::LogBudget;

/// Attempts of one batch that are logged one by one; above, one line for all, as beat does.
pub(super) const LOGGED_SINGLY: usize = 20;

/// Tickets in hand and a free slot for each.
pub(super) struct Hand {
    pub(super) tickets: Vec<Taken>,
    pub(super) slots: OwnedSemaphorePermit,
}

/// Claims what comes from `hands`, starts it, and has the tickets struck off.
/// Tickets that it cannot claim because the worker stops are put back.
pub(super) async fn claim(
    bench: Arc<Bench>,
    desk: Desk,
    mut hands: mpsc::Receiver<Hand>,
    stop: CancellationToken,
) -> JoinSet<()> {
    let mut link = Link::new(bench.database.clone());
    let mut outage = Outage::of("claim jobs in Postgres");
    let mut attempts = JoinSet::new();
    let (struck, strike) = mpsc::channel(8);
    let striker = tokio::spawn(strike_off(desk.clone(), strike));
    while let Some(hand) = hands.recv().await {
        // Those that have ended need no memory.
        while attempts.try_join_next().is_some() {}
        match claim_hand(&bench, &mut link, &mut outage, &hand.tickets, &stop).await {
            Some(claimed) => {
                start(&bench, &mut attempts, claimed, hand.slots);
                // Only now: a crash before this brings the tickets back, doubled at worst.
                let _ = struck.send(hand.tickets).await;
            }
            None => {
                if let Err(e) = desk.put_back(&hand.tickets).await {
                    tracing::debug!(error = %e, "tickets are left for others to reclaim");
                }
            }
        }
    }
    drop(struck);
    let _ = striker.await;
    attempts
}

struct Claimed {
    asked: Instant,
    jobs: Vec<ClaimedJob>,
    logged: HashMap<uuid::Uuid, i64>,
}

/// Claims until Postgres has answered; `None` when the worker stops before that.
async fn claim_hand(
    bench: &Bench,
    link: &mut Link,
    outage: &mut Outage,
    tickets: &[Taken],
    stop: &CancellationToken,
) -> Option<Claimed> {
    let mut unsure = false;
    let pairs: Vec<_> = tickets.iter().map(|t| (t.ticket.job, t.ticket.attempt)).collect();
    loop {
        if stop.is_cancelled() {
            return None;
        }
        let asked = Instant::now();
        match in_time(claim_once(bench, link, &pairs, asked, unsure)).await {
            Ok(claimed) => {
                outage.over();
                return Some(claimed);
            }
            Err(e) => {
                link.cut();
                // It may have been claimed, and only the answer lost.
                unsure = true;
                let wait = outage.failed(&*e);
                let _ = stop.run_until_cancelled(tokio::time::sleep(wait)).await;
            }
        }
    }
}

async fn claim_once(
    bench: &Bench,
    link: &mut Link,
    pairs: &[(uuid::Uuid, i16)],
    asked: Instant,
    unsure: bool,
) -> Result<Claimed, StoreError> {
    let client = link.get().await?;
    let mut jobs = Vec::new();
    if unsure {
        // Ours in Postgres, and of those only what does not run here yet.
        let idle: Vec<_> = pairs.iter().copied().filter(|(job, _)| !bench.running.has(*job)).collect();
        jobs = jobs::adopt(client, bench.id, &idle).await?;
    }
    jobs.append(&mut jobs::claim(client, bench.id, &bench.name, pairs).await?);
    let later: Vec<_> = jobs.iter().filter(|j| j.view.attempt > 1).map(|j| j.view.id).collect();
    let logged = if later.is_empty() { HashMap::new() } else { jobs::log_bytes(client, &later).await? };
    Ok(Claimed { asked, jobs, logged })
}

fn start(bench: &Arc<Bench>, attempts: &mut JoinSet<()>, claimed: Claimed, mut slots: OwnedSemaphorePermit) {
    let Claimed { asked, jobs, logged } = claimed;
    let starts: Vec<_> = jobs
        .into_iter()
        .map(|job| {
            let renew_until = asked + job.timeout + TIMEOUT_GRACE;
            let attempt = Attempt::new(job.view.id, job.view.attempt, asked, renew_until);
            (job, Arc::new(attempt))
        })
        .collect();
    bench.running.add_all(starts.iter().map(|(_, attempt)| Arc::clone(attempt)));
    bench.publisher.tell_all(starts.iter().map(|(job, _)| job.view.clone()));
    let singly = starts.len() <= LOGGED_SINGLY;
    if !singly {
        tracing::info!(attempts = starts.len(), "attempts started");
    }
    for (job, attempt) in starts {
        // There is a slot for each ticket, and a ticket for each job.
        let Some(slot) = slots.split(1) else { continue };
        if singly {
            tracing::info!(job = %job.view.id, task = job.view.task, attempt = attempt.attempt, "attempt started");
        }
        let used = logged.get(&job.view.id).copied().unwrap_or(0);
        let budget = LogBudget(LogBudget::JOB.0.saturating_sub(usize::try_from(used).unwrap_or(usize::MAX)));
        attempts.spawn(execute(Arc::clone(bench), job, attempt, budget, slot));
    }
}

/// Off the way of the next claim.
async fn strike_off(desk: Desk, mut struck: mpsc::Receiver<Vec<Taken>>) {
    while let Some(tickets) = struck.recv().await {
        if let Err(e) = desk.acknowledge(&tickets).await {
            // They come again, and their claim fails.
            tracing::debug!(error = %e, "tickets could not be struck off");
        }
    }
}
