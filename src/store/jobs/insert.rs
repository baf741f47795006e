//! New jobs.

use serde_json::Value;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::row::views;
use crate::domain::Timestamp;
use crate::domain::job::{JobView, Priority, Trigger};
use crate::domain::schedule::Schedule;
use crate::domain::task::Limits;
use crate::store::{Executor, StoreError};

const INSERT: &str = include_str!("../../../sql/queries/job/insert.sql");
const HINT: &str = include_str!("../../../sql/queries/job/hint.sql");

/// A job to be.
#[derive(Clone, Debug, PartialEq)]
pub struct NewJob {
    /// Its id: of the due time, or a fresh one.
    pub id: Uuid,
    /// The task, by short name.
    pub task: String,
    /// The task's arguments, validated.
    pub kwargs: Value,
    /// The schedule that makes it.
    pub schedule_id: Option<Uuid>,
    /// The schedule's version.
    pub schedule_version: Option<i32>,
    /// The schedule's name.
    pub schedule_name: Option<String>,
    /// What makes it.
    pub trigger: Trigger,
    /// The due time it is for.
    pub due_at: Option<Timestamp>,
    /// The job it repeats by hand.
    pub retry_of: Option<Uuid>,
    /// Whose credentials it uses.
    pub run_as: Uuid,
    /// The queue.
    pub queue: String,
    /// The rank in it.
    pub priority: Priority,
    /// How long an attempt may take.
    pub timeout_seconds: i32,
    /// How many attempts may fail.
    pub max_attempts: i16,
    /// The first wait between attempts.
    pub retry_backoff_seconds: i32,
    /// Whether it runs again when its worker is lost.
    pub retry_on_crash: bool,
    /// Not before this; now when absent.
    pub ready_at: Option<Timestamp>,
    /// Not while this job lives.
    pub waits_for: Option<Uuid>,
    /// Whether it fails when some of its items do.
    pub fail_on_partial: bool,
}

impl NewJob {
    /// A job of `schedule` as it stands, with its own arguments, acting as its owner.
    #[must_use]
    pub fn of_schedule(
        schedule: &Schedule,
        limits: Limits,
        id: Uuid,
        trigger: Trigger,
        due_at: Option<Timestamp>,
        waits_for: Option<Uuid>,
    ) -> Self {
        let d = &schedule.definition;
        let signed = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        Self {
            id,
            task: d.task.to_string(),
            kwargs: Value::Object(d.kwargs.to_map()),
            schedule_id: Some(schedule.id),
            schedule_version: Some(schedule.version),
            schedule_name: Some(d.name.to_string()),
            trigger,
            due_at,
            retry_of: None,
            run_as: d.owner,
            queue: d.queue.to_string(),
            priority: d.priority,
            timeout_seconds: signed(limits.timeout_seconds),
            max_attempts: limits.max_attempts.into(),
            retry_backoff_seconds: signed(limits.retry_backoff_seconds),
            retry_on_crash: limits.retry_on_crash,
            ready_at: None,
            waits_for,
            fail_on_partial: d.fail_on_partial,
        }
    }
}

/// Inserts one job and tells the leader to hand it over. `None` when that job lives already.
///
/// # Errors
/// When a statement fails.
pub async fn insert(db: &impl Executor, job: &NewJob) -> Result<Option<JobView>, StoreError> {
    let made = insert_many(db, std::slice::from_ref(job), false).await?.pop();
    hint(db).await?;
    Ok(made)
}

/// Inserts jobs; returns those that were not there yet. With `handed_over` the
/// caller is the leader and sends the tickets of those that are ready right
/// after the commit; without it, call [`hint`] in the same transaction.
///
/// # Errors
/// When a statement fails.
pub async fn insert_many(db: &impl Executor, jobs: &[NewJob], handed_over: bool) -> Result<Vec<JobView>, StoreError> {
    /// One column of all jobs.
    macro_rules! column {
        ($field:ident) => {
            jobs.iter().map(|j| &j.$field).collect::<Vec<_>>()
        };
        (|$j:ident| $value:expr) => {
            jobs.iter().map(|$j| $value).collect::<Vec<_>>()
        };
    }
    let rows = db
        .run(
            INSERT,
            &[
                &column!(id),
                &column!(task),
                &column!(|j| Json(&j.kwargs)),
                &column!(schedule_id),
                &column!(schedule_version),
                &column!(schedule_name),
                &column!(|j| j.trigger.as_str()),
                &column!(due_at),
                &column!(retry_of),
                &column!(run_as),
                &column!(queue),
                &column!(|j| j.priority.rank()),
                &column!(timeout_seconds),
                &column!(max_attempts),
                &column!(retry_backoff_seconds),
                &column!(retry_on_crash),
                &column!(ready_at),
                &column!(waits_for),
                &handed_over,
                &column!(fail_on_partial),
            ],
        )
        .await?;
    views(&rows)
}

/// Tells the leader, at commit, to look for jobs to hand over.
///
/// # Errors
/// When a statement fails.
pub async fn hint(db: &impl Executor) -> Result<(), StoreError> {
    db.run(HINT, &[]).await?;
    Ok(())
}
