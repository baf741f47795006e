//! Schedules that files say: what would have to change for them to be so, and changing it.

mod export;
mod said;

use std::collections::HashMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use uuid::Uuid;

pub use self::export::exported;
pub use self::said::{FILE_CHARS, Said, SchedulesFile};
use super::change_set::{About, ChangeSetError, Done, Edit, Judged, Refused, What};
use super::{CommandError, Door};
use crate::domain::Timestamp;
use crate::domain::draft::{Draft, FieldError};
use crate::domain::history::{Difference, Fold, Moment, compare};
use crate::domain::people::Person;
use crate::domain::schedule::{Phase, Schedule};
use crate::store::StoreError;
use crate::store::change_sets::{self, Kind};
use crate::store::schedules::{self, Author};

/// How often files are planned anew because somebody changed one of their schedules meanwhile.
const MOST_PLANS: u32 = 5;
/// Of so many drifted schedules a plan says who changed what.
const MOST_DRIFTS: usize = 200;

/// What is to become of a schedule that files say, or said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It is made.
    Add,
    /// It changes.
    Change,
    /// It had been deleted, and comes back.
    Restore,
    /// Its file does not say it any more: it is removed.
    Remove,
    /// It is as its file says.
    Keep,
    /// It cannot be as its file says.
    Refuse,
}

/// What was done by hand to a schedule since its file last said what it is.
#[derive(Clone, Debug)]
pub struct Drift {
    /// What differs from what the file last said.
    pub differences: Vec<Difference>,
    /// Who changed it last, when and why.
    pub last: Option<(Author, Timestamp, Option<String>)>,
}

/// One schedule of a plan.
#[derive(Clone, Debug)]
pub struct Item {
    /// The schedule.
    pub id: Uuid,
    /// What it is called, or is to be.
    pub name: String,
    /// The file that says it, or said it.
    pub file: String,
    /// Where in that file; none for what it does not say any more.
    pub index: Option<usize>,
    /// What is to become of it.
    pub action: Action,
    /// What changes.
    pub differences: Vec<Difference>,
    /// Who said what it is until now, where that was not this file: another file, or people (`None`).
    pub taken_from: Option<Option<String>>,
    /// With [`Action::Refuse`]: why.
    pub refusal: Option<FieldError>,
    /// Whether it was changed by hand since its file last said what it is.
    pub has_drifted: bool,
    /// What was done to it by hand; with the first of those that were.
    pub drift: Option<Drift>,
    /// As it stands.
    pub before: Option<Schedule>,
    /// As it is to stand.
    pub after: Option<Schedule>,
}

/// What files say, against what there is.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Every schedule that the files say or said, in their order; what is to be removed comes last.
    pub items: Vec<Item>,
    /// Stands for everything that the plan would do: the same only while that is the same.
    pub digest: String,
    edits: Arc<[Edit]>,
}

impl Plan {
    /// How many schedules there are of which that is to become.
    #[must_use]
    pub fn count(&self, action: Action) -> usize {
        self.items.iter().filter(|item| item.action == action).count()
    }
}

/// A plan that was carried out.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The plan.
    pub plan: Plan,
    /// What came of it.
    pub done: Done,
}

/// Why files were not applied.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// What would be done is not what was planned.
    #[error("things have changed since that plan was made; make it anew and look at it")]
    OtherPlan,
    /// Some schedules cannot be as their file says.
    #[error("{} of the schedules cannot be as their file says, so nothing was changed", .0.count(Action::Refuse))]
    Refused(Box<Plan>),
    /// See there.
    #[error(transparent)]
    ChangeSet(#[from] ChangeSetError),
}

/// One schedule that a file says or said, and the edit that it takes.
struct Wanted<'a> {
    file: &'a str,
    index: Option<usize>,
    edit: Edit,
    refusal: Option<FieldError>,
}

