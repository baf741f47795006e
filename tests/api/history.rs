//! What was: history, versions, differences, reverting and restoring.

use serde_json::{Value, json};

use crate::house::{Caller, House, TASKS, schedule, with};

fn path(schedule: &Value) -> String {
    format!("{TASKS}/{}", schedule["id"].as_str().unwrap())
}

impl Caller<'_> {
    async fn edit(&self, schedule: &Value, body: Value) -> Value {
        self.send("PUT", &path(schedule), body).await.expect(200)
    }

    async fn revert(&self, schedule: &Value, body: Value) -> crate::house::Answer {
        self.send("POST", &format!("{}/revert", path(schedule)), body).await
    }
}

/// The differences as `(field, before, after)`.
fn told(differences: &Value) -> Vec<(String, Value, Value)> {
    let row = |d: &Value| (d["field"].as_str().unwrap().to_owned(), d["before"].clone(), d["after"].clone());
    differences.as_array().unwrap().iter().map(row).collect()
}

fn change(field: &str, before: impl Into<Value>, after: impl Into<Value>) -> (String, Value, Value) {
    (field.to_owned(), before.into(), after.into())
}

#[tokio::test]
async fn history_tells_what_each_event_changed_by_whom_and_why() {
    let house = House::open().await;
    let (ada, olga) = (house.login("ada").await, house.login("olga").await);
    let made = olga.schedule("backup").await;
    olga.edit(&made, json!({"queue": "slow", "expires": "2099-01-01T00:00:00Z", "note": "CHG-2"})).await;
    ada.edit(&made, json!({"owner_username": "otto", "queue": "fast"})).await;
    ada.edit(&made, json!({"enabled": false, "note": "ISP work"})).await;

    let history = ada.get(&format!("{}/history?limit=3", path(&made))).await;
    assert_eq!(history.header("x-total-count"), "4");
    let events = history.expect(200);
    let [off, owner, slow] = &events.as_array().unwrap()[..] else { panic!("{events}") };
    assert_eq!((&off["actor"], &off["note"], &off["kind"]), (&json!("ada"), &json!("ISP work"), &json!("disabled")));
    assert_eq!(told(&off["differences"]), [change("enabled", true, false)]);
    let expected = [change("owner_username", "olga", "otto"), change("queue", "slow", "fast")];
    assert_eq!(told(&owner["differences"]), expected, "the page before it is read for what was before");
    let expires = change("expires", Value::Null, "2099-01-01T00:00:00Z");
    assert_eq!(told(&slow["differences"]), [expires, change("queue", "default", "slow")]);
    assert_eq!((&slow["actor"], &slow["note"]), (&json!("olga"), &json!("CHG-2")));

    let versions = |answer: Value| -> Vec<i64> {
        answer.as_array().unwrap().iter().map(|event| event["version"].as_i64().unwrap()).collect()
    };
    for (filter, expected) in [
        ("field=queue", vec![3, 2, 1]),
        ("field=owner_username", vec![3, 1]),
        ("field=enabled", vec![4, 1]),
        ("actor=OLGA", vec![2, 1]),
        ("actor=ada&field=enabled", vec![4]),
        ("actor=nobody", vec![]),
    ] {
        let found = ada.get(&format!("{}/history?{filter}", path(&made))).await.expect(200);
        assert_eq!(versions(found), expected, "{filter}");
    }
}

#[tokio::test]
async fn any_past_version_and_instant_can_be_read_and_compared() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let made = olga.schedule("backup").await;
    let second = olga.edit(&made, json!({"name": "copy", "tags": ["x"]})).await;
    house.send(olga.request("DELETE", &path(&made))).await.expect(200);

    let past = olga.get(&format!("{}?version=1", path(&made))).await.expect(200);
    for field in ["name", "interval", "kwargs", "enabled", "state", "owner_username", "created_at", "date_changed"] {
        assert_eq!(past[field], made[field], "{field}");
    }
    assert_eq!(
        (&past["version"], &past["next_run_at"], &past["total_run_count"]),
        (&json!(1), &Value::Null, &Value::Null)
    );
    // Exactly at the instant of the second event it is that one.
    let at = second["date_changed"].as_str().unwrap();
    let past = olga.get(&format!("{}?at={at}", path(&made))).await.expect(200);
    assert_eq!((&past["version"], &past["name"]), (&json!(2), &json!("copy")));
    let gone = olga.get(&format!("{}?version=3", path(&made))).await.expect(200);
    assert_eq!((&gone["state"], &gone["enabled"]), (&json!("deleted"), &json!(false)));
    for query in ["version=4", "version=0", "at=2020-01-01T00:00:00Z"] {
        olga.get(&format!("{}?{query}", path(&made))).await.problem(404);
    }
    assert_eq!(olga.get(&format!("{}?version=1&at={at}", path(&made))).await.problem(422).1, "?at");

    let diff = olga.get(&format!("{}/diff?from=1&to=2", path(&made))).await.expect(200);
    let names = change("name", "backup", "copy");
    assert_eq!(told(&diff["differences"]), [names, change("tags", Value::Null, json!(["x"]))]);
    let back = olga.get(&format!("{}/diff?from=2&to=1", path(&made))).await.expect(200);
    assert_eq!(told(&back["differences"])[0], change("name", "copy", "backup"));
    let newest = olga.get(&format!("{}/diff?from=3", path(&made))).await.expect(200);
    assert_eq!((&newest["to"], told(&newest["differences"])), (&json!(3), vec![]));
    assert_eq!(olga.get(&format!("{}/diff?from=9", path(&made))).await.problem(422).1, "?from");
    assert_eq!(olga.get(&format!("{}/diff?from=1&to=9", path(&made))).await.problem(422).1, "?to");
}

