//! Jobs that a person starts: a schedule run now, a task without a schedule, a
//! job once more. They never disturb a cadence.

use deadpool_postgres::{Client, Transaction};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Door, history};
use crate::domain::Timestamp;
use crate::domain::draft::FieldError;
use crate::domain::job::{JobView, Priority, Trigger, fresh_id};
use crate::domain::people::{Person, Role};
use crate::domain::schedule::{DEFAULT_QUEUE, Kwargs, Overlap, Phase, Schedule};
use crate::domain::settle::{Verdict, verdict_now};
use crate::store::jobs::{self, JobDetail, NewJob};
use crate::store::{DatabaseError, StoreError, firing, manual};

/// Why no job was made.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// There is no such schedule.
    #[error("there is no such schedule")]
    NotFound,
    /// A newer program wrote it.
    #[error("this program cannot read the schedule: {0}")]
    Unreadable(String),
    /// It is deleted, with due times that still wait.
    #[error("the schedule is deleted; restore it to run its pending due times, or drop them")]
    Deleted,
    /// Jobs of it have not ended, and its overlap policy lets no more start.
    #[error("job {job} of this schedule is {state}; with overlap `{overlap}` another one is not started")]
    Busy {
        /// The newest such job.
        job: Uuid,
        /// What it does.
        state: &'static str,
        /// The policy.
        overlap: Overlap,
    },
    /// The job would act as somebody who may do nothing.
    #[error("the schedule's owner is disabled; an admin can give it to somebody else")]
    OwnerDisabled,
    /// This person may not.
    #[error("{0}")]
    Forbidden(String),
    /// No device of the inventory is left to try again.
    #[error("{}", nothing_left(*.others, *.met))]
    NothingLeft {
        /// Devices that did not answer and that the inventory does not know.
        others: i64,
        /// Devices that the job has met.
        met: i64,
    },
    /// Arguments that do not fit.
    #[error("{}", .0.first().map_or("the body does not fit", |e| e.detail.as_str()))]
    Invalid(Vec<FieldError>),
    /// The idempotency key came with another request before.
    #[error("this idempotency key was used for something else")]
    KeyReused,
    /// Something we depend on failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DatabaseError> for RunError {
    fn from(e: DatabaseError) -> Self {
        Self::Store(e.into())
    }
}

impl From<tokio_postgres::Error> for RunError {
    fn from(e: tokio_postgres::Error) -> Self {
        Self::Store(e.into())
    }
}

/// A job that was made; or the one that the same idempotency key made before.
#[derive(Clone, Debug)]
pub struct Started {
    /// The job as it stands.
    pub job: JobView,
    /// Whether this call made it.
    pub new: bool,
    /// The jobs that were cancelled for it, as they are now.
    pub cancelled: Vec<JobView>,
}

/// A task to be run without a schedule.
#[derive(Clone, Debug, Default)]
pub struct AdHoc {
    /// The task, by any of its names.
    pub task: String,
    /// Its arguments, not yet checked.
    pub kwargs: Map<String, Value>,
    /// The queue; `default` when absent.
    pub queue: Option<String>,
    /// The rank in it.
    pub priority: Priority,
    /// Not before; at once when absent.
    pub ready_at: Option<Timestamp>,
    /// The task's bound when absent, here and below.
    pub timeout_seconds: Option<u32>,
    /// Attempts.
    pub max_attempts: Option<u8>,
    /// The first pause between them.
    pub retry_backoff_seconds: Option<u32>,
}

impl AdHoc {
    /// Everything that is asked for, to tell another request by.
    fn request(&self) -> Value {
        json!({
            "task": self.task, "kwargs": self.kwargs, "queue": self.queue, "priority": self.priority,
            "ready_at": self.ready_at, "timeout_seconds": self.timeout_seconds, "max_attempts": self.max_attempts,
            "retry_backoff_seconds": self.retry_backoff_seconds
        })
    }
}

