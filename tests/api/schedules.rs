//! Schedules: what a client may rely on.

use serde_json::{Value, json};

use crate::house::{House, TASKS, schedule, with};

pub(crate) fn path(schedule: &Value) -> String {
    format!("{TASKS}/{}", schedule["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_schedule_is_made_read_changed_and_deleted() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let made = olga.send("POST", TASKS, with(schedule("backup"), json!({"note": "CHG-1"}))).await;
    assert_eq!(made.header("etag"), "\"1\"");
    let made = made.expect(201);
    for (field, value) in [
        ("name", json!("backup")),
        ("task", json!("test_job")),
        ("schedule_type", json!("interval")),
        ("crontab", Value::Null),
        ("args", json!([])),
        ("enabled", json!(true)),
        ("timezone", json!("UTC")),
        ("overlap", json!("skip")),
        ("catch_up", json!("latest")),
        ("queue", json!("default")),
        ("priority", json!("normal")),
        ("state", json!("enabled")),
        ("version", json!(1)),
        ("owner_username", json!("olga")),
        ("total_run_count", json!(0)),
        ("last_run_at", Value::Null),
    ] {
        assert_eq!(made[field], value, "{field}");
    }
    assert!(made["next_run_at"].is_string() && made["interval"]["anchor"].is_string(), "{made}");

    let changed =
        olga.send("PUT", &path(&made), json!({"interval": {"every": 1, "period": "hours"}})).await.expect(200);
    assert_eq!((&changed["version"], &changed["interval"]["period"]), (&json!(2), &json!("hours")));
    assert_eq!(changed["kwargs"], json!({"message": "hi"}), "absent fields stay");
    assert_eq!(olga.get(&path(&made)).await.expect(200), changed);

    let gone = house.send(olga.request("DELETE", &format!("{}?note=tired", path(&made)))).await.expect(200);
    assert_eq!((&gone["state"], &gone["name"]), (&json!("deleted"), &json!("backup")));
    olga.get(&path(&made)).await.problem(404);
    let history = olga.get(&format!("{}/history", path(&made))).await;
    assert_eq!(history.header("x-total-count"), "3");
    let history = history.expect(200);
    assert_eq!(gone["date_changed"], history[0]["time"], "the deletion is the last change");
    let told: Vec<_> = history.as_array().unwrap().iter().map(|e| e["kind"].clone()).collect();
    assert_eq!(told, ["deleted", "updated", "created"]);
}

#[tokio::test]
async fn an_answer_may_be_sent_back_unchanged() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let crontab = json!({
        "name": "nightly", "task": "test_job", "crontab": {"minute": "0", "hour": "2"}, "timezone": "Europe/Berlin",
        "description": "x", "expires": "2099-01-01T00:00:00+01:00", "start_at": "2026-01-01T00:00:00Z", "one_off": true,
        "overlap": "allow", "catch_up": "all", "catch_up_max_age_seconds": 60, "timeout_seconds": 5, "max_attempts": 3,
        "retry_backoff_seconds": 2, "queue": "slow", "priority": "high", "enabled": false});
    for body in [schedule("often"), crontab] {
        let made = olga.send("POST", TASKS, body).await.expect(201);
        let again = olga.send("PUT", &path(&made), made.clone()).await.expect(200);
        assert_eq!(again, made);
    }
    assert_eq!(house.count("select count(*) from noc.schedule_event").await, 2);
}

#[tokio::test]
async fn a_creation_with_an_id_is_repeatable() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let id = "0192a3b4-0000-4000-8000-000000000001";
    let body = with(schedule("once"), json!({"id": id}));
    let made = olga.send("POST", TASKS, body.clone()).await.expect(201);
    assert_eq!(made["id"], id);
    assert_eq!(olga.send("POST", TASKS, body.clone()).await.expect(200), made);
    let (detail, _) = olga.send("POST", TASKS, with(body, json!({"name": "other"}))).await.problem(409);
    assert!(detail.contains(id), "{detail}");
    assert_eq!(house.count("select count(*) from noc.schedule_event").await, 1);

    house.send(olga.request("DELETE", &path(&made))).await.expect(200);
    let again = olga.send("POST", TASKS, with(schedule("once"), json!({"id": id}))).await;
    assert_eq!(again.body["type"], "urn:noc-scheduler:problem:id-deleted");
    let (detail, _) = again.problem(409);
    assert!(detail.contains("deleted"), "{detail}");
}

