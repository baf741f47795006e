//! What the API shows of captures, to whom, and what it compares.

use noc_scheduler::api::ApiConfig;
use serde_json::{Value, json};

use crate::scene::Scene;
use crate::served::House;
use crate::support::servers::servers;

const CONFIG: &str = "show running-config";
const LLDP: &str = "show lldp neighbors detail | json";

async fn served(scene: &Scene) -> House {
    let rig = &scene.rig;
    House::with_vault(servers(), rig.house.url.clone(), ApiConfig::default(), rig.vault.clone()).await
}

fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("{pointer}: {value:#}"))
}

/// The lines of a command's hunks as a person would read them.
fn drawn(comparison: &Value, command: &str) -> Vec<String> {
    let all = comparison["commands"].as_array().unwrap();
    let one = all.iter().find(|one| one["command"] == command).unwrap();
    let lines = one["hunks"].as_array().unwrap().iter().flat_map(|hunk| hunk["lines"].as_array().unwrap());
    let sign = |line: &Value| match line["side"].as_str().unwrap() {
        "before" => "-",
        "after" => "+",
        _ => " ",
    };
    lines.map(|line| format!("{}{}", sign(line), line["text"].as_str().unwrap())).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_line_is_shown_exactly_and_nothing_else_is() {
    let scene = Scene::start().await;
    let args = || json!({"device_ids": [1], "commands": [CONFIG, "show interfaces"]});
    let first = scene.baseline(args()).await.unwrap().devices.remove(0).capture_id.unwrap();
    scene.configure(0, "switchport access vlan 10", "switchport access vlan 20");
    scene.count(0, 77);
    let second = scene.baseline(args()).await.unwrap().devices.remove(0).capture_id.unwrap();
    let api = served(&scene).await;
    let vera = api.login("vera").await;
    let compared = vera.get(&format!("/api/captures/{second}/compare?context=1")).await.expect(200);
    assert_eq!(compared["differing"], 1, "{compared:#}");
    let expected =
        ["    description to the core", "-   switchport access vlan 10", "+   switchport access vlan 20", " !"];
    assert_eq!(drawn(&compared, CONFIG), expected);
    assert!(drawn(&compared, "show interfaces").is_empty());
    assert_eq!(compared["commands"][0]["before_version"], 1);
    assert_eq!(compared["commands"][0]["hunks"][0]["before_start"], 12);
    // The other way round, and against itself.
    let turned = vera.get(&format!("/api/captures/{first}/compare?with={second}&context=0")).await.expect(200);
    assert_eq!(drawn(&turned, CONFIG), ["-   switchport access vlan 20", "+   switchport access vlan 10"]);
    assert_eq!(vera.get(&format!("/api/captures/{first}/compare?with={first}")).await.expect(200)["differing"], 0);
    let before_all = vera.get(&format!("/api/captures/{first}/compare")).await.expect(200);
    assert_eq!(before_all["commands"][0]["change"], "only_after", "nothing was expected before the first one");
    let args = json!({"device_ids": [1], "commands": [CONFIG, "show nothing"]});
    let third = scene.snapshot(args).await.unwrap().devices.remove(0).capture_id.unwrap();
    let compared = vera.get(&format!("/api/captures/{third}/compare")).await.expect(200);
    assert_eq!((&compared["differing"], &compared["commands"][1]["change"]), (&json!(0), &json!("neither")));
    assert!(text(&compared, "/commands/1/error").contains("does not take"), "{compared:#}");
    vera.get(&format!("/api/captures/{first}/compare?context=1001")).await.problem(422);
    vera.get("/api/captures/00000000-0000-4000-8000-000000000000/compare").await.problem(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_understood_is_compared_field_by_field() {
    let mut scene = Scene::start().await;
    let args = || json!({"device_ids": [1], "commands": [LLDP]});
    scene.baseline(args()).await.unwrap();
    scene.rig.rewire(|lan| lan.cables.retain(|cable| cable.a != (0, "Ethernet2".to_owned())));
    let snapshot = scene.snapshot(args()).await.unwrap().devices.remove(0).capture_id.unwrap();
    let api = served(&scene).await;
    let vera = api.login("vera").await;
    let compared = vera.get(&format!("/api/captures/{snapshot}/compare")).await.expect(200);
    let fields = compared["commands"][0]["fields"].as_array().unwrap();
    assert_eq!(fields.len(), 1, "{compared:#}");
    assert_eq!(fields[0]["change"], "removed");
    assert!(text(&fields[0], "/path").starts_with("neighbors[lldp Ethernet2 sw2"), "{fields:#?}");
    let shown = vera.get(&format!("/api/captures/{snapshot}/outputs/0")).await.expect(200);
    assert_eq!(shown["parsed"]["neighbors"][0]["local_interface"], "Ethernet1");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn viewers_see_marks_and_operators_the_words() {
    let scene = Scene::start().await;
    scene.configure(0, "ntp server 192.0.2.1", "snmp-server community c0mmun1ty-9f3a61 ro");
    let args = json!({"device_ids": [1], "commands": [CONFIG]});
    let id = scene.baseline(args).await.unwrap().devices.remove(0).capture_id.unwrap();
    let api = served(&scene).await;
    let (vera, olga) = (api.login("vera").await, api.login("olga").await);
    let mut seen = String::new();
    for path in [
        "/api/captures".to_owned(),
        format!("/api/captures/{id}"),
        format!("/api/captures/{id}/outputs/0"),
        format!("/api/captures/{id}/compare"),
    ] {
        seen.push_str(&vera.get(&path).await.expect(200).to_string());
    }
    assert!(seen.contains("snmp-server community *secret:") && !seen.contains("c0mmun1ty"), "{seen}");
    let raw = format!("/api/captures/{id}/outputs/0/raw");
    vera.get(&raw).await.problem(403);
    let words = olga.get(&raw).await.expect(200);
    assert!(text(&words, "/raw").contains("snmp-server community c0mmun1ty-9f3a61 ro"));
    olga.get(&format!("/api/captures/{id}/outputs/7/raw")).await.problem(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_are_filtered_and_go_on_page_by_page() {
    let scene = Scene::start().await;
    let args = || json!({"device_ids": [1, 2], "commands": [CONFIG]});
    for _ in 0..2 {
        scene.baseline(args()).await.unwrap();
    }
    scene.configure(1, "name office", "name lab");
    scene.snapshot(args()).await.unwrap();
    let api = served(&scene).await;
    let vera = api.login("vera").await;
    let list =
        async |query: &str| vera.get(&format!("/api/captures?{query}")).await.expect(200).as_array().unwrap().clone();
    assert_eq!(list("").await.len(), 6);
    assert_eq!(list("kind=snapshot").await.len(), 2);
    let of_one = list("device=1&kind=baseline").await;
    let versions: Vec<_> = of_one.iter().map(|one| (one["version"].clone(), one["current"].clone())).collect();
    assert_eq!(versions, [(json!(2), json!(true)), (json!(1), json!(false))]);
    let changed = list("changed=true").await;
    assert_eq!(
        (changed.len(), changed[0]["device"].as_str(), changed[0]["differing"].as_i64()),
        (1, Some("sw2"), Some(1))
    );
    let job = text(&changed[0], "/job_id").to_owned();
    assert_eq!(list(&format!("job_id={job}")).await.len(), 2);
    assert_eq!(list("search=SW1").await.len(), 3);
    let (mut path, mut pages) = ("/api/captures?limit=4".to_owned(), Vec::new());
    loop {
        let answer = vera.get(&path).await;
        let next = answer.header("link");
        pages.push(answer.expect(200).as_array().unwrap().len());
        let Some(address) = next.strip_prefix('<').and_then(|rest| rest.split_once('>')) else { break };
        path = address.0.to_owned();
    }
    assert_eq!(pages, [4, 2]);
    vera.get("/api/captures?cursor=x1").await.problem(422);
    vera.get("/api/captures?device=nobody").await.problem(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_snapshot_becomes_what_is_expected() {
    let scene = Scene::start().await;
    let args = || json!({"device_ids": [1], "commands": [CONFIG]});
    let baseline = scene.baseline(args()).await.unwrap().devices.remove(0).capture_id.unwrap();
    scene.configure(0, "name office", "name lab");
    let taken = scene.snapshot(args()).await.unwrap();
    assert_eq!(taken.changed, 1);
    let snapshot = taken.devices[0].capture_id.unwrap();
    let api = served(&scene).await;
    let (vera, olga) = (api.login("vera").await, api.login("olga").await);
    let promote = format!("/api/captures/{snapshot}/promote");
    vera.send("POST", &promote, json!({})).await.problem(403);
    let (_, pointer) = olga.send("POST", &promote, json!({"note": "x"})).await.problem(422);
    assert_eq!(pointer, "/note");
    let made = olga.send("POST", &promote, json!({"notes": "CHG-9 is done"})).await.expect(200);
    assert_eq!((&made["version"], &made["current"], &made["kind"]), (&json!(2), &json!(true), &json!("baseline")));
    assert_eq!((text(&made, "/taken_by"), text(&made, "/notes")), ("olga", "CHG-9 is done"));
    assert_eq!(text(&made, "/promoted_from"), snapshot.to_string());
    assert_eq!(made["outputs"][0]["change"], "changed", "it differed from version 1");
    assert_eq!(scene.snapshot(args()).await.unwrap().changed, 0, "that is expected now");
    let (said, _) = olga.send("POST", &format!("/api/captures/{baseline}/promote"), json!({})).await.problem(409);
    assert!(said.contains("version 1"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forbidden_command_is_refused_when_it_is_saved() {
    let scene = Scene::start().await;
    let api = served(&scene).await;
    let ada = api.login("ada").await;
    for commands in [json!(["show version", "reload"]), json!({"cisco_ios": ["show run | tee flash:x"]})] {
        let kwargs = json!({"device_ids": [1], "commands": commands});
        let job = json!({"task": "create_snapshot", "kwargs": kwargs});
        let (said, pointer) = ada.send("POST", "/api/jobs", job).await.problem(422);
        assert!(said.contains("commands") && pointer.starts_with("/kwargs"), "{said} at {pointer}");
        let schedule = json!({"name": "nightly", "task": "app.tasks.baseline_tasks.create_baseline", "kwargs": kwargs,
            "schedule_type": "interval", "interval": {"every": 1, "period": "days"}});
        ada.send("POST", "/api/scheduler/tasks", schedule).await.problem(422);
    }
    assert!(scene.rig.doubles[0].visits().commands.is_empty());
}
