//! A private Postgres: initialised when absent, on a Unix socket only.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use nix::sys::signal::Signal;
use tokio::net::UnixStream;
use tokio_postgres::{Client, Config, NoTls};

use super::Profile;
use super::binaries::Binaries;
use super::error::{Error, io};
use super::home::Home;
use super::server::{Kind, Server, run_to_end};

/// Superuser of the private cluster; the socket's directory decides who may be it.
const USER: &str = "noc";
/// The database that `up` uses.
pub(super) const DATABASE: &str = "noc_scheduler";
/// Only part of the socket's name: no TCP port is opened.
const PORT: u16 = 5432;
/// Recovery after a crash replays at most `max_wal_size`, which a slow disk does in this time.
const READY_WITHIN: Duration = Duration::from_secs(120);

const KIND: Kind = Kind {
    name: "Postgres",
    programs: &["postgres"],
    stop: &[
        // Fast: ends sessions, writes a checkpoint.
        (Signal::SIGINT, Duration::from_secs(20)),
        // Immediate: loses nothing either, the next start recovers.
        (Signal::SIGQUIT, Duration::from_secs(5)),
    ],
};

/// Where `database` of the Postgres of these sockets is.
pub(super) fn url(sockets: &Path, database: &str) -> String {
    let dir = sockets.as_os_str().as_encoded_bytes();
    let host: String = dir
        .iter()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'-' => char::from(*byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("postgres://{USER}@{host}:{PORT}/{database}")
}

/// A private Postgres server.
#[derive(Debug)]
pub struct Postgres {
    home: Arc<Home>,
    bin: PathBuf,
    data: PathBuf,
    config: PathBuf,
    server: Server,
}

impl Postgres {
    /// Adopts the server that is left on this data directory, or starts one.
    pub(crate) async fn start(binaries: &Binaries, home: Arc<Home>, profile: Profile) -> Result<Self, Error> {
        let data = home.path("postgres");
        let bin = binaries.postgres_for(&data)?.to_owned();
        if !data.exists() {
            initialise(&bin, &home, &data, profile).await?;
        }
        let config = home.write("postgresql.conf", &configuration(&data, home.sockets(), profile))?;
        let server = Server::new(&KIND, data.clone(), home.path("log/postgres.log"));
        let mut this = Self { home, bin, data, config, server };
        this.run().await?;
        this.create_database().await?;
        Ok(this)
    }

    /// Where the database of the scheduler is, for tokio-postgres.
    #[must_use]
    pub fn url(&self) -> String {
        self.url_of(DATABASE)
    }

    /// Where `database` of this server is. The name must be a plain identifier.
    #[must_use]
    pub fn url_of(&self, database: &str) -> String {
        url(self.home.sockets(), database)
    }

    /// What the server prints; statement logging goes there too.
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

    /// Ends sessions and the server; returns when nothing of it is left.
    ///
    /// # Errors
    /// When a process survives SIGKILL.
    pub async fn stop(&mut self) -> Result<(), Error> {
        self.server.stop().await
    }

    /// Starts the server again after [`Self::stop`], [`Self::kill9`] or [`Self::crash`], at the same address; stops it first if it runs.
    ///
    /// # Errors
    /// As at the first start.
    pub async fn restart(&mut self) -> Result<(), Error> {
        self.server.stop().await?;
        self.run().await
    }

    /// SIGKILL to every process of the server, for fault tests.
    ///
    /// # Errors
    /// When a process survives it.
    pub async fn kill9(&mut self) -> Result<(), Error> {
        self.server.kill().await
    }

    /// Immediate shutdown (SIGQUIT): sessions break without a word, the next start recovers. For fault tests.
    ///
    /// # Errors
    /// When a process survives.
    pub async fn crash(&mut self) -> Result<(), Error> {
        self.server.crash(Signal::SIGQUIT).await
    }

    /// SIGSTOP to every process of the server: it hangs, and its connections stay open. For fault tests.
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
        let socket = self.home.sockets().join(format!(".s.PGSQL.{PORT}"));
        let socket_lock = self.home.sockets().join(format!(".s.PGSQL.{PORT}.lock"));
        if !self.server.adopt(&self.data.join("postmaster.pid"), Some(&socket_lock)).await? {
            if UnixStream::connect(&socket).await.is_ok() {
                return Err(Error::ForeignServer { socket });
            }
            let mut command = Command::new(self.bin.join("postgres"));
            command.arg("-D").arg(&self.data).arg("-c").arg(format!("config_file={}", self.config.display()));
            self.server.spawn(command, self.home.user())?;
        }
        let maintenance = self.url_of("postgres");
        self.server.ready(READY_WITHIN, async || connect(&maintenance).await.is_ok()).await
    }

    async fn create_database(&self) -> Result<(), Error> {
        let failed = |statement: &str| {
            let statement = statement.to_owned();
            move |source| Error::Statement { statement, source }
        };
        let client = connect(&self.url_of("postgres")).await.map_err(failed("connect"))?;
        let known = "select from pg_catalog.pg_database where datname = $1";
        if client.query_opt(known, &[&DATABASE]).await.map_err(failed(known))?.is_none() {
            let create = format!("create database {DATABASE}");
            client.batch_execute(&create).await.map_err(failed(&create))?;
        }
        Ok(())
    }
}

