//! A week simulated, and the same week on the running beat.
#![cfg(test)]

mod support;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use noc_scheduler::clock::Clock;
use noc_scheduler::domain::Timestamp;
use noc_scheduler::domain::cadence::Span;
use noc_scheduler::domain::forecast::{Basis, Expected, Outcome, Simulation, Subject, simulate};
use noc_scheduler::domain::job::{JobState, jitter};
use noc_scheduler::domain::ledger::due_times;
use noc_scheduler::domain::maintenance::Windows;
use noc_scheduler::domain::schedule::{Phase, Schedule};
use noc_scheduler::store::jobs::{self, Finished};
use noc_scheduler::store::{maintenance, occurrences};
use serde_json::{Value, json};
use support::beats::Beat;
use support::house::{House, house, until_some};
use uuid::Uuid;

const DAY: u64 = 86_400;
const WORKER: Uuid = Uuid::from_u128(1);

/// A clock that stands still until it is set.
#[derive(Clone)]
struct Hands(Arc<AtomicI64>);

impl Hands {
    fn at(at: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(at.as_micros())))
    }

    fn set(&self, at: Timestamp) {
        self.0.store(at.as_micros(), Ordering::SeqCst);
    }

    fn clock(&self) -> Clock {
        let hands = self.0.clone();
        Clock::new(move || Timestamp::from_micros(hands.load(Ordering::SeqCst)))
    }
}

/// Whole milliseconds, which is what beat's wheel counts in.
fn whole(at: Timestamp) -> Timestamp {
    Timestamp::from_micros((at.as_micros() + 999).div_euclid(1_000) * 1_000)
}

/// Schedules of every kind and policy, each with how long its jobs take in seconds. `t` is the beginning of the week.
fn schedules(t: Timestamp) -> Vec<(Value, u64)> {
    let day = |days: f64| t.plus(Duration::from_secs_f64(days * DAY as f64));
    let every = |hours: u64| json!({"interval": {"every": hours, "period": "hours"}, "start_at": t});
    let by_clock = |expression: &str| json!({"crontab": {"expression": expression}});
    let body = |name: &str, when: Value, more: Value| {
        let mut body = json!({"name": name, "task": "noop"});
        for fields in [when, more] {
            body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        }
        body
    };
    vec![
        (body("skip", every(2), json!({"overlap": "skip"})), 5 * 3_600),
        (body("skip, short", every(3), json!({"overlap": "skip", "tags": ["core"]})), 60),
        (body("allow", every(4), json!({"overlap": "allow"})), 9 * 3_600),
        (body("queue one", every(3), json!({"overlap": "queue_one"})), 5 * 3_600),
        (body("queue one, quick", every(5), json!({"overlap": "queue_one", "jitter_seconds": 900})), 600),
        (body("cancel", every(4), json!({"overlap": "cancel_running"})), 6 * 3_600),
        (body("cancel, quick", every(6), json!({"overlap": "cancel_running", "tags": ["core"]})), 1_800),
        (body("jitter", every(3), json!({"overlap": "skip", "jitter_seconds": 3_600})), 3 * 3_600 - 900),
        (body("exact", json!({"interval": {"every": 7, "period": "hours"}}), json!({})), 90),
        (body("berlin", by_clock("30 2 * * *"), json!({"timezone": "Europe/Berlin"})), 300),
        (body("weekdays", by_clock("15 8,20 * * mon-fri"), json!({"timezone": "America/New_York"})), 300),
        (body("hashed", by_clock("H H(0-5) * * *"), json!({})), 300),
        (body("some", every(12), json!({"max_runs": 3})), 300),
        (body("few and long", every(6), json!({"max_runs": 4, "overlap": "skip"})), 8 * 3_600),
        (body("once", every(10), json!({"one_off": true})), 300),
        (body("instant", json!({"clocked": {"at": day(2.3)}}), json!({})), 300),
        (body("held instant", json!({"clocked": {"at": day(3.05)}}), json!({"tags": ["core"]})), 300),
        (body("expires", every(8), json!({"expires": day(4.2)})), 300),
        (
            body("expires idle", json!({"interval": {"every": 400, "period": "hours"}}), json!({"expires": day(5.0)})),
            300,
        ),
        (body("asleep", every(5), json!({"snooze_until": day(3.1)})), 300),
        (body("later", json!({"interval": {"every": 9, "period": "hours"}, "start_at": day(1.5)}), json!({})), 300),
        (body("sunset", json!({"solar": {"event": "sunset", "latitude": 52.52, "longitude": 13.4}}), json!({})), 300),
        (body("by hand", json!({"schedule_type": "manual"}), json!({})), 300),
        (body("not his", every(11), json!({})), 300),
    ]
}

