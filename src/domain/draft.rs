//! What a person sends to make or change a schedule, read from JSON once and
//! for all: a value that exists here is valid by itself.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::Timestamp;
use super::cadence::{
    Crontab, CrontabFields, DstGap, DstOverlap, Interval, Period, Solar, SolarEvent, Zone, parse_expression,
};
use super::job::Priority;
use super::schedule::{CatchUp, DEFAULT_QUEUE, Overlap};

/// The longest name, in characters.
pub const NAME_CHARS: usize = 200;
/// The longest description, in characters: a page of text.
pub const DESCRIPTION_CHARS: usize = 4_000;
/// The longest note, in characters: a sentence and a ticket.
pub const NOTE_CHARS: usize = 1_000;
/// The longest an attempt may run: a week, in seconds.
pub const LONGEST_TIMEOUT_SECONDS: u32 = 7 * 86_400;
/// The most attempts a job may have.
pub const MOST_ATTEMPTS: u32 = 25;
/// The longest pause between attempts: an hour, in seconds.
pub const LONGEST_BACKOFF_SECONDS: u32 = 3_600;
/// The oldest a missed due time may be and still be made up for: a week, in seconds.
pub const OLDEST_CATCH_UP_SECONDS: u32 = 7 * 86_400;

/// The most jobs a schedule can be told to make.
pub const MOST_RUNS: u32 = 1_000_000;
/// The longest jitter: an hour, in seconds.
pub const LONGEST_JITTER_SECONDS: u32 = 3_600;
/// The most tags of a schedule, and the longest one, in characters.
pub const MOST_TAGS: usize = 20;
/// See [`MOST_TAGS`].
pub const TAG_CHARS: usize = 50;

/// A field that does not fit, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Where it is, as an RFC 6901 pointer into the body.
    pub pointer: String,
    /// A sentence that names the value and the bounds.
    pub detail: String,
}

impl FieldError {
    /// A complaint about the field at `pointer`.
    pub fn new(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), detail: detail.into() }
    }
}

/// When, as a person says it: the anchor of an interval is not theirs to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhenDraft {
    /// Every so often.
    Interval {
        /// How many periods.
        every: u32,
        /// Of what length.
        period: Period,
        /// From where it counts; only files say it.
        anchor: Option<Timestamp>,
    },
    /// By the clock; what `H` stands for depends on the schedule's id.
    Crontab(CrontabFields),
    /// Once.
    Clocked(Timestamp),
    /// By the sun.
    Solar(Solar),
    /// When triggered.
    Manual,
}

/// The fields a person sent. `None`: absent, it stays; `Some(None)`: cleared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// See [`super::schedule::Definition`], here and below.
    pub name: Option<String>,
    /// For people.
    pub description: Option<Option<String>>,
    /// The task, by any of its names.
    pub task: Option<String>,
    /// Its arguments, not yet checked against its schema.
    pub kwargs: Option<Map<String, Value>>,
    /// The cadence.
    pub when: Option<WhenDraft>,
    /// The zone; `Some(None)`: that of the house.
    pub timezone: Option<Option<Zone>>,
    /// No due time before it.
    pub start_at: Option<Option<Timestamp>>,
    /// No due time at or after it.
    pub expires: Option<Option<Timestamp>>,
    /// Completed by its next job.
    pub one_off: Option<bool>,
    /// Completed by so many jobs.
    pub max_runs: Option<Option<u32>>,
    /// Off until then.
    pub snooze_until: Option<Option<Timestamp>>,
    /// Delay of a start, at most.
    pub jitter_seconds: Option<u16>,
    /// Local times that do not exist.
    pub dst_gap: Option<Option<DstGap>>,
    /// Local times that come twice.
    pub dst_overlap: Option<Option<DstOverlap>>,
    /// Overlap policy.
    pub overlap: Option<Overlap>,
    /// Catch-up policy.
    pub catch_up: Option<CatchUp>,
    /// Its bound.
    pub catch_up_max_age_seconds: Option<Option<u32>>,
    /// Timeout of an attempt.
    pub timeout_seconds: Option<Option<u32>>,
    /// Attempts.
    pub max_attempts: Option<Option<u8>>,
    /// Pause between them.
    pub retry_backoff_seconds: Option<Option<u32>>,
    /// Queue.
    pub queue: Option<String>,
    /// Rank in it.
    pub priority: Option<Priority>,
    /// Some items failed: the job failed.
    pub fail_on_partial: Option<bool>,
    /// Told to the webhook.
    pub notify: Option<bool>,
    /// Sorted, each once.
    pub tags: Option<Vec<String>>,
    /// On or off.
    pub enabled: Option<bool>,
    /// A new owner, by name; looked up by whoever decides.
    pub owner_username: Option<String>,
    /// Change task or arguments of somebody else's schedule without becoming its owner.
    pub keep_owner: bool,
    /// The id a client chose, on creation.
    pub id: Option<Uuid>,
    /// The version the writer saw.
    pub version: Option<i32>,
    /// Why, for the history.
    pub note: Option<String>,
    /// The file that says all this; `Some(None)`: none does any more. No body says it.
    pub managed: Option<Option<String>>,
}

