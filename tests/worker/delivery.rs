//! Tickets: what they start, and what happens when they are doubled, lost or too many.

use std::time::Duration;

use fred::prelude::ClientLike;
use noc_scheduler::domain::job::{JobState, Priority};
use noc_scheduler::queue::Redis;
use noc_scheduler::queue::tickets::{Lane, Sender, Taker, Ticket};
use noc_scheduler::store::jobs::{self, NewJob};
use noc_scheduler::store::workers;
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::rig::{Rig, eventually, long, new_job, quick, ticket};
use crate::servers::servers;

#[tokio::test]
async fn a_job_with_a_ticket_runs_to_its_end_and_tells_its_times() {
    let rig = Rig::new().await;
    let worker = rig.worker(4);
    let id = rig.start(json!({"duration": 0, "message": "hello", "log_lines": 3})).await;
    let job = rig.until_ended(id).await;
    assert_eq!(job.view.state, JobState::Succeeded, "{job:?}");
    let result = job.result.unwrap();
    assert_eq!(result["message"], "hello");
    assert_eq!(result["host"], "here");
    assert!(result["latencies_ms"]["queued_to_claimed"].as_f64().unwrap() >= 0.0);
    let log = jobs::log(&rig.db, id, (0, 0), 10).await.unwrap();
    assert_eq!(log.iter().map(|line| line.seq).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(jobs::log(&rig.db, id, (1, 2), 10).await.unwrap().len(), 1);
    worker.stopped().await;
    assert_eq!(rig.sender.length("default").await.unwrap(), 0, "its ticket is struck off");
}

#[tokio::test]
async fn a_doubled_ticket_starts_nothing_twice() {
    let rig = Rig::new().await;
    let id = rig.start(quick()).await;
    for _ in 0..3 {
        rig.send_all_ready().await;
    }
    let worker = rig.worker(4);
    rig.until_ended(id).await;
    eventually("all tickets are struck off", async || (rig.sender.length("default").await.unwrap() == 0).then_some(()))
        .await;
    assert_eq!(rig.get(id).await.view.attempt, 1);
    worker.stopped().await;
}

#[tokio::test]
async fn more_urgent_jobs_start_first_and_no_more_than_there_are_slots() {
    let rig = Rig::new().await;
    let mut ids = Vec::new();
    for priority in [Priority::Low, Priority::Normal, Priority::High] {
        ids.push(rig.insert(NewJob { priority, ..new_job(json!({"duration": 0.3})) }).await);
    }
    rig.hand_over().await;
    let worker = rig.worker(1);
    let mut starts = Vec::new();
    for id in ids {
        starts.push(rig.until_ended(id).await.view.started_at.unwrap());
    }
    assert!(starts[2] < starts[1] && starts[1] < starts[0], "{starts:?}");
    worker.stopped().await;
}

#[tokio::test]
async fn tickets_beyond_the_free_slots_go_to_somebody_else() {
    let rig = Rig::new().await;
    let stop = CancellationToken::new();
    let mut taker = Taker::new(rig.redis.clone(), &["default".to_owned()], Uuid::now_v7());
    assert!(taker.take(1).await.unwrap().is_empty(), "and makes the groups");
    let tickets: Vec<_> = Priority::ALL
        .iter()
        .map(|p| (Lane { queue: "default".to_owned(), priority: *p }, Ticket { job: Uuid::now_v7(), attempt: 1 }))
        .collect();
    rig.sender.send(&tickets).await.unwrap();
    let mut got = taker.wait(&stop).await.unwrap();
    assert_eq!(got.len(), 3, "one from each lane: COUNT is per stream");
    let surplus = got.split_off(1);
    taker.desk().put_back(&surplus).await.unwrap();
    let mut other = Taker::new(rig.redis.clone(), &["default".to_owned()], Uuid::now_v7());
    let again: Vec<_> = other.take(10).await.unwrap().into_iter().map(|t| t.ticket).collect();
    assert_eq!(again, surplus.iter().map(|t| t.ticket).collect::<Vec<_>>());
    assert_eq!(rig.sender.length("default").await.unwrap(), 3);
}

#[tokio::test]
async fn a_stop_ends_a_blocked_read_at_once() {
    let rig = Rig::new().await;
    let stop = CancellationToken::new();
    let mut taker = Taker::new(rig.redis.clone(), &["default".to_owned()], Uuid::now_v7());
    taker.take(1).await.unwrap();
    assert!(taker.wait(&CancellationToken::new()).await.unwrap().is_empty(), "a read without a ticket ends by itself");
    let waiting = tokio::spawn({
        let stop = stop.clone();
        async move {
            let got = taker.wait(&stop).await;
            (got, taker)
        }
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    let asked = std::time::Instant::now();
    stop.cancel();
    let (got, taker) = waiting.await.unwrap();
    assert!(got.unwrap().is_empty());
    assert!(asked.elapsed() < Duration::from_millis(1_500), "{:?}", asked.elapsed());
    taker.leave().await.unwrap();
}

#[tokio::test]
async fn the_lowest_lane_is_not_starved() {
    let rig = Rig::new().await;
    let mut taker = Taker::new(rig.redis.clone(), &["default".to_owned()], Uuid::now_v7());
    let lane = |priority| Lane { queue: "default".to_owned(), priority };
    let low = Ticket { job: Uuid::now_v7(), attempt: 1 };
    let mut tickets = vec![(lane(Priority::Low), low)];
    tickets.extend((0..40).map(|_| (lane(Priority::High), Ticket { job: Uuid::now_v7(), attempt: 1 })));
    taker.take(1).await.unwrap();
    rig.sender.send(&tickets).await.unwrap();
    let mut rounds = 0;
    loop {
        rounds += 1;
        let got = taker.take(1).await.unwrap();
        if got.iter().any(|t| t.ticket == low) {
            break;
        }
        assert!(rounds < 20);
    }
    assert!(rounds > 10, "it is the exception: {rounds}");
}

#[tokio::test]
async fn a_ticket_read_by_a_worker_that_died_is_taken_over() {
    let rig = Rig::new().await;
    let mut dead = Taker::new(rig.redis.clone(), &["default".to_owned()], Uuid::now_v7());
    dead.take(1).await.unwrap();
    let id = rig.start(quick()).await;
    assert_eq!(dead.take(1).await.unwrap().len(), 1);
    let worker = rig.worker(2);
    assert_eq!(rig.until_ended(id).await.view.attempt, 1);
    worker.stopped().await;
}

#[tokio::test]
async fn emptying_redis_under_a_blocked_worker_loses_nothing() {
    let url = servers().own_redis();
    let rig = Rig::on(&url).await;
    let worker = rig.worker(2);
    let first = rig.start(quick()).await;
    rig.until_ended(first).await;
    let other = Redis::connect(&url, "other:").await.unwrap();
    drop(other);
    let id = rig.insert(new_job(quick())).await;
    // Its ticket is sent and lost before any worker could see it: none listens to that queue yet.
    flush(&url).await;
    assert!(rig.hand_over().await.forgot, "the sender notices");
    rig.send_all_ready().await;
    rig.until_ended(id).await;
    flush(&url).await;
    let later = rig.start(quick()).await;
    rig.until_ended(later).await;
    worker.stopped().await;
}

#[tokio::test]
async fn a_sender_notices_what_redis_forgot() {
    let url = servers().own_redis();
    let redis = Redis::connect(&url, "a:").await.unwrap();
    let sender = Sender::new(redis.clone());
    assert!(sender.send(&[]).await.unwrap().forgot, "there was no epoch at all");
    assert!(!sender.send(&[]).await.unwrap().forgot);
    assert!(!Sender::new(redis.clone()).send(&[]).await.unwrap().forgot, "a new sender knows of no loss");
    flush(&url).await;
    // Somebody else begins the new epoch first.
    Sender::new(redis).send(&[]).await.unwrap();
    assert!(sender.send(&[]).await.unwrap().forgot);
    assert!(!sender.send(&[]).await.unwrap().forgot);
}

#[tokio::test]
async fn a_wrong_port_is_an_error_and_not_a_wait() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("redis://{}", listener.local_addr().unwrap());
    let tried = tokio::time::timeout(Duration::from_secs(15), Redis::connect(&url, "x:")).await.unwrap();
    assert!(tried.is_err());
}

#[tokio::test]
async fn a_stopping_worker_finishes_what_it_has_and_takes_no_more() {
    let rig = Rig::new().await;
    let worker = rig.worker(4);
    let running = rig.start(json!({"duration": 1.0})).await;
    rig.until_state(running, JobState::Running).await;
    assert_eq!(workers::list(&rig.db).await.unwrap().len(), 1);
    worker.stop.cancel();
    let late = rig.insert(new_job(quick())).await;
    rig.hand_over().await;
    worker.stopped().await;
    assert_eq!(rig.get(running).await.view.state, JobState::Succeeded);
    assert_eq!(rig.get(late).await.view.state, JobState::Queued);
    assert!(workers::list(&rig.db).await.unwrap().is_empty());
    let next = rig.worker(4);
    rig.until_ended(late).await;
    next.stopped().await;
}

#[tokio::test]
async fn what_outlasts_the_grace_is_given_back_and_runs_elsewhere_at_once() {
    let rig = Rig::new().await;
    let id = rig.insert(new_job(long())).await;
    // More often than a job may lose its worker.
    for attempt in 1..=4 {
        let worker = rig.worker_with(1, Duration::from_millis(50));
        rig.until(id, "running", |job| job.view.state == JobState::Running && job.view.attempt == attempt).await;
        worker.stopped().await;
        let job = rig.get(id).await;
        assert_eq!((job.view.state, job.view.attempt, job.lost), (JobState::Queued, attempt + 1, 0));
        let past = job.past_attempts.last().unwrap();
        assert_eq!((past.attempt, past.error.class.as_str()), (attempt, "released"), "{past:?}");
    }
    assert!(jobs::reap(&rig.db, 10).await.unwrap().is_empty(), "nobody was lost");
}

#[tokio::test]
async fn a_stopping_worker_ends_what_may_not_run_twice_and_what_nobody_wants() {
    let mut rig = Rig::new().await;
    let deaf = json!({"duration": 600, "ignore_cancel": true});
    let once = rig.insert(NewJob { retry_on_crash: false, ..new_job(long()) }).await;
    let unwanted = rig.insert(new_job(deaf)).await;
    let worker = rig.worker_with(2, Duration::from_millis(50));
    for id in [once, unwanted] {
        rig.until_state(id, JobState::Running).await;
    }
    jobs::cancel(&mut rig.db, unwanted, "alice").await.unwrap();
    worker.stopped().await;
    let once = rig.get(once).await.view;
    assert_eq!((once.state, once.error.unwrap().class.as_str()), (JobState::Failed, "worker_stopped"));
    assert_eq!(rig.get(unwanted).await.view.state, JobState::Cancelled);
}

#[tokio::test]
async fn thousands_of_jobs_all_end_once() {
    let rig = Rig::new().await;
    let new: Vec<_> = (0..3_000).map(|_| new_job(quick())).collect();
    let made = jobs::insert_many(&rig.db, &new, true).await.unwrap();
    assert_eq!(made.len(), 3_000);
    rig.sender.send(&made.iter().map(ticket).collect::<Vec<_>>()).await.unwrap();
    let (one, two) = (rig.worker(200), rig.worker(200));
    eventually("all have ended", async || {
        let row = rig.db.query_one("select count(*) from noc.job_history where state = 'succeeded'", &[]).await;
        (row.unwrap().get::<_, i64>(0) == 3_000).then_some(())
    })
    .await;
    one.stopped().await;
    two.stopped().await;
    assert_eq!(rig.sender.length("default").await.unwrap(), 0);
}

#[tokio::test]
async fn losing_every_connection_loses_no_job() {
    let rig = Rig::new().await;
    let new: Vec<_> = (0..400).map(|_| new_job(json!({"duration": 0.05, "log_lines": 2}))).collect();
    let made = jobs::insert_many(&rig.db, &new, true).await.unwrap();
    rig.sender.send(&made.iter().map(ticket).collect::<Vec<_>>()).await.unwrap();
    let worker = rig.worker(20);
    let mut cuts = 0;
    eventually("all have ended", async || {
        let cut = "select pg_terminate_backend(pid) from pg_stat_activity
                    where pid <> pg_backend_pid() and datname = current_database()";
        if cuts < 8 {
            cuts += 1;
            rig.db.query(cut, &[]).await.unwrap();
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        let row = rig.db.query_one("select count(*) from noc.job_history where state = 'succeeded'", &[]).await;
        (row.unwrap().get::<_, i64>(0) == 400).then_some(())
    })
    .await;
    let lines = rig.db.query_one("select count(*) from noc.job_log", &[]).await.unwrap();
    assert_eq!(lines.get::<_, i64>(0), 800);
    let again = rig.db.query_one("select count(*) from noc.job_history where attempt > 1", &[]).await.unwrap();
    assert_eq!(again.get::<_, i64>(0), 0, "even a claim whose answer was lost is found again");
    worker.stopped().await;
}

async fn flush(url: &str) {
    let config = fred::types::config::Config::from_url(url).unwrap();
    let client = fred::types::Builder::from_config(config).build().unwrap();
    client.init().await.unwrap();
    client.flushall::<()>(false).await.unwrap();
    client.quit().await.unwrap();
}

/// `cargo test --release --test worker drain -- --ignored --nocapture`
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement, not a test"]
async fn drain() {
    const JOBS: usize = 30_000;
    let rig = Rig::new().await;
    for _ in 0..JOBS / 1_000 {
        let new: Vec<_> = (0..1_000).map(|_| new_job(quick())).collect();
        let made = jobs::insert_many(&rig.db, &new, true).await.unwrap();
        rig.sender.send(&made.iter().map(ticket).collect::<Vec<_>>()).await.unwrap();
    }
    let begin = std::time::Instant::now();
    let worker = rig.worker(2_000);
    eventually("all have ended", async || {
        let row = rig.db.query_one("select not exists (select from noc.live_job)", &[]).await;
        row.unwrap().get::<_, bool>(0).then_some(())
    })
    .await;
    let took = begin.elapsed();
    println!("{JOBS} jobs in {took:?}: {:.0} a second", JOBS as f64 / took.as_secs_f64());
    worker.stopped().await;
}
