//! Who is there, what is done to them, and how they get well again.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use fred::prelude::ClientLike;
use nix::sys::signal::Signal;
use noc_scheduler::domain::Timestamp;
use noc_scheduler::domain::settle::Timeline;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::dice::{BEATS, BEYOND_LEADERSHIP, BEYOND_LEASE, Fault, Plan, WORKERS, Whom};
use super::proof;
use super::support::audit::WITNESSES;
use super::support::house::{House, draft, house_on, real_clock, until_some};
use super::support::processes::Process;
use super::support::programs::harness;
use super::support::servers::{Scratch, Servers, connect};

/// Schedules of one second each.
const SCHEDULES: usize = 200;
/// Missed due times of one schedule that are made up for unasked: few, so that more than that happens.
const CATCH_UP_LIMIT: &str = "8";
/// How long the healed house may take to finish: two leases, and a job may lose three workers.
const RECOVERY: Duration = Duration::from_secs(240);

/// One of the beats or workers, through all of its lives.
struct Actor {
    name: String,
    role: &'static str,
    process: Option<Process>,
    /// Counts its lives: what was to be undone for an earlier one is void.
    life: u32,
    /// It is stopped beyond its lease: killed meanwhile it would prove nothing of that.
    spared: bool,
}

/// A stop, as long as it lasted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stopped {
    pub(crate) pid: i32,
    pub(crate) from: Timestamp,
    pub(crate) until: Timestamp,
}

/// What was done.
#[derive(Debug, Default)]
pub(crate) struct Injected {
    counts: BTreeMap<&'static str, usize>,
    pub(crate) stops: Vec<Stopped>,
    edits: usize,
    edits_refused: usize,
}

impl fmt::Display for Injected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "injected: ")?;
        for (what, count) in &self.counts {
            write!(f, "{count} × {what}, ")?;
        }
        let longest = self.stops.iter().map(|stop| stop.until.since(stop.from)).max().unwrap_or_default();
        write!(
            f,
            "{} edits ({} met a server that was away); longest stop {longest:.1?}",
            self.edits, self.edits_refused
        )
    }
}

/// Undoing what was done.
#[derive(Clone, Copy)]
enum Undo {
    Start { actor: usize, life: u32 },
    Continue { actor: usize, life: u32, pid: i32, from: Timestamp },
}

pub(crate) struct Scene {
    pub(crate) house: House,
    pub(crate) record: PathBuf,
    pub(crate) ids: Vec<Uuid>,
    servers: Servers,
    actors: Vec<Actor>,
    dir: PathBuf,
    _scratch: Scratch,
}

