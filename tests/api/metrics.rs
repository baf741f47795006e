//! `/metrics`: what a Prometheus reads, and who may.

use noc_scheduler::api::ApiConfig;
use serde_json::json;

use crate::house::{House, TASKS, schedule, with};
use crate::support::servers::Servers;

/// The value of a metric with these labels.
#[track_caller]
fn value(text: &str, metric: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(metric)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("{metric} in\n{text}")).parse().unwrap()
}

#[tokio::test]
async fn the_house_is_told_in_numbers() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    olga.schedule("on").await;
    olga.send("POST", TASKS, with(schedule("off"), json!({"enabled": false}))).await.expect(201);
    olga.send("POST", "/api/jobs", json!({"task": "test_job", "queue": "slow", "priority": "low"})).await.expect(201);
    olga.get("/api/jobs/no-id").await.problem(404);
    house
        .sql(
            "insert into noc.worker (id, name, host, pid, version, queues, concurrency, running)
             values (gen_random_uuid(), 'w', 'h', 1, '1', '{slow}', 4, 3)",
        )
        .await;
    let answer = olga.get("/metrics").await;
    assert_eq!(answer.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    let text = answer.expect(200).as_str().unwrap().to_owned();
    for (metric, expected) in [
        ("noc_up{server=\"postgres\"}", 1.0),
        ("noc_up{server=\"redis\"}", 1.0),
        ("noc_jobs{queue=\"slow\",priority=\"low\",state=\"ready\"}", 1.0),
        ("noc_schedules{state=\"enabled\"}", 1.0),
        ("noc_schedules{state=\"disabled\"}", 1.0),
        ("noc_events_position", 2.0),
        ("noc_leader", 0.0),
        ("noc_workers{state=\"active\"}", 1.0),
        ("noc_worker_slots", 4.0),
        ("noc_worker_jobs", 3.0),
        ("noc_http_requests_total{status=\"4xx\"}", 1.0),
        // The login, two schedules, a job, and one that is not there.
        ("noc_http_request_duration_seconds_count", 5.0),
    ] {
        assert!((value(&text, metric) - expected).abs() < f64::EPSILON, "{metric} in\n{text}");
    }
    assert!(value(&text, "noc_oldest_ready_job_seconds{queue=\"slow\",priority=\"low\"}") >= 0.0);
    // A name that was not announced would be dropped by some readers.
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let name = line.split(['{', ' ']).next().unwrap();
        let family = ["_bucket", "_sum", "_count"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
        assert!(text.contains(&format!("# TYPE {family} ")), "{line}");
    }
}

#[tokio::test]
async fn metrics_need_a_login_unless_they_are_opened() {
    let house = House::open().await;
    house.send(house.request("GET", "/metrics")).await.problem(401);
    house.login("vera").await.get("/metrics").await.expect(200);
    let open = House::with(ApiConfig { metrics_open: true, ..ApiConfig::default() }).await;
    open.send(open.request("GET", "/metrics")).await.expect(200);
}

#[tokio::test]
async fn without_postgres_they_say_so() {
    let servers = Servers::start().await.unwrap();
    let house = House::built(&servers, ApiConfig { metrics_open: true, ..ApiConfig::default() }).await;
    servers.embedded.lock().await.postgres.kill9().await.unwrap();
    let text = house.send(house.request("GET", "/metrics")).await.expect(200).as_str().unwrap().to_owned();
    assert!(value(&text, "noc_up{server=\"postgres\"}") < 0.5 && value(&text, "noc_up{server=\"redis\"}") > 0.5);
    assert!(!text.contains("noc_schedules"), "unknown is not nothing: {text}");
}
