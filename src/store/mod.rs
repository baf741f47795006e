//! Postgres: what the house remembers. Statements are files under `sql/`; the
//! functions here are named for what they are for.

mod connect;
mod migrate;
mod sql_types;

pub use self::connect::{Database, DatabaseError};
pub use self::migrate::{SchemaState, migrate, schema_state};

/// Why something could not be stored or read: ours, not the caller's.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No connection could be had.
    #[error("Postgres is away")]
    Away(#[from] DatabaseError),
    /// A statement failed.
    #[error("Postgres refused a statement")]
    Statement(#[from] tokio_postgres::Error),
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
        use tokio_postgres::error::SqlState;
        match self {
            Self::Away(_) => true,
            Self::Statement(e) => {
                e.is_closed()
                    || e.code().is_none_or(|c| {
                        *c == SqlState::ADMIN_SHUTDOWN
                            || *c == SqlState::CRASH_SHUTDOWN
                            || *c == SqlState::CANNOT_CONNECT_NOW
                            || c.code().starts_with("08")
                            || c.code().starts_with("53")
                    })
            }
            Self::Unreadable { .. } => false,
        }
    }
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