/// Fields of answers that a client may send back and that mean nothing in a body.
const READ_ONLY: &[&str] = &[
    "position",
    "state",
    "state_reason",
    "last_run_at",
    "next_run_at",
    "total_run_count",
    "date_changed",
    "created_at",
    "changed_at",
    "effective_at",
    "owner_id",
    "last_outcome",
    "last_job_id",
    "failing",
    "failing_since",
    "overdue",
    "managed_by",
    "drifted",
    "args_schema",
    "runs_left",
    "in_maintenance",
];

impl Draft {
    /// Reads a body. Everything is read before anything is complained about.
    ///
    /// # Errors
    /// Every field that does not fit, in the order of the body's fields.
    pub fn read(body: &Map<String, Value>) -> Result<Self, Vec<FieldError>> {
        Self::read_as(body, false)
    }

    /// Reads what a file says of a schedule: like a body, but that an interval's anchor counts.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_from_file(fields: &Map<String, Value>) -> Result<Self, Vec<FieldError>> {
        Self::read_as(fields, true)
    }

    fn read_as(body: &Map<String, Value>, says_anchor: bool) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader { draft: Self::default(), errors: Vec::new(), says_anchor };
        for (field, value) in body {
            reader.field(field, value);
        }
        reader.when(body);
        if reader.errors.is_empty() { Ok(reader.draft) } else { Err(reader.errors) }
    }
}

/// The kinds of cadence that have an object of their own name, each with an example.
const WITH_OBJECT: [(&str, &str); 4] = [
    ("interval", "{\"every\": 5, \"period\": \"minutes\"}"),
    ("crontab", "{\"minute\": \"0\", \"hour\": \"2\"}"),
    ("clocked", "{\"at\": \"2026-12-24T18:00:00Z\"}"),
    ("solar", "{\"event\": \"sunset\", \"latitude\": 52.52, \"longitude\": 13.4}"),
];

fn is_field(name: &str) -> bool {
    matches!(name, "second" | "minute" | "hour" | "day_of_month" | "month_of_year" | "day_of_week")
}

struct Reader {
    draft: Draft,
    errors: Vec<FieldError>,
    /// Whether an interval's anchor is read, or ignored as read-only.
    says_anchor: bool,
}

impl Reader {
    fn field(&mut self, field: &str, value: &Value) {
        let at = format!("/{}", field.replace('~', "~0").replace('/', "~1"));
        let outcome = self.known(field, value, &at);
        if let Err(detail) = outcome {
            self.errors.push(FieldError::new(at, detail));
        }
    }

