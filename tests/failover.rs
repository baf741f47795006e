//! Who leads when a leader is killed or stopped, and what an idle one costs.

#![cfg(test)]

mod support;

use std::path::Path;
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use noc_scheduler::domain::cadence::{Interval, Period, Zone};
use noc_scheduler::domain::schedule::{Definition, FORMAT, Fact, Phase, Schedule, When};
use serde_json::{Value, json};
use support::audit::{FOREIGN_WRITES, WITNESSES};
use support::house::{House, PATIENCE, house, house_on};
use support::processes::Process;
use support::programs::harness;
use support::servers::{Scratch, Servers, servers};
use tokio_postgres::types::Json;
use uuid::Uuid;

/// A beat as a process of its own.
fn beat(name: &str, house: &House, redis: &str, dir: &Path) -> Process {
    let args = ["beat", "--database-url", &house.url, "--redis-url", redis];
    let env = [("NOC_REDIS_PREFIX", "failover:"), ("NOC_CATCH_UP_LIMIT", "1000")];
    Process::start(&harness(), &args, &env, dir, name)
}

/// Two beats on the shared servers, the first of which leads, and a schedule that is due each second.
async fn two_beats(house: &House, dir: &Path) -> (Process, Process) {
    house.sql.batch_execute(WITNESSES).await.unwrap();
    let first = beat("first", house, servers().redis_url(), dir);
    first.says("beat ready: leader").await;
    let second = beat("second", house, servers().redis_url(), dir);
    second.says("beat ready: standby").await;
    let body = json!({
        "name": "each second", "task": "noop", "overlap": "allow", "catch_up": "all",
        "interval": {"every": 1, "period": "seconds"},
    });
    house.create(body).await;
    house.until_count("select count(*) from noc.live_job", |jobs| jobs >= 2).await;
    (first, second)
}

/// From `began` until the term is `term`, and until the next due time is settled under it.
async fn taken_over(house: &House, began: Instant, term: i64) -> (Duration, Duration) {
    house.until_count("select term from noc.leader", |now| now == term).await;
    let leads = began.elapsed();
    house.until_count(&format!("select count(*) from audit.write where term = {term}"), |writes| writes > 0).await;
    (leads, began.elapsed())
}

/// Every due time so far has one job, and each was written by whoever led.
async fn nothing_is_lost_or_doubled(house: &House) {
    let steps = "select count(*) from (select due_at - lag(due_at) over (order by due_at) as step from noc.live_job) s \
                 where step <> interval '1 second'";
    assert_eq!(house.count(steps).await, 0, "a due time was lost or doubled");
    let first = "select (extract(epoch from (select min(due_at) from noc.live_job) - effective_at) * 1000000)::bigint \
                 from noc.schedule";
    assert_eq!(house.count(first).await, 1_000_000, "the first due time was lost");
    assert_eq!(house.count("select count(*) from noc.ledger").await, 0);
    assert_eq!(house.count(FOREIGN_WRITES).await, 0, "a beat wrote under a term that it had not taken");
}

#[tokio::test]
async fn a_standby_leads_within_a_second_of_the_leaders_kill() {
    let (house, scratch) = (house().await, Scratch::new());
    let (mut first, second) = two_beats(&house, &scratch.path().join("processes")).await;
    let began = Instant::now();
    first.kill9();
    let (leads, settles) = taken_over(&house, began, 2).await;
    println!(
        "failover: kill -9 of the leader: the standby leads after {leads:.0?}, the next due time is settled after {settles:.0?}"
    );
    second.says("beat ready: leader").await;
    let so_far = house.count("select count(*) from noc.live_job").await;
    house.until_count("select count(*) from noc.live_job", |jobs| jobs >= so_far + 2).await;
    nothing_is_lost_or_doubled(&house).await;
}

#[tokio::test]
async fn a_stopped_leader_is_followed_within_eight_seconds_and_continued_writes_nothing() {
    let (house, scratch) = (house().await, Scratch::new());
    let (first, second) = two_beats(&house, &scratch.path().join("processes")).await;
    let began = Instant::now();
    first.signal(Signal::SIGSTOP);
    let (leads, settles) = taken_over(&house, began, 2).await;
    println!(
        "failover: SIGSTOP of the leader: the standby leads after {leads:.1?}, the next due time is settled after {settles:.1?}"
    );
    second.says("beat ready: leader").await;
    let leader = "select term, beat_id::text, pid from noc.leader";
    let row = async || {
        let row = house.sql.query_one(leader, &[]).await.unwrap();
        (row.get::<_, i64>(0), row.get::<_, String>(1), row.get::<_, i32>(2))
    };
    let before = row().await;
    assert_eq!(before.2, second.pid());
    // It wakes up in the belief that it leads, with due times to settle, and finds out.
    first.signal(Signal::SIGCONT);
    first.says("beat ready: standby").await;
    let so_far = house.count("select count(*) from noc.live_job").await;
    house.until_count("select count(*) from noc.live_job", |jobs| jobs >= so_far + 2).await;
    assert_eq!(row().await, before);
    let said = first.said();
    assert!(said.contains("another beat leads now") || said.contains("beat lost its footing"), "{said}");
    nothing_is_lost_or_doubled(&house).await;
}

