//! Jobs: started, watched, ended and repeated by hand.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::house::{Caller, House, TASKS, schedule, with};

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap()
}

async fn run(caller: &Caller<'_>, schedule: &Value, body: Value) -> crate::house::Answer {
    caller.send("POST", &format!("{TASKS}/{}/run", text(schedule, "id")), body).await
}

#[tokio::test]
async fn run_now_makes_one_job_and_leaves_the_cadence_alone() {
    let house = House::open().await;
    let (olga, otto) = (house.login("olga").await, house.login("otto").await);
    let schedule = olga.schedule("nightly").await;
    let job = run(&otto, &schedule, json!({})).await.expect(201);
    for (field, value) in [
        ("trigger", json!("manual")),
        ("state", json!("queued")),
        ("schedule_id", schedule["id"].clone()),
        ("schedule_name", json!("nightly")),
        ("schedule_version", json!(1)),
        ("due_at", Value::Null),
        ("attempt", json!(1)),
    ] {
        assert_eq!(job[field], value, "{field}");
    }
    let busy = run(&olga, &schedule, json!({})).await;
    assert_eq!(busy.body["job_id"], job["id"]);
    assert!(busy.problem(409).0.contains(text(&job, "id")));
    let after = olga.get(&format!("{TASKS}/{}", text(&schedule, "id"))).await.expect(200);
    assert_eq!((&after["total_run_count"], &after["version"]), (&json!(1), &json!(1)));
    assert_eq!(after["next_run_at"], schedule["next_run_at"]);
    assert!(after["last_run_at"].is_string());
    assert_eq!(house.count("select manual_runs::bigint from noc.schedule_runtime").await, 1);
    // Otto started it, and it acts as Olga, whose it is.
    let as_owner =
        "select count(*) from noc.live_job j join noc.app_user u on u.id = j.run_as where u.username = 'olga'";
    assert_eq!(house.count(as_owner).await, 1);
}

#[tokio::test]
async fn run_now_works_while_disabled_and_acts_as_who_brings_arguments() {
    let house = House::open().await;
    let (ada, olga) = (house.login("ada").await, house.login("olga").await);
    let body = with(schedule("off"), json!({"enabled": false, "overlap": "allow"}));
    let schedule = olga.send("POST", TASKS, body).await.expect(201);
    run(&olga, &schedule, json!({})).await.expect(201);
    let (_, pointer) = run(&ada, &schedule, json!({"kwargs": {"mesage": 1}})).await.problem(422);
    assert_eq!(pointer, "/kwargs/mesage");
    let job = run(&ada, &schedule, json!({"kwargs": {"message": "other"}})).await.expect(201);
    let detail = ada.get(&format!("/api/jobs/{}", text(&job, "id"))).await.expect(200);
    assert_eq!(detail["kwargs"]["message"], "other");
    let of = |who: &str| {
        format!("select count(*) from noc.live_job j join noc.app_user u on u.id = j.run_as where u.username = '{who}'")
    };
    assert_eq!((house.count(&of("ada")).await, house.count(&of("olga")).await), (1, 1));
    house.sql("update noc.app_user set is_active = false where username = 'olga'").await;
    let (detail, _) = run(&ada, &schedule, json!({})).await.problem(409);
    assert!(detail.contains("owner is disabled"), "{detail}");
}

#[tokio::test]
async fn an_idempotency_key_makes_a_run_repeatable() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let (one, other) = (olga.schedule("one").await, olga.schedule("other").await);
    let keyed = async |schedule: &Value, key: &str| {
        let path = format!("{TASKS}/{}/run", text(schedule, "id"));
        house.send(olga.request("POST", &path).header("Idempotency-Key", key).json(&json!({}))).await
    };
    // At once, and again: one job.
    let (first, second) = tokio::join!(keyed(&one, "k1"), keyed(&one, "k1"));
    assert_eq!(first.body["id"], second.body["id"], "{first:?} {second:?}");
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 201]);
    keyed(&other, "k1").await.problem(422);
    keyed(&other, &"k".repeat(201)).await.problem(400);
    assert_eq!(house.count("select count(*) from noc.live_job").await, 1);
}

