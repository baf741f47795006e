//! What jobs make of references and inventories: through a worker, as they do.

use std::time::Duration;

use noc_scheduler::clock::Clock;
use noc_scheduler::domain::job::{JobState, Priority, Trigger, fresh_id};
use noc_scheduler::queue::Redis;
use noc_scheduler::queue::feed::Publisher;
use noc_scheduler::queue::tickets::{Lane, Sender, Ticket};
use noc_scheduler::store::jobs::{self, JobDetail, NewJob};
use noc_scheduler::store::{Database, session};
use noc_scheduler::tasks::Registry;
use noc_scheduler::worker::{WorkerConfig, run};
use serde_json::{Value, json};
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

use crate::fixture::{each, network};
use crate::house::{Caller, House, now};
use crate::support::house::until_some;
use crate::support::servers::{fresh_prefix, servers};
use crate::touch_devices::TouchDevices;

/// A worker that knows `touch_devices`, on the database of a house.
struct Works {
    database: Database,
    sender: Sender,
    registry: Registry,
    _stop: DropGuard,
}

impl Works {
    async fn at(house: &House) -> Self {
        let database = Database::new(&house.url, "worker", 4).unwrap();
        let redis = Redis::connect(servers().redis_url(), &fresh_prefix()).await.unwrap();
        let stop = CancellationToken::new();
        let (publisher, _) = Publisher::start(redis.clone(), stop.clone());
        let registry = Registry::builtin().with(TouchDevices(Some(database.clone())));
        let config = WorkerConfig {
            queues: vec!["default".to_owned()],
            concurrency: 2,
            grace: Duration::from_secs(5),
            host: "here".to_owned(),
        };
        let (sender, clock) = (Sender::new(redis.clone()), Clock::new(now));
        tokio::spawn(run(config, database.clone(), redis, registry.clone(), clock, publisher, stop.clone()));
        Self { database, sender, registry, _stop: stop.drop_guard() }
    }

    /// Runs a job with these arguments to its end.
    async fn touch(&self, kwargs: Value) -> JobDetail {
        let db = session(&self.database).await.unwrap();
        let job = NewJob {
            id: fresh_id(now()),
            task: "touch_devices".to_owned(),
            kwargs,
            schedule_id: None,
            schedule_version: None,
            schedule_name: None,
            trigger: Trigger::Adhoc,
            due_at: None,
            retry_of: None,
            run_as: Uuid::nil(),
            queue: "default".to_owned(),
            priority: Priority::Normal,
            timeout_seconds: 60,
            max_attempts: 3,
            retry_backoff_seconds: 1,
            retry_on_crash: true,
            ready_at: None,
            waits_for: None,
            fail_on_partial: false,
        };
        let id = jobs::insert(&db, &job).await.unwrap().unwrap().id;
        let (ready, _) = jobs::to_hand_over(&db, 100).await.unwrap();
        let ticket = |view: &noc_scheduler::domain::job::JobView| {
            let lane = Lane { queue: view.queue.clone(), priority: view.priority };
            (lane, Ticket { job: view.id, attempt: view.attempt })
        };
        let tickets: Vec<_> = ready.iter().map(|ready| ticket(&ready.view)).collect();
        self.sender.send(&tickets).await.unwrap();
        jobs::mark_handed_over(&db, &ready).await.unwrap();
        let ended = || async { jobs::get(&db, id).await.unwrap().filter(|job| job.view.state.is_final()) };
        until_some("the end of the job", ended).await
    }
}

async fn targets(caller: &Caller<'_>, job: &JobDetail) -> Value {
    caller.get(&format!("/api/jobs/{}", job.view.id)).await.expect(200)["targets"].clone()
}

#[tokio::test]
async fn unknown_devices_make_a_job_partial_and_are_named() {
    let house = network().await;
    let (works, vera) = (Works::at(&house).await, house.login("vera").await);
    let job = works.touch(json!({"devices": [3, "sw-access-9", "nobody"], "device_ids": ["10.0.1.1"]})).await;
    assert_eq!((job.view.state, job.view.warnings), (JobState::Succeeded, 2), "{job:#?}");
    let result = job.result.clone().unwrap();
    assert_eq!(result, json!({"status": "partial", "touched": [3, 9], "unknown": ["nobody", "10.0.1.1"]}));
    let targets = targets(&vera, &job).await;
    assert_eq!((&targets["count"], &targets["stopped"]), (&json!(2), &Value::Null));
    assert_eq!(each(&targets["devices"], "name"), ["SW-core-3", "SW-access-9"]);
    assert_eq!(each(&targets["unknown"], "asked"), ["nobody", "10.0.1.1"]);
    let touched = vera.get("/api/inventory/devices/3/jobs").await.expect(200);
    assert_eq!((&touched[0]["task"], &touched[0]["state"]), (&json!("touch_devices"), &json!("succeeded")));

    let all = works.touch(json!({"devices": [3]})).await;
    assert_eq!(all.result, Some(json!({"touched": [3], "unknown": []})));
}

