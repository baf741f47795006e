//! A throwaway Postgres and Redis for this test binary. The one place that knows how they are started.

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const BIN: &str = "/usr/lib/postgresql/15/bin";
/// Waits for the end of a pipe, however this process ends, then cleans up.
const WATCHDOG: &str = r#"cat >/dev/null; for f in "$1"/*.pid "$1"/pg/postmaster.pid; do
    if read -r pid <"$f"; then kill -QUIT "$pid" || kill -KILL "$pid"; fi; done 2>/dev/null
    sleep 1; for f in "$1"/*.pid; do read -r pid <"$f" && kill -KILL "$pid"; done 2>/dev/null; rm -rf "$1""#;

pub(crate) struct Servers {
    dir: PathBuf,
    _children: [Child; 2],
}

pub(crate) fn servers() -> &'static Servers {
    static SHARED: LazyLock<Servers> = LazyLock::new(Servers::start);
    &SHARED
}

impl Servers {
    fn start() -> Self {
        let dir = tempfile::Builder::new().prefix("noc-worker-").tempdir().unwrap().keep();
        std::fs::set_permissions(&dir, std::fs::Permissions::from_mode(0o777)).unwrap();
        let watchdog = Command::new("/bin/sh")
            .args(["-c", WATCHDOG, "watchdog"])
            .arg(&dir)
            // Whoever ends the tests does not end the cleaning.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let log = std::fs::File::create(dir.join("log")).unwrap();
        let made = unprivileged(&format!("{BIN}/initdb"))
            .args(["-A", "trust", "-U", "noc", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "-D"])
            .arg(dir.join("pg"))
            .stdout(Stdio::null())
            .stderr(log.try_clone().unwrap())
            .status()
            .unwrap();
        assert!(made.success(), "initdb failed, see {}", dir.display());
        let socket = format!("-cunix_socket_directories={}", dir.display());
        let postgres = unprivileged(&format!("{BIN}/postgres"))
            .args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=400", &socket, "-D"])
            .arg(dir.join("pg"))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        redis(&dir, "redis");
        Self { dir, _children: [watchdog, postgres] }
    }

    pub(crate) async fn fresh_database(&self) -> String {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let url = |name: &str| format!("host={} user=noc dbname={name}", self.dir.display());
        let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let deadline = Instant::now() + Duration::from_secs(20);
        let (client, connection) = loop {
            match tokio_postgres::connect(&url("postgres"), tokio_postgres::NoTls).await {
                Ok(connected) => break connected,
                Err(e) => assert!(Instant::now() < deadline, "Postgres does not start: {e}"),
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        };
        tokio::spawn(connection);
        client.batch_execute(&format!("create database {name}")).await.unwrap();
        url(&name)
    }

    pub(crate) fn redis_url(&self) -> String {
        format!("redis+unix://{}/redis.sock", self.dir.display())
    }

    /// A Redis that no other test uses, for tests that hurt it.
    pub(crate) fn own_redis(&self) -> String {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("redis{}", NEXT.fetch_add(1, Ordering::Relaxed));
        redis(&self.dir, &name);
        format!("redis+unix://{}/{name}.sock", self.dir.display())
    }
}

pub(crate) fn fresh_prefix() -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!("test{}:", NEXT.fetch_add(1, Ordering::Relaxed))
}

fn redis(dir: &Path, name: &str) {
    let file = |end: &str| dir.join(format!("{name}.{end}")).display().to_string();
    unprivileged("redis-server")
        .args(["--port", "0", "--unixsocket", &file("sock"), "--save", "", "--appendonly", "no"])
        .args(["--pidfile", &file("pid"), "--daemonize", "yes", "--dir", &dir.display().to_string()])
        .stdout(Stdio::null())
        .status()
        .unwrap();
    let deadline = Instant::now() + Duration::from_secs(10);
    while std::os::unix::net::UnixStream::connect(dir.join(format!("{name}.sock"))).is_err() {
        assert!(Instant::now() < deadline, "Redis does not start");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Postgres refuses to run as root.
fn unprivileged(program: &str) -> Command {
    if nix::unistd::geteuid().is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", program]);
        command
    } else {
        Command::new(program)
    }
}
