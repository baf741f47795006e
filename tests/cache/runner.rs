//! Runs a task as a worker does, without one.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use noc_scheduler::clock::Clock;
use noc_scheduler::domain::job::{JobState, JobView, Priority, Progress, Trigger};
use noc_scheduler::domain::log::LogLine;
use noc_scheduler::tasks::{CacheWarmUp, Context, Failure, JobInfo, LogBudget, Registry, Voice};
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::house::now;
use crate::scene::Scene;

/// What a run came to.
pub(crate) struct Ran {
    pub(crate) result: Result<Value, Failure>,
    pub(crate) warnings: i32,
    pub(crate) progress: Vec<Progress>,
}

/// Warms the cache of `scene`.
pub(crate) async fn run(scene: &Scene, kwargs: Value) -> Ran {
    run_until(scene, kwargs, CancellationToken::new()).await
}

/// The same, until it is cancelled.
pub(crate) async fn run_until(scene: &Scene, kwargs: Value, cancel: CancellationToken) -> Ran {
    let registry = Registry::builtin().with(CacheWarmUp::new(scene.cache.clone()));
    task(&registry, "cache_warm_up", kwargs, cancel).await
}

/// Runs a task once.
pub(crate) async fn task(registry: &Registry, name: &str, kwargs: Value, cancel: CancellationToken) -> Ran {
    let entry = registry.resolve(name).unwrap();
    let kwargs = entry.validate(&kwargs).unwrap();
    let heard = Arc::new(Heard::default());
    let voice = Arc::clone(&heard) as Arc<dyn Voice>;
    let ctx = Context::new(info(entry.name), Clock::new(now), cancel, voice, LogBudget::JOB);
    let result = entry.run(kwargs, ctx.clone()).await;
    let progress = std::mem::take(&mut *heard.0.lock().unwrap());
    Ran { result, warnings: ctx.warnings(), progress }
}

#[derive(Default)]
struct Heard(Mutex<Vec<Progress>>);

impl Voice for Heard {
    fn progress(&self, _: Uuid, _: i16, progress: Progress) {
        self.0.lock().unwrap().push(progress);
    }

    fn line(&self, _: LogLine) -> bool {
        true
    }
}

fn info(task: &str) -> JobInfo {
    let view = JobView {
        id: Uuid::now_v7(),
        rev: 1,
        task: task.to_owned(),
        schedule_id: None,
        schedule_name: None,
        schedule_version: None,
        trigger: Trigger::Adhoc,
        due_at: None,
        state: JobState::Running,
        queue: "default".to_owned(),
        priority: Priority::Normal,
        attempt: 1,
        max_attempts: 1,
        queued_at: now(),
        started_at: None,
        finished_at: None,
        worker: None,
        progress: None,
        error: None,
        warnings: 0,
    };
    JobInfo { view, run_as: Uuid::nil(), timeout: Duration::from_secs(60), host: "here".to_owned() }
}
