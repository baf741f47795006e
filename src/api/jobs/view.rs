//! A job as answers and the stream show it.

use poem_openapi::Object;
use serde_json::Value;
use uuid::Uuid;

use crate::api::inventory::TargetsAnswer;
use crate::domain::Timestamp;
use crate::domain::job::{JobError, JobState, JobView, PastAttempt, Priority, Progress, Trigger};
use crate::domain::log::{LogLevel, LogLine};
use crate::store::jobs::JobDetail;
use crate::store::schedules::HistoryEntry;

/// How far a running attempt has come.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Progress")]
pub(in crate::api) struct ProgressAnswer {
    /// Units done.
    current: u64,
    /// Units in all; 0 when unknown.
    total: u64,
    /// What is being done, in words.
    message: String,
}

impl From<Progress> for ProgressAnswer {
    fn from(p: Progress) -> Self {
        Self { current: p.current, total: p.total, message: p.message }
    }
}

/// Why an attempt, or a job, did not succeed.
#[derive(Clone, Debug, Object)]
#[oai(rename = "JobError")]
pub(in crate::api) struct ErrorAnswer {
    /// A stable word to group and filter by.
    class: String,
    /// A sentence for a person.
    message: String,
}

impl From<JobError> for ErrorAnswer {
    fn from(e: JobError) -> Self {
        Self { class: e.class, message: e.message }
    }
}

/// How many jobs there are in each state.
#[derive(Clone, Debug, Object)]
#[oai(rename = "JobCounts")]
pub(in crate::api) struct CountsAnswer {
    /// From when ended jobs were counted.
    since: Timestamp,
    queued: i64,
    waiting: i64,
    running: i64,
    retrying: i64,
    succeeded: i64,
    failed: i64,
    cancelled: i64,
    timed_out: i64,
}

impl CountsAnswer {
    pub(super) fn new(since: Timestamp, tally: &[(JobState, i64)]) -> Self {
        let of = |state| tally.iter().find(|(of, _)| *of == state).map_or(0, |(_, jobs)| *jobs);
        Self {
            since,
            queued: of(JobState::Queued),
            waiting: of(JobState::Waiting),
            running: of(JobState::Running),
            retrying: of(JobState::Retrying),
            succeeded: of(JobState::Succeeded),
            failed: of(JobState::Failed),
            cancelled: of(JobState::Cancelled),
            timed_out: of(JobState::TimedOut),
        }
    }
}

/// A job in its small form: whole, as it is now.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Job")]
pub(in crate::api) struct JobAnswer {
    /// Its id; ids sort by time.
    id: Uuid,
    /// Raised by every change: an older or repeated one changes nothing.
    rev: i64,
    /// The task it runs.
    task: String,
    /// The schedule that made it, if one did.
    schedule_id: Option<Uuid>,
    /// That schedule's name when it did.
    schedule_name: Option<String>,
    /// The version of the schedule that made it.
    schedule_version: Option<i32>,
    /// What made it.
    trigger: Trigger,
    /// The due time it is for.
    due_at: Option<Timestamp>,
    /// Where it stands.
    state: JobState,
    /// The queue it is taken from.
    queue: String,
    /// Its rank in that queue.
    priority: Priority,
    /// The attempt that runs or is to run next, from 1.
    attempt: i16,
    /// How many attempts may fail before the job does.
    max_attempts: i16,
    /// When it was made.
    queued_at: Timestamp,
    /// When its current attempt was claimed by a worker.
    started_at: Option<Timestamp>,
    /// When it ended.
    finished_at: Option<Timestamp>,
    /// The worker of the current attempt.
    worker: Option<String>,
    /// How far it has come.
    progress: Option<ProgressAnswer>,
    /// Why it, or its last attempt, failed.
    error: Option<ErrorAnswer>,
    /// Items that went wrong in a job that succeeded.
    warnings: i32,
}

impl From<JobView> for JobAnswer {
    fn from(v: JobView) -> Self {
        Self {
            id: v.id,
            rev: v.rev,
            task: v.task,
            schedule_id: v.schedule_id,
            schedule_name: v.schedule_name,
            schedule_version: v.schedule_version,
            trigger: v.trigger,
            due_at: v.due_at,
            state: v.state,
            queue: v.queue,
            priority: v.priority,
            attempt: v.attempt,
            max_attempts: v.max_attempts,
            queued_at: v.queued_at,
            started_at: v.started_at,
            finished_at: v.finished_at,
            worker: v.worker,
            progress: v.progress.map(Into::into),
            error: v.error.map(Into::into),
            warnings: v.warnings,
        }
    }
}

