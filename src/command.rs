//! The one door through which every schedule changes.
//!
//! A change is decided by the pure rules on the state as it is held, appended as
//! one event, and projected, in one transaction. Its commit is the hint to beat.

pub mod as_code;
pub mod change_set;
pub mod history;
pub mod inventories;
pub mod made_up;
pub mod maintenance;
mod password;
pub mod people;
pub mod run_now;

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::Transaction;
use rand::Rng;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::cadence::Zone;
use crate::domain::decide::{Command, Refusal, decide};
use crate::domain::draft::{Draft, FieldError};
use crate::domain::job::JobView;
use crate::domain::people::{Person, Role};
use crate::domain::revert::NoWayBack;
use crate::domain::schedule::{Fact, Phase, Schedule, evolve};
use crate::domain::task::Catalogue;
use crate::store::append::{self, Held};
use crate::store::jobs::{self, Cancelled};
use crate::store::schedules::{self, Author};
use crate::store::{self, Database, StoreError};

/// How often a transaction that met a deadlock is tried before it is given up.
const TRIES: u32 = 5;
/// How often an edit is judged anew because others edited meanwhile: they all get through, so this is plenty.
const MOST_EDITS: u32 = 100;
/// The longest pause after a lost race, in milliseconds: an edit takes a few.
const LOST_RACE_MS: u64 = 10;
/// The longest pause before a try after a deadlock, in milliseconds; drawn at random so that two do not meet again.
const RETRY_JITTER_MS: u64 = 50;

/// Why a change was not made.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The rules forbid it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// This person may not.
    #[error("{0}")]
    Forbidden(String),
    /// What is asked back cannot be had.
    #[error(transparent)]
    NoWayBack(#[from] NoWayBack),
    /// Another live schedule has the name.
    #[error("the name `{0}` is taken by another schedule")]
    NameTaken(String),
    /// Another schedule has the id that the client chose.
    #[error("the id {0} belongs to another schedule")]
    IdTaken(Uuid),
    /// A schedule that was deleted has the id that the client chose.
    #[error("the id {0} belongs to a deleted schedule, with its history; a new one needs an id of its own")]
    IdDeleted(Uuid),
    /// It was changed after the version the writer saw.
    #[error("the schedule was changed meanwhile: you saw version {seen}, it is at version {}", .current.version)]
    Stale {
        /// The version the writer saw.
        seen: i32,
        /// As it stands.
        current: Box<Schedule>,
    },
    /// A newer program wrote it.
    #[error("this program cannot read the schedule: {0}")]
    Unreadable(String),
    /// Something we depend on failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<tokio_postgres::Error> for CommandError {
    fn from(e: tokio_postgres::Error) -> Self {
        Self::Store(e.into())
    }
}

fn invalid(pointer: &str, detail: String) -> CommandError {
    CommandError::Refused(Refusal::Invalid(vec![FieldError::new(pointer, detail)]))
}

/// A change that was made, or found to be none.
#[derive(Clone, Debug)]
pub struct Written {
    /// As the schedule stands now.
    pub schedule: Schedule,
    /// Whether an event was appended.
    pub changed: bool,
    /// When, by the database's time, if one was.
    pub changed_at: Option<Timestamp>,
    /// Its jobs that were ended with it, or asked to stop, where that was wished.
    pub cancelled: Vec<JobView>,
}

/// What goes with a change, beside the change itself.
#[derive(Clone, Copy, Debug, Default)]
struct Wishes<'a> {
    /// The version it was decided on; on another one it is refused.
    seen: Option<i32>,
    /// Why, for the history.
    note: Option<&'a str>,
    /// Also end the schedule's open jobs, in the same transaction.
    cancel_jobs: bool,
    /// Only find out what would come of it.
    dry_run: bool,
}

/// The door.
#[derive(Clone)]
pub struct Door {
    database: Database,
    catalogue: Arc<dyn Catalogue>,
    zone: Zone,
    /// Whether everything is decided and written, and then taken back.
    rehearsal: bool,
}