impl Door {
    /// Runs a schedule now, whatever its state, with other arguments if given.
    ///
    /// # Errors
    /// See [`RunError`].
    pub async fn run_now(
        &self,
        who: &Person,
        id: Uuid,
        kwargs: Option<&Map<String, Value>>,
        key: Option<&str>,
        now: Timestamp,
    ) -> Result<Started, RunError> {
        may_start(who)?;
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        let job = fresh_id(now);
        let request = json!({"run": id, "kwargs": kwargs});
        if let Some(earlier) = earlier(&tx, who, key, job, &request).await? {
            return Ok(earlier);
        }
        let held = manual::hold(&tx, id).await?.ok_or(RunError::NotFound)?;
        let schedule = held.schedule.map_err(|e| RunError::Unreadable(e.0))?;
        if schedule.phase == Phase::Deleted {
            return Err(RunError::NotFound);
        }
        let (kwargs, run_as) = self.arguments(who, &schedule, kwargs)?;
        if run_as != who.id && !held.owner_active {
            return Err(RunError::OwnerDisabled);
        }
        let open = firing::hold_open_jobs(&tx, id).await?;
        let verdict = verdict_now(schedule.definition.overlap, open.len() as u64);
        let (waits_for, cancelled) = match (verdict, open.last()) {
            (Verdict::Yield, Some(newest)) => {
                let (job, running) = (newest.id, newest.running);
                let overlap = schedule.definition.overlap;
                return Err(RunError::Busy { job, state: if running { "running" } else { "waiting" }, overlap });
            }
            (Verdict::InTurn, Some(newest)) => (Some(newest.id), Vec::new()),
            (Verdict::Cancels, _) => {
                let cancelled = jobs::cancel_open(&tx, id, &who.username).await?;
                (open.iter().rev().find(|job| job.running).map(|job| job.id), cancelled.views)
            }
            _ => (None, Vec::new()),
        };
        manual::count_run(&tx, id).await?;
        let made = insert(&tx, &self.manual_job(job, &schedule, kwargs, run_as, waits_for)).await?;
        tx.commit().await?;
        tracing::info!(schedule.id = %id, job.id = %made.id, actor = %who.username, "run now");
        Ok(Started { job: made, new: true, cancelled })
    }

    /// Runs a task without a schedule, as the person who starts it.
    ///
    /// # Errors
    /// See [`RunError`].
    pub async fn run_ad_hoc(
        &self,
        who: &Person,
        wish: &AdHoc,
        key: Option<&str>,
        now: Timestamp,
    ) -> Result<Started, RunError> {
        may_start(who)?;
        let Some(task) = self.catalogue.short_name(&wish.task) else {
            let known = self.catalogue.short_names().join(", ");
            let detail = format!("there is no task `{}`; known are {known}", wish.task);
            return Err(RunError::Invalid(vec![FieldError::new("/task", detail)]));
        };
        let kwargs = self.catalogue.check(&task, &wish.kwargs).map_err(RunError::Invalid)?;
        let own = self.catalogue.limits(&task);
        let job = NewJob {
            id: fresh_id(now),
            task: task.to_string(),
            kwargs: Value::Object(kwargs),
            schedule_id: None,
            schedule_version: None,
            schedule_name: None,
            trigger: Trigger::Adhoc,
            due_at: None,
            retry_of: None,
            run_as: who.id,
            queue: wish.queue.clone().unwrap_or_else(|| DEFAULT_QUEUE.to_owned()),
            priority: wish.priority,
            timeout_seconds: signed(wish.timeout_seconds.unwrap_or(own.timeout_seconds)),
            max_attempts: wish.max_attempts.unwrap_or(own.max_attempts).into(),
            retry_backoff_seconds: signed(wish.retry_backoff_seconds.unwrap_or(own.retry_backoff_seconds)),
            retry_on_crash: own.retry_on_crash,
            ready_at: wish.ready_at,
            waits_for: None,
            fail_on_partial: false,
        };
        self.start(who, job, key, &wish.request()).await
    }

    /// Makes a new job like `old`, which has ended. A job that acted as a
    /// schedule's owner does so again; one that acted as the person who started it
    /// acts as the one who retries.
    ///
    /// # Errors
    /// See [`RunError`].
    pub async fn retry(
        &self,
        who: &Person,
        old: &JobDetail,
        key: Option<&str>,
        now: Timestamp,
    ) -> Result<Started, RunError> {
        self.again(who, old, readable(old)?, key, &json!({"retry": old.view.id}), now).await
    }

    /// Makes a new job like `old`, which has ended, for those devices alone that it tried and that did not answer all
    /// that they were asked.
    ///
    /// # Errors
    /// See [`RunError`].
    pub async fn retry_failed(
        &self,
        who: &Person,
        old: &JobDetail,
        key: Option<&str>,
        now: Timestamp,
    ) -> Result<Started, RunError> {
        may_start(who)?;
        let client = self.database.get().await?;
        let left = crate::store::visits::unfinished(&client, old.view.id).await?;
        drop(client);
        let request = json!({"retry_failed": old.view.id});
        if left.devices.is_empty() {
            // Repeated when there is nothing left any more, the request still answers what it did.
            let mut client = self.database.get().await?;
            let tx = client.transaction().await?;
            let before = earlier(&tx, who, key, fresh_id(now), &request).await?;
            return before.ok_or(RunError::NothingLeft { others: left.others, met: left.met });
        }
        let kwargs = aimed_at(readable(old)?, &left.devices);
        self.again(who, old, &kwargs, key, &request, now).await
    }

