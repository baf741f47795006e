//! What a person sends to make or change a window.

use std::time::Duration;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Day, InForce, Now, Repeats, Scope, Window};
use crate::domain::Timestamp;
use crate::domain::cadence::{Crontab, CrontabFields, Zone};
use crate::domain::draft::{Draft, FieldError, NAME_CHARS, NOTE_CHARS, WhenDraft};
use crate::domain::timestamp::INSTANT;

/// The shortest opening, in seconds: a minute.
pub const SHORTEST_SECONDS: u32 = 60;
/// The longest opening of what repeats, in seconds: a month. Longer ones have a `from` and an `until`.
pub const LONGEST_SECONDS: u32 = 31 * 86_400;
/// The most tasks, tags, queues and schedules that one window may name.
pub const MOST_IN_SCOPE: usize = 500;
/// Openings are at least this far apart, in time from one beginning to the next.
const CLOSEST: Duration = Duration::from_secs(300);
/// Openings of which that is checked: two days of them at least.
const CHECKED: usize = 600;
/// What repeats has to close within this time.
const CLOSES_WITHIN: Duration = Duration::from_secs(62 * 86_400);

/// What a window has in a body.
const KNOWN: [&str; 9] = ["name", "note", "effect", "scope", "from", "until", "weekly", "crontab", "timezone"];
/// What may be sent back unchanged and means nothing in a body.
const READ_ONLY: [&str; 11] = [
    "id",
    "version",
    "state",
    "opens_at",
    "open_until",
    "created_at",
    "created_by",
    "changed_at",
    "changed_by",
    "ended_at",
    "ended_by",
];

/// The body that makes of `before` what `body` changes of it: absent fields stay,
/// `null` clears, and one way of repeating takes the place of another.
#[must_use]
pub fn with_changes(before: &Window, body: &Map<String, Value>) -> Map<String, Value> {
    let mut fields = fields_of(before);
    for (one, other) in [("weekly", "crontab"), ("crontab", "weekly")] {
        if body.get(one).is_some_and(|value| !value.is_null()) {
            fields.remove(other);
        }
    }
    fields.extend(body.iter().map(|(field, value)| (field.clone(), value.clone())));
    fields
}

fn fields_of(window: &Window) -> Map<String, Value> {
    let Window { name, note, effect, scope, from, until, repeats, timezone } = window;
    let (mut weekly, mut crontab) = (Value::Null, Value::Null);
    match repeats {
        Some(Repeats::Weekly { days, start, duration_seconds, .. }) => {
            weekly = json!({ "days": days, "start": start, "duration_seconds": duration_seconds });
        }
        Some(Repeats::Crontab { crontab: tab, duration_seconds }) => {
            crontab = json!(tab);
            crontab["duration_seconds"] = json!(duration_seconds);
        }
        None => {}
    }
    let fields = json!({
        "name": name, "note": note, "effect": effect, "scope": scope, "from": from, "until": until,
        "weekly": weekly, "crontab": crontab, "timezone": timezone,
    });
    if let Value::Object(fields) = fields { fields } else { Map::new() }
}

/// Reads the body of a window that is written at `now`; `before` is what it was,
/// `zone` the house's. A window that is neither bounded nor repeated by what is
/// said is open from now until it is lifted.
///
/// # Errors
/// Every field that does not fit.
pub fn read(
    fields: &Map<String, Value>,
    before: Option<&Window>,
    zone: &Zone,
    now: Timestamp,
) -> Result<Window, Vec<FieldError>> {
    let mut reader = Reader { fields, errors: Vec::new() };
    reader.unknown("", fields, &[&KNOWN[..], &READ_ONLY[..]].concat());
    let name = reader.field("name", |v| text(v, 1, NAME_CHARS));
    let note = reader.field("note", |v| text(v, 0, NOTE_CHARS)).filter(|note| !note.trim().is_empty());
    let effect = reader.field("effect", |v| text(v, 0, 100)?.parse());
    let (from, until) = (reader.field("from", instant), reader.field("until", instant));
    let timezone = reader.field("timezone", |v| Zone::parse(&text(v, 0, 100)?).map_err(|e| e.to_string()));
    let scope = reader.scope();
    let repeats = reader.repeats();
    if let (Some(from), Some(until)) = (from, until)
        && until <= from
    {
        reader.complain("/until", format!("must be after `from`, {from}"));
    }
    if let Some(until) = until.filter(|until| *until <= now && before.is_none_or(|b| b.until != Some(*until))) {
        reader.complain("/until", format!("{until} is in the past"));
    }
    for (field, absent) in [("name", name.is_none()), ("effect", effect.is_none())] {
        if absent && fields.get(field).is_none_or(Value::is_null) {
            reader.complain(&format!("/{field}"), "required".to_owned());
        }
    }
    let errors = reader.errors;
    let (Some(name), Some(effect), Some(scope)) = (name, effect, scope) else { return Err(errors) };
    if !errors.is_empty() {
        return Err(errors);
    }
    let from = if repeats.is_none() { Some(from.unwrap_or(now)) } else { from };
    let timezone = timezone.unwrap_or_else(|| zone.clone());
    let (name, note) = (name.trim().into(), note.map(String::into_boxed_str));
    let window = Window { name, note, effect, scope, from, until, repeats, timezone };
    check_openings(&window, now)?;
    Ok(window)
}

