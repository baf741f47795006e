//! The whole story, told from outside: HTTP and Server-Sent Events, nothing else.

#![cfg(test)]

mod support;

use std::collections::HashMap;
use std::path::Path;
use std::time::{Duration, Instant};

use noc_scheduler::domain::Timestamp;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use support::processes::Process;
use support::servers::{Scratch, fresh_prefix, servers};
use support::sse::Stream;

/// How long the next event may take to come.
const PATIENCE: Duration = Duration::from_secs(60);
const PASSWORD: &str = "a long password, told to nobody";

/// What a client knows.
struct Client {
    http: reqwest::Client,
    address: String,
    token: String,
}

impl Client {
    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, format!("{}/api{path}", self.address)).bearer_auth(&self.token)
    }

    /// Asks, and reads a good answer.
    async fn json(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        let mut request = self.request(method.clone(), path);
        if let Some(body) = &body {
            request = request.json(body);
        }
        let answer = request.send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{method} {path} {body:?}: {status} {text}");
        serde_json::from_str(&text).unwrap()
    }

    async fn get(&self, path: &str) -> Value {
        self.json(Method::GET, path, None).await
    }

    async fn stream(&self, path: &str) -> Stream {
        Stream::new(self.request(Method::GET, path).send().await.unwrap())
    }
}

