//! Due times on a running beat: one outcome each, by the version that owns it, and what operators make of them.
#![cfg(test)]

mod support;

use std::collections::BTreeMap;
use std::time::Duration;

use noc_scheduler::domain::Timestamp;
use noc_scheduler::domain::cadence::Span;
use noc_scheduler::domain::job::id_for_due_time;
use noc_scheduler::domain::ledger::{Asked, Code, History, Outcome, due_times, explain, in_words};
use noc_scheduler::domain::schedule::Phase;
use noc_scheduler::store::occurrences::{self, Page, Range};
use noc_scheduler::store::{Database, firing, housekeeping, leader};
use serde_json::{Value, json};
use support::beats::{Beat, hear};
use support::house::{House, house};
use uuid::Uuid;

fn every(seconds: u32, name: &str) -> Value {
    json!({"name": name, "task": "noop", "overlap": "allow", "interval": {"every": seconds, "period": "seconds"}})
}

/// A schedule as if it had been made, and last settled, `seconds` ago, with no beat since.
async fn missed_for(house: &House, mut body: Value, seconds: u64) -> Uuid {
    // Its due times are whole steps from here, however long ago it began.
    body["start_at"] = json!(house.clock.now().minus(Duration::from_secs(seconds)));
    let id = house.create(body).await.schedule.id;
    let back = format!("interval '{seconds} seconds'");
    let sql = format!(
        "alter table noc.schedule_event disable trigger schedule_event_is_append_only; \
         update noc.schedule_event set effective_at = effective_at - {back} where schedule_id = '{id}'; \
         alter table noc.schedule_event enable trigger schedule_event_is_append_only; \
         update noc.schedule set effective_at = effective_at - {back} where id = '{id}'; \
         update noc.schedule_runtime set settled_through = settled_through - {back}, next_due = next_due - {back} \
         where schedule_id = '{id}'"
    );
    house.sql.batch_execute(&sql).await.unwrap();
    id
}

async fn history(house: &House, id: Uuid) -> History {
    occurrences::history(&house.database.get().await.unwrap(), id).await.unwrap()
}

/// What is recorded of each due time, out of the tables alone.
async fn recorded(house: &House, id: Uuid, history: &History) -> BTreeMap<Timestamp, Vec<(String, i32)>> {
    let mut found: BTreeMap<Timestamp, Vec<(String, i32)>> = BTreeMap::new();
    let jobs = "select due_at, schedule_version from noc.live_job where schedule_id = $1 and due_at is not null \
                union all select due_at, schedule_version from noc.job_history where schedule_id = $1 and due_at is not null";
    for row in house.sql.query(jobs, &[&id]).await.unwrap() {
        found.entry(row.get(0)).or_default().push(("job".to_owned(), row.get(1)));
    }
    let rows = "select due_from, due_through, due_count, outcome || ' ' || reason, schedule_version from noc.ledger \
                where schedule_id = $1";
    for row in house.sql.query(rows, &[&id]).await.unwrap() {
        let (count, version): (i32, i32) = (row.get(2), row.get(4));
        let span = Span { first: row.get(0), last: row.get(1), count: u64::try_from(count).unwrap() };
        let dues = due_times(&history.version(version).unwrap().definition, span, usize::MAX);
        assert_eq!(dues.len() as u64, span.count, "a row counts otherwise than it reaches");
        for due in dues {
            found.entry(due).or_default().push((row.get(3), version));
        }
    }
    found
}

/// Every due time that some version owned, up to `until`, and which.
fn owned(history: &History, until: Timestamp) -> BTreeMap<Timestamp, i32> {
    let newest = history.newest().unwrap().schedule.version;
    let mut owned = BTreeMap::new();
    for version in 1..=newest {
        let s = history.version(version).unwrap();
        let end = history.version(version + 1).map_or(until, |next| next.effective_at).min(until);
        if s.phase == Phase::Enabled {
            let d = &s.definition;
            owned.extend(d.cadence().between(d.start_at, s.effective_at, end).map(|due| (due, version)));
        }
    }
    owned
}

/// One outcome for each due time, by the version that owns it, and none for any other time.
async fn one_outcome_each(house: &House, id: Uuid, until: Timestamp) -> usize {
    let history = history(house, id).await;
    let mut recorded = recorded(house, id, &history).await;
    recorded.retain(|due, _| *due <= until);
    let found: BTreeMap<Timestamp, Vec<i32>> =
        recorded.into_iter().map(|(due, of)| (due, of.into_iter().map(|(_, version)| version).collect())).collect();
    let expected: BTreeMap<Timestamp, Vec<i32>> =
        owned(&history, until).into_iter().map(|(due, version)| (due, vec![version])).collect();
    assert_eq!(found, expected);
    found.len()
}