    /// Reads one field into the draft; an `Err` is the complaint about it.
    fn known(&mut self, field: &str, value: &Value, at: &str) -> Result<(), String> {
        let draft = &mut self.draft;
        match field {
            "name" => draft.name = Some(name(value)?),
            "description" => draft.description = Some(optional(value, |v| text(v, DESCRIPTION_CHARS))?),
            "task" => draft.task = Some(text(value, 200)?),
            "args" => no_args(value)?,
            "kwargs" => draft.kwargs = Some(kwargs(value)?),
            "timezone" => {
                let zone = |v: &Value| Zone::parse(&text(v, 100)?).map_err(|e| e.to_string());
                draft.timezone = Some(optional(value, zone)?);
            }
            "start_at" => draft.start_at = Some(optional(value, instant)?),
            "expires" => draft.expires = Some(optional(value, instant)?),
            "snooze_until" => draft.snooze_until = Some(optional(value, instant)?),
            "one_off" => draft.one_off = or_default(value, boolean)?,
            "max_runs" => draft.max_runs = Some(optional(value, |v| number(v, 1, MOST_RUNS))?),
            "jitter_seconds" => {
                let seconds = or_default(value, |v| number(v, 0, LONGEST_JITTER_SECONDS))?;
                draft.jitter_seconds = seconds.and_then(|n| u16::try_from(n).ok());
            }
            "dst_gap" => draft.dst_gap = Some(optional(value, word)?),
            "dst_overlap" => draft.dst_overlap = Some(optional(value, word)?),
            "fail_on_partial" => draft.fail_on_partial = or_default(value, boolean)?,
            "notify" => draft.notify = Some(optional(value, boolean)?.unwrap_or(true)),
            "tags" => draft.tags = or_default(value, tags)?,
            "enabled" => draft.enabled = optional(value, boolean)?,
            "keep_owner" => draft.keep_owner = optional(value, boolean)?.unwrap_or(false),
            "overlap" => draft.overlap = or_default(value, word)?,
            "catch_up" => draft.catch_up = or_default(value, word)?,
            "priority" => draft.priority = or_default(value, word)?,
            "catch_up_max_age_seconds" => {
                draft.catch_up_max_age_seconds = Some(optional(value, |v| number(v, 1, OLDEST_CATCH_UP_SECONDS))?);
            }
            "timeout_seconds" => {
                draft.timeout_seconds = Some(optional(value, |v| number(v, 1, LONGEST_TIMEOUT_SECONDS))?);
            }
            "max_attempts" => {
                let attempts = optional(value, |v| number(v, 1, MOST_ATTEMPTS))?;
                draft.max_attempts = Some(attempts.and_then(|n| u8::try_from(n).ok()));
            }
            "retry_backoff_seconds" => {
                draft.retry_backoff_seconds = Some(optional(value, |v| number(v, 1, LONGEST_BACKOFF_SECONDS))?);
            }
            "queue" => draft.queue = Some(optional(value, queue_name)?.unwrap_or_else(|| DEFAULT_QUEUE.to_owned())),
            "owner_username" => draft.owner_username = optional(value, |v| text(v, 100))?,
            "id" => {
                draft.id = optional(value, |v| Uuid::parse_str(&text(v, 50)?).map_err(|_| format!("{v} is no UUID")))?
            }
            "version" => {
                let version = optional(value, |v| number(v, 0, i32::MAX.unsigned_abs()))?;
                draft.version = version.and_then(|n| i32::try_from(n).ok());
            }
            "note" => draft.note = optional(value, |v| text(v, NOTE_CHARS))?.filter(|note| !note.trim().is_empty()),
            // Read together, once all fields are seen.
            "schedule_type" | "interval" | "crontab" | "clocked" | "solar" => {}
            field if READ_ONLY.contains(&field) => {}
            _ => return Err(format!("a schedule has no field `{}`", at.trim_start_matches('/'))),
        }
        Ok(())
    }

    /// The cadence: `schedule_type` says which object counts; without it, the one that is there.
    fn when(&mut self, body: &Map<String, Value>) {
        let present = |field: &str| body.get(field).filter(|value| !value.is_null());
        let said = match present("schedule_type") {
            Some(Value::String(kind)) => Some(kind.as_str()),
            Some(other) => return self.complain("/schedule_type", &format!("{other} is not text")),
            None => None,
        };
        let there: Vec<&str> =
            WITH_OBJECT.iter().map(|(kind, _)| *kind).filter(|kind| present(kind).is_some()).collect();
        let kind = match (said, there.as_slice()) {
            (Some("manual"), _) => {
                self.draft.when = Some(WhenDraft::Manual);
                return;
            }
            (Some(said), _) => said,
            (None, []) => return,
            (None, [one]) => one,
            (None, several) => {
                let detail = format!("with `{}`, `schedule_type` must say which counts", several.join("` and `"));
                return self.complain("/schedule_type", &detail);
            }
        };
        let Some((_, example)) = WITH_OBJECT.iter().find(|(known, _)| *known == kind) else {
            let detail = format!(
                "`{kind}` is no schedule type; known are `interval`, `crontab`, `clocked`, `solar` and `manual`"
            );
            return self.complain("/schedule_type", &detail);
        };
        let Some(value) = present(kind) else {
            return self.complain(&format!("/{kind}"), &format!("required: {example}"));
        };
        match kind {
            "interval" => self.interval(value),
            "crontab" => self.crontab(value),
            "clocked" => self.clocked(value),
            _ => self.solar(value),
        }
    }