    async fn again(
        &self,
        who: &Person,
        old: &JobDetail,
        kwargs: &Map<String, Value>,
        key: Option<&str>,
        request: &Value,
        now: Timestamp,
    ) -> Result<Started, RunError> {
        may_start(who)?;
        let view = &old.view;
        let kwargs = self.catalogue.check(&view.task, kwargs).map_err(RunError::Invalid)?;
        let (run_as, fail_on_partial) = self.retried_as(who, old).await?;
        let job = NewJob {
            id: fresh_id(now),
            task: view.task.clone(),
            kwargs: Value::Object(kwargs),
            schedule_id: view.schedule_id,
            schedule_version: view.schedule_version,
            schedule_name: view.schedule_name.clone(),
            trigger: Trigger::Retry,
            due_at: view.due_at,
            retry_of: Some(view.id),
            run_as,
            queue: view.queue.clone(),
            priority: view.priority,
            timeout_seconds: old.timeout_seconds,
            max_attempts: view.max_attempts,
            retry_backoff_seconds: old.retry_backoff_seconds,
            retry_on_crash: self.catalogue.limits(&view.task).retry_on_crash,
            ready_at: None,
            waits_for: None,
            fail_on_partial,
        };
        self.start(who, job, key, request).await
    }

    /// The arguments of a run by hand, and whose credentials it uses.
    fn arguments(
        &self,
        who: &Person,
        schedule: &Schedule,
        given: Option<&Map<String, Value>>,
    ) -> Result<(Map<String, Value>, Uuid), RunError> {
        let d = &schedule.definition;
        let below = |errors: Vec<FieldError>| RunError::Invalid(errors);
        let own = || self.catalogue.check(&d.task, &d.kwargs.to_map()).map_err(below);
        let Some(given) = given else { return Ok((own()?, d.owner)) };
        let checked = self.catalogue.check(&d.task, given).map_err(below)?;
        if Kwargs::from(&checked) == d.kwargs {
            return Ok((checked, d.owner));
        }
        if who.role < Role::Admin && d.owner != who.id {
            return Err(RunError::Forbidden(
                "this schedule is somebody else's: operators may run it as it is; with other arguments only its owner \
                 or an admin may"
                    .to_owned(),
            ));
        }
        Ok((checked, who.id))
    }

    fn manual_job(
        &self,
        id: Uuid,
        schedule: &Schedule,
        kwargs: Map<String, Value>,
        run_as: Uuid,
        waits_for: Option<Uuid>,
    ) -> NewJob {
        let limits = schedule.definition.limits(self.catalogue.limits(&schedule.definition.task));
        let kwargs = Value::Object(kwargs);
        let own = NewJob::of_schedule(schedule, limits, id, Trigger::Manual, None, waits_for);
        NewJob { kwargs, run_as, ..own }
    }

    /// Whose credentials a retry uses, and whether a partial result counts as failed.
    async fn retried_as(&self, who: &Person, old: &JobDetail) -> Result<(Uuid, bool), RunError> {
        let Some(schedule) = old.view.schedule_id else { return Ok((who.id, false)) };
        let client = self.database.get().await?;
        let row = crate::store::schedules::get(&client, schedule).await?;
        let readable = row.as_ref().and_then(|row| row.schedule.as_ref().ok());
        let strict = readable.is_some_and(|schedule| schedule.definition.fail_on_partial);
        let Some(owner) = row.as_ref().map(|row| row.owner_id) else { return Ok((who.id, strict)) };
        if !had_own_arguments(&client, old, schedule).await? {
            // Started by hand with other arguments: it acted as the starter, and now as whoever repeats it.
            return Ok((who.id, strict));
        }
        let active = crate::store::people::by_id(&client, owner).await?.is_some_and(|user| user.is_active);
        if active { Ok((owner, strict)) } else { Err(RunError::OwnerDisabled) }
    }

