//! Warming pays, and says how much.

use std::time::Duration;

use noc_scheduler::cache::Item;
use noc_scheduler::simulate::nautobot::{Fault, On, Trouble};
use noc_scheduler::tasks::{FailureKind, Registry};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::runner::{run, run_until};
use crate::scene::{Connected, Scene, scene};
use crate::support::servers::servers;

fn statuses(result: &Value) -> Vec<&str> {
    result["items"].as_array().unwrap().iter().map(|item| item["status"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn readers_find_what_was_warmed_and_the_next_warm_up_says_what_that_saved() {
    let scene = scene().await;
    let first = run(&scene, json!({"ttl_seconds": 3600, "concurrency": 3})).await;
    let result = first.result.unwrap();
    assert_eq!((&result["status"], statuses(&result)), (&json!("complete"), vec!["warmed"; 6]), "{result:#}");
    assert_eq!((first.warnings, &result["summary"]["hit_rate"]), (0, &Value::Null));
    let last = first.progress.last().unwrap();
    assert_eq!((last.current, last.total, first.progress.len()), (6, 6, 7));
    let devices = result["items"].as_array().unwrap().iter().find(|item| item["item"] == "nautobot_devices").unwrap();
    assert_eq!(devices["rows"], json!(scene.network.devices.len()));
    let kept = scene.keys("cache:").await;
    let entries = kept.iter().filter(|(key, _)| !key.ends_with(":figures"));
    assert!(entries.clone().count() == 6 && entries.clone().all(|(_, left)| *left > 3_000_000), "{kept:?}");

    let asked = scene.nautobot.requests().requests;
    for _ in 0..3 {
        assert!(scene.read(Item::NautobotDevices).await.was_there);
    }
    let second = run(&scene, json!({"ttl_seconds": 3600})).await.result.unwrap();
    assert_eq!(statuses(&second), vec!["fresh"; 6]);
    assert_eq!(scene.nautobot.requests().requests, asked, "what is fresh is not fetched");
    assert_eq!((&second["summary"]["hits"], &second["summary"]["hit_rate"]), (&json!(3), &json!(1.0)));
    let saved = 3 * scene.read(Item::NautobotDevices).await.about.fetch_ms;
    assert_eq!(second["summary"]["saved_ms"], json!(saved));
    assert!(second["summary"]["text"].as_str().unwrap().contains("3 of 3 readers"), "{second:#}");

    let forced = run(&scene, json!({"items": ["nautobot_devices"], "force": true})).await.result.unwrap();
    assert_eq!((statuses(&forced), &forced["summary"]["hits"]), (vec!["warmed"], &json!(1)));
    assert!(scene.nautobot.requests().requests > asked);
}

#[tokio::test]
async fn what_has_less_than_half_of_its_time_left_is_warmed_anew() {
    let scene = scene().await;
    run(&scene, json!({"items": ["nautobot_locations"], "ttl_seconds": 300})).await.result.unwrap();
    let longer = json!({"items": ["nautobot_locations"], "ttl_seconds": 3600});
    assert_eq!(statuses(&run(&scene, longer).await.result.unwrap()), ["warmed"]);
}

#[tokio::test]
async fn what_fails_leaves_the_rest_warmed() {
    let scene = scene().await;
    scene.checkmk.forbid();
    let ran = run(&scene, json!({})).await;
    let result = ran.result.unwrap();
    assert_eq!((&result["status"], ran.warnings), (&json!("partial"), 3), "{result:#}");
    assert_eq!(statuses(&result), ["warmed", "warmed", "warmed", "failed", "failed", "failed"]);
    let failed = &result["items"][3];
    assert_eq!(failed["class"], "no_permission");
    assert!(failed["error"].as_str().unwrap().contains("CheckMK"), "{failed:#}");
    assert!(scene.read(Item::NautobotDevices).await.was_there);
}

#[tokio::test]
async fn a_warm_up_of_which_nothing_came_fails_for_the_reason_of_the_source() {
    let scene = scene().await;
    scene.nautobot.inject(Fault::new(On::Any, Trouble::RefuseToken));
    let failure = run(&scene, json!({"sources": ["nautobot"]})).await.result.unwrap_err();
    assert_eq!((failure.class.as_ref(), failure.kind), ("refused_login", FailureKind::Final));
    assert!(failure.message.contains("None of 3 items"), "{}", failure.message);
    assert_eq!(failure.partial.unwrap()["summary"]["failed"], 3);
}

#[tokio::test]
async fn a_source_that_is_not_connected_is_a_warning_only_where_it_was_named() {
    let scene = Scene::on(servers(), Connected::Nautobot).await;
    let ran = run(&scene, json!({})).await;
    let result = ran.result.unwrap();
    assert_eq!((&result["status"], ran.warnings), (&json!("complete"), 0));
    assert_eq!(statuses(&result), ["warmed", "warmed", "warmed", "skipped", "skipped", "skipped"]);
    let ran = run(&scene, json!({"items": ["nautobot_devices", "checkmk_hosts"]})).await;
    let result = ran.result.unwrap();
    assert_eq!((&result["status"], ran.warnings, statuses(&result)), (&json!("partial"), 1, vec!["fresh", "skipped"]));
    assert!(result["warnings"][0].as_str().unwrap().contains("No CheckMK is connected"), "{result:#}");
}

#[tokio::test]
async fn a_warm_up_that_is_cancelled_stops_at_once_and_keeps_what_came() {
    let scene = scene().await;
    run(&scene, json!({"items": ["checkmk_folders"]})).await.result.unwrap();
    scene.nautobot.inject(Fault::new(On::Any, Trouble::Hang));
    let cancel = CancellationToken::new();
    let args = json!({"items": ["nautobot_devices", "checkmk_folders"]});
    let running = run_until(&scene, args, cancel.clone());
    tokio::pin!(running);
    let waited = tokio::time::timeout(Duration::from_millis(500), &mut running).await;
    assert!(waited.is_err(), "it waits for Nautobot");
    cancel.cancel();
    let ran = tokio::time::timeout(Duration::from_secs(5), running).await.expect("it stops");
    let failure = ran.result.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Cancelled);
    assert_eq!(failure.partial.unwrap()["items"][0]["item"], "checkmk_folders");
}

#[test]
fn it_is_known_by_its_old_name_and_refuses_what_it_does_not_know() {
    let registry = Registry::builtin();
    let task = registry.resolve("app.tasks.cache_tasks.cache_warm_up").unwrap();
    assert_eq!(task.name, "cache_warm_up");
    assert!(task.validate(&json!({})).is_ok() && task.validate(&json!({"filters": {"force": true}})).is_ok());
    for (wrong, named) in [
        (json!({"ttl_seconds": 29}), "/ttl_seconds"),
        (json!({"concurrency": 7}), "/concurrency"),
        (json!({"items": ["topology"]}), "/items/0"),
        (json!({"sources": ["topology"]}), "/sources/0"),
        (json!({"connection": "x"}), "/connection"),
    ] {
        let errors = task.validate(&wrong).unwrap_err();
        assert_eq!(errors[0].pointer, named, "{errors:?}");
    }
}
