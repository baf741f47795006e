//! After the commit: tickets to Redis, and whatever Redis forgot once more.
//!
//! The leader's own jobs come through a channel; everybody else's are found in
//! Postgres on a hint. When a ticket could not be sent, or Redis has lost what it
//! had, everything ready is sent again: a ticket too many is harmless.

use std::time::Duration;

use deadpool_postgres::Client;
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::Means;
use super::fire::{Made, Stop};
use crate::domain::job::JobState;
use crate::queue::tickets::{Lane, Sender, Ticket};
use crate::store::{Chain, StoreError, firing, jobs, leader};

/// Batches that may wait for Redis; more are dropped here and found in Postgres later.
const WAITING_BATCHES: usize = 256;
/// Jobs read at a time.
const PAGE: i64 = 1_000;
/// How long to leave Redis alone after it failed.
const AWAY_WAIT: Duration = Duration::from_millis(250);
/// The longest sleep between looks that nobody asked for.
const LONGEST_SLEEP: Duration = Duration::from_secs(3_600);
/// The shortest one, so that a clock behind Postgres' is no busy loop.
const SHORTEST_SLEEP: Duration = Duration::from_millis(1);
/// A job with a ticket that nobody took for this long makes us ask Redis.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(2);

/// The way to the relay.
pub(super) struct Relay {
    batches: mpsc::Sender<Vec<Made>>,
    look: watch::Sender<Looks>,
}

/// How often each was asked for: a number, because a watch keeps only the last value.
#[derive(Clone, Default)]
struct Looks {
    new: u64,
    all: u64,
    /// A queue of which Redis may have forgotten the tickets; taken by whoever looks.
    suspect: Option<String>,
}

impl Relay {
    /// Starts a relay for `term`, which ends with `stop`.
    pub(super) fn start(means: Means, term: i64, stop: CancellationToken) -> (Self, tokio::task::JoinHandle<()>) {
        let (batches, inbox) = mpsc::channel(WAITING_BATCHES);
        // A new leader begins by sending everything that is ready.
        let (look, looks) = watch::channel(Looks::default());
        let task = tokio::spawn(async move {
            let mut work = Work { sender: Sender::new(means.redis.clone()), means, term, inbox, looks, db: None };
            work.run(&stop).await;
        });
        (Self { batches, look }, task)
    }

    /// Hands over what was just made.
    pub(super) fn carry(&self, made: Vec<Made>) {
        if made.is_empty() {
            return;
        }
        if self.batches.try_send(made).is_err() {
            // Redis is slow or away: nothing is lost, it is read again from Postgres.
            self.send_all_again();
        }
    }

    /// Somebody else has added or freed jobs.
    pub(super) fn look(&self) {
        self.look.send_modify(|looks| {
            looks.new += 1;
            looks.suspect = None;
        });
    }

    /// Everything ready is to be sent again.
    pub(super) fn send_all_again(&self) {
        self.look.send_modify(|looks| {
            looks.all += 1;
            looks.suspect = None;
        });
    }

    /// The oldest job with a ticket, of `queue`, has waited for `age`: perhaps Redis forgot it.
    pub(super) fn suspect(&self, queue: &str, age: Duration) {
        if age >= FORGOTTEN_AFTER {
            self.look.send_modify(|looks| looks.suspect = Some(queue.to_owned()));
        }
    }
}

struct Work {
    sender: Sender,
    means: Means,
    term: i64,
    inbox: mpsc::Receiver<Vec<Made>>,
    looks: watch::Receiver<Looks>,
    db: Option<Client>,
}

/// What the relay still has to see to.
struct Todo {
    /// Send everything that is ready.
    all: bool,
    /// Look for jobs without a ticket.
    new: bool,
    /// Look again at this instant: a job will be ready then. An instant, not a
    /// duration: whatever wakes the relay in between must not put it off.
    again_at: Instant,
}

impl Work {
    async fn run(&mut self, stop: &CancellationToken) {
        let mut todo = Todo { all: true, new: true, again_at: Instant::now() + LONGEST_SLEEP };
        let mut seen = self.looks.borrow_and_update().clone();
        let mut told = false;
        loop {
            let wake_at = match self.work_off(&mut todo).await {
                Ok(()) => {
                    told = false;
                    todo.again_at
                }
                Err(Stop::Deposed) => return,
                Err(e) => {
                    if !std::mem::replace(&mut told, true) {
                        tracing::warn!(error = %Chain(&e), "tickets cannot be sent; jobs wait in Postgres until they can");
                    }
                    self.db = None;
                    Instant::now() + AWAY_WAIT
                }
            };
            tokio::select! {
                () = stop.cancelled() => return,
                batch = self.inbox.recv() => match batch {
                    Some(batch) => {
                        // One that waits for its time is to be sent then.
                        todo.new |= batch.iter().any(|made| made.view.state == JobState::Waiting);
                        todo.all |= !self.send_made(batch).await;
                    }
                    None => return,
                },
                changed = self.looks.changed() => {
                    if changed.is_err() {
                        return;
                    }
                    let looks = self.looks.borrow_and_update().clone();
                    todo.all |= looks.all != seen.all;
                    todo.new |= looks.new != seen.new;
                    if let Some(queue) = &looks.suspect {
                        todo.all |= self.forgotten(queue).await;
                    }
                    seen = looks;
                }
                () = tokio::time::sleep_until(wake_at) => todo.new = true,
            }
        }
    }

