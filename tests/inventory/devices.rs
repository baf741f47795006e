//! Devices: lists, facets, one, what happened to one.

use serde_json::{Value, json};

use crate::fixture::{NAUTOBOT, each, id, network, next, numbers, pages};

const DEVICES: &str = "/api/inventory/devices";

#[tokio::test]
async fn devices_are_searched_and_filtered() {
    let house = network().await;
    let vera = house.login("vera").await;
    for (query, expected) in [
        ("search=core%20K%C3%B6ln&sort=number", vec![2, 4, 11, 12, 13, 14]),
        ("search=fcw3", vec![3]),
        ("search=7&sort=number", vec![7]),
        ("search=%2514", vec![]),
        ("search=10.0.1.&sort=number", vec![1, 3, 5, 7, 9, 14]),
        ("role=core&location=Berlin,%20Main", vec![1, 3]),
        ("role=core&role=access&location=K%C3%B6ln&stale=false&sort=number", vec![2, 4, 6, 8, 10, 11, 14]),
        ("platform=&stale=false&sort=number", vec![10, 11, 14]),
        ("tag=backup&tag=campus&sort=-number", vec![5, 4, 3, 2, 1]),
        ("stale=true&sort=number", vec![12, 13]),
        ("status=Planned", vec![]),
        ("device_type=&role=core&tag=backup", vec![1, 2, 3, 4]),
        (&format!("connection_id={NAUTOBOT}&sort=number&limit=3"), vec![1, 2, 3]),
        ("sort=-last_changed&limit=3", vec![1, 2, 3]),
        // What has no name comes last, or first when descending.
        ("sort=-name&limit=2", vec![14, 4]),
    ] {
        let found = vera.get(&format!("{DEVICES}?{query}")).await.expect(200);
        assert_eq!(numbers(&found), expected, "{query}");
    }
    let all = vera.get(DEVICES).await;
    assert_eq!(all.header("x-total-count"), "14");
    let first = &all.expect(200)[1];
    let names: Vec<_> = ["name", "role", "primary_ip4", "connection"].map(|field| first[field].clone()).to_vec();
    assert_eq!(names, [json!("SW-access-10"), json!("access"), json!("10.0.0.10/24"), json!("Nautobot")]);
    assert_eq!((&first["custom_fields"], &first["stale_since"]), (&json!({"rack": 10}), &Value::Null));
}

#[tokio::test]
async fn wrong_filters_are_named() {
    let house = network().await;
    let vera = house.login("vera").await;
    for (query, pointer) in [
        ("sort=colour", "?sort"),
        ("limit=501", "?limit"),
        ("stale=perhaps", "?stale"),
        ("cursor=x", "?cursor"),
        ("cursor=d1.0.zz", "?cursor"),
        ("search=a%00b", "?search"),
    ] {
        let (_, wrong) = vera.get(&format!("{DEVICES}?{query}")).await.problem(422);
        assert_eq!(wrong, pointer, "{query}");
    }
    house.send(house.request("GET", DEVICES)).await.problem(401);
}

#[tokio::test]
async fn pages_fit_together_while_devices_come_go_and_are_renamed() {
    let house = network().await;
    let vera = house.login("vera").await;
    for (nth, sort) in ["name", "-name", "location", "-role", "last_changed", "number"].into_iter().enumerate() {
        let meanwhile = format!(
            "delete from noc.devices where number > 14;
             insert into noc.devices (id, number, connection_id, name, content_hash, first_seen, last_seen, last_changed)
             select gen_random_uuid(), 100 * {nth} + n + 100, '{NAUTOBOT}', 'SW-access-' || n || 'x', '', now(), now(), now()
             from generate_series(1, 5) n"
        );
        let all = Value::from(pages(&vera, &format!("{DEVICES}?sort={sort}&limit=3"), &meanwhile).await);
        let mut old: Vec<i64> = numbers(&all).into_iter().filter(|number| *number <= 14).collect();
        old.sort_unstable();
        assert_eq!(old, (1..=14).collect::<Vec<_>>(), "{sort}");
        let mut distinct = numbers(&all);
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), all.as_array().unwrap().len(), "{sort}: one came twice");
        house.sql("delete from noc.devices where number > 14").await;
    }
}