impl std::fmt::Debug for Door {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Door").field("zone", &self.zone).finish_non_exhaustive()
    }
}

impl Door {
    /// A door to `database`, where drafts name tasks of `catalogue` and `zone` unless they name another.
    #[must_use]
    pub fn new(database: Database, catalogue: Arc<dyn Catalogue>, zone: Zone) -> Self {
        Self { database, catalogue, zone, rehearsal: false }
    }

    /// The same door for a rehearsal: every answer is as it would be, and nothing stays written.
    #[must_use]
    pub fn rehearsing(self) -> Self {
        Self { rehearsal: true, ..self }
    }

    /// Whether saving `draft` over `schedule`, with `owner` as its owner, would change anything.
    ///
    /// # Errors
    /// See [`CommandError`].
    pub fn would_change(&self, schedule: &Schedule, draft: &Draft, owner: Uuid) -> Result<bool, CommandError> {
        let draft = Box::new(self.prepared(draft.clone(), Some(schedule))?);
        let command = Command::Edit { draft, owner: Some(owner) };
        Ok(decide(Some(schedule), &command, schedule.effective_at)?.is_some())
    }

    /// The zone of a schedule that names none.
    #[must_use]
    pub const fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Makes a schedule. Made again with the same id and the same content it is the same schedule.
    ///
    /// # Errors
    /// See [`CommandError`].
    pub async fn create(&self, who: &Person, draft: Draft) -> Result<Written, CommandError> {
        let id = draft.id.unwrap_or_else(Uuid::new_v4);
        let draft = self.prepared(draft, None)?;
        let owner = self.owner_for(who, &draft, None).await?.unwrap_or(who.id);
        let note = draft.note.clone();
        let command = Command::Create { id, draft: Box::new(draft), owner, zone: self.zone.clone() };
        self.write(who, id, &command, Wishes { note: note.as_deref(), ..Wishes::default() }).await
    }

    /// Changes a schedule.
    ///
    /// # Errors
    /// See [`CommandError`].
    pub async fn edit(&self, who: &Person, id: Uuid, draft: Draft) -> Result<Written, CommandError> {
        self.edit_and(who, id, draft, false).await
    }

    /// Changes a schedule and, where it is to be, ends its open jobs in the same transaction.
    ///
    /// # Errors
    /// See [`CommandError`].
    pub async fn edit_and(
        &self,
        who: &Person,
        id: Uuid,
        draft: Draft,
        cancel_jobs: bool,
    ) -> Result<Written, CommandError> {
        let mut tries = 1;
        loop {
            let (looked, command) = self.prepare_edit(who, id, draft.clone()).await?;
            if let Some(seen) = draft.version.filter(|seen| *seen != looked.version) {
                return Err(CommandError::Stale { seen, current: Box::new(looked) });
            }
            // Arguments and owner were judged on the version looked at; on another one they are judged anew.
            let note = draft.note.as_deref();
            let wishes = Wishes { seen: Some(looked.version), note, cancel_jobs, dry_run: false };
            match self.write(who, id, &command, wishes).await {
                Err(CommandError::Stale { .. }) if draft.version.is_none() && tries < MOST_EDITS => {
                    tries += 1;
                    let_others_pass().await;
                }
                other => return other,
            }
        }
    }

    /// Removes a schedule; its history stays.
    ///
    /// # Errors
    /// See [`CommandError`].
    pub async fn delete(
        &self,
        who: &Person,
        id: Uuid,
        seen: Option<i32>,
        note: Option<&str>,
    ) -> Result<Written, CommandError> {
        self.delete_and(who, id, seen, note, false).await
    }

