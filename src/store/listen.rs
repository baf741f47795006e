//! Hints: a connection of its own LISTENs, and every notification says *look*.

use std::future::poll_fn;
use std::time::Duration;

use tokio::sync::watch;
use tokio_postgres::AsyncMessage;
use tokio_util::sync::CancellationToken;

use super::{Chain, Database, StoreError};

/// Schedules, or who may run them, have changed.
pub const SCHEDULES: &str = "noc_schedules";
/// Jobs were added or freed by somebody else than the leader.
pub const JOBS: &str = "noc_jobs";
/// There is something to tell by the webhook.
pub const NOTICES: &str = "noc_notices";
/// A running job is to be cancelled.
pub const CANCEL: &str = "noc_cancel";

/// A half-open connection is silent for ever; a question this often tells.
const KEEPALIVE: Duration = Duration::from_secs(15);
/// How long that question may take.
const ANSWER: Duration = Duration::from_secs(5);
/// The first pause before connecting again; it doubles.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
/// The longest such pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Listens on `channels` until told to stop. Each of the receivers belongs to the
/// channel of the same place; it changes when there is something to look at, and
/// after every reconnection, because hints were lost meanwhile.
pub fn listen<const N: usize>(
    database: Database,
    channels: [&'static str; N],
    stop: CancellationToken,
) -> ([watch::Receiver<()>; N], tokio::task::JoinHandle<()>) {
    let (senders, receivers): (Vec<_>, Vec<_>) = channels.iter().map(|_| watch::channel(())).unzip();
    let task = tokio::spawn(async move {
        let mut pause = FIRST_PAUSE;
        loop {
            let listening = listen_once(&database, &channels, &senders, &mut pause);
            tokio::select! {
                () = stop.cancelled() => return,
                ended = listening => if let Err(e) = ended {
                    tracing::warn!(error = %Chain(&e), "the connection for notifications is gone; connecting again");
                }
            }
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(pause) => pause = (pause * 2).min(LONGEST_PAUSE),
            }
        }
    });
    let receivers: [watch::Receiver<()>; N] = match receivers.try_into() {
        Ok(receivers) => receivers,
        // As many were made as there are channels.
        Err(_) => unreachable!("one receiver a channel"),
    };
    (receivers, task)
}

async fn listen_once(
    database: &Database,
    channels: &[&'static str],
    senders: &[watch::Sender<()>],
    pause: &mut Duration,
) -> Result<(), StoreError> {
    let (client, mut connection) = database.connect_raw().await?;
    let statement: String = channels.iter().map(|channel| format!("listen {channel};")).collect();
    let conversation = async {
        client.batch_execute(&statement).await?;
        // Listening first, looking second: what commits in between is seen by the look.
        for sender in senders {
            sender.send_replace(());
        }
        *pause = FIRST_PAUSE;
        loop {
            tokio::time::sleep(KEEPALIVE).await;
            let alive = tokio::time::timeout(ANSWER, client.batch_execute("select 1")).await;
            alive.map_err(|_| StoreError::Silent)??;
        }
    };
    let drive = async {
        while let Some(message) = poll_fn(|cx| connection.poll_message(cx)).await {
            if let AsyncMessage::Notification(hint) = message?
                && let Some(place) = channels.iter().position(|channel| *channel == hint.channel())
                && let Some(sender) = senders.get(place)
            {
                sender.send_replace(());
            }
        }
        Ok::<_, StoreError>(())
    };
    tokio::select! {
        ended = conversation => ended,
        ended = drive => ended,
    }
}
