//! What a schedule is: a fold of its events.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::Timestamp;
use super::cadence::{Cadence, Crontab, Dst, Interval, Zone};
use super::job::{Priority, spelled};
use super::task::Limits;

/// What the newest format of stored events means. Raised when the meaning of
/// event data changes; a reader that meets a higher one shows the schedule as
/// unreadable instead of guessing.
pub const FORMAT: i16 = 1;

/// Whether a schedule makes jobs, and if not, why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// It makes jobs.
    Enabled,
    /// Somebody switched it off.
    Disabled,
    /// Its `expires` has passed.
    Expired,
    /// It has made the jobs it was to make.
    Completed,
    /// It is gone; its history stays.
    Deleted,
}
spelled!(Phase, "schedule state", {
    Enabled => "enabled", Disabled => "disabled", Expired => "expired", Completed => "completed", Deleted => "deleted",
});

/// What to do at a due time while an earlier job of the schedule has not ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overlap {
    /// Skip the due time.
    #[default]
    Skip,
    /// Run both.
    Allow,
}
spelled!(Overlap, "overlap policy", { Skip => "skip", Allow => "allow" });

/// What becomes of due times that nobody acted on in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CatchUp {
    /// One job, for the newest missed due time.
    #[default]
    Latest,
    /// Every one, oldest first.
    All,
    /// None.
    None,
}
spelled!(CatchUp, "catch-up policy", { Latest => "latest", All => "all", None => "none" });

impl CatchUp {
    /// How old a missed due time may be, unless the schedule says otherwise, in seconds.
    #[must_use]
    pub const fn default_max_age_seconds(self) -> u32 {
        match self {
            Self::Latest | Self::None => 24 * 3600,
            Self::All => 3600,
        }
    }
}

/// When a schedule is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "schedule_type", rename_all = "snake_case")]
pub enum When {
    /// Every so often, in exact time.
    Interval {
        /// How often.
        interval: Interval,
    },
    /// By the wall clock of the schedule's zone.
    Crontab {
        /// The five fields.
        crontab: Crontab,
    },
}

/// The named arguments of a task: a JSON object, kept as its canonical text
/// (keys sorted) because beat holds a hundred thousand of them and reads none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kwargs(Box<str>);

impl Kwargs {
    /// No arguments.
    #[must_use]
    pub fn empty() -> Self {
        Self("{}".into())
    }

    /// The object itself.
    #[must_use]
    pub fn to_map(&self) -> Map<String, Value> {
        serde_json::from_str(&self.0).unwrap_or_default()
    }

    /// Its canonical JSON text.
    #[must_use]
    pub fn as_json(&self) -> &str {
        &self.0
    }
}

impl From<&Map<String, Value>> for Kwargs {
    fn from(map: &Map<String, Value>) -> Self {
        // Sorted by key whatever order the map keeps, so that equal objects are equal texts.
        let sorted: BTreeMap<_, _> = map.iter().collect();
        Self(serde_json::to_string(&sorted).unwrap_or_else(|_| "{}".to_owned()).into())
    }
}

impl Serialize for Kwargs {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_map().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Kwargs {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Map::deserialize(deserializer).map(|map| Self::from(&map))
    }
}

/// Everything a person decides about a schedule, but whether it is switched on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// Unique among live schedules; 1-200 characters.
    pub name: Box<str>,
    /// For people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Box<str>>,
    /// The short name of the task it runs.
    pub task: Arc<str>,
    /// The task's arguments.
    pub kwargs: Kwargs,
    /// Its cadence.
    #[serde(flatten)]
    pub when: When,
    /// The zone whose wall clock governs a crontab.
    pub timezone: Zone,
    /// No due time before it; the anchor of an interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_at: Option<Timestamp>,
    /// No due time at or after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Timestamp>,
    /// Completed by its first job.
    #[serde(default)]
    pub one_off: bool,
    /// What to do while an earlier job has not ended.
    #[serde(default)]
    pub overlap: Overlap,
    /// What becomes of missed due times.
    #[serde(default)]
    pub catch_up: CatchUp,
    /// How old a missed due time may be, in seconds; `None`: the policy's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catch_up_max_age_seconds: Option<u32>,
    /// How long an attempt may run, in seconds; `None`: the task's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout_seconds: Option<u32>,
    /// How many attempts may fail before the job does; `None`: the task's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_attempts: Option<u8>,
    /// The first pause between attempts, in seconds; `None`: the house default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_backoff_seconds: Option<u32>,
    /// The queue its jobs go to.
    pub queue: Arc<str>,
    /// Their rank in it.
    #[serde(default)]
    pub priority: Priority,
    /// Whose it is, and with whose credentials its jobs act.
    pub owner: Uuid,
}

