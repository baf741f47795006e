//! The outbox: what people are to be told by the webhook, until it is told.
//!
//! A notice is written with what it tells, or, of missed due times, just before
//! they are settled; so nothing that happened stays untold because a process
//! died. It is sent at least once; its id tells a receiver what it has already.

use std::time::Duration;

use deadpool_postgres::GenericClient;
use serde_json::Value;
use uuid::Uuid;

use super::{StoreError, execute, one, rows};
use crate::domain::Timestamp;

const MISSED: &str = include_str!("../../sql/queries/notice/missed.sql");
const UNSERVED: &str = include_str!("../../sql/queries/notice/unserved.sql");
const BUNDLE: &str = include_str!("../../sql/queries/notice/bundle.sql");
const READY: &str = include_str!("../../sql/queries/notice/ready.sql");
const NEXT: &str = include_str!("../../sql/queries/notice/next.sql");
const END: &str = include_str!("../../sql/queries/notice/end.sql");
const LATER: &str = include_str!("../../sql/queries/notice/later.sql");
const FORGET: &str = include_str!("../../sql/queries/notice/forget.sql");
const STATE: &str = include_str!("../../sql/queries/notice/state.sql");

/// How long missed due times wait for those of other schedules, to be told together.
const TOGETHER: Duration = Duration::from_secs(2);

/// The due times of one schedule that nobody acted on in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missed {
    /// The schedule.
    pub schedule: Uuid,
    /// The first.
    pub from: Timestamp,
    /// The last.
    pub through: Timestamp,
    /// How many.
    pub count: u64,
    /// How many of them became jobs after all.
    pub made_up: u64,
    /// How many of them wait for an operator.
    pub pending: u64,
}

/// Writes that due times were missed; the same ones again change nothing. Before
/// or with their settlement, never after: who dies in between has told too early,
/// and not never.
///
/// # Errors
/// When the database fails.
pub async fn missed(client: &impl GenericClient, missed: &[Missed]) -> Result<(), StoreError> {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let schedules: Vec<Uuid> = missed.iter().map(|m| m.schedule).collect();
    let from: Vec<Timestamp> = missed.iter().map(|m| m.from).collect();
    let through: Vec<Timestamp> = missed.iter().map(|m| m.through).collect();
    let count: Vec<i64> = missed.iter().map(|m| number(m.count)).collect();
    let made_up: Vec<i64> = missed.iter().map(|m| number(m.made_up)).collect();
    let pending: Vec<i64> = missed.iter().map(|m| number(m.pending)).collect();
    let together = TOGETHER.as_secs_f64();
    execute(client, MISSED, &[&schedules, &from, &through, &count, &made_up, &pending, &together]).await?;
    Ok(())
}

/// Writes which queues have ready jobs and no worker for `unserved`, and which have
/// one again. A worker counts that was heard of within `alive`.
///
/// # Errors
/// When the database fails.
pub async fn unserved(client: &impl GenericClient, alive: Duration, unserved: Duration) -> Result<(), StoreError> {
    execute(client, UNSERVED, &[&alive.as_secs_f64(), &unserved.as_secs_f64()]).await?;
    Ok(())
}

/// A message that may be sent now.
#[derive(Clone, Debug)]
pub struct Message {
    /// The same in every attempt.
    pub id: Uuid,
    /// What happened.
    pub kind: String,
    /// When it was noted.
    pub at: String,
    /// How many notices it stands for.
    pub notices: i64,
    /// How often it was tried.
    pub attempts: i32,
    /// Whether it has been tried long enough.
    pub too_old: bool,
    /// What the first of its notices say.
    pub bodies: Vec<Value>,
    /// Of missed due times: how many.
    pub due_times: i64,
    /// How many of them were made up for.
    pub made_up: i64,
    /// How many of them wait for an operator.
    pub pending: i64,
    /// The first.
    pub first: Option<String>,
    /// The last.
    pub last: Option<String>,
}

/// The messages that may be sent now, in order, at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn ready(client: &impl GenericClient, limit: i64) -> Result<Vec<Message>, StoreError> {
    execute(client, BUNDLE, &[]).await?;
    let found = rows(client, READY, &[&limit]).await?;
    let read = |row: &tokio_postgres::Row| {
        Ok(Message {
            id: row.try_get("id")?,
            kind: row.try_get("kind")?,
            at: row.try_get("at")?,
            notices: row.try_get("notices")?,
            attempts: row.try_get("attempts")?,
            too_old: row.try_get("too_old")?,
            bodies: match row.try_get("bodies")? {
                Value::Array(bodies) => bodies,
                _ => Vec::new(),
            },
            due_times: row.try_get("due_times")?,
            made_up: row.try_get("made_up")?,
            pending: row.try_get("pending")?,
            first: row.try_get("first")?,
            last: row.try_get("last")?,
        })
    };
    found.iter().map(read).collect()
}

/// How long until the next message may be sent; none waits where there is no answer.
///
/// # Errors
/// When the database fails.
pub async fn next(client: &impl GenericClient) -> Result<Option<Duration>, StoreError> {
    let seconds: Option<f64> = one(client, NEXT, &[]).await?.try_get(0)?;
    Ok(seconds.map(|seconds| Duration::from_secs_f64(seconds.max(0.0))))
}

/// A message was sent; or, with the reason, is given up.
///
/// # Errors
/// When the database fails.
pub async fn end(client: &impl GenericClient, id: Uuid, given_up: Option<&str>) -> Result<(), StoreError> {
    execute(client, END, &[&id, &given_up.is_none(), &given_up]).await?;
    Ok(())
}

/// A message was refused, and is tried again `after`.
///
/// # Errors
/// When the database fails.
pub async fn later(client: &impl GenericClient, id: Uuid, after: Duration, error: &str) -> Result<(), StoreError> {
    execute(client, LATER, &[&id, &after.as_secs_f64(), &error]).await?;
    Ok(())
}

/// Drops what waits, because nobody is to be told.
///
/// # Errors
/// When the database fails.
pub async fn forget(client: &impl GenericClient) -> Result<(), StoreError> {
    execute(client, FORGET, &[]).await?;
    Ok(())
}

/// How telling goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Notices that are not sent yet.
    pub waiting: i64,
    /// Since when the oldest of them waits.
    pub oldest: Option<Timestamp>,
    /// Why the one tried most often was not taken.
    pub error: Option<String>,
    /// Notices given up within a day.
    pub dropped: i64,
    /// When one was last taken, within a day.
    pub last_sent: Option<Timestamp>,
}

/// How telling goes.
///
/// # Errors
/// When the database fails.
pub async fn state(client: &impl GenericClient) -> Result<State, StoreError> {
    let row = one(client, STATE, &[]).await?;
    Ok(State {
        waiting: row.try_get("waiting")?,
        oldest: row.try_get("oldest")?,
        error: row.try_get("error")?,
        dropped: row.try_get("dropped")?,
        last_sent: row.try_get("last_sent")?,
    })
}
