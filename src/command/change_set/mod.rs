//! Several schedules changed together: in one transaction, all or none.
//!
//! Everything is judged on what was read, before anything is held, and judged
//! once more when the schedules are held: with ten thousand of them in hand
//! nobody may wait for what can be found out before.

mod judge;
mod order;

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use deadpool_postgres::GenericClient;
use uuid::Uuid;

pub use self::judge::Judged;
use self::judge::Known;
use super::{CommandError, Door, author, let_others_pass};
use crate::domain::draft::Draft;
use crate::domain::job::JobView;
use crate::domain::people::Person;
use crate::domain::schedule::Fact;
use crate::store::change_sets::{self, Kind, State, Step};
use crate::store::{StoreError, append, jobs, people, schedules};

/// The most schedules that are changed at once: a transaction of some seconds.
pub const MOST_AT_ONCE: usize = 20_000;
/// How often many schedules are judged anew because somebody changed one of them meanwhile: each time costs seconds.
const MOST_LOST: u32 = 10;

/// What is to become of one schedule.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Which; of one to be made, its id.
    pub id: Uuid,
    /// The version the writer saw, 0 where there was none; on another one the edit is refused.
    pub seen: Option<i32>,
    /// What.
    pub what: What,
}

/// See [`Edit`].
#[derive(Clone, Debug)]
pub enum What {
    /// It is made.
    Create(Box<Draft>),
    /// Fields of it change, or whether it is switched on.
    Change(Box<Draft>),
    /// Made, brought back or changed, whatever it takes for it to be as drafted.
    Ensure(Box<Draft>),
    /// It gets tags and loses others.
    Retag {
        /// These.
        add: Vec<String>,
        /// And those.
        remove: Vec<String>,
    },
    /// It is removed.
    Delete,
    /// It is removed, unless somebody has changed it since this version made it or brought it back.
    Unmake(i32),
    /// It comes back as it was.
    Restore,
    /// What this version's event changed is changed back.
    Undo(i32),
}

impl What {
    /// What was drafted, where anything is.
    #[must_use]
    pub const fn draft(&self) -> Option<&Draft> {
        match self {
            Self::Create(draft) | Self::Change(draft) | Self::Ensure(draft) => Some(draft),
            Self::Retag { .. } | Self::Delete | Self::Unmake(_) | Self::Restore | Self::Undo(_) => None,
        }
    }
}

/// What belongs to a change set beside its edits.
#[derive(Clone, Debug)]
pub struct About {
    /// How it comes about.
    pub kind: Kind,
    /// The file, or files, that say it.
    pub file: Option<String>,
    /// The change set that it takes back.
    pub undoes: Option<Uuid>,
    /// Why.
    pub note: Option<String>,
    /// Also end the open jobs of what it switches off or removes.
    pub cancel_jobs: bool,
}

impl About {
    /// A change of many by a person.
    #[must_use]
    pub const fn bulk(note: Option<String>) -> Self {
        Self { kind: Kind::Bulk, file: None, undoes: None, note, cancel_jobs: false }
    }
}

/// A change set that was made.
#[derive(Clone, Debug)]
pub struct Done {
    /// Its id; none where nothing changed.
    pub id: Option<Uuid>,
    /// What became of each edit, in order.
    pub judged: Vec<Judged>,
    /// Jobs that were ended with it, or asked to stop.
    pub cancelled: Vec<JobView>,
}

/// Why a change set was not made.
#[derive(Debug, thiserror::Error)]
pub enum ChangeSetError {
    /// Some of it is refused, and so is the rest.
    #[error("{} of the changes {} refused, so nothing was changed", .0.len(), if .0.len() == 1 { "is" } else { "are" })]
    Refused(Vec<Refused>),
    /// More than [`MOST_AT_ONCE`].
    #[error("{0} schedules are too many at once; {MOST_AT_ONCE} is the most")]
    TooMany(usize),
    /// They would exchange names in a ring, or somebody took one of them just now.
    #[error("a name is taken, perhaps because schedules exchange their names; do that in two steps")]
    Names,
    /// Others changed them again and again, each time before this could.
    #[error("others keep changing these schedules; try again in a moment")]
    Outrun,
    /// There is no such change set.
    #[error("there is no such change set")]
    NotFound,
    /// A mistake of ours.
    #[error("the change could not be judged, which is a mistake of this program; its log says more")]
    Broken,
    /// Something we depend on failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An edit that is refused.
#[derive(Debug)]
pub struct Refused {
    /// Which of them, from 0.
    pub index: usize,
    /// Its schedule.
    pub id: Uuid,
    /// What that is called, where it is there.
    pub name: Option<String>,
    /// Why.
    pub why: Arc<CommandError>,
}

impl Refused {
    /// Whether it is, because the schedule was changed after the version that the writer saw.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        matches!(*self.why, CommandError::Stale { .. })
    }
}

