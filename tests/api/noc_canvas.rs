//! The existing web clients of NOC Canvas, replayed: what they send, from where,
//! and exactly the fields that they are answered.

use std::collections::BTreeSet;

use noc_scheduler::api::ApiConfig;
use serde_json::{Value, json};

use crate::house::{Answer, Caller, House, PASSWORD, TASKS};
use crate::support::house::until_some;

/// Where their pages come from.
const ORIGIN: &str = "https://canvas.example";

/// A page of theirs: another origin, a bearer token, and `Content-Type` on everything.
struct Page<'a>(Caller<'a>);

impl Page<'_> {
    async fn call(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let house = self.0.house;
        let asked = house
            .request("OPTIONS", path)
            .header("Origin", ORIGIN)
            .header("Access-Control-Request-Method", method)
            .header("Access-Control-Request-Headers", "authorization,content-type");
        let allowed = house.send(asked).await;
        assert_eq!(allowed.header("access-control-allow-origin"), ORIGIN, "{method} {path}");
        assert!(allowed.header("access-control-allow-methods").contains(method), "{method} {path}");
        for header in ["Authorization", "Content-Type"] {
            assert!(allowed.header("access-control-allow-headers").contains(header), "{header}");
        }
        allowed.expect(204);
        let text = body.map_or_else(String::new, |body| body.to_string());
        let request = self.0.request(method, path).header("Origin", ORIGIN).header("Content-Type", "application/json");
        let answer = house.send(request.body(text)).await;
        assert_eq!(answer.header("access-control-allow-origin"), ORIGIN, "{method} {path}");
        answer
    }

    async fn get(&self, path: &str) -> Value {
        self.call("GET", path, None).await.expect(200)
    }
}

async fn house() -> House {
    House::with(ApiConfig { cors_origins: vec![ORIGIN.to_owned()], ..ApiConfig::default() }).await
}

#[track_caller]
fn fields(value: &Value, expected: &[&str]) {
    let found: BTreeSet<&str> =
        value.as_object().unwrap_or_else(|| panic!("{value}")).keys().map(String::as_str).collect();
    assert_eq!(found, expected.iter().copied().collect(), "{value}");
}

/// What the editor shows of a schedule, and sends back when somebody presses "Update".
fn form(schedule: &Value) -> Value {
    let mut form = json!({});
    for field in ["name", "task", "schedule_type", "args", "kwargs", "enabled", "one_off", "expires"] {
        form[field] = schedule[field].clone();
    }
    form["description"] = schedule["description"].as_str().unwrap_or_default().into();
    let kind = if schedule["schedule_type"] == "interval" { "interval" } else { "crontab" };
    form[kind] = schedule[kind].clone();
    form
}

#[tokio::test]
async fn the_schedule_page_works() {
    let house = house().await;
    let page = Page(house.login("olga").await);
    assert_eq!(page.get("/api/scheduler/inventories").await, json!([]));
    assert_eq!(page.get(TASKS).await, json!([]));
    let tasks = page.get("/api/scheduler/available-tasks").await;
    let task = tasks.as_array().unwrap().iter().find(|task| task["task"] == "test_job").unwrap();
    for field in ["name", "task", "description", "args_schema", "kwargs_schema", "supports_inventory"] {
        assert!(!task[field].is_null(), "{field}");
    }

    let interval = json!({
        "name": "every hour", "task": "test_job", "description": "", "schedule_type": "interval",
        "interval": {"every": 1, "period": "hours"}, "args": [], "kwargs": {}, "enabled": true, "one_off": false,
        "expires": null});
    let crontab = json!({
        "name": "nightly", "task": "app.tasks.test_tasks.test_background_task", "description": "x",
        "schedule_type": "crontab",
        "crontab": {"minute": "0", "hour": "0", "day_of_month": "*", "month_of_year": "*", "day_of_week": "1"},
        "args": [], "kwargs": {"message": "hi"}, "enabled": true, "one_off": false,
        "expires": "2099-01-01T10:00:00.000Z"});
    for body in [interval, crontab] {
        page.call("POST", TASKS, Some(body)).await.expect(201);
    }
    for shown in page.get(TASKS).await.as_array().unwrap() {
        for field in ["id", "name", "task", "schedule_type", "args", "kwargs", "enabled", "one_off", "date_changed"] {
            assert!(!shown[field].is_null(), "{field} in {shown}");
        }
        assert_eq!(shown["total_run_count"], 0);
        let path = format!("{TASKS}/{}", shown["id"].as_str().unwrap());
        // Saved without a change: nothing changes, and above all not the anchor.
        assert_eq!(page.call("PUT", &path, Some(form(shown))).await.expect(200), *shown);
        for enabled in [false, true] {
            let told = page.call("PUT", &path, Some(json!({"enabled": enabled}))).await.expect(200);
            assert_eq!(told["enabled"], enabled);
        }
        let mut changed = form(shown);
        changed["description"] = "changed".into();
        changed["expires"] = Value::Null;
        let saved = page.call("PUT", &path, Some(changed)).await.expect(200);
        assert_eq!((&saved["description"], &saved["expires"]), (&json!("changed"), &Value::Null));
        assert_eq!(saved["interval"], shown["interval"], "neither edits nor the switch move the anchor");

        let mut wrong = form(&saved);
        wrong["kwargs"] = json!({"mesage": "typo"});
        let refused = page.call("PUT", &path, Some(wrong)).await;
        let detail = refused.body["detail"].as_str().unwrap().to_owned();
        refused.problem(422);
        assert!(detail.contains("mesage"), "their alert shows the detail alone: {detail}");
        page.call("DELETE", &path, None).await.expect(200);
    }
    assert_eq!(page.get(TASKS).await, json!([]));
}