/// Whether what repeats opens at all, not too often, and closes again.
fn check_openings(window: &Window, now: Timestamp) -> Result<(), Vec<FieldError>> {
    let Some(repeats) = &window.repeats else { return Ok(()) };
    let pointer = if matches!(repeats, Repeats::Weekly { .. }) { "/weekly" } else { "/crontab" };
    let wrong = |detail: String| Err(vec![FieldError::new(pointer, detail)]);
    let begins = window.from.map_or(now, |from| from.max(now));
    let cadence = repeats.cadence(&window.timezone);
    let starts: Vec<Timestamp> = cadence.between(None, begins.minus(INSTANT), Timestamp::MAX).take(CHECKED).collect();
    if starts.windows(2).any(|pair| pair[1].since(pair[0]) < CLOSEST) {
        return wrong(format!("openings must be at least {} minutes apart", CLOSEST.as_secs() / 60));
    }
    let alone = InForce { id: Uuid::nil(), window: window.clone(), effective_at: begins, ended_at: None };
    let (Some(first), true) = (starts.first(), alone.stands(begins) != Now::Ended) else {
        return wrong("it would never open within `from` and `until`".to_owned());
    };
    let closes = super::Windows::new(vec![alone]).0.first().map(|row| super::clear_from(std::iter::once(row), *first));
    match closes.flatten() {
        Some(at) if at.since(*first) <= CLOSES_WITHIN || window.until.is_some_and(|until| at >= until) => Ok(()),
        _ => wrong("it would hardly ever close; use `from` and `until`, or leave both away".to_owned()),
    }
}

struct Reader<'a> {
    fields: &'a Map<String, Value>,
    errors: Vec<FieldError>,
}

