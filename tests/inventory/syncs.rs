//! Syncs, what each changed, and what several changed together.

use serde_json::{Value, json};

use crate::fixture::{NAUTOBOT, each, id, network, pages};
use crate::house::House;

fn sync(n: u32) -> String {
    format!("00000000-0000-7000-8000-{n:012}")
}

/// Three syncs of devices and one of hosts.
async fn syncs() -> House {
    let house = network().await;
    let (one, two, three) = (id(1), id(2), id(3));
    house
        .sql(&format!(
            r#"insert into noc.syncs (id, job_id, kind, connection_id, connection, filter, began_at, ended_at, complete, counts, warnings, reconciliation)
            select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, gen_random_uuid(), kind, '{NAUTOBOT}', 'Nautobot',
                '{{}}', now(), now(), n <> 2, '{{"fetched": 3}}', '["slow"]', case when kind = 'host' then '{{"matched": 1}}'::jsonb end
            from (values (1, 'device'), (2, 'device'), (3, 'device'), (4, 'host')) s (n, kind);
            insert into noc.inventory_changes (sync_id, kind, object_id, name, change, fields)
            select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'device', object::uuid, name, change, fields::jsonb
            from (values
                (1, '{one}', 'one', 'added', null), (1, '{two}', 'two', 'added', null), (1, '{three}', 'three', 'added', null),
                (2, '{one}', 'one', 'changed', '{{"role": ["core", "access"], "status": ["Active", "Planned"]}}'),
                (2, '{two}', 'two', 'stale', null), (2, '{three}', 'three', 'stale', null),
                (3, '{one}', 'uno', 'changed', '{{"role": ["access", "core"], "name": ["one", "uno"]}}'),
                (3, '{two}', 'two', 'returned', '{{"tags": [[], ["a"]]}}')
            ) c (n, object, name, change, fields)"#
        ))
        .await;
    house
}

#[tokio::test]
async fn syncs_are_listed_and_tell_what_they_changed() {
    let house = syncs().await;
    let vera = house.login("vera").await;
    let all = Value::from(pages(&vera, "/api/inventory/syncs?limit=3", "").await);
    assert_eq!(each(&all, "id"), [sync(4), sync(3), sync(2), sync(1)]);
    assert_eq!((&all[0]["counts"], &all[0]["warnings"]), (&json!({"fetched": 3}), &json!(["slow"])));
    let partial = vera.get("/api/inventory/syncs?kind=device&complete=false").await.expect(200);
    assert_eq!(each(&partial, "id"), [sync(2)]);
    let host = vera.get(&format!("/api/inventory/syncs/{}", sync(4))).await.expect(200);
    assert_eq!(host["reconciliation"], json!({"matched": 1}));
    let summary = vera.get("/api/inventory/disagreements/summary").await.expect(200);
    assert_eq!((&summary["sync_id"], &summary["reconciliation"]), (&json!(sync(4)), &json!({"matched": 1})));
    let path = format!("/api/inventory/syncs/{}/changes", sync(2));
    let changes = Value::from(pages(&vera, &format!("{path}?limit=2"), "").await);
    assert_eq!(each(&changes, "change"), ["changed", "stale", "stale"]);
    let some = vera.get(&format!("{path}?change=stale,deleted&search=THR")).await.expect(200);
    assert_eq!(each(&some, "name"), ["three"]);
    vera.get(&format!("{path}?change=vanished")).await.problem(422);
    vera.get(&format!("/api/inventory/syncs/{}/changes", sync(9))).await.problem(404);
}

#[tokio::test]
async fn differences_are_what_remains() {
    let house = syncs().await;
    let vera = house.login("vera").await;
    let path = |rest: &str| format!("/api/inventory/differences{rest}");
    let found = Value::from(pages(&vera, &path(&format!("?kind=device&from={}&limit=1", sync(1))), "").await);
    assert_eq!(each(&found, "name"), ["three", "two", "uno"]);
    assert_eq!(each(&found, "change"), ["stale", "changed", "changed"]);
    let fields: Vec<_> = found[2]["fields"].as_array().unwrap().iter().map(|f| f["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["name", "status"], "the role was changed back");
    let summary = vera.get(&path(&format!("/summary?kind=device&from={}&to={}", sync(1), sync(3)))).await.expect(200);
    assert_eq!((&summary["changed"], &summary["stale"], &summary["returned"]), (&json!(2), &json!(1), &json!(0)));
    let nothing = vera.get(&path(&format!("?kind=device&from={}&to={}", sync(3), sync(3)))).await.expect(200);
    assert_eq!(nothing, json!([]));
    for (query, pointer) in [
        (format!("kind=device&from={}", sync(9)), "?from"),
        (format!("kind=host&from={}", sync(1)), "?from"),
        (format!("kind=device&from={}&to={}", sync(1), sync(4)), "?to"),
        (format!("kind=device&from={}&to={}", sync(3), sync(1)), "?to"),
    ] {
        assert_eq!(vera.get(&path(&format!("?{query}"))).await.problem(422).1, pointer, "{query}");
    }
}

#[tokio::test]
async fn too_long_an_interval_is_refused() {
    let house = syncs().await;
    let vera = house.login("vera").await;
    house
        .sql(&format!(
            "insert into noc.inventory_changes (sync_id, kind, object_id, change)
             select '{}', 'device', gen_random_uuid(), 'added' from generate_series(1, 50001)",
            sync(3)
        ))
        .await;
    let query = format!("/api/inventory/differences/summary?kind=device&from={}", sync(1));
    let (detail, pointer) = vera.get(&query).await.problem(422);
    assert!(pointer == "?from" && detail.contains("50000"), "{detail}");
}
