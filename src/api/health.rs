//! Whether this process lives, and whether it can work. No login is needed.

use std::time::Duration;

use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::Tag;
use super::auth::Here;
use super::problem::Problem;
use super::schedules::windows_now;
use super::state::Context;
use crate::store::{Chain, StoreError, beat, notices, workers};

/// Whoever does not answer within this is away: load balancers ask every few seconds.
const PATIENCE: Duration = Duration::from_secs(2);

/// This process lives.
#[derive(Object)]
#[oai(rename = "Live")]
struct LiveAnswer {
    /// Always `ok`.
    status: String,
    /// The program's version.
    version: String,
}

/// What this process depends on answers.
#[derive(Object)]
#[oai(rename = "Ready")]
struct ReadyAnswer {
    /// Always `ok`.
    status: String,
    /// Whether there has been a beat that turns due times into jobs.
    leader: bool,
    /// How many workers there are.
    workers: usize,
    /// How many maintenance windows are open: due times are skipped or held.
    maintenance_windows: usize,
    /// How many messages wait for the webhook.
    notices_waiting: i64,
    /// Whether the webhook did not take one of them when it was last tried; why, `doctor` says.
    notices_refused: bool,
}

pub(super) struct HealthApi;

#[OpenApi(prefix_path = "/health", tag = "Tag::Health")]
impl HealthApi {
    /// Does this process live?
    #[oai(path = "/live", method = "get", operation_id = "live")]
    async fn live(&self) -> Json<LiveAnswer> {
        Json(LiveAnswer { status: "ok".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() })
    }

    /// Can this process work?
    ///
    /// 503 names what is away.
    #[oai(path = "/ready", method = "get", operation_id = "ready")]
    async fn ready(&self, here: Here) -> Result<Json<ReadyAnswer>, Problem> {
        let (postgres, redis) = tokio::join!(
            tokio::time::timeout(PATIENCE, fleet(&here)),
            tokio::time::timeout(PATIENCE, here.redis.ping())
        );
        let mut away = Vec::new();
        let mut fleet = Fleet::default();
        match postgres {
            Ok(Ok(found)) => fleet = found,
            Ok(Err(e)) => {
                tracing::warn!(error = %Chain(&e), "not ready: Postgres");
                away.push("Postgres");
            }
            Err(_) => away.push("Postgres"),
        }
        if !matches!(redis, Ok(Ok(()))) {
            away.push("Redis");
        }
        if away.is_empty() {
            let Fleet { leader, workers, maintenance_windows, notices_waiting, notices_refused } = fleet;
            let status = "ok".to_owned();
            return Ok(Json(ReadyAnswer {
                status,
                leader,
                workers,
                maintenance_windows,
                notices_waiting,
                notices_refused,
            }));
        }
        let are = if away.len() == 1 { "is" } else { "are" };
        Err(Problem::away(&format!("{} {are} away", away.join(" and "))))
    }
}

/// What else there is to know.
#[derive(Default)]
struct Fleet {
    leader: bool,
    workers: usize,
    maintenance_windows: usize,
    notices_waiting: i64,
    notices_refused: bool,
}

async fn fleet(context: &Context) -> Result<Fleet, StoreError> {
    let client = context.database.get().await?;
    let notices = notices::state(&client).await?;
    Ok(Fleet {
        leader: beat::leader(&client).await?.is_some(),
        workers: workers::alive(&client).await?.len(),
        maintenance_windows: windows_now(&client).await?.open_at(context.clock.now()).len(),
        notices_waiting: notices.waiting,
        notices_refused: notices.error.is_some(),
    })
}
