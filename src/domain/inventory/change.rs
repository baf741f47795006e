//! Many changes of one thing, folded into what remains of them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::ChangeKind;

/// Fields that changed: before and after.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldChanges(pub BTreeMap<String, (Value, Value)>);

impl FieldChanges {
    /// Reads `{"field": [before, after], …}`; what has another form is passed over.
    #[must_use]
    pub fn read(fields: &Map<String, Value>) -> Self {
        let pair = |value: &Value| match value.as_array().map(Vec::as_slice) {
            Some([before, after]) => Some((before.clone(), after.clone())),
            _ => None,
        };
        Self(fields.iter().filter_map(|(name, value)| Some((name.clone(), pair(value)?))).collect())
    }

    /// The form in which they are stored and answered.
    #[must_use]
    pub fn to_json(&self) -> Map<String, Value> {
        let pairs = self.0.iter();
        pairs.map(|(name, (before, after))| (name.clone(), Value::from(vec![before.clone(), after.clone()]))).collect()
    }

    /// Then these: the first before and the last after count, and what is as it was is no change.
    fn then(&mut self, later: Self) {
        for (name, (before, after)) in later.0 {
            self.0.entry(name).or_insert((before, Value::Null)).1 = after;
        }
        self.0.retain(|_, (before, after)| before != after);
    }
}

/// What a sync did to a thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What happened.
    pub kind: ChangeKind,
    /// Which fields, where some changed.
    pub fields: FieldChanges,
}

/// What remains of a thing's changes.
#[derive(Clone, Debug, PartialEq)]
pub struct NetChange {
    /// What happened in the end.
    pub kind: ChangeKind,
    /// How its fields differ; empty for what was not there before or is not there now.
    pub fields: FieldChanges,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    Absent,
    Present,
    Stale,
}

/// Folds the changes of one thing, oldest first.
///
/// Only the beginning and the end count: added and then changed is added; changed and changed back is nothing; gone
/// and back again is nothing but its fields; added and gone again (stale or deleted) is nothing.
#[derive(Clone, Debug, Default)]
pub struct Net {
    ends: Option<(Presence, Presence)>,
    fields: FieldChanges,
}

impl Net {
    /// Takes the next change.
    pub fn take(&mut self, step: Step) {
        let after = match step.kind {
            ChangeKind::Added | ChangeKind::Changed | ChangeKind::Returned => Presence::Present,
            ChangeKind::Stale => Presence::Stale,
            ChangeKind::Deleted => Presence::Absent,
        };
        let before = match (self.ends, step.kind) {
            (Some((before, _)), _) => before,
            (None, ChangeKind::Added) => Presence::Absent,
            (None, ChangeKind::Returned) => Presence::Stale,
            (None, _) => Presence::Present,
        };
        self.ends = Some((before, after));
        self.fields.then(step.fields);
    }

    /// What remains, if anything does.
    #[must_use]
    pub fn finish(self) -> Option<NetChange> {
        use Presence::{Absent, Present, Stale};
        let kind = match self.ends? {
            (Absent, Present) => ChangeKind::Added,
            (Absent, Absent | Stale) | (Stale, Stale) => return None,
            (Present, Present) if self.fields.0.is_empty() => return None,
            (Present, Present) => ChangeKind::Changed,
            (Stale, Present) => ChangeKind::Returned,
            (Present, Stale) => ChangeKind::Stale,
            (Present | Stale, Absent) => ChangeKind::Deleted,
        };
        let fields = match kind {
            ChangeKind::Changed | ChangeKind::Returned => self.fields,
            ChangeKind::Added | ChangeKind::Stale | ChangeKind::Deleted => FieldChanges::default(),
        };
        Some(NetChange { kind, fields })
    }
}
