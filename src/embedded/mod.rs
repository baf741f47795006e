//! Private Postgres and Redis for `up` and for the tests.
//!
//! Both run from the binaries that are installed, as child processes and as an
//! unprivileged user, with everything they keep in one data directory:
//!
//! ```text
//! lock              held by the one process that uses the directory
//! postgresql.conf   written anew at each start        redis.conf   likewise
//! postgres/         the database                      redis/       the append-only file
//! run/              the two sockets                   log/         what the servers print
//! ```
//!
//! They listen on Unix sockets in a directory that only their user may enter, so
//! they need no passwords, and cannot clash with other servers on this machine.
//! When the process that started them is killed they live on; the next one on the
//! same directory adopts them.

mod binaries;
mod error;
mod home;
mod postgres;
mod proc;
mod redis;
mod server;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

pub use self::binaries::{Binaries, Missing};
pub use self::error::Error;
pub use self::home::default_data_dir;
pub use self::postgres::Postgres;
pub use self::redis::Redis;

use self::home::Home;

/// Where the servers of a data directory are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// For tokio-postgres.
    pub database_url: String,
    /// For fred.
    pub redis_url: String,
}

/// The servers that somebody runs on `data_dir` now, if both answer to us.
#[must_use]
pub fn running(data_dir: &Path) -> Option<Addresses> {
    let sockets = home::socket_dir(&data_dir.canonicalize().ok()?);
    let answers = |name: &str| std::os::unix::net::UnixStream::connect(sockets.join(name)).is_ok();
    (answers(home::POSTGRES_SOCKET) && answers(home::REDIS_SOCKET)).then(|| Addresses {
        database_url: postgres::url(&sockets, postgres::DATABASE),
        redis_url: redis::url(&sockets),
    })
}

/// How often the servers are looked after: a dead one is away for at most this long.
const LOOK_AFTER: Duration = Duration::from_millis(500);
/// A server that does not come up is tried again no later than this.
const LONGEST_DELAY: Duration = Duration::from_secs(30);

/// How much the servers should take care, and take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// For `up`: everything is kept.
    Durable,
    /// For tests: less memory, an unsynced `initdb`, nothing of Redis on disk. Postgres still syncs every commit.
    Test,
}

/// Both servers on one locked data directory.
#[derive(Debug)]
pub struct Embedded {
    /// The database.
    pub postgres: Postgres,
    /// The streams.
    pub redis: Redis,
}

impl Embedded {
    /// Locks `data_dir`, making it if need be, and brings both servers up.
    ///
    /// Dropping the future, or the value before [`Self::stop`], asks what runs to stop without waiting for it.
    ///
    /// # Errors
    /// [`Error`], which says what to do.
    pub async fn start(binaries: &Binaries, data_dir: &Path, profile: Profile) -> Result<Self, Error> {
        let home = Arc::new(Home::open(data_dir)?);
        let (postgres, redis) =
            tokio::join!(Postgres::start(binaries, Arc::clone(&home), profile), Redis::start(binaries, home, profile),);
        match (postgres, redis) {
            (Ok(postgres), Ok(redis)) => Ok(Self { postgres, redis }),
            (Ok(mut postgres), Err(e)) => {
                let _ = postgres.stop().await; // the first failure is the one to tell
                Err(e)
            }
            (Err(e), Ok(mut redis)) => {
                let _ = redis.stop().await; // likewise
                Err(e)
            }
            (Err(e), Err(_)) => Err(e),
        }
    }

    /// Starts either server again whenever it has died, and keeps the logs short, until `stop`.
    ///
    /// Give it a token of its own: the servers must outlast the drain of those who use them.
    pub async fn keep(&mut self, stop: &CancellationToken) {
        let mut delay = LOOK_AFTER;
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(delay) => {}
            }
            self.postgres.trim_log();
            self.redis.trim_log();
            let mut restarted = Ok(());
            if !self.postgres.is_running() {
                tracing::error!("Postgres has ended: starting it again; see {}", self.postgres.log().display());
                restarted = self.postgres.restart().await;
            }
            if !self.redis.is_running() {
                tracing::error!("Redis has ended: starting it again; see {}", self.redis.log().display());
                restarted = restarted.and(self.redis.restart().await);
            }
            delay = match restarted {
                Ok(()) => LOOK_AFTER,
                Err(e) => {
                    let next = (delay * 2).min(LONGEST_DELAY);
                    tracing::error!("trying again in {next:?}: {e}");
                    next
                }
            };
        }
    }

    /// Stops both; returns when nothing of them is left.
    ///
    /// # Errors
    /// When a process survives even SIGKILL.
    pub async fn stop(&mut self) -> Result<(), Error> {
        let (postgres, redis) = tokio::join!(self.postgres.stop(), self.redis.stop());
        postgres.and(redis)
    }
}