/// Makes `count` schedules that are due in a year, as the door would, but all at once.
async fn create_many(house: &House, count: usize) {
    let now = house.clock.now();
    let year = Interval::new(52, Period::Weeks, now).unwrap();
    let schedules: Vec<Schedule> = (0..count)
        .map(|nth| {
            let when = When::Interval { interval: year };
            let definition = Definition::plain(&format!("far {nth}"), "noop", when, Zone::UTC, house.alice.id);
            Schedule { id: Uuid::new_v4(), version: 1, effective_at: now, phase: Phase::Enabled, cycle: 1, definition }
        })
        .collect();
    let ids: Vec<Uuid> = schedules.iter().map(|s| s.id).collect();
    let facts = schedules.iter().map(|s| Fact::Created { definition: Box::new(s.definition.clone()), enabled: true });
    let facts: Vec<Json<Value>> = facts.map(|fact| Json(fact.data())).collect();
    let definitions: Vec<Json<&Definition>> = schedules.iter().map(|s| Json(&s.definition)).collect();
    let next_due = schedules[0].next_due(now);
    let insert = "with made as (
            insert into noc.schedule_event (schedule_id, version, kind, format, data, actor_id, actor, effective_at)
            select id, 1, 'created', $4, fact, $5, 'alice', $6 from unnest($1::uuid[], $2::jsonb[]) as t (id, fact)
            returning schedule_id, position
        ), projected as (
            insert into noc.schedule (id, version, position, name, task, queue, owner_id, phase, format, definition,
                                      created_at, changed_at, effective_at)
            select id, 1, position, definition->>'name', 'noop', 'default', $5, 'enabled', $4, definition, $6, $6, $6
            from unnest($1::uuid[], $3::jsonb[]) as t (id, definition) join made on schedule_id = id
        )
        insert into noc.schedule_runtime (schedule_id, head_version, settled_through, next_due)
        select id, 1, $6, $7 from unnest($1::uuid[]) as id";
    let params: [&(dyn tokio_postgres::types::ToSql + Sync); 7] =
        [&ids, &facts, &definitions, &FORMAT, &house.alice.id, &now, &next_due];
    assert_eq!(house.sql.execute(insert, &params).await.unwrap(), count as u64);
}

/// What beat has sent since `from` in the log of Postgres: the statements of each connection by name.
fn statements(log: &str) -> Vec<(String, String)> {
    let said = log.lines().filter_map(|line| {
        let (prefix, statement) = line.split_once("LOG:  ")?;
        // `%m [%p] %q%a `: the name is what follows the process id.
        let name = prefix.split_once("] ")?.1.trim();
        let statement = statement.strip_prefix("statement: ").or(statement.split_once("execute ").map(|(_, s)| s))?;
        name.starts_with("noc-scheduler").then(|| (name.to_owned(), statement.to_owned()))
    });
    said.collect()
}

fn is_heartbeat((name, statement): &(String, String)) -> bool {
    name == "noc-scheduler leader" && statement.contains("Once a second")
}

/// Waits until `count` has been the same for four seconds: a new leader looks for what its predecessor left.
async fn until_quiet(count: impl Fn() -> usize) {
    const QUIET: Duration = Duration::from_secs(4);
    let deadline = Instant::now() + PATIENCE;
    let mut last = (count(), Instant::now());
    while last.1.elapsed() < QUIET {
        assert!(Instant::now() < deadline, "waited {PATIENCE:?} in vain for a leader that has nothing to do");
        tokio::time::sleep(Duration::from_millis(50)).await;
        let now = count();
        if now != last.0 {
            last = (now, Instant::now());
        }
    }
}

#[tokio::test]
async fn an_idle_leader_of_ten_thousand_sends_one_heartbeat_a_second() {
    const SCHEDULES: usize = 10_000;
    const SECONDS: u64 = 12;
    let servers = Servers::start().await.unwrap();
    let house = house_on(&servers).await;
    create_many(&house, SCHEDULES).await;
    let scratch = Scratch::new();
    let leader = beat("leader", &house, servers.redis_url(), &scratch.path().join("processes"));
    let ready = leader.says("beat ready: leader").await;
    assert!(ready.contains(&format!("schedules={SCHEDULES}")), "{ready}");
    house.sql.batch_execute("alter system set log_statement = 'all'").await.unwrap();
    house.sql.batch_execute("select pg_reload_conf()").await.unwrap();
    let logged = async |what: &str| {
        // Each session logs as it is told only once it has heard: this one asks until it has.
        support::house::until_some("statement logging", || async {
            house.sql.batch_execute(&format!("select '{what}'")).await.unwrap();
            std::fs::read_to_string(servers.postgres_log()).unwrap().contains(what).then_some(())
        })
        .await;
    };
    let log = || std::fs::read_to_string(servers.postgres_log()).unwrap();
    until_quiet(|| statements(&log()).into_iter().filter(|said| !is_heartbeat(said)).count()).await;
    logged("measuring begins").await;
    let began = Instant::now();
    // Not a hope: this is the time that is measured.
    tokio::time::sleep(Duration::from_secs(SECONDS)).await;
    let took = began.elapsed();
    logged("measuring ends").await;
    let log = log();
    let log = log.split_once("measuring begins").unwrap().1.split_once("measuring ends").unwrap().0;
    let sent = statements(log);
    let (heartbeats, others): (Vec<_>, Vec<_>) = sent
        .iter()
        .partition(|(name, statement)| name == "noc-scheduler leader" && statement.contains("Once a second"));
    // The LISTEN connection asks every fifteen seconds whether it is still there.
    let (keep_alives, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|(_, s)| s == "select 1");
    println!(
        "idle leader, {SCHEDULES} schedules: in {took:.1?} {} heartbeats, {} keep-alives of LISTEN, {} other statements",
        heartbeats.len(),
        keep_alives.len(),
        others.len()
    );
    let expected = usize::try_from(took.as_secs()).unwrap();
    assert!((expected / 2..=expected + 2).contains(&heartbeats.len()), "{sent:#?}");
    assert!(keep_alives.len() <= 2, "{keep_alives:#?}");
    assert!(others.is_empty(), "{others:#?}");
}
