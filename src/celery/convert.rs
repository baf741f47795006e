//! A row of Celery's, as the body that a client would send.

use serde_json::{Map, Value, json};

use super::crontab::{DAY_OF_MONTH, DAY_OF_WEEK, Field, HOUR, MINUTE, MONTH_OF_YEAR};
use crate::domain::Timestamp;

use crate::domain::draft::OLDEST_CATCH_UP_SECONDS;
use crate::domain::schedule::DEFAULT_QUEUE;
use crate::store::celery::ForeignRow;

/// Celery's own housekeeping, which its schedulers put in by themselves.
const HOUSEKEEPING: &str = "celery.backend_cleanup";

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Converted {
    /// It can be taken.
    Body(Box<Taken>),
    /// It has no meaning outside Celery: why.
    Needless(String),
    /// It cannot be taken: why.
    Refused(String),
}

/// A row that can be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// Every field that the row decides, as a client would send it: all but `id`, `note` and `enabled`.
    pub body: Map<String, Value>,
    /// Whether Celery has it switched on.
    pub enabled: bool,
    /// Why a person should look at it before it is switched on here.
    pub doubt: Option<String>,
    /// What is not quite as it was.
    pub remarks: Vec<String>,
}

/// What a row's task is called and has done, whatever becomes of the row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// Its name.
    pub name: String,
    /// How often it has run.
    pub runs: u64,
    /// When it last ran. Celery also writes down when it first looked at a task; that is not told.
    pub last_run_at: Option<Timestamp>,
}

impl Past {
    /// What `row` tells of the past.
    #[must_use]
    pub fn of(row: &ForeignRow) -> Self {
        let runs = row.task["total_run_count"].as_u64().unwrap_or(0);
        let last_run_at = row.task["last_run_at"].as_str().and_then(|at| instant(at).ok()).filter(|_| runs > 0);
        Self { name: text(&row.task, "name").unwrap_or_default().to_owned(), runs, last_run_at }
    }

    /// In words: "ran 41 times, last 2026-11-23T02:00:00Z".
    #[must_use]
    pub fn words(&self) -> String {
        let times = match self.runs {
            0 => return "never ran".to_owned(),
            1 => "ran once".to_owned(),
            n => format!("ran {n} times"),
        };
        self.last_run_at.map_or(times.clone(), |at| format!("{times}, last {at}"))
    }
}

/// What a client would send to have here what `row` says; `owner` owns what names no owner.
#[must_use]
pub fn convert(row: &ForeignRow, owner: Option<&str>) -> Converted {
    if text(&row.task, "task") == Some(HOUSEKEEPING) {
        return Converted::Needless("Celery's own housekeeping; nothing here needs it".to_owned());
    }
    let mut taken = Taken { body: Map::new(), enabled: false, doubt: None, remarks: Vec::new() };
    match taken.fill(row, owner) {
        Ok(()) => Converted::Body(Box::new(taken)),
        Err(why) => Converted::Refused(why),
    }
}

impl Taken {
    fn fill(&mut self, row: &ForeignRow, owner: Option<&str>) -> Result<(), String> {
        let task = &row.task;
        self.enabled = task["enabled"].as_bool().unwrap_or(false);
        for field in ["name", "task"] {
            self.put(field, text(task, field).ok_or_else(|| format!("it has no {field}"))?);
        }
        // Absent would leave as it is what an earlier run took; so everything is said.
        self.put("description", text(task, "description").filter(|d| !d.is_empty()));
        self.put("start_at", time_of(task, "start_time")?);
        self.put("expires", time_of(task, "expires")?);
        self.put("queue", text(task, "queue").unwrap_or(DEFAULT_QUEUE));
        self.when(row)?;
        self.once(row);
        self.arguments(row, owner)?;
        self.priority(task);
        self.expire_seconds(task);
        self.untaken(task);
        Ok(())
    }

    fn put(&mut self, field: &str, value: impl Into<Value>) {
        self.body.insert(field.to_owned(), value.into());
    }