async fn connect(url: &str) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = url.parse::<Config>()?.connect(NoTls).await?;
    // Ends by itself as soon as the client is dropped.
    tokio::spawn(connection);
    client.simple_query("select 1").await?;
    Ok(client)
}

/// Makes the cluster beside its place and moves it there when complete, so that a
/// half-made one is never taken for a database.
async fn initialise(bin: &Path, home: &Home, data: &Path, profile: Profile) -> Result<(), Error> {
    let prefix = "postgres.new-";
    let dir = home.path("");
    for entry in fs::read_dir(&dir).map_err(io("list", &dir))?.flatten() {
        if entry.file_name().to_str().is_some_and(|name| name.starts_with(prefix)) {
            fs::remove_dir_all(entry.path()).map_err(io("remove the unfinished", &entry.path()))?;
        }
    }
    let new = home.path(&format!("{prefix}{}", std::process::id()));
    home.own(&new)?;
    let mut command = Command::new(bin.join("initdb"));
    command.arg("--pgdata").arg(&new).args(["--username", USER, "--encoding=UTF8", "--locale=C.UTF-8"]);
    // Whoever can reach the socket is let in, and only the servers' user and root can.
    command.args(["--auth-local=trust", "--auth-host=reject"]);
    if matches!(profile, Profile::Test) {
        command.arg("--no-sync");
    }
    run_to_end(command, home).await?.map_err(|said| Error::Initdb { dir: new.clone(), said })?;
    fs::rename(&new, data).map_err(io("move into place", data))?;
    File::open(&dir).and_then(|dir| dir.sync_all()).map_err(io("write down", &dir))
}

/// What `initdb` found out about this machine, then what we want otherwise.
fn configuration(data: &Path, sockets: &Path, profile: Profile) -> String {
    let include = quoted(&data.join("postgresql.conf"));
    let sockets = quoted(sockets);
    let shared_buffers = match profile {
        Profile::Durable => "128MB",
        Profile::Test => "64MB",
    };
    format!(
        "# Written anew at each start.
include {include}
unix_socket_directories = {sockets}
listen_addresses = ''
port = {PORT}
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = {shared_buffers}
max_wal_size = 1GB
jit = off
# One statement touches few rows here; and parallel workers want a bigger /dev/shm than containers have.
max_parallel_workers_per_gather = 0
fsync = on
synchronous_commit = on
timezone = 'UTC'
log_timezone = 'UTC'
logging_collector = off
log_destination = 'stderr'
log_line_prefix = '%m [%p] %q%a '
log_checkpoints = off
"
    )
}

fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\\', "\\\\").replace('\'', "''"))
}
