//! Who may end an attempt, and what becomes of those whose worker was lost.

use noc_scheduler::domain::job::{JobError, JobState};
use noc_scheduler::store::jobs::{self, Finished, NewJob, RetryLater};
use serde_json::json;
use std::time::Duration;
use uuid::Uuid;

use crate::rig::{Rig, long, new_job, quick};

#[tokio::test]
async fn a_lapsed_attempt_runs_again_and_its_late_end_is_refused() {
    let mut rig = Rig::new().await;
    let (old, id) = (Uuid::now_v7(), rig.insert(new_job(quick())).await);
    assert_eq!(jobs::claim(&rig.db, old, "old", &[(id, 1)]).await.unwrap().len(), 1);
    rig.lapse(id).await;
    let reaped = jobs::reap(&rig.db, 10).await.unwrap();
    assert_eq!(reaped.again.iter().map(|v| (v.id, v.attempt)).collect::<Vec<_>>(), [(id, 2)]);
    assert!(jobs::finish(&mut rig.db, old, "old", &[done(id, 1)]).await.unwrap().jobs.is_empty());
    let new = Uuid::now_v7();
    assert!(jobs::claim(&rig.db, new, "new", &[(id, 1)]).await.unwrap().is_empty(), "an old ticket");
    assert_eq!(jobs::claim(&rig.db, new, "new", &[(id, 2), (id, 2)]).await.unwrap().len(), 1);
    assert!(jobs::finish(&mut rig.db, old, "old", &[done(id, 1)]).await.unwrap().jobs.is_empty());
    assert!(jobs::finish(&mut rig.db, old, "old", &[done(id, 2)]).await.unwrap().jobs.is_empty());
    let ended = jobs::finish(&mut rig.db, new, "new", &[done(id, 2)]).await.unwrap();
    assert_eq!(ended.jobs[0].state, JobState::Succeeded);
    let again = jobs::finish(&mut rig.db, new, "new", &[done(id, 2)]).await.unwrap();
    assert_eq!(again.jobs, ended.jobs, "saying it again changes nothing");
    let job = rig.get(id).await;
    assert_eq!(job.past_attempts[0].error.class, "worker_lost");
}

#[tokio::test]
async fn a_job_that_lost_three_workers_is_poisonous() {
    let rig = Rig::new().await;
    let id = rig.insert(new_job(quick())).await;
    for attempt in 1..=3 {
        assert_eq!(jobs::claim(&rig.db, Uuid::now_v7(), "w", &[(id, attempt)]).await.unwrap().len(), 1);
        rig.lapse(id).await;
        let reaped = jobs::reap(&rig.db, 10).await.unwrap();
        assert_eq!((reaped.again.len(), reaped.ended.len()), if attempt < 3 { (1, 0) } else { (0, 1) });
    }
    let job = rig.get(id).await;
    assert_eq!((job.view.state, job.view.attempt), (JobState::Failed, 3));
    assert_eq!(job.view.error.unwrap().class, "poisonous");
    assert_eq!(job.past_attempts.len(), 2);
}