#[tokio::test]
async fn a_whole_version_comes_back_and_a_revert_is_an_event_like_any_other() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let made = olga.schedule("backup").await;
    olga.edit(&made, json!({"interval": {"every": 1, "period": "hours"}, "kwargs": {"message": "ho"}})).await;
    olga.edit(&made, json!({"enabled": false})).await;

    let dry = olga.revert(&made, json!({"to_version": 1, "dry_run": true})).await.expect(200);
    let fields: Vec<_> = told(&dry["differences"]).into_iter().map(|(field, ..)| field).collect();
    assert_eq!(fields, ["enabled", "interval", "kwargs"]);
    assert_eq!((&dry["changed"], &dry["schedule"]), (&json!(true), &Value::Null));
    assert_eq!(olga.get(&path(&made)).await.expect(200)["version"], 3, "nothing was changed");

    let answer = olga.revert(&made, json!({"to_version": 1, "note": "too rare", "version": 3})).await;
    assert_eq!(answer.header("etag"), "\"4\"");
    let now = answer.expect(200)["schedule"].clone();
    for field in ["interval", "kwargs", "enabled", "state"] {
        assert_eq!(now[field], made[field], "{field}");
    }
    let history = olga.get(&format!("{}/history?limit=1", path(&made))).await.expect(200);
    assert_eq!((&history[0]["kind"], &history[0]["note"]), (&json!("updated"), &json!("too rare")));
    assert_eq!(olga.revert(&made, json!({"to_version": 1})).await.expect(200)["changed"], false);
    olga.revert(&made, json!({"event": 4})).await.expect(200);
    assert_eq!(olga.get(&path(&made)).await.expect(200)["kwargs"], json!({"message": "ho"}));

    let stale = olga.revert(&made, json!({"to_version": 1, "version": 2})).await;
    assert_eq!(stale.body["current"]["version"], 5);
    stale.problem(412);
    assert_eq!(olga.revert(&made, json!({"to_version": 9})).await.problem(422).1, "/to_version");
    assert_eq!(olga.revert(&made, json!({"event": 9})).await.problem(422).1, "/event");
    assert_eq!(olga.revert(&made, json!({})).await.problem(422).1, "/to_version");
    assert_eq!(olga.revert(&made, json!({"event": 1, "to_version": 1})).await.problem(422).1, "/event");
}

#[tokio::test]
async fn one_event_is_undone_and_a_conflict_names_fields_and_versions() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let made = olga.schedule("backup").await;
    olga.edit(&made, json!({"queue": "slow", "description": "x"})).await;
    olga.edit(&made, json!({"tags": ["kept"]})).await;
    let undone = olga.revert(&made, json!({"event": 2})).await.expect(200)["schedule"].clone();
    assert_eq!((&undone["queue"], &undone["tags"]), (&json!("default"), &json!(["kept"])));
    let answer = olga.revert(&made, json!({"event": 2})).await;
    assert_eq!(answer.body["conflict"], json!({"fields": ["description", "queue"], "versions": [4]}));
    let (detail, _) = answer.problem(409);
    assert!(detail.contains("queue") && detail.contains("v4"), "{detail}");
    olga.revert(&made, json!({"event": 1})).await.problem(409);
}

#[tokio::test]
async fn reverting_obeys_owners_names_and_the_tasks_of_today() {
    let house = House::open().await;
    let (ada, olga, otto, vera) =
        (house.login("ada").await, house.login("olga").await, house.login("otto").await, house.login("vera").await);
    let made = olga.schedule("backup").await;
    olga.edit(&made, json!({"enabled": false})).await;
    vera.revert(&made, json!({"event": 2})).await.problem(403);
    otto.revert(&made, json!({"event": 2})).await.expect(200);
    olga.edit(&made, json!({"kwargs": {"message": "ho"}})).await;
    otto.revert(&made, json!({"event": 4})).await.problem(403);
    // Given away and back: by an admin only.
    ada.edit(&made, json!({"owner_username": "otto"})).await;
    otto.revert(&made, json!({"event": 5})).await.problem(403);
    assert_eq!(ada.revert(&made, json!({"event": 5})).await.expect(200)["schedule"]["owner_username"], "olga");
    // What undoing one event makes somebody else's schedule do, the admin answers for, unless that is declined.
    let kept = ada.revert(&made, json!({"event": 4, "keep_owner": true, "dry_run": true})).await.expect(200);
    assert_eq!(told(&kept["differences"]).len(), 1);
    let taken = ada.revert(&made, json!({"event": 4})).await.expect(200);
    assert_eq!(taken["schedule"]["owner_username"], "ada");
    // A whole version comes with the owner it had.
    let whole = ada.revert(&made, json!({"to_version": 1})).await.expect(200);
    assert_eq!(whole["schedule"]["owner_username"], "olga");
    house.sql("update noc.app_user set is_active = false where username = 'otto'").await;
    assert_eq!(ada.revert(&made, json!({"to_version": 5})).await.problem(422).1, "/owner_username");

    olga.edit(&made, json!({"name": "copy"})).await;
    olga.schedule("backup").await;
    olga.revert(&made, json!({"to_version": 1})).await.problem(409);
}

