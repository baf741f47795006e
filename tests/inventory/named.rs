//! Named inventories.

use serde_json::{Value, json};

use crate::fixture::{each, id, network, numbers, pages};

const INVENTORIES: &str = "/api/inventories";

fn core() -> Value {
    json!({"name": "Core", "description": "nightly",
           "conditions": [{"field": "role", "operator": "equals", "values": ["CORE"]},
                          {"field": "address", "operator": "in_prefix", "values": ["10.0.0.0/16"]}],
           "devices": ["sw-access-9", 10, "10.0.0.2"]})
}

#[tokio::test]
async fn an_inventory_is_made_read_changed_and_deleted() {
    let house = network().await;
    let (olga, vera) = (house.login("olga").await, house.login("vera").await);
    vera.send("POST", INVENTORIES, core()).await.problem(403);
    let made = olga.send("POST", INVENTORIES, core()).await;
    assert_eq!(made.header("etag"), "\"1\"");
    let made = made.expect(201);
    assert_eq!(made["devices"], json!([id(9), id(10), id(2)]));
    assert_eq!((&made["max_change_percent"], &made["updated_by"]), (&json!(50), &json!("olga")));
    let path = format!("{INVENTORIES}/{}", made["id"]);

    // Sent back unchanged, as it is read, it is no change.
    let read = vera.get(&path).await.expect(200);
    assert_eq!(each(&read["explicit"], "name"), ["SW-access-9", "SW-access-10", "SW-core-2"]);
    let same = olga.send("PUT", &path, read).await.expect(200);
    assert_eq!(same, made);

    let renamed =
        olga.request("PUT", &path).header("If-Match", "\"1\"").json(&json!({"name": "Kern", "devices": null}));
    let renamed = house.send(renamed).await.expect(200);
    assert_eq!((&renamed["version"], &renamed["devices"]), (&json!(2), &json!([])));
    assert_eq!(renamed["conditions"], made["conditions"], "what is not said stays");
    let stale = olga.send("PUT", &path, json!({"version": 1, "name": "x"})).await;
    assert_eq!(stale.body["current"]["version"], 2);
    stale.problem(412);
    vera.send("PUT", &path, json!({"name": "x"})).await.problem(403);
    vera.send("POST", &format!("{path}/accept"), json!({})).await.problem(403);
    vera.send("DELETE", &path, json!({})).await.problem(403);

    let (detail, _) = olga.send("POST", INVENTORIES, json!({"name": "KERN"})).await.problem(409);
    assert!(detail.contains("KERN"), "{detail}");
    assert_eq!(vera.get(&format!("{INVENTORIES}?search=night")).await.expect(200), json!([renamed]));
    let choices = vera.get("/api/scheduler/inventories").await.expect(200);
    assert_eq!(choices, json!([{"id": made["id"], "name": "Kern", "description": "nightly"}]));

    let accepted = olga.send("POST", &format!("{path}/accept"), json!({})).await.expect(200);
    assert_eq!((&accepted["version"], &accepted["accepted_by"]), (&json!(2), &json!("olga")));
    assert_eq!(olga.send("DELETE", &path, json!({})).await.expect(200)["name"], "Kern");
    for (method, at) in [("GET", path.clone()), ("PUT", path.clone()), ("POST", format!("{path}/accept"))] {
        olga.send(method, &at, json!({})).await.problem(404);
    }
}

#[tokio::test]
async fn every_mistake_is_named() {
    let house = network().await;
    let olga = house.login("olga").await;
    let body = json!({
        "nmae": "x", "description": 7, "max_change_percent": 101,
        "conditions": [{"field": "role", "operator": "like", "values": ["x"]}],
        "devices": ["3", "nobody", "sw-core-1", "10.0.1.1"]
    });
    let answer = olga.send("POST", INVENTORIES, body).await;
    let pointers: Vec<_> = each(&answer.body["errors"], "pointer");
    assert_eq!(
        pointers,
        [
            "/nmae",
            "/name",
            "/description",
            "/max_change_percent",
            "/conditions/0/operator",
            "/devices/1",
            "/devices/2",
            "/devices/3"
        ]
    );
    let why = each(&answer.body["errors"], "detail");
    assert!(why[5].contains("no such device") && why[6].contains("2 devices"), "{why:?}");
    answer.problem(422);
    let (_, pointer) = olga.send("POST", INVENTORIES, json!({"name": "x", "devices": [0.5]})).await.problem(422);
    assert_eq!(pointer, "/devices/0");
    let (_, pointer) = olga.send("POST", INVENTORIES, json!({"name": null})).await.problem(422);
    assert_eq!(pointer, "/name");
}

