//! Postgres: what the house remembers. Statements are files under `sql/`; the
//! functions here are named for what they are for.

pub mod access;
pub mod append;
pub mod beat;
pub mod captures;
pub mod celery;
pub mod change_sets;
pub mod cleanup;
mod connect;
pub mod connections;
pub mod credentials;
pub mod devices;
pub mod diagnosis;
mod executor;
pub mod feeds;
pub mod firing;
pub mod forecast;
pub mod held;
pub mod host_keys;
pub mod hosts;
pub mod housekeeping;
pub mod inventory;
pub mod jobs;
pub mod leader;
pub mod listen;
pub mod logins;
pub mod maintenance;
pub mod manual;
pub mod metrics;
mod migrate;
pub mod notices;
pub mod occurrences;
pub mod outage;
pub mod past;
pub mod pending;
pub mod people;
pub mod queues;
pub mod schedules;
pub mod seals;
mod sql_types;
pub mod streaks;
pub mod syncs;
pub mod topology;
pub mod visits;
pub mod workers;

use deadpool_postgres::GenericClient;
use tokio_postgres::Row;

pub use self::connect::{Database, DatabaseError, place};
pub use self::executor::{Executor, session};
pub use self::migrate::{MigrateError, SchemaState, migrate, schema_state};

/// A statement's parameter.
pub type Param<'a> = &'a (dyn tokio_postgres::types::ToSql + Sync);

/// Runs a statement, prepared once per connection, and gives its rows.
pub(crate) async fn rows(
    client: &impl GenericClient,
    sql: &'static str,
    params: &[Param<'_>],
) -> Result<Vec<Row>, tokio_postgres::Error> {
    let statement = client.prepare_cached(sql).await?;
    client.query(&statement, params).await
}

/// Like [`rows`], for a statement that gives exactly one.
pub(crate) async fn one(
    client: &impl GenericClient,
    sql: &'static str,
    params: &[Param<'_>],
) -> Result<Row, tokio_postgres::Error> {
    let statement = client.prepare_cached(sql).await?;
    client.query_one(&statement, params).await
}

/// Like [`rows`], for a statement that gives none: how many rows it touched.
pub(crate) async fn execute(
    client: &impl GenericClient,
    sql: &'static str,
    params: &[Param<'_>],
) -> Result<u64, tokio_postgres::Error> {
    let statement = client.prepare_cached(sql).await?;
    client.execute(&statement, params).await
}

/// Why something could not be stored or read: ours, not the caller's.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No connection could be had.
    #[error(transparent)]
    Away(#[from] DatabaseError),
    /// A statement failed.
    #[error("Postgres refused a statement")]
    Statement(#[from] tokio_postgres::Error),
    /// A connection no longer answers.
    #[error("a connection to Postgres no longer answers")]
    Silent,
    /// A stored value is not one this version writes.
    #[error("a stored {what} cannot be read: {reason}")]
    Unreadable {
        /// What it is.
        what: &'static str,
        /// Why it cannot be read.
        reason: String,
    },
}

impl StoreError {
    /// The violated constraint, if that is what it is.
    #[must_use]
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Statement(e) => e.as_db_error()?.constraint(),
            _ => None,
        }
    }

    /// Whether the same transaction may succeed when tried again: deadlock or serialization failure.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        use tokio_postgres::error::SqlState;
        matches!(self, Self::Statement(e)
            if matches!(e.code(), Some(c) if *c == SqlState::T_R_DEADLOCK_DETECTED || *c == SqlState::T_R_SERIALIZATION_FAILURE))
    }

    /// Whether the server, not the statement, is the trouble: no connection, or one that broke.
    #[must_use]
    pub fn is_away(&self) -> bool {
        match self {
            Self::Away(_) | Self::Silent => true,
            Self::Statement(e) => away(e),
            Self::Unreadable { .. } => false,
        }
    }
}

/// Whether an error means that there is no connection, or that it broke.
fn away(e: &tokio_postgres::Error) -> bool {
    use std::error::Error;

    use tokio_postgres::error::SqlState;
    // Without a code it is ours when a value could not be read, and nobody is away.
    let broken = || e.source().is_some_and(<dyn Error>::is::<std::io::Error>);
    e.is_closed()
        || e.code().map_or_else(broken, |c| {
            *c == SqlState::ADMIN_SHUTDOWN
                || *c == SqlState::CRASH_SHUTDOWN
                || *c == SqlState::CANNOT_CONNECT_NOW
                || c.code().starts_with("08")
                || c.code().starts_with("53")
        })
}

/// What an error comes down to: its innermost cause.
#[must_use]
pub fn root<'a>(e: &'a (dyn std::error::Error + 'static)) -> &'a (dyn std::error::Error + 'static) {
    let mut root = e;
    while let Some(cause) = root.source() {
        root = cause;
    }
    root
}

/// An error with all its causes, in one line, for the log.
pub struct Chain<'a>(pub &'a (dyn std::error::Error + 'static));

impl std::fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut source = self.0.source();
        while let Some(cause) = source {
            write!(f, ": {cause}")?;
            source = cause.source();
        }
        Ok(())
    }
}
