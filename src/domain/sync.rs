//! What a sync finds out: which things came, which changed, and whether too many are missing to believe it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::job::spelled;

/// What a sync reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nautobot's devices.
    Device,
    /// CheckMK's hosts.
    Host,
}
spelled!(Kind, "kind of thing in the inventory", { Device => "device", Host => "host" });

impl Kind {
    /// Several of them, in words.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Device => "devices",
            Self::Host => "hosts",
        }
    }
}

/// What a sync did to one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It was seen for the first time.
    Added,
    /// It is described otherwise than before.
    Changed,
    /// It had been stale and is back.
    Returned,
    /// It is no longer there, and what was known of it stays.
    Stale,
    /// It is no longer there, and was removed here too.
    Deleted,
}
spelled!(Change, "change", {
    Added => "added", Changed => "changed", Returned => "returned", Stale => "stale", Deleted => "deleted",
});

/// What became of one thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changed {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub name: Option<String>,
    /// What happened.
    pub change: Change,
    /// For one that changed: each field with what it was and what it is.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub fields: Map<String, Value>,
}

/// How many things a sync found in which state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Different ones that came.
    pub fetched: u64,
    /// Of these, seen for the first time.
    pub added: u64,
    /// Of these, described otherwise than before.
    pub changed: u64,
    /// Of these, back after having been stale.
    pub returned: u64,
    /// Of these, as they were.
    pub unchanged: u64,
    /// No longer there: marked stale, or deleted.
    pub removed: u64,
    /// No longer among what was asked for, but still there.
    pub left_filter: u64,
    /// How many changed in which field.
    pub changed_fields: BTreeMap<String, u64>,
}

impl Counts {
    /// Counts `fetched` things that came, of which `changes` are not as they were.
    pub fn came(&mut self, fetched: u64, changes: &[Changed]) {
        self.fetched += fetched;
        self.unchanged += fetched.saturating_sub(changes.len() as u64);
        for changed in changes {
            match changed.change {
                Change::Added => self.added += 1,
                Change::Changed => self.changed += 1,
                Change::Returned => self.returned += 1,
                Change::Stale | Change::Deleted => {}
            }
            for field in changed.fields.keys() {
                *self.changed_fields.entry(field.clone()).or_default() += 1;
            }
        }
    }
}

/// Whether `missing` of `known` are more than `percent` allows. A share, so one of few may be too many.
#[must_use]
pub fn too_many_missing(missing: u64, known: u64, percent: u8) -> bool {
    missing > 0 && u128::from(missing) * 100 > u128::from(known) * u128::from(percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_that_may_be_missing_is_inclusive() {
        for (missing, known, percent, too_many) in [
            (0, 0, 0, false),
            (1, 5, 20, false),
            (2, 5, 20, true),
            (1, 4, 20, true),
            (10, 10, 100, false),
            (1, 1_000, 0, true),
            (3, 0, 20, true),
            (u64::MAX, u64::MAX, 100, false),
        ] {
            assert_eq!(too_many_missing(missing, known, percent), too_many, "{missing} of {known} at {percent} %");
        }
    }

    #[test]
    fn what_came_is_counted_once() {
        let changed = |change, fields: &[&str]| Changed {
            id: Uuid::nil(),
            name: None,
            change,
            fields: fields.iter().map(|field| ((*field).to_owned(), Value::Null)).collect(),
        };
        let mut counts = Counts::default();
        counts.came(5, &[changed(Change::Added, &[]), changed(Change::Changed, &["status", "role"])]);
        counts.came(2, &[changed(Change::Returned, &["status"])]);
        let fields = [("role".to_owned(), 1), ("status".to_owned(), 2)].into();
        let expected = Counts {
            fetched: 7,
            added: 1,
            changed: 1,
            returned: 1,
            unchanged: 4,
            changed_fields: fields,
            ..Counts::default()
        };
        assert_eq!(counts, expected);
    }
}