impl Definition {
    /// How old a missed due time may be and still be made up for, in seconds.
    #[must_use]
    pub fn max_age_seconds(&self) -> u32 {
        self.catch_up_max_age_seconds.unwrap_or(self.catch_up.default_max_age_seconds())
    }

    /// The bounds of its jobs' attempts; where it says nothing, the task's.
    #[must_use]
    pub fn limits(&self, task: Limits) -> Limits {
        Limits {
            timeout_seconds: self.timeout_seconds.unwrap_or(task.timeout_seconds),
            max_attempts: self.max_attempts.unwrap_or(task.max_attempts),
            retry_backoff_seconds: self.retry_backoff_seconds.unwrap_or(task.retry_backoff_seconds),
            retry_on_crash: task.retry_on_crash,
        }
    }

    /// The first due time after `after`, within `start_at` and `expires`.
    #[must_use]
    pub fn next_due(&self, after: Timestamp) -> Option<Timestamp> {
        self.cadence().next_after(self.start_at, after).filter(|due| self.expires.is_none_or(|end| *due < end))
    }

    /// Its cadence as the arithmetic wants it.
    #[must_use]
    pub fn cadence(&self) -> Cadence {
        match &self.when {
            When::Interval { interval } => Cadence::Interval(*interval),
            When::Crontab { crontab } => {
                let dst = Dst::default();
                Cadence::Crontab { crontab: crontab.clone(), zone: self.timezone.clone(), dst }
            }
        }
    }

    fn to_fields(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(fields)) => fields,
            // A struct of plain values serialises to an object, always.
            _ => Map::new(),
        }
    }
}

/// The fields in which two definitions differ, with the value each has *after*;
/// `null` where it has none. What an `updated` event keeps.
#[must_use]
pub fn differences(before: &Definition, after: &Definition) -> Map<String, Value> {
    let (old, new) = (before.to_fields(), after.to_fields());
    let mut changes = Map::new();
    for (field, value) in &new {
        if old.get(field) != Some(value) {
            changes.insert(field.clone(), value.clone());
        }
    }
    for field in old.keys().filter(|field| !new.contains_key(*field)) {
        changes.insert(field.clone(), Value::Null);
    }
    changes
}

/// What happened to a schedule: one immutable fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// It came into being.
    Created {
        /// As it was at first.
        definition: Box<Definition>,
        /// Whether it was switched on.
        enabled: bool,
    },
    /// Fields changed; see [`differences`].
    Updated {
        /// The changed fields, with their new values.
        changes: Map<String, Value>,
        /// Where the same write also switched it on or off.
        enabled: Option<bool>,
    },
    /// It was switched on.
    Enabled,
    /// It was switched off.
    Disabled,
    /// Its `expires` passed.
    Expired,
    /// It made its last job.
    Completed,
    /// It was removed.
    Deleted,
}

#[derive(Serialize, Deserialize)]
struct CreatedData {
    definition: Box<Definition>,
    enabled: bool,
}

#[derive(Serialize, Deserialize)]
struct UpdatedData {
    changes: Map<String, Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
}

/// Why a stored event or row cannot be read by this version of the program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