/// A job of the running system, as far as its worker is concerned.
struct Job {
    attempt: i16,
    due: Timestamp,
    held: bool,
}

/// The running system: its beat goes by these hands, and this is its worker.
struct Running<'a> {
    house: &'a House,
    hands: Hands,
    durations: BTreeMap<Uuid, Duration>,
    schedules: BTreeMap<Uuid, Schedule>,
    windows: &'a Windows,
    jobs: BTreeMap<Uuid, Job>,
    ends: BinaryHeap<Reverse<(Timestamp, Uuid)>>,
}

impl Running<'_> {
    /// Lets the time come, and beat do what there is to do then.
    async fn reach(&mut self, at: Timestamp) {
        self.hands.set(at);
        let due = "select count(*) from noc.schedule s join noc.schedule_runtime r on r.schedule_id = s.id \
                   where r.next_due <= $1 or (s.phase = 'enabled' and (s.definition ->> 'expires')::timestamptz <= $1)";
        let held = "select schedule_id, held_due from noc.schedule_runtime where held_due is not null";
        let client = self.house.database.get().await.unwrap();
        until_some(&format!("beat to have settled {at}"), || async {
            let left: i64 = self.house.sql.query_one(due, &[&at]).await.unwrap().get(0);
            let held = self.house.sql.query(held, &[]).await.unwrap();
            // What no window is over any more is to be let go.
            let over = |row: &tokio_postgres::Row| self.windows.over_from(&self.schedules[&row.get(0)], row.get(1));
            if left == 0 && !held.iter().any(|row| over(row).is_some_and(|end| end <= at)) {
                return Some(());
            }
            // It sleeps by the real time; a hint is what wakes it.
            jobs::hint(&*client).await.unwrap();
            None
        })
        .await;
        self.look(at).await;
    }

    /// Takes up what is new: jobs that are ready now or will be, and those that were asked to stop.
    async fn look(&mut self, now: Timestamp) {
        // One that stops may let another one start.
        while self.look_once(now).await {}
    }

    async fn look_once(&mut self, now: Timestamp) -> bool {
        let mut stopped = false;
        let sql = "select id, schedule_id, attempt, due_at, trigger, cancel_requested_at is not null from noc.live_job \
                   where waits_for is null order by id";
        for row in self.house.sql.query(sql, &[]).await.unwrap() {
            let (id, schedule, asked): (Uuid, Uuid, bool) = (row.get(0), row.get(1), row.get(5));
            if asked {
                self.finish(id, JobState::Cancelled).await;
                stopped = true;
                continue;
            }
            if self.jobs.contains_key(&id) {
                continue;
            }
            let held = row.get::<_, &str>(4) == "catch_up";
            let job = Job { attempt: row.get(2), due: row.get(3), held };
            let most = if job.held { 0 } else { self.schedules[&schedule].definition.jitter_seconds };
            let start = now.max(job.due.plus(jitter(schedule, job.due, most)));
            self.ends.push(Reverse((start.plus(self.durations[&schedule]), id)));
            self.jobs.insert(id, job);
            // A worker has it, whatever its Postgres' clock says of jitter and leases.
            let ready = "update noc.live_job set state = 'queued', ready_at = clock_timestamp() where id = $1";
            self.house.sql.execute(ready, &[&id]).await.unwrap();
            let client = self.house.database.get().await.unwrap();
            assert_eq!(jobs::claim(&*client, WORKER, "w", &[(id, self.jobs[&id].attempt)]).await.unwrap().len(), 1);
            let keep = "update noc.live_job set lease_until = clock_timestamp() + interval '1 day' where id = $1";
            self.house.sql.execute(keep, &[&id]).await.unwrap();
        }
        stopped
    }

    async fn finish(&mut self, id: Uuid, state: JobState) {
        let Some(job) = self.jobs.get(&id) else { panic!("a job that nobody has") };
        let done = Finished { id, attempt: job.attempt, state, error: None, result: None, warnings: 0, progress: None };
        let mut client = self.house.database.get().await.unwrap();
        let ended = jobs::finish(&mut client, WORKER, "w", &[done]).await.unwrap();
        assert_eq!(ended.jobs.len(), 1);
    }

    /// Ends what ends up to `until`, one after the other.
    async fn end_jobs(&mut self, until: Timestamp) {
        while let Some(Reverse((at, id))) = self.ends.peek().copied().filter(|Reverse((at, _))| *at <= until) {
            self.ends.pop();
            let live = "select count(*) from noc.live_job where id = $1";
            if self.house.sql.query_one(live, &[&id]).await.unwrap().get::<_, i64>(0) == 0 {
                continue;
            }
            self.finish(id, JobState::Succeeded).await;
            // Who waited for it starts now.
            self.look(at).await;
        }
    }

    /// What is written of each due time.
    async fn written(&self) -> BTreeMap<(Timestamp, String), String> {
        let mut found = BTreeMap::new();
        let mut put = |due: Timestamp, id: Uuid, outcome: &str| {
            let name = self.schedules[&id].definition.name.to_string();
            assert_eq!(found.insert((due, name.clone()), outcome.to_owned()), None, "{name} at {due} twice");
        };
        let jobs =
            "select due_at, schedule_id from noc.live_job union all select due_at, schedule_id from noc.job_history";
        for row in self.house.sql.query(jobs, &[]).await.unwrap() {
            put(row.get(0), row.get(1), "job");
        }
        let rows = "select schedule_id, due_from, due_through, due_count, outcome || ' ' || reason, schedule_version from noc.ledger";
        for row in self.house.sql.query(rows, &[]).await.unwrap() {
            let (id, count): (Uuid, i32) = (row.get(0), row.get(3));
            let span = Span { first: row.get(1), last: row.get(2), count: u64::try_from(count).unwrap() };
            let client = self.house.database.get().await.unwrap();
            let history = occurrences::history(&client, id).await.unwrap();
            let dues = due_times(&history.version(row.get(5)).unwrap().definition, span, usize::MAX);
            assert_eq!(dues.len() as u64, span.count);
            for due in dues {
                put(due, id, row.get(4));
            }
        }
        found
    }
}