    /// Removes a schedule and, where it is to be, ends its open jobs in the same transaction.
    ///
    /// # Errors
    /// See [`CommandError`].
    pub async fn delete_and(
        &self,
        who: &Person,
        id: Uuid,
        seen: Option<i32>,
        note: Option<&str>,
        cancel_jobs: bool,
    ) -> Result<Written, CommandError> {
        self.write(who, id, &Command::Delete, Wishes { seen, note, cancel_jobs, dry_run: false }).await
    }

    /// What can be checked before anything is held: the task, its arguments, the
    /// owner; and the state that it was checked on.
    async fn prepare_edit(&self, who: &Person, id: Uuid, draft: Draft) -> Result<(Schedule, Command), CommandError> {
        // Given back before another one is taken: requests that hold one and wait for
        // a second would wait for each other.
        let row = {
            let client = self.database.get().await.map_err(StoreError::from)?;
            schedules::get(&client, id).await?.ok_or(Refusal::NotFound)?
        };
        let current = row.schedule.map_err(|e| CommandError::Unreadable(e.0))?;
        let draft = Box::new(self.prepared(draft, Some(&current))?);
        let owner = self.owner_for(who, &draft, Some((&current, row.owner_username.as_deref()))).await?;
        Ok((current, Command::Edit { draft, owner }))
    }

    /// The draft with its task by short name, its arguments checked, and the house's zone where it asks for that.
    fn prepared(&self, mut draft: Draft, current: Option<&Schedule>) -> Result<Draft, CommandError> {
        if draft.timezone == Some(None) {
            draft.timezone = Some(Some(self.zone.clone()));
        }
        if let Some(name) = &draft.task {
            let short = self.catalogue.short_name(name).ok_or_else(|| {
                let known = self.catalogue.short_names().join(", ");
                invalid("/task", format!("there is no task `{name}`; known are {known}"))
            })?;
            draft.task = Some(short.to_string());
        }
        let unchanged = current.map(|s| &s.definition);
        let task = draft.task.as_deref().or(unchanged.map(|d| &*d.task));
        let same_task = unchanged.is_some_and(|d| task == Some(&*d.task));
        let same_kwargs = unchanged.is_some_and(|d| draft.kwargs.as_ref().is_none_or(|k| d.kwargs == k.into()));
        let Some(task) = task.filter(|_| !(same_task && same_kwargs)) else { return Ok(draft) };
        let kwargs = match (&draft.kwargs, unchanged) {
            (Some(kwargs), _) => kwargs.clone(),
            (None, Some(definition)) => definition.kwargs.to_map(),
            (None, None) => serde_json::Map::new(),
        };
        let checked = self.catalogue.check(task, &kwargs).map_err(Refusal::Invalid)?;
        draft.kwargs = Some(checked);
        Ok(draft)
    }

    /// Whose the schedule is to be, where this write changes that.
    async fn owner_for(
        &self,
        who: &Person,
        draft: &Draft,
        current: Option<(&Schedule, Option<&str>)>,
    ) -> Result<Option<Uuid>, CommandError> {
        match new_owner(who, draft, current)? {
            None => Ok(None),
            Some(NewOwner::Is(id)) => Ok(Some(id)),
            Some(NewOwner::Named(name)) => {
                let client = self.database.get().await.map_err(StoreError::from)?;
                let id = store::people::active_id(&client, name).await?;
                id.map(Some).ok_or_else(|| no_such_user(name))
            }
        }
    }

    async fn write(
        &self,
        who: &Person,
        id: Uuid,
        command: &Command,
        wishes: Wishes<'_>,
    ) -> Result<Written, CommandError> {
        let mut tries = 1;
        loop {
            match self.try_write(who, id, command, wishes).await {
                Err(CommandError::Store(e)) if e.is_transient() && tries < TRIES => {
                    tracing::warn!(schedule.id = %id, tries, "a change met a deadlock and is tried again");
                    tries += 1;
                    let pause = rand::rng().random_range(1..=RETRY_JITTER_MS);
                    tokio::time::sleep(Duration::from_millis(pause)).await;
                }
                other => return other,
            }
        }
    }

