//! What a body about a job looks like, and how it is read.

use poem_openapi::Object;
use poem_openapi::types::Example;
use serde_json::{Map, Value};

use crate::api::body::{Reader, text, word};
use crate::api::problem::Problem;
use crate::api::types::Fields;
use crate::command::run_now::AdHoc;
use crate::domain::draft::{LONGEST_BACKOFF_SECONDS, LONGEST_TIMEOUT_SECONDS, MOST_ATTEMPTS, queue_name};
use crate::domain::job::Priority;

/// A task to be run once, now, without a schedule.
#[derive(Object)]
#[oai(example)]
pub(super) struct AdHocInput {
    /// The task to run, by its name in `available-tasks`.
    task: String,
    /// The task's arguments, checked against its schema.
    kwargs: Option<Fields>,
    /// The queue; `default` by default.
    queue: Option<String>,
    /// The rank in it.
    priority: Option<Priority>,
    /// How long an attempt may run; the task's own bound by default.
    timeout_seconds: Option<u32>,
    /// How many attempts may fail before the job does, up to 25.
    max_attempts: Option<u8>,
    /// The first pause between attempts; it doubles, up to an hour.
    retry_backoff_seconds: Option<u32>,
}

impl Example for AdHocInput {
    fn example() -> Self {
        let kwargs = [("message", Value::from("once")), ("duration", Value::from(2))];
        Self {
            task: "test_job".to_owned(),
            kwargs: Some(kwargs.into_iter().collect()),
            queue: None,
            priority: None,
            timeout_seconds: None,
            max_attempts: None,
            retry_backoff_seconds: None,
        }
    }
}

const FIELDS: &[&str] =
    &["task", "args", "kwargs", "queue", "priority", "timeout_seconds", "max_attempts", "retry_backoff_seconds"];

fn number(least: u32, most: u32) -> impl Fn(&Value) -> Result<u32, String> {
    move |value| {
        let number = value.as_u64().and_then(|n| u32::try_from(n).ok()).filter(|n| (least..=most).contains(n));
        number.ok_or_else(|| format!("must be a whole number from {least} to {most}, not {value}"))
    }
}

/// Reads the body of an ad-hoc job.
pub(super) fn read(fields: &Map<String, Value>) -> Result<AdHoc, Problem> {
    let mut reader = Reader::new(fields, FIELDS);
    if reader.value("args").is_some_and(|args| args.as_array().is_none_or(|items| !items.is_empty())) {
        reader.complain("args", "must be empty: tasks take named arguments, in `kwargs`");
    }
    let wish = AdHoc {
        task: reader.required("task", text(1, 200)).unwrap_or_default(),
        kwargs: reader
            .optional("kwargs", |value| match value {
                Value::Object(kwargs) => Ok(kwargs.clone()),
                _ => Err("must be an object of named arguments".to_owned()),
            })
            .unwrap_or_default(),
        queue: reader.optional("queue", queue_name),
        priority: reader.optional("priority", word::<Priority>).unwrap_or_default(),
        ready_at: None,
        timeout_seconds: reader.optional("timeout_seconds", number(1, LONGEST_TIMEOUT_SECONDS)),
        max_attempts: reader
            .optional("max_attempts", number(1, MOST_ATTEMPTS))
            .and_then(|attempts| u8::try_from(attempts).ok()),
        retry_backoff_seconds: reader.optional("retry_backoff_seconds", number(1, LONGEST_BACKOFF_SECONDS)),
    };
    reader.finish()?;
    Ok(wish)
}
