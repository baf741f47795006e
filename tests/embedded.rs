//! Private servers: data survive, left-overs are adopted, nothing is left behind.
#![cfg(test)]

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fred::prelude::*;
use noc_scheduler::embedded::{Binaries, Embedded, Error, Profile};
use tokio_util::sync::CancellationToken;

use self::support::servers::{Scratch, Servers, connect, fresh_prefix, servers};

#[cfg(test)]
mod support;

/// Longer than any start here, shorter than the patience of whoever waits for the tests.
const SOON: Duration = Duration::from_secs(30);
/// In the environment of the helper process: where it should start servers.
const HOLD: &str = "NOC_TEST_HOLD_SERVERS_IN";

async fn start(dir: &Path) -> Embedded {
    Embedded::start(&Binaries::find().unwrap(), dir, Profile::Durable).await.unwrap()
}

async fn redis(url: &str) -> Client {
    let client = Builder::from_config(Config::from_url(url).unwrap()).build().unwrap();
    tokio::time::timeout(SOON, client.init()).await.unwrap().unwrap();
    client
}

async fn write(servers: &Embedded) {
    let database = connect(&servers.postgres.url()).await;
    database.batch_execute("create table note (text text); insert into note values ('kept')").await.unwrap();
    let client = redis(&servers.redis.url()).await;
    client.set::<(), _, _>("note", "kept", None, None, false).await.unwrap();
    client.quit().await.unwrap();
}

async fn assert_kept(servers: &Embedded) {
    let row = connect(&servers.postgres.url()).await.query_one("select text from note", &[]).await.unwrap();
    assert_eq!(row.get::<_, String>(0), "kept");
    let client = redis(&servers.redis.url()).await;
    assert_eq!(client.get::<String, _>("note").await.unwrap(), "kept");
    client.quit().await.unwrap();
}

