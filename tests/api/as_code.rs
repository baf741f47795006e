//! Schedules as code: plan, apply, drift, export.

use noc_scheduler::command::conclude;
use noc_scheduler::domain::decide::Command;
use noc_scheduler::domain::schedule::Phase;
use noc_scheduler::store::Database;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::house::{Caller, House, TASKS, now};

const APPLY: &str = "/api/scheduler/apply";

fn file(name: &str, schedules: Value) -> Value {
    json!({"name": name, "schedules": schedules})
}

fn nightly(name: &str) -> Value {
    json!({"name": name, "task": "test_job", "crontab": {"minute": 5, "hour": 2}})
}

async fn plan(caller: &Caller<'_>, files: &Value) -> Value {
    caller.send("POST", APPLY, json!({"files": files, "dry_run": true})).await.expect(200)
}

async fn apply(caller: &Caller<'_>, files: &Value) -> Value {
    let applied = caller.send("POST", APPLY, json!({"files": files, "note": "CHG-1"})).await.expect(200);
    let again = plan(caller, files).await;
    assert_eq!(again["items"], json!([]), "the plan after an apply is empty");
    applied
}

fn counts(plan: &Value) -> [u64; 6] {
    ["add", "change", "restore", "remove", "unchanged", "refuse"].map(|field| plan[field].as_u64().unwrap())
}

async fn named(caller: &Caller<'_>, name: &str) -> Value {
    let list = caller.get(&format!("{TASKS}?search={name}")).await.expect(200);
    // What is searched for is found in tasks and owners, too.
    list.as_array().unwrap().iter().find(|one| one["name"] == name).cloned().unwrap_or_default()
}

