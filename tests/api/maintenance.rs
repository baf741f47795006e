//! Maintenance windows and paused queues over HTTP.

use std::time::{Duration, Instant};

use noc_scheduler::domain::Timestamp;
use serde_json::{Value, json};

use crate::house::{House, TASKS, now, schedule, with};
use crate::stream::Stream;

const WINDOWS: &str = "/api/scheduler/maintenance-windows";

fn window(more: Value) -> Value {
    with(json!({"name": "core upgrade", "effect": "skip", "scope": {"all": true}, "note": "CHG0042"}), more)
}

fn later(seconds: u64) -> Timestamp {
    now().plus(Duration::from_secs(seconds))
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_window_is_made_read_changed_and_lifted_with_who_and_when() {
    let house = House::open().await;
    let (olga, otto) = (house.login("olga").await, house.login("otto").await);
    let made = olga.send("POST", WINDOWS, window(json!({}))).await.expect(201);
    assert_eq!((&made["state"], &made["version"], &made["created_by"]), (&json!("active"), &json!(1), &json!("olga")));
    assert_eq!((&made["until"], &made["open_until"]), (&Value::Null, &Value::Null));
    let path = format!("{WINDOWS}/{}", made["id"].as_str().unwrap());
    let read = otto.get(&path).await;
    assert_eq!(read.header("etag"), "\"1\"");
    assert_eq!(read.expect(200), made);
    // What an answer contains may be sent back, and changes nothing.
    assert_eq!(otto.send("PUT", &path, made.clone()).await.expect(200)["version"], 1);
    let changed = otto.send("PUT", &path, json!({"effect": "run_once_after", "note": null})).await.expect(200);
    assert_eq!((&changed["version"], &changed["changed_by"]), (&json!(2), &json!("otto")));
    assert_eq!((&changed["note"], &changed["created_by"]), (&Value::Null, &json!("olga")));
    let stale = house.send(olga.request("PUT", &path).header("If-Match", "\"1\"").json(&json!({"name": "x"}))).await;
    assert_eq!(stale.body["current"]["version"], 2);
    stale.problem(412);
    olga.send("PUT", &path, json!({"name": "x", "version": 1})).await.problem(412);
    olga.send("DELETE", &path, json!({})).await.problem(409);
    let lifted = otto.send("POST", &format!("{path}/lift"), json!({})).await.expect(200);
    assert_eq!((&lifted["state"], &lifted["ended_by"]), (&json!("ended"), &json!("otto")));
    let (detail, _) = olga.send("POST", &format!("{path}/lift"), json!({})).await.problem(409);
    assert!(detail.contains("otto lifted it"), "{detail}");
    olga.send("PUT", &path, json!({"name": "x"})).await.problem(409);
    olga.get(&format!("{WINDOWS}/{}", uuid::Uuid::nil())).await.problem(404);
}

#[tokio::test]
async fn windows_are_listed_by_state_and_page() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let make = async |name: &str, more: Value| {
        olga.send("POST", WINDOWS, with(window(json!({"name": name})), more)).await.expect(201)
    };
    make("late", json!({"from": later(7_200)})).await;
    let gone = make("gone", json!({"from": later(60)})).await;
    make("soon", json!({"from": later(3_600), "until": later(4_000)})).await;
    make("open", json!({"until": later(600)})).await;
    let weekly = json!({"days": ["sat", "sun"], "start": "22:00", "duration_seconds": 3_600});
    let weekly =
        make("weekly", json!({"weekly": weekly, "timezone": "Europe/Berlin", "from": later(30 * 86_400)})).await;
    assert_eq!((&weekly["weekly"]["days"], &weekly["state"]), (&json!(["sat", "sun"]), &json!("upcoming")));
    let deleted = olga.send("DELETE", &format!("{WINDOWS}/{}", gone["id"].as_str().unwrap()), json!({})).await;
    assert_eq!(deleted.expect(200)["state"], "ended");
    let all = olga.get(WINDOWS).await;
    assert_eq!(all.header("x-total-count"), "5");
    assert_eq!(names(&all.body), ["open", "soon", "late", "weekly", "gone"]);
    assert_eq!(
        names(&olga.get(&format!("{WINDOWS}?state=upcoming,ended")).await.body),
        ["soon", "late", "weekly", "gone"]
    );
    let first = olga.get(&format!("{WINDOWS}?limit=2")).await;
    let next = first.header("link");
    let next = next.trim_start_matches('<').split('>').next().unwrap();
    assert_eq!(names(&olga.get(next).await.body), ["late", "weekly"]);
    olga.get(&format!("{WINDOWS}?cursor=x1")).await.problem(422);
}

