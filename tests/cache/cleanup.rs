//! Old data goes kind by kind; schedules, their events and what is needed stay.

use noc_scheduler::tasks::cleanup_old_data::Retention;
use noc_scheduler::tasks::{CleanupOldData, FailureKind, Registry};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::runner::{Ran, task};
use crate::support::house::{House, house};

/// What syncs, jobs and people leave, each of it once old and once new. Of what is needed in spite of its age: the
/// newest sync of its filter, a device that an inventory names, the last targets of an inventory.
const OLD_AND_NEW: &str = r#"
insert into noc.inventory_changes (sync_id, kind, object_id, change, at)
select gen_random_uuid(), 'device', gen_random_uuid(), 'added', now() - make_interval(days => age)
from generate_series(100, 111) age;
insert into noc.inventory_changes (sync_id, kind, object_id, change) values (gen_random_uuid(), 'device', gen_random_uuid(), 'added');
insert into noc.syncs (id, job_id, kind, connection_id, connection, filter, began_at, ended_at)
select ('00000000-0000-7000-8000-' || lpad((1000 - age)::text, 12, '0'))::uuid, gen_random_uuid(), 'device',
    '00000000-0000-8000-8000-000000000001', 'lab', filter::jsonb, now() - make_interval(days => age),
    case when ended then now() - make_interval(days => age) end
from (values (500, '{}', true), (499, '{}', false), (2, '{}', true), (600, '{"role": "x"}', true)) s (age, filter, ended);
insert into noc.devices (id, number, connection_id, content_hash, first_seen, last_seen, last_changed, stale_since)
select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, n, '00000000-0000-8000-8000-000000000001', '\x',
    now() - interval '900 days', now() - make_interval(days => age), now() - interval '900 days',
    case when stale then now() - make_interval(days => age) end
from (values (1, 300, true), (2, 300, true), (3, 5, true), (4, 300, false)) d (n, age, stale);
insert into noc.inventories (name, devices, updated_by)
values ('named', array['00000000-0000-4000-8000-000000000002']::uuid[], 'ada');
insert into noc.hosts (id, connection_id, site, name, folder, is_cluster, is_offline, device_id, device_reason,
    content_hash, first_seen, last_seen, last_changed, stale_since)
select gen_random_uuid(), '00000000-0000-8000-8000-000000000002', 'noc', name, '/', false, false,
    '00000000-0000-4000-8000-000000000001', 'name', '\x', now() - interval '900 days',
    now() - make_interval(days => age), now() - interval '900 days', case when age > 0 then now() - make_interval(days => age) end
from (values ('gone', 300), ('there', 0)) h (name, age);
insert into noc.job_targets (job_id, inventory_id, asked, devices, resolved_at)
select gen_random_uuid(), inventory, '{}', '{}', now() - make_interval(days => age)
from (values (1, 60), (1, 50), (null, 60), (null, 1)) t (inventory, age);
insert into noc.device_visits (job_id, nth, attempt, revision, name, depth, state, written_at)
select gen_random_uuid(), 0, 1, 1, 'sw1', 0, 'ok', now() - make_interval(days => age) from (values (60), (1)) v (age);
insert into noc.topology_events (at, job_id, link_id, change, link)
select now() - make_interval(days => age), gen_random_uuid(), link::uuid, change, '{}'
from (values (600, '00000000-0000-4000-8000-0000000000a1', 'new'), (500, '00000000-0000-4000-8000-0000000000a1', 'lost'),
    (600, '00000000-0000-4000-8000-0000000000a2', 'new'), (3, '00000000-0000-4000-8000-0000000000a2', 'lost')) e (age, link, change);
insert into noc.topology_nodes (id, name, kind, claims, first_seen, last_seen)
values ('00000000-0000-4000-8000-0000000000b1', 'sw1', 'device', '{}', now() - interval '600 days', now());
insert into noc.network_arp (node_id, vrf, address, mac, interface, first_seen, last_seen, gone_at)
select '00000000-0000-4000-8000-0000000000b1', '', address, '', '', now() - interval '600 days', now() - interval '600 days', gone
from (values ('192.0.2.1', now() - interval '100 days'), ('192.0.2.2', now() - interval '5 days'), ('192.0.2.3', null)) a (address, gone);
insert into noc.archive_texts (digest, sealed, bytes, lines, used_at)
select decode(repeat(digest, 32), 'hex'), '\x', 1, 1, now() - make_interval(days => age)
from (values ('aa', 500), ('bb', 2), ('cc', 0)) t (digest, age);
insert into noc.captures (id, kind, device_id, device_name, platform, version, status, job_id, taken_at, taken_by, changed)
select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, kind, ('00000000-0000-4000-8000-' || device)::uuid, 'sw',
    'linux', version, 'ok', gen_random_uuid(), now() - make_interval(days => age), 'ada', false
