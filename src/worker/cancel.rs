//! Hearing at once that somebody wants a job stopped.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use tokio::sync::Notify;
use tokio_postgres::AsyncMessage;
use tokio_util::sync::CancellationToken;

use super::bench::Bench;
use super::link::{Link, Outage, in_time};
use super::running::Stop;
use crate::store::{Database, StoreError, jobs};

/// The net under the notifications: a request is seen this late at most.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// A listening connection that has been silent this long is asked whether it is still there.
const PING_EVERY: Duration = Duration::from_secs(10);

/// Stops attempts on request until `done`.
pub(super) async fn obey(bench: Arc<Bench>, done: CancellationToken) {
    let hint = Arc::new(Notify::new());
    let listener = tokio::spawn(listen(bench.database.clone(), Arc::clone(&hint), done.clone()));
    let mut link = Link::new(bench.database.clone());
    let mut outage = Outage::of("look for cancel requests in Postgres");
    while !done.is_cancelled() {
        tokio::select! {
            () = hint.notified() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = done.cancelled() => break,
        }
        let running: Vec<_> = bench.running.all().into_iter().filter(|a| !a.is_over()).collect();
        if running.is_empty() {
            continue;
        }
        let ids: Vec<_> = running.iter().map(|a| a.id).collect();
        let asked = in_time(async { jobs::cancel_requests(link.get().await?, bench.id, &ids).await }).await;
        match asked {
            Ok(requests) => {
                outage.over();
                let wanted = |a: &&Arc<_>| is_among(a, &requests);
                running.iter().filter(wanted).for_each(|a| a.stop(Stop::Cancel));
            }
            Err(e) => {
                link.cut();
                tokio::time::sleep(outage.failed(&*e)).await;
            }
        }
    }
    let _ = listener.await;
}

fn is_among(attempt: &super::running::Attempt, requests: &[(uuid::Uuid, i16)]) -> bool {
    requests.contains(&(attempt.id, attempt.attempt))
}

/// Turns notifications into hints, on a connection of its own. Without it the look every second remains.
async fn listen(database: Database, hint: Arc<Notify>, done: CancellationToken) {
    let mut outage = Outage::of("listen for cancel requests");
    while !done.is_cancelled() {
        if let Some(Err(e)) = done.run_until_cancelled(listen_once(&database, &hint, &mut outage)).await {
            let wait = outage.failed(&e);
            let _ = done.run_until_cancelled(tokio::time::sleep(wait)).await;
        }
    }
}

async fn listen_once(database: &Database, hint: &Notify, outage: &mut Outage) -> Result<(), StoreError> {
    let (client, mut connection) = database.connect_raw().await?;
    let messages = futures_util::stream::poll_fn(move |cx| connection.poll_message(cx));
    let heard = async {
        tokio::pin!(messages);
        while let Some(message) = messages.next().await {
            if let AsyncMessage::Notification(_) = message? {
                hint.notify_one();
            }
        }
        Ok(())
    };
    let speak = async {
        client.batch_execute("listen noc_cancel").await?;
        outage.over();
        // Whatever was asked before the connection listened.
        hint.notify_one();
        loop {
            tokio::time::sleep(PING_EVERY).await;
            client.batch_execute("").await?;
        }
    };
    tokio::select! {
        heard = heard => heard,
        spoken = speak => spoken,
    }
}