#[tokio::test]
async fn what_does_not_fit_is_named_and_viewers_only_read() {
    let house = House::open().await;
    let (olga, vera) = (house.login("olga").await, house.login("vera").await);
    for (more, pointer) in [
        (json!({"effect": "burn"}), "/effect"),
        (json!({"scope": {"tasks": ["nonsense"]}}), "/scope/tasks"),
        (json!({"scope": {"schedules": [uuid::Uuid::nil()]}}), "/scope/schedules"),
        (json!({"until": "2020-01-01T00:00:00Z"}), "/until"),
        (json!({"weekly": {"days": ["sat"], "start": "25:00", "duration_seconds": 60}}), "/weekly/start"),
        (json!({"id": "x"}), "/id"),
        (json!({"colour": 1}), "/colour"),
    ] {
        assert_eq!(olga.send("POST", WINDOWS, window(more)).await.problem(422).1, pointer);
    }
    let made = olga.send("POST", WINDOWS, window(json!({"id": uuid::Uuid::max()}))).await.expect(201);
    assert_eq!(olga.send("POST", WINDOWS, window(json!({"id": uuid::Uuid::max()}))).await.expect(200), made);
    olga.send("POST", WINDOWS, window(json!({"id": uuid::Uuid::max(), "effect": "run_once_after"}))).await.problem(409);
    let path = format!("{WINDOWS}/{}", uuid::Uuid::max());
    vera.send("POST", WINDOWS, window(json!({}))).await.problem(403);
    vera.send("PUT", &path, json!({"name": "x"})).await.problem(403);
    vera.send("POST", &format!("{path}/lift"), json!({})).await.problem(403);
    vera.send("DELETE", &path, json!({})).await.problem(403);
    assert_eq!(names(&vera.get(WINDOWS).await.expect(200)), ["core upgrade"]);
    // By any of its names, a task is the same task.
    let renamed = json!({"scope": {"tasks": ["app.tasks.nautobot_tasks.sync_nautobot_devices"]}});
    let scoped = olga.send("POST", WINDOWS, window(renamed)).await.expect(201);
    assert_eq!(scoped["scope"]["tasks"], json!(["sync_nautobot_devices"]));
}

#[tokio::test]
async fn a_schedule_and_readiness_say_which_window_is_open_and_streams_hear_of_it() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let tagged = olga.send("POST", TASKS, with(schedule("tagged"), json!({"tags": ["core"]}))).await.expect(201);
    olga.schedule("plain").await;
    assert_eq!(tagged["in_maintenance"], Value::Null);
    let mut stream = Stream::open(&olga, "/api/jobs/stream", None).await;
    let body = window(json!({"scope": {"tags": ["core"]}, "until": later(3_600)}));
    let made = olga.send("POST", WINDOWS, body).await.expect(201);
    assert_eq!(stream.find("maintenance").await.data, made);
    let path = format!("{TASKS}/{}", tagged["id"].as_str().unwrap());
    let said = olga.get(&path).await.expect(200)["in_maintenance"].clone();
    let expected = json!({"id": made["id"], "name": "core upgrade", "effect": "skip", "until": made["until"]});
    assert_eq!(said, expected);
    let list = olga.get(TASKS).await.expect(200);
    let all: Vec<&Value> = list.as_array().unwrap().iter().map(|one| &one["in_maintenance"]).collect();
    assert_eq!(all, [&Value::Null, &expected]);
    // An answer with it may be sent back.
    assert_eq!(olga.send("PUT", &path, list[1].clone()).await.expect(200)["version"], 1);
    let ready = house.send(house.request("GET", "/api/health/ready")).await.expect(200);
    assert_eq!(ready["maintenance_windows"], 1);
    olga.send("POST", &format!("{WINDOWS}/{}/lift", made["id"].as_str().unwrap()), json!({})).await.expect(200);
    assert_eq!(stream.find("maintenance").await.data["state"], "ended");
    assert_eq!(olga.get(&path).await.expect(200)["in_maintenance"], Value::Null);
}

/// Whole steps of `step` seconds from `anchor` in [`from`, `until`), one by one.
fn steps(anchor: Timestamp, step: u64, from: Timestamp, until: Timestamp) -> u64 {
    let mut at = anchor.plus(Duration::from_secs(step));
    let mut count = 0;
    while at < until {
        count += u64::from(at >= from);
        at = at.plus(Duration::from_secs(step));
    }
    count
}