from (values (1, 'baseline', '0000000000d1', 1, 600), (2, 'baseline', '0000000000d1', 2, 500),
    (3, 'baseline', '0000000000d1', 3, 3), (4, 'baseline', '0000000000d2', 1, 500), (5, 'snapshot', '0000000000d1', null, 100),
    (6, 'snapshot', '0000000000d1', null, 5)) c (n, kind, device, version, age);
insert into noc.capture_outputs (capture_id, position, command, status, raw, normal, change, ms)
select id, 0, 'hostname', 'ok', decode(repeat('aa', 32), 'hex'), decode(repeat('aa', 32), 'hex'), 'same', 1 from noc.captures;
insert into noc.ledger (schedule_id, due_from, due_through, due_count, outcome, reason, schedule_version)
select gen_random_uuid(), at, at, 1, 'skipped', 'overlap', 1
from (values (now() - interval '500 days'), (now() - interval '30 days')) l (at);
insert into noc.ledger_day (schedule_id, day, trigger) values (gen_random_uuid(), current_date - 500, 'schedule'), (gen_random_uuid(), current_date - 30, 'schedule');
insert into noc.backfill (id, schedule_id, schedule_version, due_from, due_through, jobs, actor, made_at)
select gen_random_uuid(), gen_random_uuid(), 1, at, at, 1, 'ada', at
from (values (now() - interval '500 days'), (now() - interval '30 days')) b (at);
insert into noc.outage (from_due, settled_at, due_count, made_late, pending, skipped, schedules, most_missed)
select at, at, 1, 1, 0, '{}', 1, '[]' from (values (now() - interval '500 days'), (now() - interval '30 days')) o (at);
insert into noc.maintenance_window (id, version, format, definition, closes_at, effective_at, ended_at, written_by)
select gen_random_uuid(), 1, 1, '{}', at, at - interval '1 day', at, 'ada'
from (values (now() - interval '500 days'), (now() - interval '30 days')) w (at);
insert into noc.idempotency_key (user_id, key, job_id, created_at)
values (gen_random_uuid(), 'old', gen_random_uuid(), now() - interval '8 days'), (gen_random_uuid(), 'new', gen_random_uuid(), now());
insert into noc.login (token_hash, user_id, expires_at)
select token::bytea, u.id, at from noc.app_user u, (values ('old', now() - interval '1 hour'), ('new', now() + interval '1 hour')) l (token, at);
insert into noc.notice (key, kind, subject, body, ended_at)
values ('old', 'failed', 'x', '{}', now() - interval '8 days'), ('new', 'failed', 'x', '{}', now());
"#;

/// A partition of so many days ago, with two jobs in it and a line of log.
fn jobs_of(days: u32) -> String {
    format!(
        r"do $$
declare
    day date := (now() at time zone 'UTC')::date - {days};
    low text := rpad(lpad(to_hex((extract(epoch from day::timestamp) * 1000)::bigint), 12, '0'), 32, '0');
    high text := rpad(lpad(to_hex((extract(epoch from (day + 1)::timestamp) * 1000)::bigint), 12, '0'), 32, '0');
    parent text;
begin
    foreach parent in array array['job_history', 'job_log'] loop
        execute format('create table if not exists noc.%I partition of noc.%I for values from (%L) to (%L)',
            parent || to_char(day, '_YYYYMMDD'), parent, low::uuid, high::uuid);
    end loop;
    insert into noc.job_history (id, rev, task, kwargs, schedule_id, trigger, run_as, queue, priority, timeout_seconds,
        max_attempts, retry_backoff_seconds, queued_at, state, attempt, finished_at)
    select (left(low, 30) || '0' || n)::uuid, 1, 'test_job', '{{}}', gen_random_uuid(), 'schedule', gen_random_uuid(),
        'default', 1, 60, 1, 0, day, 'succeeded', 1, day
    from generate_series(1, 2) n;
    insert into noc.job_log values ((left(low, 30) || '01')::uuid, 1, 1, day, 'info', 'hello');
end $$"
    )
}

