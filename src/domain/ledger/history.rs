//! A schedule through all of its versions.

use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::schedule::{Fact, Schedule, Unreadable, evolve};

/// An event, with who did it and why.
#[derive(Clone, Debug)]
pub struct Told {
    /// The version it made.
    pub version: i32,
    /// From when that version owns due times.
    pub effective_at: Timestamp,
    /// Who did it.
    pub actor: String,
    /// Why.
    pub note: Option<String>,
    /// What happened.
    pub fact: Result<Fact, Unreadable>,
}

/// A version of a schedule, with who made it and why.
#[derive(Clone, Debug)]
pub struct Version {
    /// As it stood.
    pub schedule: Schedule,
    /// Who made it.
    pub actor: String,
    /// Why.
    pub note: Option<String>,
}

/// Every version of a schedule, oldest first.
#[derive(Clone, Debug, Default)]
pub struct History {
    versions: Vec<Version>,
    /// From when on this program cannot read it, and why.
    unreadable: Option<(Timestamp, Unreadable)>,
}

impl History {
    /// Folds a schedule's events, oldest first, as far as this program can read them.
    #[must_use]
    pub fn fold(id: Uuid, events: impl IntoIterator<Item = Told>) -> Self {
        let mut history = Self::default();
        for event in events {
            let before = history.versions.last().map(|version| version.schedule.clone());
            let next = event.fact.and_then(|fact| evolve(before, id, event.version, event.effective_at, &fact));
            match next {
                Ok(schedule) => {
                    history.versions.push(Version { schedule, actor: event.actor, note: event.note });
                }
                Err(reason) => {
                    history.unreadable = Some((event.effective_at, reason));
                    break;
                }
            }
        }
        history
    }

    /// The first version: none where there never was such a schedule.
    #[must_use]
    pub fn first(&self) -> Option<&Version> {
        self.versions.first()
    }

    /// As it stands.
    #[must_use]
    pub fn newest(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// The schedule as it stood in version `version`.
    #[must_use]
    pub fn version(&self, version: i32) -> Option<&Schedule> {
        let index = self.versions.binary_search_by_key(&version, |v| v.schedule.version).ok()?;
        self.versions.get(index).map(|v| &v.schedule)
    }

    /// Why this program cannot say what was in force at `at`, if it cannot.
    pub(super) fn unreadable_at(&self, at: Timestamp) -> Option<&Unreadable> {
        self.unreadable.as_ref().filter(|(from, _)| *from < at).map(|(_, reason)| reason)
    }

    /// The version that owns a due time at `at`: the last one that began before it.
    pub(super) fn in_force(&self, at: Timestamp) -> Option<&Version> {
        self.versions
            .partition_point(|v| v.schedule.effective_at < at)
            .checked_sub(1)
            .and_then(|i| self.versions.get(i))
    }

    /// The version after `version`.
    pub(super) fn after(&self, version: &Version) -> Option<&Version> {
        self.versions.iter().find(|v| v.schedule.version == version.schedule.version + 1)
    }

    /// The version that made what is true of `version` true: the first of those without a
    /// break up to it for which `same` holds.
    pub(super) fn since<'a>(&'a self, version: &'a Version, same: impl Fn(&Schedule) -> bool) -> &'a Version {
        let up_to = self.versions.partition_point(|v| v.schedule.version <= version.schedule.version);
        let run = self.versions.iter().take(up_to).rev().take_while(|v| same(&v.schedule));
        run.last().unwrap_or(version)
    }
}