#[tokio::test]
async fn an_idempotency_key_is_for_one_request() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let schedule = olga.schedule("one").await;
    let run = format!("{TASKS}/{}/run", text(&schedule, "id"));
    let keyed = async |path: &str, key: &str, body: Value| {
        house.send(olga.request("POST", path).header("Idempotency-Key", key).json(&body)).await
    };
    let job = json!({"task": "test_job", "kwargs": {"message": "a", "duration": 0}});
    let alike = json!({"kwargs": {"duration": 0, "message": "a"}, "task": "test_job", "queue": null});
    let made = keyed("/api/jobs", "k", job.clone()).await.expect(201);
    assert_eq!(keyed("/api/jobs", "k", alike).await.expect(200)["id"], made["id"], "the same in another order");
    let first = keyed(&run, "r", json!({"kwargs": {"message": "b"}})).await.expect(201);
    for (path, key, body) in [
        ("/api/jobs", "k", json!({"task": "test_job"})),
        ("/api/jobs", "k", json!({"task": "test_job", "kwargs": {"message": "a", "duration": 0}, "queue": "slow"})),
        ("/api/jobs", "r", job),
        (&run, "r", json!({})),
        (&run, "r", json!({"kwargs": {"message": "c"}})),
        (&run, "k", json!({})),
    ] {
        let (detail, pointer) = keyed(path, key, body).await.problem(422);
        assert_eq!(pointer, "/Idempotency-Key", "{detail}");
    }
    assert_eq!(keyed(&run, "r", json!({"kwargs": {"message": "b"}})).await.expect(200)["id"], first["id"]);
    let end = format!("/api/jobs/{}", text(&first, "id"));
    let other = format!("/api/jobs/{}", text(&made, "id"));
    for path in [&end, &other] {
        olga.send("POST", &format!("{path}/cancel"), json!({})).await.expect(200);
    }
    let again = keyed(&format!("{end}/retry"), "again", json!({})).await.expect(201);
    assert_eq!(keyed(&format!("{end}/retry"), "again", json!({})).await.expect(200)["id"], again["id"]);
    keyed(&format!("{other}/retry"), "again", json!({})).await.problem(422);
    assert_eq!(house.count("select count(*) from noc.live_job").await, 1);
}

#[tokio::test]
async fn ad_hoc_jobs_are_checked_cancelled_and_retried() {
    let house = House::open().await;
    let (olga, vera) = (house.login("olga").await, house.login("vera").await);
    let path = "/api/jobs";
    for (body, pointer) in [
        (json!({}), "/task"),
        (json!({"task": "nope"}), "/task"),
        (json!({"task": "test_job", "kwargs": {"steps": 0}}), "/kwargs/steps"),
        (json!({"task": "test_job", "queue": "a b"}), "/queue"),
        (json!({"task": "test_job", "priority": "urgent"}), "/priority"),
        (json!({"task": "test_job", "timeout_seconds": 0}), "/timeout_seconds"),
        (json!({"task": "test_job", "colour": "red"}), "/colour"),
    ] {
        assert_eq!(olga.send("POST", path, body.clone()).await.problem(422).1, pointer, "{body}");
    }
    assert_eq!(house.count("select count(*) from noc.live_job").await, 0);
    vera.send("POST", path, json!({"task": "test_job"})).await.problem(403);
    let body = json!({"task": "test_job", "kwargs": {"message": "once"}, "queue": "slow", "priority": "high"});
    let job = olga.send("POST", path, body).await.expect(201);
    assert_eq!((&job["trigger"], &job["queue"], &job["priority"]), (&json!("adhoc"), &json!("slow"), &json!("high")));
    let one = format!("{path}/{}", text(&job, "id"));
    olga.send("POST", &format!("{one}/retry"), json!({})).await.problem(409);
    vera.send("POST", &format!("{one}/cancel"), json!({})).await.problem(403);
    let cancelled = olga.send("POST", &format!("{one}/cancel"), json!({})).await.expect(200);
    assert_eq!(cancelled["state"], "cancelled");
    assert!(cancelled["rev"].as_i64() > job["rev"].as_i64());
    olga.send("POST", &format!("{one}/cancel"), json!({})).await.problem(409);
    olga.send("POST", &format!("{path}/{}/cancel", Uuid::nil()), json!({})).await.problem(404);
    let detail = olga.get(&one).await.expect(200);
    assert_eq!((&detail["cancelled_by"], &detail["attempts"]), (&json!("olga"), &json!([])));
    let again = house.send(olga.request("POST", &format!("{one}/retry"))).await.expect(201);
    assert_eq!(again["trigger"], "retry");
    let again = olga.get(&format!("{path}/{}", text(&again, "id"))).await.expect(200);
    assert_eq!((&again["retry_of"], &again["kwargs"]["message"]), (&job["id"], &json!("once")));
}

