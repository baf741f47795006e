//! The live stream: nothing missed, nothing for those who may not look.

use std::time::Duration;

use noc_scheduler::api::ApiConfig;
use noc_scheduler::domain::job::{JobState, JobView, Priority, Trigger};
use noc_scheduler::domain::log::{LogLevel, LogLine};
use reqwest::Response;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::house::{Caller, House, now, schedule};

/// Longer than anything here takes on a busy computer.
const SOON: Duration = Duration::from_secs(60);

#[derive(Debug)]
pub(crate) struct Event {
    kind: String,
    id: String,
    pub(crate) data: Value,
}

/// A stream being read.
pub(crate) struct Stream {
    response: Response,
    text: String,
}

impl Stream {
    pub(crate) async fn open(caller: &Caller<'_>, path: &str, last_event_id: Option<&str>) -> Self {
        let mut request = caller.request("GET", path);
        if let Some(id) = last_event_id {
            request = request.header("Last-Event-ID", id);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.status().as_u16(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let mut stream = Self { response, text: String::new() };
        // The first chunk says where it starts: from then on nothing is missed.
        stream.more().await;
        stream
    }

    /// Whether more came, or the end.
    async fn more(&mut self) -> bool {
        let chunk = tokio::time::timeout(SOON, self.response.chunk()).await.expect("something soon").unwrap_or(None);
        self.text.push_str(std::str::from_utf8(chunk.as_deref().unwrap_or_default()).unwrap());
        chunk.is_some()
    }

    async fn next(&mut self) -> Option<Event> {
        loop {
            while let Some((block, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| {
                    let line = block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
                    line.unwrap_or_default().to_owned()
                };
                let event =
                    Event { kind: field("event"), id: field("id"), data: field("data").parse().unwrap_or_default() };
                self.text = rest.to_owned();
                if !event.kind.is_empty() {
                    return Some(event);
                }
            }
            if !self.more().await {
                return None;
            }
        }
    }

    /// The next event of this kind.
    pub(crate) async fn find(&mut self, kind: &str) -> Event {
        loop {
            let event = self.next().await.expect("the stream goes on");
            if event.kind == kind {
                return event;
            }
        }
    }
}

fn view(schedule: Option<Uuid>, state: JobState) -> JobView {
    JobView {
        id: Uuid::now_v7(),
        rev: 1,
        task: "test_job".to_owned(),
        schedule_id: schedule,
        schedule_name: None,
        schedule_version: None,
        trigger: Trigger::Schedule,
        due_at: None,
        state,
        queue: "default".to_owned(),
        priority: Priority::Normal,
        attempt: 1,
        max_attempts: 1,
        queued_at: now(),
        started_at: None,
        finished_at: None,
        worker: None,
        progress: None,
        error: None,
        warnings: 0,
    }
}

async fn ad_hoc(caller: &Caller<'_>) -> Value {
    caller.send("POST", "/api/jobs", json!({"task": "test_job"})).await.expect(201)
}

#[tokio::test]
async fn a_jobs_stream_begins_with_the_job_and_tells_its_end() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let job = ad_hoc(&olga).await;
    let id = job["id"].as_str().unwrap();
    let mut stream = Stream::open(&olga, &format!("/api/jobs/{id}/stream"), None).await;
    let first = stream.next().await.unwrap();
    assert_eq!((first.kind.as_str(), &first.data), ("job", &job), "the stream's form is the list's form");
    let line = LogLine {
        job: id.parse().unwrap(),
        attempt: 1,
        seq: 1,
        at: now(),
        level: LogLevel::Info,
        message: "hello\nthere".to_owned(),
    };
    house.publisher.tell_log(line);
    let log = stream.find("log").await;
    assert_eq!((&log.data["message"], &log.data["job_id"]), (&json!("hello\nthere"), &json!(id)));
    olga.send("POST", &format!("/api/jobs/{id}/cancel"), json!({})).await.expect(200);
    loop {
        let event = stream.find("job").await;
        assert_eq!(event.data["id"], id, "another job's event");
        if event.data["state"] == "cancelled" {
            assert!(!event.id.is_empty());
            return;
        }
    }
}

#[tokio::test]
async fn a_client_that_comes_back_misses_nothing() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let cursor = olga.get("/api/jobs").await.header("x-stream-cursor");
    let (first, second) = (ad_hoc(&olga).await, ad_hoc(&olga).await);
    let mut stream = Stream::open(&olga, &format!("/api/jobs/stream?after={cursor}"), None).await;
    let mut seen = vec![stream.find("job").await];
    while seen.iter().filter(|e| e.data["id"] == first["id"] || e.data["id"] == second["id"]).count() < 2 {
        seen.push(stream.find("job").await);
    }
    let place = seen.iter().map(|e| e.id.clone()).rfind(|id| !id.is_empty()).unwrap();
    drop(stream);
    let third = ad_hoc(&olga).await;
    // The header of a returning browser wins over the address it came with first.
    let mut stream = Stream::open(&olga, &format!("/api/jobs/stream?after={cursor}"), Some(&place)).await;
    assert_eq!(stream.find("job").await.data["id"], third["id"]);
    for lost in ["abc123-1-0", "nonsense'; --"] {
        let mut stream = Stream::open(&olga, "/api/jobs/stream", Some(lost)).await;
        assert_eq!(stream.next().await.unwrap().kind, "reset", "{lost}");
        let fourth = ad_hoc(&olga).await;
        assert_eq!(stream.find("job").await.data["id"], fourth["id"], "it goes on from now");
    }
}

#[tokio::test]
async fn filters_choose_and_schedules_are_told() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let (mine, other) = (Uuid::new_v4(), Uuid::new_v4());
    let mut by_schedule = Stream::open(&olga, &format!("/api/jobs/stream?schedule_id={mine}&state=failed"), None).await;
    let mut all = Stream::open(&olga, "/api/jobs/stream", None).await;
    for (schedule, state) in [(other, JobState::Failed), (mine, JobState::Running), (mine, JobState::Failed)] {
        house.publisher.tell(view(Some(schedule), state));
    }
    let event = by_schedule.find("job").await;
    assert_eq!((&event.data["schedule_id"], &event.data["state"]), (&json!(mine), &json!("failed")));
    let made = olga.send("POST", crate::house::TASKS, schedule("told")).await.expect(201);
    assert_eq!(all.find("schedule").await.data, made);
    let logs = vec![Uuid::nil().to_string(); 21].join(",");
    let (_, pointer) = olga.get(&format!("/api/jobs/stream?logs={logs}")).await.problem(422);
    assert_eq!(pointer, "?logs");
    olga.get(&format!("/api/jobs/{}/stream", Uuid::nil())).await.problem(404);
}