/// Everything that the list says of a schedule.
async fn listed(house: &House, id: Uuid, newest_first: bool, size: usize) -> Vec<Outcome> {
    let client = house.database.get().await.unwrap();
    let range = Range {
        from: house.clock.now().minus(Duration::from_secs(100 * 86_400)),
        to: house.clock.now(),
        outcome: None,
        reason: None,
    };
    let (mut all, mut behind) = (Vec::new(), None);
    loop {
        let page = Page { newest_first, behind, size };
        let (outcomes, more) = occurrences::list(&client, id, range, page).await.unwrap();
        behind = outcomes.last().map(Outcome::key);
        all.extend(outcomes);
        if !more {
            return all;
        }
    }
}

fn counted(outcomes: &[Outcome]) -> i64 {
    let count = |outcome: &Outcome| match outcome {
        Outcome::Jobs { .. } => 1,
        Outcome::Row(row) => row.count,
        Outcome::Day(day) => day.jobs(),
    };
    outcomes.iter().map(count).sum()
}

const PENDING: &str = "select coalesce(sum(due_count), 0)::bigint from noc.ledger where outcome = 'pending'";

#[tokio::test]
async fn an_operator_runs_and_drops_what_a_storm_left_pending() {
    let house = house().await;
    let mut body = every(1, "storm");
    (body["catch_up"], body["overlap"]) = (json!("all"), json!("skip"));
    let id = missed_for(&house, body, 60).await;
    let mut beat = Beat::with_limit(&house, 10);
    hear(&mut beat.leading).await;
    let waiting = house.until_count(PENDING, |n| n > 40).await;
    let first: Timestamp = house
        .sql
        .query_one("select min(due_from) from noc.ledger where outcome = 'pending'", &[])
        .await
        .unwrap()
        .get(0);
    let second = |n: u64| first.plus(Duration::from_secs(n));

    // Five out of the middle of the row, in turn, by fresh ids.
    let now = house.clock.now();
    let done = house.door.run_pending(&house.alice, id, second(10), second(14), now).await.unwrap();
    assert_eq!((done.due_times, done.left, done.jobs.len()), (5, 0, 5));
    assert_eq!(house.count(PENDING).await, waiting - 5);
    let in_turn = "select count(*) from noc.live_job a join noc.live_job b on b.waits_for = a.id \
                   where b.due_at = a.due_at + interval '1 second' and b.id > a.id and b.trigger = 'catch_up'";
    assert_eq!(house.count(in_turn).await, 4);
    let again = house.door.run_pending(&house.alice, id, second(10), second(14), now).await.unwrap();
    assert_eq!((again.due_times, again.left), (0, 0), "asked again it finds nothing");
    // More of them join the end of the line: nobody is waited for by two.
    let more = house.door.run_pending(&house.alice, id, second(20), second(21), now).await.unwrap();
    assert_eq!(more.due_times, 2);
    let forks = "select count(*) from (select from noc.live_job where waits_for is not null \
                 group by waits_for having count(*) > 1) as fork";
    assert_eq!(house.count(forks).await, 0);

    // Two on either side of them are dropped, the rest waits on.
    let dropped = house.door.drop_pending(&house.alice, id, second(8), second(16)).await.unwrap();
    assert_eq!(dropped.due_times, 4);
    assert_eq!(house.count(PENDING).await, waiting - 11);
    let by = "select coalesce(sum(due_count), 0)::bigint from noc.ledger \
              where outcome = 'skipped' and reason = 'dropped_by_operator' and decided_by = 'alice'";
    assert_eq!(house.count(by).await, 4);
    let rest = house.door.drop_pending(&house.alice, id, Timestamp::MIN, Timestamp::MAX).await.unwrap();
    assert_eq!(i64::try_from(rest.due_times).unwrap(), waiting - 11);

    // Beat goes on beside all this, and each due time has one outcome still.
    let off = house.edit(id, json!({"enabled": false})).await.schedule.effective_at;
    let settled = format!("select count(*) from noc.schedule_runtime where next_due is null and schedule_id = '{id}'");
    house.until_count(&settled, |n| n == 1).await;
    let due_times = one_outcome_each(&house, id, off).await;
    for (newest_first, size) in [(true, 500), (true, 1), (false, 2)] {
        let listed = listed(&house, id, newest_first, size).await;
        assert_eq!(counted(&listed), i64::try_from(due_times).unwrap());
        let keys: Vec<Timestamp> = listed.iter().map(Outcome::key).collect();
        assert!(keys.is_sorted_by(|a, b| if newest_first { a > b } else { a < b }), "{keys:?}");
    }
    beat.end().await;
}