impl Fact {
    /// The word for its kind, as stored and shown.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Created { .. } => "created",
            Self::Updated { .. } => "updated",
            Self::Enabled => "enabled",
            Self::Disabled => "disabled",
            Self::Expired => "expired",
            Self::Completed => "completed",
            Self::Deleted => "deleted",
        }
    }

    /// Its data, as stored.
    #[must_use]
    pub fn data(&self) -> Value {
        let data = match self {
            Self::Created { definition, enabled } => {
                serde_json::to_value(CreatedData { definition: definition.clone(), enabled: *enabled })
            }
            Self::Updated { changes, enabled } => {
                serde_json::to_value(UpdatedData { changes: changes.clone(), enabled: *enabled })
            }
            _ => Ok(Value::Object(Map::new())),
        };
        data.unwrap_or_default()
    }

    /// Reads a stored event.
    ///
    /// # Errors
    /// When its format, kind or data is not one this version knows.
    pub fn read(kind: &str, format: i16, data: Value) -> Result<Self, Unreadable> {
        if format > FORMAT {
            return Err(Unreadable(format!(
                "a `{kind}` event of format {format}, written by a newer version; this one reads up to {FORMAT}"
            )));
        }
        let wrong = |e: serde_json::Error| Unreadable(format!("a `{kind}` event whose data does not fit: {e}"));
        Ok(match kind {
            "created" => {
                let CreatedData { definition, enabled } = serde_json::from_value(data).map_err(wrong)?;
                Self::Created { definition, enabled }
            }
            "updated" => {
                let UpdatedData { changes, enabled } = serde_json::from_value(data).map_err(wrong)?;
                Self::Updated { changes, enabled }
            }
            "enabled" => Self::Enabled,
            "disabled" => Self::Disabled,
            "expired" => Self::Expired,
            "completed" => Self::Completed,
            "deleted" => Self::Deleted,
            other => return Err(Unreadable(format!("an event of unknown kind `{other}`"))),
        })
    }
}

/// A schedule as it stands after some version's event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Its id, for life.
    pub id: Uuid,
    /// The version of its newest event, from 1.
    pub version: i32,
    /// From when this version owns due times.
    pub effective_at: Timestamp,
    /// Whether it makes jobs.
    pub phase: Phase,
    /// What a person decided.
    pub definition: Definition,
}

impl Schedule {
    /// The first due time after `after`; none while it makes no jobs.
    #[must_use]
    pub fn next_due(&self, after: Timestamp) -> Option<Timestamp> {
        if self.phase == Phase::Enabled { self.definition.next_due(after) } else { None }
    }
}

/// The state after one more fact.
///
/// # Errors
/// When the fact does not fit the state: a first event that is no `created`, or
/// changes that do not make a definition this version can read.
pub fn evolve(
    before: Option<Schedule>,
    id: Uuid,
    version: i32,
    effective_at: Timestamp,
    fact: &Fact,
) -> Result<Schedule, Unreadable> {
    let (definition, phase) = match (before, fact) {
        (_, Fact::Created { definition, enabled }) => {
            (definition.as_ref().clone(), if *enabled { Phase::Enabled } else { Phase::Disabled })
        }
        (None, other) => return Err(Unreadable(format!("a `{}` event before any `created`", other.kind()))),
        (Some(s), Fact::Updated { changes, enabled }) => {
            let phase = match enabled {
                Some(true) => Phase::Enabled,
                Some(false) => Phase::Disabled,
                None => s.phase,
            };
            (patched(&s.definition, changes)?, phase)
        }
        (Some(s), Fact::Enabled) => (s.definition, Phase::Enabled),
        (Some(s), Fact::Disabled) => (s.definition, Phase::Disabled),
        (Some(s), Fact::Expired) => (s.definition, Phase::Expired),
        (Some(s), Fact::Completed) => (s.definition, Phase::Completed),
        (Some(s), Fact::Deleted) => (s.definition, Phase::Deleted),
    };
    Ok(Schedule { id, version, effective_at, phase, definition })
}

fn patched(definition: &Definition, changes: &Map<String, Value>) -> Result<Definition, Unreadable> {
    let mut fields = definition.to_fields();
    for (field, value) in changes {
        if value.is_null() {
            fields.remove(field);
        } else {
            fields.insert(field.clone(), value.clone());
        }
    }
    serde_json::from_value(Value::Object(fields))
        .map_err(|e| Unreadable(format!("an `updated` event whose changes do not fit: {e}")))
}
