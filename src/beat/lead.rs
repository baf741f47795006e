//! Standing by, leading, and stepping down.

use std::time::Duration;

use deadpool_postgres::Client;
use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::Means;
use super::alarm::Alarm;
use super::fire::{FIRST_BATCH, LARGEST_BATCH, Stop, fire_next};
use super::notify;
use super::reconcile::Desk;
use super::relay::Relay;
use super::upkeep::Upkeep;
use crate::domain::Timestamp;
use crate::store::leader::{self, Heartbeat, LockConnection};
use crate::store::{Chain, StoreError, listen};

/// How often a leader says that it lives, and asks what is new.
const HEARTBEAT: Duration = Duration::from_secs(1);
/// A heartbeat that takes longer means that the lock is as good as lost.
const HEARTBEAT_ANSWER: Duration = Duration::from_secs(4);
/// The first pause after Postgres failed; it doubles.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
/// The longest such pause: a returning database is in use again within a second.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);
/// How long the relay may take to send what it has when the beat stops.
const LAST_SEND: Duration = Duration::from_secs(2);
/// Clocks further apart than this are worth a warning.
const CLOCKS_APART: Duration = Duration::from_millis(500);

/// The hints a beat listens for.
struct Hints {
    schedules: watch::Receiver<()>,
    jobs: watch::Receiver<()>,
    notices: watch::Receiver<()>,
}

/// Follows the events, and leads whenever nobody else does, until told to stop.
pub(super) async fn follow_and_lead(means: &Means, stop: &CancellationToken) {
    let channels = [listen::SCHEDULES, listen::JOBS, listen::NOTICES];
    let ([schedules, jobs, notices], listener) = listen::listen(means.database.clone(), channels, stop.clone());
    let mut hints = Hints { schedules, jobs, notices };
    let mut pause = FIRST_PAUSE;
    while !stop.is_cancelled() {
        let began = Instant::now();
        match serve(means, &mut hints, stop).await {
            Ok(()) => break,
            Err(Stop::Deposed) => tracing::warn!(beat.id = %means.id, "another beat leads now; standing by"),
            Err(e) => tracing::warn!(beat.id = %means.id, error = %Chain(&e), "beat lost its footing; starting over"),
        }
        if began.elapsed() > LONGEST_PAUSE * 10 {
            pause = FIRST_PAUSE;
        }
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(pause) => pause = (pause * 2).min(LONGEST_PAUSE),
        }
    }
    // It ends by the same token.
    let _ = listener.await;
}

/// One life: the book is opened, the lock awaited, then held. Ends with `Ok` only when told to stop.
async fn serve(means: &Means, hints: &mut Hints, stop: &CancellationToken) -> Result<(), Stop> {
    // Hints first, then the book: what commits in between is read again.
    let mut reader = means.database.get().await.map_err(StoreError::from)?;
    let mut desk = Desk::open(&mut reader, means.clock.now()).await?;
    means.config.probes.loaded.tell(|| desk.book.len());
    let lock = LockConnection::open(&means.database).await?;
    {
        let mut ours = std::pin::pin!(lock.wait());
        // Whoever gets the lock at once was never on standby.
        let mut announced = false;
        loop {
            tokio::select! {
                biased;
                () = stop.cancelled() => return Ok(()),
                won = &mut ours => { won?; break },
                changed = hints.schedules.changed() => {
                    changed.map_err(|_| StoreError::Silent)?;
                    desk.catch_up(&reader, means).await?;
                }
                () = tokio::time::sleep(Duration::from_millis(200)), if !announced => {
                    announced = true;
                    means.config.probes.standing_by.tell(|| ());
                    tracing::info!(beat.id = %means.id, schedules = desk.book.len(), "beat ready: standby");
                }
            }
        }
    }
    let mut client = leader::connect_for_work(&means.database).await?;
    let pid = i32::try_from(std::process::id()).unwrap_or(0);
    // From here the transactions of whoever led before have ended, and no more can begin.
    let term = leader::take_term(&client, means.id, &means.config.host, pid).await?;
    desk.catch_up(&client, means).await?;
    if crate::store::schedules::newest_position(&client).await? < desk.book.cursor {
        // The database was put back to an earlier state: what we remember never happened.
        desk = Desk::open(&mut reader, means.clock.now()).await?;
    }
    desk.begin_to_tell();
    desk.see_rules(&client).await?;
    desk.see_again(&client, None, means).await?;
    drop(reader);
    // Whoever led before may have committed what it did not tell.
    means.feed.reset(format!("a beat began to lead, term {term}"));
    tracing::info!(beat.id = %means.id, term, schedules = desk.book.len(), "beat ready: leader");
    means.config.probes.leading.tell(|| term);
    lead(means, &mut desk, &mut client, &lock, term, hints, stop).await
}