    /// Whether Redis has no ticket at all for a queue with jobs handed over. Some:
    /// workers are busy, or there are none. No answer: sending will tell.
    async fn forgotten(&self, queue: &str) -> bool {
        let forgotten = matches!(self.sender.length(queue).await, Ok(0));
        if forgotten {
            tracing::warn!(queue, "Redis has no tickets for jobs that are ready; sending them again");
        }
        forgotten
    }

    /// Sends what the leader just made, and what else is already waiting.
    /// False: not all of it may have arrived.
    async fn send_made(&mut self, batch: Vec<Made>) -> bool {
        let mut batch = batch;
        while let Ok(more) = self.inbox.try_recv() {
            batch.extend(more);
        }
        let ready = batch.iter().filter(|made| made.has_ticket);
        let tickets: Vec<(Lane, Ticket)> = ready.map(|made| (made.lane.clone(), made.ticket)).collect();
        let sent = self.sender.send(&tickets).await;
        self.means.feed.tell_all(batch.into_iter().map(|made| made.view));
        sent.is_ok_and(|sent| !sent.forgot)
    }

    async fn work_off(&mut self, todo: &mut Todo) -> Result<(), Stop> {
        while todo.all {
            // Lost again while it was sent: once more.
            todo.all = self.send_everything().await?;
        }
        if todo.new {
            todo.again_at = Instant::now() + self.hand_over(&mut todo.all).await?;
            todo.new = false;
        }
        Ok(())
    }

    async fn db(&mut self) -> Result<&mut Client, StoreError> {
        if self.db.is_none() {
            self.db = Some(leader::connect_for_work(&self.means.database).await?);
        }
        self.db.as_mut().ok_or(StoreError::Silent)
    }

    /// Sends the jobs that have no ticket yet; says when the next one will be ready.
    async fn hand_over(&mut self, forgot: &mut bool) -> Result<Duration, Stop> {
        loop {
            let term = self.term;
            let tx = self.db().await?.transaction().await?;
            if !firing::fence(&tx, term).await? {
                return Err(Stop::Deposed);
            }
            let (ready, next) = jobs::to_hand_over(&tx, PAGE).await?;
            tx.commit().await?;
            if ready.is_empty() {
                let left = next.map_or(LONGEST_SLEEP, |at| at.since(self.means.clock.now()));
                return Ok(left.clamp(SHORTEST_SLEEP, LONGEST_SLEEP));
            }
            *forgot |= self.send(&ready).await?;
            let tx = self.db().await?.transaction().await?;
            if !firing::fence(&tx, term).await? {
                return Err(Stop::Deposed);
            }
            jobs::mark_handed_over(&tx, &ready).await?;
            tx.commit().await?;
            self.means.feed.tell_all(ready.into_iter().filter(|job| job.changed).map(|job| job.view));
        }
    }

    /// Sends every job that a worker could claim now, with a ticket or without.
    /// True: Redis lost some of it meanwhile.
    async fn send_everything(&mut self) -> Result<bool, Stop> {
        let (mut after, mut count, mut forgot) = (Uuid::nil(), 0, false);
        loop {
            let ready = jobs::all_ready(self.db().await?, after, PAGE).await?;
            // The first look may find no epoch; only a loss after that took any of these.
            let lost = self.send(&ready).await?;
            forgot |= lost && count > 0;
            let Some(last) = ready.last() else { break };
            after = last.view.id;
            count += ready.len();
        }
        if count > 0 {
            tracing::info!(jobs = count, "sent the tickets of all jobs that are ready");
        }
        Ok(forgot)
    }

    /// True: Redis had lost earlier tickets.
    async fn send(&self, ready: &[jobs::Ready]) -> Result<bool, Stop> {
        let ticket = |job: &jobs::Ready| {
            let lane = Lane { queue: job.view.queue.clone(), priority: job.view.priority };
            (lane, Ticket { job: job.view.id, attempt: job.view.attempt })
        };
        let tickets: Vec<(Lane, Ticket)> = ready.iter().map(ticket).collect();
        Ok(self.sender.send(&tickets).await?.forgot)
    }
}
