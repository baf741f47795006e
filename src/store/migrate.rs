//! The schema: forward-only migrations, embedded in the binary.

use super::{Database, DatabaseError, away};

mod embedded {
    refinery::embed_migrations!("sql/migrations");
}

/// Serialises migrations of processes that start together: refinery does not lock.
const MIGRATION_LOCK: i64 = 4_606_530_411;

/// With its schema: `search_path` begins with the user's name, and a user called
/// `noc` has a schema of that name after the first migration, not before.
const HISTORY: &str = "public.refinery_schema_history";

/// Why the schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// No connection.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// A statement around the migrations failed: the lock, the history, the partitions.
    #[error("the schema could not be looked at")]
    Lock(#[from] tokio_postgres::Error),
    /// A migration failed, or the database was migrated by another history.
    #[error("the database schema could not be brought up to date")]
    Migration(#[from] Box<refinery::Error>),
}

impl MigrateError {
    /// Whether the server, not the schema, is the trouble.
    #[must_use]
    pub fn is_away(&self) -> bool {
        match self {
            Self::Database(_) => true,
            Self::Lock(e) => away(e),
            Self::Migration(_) => false,
        }
    }
}

/// How the database's schema compares with this program's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaState {
    /// Exactly what this program was built for.
    Current,
    /// Older: `migrate` brings it up to date.
    Behind {
        /// The newest migration applied; 0 for an empty database.
        applied: i32,
        /// The newest this program knows.
        known: i32,
    },
    /// Migrated by a newer program; ours still reads what it knows.
    Ahead {
        /// The newest migration applied.
        applied: i32,
        /// The newest this program knows.
        known: i32,
    },
}

/// Applies what is missing, under a lock, on a connection of its own.
///
/// # Errors
/// When the database is away or a migration fails; each one is a transaction, so
/// a failed one leaves the schema as it was before it.
pub async fn migrate(database: &Database) -> Result<u32, MigrateError> {
    let mut client = database.connect().await?;
    client.execute("select pg_advisory_lock($1)", &[&MIGRATION_LOCK]).await?;
    let mut runner = embedded::migrations::runner();
    let report = runner.set_migration_table_name(HISTORY).run_async(&mut **client.as_mut()).await.map_err(Box::new)?;
    client.execute("select noc.ensure_job_partitions()", &[]).await?;
    client.execute("select pg_advisory_unlock($1)", &[&MIGRATION_LOCK]).await?;
    Ok(u32::try_from(report.applied_migrations().len()).unwrap_or(u32::MAX))
}

/// Compares the schema with what this program was built for.
///
/// # Errors
/// When the database is away.
pub async fn schema_state(database: &Database) -> Result<SchemaState, MigrateError> {
    let client = database.connect().await?;
    let known =
        embedded::migrations::runner().get_migrations().iter().map(refinery::Migration::version).max().unwrap_or(0);
    let table = client.query_one("select to_regclass('public.refinery_schema_history') is not null", &[]).await?;
    let applied: i32 = if table.get(0) {
        client.query_one("select coalesce(max(version), 0) from public.refinery_schema_history", &[]).await?.get(0)
    } else {
        0
    };
    Ok(match applied.cmp(&known) {
        std::cmp::Ordering::Equal => SchemaState::Current,
        std::cmp::Ordering::Less => SchemaState::Behind { applied, known },
        std::cmp::Ordering::Greater => SchemaState::Ahead { applied, known },
    })
}