#[tokio::test]
async fn disabling_may_end_the_open_jobs_too() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let schedule = olga.send("POST", TASKS, with(schedule("busy"), json!({"overlap": "allow"}))).await.expect(201);
    for _ in 0..3 {
        run(&olga, &schedule, json!({})).await.expect(201);
    }
    let path = format!("{TASKS}/{}", text(&schedule, "id"));
    olga.send("PUT", &path, json!({"enabled": false})).await.expect(200);
    assert_eq!(house.count("select count(*) from noc.live_job").await, 3, "disabling stops due times only");
    let (_, pointer) = olga.send("PUT", &format!("{path}?cancel_jobs=true"), json!({})).await.problem(422);
    assert_eq!(pointer, "?cancel_jobs");
    olga.send("PUT", &format!("{path}?cancel_jobs=true"), json!({"enabled": false})).await.expect(200);
    assert_eq!(house.count("select count(*) from noc.live_job").await, 0);
    assert_eq!(house.count("select count(*) from noc.job_history where state = 'cancelled'").await, 3);
    assert_eq!(olga.get(&path).await.expect(200)["last_outcome"], "cancelled");
    // Many at once, too; and of one that is off already.
    run(&olga, &schedule, json!({})).await.expect(201);
    let off = json!({"filter": {"search": "busy"}, "action": {"type": "disable"}, "cancel_jobs": true});
    let done = olga.send("POST", "/api/scheduler/bulk", off).await.expect(200);
    assert_eq!((&done["unchanged"], &done["change_set"]), (&json!(1), &Value::Null));
    assert_eq!(house.count("select count(*) from noc.live_job").await, 0);
}

#[tokio::test]
async fn jobs_are_listed_filtered_and_paged() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let schedule = olga.schedule("nightly").await;
    let manual = run(&olga, &schedule, json!({})).await.expect(201);
    for n in 0..4 {
        let body = json!({"task": "test_job", "queue": format!("q{}", n % 2)});
        let job = olga.send("POST", "/api/jobs", body).await.expect(201);
        if n == 0 {
            olga.send("POST", &format!("/api/jobs/{}/cancel", text(&job, "id")), json!({})).await.expect(200);
        }
    }
    let ids = async |query: &str| {
        let list = olga.get(&format!("/api/jobs?{query}")).await.expect(200);
        list.as_array().unwrap().iter().map(|job| text(job, "id").to_owned()).collect::<Vec<_>>()
    };
    let all = ids("").await;
    assert!(all.is_sorted_by(|a, b| a > b), "newest first: {all:?}");
    for (query, count) in [
        ("state=queued", 4),
        ("state=queued,cancelled", 5),
        ("state=cancelled&state=failed", 1),
        ("queue=q0", 2),
        ("trigger=manual", 1),
        ("trigger=adhoc,manual", 5),
        ("task=test_job", 5),
        ("task=other", 0),
        ("search=NIGHT", 1),
    ] {
        assert_eq!(ids(query).await.len(), count, "{query}");
    }
    assert_eq!(ids(&format!("schedule_id={}", text(&schedule, "id"))).await, [text(&manual, "id")]);
    assert_eq!(ids(&format!("search={}", text(&manual, "id"))).await, [text(&manual, "id")]);
    let mut paged = Vec::new();
    let mut next = Some("/api/jobs?limit=2".to_owned());
    while let Some(path) = next {
        let page = olga.get(&path).await;
        assert_eq!(page.header("x-total-count"), "5");
        next = page.header("link").strip_prefix('<').map(|l| l.trim_end_matches(">; rel=\"next\"").to_owned());
        paged.extend(page.expect(200).as_array().unwrap().iter().map(|job| text(job, "id").to_owned()));
    }
    assert_eq!(paged, all);
}