impl Door {
    /// What would have to change for everything to be as `files` say. Another file's
    /// schedules are refused, unless they are to be taken over.
    ///
    /// # Errors
    /// When the database fails, or there are too many.
    pub async fn plan(&self, who: &Person, files: &[SchedulesFile], take_over: bool) -> Result<Plan, ChangeSetError> {
        let wanted = self.wanted(files).await?;
        let edits: Arc<[Edit]> = wanted.iter().map(|wanted| wanted.edit.clone()).collect();
        let judged = self.consider(who, &edits).await?;
        let mut items: Vec<Item> =
            wanted.into_iter().zip(judged).map(|(wanted, judged)| item(wanted, judged, take_over)).collect();
        let client = self.database.get().await.map_err(StoreError::from)?;
        let gone = |item: &&Item| item.before.as_ref().is_some_and(|before| before.phase == Phase::Deleted);
        let gone: Vec<Uuid> = items.iter().filter(gone).map(|item| item.id).collect();
        let by_file = change_sets::removed_by_apply(&client, &gone).await?;
        for item in &mut items {
            // What its own file removed, nobody did by hand.
            item.has_drifted = item.before.as_ref().is_some_and(Schedule::has_drifted) && !by_file.contains(&item.id);
        }
        for item in items.iter_mut().filter(|item| item.has_drifted).take(MOST_DRIFTS) {
            item.drift = drift(&client, item).await?;
        }
        let digest = digest(&items, &edits);
        let as_seen = |(edit, item): (&Edit, &Item)| Edit {
            seen: Some(item.before.as_ref().map_or(0, |before| before.version)),
            ..edit.clone()
        };
        let edits = edits.iter().zip(&items).map(as_seen).collect();
        Ok(Plan { items, digest, edits })
    }

    /// Makes everything as `files` say, in one transaction: exactly as the plan in the answer has it. `expect` is the
    /// digest of a plan that somebody has seen.
    ///
    /// # Errors
    /// See [`ApplyError`].
    pub async fn apply(
        &self,
        who: &Person,
        files: &[SchedulesFile],
        take_over: bool,
        note: Option<&str>,
        expect: Option<&str>,
    ) -> Result<Applied, ApplyError> {
        let names = files.iter().map(|file| file.name.as_str());
        let file: String = names.collect::<Vec<_>>().join(", ").chars().take(FILE_CHARS).collect();
        let about = About { kind: Kind::Apply, file: Some(file), ..About::bulk(note.map(ToOwned::to_owned)) };
        for _ in 0..MOST_PLANS {
            let plan = self.plan(who, files, take_over).await?;
            if expect.is_some_and(|expect| expect != plan.digest) {
                return Err(ApplyError::OtherPlan);
            }
            if plan.count(Action::Refuse) > 0 {
                return Err(ApplyError::Refused(Box::new(plan)));
            }
            match self.change_all(who, &plan.edits, &about).await {
                Ok(done) => return Ok(Applied { plan, done }),
                // Somebody changed one of them since the plan was made: it is made anew.
                Err(ChangeSetError::Refused(refused)) if refused.iter().all(Refused::is_stale) => {}
                Err(e) => return Err(e.into()),
            }
        }
        Err(ChangeSetError::Outrun.into())
    }

    async fn wanted<'a>(&self, files: &'a [SchedulesFile]) -> Result<Vec<Wanted<'a>>, ChangeSetError> {
        let client = self.database.get().await.map_err(StoreError::from)?;
        let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
        let managed = schedules::managed_by(&client, &names).await?;
        let said = || files.iter().flat_map(|file| &file.schedules);
        let called: Vec<String> = said().filter_map(|said| said.draft.name.clone()).collect();
        let holders = change_sets::holders(&client, &called).await?;
        let ours: HashMap<Uuid, &str> = managed.iter().map(|one| (one.id, one.file.as_str())).collect();
        let called_by_file: HashMap<(&str, &str), Uuid> =
            managed.iter().map(|one| ((one.file.as_str(), one.said_name.as_str()), one.id)).collect();
        let mut wanted = Vec::new();
        let mut kept: HashMap<Uuid, &str> = HashMap::new();
        for file in files {
            for (index, said) in file.schedules.iter().enumerate() {
                let name = said.draft.name.as_deref().unwrap_or_default();
                // What a file names without an id is what it has named so before, whatever people call it by now;
                // else what has that name, unless the file has made one under it.
                let before = called_by_file.get(&(file.name.as_str(), name)).copied();
                let id = match before.or_else(|| holders.get(name).copied()) {
                    Some(there) if !said.has_id && ours.get(&said.id) != Some(&file.name.as_str()) => there,
                    _ => said.id,
                };
                let refusal = kept
                    .insert(id, &file.name)
                    .map(|other| FieldError::new("/name", format!("the file `{other}` says the same schedule")));
                let edit =
                    Edit { id, seen: None, what: What::Ensure(Box::new(Draft { id: None, ..said.draft.clone() })) };
                wanted.push(Wanted { file: &file.name, index: Some(index), edit, refusal });
            }
        }
        for one in &managed {
            if let Some(file) = files.iter().find(|file| file.name == one.file && !kept.contains_key(&one.id)) {
                let edit = Edit { id: one.id, seen: None, what: What::Delete };
                wanted.push(Wanted { file: &file.name, index: None, edit, refusal: None });
            }
        }
        Ok(wanted)
    }
}