impl Door {
    /// What would come of `edits`, each judged as if all others were made. Writes nothing.
    ///
    /// # Errors
    /// When the database fails, or they are too many.
    pub async fn consider(&self, who: &Person, edits: &Arc<[Edit]>) -> Result<Vec<Judged>, ChangeSetError> {
        fits(edits)?;
        let known = {
            let client = self.database.get().await.map_err(StoreError::from)?;
            gather(&client, edits).await?
        };
        Ok(self.judged(who, edits, known).await?.0)
    }

    /// Makes all of `edits`, or none where one is refused.
    ///
    /// # Errors
    /// See [`ChangeSetError`].
    pub async fn change_all(&self, who: &Person, edits: &Arc<[Edit]>, about: &About) -> Result<Done, ChangeSetError> {
        fits(edits)?;
        let (mut outrun, mut failed) = (0, 0);
        loop {
            let known = {
                let client = self.database.get().await.map_err(StoreError::from)?;
                gather(&client, edits).await?
            };
            let (judged, known) = self.judged(who, edits, known).await?;
            refusals(edits, &judged)?;
            match self.try_change_all(who, edits, about, known).await {
                Ok(Some(done)) => return Ok(done),
                Ok(None) if outrun < MOST_LOST => outrun += 1,
                Ok(None) => return Err(ChangeSetError::Outrun),
                Err(ChangeSetError::Store(e)) if e.is_transient() && failed < super::TRIES => failed += 1,
                Err(e) => return Err(e),
            }
            let_others_pass().await;
        }
    }

    /// None where something was changed since it was looked at.
    async fn try_change_all(
        &self,
        who: &Person,
        edits: &Arc<[Edit]>,
        about: &About,
        mut known: Known,
    ) -> Result<Option<Done>, ChangeSetError> {
        let mut client = self.database.get().await.map_err(StoreError::from)?;
        let tx = client.transaction().await.map_err(StoreError::from)?;
        let ids: Vec<Uuid> = edits.iter().map(|edit| edit.id).collect();
        let (held, now) = append::hold_all(&tx, &ids).await?;
        if !known.is_as(&held) {
            return Ok(None);
        }
        known.take_in(held, now);
        known.holders = change_sets::holders(&tx, &known.names(edits)).await?;
        let (judged, _) = self.judged(who, edits, known).await?;
        refusals(edits, &judged)?;
        let changes = order::in_order(&judged);
        let stopped = if about.cancel_jobs { stopped(edits, &judged) } else { Vec::new() };
        if changes.is_empty() && stopped.is_empty() {
            return Ok(Some(Done { id: None, judged, cancelled: Vec::new() }));
        }
        let (id, author, note) = (Uuid::new_v4(), author(who), about.note.as_deref());
        let events = changes.len();
        if events > 0 {
            change_sets::put(&tx, id, about.kind, about.file.as_deref(), about.undoes, &author, note).await?;
            append::all(&tx, &changes, &author, note, Some(id)).await.map_err(|e| match e.constraint() {
                Some("schedule_name_key") => ChangeSetError::Names,
                _ => e.into(),
            })?;
        }
        let cancelled = match stopped.len() {
            0 => Vec::new(),
            _ => jobs::cancel_open_of(&tx, &stopped, &who.username).await?.views,
        };
        if self.rehearsal {
            tx.rollback().await.map_err(StoreError::from)?;
            return Ok(Some(Done { id: None, judged, cancelled: Vec::new() }));
        }
        tx.commit().await.map_err(StoreError::from)?;
        if events > 0 {
            tracing::info!(change_set.id = %id, events, actor = %who.username, "{} schedules changed together", events);
        }
        Ok(Some(Done { id: (events > 0).then_some(id), judged, cancelled }))
    }

    /// Takes back a change set: each of its schedules, in the fields that it changed.
    ///
    /// # Errors
    /// See [`ChangeSetError`]; a schedule whose same fields have been changed since is refused.
    pub async fn edits_to_undo(&self, set: Uuid) -> Result<Arc<[Edit]>, ChangeSetError> {
        let client = self.database.get().await.map_err(StoreError::from)?;
        if change_sets::get(&client, set).await?.is_none() {
            return Err(ChangeSetError::NotFound);
        }
        let steps = change_sets::steps(&client, set).await?;
        let ids: Vec<Uuid> = steps.iter().map(|step| step.schedule).collect();
        let states = change_sets::states(&client, &ids).await?;
        let is_gone = |id: &Uuid| states.get(id).is_none_or(State::is_deleted);
        let is_undone = |step: &Step| match step.kind.as_str() {
            "created" | "restored" => is_gone(&step.schedule),
            "deleted" => !is_gone(&step.schedule),
            _ => false,
        };
        let undone: HashSet<Uuid> = steps.iter().filter(|step| is_undone(step)).map(|step| step.schedule).collect();
        let mut edits: HashMap<Uuid, Edit> = HashMap::new();
        let mut order = Vec::new();
        for Step { schedule: id, version, kind } in steps.into_iter().filter(|step| !undone.contains(&step.schedule)) {
            let what = match kind.as_str() {
                "created" | "restored" => What::Unmake(version),
                "deleted" => What::Restore,
                _ => What::Undo(version),
            };
            // Of several events of one schedule the first says how far back it goes, the last where that was made.
            match edits.entry(id) {
                Entry::Vacant(place) => {
                    order.push(id);
                    place.insert(Edit { id, seen: None, what });
                }
                Entry::Occupied(mut place) => {
                    if let What::Unmake(last) = &mut place.get_mut().what {
                        *last = version;
                    }
                }
            }
        }
        Ok(order.into_iter().filter_map(|id| edits.remove(&id)).collect())
    }

