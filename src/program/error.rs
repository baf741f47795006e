//! Why a command did not succeed, in words for whoever typed it.

use std::io;
use std::process::ExitCode;

use super::ground::{START_POSTGRES, START_REDIS};
use super::keys::KeyFileError;
use crate::archive::ArchiveError;
use crate::command::change_set::ChangeSetError;
use crate::command::people::PeopleError;
use crate::config::{ConfigError, Origin};
use crate::connections::ChangeError;
use crate::credentials::CredentialError;
use crate::device::parse::CannotLoad;
use crate::embedded;
use crate::queue::RedisError;
use crate::store::celery::ForeignError;
use crate::store::{DatabaseError, MigrateError, StoreError};
use crate::worker::WorkerError;

/// Why a command did not succeed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says in its message what it is")]
pub enum ProgramError {
    #[error("{0}")]
    Usage(String),
    #[error("the configuration has {}, see above", mistakes(.0.len()))]
    Configuration(Vec<ConfigError>),
    #[error(
        "{0} is not set: `up` starts servers of its own, everything else has to be told where they are, or by --data-dir \
         where an `up` runs"
    )]
    Missing(&'static str),
    #[error("there is no directory to keep data in: set NOC_DATA_DIR or --data-dir")]
    NoDataDir,
    #[error("the runtime could not be started")]
    Runtime(#[source] io::Error),
    #[error("signals cannot be handled")]
    Signals(#[source] io::Error),
    #[error("cannot listen on {address}")]
    Listen {
        address: String,
        #[source]
        source: io::Error,
    },
    #[error(transparent)]
    Embedded(#[from] embedded::Error),
    #[error(transparent)]
    Database(DatabaseError),
    #[error(transparent)]
    Redis(#[from] RedisError),
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    #[error("the database schema is at {applied} and this program needs {known}: run `noc-scheduler migrate`")]
    SchemaBehind { applied: i32, known: i32 },
    #[error(
        "the database schema is at {applied}, which is newer than this program ({known}); it has nothing to migrate"
    )]
    SchemaAhead { applied: i32, known: i32 },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    People(#[from] PeopleError),
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    #[error(
        "no secret key is configured: set NOC_SECRET_KEY or NOC_SECRET_KEY_FILE (`noc-scheduler secrets new-key` prints a key)"
    )]
    NoSecretKey,
    #[error("a connection: {0}")]
    Connection(ChangeError),
    #[error("NOC_TEXTFSM_TEMPLATES does not name an installed ntc-templates")]
    Templates(#[from] CannotLoad),
    #[error("the simulated systems of the demo could not be started")]
    Demo(#[source] io::Error),
    #[error("the demo's schedule `{0}` does not fit: {1}")]
    DemoSchedule(String, String),
    #[error("a credential: {0}")]
    Credential(#[from] CredentialError),
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    #[error(transparent)]
    Foreign(#[from] ForeignError),
    #[error("there is no active user `{0}` to own what names no owner")]
    NoOwner(String),
    #[error("{} not taken, see above", rows(*.0))]
    NotTaken(usize),
    #[error("NOC_API_TOKEN is not set: make one in the page under Settings, API tokens, and put it in the environment")]
    NoApiToken,
    #[error("{0}")]
    RemoteApi(String),
    #[error("{place}: {reason}")]
    SchedulesFile { place: String, reason: String },
    #[error("{0} of what the files say cannot be, see above")]
    FilesRefused(usize),
    #[error(transparent)]
    ChangeSet(#[from] ChangeSetError),
    #[error("the history is not as it was written: {} wrong, see above", checks(*.0))]
    HistoryBroken(usize),
    #[error("no password could be read")]
    Password(#[source] io::Error),
    #[error("the two passwords differ")]
    PasswordsDiffer,
    #[error(transparent)]
    Worker(#[from] WorkerError),
    #[error("the API ended")]
    Api(#[source] io::Error),
    #[error("the {0} ended by itself; its log lines above say why")]
    Ended(&'static str),
    #[error("{} wrong, see above", checks(*.0))]
    Unwell(usize),
}

impl ProgramError {
    /// 2 for wrong usage, 1 for anything else.
    #[must_use]
    pub fn code(&self) -> ExitCode {
        let usage = match self {
            Self::Usage(_) => true,
            Self::Configuration(wrong) => wrong.iter().any(|mistake| mistake.origin == Origin::Flag),
            _ => false,
        };
        ExitCode::from(if usage { 2 } else { 1 })
    }
}

impl ProgramError {
    /// What the person can do, where the message does not say it.
    #[must_use]
    pub fn remedy(&self) -> Option<&'static str> {
        let postgres = match self {
            Self::Database(e) => matches!(e, DatabaseError::Connect { .. } | DatabaseError::Pool { .. }),
            Self::Store(e) | Self::People(PeopleError::Store(e)) => e.is_away(),
            Self::Migrate(e) => e.is_away(),
            _ => false,
        };
        let redis = matches!(self, Self::Redis(RedisError::Connect(_) | RedisError::Silent));
        if postgres { Some(START_POSTGRES) } else { redis.then_some(START_REDIS) }
    }
}

fn mistakes(count: usize) -> String {
    if count == 1 { "a mistake".to_owned() } else { format!("{count} mistakes") }
}

fn rows(count: usize) -> String {
    if count == 1 { "one row was".to_owned() } else { format!("{count} rows were") }
}

fn checks(count: usize) -> String {
    if count == 1 { "one thing is".to_owned() } else { format!("{count} things are") }
}
