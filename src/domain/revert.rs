//! The way back: to the whole of an earlier version, or behind one event while
//! what later ones changed in other fields stays.
//!
//! A revert is an edit like any other, a new event, so it can be reverted itself.

use std::collections::BTreeMap;

use serde_json::Value;
use uuid::Uuid;

use super::Timestamp;
use super::decide::Command;
use super::history::{Difference, ENABLED, Fold, MANAGED, Moment, compare};
use super::schedule::{Definition, Fact, Phase, Unreadable};

/// What a person wants back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The whole state after this version's event.
    ToVersion(i32),
    /// The values that this version's event replaced.
    Undo(i32),
}

impl Wish {
    /// The version it names.
    #[must_use]
    pub const fn version(self) -> i32 {
        match self {
            Self::ToVersion(version) | Self::Undo(version) => version,
        }
    }
}

/// Why there is no way back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoWayBack {
    /// The history has no such version.
    #[error("there is no version {0}")]
    NoSuchVersion(i32),
    /// There was nothing in that version.
    #[error("in version {0} the schedule was deleted; name the version before it")]
    WasDeleted(i32),
    /// Undoing it would be deleting.
    #[error("version {version} is `{kind}`: to undo that, delete the schedule")]
    Birth {
        /// The version named.
        version: i32,
        /// Its event.
        kind: &'static str,
    },
    /// Later events have changed the same fields.
    #[error("version {version} cannot be undone alone: {}", conflict(.fields, .versions))]
    Conflict {
        /// The version named.
        version: i32,
        /// The fields that it and later ones changed.
        fields: Vec<String>,
        /// Those later versions.
        versions: Vec<i32>,
    },
}

fn conflict(fields: &[String], versions: &[i32]) -> String {
    let versions: Vec<String> = versions.iter().map(|version| format!("v{version}")).collect();
    let versions = versions.join(", ");
    if fields.is_empty() {
        return format!("the schedule was brought back since ({versions})");
    }
    format!("{} changed again in {versions}; undo those first, or go back to a whole version", fields.join(", "))
}

/// What undoing one event needs to know of it.
#[derive(Clone, Debug)]
struct Undone {
    kind: &'static str,
    differences: Vec<Difference>,
}

/// Looks for the way back while the history goes by.
#[derive(Clone, Debug)]
pub struct Search {
    wish: Wish,
    fold: Fold,
    target: Option<Moment>,
    undone: Option<Undone>,
    /// Which later versions touched which field.
    later: BTreeMap<String, Vec<i32>>,
    restored: Vec<i32>,
}

impl Search {
    /// A search that has seen nothing yet.
    #[must_use]
    pub fn new(wish: Wish) -> Self {
        let (target, undone) = (None, None);
        Self { wish, fold: Fold::default(), target, undone, later: BTreeMap::new(), restored: Vec::new() }
    }

    /// Takes in the next event.
    ///
    /// # Errors
    /// When it does not fit the state.
    pub fn add(&mut self, id: Uuid, version: i32, effective_at: Timestamp, fact: &Fact) -> Result<(), Unreadable> {
        let named = version == self.wish.version();
        let before = self.fold.newest().filter(|_| named).cloned();
        let was_enabled = self.fold.newest().is_some_and(|moment| moment.enabled);
        let after = self.fold.add(id, version, effective_at, fact)?;
        let switched = after.enabled != was_enabled;
        match self.wish {
            Wish::ToVersion(_) if named => self.target = Some(after.clone()),
            Wish::Undo(_) if named => {
                let differences = compare(before.as_ref(), after);
                self.undone = Some(Undone { kind: fact.kind(), differences });
            }
            Wish::Undo(_) if self.undone.is_some() => self.touched(version, fact, switched),
            _ => {}
        }
        Ok(())
    }

    fn touched(&mut self, version: i32, fact: &Fact, switched: bool) {
        let mut touch = |field: &str| self.later.entry(field.to_owned()).or_default().push(version);
        if switched {
            touch(ENABLED);
        }
        match fact {
            Fact::Updated { changes, .. } => changes.keys().for_each(|field| touch(field)),
            Fact::Restored { name, .. } => {
                if name.is_some() {
                    touch("name");
                }
                self.restored.push(version);
            }
            _ => {}
        }
    }

    /// The state after all events so far.
    #[must_use]
    pub fn newest(&self) -> Option<&Moment> {
        self.fold.newest()
    }

