//! What both sources say of the same things.

use noc_scheduler::simulate::checkmk::CheckmkDouble;
use noc_scheduler::simulate::network::Network;
use noc_scheduler::tasks::sync::Telling;
use noc_scheduler::tasks::{sync_checkmk_hosts::HostsResult, sync_nautobot_devices};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::database::connection;
use crate::scene::{Scene, text};
use crate::site::{SECRET, SITE};

/// The little network, its devices known.
async fn network() -> Scene {
    let network = Network::at(0);
    let checkmk: CheckmkDouble = network.checkmk(SITE, "automation", SECRET).await.expect("a port");
    let scene = Scene::of(checkmk).await;
    let nautobot = network.nautobot("token").await.expect("a port");
    let config = noc_scheduler::integrations::nautobot::NautobotConfig::new(nautobot.base_url(), "token".into());
    let client = noc_scheduler::integrations::nautobot::NautobotClient::new(config).expect("settings that work");
    let (args, cancel) = (sync_nautobot_devices::Args::default(), CancellationToken::new());
    let telling = Telling { progress: &|_| {}, cancel: &cancel };
    let database = &scene.inventory.database;
    sync_nautobot_devices::sync((&connection(), &client), database, Uuid::now_v7(), &args, telling)
        .await
        .expect("the devices");
    scene
}

async fn compared(scene: &Scene, args: Value) -> Value {
    let HostsResult { reconciliation, .. } = scene.try_sync(args).await.expect("a result");
    json!(reconciliation.expect("a comparison"))
}

/// How many hosts are linked, by reason.
async fn links(scene: &Scene) -> Vec<(String, i64)> {
    let sql = "select h.device_reason, count(*) from noc.hosts h join noc.devices d on d.id = h.device_id group by 1 order by 1";
    scene.select(sql).await.iter().map(|row| (row.get(0), row.get(1))).collect()
}

#[tokio::test]
async fn the_little_network_is_reconciled() {
    let scene = network().await;
    let result = compared(&scene, json!({})).await;
    let expected = json!({
        "matched": 40,
        "matched_by": {"name": 40},
        "only_in_checkmk": {"total": 2, "items": ["ams-ups-01", "ams-cluster"]},
        "only_in_nautobot": {"total": 1, "items": ["zrh-sw-02"]},
        "address_differs": {"total": 2, "items": [
            {"host": "ber-sw-03", "device": "ber-sw-03", "checkmk": "198.18.2.112", "nautobot": "198.18.2.113"},
            {"host": "lon-rtr-01", "device": "lon-rtr-01", "checkmk": "198.18.3.250", "nautobot": "198.18.3.71"},
        ]},
        "duplicate_address": {"total": 1, "items": [{"address": "198.18.2.112", "hosts": ["ber-sw-02", "ber-sw-03"]}]},
        "ambiguous": {"total": 0, "items": []},
    });
    assert_eq!(result, expected);
    let kept = &scene.select("select reconciliation from noc.syncs order by id desc limit 1").await[0];
    assert_eq!(kept.get::<_, Value>(0), expected);
    assert_eq!(links(&scene).await, [("name".to_owned(), 40)]);
    let sql = "select d.name, h.name as host from noc.hosts h join noc.devices d on d.id = h.device_id where h.name like 'BER%'";
    assert_eq!(
        text(&scene.select(sql).await[0], "name").as_deref(),
        Some("ber-core-01"),
        "another case, the same device"
    );
    let everything = scene.select("select h::text from noc.hosts h").await;
    assert!(everything.iter().all(|row| !row.get::<_, String>(0).contains("in-clear")));
}

#[tokio::test]
async fn by_address_alone_others_are_found() {
    let scene = network().await;
    let result = compared(&scene, json!({"match_on": ["ip"], "effective_attributes": true})).await;
    // One by its IPv6 address; and one that has the address of another is taken for that.
    assert_eq!((&result["matched"], &result["matched_by"]), (&json!(38), &json!({"ip": 38})));
    let items = |list: &str| result[list]["items"].clone();
    assert_eq!(items("only_in_checkmk"), json!(["ams-srv-02", "lon-rtr-01", "ams-ups-01", "ams-cluster"]));
    assert_eq!(items("only_in_nautobot"), json!(["ams-srv-02", "ber-sw-03", "lon-rtr-01", "zrh-sw-02"]));
    assert_eq!(items("address_differs"), json!([]));
}

#[tokio::test]
async fn links_stay_where_nothing_is_compared_and_go_where_nothing_fits() {
    let scene = network().await;
    compared(&scene, json!({})).await;
    let off = scene.try_sync(json!({"compare_with_nautobot": false})).await.expect("a result");
    assert_eq!((off.reconciliation, off.sync.counts.changed), (None, 0));
    assert_eq!(links(&scene).await, [("name".to_owned(), 40)]);
    let dry = compared(&scene, json!({"match_on": ["fqdn"], "dry_run": true})).await;
    assert_eq!(dry["matched"], 0);
    assert_eq!(links(&scene).await, [("name".to_owned(), 40)]);
    compared(&scene, json!({"match_on": ["fqdn"]})).await;
    assert_eq!(links(&scene).await, []);
}

#[tokio::test]
async fn where_not_all_hosts_were_read_no_device_is_said_to_be_without_one() {
    let scene = network().await;
    let result = compared(&scene, json!({"folder": "/network/zrh"})).await;
    assert_eq!((&result["matched"], &result["only_in_nautobot"]["total"]), (&json!(3), &json!(0)));
}
