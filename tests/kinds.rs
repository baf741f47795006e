//! Kinds of cadence and what a schedule does at its due times, on a beat that runs.
#![cfg(test)]

mod support;

use std::time::Duration;

use noc_scheduler::domain::Timestamp;
use noc_scheduler::store::jobs;
use serde_json::{Value, json};
use support::beats::{Beat, hear};
use support::house::{House, house, until_some};
use uuid::Uuid;

fn every_second(name: &str, more: Value) -> Value {
    let mut body = json!({"name": name, "task": "noop", "interval": {"every": 1, "period": "seconds"}});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

fn soon(house: &House, millis: u64) -> Timestamp {
    house.clock.now().plus(Duration::from_millis(millis))
}

impl House {
    /// The state of the schedule's phase, once it is `phase`.
    async fn until_phase(&self, id: Uuid, phase: &str) {
        let sql = format!("select count(*) from noc.schedule where id = '{id}' and phase = '{phase}'");
        self.until_count(&sql, |n| n == 1).await;
    }

    /// The states of all its live jobs, oldest first.
    async fn states(&self) -> Vec<String> {
        let rows = self.sql.query("select state from noc.live_job order by id", &[]).await.unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    }

    /// Takes the oldest queued job as a worker would.
    async fn claim_oldest(&self) -> Uuid {
        let id: Uuid = until_some("a queued job", || async {
            let sql = "select id from noc.live_job where state = 'queued' order by id limit 1";
            self.sql.query_opt(sql, &[]).await.unwrap().map(|row| row.get(0))
        })
        .await;
        let client = self.database.get().await.unwrap();
        let claimed = jobs::claim(&*client, Uuid::from_u128(1), "w", &[(id, 1)]).await.unwrap();
        assert_eq!(claimed.len(), 1);
        id
    }
}

#[tokio::test]
async fn an_instant_makes_its_job_and_completes() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    let at = soon(&house, 2_000);
    let made = house.create(json!({"name": "once", "task": "noop", "clocked": {"at": at}})).await.schedule;
    house.until_phase(made.id, "completed").await;
    let row = house.sql.query_one("select due_at from noc.live_job", &[]).await.unwrap();
    assert_eq!(row.get::<_, Timestamp>(0), at);
    let event = "select count(*) from noc.schedule_event where kind = 'completed' and actor = 'system'";
    assert_eq!(house.count(event).await, 1);
    beat.end().await;
}

#[tokio::test]
async fn runs_are_counted_through_edits_and_a_change_of_leader() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    let made = house.create(every_second("few", json!({"max_runs": 4, "overlap": "allow"}))).await.schedule;
    house.until_count("select count(*) from noc.live_job", |n| n >= 2).await;
    // An edit that does not touch the limit goes on counting, and so does the next leader.
    house.edit(made.id, json!({"description": "counted"})).await;
    beat.end().await;
    let beat = Beat::leading(&house).await;
    house.until_phase(made.id, "completed").await;
    assert_eq!(house.count("select count(*) from noc.live_job").await, 4);
    // Enabled again it may make as many once more.
    house.edit(made.id, json!({"enabled": true})).await;
    house.until_count("select count(*) from noc.live_job", |n| n == 8).await;
    house.until_phase(made.id, "completed").await;
    beat.end().await;
}

#[tokio::test]
async fn with_queue_one_the_second_waits_and_the_third_is_skipped() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    house.create(every_second("line", json!({"overlap": "queue_one"}))).await;
    let first = house.claim_oldest().await;
    house.until_count("select count(*) from noc.ledger where reason = 'overlap'", |n| n >= 1).await;
    assert_eq!(house.states().await, ["running", "waiting"]);
    assert_eq!(house.count(&format!("select count(*) from noc.live_job where waits_for = '{first}'")).await, 1);
    beat.end().await;
}

#[tokio::test]
async fn cancel_running_asks_the_open_job_to_stop_and_waits_until_it_has() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    let made = house.create(every_second("newest", json!({"overlap": "cancel_running"}))).await.schedule;
    let first = house.claim_oldest().await;
    let asked = format!("select count(*) from noc.live_job where id = '{first}' and cancel_requested_at is not null");
    house.until_count(&asked, |n| n == 1).await;
    // Those that never started are over at once; the newest waits for the one that still runs.
    let cancelled = "select count(*) from noc.job_history where state = 'cancelled' and cancelled_by like 'system%'";
    house.until_count(cancelled, |n| n >= 1).await;
    house.edit(made.id, json!({"enabled": false})).await;
    house.until_count("select count(*) from noc.live_job", |n| n == 2).await;
    let waits = format!("select count(*) from noc.live_job where waits_for = '{first}' and state = 'waiting'");
    assert_eq!(house.count(&waits).await, 1);
    beat.end().await;
}

#[tokio::test]
async fn jitter_delays_the_start_and_nothing_else() {
    let house = house().await;
    let mut beat = Beat::leading(&house).await;
    house.create(every_second("spread", json!({"jitter_seconds": 3600, "overlap": "allow"}))).await;
    hear(&mut beat.applied).await;
    house.until_count("select count(*) from noc.live_job", |n| n >= 2).await;
    let late = "select count(*) from noc.live_job where ready_at < due_at or ready_at > due_at + interval '1 hour' \
                or state <> 'waiting' and ready_at > clock_timestamp()";
    assert_eq!(house.count(late).await, 0);
    let drawn = "select count(distinct ready_at - due_at) from noc.live_job";
    assert!(house.count(drawn).await >= 2);
    beat.end().await;
}

#[tokio::test]
async fn what_jitter_put_off_gets_its_ticket_when_its_time_has_come() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    house.create(every_second("soon", json!({"jitter_seconds": 1, "overlap": "allow"}))).await;
    house.until_count("select count(*) from noc.live_job where state = 'queued' and handed_over", |n| n >= 2).await;
    let early = "select count(*) from noc.live_job where handed_over and ready_at > clock_timestamp()";
    assert_eq!(house.count(early).await, 0);
    beat.end().await;
}

#[tokio::test]
async fn a_snoozed_schedule_is_silent_until_it_wakes_by_itself() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    let until = soon(&house, 2_500);
    let made = house.create(every_second("asleep", json!({"snooze_until": until, "overlap": "allow"}))).await.schedule;
    house.until_count("select count(*) from noc.live_job", |n| n >= 1).await;
    let early = format!("select count(*) from noc.live_job where due_at < '{until}'");
    assert_eq!(house.count(&early).await, 0);
    assert_eq!(house.count("select count(*) from noc.ledger").await, 0, "what was not due has no outcome");
    assert_eq!(
        house
            .count(
                &format!("select version from noc.schedule where id = '{}'", made.id)
                    .replace("version", "version::bigint")
            )
            .await,
        1
    );
    beat.end().await;
}

#[tokio::test]
async fn one_that_waits_for_a_person_makes_nothing_of_itself() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    let manual = house.create(json!({"name": "by hand", "task": "noop", "schedule_type": "manual"})).await.schedule;
    house.create(every_second("marker", json!({"overlap": "allow"}))).await;
    house.until_count("select count(*) from noc.live_job", |n| n >= 2).await;
    assert_eq!(house.count(&format!("select count(*) from noc.live_job where schedule_id = '{}'", manual.id)).await, 0);
    let started = house.door.run_now(&house.alice, manual.id, None, None, house.clock.now()).await.unwrap();
    assert_eq!(started.job.schedule_id, Some(manual.id));
    beat.end().await;
}