    /// The cadence. Of several Celery takes the first, and so do we.
    fn when(&mut self, row: &ForeignRow) -> Result<(), String> {
        let kinds =
            [("interval", &row.interval), ("crontab", &row.crontab), ("solar", &row.solar), ("clocked", &row.clocked)];
        let mut found = kinds.iter().filter_map(|(kind, schedule)| Some((*kind, schedule.as_ref()?)));
        let Some((kind, schedule)) = found.next() else {
            return Err("it has no schedule, or one that was removed".to_owned());
        };
        if let Some((other, _)) = found.next() {
            self.remarks.push(format!("it also has the schedule `{other}`, which Celery does not look at"));
        }
        self.put("schedule_type", kind);
        let value = match kind {
            "interval" => interval(schedule)?,
            "crontab" => self.crontab(schedule)?,
            "solar" => json!({
                "event": schedule["event"], "latitude": schedule["latitude"], "longitude": schedule["longitude"],
            }),
            _ => json!({"at": time_of(schedule, "clocked_time")?.ok_or("its clocked schedule has no time")?}),
        };
        self.put(kind, value);
        Ok(())
    }

    fn crontab(&mut self, schedule: &Value) -> Result<Value, String> {
        let zone = text(schedule, "timezone").ok_or("its crontab has no time zone")?;
        self.put("timezone", zone);
        let mut fields = Map::new();
        for field in [MINUTE, HOUR, DAY_OF_MONTH, MONTH_OF_YEAR, DAY_OF_WEEK] {
            let theirs = text(schedule, field.name).ok_or_else(|| format!("its crontab has no {}", field.name))?;
            fields.insert(field.name.to_owned(), self.field(field, theirs)?.into());
        }
        // Celery wants both day fields to match, a crontab here either, unless it says so.
        let both = [DAY_OF_MONTH, DAY_OF_WEEK].iter().all(|field| fields[field.name] != "*");
        if both && let Value::String(weekdays) = &mut fields[DAY_OF_WEEK.name] {
            weekdays.insert(0, '+');
            self.remarks.push(format!("day_of_week is written `{weekdays}`: both day fields must match, as in Celery"));
        }
        Ok(Value::Object(fields))
    }

    fn field(&mut self, field: Field, theirs: &str) -> Result<String, String> {
        let ours = field.translate(theirs)?;
        if ours != theirs {
            self.remarks.push(format!("{} `{theirs}` is written `{ours}`", field.name));
        }
        Ok(ours)
    }

    fn once(&mut self, row: &ForeignRow) {
        // A clocked one is over after its instant, here without saying so.
        let once = row.task["one_off"].as_bool().unwrap_or(false) && self.body["schedule_type"] != "clocked";
        self.put("one_off", once);
        if once && Past::of(row).runs > 0 {
            self.doubt = Some("it is to run once and has run".to_owned());
        }
    }

    fn arguments(&mut self, row: &ForeignRow, owner: Option<&str>) -> Result<(), String> {
        match parsed(&row.task, "args")? {
            Value::Null => {}
            Value::Array(args) if args.is_empty() => {}
            args => return Err(format!("it has positional arguments, {args}: tasks take named ones")),
        }
        let mut kwargs = match parsed(&row.task, "kwargs")? {
            Value::Null => Map::new(),
            Value::Object(kwargs) => kwargs,
            other => return Err(format!("its kwargs are {other}, which is no object")),
        };
        let named = match kwargs.remove("username") {
            None | Some(Value::Null) => None,
            Some(Value::String(name)) => Some(name),
            Some(other) => return Err(format!("the username in its kwargs is {other}, which is no name")),
        };
        if let (Some(named), Some(recorded)) = (&named, &row.owner)
            && !named.eq_ignore_ascii_case(recorded)
        {
            self.doubt = Some(format!(
                "kwargs.username says `{named}` and scheduled_task_owners `{recorded}`; `{named}` became the owner"
            ));
        }
        let owner = named.as_deref().or(row.owner.as_deref()).or(owner);
        self.put("owner_username", owner.ok_or("it names no owner: say with --owner whose such schedules are to be")?);
        self.put("kwargs", kwargs);
        Ok(())
    }

