//! Private servers for tests: one Postgres and one Redis per test process, a
//! database and a key prefix per test.
//!
//! Nothing outlives the tests. A test process may end in ways that run no code of
//! ours (`exit` after the last test, a panic, SIGKILL), so the cleaning is done by
//! another process: a shell that waits for the end of a pipe whose other end this
//! process holds, then ends whatever still works in the directory and removes it.

use std::io;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use noc_scheduler::embedded::{Binaries, Embedded, Profile};
use tokio::sync::Mutex;
use tokio_postgres::{Client, NoTls};

/// `$1` is the directory, `$2` that of the sockets, which may be elsewhere.
///
/// Postgres gets SIGQUIT first and not SIGKILL, because only it can give its shared memory back.
const WATCHDOG: &str = r#"
trap '' INT TERM HUP
cat >/dev/null
inside() { find /proc -maxdepth 2 -name cwd -lname "$1/*" 2>/dev/null | cut -d/ -f3; }
all() { for pid in $(inside "$2"); do kill "-$1" "$pid" 2>/dev/null; done; }
all CONT "$1"
if read -r postmaster <"$1/postgres/postmaster.pid"; then kill -QUIT "$postmaster"; fi
if read -r redis <"$1/redis/redis.pid"; then kill -KILL "$redis"; fi
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
    [ -n "$(inside "$1")" ] || break
    sleep 0.1
done
all KILL "$1"
rm -rf "$1" "$2"
"#;

/// A directory that is removed, with every process that works in it, once this value or this process ends.
pub(crate) struct Scratch {
    dir: PathBuf,
    watchdog: Child,
}

impl Scratch {
    /// Makes one that every user may pass through: as root the servers run as somebody else.
    pub(crate) fn new() -> Self {
        Self::inside(&std::env::temp_dir().canonicalize().unwrap(), "")
    }

    /// Makes one whose name ends in `suffix`.
    pub(crate) fn named(suffix: &str) -> Self {
        Self::inside(&std::env::temp_dir().canonicalize().unwrap(), suffix)
    }

    fn inside(parent: &Path, suffix: &str) -> Self {
        let made = tempfile::Builder::new().prefix("noc-test-").suffix(suffix).tempdir_in(parent).unwrap();
        std::fs::set_permissions(made.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        let dir = made.keep();
        let watchdog = Command::new("/bin/sh")
            .args(["-c", WATCHDOG, "watchdog"])
            .args([&dir, &dir])
            .stdin(Stdio::piped())
            // Not ours: whoever reads our output would wait for the watchdog, too.
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // Ctrl-C ends the tests, not the cleaning.
            .process_group(0)
            .spawn()
            .unwrap();
        Self { dir, watchdog }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.dir
    }

    /// Ids and names of all processes that work inside.
    pub(crate) fn processes(&self) -> Vec<(i32, String)> {
        let inside =
            |pid: &i32| std::fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|cwd| cwd.starts_with(&self.dir));
        std::fs::read_dir("/proc")
            .unwrap()
            .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
            .filter(inside)
            .map(|pid| {
                (pid, std::fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default().trim().to_owned())
            })
            .collect()
    }
}

impl Drop for Scratch {
    /// Closes the pipe and waits until everything is gone.
    fn drop(&mut self) {
        let _ = self.watchdog.wait();
    }
}

/// A private Postgres and a private Redis.
pub(crate) struct Servers {
    /// Lock it to stop, kill, pause or restart a server; only on servers that no other test uses.
    pub(crate) embedded: Mutex<Embedded>,
    maintenance_url: String,
    redis_url: String,
    postgres_log: PathBuf,
    postgres_url_of: Box<dyn Fn(&str) -> String + Send + Sync>,
    scratch: Scratch,
}

/// The servers that all tests of this process share, started on first use.
pub(crate) fn servers() -> &'static Servers {
    static SHARED: LazyLock<Servers> = LazyLock::new(|| {
        // A thread of its own, because the caller's runtime cannot be entered twice.
        let start = || tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(Servers::start());
        std::thread::spawn(start).join().unwrap().unwrap()
    });
    &SHARED
}

impl Servers {
    /// Servers of one's own, for tests that hurt them.
    pub(crate) async fn start() -> io::Result<Self> {
        Self::start_as(Profile::Test).await
    }

    /// Servers of one's own that take as much care as `profile` says.
    pub(crate) async fn start_as(profile: Profile) -> io::Result<Self> {
        let scratch = Scratch::new();
        let binaries = Binaries::find().map_err(io::Error::other)?;
        let embedded = Embedded::start(&binaries, scratch.path(), profile).await.map_err(io::Error::other)?;
        let template = embedded.postgres.url_of("DATABASE");
        Ok(Self {
            maintenance_url: embedded.postgres.url_of("postgres"),
            redis_url: embedded.redis.url(),
            postgres_log: embedded.postgres.log().to_owned(),
            postgres_url_of: Box::new(move |name| template.replace("DATABASE", name)),
            embedded: Mutex::new(embedded),
            scratch,
        })
    }

    /// The URL of a new, empty database that no other test uses.
    pub(crate) async fn fresh_database(&self) -> String {
        self.database_from("template1").await
    }

    /// The URL of a new database that begins as a copy of `template`, to which nobody may be connected.
    pub(crate) async fn database_from(&self, template: &str) -> String {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let client = connect(&self.maintenance_url).await;
        client.batch_execute(&format!("create database {name} template {template}")).await.unwrap();
        (self.postgres_url_of)(&name)
    }

    /// The URL of the database that belongs to no test.
    pub(crate) fn maintenance_url(&self) -> &str {
        &self.maintenance_url
    }

    /// The URL of the one Redis that all tests of this process share; see [`fresh_prefix`].
    pub(crate) fn redis_url(&self) -> &str {
        &self.redis_url
    }

    /// Ids and names of the servers' processes.
    pub(crate) fn processes(&self) -> Vec<(i32, String)> {
        self.scratch.processes()
    }

    /// Where Postgres logs, for tests that count statements.
    pub(crate) fn postgres_log(&self) -> &Path {
        &self.postgres_log
    }
}

/// What to put before every Redis key, so that tests on one server do not meet.
pub(crate) fn fresh_prefix() -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!("test{}:", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A connection that lasts as long as the client.
pub(crate) async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}
