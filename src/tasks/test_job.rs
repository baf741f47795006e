//! A task that does nothing, in every way a task can.

use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Context, Failure, Task, TaskDefaults};
use crate::domain::Timestamp;
use crate::domain::log::LogLevel;

/// Tries the scheduler out: takes its time, tells progress, fails on demand.
#[derive(Clone, Copy, Debug)]
pub struct TestJob;

/// What the test job should do.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TestJobArgs {
    /// Comes back in the result.
    #[schemars(length(max = 1000))]
    message: String,
    /// How long to run, in seconds.
    #[schemars(range(min = 0.0, max = 3600.0))]
    duration: f64,
    /// In how many steps; each one is told as progress.
    #[schemars(range(min = 1, max = 1000))]
    steps: u32,
    /// Fail at the end of this step, from 1.
    #[schemars(range(min = 1, max = 1000))]
    fail_at_step: Option<u32>,
    /// How to fail: `error` answers with one, `panic` panics, `timeout` hangs until it is ended,
    /// `lost_worker` behaves as if the worker had died.
    fail_kind: FailKind,
    /// How many lines to log, spread over the steps.
    #[schemars(range(min = 0, max = 100_000))]
    log_lines: u32,
    /// Go on when asked to stop, until ended by force.
    ignore_cancel: bool,
}

/// How the test job fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FailKind {
    /// It answers with an error.
    #[default]
    Error,
    /// It panics.
    Panic,
    /// It hangs until it is ended.
    Timeout,
    /// Its lease is no longer renewed, as if the worker had died; other jobs of that worker are not harmed.
    LostWorker,
}

impl Default for TestJobArgs {
    fn default() -> Self {
        Self {
            message: String::new(),
            duration: 1.0,
            steps: 1,
            fail_at_step: None,
            fail_kind: FailKind::Error,
            log_lines: 0,
            ignore_cancel: false,
        }
    }
}

/// What the test job answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TestJobResult {
    message: String,
    host: String,
    worker: Option<String>,
    version: &'static str,
    attempt: i16,
    times: Times,
    latencies_ms: Latencies,
}

/// The instants of the job's way.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Times {
    due: Option<Timestamp>,
    queued: Timestamp,
    claimed: Option<Timestamp>,
    started: Timestamp,
    finished: Timestamp,
}

/// What lay between them, in milliseconds; negative when two clocks differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Latencies {
    due_to_queued: Option<f64>,
    queued_to_claimed: Option<f64>,
    claimed_to_started: Option<f64>,
    due_to_started: Option<f64>,
    started_to_finished: f64,
}

impl Task for TestJob {
    const NAME: &'static str = "test_job";
    const DESCRIPTION: &'static str = "Tries the scheduler out: waits, tells progress, logs, and fails on demand.";
    const ALIASES: &'static [&'static str] =
        &["test_background_task", "app.tasks.test_tasks.test_background_task", "app.tasks.test_tasks.test_job"];
    type Args = TestJobArgs;
    type Output = TestJobResult;

    fn defaults() -> TaskDefaults {
        TaskDefaults { read_only: true, ..TaskDefaults::default() }
    }

    async fn perform(&self, args: TestJobArgs, ctx: Context) -> Result<TestJobResult, Failure> {
        let started = ctx.now();
        let steps = args.steps.max(1);
        for step in 1..=steps {
            for line in lines_of(step, steps, args.log_lines) {
                ctx.log(LogLevel::Info, format!("line {line} of {}", args.log_lines));
            }
            pause(&args, &ctx, Duration::from_secs_f64(args.duration / f64::from(steps))).await?;
            if steps > 1 || args.duration > 0.0 {
                ctx.progress(step.into(), steps.into(), format!("step {step} of {steps}"));
            }
            if args.fail_at_step == Some(step) {
                fail(args.fail_kind, step, &ctx).await?;
            }
        }
        Ok(result(args.message, &ctx, started))
    }
}

/// Sleeps; stops when asked to, unless told to ignore that.
async fn pause(args: &TestJobArgs, ctx: &Context, time: Duration) -> Result<(), Failure> {
    if args.ignore_cancel {
        tokio::time::sleep(time).await;
        return Ok(());
    }
    ctx.check()?;
    if time.is_zero() { Ok(()) } else { ctx.sleep(time).await }
}

async fn fail(kind: FailKind, step: u32, ctx: &Context) -> Result<(), Failure> {
    match kind {
        FailKind::Error => Err(Failure::retryable("test", format!("Failed at step {step}, as it was asked to."))),
        #[expect(clippy::panic, reason = "panicking is what was asked for; the worker makes a failure of it")]
        FailKind::Panic => panic!("panicked at step {step}, as it was asked to"),
        FailKind::Timeout => std::future::pending().await,
        FailKind::LostWorker => {
            ctx.abandon();
            std::future::pending().await
        }
    }
}

/// The lines that belong to a step: all of them evenly spread over the steps.
fn lines_of(step: u32, steps: u32, lines: u32) -> std::ops::RangeInclusive<u64> {
    let until = |step: u32| u64::from(lines) * u64::from(step) / u64::from(steps);
    until(step - 1) + 1..=until(step)
}

fn result(message: String, ctx: &Context, started: Timestamp) -> TestJobResult {
    let job = ctx.job();
    let view = &job.view;
    let times =
        Times { due: view.due_at, queued: view.queued_at, claimed: view.started_at, started, finished: ctx.now() };
    let latencies_ms = Latencies {
        due_to_queued: between(times.due, Some(times.queued)),
        queued_to_claimed: between(Some(times.queued), times.claimed),
        claimed_to_started: between(times.claimed, Some(started)),
        due_to_started: between(times.due, Some(started)),
        started_to_finished: between(Some(started), Some(times.finished)).unwrap_or_default(),
    };
    TestJobResult {
        message,
        host: job.host.clone(),
        worker: view.worker.clone(),
        version: env!("CARGO_PKG_VERSION"),
        attempt: view.attempt,
        times,
        latencies_ms,
    }
}

fn between(from: Option<Timestamp>, to: Option<Timestamp>) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "microseconds of a lifetime fit a float exactly")]
    Some((to?.as_micros() - from?.as_micros()) as f64 / 1_000.0)
}
