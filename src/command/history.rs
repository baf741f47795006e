//! Through the door backwards: reverting to what was, and bringing back what was deleted.

use deadpool_postgres::Client;
use uuid::Uuid;

use super::{CommandError, Door, MOST_EDITS, Wishes, Written, invalid, let_others_pass};
use crate::domain::decide::{Command, Refusal};
use crate::domain::history::{Difference, Fold, Moment, compare};
use crate::domain::people::{Person, Role};
use crate::domain::revert::{Search, Wish};
use crate::domain::schedule::{Definition, Phase, Schedule, Unreadable};
use crate::store::schedules::{self, HistoryEntry};
use crate::store::{self, StoreError};

/// A wish to go back, and what goes with it.
#[derive(Clone, Debug)]
pub struct Revert {
    /// Where to.
    pub wish: Wish,
    /// The version the person saw.
    pub seen: Option<i32>,
    /// Why, for the history.
    pub note: Option<String>,
    /// Do not become the owner of what somebody else's schedule does from then on.
    pub keep_owner: bool,
    /// Only find out what would change.
    pub dry_run: bool,
}

/// What became of it.
#[derive(Clone, Debug)]
pub struct Reverted {
    /// As the schedule stands now; in a dry run, as it would.
    pub written: Written,
    /// What changed, or would.
    pub differences: Vec<Difference>,
}

impl From<Unreadable> for CommandError {
    fn from(e: Unreadable) -> Self {
        Self::Unreadable(e.0)
    }
}

/// The state after the events through version `through`, or the newest.
///
/// # Errors
/// When an event on the way cannot be read, or the database fails.
pub async fn fold(client: &Client, id: Uuid, through: Option<i32>) -> Result<Option<Moment>, CommandError> {
    let mut fold = Fold::default();
    schedules::walk(client, id, through, |HistoryEntry { event, .. }| -> Result<(), CommandError> {
        fold.add(id, event.version, event.effective_at, &event.fact?)?;
        Ok(())
    })
    .await?;
    Ok(fold.into_newest())
}

impl Door {
    /// Takes a schedule back to what it was.
    ///
    /// # Errors
    /// See [`CommandError`].
    pub async fn revert(&self, who: &Person, id: Uuid, revert: &Revert) -> Result<Reverted, CommandError> {
        let mut tries = 1;
        loop {
            let (now, command) = self.prepare_revert(who, id, revert).await?;
            if let Some(seen) = revert.seen.filter(|seen| *seen != now.schedule.version) {
                return Err(CommandError::Stale { seen, current: Box::new(now.schedule) });
            }
            let wishes = Wishes {
                seen: Some(now.schedule.version),
                note: revert.note.as_deref(),
                dry_run: revert.dry_run,
                ..Wishes::default()
            };
            match self.write(who, id, &command, wishes).await {
                Err(CommandError::Stale { .. }) if revert.seen.is_none() && tries < MOST_EDITS => {
                    tries += 1;
                    let_others_pass().await;
                }
                Err(e) => return Err(e),
                Ok(written) => {
                    let enabled = written.schedule.phase == Phase::Enabled;
                    let after = Moment { schedule: written.schedule.clone(), enabled };
                    return Ok(Reverted { differences: compare(Some(&now), &after), written });
                }
            }
        }
    }

    /// Brings a deleted schedule back, switched on if it was, under another name where one is given.
    ///
    /// # Errors
    /// See [`CommandError`].
    pub async fn restore(
        &self,
        who: &Person,
        id: Uuid,
        name: Option<&str>,
        note: Option<&str>,
    ) -> Result<Written, CommandError> {
        let mut tries = 1;
        loop {
            let (now, owner) = {
                let client = self.database.get().await.map_err(StoreError::from)?;
                let now = fold(&client, id, None).await?.ok_or(Refusal::NotFound)?;
                // Whose it was may be gone: nobody's jobs must run. The admin who brings it back answers for it.
                let owner = store::people::by_id(&client, now.schedule.definition.owner).await?;
                (now, owner.is_none().then_some(who.id))
            };
            let command = Command::Restore { name: name.map(Into::into), owner, enabled: now.enabled };
            let wishes = Wishes { seen: Some(now.schedule.version), note, ..Wishes::default() };
            match self.write(who, id, &command, wishes).await {
                Err(CommandError::Stale { .. }) if tries < MOST_EDITS => {
                    tries += 1;
                    let_others_pass().await;
                }
                other => return other,
            }
        }
    }