#[tokio::test]
async fn what_a_window_holds_can_be_run_or_dropped_too() {
    let house = house().await;
    let mut body = every(10, "held");
    body["max_runs"] = json!(3);
    let id = missed_for(&house, body, 300).await;
    // As beat writes it while a window is open.
    let first: Timestamp = house
        .sql
        .query_one("select (definition->>'start_at')::timestamptz from noc.schedule", &[])
        .await
        .unwrap()
        .get(0);
    let last = first.plus(Duration::from_secs(90));
    let hold = "insert into noc.ledger (schedule_id, due_from, due_through, due_count, outcome, reason, schedule_version) \
                values ($1, $2, $3, 10, 'pending', 'maintenance', 1)";
    house.sql.execute(hold, &[&id, &first, &last]).await.unwrap();
    house
        .sql
        .execute("update noc.schedule_runtime set held_due = $1, counted_in = 1, counted_runs = 1", &[&last])
        .await
        .unwrap();
    let held = "select coalesce((extract(epoch from held_due) * 1000000)::bigint, 0) from noc.schedule_runtime";
    let newest = first.plus(Duration::from_secs(80));
    house.door.drop_pending(&house.alice, id, last, last).await.unwrap();
    assert_eq!(house.count(held).await, newest.as_micros(), "what is held is what is left");
    // One of its three runs was made before: the second of these is the last, and completes it.
    let done =
        house.door.run_pending(&house.alice, id, Timestamp::MIN, Timestamp::MAX, house.clock.now()).await.unwrap();
    assert_eq!((done.due_times, done.left), (2, 7));
    assert_eq!(house.count("select count(*) from noc.schedule where phase = 'completed'").await, 1);
    house.door.drop_pending(&house.alice, id, Timestamp::MIN, Timestamp::MAX).await.unwrap();
    assert_eq!(house.count(held).await, 0);
}

#[tokio::test]
async fn an_outage_is_reported_once_with_what_became_of_it() {
    let house = house().await;
    let mut none = every(10, "none");
    none["catch_up"] = json!("none");
    missed_for(&house, every(10, "latest"), 3_600).await;
    missed_for(&house, none, 600).await;
    house.create(every(1, "fresh")).await;
    let beat = Beat::leading(&house).await;
    house.until_count("select count(*) from noc.outage", |n| n == 1).await;
    let told = house.sql.query_one("select to_jsonb(o) from noc.outage o", &[]).await.unwrap().get::<_, Value>(0);
    let (superseded, gone) =
        (told["skipped"]["superseded"].as_i64().unwrap(), told["skipped"]["catch_up_none"].as_i64().unwrap());
    assert!((355..=361).contains(&superseded) && (56..=61).contains(&gone), "{told}");
    assert_eq!((&told["made_late"], &told["pending"], &told["schedules"]), (&json!(1), &json!(0), &json!(2)), "{told}");
    assert_eq!(told["due_count"], superseded + gone + 1, "{told}");
    assert_eq!(told["most_missed"][0]["name"], "latest", "{told}");
    assert_eq!(told["most_missed"][1]["due_count"], gone, "{told}");
    beat.end().await;
    // A leader that finds nothing late reports nothing.
    let so_far = house.count("select count(*) from noc.live_job where schedule_name = 'fresh'").await;
    let beat = Beat::leading(&house).await;
    house.until_count("select count(*) from noc.live_job where schedule_name = 'fresh'", |n| n > so_far + 1).await;
    let later = house.count("select count(*) from noc.outage where due_count > 3").await;
    assert_eq!(later, 1, "an outage was reported where nobody was away for long");
    beat.end().await;
}