#[tokio::test]
async fn the_id_in_the_address_counts_and_not_the_one_in_the_body() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let (made, other) = (olga.schedule("one").await, olga.schedule("other").await);
    for id in [other["id"].clone(), json!("seven"), json!(7)] {
        assert_eq!(olga.send("PUT", &path(&made), with(made.clone(), json!({"id": id}))).await.expect(200), made);
    }
    let renamed = with(other.clone(), json!({"name": "renamed"}));
    assert_eq!(olga.send("PUT", &path(&made), renamed).await.expect(200)["id"], made["id"]);
    assert_eq!(olga.get(&path(&other)).await.expect(200), other);
}

#[tokio::test]
async fn a_stale_writer_is_told_how_things_stand() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let made = olga.schedule("contested").await;
    let changed = olga.send("PUT", &path(&made), json!({"description": "new"})).await.expect(200);
    for request in [
        olga.request("PUT", &path(&made)).json(&json!({"description": "mine", "version": 1})),
        olga.request("PUT", &path(&made)).json(&json!({"description": "mine"})).header("If-Match", "\"1\""),
        olga.request("DELETE", &path(&made)).header("If-Match", "\"1\""),
    ] {
        let answer = house.send(request).await;
        assert_eq!(answer.body["current"], changed);
        answer.problem(412);
    }
    let right = olga.request("PUT", &path(&made)).json(&json!({"description": "mine"})).header("If-Match", "\"2\"");
    assert_eq!(house.send(right).await.expect(200)["version"], 3);
}

#[tokio::test]
async fn what_is_bad_is_refused_by_name_and_nothing_is_written() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let made = olga.schedule("good").await;
    let events = "select count(*) from noc.schedule_event";
    let before = house.count(events).await;
    let bad = [
        ("/task", json!({"task": "mine_bitcoin"})),
        ("/kwargs/mesage", json!({"kwargs": {"mesage": "typo"}})),
        ("/kwargs/duration", json!({"kwargs": {"duration": "long"}})),
        ("/kwargs/username", json!({"kwargs": {"username": "ada"}})),
        ("/kwargs", json!({"kwargs": [1]})),
        ("/interval/every", json!({"interval": {"every": 0, "period": "minutes"}})),
        ("/interval/every", json!({"interval": {"every": 4_000_000, "period": "weeks"}})),
        ("/interval/every", json!({"interval": {"every": -1, "period": "minutes"}})),
        ("/interval/period", json!({"interval": {"every": 1, "period": "months"}})),
        (
            "/crontab/day_of_month",
            json!({"interval": null, "crontab": {"minute": "0", "hour": "0", "day_of_month": "30", "month_of_year": "2"}}),
        ),
        ("/crontab/minute", json!({"interval": null, "crontab": {"minute": "61"}})),
        ("/timezone", json!({"timezone": "Mars/Olympus"})),
        ("/name", json!({"name": "x".repeat(201)})),
        ("/name", json!({"name": " "})),
        ("/expires", json!({"expires": "2020-01-01T00:00:00Z"})),
        ("/expires", json!({"expires": "2099-01-01T00:00:00"})),
        ("/enabled", json!({"enabled": "yes"})),
        ("/args", json!({"args": [1]})),
        ("/max_attempts", json!({"max_attempts": 26})),
        ("/overlap", json!({"overlap": "never"})),
        ("/schedule_type", json!({"schedule_type": "lunar"})),
        ("/solar/latitude", json!({"interval": null, "solar": {"event": "sunset", "latitude": 91, "longitude": 0}})),
        ("/clocked/at", json!({"interval": null, "clocked": {"at": "2020-01-01T00:00:00Z"}})),
        ("/snooze_until", json!({"snooze_until": "2020-01-01T00:00:00Z"})),
        ("/max_runs", json!({"max_runs": 0})),
        ("/tags", json!({"tags": ["a,b"]})),
        ("/shedule", json!({"shedule": 1})),
        ("/queue", json!({"queue": "a b; flushall"})),
        ("/description", json!({"description": "nul\u{0}"})),
        ("/kwargs/message", json!({"kwargs": {"message": "nul\u{0}"}})),
    ];
    for (pointer, fields) in bad {
        let (detail, first) = olga.send("POST", TASKS, with(schedule("new"), fields.clone())).await.problem(422);
        assert_eq!(first, pointer, "{fields} gave {detail}");
        let field = pointer.trim_start_matches('/').replace('/', ".");
        assert!(detail.contains(&field), "the detail alone names {field}: {detail}");
        let (_, first) = olga.send("PUT", &path(&made), fields).await.problem(422);
        assert_eq!(first, pointer);
    }
    let (_, first) = olga.send("POST", TASKS, json!({})).await.problem(422);
    assert_eq!(first, "/name");
    let (_, first) = olga.send("POST", TASKS, with(schedule("new"), json!({"id": "seven"}))).await.problem(422);
    assert_eq!(first, "/id");
    let (detail, _) = olga.send("POST", TASKS, schedule("good")).await.problem(409);
    assert!(detail.contains("`good`"), "{detail}");
    assert_eq!(house.count(events).await, before);
    assert_eq!(olga.get(&path(&made)).await.expect(200), made);
}

