//! The process that syncs.

use std::time::{Duration, Instant};

use noc_scheduler::connections::{Connections, Environment, Login};
use noc_scheduler::queue::Redis;
use noc_scheduler::store::Database;
use noc_scheduler::tasks::sync::{Status, SyncResult, Telling};
use noc_scheduler::tasks::{sync_checkmk_hosts, sync_nautobot_devices};
use noc_scheduler::vault::Vault;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub(crate) const SECRET: &str = "bench";
pub(crate) const SITE: &str = "bench";
pub(crate) const USER: &str = "automation";

/// Long enough to end by itself.
const PATIENCE: Duration = Duration::from_secs(3_600);

/// Syncs devices and hosts, each twice, and prints a line of JSON for each kind.
pub(crate) async fn sync(places: &[&str]) {
    let [nautobot, checkmk, database_url, redis_url] = places else { panic!("four places are needed") };
    let login = |url: &str, site_and_user| Login {
        url: url.to_owned(),
        site_and_user,
        secret: SECRET.into(),
        verify_tls: true,
    };
    let of_checkmk = login(checkmk, Some((SITE.to_owned(), USER.to_owned())));
    let environment = Environment::new(Some(login(nautobot, None)), Some(of_checkmk));
    let database = Database::new(database_url, "bench", 4).unwrap();
    // Connected before anything is measured.
    drop(database.get().await.unwrap());
    let redis = Redis::connect(redis_url, "inventory:").await.unwrap();
    let connections = Connections::new(database.clone(), redis, Vault::default(), environment);
    let cancel = CancellationToken::new();
    let telling = Telling { progress: &|_| {}, cancel: &cancel };

    let devices = async || {
        let (connection, client) = connections.nautobot(None, deadline()).await.unwrap();
        let args = sync_nautobot_devices::Args::default();
        sync_nautobot_devices::sync((&connection, &client), &database, Uuid::now_v7(), &args, telling).await.unwrap()
    };
    let hosts = async || {
        let (connection, client) = connections.checkmk(None, deadline()).await.unwrap();
        let args = sync_checkmk_hosts::Args::default();
        let ended =
            sync_checkmk_hosts::sync((&connection, &client), &database, Uuid::now_v7(), &args, telling).await.unwrap();
        assert_eq!(ended.reconciliation.unwrap().matched, ended.sync.total);
        ended.sync
    };
    let (first, again) = (measured(&devices).await, measured(&devices).await);
    println!("{}", json!({"kind": "devices", "first": first, "again": again}));
    let (first, again) = (measured(&hosts).await, measured(&hosts).await);
    println!("{}", json!({"kind": "hosts", "first": first, "again": again}));
}

fn deadline() -> tokio::time::Instant {
    tokio::time::Instant::now() + PATIENCE
}

async fn measured(sync: &impl AsyncFn() -> SyncResult) -> Value {
    forget_peak();
    let (before, began) = (kilobytes("VmRSS:"), Instant::now());
    let result = sync().await;
    let (seconds, peak) = (began.elapsed().as_secs_f64(), kilobytes("VmHWM:"));
    assert!(result.status == Status::Complete && result.counts.fetched == result.total, "{result:?}");
    json!({"seconds": seconds, "requests": result.api_calls, "kilobytes": peak.saturating_sub(before)})
}

/// Lets the kernel note the most resident memory from now on.
fn forget_peak() {
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
}

fn kilobytes(what: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(what)).unwrap();
    line.trim().trim_end_matches("kB").trim().parse().unwrap()
}
