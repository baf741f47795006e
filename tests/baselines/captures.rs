//! What a capture keeps, and what it says of what changed.

use noc_scheduler::domain::network::ErrorClass;
use noc_scheduler::domain::visit::VisitState;
use noc_scheduler::simulate::ssh::{Fault, Style};
use noc_scheduler::store::{captures as stored, visits};
use noc_scheduler::tasks::capture::{CommandOutcome, CreateBaseline, DeviceOutcome, DeviceStatus, Outcome};
use serde_json::json;
use uuid::Uuid;

use crate::rig::{Rig, id, row};
use crate::scene::Scene;

const SHORT: &str = "show running-config";

fn asks() -> serde_json::Value {
    json!({"device_ids": [1, 2], "commands": [SHORT, "show interfaces"]})
}

fn device<'o>(outcome: &'o Outcome, name: &str) -> &'o DeviceOutcome {
    outcome.devices.iter().find(|device| device.name == name).unwrap_or_else(|| panic!("{name}: {outcome:#?}"))
}

fn command<'o>(outcome: &'o Outcome, name: &str, command: &str) -> &'o CommandOutcome {
    device(outcome, name).commands.iter().find(|one| one.command == command).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_one_is_first_and_the_second_is_the_same_and_nothing_is_kept_twice() {
    let scene = Scene::start().await;
    let first = scene.baseline(asks()).await.unwrap();
    assert_eq!((first.status, first.succeeded, first.first, first.changed), ("complete", 2, 2, 0), "{first:#?}");
    assert_eq!((device(&first, "sw1").version, command(&first, "sw1", SHORT).change), (Some(1), Some("first")));
    let texts = scene.rig.house.count("select count(*) from noc.archive_texts").await;
    // Time goes by, and counters count.
    (0..2).for_each(|nth| scene.count(nth, 123_456_789));
    let second = scene.baseline(asks()).await.unwrap();
    assert_eq!((second.changed, second.first, device(&second, "sw2").version), (0, 0, Some(2)), "{second:#?}");
    assert_eq!(command(&second, "sw2", "show interfaces").change, Some("same"));
    assert_eq!(scene.rig.house.count("select count(*) from noc.captures where kind = 'baseline'").await, 4);
    let now = scene.rig.house.count("select count(*) from noc.archive_texts").await;
    assert_eq!(now, texts + 1, "one text is new: what the interface now says, the same of both");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_that_changed_is_told_and_nothing_else() {
    let scene = Scene::start().await;
    scene.baseline(asks()).await.unwrap();
    scene.configure(1, "192.0.2.254", "192.0.2.253");
    scene.count(1, 99);
    let job = Uuid::now_v7();
    let (outcome, heard) = scene.run(CreateBaseline::new(scene.tools()), job, asks()).await;
    let outcome = outcome.unwrap();
    assert_eq!((outcome.changed, outcome.changed_devices.as_slice()), (1, ["sw2".to_owned()].as_slice()));
    let changed = command(&outcome, "sw2", SHORT);
    assert_eq!((changed.change, changed.added, changed.removed), (Some("changed"), Some(1), Some(1)));
    assert_eq!(command(&outcome, "sw2", "show interfaces").change, Some("same"));
    assert!(!device(&outcome, "sw1").changed);
    let lines = heard.lines.lock().unwrap().join("\n");
    assert!(lines.contains("sw2: `show running-config` differs from the baseline: +1 -1 lines"), "{lines}");
    // What is kept says the same as the result.
    let client = scene.rig.house.database.get().await.unwrap();
    let capture = stored::one(&client, device(&outcome, "sw2").capture_id.unwrap()).await.unwrap().unwrap();
    assert!(capture.changed && capture.current && capture.version == Some(2), "{capture:#?}");
    assert_eq!((capture.taken_by.as_str(), capture.differing, capture.commands), ("alice", 1, 2));
    // From now on that is what is expected.
    assert_eq!(scene.baseline(asks()).await.unwrap().changed, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_snapshot_is_compared_and_changes_nothing_of_what_is_expected() {
    let scene = Scene::start().await;
    scene.baseline(asks()).await.unwrap();
    scene.configure(0, "name office", "name lab");
    for _ in 0..2 {
        let snapshot = scene.snapshot(asks()).await.unwrap();
        assert_eq!((snapshot.changed, device(&snapshot, "sw1").version), (1, None), "{snapshot:#?}");
    }
    assert_eq!(scene.rig.house.count("select max(version)::bigint from noc.capture_versions").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_commands_it_is_what_matters_and_what_a_model_does_not_have_is_no_failure() {
    let scene = Scene::start().await;
    let outcome = scene.baseline(json!({"device_ids": ["sw1"], "notes": "CHG-7"})).await.unwrap();
    assert_eq!((outcome.status, outcome.succeeded), ("complete", 1), "{outcome:#?}");
    assert_eq!(command(&outcome, "sw1", SHORT).status, "ok");
    assert_eq!(command(&outcome, "sw1", "show vlan").status, "none");
    let lldp = "show lldp neighbors detail | json";
    assert_eq!(command(&outcome, "sw1", lldp).status, "ok");
    let client = scene.rig.house.database.get().await.unwrap();
    let id = device(&outcome, "sw1").capture_id.unwrap();
    let outputs = stored::outputs(&client, id).await.unwrap();
    let read: Vec<&str> =
        outputs.iter().filter(|output| output.parsed.is_some()).map(|output| output.command.as_str()).collect();
    assert!(read.contains(&lldp) && !read.contains(&SHORT), "{read:?}");
    assert_eq!(stored::one(&client, id).await.unwrap().unwrap().notes.as_deref(), Some("CHG-7"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_that_fails_is_named_and_leaves_the_others_alone() {
    let scene = Scene::start().await;
    scene.rig.doubles[1].edit(|device| device.faults.push(Fault::CloseSaying("% no more lines".to_owned())));
    // Nothing comes after the first command.
    scene.rig.doubles[2].edit(|device| device.faults.push(Fault::CutAfterCommands(1)));
    let job = Uuid::now_v7();
    let args = json!({"device_ids": [1, 2, 3], "commands": [SHORT, "show interfaces", "show nothing"]});
    let outcome = scene.run(CreateBaseline::new(scene.tools()), job, args).await.0.unwrap();
    assert_eq!((outcome.status, outcome.partial, outcome.failed), ("partial", 2, 1), "{outcome:#?}");
    let sw1 = command(&outcome, "sw1", "show nothing");
    assert_eq!((sw1.status, sw1.error_class), ("failed", Some(ErrorClass::CommandRejected)));
    let sw2 = device(&outcome, "sw2");
    assert_eq!(
        (sw2.status, sw2.error_class, sw2.capture_id),
        (DeviceStatus::Failed, Some(ErrorClass::DeviceBusy), None)
    );
    let sw3 = device(&outcome, "sw3");
    assert_eq!((sw3.status, sw3.error_class), (DeviceStatus::Partial, Some(ErrorClass::Disconnected)));
    assert_eq!(sw3.commands.iter().map(|one| one.status).collect::<Vec<_>>(), ["ok", "failed", "failed"]);
    assert!(sw3.commands[2].error.as_deref().unwrap().starts_with("it was not asked"), "{sw3:#?}");
    // Watched, it tells the same.
    let client = scene.rig.house.database.get().await.unwrap();
    let rows = visits::since(&client, job, 0, 100).await.unwrap();
    let shown = |name: &str| rows.iter().find(|row| row.visit.name == name).unwrap().visit.clone();
    assert_eq!((shown("sw1").state, shown("sw2").state), (VisitState::Partial, VisitState::Failed));
    assert_eq!(shown("sw1").steps[0].step, SHORT);
    // What was not answered this time is still expected as it was.
    scene.rig.doubles[2].edit(|device| device.faults.clear());
    let again = scene.baseline(json!({"device_ids": [3], "commands": [SHORT, "show interfaces"]})).await.unwrap();
    assert_eq!(command(&again, "sw3", SHORT).change, Some("same"));
    assert_eq!(command(&again, "sw3", "show interfaces").change, Some("first"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_of_another_make_is_never_sent() {
    let scene = Scene::start().await;
    // Linux takes the second, so it can be saved; this device is none.
    let args = json!({"device_ids": [1], "commands": [SHORT, "ip -j addr"]});
    let outcome = scene.baseline(args).await.unwrap();
    let refused = command(&outcome, "sw1", "ip -j addr");
    assert_eq!((refused.status, refused.error_class), ("failed", Some(ErrorClass::CommandRejected)));
    assert!(refused.error.as_deref().unwrap().contains("only commands that read"), "{refused:#?}");
    let sent = scene.rig.doubles[0].visits().commands;
    assert!(
        sent.iter().any(|command| command == SHORT) && !sent.iter().any(|command| command.contains("ip -j")),
        "{sent:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_password_is_final_and_locks_nobody_out() {
    let scene = Scene::start_with("wrong").await;
    let failure = scene.baseline(json!({"device_ids": [1, 2, 3, 4], "commands": [SHORT]})).await.unwrap_err();
    assert_eq!(failure.class, "auth_failed");
    assert!(failure.message.starts_with("No device answered."), "{}", failure.message);
    let tried: usize = scene.rig.doubles.iter().map(|double| double.visits().logins_tried()).sum();
    assert_eq!(tried, 3);
    assert_eq!(failure.partial.unwrap()["failed"], 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_attempt_after_one_that_was_cut_off_goes_on_where_that_ended() {
    let scene = Scene::start().await;
    let job = Uuid::now_v7();
    let args = || json!({"device_ids": [1], "commands": [SHORT]});
    scene.run(CreateBaseline::new(scene.tools()), job, args()).await.0.unwrap();
    let both = json!({"device_ids": [1, 2], "commands": [SHORT]});
    let outcome = scene.run(CreateBaseline::new(scene.tools()), job, both).await.0.unwrap();
    assert_eq!((outcome.succeeded, device(&outcome, "sw1").version), (2, Some(1)), "{outcome:#?}");
    assert_eq!(scene.rig.doubles[0].visits().logins_tried(), 1, "it is not visited again");
    let versions = scene
        .rig
        .house
        .sql
        .query_one("select version from noc.capture_versions where device_id = $1", &[&id(0)])
        .await
        .unwrap();
    assert_eq!(versions.get::<_, i32>(0), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_jobs_never_make_the_same_version() {
    let scene = Scene::start().await;
    let args = || json!({"device_ids": [1, 2, 3, 4], "commands": [SHORT]});
    let (one, two) = tokio::join!(scene.baseline(args()), scene.baseline(args()));
    let mut versions: Vec<_> = [one.unwrap(), two.unwrap()]
        .iter()
        .flat_map(|outcome| outcome.devices.iter().map(|device| (device.number, device.version)).collect::<Vec<_>>())
        .collect();
    versions.sort();
    let expected: Vec<_> = (1..=4).flat_map(|number| [(number, Some(1)), (number, Some(2))]).collect();
    assert_eq!(versions, expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_make_that_is_simulated_answers_what_it_usually_has() {
    for style in [Style::Ios, Style::Eos, Style::Junos, Style::Linux] {
        let scene = Scene { rig: Rig::start(row(style)).await };
        let outcome = scene.baseline(json!({"device_ids": [1]})).await.unwrap();
        assert_eq!((outcome.status, outcome.succeeded), ("complete", 1), "{style:?}: {outcome:#?}");
        assert_eq!(scene.baseline(json!({"device_ids": [1]})).await.unwrap().changed, 0, "{style:?}");
    }
}