impl Scene {
    /// Servers, witnesses, schedules, beats and workers; returns once a beat leads and both workers are ready.
    pub(crate) async fn set() -> Self {
        let servers = Servers::start().await.unwrap();
        let house = house_on(&servers).await;
        house.sql.batch_execute(WITNESSES).await.unwrap();
        let scratch = Scratch::new();
        let dir = scratch.path().join("processes");
        let record = scratch.path().join("record");
        let named = |role: &'static str, nth: usize| Actor {
            name: format!("{role}-{nth}"),
            role,
            process: None,
            life: 0,
            spared: false,
        };
        let actors = (0..BEATS).map(|n| named("beat", n)).chain((0..WORKERS).map(|n| named("worker", n))).collect();
        let mut scene = Self { house, record, ids: Vec::new(), servers, actors, dir, _scratch: scratch };
        for nth in 0..SCHEDULES {
            let body = schedule(nth, scene.record.to_str().unwrap());
            scene.ids.push(scene.house.create(body).await.schedule.id);
        }
        for actor in 0..BEATS + WORKERS {
            scene.start(actor);
        }
        for actor in &scene.actors {
            actor.process.as_ref().unwrap().says(" ready: ").await;
        }
        scene
    }

    fn start(&mut self, actor: usize) {
        let url = self.house.url.clone();
        let redis = self.servers.redis_url().to_owned();
        let actor = &mut self.actors[actor];
        let args = [actor.role, "--database-url", &url, "--redis-url", &redis];
        let env = [
            ("NOC_REDIS_PREFIX", "faults:"),
            ("NOC_CATCH_UP_LIMIT", CATCH_UP_LIMIT),
            ("NOC_WORKER_CONCURRENCY", "24"),
            ("NOC_LOG", "warn"),
        ];
        actor.process = Some(Process::start(&harness(), &args, &env, &self.dir, &actor.name));
        actor.life += 1;
        actor.spared = false;
    }

    /// Does everything in the plan, while somebody edits schedules all the time.
    pub(crate) async fn suffer(&mut self, plan: &Plan, seed: u64) -> Injected {
        let mut injected = Injected::default();
        let done = CancellationToken::new();
        let editing =
            tokio::spawn(edit(self.house.door.clone(), self.house.alice.clone(), self.ids.clone(), seed, done.clone()));
        let begin = Instant::now();
        let mut undo: Vec<(Instant, Undo)> = Vec::new();
        let mut steps = plan.steps.iter().peekable();
        // A pace, as thrown; nothing is awaited by it.
        loop {
            undo.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
            let next_step = steps.peek().map(|(at, _)| begin + *at);
            let next_undo = undo.last().map(|(at, _)| *at);
            match (next_step, next_undo) {
                (step, Some(at)) if step.is_none_or(|step| at <= step) => {
                    tokio::time::sleep_until(at).await;
                    let (_, what) = undo.pop().unwrap();
                    self.undo(what, &mut injected);
                }
                (Some(at), _) => {
                    tokio::time::sleep_until(at).await;
                    let (_, fault) = steps.next().unwrap();
                    undo.extend(self.inflict(*fault, &mut injected).await);
                }
                _ => break,
            }
        }
        tokio::time::sleep_until(begin + plan.lasts).await;
        done.cancel();
        (injected.edits, injected.edits_refused) = editing.await.unwrap();
        injected
    }

    async fn inflict(&mut self, fault: Fault, injected: &mut Injected) -> Vec<(Instant, Undo)> {
        self.try_to_inflict(fault, injected).await.unwrap_or_default()
    }

    /// Nothing, where it hits nobody.
    async fn try_to_inflict(&mut self, fault: Fault, injected: &mut Injected) -> Option<Vec<(Instant, Undo)>> {
        let now = self.house.clock.now();
        let mut count = |what| *injected.counts.entry(what).or_default() += 1;
        match fault {
            Fault::Kill(whom, pause) => {
                let actor = self.find(whom).await?;
                self.actors[actor].process.take()?.kill9();
                count(if actor < BEATS { "kill -9 of a beat" } else { "kill -9 of a worker" });
                Some(vec![(Instant::now() + pause, Undo::Start { actor, life: self.actors[actor].life })])
            }
            Fault::Stop(whom, pause) => {
                let actor = self.find(whom).await?;
                let Actor { process: Some(process), life, spared, .. } = &mut self.actors[actor] else { return None };
                process.signal(Signal::SIGSTOP);
                *spared = pause >= if actor < BEATS { BEYOND_LEADERSHIP } else { BEYOND_LEASE };
                count(match (actor < BEATS, pause.as_secs()) {
                    (true, 8..) => "stop of a beat beyond its lease",
                    (true, _) => "stop of a beat",
                    (false, 30..) => "stop of a worker beyond its lease",
                    (false, _) => "stop of a worker",
                });
                let undo = Undo::Continue { actor, life: *life, pid: process.pid(), from: now };
                Some(vec![(Instant::now() + pause, undo)])
            }
            Fault::KillBeats(pause) => {
                count("kill -9 of all beats");
                let kill = |(actor, beat): (usize, &mut Actor)| {
                    beat.process = None;
                    // What would start it before its time is void.
                    beat.life += 1;
                    (Instant::now() + pause, Undo::Start { actor, life: beat.life })
                };
                Some(self.actors[..BEATS].iter_mut().enumerate().map(kill).collect())
            }
            Fault::KillRedis(pause) => {
                count("kill -9 of Redis");
                let mut servers = self.servers.embedded.lock().await;
                servers.redis.kill9().await.unwrap();
                tokio::time::sleep(pause).await;
                servers.redis.restart().await.unwrap();
                None
            }
            Fault::RestartRedis => {
                count("restart of Redis");
                self.servers.embedded.lock().await.redis.restart().await.unwrap();
                None
            }
            Fault::FlushAll => {
                count("FLUSHALL");
                flush_all(self.servers.redis_url()).await;
                None
            }
            Fault::CrashPostgres(pause) => {
                count("crash of Postgres");
                let mut servers = self.servers.embedded.lock().await;
                servers.postgres.crash().await.unwrap();
                tokio::time::sleep(pause).await;
                servers.postgres.restart().await.unwrap();
                None
            }
            Fault::RestartPostgres => {
                count("restart of Postgres");
                self.servers.embedded.lock().await.postgres.restart().await.unwrap();
                None
            }
        }
    }

    fn undo(&mut self, what: Undo, injected: &mut Injected) {
        match what {
            Undo::Start { actor, life } => {
                if self.actors[actor].process.is_none() && self.actors[actor].life == life {
                    self.start(actor);
                }
            }
            Undo::Continue { actor, life, pid, from } => {
                if let Some(process) = self.actors[actor].process.as_ref().filter(|_| self.actors[actor].life == life) {
                    // Noted before: whatever it does from here on is no longer in the stop.
                    let until = self.house.clock.now();
                    process.signal(Signal::SIGCONT);
                    self.actors[actor].spared = false;
                    injected.stops.push(Stopped { pid, from, until });
                }
            }
        }
    }

    /// Who that is now; nobody while it is spared, while Postgres is away or the leader is dead.
    async fn find(&self, whom: Whom) -> Option<usize> {
        let who = match whom {
            Whom::Beat(nth) => Some(nth),
            Whom::Worker(nth) => Some(BEATS + nth),
            Whom::Leader => {
                let (client, connection) =
                    tokio_postgres::connect(&self.house.url, tokio_postgres::NoTls).await.ok()?;
                tokio::spawn(connection);
                let pid: i32 = client.query_one("select pid from noc.leader", &[]).await.ok()?.get(0);
                self.actors.iter().position(|a| a.process.as_ref().is_some_and(|process| process.pid() == pid))
            }
        };
        who.filter(|actor| !self.actors[*actor].spared)
    }

    /// Lets everybody live, switches the schedules off, and waits until every due time up to then is
    /// settled and no job is live.
    pub(crate) async fn heal(&mut self) {
        for actor in 0..self.actors.len() {
            let running = self.actors[actor].process.as_mut().map(Process::is_running);
            assert_ne!(running, Some(false), "{} ended by itself:\n{}", self.actors[actor].name, self.last_words());
            if running.is_none() {
                self.start(actor);
            }
        }
        for id in &self.ids {
            until_some("every schedule switched off", || async {
                self.house.door.edit(&self.house.alice, *id, draft(json!({"enabled": false}))).await.ok()
            })
            .await;
        }
        let sql = connect(&self.house.url).await;
        let versions = proof::versions(&sql).await;
        let timelines: Vec<(Uuid, Timeline)> =
            versions.iter().map(|(id, versions)| (*id, proof::timeline(versions))).collect();
        let deadline = Instant::now() + RECOVERY;
        loop {
            let live: i64 = sql.query_one("select count(*) from noc.live_job", &[]).await.unwrap().get(0);
            let settled = proof::settled_through(&sql).await;
            let late = timelines.iter().filter(|(id, timeline)| timeline.next_due(settled[id]).is_some()).count();
            if live == 0 && late == 0 {
                return;
            }
            if Instant::now() >= deadline {
                let jobs = "select to_jsonb(j)::text from noc.live_job j limit 5";
                let jobs: Vec<String> = sql.query(jobs, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
                panic!(
                    "after {RECOVERY:?} of health {live} jobs are live and {late} schedules unsettled:\n{}\n{}",
                    jobs.join("\n"),
                    self.last_words()
                );
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    /// The end of everybody's log.
    pub(crate) fn last_words(&self) -> String {
        let mut words = String::new();
        for actor in &self.actors {
            let log = std::fs::read_to_string(self.dir.join(format!("{}.log", actor.name))).unwrap_or_default();
            let lines: Vec<&str> = log.lines().collect();
            let last = &lines[lines.len().saturating_sub(15)..];
            words.push_str(&format!("--- {}\n{}\n", actor.name, last.join("\n")));
        }
        words
    }
}

/// The nth schedule: half may overlap, some take longer than their interval, and
/// each way to deal with overlap and to catch up is among them.
fn schedule(nth: usize, record: &str) -> Value {
    let duration_ms = match nth % 20 {
        7 | 12 => 1_700,
        n => [5, 20, 60, 120][n % 4],
    };
    json!({
        "name": format!("s{nth}"),
        "task": "record_run",
        "kwargs": {"path": record, "duration_ms": duration_ms},
        "interval": {"every": 1, "period": "seconds"},
        "overlap": match nth % 8 { 3 => "queue_one", 7 => "cancel_running", 1 | 5 => "skip", _ => "allow" },
        "catch_up": match nth % 5 { 0 => "all", 1 => "none", _ => "latest" },
    })
}

/// Edits one schedule after the other; returns how often, and how often nobody answered.
async fn edit(
    door: noc_scheduler::command::Door,
    who: noc_scheduler::domain::people::Person,
    ids: Vec<Uuid>,
    seed: u64,
    done: CancellationToken,
) -> (usize, usize) {
    let mut dice = StdRng::seed_from_u64(seed.wrapping_add(1));
    let clock = real_clock();
    let (mut edits, mut refused) = (0, 0);
    while !done.is_cancelled() {
        let id = ids[dice.random_range(0..ids.len())];
        let change = match dice.random_range(0..13) {
            0 | 1 => json!({"enabled": false}),
            2..5 => json!({"enabled": true}),
            5..7 => json!({"interval": {"every": dice.random_range(1..=3), "period": "seconds"}}),
            7 => json!({"overlap": (["allow", "skip", "queue_one", "cancel_running"][dice.random_range(0..4)])}),
            8 => json!({"catch_up": (["all", "latest", "none"][dice.random_range(0..3)])}),
            9 => {
                let until = clock.now().plus(Duration::from_millis(dice.random_range(500..4_000)));
                json!({"snooze_until": until})
            }
            10 => json!({"snooze_until": null}),
            11 => json!({"jitter_seconds": dice.random_range(0..3)}),
            _ => json!({"description": format!("edit {edits}")}),
        };
        match door.edit(&who, id, draft(change)).await {
            Ok(_) => edits += 1,
            Err(_) => refused += 1,
        }
        let pace = Duration::from_millis(dice.random_range(20..150));
        let _ = done.run_until_cancelled(tokio::time::sleep(pace)).await;
    }
    (edits, refused)
}

async fn flush_all(url: &str) {
    let config = fred::types::config::Config::from_url(url).unwrap();
    let client = fred::clients::Client::new(config, None, None, None);
    client.init().await.unwrap();
    client.flushall::<()>(false).await.unwrap();
    client.quit().await.unwrap();
}