async fn furnished() -> House {
    let house = house().await;
    house.create(json!({"name": "kept", "task": "test_job", "interval": {"every": 5, "period": "minutes"}})).await;
    house.sql.batch_execute(OLD_AND_NEW).await.unwrap();
    for days in [40, 20, 9] {
        house.sql.batch_execute(&jobs_of(days)).await.unwrap();
    }
    house
}

async fn clean(house: &House, kwargs: Value) -> Ran {
    let retention = Retention { job_days: 30, ledger_days: 400 };
    let registry = Registry::builtin().with(CleanupOldData::new(house.database.clone(), retention));
    task(&registry, "app.tasks.cleanup_tasks.cleanup_old_data", kwargs, CancellationToken::new()).await
}

/// What a number says of each kind, where it is not 0.
fn numbers<'a>(result: &'a Value, field: &str) -> Vec<(&'a str, u64)> {
    let kinds = result["kinds"].as_array().unwrap();
    let number = |kind: &'a Value| (kind["kind"].as_str().unwrap(), kind[field].as_u64().unwrap());
    kinds.iter().map(number).filter(|(_, n)| *n > 0).collect()
}

/// How many rows each table of the house has.
async fn tables(house: &House) -> Vec<(String, i64)> {
    let sql = "select c.relname::text, (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from noc.%I', \
               c.relname), false, true, '')))[1]::text::bigint from pg_class c join pg_namespace n on n.oid = c.relnamespace \
               where n.nspname = 'noc' and c.relkind in ('r', 'p') and not c.relispartition order by 1";
    house.sql.query(sql, &[]).await.unwrap().iter().map(|row| (row.get(0), row.get(1))).collect()
}

const EVERYTHING: &str = r#"{"stale_devices": 100, "stale_hosts": 100}"#;
const OLD: [(&str, u64); 20] = [
    ("inventory_changes", 12),
    ("syncs", 2),
    ("stale_devices", 1),
    ("stale_hosts", 1),
    ("job_targets", 2),
    ("device_visits", 1),
    ("topology_changes", 1),
    ("gone_facts", 1),
    ("snapshots", 1),
    ("baselines", 2),
    ("jobs", 2),
    ("skips", 1),
    ("daily_counts", 1),
    ("backfills", 1),
    ("outages", 1),
    ("maintenance_windows", 1),
    ("idempotency_keys", 1),
    ("logins", 1),
    ("notices", 1),
    ("archive_texts", 1),
];

#[tokio::test]
async fn a_dry_run_tells_exactly_what_is_removed_afterwards_and_removes_nothing() {
    let house = furnished().await;
    let before = tables(&house).await;
    let mut args: Value = serde_json::from_str(EVERYTHING).unwrap();
    args["dry_run"] = json!(true);
    let dry = clean(&house, args.clone()).await.result.unwrap();
    assert_eq!((&dry["status"], &dry["dry_run"], &dry["removed"]), (&json!("complete"), &json!(true), &json!(0)));
    assert_eq!(numbers(&dry, "found"), OLD, "{dry:#}");
    assert_eq!(
        numbers(&dry, "kept"),
        [("syncs", 1), ("stale_devices", 1), ("job_targets", 1), ("topology_changes", 2), ("baselines", 1)]
    );
    assert_eq!(tables(&house).await, before);

    args["dry_run"] = json!(false);
    let ran = clean(&house, args.clone()).await;
    let real = ran.result.unwrap();
    assert_eq!((&real["status"], numbers(&real, "removed")), (&json!("complete"), OLD.to_vec()), "{real:#}");
    let last = ran.progress.last().unwrap();
    assert_eq!((last.current, last.total), (20, 20));
    let after = tables(&house).await;
    let of = |all: &[(String, i64)], table: &str| all.iter().find(|(name, _)| name == table).unwrap().1;
    for untouched in ["schedule_event", "schedule", "schedule_runtime", "inventories", "app_user", "live_job"] {
        assert_eq!(of(&after, untouched), of(&before, untouched), "{untouched}");
    }
    assert!(of(&after, "schedule_event") > 0);
    assert_eq!((of(&after, "job_history"), of(&after, "job_log")), (4, 2));
    // Days of jobs go into the daily counts: two jobs of two schedules, one count that was old.
    assert_eq!(of(&after, "ledger_day"), 3);
    assert_eq!(
        house.count("select count(*) from noc.hosts where device_id is not null").await,
        0,
        "no link to nothing"
    );
    let devices = "select sum(number)::bigint from noc.devices";
    assert_eq!(house.count(devices).await, 2 + 3 + 4);

    let again = clean(&house, args).await.result.unwrap();
    assert_eq!((numbers(&again, "found"), &again["removed"]), (vec![], &json!(0)));
}

