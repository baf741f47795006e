//! Syncs that meet trouble and end well, and what filters and page sizes come to.

use std::time::{Duration, Instant};

use noc_scheduler::integrations::nautobot::NautobotClient;
use noc_scheduler::simulate::nautobot::{Fault, NautobotDouble, On, Trouble};
use noc_scheduler::tasks::sync::{Status, SyncFailure, SyncResult, Telling};
use noc_scheduler::tasks::sync_nautobot_devices::{Args, sync};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::database::{Inventory, connection, inventory};
use crate::network;

struct Scene {
    nautobot: NautobotDouble,
    client: NautobotClient,
    inventory: Inventory,
}

async fn scene(count: u32, timeout: Duration) -> Scene {
    let nautobot = network::double(count).await;
    let mut config = network::config(nautobot.base_url());
    config.timeout = timeout;
    let client = NautobotClient::new(config).expect("settings that work");
    Scene { nautobot, client, inventory: inventory().await }
}

impl Scene {
    async fn try_sync(&self, args: Value) -> Result<SyncResult, SyncFailure> {
        let args: Args = serde_json::from_value(args).expect("arguments");
        args.check().expect("arguments that can be meant");
        let cancel = CancellationToken::new();
        let telling = Telling { progress: &|_| {}, cancel: &cancel };
        sync((&connection(), &self.client), &self.inventory.database, Uuid::now_v7(), &args, telling).await
    }

    async fn sync(&self, args: Value) -> SyncResult {
        self.try_sync(args).await.expect("a result")
    }

    async fn names(&self, sql: &str) -> Vec<String> {
        let db = self.inventory.database.get().await.expect("a connection");
        db.query(sql, &[]).await.expect("rows").iter().map(|row| row.get(0)).collect()
    }
}

#[tokio::test]
async fn what_a_pause_cures_is_cured_within_the_job() {
    let scene = scene(450, Duration::from_secs(2)).await;
    for (trouble, repeated) in [
        (Trouble::RateLimit(Some(0)), 2),
        (Trouble::Status(500), 2),
        (Trouble::Status(502), 1),
        (Trouble::Reset, 1),
        (Trouble::Truncate, 1),
        // Slower than is waited for, once.
        (Trouble::Slow(Duration::from_secs(3)), 1),
    ] {
        scene.nautobot.inject(Fault::new(On::Graphql, trouble).after(1).times(repeated));
        let result = scene.sync(json!({})).await;
        let found = (result.status, result.counts.fetched, result.api_calls);
        assert_eq!(found, (Status::Complete, 450, 5 + u64::from(repeated)), "{trouble:?}: {result:?}");
        assert_eq!(result.warnings, [""; 0], "{trouble:?}");
        scene.nautobot.heal();
    }
}

#[tokio::test]
async fn a_pause_that_nautobot_asks_for_is_kept() {
    let scene = scene(3, Duration::from_secs(5)).await;
    scene.nautobot.inject(Fault::new(On::Graphql, Trouble::RateLimit(Some(1))).times(1));
    let began = Instant::now();
    assert_eq!(scene.sync(json!({})).await.status, Status::Complete);
    assert!(began.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn pages_are_as_large_as_was_asked() {
    let scene = scene(450, Duration::from_secs(5)).await;
    for (page_size, pages) in [(100, 5), (450, 1), (1_000, 1), (449, 2)] {
        let before = scene.nautobot.requests().graphql;
        let result = scene.sync(json!({"page_size": page_size})).await;
        assert_eq!((result.status, result.pages, result.counts.fetched), (Status::Complete, pages, 450), "{page_size}");
        assert_eq!(u64::from(scene.nautobot.requests().graphql - before), pages, "{page_size}");
    }
    let result = scene.sync(json!({"page_size": 100, "limit": 150, "offset": 20})).await;
    assert_eq!((result.pages, result.counts.fetched, result.total), (2, 150, 150));
}

#[tokio::test]
async fn every_kind_of_filter_chooses_devices() {
    let scene = scene(6, Duration::from_secs(5)).await;
    scene.nautobot.edit(|devices| {
        devices[0].role = Some("core".to_owned());
        devices[1].status = Some("Planned".to_owned());
        devices[2].platform = Some("Arista EOS".to_owned());
        devices[3].tags = vec!["managed".to_owned(), "edge".to_owned()];
        devices[4].primary_ip4 = noc_scheduler::domain::device::Address::parse("10.91.0.4/24");
        devices[5].name = Some("par.b*acc".to_owned());
    });
    for (filter_type, value, expected) in [
        ("role", "core", vec!["par-b-acc-0000"]),
        ("status", "Planned", vec!["par-b-acc-0001"]),
        ("platform", "Arista EOS", vec!["par-b-acc-0002"]),
        ("tag", "edge", vec!["par-b-acc-0003"]),
        ("ip_address", "10.91.0.4", vec!["par-b-acc-0004"]),
        ("ip_address", "2001:db8::1", vec!["par-b-acc-0001"]),
        ("ip_address", "10.99.9.9", vec![]),
        ("prefix", "10.91.0.0/16", vec!["par-b-acc-0004"]),
        ("prefix", "10.90.0.2/31", vec!["par-b-acc-0002", "par-b-acc-0003"]),
        ("name", "B*ACC", vec!["par.b*acc"]),
        ("name", ".", vec!["par.b*acc"]),
        ("location", "PAR-B", vec!["par-b-acc-0001", "par-b-acc-0003", "par.b*acc"]),
    ] {
        scene.inventory.execute("truncate noc.devices").await;
        let args = json!({"filter_type": filter_type, "filter_value": value});
        let result = scene.sync(args.clone()).await;
        let names = scene.names("select name from noc.devices order by name collate \"C\"").await;
        assert_eq!(names, expected, "{args}");
        assert_eq!((result.status, result.total), (Status::Complete, expected.len() as u64), "{args}");
    }
}

#[tokio::test]
async fn a_value_that_nautobot_does_not_know_is_its_refusal() {
    let scene = scene(2, Duration::from_secs(5)).await;
    for filter_type in ["role", "status", "platform", "tag", "location"] {
        let args = json!({"filter_type": filter_type, "filter_value": "no such"});
        let failure = scene.try_sync(args).await.expect_err("a failure");
        assert_eq!((failure.class(), failure.retryable()), ("refused_request", false), "{filter_type}: {failure}");
        assert!(failure.to_string().contains("no such is not one of the available choices"), "{failure}");
    }
}
