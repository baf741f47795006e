//! What becomes of each edit of a change set, by the rules that single edits have.

use std::collections::HashMap;
use std::sync::Arc;

use uuid::Uuid;

use super::super::history::{may_own, settle_owner};
use super::super::{CommandError, Door, NewOwner, invalid, new_owner, no_such_user, repeated};
use super::{Edit, What};
use crate::domain::Timestamp;
use crate::domain::decide::{Command, Refusal, decide};
use crate::domain::draft::{Draft, MOST_TAGS};
use crate::domain::history::Fold;
use crate::domain::people::Person;
use crate::domain::revert::{Search, Wish};
use crate::domain::schedule::{Fact, Phase, Schedule, evolve};
use crate::store::append::Held;
use crate::store::change_sets::State;
use crate::store::schedules::StoredEvent;

/// What became, or would become, of an edit.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The schedule as it stands; none where there is none yet.
    pub before: Option<Schedule>,
    /// The events it takes, each with the state it leads to; none where nothing changes. Or why it is refused.
    pub outcome: Result<Vec<(Fact, Schedule)>, Arc<CommandError>>,
}

impl Judged {
    /// The schedule as it stands afterwards; as it is, where the edit changes nothing or is refused.
    #[must_use]
    pub fn after(&self) -> Option<&Schedule> {
        let changed = self.outcome.as_ref().ok().and_then(|events| events.last()).map(|(_, schedule)| schedule);
        changed.or(self.before.as_ref())
    }

    /// Whether it changes anything.
    #[must_use]
    pub fn changes(&self) -> bool {
        self.outcome.as_ref().is_ok_and(|events| !events.is_empty())
    }
}

/// Everything that edits are judged by.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) states: HashMap<Uuid, State>,
    /// Active users, by name in small letters.
    pub(super) owners: HashMap<String, Uuid>,
    /// Every event of the schedules that go back in time.
    pub(super) histories: HashMap<Uuid, Vec<StoredEvent>>,
    /// With those: everybody, by id, with their name and whether they are active.
    pub(super) users: HashMap<Uuid, (String, bool)>,
    /// The live schedules that have the names which the edits give.
    pub(super) holders: HashMap<String, Uuid>,
    pub(super) now: Timestamp,
}

impl Known {
    /// Whether what is held now is what was looked at.
    pub(super) fn is_as(&self, held: &HashMap<Uuid, Held>) -> bool {
        let version = |held: &Held| held.schedule.as_ref().ok().map(|schedule| schedule.version);
        held.len() == self.states.len()
            && held
                .iter()
                .all(|(id, held)| self.states.get(id).is_some_and(|state| version(&state.held) == version(held)))
    }

    /// Takes in what is held: settled a little further, perhaps.
    pub(super) fn take_in(&mut self, held: HashMap<Uuid, Held>, now: Timestamp) {
        for (id, held) in held {
            if let Some(state) = self.states.get_mut(&id) {
                state.held = held;
            }
        }
        self.now = now;
    }

    /// Every name that a schedule may have after the edits and has not now.
    pub(super) fn names(&self, edits: &[Edit]) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for edit in edits {
            names.extend(edit.what.draft().and_then(|draft| draft.name.clone()));
            if let What::Undo(_) | What::Restore | What::Ensure(_) = edit.what {
                let events = self.histories.get(&edit.id).into_iter().flatten();
                names.extend(events.filter_map(|event| match event.fact.as_ref().ok()? {
                    Fact::Created { definition, .. } => Some(definition.name.to_string()),
                    Fact::Updated { changes, .. } => changes.get("name")?.as_str().map(ToOwned::to_owned),
                    Fact::Restored { name, .. } => name.as_deref().map(ToOwned::to_owned),
                    _ => None,
                }));
            }
        }
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// Judges every edit, and the names that all of them together give.
pub(super) fn all(door: &Door, who: &Person, edits: &[Edit], known: &Known) -> Vec<Judged> {
    let mut seen = HashMap::with_capacity(edits.len());
    let mut judged: Vec<Judged> = edits
        .iter()
        .enumerate()
        .map(|(index, edit)| {
            let judge = Judge { door, who, edit, known };
            let before = judge.current().ok().flatten().cloned();
            let outcome = match seen.insert(edit.id, index) {
                Some(_) => Err(invalid("", "another edit of this set is about the same schedule".to_owned())),
                None => judge.edit(),
            };
            Judged { before, outcome: outcome.map_err(Arc::new) }
        })
        .collect();
    refuse_taken_names(&mut judged, known);
    judged
}

/// Of two that want one name the first gets it; what another schedule has and keeps, nobody does.
fn refuse_taken_names(judged: &mut [Judged], known: &Known) {
    let mut names: HashMap<Box<str>, Uuid> = HashMap::with_capacity(judged.len());
    let after = |one: &Judged| one.after().map(|after| (after.id, after.phase, after.definition.name.clone()));
    let now: HashMap<Uuid, (Phase, Box<str>)> =
        judged.iter().filter_map(after).map(|(id, phase, name)| (id, (phase, name))).collect();
    for one in judged.iter_mut().filter(|one| one.outcome.is_ok()) {
        let Some((id, phase, name)) = after(one) else { continue };
        if phase == Phase::Deleted {
            continue;
        }
        let gives_up =
            |holder: &Uuid| now.get(holder).is_some_and(|(phase, its)| *phase == Phase::Deleted || *its != name);
        let held = known.holders.get(&*name).filter(|holder| **holder != id && !gives_up(holder));
        let taken = held.is_some() || names.get(&name).is_some_and(|other| *other != id);
        if taken && one.changes() {
            one.outcome = Err(Arc::new(CommandError::NameTaken(name.into())));
        } else {
            names.insert(name, id);
        }
    }
}

/// Fields that say when a schedule is due, and until when.
const OF_TIME: [&str; 10] = [
    "schedule_type",
    "interval",
    "crontab",
    "clocked",
    "solar",
    "timezone",
    "start_at",
    "expires",
    "one_off",
    "max_runs",
];

/// One edit, and what it is judged by.
struct Judge<'a> {
    door: &'a Door,
    who: &'a Person,
    edit: &'a Edit,
    known: &'a Known,
}

