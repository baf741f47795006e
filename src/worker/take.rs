//! Taking tickets, never more than there are free slots.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio_util::sync::CancellationToken;

use super::claim::Hand;
use super::link::Outage;
use crate::queue::RedisError;
use crate::queue::tickets::{Taken, Taker};

/// Tickets claimed in one statement.
const BATCH: usize = 512;
/// How often to look for tickets of workers that died between reading and claiming.
const RECLAIM_EVERY: Duration = Duration::from_secs(3);

/// Takes tickets until `stop`. Gives the taker back, so that it can leave its groups at last.
pub(super) async fn take(
    mut taker: Taker,
    slots: Arc<Semaphore>,
    hands: mpsc::Sender<Hand>,
    stop: CancellationToken,
) -> Taker {
    let mut outage = Outage::of("take tickets from Redis");
    let mut reclaimed = Instant::now();
    while let Some(mut free) = free_slots(&slots, &stop).await {
        match round(&mut taker, free.num_permits(), &mut reclaimed, &stop).await {
            Ok(mut tickets) => {
                outage.over();
                let surplus = tickets.split_off(tickets.len().min(free.num_permits()));
                put_back(&taker, &surplus).await;
                if let Some(slots) = free.split(tickets.len()).filter(|_| !tickets.is_empty())
                    && hands.send(Hand { tickets, slots }).await.is_err()
                {
                    // The claimer is gone: others reclaim the tickets.
                    return taker;
                }
            }
            Err(e) => {
                drop(free);
                let wait = outage.failed(&e);
                let _ = stop.run_until_cancelled(tokio::time::sleep(wait)).await;
            }
        }
    }
    taker
}

/// At least one slot, at most a batch of them; `None` when the worker stops.
async fn free_slots(slots: &Arc<Semaphore>, stop: &CancellationToken) -> Option<OwnedSemaphorePermit> {
    let first = stop.run_until_cancelled(Arc::clone(slots).acquire_owned()).await?.ok();
    let mut free = first.filter(|_| !stop.is_cancelled())?;
    let more = slots.available_permits().min(BATCH - 1);
    if let Ok(rest) = Arc::clone(slots).try_acquire_many_owned(u32::try_from(more).unwrap_or(0)) {
        free.merge(rest);
    }
    Some(free)
}

/// What lies there, else what was left lying, else what comes.
async fn round(
    taker: &mut Taker,
    free: usize,
    reclaimed: &mut Instant,
    stop: &CancellationToken,
) -> Result<Vec<Taken>, RedisError> {
    if reclaimed.elapsed() >= RECLAIM_EVERY {
        *reclaimed = Instant::now();
        let found = taker.reclaim(free).await?;
        if !found.is_empty() {
            tracing::info!(tickets = found.len(), "took over tickets that were read but not claimed");
            return Ok(found);
        }
    }
    let taken = taker.take(free).await?;
    if !taken.is_empty() {
        return Ok(taken);
    }
    let mut taken = taker.wait(stop).await?;
    if (1..free).contains(&taken.len()) && !stop.is_cancelled() {
        // A waiting read ends with the first ticket of many; claimed alone, it would make the
        // others wait for its commit. If this fails, what is in hand still counts.
        taken.append(&mut taker.take(free - taken.len()).await.unwrap_or_default());
    }
    Ok(taken)
}

async fn put_back(taker: &Taker, surplus: &[Taken]) {
    if let Err(e) = taker.desk().put_back(surplus).await {
        tracing::debug!(error = %e, "surplus tickets are left to be reclaimed");
    }
}
