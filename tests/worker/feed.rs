//! The live feed: merged, resumed without a hole, honest about what it lost.

use std::time::Duration;

use noc_scheduler::domain::job::{JobState, JobView};
use noc_scheduler::domain::log::{LogLevel, LogLine};
use noc_scheduler::queue::feed::{Cursor, FeedItem, Followed, Follower, Publisher, Resumed};
use noc_scheduler::store::workers;
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::rig::{Rig, clock, eventually, new_job};
use crate::servers::servers;

fn view(id: Uuid, rev: i64, state: JobState) -> JobView {
    let job = new_job(json!({}));
    JobView {
        id,
        rev,
        task: job.task,
        schedule_id: None,
        schedule_name: None,
        schedule_version: None,
        trigger: job.trigger,
        due_at: None,
        state,
        queue: job.queue,
        priority: job.priority,
        attempt: 1,
        max_attempts: 1,
        queued_at: clock().now(),
        started_at: None,
        finished_at: None,
        worker: None,
        progress: None,
        error: None,
        warnings: 0,
    }
}

async fn heard(follower: &mut Follower) -> Followed {
    tokio::time::timeout(Duration::from_secs(20), follower.next()).await.expect("nothing is told").unwrap()
}

#[tokio::test]
async fn states_in_between_are_merged_and_the_last_one_is_told() {
    let rig = Rig::new().await;
    let mut follower = rig.reader.follow(None).await.unwrap();
    let id = Uuid::now_v7();
    rig.publisher.tell(view(Uuid::now_v7(), 1, JobState::Queued));
    assert!(matches!(heard(&mut follower).await, Followed::Batch(_)), "the first is told at once");
    for rev in [1, 2, 5, 4, 3] {
        rig.publisher.tell(view(id, rev, if rev == 5 { JobState::Succeeded } else { JobState::Running }));
    }
    let Followed::Batch(batch) = heard(&mut follower).await else { panic!() };
    assert!(
        matches!(&batch.items[..], [FeedItem::Job(v)] if v.rev == 5 && v.state == JobState::Succeeded),
        "{batch:?}"
    );
}

#[tokio::test]
async fn a_job_is_told_from_start_to_end_with_its_log_before_its_end() {
    let rig = Rig::new().await;
    let mut follower = rig.reader.follow(None).await.unwrap();
    let worker = rig.worker(1);
    let id = rig.start(json!({"duration": 0.6, "steps": 3, "log_lines": 3})).await;
    let (mut states, mut lines, mut progress, mut workers) = (Vec::new(), 0, 0, 0);
    while states.last() != Some(&JobState::Succeeded) {
        let Followed::Batch(batch) = heard(&mut follower).await else { panic!() };
        for item in batch.items {
            match item {
                FeedItem::Job(v) if v.id == id => {
                    progress += usize::from(v.progress.is_some());
                    states.push(v.state);
                }
                FeedItem::Log(line) if line.job == id => lines += 1,
                FeedItem::Worker(_) => workers += 1,
                _ => {}
            }
        }
    }
    assert_eq!(states[0], JobState::Running);
    assert_eq!(lines, 3);
    assert!(progress > 0 && workers > 0);
    worker.stopped().await;
}

#[tokio::test]
async fn a_client_comes_back_to_where_it_was_without_a_hole() {
    let rig = Rig::new().await;
    let begin = rig.reader.cursor().await.unwrap();
    assert!(begin.to_string().ends_with("-0-0"), "{begin}");
    for n in 0..5 {
        rig.publisher.tell_log(LogLine {
            job: Uuid::nil(),
            attempt: 1,
            seq: n,
            at: clock().now(),
            level: LogLevel::Info,
            message: "x".to_owned(),
        });
        eventually("it is told", async || {
            let told = after(&rig, &begin).await;
            (told.len() == usize::try_from(n).unwrap() + 1).then_some(())
        })
        .await;
    }
    let Resumed::Batches(batches) = rig.reader.read_after(&begin, 100).await.unwrap() else { panic!() };
    let seen: Cursor = batches[1].cursor.to_string().parse().unwrap();
    let told: Vec<_> = after(&rig, &seen).await;
    let from = batches[..2].iter().map(|b| b.items.len()).sum::<usize>();
    assert_eq!(told, (i32::try_from(from).unwrap()..5).collect::<Vec<_>>());
}