    /// As Redis reads it, which has 0 first. Celery's numbers are 0-9 there, and up to 255 in the tables.
    fn priority(&mut self, task: &Value) {
        let number = task["priority"].as_i64();
        let word = match number {
            None | Some(3..=5) => "normal",
            Some(..=2) => "high",
            Some(_) => "low",
        };
        self.put("priority", word);
        if let Some(number) = number {
            self.remarks.push(format!("priority {number} is `{word}` (read as on Redis: 0 is first)"));
        }
    }

    /// In Celery how long a message is good for, counted from its due time.
    fn expire_seconds(&mut self, task: &Value) {
        let seconds = task["expire_seconds"].as_i64();
        let age = seconds.filter(|s| (1..=i64::from(OLDEST_CATCH_UP_SECONDS)).contains(s));
        self.put("catch_up_max_age_seconds", age);
        match (seconds, age) {
            (None, _) => {}
            (Some(seconds), Some(_)) => self.remarks.push(format!(
                "expire_seconds {seconds}: a due time missed by more is not made up; a job once queued does not expire"
            )),
            (Some(seconds), None) => self.remarks.push(format!(
                "expire_seconds {seconds} is not taken: it is outside 1-{OLDEST_CATCH_UP_SECONDS}; missed due times \
                 are made up for a day"
            )),
        }
    }

    fn untaken(&mut self, task: &Value) {
        for field in ["exchange", "routing_key", "headers"] {
            if let Some(value) = text(task, field).filter(|value| !["", "{}"].contains(value)) {
                self.remarks.push(format!("{field} `{value}` is not taken: it is about Celery's broker"));
            }
        }
    }
}

fn interval(schedule: &Value) -> Result<Value, String> {
    let period = text(schedule, "period").ok_or("its interval has no period")?;
    if period == "microseconds" {
        return Err(format!("it is due every {} microseconds, and a second is the shortest here", schedule["every"]));
    }
    Ok(json!({"every": schedule["every"], "period": period}))
}

fn text<'a>(row: &'a Value, column: &str) -> Option<&'a str> {
    row[column].as_str()
}

/// A column of JSON text; empty is absent, as for Celery.
fn parsed(row: &Value, column: &str) -> Result<Value, String> {
    match text(row, column).filter(|text| !text.is_empty()) {
        None => Ok(Value::Null),
        Some(text) => serde_json::from_str(text).map_err(|e| format!("its {column} are no JSON: {e}")),
    }
}

fn time_of(row: &Value, column: &str) -> Result<Option<String>, String> {
    let at = text(row, column).map(instant).transpose().map_err(|why| format!("its {column}: {why}"))?;
    Ok(at.map(|at| at.to_string()))
}

