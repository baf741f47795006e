//! Telling the webhook what happened, one message after the other.
//!
//! What is to be told lies in the outbox. The leader sends it: a hint wakes it,
//! or the time of the next attempt. A message goes again until it is taken or a
//! day old; those about one schedule or queue keep their order. A leader that was
//! deposed midway may send what its successor sends too: receivers know a message
//! by its id.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::Means;
use super::message::message;
use crate::integrations::webhook::{NotTaken, Webhook};
use crate::store::{Chain, StoreError, notices, streaks};

/// Messages read at once: the others wait in the outbox, which has room.
const AT_ONCE: i64 = 20;
/// The longest pause between attempts.
const LONGEST_PAUSE: Duration = Duration::from_secs(600);
/// How often queues are looked at for workers.
const LOOK_AT_QUEUES: Duration = Duration::from_secs(5);
/// The longest pause between such looks, where live jobs are so many that one takes long.
const SLOWEST_LOOK: Duration = Duration::from_secs(30);
/// A worker says that it lives every five seconds; three of these missed, and it does not.
const ALIVE: Duration = Duration::from_secs(15);
/// How long to wait after Postgres failed.
const AWAY_WAIT: Duration = Duration::from_secs(2);

/// Who is told what happened.
#[derive(Clone, Debug)]
pub struct NotifyConfig {
    /// Where messages go; without it nobody is told.
    pub webhook: Option<Webhook>,
    /// Where people open this program (`NOC_PUBLIC_URL`).
    pub public_url: Option<String>,
    /// How long a queue with ready jobs has no worker before that is told.
    pub unserved_after: Duration,
    /// The first pause after a message was not taken; it doubles.
    pub pause: Duration,
}

impl Default for NotifyConfig {
    fn default() -> Self {
        Self { webhook: None, public_url: None, unserved_after: Duration::from_secs(60), pause: Duration::from_secs(5) }
    }
}

/// Starts telling; it ends with `stop`. `hint` changes when there is something to tell.
pub(super) fn start(means: Means, hint: watch::Receiver<()>, stop: CancellationToken) {
    tokio::spawn(async move {
        tokio::select! {
            () = stop.cancelled() => {}
            () = work(&means, hint) => {}
        }
    });
}

async fn work(means: &Means, mut hint: watch::Receiver<()>) {
    let mut state = Round { repaired: false, queues_at: Instant::now(), away: 0, not_before: Instant::now() };
    let mut told = false;
    loop {
        // Seen first, read second: what is written meanwhile counts as new.
        hint.mark_unchanged();
        let next = match state.round(means).await {
            Ok(next) => {
                told = false;
                next
            }
            Err(e) => {
                if !std::mem::replace(&mut told, true) {
                    tracing::warn!(error = %Chain(&e), "what there is to tell cannot be read; trying again");
                }
                Instant::now() + AWAY_WAIT
            }
        };
        tokio::select! {
            () = tokio::time::sleep_until(next) => {}
            changed = hint.changed() => {
                if changed.is_err() {
                    return;
                }
                // While the receiver is away a hint changes nothing.
                tokio::time::sleep_until(state.not_before.min(next)).await;
            }
        }
    }
}

struct Round {
    /// Whether what a crash left unnoted was looked for.
    repaired: bool,
    /// When queues are looked at next.
    queues_at: Instant,
    /// How many messages in a row found the receiver away.
    away: u32,
    /// Until then the receiver is left alone.
    not_before: Instant,
}

impl Round {
    /// Does what there is to do; returns when there is more.
    async fn round(&mut self, means: &Means) -> Result<Instant, StoreError> {
        if !self.repaired {
            let client = means.database.get().await?;
            for id in streaks::repair(&client).await? {
                means.feed.tell_schedule(serde_json::json!({ "id": id }));
            }
            self.repaired = true;
        }
        let Some(webhook) = &means.config.notify.webhook else {
            notices::forget(&means.database.get().await?).await?;
            return Ok(Instant::now() + LONGEST_PAUSE);
        };
        if self.queues_at <= Instant::now() {
            let began = Instant::now();
            let unserved_after = means.config.notify.unserved_after;
            notices::unserved(&means.database.get().await?, ALIVE, unserved_after).await?;
            // It reads all live jobs: with a great many of them, look less often.
            let pause = (began.elapsed() * 20).clamp(LOOK_AT_QUEUES.min(unserved_after / 4), SLOWEST_LOOK);
            self.queues_at = Instant::now() + pause;
        }
        if self.not_before <= Instant::now() {
            self.tell(means, webhook).await?;
        }
        let waits = notices::next(&means.database.get().await?).await?;
        let next = waits.map(|wait| (Instant::now() + wait).max(self.not_before));
        Ok(next.map_or(self.queues_at, |next| next.min(self.queues_at)))
    }

    /// Sends what may be sent now, until the receiver is away.
    async fn tell(&mut self, means: &Means, webhook: &Webhook) -> Result<(), StoreError> {
        let ready = notices::ready(&means.database.get().await?, AT_ONCE).await?;
        for found in ready {
            let (id, kind) = (found.id, &*found.kind);
            let sent = webhook.send(&message(&found, means.config.notify.public_url.as_deref())).await;
            let client = means.database.get().await?;
            let error = match sent {
                Ok(()) => {
                    self.away = 0;
                    notices::end(&client, id, None).await?;
                    tracing::info!(message = %id, kind, "the webhook was told");
                    continue;
                }
                Err(error) => error,
            };
            let said = error.to_string();
            if found.too_old {
                notices::end(&client, id, Some(&said)).await?;
                tracing::error!(message = %id, kind, error = said, "the webhook would not take a message for a day; it is dropped");
                continue;
            }
            let tries = if matches!(error, NotTaken::Away(_)) { self.away } else { found.attempts.unsigned_abs() };
            let pause = means.config.notify.pause.saturating_mul(1 << tries.min(16)).min(LONGEST_PAUSE);
            if tries == 0 {
                tracing::warn!(message = %id, kind, error = said, "the webhook did not take a message; trying again");
            }
            notices::later(&client, id, pause, &said).await?;
            if matches!(error, NotTaken::Away(_)) {
                // The others would meet the same: they wait for this one's next attempt.
                (self.away, self.not_before) = (self.away.saturating_add(1), Instant::now() + pause);
                break;
            }
        }
        Ok(())
    }
}