/// One try of a job by one worker.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Attempt")]
pub(in crate::api) struct AttemptAnswer {
    /// Its number, from 1.
    attempt: i16,
    /// The worker that had it.
    worker: Option<String>,
    /// When it was claimed.
    started_at: Option<Timestamp>,
    /// When it was over; null while it runs.
    ended_at: Option<Timestamp>,
    /// Why it did not succeed.
    error: Option<ErrorAnswer>,
}

impl From<PastAttempt> for AttemptAnswer {
    fn from(a: PastAttempt) -> Self {
        Self {
            attempt: a.attempt,
            worker: a.worker,
            started_at: a.started_at,
            ended_at: Some(a.ended_at),
            error: Some(a.error.into()),
        }
    }
}

/// The event that made a schedule what it was when it made a job.
#[derive(Clone, Debug, Object)]
#[oai(rename = "JobScheduleEvent")]
pub(in crate::api) struct ScheduleEventAnswer {
    /// The version it made.
    version: i32,
    /// What happened.
    kind: String,
    /// Who did it, by the name at the time.
    actor: String,
    /// When.
    time: Timestamp,
    /// Why.
    note: Option<String>,
}

impl From<HistoryEntry> for ScheduleEventAnswer {
    fn from(entry: HistoryEntry) -> Self {
        let HistoryEntry { event, author, note, .. } = entry;
        Self { version: event.version, kind: event.kind, actor: author.name, time: event.occurred_at, note }
    }
}

/// A job with everything about it.
#[derive(Clone, Debug, Object)]
#[oai(rename = "JobDetail")]
pub(in crate::api) struct DetailAnswer {
    /// The small form.
    #[oai(flatten)]
    job: JobAnswer,
    /// The event that made its schedule what it was.
    schedule_event: Option<ScheduleEventAnswer>,
    /// The task's arguments.
    kwargs: Value,
    /// What the task answered.
    result: Option<Value>,
    /// Every attempt, oldest first; the last one is the current one.
    attempts: Vec<AttemptAnswer>,
    /// The job it repeats by hand.
    retry_of: Option<Uuid>,
    /// How long an attempt may take.
    timeout_seconds: i32,
    /// The first pause between attempts.
    retry_backoff_seconds: i32,
    /// When somebody asked to stop it while it ran.
    cancel_requested_at: Option<Timestamp>,
    /// Who asked.
    cancelled_by: Option<String>,
    /// Not before this, while it has not ended.
    ready_at: Option<Timestamp>,
    /// Not while this job has not ended.
    waits_for: Option<Uuid>,
    /// The devices it aims at, once it has found them; null for tasks that aim at none.
    targets: Option<TargetsAnswer>,
}

impl DetailAnswer {
    /// A job, the event that made its schedule what it was, and what it aims at.
    pub(super) fn new(d: JobDetail, event: Option<HistoryEntry>, targets: Option<TargetsAnswer>) -> Self {
        let mut attempts: Vec<AttemptAnswer> = d.past_attempts.into_iter().map(Into::into).collect();
        let v = &d.view;
        let known = attempts.last().is_some_and(|last| last.attempt >= v.attempt);
        if v.started_at.is_some() && !known {
            attempts.push(AttemptAnswer {
                attempt: v.attempt,
                worker: v.worker.clone(),
                started_at: v.started_at,
                ended_at: v.finished_at,
                error: v.error.clone().filter(|_| v.state.is_final()).map(Into::into),
            });
        }
        Self {
            job: d.view.into(),
            schedule_event: event.map(Into::into),
            kwargs: d.kwargs,
            result: d.result,
            attempts,
            retry_of: d.retry_of,
            timeout_seconds: d.timeout_seconds,
            retry_backoff_seconds: d.retry_backoff_seconds,
            cancel_requested_at: d.cancel_requested_at,
            cancelled_by: d.cancelled_by,
            ready_at: d.ready_at,
            waits_for: d.waits_for,
            targets,
        }
    }
}

/// A line of a job's log. `(job_id, attempt, seq)` names it.
#[derive(Clone, Debug, Object)]
#[oai(rename = "LogLine")]
pub(in crate::api) struct LogAnswer {
    /// The job that said it.
    job_id: Uuid,
    /// In which attempt.
    attempt: i16,
    /// Its place in that attempt, from 1.
    seq: i32,
    /// When, by the worker's clock.
    time: Timestamp,
    /// How serious it is.
    level: LogLevel,
    /// The words.
    message: String,
}

impl From<LogLine> for LogAnswer {
    fn from(l: LogLine) -> Self {
        Self { job_id: l.job, attempt: l.attempt, seq: l.seq, time: l.at, level: l.level, message: l.message }
    }
}
