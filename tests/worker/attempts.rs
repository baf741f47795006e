//! How attempts end.

use std::time::Duration;

use noc_scheduler::domain::job::JobState;
use noc_scheduler::store::jobs::{self, CancelOutcome, NewJob};
use serde_json::json;
use uuid::Uuid;

use crate::rig::{Rig, eventually, long, new_job, quick};

#[tokio::test]
async fn a_failed_attempt_is_followed_by_another_and_kept() {
    let rig = Rig::new().await;
    let worker = rig.worker(2);
    let job = NewJob { max_attempts: 2, ..new_job(json!({"duration": 0, "fail_at_step": 1})) };
    let id = rig.insert(job).await;
    let job = rig.until_ended(id).await;
    assert_eq!((job.view.state, job.view.attempt), (JobState::Failed, 2));
    assert_eq!(job.view.error.unwrap().class, "test");
    assert_eq!(job.past_attempts.len(), 1);
    assert_eq!(job.past_attempts[0].error.class, "test");
    assert!(job.past_attempts[0].started_at.is_some());
    worker.stopped().await;
}

#[tokio::test]
async fn a_partial_result_is_a_success_unless_the_schedule_says_otherwise() {
    let rig = Rig::new().await;
    let worker = rig.worker(2);
    let job = |wrong: u32, fail_on_partial: bool| NewJob {
        task: "some_items".to_owned(),
        fail_on_partial,
        ..new_job(json!({"items": 3, "wrong": wrong}))
    };
    let (lenient, strict, clean) =
        (rig.insert(job(2, false)).await, rig.insert(job(2, true)).await, rig.insert(job(0, true)).await);
    let lenient = rig.until_ended(lenient).await;
    assert_eq!((lenient.view.state, lenient.view.warnings), (JobState::Succeeded, 2));
    assert_eq!(lenient.result, Some(json!({"items": 3, "status": "partial"})));
    let strict = rig.until_ended(strict).await;
    assert_eq!((strict.view.state, strict.view.warnings), (JobState::Failed, 2));
    assert_eq!(strict.result, lenient.result, "what was done is kept");
    assert_eq!(strict.view.error.unwrap().class, "partial");
    assert_eq!(rig.until_ended(clean).await.view.state, JobState::Succeeded);
    worker.stopped().await;
}

#[tokio::test]
async fn the_next_attempt_waits_for_its_backoff() {
    let rig = Rig::new().await;
    let worker = rig.worker(2);
    let kwargs = json!({"duration": 0, "fail_at_step": 1});
    let id = rig.insert(NewJob { max_attempts: 3, retry_backoff_seconds: 600, ..new_job(kwargs) }).await;
    let job = rig.until_state(id, JobState::Retrying).await;
    assert_eq!((job.view.attempt, job.view.worker), (2, None));
    let (ready, next) = jobs::to_hand_over(&rig.db, 10).await.unwrap();
    assert!(ready.is_empty());
    assert_eq!(next, job.ready_at);
    let outcome = jobs::cancel(&mut session(&rig).await, id, "alice").await.unwrap();
    assert!(matches!(outcome, CancelOutcome::Ended { .. }), "{outcome:?}");
    worker.stopped().await;
}

#[tokio::test]
async fn an_attempt_that_takes_too_long_is_ended() {
    let rig = Rig::new().await;
    let worker = rig.worker(2);
    let hangs = json!({"duration": 0, "fail_at_step": 1, "fail_kind": "timeout"});
    let hanging = rig.insert(NewJob { timeout_seconds: 1, ..new_job(hangs) }).await;
    let obeying = rig.insert(NewJob { timeout_seconds: 1, ..new_job(long()) }).await;
    for id in [obeying, hanging] {
        let job = rig.until_ended(id).await;
        assert_eq!(job.view.state, JobState::TimedOut, "{job:?}");
        assert_eq!(job.view.error.unwrap().class, "timeout");
    }
    worker.stopped().await;
}

#[tokio::test]
async fn a_panic_is_a_failure_and_harms_nobody_else() {
    let rig = Rig::new().await;
    let worker = rig.worker(2);
    let other = rig.start(json!({"duration": 0.5})).await;
    let id = rig.start(json!({"duration": 0, "fail_at_step": 1, "fail_kind": "panic"})).await;
    let job = rig.until_ended(id).await;
    assert_eq!(job.view.state, JobState::Failed);
    let error = job.view.error.unwrap();
    assert_eq!(error.class, "panic");
    assert!(error.message.contains("panicked at step 1"), "{error:?}");
    assert_eq!(rig.until_ended(other).await.view.state, JobState::Succeeded);
    worker.stopped().await;
}

#[tokio::test]
async fn a_running_job_obeys_a_cancel_within_a_second() {
    let rig = Rig::new().await;
    let worker = rig.worker(2);
    let id = rig.start(long()).await;
    rig.until_state(id, JobState::Running).await;
    let outcome = jobs::cancel(&mut session(&rig).await, id, "alice").await.unwrap();
    assert!(matches!(outcome, CancelOutcome::Requested(_)), "{outcome:?}");
    let job = rig.until_ended(id).await;
    assert_eq!((job.view.state, job.view.error), (JobState::Cancelled, None));
    assert_eq!(job.cancelled_by.as_deref(), Some("alice"));
    let (asked_at, started_at) = (job.cancel_requested_at.unwrap(), job.view.started_at.unwrap());
    let finished_at = job.view.finished_at.unwrap();
    assert!(started_at < asked_at && asked_at <= finished_at);
    // By the database's clock: how long this test takes to see it is another matter.
    let took = finished_at.since(asked_at);
    assert!(took < Duration::from_secs(1), "{took:?}");
    let again = jobs::cancel(&mut session(&rig).await, id, "bob").await.unwrap();
    assert_eq!(again, CancelOutcome::AlreadyEnded);
    assert_eq!(jobs::cancel(&mut session(&rig).await, Uuid::now_v7(), "bob").await.unwrap(), CancelOutcome::NotFound);
    worker.stopped().await;
}