#[tokio::test]
async fn a_week_simulated_is_the_week_that_the_running_system_writes() {
    let mut house = house().await;
    let began = house.clock.now();
    let t = Timestamp::from_seconds(began.as_micros() / 1_000_000 + 120);
    let to = t.plus(Duration::from_secs(7 * DAY));
    let mut subjects: Vec<Subject> = Vec::new();
    for (body, seconds) in schedules(t) {
        let schedule = house.create(body).await.schedule;
        let expected = Expected { duration: Duration::from_secs(seconds), by: Basis::Given };
        subjects.push(Subject { expected, ..Subject::fresh(schedule) });
    }
    // One belongs to somebody who may not run anything any more.
    let bob = Uuid::from_u128(77);
    let person = "insert into noc.app_user (id, username, password_hash, role, is_active) values ($1, 'bob', 'x', 'operator', false)";
    house.sql.execute(person, &[&bob]).await.unwrap();
    let his = subjects.iter_mut().find(|one| &*one.schedule.definition.name == "not his").unwrap();
    let give = "update noc.schedule set owner_id = $1, definition = definition || jsonb_build_object('owner', $1::uuid) where id = $2";
    house.sql.execute(give, &[&bob, &his.schedule.id]).await.unwrap();
    his.schedule.definition.owner = bob;
    // Maintenance: a night skipped again and again, an hour held over some, half a day held over all.
    let at = |days: f64| t.plus(Duration::from_secs_f64(days * DAY as f64));
    let nightly = json!({"expression": "0 1 * * *", "duration_seconds": 7_200});
    for window in [
        json!({"name": "nights", "effect": "skip", "scope": {"tags": ["core"]}, "crontab": nightly}),
        json!({"name": "core", "effect": "run_once_after", "scope": {"tags": ["core"]}, "from": at(3.0), "until": at(3.5)}),
        json!({"name": "all", "effect": "run_once_after", "scope": {"all": true}, "from": at(5.0), "until": at(5.4)}),
    ] {
        house.door.create_window(&house.alice, window.as_object().unwrap(), began).await.unwrap();
    }
    let (windows, _) = maintenance::in_force(&house.database.get().await.unwrap()).await.unwrap();

    // The running system, to which the week is handed instant by instant.
    let hands = Hands::at(began);
    house.clock = hands.clock();
    let beat = Beat::leading(&house).await;
    let mut instants: BTreeSet<Timestamp> = BTreeSet::new();
    for one in &subjects {
        let d = &one.schedule.definition;
        instants.extend(d.cadence().between(d.start_at, one.schedule.effective_at, to));
        instants.extend(d.expires);
    }
    let nights =
        (0..9).map(|day| (began.as_micros() / 86_400_000_000 + day) * 86_400 + 3 * 3_600).map(Timestamp::from_seconds);
    let window_ends: BTreeSet<Timestamp> =
        nights.chain([at(3.5), at(5.4)]).filter(|end| *end > began && *end <= to).collect();
    instants.extend(&window_ends);
    let mut running = Running {
        house: &house,
        hands,
        durations: subjects.iter().map(|one| (one.schedule.id, one.expected.duration)).collect(),
        schedules: subjects.iter().map(|one| (one.schedule.id, one.schedule.clone())).collect(),
        windows: &windows,
        jobs: BTreeMap::new(),
        ends: BinaryHeap::new(),
    };
    for instant in instants.into_iter().filter(|instant| *instant <= to) {
        running.end_jobs(instant).await;
        running.reach(whole(instant)).await;
    }
    running.end_jobs(to).await;
    let written = running.written().await;

    let may_run = |owner: Uuid| owner != bob;
    let simulation = Simulation { subjects: &subjects, windows: &windows, may_run: &may_run, from: began, to };
    let ledger = simulate(simulation).unwrap();
    let mut simulated = BTreeMap::new();
    for line in &ledger {
        let outcome = match line.outcome {
            Outcome::Job { .. } => "job".to_owned(),
            Outcome::Skipped(reason) if reason.is_pending() => format!("pending {}", reason.as_str()),
            Outcome::Skipped(reason) => format!("skipped {}", reason.as_str()),
        };
        let name = subjects[line.subject].schedule.definition.name.to_string();
        assert_eq!(simulated.insert((line.due, name), outcome), None, "{line:?} twice");
    }
    let only = |a: &BTreeMap<(Timestamp, String), String>, b: &BTreeMap<(Timestamp, String), String>| -> Vec<String> {
        a.iter()
            .filter(|(key, outcome)| b.get(*key) != Some(*outcome))
            .map(|(key, outcome)| format!("{key:?} {outcome}"))
            .collect()
    };
    assert_eq!((only(&simulated, &written), only(&written, &simulated)), (vec![], vec![]));
    // It was a week of everything.
    let outcomes: BTreeSet<&str> = written.values().map(String::as_str).collect();
    assert_eq!(outcomes, BTreeSet::from(["job", "skipped maintenance", "skipped overlap", "skipped owner"]));
    assert!(written.len() > 500, "{}", written.len());

    // How each schedule ended is the same, too; and what was cancelled.
    for (name, phase) in [
        ("some", "completed"),
        ("once", "completed"),
        ("instant", "completed"),
        ("held instant", "completed"),
        ("few and long", "completed"),
        ("expires", "expired"),
        ("expires idle", "expired"),
        ("skip", "enabled"),
    ] {
        let row = house.sql.query_one("select phase from noc.schedule where name = $1", &[&name]).await.unwrap();
        assert_eq!(row.get::<_, &str>(0), phase, "{name}");
    }
    let cancelled = house.count("select count(*) from noc.job_history where state = 'cancelled'").await;
    let ended =
        |line: &&noc_scheduler::domain::forecast::Line| matches!(line.outcome, Outcome::Job { cancelled: true, .. });
    assert_eq!(ledger.iter().filter(ended).count(), usize::try_from(cancelled).unwrap());
    assert!(cancelled > 20 && subjects.iter().all(|one| one.schedule.phase == Phase::Enabled));
    beat.end().await;
}
