//! Running one attempt to its end, whichever that is.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context as Cx, Poll};
use std::time::{Duration, Instant};

use serde_json::{Map, Value};
use tokio::sync::OwnedSemaphorePermit;
use tokio_util::sync::CancellationToken;

use super::bench::Bench;
use super::report::{End, Outcome};
use super::running::{Attempt, Stop};
use crate::domain::job::{JobError, JobState};
use crate::domain::retry::backoff;
use crate::store::jobs::{ClaimedJob, Finished, RetryLater};
use crate::tasks::{Context, Failure, FailureKind, JobInfo, LogBudget};

/// How long a task may take to stop after its timeout.
pub(super) const TIMEOUT_GRACE: Duration = Duration::from_secs(5);
/// How long a task may take to stop after somebody asked for it.
const CANCEL_GRACE: Duration = Duration::from_secs(10);
/// How long a task may take to stop when its lease ends or its worker leaves: the lease margin is five seconds.
const LAST_GRACE: Duration = Duration::from_secs(2);

/// How the task's own work came to an end.
enum Work {
    /// By itself.
    Done(Result<Value, Failure>),
    /// By its timeout; whether it stopped by itself then.
    TimedOut,
    /// On request; what it still said, if it obeyed in time.
    Cancelled(Option<Result<Value, Failure>>),
    /// By the stop of its worker, before it was done.
    Interrupted,
    /// It is no longer ours to report.
    LetGo(Stop),
}

/// Runs `job` and hands its end to the reporter. `slot` is held until then.
pub(super) async fn execute(
    bench: Arc<Bench>,
    job: ClaimedJob,
    attempt: Arc<Attempt>,
    budget: LogBudget,
    slot: OwnedSemaphorePermit,
) {
    let started = Instant::now();
    let cancel = CancellationToken::new();
    let info = JobInfo { run_as: job.run_as, timeout: job.timeout, host: bench.host.clone(), view: job.view.clone() };
    let words = Arc::clone(&bench.words);
    let ctx = Context::new(info, bench.clock.clone(), cancel.clone(), words, budget);
    let work = supervise(&bench, &job, &attempt, &ctx, &cancel).await;
    attempt.set_over();
    let let_go = |why: Stop| {
        tracing::warn!(job = %job.view.id, attempt = job.view.attempt, ?why, "let an attempt go");
        bench.running.remove_all([&*attempt]);
    };
    let end = match work {
        Work::LetGo(why) => return let_go(why),
        // Whoever behaves as if its worker had died says nothing more.
        Work::Interrupted if ctx.is_abandoned() => return let_go(Stop::Leave),
        Work::Interrupted => End::Released { id: job.view.id, attempt: job.view.attempt },
        Work::Done(result) => from_result(&job, result, &ctx),
        Work::Cancelled(Some(Ok(result))) => from_result(&job, Ok(result), &ctx),
        Work::Cancelled(obeyed) => cancelled(&job, obeyed, &ctx),
        Work::TimedOut => timed_out(&job, &ctx),
    };
    let outcome = Outcome { end, attempt, task: job.view.task, took: started.elapsed() };
    // Fails only when the reporter is gone, and then the lease lapses.
    let _ = bench.outcomes.send(outcome).await;
    drop(slot);
}

/// Runs the task until it is done or has to stop, and then for a grace.
async fn supervise(
    bench: &Bench,
    job: &ClaimedJob,
    attempt: &Attempt,
    ctx: &Context,
    cancel: &CancellationToken,
) -> Work {
    let (entry, kwargs) = match prepare(bench, job) {
        Ok(prepared) => prepared,
        Err(failure) => return Work::Done(Err(failure)),
    };
    let mut work = pin!(WhileLeased { work: entry.run(kwargs, ctx.clone()), attempt, ctx });
    let timeout = tokio::time::sleep(job.timeout);
    let mut timed_out = false;
    let mut reason = tokio::select! {
        biased;
        why = attempt.stopped(None) => Some(why),
        ended = &mut work => match ended {
            Some(result) => return Work::Done(result),
            None => Some(Stop::LeaseEnds),
        },
        () = timeout => { timed_out = true; None }
    };
    cancel.cancel();
    let grace = if timed_out { TIMEOUT_GRACE } else { grace_of(reason) };
    let mut end = pin!(tokio::time::sleep(grace));
    loop {
        tokio::select! {
            biased;
            why = attempt.stopped(reason) => {
                // A request to stop changes nothing for what timed out already.
                if why > Stop::Cancel || !timed_out {
                    let sooner = tokio::time::Instant::now() + grace_of(Some(why));
                    if sooner < end.deadline() { end.as_mut().reset(sooner); }
                }
                reason = Some(why);
            }
            ended = &mut work => return stopped(ended, reason, timed_out),
            // Dropping it is the abort: it stops where it waits.
            () = &mut end => return match reason {
                Some(why) if why > Stop::Leave => Work::LetGo(why),
                _ if timed_out => Work::TimedOut,
                Some(Stop::Leave) => Work::Interrupted,
                _ => Work::Cancelled(None),
            },
        }
    }
}

