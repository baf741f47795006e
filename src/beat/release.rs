//! When the last maintenance window over a schedule ends: the newest due time it
//! held becomes a job, the others are skipped.

use deadpool_postgres::{Client, Transaction};
use uuid::Uuid;

use super::Means;
use super::fire::{FOR_OVERLAP, Stop, conclude, judge_anew};
use super::reconcile::Desk;
use crate::domain::Timestamp;
use crate::domain::decide::Command;
use crate::domain::job::{JobView, Trigger, fresh_id};
use crate::domain::schedule::{Phase, Schedule, Unreadable, When, evolve};
use crate::domain::settle::{Counted, Reason, Verdict, verdict_now};
use crate::store::firing::{self, OpenJob};
use crate::store::held::{self, HeldRow};
use crate::store::jobs::{self, Cancelled, NewJob};
use crate::store::{StoreError, append, schedules};

/// Lets go what is held of schedule `id`, in a transaction of its own. The jobs
/// it makes reach Redis like anybody's: by the hint of their insertion.
pub(super) async fn release(
    desk: &mut Desk,
    client: &mut Client,
    term: i64,
    id: Uuid,
    now: Timestamp,
    means: &Means,
) -> Result<(), Stop> {
    let Some(known) = desk.book.get(id).map(|entry| entry.timeline.newest().version) else { return Ok(()) };
    let tx = client.transaction().await?;
    let in_force = firing::fence_windows(&tx, term).await?.ok_or(Stop::Deposed)?;
    if in_force != desk.windows_revision {
        // Perhaps another one is over it by now.
        tx.rollback().await?;
        return judge_anew(desk, client, id).await;
    }
    // The lock order: term, appends, schedule, jobs.
    let (held_now, _) = append::hold(&tx, id).await?;
    let newest = held_now.and_then(|held| held.schedule.ok()).filter(|newest| newest.version == known);
    let Some(newest) = newest else {
        // An edit came meanwhile, and may have taken it out of the window's scope, or switched it off.
        tx.rollback().await?;
        return desk.see_again(client, Some(&[id]), means).await.map_err(Stop::from);
    };
    // An operator may have run some of what is held: what counts is what is written.
    let mut counted = Counted::default();
    firing::seen(&tx, Some(&[id]), |_, seen| counted = seen.counted).await?;
    let open = firing::hold_open_jobs(&tx, id).await?;
    let mut told = Vec::new();
    match held::of(&tx, id).await?.first() {
        None => held::let_go(&tx, id, None, None, counted).await?,
        Some(row) => {
            let owner =
                if row.version == newest.version { newest.clone() } else { version_of(&tx, id, row.version).await? };
            let let_go = LetGo { newest: &newest, owner: &owner, row, open: &open, counted, now };
            let (made, counted) = let_go.settle(&tx, desk, means, &mut told).await?;
            let completes = ends(&newest, &owner, row, made.is_some(), counted);
            if completes && newest.phase == Phase::Enabled {
                conclude(&tx, id, newest.version, &Command::Complete, now).await?;
            }
            told.extend(made);
        }
    }
    tx.commit().await?;
    means.feed.tell_all(told);
    desk.see_again(client, Some(&[id]), means).await.map_err(Stop::from)
}

/// Whether a one-off, or a run limit, is over with this due time.
fn ends(newest: &Schedule, owner: &Schedule, row: &HeldRow, made: bool, counted: Counted) -> bool {
    let limit = newest.definition.run_limit().filter(|_| newest.cycle == owner.cycle);
    let enough = made && limit.is_some_and(|limit| counted.runs >= limit);
    enough || matches!(newest.definition.when, When::Clocked { clocked } if clocked.at == row.through)
}