    async fn start(&self, who: &Person, job: NewJob, key: Option<&str>, request: &Value) -> Result<Started, RunError> {
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        if let Some(earlier) = earlier(&tx, who, key, job.id, request).await? {
            return Ok(earlier);
        }
        if let Some(schedule) = job.schedule_id
            && manual::hold(&tx, schedule).await?.is_some()
        {
            manual::count_run(&tx, schedule).await?;
        }
        let made = insert(&tx, &job).await?;
        tx.commit().await?;
        tracing::info!(job.id = %made.id, task = %made.task, trigger = %made.trigger, actor = %who.username, "job started");
        Ok(Started { job: made, new: true, cancelled: Vec::new() })
    }
}

/// Whether a job of `schedule` had the arguments that its version of the schedule says.
async fn had_own_arguments(client: &Client, old: &JobDetail, schedule: Uuid) -> Result<bool, RunError> {
    /// Retries of retries of retries: nobody goes on for so long.
    const MOST_RETRIES: usize = 100;
    // A retry for some devices has other arguments than its schedule, and acts as the job did that it repeats.
    let mut first = None;
    for _ in 0..MOST_RETRIES {
        let job = first.as_ref().unwrap_or(old);
        let Some(before) = job.retry_of.filter(|_| job.view.trigger == Trigger::Retry) else { break };
        // No longer kept: what it was can only be told by its arguments.
        let Some(before) = jobs::get(client, before).await? else { break };
        first = Some(before);
    }
    let old = first.as_ref().unwrap_or(old);
    if !matches!(old.view.trigger, Trigger::Manual | Trigger::Retry) {
        return Ok(true);
    }
    let at = history::fold(client, schedule, old.view.schedule_version).await;
    let version = at.map_err(|e| RunError::Unreadable(e.to_string()))?;
    let own = version.map(|version| version.schedule.definition.kwargs.to_map());
    Ok(own.is_some_and(|own| Value::Object(own) == old.kwargs))
}

fn readable(old: &JobDetail) -> Result<&Map<String, Value>, RunError> {
    let unreadable = || RunError::Invalid(vec![FieldError::new("", "the job's arguments are no longer readable")]);
    old.kwargs.as_object().ok_or_else(unreadable)
}

/// The same arguments, for these devices and no others: what else says where to begin or how far to go is left out.
fn aimed_at(kwargs: &Map<String, Value>, devices: &[Uuid]) -> Map<String, Value> {
    const ELSE: [&str; 4] = ["seed_devices", "inventory_id", "max_depth", "discover_neighbors"];
    let mut aimed = kwargs.clone();
    aimed.retain(|name, _| !ELSE.contains(&name.as_str()));
    aimed.insert("device_ids".to_owned(), json!(devices));
    aimed
}

fn nothing_left(others: i64, met: i64) -> String {
    match others {
        _ if met == 0 => {
            "of no device is known that the job visited: its task visits none, it had not come so far, or what \
                          it did is no longer kept"
                .to_owned()
        }
        0 => "every device that the job tried answered all that it was asked".to_owned(),
        1 => "the one device that did not answer is not in the inventory; a crawl comes to it from its neighbours"
            .to_owned(),
        _ => format!(
            "the {others} devices that did not answer are not in the inventory; a crawl comes to them from their \
             neighbours"
        ),
    }
}

pub(super) fn may_start(who: &Person) -> Result<(), RunError> {
    if who.role >= Role::Operator {
        return Ok(());
    }
    Err(RunError::Forbidden("viewers only read; ask an operator or an admin".to_owned()))
}

/// The job that `key` made before, for the same request. Otherwise `key` is now `job`'s.
async fn earlier(
    tx: &Transaction<'_>,
    who: &Person,
    key: Option<&str>,
    job: Uuid,
    request: &Value,
) -> Result<Option<Started>, RunError> {
    let Some(key) = key else { return Ok(None) };
    let Some(before) = manual::claim_key(tx, who.id, key, job, request).await? else { return Ok(None) };
    if !before.same_request {
        return Err(RunError::KeyReused);
    }
    // Gone with its partition, while the key is still there: it was made, and that is all to know.
    let detail = jobs::get(tx, before.job).await?.ok_or(RunError::KeyReused)?;
    Ok(Some(Started { job: detail.view, new: false, cancelled: Vec::new() }))
}

async fn insert(tx: &Transaction<'_>, job: &NewJob) -> Result<JobView, RunError> {
    let made = jobs::insert(tx, job).await?;
    // The id is fresh: only a broken generator meets itself.
    made.ok_or(RunError::Store(StoreError::Unreadable { what: "job id", reason: "it was used before".to_owned() }))
}

fn signed(n: u32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}