#[tokio::test]
async fn a_task_that_ignores_a_cancel_is_aborted_after_a_grace() {
    let rig = Rig::new().await;
    let worker = rig.worker(2);
    let id = rig.start(json!({"duration": 600, "ignore_cancel": true})).await;
    rig.until_state(id, JobState::Running).await;
    jobs::cancel(&mut session(&rig).await, id, "alice").await.unwrap();
    let job = rig.until_ended(id).await;
    assert_eq!(job.view.state, JobState::Cancelled);
    assert_eq!(job.view.error.unwrap().class, "aborted");
    worker.stopped().await;
}

#[tokio::test]
async fn a_queued_job_is_cancelled_at_once_and_frees_who_waits_for_it() {
    let rig = Rig::new().await;
    let id = rig.insert(new_job(quick())).await;
    let waiter = rig.insert(NewJob { waits_for: Some(id), ..new_job(quick()) }).await;
    assert_eq!(rig.get(waiter).await.view.state, JobState::Waiting);
    let outcome = jobs::cancel(&mut session(&rig).await, id, "alice").await.unwrap();
    let CancelOutcome::Ended { view, freed } = outcome else { panic!("{outcome:?}") };
    assert_eq!(view.state, JobState::Cancelled);
    assert_eq!(freed.iter().map(|v| v.id).collect::<Vec<_>>(), [waiter]);
    let worker = rig.worker(1);
    rig.until_ended(waiter).await;
    worker.stopped().await;
}

#[tokio::test]
async fn a_waiter_starts_when_the_job_it_waits_for_has_ended() {
    let rig = Rig::new().await;
    let worker = rig.worker(4);
    let first = rig.start(json!({"duration": 0.4})).await;
    let waiter = rig.insert(NewJob { waits_for: Some(first), ..new_job(quick()) }).await;
    let (first, waiter) = (rig.until_ended(first).await, rig.until_ended(waiter).await);
    assert!(waiter.view.started_at >= first.view.finished_at);
    worker.stopped().await;
}

#[tokio::test]
async fn a_waiter_written_while_its_job_ends_does_not_wait_for_ever() {
    // The order of locks that firing and finishing keep: firing holds the live
    // row while it writes the waiter, finishing waits for it and then looks.
    let rig = Rig::new().await;
    let worker = rig.worker(2);
    let first = rig.start(json!({"duration": 0.2})).await;
    let mut firing = session(&rig).await;
    rig.until_state(first, JobState::Running).await;
    let transaction = firing.transaction().await.unwrap();
    transaction.query("select from noc.live_job where id = $1 for update", &[&first]).await.unwrap();
    let waiter = new_job(quick());
    let id = waiter.id;
    jobs::insert_many(&transaction, &[NewJob { waits_for: Some(first), ..waiter }], false).await.unwrap();
    // The worker is done by now and its report waits for the lock.
    let mine: i32 = transaction.query_one("select pg_backend_pid()", &[]).await.unwrap().get(0);
    eventually("the report waits for the lock", async || {
        // From outside: within a transaction what others do is read once.
        let sql = "select count(*) from pg_stat_activity where $1 = any (pg_blocking_pids(pid))";
        let waiting: i64 = rig.db.query_one(sql, &[&mine]).await.unwrap().get(0);
        (waiting > 0).then_some(())
    })
    .await;
    transaction.commit().await.unwrap();
    rig.until_ended(id).await;
    worker.stopped().await;
}

#[tokio::test]
async fn an_unknown_task_or_wrong_arguments_fail_for_good() {
    let rig = Rig::new().await;
    let worker = rig.worker(2);
    let unknown = NewJob { task: "no_such".to_owned(), max_attempts: 3, ..new_job(quick()) };
    let wrong = NewJob { max_attempts: 3, ..new_job(json!({"duraton": 1})) };
    for (job, class, words) in [(unknown, "unknown_task", "no_such"), (wrong, "arguments", "duraton")] {
        let id = rig.insert(job).await;
        let job = rig.until_ended(id).await;
        assert_eq!((job.view.state, job.view.attempt), (JobState::Failed, 1));
        let error = job.view.error.unwrap();
        assert_eq!(error.class, class);
        assert!(error.message.contains(words), "{error:?}");
    }
    worker.stopped().await;
}

#[tokio::test]
async fn progress_is_told_while_it_runs_and_kept_at_the_end() {
    let rig = Rig::new().await;
    let worker = rig.worker(2);
    let id = rig.start(json!({"duration": 1.5, "steps": 30})).await;
    let job = rig.until(id, "with progress", |job| job.view.progress.is_some()).await;
    assert_eq!(job.view.state, JobState::Running);
    let job = rig.until_ended(id).await;
    assert_eq!(job.view.progress.unwrap().current, 30);
    assert!(job.view.rev < 20, "merged to four a second: {}", job.view.rev);
    worker.stopped().await;
}

async fn session(rig: &Rig) -> deadpool_postgres::ClientWrapper {
    noc_scheduler::store::session(&rig.database).await.unwrap()
}