impl<'a> Judge<'a> {
    fn state(&self) -> Option<&'a State> {
        self.known.states.get(&self.edit.id)
    }

    fn current(&self) -> Result<Option<&'a Schedule>, CommandError> {
        let Some(state) = self.state() else { return Ok(None) };
        state.held.schedule.as_ref().map(Some).map_err(|e| CommandError::Unreadable(e.0.clone()))
    }

    /// The events it takes.
    fn edit(&self) -> Result<Vec<(Fact, Schedule)>, CommandError> {
        let current = self.current()?;
        if let (Some(seen), Some(current)) = (self.edit.seen, current)
            && seen != current.version
        {
            return Err(CommandError::Stale { seen, current: Box::new(current.clone()) });
        }
        let mut chain = Chain { judge: self, now: current.cloned(), events: Vec::new() };
        match &self.edit.what {
            What::Create(draft) => match current {
                None => chain.then(&self.creation(draft)?)?,
                Some(existing) => self.again(draft, existing)?,
            },
            What::Change(draft) => {
                let current = current.filter(|current| current.phase != Phase::Deleted).ok_or(Refusal::NotFound)?;
                chain.then(&self.change(draft, current)?)?;
            }
            What::Ensure(draft) => {
                if current.is_some_and(|current| current.phase == Phase::Deleted) {
                    chain.then(&self.restoration()?)?;
                }
                match chain.now.clone() {
                    None => chain.then(&self.creation(draft)?)?,
                    Some(now) => chain.then(&self.change(&self.ensured(draft, &now)?, &now)?)?,
                }
            }
            What::Retag { add, remove } => {
                let current = current.filter(|current| current.phase != Phase::Deleted).ok_or(Refusal::NotFound)?;
                let tags = retagged(current, add, remove)?;
                let draft = Draft { tags: Some(tags), ..Draft::default() };
                chain.then(&self.change(&draft, current)?)?;
            }
            What::Delete => chain.then(&Command::Delete)?,
            What::Unmake(version) => {
                let current = current.ok_or(Refusal::NotFound)?;
                if self.is_changed_since(*version)? {
                    return Err(CommandError::Stale { seen: *version, current: Box::new(current.clone()) });
                }
                if current.phase != Phase::Deleted {
                    chain.then(&Command::Delete)?;
                }
            }
            What::Restore => chain.then(&self.restoration()?)?,
            What::Undo(version) => chain.then(&self.undoing(*version, current.ok_or(Refusal::NotFound)?)?)?,
        }
        Ok(chain.events)
    }

    fn creation(&self, draft: &Draft) -> Result<Command, CommandError> {
        let draft = self.door.prepared(draft.clone(), None)?;
        let owner = self.owner(&draft, None)?.unwrap_or(self.who.id);
        let zone = self.door.zone.clone();
        Ok(Command::Create { id: self.edit.id, draft: Box::new(draft), owner, zone })
    }

    /// A creation whose id exists is fine where it is the same again.
    fn again(&self, draft: &Draft, existing: &Schedule) -> Result<(), CommandError> {
        let command = self.creation(draft)?;
        let Command::Create { draft, owner, .. } = &command else { return Ok(()) };
        repeated(existing, draft, *owner, existing.effective_at, &command).map(drop)
    }

    fn change(&self, draft: &Draft, current: &Schedule) -> Result<Command, CommandError> {
        let draft = self.door.prepared(draft.clone(), Some(current))?;
        let owner_username = self.state().and_then(|state| state.owner_username.as_deref());
        let owner = self.owner(&draft, Some((current, owner_username)))?;
        Ok(Command::Edit { draft: Box::new(draft), owner })
    }

    /// A schedule that has ended by itself is not switched on again, unless its file says another time for it, or
    /// switches on what it had switched off.
    fn ensured(&self, draft: &Draft, now: &Schedule) -> Result<Draft, CommandError> {
        let has_ended = matches!(now.phase, Phase::Expired | Phase::Completed);
        let was_on = now.definition.managed.as_ref().is_none_or(|managed| managed.enabled);
        if has_ended && was_on && draft.enabled != Some(false) {
            let silent = Draft { enabled: None, ..draft.clone() };
            // What it would become may be refused where it does not begin anew; that decides nothing here.
            let fact = decide(Some(now), &self.change(&silent, now)?, now.effective_at);
            let begins_anew = match &fact {
                Ok(Some(Fact::Updated { changes, .. })) => {
                    changes.keys().any(|field| OF_TIME.contains(&field.as_str()))
                }
                Ok(_) => false,
                Err(_) => true,
            };
            if !begins_anew {
                return Ok(silent);
            }
        }
        Ok(draft.clone())
    }

    fn owner(&self, draft: &Draft, current: Option<(&Schedule, Option<&str>)>) -> Result<Option<Uuid>, CommandError> {
        match new_owner(self.who, draft, current)? {
            None => Ok(None),
            Some(NewOwner::Is(id)) => Ok(Some(id)),
            Some(NewOwner::Named(name)) => {
                let id = self.known.owners.get(&name.to_lowercase());
                id.copied().map(Some).ok_or_else(|| no_such_user(name))
            }
        }
    }

    fn history(&self) -> &'a [StoredEvent] {
        self.known.histories.get(&self.edit.id).map_or(&[], Vec::as_slice)
    }

    /// Whether anybody has changed what it is since. To run, to end, to be switched or to sleep is no such change.
    fn is_changed_since(&self, version: i32) -> Result<bool, CommandError> {
        for event in self.history().iter().filter(|event| event.version > version) {
            match event.fact.as_ref().map_err(Clone::clone)? {
                Fact::Updated { changes, .. } if changes.keys().any(|field| field != "snooze_until") => {
                    return Ok(true);
                }
                Fact::Created { .. } | Fact::Restored { .. } => return Ok(true),
                _ => {}
            }
        }
        Ok(false)
    }

    fn restoration(&self) -> Result<Command, CommandError> {
        let mut fold = Fold::default();
        for event in self.history() {
            fold.add(self.edit.id, event.version, event.effective_at, event.fact.as_ref().map_err(Clone::clone)?)?;
        }
        let now = fold.newest().ok_or(Refusal::NotFound)?;
        // Whose it was may be gone: nobody's jobs must run. Who brings it back answers for it.
        let owner = (!self.known.users.contains_key(&now.schedule.definition.owner)).then_some(self.who.id);
        Ok(Command::Restore { name: None, owner, enabled: now.enabled })
    }

    fn undoing(&self, version: i32, current: &Schedule) -> Result<Command, CommandError> {
        let wish = Wish::Undo(version);
        let mut search = Search::new(wish);
        for event in self.history() {
            let fact = event.fact.as_ref().map_err(Clone::clone)?;
            search.add(self.edit.id, event.version, event.effective_at, fact)?;
        }
        let mut command = search.command()?;
        if let Command::Revert { definition, .. } = &mut command {
            if current.phase == Phase::Deleted {
                return Err(Refusal::NotFound.into());
            }
            self.door.fit(current, definition)?;
            // Back to the owner it had: whoever takes back a change has not become one by that.
            if settle_owner(self.who, current, definition, wish, true)? {
                let owner = self.known.users.get(&definition.owner);
                may_own(owner.map(|(name, is_active)| (name.as_str(), *is_active)))?;
            }
        }
        Ok(command)
    }
}

