//! Workers and jobs at a glance, in the words of the server that the clients came from.

use std::time::Duration;

use poem_openapi::{Enum, Object};
use serde_json::{Value, json};
use tokio::sync::Mutex;
use tokio::time::Instant;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::job::JobState;
use crate::store::jobs::{self, QueueStatistics, RecentJob};
use crate::store::workers::{self, WorkerView};
use crate::store::{Database, StoreError};

/// How many jobs the page lists.
const RECENT: i64 = 20;
/// The largest result that is sent along each time, in bytes as stored.
const LARGEST_RESULT: i32 = 16 << 10;
/// How long an answer is good for: many browsers that ask cost as much as one. With
/// a hundred thousand jobs waiting, reading it takes a tenth of a second.
const FRESH: Duration = Duration::from_secs(1);

/// Workers and jobs at a glance.
#[derive(Clone, Debug, Object)]
#[oai(rename_all = "camelCase")]
pub(super) struct JobsStatus {
    /// Whether there is a worker.
    worker_active: bool,
    /// Jobs that have not started.
    queue_size: i64,
    /// Jobs that run.
    active_jobs: i64,
    /// The workers that live.
    workers: Vec<WorkerStatus>,
    /// The newest jobs, newest first.
    recent_jobs: Vec<JobStatus>,
    /// What an operator should know; the page shows it as a warning. Left away when all is well.
    #[oai(skip_serializing_if_is_none)]
    error: Option<String>,
}

/// A worker at a glance.
#[derive(Clone, Debug, Object)]
pub(super) struct WorkerStatus {
    /// What people call it.
    name: String,
    /// `active`; or `stopping` when it takes no more jobs.
    status: String,
    /// The load average of its host over 1, 5 and 15 minutes.
    loadavg: Option<Vec<f64>>,
}

/// A job at a glance.
#[derive(Clone, Debug, Object)]
pub(super) struct JobStatus {
    /// Its id.
    id: Uuid,
    /// The task it runs.
    name: String,
    /// Where it stands.
    state: OldState,
    /// When it ended, else started, else was made.
    timestamp: Timestamp,
    /// What the task answered; of a large result only where to read it.
    result: Option<Value>,
    /// Why it did not succeed.
    traceback: Option<String>,
}

/// Where a job stands, in Celery's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "UPPERCASE")]
pub(super) enum OldState {
    /// Queued, waiting, or between two attempts.
    Pending,
    /// It runs.
    Started,
    /// It ended well.
    Success,
    /// It failed, was cancelled, or ran too long.
    Failure,
}

impl From<JobState> for OldState {
    fn from(state: JobState) -> Self {
        match state {
            JobState::Queued | JobState::Waiting | JobState::Retrying => Self::Pending,
            JobState::Running => Self::Started,
            JobState::Succeeded => Self::Success,
            JobState::Failed | JobState::TimedOut | JobState::Cancelled => Self::Failure,
        }
    }
}

impl From<WorkerView> for WorkerStatus {
    fn from(worker: WorkerView) -> Self {
        let status = if worker.stopping { "stopping" } else { "active" };
        Self { name: worker.name, status: status.to_owned(), loadavg: worker.load }
    }
}

impl From<RecentJob> for JobStatus {
    fn from(job: RecentJob) -> Self {
        let elsewhere = || json!({"note": format!("the result is large: see GET /api/jobs/{}", job.id)});
        let result = if job.is_large { Some(elsewhere()) } else { job.result };
        let traceback = match (job.state, job.error, job.cancelled_by) {
            (JobState::Succeeded, ..) => None,
            (_, Some(error), _) => Some(format!("{}: {}", error.class, error.message)),
            (JobState::Cancelled, None, Some(who)) => Some(format!("cancelled by {who}")),
            (state, None, _) => state.is_final().then(|| state.as_str().replace('_', " ")),
        };
        Self { id: job.id, name: job.task, state: job.state.into(), timestamp: job.at, result, traceback }
    }
}

