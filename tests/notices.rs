//! The webhook: what is told, once, in order, until it is taken.
#![cfg(test)]

mod support;

use std::sync::Arc;
use std::time::Duration;

use noc_scheduler::beat::{self, BeatConfig, NotifyConfig, Probes};
use noc_scheduler::integrations::webhook::Webhook;
use noc_scheduler::store::{session, streaks};
use noc_scheduler::tasks::Registry;
use noc_scheduler::worker::{self, WorkerConfig};
use serde_json::{Value, json};
use support::house::{AnyTask, House, house};
use support::receiver::Receiver;
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

/// A beat that leads and tells `receiver`.
fn beat(house: &House, receiver: Option<&Receiver>) -> DropGuard {
    let webhook = receiver.map(|receiver| Webhook::new(&receiver.url, Some(&"s3cret".into())).unwrap());
    let config = BeatConfig {
        host: "test".to_owned(),
        catch_up_limit: 100,
        job_retention_days: 30,
        ledger_retention_days: 400,
        notify: NotifyConfig {
            webhook,
            public_url: Some("https://noc".to_owned()),
            unserved_after: Duration::from_millis(400),
            pause: Duration::from_millis(20),
        },
        probes: Probes::default(),
    };
    let stop = house.stop.child_token();
    tokio::spawn(beat::run(
        config,
        house.database.clone(),
        house.redis.clone(),
        Arc::new(AnyTask),
        house.feed.clone(),
        house.clock.clone(),
        stop.clone(),
    ));
    stop.drop_guard()
}

fn worker(house: &House, queue: &str) -> DropGuard {
    let stop = CancellationToken::new();
    let config = WorkerConfig {
        queues: vec![queue.to_owned()],
        concurrency: 4,
        grace: Duration::from_secs(5),
        host: "here".to_owned(),
    };
    tokio::spawn(worker::run(
        config,
        house.database.clone(),
        house.redis.clone(),
        Registry::builtin(),
        house.clock.clone(),
        house.feed.clone(),
        stop.clone(),
    ));
    stop.drop_guard()
}

fn good() -> Value {
    json!({"duration": 0})
}

fn bad() -> Value {
    json!({"duration": 0, "fail_at_step": 1})
}

/// A schedule that only runs when told to.
async fn manual(house: &House, name: &str) -> Uuid {
    let body = json!({"name": name, "task": "test_job", "schedule_type": "manual", "tags": ["core"]});
    house.create(body).await.schedule.id
}

/// Runs a schedule once, to the end.
async fn run(house: &House, id: Uuid, kwargs: Value) -> Uuid {
    let kwargs = kwargs.as_object().unwrap().clone();
    let job = house.door.run_now(&house.alice, id, Some(&kwargs), None, house.clock.now()).await.unwrap().job.id;
    let ended = format!("select count(*) from noc.job_history where id = '{job}'");
    house.until_count(&ended, |n| n == 1).await;
    job
}

/// Waits until it is noted whether a schedule fails.
async fn until_failing(house: &House, id: Uuid, failing: bool) {
    let sql = format!(
        "select count(*) from noc.schedule_runtime where schedule_id = '{id}' and (failing_since is not null) = {failing}"
    );
    house.until_count(&sql, |n| n == 1).await;
}