    async fn judged(
        &self,
        who: &Person,
        edits: &Arc<[Edit]>,
        known: Known,
    ) -> Result<(Vec<Judged>, Known), ChangeSetError> {
        let (door, who, edits) = (self.clone(), who.clone(), Arc::clone(edits));
        // Thousands of them take a while that no other task of this thread should wait for.
        let work = move || (judge::all(&door, &who, &edits, &known), known);
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|_| ChangeSetError::Broken)
    }
}

fn fits(edits: &[Edit]) -> Result<(), ChangeSetError> {
    if edits.len() > MOST_AT_ONCE { Err(ChangeSetError::TooMany(edits.len())) } else { Ok(()) }
}

/// The schedules that the edits switch off or remove, or find so already: their open jobs are to end.
fn stopped(edits: &[Edit], judged: &[Judged]) -> Vec<Uuid> {
    let stops = |edit: &Edit| {
        matches!(edit.what, What::Delete | What::Unmake(_))
            || edit.what.draft().is_some_and(|draft| draft.enabled == Some(false))
    };
    let switched_off = |one: &Judged| {
        let events = one.outcome.as_deref().unwrap_or_default();
        let off =
            |fact: &Fact| matches!(fact, Fact::Disabled | Fact::Deleted | Fact::Updated { enabled: Some(false), .. });
        events.iter().any(|(fact, _)| off(fact))
    };
    let both = edits.iter().zip(judged);
    both.filter(|(edit, one)| stops(edit) || switched_off(one)).map(|(edit, _)| edit.id).collect()
}

/// The refusals among what was judged, if there are any.
fn refusals(edits: &[Edit], judged: &[Judged]) -> Result<(), ChangeSetError> {
    let refused: Vec<Refused> = judged
        .iter()
        .zip(edits)
        .enumerate()
        .filter_map(|(index, (judged, edit))| {
            let why = Arc::clone(judged.outcome.as_ref().err()?);
            let name = judged.before.as_ref().map(|schedule| schedule.definition.name.to_string());
            Some(Refused { index, id: edit.id, name, why })
        })
        .collect();
    if refused.is_empty() { Ok(()) } else { Err(ChangeSetError::Refused(refused)) }
}

/// Everything that `edits` are judged by.
async fn gather(client: &impl GenericClient, edits: &[Edit]) -> Result<Known, ChangeSetError> {
    let ids: Vec<Uuid> = edits.iter().map(|edit| edit.id).collect();
    let states: HashMap<Uuid, State> = change_sets::states(client, &ids).await?;
    let drafts = || edits.iter().filter_map(|edit| edit.what.draft());
    let named: BTreeSet<String> = drafts().filter_map(|d| d.owner_username.as_deref()).map(str::to_lowercase).collect();
    let owners = match named.len() {
        0 => HashMap::new(),
        _ => people::active_ids(client, &Vec::from_iter(named)).await?,
    };
    let past = |edit: &&Edit| matches!(edit.what, What::Restore | What::Undo(_) | What::Unmake(_) | What::Ensure(_));
    // A file's schedule that is there has no need of its history.
    let gone =
        |edit: &&Edit| !matches!(edit.what, What::Ensure(_)) || states.get(&edit.id).is_some_and(State::is_deleted);
    let with_past: Vec<Uuid> = edits.iter().filter(past).filter(gone).map(|edit| edit.id).collect();
    let mut histories = HashMap::new();
    let mut users = HashMap::new();
    if !with_past.is_empty() {
        for event in schedules::events_of(client, &with_past).await? {
            histories.entry(event.schedule_id).or_insert_with(Vec::new).push(event);
        }
        let everybody = people::list(client, i64::MAX).await?;
        users.extend(everybody.into_iter().map(|user| (user.id, (user.username, user.is_active))));
    }
    let now = append::now(client).await?;
    let mut known = Known { states, owners, histories, users, holders: HashMap::new(), now };
    known.holders = change_sets::holders(client, &known.names(edits)).await?;
    Ok(known)
}