/// The events of one edit, each from the state that the one before it led to.
struct Chain<'a> {
    judge: &'a Judge<'a>,
    now: Option<Schedule>,
    events: Vec<(Fact, Schedule)>,
}

impl Chain<'_> {
    fn then(&mut self, command: &Command) -> Result<(), CommandError> {
        let Judge { who, edit, known, .. } = self.judge;
        let settled = self.judge.state().map(|state| state.held.settled_through);
        let began = self.now.as_ref().map(|schedule| schedule.effective_at);
        // Versions begin in order, whatever the clocks do.
        let at = [settled, began].into_iter().flatten().fold(known.now, Timestamp::max);
        let Some(fact) = decide(self.now.as_ref(), command, at)? else { return Ok(()) };
        who.may(self.now.as_ref(), &fact).map_err(CommandError::Forbidden)?;
        let version = self.now.as_ref().map_or(1, |schedule| schedule.version + 1);
        let after = evolve(self.now.take(), edit.id, version, at, &fact).map_err(|e| CommandError::Unreadable(e.0))?;
        self.now = Some(after.clone());
        self.events.push((fact, after));
        Ok(())
    }
}

fn retagged(schedule: &Schedule, add: &[String], remove: &[String]) -> Result<Vec<String>, CommandError> {
    let there = schedule.definition.tags.iter().map(ToString::to_string).filter(|tag| !remove.contains(tag));
    let mut tags: Vec<String> = there.chain(add.iter().cloned()).collect();
    tags.sort_unstable();
    tags.dedup();
    if tags.len() > MOST_TAGS {
        return Err(invalid("/tags", format!("it would have {} tags; {MOST_TAGS} is the most", tags.len())));
    }
    Ok(tags)
}
