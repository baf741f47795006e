//! What a sync of a large inventory costs, over real HTTP and on a Postgres that syncs every commit.
//!
//! `cargo bench --bench inventory` prints, for several sizes: seconds of the first sync and of one that finds nothing
//! changed, the requests they took, and how much memory they added at most. Each size is synced by a process of its
//! own, devices first, hosts after them and compared with them; the simulated Nautobot and CheckMK are here, so that
//! their memory is not counted. All of it shares the machine.
//!
//! `-- --quick` runs it with tiny numbers, to see that it still runs.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "the figures are what it is for")]
#![allow(clippy::expect_used, clippy::panic, reason = "what fails here should fail loudly")]

#[path = "../../tests/support/mod.rs"]
mod support;
mod syncing;

use std::process::Stdio;

use noc_scheduler::embedded::Profile;
use noc_scheduler::simulate::checkmk::{CheckmkDouble, Place};
use noc_scheduler::simulate::nautobot::NautobotDouble;
use noc_scheduler::simulate::network::{many_devices, many_hosts};
use noc_scheduler::store::{Database, migrate};
use serde_json::{Value, json};
use tokio::process::Command;

use support::servers::Servers;
use syncing::{SECRET, SITE, USER};

const SIZES: [u32; 3] = [10_000, 25_000, 50_000];
const FEW: [u32; 2] = [100, 300];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => runtime.block_on(measure(&SIZES)),
        ["--quick"] => runtime.block_on(measure(&FEW)),
        ["--sync", places @ ..] => runtime.block_on(syncing::sync(places)),
        _ => panic!("known is --quick"),
    }
}

async fn measure(sizes: &[u32]) {
    let servers = Servers::start_as(Profile::Durable).await.unwrap();
    let profile = if cfg!(debug_assertions) { "dev" } else { "release" };
    println!("{profile} profile; resident memory of the syncing process, beside what it has before\n");
    println!("| {:>6} | {:7} | {:16} | {:8} | {:18} |", "", "", "first / again, s", "requests", "most memory added");
    println!("|--:|---|--:|--:|--:|");
    for size in sizes {
        for line in of_size(&servers, *size).await {
            let seconds = |of: &str| line[of]["seconds"].as_f64().unwrap();
            let megabytes = |of: &str| line[of]["kilobytes"].as_f64().unwrap() / 1024.0;
            println!(
                "| {size:6} | {:7} | {:7.1} / {:6.1} | {:8} | {:5.1} / {:5.1} MB |",
                line["kind"].as_str().unwrap(),
                seconds("first"),
                seconds("again"),
                line["first"]["requests"],
                megabytes("first"),
                megabytes("again"),
            );
        }
    }
}

/// What the process that syncs so many devices and hosts tells, line by line.
async fn of_size(servers: &Servers, size: u32) -> Vec<Value> {
    let nautobot = NautobotDouble::start(SECRET, many_devices(size)).await.unwrap();
    let folders = vec![Place::new("/", "Main", json!({}))];
    let checkmk = CheckmkDouble::start(SITE, USER, SECRET, many_hosts(size), folders).await.unwrap();
    let url = servers.fresh_database().await;
    migrate(&Database::new(&url, "bench", 1).unwrap()).await.unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--sync", &nautobot.base_url(), &checkmk.base_url(), &url, servers.redis_url()]);
    let ended = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).kill_on_drop(true).output().await.unwrap();
    assert!(ended.status.success(), "the sync of {size} failed");
    String::from_utf8(ended.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