#[tokio::test]
async fn what_a_task_took_once_is_checked_against_what_it_takes_today() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let made = olga.schedule("backup").await;
    olga.edit(&made, json!({"kwargs": {"message": "ho"}})).await;
    // As if the first version had been written when tasks were others.
    for (definition, pointer) in
        [(json!({"kwargs": {"colour": "red"}}), "/kwargs/colour"), (json!({"task": "of_old"}), "/task")]
    {
        let now = json!({"changes": {"task": "test_job", "kwargs": {"message": "ho"}}});
        house
            .sql(&format!(
                "alter table noc.schedule_event disable trigger schedule_event_is_append_only;
                 update noc.schedule_event set data = jsonb_set(data, '{{definition}}', data -> 'definition' || '{definition}')
                 where version = 1;
                 update noc.schedule_event set data = '{now}' where version = 2"
            ))
            .await;
        assert_eq!(olga.revert(&made, json!({"to_version": 1})).await.problem(422).1, pointer);
    }
}

#[tokio::test]
async fn a_deleted_schedule_is_found_and_restored_as_it_was() {
    let house = House::open().await;
    let (olga, otto) = (house.login("olga").await, house.login("otto").await);
    let first = olga.schedule("first").await;
    let made = olga.schedule("backup").await;
    olga.edit(&made, json!({"enabled": false})).await;
    let restore = format!("{}/restore", path(&made));
    olga.send("POST", &restore, json!({})).await.problem(409);
    for schedule in [&first, &made] {
        house.send(olga.request("DELETE", &path(schedule))).await.expect(200);
    }
    assert_eq!(olga.get(TASKS).await.expect(200), json!([]));
    let gone = olga.get(&format!("{TASKS}?state=deleted")).await;
    assert_eq!(gone.header("x-total-count"), "2");
    let gone = gone.expect(200);
    assert_eq!(
        (&gone[0]["name"], &gone[1]["name"], &gone[0]["state"]),
        (&json!("backup"), &json!("first"), &json!("deleted"))
    );

    otto.send("POST", &restore, json!({})).await.problem(403);
    otto.schedule("backup").await;
    olga.send("POST", &restore, json!({})).await.problem(409);
    assert_eq!(olga.send("POST", &restore, json!({"name": ""})).await.problem(422).1, "/name");
    let back = olga.send("POST", &restore, json!({"name": "backup 2", "note": "too early"})).await.expect(200);
    for (field, value) in
        [("id", &made["id"]), ("name", &json!("backup 2")), ("enabled", &json!(false)), ("version", &json!(4))]
    {
        assert_eq!(&back[field], value, "{field}");
    }
    let history = olga.get(&format!("{}/history?limit=1", path(&made))).await.expect(200);
    assert_eq!((&history[0]["kind"], &history[0]["note"]), (&json!("restored"), &json!("too early")));
    assert_eq!(told(&history[0]["differences"]), [change("name", "backup", "backup 2")]);

    // Switched on it comes back switched on; undoing the deletion is the same.
    let back = olga.revert(&first, json!({"event": 2})).await.expect(200)["schedule"].clone();
    assert_eq!((&back["state"], &back["interval"]), (&json!("enabled"), &first["interval"]));
    assert!(back["next_run_at"].is_string());
    olga.send("POST", &format!("{TASKS}/{}/restore", uuid::Uuid::nil()), json!({})).await.problem(404);
}

#[tokio::test]
async fn open_jobs_end_with_what_ends_their_schedule() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    for how in ["DELETE", "PUT"] {
        let made = olga.send("POST", TASKS, with(schedule(how), json!({"overlap": "allow"}))).await.expect(201);
        let run = format!("{}/run", path(&made));
        let job = olga.send("POST", &run, json!({})).await.expect(201);
        olga.send("POST", &run, json!({})).await.expect(201);
        let request = olga.request(how, &format!("{}?cancel_jobs=true", path(&made)));
        let request = if how == "PUT" { request.json(&json!({"enabled": false})) } else { request };
        house.send(request).await.expect(200);
        let job = olga.get(&format!("/api/jobs/{}", job["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(job["state"], "cancelled");
        let event = &job["schedule_event"];
        assert_eq!(
            (&event["version"], &event["kind"], &event["actor"]),
            (&json!(1), &json!("created"), &json!("olga"))
        );
    }
    assert_eq!(house.count("select count(*) from noc.live_job").await, 0);
    assert_eq!(house.count("select count(*) from noc.job_history where cancelled_by = 'olga'").await, 4);
}