#[tokio::test]
async fn facets_count_what_the_other_filters_let_through() {
    let house = network().await;
    let vera = house.login("vera").await;
    let facets = vera.get(&format!("{DEVICES}/facets?role=core&stale=false")).await.expect(200);
    let counts = |name: &str| -> Vec<(Value, i64)> {
        let values = facets[name].as_array().unwrap().iter();
        values.map(|facet| (facet["value"].clone(), facet["count"].as_i64().unwrap())).collect()
    };
    assert_eq!(counts("role"), [(json!("access"), 6), (json!("core"), 6)], "a second role can be chosen");
    assert_eq!(counts("location"), [(json!("Köln"), 4), (json!("Berlin, Main"), 2)]);
    assert_eq!(counts("stale"), [(json!("false"), 6), (json!("true"), 2)]);
    assert_eq!(counts("tag"), [(json!("backup"), 4), (json!("campus"), 4)]);
    assert_eq!(counts("platform"), [(json!("Cisco IOS"), 4), (Value::Null, 2)]);
    assert_eq!(facets["connection"][0]["label"], "Nautobot");
}

#[tokio::test]
async fn a_device_is_read_by_whatever_names_it() {
    let house = network().await;
    let vera = house.login("vera").await;
    for (asked, number) in [
        ("3", 3),
        (&*id(3), 3),
        ("sw-CORE-3", 3),
        ("10.0.1.3", 3),
        // Another device of that name and address is stale.
        ("SW-core-2", 2),
        ("10.0.0.2", 2),
        // Stale, and nobody else is called so; a name may have a slash.
        ("old%2F13", 13),
    ] {
        let device = vera.get(&format!("{DEVICES}/{asked}")).await.expect(200);
        assert_eq!(device["number"], number, "{asked}");
    }
    vera.get(&format!("{DEVICES}/99")).await.problem(404);
    vera.get(&format!("{DEVICES}/nobody")).await.problem(404);
    let (detail, _) = vera.get(&format!("{DEVICES}/sw-core-1")).await.problem(409);
    assert!(detail.contains("name is ambiguous: 2 devices (numbers 1, 11)"), "{detail}");
    let (detail, _) = vera.get(&format!("{DEVICES}/10.0.1.1")).await.problem(409);
    assert!(detail.contains("address belongs to 2 devices"), "{detail}");
}

#[tokio::test]
async fn a_device_tells_its_changes_and_the_jobs_that_touched_it() {
    let house = network().await;
    let vera = house.login("vera").await;
    let device = id(3);
    house
        .sql(&format!(
            "insert into noc.syncs (id, job_id, kind, connection_id, connection, filter, began_at)
             select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid,
                    ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid, 'device', '{NAUTOBOT}', 'Nautobot', '{{}}', now()
             from generate_series(1, 3) n;
             insert into noc.inventory_changes (sync_id, kind, object_id, name, change, fields)
             select id, 'device', '{device}', 'SW-core-3', 'changed', '{{\"role\": [null, \"core\"]}}' from noc.syncs order by id;
             insert into noc.job_targets (job_id, asked, devices)
             values ('00000000-0000-7000-9000-000000000002', '{{}}', '{{{device}}}'),
                    ('00000000-0000-7000-9000-000000000009', '{{}}', '{{{device}}}'),
                    ('00000000-0000-7000-9000-000000000010', '{{}}', '{{}}');"
        ))
        .await;
    let first = vera.get(&format!("{DEVICES}/3/changes?limit=2")).await;
    assert_eq!(first.header("x-total-count"), "3");
    let second = vera.get(&next(&first).unwrap()).await;
    assert_eq!(next(&second), None);
    let (first, second) = (first.expect(200), second.expect(200));
    assert_eq!((first.as_array().unwrap().len(), second.as_array().unwrap().len()), (2, 1));
    assert_eq!(first[0]["fields"], json!([{"field": "role", "before": null, "after": "core"}]));
    assert_eq!(each(&first, "connection"), ["Nautobot", "Nautobot"]);
    let jobs = Value::from(pages(&vera, &format!("{DEVICES}/SW-core-3/jobs?limit=2"), "").await);
    let why: Vec<_> = jobs.as_array().unwrap().iter().map(|job| job["why"].clone()).collect();
    assert_eq!(why, [json!(["target"]), json!(["sync"]), json!(["sync", "target"]), json!(["sync"])]);
    assert_eq!(jobs[0]["state"], Value::Null, "jobs that are no longer kept have only an id");
}
