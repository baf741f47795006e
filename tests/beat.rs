//! Beat: edits move timers, due times get one outcome, one of many leads.
#![cfg(test)]

mod support;

use serde_json::{Value, json};
use support::beats::{Beat, hear};
use support::house::{house, until_some};
use uuid::Uuid;

fn every(seconds: u32, name: &str) -> Value {
    json!({"name": name, "task": "noop", "overlap": "allow", "interval": {"every": seconds, "period": "seconds"}})
}

const JOBS: &str = "select count(*) from noc.live_job";

#[tokio::test]
async fn a_schedule_made_while_beat_runs_makes_jobs_with_a_ticket_each() {
    let house = house().await;
    let mut beat = Beat::leading(&house).await;
    house.create(every(1, "a")).await;
    hear(&mut beat.applied).await;
    let jobs = house.until_count(JOBS, |n| n >= 2).await;
    let sender = noc_scheduler::queue::tickets::Sender::new(house.redis.clone());
    let tickets = until_some("as many tickets as jobs", || async {
        Some(sender.length("default").await.unwrap()).filter(|n| i64::try_from(*n).unwrap() >= jobs)
    })
    .await;
    assert!(tickets >= 2);
    // Due times are the anchor and whole steps from it, whatever the latency.
    let drift = "select count(*) from noc.live_job where (extract(epoch from due_at) * 1000000)::bigint % 1000000 <> \
                 (select (extract(epoch from effective_at) * 1000000)::bigint % 1000000 from noc.schedule)";
    assert_eq!(house.count(drift).await, 0);
    beat.end().await;
}

#[tokio::test]
async fn a_restored_schedule_is_due_again_and_owes_nothing_for_the_time_it_was_gone() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    let id = house.create(every(1, "a")).await.schedule.id;
    house.until_count(JOBS, |n| n >= 1).await;
    house.door.delete(&house.alice, id, None, None).await.unwrap();
    // Longer than it takes to be missed, were it not deleted.
    let marker = house.create(every(1, "marker")).await.schedule.id;
    house.until_count(&format!("select count(*) from noc.live_job where schedule_id = '{marker}'"), |n| n >= 7).await;
    let restored = house.door.restore(&house.alice, id, None, None).await.unwrap().schedule;
    let again = format!("select count(*) from noc.live_job where schedule_version = {}", restored.version);
    house.until_count(&again, |n| n >= 2).await;
    assert_eq!(house.count("select count(*) from noc.live_job where trigger <> 'schedule'").await, 0);
    assert_eq!(house.count("select count(*) from noc.ledger").await, 0);
    let early = "select count(*) from noc.live_job j, noc.schedule s \
                 where s.id = j.schedule_id and s.version = 3 and j.schedule_version = 3 and j.due_at <= s.effective_at";
    assert_eq!(house.count(early).await, 0);
    beat.end().await;
}

#[tokio::test]
async fn an_edit_takes_effect_at_once_and_a_disabled_schedule_is_silent() {
    let house = house().await;
    let mut beat = Beat::leading(&house).await;
    let id = house.create(every(86_400, "slow")).await.schedule.id;
    hear(&mut beat.applied).await;
    house.edit(id, json!({"interval": {"every": 1, "period": "seconds"}})).await;
    house.until_count(JOBS, |n| n >= 1).await;
    let off = house.edit(id, json!({"enabled": false})).await.schedule;
    hear(&mut beat.applied).await;
    hear(&mut beat.applied).await;
    // A due time up to the switch belongs to the version before; none after it to anybody.
    let marker = house.create(every(1, "marker")).await.schedule.id;
    house.until_count(&format!("select count(*) from noc.live_job where schedule_id = '{marker}'"), |n| n >= 2).await;
    let late = "select count(*) from noc.live_job j join noc.schedule s on s.id = j.schedule_id \
                where s.phase = 'disabled' and j.due_at > s.effective_at";
    assert_eq!(house.count(late).await, 0);
    assert_eq!(off.version, 3);
    beat.end().await;
}

#[tokio::test]
async fn overlap_skip_names_the_job_in_one_entry_for_the_whole_row() {
    let house = house().await;
    let mut body = every(1, "a");
    body["overlap"] = json!("skip");
    let beat = Beat::leading(&house).await;
    house.create(body).await;
    let skipped = "select coalesce(sum(due_count), 0)::bigint from noc.ledger where reason = 'overlap'";
    house.until_count(skipped, |n| n >= 3).await;
    assert_eq!(house.count("select count(*) from noc.ledger").await, 1);
    assert_eq!(house.count(JOBS).await, 1);
    let named = "select count(*) from noc.ledger l join noc.live_job j on j.id = l.blocking_job";
    assert_eq!(house.count(named).await, 1);
    // The row is as long as it says.
    let honest = "select count(*) from noc.ledger where due_through = due_from + make_interval(secs => due_count - 1)";
    assert_eq!(house.count(honest).await, 1);
    beat.end().await;
}