async fn lead(
    means: &Means,
    desk: &mut Desk,
    client: &mut Client,
    lock: &LockConnection,
    term: i64,
    hints: &mut Hints,
    stop: &CancellationToken,
) -> Result<(), Stop> {
    let end = CancellationToken::new();
    // However this ends, the helpers end with it.
    let _end = end.clone().drop_guard();
    let (relay, relaying) = Relay::start(means.clone(), term, end.clone());
    let upkeep = Upkeep::start(means.clone(), term, end.clone());
    notify::start(means.clone(), hints.notices.clone(), end.clone());
    let alarm = Alarm::new().map_err(|_| StoreError::Silent)?;
    let mut heartbeat_at = Instant::now();
    let mut batch = FIRST_BATCH;
    while !stop.is_cancelled() {
        if heartbeat_at <= Instant::now() {
            let beat = heartbeat(lock, term).await?;
            heartbeat_at = Instant::now() + HEARTBEAT;
            attend(means, desk, client, &relay, &upkeep, &beat).await?;
        }
        if hints.schedules.has_changed().map_err(|_| StoreError::Silent)? {
            // Seen first, read second: an edit that commits during the read counts as new.
            hints.schedules.mark_unchanged();
            desk.catch_up(client, means).await?;
            desk.see_rules(client).await?;
        }
        if hints.jobs.has_changed().map_err(|_| StoreError::Silent)? {
            hints.jobs.mark_unchanged();
            relay.look();
            upkeep.look();
        }
        tell(means, desk);
        let fired = fire_next(desk, client, term, batch, means).await?;
        desk.missed.report(client, term).await?;
        if let Some(made) = fired {
            relay.carry(made);
            batch = (batch * 2).min(LARGEST_BATCH);
            continue;
        }
        batch = FIRST_BATCH;
        if let Some(at) = desk.book.next_instant() {
            alarm.set(until(at, means.clock.now()));
        }
        tokio::select! {
            biased;
            () = stop.cancelled() => {}
            () = alarm.rung() => {}
            changed = hints.schedules.changed() => {
                changed.map_err(|_| StoreError::Silent)?;
                hints.schedules.mark_changed();
            }
            changed = hints.jobs.changed() => {
                changed.map_err(|_| StoreError::Silent)?;
                hints.jobs.mark_changed();
            }
            () = tokio::time::sleep_until(heartbeat_at) => {}
        }
    }
    // Told to stop: what was made is still sent; what is not, the next leader sends.
    drop(relay);
    let _ = tokio::time::timeout(LAST_SEND, relaying).await;
    Ok(())
}

fn until(at: Timestamp, now: Timestamp) -> Duration {
    at.since(now)
}

async fn heartbeat(lock: &LockConnection, term: i64) -> Result<Heartbeat, Stop> {
    let beat = tokio::time::timeout(HEARTBEAT_ANSWER, lock.heartbeat()).await.map_err(|_| StoreError::Silent)??;
    if beat.term == term { Ok(beat) } else { Err(Stop::Deposed) }
}

/// Attends to what a heartbeat told.
async fn attend(
    means: &Means,
    desk: &mut Desk,
    client: &Client,
    relay: &Relay,
    upkeep: &Upkeep,
    beat: &Heartbeat,
) -> Result<(), Stop> {
    if beat.position > desk.book.cursor {
        // The hint was lost, or is still on its way.
        desk.catch_up(client, means).await?;
    }
    if beat.windows_revision != desk.windows_revision {
        desk.see_windows(client).await?;
    }
    if beat.any_live {
        upkeep.look();
    }
    if beat.to_hand_over {
        // Its hint was lost, or is still on its way.
        relay.look();
    }
    if let Some((queue, age)) = &beat.oldest {
        relay.suspect(queue, *age);
    }
    let now = means.clock.now();
    let apart = now.since(beat.now).max(beat.now.since(now));
    upkeep.clocks(apart, CLOCKS_APART);
    Ok(())
}

/// Tells the pages, by name, what the system concluded; the API gives them the rest.
fn tell(means: &Means, desk: &mut Desk) {
    for id in desk.take_untold() {
        means.feed.tell_schedule(serde_json::json!({ "id": id }));
    }
}
