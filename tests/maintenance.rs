//! Maintenance windows and paused queues, on a beat that runs.
#![cfg(test)]

mod support;

use noc_scheduler::domain::Timestamp;
use noc_scheduler::queue::tickets::Sender;
use noc_scheduler::store::queues::{self, Change};
use noc_scheduler::store::{jobs, maintenance};
use serde_json::{Value, json};
use support::beats::{Beat, hear};
use support::house::{House, house, until_some};
use uuid::Uuid;

const JOBS: &str = "select count(*) from noc.live_job";
const SKIPPED: &str =
    "select coalesce(sum(due_count), 0)::bigint from noc.ledger where reason = 'maintenance' and outcome = 'skipped'";
const HELD: &str =
    "select coalesce(sum(due_count), 0)::bigint from noc.ledger where reason = 'maintenance' and outcome = 'pending'";

fn every_second(name: &str) -> Value {
    json!({"name": name, "task": "noop", "overlap": "allow", "interval": {"every": 1, "period": "seconds"}})
}

fn over_all(effect: &str) -> Value {
    json!({"name": "w", "effect": effect, "scope": {"all": true}})
}

impl House {
    /// Opens a window; its id and since when it is in force.
    async fn open(&self, body: Value) -> (Uuid, Timestamp) {
        let now = self.clock.now();
        let (row, _) = self.door.create_window(&self.alice, body.as_object().unwrap(), now).await.unwrap();
        (row.newest.id, row.newest.effective_at)
    }

    /// Lifts it; when that was.
    async fn lift(&self, id: Uuid) -> Timestamp {
        self.door.lift_window(&self.alice, id, None, false).await.unwrap().newest.ended_at.unwrap()
    }

    /// Jobs for due times after `from` and before `to`.
    async fn jobs_within(&self, from: Timestamp, to: Timestamp) -> i64 {
        let sql = "select count(*) from noc.live_job where due_at >= $1 and due_at < $2";
        self.sql.query_one(sql, &[&from, &to]).await.unwrap().get(0)
    }

    async fn settled_past(&self, at: Timestamp) {
        let sql = "select (extract(epoch from min(settled_through)) * 1000000)::bigint from noc.schedule_runtime";
        self.until_count(sql, |settled| settled > at.as_micros()).await;
    }
}

#[tokio::test]
async fn a_window_made_while_beat_runs_skips_from_then_until_it_is_lifted() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    house.create(every_second("a")).await;
    house.until_count(JOBS, |n| n >= 1).await;
    let (id, opened) = house.open(over_all("skip")).await;
    house.until_count(SKIPPED, |n| n >= 2).await;
    let lifted = house.lift(id).await;
    let so_far = house.count(JOBS).await;
    house.until_count(JOBS, |n| n > so_far).await;
    house.settled_past(lifted).await;
    assert_eq!(house.jobs_within(opened, lifted).await, 0);
    let inside = (lifted.as_micros() - opened.as_micros()) / 1_000_000;
    assert!((inside..=inside + 1).contains(&house.count(SKIPPED).await));
    beat.end().await;
}

#[tokio::test]
async fn an_instant_that_is_held_beyond_its_expiry_still_runs() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    let (id, _) = house.open(over_all("run_once_after")).await;
    let soon = |millis: u64| house.clock.now().plus(std::time::Duration::from_millis(millis));
    let (at, expires) = (soon(2_000), soon(2_500));
    house.create(json!({"name": "once", "task": "noop", "clocked": {"at": at}, "expires": expires})).await;
    house.until_count("select count(*) from noc.schedule where phase = 'expired'", |n| n == 1).await;
    assert_eq!((house.count(HELD).await, house.count(JOBS).await), (1, 0));
    house.lift(id).await;
    house.until_count(JOBS, |n| n == 1).await;
    assert_eq!((house.count(HELD).await, house.count(SKIPPED).await), (0, 0));
    beat.end().await;
}

