//! Many schedules at once: bulk, what was changed together, undo, blame, and the filter's "all matching".

use serde_json::{Value, json};

use crate::house::{Caller, House, TASKS};

const BULK: &str = "/api/scheduler/bulk";

async fn several(caller: &Caller<'_>, names: &[&str]) -> Vec<Value> {
    let mut made = Vec::new();
    for name in names {
        made.push(caller.schedule(name).await);
    }
    made
}

fn targets(schedules: &[Value]) -> Value {
    schedules.iter().map(|s| json!({"id": s["id"], "version": s["version"]})).collect()
}

async fn now(caller: &Caller<'_>, schedule: &Value) -> Value {
    caller.get(&format!("{TASKS}/{}", schedule["id"].as_str().unwrap())).await.expect(200)
}

#[tokio::test]
async fn an_action_on_all_that_match_is_one_change_set_that_can_be_taken_back_and_again() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let made = several(&olga, &["core 1", "core 2", "edge 1"]).await;
    let body = json!({"filter": {"search": "core"}, "expected": 2, "note": "CHG-1",
                      "action": {"type": "update", "changes": {"queue": "bulk", "tags": ["x"]}}});
    let mut dry = body.clone();
    dry["dry_run"] = json!(true);
    let would = olga.send("POST", BULK, dry).await.expect(200);
    assert_eq!((&would["matched"], &would["changed"], &would["change_set"]), (&json!(2), &json!(2), &Value::Null));
    assert_eq!(now(&olga, &made[0]).await["version"], 1, "a dry run writes nothing");

    let done = olga.send("POST", BULK, body.clone()).await.expect(200);
    assert_eq!((&done["changed"], &done["changes"][0]["event"]), (&json!(2), &json!("updated")));
    let set = done["change_set"].as_str().unwrap().to_owned();
    let core = now(&olga, &made[0]).await;
    assert_eq!((&core["queue"], &core["tags"], &core["version"]), (&json!("bulk"), &json!(["x"]), &json!(2)));
    assert_eq!(now(&olga, &made[2]).await["version"], 1);
    // The same again changes nothing, and is no change set.
    let again = olga.send("POST", BULK, body).await.expect(200);
    assert_eq!((&again["unchanged"], &again["change_set"]), (&json!(2), &Value::Null));

    let changes = olga.get(&format!("/api/scheduler/changes?change_set={set}")).await.expect(200);
    let told: Vec<_> = changes.as_array().unwrap().iter().map(|c| (&c["name"], &c["note"], &c["fields"])).collect();
    let fields = json!(["queue", "tags"]);
    assert_eq!(told, [(&json!("core 2"), &json!("CHG-1"), &fields), (&json!("core 1"), &json!("CHG-1"), &fields)]);

    let undo = format!("/api/scheduler/change-sets/{set}/undo");
    // What was changed in other fields meanwhile stays.
    olga.send("PUT", &format!("{TASKS}/{}", made[0]["id"].as_str().unwrap()), json!({"description": "mine"}))
        .await
        .expect(200);
    let undone = olga.send("POST", &undo, json!({"note": "wrong day"})).await.expect(200);
    let core = now(&olga, &made[0]).await;
    assert_eq!((&core["queue"], &core["tags"], &core["description"]), (&json!("default"), &json!([]), &json!("mine")));
    // Undoing the undo brings it back.
    let redo = format!("/api/scheduler/change-sets/{}/undo", undone["change_set"].as_str().unwrap());
    olga.send("POST", &redo, json!({})).await.expect(200);
    assert_eq!(now(&olga, &made[1]).await["queue"], "bulk");
    let sets = olga.get("/api/scheduler/change-sets").await.expect(200);
    let kinds: Vec<_> = sets.as_array().unwrap().iter().map(|s| s["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["undo", "undo", "bulk"]);
    assert_eq!(sets[2]["undone_by"], sets[1]["id"]);
    assert_eq!(olga.get(&format!("/api/scheduler/change-sets/{set}")).await.expect(200)["events"], 2);
}

#[tokio::test]
async fn one_refusal_refuses_all_and_a_dry_run_names_each() {
    let house = House::open().await;
    let (olga, otto) = (house.login("olga").await, house.login("otto").await);
    let mut made = several(&olga, &["a", "b"]).await;
    made.extend(several(&otto, &["c"]).await);
    // Changed since it was seen.
    let b = format!("{TASKS}/{}", made[1]["id"].as_str().unwrap());
    olga.send("PUT", &b, json!({"description": "x"})).await.expect(200);
    let mut body = json!({"targets": targets(&made), "action": {"type": "queue", "queue": "bulk"}, "dry_run": true});
    body["targets"].as_array_mut().unwrap().push(json!({"id": uuid::Uuid::nil()}));
    let would = olga.send("POST", BULK, body.clone()).await.expect(200);
    assert_eq!((&would["changed"], &would["refused_count"]), (&json!(1), &json!(3)));
    let why: Vec<_> =
        would["refused"].as_array().unwrap().iter().map(|r| (&r["index"], r["detail"].as_str().unwrap())).collect();
    assert!(
        why[0].1.contains("changed meanwhile")
            && why[1].1.contains("somebody else's")
            && why[2].1.contains("no such schedule"),
        "{why:?}"
    );
    body["dry_run"] = json!(false);
    let refused = olga.send("POST", BULK, body).await;
    assert_eq!(refused.body["errors"].as_array().unwrap().len(), 3, "{refused:?}");
    let (detail, pointer) = refused.problem(422);
    assert!(
        detail.starts_with("3 of the changes are refused, so nothing was changed") && pointer == "/targets/1",
        "{detail} {pointer}"
    );
    assert_eq!(now(&olga, &made[0]).await["version"], 1);
    // Operators switch what is somebody else's.
    let body = json!({"targets": targets(&[made[2].clone()]), "action": {"type": "disable"}});
    olga.send("POST", BULK, body.clone()).await.expect(200);
    let vera = house.login("vera").await;
    vera.send("POST", BULK, body).await.problem(403);
}

#[tokio::test]
async fn every_action_does_what_it_says() {
    let house = House::open().await;
    let ada = house.login("ada").await;
    let made = several(&ada, &["a", "b"]).await;
    let act = async |action: Value| {
        let done = ada.send("POST", BULK, json!({"filter": {}, "action": action})).await.expect(200);
        (done, now(&ada, &made[0]).await)
    };
    assert_eq!(act(json!({"type": "disable"})).await.1["enabled"], false);
    assert_eq!(act(json!({"type": "enable"})).await.1["enabled"], true);
    let until = "2999-01-01T00:00:00Z";
    assert_eq!(act(json!({"type": "snooze", "until": until})).await.1["snooze_until"], until);
    assert_eq!(act(json!({"type": "snooze", "until": null})).await.1["snooze_until"], Value::Null);
    assert_eq!(act(json!({"type": "tag", "add": ["z", "y"]})).await.1["tags"], json!(["y", "z"]));
    assert_eq!(act(json!({"type": "tag", "add": ["x"], "remove": ["y"]})).await.1["tags"], json!(["x", "z"]));
    assert_eq!(act(json!({"type": "queue", "queue": "bulk"})).await.1["queue"], "bulk");
    assert_eq!(act(json!({"type": "owner", "owner_username": "otto"})).await.1["owner_username"], "otto");
    assert_eq!(act(json!({"type": "update", "changes": {"max_attempts": 3}})).await.1["max_attempts"], 3);
    let deleted =
        ada.send("POST", BULK, json!({"filter": {"tag": "x"}, "action": {"type": "delete"}})).await.expect(200);
    assert_eq!(deleted["changed"], 2);
    ada.get(&format!("{TASKS}/{}", made[0]["id"].as_str().unwrap())).await.problem(404);
    // And they come back together.
    let undo = format!("/api/scheduler/change-sets/{}/undo", deleted["change_set"].as_str().unwrap());
    ada.send("POST", &undo, json!({})).await.expect(200);
    let back = now(&ada, &made[0]).await;
    assert_eq!((&back["tags"], &back["enabled"]), (&json!(["x", "z"]), &json!(true)));

    for (body, pointer) in [
        (json!({"filter": {}}), "/action"),
        (json!({"action": {"type": "enable"}}), "/targets"),
        (json!({"filter": {}, "targets": [], "action": {"type": "enable"}}), "/filter"),
        (json!({"filter": {"tga": "x"}, "action": {"type": "enable"}}), "/filter/tga"),
        (json!({"filter": {}, "action": {"type": "fly"}}), "/action/type"),
        (json!({"filter": {}, "action": {"type": "tag"}}), "/action/add"),
        (json!({"filter": {}, "action": {"type": "snooze"}}), "/action/until"),
        (json!({"filter": {}, "action": {"type": "queue", "queue": "a b"}}), "/action/queue"),
        (json!({"filter": {}, "action": {"type": "update", "changes": {"name": "x"}}}), "/action/changes/name"),
        (json!({"edits": [], "filter": {}}), "/filter"),
        (json!({"edits": 7}), "/edits"),
    ] {
        let (detail, found) = ada.send("POST", BULK, body.clone()).await.problem(422);
        assert_eq!(found, pointer, "{body}: {detail}");
    }
    let (detail, _) = ada
        .send("POST", BULK, json!({"filter": {}, "expected": 3412, "action": {"type": "disable"}}))
        .await
        .problem(409);
    assert!(detail.contains("expected 3412") && detail.contains("matches 2"), "{detail}");
}

#[tokio::test]
async fn edits_are_made_together_whatever_each_of_them_is() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let made = several(&olga, &["a", "b", "c", "gone"]).await;
    let id = |n: usize| made[n]["id"].clone();
    let fresh = json!({"name": "gone", "task": "test_job", "crontab": {"minute": "5"}});
    // Names move along a chain, and one that is given up by a removal is taken by what is new.
    let edits = json!([
        {"op": "update", "id": id(0), "version": 1, "changes": {"name": "b"}},
        {"op": "update", "id": id(1), "version": 1, "changes": {"name": "c"}},
        {"op": "update", "id": id(2), "changes": {"name": "d"}},
        {"op": "create", "changes": fresh},
        {"op": "delete", "id": id(3)},
    ]);
    let done = olga.send("POST", BULK, json!({"edits": edits})).await.expect(200);
    assert_eq!(done["changed"], 5, "{done}");
    let list = olga.get(TASKS).await.expect(200);
    let names: Vec<_> = list.as_array().unwrap().iter().map(|s| s["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["b", "c", "d", "gone"]);
    // Taken back as a whole, names and all.
    let undo = format!("/api/scheduler/change-sets/{}/undo", done["change_set"].as_str().unwrap());
    olga.send("POST", &undo, json!({})).await.expect(200);
    let list = olga.get(TASKS).await.expect(200);
    let names: Vec<_> = list.as_array().unwrap().iter().map(|s| s["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["a", "b", "c", "gone"]);
    // A name that another schedule keeps, one that two want, and one schedule twice are refused.
    for (edits, at) in [
        (json!([{"op": "update", "id": id(0), "changes": {"name": "b"}}]), "/edits/0"),
        (
            json!([{"op": "update", "id": id(0), "changes": {"name": "z"}}, {"op": "update", "id": id(1), "changes": {"name": "z"}}]),
            "/edits/1",
        ),
        (json!([{"op": "disable", "id": id(0)}, {"op": "delete", "id": id(0)}]), "/edits/1"),
    ] {
        let (_, pointer) = olga.send("POST", BULK, json!({"edits": edits})).await.problem(422);
        assert_eq!(pointer, at);
    }
    // A ring of names cannot be made in one go: a clear answer, and nothing changed.
    let ring = json!([{"op": "update", "id": id(0), "changes": {"name": "b"}}, {"op": "update", "id": id(1), "changes": {"name": "a"}}]);
    olga.send("POST", BULK, json!({"edits": ring})).await.problem(409);
    assert_eq!(now(&olga, &made[0]).await["name"], "a");
}

#[tokio::test]
async fn each_field_is_blamed_on_who_set_it() {
    let house = House::open().await;
    let (olga, ada) = (house.login("olga").await, house.login("ada").await);
    let id = olga.schedule("a").await["id"].as_str().unwrap().to_owned();
    let path = format!("{TASKS}/{id}");
    ada.send("PUT", &path, json!({"queue": "bulk", "note": "INC-7"})).await.expect(200);
    olga.send("PUT", &path, json!({"enabled": false})).await.expect(200);
    let blame = olga.get(&format!("{path}/blame")).await.expect(200);
    let of = |field: &str| {
        let found = blame.as_array().unwrap().iter().find(|b| b["field"] == field).unwrap();
        (found["version"].clone(), found["actor"].clone(), found["note"].clone(), found["value"].clone())
    };
    assert_eq!(of("queue"), (json!(2), json!("ada"), json!("INC-7"), json!("bulk")));
    assert_eq!(of("enabled"), (json!(3), json!("olga"), Value::Null, json!(false)));
    assert_eq!(of("owner_username"), (json!(1), json!("olga"), Value::Null, json!("olga")));
    let before = olga.get(&format!("{path}/blame?version=1")).await.expect(200);
    assert!(before.as_array().unwrap().iter().all(|b| b["version"] == 1));
    olga.get(&format!("{TASKS}/{}/blame", uuid::Uuid::nil())).await.problem(404);
    let head = olga.get("/api/scheduler/changes/seal").await.expect(200);
    assert_eq!((&head["position"], &head["newest_event"]), (&json!(3), &json!(3)));
    let mine = olga.get("/api/scheduler/changes?actor=ADA").await.expect(200);
    assert_eq!(mine.as_array().unwrap().len(), 1);
    let first = olga.get("/api/scheduler/changes?limit=2").await;
    let next = first.header("link");
    let next = next.split(['<', '>']).nth(1).unwrap();
    assert_eq!(olga.get(next).await.expect(200)[0]["position"], 1);
}