async fn after(rig: &Rig, cursor: &Cursor) -> Vec<i32> {
    let Resumed::Batches(batches) = rig.reader.read_after(cursor, 100).await.unwrap() else { panic!() };
    let items = batches.into_iter().flat_map(|b| b.items);
    items.filter_map(|item| if let FeedItem::Log(line) = item { Some(line.seq) } else { None }).collect()
}

#[tokio::test]
async fn a_cursor_from_before_a_loss_is_refused_and_followers_are_told() {
    let url = servers().own_redis();
    let rig = Rig::on(&url).await;
    let mut follower = rig.reader.follow(None).await.unwrap();
    rig.publisher.tell_worker(json!({"id": 1}));
    let Followed::Batch(batch) = heard(&mut follower).await else { panic!() };
    let other = fred::types::config::Config::from_url(&url).unwrap();
    let other = fred::types::Builder::from_config(other).build().unwrap();
    fred::prelude::ClientLike::init(&other).await.unwrap();
    fred::prelude::ClientLike::flushall::<()>(&other, false).await.unwrap();
    assert!(matches!(heard(&mut follower).await, Followed::Lost(_)));
    assert!(matches!(rig.reader.read_after(&batch.cursor, 10).await.unwrap(), Resumed::Lost(_)));
    rig.publisher.tell_worker(json!({"id": 2}));
    assert!(matches!(heard(&mut follower).await, Followed::Batch(_)), "following goes on");
}

#[tokio::test]
async fn a_cursor_older_than_what_is_kept_is_refused() {
    let rig = Rig::new().await;
    let begin = rig.reader.cursor().await.unwrap();
    rig.publisher.tell_worker(json!({"id": 1}));
    let first = eventually("told", async || match rig.reader.read_after(&begin, 10).await.unwrap() {
        Resumed::Batches(batches) => batches.first().map(|b| b.cursor.clone()),
        Resumed::Lost(_) => panic!(),
    })
    .await;
    rig.publisher.tell_worker(json!({"id": 2}));
    eventually("told", async || match rig.reader.read_after(&first, 10).await.unwrap() {
        Resumed::Batches(batches) => (!batches.is_empty()).then_some(()),
        Resumed::Lost(_) => panic!(),
    })
    .await;
    let url = servers().redis_url();
    let client =
        fred::types::Builder::from_config(fred::types::config::Config::from_url(&url).unwrap()).build().unwrap();
    fred::prelude::ClientLike::init(&client).await.unwrap();
    let cap = ("MAXLEN", "=", 1_i64);
    fred::prelude::StreamsInterface::xtrim::<(), _, _>(&client, rig.redis.key("feed"), cap).await.unwrap();
    assert!(matches!(rig.reader.read_after(&begin, 10).await.unwrap(), Resumed::Lost(_)));
}

#[tokio::test]
async fn too_much_to_keep_becomes_one_reset() {
    let rig = Rig::new().await;
    let (publisher, writer) = Publisher::start(rig.redis.clone(), CancellationToken::new());
    let mut follower = rig.reader.follow(None).await.unwrap();
    publisher.tell_all((0..60_000).map(|_| view(Uuid::now_v7(), 1, JobState::Queued)));
    let Followed::Batch(batch) = heard(&mut follower).await else { panic!() };
    assert!(matches!(&batch.items[0], FeedItem::Reset { .. }), "{:?}", batch.items[0]);
    writer.abort();
}

#[tokio::test]
async fn a_stopping_publisher_tells_what_it_still_has() {
    let rig = Rig::new().await;
    let stop = CancellationToken::new();
    let (publisher, writer) = Publisher::start(rig.redis.clone(), stop.clone());
    let begin = rig.reader.cursor().await.unwrap();
    publisher.tell(view(Uuid::now_v7(), 1, JobState::Queued));
    publisher.reset("because");
    stop.cancel();
    writer.await.unwrap();
    let Resumed::Batches(batches) = rig.reader.read_after(&begin, 10).await.unwrap() else { panic!() };
    assert_eq!(batches.iter().map(|b| b.items.len()).sum::<usize>(), 2);
}

#[tokio::test]
async fn a_worker_shows_how_busy_its_host_is() {
    let rig = Rig::new().await;
    let worker = rig.worker(1);
    let shown =
        eventually("the worker is listed", async || workers::list(&rig.db).await.unwrap().into_iter().next()).await;
    let load = shown.load.expect("this host tells its load");
    assert_eq!(load.len(), 3);
    assert!(load.iter().all(|average| *average >= 0.0), "{load:?}");
    worker.stopped().await;
}