fn kinds(messages: &[Value]) -> Vec<String> {
    messages.iter().map(|message| message["kind"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_streak_is_told_when_it_begins_and_when_it_ends() {
    let house = house().await;
    let receiver = Receiver::start(&[]).await;
    let (_beat, _worker) = (beat(&house, Some(&receiver)), worker(&house, "default"));
    // Somebody has to take the jobs, or that is told too.
    house.until_count("select count(*) from noc.worker", |n| n == 1).await;
    let id = manual(&house, "backup").await;
    run(&house, id, good()).await;
    let first = run(&house, id, bad()).await;
    until_failing(&house, id, true).await;
    run(&house, id, bad()).await;
    let last = run(&house, id, good()).await;
    until_failing(&house, id, false).await;
    let taken = receiver.until_taken(2).await;
    assert_eq!(kinds(&taken), ["failed", "recovered"]);
    assert_eq!((&taken[0]["job"]["id"], &taken[1]["job"]["id"]), (&json!(first), &json!(last)));
    let (schedule, job) = (&taken[0]["schedule"], &taken[0]["job"]);
    assert_eq!(schedule["url"], format!("https://noc/schedules/{id}"));
    assert_eq!(
        (&schedule["name"], &schedule["owner"], &schedule["tags"]),
        (&json!("backup"), &json!("alice"), &json!(["core"]))
    );
    assert_eq!((&job["state"], &job["attempts"], &job["trigger"]), (&json!("failed"), &json!(1), &json!("manual")));
    assert!(job["error"]["message"].is_string() && job["finished_at"].is_string(), "{job}");
    assert!(taken[0]["text"].as_str().unwrap().starts_with("backup failed: "), "{}", taken[0]["text"]);
    assert_eq!(taken[1]["failing_since"], taken[0]["failing_since"]);
    assert_eq!(receiver.tokens(), ["Bearer s3cret", "Bearer s3cret"]);
    assert_ne!(taken[0]["id"], taken[1]["id"]);
}

#[tokio::test]
async fn what_is_not_taken_is_sent_again_as_it_was_and_in_order() {
    let house = house().await;
    // Away twice, then refused once, then away again.
    let receiver = Receiver::start(&[503, 500, 404, 429]).await;
    let _worker = worker(&house, "default");
    house.until_count("select count(*) from noc.worker", |n| n == 1).await;
    let beat_stop = beat(&house, None);
    house.until_count("select term from noc.leader", |term| term == 1).await;
    let (a, b) = (manual(&house, "a").await, manual(&house, "b").await);
    for (id, kwargs, failing) in [(a, bad(), true), (a, good(), false), (a, bad(), true), (b, bad(), true)] {
        run(&house, id, kwargs).await;
        until_failing(&house, id, failing).await;
    }
    // The beat that tells nobody has dropped them: whoever is told later hears no old stories.
    drop(beat_stop);
    house.until_count("select count(*) from noc.notice where ended_at is null", |n| n == 0).await;
    house.sql.batch_execute("update noc.notice set ended_at = null, error = null").await.unwrap();

    let _beat = beat(&house, Some(&receiver));
    let taken = receiver.until_taken(4).await;
    let of = |id: Uuid| {
        let about: Vec<Value> = taken.iter().filter(|m| m["schedule"]["id"] == json!(id)).cloned().collect();
        kinds(&about)
    };
    assert_eq!(
        (of(a), of(b)),
        (vec!["failed".to_owned(), "recovered".into(), "failed".into()], vec!["failed".to_owned()])
    );
    let got = receiver.got();
    assert_eq!(got.len(), 8, "four that were not taken, four that were");
    let ids: std::collections::HashSet<_> = taken.iter().map(|m| m["id"].to_string()).collect();
    assert_eq!(ids.len(), 4, "each was taken once");
    for (_, refused) in got.iter().filter(|(status, _)| *status >= 300) {
        assert!(taken.contains(refused), "it was sent again as it was");
    }
    house.until_count("select count(*) from noc.notice where sent", |n| n == 4).await;
    // Nothing is left, and nothing comes again with another leader.
    drop(_beat);
    let _again = beat(&house, Some(&receiver));
    house.until_count("select term from noc.leader", |term| term == 3).await;
    run(&house, b, good()).await;
    receiver.until_taken(5).await;
    assert_eq!(receiver.got().len(), 9);
}

#[tokio::test]
async fn switched_off_nothing_is_told_and_still_it_is_noted() {
    let house = house().await;
    let receiver = Receiver::start(&[]).await;
    let (_beat, _worker) = (beat(&house, Some(&receiver)), worker(&house, "default"));
    house.until_count("select count(*) from noc.worker", |n| n == 1).await;
    let (quiet, loud) = (manual(&house, "quiet").await, manual(&house, "loud").await);
    house.edit(quiet, json!({"notify": false})).await;
    for id in [quiet, loud] {
        run(&house, id, bad()).await;
        until_failing(&house, id, true).await;
    }
    let taken = receiver.until_taken(1).await;
    assert_eq!(taken[0]["schedule"]["name"], "loud");
    assert_eq!(house.count("select count(*) from noc.notice").await, 1);
}

#[tokio::test]
async fn a_cancelled_job_says_nothing_about_its_schedule() {
    let house = house().await;
    let _worker = worker(&house, "default");
    let id = manual(&house, "a").await;
    let _beat = beat(&house, None);
    run(&house, id, bad()).await;
    until_failing(&house, id, true).await;
    let kwargs = json!({"duration": 600}).as_object().unwrap().clone();
    let job = house.door.run_now(&house.alice, id, Some(&kwargs), None, house.clock.now()).await.unwrap().job.id;
    house.until_count("select count(*) from noc.live_job where state = 'running'", |n| n == 1).await;
    let mut client = session(&house.database).await.unwrap();
    noc_scheduler::store::jobs::cancel(&mut client, job, "alice").await.unwrap();
    let cancelled = format!("select count(*) from noc.job_history where id = '{job}' and state = 'cancelled'");
    house.until_count(&cancelled, |n| n == 1).await;
    assert_eq!(streaks::repair(&client).await.unwrap(), [] as [Uuid; 0]);
    until_failing(&house, id, true).await;
}

#[tokio::test]
async fn what_a_crash_left_unnoted_the_next_leader_notes_and_tells() {
    let house = house().await;
    let receiver = Receiver::start(&[]).await;
    let id = manual(&house, "a").await;
    {
        let (_beat, _worker) = (beat(&house, None), worker(&house, "default"));
        house.until_count("select count(*) from noc.worker", |n| n == 1).await;
        run(&house, id, bad()).await;
        until_failing(&house, id, true).await;
    }
    // As if the worker had died between the two commits.
    let undo = "update noc.schedule_runtime set failing_since = null; delete from noc.notice";
    house.sql.batch_execute(undo).await.unwrap();
    let _beat = beat(&house, Some(&receiver));
    until_failing(&house, id, true).await;
    assert_eq!(kinds(&receiver.until_taken(1).await), ["failed"]);
}

#[tokio::test]
async fn a_row_that_settling_holds_is_passed_over_and_noted_later() {
    let house = house().await;
    let id = manual(&house, "a").await;
    let failed = "insert into noc.job_history (id, rev, task, kwargs, schedule_id, trigger, run_as, queue, priority, timeout_seconds,
        max_attempts, retry_backoff_seconds, queued_at, state, attempt, finished_at)
        values (gen_random_uuid(), 1, 't', '{}', $1, 'manual', $1, 'q', 1, 1, 1, 1, now(), 'failed', 1, now())";
    let v7 = noc_scheduler::domain::job::fresh_id(house.clock.now());
    house.sql.execute(&failed.replace("gen_random_uuid()", &format!("'{v7}'")), &[&id]).await.unwrap();
    house.sql.batch_execute("update noc.schedule_runtime set last_run_at = now()").await.unwrap();
    let client = session(&house.database).await.unwrap();
    house.sql.batch_execute("begin; select 1 from noc.schedule_runtime for update").await.unwrap();
    // It does not wait: waiting is what could deadlock.
    assert_eq!(streaks::repair(&client).await.unwrap(), [] as [Uuid; 0]);
    house.sql.batch_execute("rollback").await.unwrap();
    assert_eq!(streaks::repair(&client).await.unwrap(), [id]);
    assert_eq!(streaks::repair(&client).await.unwrap(), [] as [Uuid; 0]);
    assert_eq!(house.count("select count(*) from noc.notice where kind = 'failed'").await, 1);
}

#[tokio::test]
async fn what_an_outage_of_beat_missed_is_one_message() {
    let house = house().await;
    let receiver = Receiver::start(&[]).await;
    for (name, catch_up) in [("a", "latest"), ("b", "none"), ("quiet", "latest")] {
        let interval = json!({"every": 10, "period": "seconds"});
        let notify = name != "quiet";
        house
            .create(json!({"name": name, "task": "test_job", "kwargs": good(), "interval": interval, "catch_up": catch_up, "notify": notify}))
            .await;
    }
    let back = "update noc.schedule_runtime set settled_through = settled_through - interval '1 minute'; \
                update noc.schedule set effective_at = effective_at - interval '2 minutes', definition = \
                jsonb_set(definition, '{interval,anchor}', to_jsonb(to_char((effective_at - interval '2 minutes') at time zone 'utc', \
                'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')))";
    house.sql.batch_execute(back).await.unwrap();
    // Somebody has to take the jobs, or that is told too.
    let _worker = worker(&house, "default");
    house.until_count("select count(*) from noc.worker", |n| n == 1).await;
    let _beat = beat(&house, Some(&receiver));
    let message = receiver.until_taken(1).await.remove(0);
    assert_eq!((&message["kind"], &message["schedule_count"]), (&json!("missed"), &json!(2)));
    let count = message["count"].as_i64().unwrap();
    assert!((10..=13).contains(&count) && message["made_up"] == 1, "{message}");
    let mut names: Vec<_> =
        message["schedules"].as_array().unwrap().iter().map(|s| s["schedule"]["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(names, ["a", "b"]);
    assert!(message["from"].as_str() < message["to"].as_str(), "{message}");
    house.until_count("select count(*) from noc.notice where sent", |n| n == 2).await;
}

#[tokio::test]
async fn a_queue_without_workers_is_told_once_and_again_when_one_comes() {
    let house = house().await;
    let receiver = Receiver::start(&[]).await;
    let _beat = beat(&house, Some(&receiver));
    let body = json!({"name": "a", "task": "test_job", "schedule_type": "manual", "queue": "slow", "kwargs": good(),
                      "overlap": "allow"});
    let id = house.create(body).await.schedule.id;
    let _other = worker(&house, "default");
    for _ in 0..2 {
        house.door.run_now(&house.alice, id, None, None, house.clock.now()).await.unwrap();
    }
    let told = receiver.until_taken(1).await;
    assert_eq!(
        (&told[0]["kind"], &told[0]["queue"], &told[0]["count"]),
        (&json!("no_worker"), &json!("slow"), &json!(2))
    );
    let _worker = worker(&house, "slow");
    let told = receiver.until_taken(2).await;
    assert_eq!((&told[1]["kind"], &told[1]["queue"]), (&json!("worker_back"), &json!("slow")));
    house.until_count("select count(*) from noc.queue_unserved", |n| n == 0).await;
    // Told twice is not told again, however often the queue is looked at.
    house.until_count("select count(*) from noc.job_history", |n| n == 2).await;
    assert_eq!(house.count("select count(*) from noc.notice").await, 2);
}