    fn clocked(&mut self, value: &Value) {
        let Some(fields) = value.as_object() else {
            return self.complain("/clocked", "must be an object: {\"at\": \"2026-12-24T18:00:00Z\"}");
        };
        for field in fields.keys().filter(|field| *field != "at") {
            self.complain(&format!("/clocked/{field}"), "only `at` belongs here");
        }
        match fields.get("at").map(instant) {
            Some(Ok(at)) => self.draft.when = Some(WhenDraft::Clocked(at)),
            Some(Err(detail)) => self.complain("/clocked/at", &detail),
            None => self.complain("/clocked/at", "required"),
        }
    }

    fn solar(&mut self, value: &Value) {
        let Some(fields) = value.as_object() else {
            return self.complain("/solar", &format!("must be an object: {}", WITH_OBJECT[3].1));
        };
        for field in fields.keys().filter(|f| !matches!(f.as_str(), "event" | "latitude" | "longitude")) {
            self.complain(&format!("/solar/{field}"), "only `event`, `latitude` and `longitude` belong here");
        }
        let event: Result<SolarEvent, String> = fields.get("event").map_or_else(|| Err("required".to_owned()), word);
        if let Err(detail) = &event {
            self.complain("/solar/event", detail);
        }
        let mut degrees = |field: &str| {
            let number = fields.get(field).and_then(Value::as_f64);
            if number.is_none() {
                self.complain(&format!("/solar/{field}"), "must be a number of degrees");
            }
            number
        };
        let (Some(latitude), Some(longitude)) = (degrees("latitude"), degrees("longitude")) else { return };
        match event.map(|event| Solar::new(event, latitude, longitude)) {
            Ok(Ok(solar)) => self.draft.when = Some(WhenDraft::Solar(solar)),
            Ok(Err(e)) => self.complain(&format!("/solar/{}", e.field), &e.to_string()),
            Err(_) => {}
        }
    }

    fn interval(&mut self, value: &Value) {
        let Some(fields) = value.as_object() else {
            return self.complain("/interval", "must be an object: {\"every\": 5, \"period\": \"minutes\"}");
        };
        for field in fields.keys().filter(|f| !matches!(f.as_str(), "every" | "period" | "anchor")) {
            self.complain(&format!("/interval/{field}"), "an interval has only `every` and `period`");
        }
        let period = fields.get("period").cloned().unwrap_or_default();
        let Ok(period) = serde_json::from_value::<Period>(period.clone()) else {
            let detail = format!("must be `seconds`, `minutes`, `hours`, `days` or `weeks`, not {period}");
            return self.complain("/interval/period", &detail);
        };
        let Some(every) = fields.get("every").and_then(Value::as_u64) else {
            let shown = fields.get("every").map_or_else(|| "nothing".to_owned(), Value::to_string);
            return self.complain("/interval/every", &format!("must be a whole number from 1, not {shown}"));
        };
        let anchor = match fields.get("anchor").filter(|anchor| self.says_anchor && !anchor.is_null()) {
            None => None,
            Some(anchor) => match instant(anchor) {
                Ok(anchor) => Some(anchor),
                Err(detail) => return self.complain("/interval/anchor", &detail),
            },
        };
        // The anchor here is only for the check: `decide` sets the real one.
        match Interval::new(every, period, Timestamp::from_micros(0)) {
            Ok(interval) => {
                let (every, period) = (interval.every(), interval.period());
                self.draft.when = Some(WhenDraft::Interval { every, period, anchor });
            }
            Err(e) => self.complain("/interval/every", &e.to_string()),
        }
    }