#[tokio::test]
async fn jobs_are_counted_by_state_and_ended_ones_within_a_time() {
    let house = House::open().await;
    let (olga, vera) = (house.login("olga").await, house.login("vera").await);
    let mut ids = Vec::new();
    for _ in 0..4 {
        let job = olga.send("POST", "/api/jobs", json!({"task": "test_job"})).await.expect(201);
        ids.push(text(&job, "id").to_owned());
    }
    for id in &ids[..2] {
        olga.send("POST", &format!("/api/jobs/{id}/cancel"), json!({})).await.expect(200);
    }
    let counts = vera.get("/api/jobs/counts").await.expect(200);
    assert_eq!((&counts["queued"], &counts["cancelled"]), (&json!(2), &json!(2)), "{counts}");
    for state in ["waiting", "running", "retrying", "succeeded", "failed", "timed_out"] {
        assert_eq!(counts[state], 0, "{state}");
    }
    // One ended two days ago: out of the day that counts, and of a list with the same limit.
    let old = "update noc.job_history set finished_at = finished_at - interval '2 days' where id = ";
    house.sql(&format!("{old}'{}'", ids[0])).await;
    let counts = vera.get("/api/jobs/counts").await.expect(200);
    assert_eq!((&counts["queued"], &counts["cancelled"]), (&json!(2), &json!(1)), "{counts}");
    let since = text(&counts, "since");
    let listed = vera.get(&format!("/api/jobs?finished_after={since}")).await;
    assert_eq!(listed.header("x-total-count"), "1");
    assert_eq!(listed.expect(200)[0]["id"], json!(ids[1]), "none that is open, none from before");
    let all = vera.get("/api/jobs/counts?since=2020-01-01T00:00:00Z").await.expect(200);
    assert_eq!((&all["queued"], &all["cancelled"]), (&json!(2), &json!(2)), "{all}");
    assert_eq!(vera.get("/api/jobs/counts?since=yesterday").await.problem(422).1, "?since");
    house.send(house.request("GET", "/api/jobs/counts")).await.problem(401);
}

#[tokio::test]
async fn a_log_is_read_line_by_line() {
    let house = House::open().await;
    let vera = house.login("vera").await;
    let job = house.login("olga").await.send("POST", "/api/jobs", json!({"task": "test_job"})).await.expect(201);
    let id = text(&job, "id");
    house
        .sql(&format!(
            "insert into noc.job_log (job_id, seq, attempt, at, level, message)
             select '{id}', n, 1, now(), 'info', 'line ' || n from generate_series(1, 5) n"
        ))
        .await;
    let page = vera.get(&format!("/api/jobs/{id}/log?limit=3")).await;
    let link = page.header("link");
    let lines = page.expect(200);
    assert_eq!(lines.as_array().unwrap().len(), 3);
    assert_eq!((&lines[0]["message"], &lines[0]["job_id"]), (&json!("line 1"), &json!(id)));
    let rest = vera.get(link.strip_prefix('<').unwrap().trim_end_matches(">; rel=\"next\"")).await.expect(200);
    assert_eq!(rest[0]["seq"], 4);
    vera.get(&format!("/api/jobs/{}/log", Uuid::nil())).await.problem(404);
}

#[tokio::test]
async fn queues_workers_and_beat_are_shown() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    for priority in ["high", "low", "low"] {
        olga.send("POST", "/api/jobs", json!({"task": "test_job", "priority": priority})).await.expect(201);
    }
    house
        .sql(
            "insert into noc.worker (id, name, host, pid, version, queues, concurrency)
             values (gen_random_uuid(), 'w1', 'here', 7, '0', '{default,slow}', 4);
             update noc.leader set term = 3, beat_id = gen_random_uuid(), host = 'here', pid = 8, since = now()",
        )
        .await;
    let queues = olga.get("/api/queues").await.expect(200);
    let default = &queues[0];
    assert_eq!((&default["name"], &default["ready"]), (&json!("default"), &json!(3)));
    assert_eq!((&default["high"]["ready"], &default["low"]["ready"]), (&json!(1), &json!(2)));
    assert_eq!((&default["workers"], &default["slots"]), (&json!(1), &json!(4)));
    assert!(default["oldest_ready_seconds"].as_f64().is_some());
    assert_eq!((&queues[1]["name"], &queues[1]["ready"]), (&json!("slow"), &json!(0)));
    assert_eq!(olga.get("/api/workers").await.expect(200)[0]["name"], "w1");
    assert_eq!(olga.get("/api/beat").await.expect(200)["leader"]["term"], 3);
    assert_eq!(house.send(house.request("GET", "/api/health/ready")).await.expect(200)["leader"], true);
}
