//! One client's stream: what it missed, then what comes.

use std::time::Duration;

use bytes::Bytes;
use tokio::sync::{mpsc, watch};
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::filter::Filter;
use super::hub::{Entry, Subscription, Told};
use super::sse::{self, KEEP_ALIVE};
use super::whole::whole;
use crate::api::auth::{Proof, look_up};
use crate::api::state::Context;
use crate::queue::feed::{Cursor, FeedItem, Resumed};

/// A comment keeps proxies open this often.
const KEEP_ALIVE_EVERY: Duration = Duration::from_secs(15);
/// How often it is checked that the login still counts, where nobody rings: it may have been ended by another process.
const CHECK_EVERY: Duration = Duration::from_secs(5);
/// A client that takes nothing for so long is cut off.
const PATIENCE: Duration = Duration::from_secs(30);
/// Entries read at a time for a client that comes back.
const RESUME_PAGE: u64 = 64;
/// More entries than this are not told one by one: reading the lists again is cheaper for both.
const MOST_RESUMED: usize = 2_000;

/// One client's stream.
pub(super) struct Client {
    pub(super) context: Context,
    pub(super) proof: Proof,
    pub(super) filter: Filter,
    pub(super) subscription: Subscription,
    /// Where it was, or where the feed stood when it came; none while Redis is away.
    pub(super) after: Option<Cursor>,
    /// Told before anything else.
    pub(super) opening: Option<String>,
    pub(super) out: mpsc::Sender<Bytes>,
}

/// The stream is over, for whatever reason.
struct Over;

impl Client {
    /// Serves the client until it goes, its login ends, or the process stops.
    pub(super) async fn serve(self) {
        let (stop, out) = (self.context.stop.clone(), self.out.clone());
        tokio::select! {
            () = stop.cancelled() => {}
            () = out.closed() => {}
            _ = self.run() => {}
        }
    }

    async fn run(mut self) -> Result<(), Over> {
        let revoked = self.context.revoked.subscribe();
        if let Some(opening) = self.opening.take() {
            self.send(opening).await?;
        }
        self.resume().await?;
        self.live(revoked).await
    }

    async fn live(&mut self, mut revoked: watch::Receiver<u64>) -> Result<(), Over> {
        let (mut keep_alive, mut check) = (every(KEEP_ALIVE_EVERY), every(CHECK_EVERY));
        loop {
            tokio::select! {
                told = self.subscription.told.recv() => self.tell(&*told.ok_or(Over)?).await?,
                _ = keep_alive.tick() => self.keep_alive().await?,
                _ = check.tick() => self.check().await?,
                rung = revoked.changed() => {
                    rung.map_err(|_| Over)?;
                    self.check().await?;
                }
            }
        }
    }

    /// Tells what came since `after`, in order, up to now. What is live by then and
    /// was read here too is passed over later.
    async fn resume(&mut self) -> Result<(), Over> {
        let Some(mut at) = self.after.clone() else {
            return self.reset("the live feed is away", None).await;
        };
        self.send(sse::place(&at.to_string())).await?;
        for _ in 0..MOST_RESUMED / usize::try_from(RESUME_PAGE).unwrap_or(1) {
            match self.context.feed.read_after(&at, RESUME_PAGE).await {
                Ok(Resumed::Batches(batches)) => {
                    let all = (batches.len() as u64) < RESUME_PAGE;
                    for batch in batches {
                        at = batch.cursor.clone();
                        let batch = whole(&self.context.database, batch).await;
                        self.entry(&Entry::new(batch, false)).await?;
                    }
                    self.after = Some(at.clone());
                    if all {
                        return Ok(());
                    }
                }
                Ok(Resumed::Lost(reason)) => return self.start_over(&reason).await,
                Err(_) => return self.start_over("the live feed is away").await,
            }
        }
        self.start_over("too much has happened since").await
    }

    /// Goes on from the feed's end, with a reset.
    async fn start_over(&mut self, reason: &str) -> Result<(), Over> {
        self.after = self.context.feed.cursor().await.ok();
        self.reset(reason, self.after.as_ref().map(ToString::to_string).as_deref()).await
    }

    async fn tell(&mut self, told: &Told) -> Result<(), Over> {
        match told {
            Told::Entry(entry) if self.has_seen(&entry.cursor) => Ok(()),
            Told::Entry(entry) => self.entry(entry).await,
            Told::Counts(json) if self.filter.is_open() => self.send(sse::event("counts", None, json)).await,
            Told::Calm(at) if self.filter.is_open() => {
                self.reset("the rate has fallen: single changes are told again", Some(&at.to_string())).await
            }
            Told::Counts(_) | Told::Calm(_) => Ok(()),
            Told::Lost(at, reason) => {
                self.after = Some(at.clone());
                self.reset(reason, Some(&at.to_string())).await
            }
        }
    }

    fn has_seen(&self, cursor: &Cursor) -> bool {
        self.after.as_ref().is_some_and(|after| after.epoch == cursor.epoch && cursor.entry <= after.entry)
    }

    /// The id goes on the last event only: whoever is cut off before it gets all of the entry again.
    async fn entry(&mut self, entry: &Entry) -> Result<(), Over> {
        let held_back = entry.flooding && self.filter.is_open();
        let shown: Vec<_> = entry
            .items
            .iter()
            .filter(|(item, ..)| self.filter.shows(item) && !(held_back && matches!(item, FeedItem::Job(_))))
            .collect();
        let id = entry.cursor.to_string();
        // In a flood the place stays where it began: whoever comes back later must not miss the reset at its end.
        let id = (!held_back).then_some(id.as_str());
        let mut text = String::new();
        for (n, (_, kind, json)) in shown.iter().enumerate() {
            let last = n + 1 == shown.len();
            text.push_str(&sse::event(kind, id.filter(|_| last), json));
        }
        if !held_back {
            self.after = Some(entry.cursor.clone());
        }
        if text.is_empty() { Ok(()) } else { self.send(text).await }
    }

    /// A comment; and the place, for clients whose filter has let nothing through for long.
    async fn keep_alive(&mut self) -> Result<(), Over> {
        let place = self.after.as_ref().map(|at| sse::place(&at.to_string())).unwrap_or_default();
        self.send(format!("{KEEP_ALIVE}{place}")).await
    }

    /// Ends the stream when the login does. While the database is away nobody can tell.
    async fn check(&mut self) -> Result<(), Over> {
        match look_up(&self.context, self.proof).await {
            Ok(None) => Err(Over),
            Ok(Some(_)) | Err(_) => Ok(()),
        }
    }

    async fn reset(&mut self, reason: &str, id: Option<&str>) -> Result<(), Over> {
        let data = serde_json::json!({ "reason": reason }).to_string();
        self.send(sse::event("reset", id, &data)).await
    }

    async fn send(&self, text: String) -> Result<(), Over> {
        match tokio::time::timeout(PATIENCE, self.out.send(text.into())).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(Over),
        }
    }
}

fn every(period: Duration) -> Interval {
    let mut ticks = interval(period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // The first tick comes at once; nothing is due then.
    ticks.reset();
    ticks
}