impl JobsStatus {
    fn of(alive: Vec<WorkerView>, queues: &[QueueStatistics], recent: Vec<RecentJob>) -> Self {
        let queue_size = queues.iter().map(|q| q.ready + q.waiting).sum();
        let ready: i64 = queues.iter().map(|q| q.ready).sum();
        let error = (alive.is_empty() && ready > 0).then(|| {
            let wait = if ready == 1 { "1 job waits".to_owned() } else { format!("{ready} jobs wait") };
            format!("{wait} and there is no worker; start one with `noc-scheduler worker`")
        });
        Self {
            worker_active: !alive.is_empty(),
            queue_size,
            active_jobs: queues.iter().map(|q| q.running).sum(),
            workers: alive.into_iter().map(WorkerStatus::from).collect(),
            recent_jobs: recent.into_iter().map(JobStatus::from).collect(),
            error,
        }
    }

    async fn read(database: &Database) -> Result<Self, StoreError> {
        let client = database.get().await?;
        let (alive, queues, recent) = futures_util::try_join!(
            workers::alive(&client),
            jobs::queue_statistics(&client),
            jobs::recent(&client, RECENT, LARGEST_RESULT)
        )?;
        Ok(Self::of(alive, &queues, recent))
    }
}

/// The last answer, for all who ask within a moment. Whoever asks while it is
/// being read waits for that one.
#[derive(Default)]
pub(in crate::api) struct Remembered(Mutex<Option<(Instant, JobsStatus)>>);

impl Remembered {
    /// How things stand, or stood a moment ago.
    pub(super) async fn get(&self, database: &Database) -> Result<JobsStatus, StoreError> {
        let mut last = self.0.lock().await;
        if let Some((at, status)) = &*last
            && at.elapsed() < FRESH
        {
            return Ok(status.clone());
        }
        let status = JobsStatus::read(database).await?;
        *last = Some((Instant::now(), status.clone()));
        Ok(status)
    }

    /// Makes the next one look anew.
    pub(super) async fn forget(&self) {
        *self.0.lock().await = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::job::JobError;

    fn job(state: JobState, error: Option<&str>, cancelled_by: Option<&str>) -> JobStatus {
        JobStatus::from(RecentJob {
            id: Uuid::nil(),
            task: "test_job".to_owned(),
            state,
            at: Timestamp::from_micros(0),
            result: None,
            is_large: false,
            error: error.map(|message| JobError { class: "x".to_owned(), message: message.to_owned() }),
            cancelled_by: cancelled_by.map(str::to_owned),
        })
    }

    #[test]
    fn eight_states_become_four() {
        use OldState::{Failure, Pending, Started, Success};
        let expected = [Pending, Pending, Started, Pending, Success, Failure, Failure, Failure];
        assert_eq!(JobState::ALL.iter().map(|state| OldState::from(*state)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_did_not_succeed_says_why() {
        let said = |job: JobStatus| job.traceback;
        assert_eq!(said(job(JobState::Failed, Some("no route"), None)).unwrap(), "x: no route");
        assert_eq!(said(job(JobState::Cancelled, None, Some("olga"))).unwrap(), "cancelled by olga");
        assert_eq!(said(job(JobState::TimedOut, None, None)).unwrap(), "timed out");
        assert_eq!(said(job(JobState::Succeeded, None, None)), None);
        assert_eq!(said(job(JobState::Queued, None, None)), None);
    }

    #[test]
    fn a_large_result_stays_where_it_is() {
        let large = RecentJob {
            id: Uuid::nil(),
            task: "test_job".to_owned(),
            state: JobState::Succeeded,
            at: Timestamp::from_micros(0),
            result: None,
            is_large: true,
            error: None,
            cancelled_by: None,
        };
        assert!(JobStatus::from(large).result.unwrap()["note"].as_str().unwrap().contains("/api/jobs/"));
    }
}