    fn crontab(&mut self, value: &Value) {
        let Some(given) = value.as_object() else {
            return self.complain("/crontab", "must be an object: {\"minute\": \"0\", \"hour\": \"2\"}");
        };
        let before = self.errors.len();
        let mut fields = CrontabFields::default();
        for (field, value) in given {
            let told = match value {
                // What is not said stays as it is by default.
                Value::Null => continue,
                Value::String(text) => text.clone(),
                // A bare number says the same as its text, and people send it; `05` of a YAML file comes as 5.0.
                Value::Number(n) => match n.as_f64() {
                    Some(number) if number.fract() == 0.0 => format!("{number:.0}"),
                    _ => n.to_string(),
                },
                other => {
                    self.complain(&format!("/crontab/{field}"), &format!("must be text such as \"*/5\", not {other}"));
                    continue;
                }
            };
            match field.as_str() {
                "second" => fields.second = told,
                "minute" => fields.minute = told,
                "hour" => fields.hour = told,
                "day_of_month" => fields.day_of_month = told,
                "month_of_year" => fields.month_of_year = told,
                "day_of_week" => fields.day_of_week = told,
                // Answers say what `H` stands for.
                "seed" | "resolved" => {}
                "expression" if given.iter().any(|(other, value)| is_field(other) && !value.is_null()) => {
                    self.complain("/crontab/expression", "give either `expression` or the fields, not both");
                }
                "expression" => match parse_expression(&told) {
                    Ok(parsed) => fields = parsed,
                    Err(e) => self.complain("/crontab/expression", &e.message),
                },
                other => self.complain(&format!("/crontab/{other}"), "a crontab has no such field"),
            }
        }
        if self.errors.len() > before {
            return;
        }
        // Which seed is decided with the schedule's id; whether the fields can be read is not.
        match Crontab::new(&fields, Some(0)) {
            Ok(_) => self.draft.when = Some(WhenDraft::Crontab(fields)),
            Err(e) => {
                let pointer = if e.field.is_empty() { "/crontab".to_owned() } else { format!("/crontab/{}", e.field) };
                self.complain(&pointer, &e.message);
            }
        }
    }

    fn complain(&mut self, pointer: &str, detail: &str) {
        self.errors.push(FieldError::new(pointer, detail));
    }
}

/// `null` clears; anything else is read.
fn optional<T>(value: &Value, read: impl FnOnce(&Value) -> Result<T, String>) -> Result<Option<T>, String> {
    if value.is_null() { Ok(None) } else { read(value).map(Some) }
}

/// `null` resets to the default; anything else is read.
fn or_default<T: Default>(value: &Value, read: impl FnOnce(&Value) -> Result<T, String>) -> Result<Option<T>, String> {
    if value.is_null() { Ok(Some(T::default())) } else { read(value).map(Some) }
}

fn text(value: &Value, most: usize) -> Result<String, String> {
    let text = value.as_str().ok_or_else(|| format!("must be text, not {value}"))?;
    let length = text.chars().count();
    if length > most {
        return Err(format!("has {length} characters; {most} is the most"));
    }
    if text.contains('\0') {
        return Err("must not contain the character NUL".to_owned());
    }
    Ok(text.to_owned())
}

fn name(value: &Value) -> Result<String, String> {
    let name = text(value, NAME_CHARS)?;
    let trimmed = name.trim();
    if trimmed.is_empty() {
        return Err("must not be empty".to_owned());
    }
    if trimmed.chars().any(char::is_control) {
        return Err("must not contain control characters".to_owned());
    }
    Ok(trimmed.to_owned())
}

/// A queue's name, which becomes part of Redis keys and command lines.
///
/// # Errors
/// A sentence, unless it is 1 to 64 letters, digits, `.`, `_` or `-`.
pub fn queue_name(value: &Value) -> Result<String, String> {
    let queue = text(value, 64)?;
    let fits = !queue.is_empty() && queue.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
    if fits { Ok(queue) } else { Err(format!("`{queue}` is no queue name: 1 to 64 letters, digits, `.`, `_` or `-`")) }
}

fn boolean(value: &Value) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| format!("must be true or false, not {value}"))
}

fn instant(value: &Value) -> Result<Timestamp, String> {
    Timestamp::parse(&text(value, 64)?)
}