/// An instant as Postgres writes it in JSON. Without an offset it is UTC: both
/// packages make columns that have one, and elsewhere Celery takes naive times as UTC.
fn instant(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).or_else(|why| Timestamp::parse(&format!("{text}Z")).map_err(|_| why))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::celery::Package;

    /// A row of every hour, with `changes` to its task.
    fn row(changes: Value) -> ForeignRow {
        let mut task = json!({
            "name": "a", "task": "test_job", "args": "[]", "kwargs": "{\"username\": \"alice\"}", "enabled": true,
            "one_off": false, "total_run_count": 0, "last_run_at": null,
        });
        task.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        let interval = Some(json!({"every": 1, "period": "hours"}));
        ForeignRow {
            package: Package::Beat,
            id: 1,
            task,
            interval,
            crontab: None,
            solar: None,
            clocked: None,
            owner: None,
        }
    }

    fn taken(row: &ForeignRow) -> Taken {
        match convert(row, None) {
            Converted::Body(taken) => *taken,
            other => panic!("{other:?}"),
        }
    }

    fn refused(row: &ForeignRow) -> String {
        match convert(row, None) {
            Converted::Refused(why) => why,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_plain_row_says_every_field_and_remarks_nothing() {
        let taken = taken(&row(json!({})));
        assert_eq!(
            Value::Object(taken.body),
            json!({
                "name": "a", "task": "test_job", "description": null, "start_at": null, "expires": null,
                "queue": "default", "schedule_type": "interval", "interval": {"every": 1, "period": "hours"},
                "one_off": false, "owner_username": "alice", "kwargs": {}, "priority": "normal",
                "catch_up_max_age_seconds": null,
            })
        );
        assert!(taken.enabled && taken.doubt.is_none() && taken.remarks.is_empty());
    }

    #[test]
    fn the_owner_is_the_username_else_canvas_s_record_else_the_one_given() {
        let mut row = row(json!({}));
        row.owner = Some("bob".to_owned());
        let owner = |row: &ForeignRow, given| match convert(row, given) {
            Converted::Body(taken) => taken.body["owner_username"].as_str().unwrap().to_owned(),
            other => panic!("{other:?}"),
        };
        assert_eq!(owner(&row, Some("eve")), "alice");
        assert!(taken(&row).doubt.unwrap().contains("`bob`"));
        row.task["kwargs"] = "{}".into();
        assert_eq!(owner(&row, Some("eve")), "bob");
        assert_eq!(taken(&row).doubt, None);
        row.owner = None;
        assert_eq!(owner(&row, Some("eve")), "eve");
        assert!(refused(&row).contains("--owner"));
    }

    #[test]
    fn priorities_are_those_of_redis() {
        let word = |number: Value| taken(&row(json!({"priority": number}))).body["priority"].clone();
        for (number, ours) in
            [(0, "high"), (2, "high"), (3, "normal"), (5, "normal"), (6, "low"), (9, "low"), (255, "low")]
        {
            assert_eq!(word(number.into()), ours, "{number}");
        }
        assert_eq!(word(Value::Null), "normal");
    }

    #[test]
    fn instants_keep_their_offset_and_are_utc_without_one() {
        for at in ["2030-01-01T12:00:00+00:00", "2030-01-01T14:00:00+02:00", "2030-01-01T12:00:00"] {
            assert_eq!(taken(&row(json!({"expires": at}))).body["expires"], "2030-01-01T12:00:00Z", "{at}");
        }
        assert!(refused(&row(json!({"start_time": "infinity"}))).contains("start_time"));
    }

    #[test]
    fn a_message_s_life_becomes_the_age_up_to_which_missed_due_times_are_made_up() {
        let age = |seconds: i64| taken(&row(json!({"expire_seconds": seconds})));
        assert_eq!(age(3_600).body["catch_up_max_age_seconds"], 3_600);
        for outside in [0, 604_801] {
            assert_eq!(age(outside).body["catch_up_max_age_seconds"], Value::Null);
            assert!(age(outside).remarks[0].contains("not taken"));
        }
    }

    #[test]
    fn both_day_fields_are_joined_as_celery_joins_them() {
        let mut row = row(json!({}));
        row.interval = None;
        let weekdays = |row: &mut ForeignRow, day: &str, weekday: &str| {
            row.crontab = Some(json!({
                "minute": "0", "hour": "9", "day_of_month": day, "month_of_year": "*", "day_of_week": weekday,
                "timezone": "UTC",
            }));
            taken(row).body["crontab"]["day_of_week"].as_str().unwrap().to_owned()
        };
        assert_eq!(weekdays(&mut row, "13", "fri"), "+5");
        assert_eq!(weekdays(&mut row, "1-31", "fri"), "5");
        assert_eq!(weekdays(&mut row, "13", "0-6"), "*");
    }

    #[test]
    fn when_celery_only_looked_at_a_task_it_has_not_run() {
        let past =
            |runs: u64| Past::of(&row(json!({"total_run_count": runs, "last_run_at": "2026-01-01T00:00:00+00:00"})));
        assert_eq!(past(0).words(), "never ran");
        assert_eq!(past(2).words(), "ran 2 times, last 2026-01-01T00:00:00Z");
    }
}
