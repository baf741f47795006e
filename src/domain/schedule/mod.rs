//! What a schedule is: a fold of its events.

mod definition;
mod fact;
mod managed;
mod policy;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

pub use self::definition::{Clocked, DEFAULT_QUEUE, Definition, Kwargs, When, differences};
pub use self::fact::{FORMAT, Fact, Unreadable};
pub use self::managed::Managed;
pub use self::policy::{CatchUp, Overlap};
use super::Timestamp;
use super::job::spelled;

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
    /// The version from which on its jobs are counted against `one_off` and
    /// `max_runs`: when it was last created, enabled or restored, or its `max_runs` changed.
    pub cycle: i32,
    /// What a person decided.
    pub definition: Definition,
}

impl Schedule {
    /// The first due time after `after`; none while it makes no jobs.
    #[must_use]
    pub fn next_due(&self, after: Timestamp) -> Option<Timestamp> {
        if self.phase == Phase::Enabled { self.definition.next_due(after) } else { None }
    }

    /// Whether it is not as the file says that manages it.
    #[must_use]
    pub fn has_drifted(&self) -> bool {
        let managed = self.definition.managed.as_deref();
        managed.is_some_and(|managed| managed.has_drifted(&self.definition, self.phase))
    }

    /// Whether it is switched on but off until its `snooze_until`.
    #[must_use]
    pub fn is_snoozed(&self, now: Timestamp) -> bool {
        self.phase == Phase::Enabled && self.definition.snooze_until.is_some_and(|until| now < until)
    }
}

/// The state after one more fact.
///
/// # Errors
/// When the fact does not fit the state: a first event that is no `created`, or
/// changes that do not make a definition this version can read.
pub fn evolve(
    mut before: Option<Schedule>,
    id: Uuid,
    version: i32,
    effective_at: Timestamp,
    fact: &Fact,
) -> Result<Schedule, Unreadable> {
    advance(&mut before, id, version, effective_at, fact)
}

/// The same out of the hands of whoever folds: a state that the fact does not fit is left in `before`.
pub(super) fn advance(
    before: &mut Option<Schedule>,
    id: Uuid,
    version: i32,
    effective_at: Timestamp,
    fact: &Fact,
) -> Result<Schedule, Unreadable> {
    let on = |enabled: bool| if enabled { Phase::Enabled } else { Phase::Disabled };
    if let Fact::Created { definition, enabled } = fact {
        let definition = definition.as_ref().clone();
        return Ok(Schedule { id, version, effective_at, phase: on(*enabled), cycle: version, definition });
    }
    // All that may not fit, before the state is taken.
    let patched = match (&*before, fact) {
        (Some(s), Fact::Updated { changes, .. }) => Some(patched(&s.definition, changes)?),
        _ => None,
    };
    let s = before.take().ok_or_else(|| Unreadable(format!("a `{}` event before any `created`", fact.kind())))?;
    let s = Schedule { id, version, effective_at, ..s };
    Ok(match fact {
        Fact::Created { .. } => s,
        Fact::Updated { enabled, .. } => {
            let max_runs = s.definition.max_runs;
            let definition = patched.unwrap_or(s.definition);
            let counts_anew = *enabled == Some(true) || definition.max_runs != max_runs;
            let cycle = if counts_anew { version } else { s.cycle };
            Schedule { definition, phase: enabled.map_or(s.phase, on), cycle, ..s }
        }
        Fact::Enabled => Schedule { phase: Phase::Enabled, cycle: version, ..s },
        Fact::Disabled => Schedule { phase: Phase::Disabled, ..s },
        Fact::Expired => Schedule { phase: Phase::Expired, ..s },
        Fact::Completed => Schedule { phase: Phase::Completed, ..s },
        Fact::Deleted => Schedule { phase: Phase::Deleted, ..s },
        Fact::Restored { name, owner, enabled } => {
            let name = name.clone().unwrap_or(s.definition.name);
            let definition = Definition { name, owner: owner.unwrap_or(s.definition.owner), ..s.definition };
            Schedule { definition, phase: on(*enabled), cycle: version, ..s }
        }
    })
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