#[tokio::test]
async fn a_job_without_devices_touches_nothing() {
    let house = network().await;
    let (works, vera) = (Works::at(&house).await, house.login("vera").await);
    let job = works.touch(json!({"devices": ["nobody"]})).await;
    let error = job.view.error.clone().unwrap();
    assert_eq!((job.view.state, error.class.as_str(), job.view.attempt), (JobState::Failed, "guard", 1));
    assert!(error.message.contains("`nobody`: no such device"), "{}", error.message);
    assert_eq!(targets(&vera, &job).await["stopped"], "empty");
    let gone = works.touch(json!({"inventory_id": 7})).await;
    assert_eq!(gone.view.error.clone().unwrap().class, "arguments");
    assert_eq!(targets(&vera, &gone).await, Value::Null);
}

#[tokio::test]
async fn the_guard_stops_a_job_whose_inventory_changed_too_much_until_somebody_accepts_it() {
    let house = network().await;
    let (works, olga) = (Works::at(&house).await, house.login("olga").await);
    let body = json!({"name": "Access", "max_change_percent": 40,
        "conditions": [{"field": "role", "operator": "equals", "values": ["access"]}]});
    let made = olga.send("POST", "/api/inventories", body).await.expect(201);
    let (path, asked) = (format!("/api/inventories/{}", made["id"]), json!({"inventory_id": made["id"]}));
    let preview = async || olga.send("POST", "/api/inventories/preview", json!({"id": made["id"]})).await.expect(200);

    let first = works.touch(asked.clone()).await;
    assert_eq!(first.result.clone().unwrap()["touched"], json!([5, 6, 7, 8, 9, 10]));
    // Two of six is within 40 percent.
    house.sql("update noc.devices set role = 'core' where number in (5, 6)").await;
    assert_eq!(preview().await["compared"]["percent"], 34);
    let second = works.touch(asked.clone()).await;
    assert_eq!(second.view.state, JobState::Succeeded, "{second:#?}");
    // Two of four is not.
    house.sql("update noc.devices set role = 'core' where number in (7, 8)").await;
    assert_eq!(preview().await["stops"], "changed");
    for _ in 0..2 {
        // What was stopped is no measure for the next one.
        let stopped = works.touch(asked.clone()).await;
        let error = stopped.view.error.clone().unwrap();
        assert_eq!((stopped.view.state, error.class.as_str(), stopped.view.attempt), (JobState::Failed, "guard", 1));
        for part in ["`Access` has 2 devices now and had 4", "2 removed", "50 %", "40 %", &format!("{path}/accept")] {
            assert!(error.message.contains(part), "{part} in {}", error.message);
        }
        let targets = targets(&olga, &stopped).await;
        assert_eq!((&targets["stopped"], &targets["inventory"]), (&json!("changed"), &json!("Access")));
    }
    olga.send("POST", &format!("{path}/accept"), json!({})).await.expect(200);
    assert_eq!((&preview().await["stops"], &preview().await["compared"]), (&Value::Null, &Value::Null));
    let third = works.touch(asked.clone()).await;
    assert_eq!(third.result.clone().unwrap()["touched"], json!([9, 10]));
    // Nobody left is never right, accepted or not.
    house.sql("update noc.devices set role = 'core'").await;
    olga.send("POST", &format!("{path}/accept"), json!({})).await.expect(200);
    let empty = works.touch(asked).await;
    assert!(empty.view.error.clone().unwrap().message.contains("no devices now"), "{empty:#?}");
    assert_eq!(targets(&olga, &empty).await["stopped"], "empty");
}

#[tokio::test]
async fn arguments_that_name_devices_are_checked_before_anything_runs() {
    let house = network().await;
    let works = Works::at(&house).await;
    let entry = works.registry.resolve("touch_devices").unwrap();
    assert!(entry.defaults.supports_inventory);
    let wrong =
        |kwargs: Value| entry.validate(&kwargs).unwrap_err().into_iter().map(|e| e.to_string()).collect::<Vec<_>>();
    for (kwargs, said) in [
        (json!({}), "say which devices"),
        (json!({"devices": [1], "inventory_id": 1}), "not both"),
        (json!({"devices": [0]}), "`devices.0`: must be the number of a device, or its Nautobot id"),
        (json!({"devices": [{}]}), "must be the number of a device"),
        (json!({"devices": "x"}), "`devices`"),
        (json!({"inventory_id": 0}), "`inventory_id`"),
    ] {
        let told = wrong(kwargs.clone());
        assert!(told[0].contains(said), "{kwargs}: {told:?}");
    }
    assert!(entry.validate(&json!({"device_ids": ["a", 2, "10.0.0.1"]})).is_ok());
    let schema = &entry.parameters_schema["properties"];
    assert_eq!(schema["devices"]["items"]["anyOf"][0]["type"], "integer");
    assert!(schema["devices"]["description"].as_str().unwrap().starts_with("Devices by number"));
    assert!(schema["inventory_id"].to_string().contains("integer"));
}