#[tokio::test]
async fn every_wrong_field_is_listed() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let body =
        with(schedule("x"), json!({"timezone": "Mars", "interval": {"every": 0, "period": "minutes"}, "one_off": 3}));
    let answer = olga.send("POST", TASKS, body).await;
    let mut pointers: Vec<_> = answer.body["errors"].as_array().unwrap().iter().map(|e| e["pointer"].clone()).collect();
    pointers.sort_by_key(Value::to_string);
    assert_eq!(pointers, ["/interval/every", "/one_off", "/timezone"]);
}

#[tokio::test]
async fn lists_are_filtered_sorted_and_paged() {
    let house = House::open().await;
    let (olga, otto) = (house.login("olga").await, house.login("otto").await);
    for name in ["b50%", "a_x", "c"] {
        olga.schedule(name).await;
    }
    otto.send("POST", TASKS, with(schedule("d"), json!({"enabled": false}))).await.expect(201);
    let names = async |query: &str| {
        let list = olga.get(&format!("{TASKS}{query}")).await.expect(200);
        list.as_array().unwrap().iter().map(|s| s["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for (query, expected) in [
        ("", vec!["a_x", "b50%", "c", "d"]),
        ("?sort=-name", vec!["d", "c", "b50%", "a_x"]),
        ("?search=a_", vec!["a_x"]),
        ("?search=50%25", vec!["b50%"]),
        ("?enabled=false", vec!["d"]),
        ("?state=enabled&owner=OLGA", vec!["a_x", "b50%", "c"]),
        ("?state=unreadable", vec![]),
        ("?task=test_job&search=c", vec!["c"]),
        ("?task=other", vec![]),
    ] {
        assert_eq!(names(query).await, expected, "{query}");
    }
    let page = olga.get(&format!("{TASKS}?limit=3&sort=name")).await;
    assert_eq!(page.header("x-total-count"), "4");
    assert!(!page.header("x-stream-cursor").is_empty());
    let link = page.header("link");
    let next = link.strip_prefix('<').and_then(|l| l.strip_suffix(">; rel=\"next\"")).unwrap();
    let last = olga.get(next).await;
    assert_eq!(last.header("link"), "");
    assert_eq!(last.expect(200)[0]["name"], "d");
}

#[tokio::test]
async fn roles_decide_who_writes() {
    let house = House::open().await;
    let (ada, olga, otto, vera) =
        (house.login("ada").await, house.login("olga").await, house.login("otto").await, house.login("vera").await);
    let made = olga.schedule("olgas").await;
    let path = path(&made);
    vera.get(&path).await.expect(200);
    vera.send("POST", TASKS, schedule("x")).await.problem(403);
    vera.send("PUT", &path, made.clone()).await.problem(403);
    vera.send("POST", &format!("{path}/run"), json!({})).await.problem(403);
    house.send(vera.request("DELETE", &path)).await.problem(403);
    // Somebody else's: the switch and the run, and nothing more.
    otto.send("PUT", &path, json!({"description": "mine"})).await.problem(403);
    otto.send("PUT", &path, json!({"enabled": false, "description": "mine"})).await.problem(403);
    house.send(otto.request("DELETE", &path)).await.problem(403);
    let (_, _) = otto.send("PUT", &path, json!({"owner_username": "otto"})).await.problem(403);
    otto.send("PUT", &path, json!({"enabled": false})).await.expect(200);
    otto.send("PUT", &path, with(made.clone(), json!({"enabled": true, "version": 2}))).await.expect(200);
    otto.send("POST", &format!("{path}/run"), json!({"kwargs": {"message": "else"}})).await.problem(403);
    otto.send("POST", &format!("{path}/run"), json!({"kwargs": {"message": "hi"}})).await.expect(201);
    // An admin who changes what it does, owns it; unless told not to.
    let kept = json!({"kwargs": {"message": "new"}, "keep_owner": true, "owner_username": "olga"});
    assert_eq!(ada.send("PUT", &path, kept).await.expect(200)["owner_username"], "olga");
    let taken = ada.send("PUT", &path, json!({"kwargs": {"message": "newer"}})).await.expect(200);
    assert_eq!(taken["owner_username"], "ada");
    assert_eq!(ada.send("PUT", &path, json!({"owner_username": "otto"})).await.expect(200)["owner_username"], "otto");
    ada.send("PUT", &path, json!({"owner_username": "nobody"})).await.problem(422);
}

#[tokio::test]
async fn an_unreadable_schedule_is_shown_and_stops_nothing_else() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let (odd, good) = (olga.schedule("odd").await, olga.schedule("good").await);
    let id = odd["id"].as_str().unwrap();
    house
        .sql(&format!(
            "insert into noc.schedule_event (schedule_id, version, kind, format, data, actor, effective_at)
             values ('{id}', 2, 'snoozed', 9, '{{}}', 'future', now());
             update noc.schedule_runtime set head_version = 2 where schedule_id = '{id}'"
        ))
        .await;
    let shown = olga.get(&path(&odd)).await.expect(200);
    assert_eq!((&shown["state"], &shown["name"], &shown["version"]), (&json!("unreadable"), &json!("odd"), &json!(2)));
    assert!(shown["state_reason"].as_str().unwrap().contains("snoozed"), "{shown}");
    assert!(shown["kwargs"].is_null() && shown["next_run_at"].is_null());
    assert_eq!(olga.get(TASKS).await.expect(200).as_array().unwrap().len(), 2);
    assert_eq!(olga.get(&format!("{TASKS}?state=unreadable")).await.expect(200)[0]["id"], odd["id"]);
    olga.send("PUT", &path(&odd), json!({"enabled": false})).await.problem(409);
    olga.send("POST", &format!("{}/run", path(&odd)), json!({})).await.problem(409);
    olga.send("PUT", &path(&good), json!({"enabled": false})).await.expect(200);
    let history = olga.get(&format!("{}/history", path(&odd))).await.expect(200);
    assert!(history[0]["unreadable"].is_string() && history[1]["unreadable"].is_null());
}

#[tokio::test]
async fn available_tasks_describe_themselves() {
    let house = House::open().await;
    let vera = house.login("vera").await;
    let tasks = vera.get("/api/scheduler/available-tasks").await.expect(200);
    let task = tasks.as_array().unwrap().iter().find(|t| t["name"] == "test_job").unwrap();
    assert_eq!(task["task"], "test_job");
    assert_eq!(task["args_schema"], json!({}));
    assert!(task["kwargs_schema"]["message"].is_string());
    assert_eq!(task["parameters_schema"]["type"], "object");
    assert!(task["defaults"]["timeout_seconds"].is_u64());
}