#[tokio::test]
async fn the_jobs_page_works() {
    let house = house().await;
    let page = Page(house.login("olga").await);
    let status = async || page.get("/api/settings/jobs/status").await;
    let empty = json!({"workerActive": false, "queueSize": 0, "activeJobs": 0, "workers": [], "recentJobs": []});
    assert_eq!(status().await, empty);

    let started = page.call("POST", "/api/settings/jobs/test", None).await.expect(200);
    fields(&started, &["success", "jobId", "message"]);
    assert_eq!(started["success"], true);
    let told = status().await;
    fields(&told, &["workerActive", "queueSize", "activeJobs", "workers", "recentJobs", "error"]);
    assert!(told["error"].as_str().unwrap().starts_with("1 job waits and there is no worker"), "{told}");
    assert_eq!(told["queueSize"], 1);
    let job = &told["recentJobs"][0];
    fields(job, &["id", "name", "state", "timestamp", "result", "traceback"]);
    assert_eq!((&job["id"], &job["state"], &job["name"]), (&started["jobId"], &json!("PENDING"), &json!("test_job")));
    assert!(job["result"].is_null() && job["traceback"].is_null() && job["timestamp"].is_string());

    let cancel = format!("/api/jobs/{}/cancel", started["jobId"].as_str().unwrap());
    page.call("POST", &cancel, None).await.expect(200);
    house
        .sql(
            "insert into noc.worker (id, name, host, pid, version, queues, concurrency, load)
             values (gen_random_uuid(), 'w-1', 'h', 1, '1', '{default}', 2, '{0.5,1,2.25}')",
        )
        .await;
    let told = until_some("the job's end on the page", || async {
        Some(status().await).filter(|told| told["recentJobs"][0]["state"] == "FAILURE" && told["workerActive"] == true)
    })
    .await;
    fields(&told, &["workerActive", "queueSize", "activeJobs", "workers", "recentJobs"]);
    assert_eq!(told["recentJobs"][0]["traceback"], "cancelled by olga");
    assert_eq!(told["workers"], json!([{"name": "w-1", "status": "active", "loadavg": [0.5, 1.0, 2.25]}]));

    let (detail, _) = page.call("POST", "/api/settings/jobs/clear", None).await.problem(410);
    assert!(detail.contains("NOC_JOB_RETENTION_DAYS"), "{detail}");
}

#[tokio::test]
async fn viewers_look_and_do_not_start_and_nobody_sees_without_a_login() {
    let house = house().await;
    let page = Page(house.login("vera").await);
    page.get("/api/settings/jobs/status").await;
    page.get("/api/scheduler/inventories").await;
    page.call("POST", "/api/settings/jobs/test", None).await.problem(403);
    let addresses = [
        ("GET", "/api/settings/jobs/status"),
        ("POST", "/api/settings/jobs/test"),
        ("POST", "/api/settings/jobs/clear"),
        ("GET", "/api/scheduler/inventories"),
        ("POST", "/api/auth/change-password"),
        ("POST", "/api/auth/refresh"),
    ];
    for (method, path) in addresses {
        house.send(house.request(method, path)).await.problem(401);
    }
    assert_eq!(house.count("select count(*) from noc.live_job").await, 0);
}

#[tokio::test]
async fn a_session_is_kept_alive_and_a_password_changed() {
    let house = house().await;
    let page = Page(house.login("olga").await);
    let refreshed = page.call("POST", "/api/auth/refresh", None).await.expect(200);
    assert_eq!((&refreshed["access_token"], &refreshed["token_type"]), (&json!(page.0.token), &json!("bearer")));
    let me = page.get("/api/auth/me").await;
    assert_eq!((&me["username"], &me["is_active"], &me["is_admin"]), (&json!("olga"), &json!(true), &json!(false)));

    let change = |old: &str| json!({"current_password": old, "new_password": "another long one"});
    let wrong = page.call("POST", "/api/auth/change-password", Some(change("guess"))).await;
    let (detail, pointer) = wrong.problem(422);
    assert_eq!((detail.as_str(), pointer.as_str()), ("current_password: is not your password", "/current_password"));
    let changed = page.call("POST", "/api/auth/change-password", Some(change(PASSWORD))).await.expect(200);
    fields(&changed, &["message"]);
    page.get("/api/auth/me").await;
    let login = |password: &str| json!({"username": "olga", "password": password});
    page.call("POST", "/api/auth/login", Some(login(PASSWORD))).await.problem(401);
    let answer = page.call("POST", "/api/auth/login", Some(login("another long one"))).await;
    assert_eq!(answer.header("set-cookie"), "", "a page of another origin gets a token and leaves no session behind");
    assert!(answer.expect(200)["access_token"].is_string());
}
