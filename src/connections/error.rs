//! Why a connection was not changed or cannot be used.

use crate::domain::connection::{Connection, Kind};
use crate::domain::draft::FieldError;
use crate::store::{DatabaseError, StoreError};
use crate::vault::VaultError;

/// Why a connection was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// There is no such connection.
    #[error("there is no such connection")]
    NotFound,
    /// It stands in the environment of the processes.
    #[error("this connection stands in the environment of the API and the workers: change it there and restart them")]
    ReadOnly,
    /// Another one is called so.
    #[error("the name `{0}` is taken by another connection")]
    NameTaken(String),
    /// It was changed since the writer looked.
    #[error("the connection is at version {}, not {seen}", .current.version)]
    Stale {
        /// The version the writer saw.
        seen: i32,
        /// As it stands.
        current: Box<Connection>,
    },
    /// There are enough.
    #[error("there are {} connections; delete some that are not needed", super::MOST_CONNECTIONS)]
    TooMany,
    /// Fields that do not fit.
    #[error("{}", .0.first().map_or("the body does not fit", |e| e.detail.as_str()))]
    Invalid(Vec<FieldError>),
    /// The secret cannot be kept.
    #[error("The secret cannot be kept: {0}.")]
    Vault(#[from] VaultError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why there is no connection to be had for a job.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// None of that kind is known.
    #[error(
        "No {} is connected: an admin adds one under Settings → Connections (POST /api/connections), or it is set in the \
         environment of the workers.", .0.title()
    )]
    NotConfigured(Kind),
    /// None has that name.
    #[error("There is no {} connection `{name}`; known are {}.", .kind.title(), listed(.known))]
    NoSuch {
        /// Of what kind.
        kind: Kind,
        /// The name that was given.
        name: String,
        /// Those there are.
        known: Vec<String>,
    },
    /// There are several, and none is the default.
    #[error("There are several {} connections ({}), and none is the default: name one.", .kind.title(), listed(.known))]
    Several {
        /// Of what kind.
        kind: Kind,
        /// Those there are.
        known: Vec<String>,
    },
    /// Its secret cannot be opened.
    #[error("The secret of the connection `{name}` cannot be opened: {source}.")]
    Vault {
        /// Whose.
        name: String,
        /// Why not.
        source: VaultError,
    },
    /// What is stored cannot work.
    #[error("The connection `{name}` cannot be used: {reason}")]
    Unusable {
        /// Which.
        name: String,
        /// Why not.
        reason: String,
    },
    /// The database failed.
    #[error("The database could not be asked for the connection.")]
    Store(#[from] StoreError),
}

impl OpenError {
    /// Whether a later attempt may fare better with nobody changing anything.
    #[must_use]
    pub const fn retryable(&self) -> bool {
        matches!(self, Self::Store(_))
    }

    /// A word that stays the same when the sentence is rewritten.
    #[must_use]
    pub const fn class(&self) -> &'static str {
        match self {
            Self::NotConfigured(_) => "not_configured",
            Self::NoSuch { .. } | Self::Several { .. } => "no_such_connection",
            Self::Vault { .. } => "secret",
            Self::Unusable { .. } => "bad_config",
            Self::Store(_) => "database",
        }
    }
}

fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

macro_rules! from_the_store {
    ($($error:ident),+) => {$(
        impl From<DatabaseError> for $error {
            fn from(e: DatabaseError) -> Self {
                Self::Store(e.into())
            }
        }

        impl From<tokio_postgres::Error> for $error {
            fn from(e: tokio_postgres::Error) -> Self {
                Self::Store(e.into())
            }
        }
    )+};
}
from_the_store!(ChangeError, OpenError);