fn number(value: &Value, least: u32, most: u32) -> Result<u32, String> {
    value
        .as_u64()
        .and_then(|n| u32::try_from(n).ok())
        .filter(|n| (least..=most).contains(n))
        .ok_or_else(|| format!("must be a whole number from {least} to {most}, not {value}"))
}

fn word<T: std::str::FromStr<Err = String>>(value: &Value) -> Result<T, String> {
    text(value, 64)?.parse()
}

fn no_args(value: &Value) -> Result<(), String> {
    match value {
        Value::Null => Ok(()),
        Value::Array(items) if items.is_empty() => Ok(()),
        _ => Err("must be empty: tasks take named arguments, in `kwargs`".to_owned()),
    }
}

fn tags(value: &Value) -> Result<Vec<String>, String> {
    let items = value.as_array().ok_or_else(|| format!("must be a list of words, not {value}"))?;
    let mut tags = std::collections::BTreeSet::new();
    for item in items {
        let tag = text(item, TAG_CHARS)?.trim().to_owned();
        if tag.is_empty() || tag.contains(',') || tag.chars().any(char::is_control) {
            return Err(format!("{item} is no tag: 1 to {TAG_CHARS} characters, no comma"));
        }
        tags.insert(tag);
    }
    if tags.len() > MOST_TAGS {
        return Err(format!("has {} tags; {MOST_TAGS} is the most", tags.len()));
    }
    Ok(tags.into_iter().collect())
}