#[tokio::test]
async fn devices_are_those_named_and_those_that_fit() {
    let house = network().await;
    let (olga, vera) = (house.login("olga").await, house.login("vera").await);
    let made = olga.send("POST", INVENTORIES, core()).await.expect(201);
    let path = format!("{INVENTORIES}/{}", made["id"]);
    // Core switches in that network, without the stale ones, and the two that are named.
    let expected = [1, 2, 3, 4, 9, 10, 11, 14];
    let listed = vera.get(&format!("{path}/devices")).await;
    assert_eq!(listed.header("x-total-count"), "8");
    assert_eq!(numbers(&listed.expect(200)), expected);
    let meanwhile = "update noc.devices set stale_since = now() where number = 1";
    let paged = Value::from(pages(&vera, &format!("{path}/devices?limit=3"), meanwhile).await);
    assert_eq!(numbers(&paged), expected, "page by page, though the first left");

    let preview = vera.send("POST", &format!("{INVENTORIES}/preview"), json!({"id": made["id"]})).await.expect(200);
    assert_eq!((&preview["count"], &preview["stops"], &preview["compared"]), (&json!(7), &Value::Null, &Value::Null));
    let unsaved = json!({"conditions": [{"field": "cf.rack", "operator": "equals", "values": [4, 5]}]});
    let preview = vera.send("POST", &format!("{INVENTORIES}/preview"), unsaved).await.expect(200);
    assert_eq!((&preview["count"], numbers(&preview["devices"])), (&json!(2), vec![4, 5]));
    let nothing = vera.send("POST", &format!("{INVENTORIES}/preview"), json!({})).await.expect(200);
    assert_eq!((&nothing["count"], &nothing["stops"]), (&json!(0), &json!("empty")));
    vera.send("POST", &format!("{INVENTORIES}/preview"), json!({"id": 999})).await.problem(404);

    // A named device that is stale or gone is told, and may be sent back.
    house
        .sql("update noc.devices set stale_since = now() where number = 9; delete from noc.devices where number = 10")
        .await;
    let preview = vera.send("POST", &format!("{INVENTORIES}/preview"), json!({"id": made["id"]})).await.expect(200);
    assert_eq!(each(&preview["unknown"], "asked"), [id(9), id(10)]);
    let why = each(&preview["unknown"], "reason");
    assert!(why[0].contains("stale") && why[1].contains("any more"), "{why:?}");
    let read = vera.get(&path).await.expect(200);
    assert_eq!(olga.send("PUT", &path, read).await.expect(200)["version"], 1);
    let device = vera.get("/api/inventory/devices/3").await.expect(200);
    assert_eq!(each(&device["inventories"], "name"), ["Core"]);
}

#[tokio::test]
async fn an_inventory_that_schedules_aim_at_is_not_deleted() {
    let house = network().await;
    let olga = house.login("olga").await;
    let made = olga.send("POST", INVENTORIES, core()).await.expect(201);
    let path = format!("{INVENTORIES}/{}", made["id"]);
    olga.schedule("backup").await;
    // No task of the program takes an inventory yet; what counts is what is stored.
    house
        .sql(&format!(
            "update noc.schedule set definition = jsonb_set(definition, '{{kwargs}}', '{{\"inventory_id\": {}}}')",
            made["id"]
        ))
        .await;
    let (detail, _) = olga.send("DELETE", &path, json!({})).await.problem(409);
    assert!(detail.contains("`backup`"), "{detail}");
    assert_eq!(each(&olga.get(&path).await.expect(200)["used_by"], "name"), ["backup"]);
    house.sql("update noc.schedule set phase = 'deleted'").await;
    olga.send("DELETE", &path, json!({})).await.expect(200);
}