#[tokio::test]
async fn a_window_is_over_what_its_scope_names_and_nothing_else() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    let mut tagged = every_second("tagged");
    tagged["tags"] = json!(["core"]);
    house.open(json!({"name": "core", "effect": "skip", "scope": {"tags": ["core"]}})).await;
    let tagged = house.create(tagged).await.schedule.id;
    let plain = house.create(every_second("plain")).await.schedule.id;
    let of = |id: Uuid| format!("select count(*) from noc.live_job where schedule_id = '{id}'");
    house.until_count(&of(plain), |n| n >= 2).await;
    house.until_count(SKIPPED, |n| n >= 1).await;
    assert_eq!(house.count(&of(tagged)).await, 0);
    beat.end().await;
}

/// What is held becomes exactly one job, for the newest due time, and the rest are skipped.
async fn one_job_after(house: &House, opened: Timestamp, lifted: Timestamp) {
    let made = "select count(*) from noc.live_job where trigger = 'catch_up'";
    house.until_count(made, |n| n == 1).await;
    house.settled_past(lifted).await;
    assert_eq!(house.count(HELD).await, 0);
    assert_eq!(house.jobs_within(opened, lifted).await, 1);
    let newest = "select count(*) from noc.ledger l, noc.live_job j where j.trigger = 'catch_up' \
                  and l.reason = 'maintenance' and l.due_through >= j.due_at";
    assert_eq!(house.count(newest).await, 0, "it is not the newest");
    let runtime = "select count(*) from noc.schedule_runtime where held_due is not null";
    assert_eq!(house.count(runtime).await, 0);
}

#[tokio::test]
async fn what_is_held_becomes_one_job_when_the_last_window_is_lifted() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    let (first, opened) = house.open(over_all("run_once_after")).await;
    let (second, _) = house.open(over_all("run_once_after")).await;
    house.create(every_second("a")).await;
    house.until_count(HELD, |n| n >= 2).await;
    house.lift(first).await;
    let held = house.count(HELD).await;
    house.until_count(HELD, |n| n > held).await;
    assert_eq!(house.count(JOBS).await, 0, "the other one is still over it");
    let lifted = house.lift(second).await;
    one_job_after(&house, opened, lifted).await;
    beat.end().await;
}

#[tokio::test]
async fn what_is_held_outlives_the_beat_and_an_edit_of_its_schedule() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    let (id, opened) = house.open(over_all("run_once_after")).await;
    let schedule = house.create(every_second("a")).await.schedule.id;
    house.until_count(HELD, |n| n >= 2).await;
    beat.end().await;
    house.edit(schedule, json!({"description": "edited while it is held"})).await;
    let beat = Beat::leading(&house).await;
    let held = house.count(HELD).await;
    house.until_count(HELD, |n| n > held).await;
    assert_eq!(house.count(JOBS).await, 0);
    // An edit of the window does not let go what the version before held.
    let fields = json!({"note": "it takes longer"});
    house.door.edit_window(&house.alice, id, None, fields.as_object().unwrap(), house.clock.now()).await.unwrap();
    let held = house.count(HELD).await;
    house.until_count(HELD, |n| n > held).await;
    assert_eq!(house.count(JOBS).await, 0);
    let lifted = house.lift(id).await;
    one_job_after(&house, opened, lifted).await;
    beat.end().await;
}

#[tokio::test]
async fn lifted_while_no_beat_runs_it_is_let_go_when_one_does() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    let (id, opened) = house.open(over_all("run_once_after")).await;
    house.create(every_second("a")).await;
    house.until_count(HELD, |n| n >= 2).await;
    beat.end().await;
    let lifted = house.lift(id).await;
    let beat = Beat::leading(&house).await;
    let settled_late = "select count(*) from noc.live_job where trigger = 'catch_up'";
    house.until_count(settled_late, |n| n >= 1).await;
    house.settled_past(lifted).await;
    house.until_count(HELD, |n| n == 0).await;
    assert_eq!(house.jobs_within(opened, lifted).await, 1);
    beat.end().await;
}

#[tokio::test]
async fn a_schedule_switched_off_while_it_is_held_makes_no_job() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    let (id, _) = house.open(over_all("run_once_after")).await;
    let schedule = house.create(every_second("a")).await.schedule.id;
    house.until_count(HELD, |n| n >= 2).await;
    house.edit(schedule, json!({"enabled": false})).await;
    house.lift(id).await;
    house.until_count(HELD, |n| n == 0).await;
    assert_eq!(house.count(JOBS).await, 0);
    beat.end().await;
}