fn kwargs(value: &Value) -> Result<Map<String, Value>, String> {
    match value {
        Value::Null => Ok(Map::new()),
        Value::Object(map) => Ok(map.clone()),
        other => Err(format!("must be an object of named arguments, not {other}")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The complaints about `body`, each as "pointer: detail".
    fn complaints(body: Value) -> Vec<String> {
        let errors = Draft::read(body.as_object().unwrap()).err().unwrap_or_default();
        errors.into_iter().map(|e| format!("{}: {}", e.pointer, e.detail)).collect()
    }

    #[test]
    fn each_bad_value_is_named_with_its_bounds() {
        let cases = [
            (json!({"name": ""}), "/name: must not be empty"),
            (json!({"name": "x".repeat(201)}), "/name: has 201 characters; 200 is the most"),
            (json!({"name": "a\u{7}b"}), "/name: must not contain control characters"),
            (json!({"args": [1]}), "/args: must be empty: tasks take named arguments, in `kwargs`"),
            (json!({"kwargs": [1]}), "/kwargs: must be an object of named arguments, not [1]"),
            (json!({"max_attempts": 26}), "/max_attempts: must be a whole number from 1 to 25, not 26"),
            (json!({"timeout_seconds": 0}), "/timeout_seconds: must be a whole number from 1 to 604800, not 0"),
            (
                json!({"catch_up_max_age_seconds": 604_801}),
                "/catch_up_max_age_seconds: must be a whole number from 1 to 604800, not 604801",
            ),
            (json!({"queue": "a b"}), "/queue: `a b` is no queue name: 1 to 64 letters, digits, `.`, `_` or `-`"),
            (
                json!({"overlap": "maybe"}),
                "/overlap: `maybe` is no overlap policy; known are `skip` `allow` `queue_one` `cancel_running`",
            ),
            (json!({"schedule_type": "clocked"}), "/clocked: required: {\"at\": \"2026-12-24T18:00:00Z\"}"),
            (
                json!({"schedule_type": "often"}),
                "/schedule_type: `often` is no schedule type; known are `interval`, `crontab`, `clocked`, `solar` and `manual`",
            ),
            (json!({"jitter_seconds": 3_601}), "/jitter_seconds: must be a whole number from 0 to 3600, not 3601"),
            (json!({"max_runs": 0}), "/max_runs: must be a whole number from 1 to 1000000, not 0"),
            (json!({"tags": ["a,b"]}), "/tags: \"a,b\" is no tag: 1 to 50 characters, no comma"),
            (
                json!({"dst_gap": "no"}),
                "/dst_gap: `no` is no choice for a time that does not exist; known are `run_after` `skip`",
            ),
            (json!({"clocked": {"at": 5}}), "/clocked/at: must be text, not 5"),
            (
                json!({"solar": {"event": "moonrise", "latitude": 1, "longitude": 2}}),
                "/solar/event: `moonrise` is no solar event",
            ),
            (json!({"solar": {"event": "sunset", "latitude": 91, "longitude": 2}}), "/solar/latitude: "),
            (
                json!({"crontab": {"expression": "@daily", "hour": "2"}}),
                "/crontab/expression: give either `expression` or the fields, not both",
            ),
            (json!({"nmae": "x"}), "/nmae: a schedule has no field `nmae`"),
            (
                json!({"expires": "2030-01-01T00:00:00"}),
                "/expires: `2030-01-01T00:00:00` is not an RFC 3339 instant with an offset, such as 2026-03-29T02:30:00Z",
            ),
            (
                json!({"interval": {"every": 1, "period": "fortnights"}}),
                "/interval/period: must be `seconds`, `minutes`, `hours`, `days` or `weeks`, not \"fortnights\"",
            ),
            (
                json!({"interval": {"every": -1, "period": "days"}}),
                "/interval/every: must be a whole number from 1, not -1",
            ),
            (
                json!({"interval": {"every": 1, "period": "days", "at": 3}}),
                "/interval/at: an interval has only `every` and `period`",
            ),
            (json!({"crontab": {"minute": []}}), "/crontab/minute: must be text such as \"*/5\", not []"),
        ];
        for (body, complaint) in cases {
            let told = complaints(body.clone());
            assert!(told.len() == 1 && told[0].starts_with(complaint), "{body}: {told:?}");
        }
    }

    #[test]
    fn bounds_of_intervals_and_crontabs_are_told() {
        for (body, pointer, words) in [
            (json!({"interval": {"every": 0, "period": "seconds"}}), "/interval/every", "outside"),
            (json!({"interval": {"every": 3_651, "period": "days"}}), "/interval/every", "3651"),
            (json!({"crontab": {"minute": "61"}}), "/crontab/minute", "61"),
            (
                json!({"crontab": {"minute": "0", "hour": "0", "day_of_month": "30", "month_of_year": "2"}}),
                "/crontab",
                "30",
            ),
            (json!({"timezone": "Europe/Belin"}), "/timezone", "Europe/Belin"),
        ] {
            let told = complaints(body.clone());
            assert!(told.len() == 1 && told[0].starts_with(pointer) && told[0].contains(words), "{body}: {told:?}");
        }
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        assert_eq!(complaints(json!({"name": 1, "enabled": "yes", "priority": "urgent"})).len(), 3);
    }

    #[test]
    fn null_says_nothing_about_what_cannot_be_cleared() {
        let body = json!({"enabled": null, "clocked": null, "interval": null, "schedule_type": null});
        assert_eq!(Draft::read(body.as_object().unwrap()), Ok(Draft::default()));
    }

    #[test]
    fn null_resets_what_has_a_default() {
        let body = json!({"queue": null, "timezone": null, "one_off": null, "overlap": null, "catch_up": null,
            "priority": null, "jitter_seconds": null, "notify": null, "tags": null, "fail_on_partial": null});
        let reset = Draft {
            queue: Some("default".to_owned()),
            timezone: Some(None),
            one_off: Some(false),
            overlap: Some(Overlap::Skip),
            catch_up: Some(CatchUp::Latest),
            priority: Some(Priority::Normal),
            jitter_seconds: Some(0),
            notify: Some(true),
            tags: Some(Vec::new()),
            fail_on_partial: Some(false),
            ..Draft::default()
        };
        assert_eq!(Draft::read(body.as_object().unwrap()), Ok(reset));
    }

    #[test]
    fn an_expression_becomes_fields() {
        let when = |body: Value| Draft::read(body.as_object().unwrap()).unwrap().when;
        assert_eq!(when(json!({"crontab": {"minute": 5.0}})), when(json!({"crontab": {"minute": "5"}})));
        let fields = when(json!({"crontab": {"minute": "0", "hour": "2"}}));
        assert_eq!(when(json!({"crontab": {"expression": "0 2 * * *"}})), fields);
        assert_eq!(when(json!({"schedule_type": "manual", "crontab": {"minute": "0"}})), Some(WhenDraft::Manual));
    }
}
