//! A private Redis, on a Unix socket only.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use nix::sys::signal::Signal;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;

use super::Profile;
use super::binaries::{Binaries, REDIS_NAMES};
use super::error::Error;
use super::home::{Home, REDIS_SOCKET};
use super::server::{Kind, Server};

/// Loading the append-only file takes a few seconds a gigabyte.
const READY_WITHIN: Duration = Duration::from_secs(60);

const KIND: Kind = Kind {
    name: "Redis",
    programs: REDIS_NAMES,
    // Writes out what it holds, then ends.
    stop: &[(Signal::SIGTERM, Duration::from_secs(10))],
};

/// Where the Redis of these sockets is.
pub(super) fn url(sockets: &Path) -> String {
    format!("redis+unix://{}", sockets.join(REDIS_SOCKET).display())
}

/// A private Redis server.
#[derive(Debug)]
pub struct Redis {
    home: Arc<Home>,
    program: PathBuf,
    config: PathBuf,
    pid_file: PathBuf,
    socket: PathBuf,
    server: Server,
}

impl Redis {
    /// Adopts the server that is left on this data directory, or starts one.
    pub(crate) async fn start(binaries: &Binaries, home: Arc<Home>, profile: Profile) -> Result<Self, Error> {
        let dir = home.path("redis");
        let pid_file = dir.join("redis.pid");
        let socket = home.sockets().join(REDIS_SOCKET);
        let config = home.write("redis.conf", &configuration(&dir, &pid_file, &socket, profile))?;
        let server = Server::new(&KIND, dir, home.path("log/redis.log"));
        let mut this = Self { home, program: binaries.redis().to_owned(), config, pid_file, socket, server };
        this.run().await?;
        Ok(this)
    }

    /// Where it is, for fred.
    #[must_use]
    pub fn url(&self) -> String {
        url(self.home.sockets())
    }

    /// What the server prints.
    #[must_use]
    pub fn log(&self) -> &Path {
        self.server.log()
    }

    /// The process id of the server, while it is started.
    #[must_use]
    pub fn pid(&self) -> Option<i32> {
        self.server.pid()
    }

    /// Whether the server process is there.
    pub fn is_running(&mut self) -> bool {
        self.server.is_running()
    }

    /// Ends the server; returns when nothing of it is left.
    ///
    /// # Errors
    /// When a process survives SIGKILL.
    pub async fn stop(&mut self) -> Result<(), Error> {
        self.server.stop().await
    }

    /// Starts the server again after [`Self::stop`] or [`Self::kill9`], at the same address; stops it first if it runs.
    ///
    /// # Errors
    /// As at the first start.
    pub async fn restart(&mut self) -> Result<(), Error> {
        self.server.stop().await?;
        self.run().await
    }

    /// SIGKILL, for fault tests.
    ///
    /// # Errors
    /// When the process survives it.
    pub async fn kill9(&mut self) -> Result<(), Error> {
        self.server.kill().await
    }

    /// SIGSTOP: it hangs, and its connections stay open. For fault tests.
    pub fn pause(&self) {
        self.server.signal_all(Signal::SIGSTOP);
    }

    /// Undoes [`Self::pause`].
    pub fn resume(&self) {
        self.server.signal_all(Signal::SIGCONT);
    }

    pub(crate) fn trim_log(&self) {
        self.server.trim_log();
    }

    async fn run(&mut self) -> Result<(), Error> {
        if !self.server.adopt(&self.pid_file, None).await? {
            // Redis does not lock its directory, and takes a socket away from whoever has
            // it: two on one append-only file would destroy it.
            if UnixStream::connect(&self.socket).await.is_ok() {
                return Err(Error::ForeignServer { socket: self.socket.clone() });
            }
            let mut command = Command::new(&self.program);
            command.arg(&self.config);
            self.server.spawn(command, self.home.user())?;
        }
        let socket = self.socket.clone();
        self.server.ready(READY_WITHIN, async || ping(&socket).await.is_ok_and(|answers| answers)).await
    }
}

/// Whether it answers `PONG`; while it loads its file it answers `LOADING`.
async fn ping(socket: &Path) -> std::io::Result<bool> {
    let mut stream = UnixStream::connect(socket).await?;
    stream.write_all(b"PING\r\n").await?;
    let mut answer = [0; 5];
    stream.read_exact(&mut answer).await?;
    Ok(&answer == b"+PONG")
}

fn configuration(dir: &Path, pid_file: &Path, socket: &Path, profile: Profile) -> String {
    let (dir, pid_file, socket) = (quoted(dir), quoted(pid_file), quoted(socket));
    // Postgres remembers everything; this only spares the re-sending after a restart.
    let appendonly = match profile {
        Profile::Durable => "yes",
        Profile::Test => "no",
    };
    format!(
        "# Written anew at each start.
port 0
unixsocket {socket}
unixsocketperm 700
dir {dir}
pidfile {pid_file}
daemonize no
logfile \"\"
appendonly {appendonly}
appendfsync everysec
save \"\"
maxmemory-policy noeviction
"
    )
}

fn quoted(path: &Path) -> String {
    format!("\"{}\"", path.display().to_string().replace('\\', "\\\\").replace('"', "\\\""))
}