#[tokio::test]
async fn the_old_argument_is_for_history_and_jobs_stay_at_least_eight_days() {
    let house = furnished().await;
    let result = clean(&house, json!({"days_to_keep": 7})).await.result.unwrap();
    let kinds = result["kinds"].as_array().unwrap();
    let of = |kind: &str| kinds.iter().find(|of| of["kind"] == kind).unwrap();
    assert_eq!(of("jobs")["removed"], 6, "{result:#}");
    assert!(of("jobs")["kept_because"].as_str().unwrap().contains("8 days, not 7"));
    assert_eq!(of("stale_devices")["removed"], 0);
    assert!(of("stale_devices")["kept_because"].as_str().unwrap().contains("`stale_devices` says"));
    assert_eq!((of("skips")["removed"].as_u64(), of("job_targets")["removed"].as_u64()), (Some(1), Some(2)));
    assert_eq!(house.count("select count(*) from noc.devices").await, 4);
}

#[tokio::test]
async fn a_day_of_which_a_job_still_lives_stays() {
    let house = furnished().await;
    let live = "insert into noc.live_job (id, task, kwargs, trigger, run_as, queue, priority, timeout_seconds, max_attempts, \
                retry_backoff_seconds, retry_on_crash, ready_at, handed_over, state) \
                select (left(replace(id::text, '-', ''), 30) || 'ff')::uuid, task, kwargs, trigger, run_as, queue, priority, \
                timeout_seconds, max_attempts, retry_backoff_seconds, true, now(), false, 'queued' \
                from noc.job_history order by id limit 1";
    house.sql.batch_execute(live).await.unwrap();
    let result = clean(&house, json!({"jobs": 15})).await.result.unwrap();
    let jobs = result["kinds"].as_array().unwrap().iter().find(|of| of["kind"] == "jobs").unwrap();
    let said = (jobs["found"].as_u64(), jobs["removed"].as_u64(), jobs["kept"].as_u64());
    assert_eq!(said, (Some(2), Some(2), Some(2)), "{jobs:#}");
    assert!(jobs["kept_because"].as_str().unwrap().contains("a job still lives"));
}

#[tokio::test]
async fn a_kind_that_fails_leaves_the_others_alone() {
    let house = furnished().await;
    house.sql.batch_execute("alter table noc.notice rename to elsewhere").await.unwrap();
    let ran = clean(&house, json!({})).await;
    let result = ran.result.unwrap();
    assert_eq!((&result["status"], ran.warnings), (&json!("partial"), 1));
    assert_eq!(result["errors"][0]["kind"], "notices");
    let error = result["errors"][0]["error"].as_str().unwrap();
    assert!(!error.contains("noc.") && !error.contains("relation"), "{error}");
    assert!(numbers(&result, "removed").contains(&("logins", 1)));
}

#[tokio::test]
async fn more_than_a_batch_goes_in_batches_and_a_cancelled_run_says_how_far_it_came() {
    let house = house().await;
    let many = "insert into noc.inventory_changes (sync_id, kind, object_id, change, at) \
                select gen_random_uuid(), 'device', gen_random_uuid(), 'added', now() - interval '100 days' \
                from generate_series(1, 12000)";
    house.sql.batch_execute(many).await.unwrap();
    let retention = Retention { job_days: 30, ledger_days: 400 };
    let registry = Registry::builtin().with(CleanupOldData::new(house.database.clone(), retention));
    let cancelled = CancellationToken::new();
    cancelled.cancel();
    let failure = task(&registry, "cleanup_old_data", json!({}), cancelled).await.result.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Cancelled);
    assert_eq!(failure.partial.unwrap()["kinds"][0]["found"], 12_000);
    let result = clean(&house, json!({})).await.result.unwrap();
    assert_eq!(numbers(&result, "removed"), [("inventory_changes", 12_000)]);
}