#[tokio::test]
async fn edits_paced_at_two_hundred_a_second_leave_each_due_time_one_outcome_by_its_owner() {
    let house = house().await;
    let beat = Beat::leading(&house).await;
    let id = house.create(every(1, "busy")).await.schedule.id;
    let begin = house.clock.now();
    // Four writers beside each other, twenty milliseconds apart each: five seconds, or what the machine needs.
    // What has to follow each other is one writer's: beside others, an edit that lost a race comes after later ones, and
    // a schedule that is switched on before it is switched off stays off.
    let write = async |writer: u32| {
        let mut pace = tokio::time::interval(Duration::from_millis(20));
        for nth in 0..250 {
            pace.tick().await;
            let change = match (writer, nth % 50) {
                (0, 15) => json!({"interval": {"every": 2, "period": "seconds"}}),
                (0, 17) => json!({"interval": {"every": 1, "period": "seconds"}, "start_at": begin}),
                (0, 35) => json!({"enabled": false}),
                (0, 37) => json!({"enabled": true}),
                _ => json!({"description": format!("edit {nth} of {writer}")}),
            };
            house.edit(id, change).await;
        }
    };
    tokio::join!(write(0), write(1), write(2), write(3));
    let took = house.clock.now().since(begin);
    let off = house.edit(id, json!({"enabled": false})).await.schedule.effective_at;
    let settled = format!("select count(*) from noc.schedule_runtime where next_due is null and schedule_id = '{id}'");
    house.until_count(&settled, |n| n == 1).await;
    let due_times = one_outcome_each(&house, id, off).await;
    println!("1,000 edits in {took:.1?}, {due_times} due times");
    assert!(due_times >= 2, "only {due_times} due times");
    beat.end().await;
}

#[tokio::test]
async fn due_times_while_disabled_are_never_made_up_and_say_why() {
    let house = house().await;
    let mut body = every(1, "switched");
    body["catch_up"] = json!("all");
    let beat = Beat::leading(&house).await;
    let id = house.create(body).await.schedule.id;
    let jobs = format!("select count(*) from noc.live_job where schedule_id = '{id}'");
    house.until_count(&jobs, |n| n >= 1).await;
    let off = house.edit(id, json!({"enabled": false, "note": "ISP work"})).await.schedule.effective_at;
    house.create(every(1, "marker")).await;
    house.until_count("select count(*) from noc.live_job where schedule_name = 'marker'", |n| n >= 3).await;
    let on = house.edit(id, json!({"enabled": true})).await.schedule.effective_at;
    let so_far = house.count(&jobs).await;
    house.until_count(&jobs, |n| n > so_far).await;
    let end = house.edit(id, json!({"enabled": false})).await.schedule.effective_at;
    house
        .until_count(
            "select count(*) from noc.schedule_runtime r join noc.schedule s on s.id = r.schedule_id \
                       where s.name = 'switched' and r.next_due is null",
            |n| n == 1,
        )
        .await;
    one_outcome_each(&house, id, end).await;
    let history = history(&house, id).await;
    let d = &history.version(1).unwrap().definition;
    let between: Vec<Timestamp> = d.cadence().between(None, off, on).collect();
    assert!(between.len() >= 2, "{between:?}");
    for at in between {
        let outcome = occurrences::at(&house.database.get().await.unwrap(), id, at).await.unwrap();
        assert_eq!(outcome, None);
        let asked = Asked { at, now: house.clock.now(), unsettled: None, outcome: None, kept: true };
        let why = explain(&history, asked);
        assert_eq!(why.code, Code::Disabled);
        assert!(why.words.contains("disabled by alice, v2, ISP work"), "{}", why.words);
    }
    beat.end().await;
}

#[tokio::test]
async fn after_an_outage_only_what_an_enabled_version_owned_is_made_up() {
    let house = house().await;
    let mut body = every(1, "switched");
    (body["catch_up"], body["start_at"]) = (json!("all"), json!(house.clock.now().minus(Duration::from_secs(60))));
    let id = house.create(body).await.schedule.id;
    house.edit(id, json!({"enabled": false})).await;
    house.edit(id, json!({"enabled": true})).await;
    // As if that had been a minute, 40 and 20 seconds ago, and no beat had run since.
    let back = "alter table noc.schedule_event disable trigger schedule_event_is_append_only; \
                update noc.schedule_event set effective_at = effective_at - make_interval(secs => 80 - 20 * version); \
                alter table noc.schedule_event enable trigger schedule_event_is_append_only; \
                update noc.schedule set effective_at = effective_at - interval '20 seconds'; \
                update noc.schedule_runtime set settled_through = settled_through - interval '60 seconds', \
                next_due = settled_through - interval '59 seconds'";
    house.sql.batch_execute(back).await.unwrap();
    let beat = Beat::leading(&house).await;
    house.until_count("select count(*) from noc.outage", |n| n == 1).await;
    let off = house.edit(id, json!({"enabled": false})).await.schedule.effective_at;
    house.until_count("select count(*) from noc.schedule_runtime where next_due is null", |n| n == 1).await;
    one_outcome_each(&house, id, off).await;
    let of = |version: i32| format!("select count(*) from noc.live_job where schedule_version = {version}");
    let (before, meanwhile, after) = (house.count(&of(1)).await, house.count(&of(2)).await, house.count(&of(3)).await);
    assert!((19..=21).contains(&before) && meanwhile == 0 && after >= 20, "{before}, {meanwhile}, {after}");
    beat.end().await;
}

