//! Every kind of schedule through the API: made, shown, sent back, found.

use serde_json::{Value, json};

use crate::house::{House, TASKS, schedule, with};
use crate::schedules::path;

/// A schedule of each kind, with the fields that the other tests leave alone.
fn of_each_kind() -> [Value; 7] {
    let named = |name: &str, more: Value| with(json!({"name": name, "task": "test_job", "kwargs": {}}), more);
    [
        named("weeks", json!({"interval": {"every": 2, "period": "weeks"}, "start_at": "2026-01-05T00:00:00Z"})),
        named(
            "seconds",
            json!({"crontab": {"second": "*/20", "minute": "5"}, "jitter_seconds": 30, "tags": ["b", "a", "b"]}),
        ),
        named(
            "hashed",
            json!({"crontab": {"minute": "H", "hour": "H(0-5)"}, "dst_gap": "skip", "dst_overlap": "second"}),
        ),
        named(
            "expression",
            json!({"crontab": {"expression": "15 3 * * mon#1"}, "max_runs": 5, "overlap": "queue_one"}),
        ),
        named("once", json!({"clocked": {"at": "2099-12-24T18:00:00Z"}, "notify": false})),
        named(
            "sun",
            json!({"solar": {"event": "sunset", "latitude": 52.52, "longitude": 13.405}, "fail_on_partial": true}),
        ),
        named("by hand", json!({"schedule_type": "manual", "overlap": "cancel_running"})),
    ]
}

#[tokio::test]
async fn every_kind_is_shown_as_it_was_said_and_may_be_sent_back() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let mut shown = Vec::new();
    for body in of_each_kind() {
        let made = olga.send("POST", TASKS, body).await.expect(201);
        let again = olga.send("PUT", &path(&made), made.clone()).await.expect(200);
        assert_eq!(again, made);
        assert_eq!(made["next_run_at"].is_null(), made["schedule_type"] == "manual", "{made}");
        shown.push(made);
    }
    let kinds: Vec<_> = shown.iter().map(|s| s["schedule_type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["interval", "crontab", "crontab", "crontab", "clocked", "solar", "manual"]);
    assert_eq!(shown[1]["crontab"]["second"], "*/20");
    assert_eq!(shown[1]["tags"], json!(["a", "b"]));
    assert_eq!(shown[2]["crontab"]["minute"], "H");
    assert!(shown[2]["crontab"]["resolved"].as_str().unwrap().starts_with("0 "), "{}", shown[2]);
    let fields =
        json!({"minute": "15", "hour": "3", "day_of_month": "*", "month_of_year": "*", "day_of_week": "mon#1"});
    assert_eq!(shown[3]["crontab"], fields);
    assert_eq!((&shown[3]["max_runs"], &shown[3]["runs_left"]), (&json!(5), &json!(5)));
    assert_eq!(shown[5]["solar"], json!({"event": "sunset", "latitude": 52.52, "longitude": 13.405}));
    assert_eq!(house.count("select count(*) from noc.schedule_event").await, 7);
}

#[tokio::test]
async fn the_same_id_gives_h_the_same_meaning() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let hashed = |name: &str| json!({"name": name, "task": "test_job", "crontab": {"minute": "H"}});
    let id = json!({"id": "0192a3b4-0000-4000-8000-00000000000a"});
    let resolved = |s: &Value| s["crontab"]["resolved"].clone();
    let made = olga.send("POST", TASKS, with(hashed("a"), id.clone())).await.expect(201);
    let mut others = std::collections::HashSet::new();
    for nth in 0..12 {
        others.insert(resolved(&olga.send("POST", TASKS, hashed(&format!("b{nth}"))).await.expect(201)).to_string());
    }
    assert!(others.len() > 4, "a dozen schedules start at {others:?}");
    let renamed = olga.send("PUT", &path(&made), json!({"name": "c"})).await.expect(200);
    assert_eq!(resolved(&renamed), resolved(&made));
}

#[tokio::test]
async fn null_puts_back_the_default() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let special = json!({
        "timezone": "Asia/Tokyo", "one_off": true, "overlap": "allow", "catch_up": "none", "queue": "slow",
        "priority": "low", "jitter_seconds": 7, "tags": ["x"], "notify": false, "fail_on_partial": true,
        "dst_gap": "skip", "max_runs": 3, "description": "d", "timeout_seconds": 9, "start_at": "2027-01-01T00:00:00Z"});
    let plain = olga.send("POST", TASKS, schedule("plain")).await.expect(201);
    let made = olga.send("POST", TASKS, with(schedule("special"), special.clone())).await.expect(201);
    let nulls: serde_json::Map<String, Value> =
        special.as_object().unwrap().keys().map(|field| (field.clone(), Value::Null)).collect();
    let reset = olga.send("PUT", &path(&made), Value::Object(nulls)).await.expect(200);
    for field in special.as_object().unwrap().keys() {
        assert_eq!(reset[field], plain[field], "{field}");
    }
}

#[tokio::test]
async fn a_snooze_shows_is_found_and_is_anybodys_to_set() {
    let house = House::open().await;
    let (olga, otto) = (house.login("olga").await, house.login("otto").await);
    let made = olga.schedule("noisy").await;
    olga.schedule("other").await;
    let asleep =
        otto.send("PUT", &path(&made), json!({"snooze_until": "2099-01-01T00:00:00Z", "note": "ISP work"})).await;
    let asleep = asleep.expect(200);
    assert_eq!((&asleep["state"], &asleep["enabled"]), (&json!("snoozed"), &json!(true)));
    assert!(asleep["next_run_at"].as_str().unwrap() >= "2099");
    otto.send("PUT", &path(&made), json!({"snooze_until": null, "description": "mine now"})).await.problem(403);
    let names = |list: Value| list.as_array().unwrap().iter().map(|s| s["name"].clone()).collect::<Vec<_>>();
    assert_eq!(names(olga.get(&format!("{TASKS}?state=snoozed")).await.expect(200)), ["noisy"]);
    let enabled = olga.get(&format!("{TASKS}?state=enabled")).await;
    assert_eq!(enabled.header("x-total-count"), "1");
    assert_eq!(names(enabled.expect(200)), ["other"]);
    let awake = otto.send("PUT", &path(&made), json!({"snooze_until": null})).await.expect(200);
    assert_eq!(awake["state"], "enabled");
}

#[tokio::test]
async fn tags_find_schedules() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    olga.send("POST", TASKS, with(schedule("a"), json!({"tags": ["core", "eu"]}))).await.expect(201);
    olga.send("POST", TASKS, with(schedule("b"), json!({"tags": ["eu"]}))).await.expect(201);
    let found = olga.get(&format!("{TASKS}?tag=core")).await;
    assert_eq!(found.header("x-total-count"), "1");
    assert_eq!(found.expect(200)[0]["name"], "a");
}