#[tokio::test]
async fn a_one_off_makes_one_job_and_is_completed_in_the_same_breath() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    let mut body = every(1, "once");
    body["one_off"] = json!(true);
    let id = house.create(body).await.schedule.id;
    house.until_count("select count(*) from noc.schedule where phase = 'completed'", |n| n == 1).await;
    assert_eq!(house.count("select count(*) from noc.live_job").await, 1);
    let by = "select count(*) from noc.schedule_event where kind = 'completed' and actor = 'system' and version = 2";
    assert_eq!(house.count(by).await, 1);
    // Switched on again it makes one more.
    house.edit(id, json!({"enabled": true})).await;
    house.until_count("select count(*) from noc.live_job", |n| n == 2).await;
    house.until_count("select count(*) from noc.schedule where phase = 'completed' and version = 4", |n| n == 1).await;
    beat.end().await;
}

#[tokio::test]
async fn a_schedule_expires_after_its_last_due_time() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    let mut body = every(1, "short");
    let expires = house.clock.now().plus(std::time::Duration::from_millis(2_500));
    body["expires"] = json!(expires);
    let created = house.create(body).await.schedule;
    house.until_count("select count(*) from noc.schedule where phase = 'expired'", |n| n == 1).await;
    let cadence = created.definition.cadence();
    let due = cadence.between(None, created.effective_at, expires).filter(|due| *due < expires);
    assert_eq!(house.count(JOBS).await, i64::try_from(due.count()).unwrap());
    beat.end().await;
}

#[tokio::test]
async fn after_an_outage_each_missed_due_time_has_its_outcome() {
    let house = house().await;
    let id = house.create(every(10, "a")).await.schedule.id;
    // As if it had been made, and last settled, an hour ago, and no beat had run since.
    let back = "update noc.schedule_runtime set settled_through = settled_through - interval '1 hour'";
    let anchor = "update noc.schedule set effective_at = effective_at - interval '1 hour', definition = \
                  jsonb_set(definition, '{interval,anchor}', to_jsonb(to_char((effective_at - interval '1 hour') at time zone 'utc', \
                  'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')))";
    house.sql.batch_execute(&format!("{back}; {anchor}")).await.unwrap();
    let beat = Beat::leading(&house).await;
    house.until_count("select count(*) from noc.live_job where trigger = 'catch_up'", |n| n == 1).await;
    let told = "select coalesce(sum(due_count), 0)::bigint from noc.ledger where reason = 'superseded'";
    let superseded = house.until_count(told, |n| n > 0).await;
    let in_time = house.count("select count(*) from noc.live_job where trigger = 'schedule'").await;
    assert!((359..=361).contains(&(superseded + 1 + in_time)), "{superseded} superseded, {in_time} in time");
    let _ = id;
    beat.end().await;
}

#[tokio::test]
async fn a_second_beat_stands_by_and_takes_over_when_the_first_ends() {
    let house = house().await;
    let first = Beat::leading(&house).await;
    let mut second = Beat::start(&house);
    hear(&mut second.loaded).await;
    house.create(every(1, "a")).await;
    house.until_count(JOBS, |n| n >= 1).await;
    assert!(second.leading.try_recv().is_err(), "two lead");
    first.end().await;
    assert_eq!(hear(&mut second.leading).await, 2);
    let so_far = house.count(JOBS).await;
    house.until_count(JOBS, |n| n > so_far).await;
    // No due time was lost or doubled across the change.
    let gaps = "select count(*) from (select due_at - lag(due_at) over (order by due_at) as step from noc.live_job) s \
                where step <> interval '1 second'";
    let outcomes = house.count(gaps).await + house.count("select count(*) from noc.ledger").await;
    assert_eq!(outcomes, 0);
    second.end().await;
}

#[tokio::test]
async fn a_disabled_owners_due_times_are_skipped_until_the_owner_is_back() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    house.sql.batch_execute("update noc.app_user set is_active = false").await.unwrap();
    house.create(every(1, "a")).await;
    house.until_count("select count(*) from noc.ledger where reason = 'owner'", |n| n >= 1).await;
    assert_eq!(house.count(JOBS).await, 0);
    house.sql.batch_execute("update noc.app_user set is_active = true").await.unwrap();
    house.until_count(JOBS, |n| n >= 1).await;
    beat.end().await;
}

#[tokio::test]
async fn an_unreadable_schedule_stops_nothing_else() {
    let house = house().await;
    let strange = house.create(every(1, "strange")).await.schedule.id;
    let insert = "insert into noc.schedule_event (schedule_id, version, kind, format, data, actor, effective_at) \
                  values ($1, 2, 'entangled', 9, '{}', 'future', clock_timestamp())";
    house.sql.execute(insert, &[&strange]).await.unwrap();
    house.sql.batch_execute("update noc.schedule_runtime set head_version = 2").await.unwrap();
    let beat = Beat::leading(&house).await;
    let plain = house.create(every(1, "plain")).await.schedule.id;
    let of = |id: Uuid| format!("select count(*) from noc.live_job where schedule_id = '{id}'");
    house.until_count(&of(plain), |n| n >= 2).await;
    assert_eq!(house.count(&of(strange)).await, 0);
    beat.end().await;
}