fn at(value: &Value) -> Timestamp {
    serde_json::from_value(value.clone()).unwrap_or_else(|e| panic!("{value} is no instant: {e}"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

/// One role of the program as it is shipped.
fn role(name: &str, more: &[&str], url: &str, prefix: &str, dir: &Path) -> Process {
    let program = Path::new(env!("CARGO_BIN_EXE_noc-scheduler"));
    let args = [&[name, "--database-url", url, "--redis-url", servers().redis_url()], more].concat();
    let env = [("NOC_REDIS_PREFIX", prefix), ("NOC_ADMIN_PASSWORD", PASSWORD)];
    Process::start(program, &args, &env, dir, name)
}

/// The jobs that a stream tells, each with the newest it has told.
#[derive(Default)]
struct Jobs(HashMap<String, Value>);

impl Jobs {
    /// Takes in the next news of a job. What is older or repeated changes nothing; what is newer
    /// never leads back.
    async fn next(&mut self, stream: &mut Stream) -> Value {
        const ORDER: [&str; 3] = ["queued", "running", "succeeded"];
        loop {
            let event = stream.next(PATIENCE).await;
            if event.event != "job" {
                continue;
            }
            let job = event.json();
            let place = |job: &Value| ORDER.iter().position(|state| job["state"] == *state);
            assert!(place(&job).is_some(), "{job}");
            let before = self.0.get(text(&job["id"]));
            if let Some(before) = before {
                if before["rev"].as_i64() >= job["rev"].as_i64() {
                    continue;
                }
                assert!(place(before) <= place(&job), "{before}, then {job}");
            }
            self.0.insert(text(&job["id"]).to_owned(), job.clone());
            return job;
        }
    }

    /// The next news that `fits`, which is `what` we wait for.
    async fn until(&mut self, stream: &mut Stream, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let job = self.next(stream).await;
            if fits(&job) {
                return job;
            }
            assert!(Instant::now() < deadline, "waited {PATIENCE:?} in vain for {what}; the last news: {job}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edit_becomes_a_job_that_a_worker_has_run_live() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (url, prefix, scratch) = (servers().fresh_database().await, fresh_prefix(), Scratch::new());
    let dir = scratch.path().join("processes");
    let api = role("api", &["--listen", "127.0.0.1:0"], &url, &prefix, &dir);
    let beat = role("beat", &[], &url, &prefix, &dir);
    let ready = api.says("address http").await;
    beat.says("ready").await;
    let address = ready.split("address ").nth(1).unwrap().split([';', ' ']).next().unwrap().to_owned();

    // Nobody comes in without a login.
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let refused = http.get(format!("{address}/api/scheduler/tasks")).send().await.unwrap();
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    let mut client = Client { http, address, token: String::new() };
    let who = json!({"username": "admin", "password": PASSWORD});
    let login = client.http.post(format!("{}/api/auth/login", client.address)).json(&who).send().await.unwrap();
    assert_eq!(login.status(), StatusCode::OK);
    client.token = text(&login.json::<Value>().await.unwrap()["access_token"]).to_owned();
    assert_eq!(client.get("/auth/me").await["username"], "admin");

    // A schedule is made; its first job waits for a worker, and the stream tells.
    let list = client.request(Method::GET, "/jobs").send().await.unwrap();
    let cursor = list.headers()["x-stream-cursor"].to_str().unwrap().to_owned();
    let body = json!({
        "name": "story", "task": "test_job", "note": "to see it run",
        "kwargs": {"message": "hello", "duration": 3.0, "steps": 6, "log_lines": 4},
        "interval": {"every": 1, "period": "seconds"},
    });
    let made = client.json(Method::POST, "/scheduler/tasks", Some(body)).await;
    let path = format!("/scheduler/tasks/{}", text(&made["id"]));
    let stream = format!("/jobs/stream?schedule_id={}&after={cursor}", text(&made["id"]));
    let (mut stream, mut jobs) = (client.stream(&stream).await, Jobs::default());
    let first = jobs.until(&mut stream, "a job", |_| true).await;
    assert_eq!((&first["state"], &first["rev"]), (&json!("queued"), &json!(1)));
    assert_eq!((&first["schedule_name"], &first["schedule_version"]), (&json!("story"), &json!(1)));
    assert_eq!(at(&first["due_at"]), at(&made["interval"]["anchor"]).plus(Duration::from_secs(1)));

    // A worker comes, and runs it.
    let worker = role("worker", &[], &url, &prefix, &dir);
    let is_first = |job: &Value| job["id"] == first["id"];
    let running = jobs.until(&mut stream, "its start", |job| is_first(job) && job["state"] == "running").await;
    assert!(running["worker"].is_string() && running["started_at"].is_string(), "{running}");
    let on_its_way = jobs.until(&mut stream, "its progress", |job| is_first(job) && !job["progress"].is_null()).await;
    assert_eq!((&on_its_way["state"], &on_its_way["progress"]["total"]), (&json!("running"), &json!(6)));
    let done = jobs.until(&mut stream, "its end", |job| is_first(job) && job["state"] == "succeeded").await;
    assert_eq!(done["progress"]["current"], 6);
    let detail = client.get(&format!("/jobs/{}", text(&first["id"]))).await;
    assert_eq!((&detail["state"], &detail["result"]["message"]), (&json!("succeeded"), &json!("hello")));
    let log = client.get(&format!("/jobs/{}/log", text(&first["id"]))).await;
    assert_eq!(log.as_array().map(Vec::len), Some(4), "{log}");

    // Another cadence takes effect at once: counted from the edit, and nothing of the old one after it.
    let edit = json!({
        "interval": {"every": 3, "period": "seconds"}, "overlap": "allow", "catch_up": "all", "version": 1,
        "kwargs": {"message": "hello", "duration": 0.0}, "note": "less often",
    });
    let edited = client.json(Method::PUT, &path, Some(edit)).await;
    assert_eq!(edited["version"], 2);
    let anchor = at(&edited["interval"]["anchor"]);
    assert_eq!(at(&edited["next_run_at"]), anchor.plus(Duration::from_secs(3)));
    for nth in 1..=2 {
        let due = json!(anchor.plus(Duration::from_secs(3 * nth)));
        let job = jobs
            .until(&mut stream, "the new cadence", |job| job["schedule_version"] == 2 && job["state"] == "succeeded")
            .await;
        assert_eq!(job["due_at"], due, "{job}");
    }
    let of_the_old = jobs.0.values().filter(|job| job["schedule_version"] == 1);
    assert!(of_the_old.clone().all(|job| at(&job["due_at"]) <= anchor), "{:?}", of_the_old.collect::<Vec<_>>());

    // Switched off it is silent. Another schedule shows that time went on meanwhile.
    let off = client.json(Method::PUT, &path, Some(json!({"enabled": false}))).await;
    assert_eq!((&off["enabled"], &off["next_run_at"]), (&json!(false), &Value::Null));
    let history = client.get(&format!("{path}/history")).await;
    let off_at = at(&history[0]["effective_at"]);
    let marker = json!({
        "name": "marker", "task": "test_job", "kwargs": {"duration": 0.0}, "overlap": "allow",
        "interval": {"every": 1, "period": "seconds"},
    });
    let marker = client.json(Method::POST, "/scheduler/tasks", Some(marker)).await;
    let mut other = client.stream(&format!("/jobs/stream?schedule_id={}", text(&marker["id"]))).await;
    let beyond = off_at.plus(Duration::from_secs(4));
    Jobs::default()
        .until(&mut other, "time to go on", |job| at(&job["due_at"]) > beyond && job["state"] == "succeeded")
        .await;
    let all = client.get(&format!("/jobs?schedule_id={}&limit=500", text(&made["id"]))).await;
    let all = all.as_array().unwrap();
    assert!(all.iter().all(|job| at(&job["due_at"]) <= off_at), "{all:?}");
    assert!(all.iter().all(|job| job["state"] == "succeeded"), "{all:?}");
    assert_eq!(client.get(&path).await["total_run_count"], all.len());

    // Who did what, newest first.
    let told = |event: &Value| {
        (event["version"].clone(), event["kind"].clone(), event["actor"].clone(), event["note"].clone())
    };
    let events: Vec<_> = history.as_array().unwrap().iter().map(told).collect();
    let expected = [
        (json!(3), json!("disabled"), json!("admin"), Value::Null),
        (json!(2), json!("updated"), json!("admin"), json!("less often")),
        (json!(1), json!("created"), json!("admin"), json!("to see it run")),
    ];
    assert_eq!(events, expected);
    assert_eq!(history[1]["changes"]["interval"]["every"], 3);

    // All of them stop when told to, with the streams still open.
    for process in [worker, beat, api] {
        assert_eq!(process.stopped().await, Some(0));
    }
}