/// The schedule as version `version` of it was.
async fn version_of(tx: &Transaction<'_>, id: Uuid, version: i32) -> Result<Schedule, Stop> {
    let unreadable = |e: Unreadable| StoreError::Unreadable { what: "event", reason: e.0 };
    let mut state = None;
    schedules::walk(tx, id, Some(version), |entry| {
        let event = entry.event;
        let fact = event.fact.map_err(unreadable)?;
        state = Some(evolve(state.take(), id, event.version, event.effective_at, &fact).map_err(unreadable)?);
        Ok::<(), StoreError>(())
    })
    .await?;
    let gone = || StoreError::Unreadable { what: "event", reason: format!("there is no version {version}") };
    Ok(state.ok_or_else(gone)?)
}

/// What letting go rests on.
struct LetGo<'a> {
    newest: &'a Schedule,
    /// The version that owns the newest held due time.
    owner: &'a Schedule,
    /// The row it is the last of.
    row: &'a HeldRow,
    open: &'a [OpenJob],
    counted: Counted,
    now: Timestamp,
}

impl LetGo<'_> {
    /// Writes the outcomes; the job that was made, and what is counted now.
    async fn settle(
        &self,
        tx: &Transaction<'_>,
        desk: &Desk,
        means: &Means,
        told: &mut Vec<JobView>,
    ) -> Result<(Option<JobView>, Counted), Stop> {
        let (id, due) = (self.owner.id, self.row.through);
        let before = self.due_before();
        // Switched off since, or gone: nobody expects it to run any more.
        let wanted = matches!(self.newest.phase, Phase::Enabled | Phase::Expired);
        let owner_may = !desk.inactive.contains(&self.owner.definition.owner);
        let open = self.open.len() as u64;
        let refused = match verdict_now(self.owner.definition.overlap, open) {
            _ if !wanted => Some(Reason::Maintenance),
            _ if !owner_may => Some(Reason::Owner),
            Verdict::Yield | Verdict::Supersede => Some(Reason::Overlap),
            _ => None,
        };
        if let Some(reason) = refused {
            held::let_go(tx, id, before, None, self.counted).await?;
            let behind = self.open.last().map(|job| job.id).filter(|_| reason == Reason::Overlap);
            held::skip(tx, id, due, self.owner.version, reason, behind).await?;
            return Ok((None, self.counted));
        }
        let waits_for = match verdict_now(self.owner.definition.overlap, open) {
            Verdict::Cancels => {
                let Cancelled { views } = jobs::cancel_open(tx, id, FOR_OVERLAP).await?;
                told.extend(views);
                self.open.iter().rev().find(|job| job.running).map(|job| job.id)
            }
            Verdict::InTurn => self.open.last().map(|job| job.id),
            _ => None,
        };
        // A job of a cycle that is over counts towards nothing any more.
        let same_cycle = self.owner.cycle == self.newest.cycle;
        let counted = if same_cycle { self.counted.plus_one(self.owner.cycle) } else { self.counted };
        held::let_go(tx, id, before, Some(due), counted).await?;
        let made = jobs::insert(tx, &self.job(waits_for, means)).await?;
        Ok((made, counted))
    }

    /// The due time before the newest, where its row has one.
    fn due_before(&self) -> Option<Timestamp> {
        if self.row.count <= 1 {
            return None;
        }
        let (cadence, start) = (self.owner.definition.cadence(), self.owner.definition.start_at);
        let just_before = self.row.through.minus(crate::domain::timestamp::INSTANT);
        let just_from = self.row.from.minus(crate::domain::timestamp::INSTANT);
        cadence.span(start, just_from, just_before).map(|span| span.last)
    }

    fn job(&self, waits_for: Option<Uuid>, means: &Means) -> NewJob {
        let (owner, due) = (self.owner, self.row.through);
        let limits = owner.definition.limits(means.catalogue.limits(&owner.definition.task));
        // Not the due time's own id: it may have been held for longer than jobs of that day are kept.
        NewJob::of_schedule(owner, limits, fresh_id(self.now), Trigger::CatchUp, Some(due), waits_for)
    }
}