#[tokio::test]
async fn a_day_of_jobs_is_counted_before_it_is_dropped() {
    let house = house().await;
    let body = json!({"name": "old", "task": "noop", "interval": {"every": 1, "period": "hours"}});
    let id = house.create(body).await.schedule.id;
    let day = "(now() at time zone 'UTC')::date - 40";
    let partition = format!(
        "do $$ declare low text; high text; name text; begin \
         low := lpad(to_hex((extract(epoch from ({day})::timestamp) * 1000)::bigint), 12, '0'); \
         high := lpad(to_hex((extract(epoch from ({day} + 1)::timestamp) * 1000)::bigint), 12, '0'); \
         name := to_char({day}, 'YYYYMMDD'); \
         execute format('create table noc.%I partition of noc.job_history for values from (%L) to (%L)', \
                        'job_history_' || name, rpad(low, 32, '0')::uuid, rpad(high, 32, '0')::uuid); end $$"
    );
    house.sql.batch_execute(&partition).await.unwrap();
    let midnight: Timestamp =
        house.sql.query_one(&format!("select ({day})::timestamp at time zone 'UTC'"), &[]).await.unwrap().get(0);
    let insert = "insert into noc.job_history (id, rev, task, kwargs, schedule_id, schedule_version, trigger, due_at, run_as, \
                  queue, priority, timeout_seconds, max_attempts, retry_backoff_seconds, queued_at, state, attempt, finished_at) \
                  values ($1, 1, 'noop', '{}', $2, 1, $3, $4, $2, 'default', 1, 60, 1, 1, $5, $6, 1, $5)";
    for (hour, state) in ["succeeded", "succeeded", "failed", "timed_out", "cancelled"].iter().enumerate() {
        let due = midnight.plus(Duration::from_secs(3_600 * hour as u64));
        let job = id_for_due_time(id, due);
        house.sql.execute(insert, &[&job, &id, &"schedule", &Some(due), &due, state]).await.unwrap();
    }
    let by_hand = midnight.plus(Duration::from_secs(1_800));
    let job = noc_scheduler::domain::job::fresh_id(by_hand);
    house.sql.execute(insert, &[&job, &id, &"manual", &None::<Timestamp>, &by_hand, &"succeeded"]).await.unwrap();

    let database = Database::new(&house.url, "housekeeping", 1).unwrap();
    let mut client = leader::connect_for_work(&database).await.unwrap();
    loop {
        let tx = client.transaction().await.unwrap();
        assert!(firing::fence(&tx, 0).await.unwrap());
        let dropped = housekeeping::drop_oldest_partition(&tx, 30).await.unwrap();
        tx.commit().await.unwrap();
        if dropped.is_none() {
            break;
        }
    }
    assert_eq!(house.count("select count(*) from noc.job_history").await, 0);
    let outcomes = listed(&house, id, true, 50).await;
    let [outcome @ Outcome::Day(counts)] = outcomes.as_slice() else { panic!("{outcomes:?}") };
    assert_eq!((counts.from, counts.jobs(), counts.succeeded), (midnight, 5, 2), "a run by hand is no due time");
    let words = in_words(outcome, &history(&house, id).await);
    assert!(words.contains("2 succeeded, 1 failed, 1 were cancelled, 1 timed out"), "{words}");
    let history = history(&house, id).await;
    let client = house.database.get().await.unwrap();
    let days = occurrences::daily(&client, id, &history, midnight, midnight).await.unwrap();
    assert_eq!(days[&midnight].succeeded, 3, "all that ran");
    assert!(!occurrences::is_kept(&client, midnight).await.unwrap());
    assert!(occurrences::is_kept(&client, house.clock.now()).await.unwrap());
}