#[tokio::test]
async fn a_files_schedules_are_made_changed_and_removed_as_it_says() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    olga.schedule("by hand").await;
    let files = json!([file("core.yaml", json!([nightly("a"), nightly("b")]))]);
    let planned = plan(&olga, &files).await;
    assert_eq!(counts(&planned), [2, 0, 0, 0, 0, 0]);
    assert_eq!((&planned["items"][0]["action"], &planned["items"][0]["runs_after"]), (&json!("add"), &json!(7)));
    assert!(named(&olga, "a").await["managed_by"] != "file:core.yaml", "a plan writes nothing");
    let applied = apply(&olga, &files).await;
    let a = named(&olga, "a").await;
    assert_eq!(
        (&a["managed_by"], &a["drifted"], &a["owner_username"]),
        (&json!("file:core.yaml"), &json!(false), &json!("olga"))
    );
    let set =
        olga.get(&format!("/api/scheduler/change-sets/{}", applied["change_set"].as_str().unwrap())).await.expect(200);
    assert_eq!(
        (&set["kind"], &set["file"], &set["note"], &set["events"]),
        (&json!("apply"), &json!("core.yaml"), &json!("CHG-1"), &json!(2))
    );

    // What a file is silent about is the default; what it names no more goes; others' stay.
    let mut b = nightly("b");
    b["crontab"] = json!({"minute": "*/30"});
    b["queue"] = json!("bulk");
    let files = json!([file("core.yaml", json!([b.clone(), nightly("c")]))]);
    let planned = plan(&olga, &files).await;
    assert_eq!(counts(&planned), [1, 1, 0, 1, 0, 0]);
    let change = &planned["items"][0];
    assert_eq!((&change["runs_before"], &change["runs_after"]), (&json!(7), &json!(336)));
    apply(&olga, &files).await;
    let list = olga.get(&format!("{TASKS}?managed_by=file:core.yaml")).await.expect(200);
    let names: Vec<_> = list.as_array().unwrap().iter().map(|s| s["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["b", "c"]);
    assert_eq!(olga.get(&format!("{TASKS}?managed_by=ui")).await.expect(200).as_array().unwrap().len(), 1);
    b.as_object_mut().unwrap().remove("queue");
    apply(&olga, &json!([file("core.yaml", json!([b, nightly("c")]))])).await;
    assert_eq!(named(&olga, "b").await["queue"], "default");
    // Said again, what was removed comes back as it was: with its history.
    let files = json!([file("core.yaml", json!([nightly("a")]))]);
    assert_eq!(counts(&plan(&olga, &files).await), [0, 0, 1, 2, 0, 0]);
    apply(&olga, &files).await;
    assert_eq!(named(&olga, "a").await["id"], a["id"]);
}

#[tokio::test]
async fn a_hand_edit_is_drift_that_the_plan_shows_and_undoes_and_that_can_be_exported() {
    let house = House::open().await;
    let (olga, ada) = (house.login("olga").await, house.login("ada").await);
    let files = json!([file("core.yaml", json!([nightly("a"), nightly("b")]))]);
    apply(&olga, &files).await;
    let a = named(&olga, "a").await;
    let path = format!("{TASKS}/{}", a["id"].as_str().unwrap());
    ada.send("PUT", &path, json!({"description": "by hand", "enabled": false, "note": "INC-9"})).await.expect(200);
    // Snoozing is what operators do at night; no file says it.
    let b = format!("{TASKS}/{}", named(&olga, "b").await["id"].as_str().unwrap());
    olga.send("PUT", &b, json!({"snooze_until": "2999-01-01T00:00:00Z"})).await.expect(200);
    assert_eq!(
        (named(&olga, "a").await["drifted"].clone(), named(&olga, "b").await["drifted"].clone()),
        (json!(true), json!(false))
    );
    let planned = plan(&olga, &files).await;
    assert_eq!((counts(&planned), &planned["drifted"]), ([0, 1, 0, 0, 1, 0], &json!(1)));
    let drift = &planned["items"][0]["drift"];
    assert_eq!((&drift["actor"], &drift["note"]), (&json!("ada"), &json!("INC-9")));
    let fields: Vec<_> =
        drift["differences"].as_array().unwrap().iter().map(|d| (&d["field"], &d["before"], &d["after"])).collect();
    assert_eq!(
        fields,
        [(&json!("description"), &Value::Null, &json!("by hand")), (&json!("enabled"), &json!(true), &json!(false))]
    );
    // As a patch for the file: said so, it is no drift any more.
    let patch = olga.get("/api/scheduler/export?drifted=true").await.expect(200);
    assert_eq!(
        (&patch["schedules"][0]["description"], &patch["schedules"][0]["enabled"]),
        (&json!("by hand"), &json!(false))
    );
    let patched = json!([file("core.yaml", json!([patch["schedules"][0], nightly("b")]))]);
    assert_eq!(plan(&olga, &patched).await["change"], 1);
    ada.send("POST", APPLY, json!({"files": patched})).await.expect(200);
    assert_eq!(named(&olga, "a").await["drifted"], false);
    // And the file as it was undoes it.
    apply(&ada, &files).await;
    let back = named(&olga, "a").await;
    assert_eq!((&back["description"], &back["enabled"]), (&Value::Null, &json!(true)));
    // Released, it is the people's again.
    let release = json!({"filter": {"managed_by": "file:core.yaml"}, "action": {"type": "release"}});
    ada.send("POST", "/api/scheduler/bulk", release).await.expect(200);
    assert_eq!(named(&olga, "a").await["managed_by"], "ui");
}

/// Lets the schedule have made its last job, as beat does.
async fn complete(house: &House, schedule: &Value) {
    let database = Database::new(&house.url, "end", 1).unwrap();
    let mut client = database.get().await.unwrap();
    let tx = client.transaction().await.unwrap();
    let id = schedule["id"].as_str().unwrap().parse().unwrap();
    let version = i32::try_from(schedule["version"].as_i64().unwrap()).unwrap();
    let ended = conclude(&tx, id, version, &Command::Complete, now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(ended.unwrap().phase, Phase::Completed);
}

#[tokio::test]
async fn what_has_ended_by_itself_stays_so_until_its_file_says_another_time() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let said = |description: &str, runs: u32| {
        let mut a = nightly("a");
        a["max_runs"] = json!(runs);
        a["description"] = json!(description);
        json!([file("core.yaml", json!([a, nightly("b")]))])
    };
    apply(&olga, &said("x", 1)).await;
    complete(&house, &named(&olga, "a").await).await;
    assert_eq!(counts(&plan(&olga, &said("x", 1)).await), [0, 0, 0, 0, 2, 0]);
    // A word changed is no reason to run again.
    apply(&olga, &said("y", 1)).await;
    let a = named(&olga, "a").await;
    assert_eq!((&a["state"], &a["description"], &a["drifted"]), (&json!("completed"), &json!("y"), &json!(false)));
    apply(&olga, &said("y", 2)).await;
    assert_eq!(named(&olga, "a").await["state"], "enabled");
    // Switched off, what has had its time can be said anywhere; switched on, it is a mistake.
    let past = |enabled: bool, text: &str| {
        let once = json!({"name": "once", "task": "test_job", "clocked": {"at": "2020-01-01T00:00:00Z"},
                          "enabled": enabled, "description": text});
        json!([file("moved.yaml", json!([once]))])
    };
    assert_eq!(counts(&plan(&olga, &past(true, "x")).await), [0, 0, 0, 0, 0, 1]);
    apply(&olga, &past(false, "x")).await;
    apply(&olga, &past(false, "y")).await;
    assert_eq!(named(&olga, "once").await["state"], "disabled");
}

#[tokio::test]
async fn a_files_schedule_is_known_by_what_the_file_calls_it_and_keeps_its_owner() {
    let house = House::open().await;
    let (olga, ada) = (house.login("olga").await, house.login("ada").await);
    let adopted = olga.schedule("a").await;
    let files = json!([file("core.yaml", json!([nightly("a")]))]);
    apply(&olga, &files).await;
    let path = format!("{TASKS}/{}", adopted["id"].as_str().unwrap());
    olga.send("PUT", &path, json!({"name": "renamed at night"})).await.expect(200);
    let planned = plan(&olga, &files).await;
    assert_eq!(counts(&planned), [0, 1, 0, 0, 0, 0], "{planned}");
    assert_eq!(planned["items"][0]["differences"][0]["field"], "name");
    apply(&olga, &files).await;
    assert_eq!(named(&olga, "a").await["id"], adopted["id"]);

    // An admin's token applies what the file says, and that is no taking over.
    for (owner, steps) in [(Some("olga"), 2), (None, 3)] {
        let mut a = nightly("a");
        a["kwargs"] = json!({"steps": steps});
        if let Some(owner) = owner {
            a["owner_username"] = json!(owner);
        }
        apply(&ada, &json!([file("core.yaml", json!([a]))])).await;
        let a = named(&olga, "a").await;
        assert_eq!((&a["owner_username"], &a["kwargs"]["steps"]), (&json!("olga"), &json!(steps)));
    }

    // What the file itself removed, nobody did by hand.
    let files = json!([file("edge.yaml", json!([nightly("b")]))]);
    apply(&ada, &files).await;
    let path = format!("{TASKS}/{}", named(&ada, "b").await["id"].as_str().unwrap());
    apply(&ada, &json!([file("edge.yaml", json!([]))])).await;
    let planned = plan(&ada, &files).await;
    assert_eq!(
        (&planned["restore"], &planned["drifted"], &planned["items"][0]["drift"]),
        (&json!(1), &json!(0), &Value::Null)
    );
    apply(&ada, &files).await;
    house.send(ada.request("DELETE", &path)).await.expect(200);
    let planned = plan(&ada, &files).await;
    assert_eq!((&planned["restore"], &planned["items"][0]["drift"]["actor"]), (&json!(1), &json!("ada")), "{planned}");
}

#[tokio::test]
async fn what_cannot_be_done_is_told_and_nothing_is_done() {
    let house = House::open().await;
    let (olga, otto) = (house.login("olga").await, house.login("otto").await);
    otto.schedule("ottos").await;
    let files = json!([file("core.yaml", json!([nightly("a"), nightly("ottos")]))]);
    let planned = plan(&olga, &files).await;
    assert_eq!(counts(&planned), [1, 0, 0, 0, 0, 1]);
    assert!(planned["items"][1]["detail"].as_str().unwrap().contains("somebody else's"), "{planned}");
    let (detail, pointer) = olga.send("POST", APPLY, json!({"files": files})).await.problem(422);
    assert!(pointer == "/files/0/schedules/1" && detail.contains("so nothing was changed"), "{pointer} {detail}");
    assert_eq!(olga.get(TASKS).await.expect(200).as_array().unwrap().len(), 1);

    apply(&olga, &json!([file("core.yaml", json!([nightly("a")]))])).await;
    // Two files cannot say the same schedule, unless one takes it over.
    let other = json!([file("edge.yaml", json!([nightly("a")]))]);
    let planned = plan(&olga, &other).await;
    assert!(planned["items"][0]["detail"].as_str().unwrap().contains("core.yaml"), "{planned}");
    olga.send("POST", APPLY, json!({"files": other})).await.problem(422);
    let taken = olga.send("POST", APPLY, json!({"files": other, "take_over": true})).await.expect(200);
    assert_eq!(taken["items"][0]["taken_from"], "file:core.yaml");
    assert_eq!(named(&olga, "a").await["managed_by"], "file:edge.yaml");
    // What somebody has seen is done, or nothing.
    let more = json!([file("edge.yaml", json!([nightly("a"), nightly("z")]))]);
    let digest = plan(&olga, &more).await["digest"].clone();
    assert_eq!(plan(&olga, &more).await["digest"], digest, "the same plan has the same digest");
    let a = format!("{TASKS}/{}", named(&olga, "a").await["id"].as_str().unwrap());
    olga.send("PUT", &a, json!({"description": "meanwhile"})).await.expect(200);
    let (detail, _) = olga.send("POST", APPLY, json!({"files": more, "expect": digest})).await.problem(409);
    assert!(detail.contains("changed since that plan"), "{detail}");
    let digest = plan(&olga, &more).await["digest"].clone();
    olga.send("POST", APPLY, json!({"files": more, "expect": digest})).await.expect(200);

    for (body, at) in [
        (
            json!({"files": [{"name": "x", "schedules": [{"name": "q", "task": "fly", "schedule_type": "manual"}]}]}),
            "/files/0/schedules/0/task",
        ),
        (json!({"files": [{"schedules": []}]}), "/files/0/name"),
        (json!({"files": [{"name": "x", "schedules": null}]}), "/files/0/schedules"),
        (json!({"files": [file("x", json!([])), file("x", json!([]))]}), "/files/1/name"),
        (
            json!({"files": [file("x", json!([{"name": "a", "task": "test_job", "crontab": {"minute": "99"}}]))]}),
            "/files/0/schedules/0/crontab/minute",
        ),
        (json!({"files": 7}), "/files"),
        (json!({}), "/files"),
    ] {
        let (detail, pointer) = olga.send("POST", APPLY, body.clone()).await.problem(422);
        assert_eq!(pointer, at, "{body}: {detail}");
    }
    house.login("vera").await.send("POST", APPLY, json!({"files": []})).await.problem(403);
}

/// A schedule as people write them, whatever they think of.
fn any_schedule() -> impl Strategy<Value = Value> {
    let when = prop_oneof![
        (1..500_u32, prop_oneof!["seconds", "minutes", "hours", "days"])
            .prop_map(|(every, period)| json!({"interval": {"every": every, "period": period}})),
        (0..60_u8, 0..24_u8).prop_map(|(minute, hour)| json!({"crontab": {"minute": minute, "hour": hour}})),
        Just(json!({"crontab": {"minute": "H", "hour": "H(1-5)", "day_of_week": "mon-fri"}})),
        Just(json!({"crontab": {"second": "30"}})),
        Just(json!({"crontab": {"second": "*"}})),
        Just(json!({"crontab": {"second": "*", "minute": "*/5", "hour": "7"}})),
        Just(json!({"crontab": {"expression": "@weekly"}})),
        Just(json!({"solar": {"event": "sunset", "latitude": 52.52, "longitude": 13.4}})),
        Just(json!({"clocked": {"at": "2998-01-01T00:00:00Z"}})),
        Just(json!({"schedule_type": "manual"})),
    ];
    let more = prop_oneof![
        Just(json!({})),
        Just(json!({"timezone": "Europe/Berlin", "dst_gap": "skip", "dst_overlap": "both"})),
        Just(json!({"queue": "bulk", "priority": "high", "tags": ["b", "a"], "notify": false})),
        Just(json!({"overlap": "queue_one", "catch_up": "all", "catch_up_max_age_seconds": 60, "jitter_seconds": 7})),
        Just(json!({"max_attempts": 3, "retry_backoff_seconds": 2, "timeout_seconds": 90, "fail_on_partial": true})),
        Just(json!({"start_at": "2997-01-01T00:00:00Z", "expires": "2999-01-01T00:00:00Z", "max_runs": 5})),
        Just(json!({"kwargs": {"steps": 3}, "description": "on: off #1", "one_off": true})),
    ];
    (when, more, any::<bool>()).prop_map(|(when, more, enabled)| {
        let mut schedule = json!({"task": "test_job", "enabled": enabled});
        for part in [when, more] {
            schedule.as_object_mut().unwrap().extend(part.as_object().unwrap().clone());
        }
        schedule
    })
}

#[tokio::test]
async fn exported_and_applied_elsewhere_everything_is_the_same_there() {
    let (here, there) = (House::open().await, House::open().await);
    let (olga, ada) = (here.login("olga").await, there.login("ada").await);
    let mut runner = TestRunner::default();
    for nth in 0..80 {
        let mut schedule = any_schedule().new_tree(&mut runner).unwrap().current();
        schedule["name"] = json!(format!("schedule {nth}"));
        olga.send("POST", TASKS, schedule).await.expect(201);
    }
    let exported = olga.get("/api/scheduler/export").await.expect(200);
    let files = json!([file("moved.yaml", exported["schedules"].clone())]);
    assert_eq!(counts(&apply(&ada, &files).await), [80, 0, 0, 0, 0, 0]);
    assert_eq!(ada.get("/api/scheduler/export").await.expect(200), exported);
    // Adopted where they came from, nothing changes but who manages them.
    let adopted = apply(&olga, &files).await;
    assert_eq!(counts(&adopted), [0, 80, 0, 0, 0, 0]);
    let only_that = adopted["items"].as_array().unwrap().iter().all(|item| {
        item["taken_from"] == "ui" && item["differences"].as_array().unwrap().iter().all(|d| d["field"] == "managed_by")
    });
    assert!(only_that, "{adopted}");
}

/// Ten thousand of them: a figure to look at, and a bound on nothing.
#[tokio::test]
#[ignore = "a measurement: cargo test --test api as_code -- --ignored --nocapture"]
async fn ten_thousand_schedules_in_one_go() {
    let house = House::open().await;
    let ada = house.login("ada").await;
    let many: Value = (0..10_000)
        .map(|n| json!({"name": format!("s{n:05}"), "task": "test_job", "crontab": {"minute": n % 60}}))
        .collect();
    let files = json!([file("many.yaml", many)]);
    for step in ["plan", "apply", "plan again"] {
        let begun = std::time::Instant::now();
        let dry = step != "apply";
        let answer = ada.send("POST", APPLY, json!({"files": files, "dry_run": dry})).await.expect(200);
        println!("{step}: {:?}, {:?}", begun.elapsed(), counts(&answer));
    }
}