    /// The state now, and the command that leads back from it.
    async fn prepare_revert(&self, who: &Person, id: Uuid, revert: &Revert) -> Result<(Moment, Command), CommandError> {
        let mut search = Search::new(revert.wish);
        {
            let client = self.database.get().await.map_err(StoreError::from)?;
            schedules::walk(&client, id, None, |HistoryEntry { event, .. }| -> Result<(), CommandError> {
                search.add(id, event.version, event.effective_at, &event.fact?)?;
                Ok(())
            })
            .await?;
        }
        let now = search.newest().cloned().ok_or(Refusal::NotFound)?;
        let mut command = search.command()?;
        if let Command::Revert { definition, .. } = &mut command {
            if now.schedule.phase == Phase::Deleted {
                return Err(Refusal::NotFound.into());
            }
            self.fit(&now.schedule, definition)?;
            if settle_owner(who, &now.schedule, definition, revert.wish, revert.keep_owner)? {
                let client = self.database.get().await.map_err(StoreError::from)?;
                let owner = store::people::by_id(&client, definition.owner).await?;
                may_own(owner.as_ref().map(|user| (user.username.as_str(), user.is_active)))?;
            }
        }
        Ok((now, command))
    }

    /// Arguments that were fit once need not be today: the task may have changed.
    pub(super) fn fit(&self, now: &Schedule, definition: &mut Definition) -> Result<(), CommandError> {
        let d = &now.definition;
        if d.task == definition.task && d.kwargs == definition.kwargs {
            return Ok(());
        }
        let task = &*definition.task;
        if self.catalogue.short_name(task).is_none() {
            return Err(invalid("/task", format!("there is no task `{task}` any more")));
        }
        let checked = self.catalogue.check(task, &definition.kwargs.to_map()).map_err(Refusal::Invalid)?;
        definition.kwargs = (&checked).into();
        Ok(())
    }
}

/// Whose it is afterwards. A whole version brings its owner back with it, whose
/// task and arguments those were. What undoing one event makes it do may be new,
/// so that, as with any edit, whoever changes it answers for it.
///
/// Whether that is another owner than now, who has to be one that may own it.
pub(super) fn settle_owner(
    who: &Person,
    now: &Schedule,
    definition: &mut Definition,
    wish: Wish,
    keep_owner: bool,
) -> Result<bool, CommandError> {
    let d = &now.definition;
    let changes_work = d.task != definition.task || d.kwargs != definition.kwargs;
    let whole = matches!(wish, Wish::ToVersion(_));
    if changes_work && !whole && definition.owner != who.id && !keep_owner && who.role == Role::Admin {
        definition.owner = who.id;
    }
    if definition.owner == d.owner {
        return Ok(false);
    }
    if who.role < Role::Admin {
        let says = "this would give the schedule back to another owner, which only an admin does";
        return Err(CommandError::Forbidden(says.to_owned()));
    }
    Ok(true)
}

/// Whether somebody, by name and whether they are active, may own what is brought back.
pub(super) fn may_own(user: Option<(&str, bool)>) -> Result<(), CommandError> {
    match user {
        Some((_, true)) => Ok(()),
        Some((name, false)) => {
            let says = format!("`{name}`, whose it was, is no longer active; give it to somebody else");
            Err(invalid("/owner_username", says))
        }
        None => Err(invalid("/owner_username", "the user whose it was is gone".to_owned())),
    }
}