#[tokio::test]
async fn a_preview_counts_what_a_dull_walk_counts() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let anchor = |body: &Value| Timestamp::parse(body["interval"]["anchor"].as_str().unwrap()).unwrap();
    let often = olga.schedule("often").await;
    let crontab = json!({"interval": null, "crontab": {"minute": "0"}, "tags": ["core"]});
    olga.send("POST", TASKS, with(schedule("hourly"), crontab)).await.expect(201);
    olga.send("POST", TASKS, with(schedule("off"), json!({"enabled": false}))).await.expect(201);
    let (from, until) = (later(3_600), later(3_600 + 50 * 3_600));
    let short = later(2 * 3_600);
    let ends = olga.send("POST", TASKS, with(schedule("ends"), json!({"expires": short}))).await.expect(201);
    let body = window(json!({"from": from, "until": until}));
    let preview = olga.send("POST", &format!("{WINDOWS}/preview"), body.clone()).await.expect(200);
    let hourly =
        steps(Timestamp::from_seconds(from.as_micros() / 1_000_000 / 3_600 * 3_600 - 3_600), 3_600, from, until);
    let counts = [
        ("often", steps(anchor(&often), 300, from, until)),
        ("hourly", hourly),
        ("ends", steps(anchor(&ends), 300, from, short)),
    ];
    for (name, count) in counts {
        let of = preview["by_schedule"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
        assert_eq!(of["due_times"], count, "{name}");
        assert!(Timestamp::parse(of["first"][0].as_str().unwrap()).unwrap() >= from);
    }
    let all: u64 = counts.iter().map(|(_, count)| count).sum();
    assert_eq!((&preview["due_times"], &preview["schedules"]), (&json!(all), &json!(3)));
    let sentence = preview["sentence"].as_str().unwrap();
    assert!(sentence.starts_with(&format!("{all} due times of 3 schedules until ")), "{sentence}");
    assert_eq!((&preview["ends"], &preview["by_schedule"][0]["name"]), (&json!(true), &json!("often")));
    // Less far, over fewer; and nothing was saved.
    let path = format!("{WINDOWS}/preview?until={}", from.plus(Duration::from_secs(7_200)));
    let body = with(body, json!({"scope": {"tags": ["core"]}}));
    let less = olga.send("POST", &path, body).await.expect(200);
    assert_eq!((&less["due_times"], &less["ends"]), (&json!(2), &json!(false)));
    assert!(less["sentence"].as_str().unwrap().ends_with("and it goes on after that"));
    assert_eq!(olga.get(WINDOWS).await.expect(200), json!([]));
    olga.send("POST", &format!("{WINDOWS}/preview?until={}", later(40 * 86_400)), window(json!({}))).await.problem(422);
    house.login("vera").await.send("POST", &format!("{WINDOWS}/preview"), window(json!({}))).await.problem(403);
}

#[tokio::test]
async fn a_preview_over_ten_thousand_schedules_answers_within_seconds_or_says_what_is_too_much() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let crontab = json!({"interval": null, "crontab": {"minute": "*/5"}});
    olga.send("POST", TASKS, with(schedule("first"), crontab)).await.expect(201);
    house
        .sql(
            "with made as (
                 insert into noc.schedule (id, version, position, name, task, queue, owner_id, phase, format, definition,
                                           created_at, changed_at, effective_at, cycle, tags)
                 select gen_random_uuid(), version, position, 'copy ' || n, task, queue, owner_id, phase, format, definition,
                        created_at, changed_at, effective_at, cycle, tags
                 from noc.schedule, generate_series(1, 9999) n
                 returning id
             )
             insert into noc.schedule_runtime (schedule_id, settled_through, head_version)
             select id, now(), 1 from made",
        )
        .await;
    let weekend = window(json!({"from": later(60), "until": later(60 + 2 * 86_400)}));
    let began = Instant::now();
    let preview = olga.send("POST", &format!("{WINDOWS}/preview"), weekend).await.expect(200);
    let took = began.elapsed();
    assert_eq!((&preview["schedules"], &preview["due_times"]), (&json!(10_000), &json!(10_000 * 576)));
    assert_eq!(preview["by_schedule"].as_array().unwrap().len(), 50);
    println!("preview of 10,000 schedules over two days: {took:?}");
    let too_much = window(json!({"crontab": {"expression": "*/10 * * * *", "duration_seconds": 60}}));
    let (detail, pointer) = olga.send("POST", &format!("{WINDOWS}/preview"), too_much).await.problem(422);
    assert!(pointer == "?until" && detail.contains("look less far"), "{detail}");
}

#[tokio::test]
async fn a_queue_is_paused_and_resumed_by_operators() {
    let house = House::open().await;
    let (olga, vera) = (house.login("olga").await, house.login("vera").await);
    let path = "/api/queues/slow";
    let paused = olga.send("PUT", path, json!({"paused": true, "note": "CHG1"})).await.expect(200);
    assert_eq!((&paused["paused"], &paused["paused_by"]), (&json!(true), &json!("olga")));
    assert_eq!(paused["pause_note"], "CHG1");
    // Paused again it is paused since when it was.
    assert_eq!(olga.send("PUT", path, json!({"paused": true})).await.expect(200), paused);
    assert_eq!(vera.get("/api/queues").await.expect(200), json!([paused]));
    vera.send("PUT", path, json!({"paused": false})).await.problem(403);
    olga.send("PUT", path, json!({})).await.problem(422);
    olga.send("PUT", "/api/queues/no%20queue", json!({"paused": true})).await.problem(422);
    let resumed = olga.send("PUT", path, json!({"paused": false})).await.expect(200);
    assert_eq!((&resumed["paused"], &resumed["paused_at"]), (&json!(false), &Value::Null));
    assert_eq!(vera.get("/api/queues").await.expect(200), json!([]));
}