#[tokio::test]
async fn what_must_not_run_twice_fails_and_what_was_to_be_cancelled_is() {
    let mut rig = Rig::new().await;
    let once = rig.insert(NewJob { retry_on_crash: false, ..new_job(quick()) }).await;
    let unwanted = rig.insert(new_job(quick())).await;
    let waiter = rig.insert(NewJob { waits_for: Some(once), ..new_job(quick()) }).await;
    jobs::claim(&rig.db, Uuid::now_v7(), "w", &[(once, 1), (unwanted, 1)]).await.unwrap();
    jobs::cancel(&mut rig.db, unwanted, "alice").await.unwrap();
    rig.lapse(once).await;
    rig.lapse(unwanted).await;
    let reaped = jobs::reap(&rig.db, 10).await.unwrap();
    assert_eq!(reaped.ended.len(), 2);
    assert_eq!(reaped.freed.iter().map(|v| v.id).collect::<Vec<_>>(), [waiter]);
    assert_eq!(rig.get(once).await.view.error.unwrap().class, "worker_lost");
    let unwanted = rig.get(unwanted).await;
    assert_eq!(unwanted.view.state, JobState::Cancelled);
    assert!(unwanted.cancel_requested_at.is_some());
    assert!(jobs::reap(&rig.db, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn renewing_is_for_the_own_attempts_only() {
    let rig = Rig::new().await;
    let (me, id) = (Uuid::now_v7(), rig.insert(new_job(quick())).await);
    jobs::claim(&rig.db, me, "me", &[(id, 1)]).await.unwrap();
    assert!(jobs::renew(&rig.db, Uuid::now_v7(), &[(id, 1)]).await.unwrap().is_empty());
    assert!(jobs::renew(&rig.db, me, &[(id, 2)]).await.unwrap().is_empty());
    let renewed = jobs::renew(&rig.db, me, &[(id, 1), (Uuid::now_v7(), 1)]).await.unwrap();
    assert_eq!((renewed.len(), renewed[0].cancel_requested), (1, false));
}

#[tokio::test]
async fn a_failed_attempt_that_is_to_be_cancelled_gets_no_further_one() {
    let mut rig = Rig::new().await;
    let (me, id) = (Uuid::now_v7(), rig.insert(new_job(quick())).await);
    jobs::claim(&rig.db, me, "me", &[(id, 1)]).await.unwrap();
    jobs::cancel(&mut rig.db, id, "alice").await.unwrap();
    let error = JobError { class: "x".to_owned(), message: "y".to_owned() };
    let retry = RetryLater { id, attempt: 1, wait: Duration::ZERO, error };
    assert!(jobs::retry_later(&mut rig.db, me, &[retry]).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_worker_that_lost_an_attempt_stops_it_and_says_nothing() {
    let rig = Rig::new().await;
    let worker = rig.worker(1);
    let id = rig.start(long()).await;
    rig.until_state(id, JobState::Running).await;
    rig.lapse(id).await;
    let reaped = jobs::reap(&rig.db, 10).await.unwrap();
    assert_eq!(reaped.again.len(), 1);
    // The one slot is free again only when the lost attempt has been stopped.
    let next = rig.until(id, "running again", |job| job.view.state == JobState::Running && job.view.attempt == 2).await;
    assert_eq!(next.past_attempts.len(), 1);
    worker.stop.cancel();
}

#[tokio::test]
async fn an_abandoned_attempt_is_no_longer_renewed() {
    let rig = Rig::new().await;
    let worker = rig.worker(2);
    let kwargs = json!({"duration": 0, "fail_at_step": 1, "fail_kind": "lost_worker"});
    let lost = rig.start(kwargs).await;
    let kept = rig.start(long()).await;
    let lease = |id| {
        let rig = &rig;
        async move {
            let row = rig.db.query_one("select lease_until from noc.live_job where id = $1", &[&id]).await.unwrap();
            row.get::<_, time::OffsetDateTime>(0)
        }
    };
    rig.until_state(kept, JobState::Running).await;
    rig.until_state(lost, JobState::Running).await;
    let (lost_until, kept_until) = (lease(lost).await, lease(kept).await);
    crate::rig::eventually("the other one is renewed twice", async || {
        (lease(kept).await > kept_until + Duration::from_secs(9)).then_some(())
    })
    .await;
    assert_eq!(lease(lost).await, lost_until);
    worker.stop.cancel();
}

#[tokio::test]
async fn a_missing_partition_is_made() {
    let mut rig = Rig::new().await;
    let id = rig.insert(new_job(quick())).await;
    let me = Uuid::now_v7();
    jobs::claim(&rig.db, me, "me", &[(id, 1)]).await.unwrap();
    let row = rig.db.query_one("select 'noc.job_history_' || to_char(now() at time zone 'UTC', 'YYYYMMDD')", &[]).await;
    let today: String = row.unwrap().get(0);
    rig.db.batch_execute(&format!("drop table {today}")).await.unwrap();
    assert_eq!(jobs::finish(&mut rig.db, me, "me", &[done(id, 1)]).await.unwrap().jobs.len(), 1);
}

#[tokio::test]
async fn a_deadlock_is_tried_again() {
    let mut rig = Rig::new().await;
    let me = Uuid::now_v7();
    let mut ids = [rig.insert(new_job(quick())).await, rig.insert(new_job(quick())).await];
    ids.sort_unstable();
    jobs::claim(&rig.db, me, "me", &[(ids[0], 1), (ids[1], 1)]).await.unwrap();
    // Somebody takes the rows in the wrong order.
    let mut wrong = noc_scheduler::store::session(&rig.database).await.unwrap();
    let outside = noc_scheduler::store::session(&rig.database).await.unwrap();
    let (holds, held) = tokio::sync::oneshot::channel();
    let other = tokio::spawn(async move {
        let transaction = wrong.transaction().await.unwrap();
        let lock = "select from noc.live_job where id = $1 for update";
        transaction.query(lock, &[&ids[1]]).await.unwrap();
        holds.send(()).unwrap();
        // Until the finish holds the first row and waits for the second. From
        // outside: within a transaction what others do is read once.
        let mine: i32 = transaction.query_one("select pg_backend_pid()", &[]).await.unwrap().get(0);
        let waiting = "select count(*) from pg_stat_activity where $1 = any (pg_blocking_pids(pid))";
        while outside.query_one(waiting, &[&mine]).await.unwrap().get::<_, i64>(0) == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // One of the two is the victim; either way both come through.
        let second = transaction.query(lock, &[&ids[0]]).await;
        let _ = transaction.rollback().await;
        second.is_ok()
    });
    held.await.unwrap();
    let ended = jobs::finish(&mut rig.db, me, "me", &[done(ids[0], 1), done(ids[1], 1)]).await.unwrap();
    let others_won = other.await.unwrap();
    assert_eq!(ended.jobs.len(), 2);
    assert_eq!(ended.retries > 0, others_won, "{ended:?}");
}

#[tokio::test]
async fn lists_counts_and_statistics_see_live_and_ended_jobs() {
    let mut rig = Rig::new().await;
    let me = Uuid::now_v7();
    let mut ids = Vec::new();
    for n in 0..5 {
        let name = Some(format!("nightly '; drop {n} %"));
        ids.push(rig.insert(NewJob { schedule_name: name, ..new_job(quick()) }).await);
    }
    ids.sort_unstable();
    jobs::claim(&rig.db, me, "me", &[(ids[0], 1), (ids[1], 1)]).await.unwrap();
    jobs::finish(&mut rig.db, me, "me", &[done(ids[0], 1)]).await.unwrap();
    let all = jobs::JobFilter::default();
    let listed = jobs::list(&rig.db, &all, None, 3).await.unwrap();
    assert_eq!(listed.iter().map(|v| v.id).collect::<Vec<_>>(), [ids[4], ids[3], ids[2]]);
    let rest = jobs::list(&rig.db, &all, Some(ids[2]), 3).await.unwrap();
    assert_eq!(rest.iter().map(|v| v.state).collect::<Vec<_>>(), [JobState::Running, JobState::Succeeded]);
    assert_eq!(jobs::count(&rig.db, &all).await.unwrap(), 5);
    let search = |words: &str| jobs::JobFilter { search: Some(words.to_owned()), ..all.clone() };
    assert_eq!(jobs::count(&rig.db, &search("'; DROP 3 %")).await.unwrap(), 1);
    assert_eq!(jobs::count(&rig.db, &search("_")).await.unwrap(), 5, "only as in test_job");
    assert_eq!(jobs::count(&rig.db, &search("%3")).await.unwrap(), 0);
    assert_eq!(jobs::count(&rig.db, &search(&ids[0].to_string())).await.unwrap(), 1);
    let ended = jobs::JobFilter { states: Some(vec![JobState::Succeeded]), ..all };
    assert_eq!(jobs::count(&rig.db, &ended).await.unwrap(), 1);
    let lanes = jobs::queue_statistics(&rig.db).await.unwrap();
    assert_eq!((lanes[0].ready, lanes[0].running, lanes[0].waiting), (3, 1, 0));
    assert!(lanes[0].oldest_ready.is_some());
}

fn done(id: Uuid, attempt: i16) -> Finished {
    Finished {
        id,
        attempt,
        state: JobState::Succeeded,
        error: None,
        result: Some(json!({"ok": true})),
        warnings: 0,
        progress: None,
    }
}
