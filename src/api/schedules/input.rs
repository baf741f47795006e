//! What a body about a schedule looks like, for the document. The reading is
//! done by [`crate::domain::draft::Draft`], which names every wrong field.

use poem_openapi::Object;
use poem_openapi::types::Example;
use serde_json::Value;
use uuid::Uuid;

use super::view::ScheduleType;
use crate::api::types::Fields;
use crate::domain::Timestamp;
use crate::domain::cadence::Period;
use crate::domain::job::Priority;
use crate::domain::schedule::{CatchUp, Overlap};

/// Every so often. Counted from `start_at`, else from the moment the interval last changed value.
#[derive(Object)]
pub(super) struct IntervalInput {
    /// How many periods, from 1; ten years at most.
    #[oai(validator(minimum(value = "1")))]
    every: u32,
    /// Of what length. A day is 24 hours.
    period: Period,
}

/// Five fields; `*` where absent. Names, lists, ranges, steps, `L`, `W`, `#`; 0 and 7 are Sunday.
#[derive(Object)]
pub(super) struct CrontabInput {
    /// 0-59
    minute: Option<String>,
    /// 0-23
    hour: Option<String>,
    /// 1-31
    day_of_month: Option<String>,
    /// 1-12 or jan-dec
    month_of_year: Option<String>,
    /// 0-7 or sun-sat
    day_of_week: Option<String>,
}

/// A schedule to be, or what is to change about one. A new one needs `name`, `task` and `interval` or `crontab`; in a
/// change an absent field stays and `null` clears an optional one. What an answer contains may be sent back unchanged.
#[derive(Object)]
#[oai(example)]
pub(super) struct ScheduleInput {
    /// Chosen by the client, it makes a creation repeatable.
    id: Option<Uuid>,
    /// Unique among live schedules, 1 to 200 characters.
    name: Option<String>,
    /// The task to run, by its name in `available-tasks`.
    task: Option<String>,
    /// For people.
    description: Option<String>,
    /// Which of `interval` and `crontab` counts, where both are there.
    schedule_type: Option<ScheduleType>,
    /// Every so often.
    interval: Option<IntervalInput>,
    /// By the wall clock of `timezone`.
    crontab: Option<CrontabInput>,
    /// Must be empty: tasks take named arguments.
    args: Option<Vec<Value>>,
    /// The task's arguments, checked against its schema.
    kwargs: Option<Fields>,
    /// On by default.
    enabled: Option<bool>,
    /// Completed by its first job.
    one_off: Option<bool>,
    /// No due time at or after it.
    expires: Option<Timestamp>,
    /// No due time before it.
    start_at: Option<Timestamp>,
    /// An IANA zone such as `Europe/Berlin`.
    timezone: Option<String>,
    /// What to do at a due time while an earlier job has not ended.
    overlap: Option<Overlap>,
    /// What becomes of due times that nobody acted on in time.
    catch_up: Option<CatchUp>,
    /// How old a missed due time may be, up to a week; by default a day, with `all` an hour.
    catch_up_max_age_seconds: Option<u32>,
    /// How long an attempt may run.
    timeout_seconds: Option<u32>,
    /// How many attempts may fail before the job does, up to 25.
    max_attempts: Option<u8>,
    /// The first pause between attempts; it doubles, up to an hour.
    retry_backoff_seconds: Option<u32>,
    /// The queue its jobs go to: letters, digits, `.`, `_`, `-`.
    queue: Option<String>,
    /// Their rank in it.
    priority: Option<Priority>,
    /// Gives the schedule to somebody else (admins).
    owner_username: Option<String>,
    /// Change task or arguments of somebody else's schedule without becoming its owner.
    keep_owner: Option<bool>,
    /// The version you saw: 412 when it was changed meanwhile. The same as `If-Match`.
    version: Option<i32>,
    /// Why, for the history.
    note: Option<String>,
}

impl Example for ScheduleInput {
    fn example() -> Self {
        let kwargs = [("message", Value::from("hello")), ("duration", Value::from(3)), ("steps", Value::from(3))];
        Self {
            id: None,
            name: Some("say hello every minute".to_owned()),
            task: Some("test_job".to_owned()),
            description: None,
            schedule_type: Some(ScheduleType::Interval),
            interval: Some(IntervalInput { every: 1, period: Period::Minutes }),
            crontab: None,
            args: None,
            kwargs: Some(kwargs.into_iter().collect()),
            enabled: Some(true),
            one_off: None,
            expires: None,
            start_at: None,
            timezone: None,
            overlap: None,
            catch_up: None,
            catch_up_max_age_seconds: None,
            timeout_seconds: None,
            max_attempts: None,
            retry_backoff_seconds: None,
            queue: None,
            priority: None,
            owner_username: None,
            keep_owner: None,
            version: None,
            note: Some("trying it out".to_owned()),
        }
    }
}

/// What to run now; an empty body runs the schedule as it is.
#[derive(Object)]
#[oai(rename = "RunInput")]
pub(super) struct RunInput {
    /// Other arguments than the schedule's; the job then acts as the person who starts it.
    pub(super) kwargs: Option<Fields>,
}
