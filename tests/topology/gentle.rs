//! Never too many sessions, never a locked account, never a key that changed unnoticed.

use std::net::Ipv4Addr;
use std::time::Duration;

use noc_scheduler::access::{Access, DeviceTarget};
use noc_scheduler::device::platform::of_driver;
use noc_scheduler::device::session::Limits;
use noc_scheduler::domain::inventory::Facts;
use noc_scheduler::domain::network::Mac;
use noc_scheduler::simulate::lan::{Lan, Station};
use noc_scheduler::simulate::ssh::{Fault, Style, host_key};
use noc_scheduler::store::host_keys;
use serde_json::json;
use uuid::Uuid;

use crate::rig::{Rig, id, row};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_password_for_fifty_devices_makes_three_logins() {
    let stations = (1..=50_u8).map(|n| Station {
        name: format!("acc{n}"),
        style: Style::Eos,
        model: "DCS".to_owned(),
        serial: format!("S{n}"),
        chassis: Mac([0, 0x1c, 0x73, 9, 9, n]),
        address: Ipv4Addr::new(127, 78, 0, n),
        announces: None,
    });
    let lan = Lan { stations: stations.collect(), ..Lan::default() };
    let rig = Rig::start_with(lan, "wrong").await;
    let seeds: Vec<usize> = (1..=50).collect();
    let failure = rig.crawl(json!({"seed_devices": seeds, "concurrency": 50})).await.unwrap_err();
    let logins: usize = rig.doubles.iter().map(|double| double.visits().logins_tried()).sum();
    assert_eq!(logins, 3, "{failure:?}");
    assert_eq!(failure.class, "auth_failed");
    assert_eq!(failure.kind, noc_scheduler::tasks::FailureKind::Final, "a refused login is never retried");
    let partial = failure.partial.unwrap().to_string();
    assert!(partial.contains("is not used any more in this job"), "{partial}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_jobs_never_hold_two_sessions_on_one_device() {
    let rig = Rig::start(row(Style::Eos)).await;
    for double in &rig.doubles {
        double.edit(|device| device.command_delay = Duration::from_millis(30));
    }
    let (one, other) = (Uuid::now_v7(), Uuid::now_v7());
    let crawl = |id| rig.crawl_as(id, json!({"seed_devices": [1, 2, 3, 4], "max_depth": 0}));
    let ((first, heard_first), (second, heard_second)) = tokio::join!(crawl(one), crawl(other));
    assert_eq!((first.unwrap().succeeded, second.unwrap().succeeded), (4, 4));
    for double in &rig.doubles {
        assert_eq!(double.visits().most_sessions, 1, "one session at a time");
    }
    let lines = [heard_first.lines.lock().unwrap().clone(), heard_second.lines.lock().unwrap().clone()].concat();
    let waited = lines.iter().find(|line| line.contains("waiting for sw")).expect("somebody waited, and said so");
    assert!(waited.contains(&format!("held by job {one}")) || waited.contains(&format!("held by job {other}")));
    // Given back when the sessions ended.
    rig.house.until_count("select count(*) from noc.device_sessions", |open| open == 0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_that_may_do_more_than_read_never_reaches_a_device() {
    let rig = Rig::start(row(Style::Eos)).await;
    let run = async |access: Access, command: &str| {
        let visitor = access.visitor(Uuid::now_v7(), rig.house.alice.id).await.unwrap();
        let login = visitor.keyring().login_for(&Facts::default()).unwrap().clone();
        let target = DeviceTarget {
            key: format!("device:{}", id(0)),
            name: "sw1".to_owned(),
            site: None,
            host: rig.lan.stations[0].address.to_string(),
            port: visitor.port(),
            platform: of_driver("arista_eos").unwrap(),
        };
        let patience = Duration::from_secs(30);
        let mut visit = visitor.open(&target, &login, &Limits::default(), patience, &|_| {}).await.unwrap();
        let answer = visit.run(command).await.map(drop);
        visit.close().await;
        answer.map_err(|trouble| trouble.to_string())
    };
    let asked = || rig.doubles[0].visits().commands.len();
    for command in ["reload", "show version | redirect flash:x", "dir flash:"] {
        let refused = run(rig.access(), command).await.unwrap_err();
        assert!(refused.contains(command.split(' ').next().unwrap()), "{refused}");
        assert_eq!(asked(), 0);
    }
    run(rig.access(), "show hostname | json").await.unwrap();
    // What an admin allows besides is sent, and what could write is not.
    let allowing = || rig.access().with_allowed(vec!["dir".to_owned()]);
    run(allowing(), "dir").await.unwrap_err();
    assert!(rig.doubles[0].visits().commands.iter().any(|command| command == "dir"));
    let before = asked();
    run(allowing(), "dir > flash:x").await.unwrap_err();
    assert_eq!(asked(), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_host_key_is_an_alarm_until_an_admin_accepts_it() {
    let rig = Rig::start(row(Style::Eos)).await;
    rig.crawl(json!({"device_ids": [1]})).await.unwrap();
    rig.doubles[0].edit(|device| device.host_key = host_key());
    let before = rig.doubles[0].visits().logins_tried();
    let failure = rig.crawl(json!({"device_ids": [1]})).await.unwrap_err();
    assert_eq!(failure.class, "host_key_changed", "{failure:?}");
    assert_eq!(rig.doubles[0].visits().logins_tried(), before, "nothing was sent to it");
    let mut client = rig.house.database.get().await.unwrap();
    let key = host_keys::of_device(&client, &format!("device:{}", id(0))).await.unwrap().unwrap();
    let offered = key.offered.expect("the alarm");
    let tx = client.transaction().await.unwrap();
    assert!(host_keys::accept(&tx, key.id, "SHA256:another", "alice").await.unwrap().is_none());
    host_keys::accept(&tx, key.id, &offered.key.fingerprint, "alice").await.unwrap().unwrap();
    tx.commit().await.unwrap();
    assert_eq!(rig.crawl(json!({"device_ids": [1]})).await.unwrap().succeeded, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_that_breaks_off_is_partial_and_the_rest_goes_on() {
    let rig = Rig::start(row(Style::Eos)).await;
    rig.doubles[1].edit(|device| device.faults.push(Fault::CutAfterCommands(4)));
    let outcome = rig.crawl(json!({"seed_devices": [1]})).await.unwrap();
    let cut = outcome.devices.iter().find(|device| device.name == "sw2").unwrap();
    assert_eq!(cut.error_class.map(|class| class.as_str()), Some("disconnected"), "{cut:#?}");
    assert_eq!((outcome.status, outcome.succeeded), ("partial", 4), "{outcome:#?}");
}