    async fn try_write(
        &self,
        who: &Person,
        id: Uuid,
        command: &Command,
        Wishes { seen, note, cancel_jobs, dry_run }: Wishes<'_>,
    ) -> Result<Written, CommandError> {
        let mut client = self.database.get().await.map_err(StoreError::from)?;
        let tx = client.transaction().await?;
        let (held, now) = append::hold(&tx, id).await?;
        let (before, at) = match held {
            None => (None, now),
            Some(Held { schedule, settled_through }) => {
                let schedule = schedule.map_err(|e| CommandError::Unreadable(e.0))?;
                // Versions begin in order, whatever the clocks do.
                let at = now.max(settled_through).max(schedule.effective_at);
                (Some(schedule), at)
            }
        };
        if let (Command::Create { draft, owner, .. }, Some(existing)) = (command, &before) {
            return repeated(existing, draft, *owner, at, command);
        }
        // Of a deleted schedule the rules say that it is gone, or bring it back as it was last.
        let concerns =
            |current: &Schedule| current.phase != Phase::Deleted || matches!(command, Command::Restore { .. });
        if let (Some(seen), Some(current)) = (seen, &before)
            && seen != current.version
            && concerns(current)
        {
            return Err(CommandError::Stale { seen, current: Box::new(current.clone()) });
        }
        let fact = decide(before.as_ref(), command, at)?;
        let Some(fact) = fact else {
            let schedule = before.ok_or(Refusal::NotFound)?;
            let cancelled = self.cancel_open(&tx, who, id, cancel_jobs).await?;
            tx.commit().await?;
            return Ok(Written { schedule, changed: false, changed_at: None, cancelled });
        };
        who.may(before.as_ref(), &fact).map_err(CommandError::Forbidden)?;
        let (schedule, changed_at) = record(&tx, before, id, at, &fact, &author(who), note).await?;
        let changed_at = Some(changed_at);
        if dry_run || self.rehearsal {
            tx.rollback().await?;
            return Ok(Written { schedule, changed: true, changed_at, cancelled: Vec::new() });
        }
        let cancelled = self.cancel_open(&tx, who, id, cancel_jobs).await?;
        tx.commit().await?;
        tracing::info!(
            schedule.id = %id, schedule.version = schedule.version, event.kind = fact.kind(), actor = %who.username,
            "schedule {} {}", schedule.definition.name, fact.kind()
        );
        Ok(Written { schedule, changed: true, changed_at, cancelled })
    }

    /// Ends the open jobs of a schedule that the transaction holds, where that is wished.
    async fn cancel_open(
        &self,
        tx: &Transaction<'_>,
        who: &Person,
        id: Uuid,
        wished: bool,
    ) -> Result<Vec<JobView>, CommandError> {
        if !wished {
            return Ok(Vec::new());
        }
        let Cancelled { views } = jobs::cancel_open(tx, id, &who.username).await?;
        Ok(views)
    }
}

/// Whose a schedule is to be from now on.
enum NewOwner<'a> {
    /// This user's.
    Is(Uuid),
    /// The active user's of that name.
    Named(&'a str),
}

fn no_such_user(name: &str) -> CommandError {
    invalid("/owner_username", format!("there is no active user `{name}`"))
}

/// Whose the schedule is to be, where this write changes that. `current` is as it stands, and its owner's name.
fn new_owner<'a>(
    who: &Person,
    draft: &'a Draft,
    current: Option<(&Schedule, Option<&str>)>,
) -> Result<Option<NewOwner<'a>>, CommandError> {
    let said = draft.owner_username.as_deref();
    let as_it_is = |name: &str| match current {
        Some((_, owner)) => owner.is_some_and(|owner| owner.eq_ignore_ascii_case(name)),
        None => !who.is_program() && name.eq_ignore_ascii_case(&who.username),
    };
    if let Some(name) = said.filter(|name| !as_it_is(name)) {
        if who.role < Role::Admin {
            return Err(CommandError::Forbidden("only an admin gives a schedule to another owner".to_owned()));
        }
        return Ok(Some(NewOwner::Named(name)));
    }
    // Who changes what somebody else's schedule does, answers for it from then on.
    let Some((schedule, _)) = current else { return Ok(None) };
    let d = &schedule.definition;
    let changes_work = draft.task.as_deref().is_some_and(|task| task != &*d.task)
        || draft.kwargs.as_ref().is_some_and(|kwargs| d.kwargs != kwargs.into());
    let takes_over = changes_work && d.owner != who.id && !draft.keep_owner && who.role == Role::Admin;
    Ok(takes_over.then_some(NewOwner::Is(who.id)))
}