#[tokio::test]
async fn a_flood_is_counted_for_those_who_asked_for_everything() {
    let house = House::with(ApiConfig { stream_rate: 50, ..ApiConfig::default() }).await;
    let olga = house.login("olga").await;
    let mine = Uuid::new_v4();
    let mut all = Stream::open(&olga, "/api/jobs/stream", None).await;
    let mut some = Stream::open(&olga, &format!("/api/jobs/stream?schedule_id={mine}"), None).await;
    let wanted = view(Some(mine), JobState::Succeeded);
    house.publisher.tell_all((0..300).map(|_| view(None, JobState::Running)).chain([wanted.clone()]));
    assert_eq!(some.find("job").await.data["id"], json!(wanted.id), "a filtered stream always tells");
    let counts = all.next().await.unwrap();
    assert_eq!((counts.kind.as_str(), &counts.data["changes"]["running"]), ("counts", &json!(300)));
    assert_eq!(counts.id, "", "whoever comes back later must not miss the reset");
    assert!(!all.find("reset").await.id.is_empty());
    let calm = view(None, JobState::Running);
    house.publisher.tell(calm.clone());
    assert_eq!(all.find("job").await.data["id"], json!(calm.id));
}

#[tokio::test]
async fn a_stream_ends_with_its_login() {
    let house = House::open().await;
    let (ada, olga) = (house.login("ada").await, house.login("olga").await);
    let mut own = Stream::open(&olga, "/api/jobs/stream", None).await;
    olga.send("POST", "/api/auth/logout", json!({})).await.expect(200);
    assert!(own.next().await.is_none(), "logging out ends it");
    let token = house.login("olga").await;
    let mut disabled = Stream::open(&token, "/api/jobs/stream", None).await;
    let users = ada.get("/api/users").await.expect(200);
    let user = users.as_array().unwrap().iter().find(|user| user["username"] == "olga").unwrap();
    let path = format!("/api/users/{}", user["id"].as_str().unwrap());
    ada.send("PUT", &path, json!({"is_active": false})).await.expect(200);
    assert!(disabled.next().await.is_none(), "being disabled ends it");
    let mut elsewhere = Stream::open(&ada, "/api/jobs/stream", None).await;
    // As another process would.
    house.sql("delete from noc.login").await;
    assert!(elsewhere.next().await.is_none(), "it is looked up again");
}