fn item(wanted: Wanted<'_>, judged: Judged, take_over: bool) -> Item {
    let Wanted { file, index, edit, refusal } = wanted;
    let live = judged.before.as_ref().filter(|before| before.phase != Phase::Deleted);
    let managed = live.map(|before| before.definition.managed.as_ref().map(|managed| managed.file.to_string()));
    let taken_from = managed.filter(|by| by.as_deref() != Some(file) && index.is_some());
    let of_another = match &taken_from {
        Some(Some(other)) if !take_over => Some(FieldError::new(
            "/name",
            format!("the file `{other}` manages it; take it over, or leave it to that file"),
        )),
        _ => None,
    };
    let refused = judged.outcome.as_ref().err().map(|why| about(why));
    let refusal = refusal.or(of_another).or(refused);
    let changes = judged.changes();
    let action = match (&refusal, index, changes) {
        (Some(_), ..) => Action::Refuse,
        (None, None, _) => Action::Remove,
        (None, Some(_), false) => Action::Keep,
        (None, Some(_), true) if live.is_some() => Action::Change,
        (None, Some(_), true) if judged.before.is_some() => Action::Restore,
        (None, Some(_), true) => Action::Add,
    };
    let after = judged.after().cloned().filter(|_| refusal.is_none());
    let differences = match (action, &after) {
        (Action::Add | Action::Change | Action::Restore, Some(after)) => {
            let before = judged.before.as_ref().filter(|_| action == Action::Change).map(moment);
            compare(before.as_ref(), &moment(after))
        }
        _ => Vec::new(),
    };
    let called = after.as_ref().or(judged.before.as_ref()).map(|schedule| schedule.definition.name.to_string());
    let drafted = edit.what.draft().and_then(|draft| draft.name.clone());
    Item {
        id: edit.id,
        name: called.or(drafted).unwrap_or_default(),
        file: file.to_owned(),
        index,
        action,
        differences,
        taken_from,
        refusal,
        has_drifted: false,
        drift: None,
        before: judged.before,
        after,
    }
}

/// The first field that is refused, and why.
fn about(e: &CommandError) -> FieldError {
    use crate::domain::decide::Refusal;
    let first = if let CommandError::Refused(Refusal::Invalid(errors)) = e { errors.first() } else { None };
    first.cloned().unwrap_or_else(|| FieldError::new("", e.to_string()))
}

fn moment(schedule: &Schedule) -> Moment {
    Moment { schedule: schedule.clone(), enabled: schedule.phase == Phase::Enabled }
}

/// What was done to a drifted schedule since its file last had it as it said.
async fn drift(client: &deadpool_postgres::Client, item: &Item) -> Result<Option<Drift>, StoreError> {
    let Some(now) = &item.before else { return Ok(None) };
    let file = now.definition.managed.as_ref().map(|managed| managed.file.clone());
    let mut fold = Some(Fold::default());
    let (mut said, mut last) = (None, None);
    schedules::walk(client, item.id, None, |entry| -> Result<(), StoreError> {
        let event = entry.event;
        let (Some(known), Ok(fact)) = (&mut fold, event.fact) else {
            fold = None;
            return Ok(());
        };
        match known.add(item.id, event.version, event.effective_at, &fact) {
            Ok(moment) => {
                let managed = moment.schedule.definition.managed.as_ref().map(|managed| managed.file.clone());
                if managed == file && !moment.schedule.has_drifted() {
                    (said, last) = (Some(moment.clone()), None);
                } else {
                    last = Some((entry.author, event.occurred_at, entry.note));
                }
            }
            Err(_) => fold = None,
        }
        Ok(())
    })
    .await?;
    let differences = compare(said.as_ref(), &moment(now));
    Ok(said.is_some().then_some(Drift { differences, last }))
}

/// Over every change: its schedule, the version it goes from, and what is said of it. Not what comes of that:
/// an interval that begins now begins at another moment each time.
fn digest(items: &[Item], edits: &[Edit]) -> String {
    let mut hash = Sha256::new();
    for (item, edit) in items.iter().zip(edits).filter(|(item, _)| item.action != Action::Keep) {
        let before = item.before.as_ref().map(|before| before.version);
        hash.update(format!("{}\0{:?}\0{before:?}\0{:?}\0", item.id, item.action, edit.what.draft()));
    }
    let hash = hash.finalize();
    hash.iter().take(16).fold(String::with_capacity(32), |text, byte| text + &format!("{byte:02x}"))
}