/// A process of its own that starts servers in `dir` and then does nothing, as `up` would.
async fn another_process(dir: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_other_process", "--ignored", "--nocapture"])
        .env(HOLD, dir)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    tokio::time::timeout(SOON, async {
        while !dir.join("ready").exists() {
            assert!(child.try_wait().unwrap().is_none(), "the other process ended");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await
    .unwrap();
    child
}

#[tokio::test]
#[ignore = "not a test: what the tests below start and kill"]
async fn the_other_process() {
    let Some(dir) = std::env::var_os(HOLD) else { return };
    let servers = start(Path::new(&dir)).await;
    write(&servers).await;
    std::fs::write(Path::new(&dir).join("ready"), "").unwrap();
    std::future::pending::<()>().await;
}

#[tokio::test]
async fn data_survive_a_stop_and_nothing_keeps_running() {
    // Other servers on this machine have the usual ports, or we take them.
    let _postgres_port = TcpListener::bind("127.0.0.1:5432");
    let _redis_port = TcpListener::bind("127.0.0.1:6379");
    let scratch = Scratch::new();
    let mut servers = start(scratch.path()).await;
    write(&servers).await;
    for pid in [servers.postgres.pid().unwrap(), servers.redis.pid().unwrap()] {
        let group = |pid| nix::unistd::getpgid(pid).unwrap();
        let pid = nix::unistd::Pid::from_raw(pid);
        assert_ne!(group(Some(pid)), group(None), "Ctrl-C would reach it");
    }

    servers.stop().await.unwrap();
    assert_eq!(scratch.processes(), []);
    drop(servers);

    let mut servers = start(scratch.path()).await;
    assert_kept(&servers).await;
    servers.stop().await.unwrap();
    assert_eq!(scratch.processes(), []);
}

#[tokio::test]
async fn servers_of_a_killed_process_are_adopted_and_stopped() {
    let scratch = Scratch::new();
    let mut other = another_process(scratch.path()).await;
    let left = scratch.processes();
    other.kill().unwrap();
    other.wait().unwrap();

    let mut servers = start(scratch.path()).await;
    assert!(left.contains(&(servers.postgres.pid().unwrap(), "postgres".to_owned())), "{left:?}");
    assert!(left.contains(&(servers.redis.pid().unwrap(), "redis-server".to_owned())), "{left:?}");
    assert_kept(&servers).await;
    servers.stop().await.unwrap();
    assert_eq!(scratch.processes(), []);
}

#[tokio::test]
async fn data_survive_the_kill_of_everything() {
    let scratch = Scratch::new();
    let mut other = another_process(scratch.path()).await;
    other.kill().unwrap();
    other.wait().unwrap();
    for (pid, _) in scratch.processes() {
        let _ = nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), nix::sys::signal::Signal::SIGKILL);
    }

    let mut servers = start(scratch.path()).await;
    assert_kept(&servers).await;
    servers.stop().await.unwrap();
    assert_eq!(scratch.processes(), []);
}

#[tokio::test]
async fn a_second_start_on_the_same_directory_is_refused_and_names_the_first() {
    let scratch = Scratch::new();
    let mut other = another_process(scratch.path()).await;
    let refused = Embedded::start(&Binaries::find().unwrap(), scratch.path(), Profile::Test).await.unwrap_err();
    assert!(matches!(refused, Error::InUse { .. }));
    let told = refused.to_string();
    assert!(told.contains(&format!("process {}", other.id())) && told.contains("--data-dir"), "{told}");
    other.kill().unwrap();
    other.wait().unwrap();
}

#[tokio::test]
async fn pid_files_that_name_a_stranger_are_removed() {
    let scratch = Scratch::new();
    let mut servers = start(scratch.path()).await;
    write(&servers).await;
    servers.stop().await.unwrap();
    drop(servers);
    // As after a reboot, when the number went to somebody else: here a process that Postgres may signal.
    let owner = std::fs::metadata(scratch.path().join("postgres")).unwrap();
    let mut stranger = {
        use std::os::unix::fs::MetadataExt;
        use std::os::unix::process::CommandExt;
        let mut sleep = Command::new("sleep");
        if nix::unistd::geteuid().is_root() {
            sleep.uid(owner.uid()).gid(owner.gid());
        }
        sleep.arg("60").spawn().unwrap()
    };
    for pid_file in ["postgres/postmaster.pid", "run/.s.PGSQL.5432.lock", "redis/redis.pid"] {
        std::fs::write(scratch.path().join(pid_file), format!("{}\n", stranger.id())).unwrap();
    }

    let mut servers = start(scratch.path()).await;
    assert_kept(&servers).await;
    servers.stop().await.unwrap();
    assert!(stranger.try_wait().unwrap().is_none(), "the stranger was left alone");
    stranger.kill().unwrap();
    stranger.wait().unwrap();
}

#[tokio::test]
async fn a_path_that_no_socket_can_have_will_do() {
    let scratch = Scratch::named(" it's quite \"long\" and not plain at all");
    let data = scratch.path().join("d".repeat(80));
    let mut servers = start(&data).await;
    write(&servers).await;
    assert_kept(&servers).await;
    let socket = servers.redis.url().strip_prefix("redis+unix://").map(std::path::PathBuf::from).unwrap();
    servers.stop().await.unwrap();
    std::fs::remove_dir_all(socket.parent().unwrap()).unwrap();
}

#[tokio::test]
async fn faults_leave_the_address_as_it_was() {
    let servers = Servers::start().await.unwrap();
    let url = servers.fresh_database().await;
    let mut embedded = servers.embedded.lock().await;
    let answers = async |within| tokio::time::timeout(within, connect(&url)).await.is_ok();

    embedded.postgres.pause();
    assert!(!answers(Duration::from_millis(300)).await);
    embedded.postgres.resume();
    assert!(answers(SOON).await);

    embedded.postgres.crash().await.unwrap();
    assert!(!embedded.postgres.is_running());
    embedded.postgres.restart().await.unwrap();
    assert!(answers(SOON).await);

    embedded.postgres.kill9().await.unwrap();
    embedded.postgres.restart().await.unwrap();
    assert!(answers(SOON).await);

    embedded.redis.kill9().await.unwrap();
    embedded.redis.restart().await.unwrap();
    embedded.redis.pause();
    // A stopped server is told to go on, or it would never hear that it should end.
    embedded.redis.stop().await.unwrap();
    embedded.redis.restart().await.unwrap();
    redis(servers.redis_url()).await.quit().await.unwrap();
}

#[tokio::test]
async fn a_server_that_dies_is_started_again() {
    let servers = Servers::start().await.unwrap();
    let mut embedded = servers.embedded.lock().await;
    let died = [embedded.postgres.pid().unwrap(), embedded.redis.pid().unwrap()];
    for pid in died {
        nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), nix::sys::signal::Signal::SIGKILL).unwrap();
    }
    let stop = CancellationToken::new();
    let back = async {
        let url = servers.maintenance_url().to_owned();
        while tokio_postgres::connect(&url, tokio_postgres::NoTls).await.is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        while tokio::net::UnixStream::connect(servers.redis_url().trim_start_matches("redis+unix://")).await.is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        stop.cancel();
    };
    tokio::time::timeout(SOON, async { tokio::join!(embedded.keep(&stop), back) }).await.unwrap();
    assert!(!died.contains(&embedded.postgres.pid().unwrap()));
}

#[tokio::test]
async fn tests_share_the_servers_and_meet_neither_in_the_database_nor_in_redis() {
    let (one, other) = (servers().fresh_database().await, servers().fresh_database().await);
    assert_ne!(one, other);
    assert_ne!(fresh_prefix(), fresh_prefix());
    connect(&one).await.batch_execute("create table mine ()").await.unwrap();
    assert!(connect(&other).await.batch_execute("select from mine").await.is_err());
    assert!(servers().postgres_log().exists());
}