#[tokio::test]
async fn a_decision_made_on_other_windows_settles_nothing() {
    let house = house().await;
    let mut beat = Beat::leading(&house).await;
    let made = house.create(every_second("a")).await.schedule;
    hear(&mut beat.applied).await;
    // A writer of windows has begun: a firing that was decided before waits at the leader's row.
    let mut client = house.database.get().await.unwrap();
    let tx = client.transaction().await.unwrap();
    let since = maintenance::begin(&tx).await.unwrap();
    // One that began when it was due is no other of the leader's transactions.
    let due = made.effective_at.as_micros() + 1_000_000;
    let waiting = format!(
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%windows_revision%' \
         and datname = current_database() and extract(epoch from query_start) * 1000000 >= {due}"
    );
    house.until_count(&waiting, |n| n >= 1).await;
    let fields = over_all("skip");
    let window = house.door.window(fields.as_object().unwrap(), None, since).await.unwrap();
    maintenance::insert(&tx, Uuid::new_v4(), 1, &window, since, "alice").await.unwrap();
    // Without the hint that the table gives, to see that the firing itself finds out.
    tx.batch_execute("alter table noc.maintenance_window disable trigger maintenance_window_hint").await.unwrap();
    tx.commit().await.unwrap();
    house.until_count(SKIPPED, |n| n >= 2).await;
    assert_eq!(house.jobs_within(since, house.clock.now()).await, 0);
    beat.end().await;
}

#[tokio::test]
async fn without_its_hint_a_lifted_window_is_noticed_by_the_heartbeat() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    house
        .sql
        .batch_execute("alter table noc.maintenance_window disable trigger maintenance_window_hint")
        .await
        .unwrap();
    let (id, _) = house.open(over_all("run_once_after")).await;
    let mut daily = every_second("once");
    daily["interval"] = Value::Null;
    daily["clocked"] = json!({"at": house.clock.now().plus(std::time::Duration::from_secs(3))});
    house.create(daily).await;
    house.until_count(HELD, |n| n == 1).await;
    house.lift(id).await;
    house.until_count(JOBS, |n| n == 1).await;
    house.until_count("select count(*) from noc.schedule where phase = 'completed'", |n| n == 1).await;
    beat.end().await;
}

#[tokio::test]
async fn jobs_of_a_paused_queue_get_their_tickets_when_it_is_resumed() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    let mut client = house.database.get().await.unwrap();
    let pause = Change::Pause { by: "alice", note: Some("upgrade") };
    assert!(queues::change(&mut client, "slow", pause).await.unwrap());
    let mut slow = every_second("slow");
    slow["queue"] = json!("slow");
    let slow = house.create(slow).await.schedule.id;
    house.create(every_second("plain")).await;
    let of_slow = format!("select count(*) from noc.live_job where schedule_id = '{slow}'");
    let made = house.until_count(&of_slow, |n| n >= 3).await;
    let sender = Sender::new(house.redis.clone());
    until_some("tickets of the other queue", || async { (sender.length("default").await.unwrap() >= 2).then_some(()) })
        .await;
    assert_eq!(sender.length("slow").await.unwrap(), 0);
    let handed_over = "select count(*) from noc.live_job where queue = 'slow' and handed_over";
    assert_eq!(house.count(handed_over).await, 0);
    // Nor does a hint, or a beat that begins by sending everything.
    jobs::hint(&*client).await.unwrap();
    beat.end().await;
    let beat = Beat::leading(&house).await;
    house.until_count(&of_slow, |n| n > made).await;
    assert_eq!(sender.length("slow").await.unwrap(), 0);
    assert!(queues::change(&mut client, "slow", Change::Resume).await.unwrap());
    house.until_count("select count(*) from noc.live_job where queue = 'slow' and not handed_over", |n| n == 0).await;
    let all = house.count(&of_slow).await;
    until_some("a ticket for each", || async {
        (i64::try_from(sender.length("slow").await.unwrap()).unwrap() >= all).then_some(())
    })
    .await;
    beat.end().await;
}
