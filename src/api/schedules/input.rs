//! What a body about a schedule looks like, for the document. The reading is
//! done by [`crate::domain::draft::Draft`], which names every wrong field.

use poem_openapi::Object;
use poem_openapi::types::Example;
use serde_json::Value;
use uuid::Uuid;

use super::view::ScheduleType;
use crate::api::types::Fields;
use crate::domain::Timestamp;
use crate::domain::cadence::{DstGap, DstOverlap, Period, SolarEvent};
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

/// Fields, `*` where absent, or one expression. Names, lists, ranges, steps, `L`, `W`, `#`; 0 and 7 are Sunday. `H`
/// (`H`, `H/15`, `H(0-29)/10`) takes a stable value from a hash of the schedule's id, so that alike schedules spread.
#[derive(Object)]
pub(super) struct CrontabInput {
    /// Instead of the fields: five of them, six with seconds first, or `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`.
    expression: Option<String>,
    /// 0-59, `0` where absent
    second: Option<String>,
    /// 0-59
    minute: Option<String>,
    /// 0-23
    hour: Option<String>,
    /// 1-31
    day_of_month: Option<String>,
    /// 1-12 or jan-dec
    month_of_year: Option<String>,
    /// 0-7 or sun-sat. With a day of month too, either matches; with a `+` in front both must.
    day_of_week: Option<String>,
}

impl CrontabInput {
    /// On one line.
    pub(super) fn expression(text: &str) -> Self {
        Self {
            expression: Some(text.to_owned()),
            second: None,
            minute: None,
            hour: None,
            day_of_month: None,
            month_of_year: None,
            day_of_week: None,
        }
    }
}

/// Once.
#[derive(Object)]
pub(super) struct ClockedInput {
    /// The only due time; not in the past.
    at: Timestamp,
}

/// By the sun over a place. Days without the event are passed over.
#[derive(Object)]
pub(super) struct SolarInput {
    /// Which of its events.
    event: SolarEvent,
    /// Degrees, north positive.
    latitude: f64,
    /// Degrees, east positive.
    longitude: f64,
}

/// A schedule to be, or what is to change about one. A new one needs `name`, `task` and a cadence; in a
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
    /// Which cadence counts; may be left out where only one is there. `manual` has no object.
    schedule_type: Option<ScheduleType>,
    /// Every so often.
    interval: Option<IntervalInput>,
    /// By the wall clock of `timezone`.
    crontab: Option<CrontabInput>,
    /// Once.
    clocked: Option<ClockedInput>,
    /// By the sun.
    solar: Option<SolarInput>,
    /// Must be empty: tasks take named arguments.
    args: Option<Vec<Value>>,
    /// The task's arguments, checked against its schema.
    kwargs: Option<Fields>,
    /// On by default.
    enabled: Option<bool>,
    /// Completed by its next job from a due time.
    one_off: Option<bool>,
    /// Completed by so many jobs from due times since it was last created, enabled, restored or had this changed.
    max_runs: Option<u32>,
    /// Off until then, back by itself; null wakes it.
    snooze_until: Option<Timestamp>,
    /// How much later than its due time a job may start, 0 to 3600; drawn from a hash, so repeatable.
    jitter_seconds: Option<u16>,
    /// What becomes of a local time that a clock change leaves out. Absent: fixed hours run after it, others skip.
    dst_gap: Option<DstGap>,
    /// What becomes of a local time that a clock change repeats. Absent: fixed hours run once, others both times.
    dst_overlap: Option<DstOverlap>,
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
    /// A job of which some items failed counts as failed.
    fail_on_partial: Option<bool>,
    /// Whether its failures and missed runs are told to the webhook; true by default.
    notify: Option<bool>,
    /// What it is found by; up to 20.
    tags: Option<Vec<String>>,
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
            clocked: None,
            solar: None,
            args: None,
            kwargs: Some(kwargs.into_iter().collect()),
            enabled: Some(true),
            one_off: None,
            max_runs: None,
            snooze_until: None,
            jitter_seconds: None,
            dst_gap: None,
            dst_overlap: None,
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
            fail_on_partial: None,
            notify: None,
            tags: None,
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