impl Reader<'_> {
    fn complain(&mut self, pointer: &str, detail: String) {
        self.errors.push(FieldError::new(pointer, detail));
    }

    /// Complains about fields nobody knows, in the object at `at`.
    fn unknown(&mut self, at: &str, fields: &Map<String, Value>, known: &[&str]) {
        for field in fields.keys().filter(|field| !known.contains(&field.as_str())) {
            let pointer = format!("{at}/{}", field.replace('~', "~0").replace('/', "~1"));
            self.complain(&pointer, format!("there is no such field; known are {}", known.join(", ")));
        }
    }

    /// What `read` makes of a field; none where it is absent, null or wrong.
    fn field<T>(&mut self, field: &str, read: impl Fn(&Value) -> Result<T, String>) -> Option<T> {
        let value = self.fields.get(field).filter(|value| !value.is_null())?;
        self.keep(&format!("/{field}"), read(value))
    }

    fn keep<T>(&mut self, pointer: &str, read: Result<T, String>) -> Option<T> {
        read.map_err(|detail| self.complain(pointer, detail)).ok()
    }

    fn scope(&mut self) -> Option<Scope> {
        let hint = "{\"all\": true}, or lists of `tasks`, `tags`, `queues` or `schedules`";
        let Some(fields) = self.fields.get("scope").and_then(Value::as_object) else {
            self.complain("/scope", format!("must be an object: {hint}"));
            return None;
        };
        let before = self.errors.len();
        self.unknown("/scope", fields, &["all", "tasks", "tags", "queues", "schedules"]);
        let all = match fields.get("all") {
            None | Some(Value::Null) => false,
            Some(value) => self.keep("/scope/all", value.as_bool().ok_or("must be true or false".into()))?,
        };
        let mut names = |field: &str| -> Vec<Box<str>> {
            let read = list(fields.get(field), |v| Ok(text(v, 1, NAME_CHARS)?.into_boxed_str()));
            self.keep(&format!("/scope/{field}"), read).unwrap_or_default()
        };
        let (tasks, tags, queues) = (names("tasks"), names("tags"), names("queues"));
        let id = |v: &Value| Uuid::parse_str(v.as_str().unwrap_or_default()).map_err(|_| format!("{v} is no UUID"));
        let schedules = self.keep("/scope/schedules", list(fields.get("schedules"), id)).unwrap_or_default();
        let scope = Scope { all, tasks, tags, queues, schedules };
        if self.errors.len() == before && scope.is_nothing() {
            self.complain("/scope", format!("names no schedule; say {hint}"));
        }
        if scope.names() > MOST_IN_SCOPE {
            self.complain("/scope", format!("names {} things; {MOST_IN_SCOPE} are the most", scope.names()));
        }
        (self.errors.len() == before).then_some(scope)
    }

    fn repeats(&mut self) -> Option<Repeats> {
        let present = |field: &str| self.fields.get(field).filter(|value| !value.is_null()).cloned();
        match (present("weekly"), present("crontab")) {
            (Some(_), Some(_)) => {
                self.complain("/crontab", "give either `weekly` or `crontab`, not both".to_owned());
                None
            }
            (Some(weekly), None) => self.weekly(&weekly),
            (None, Some(crontab)) => self.crontab(crontab),
            (None, None) => None,
        }
    }

    fn weekly(&mut self, value: &Value) -> Option<Repeats> {
        let Some(fields) = value.as_object() else {
            let example = "{\"days\": [\"sat\"], \"start\": \"22:00\", \"duration_seconds\": 28800}";
            self.complain("/weekly", format!("must be an object: {example}"));
            return None;
        };
        self.unknown("/weekly", fields, &["days", "start", "duration_seconds"]);
        let days = list(fields.get("days"), |v| v.as_str().unwrap_or_default().to_ascii_lowercase().parse::<Day>());
        let days =
            days.and_then(|days| if days.is_empty() { Err("name at least one day".to_owned()) } else { Ok(days) });
        let days = self.keep("/weekly/days", days);
        let duration = self.keep("/weekly/duration_seconds", duration(fields.get("duration_seconds")));
        let start = fields.get("start").and_then(Value::as_str).unwrap_or_default();
        // Whether it is a time of day does not depend on the rest.
        let day_and_start =
            Repeats::weekly(days.clone().unwrap_or(vec![Day::Mon]), start, duration.unwrap_or_default());
        let read = day_and_start.ok_or_else(|| format!("`{start}` is no time of day such as 22:00"));
        let weekly = self.keep("/weekly/start", read);
        weekly.filter(|_| days.is_some() && duration.is_some())
    }

    fn crontab(&mut self, mut value: Value) -> Option<Repeats> {
        let said = value.as_object_mut().and_then(|fields| fields.remove("duration_seconds"));
        let duration = self.keep("/crontab/duration_seconds", duration(said.as_ref()));
        // Read as a schedule's is, with the same words about what is wrong with it.
        let alone = Map::from_iter([("crontab".to_owned(), value)]);
        let fields = match Draft::read(&alone) {
            Ok(Draft { when: Some(WhenDraft::Crontab(fields)), .. }) => fields,
            Ok(_) => CrontabFields::default(),
            Err(errors) => {
                self.errors.extend(errors);
                return None;
            }
        };
        let crontab = Crontab::new(&fields, None).map_err(|e| e.message);
        let crontab = self.keep("/crontab", crontab)?;
        Some(Repeats::Crontab { crontab, duration_seconds: duration? })
    }
}

fn text(value: &Value, least: usize, most: usize) -> Result<String, String> {
    let text = value.as_str().ok_or("must be text")?;
    let length = text.trim().chars().count();
    if !(least..=most).contains(&length) {
        return Err(format!("must have {least} to {most} characters, not {length}"));
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err("must not contain control characters".to_owned());
    }
    Ok(text.to_owned())
}

fn instant(value: &Value) -> Result<Timestamp, String> {
    Timestamp::parse(value.as_str().ok_or("must be text such as 2026-12-24T18:00:00Z")?)
}

fn duration(value: Option<&Value>) -> Result<u32, String> {
    let seconds = value.and_then(Value::as_u64).and_then(|seconds| u32::try_from(seconds).ok());
    let bounds = format!("must be a whole number of seconds from {SHORTEST_SECONDS} to {LONGEST_SECONDS}");
    seconds.filter(|s| (SHORTEST_SECONDS..=LONGEST_SECONDS).contains(s)).ok_or(bounds)
}

fn list<T>(value: Option<&Value>, read: impl Fn(&Value) -> Result<T, String>) -> Result<Vec<T>, String> {
    match value {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(values)) => values.iter().map(read).collect(),
        Some(other) => Err(format!("must be a list, not {other}")),
    }
}
