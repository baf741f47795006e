//! Hosts, and where they disagree with devices.

use serde_json::{Value, json};

use crate::fixture::{each, id, network, pages};
use crate::house::House;

const HOSTS: &str = "/api/inventory/hosts";

async fn hosts() -> House {
    let house = network().await;
    let (one, two, three, stale) = (id(1), id(2), id(3), id(13));
    house
        .sql(&format!(
            r#"insert into noc.hosts (id, connection_id, site, name, folder, alias, ip4, ip6, labels, tags, is_cluster,
                is_offline, attributes, device_id, device_reason, content_hash, first_seen, last_seen, last_changed, stale_since)
            select ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid, gen_random_uuid(), site, name, folder,
                alias, ip4, ip6, labels::jsonb, tags::jsonb, cluster, offline, '{{"contact": "noc"}}', device::uuid,
                case when device is not null then 'name' end, '', now(), now(), now(), case when stale then now() end
            from (values
                (1, 'main', 'sw-core-1', '/network/core', 'Core one', '10.0.1.1', null, '{{"os": "ios", "site": "b"}}', '{{"criticality": "prod"}}', false, false, '{one}', false),
                (2, 'main', 'sw-core-2', '/network/core', null, '10.0.0.99', null, '{{"os": "ios"}}', '{{"criticality": "test"}}', false, true, '{two}', false),
                (3, 'remote', 'sw-core-3', '/network', null, null, '2001:DB8::3', '{{"os": "nxos"}}', '{{}}', false, false, '{three}', false),
                (4, 'main', 'server', '/servers', null, '10.0.0.99', null, '{{}}', '{{}}', false, false, null, false),
                (5, 'main', 'cluster', '/networked', null, null, null, '{{}}', '{{}}', true, false, null, false),
                (6, 'main', 'old', '/network', null, '10.0.0.99', null, '{{}}', '{{}}', false, false, null, true),
                (7, 'main', 'of-stale', '/servers', null, null, null, '{{}}', '{{}}', false, false, '{stale}', false)
            ) h (n, site, name, folder, alias, ip4, ip6, labels, tags, cluster, offline, device, stale)"#
        ))
        .await;
    house
}

#[tokio::test]
async fn hosts_are_searched_filtered_and_read() {
    let house = hosts().await;
    let vera = house.login("vera").await;
    for (query, expected) in [
        ("", vec!["cluster", "of-stale", "old", "server", "sw-core-1", "sw-core-2", "sw-core-3"]),
        ("folder=/network", vec!["old", "sw-core-1", "sw-core-2", "sw-core-3"]),
        ("folder=/network/&stale=false", vec!["sw-core-1", "sw-core-2", "sw-core-3"]),
        ("folder=/&cluster=true", vec!["cluster"]),
        ("site=remote&site=nowhere", vec!["sw-core-3"]),
        ("label=os:ios", vec!["sw-core-1", "sw-core-2"]),
        ("label=os:ios&label=site:b", vec!["sw-core-1"]),
        ("label=os", vec!["sw-core-1", "sw-core-2", "sw-core-3"]),
        ("tag=criticality:prod", vec!["sw-core-1"]),
        ("offline=true", vec!["sw-core-2"]),
        ("linked=false&stale=false", vec!["cluster", "server"]),
        ("search=CORE%20one", vec!["sw-core-1"]),
        ("sort=-site&limit=1", vec!["sw-core-3"]),
    ] {
        let found = vera.get(&format!("{HOSTS}?{query}")).await.expect(200);
        assert_eq!(each(&found, "name"), expected, "{query}");
    }
    for (query, pointer) in [("label=a&label=b", "?label"), ("tag=prod", "?tag"), ("sort=age", "?sort")] {
        assert_eq!(vera.get(&format!("{HOSTS}?{query}")).await.problem(422).1, pointer);
    }
    let meanwhile = "update noc.hosts set name = 'zz-' || name where name = 'cluster'";
    let all = Value::from(pages(&vera, &format!("{HOSTS}?limit=2"), meanwhile).await);
    assert_eq!(each(&all, "name")[1..7], ["of-stale", "old", "server", "sw-core-1", "sw-core-2", "sw-core-3"]);
    let facets = vera.get(&format!("{HOSTS}/facets?offline=false")).await.expect(200);
    assert_eq!(facets["offline"][1], json!({"value": "true", "label": null, "count": 1}));
    assert_eq!(facets["label"][0]["value"], "os:ios");
    let host = vera.get(&format!("{HOSTS}/00000000-0000-4000-9000-000000000001")).await.expect(200);
    assert_eq!((&host["attributes"], &host["device_number"]), (&json!({"contact": "noc"}), &json!(1)));
    assert_eq!(vera.get(&format!("{HOSTS}/{}/changes", host["id"].as_str().unwrap())).await.expect(200), json!([]));
    vera.get(&format!("{HOSTS}/{}", id(1))).await.problem(404);
    let device = vera.get("/api/inventory/devices/1").await.expect(200);
    assert_eq!(each(&device["hosts"], "name"), ["sw-core-1"]);
}

#[tokio::test]
async fn disagreements_are_found_and_counted() {
    let house = hosts().await;
    let vera = house.login("vera").await;
    let path = "/api/inventory/disagreements";
    let summary = vera.get(&format!("{path}/summary")).await.expect(200);
    assert_eq!(summary["sync_id"], Value::Null);
    for (kind, count) in
        [("host_without_device", 3), ("device_without_host", 9), ("address_differs", 1), ("duplicate_address", 2)]
    {
        let found = Value::from(pages(&vera, &format!("{path}?kind={kind}&limit=1"), "").await);
        assert_eq!((found.as_array().unwrap().len(), &summary[kind]), (count, &json!(count)), "{kind}");
        match kind {
            "host_without_device" => {
                let names: Vec<_> = found.as_array().unwrap().iter().map(|f| &f["hosts"][0]["name"]).collect();
                assert_eq!(names, ["cluster", "of-stale", "server"], "a stale device is none");
            }
            "address_differs" => {
                assert_eq!(found[0]["hosts"][0]["ip4"], "10.0.0.99");
                assert_eq!(found[0]["devices"][0]["ip4"], "10.0.0.2");
            }
            "duplicate_address" => {
                assert_eq!(each(&found, "address"), ["10.0.0.99", "10.0.1.1"]);
                assert_eq!(each(&found[0]["hosts"], "name"), ["server", "sw-core-2"]);
                assert_eq!(found[1]["devices"].as_array().unwrap().len(), 2);
            }
            _ => assert_eq!(found[0]["devices"][0]["name"], Value::Null, "what has no name comes first"),
        }
    }
    vera.get(path).await.problem(422);
}