/// So many are not before, at and after one due time by chance.
const FEWEST_EDITS: u32 = 50;

#[tokio::test]
async fn two_hundred_edits_a_second_around_a_due_time_leave_it_one_outcome() {
    let house = house().await;
    let mut beat = Beat::leading(&house).await;
    let id = house.create(every(1, "busy")).await.schedule.id;
    hear(&mut beat.applied).await;
    let end = house.clock.now().plus(std::time::Duration::from_secs(4));
    let mut edits = 0;
    // On a machine too busy for as many in that time it takes longer, and crosses more due times.
    while house.clock.now() < end || edits < FEWEST_EDITS {
        house.edit(id, json!({"description": format!("edit {edits}")})).await;
        edits += 1;
    }
    let settled = house.clock.now();
    let runtime = "select (extract(epoch from settled_through) * 1000000)::bigint from noc.schedule_runtime";
    house.until_count(runtime, |at| at >= settled.as_micros()).await;
    let outcomes =
        "select (select count(*) from noc.live_job) + coalesce((select sum(due_count) from noc.ledger), 0)::bigint";
    let due = "select (floor(extract(epoch from r.settled_through - e.effective_at)))::bigint \
               from noc.schedule_runtime r, noc.schedule_event e where e.version = 1";
    assert_eq!(house.count(outcomes).await, house.count(due).await, "after {edits} edits");
    beat.end().await;
}

#[tokio::test]
async fn what_redis_forgot_is_sent_again() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    house.create(every(86_400, "later")).await;
    let mut body = every(1, "now");
    body["one_off"] = json!(true);
    house.create(body).await;
    house.until_count(JOBS, |n| n == 1).await;
    let sender = noc_scheduler::queue::tickets::Sender::new(house.redis.clone());
    let tickets = || async { Some(sender.length("default").await.unwrap()).filter(|n| *n > 0) };
    until_some("the first ticket", tickets).await;
    // Not FLUSHALL: other tests share the server.
    let key = noc_scheduler::queue::tickets::Lane { queue: "default".to_owned(), priority: Default::default() };
    let key = key.key(&house.redis);
    support::house::forget(&house, &key).await;
    until_some("the ticket once more", tickets).await;
    beat.end().await;
}

/// A job that is ready later must get its ticket then, however busy the relay is meanwhile.
#[tokio::test]
async fn a_retry_gets_its_ticket_while_others_fire() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    house.create(every(1, "busy")).await;
    house.until_count(JOBS, |n| n >= 1).await;
    let insert = "insert into noc.live_job (id, task, kwargs, trigger, run_as, queue, priority, timeout_seconds, max_attempts, \
                  retry_backoff_seconds, retry_on_crash, ready_at, handed_over, state, attempt) \
                  values ($1, 'noop', '{}', 'adhoc', $1, 'apart', 1, 60, 3, 1, true, clock_timestamp() + interval '3 seconds', \
                  false, 'retrying', 2)";
    house.sql.execute(insert, &[&Uuid::new_v4()]).await.unwrap();
    house.sql.batch_execute("notify noc_jobs").await.unwrap();
    let sender = noc_scheduler::queue::tickets::Sender::new(house.redis.clone());
    let ticket = || async { Some(sender.length("apart").await.unwrap()).filter(|n| *n == 1) };
    until_some("the ticket of the second attempt", ticket).await;
    beat.end().await;
}

#[tokio::test]
async fn a_deleted_schedule_is_silent_and_leaves_nothing_behind() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    let id = house.create(every(1, "gone")).await.schedule.id;
    house.until_count(JOBS, |n| n >= 1).await;
    house.door.delete(&house.alice, id, None, None).await.unwrap();
    house.create(every(1, "marker")).await;
    let marker = "select count(*) from noc.live_job where schedule_name = 'marker'";
    house.until_count(marker, |n| n >= 2).await;
    let late = "select count(*) from noc.live_job j join noc.schedule s on s.id = j.schedule_id \
                where s.phase = 'deleted' and j.due_at > s.effective_at";
    assert_eq!(house.count(late).await, 0);
    beat.end().await;
}

#[tokio::test]
async fn more_missed_due_times_than_the_limit_wait_for_an_operator() {
    let house = house().await;
    let mut body = every(1, "a");
    body["catch_up"] = json!("all");
    house.create(body).await;
    let back = "update noc.schedule_runtime set settled_through = settled_through - interval '1 minute'; \
                update noc.schedule set effective_at = effective_at - interval '2 minutes', definition = \
                jsonb_set(definition, '{interval,anchor}', to_jsonb(to_char((effective_at - interval '2 minutes') at time zone 'utc', \
                'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')))";
    house.sql.batch_execute(back).await.unwrap();
    let mut beat = Beat::with_limit(&house, 10);
    hear(&mut beat.leading).await;
    house
        .until_count("select coalesce(sum(due_count), 0)::bigint from noc.ledger where outcome = 'pending'", |n| n > 40)
        .await;
    assert_eq!(house.count("select count(*) from noc.live_job where trigger = 'catch_up'").await, 0);
    beat.end().await;
}
