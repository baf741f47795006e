//! What a crawl tells of each device while it is at work.

use std::time::Duration;

use noc_scheduler::domain::visit::{DeviceVisit, VisitState};
use noc_scheduler::simulate::ssh::{Fault, Style};
use noc_scheduler::store::visits;
use serde_json::json;
use uuid::Uuid;

use crate::rig::{Rig, id, row};
use crate::support::house::until_some;

async fn told(rig: &Rig, job: Uuid) -> Vec<DeviceVisit> {
    let client = rig.house.database.get().await.unwrap();
    let mut rows = visits::since(&client, job, 0, 1_000).await.unwrap();
    rows.sort_by_key(|row| row.visit.nth);
    rows.into_iter().map(|row| row.visit).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_device_is_followed_from_waiting_to_its_end() {
    let rig = Rig::start(row(Style::Eos)).await;
    rig.doubles[2].edit(|device| device.faults.push(Fault::CloseSaying("% all lines in use".to_owned())));
    let job = Uuid::now_v7();
    let (outcome, heard) = rig.crawl_as(job, json!({"seed_devices": [1], "max_depth": 2})).await;
    assert_eq!(outcome.unwrap().status, "partial");
    let visits = told(&rig, job).await;
    let seen: Vec<_> = visits.iter().map(|v| (v.name.as_str(), v.state, v.depth, v.parent, v.steps.len())).collect();
    let steps = visits[0].steps.len();
    assert!(steps >= 8, "{visits:#?}");
    let expected = [
        ("sw1", VisitState::Ok, 0, None, steps),
        ("sw2", VisitState::Ok, 1, Some(0), steps),
        ("sw3", VisitState::Failed, 2, Some(1), 0),
    ];
    assert_eq!(seen, expected);
    assert_eq!((visits[1].device_id, visits[1].number), (Some(id(1)), Some(2)));
    assert_eq!((visits[1].via_interface.as_deref(), visits[1].neighbors), (Some("Ethernet1"), 3));
    assert_eq!(visits[2].error_class.as_deref(), Some("device_busy"));
    assert!(visits[2].note.as_deref().unwrap().contains("all lines in use"), "{visits:#?}");
    assert!(visits.iter().all(|visit| visit.began_at <= visit.ended_at && visit.ended_at.is_some()));
    let last = heard.progress.lock().unwrap().last().cloned().unwrap();
    assert_eq!((last.current, last.total, last.message.as_str()), (3, 3, "3 of 3 devices known so far"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whom_it_does_not_visit_is_told_with_the_reason() {
    let rig = Rig::start(row(Style::Eos)).await;
    let job = Uuid::now_v7();
    rig.crawl_as(job, json!({"seed_devices": [1], "max_depth": 1})).await.0.unwrap();
    let visits = told(&rig, job).await;
    assert_eq!(visits.len(), 3);
    let beyond = &visits[2];
    assert_eq!((beyond.name.as_str(), beyond.state, beyond.parent), ("sw3", VisitState::Stopped, Some(1)));
    assert_eq!(beyond.error_class.as_deref(), Some("depth"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_can_be_watched_before_it_is_over_and_says_who_it_waits_for() {
    let rig = Rig::start(row(Style::Eos)).await;
    for double in &rig.doubles {
        double.edit(|device| device.command_delay = Duration::from_millis(60));
    }
    let (one, other) = (Uuid::now_v7(), Uuid::now_v7());
    let args = || json!({"seed_devices": [1], "max_depth": 0});
    let watch = async {
        let at_work = until_some("a device that is being asked", || async {
            told(&rig, one).await.into_iter().find(|visit| visit.state == VisitState::Asking && visit.steps.len() > 1)
        });
        let at_work = at_work.await;
        assert!(at_work.ended_at.is_none() && at_work.note.is_some(), "{at_work:#?}");
        let crawl = rig.crawl_as(other, args());
        let waits = until_some("a device that is waited for", || async {
            told(&rig, other).await.into_iter().find(|visit| visit.note.is_some() && visit.steps.is_empty())
        });
        tokio::join!(crawl, waits)
    };
    let (first, (second, waits)) = tokio::join!(rig.crawl_as(one, args()), watch);
    assert_eq!((first.0.unwrap().succeeded, second.0.unwrap().succeeded), (1, 1));
    assert_eq!((waits.state, waits.note), (VisitState::Waiting, Some(format!("waiting for sw1, held by job {one}"))));
    assert_eq!(told(&rig, other).await[0].state, VisitState::Ok);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_attempt_begins_with_nothing_and_an_old_one_spoils_nothing() {
    let rig = Rig::start(row(Style::Eos)).await;
    let job = Uuid::now_v7();
    let client = rig.house.database.get().await.unwrap();
    let visit = |name: &str, nth| DeviceVisit { nth, ..DeviceVisit::waiting(name, 0) };
    visits::put(&client, job, 1, &[visit("old", 0), visit("older", 1)]).await.unwrap();
    visits::forget(&client, job, 2).await.unwrap();
    visits::put(&client, job, 2, &[visit("new", 0)]).await.unwrap();
    visits::put(&client, job, 1, &[visit("late", 0), visit("later", 1)]).await.unwrap();
    let rows = visits::since(&client, job, 0, 10).await.unwrap();
    assert_eq!(rows.iter().map(|row| (row.attempt, row.visit.name.as_str())).collect::<Vec<_>>(), [(2, "new")]);
    assert_eq!(visits::is_more(&client, job, rows[0].revision).await.unwrap(), (false, Some(2)));
    visits::put(&client, job, 2, &[visit("next", 1)]).await.unwrap();
    let news = visits::since(&client, job, rows[0].revision, 10).await.unwrap();
    assert_eq!(news.iter().map(|row| row.visit.name.as_str()).collect::<Vec<_>>(), ["next"]);
}