    /// The command that leads back from the state after all events so far.
    ///
    /// # Errors
    /// When there is no way back.
    pub fn command(&self) -> Result<Command, NoWayBack> {
        let version = self.wish.version();
        let gone = NoWayBack::NoSuchVersion(version);
        let Some(now) = self.newest() else { return Err(gone) };
        if let Wish::ToVersion(_) = self.wish {
            let target = self.target.as_ref().ok_or(gone)?;
            if target.schedule.phase == Phase::Deleted {
                return Err(NoWayBack::WasDeleted(version));
            }
            return Ok(revert(target.schedule.definition.clone(), target.enabled));
        }
        let Undone { kind, differences } = self.undone.as_ref().ok_or(gone)?;
        match *kind {
            kind @ ("created" | "restored") => return Err(NoWayBack::Birth { version, kind }),
            "deleted" if self.restored.is_empty() => {
                return Ok(Command::Restore { name: None, owner: None, enabled: now.enabled });
            }
            "deleted" => {
                let versions = self.restored.clone();
                return Err(NoWayBack::Conflict { version, fields: Vec::new(), versions });
            }
            _ => self.check(version, differences)?,
        }
        let mut fields = now.fields();
        // Which file says it is as it is now, where a later event has said that anew.
        let stays = |field: &str| field == MANAGED && self.later.contains_key(MANAGED);
        for Difference { field, before, .. } in differences.iter().filter(|difference| !stays(&difference.field)) {
            if before.is_null() {
                fields.remove(field)
            } else {
                fields.insert(field.clone(), before.clone())
            };
        }
        let enabled = fields.remove(ENABLED) == Some(Value::Bool(true));
        // The values were a definition's before, each of them, and nothing else of their kind has changed since.
        let definition = serde_json::from_value(Value::Object(fields)).map_err(|_| {
            let (fields, versions) = (differences.iter().map(|d| d.field.clone()).collect(), Vec::new());
            NoWayBack::Conflict { version, fields, versions }
        })?;
        Ok(revert(definition, enabled))
    }

    fn check(&self, version: i32, differences: &[Difference]) -> Result<(), NoWayBack> {
        let mut fields = Vec::new();
        let mut versions = Vec::new();
        for Difference { field, .. } in differences.iter().filter(|difference| difference.field != MANAGED) {
            if let Some(later) = self.later.get(field) {
                fields.push(field.clone());
                versions.extend_from_slice(later);
            }
        }
        versions.sort_unstable();
        versions.dedup();
        if fields.is_empty() { Ok(()) } else { Err(NoWayBack::Conflict { version, fields, versions }) }
    }
}

