//! What a body about a window looks like, for the document. The reading is done
//! by [`crate::domain::maintenance::read`], which names every wrong field.

use poem_openapi::Object;
use poem_openapi::types::Example;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::maintenance::{Day, Effect};

/// Every schedule, or those that any of the lists names.
#[derive(Object)]
#[oai(rename = "MaintenanceScopeInput")]
struct ScopeInput {
    /// Every schedule.
    all: Option<bool>,
    /// Those of these tasks.
    tasks: Option<Vec<String>>,
    /// Those with any of these tags.
    tags: Option<Vec<String>>,
    /// Those whose jobs go to these queues.
    queues: Option<Vec<String>>,
    /// These.
    schedules: Option<Vec<Uuid>>,
}

/// On days of the week.
#[derive(Object)]
#[oai(rename = "WeeklyOpeningInput")]
struct WeeklyInput {
    /// Which days.
    days: Vec<Day>,
    /// Hour and minute by the wall clock of `timezone`, `22:00`.
    start: String,
    /// For how long, in seconds of elapsed time: a minute to 31 days.
    duration_seconds: u32,
}

/// When a crontab says: fields, `*` where absent, or one expression. At most every five minutes.
#[derive(Object)]
#[oai(rename = "CrontabOpeningInput")]
struct CrontabOpeningInput {
    /// Instead of the fields: five of them, or `@daily`, `@weekly`, `@monthly`, `@yearly`.
    expression: Option<String>,
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
    /// For how long, in seconds of elapsed time: a minute to 31 days.
    duration_seconds: u32,
}

/// A maintenance window to be, or what is to change about one. A new one needs `name`, `effect` and `scope`; with
/// nothing else it is open from now until it is lifted. In a change an absent field stays and `null` clears an
/// optional one. What an answer contains may be sent back unchanged.
#[derive(Object)]
#[oai(rename = "MaintenanceWindowInput", example)]
pub(in crate::api) struct WindowInput {
    /// Chosen by the client, it makes a creation repeatable.
    id: Option<Uuid>,
    /// For people, 1 to 200 characters.
    name: Option<String>,
    /// Why: a sentence, a ticket.
    note: Option<String>,
    /// `skip`: due times in it are skipped. `run_once_after`: they are held, and when the last window over a
    /// schedule ends, its newest one becomes a job.
    effect: Option<Effect>,
    /// Over which schedules.
    scope: Option<ScopeInput>,
    /// Not open before it; now where absent.
    from: Option<Timestamp>,
    /// Not open from then on; null: until it is lifted.
    until: Option<Timestamp>,
    /// Opens it again and again within these bounds.
    weekly: Option<WeeklyInput>,
    /// Opens it again and again within these bounds.
    crontab: Option<CrontabOpeningInput>,
    /// An IANA zone such as `Europe/Berlin`, for what repeats.
    timezone: Option<String>,
    /// The version you saw: 412 when it was changed meanwhile. The same as `If-Match`.
    version: Option<i32>,
}

impl Example for WindowInput {
    fn example() -> Self {
        let weekly =
            WeeklyInput { days: vec![Day::Sat, Day::Sun], start: "22:00".to_owned(), duration_seconds: 28_800 };
        let scope =
            ScopeInput { all: None, tasks: None, tags: Some(vec!["core".to_owned()]), queues: None, schedules: None };
        Self {
            id: None,
            name: Some("Core upgrades".to_owned()),
            note: Some("CHG0042".to_owned()),
            effect: Some(Effect::RunOnceAfter),
            scope: Some(scope),
            from: None,
            until: None,
            weekly: Some(weekly),
            crontab: None,
            timezone: Some("Europe/Berlin".to_owned()),
            version: None,
        }
    }
}