/// How work ended that was told to stop and did. Until it is taken from us, what it answered counts.
fn stopped(ended: Option<Result<Value, Failure>>, reason: Option<Stop>, timed_out: bool) -> Work {
    match (ended, reason) {
        (_, Some(why)) if why > Stop::Leave => Work::LetGo(why),
        (None, _) => Work::LetGo(Stop::LeaseEnds),
        (Some(_), _) if timed_out => Work::TimedOut,
        (Some(Ok(answer)), Some(Stop::Leave)) => Work::Done(Ok(answer)),
        (Some(Err(_)), Some(Stop::Leave)) => Work::Interrupted,
        (Some(result), _) => Work::Cancelled(Some(result)),
    }
}

fn grace_of(reason: Option<Stop>) -> Duration {
    match reason {
        Some(Stop::Cancel) | None => CANCEL_GRACE,
        Some(Stop::Leave | Stop::LeaseEnds) => LAST_GRACE,
        // Another worker may run it already.
        Some(Stop::Lost) => Duration::ZERO,
    }
}

/// The task and its arguments, checked once more: the schedule may be older than the schema.
fn prepare<'a>(
    bench: &'a Bench,
    job: &ClaimedJob,
) -> Result<(&'a Arc<crate::tasks::Entry>, Map<String, Value>), Failure> {
    let task = &job.view.task;
    let entry = bench
        .registry
        .resolve(task)
        .ok_or_else(|| Failure::fatal("unknown_task", format!("This worker does not know the task `{task}`.")))?;
    let kwargs = entry.validate(&job.kwargs).map_err(|errors| {
        let details: Vec<String> = errors.iter().map(ToString::to_string).collect();
        Failure::fatal("arguments", format!("The arguments do not fit the task: {}.", details.join("; ")))
    })?;
    Ok((entry, kwargs))
}

fn from_result(job: &ClaimedJob, result: Result<Value, Failure>, ctx: &Context) -> End {
    match result {
        Ok(mut value) => {
            if ctx.warnings() > 0
                && let Value::Object(map) = &mut value
            {
                map.insert("status".to_owned(), "partial".into());
            }
            if job.fail_on_partial && ctx.warnings() > 0 {
                let error = JobError { class: "partial".to_owned(), message: partial_message(ctx.warnings()) };
                return failed(job, JobState::Failed, true, error, Some(value), ctx);
            }
            finished(job, JobState::Succeeded, None, Some(value), ctx)
        }
        Err(failure) if failure.kind == FailureKind::Cancelled => {
            finished(job, JobState::Cancelled, None, failure.partial, ctx)
        }
        Err(failure) => {
            let again = failure.kind == FailureKind::Retryable;
            failed(job, JobState::Failed, again, failure.to_error(), failure.partial, ctx)
        }
    }
}

fn partial_message(warnings: i32) -> String {
    let items = if warnings == 1 { "1 item".to_owned() } else { format!("{warnings} items") };
    format!("{items} went wrong, and the schedule counts that as failed (fail_on_partial).")
}

fn cancelled(job: &ClaimedJob, obeyed: Option<Result<Value, Failure>>, ctx: &Context) -> End {
    let (error, partial) = match obeyed {
        Some(Err(failure)) if failure.kind == FailureKind::Cancelled => (None, failure.partial),
        Some(Err(failure)) => (Some(failure.to_error()), failure.partial),
        _ => {
            let message = format!("It did not stop within {} s and was aborted.", CANCEL_GRACE.as_secs());
            (Some(JobError { class: "aborted".to_owned(), message }), None)
        }
    };
    finished(job, JobState::Cancelled, error, partial, ctx)
}

fn timed_out(job: &ClaimedJob, ctx: &Context) -> End {
    let message = format!("It ran longer than {} s.", job.timeout.as_secs());
    let error = JobError { class: "timeout".to_owned(), message };
    failed(job, JobState::TimedOut, true, error, None, ctx)
}

/// Another attempt, if one is left and may help; else the end.
fn failed(
    job: &ClaimedJob,
    state: JobState,
    again: bool,
    error: JobError,
    partial: Option<Value>,
    ctx: &Context,
) -> End {
    let failures = job.failures.saturating_add(1);
    let last = finished(job, state, Some(error.clone()), partial, ctx);
    if !again || failures >= job.view.max_attempts {
        return last;
    }
    let wait = backoff(job.retry_backoff_seconds, failures, job.view.id);
    End::Again(RetryLater { id: job.view.id, attempt: job.view.attempt, wait, error })
}

fn finished(job: &ClaimedJob, state: JobState, error: Option<JobError>, result: Option<Value>, ctx: &Context) -> End {
    let (id, attempt, warnings) = (job.view.id, job.view.attempt, ctx.warnings());
    End::Final(Finished { id, attempt, state, error, result, warnings, progress: None })
}

/// Polls the work only while the lease is good: after a process was stopped and
/// continued, its timers fire late, but no line of the task runs.
struct WhileLeased<'a, F> {
    work: F,
    attempt: &'a Attempt,
    ctx: &'a Context,
}

impl<F: Future + Unpin> Future for WhileLeased<'_, F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Cx<'_>) -> Poll<Self::Output> {
        if self.attempt.lease_ends(Instant::now()) {
            // It must not be renewed from here on, nor come back.
            self.attempt.stop(Stop::LeaseEnds);
            return Poll::Ready(None);
        }
        let polled = Pin::new(&mut self.work).poll(cx);
        if polled.is_pending() && self.ctx.is_abandoned() {
            self.attempt.abandon();
        }
        polled.map(Some)
    }
}
