//! What can go wrong, in words that say what to do.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::binaries::Missing;

/// Why the private servers do not run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No usable server binaries.
    #[error(transparent)]
    Missing(#[from] Missing),
    /// Another process has the lock.
    #[error(
        "{} is in use by another noc-scheduler (process {holder}): stop that one first, or give this one a `--data-dir` of its own",
        dir.display()
    )]
    InUse {
        /// The data directory.
        dir: PathBuf,
        /// What the lock file says about its holder.
        holder: String,
    },
    /// Root starts the servers as another user, who cannot get to the data directory.
    #[error(
        "the servers run as user `{user}`, who may not pass through {}: choose a `--data-dir` elsewhere, such as /var/lib/noc-scheduler, or `chmod o+x {}`",
        at.display(), at.display()
    )]
    Unreachable {
        /// The unprivileged user.
        user: String,
        /// The first directory on the way that is closed.
        at: PathBuf,
    },
    /// The servers' configuration files cannot say this path.
    #[error("{dir:?} is no name for a data directory: it must be UTF-8 without control characters")]
    AwkwardName {
        /// The path.
        dir: PathBuf,
    },
    /// We are root and there is nobody to step down to.
    #[error(
        "Postgres refuses to run as root, and this machine has neither a user `postgres` nor `nobody`: create one, or start this as an ordinary user"
    )]
    NobodyThere,
    /// Somebody else made the directory for sockets first.
    #[error("{} must belong to user id {uid} with mode 0700 and does not: remove it, or choose a shorter `--data-dir`", path.display())]
    ForeignDirectory {
        /// The directory.
        path: PathBuf,
        /// Who should own it.
        uid: u32,
    },
    /// A server answers where ours should, and it is none that we can see.
    #[error("something already listens on {}, and it is no server of this data directory that can be seen from here (another container?): stop it first", socket.display())]
    ForeignServer {
        /// The socket.
        socket: PathBuf,
    },
    /// The operating system said no.
    #[error("could not {doing} {}: {source}", path.display())]
    Io {
        /// A verb.
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// `initdb` failed.
    #[error("could not make a database in {}: {said}", dir.display())]
    Initdb {
        /// Where.
        dir: PathBuf,
        /// What it printed.
        said: String,
    },
    /// The server ended instead of coming up.
    #[error("{program} ended while starting ({status}); {} ends with:\n{tail}", log.display())]
    Died {
        /// Which server.
        program: &'static str,
        /// Exit status.
        status: String,
        /// Its log file.
        log: PathBuf,
        /// The end of it.
        tail: String,
    },
    /// The server runs and does not answer.
    #[error("{program} did not answer within {} s; {} ends with:\n{tail}", within.as_secs(), log.display())]
    NotReady {
        /// Which server.
        program: &'static str,
        /// The deadline.
        within: Duration,
        /// Its log file.
        log: PathBuf,
        /// The end of it.
        tail: String,
    },
    /// The server is up, a statement of ours failed.
    #[error("Postgres is up but `{statement}` failed: {source}")]
    Statement {
        /// The statement.
        statement: String,
        /// Why.
        source: tokio_postgres::Error,
    },
    /// Even SIGKILL did not help.
    #[error("{program} (process {pid}) does not end, not even by SIGKILL")]
    WillNotEnd {
        /// Which server.
        program: &'static str,
        /// Its process id.
        pid: i32,
    },
}

/// Turns an I/O error into one that names the deed and the file.
pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Io { doing, path, source }
}
