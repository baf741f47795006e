//! A database, a Redis, and what the beat would do: hand over and reap.

use std::time::{Duration, Instant};

use deadpool_postgres::ClientWrapper;
use noc_scheduler::clock::Clock;
use noc_scheduler::domain::Timestamp;
use noc_scheduler::domain::job::{JobState, Priority, Trigger, fresh_id};
use noc_scheduler::queue::Redis;
use noc_scheduler::queue::feed::{Publisher, Reader};
use noc_scheduler::queue::tickets::{Lane, Sender, Sent, Ticket};
use noc_scheduler::store::jobs::{self, JobDetail, NewJob};
use noc_scheduler::store::{Database, migrate, session};
use noc_scheduler::tasks::Registry;
use noc_scheduler::worker::{WorkerConfig, WorkerError, run};
use serde_json::{Value, json};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::servers::{fresh_prefix, servers};
use super::some_items::SomeItems;

/// Longer than anything takes that works.
const PATIENCE: Duration = Duration::from_secs(90);

pub(crate) struct Rig {
    pub(crate) database: Database,
    pub(crate) redis: Redis,
    pub(crate) sender: Sender,
    pub(crate) publisher: Publisher,
    pub(crate) reader: Reader,
    pub(crate) registry: Registry,
    pub(crate) db: ClientWrapper,
}

pub(crate) struct Worker {
    pub(crate) stop: CancellationToken,
    pub(crate) task: JoinHandle<Result<(), WorkerError>>,
}

#[expect(clippy::disallowed_methods, reason = "a test stands where main stands")]
pub(crate) fn clock() -> Clock {
    Clock::new(|| Timestamp::from(time::OffsetDateTime::now_utc()))
}

impl Rig {
    pub(crate) async fn new() -> Self {
        Self::on(&servers().redis_url()).await
    }

    pub(crate) async fn on(redis_url: &str) -> Self {
        let database = Database::new(&servers().fresh_database().await, "worker test", 4).unwrap();
        migrate(&database).await.unwrap();
        let redis = Redis::connect(redis_url, &fresh_prefix()).await.unwrap();
        let (publisher, _) = Publisher::start(redis.clone(), CancellationToken::new());
        Self {
            sender: Sender::new(redis.clone()),
            reader: Reader::new(redis.clone()),
            db: session(&database).await.unwrap(),
            registry: Registry::builtin().with(SomeItems),
            publisher,
            database,
            redis,
        }
    }

    pub(crate) fn worker(&self, concurrency: usize) -> Worker {
        self.worker_with(concurrency, Duration::from_secs(30))
    }

    pub(crate) fn worker_with(&self, concurrency: usize, grace: Duration) -> Worker {
        let stop = CancellationToken::new();
        let config = WorkerConfig { queues: vec!["default".to_owned()], concurrency, grace, host: "here".to_owned() };
        let task = tokio::spawn(run(
            config,
            self.database.clone(),
            self.redis.clone(),
            self.registry.clone(),
            clock(),
            self.publisher.clone(),
            stop.clone(),
        ));
        Worker { stop, task }
    }

    pub(crate) async fn insert(&self, job: NewJob) -> Uuid {
        jobs::insert(&self.db, &job).await.unwrap().unwrap().id
    }

    /// Inserts a test job with these arguments and sends its ticket.
    pub(crate) async fn start(&self, kwargs: Value) -> Uuid {
        let id = self.insert(new_job(kwargs)).await;
        self.hand_over().await;
        id
    }

    /// What the relay does.
    pub(crate) async fn hand_over(&self) -> Sent {
        let (ready, _) = jobs::to_hand_over(&self.db, 1_000).await.unwrap();
        let tickets: Vec<_> = ready.iter().map(|r| ticket(&r.view)).collect();
        let sent = self.sender.send(&tickets).await.unwrap();
        jobs::mark_handed_over(&self.db, &ready).await.unwrap();
        sent
    }

    pub(crate) async fn send_all_ready(&self) {
        let ready = jobs::all_ready(&self.db, Uuid::nil(), 1_000).await.unwrap();
        let tickets: Vec<_> = ready.iter().map(|r| ticket(&r.view)).collect();
        self.sender.send(&tickets).await.unwrap();
    }

    /// Makes the lease of a running job lapse now.
    pub(crate) async fn lapse(&self, id: Uuid) {
        let sql =
            "update noc.live_job set lease_until = now() - interval '1 second' where id = $1 and state = 'running'";
        assert_eq!(self.db.execute(sql, &[&id]).await.unwrap(), 1);
    }

    pub(crate) async fn get(&self, id: Uuid) -> JobDetail {
        jobs::get(&self.db, id).await.unwrap().unwrap()
    }

    /// Waits until a job is as `wanted`, handing over meanwhile what is ready.
    pub(crate) async fn until(&self, id: Uuid, what: &str, wanted: impl Fn(&JobDetail) -> bool) -> JobDetail {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let job = self.get(id).await;
            if wanted(&job) {
                return job;
            }
            assert!(Instant::now() < deadline, "job never was {what}: {job:#?}");
            self.hand_over().await;
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    pub(crate) async fn until_state(&self, id: Uuid, state: JobState) -> JobDetail {
        self.until(id, state.as_str(), |job| job.view.state == state).await
    }

    pub(crate) async fn until_ended(&self, id: Uuid) -> JobDetail {
        self.until(id, "ended", |job| job.view.state.is_final()).await
    }
}

impl Worker {
    pub(crate) async fn stopped(self) {
        self.stop.cancel();
        tokio::time::timeout(PATIENCE, self.task).await.expect("the worker does not stop").unwrap().unwrap();
    }
}

pub(crate) fn ticket(view: &noc_scheduler::domain::job::JobView) -> (Lane, Ticket) {
    let lane = Lane { queue: view.queue.clone(), priority: view.priority };
    (lane, Ticket { job: view.id, attempt: view.attempt })
}

pub(crate) fn new_job(kwargs: Value) -> NewJob {
    NewJob {
        id: fresh_id(clock().now()),
        task: "test_job".to_owned(),
        kwargs,
        schedule_id: None,
        schedule_version: None,
        schedule_name: None,
        trigger: Trigger::Adhoc,
        due_at: None,
        retry_of: None,
        run_as: Uuid::nil(),
        queue: "default".to_owned(),
        priority: Priority::Normal,
        timeout_seconds: 60,
        max_attempts: 1,
        retry_backoff_seconds: 0,
        retry_on_crash: true,
        ready_at: None,
        waits_for: None,
        fail_on_partial: false,
    }
}

/// Done at once.
pub(crate) fn quick() -> Value {
    json!({"duration": 0})
}

/// Runs until it is stopped.
pub(crate) fn long() -> Value {
    json!({"duration": 600})
}

/// Waits until `look` finds something.
pub(crate) async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(Instant::now() < deadline, "never: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