fn revert(definition: Definition, enabled: bool) -> Command {
    Command::Revert { definition: Box::new(definition), enabled: Some(enabled) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::domain::cadence::Zone;
    use crate::domain::decide::{Refusal, decide};
    use crate::domain::draft::Draft;
    use crate::domain::schedule::{Schedule, When, evolve};

    fn at(seconds: i32) -> Timestamp {
        Timestamp::from_seconds(1_800_000_000 + i64::from(seconds))
    }

    /// A schedule's events, and the state they lead to.
    #[derive(Clone)]
    struct Story {
        facts: Vec<Fact>,
        now: Schedule,
    }

    impl Story {
        fn begin() -> Self {
            let draft = read(json!({"name": "a", "task": "test_job", "interval": {"every": 10, "period": "minutes"}}));
            let command = Command::Create { id: Uuid::nil(), draft, owner: Uuid::nil(), zone: Zone::UTC };
            let fact = decide(None, &command, at(0)).unwrap().unwrap();
            let now = evolve(None, Uuid::nil(), 1, at(0), &fact).unwrap();
            Self { facts: vec![fact], now }
        }

        /// Whether the command changed anything.
        fn tell(&mut self, command: &Command) -> Result<bool, Refusal> {
            let version = self.now.version + 1;
            let Some(fact) = decide(Some(&self.now), command, at(version))? else { return Ok(false) };
            self.now = evolve(Some(self.now.clone()), Uuid::nil(), version, at(version), &fact).unwrap();
            self.facts.push(fact);
            Ok(true)
        }

        fn edit(&mut self, body: Value) -> &mut Self {
            self.tell(&Command::Edit { draft: read(body), owner: None }).unwrap();
            self
        }

        fn search(&self, wish: Wish) -> Result<Command, NoWayBack> {
            let mut search = Search::new(wish);
            for (version, fact) in (1..).zip(&self.facts) {
                search.add(Uuid::nil(), version, at(version), fact).unwrap();
            }
            search.command()
        }

        fn go(&mut self, wish: Wish) -> Result<bool, NoWayBack> {
            let command = self.search(wish)?;
            Ok(self.tell(&command).unwrap())
        }

        fn state(&self) -> (Definition, bool) {
            (self.now.definition.clone(), self.now.phase == Phase::Enabled)
        }
    }

    fn read(body: Value) -> Box<Draft> {
        Box::new(Draft::read(body.as_object().unwrap()).unwrap())
    }

    fn anchor(s: &Schedule) -> Timestamp {
        match &s.definition.when {
            When::Interval { interval } => interval.anchor(),
            other => panic!("{other:?} is no interval"),
        }
    }

    #[test]
    fn the_whole_state_comes_back_with_its_anchor_and_switch() {
        let mut story = Story::begin();
        let first = story.state();
        story.edit(json!({"interval": {"every": 5, "period": "minutes"}, "name": "b"})).edit(json!({"enabled": false}));
        assert_eq!(anchor(&story.now), at(2));
        assert_eq!(story.go(Wish::ToVersion(1)), Ok(true));
        assert_eq!((story.state(), anchor(&story.now)), (first, at(0)));
        assert_eq!(story.now.version, 4, "it is a new event");
        assert_eq!(story.go(Wish::ToVersion(1)), Ok(false), "there is nothing left to change");
    }

    #[test]
    fn one_event_is_undone_and_later_changes_of_other_fields_stay() {
        let mut story = Story::begin();
        story.edit(json!({"queue": "slow", "description": "x"})).edit(json!({"name": "b", "enabled": false}));
        story.go(Wish::Undo(2)).unwrap();
        let d = &story.now.definition;
        assert_eq!((&*d.queue, &d.description, &*d.name), ("default", &None, "b"));
        assert_eq!(story.now.phase, Phase::Disabled);
    }

    #[test]
    fn a_field_that_changed_again_is_a_conflict_that_names_it() {
        let mut story = Story::begin();
        story.edit(json!({"name": "b", "queue": "slow"})).edit(json!({"tags": ["x"]})).edit(json!({"name": "c"}));
        let expected = NoWayBack::Conflict { version: 2, fields: vec!["name".into()], versions: vec![4] };
        assert_eq!(story.search(Wish::Undo(2)).unwrap_err(), expected);
        let words = "version 2 cannot be undone alone: name changed again in v4; \
                     undo those first, or go back to a whole version";
        assert_eq!(expected.to_string(), words);
        // One kind of cadence after another is the same field, too.
        let mut story = Story::begin();
        story.edit(json!({"interval": {"every": 1, "period": "hours"}})).edit(json!({"crontab": {"minute": "5"}}));
        assert!(matches!(story.search(Wish::Undo(2)), Err(NoWayBack::Conflict { .. })));
    }

    #[test]
    fn from_one_kind_of_cadence_back_to_the_other() {
        let mut story = Story::begin();
        let first = story.state();
        story.edit(json!({"crontab": {"minute": "5"}}));
        story.go(Wish::Undo(2)).unwrap();
        assert_eq!(story.state(), first);
    }

    #[test]
    fn undoing_a_switch_flips_it() {
        let mut story = Story::begin();
        story.edit(json!({"enabled": false}));
        story.go(Wish::Undo(2)).unwrap();
        assert_eq!((story.now.phase, story.facts.last()), (Phase::Enabled, Some(&Fact::Enabled)));
        story.go(Wish::Undo(3)).unwrap();
        assert_eq!(story.now.phase, Phase::Disabled);
        let conflict = story.search(Wish::Undo(2)).unwrap_err();
        assert_eq!(conflict, NoWayBack::Conflict { version: 2, fields: vec!["enabled".into()], versions: vec![3, 4] });
    }

    #[test]
    fn undoing_a_deletion_restores_and_a_birth_cannot_be_undone() {
        let mut story = Story::begin();
        assert_eq!(story.search(Wish::Undo(1)).unwrap_err(), NoWayBack::Birth { version: 1, kind: "created" });
        story.edit(json!({"enabled": false}));
        story.tell(&Command::Delete).unwrap();
        assert_eq!(story.search(Wish::ToVersion(3)).unwrap_err(), NoWayBack::WasDeleted(3));
        story.go(Wish::Undo(3)).unwrap();
        assert_eq!(story.now.phase, Phase::Disabled, "switched off it was, and is");
        assert_eq!(story.search(Wish::Undo(4)).unwrap_err(), NoWayBack::Birth { version: 4, kind: "restored" });
        let again = story.search(Wish::Undo(3)).unwrap_err();
        assert_eq!(again.to_string(), "version 3 cannot be undone alone: the schedule was brought back since (v4)");
        assert_eq!(story.search(Wish::ToVersion(9)).unwrap_err(), NoWayBack::NoSuchVersion(9));
        assert_eq!(story.search(Wish::Undo(0)).unwrap_err(), NoWayBack::NoSuchVersion(0));
    }

    fn any_edit() -> impl Strategy<Value = Value> {
        let name = prop_oneof!["[a-c]".prop_map(|name| json!({"name": name}))];
        prop_oneof![
            name,
            any::<bool>().prop_map(|on| json!({"enabled": on})),
            (1..4_u32).prop_map(|n| json!({"interval": {"every": n, "period": "hours"}})),
            (0..60_u32).prop_map(|m| json!({"crontab": {"minute": m.to_string()}})),
            Just(json!({"schedule_type": "manual"})),
            prop::option::of("[xy]").prop_map(|text| json!({"description": text})),
            prop::option::of(1..9_u32).prop_map(|n| json!({"max_runs": n, "one_off": false})),
            (prop::collection::vec("[t-v]", 0..2), 0..99_u32)
                .prop_map(|(tags, jitter)| json!({"tags": tags, "jitter_seconds": jitter})),
            (0..9_u32).prop_map(|n| json!({"kwargs": {"duration": n}, "queue": "slow"})),
        ]
    }

    proptest! {
        #[test]
        fn a_revert_of_a_revert_gives_back_definition_and_switch(
            edits in prop::collection::vec(any_edit(), 1..8), pick in any::<prop::sample::Index>()
        ) {
            let mut story = Story::begin();
            for edit in edits {
                story.edit(edit);
            }
            let (was, version) = (story.state(), story.now.version);
            let target = 1 + i32::try_from(pick.index(story.facts.len())).unwrap();
            let moved = story.go(Wish::ToVersion(target)).unwrap();
            prop_assert_eq!(moved, target != version && story.state() != was);
            // Back by the version it was, and, where it is an event of its own, by undoing it.
            let mut other = story.clone();
            story.go(Wish::ToVersion(version)).unwrap();
            prop_assert_eq!(story.state(), was.clone());
            if moved {
                other.go(Wish::Undo(version + 1)).unwrap();
                prop_assert_eq!(other.state(), was);
            }
        }

        #[test]
        fn undoing_one_event_takes_back_its_fields_and_no_others(
            edits in prop::collection::vec(any_edit(), 1..8), pick in any::<prop::sample::Index>()
        ) {
            let mut story = Story::begin();
            for edit in edits {
                story.edit(edit);
            }
            let mut moments = Vec::new();
            let mut fold = Fold::default();
            for (version, fact) in (1..).zip(&story.facts) {
                moments.push(fold.add(Uuid::nil(), version, at(version), fact).unwrap().clone());
            }
            let nth = pick.index(moments.len());
            prop_assume!(nth > 0);
            let mut expected = moments.last().unwrap().fields();
            let undone = compare(Some(&moments[nth - 1]), &moments[nth]);
            let clean = moments[nth..].windows(2).all(|pair| {
                compare(Some(&pair[0]), &pair[1]).iter().all(|d| undone.iter().all(|u| u.field != d.field))
            });
            let wish = Wish::Undo(i32::try_from(nth).unwrap() + 1);
            if !clean {
                let refused = matches!(story.search(wish), Err(NoWayBack::Conflict { .. }));
                prop_assert!(refused);
                return Ok(());
            }
            for d in undone {
                if d.before.is_null() { expected.remove(&d.field) } else { expected.insert(d.field, d.before) };
            }
            story.go(wish).unwrap();
            let now = Moment { enabled: story.now.phase == Phase::Enabled, schedule: story.now.clone() };
            prop_assert_eq!(now.fields(), expected);
        }
    }
}
