//! Everything a person decides about a schedule.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::fact::format_of;
use super::{CatchUp, Managed, Overlap};
use crate::domain::Timestamp;
use crate::domain::cadence::{Cadence, Crontab, Dst, DstGap, DstOverlap, Interval, Solar, Zone};
use crate::domain::job::Priority;
use crate::domain::task::Limits;
use crate::domain::timestamp::INSTANT;

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
        /// Its fields.
        crontab: Crontab,
    },
    /// Once.
    Clocked {
        /// When.
        clocked: Clocked,
    },
    /// By the sun over a place.
    Solar {
        /// Which of its events, and where.
        solar: Solar,
    },
    /// Only when somebody triggers it.
    Manual,
}

/// One instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocked {
    /// The only due time.
    pub at: Timestamp,
}

impl When {
    /// As the arithmetic wants it; a crontab by the wall clock of `zone`.
    #[must_use]
    pub fn cadence(&self, zone: &Zone, dst: Dst) -> Cadence {
        match self {
            Self::Interval { interval } => Cadence::Interval(*interval),
            Self::Crontab { crontab } => Cadence::Crontab { crontab: crontab.clone(), zone: zone.clone(), dst },
            Self::Clocked { clocked } => Cadence::Clocked(clocked.at),
            Self::Solar { solar } => Cadence::Solar(*solar),
            Self::Manual => Cadence::Manual,
        }
    }
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
    /// Completed by its next job from a due time.
    #[serde(default)]
    pub one_off: bool,
    /// Completed when it has made so many jobs from due times; see [`super::Schedule::cycle`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_runs: Option<u32>,
    /// No due time before it, whatever the anchor: off until then, back by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snooze_until: Option<Timestamp>,
    /// How much later than its due time a job may start, in seconds; by a hash, so repeatable.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub jitter_seconds: u16,
    /// What becomes of a local time that a clock change leaves out; `None`: by the hour field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dst_gap: Option<DstGap>,
    /// What becomes of a local time that a clock change repeats; `None`: by the hour field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dst_overlap: Option<DstOverlap>,
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
    /// A job of which some items failed counts as failed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fail_on_partial: bool,
    /// Whether its failures and missed runs are told to the webhook.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub notify: bool,
    /// What it is found by, sorted, each once.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub tags: Box<[Box<str>]>,
    /// Whose it is, and with whose credentials its jobs act.
    pub owner: Uuid,
    /// The file that says what it is; `None`: people do, by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub managed: Option<Box<Managed>>,
}

fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_true(flag: &bool) -> bool {
    *flag
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &u16) -> bool {
    *number == 0
}

/// The queue of a schedule that names none.
pub const DEFAULT_QUEUE: &str = "default";

impl Definition {
    /// A schedule of which nothing is said but its name, its work, its cadence
    /// and whose it is; the rest are the defaults.
    #[must_use]
    pub fn plain(name: &str, task: &str, when: When, timezone: Zone, owner: Uuid) -> Self {
        Self {
            name: name.into(),
            description: None,
            task: task.into(),
            kwargs: Kwargs::empty(),
            when,
            timezone,
            start_at: None,
            expires: None,
            one_off: false,
            max_runs: None,
            snooze_until: None,
            jitter_seconds: 0,
            dst_gap: None,
            dst_overlap: None,
            overlap: Overlap::default(),
            catch_up: CatchUp::default(),
            catch_up_max_age_seconds: None,
            timeout_seconds: None,
            max_attempts: None,
            retry_backoff_seconds: None,
            queue: DEFAULT_QUEUE.into(),
            priority: Priority::default(),
            fail_on_partial: false,
            notify: true,
            tags: Box::default(),
            owner,
            managed: None,
        }
    }

    /// The format that it is stored in.
    #[must_use]
    pub fn format(&self) -> i16 {
        format_of(self.managed.is_some())
    }

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

    /// The first due time after `after`, within `start_at` and `expires`, and not before a snooze has ended.
    #[must_use]
    pub fn next_due(&self, after: Timestamp) -> Option<Timestamp> {
        let due = self.cadence().next_after(self.start_at, self.awake_after(after))?;
        Some(due).filter(|due| self.expires.is_none_or(|end| *due < end))
    }

    /// `after`, or the last instant of the snooze where that is later.
    #[must_use]
    pub fn awake_after(&self, after: Timestamp) -> Timestamp {
        self.snooze_until.map_or(after, |until| after.max(until.minus(INSTANT)))
    }

    /// How many jobs from due times complete it; `None`: it goes on.
    #[must_use]
    pub fn run_limit(&self) -> Option<u32> {
        if self.one_off { Some(1) } else { self.max_runs }
    }

    /// Its cadence as the arithmetic wants it.
    #[must_use]
    pub fn cadence(&self) -> Cadence {
        self.when.cadence(&self.timezone, Dst { gap: self.dst_gap, overlap: self.dst_overlap })
    }

    /// As the fields that events keep.
    pub(super) fn to_fields(&self) -> Map<String, Value> {
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