fn author(who: &Person) -> Author {
    Author { id: (!who.is_program()).then_some(who.id), name: who.username.clone() }
}

/// A pause drawn at random before an edit that lost a race is judged anew: writers
/// in step with each other would let the same one lose every time.
async fn let_others_pass() {
    let pause = rand::rng().random_range(1..=LOST_RACE_MS);
    tokio::time::sleep(Duration::from_millis(pause)).await;
}

/// A creation whose id exists: the same again, or somebody else's.
fn repeated(
    existing: &Schedule,
    draft: &Draft,
    owner: Uuid,
    at: Timestamp,
    command: &Command,
) -> Result<Written, CommandError> {
    let id = existing.id;
    if existing.phase == Phase::Deleted {
        return Err(CommandError::IdDeleted(id));
    }
    let Ok(Some(Fact::Created { definition, .. })) = decide(None, command, at) else {
        return Err(CommandError::IdTaken(id));
    };
    // Saved over the existing one it would change nothing: the anchor is not the person's to say.
    let same = Command::Edit { draft: Box::new(Draft { enabled: None, ..draft.clone() }), owner: Some(owner) };
    let unchanged = existing.version == 1 && matches!(decide(Some(existing), &same, at), Ok(None));
    if unchanged && definition.name == existing.definition.name {
        Ok(Written { schedule: existing.clone(), changed: false, changed_at: None, cancelled: Vec::new() })
    } else {
        Err(CommandError::IdTaken(id))
    }
}

/// Appends and projects, with violated constraints turned into answers; also
/// gives the database's time of the event.
async fn record(
    tx: &Transaction<'_>,
    before: Option<Schedule>,
    id: Uuid,
    at: Timestamp,
    fact: &Fact,
    author: &Author,
    note: Option<&str>,
) -> Result<(Schedule, Timestamp), CommandError> {
    let version = before.as_ref().map_or(1, |s| s.version + 1);
    let after = evolve(before, id, version, at, fact).map_err(|e| CommandError::Unreadable(e.0))?;
    match append::one(tx, fact, &after, author, note).await {
        Ok(appended) => Ok((after, appended.occurred_at)),
        Err(e) => Err(match e.constraint() {
            Some("schedule_name_key") => CommandError::NameTaken(after.definition.name.to_string()),
            _ => e.into(),
        }),
    }
}

/// Lets the system conclude a schedule (`Expire`, `Complete`) in the caller's
/// transaction, provided its newest version is still `version`. `at` is the
/// instant through which its due times are settled.
///
/// # Errors
/// See [`CommandError`].
pub async fn conclude(
    tx: &Transaction<'_>,
    id: Uuid,
    version: i32,
    command: &Command,
    at: Timestamp,
) -> Result<Option<Schedule>, CommandError> {
    let (held, _) = append::hold(tx, id).await?;
    let Some(Held { schedule: Ok(before), .. }) = held else { return Ok(None) };
    if before.version != version {
        return Ok(None);
    }
    match decide(Some(&before), command, at)? {
        Some(fact) => {
            let at = at.max(before.effective_at);
            let (after, _) = record(tx, Some(before), id, at, &fact, &Author::system(), None).await?;
            Ok(Some(after))
        }
        None => Ok(None),
    }
}
