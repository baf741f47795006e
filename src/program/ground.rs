//! What every role stands on: Postgres, its schema, and Redis. All are awaited:
//! after a power cut nobody orders who comes back first.

use std::str::FromStr;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use super::ProgramError;
use crate::config::Settings;
use crate::queue::Redis;
use crate::store::{self, Chain, Database, SchemaState, StoreError};

/// The first wait between two tries, and the longest.
const PAUSE: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(2));

/// What to do when one of them is away.
pub(super) const START_POSTGRES: &str = "start it, or correct NOC_DATABASE_URL";
pub(super) const START_REDIS: &str = "start it, or correct NOC_REDIS_URL";

/// What to do about the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Schema {
    /// Bring it up to date.
    Migrate,
    /// Refuse to start when it is too old.
    Check,
    /// Wait until somebody else has brought it up to date.
    Await,
}

impl Schema {
    pub(super) fn unless(no_migrate: bool) -> Self {
        if no_migrate { Self::Check } else { Self::Migrate }
    }
}

/// Servers that answer, and a schema that fits.
pub(super) struct Ground {
    pub(super) database: Database,
    pub(super) redis: Redis,
}

/// Prepares to connect; nothing is sent yet.
pub(super) fn database(url: &SecretString, role: &str, connections: usize) -> Result<Database, ProgramError> {
    let name = format!("noc-scheduler {role}");
    Database::new(url.expose_secret(), &name, connections).map_err(ProgramError::Database)
}

/// Waits for everything a role needs, saying what it waits for. May be dropped at any point.
pub(super) async fn prepare(
    settings: &Settings,
    role: &str,
    database_url: &SecretString,
    redis_url: &SecretString,
    schema: Schema,
) -> Result<Ground, ProgramError> {
    let database = database(database_url, role, settings.database_connections)?;
    until_there(&postgres_at(database_url), START_POSTGRES, async || answers(&database).await).await;
    fit_schema(&database, schema).await?;
    let redis_name = redis_at(redis_url);
    let redis = until_there(&redis_name, START_REDIS, async || {
        let redis = Redis::connect(redis_url.expose_secret(), &settings.redis_prefix).await?;
        redis.ping().await.map(|()| redis)
    })
    .await;
    Ok(Ground { database, redis })
}

async fn answers(database: &Database) -> Result<(), StoreError> {
    let client = database.get().await?;
    client.simple_query("").await?;
    Ok(())
}

/// Tries until it works. Says what is missing once for each reason, and when it is there.
async fn until_there<T, E: std::error::Error + 'static>(
    what: &str,
    remedy: &str,
    mut attempt: impl AsyncFnMut() -> Result<T, E>,
) -> T {
    let (mut pause, mut told) = (PAUSE.0, None);
    loop {
        match attempt().await {
            Ok(there) => {
                if told.is_some() {
                    tracing::info!("{what} is there");
                }
                return there;
            }
            Err(e) => {
                let reason = store::root(&e).to_string();
                if told.as_ref() != Some(&reason) {
                    tracing::warn!("waiting for {what}: {reason}; {remedy}");
                    told = Some(reason);
                }
            }
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(PAUSE.1);
    }
}

async fn fit_schema(database: &Database, schema: Schema) -> Result<(), ProgramError> {
    let (mut pause, mut told) = (PAUSE.0, false);
    loop {
        let waits_for = match schema_once(database, schema).await {
            Ok(None) => {
                if told {
                    tracing::info!("the database schema is there");
                }
                return Ok(());
            }
            Ok(Some(waits_for)) => waits_for,
            Err(ProgramError::Migrate(e)) if e.is_away() => format!("Postgres: {}", Chain(&e)),
            Err(e) => return Err(e),
        };
        if !std::mem::replace(&mut told, true) {
            tracing::warn!("waiting for {waits_for}");
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(PAUSE.1);
    }
}

/// What there is to wait for, if anything.
async fn schema_once(database: &Database, schema: Schema) -> Result<Option<String>, ProgramError> {
    match (store::schema_state(database).await?, schema) {
        (SchemaState::Ahead { applied, known }, _) => {
            tracing::warn!(
                "the database schema is at {applied} and this program knows {known}: it was migrated by a newer one; update this one soon"
            );
            Ok(None)
        }
        (_, Schema::Migrate) => migrate_now(database).await.map(|_| None),
        (SchemaState::Current, _) => Ok(None),
        (SchemaState::Behind { applied, known }, Schema::Check) => Err(ProgramError::SchemaBehind { applied, known }),
        (SchemaState::Behind { applied, known }, Schema::Await) => Ok(Some(format!(
            "the database schema: it is at {applied} and this program needs {known}; api and beat bring it up to date, and so does `noc-scheduler migrate`"
        ))),
    }
}

/// Brings the schema up to date: how many migrations that took.
pub(super) async fn migrate_now(database: &Database) -> Result<u32, ProgramError> {
    if let SchemaState::Ahead { applied, known } = store::schema_state(database).await? {
        return Err(ProgramError::SchemaAhead { applied, known });
    }
    let applied = store::migrate(database).await?;
    if applied > 0 {
        tracing::info!("the database schema is up to date; migrations applied: {applied}");
    }
    // Events from before there were seals, and those that an older program appended last.
    let sealed = store::seals::catch_up(&mut database.get().await.map_err(ProgramError::Database)?).await?;
    if sealed > 0 {
        tracing::info!("events that had no seal were sealed: {sealed}");
    }
    Ok(applied)
}

/// Postgres and where it is, without any password.
pub(crate) fn postgres_at(url: &SecretString) -> String {
    let Ok(config) = tokio_postgres::Config::from_str(url.expose_secret()) else { return "Postgres".to_owned() };
    format!("Postgres at {}", store::place(&config))
}

/// Redis and where it is, without any password.
pub(crate) fn redis_at(url: &SecretString) -> String {
    let url = url.expose_secret();
    let address = url.rsplit_once("://").map_or(url, |(_, rest)| rest);
    let host = address.rsplit_once('@').map_or(address, |(_, host)| host);
    format!("Redis at {}", host.split(['?', '#']).next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_without_their_passwords() {
        let at = |url: &str| postgres_at(&url.into());
        assert_eq!(at("postgres://noc:hunter2@db.example.net/noc"), "Postgres at db.example.net:5432");
        assert_eq!(at("postgres://noc:p%40ss@%2Frun%2Fpg:5433/noc"), "Postgres at /run/pg");
        let at = |url: &str| redis_at(&url.into());
        assert_eq!(at("redis://:hunter2@cache:6379/0"), "Redis at cache:6379/0");
        assert_eq!(at("redis+unix:///run/redis.sock"), "Redis at /run/redis.sock");
    }
}
