//! Jobs for past due times, by hand: those that wait for an operator, and a
//! backfill of a range. In turn, unless the schedule lets its jobs overlap.

use std::collections::HashSet;
use std::time::Duration;

use deadpool_postgres::Transaction;
use serde_json::{Value, json};
use uuid::Uuid;

use super::run_now::{RunError, may_start};
use super::{CommandError, Door, conclude};
use crate::domain::Timestamp;
use crate::domain::cadence::Span;
use crate::domain::decide::Command;
use crate::domain::draft::FieldError;
use crate::domain::job::{JobView, Trigger, fresh_id};
use crate::domain::ledger::{cut, due_times};
use crate::domain::people::{Person, Role};
use crate::domain::schedule::{Overlap, Phase, Schedule, When};
use crate::domain::settle::Counted;
use crate::domain::timestamp::INSTANT;
use crate::store::append::{self, Held};
use crate::store::jobs::{self, NewJob};
use crate::store::pending::{self, BackfillRecord, PendingRow, Put};
use crate::store::{StoreError, firing, manual, occurrences, people};

/// Jobs made by one request: more would hold the schedule, and its owner's attention, for too long.
pub const MOST_AT_ONCE: usize = 1_000;
/// Due times that are looked at to find those that have no job.
const MOST_LOOKED_AT: u64 = 100_000;
/// The longest range of one backfill.
const LONGEST_RANGE: Duration = Duration::from_secs(366 * 86_400);
/// Between the ids of jobs made at once, so that they sort in the order of their due times.
const APART: Duration = Duration::from_millis(1);

/// What became of pending due times.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    /// How many were decided.
    pub due_times: u64,
    /// How many of those asked for still wait.
    pub left: u64,
    /// The jobs that were made, oldest due time first.
    pub jobs: Vec<JobView>,
}

/// Which past due times are to have jobs.
#[derive(Clone, Debug)]
pub struct BackfillWish {
    /// Not before it.
    pub from: Timestamp,
    /// Not after it.
    pub to: Timestamp,
    /// Only say what would be made.
    pub dry_run: bool,
    /// Also those that have a job already.
    pub include_ran: bool,
    /// Why.
    pub note: Option<String>,
}

impl BackfillWish {
    /// What makes two requests the same one.
    fn as_request(&self, schedule: Uuid) -> Value {
        json!({"backfill": schedule, "from": self.from, "to": self.to, "include_ran": self.include_ran})
    }
}

/// What a backfill comes to.
#[derive(Clone, Debug, Default)]
pub struct Backfill {
    /// Due times of the present cadence in the range.
    pub due_times: u64,
    /// How many of them have a job already.
    pub with_job: u64,
    /// How many of them are pending, and left to be run or dropped.
    pub pending: u64,
    /// Jobs made, or to be made.
    pub jobs: u64,
    /// The first due time that gets one.
    pub first: Option<Timestamp>,
    /// The last one.
    pub last: Option<Timestamp>,
    /// The first of the jobs made.
    pub first_job: Option<Uuid>,
    /// The jobs made by this call.
    pub made: Vec<JobView>,
}

/// A chain of jobs: each waits for the one before it, unless they may overlap.
struct Chain<'a> {
    door: &'a Door,
    /// The id of the next one, and when it was drawn.
    next: (Uuid, Timestamp),
    before: Option<Uuid>,
    jobs: Vec<NewJob>,
}

impl Chain<'_> {
    fn add(&mut self, schedule: &Schedule, due: Timestamp, trigger: Trigger) {
        let (id, drawn) = self.next;
        let later = drawn.plus(APART);
        self.next = (fresh_id(later), later);
        let waits_for = self.before.filter(|_| schedule.definition.overlap != Overlap::Allow);
        let limits = schedule.definition.limits(self.door.catalogue.limits(&schedule.definition.task));
        self.jobs.push(NewJob::of_schedule(schedule, limits, id, trigger, Some(due), waits_for));
        self.before = Some(id);
    }

    async fn insert(&self, tx: &Transaction<'_>) -> Result<Vec<JobView>, StoreError> {
        let made = jobs::insert_many(tx, &self.jobs, false).await?;
        jobs::hint(tx).await?;
        Ok(made)
    }
}

/// A schedule held against everybody, as it stands, and what is settled of it.
async fn hold(tx: &Transaction<'_>, id: Uuid) -> Result<(Schedule, Timestamp), RunError> {
    // With the append lock: what ends with these due times completes in this transaction.
    let (held, now) = append::hold(tx, id).await?;
    let Held { schedule, settled_through } = held.ok_or(RunError::NotFound)?;
    Ok((schedule.map_err(|e| RunError::Unreadable(e.0))?, now.max(settled_through)))
}

async fn counted(tx: &Transaction<'_>, id: Uuid) -> Result<Counted, StoreError> {
    let mut counted = Counted::default();
    firing::seen(tx, Some(&[id]), |_, seen| counted = seen.counted).await?;
    Ok(counted)
}

async fn may_act(tx: &Transaction<'_>, owner: Uuid) -> Result<(), RunError> {
    let active = people::by_id(tx, owner).await?.is_some_and(|user| user.is_active);
    if active { Ok(()) } else { Err(RunError::OwnerDisabled) }
}

async fn complete(tx: &Transaction<'_>, schedule: &Schedule, at: Timestamp) -> Result<(), RunError> {
    match conclude(tx, schedule.id, schedule.version, &Command::Complete, at).await {
        Ok(_) => Ok(()),
        Err(CommandError::Store(e)) => Err(e.into()),
        Err(other) => Err(RunError::Unreadable(other.to_string())),
    }
}

/// Whether a schedule that has one due time only is over when those in `span` are decided.
fn has_its_instant(schedule: &Schedule, span: Span) -> bool {
    let When::Clocked { clocked } = schedule.definition.when else { return false };
    schedule.phase == Phase::Enabled && span.first <= clocked.at && clocked.at <= span.last
}

fn part(row: &PendingRow, span: Option<Span>, dropped: bool) -> Option<Put> {
    span.map(|span| Put { row: PendingRow { span, ..*row }, dropped })
}

impl Door {
    /// Makes jobs for the pending due times of a schedule from `from` to `to`, oldest
    /// first, by the versions that own them; at most [`MOST_AT_ONCE`].
    ///
    /// # Errors
    /// See [`RunError`].
    pub async fn run_pending(
        &self,
        who: &Person,
        id: Uuid,
        from: Timestamp,
        to: Timestamp,
        now: Timestamp,
    ) -> Result<Decided, RunError> {
        may_start(who)?;
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        let (newest, at) = hold(&tx, id).await?;
        if newest.phase == Phase::Deleted {
            return Err(RunError::Deleted);
        }
        let rows = pending::of(&tx, id, from, to).await?;
        if rows.is_empty() {
            return Ok(Decided::default());
        }
        let history = occurrences::history(&tx, id).await?;
        let open = firing::hold_open_jobs(&tx, id).await?;
        let mut counted = counted(&tx, id).await?;
        let limit = newest.definition.run_limit().filter(|_| newest.phase == Phase::Enabled);
        let (next, before) = ((fresh_id(now), now), open.last().map(|job| job.id));
        let mut chain = Chain { door: self, next, before, jobs: Vec::new() };
        let (mut put, mut taken, mut asked, mut completes) = (Vec::new(), Vec::new(), 0, false);
        let mut may_act_as = HashSet::new();
        for row in &rows {
            let owner = history
                .version(row.version)
                .ok_or_else(|| RunError::Unreadable(format!("its version {} cannot be read", row.version)))?;
            let d = &owner.definition;
            let parts = cut(d, row.span, from, to);
            let Some(within) = parts.within else { continue };
            asked += within.count;
            let ends = limit.filter(|_| owner.cycle == newest.cycle);
            let so_far = if counted.cycle == owner.cycle { counted.runs } else { 0 };
            let until_end = ends.map_or(usize::MAX, |limit| limit.saturating_sub(so_far) as usize);
            let dues = due_times(d, within, until_end.min(MOST_AT_ONCE - chain.jobs.len()));
            if !dues.is_empty() && may_act_as.insert(d.owner) {
                may_act(&tx, d.owner).await?;
            }
            taken.push(*row);
            for due in &dues {
                chain.add(owner, *due, Trigger::CatchUp);
                // A job of a cycle that is over counts towards nothing any more.
                if owner.cycle == newest.cycle {
                    counted = counted.plus_one(owner.cycle);
                }
            }
            let rest = match dues.last() {
                Some(last) => {
                    completes |= has_its_instant(&newest, Span { last: *last, ..within });
                    cut(d, within, within.first, *last).after
                }
                None => Some(within),
            };
            completes |= !dues.is_empty() && ends.is_some_and(|limit| counted.runs >= limit);
            put.extend([parts.before, rest, parts.after].into_iter().filter_map(|span| part(row, span, false)));
        }
        let jobs = chain.insert(&tx).await?;
        pending::replace(&tx, id, &taken, &put, &who.username).await?;
        let newest_due = chain.jobs.iter().filter_map(|job| job.due_at).max();
        pending::made_up(&tx, id, jobs.len(), newest_due, counted).await?;
        if completes {
            complete(&tx, &newest, at).await?;
        }
        tx.commit().await?;
        let due_times = chain.jobs.len() as u64;
        tracing::info!(schedule.id = %id, due_times, actor = %who.username, "pending due times run");
        Ok(Decided { due_times, left: asked - due_times, jobs })
    }

    /// Drops the pending due times of a schedule from `from` to `to`: they are skipped.
    ///
    /// # Errors
    /// See [`RunError`].
    pub async fn drop_pending(
        &self,
        who: &Person,
        id: Uuid,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Decided, RunError> {
        may_start(who)?;
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        let (newest, at) = hold(&tx, id).await?;
        let rows = pending::of(&tx, id, from, to).await?;
        if rows.is_empty() {
            return Ok(Decided::default());
        }
        let history = occurrences::history(&tx, id).await?;
        let counted = counted(&tx, id).await?;
        let (mut put, mut taken, mut due_times, mut completes) = (Vec::new(), Vec::new(), 0, false);
        for row in &rows {
            let owner = history
                .version(row.version)
                .ok_or_else(|| RunError::Unreadable(format!("its version {} cannot be read", row.version)))?;
            let parts = cut(&owner.definition, row.span, from, to);
            let Some(within) = parts.within else { continue };
            due_times += within.count;
            completes |= has_its_instant(&newest, within);
            taken.push(*row);
            put.extend(part(row, parts.before, false));
            put.extend(part(row, Some(within), true));
            put.extend(part(row, parts.after, false));
        }
        pending::replace(&tx, id, &taken, &put, &who.username).await?;
        pending::made_up(&tx, id, 0, None, counted).await?;
        if completes {
            complete(&tx, &newest, at).await?;
        }
        tx.commit().await?;
        tracing::info!(schedule.id = %id, due_times, actor = %who.username, "pending due times dropped");
        Ok(Decided { due_times, left: 0, jobs: Vec::new() })
    }

    /// Makes jobs for past due times of a schedule as it stands now.
    ///
    /// Left out are due times that have a job (unless asked for), that are pending, and
    /// that beat has not settled yet.
    ///
    /// # Errors
    /// See [`RunError`].
    pub async fn backfill(
        &self,
        who: &Person,
        id: Uuid,
        wish: &BackfillWish,
        key: Option<&str>,
        now: Timestamp,
    ) -> Result<Backfill, RunError> {
        may_start(who)?;
        check(wish, now)?;
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        let first_job = fresh_id(now);
        if let Some(key) = key.filter(|_| !wish.dry_run)
            && let Some(earlier) = manual::claim_key(&tx, who.id, key, first_job, &wish.as_request(id)).await?
        {
            let record = if earlier.same_request { pending::backfill(&tx, earlier.job).await? } else { None };
            return record.map(repeated).ok_or(RunError::KeyReused);
        }
        let (schedule, _) = hold(&tx, id).await?;
        if schedule.phase == Phase::Deleted {
            return Err(RunError::NotFound);
        }
        if who.role < Role::Admin && schedule.definition.owner != who.id {
            return Err(RunError::Forbidden(
                "this schedule is somebody else's: only its owner or an admin may backfill it".to_owned(),
            ));
        }
        let (answer, dues) = to_backfill(&tx, &schedule, wish, now).await?;
        if wish.dry_run || dues.is_empty() {
            return Ok(answer);
        }
        if dues.len() > MOST_AT_ONCE {
            let detail =
                format!("{} jobs would be made; {MOST_AT_ONCE} at once are the most: take a shorter range", dues.len());
            return Err(RunError::Invalid(vec![FieldError::new("/from", detail)]));
        }
        may_act(&tx, schedule.definition.owner).await?;
        let open = firing::hold_open_jobs(&tx, id).await?;
        let (next, before) = ((first_job, now), open.last().map(|job| job.id));
        let mut chain = Chain { door: self, next, before, jobs: Vec::new() };
        for due in &dues {
            chain.add(&schedule, *due, Trigger::Backfill);
        }
        let made = chain.insert(&tx).await?;
        let record = BackfillRecord {
            first_job,
            schedule: id,
            version: schedule.version,
            from: answer.first.unwrap_or(wish.from),
            through: answer.last.unwrap_or(wish.to),
            jobs: i32::try_from(made.len()).unwrap_or(i32::MAX),
            note: wish.note.clone(),
        };
        pending::record(&tx, &record, &who.username).await?;
        pending::made_up(&tx, id, made.len(), answer.last, counted(&tx, id).await?).await?;
        tx.commit().await?;
        tracing::info!(schedule.id = %id, jobs = made.len(), actor = %who.username, "backfilled");
        Ok(Backfill { first_job: Some(first_job), made, ..answer })
    }
}

fn check(wish: &BackfillWish, now: Timestamp) -> Result<(), RunError> {
    let wrong = |pointer: &str, detail: String| Err(RunError::Invalid(vec![FieldError::new(pointer, detail)]));
    if wish.to > now {
        return wrong("/to", "lies in the future: what is to come runs by itself".to_owned());
    }
    if wish.from > wish.to {
        return wrong("/from", "must not be after `to`".to_owned());
    }
    if wish.to.since(wish.from) > LONGEST_RANGE {
        return wrong("/from", "a range may be 366 days long at most".to_owned());
    }
    Ok(())
}

/// What the same request made before.
fn repeated(record: BackfillRecord) -> Backfill {
    Backfill {
        jobs: u64::try_from(record.jobs).unwrap_or(0),
        first: Some(record.from),
        last: Some(record.through),
        first_job: Some(record.first_job),
        ..Backfill::default()
    }
}

/// The due times that are to have jobs, oldest first, and what is said of them.
async fn to_backfill(
    tx: &Transaction<'_>,
    schedule: &Schedule,
    wish: &BackfillWish,
    now: Timestamp,
) -> Result<(Backfill, Vec<Timestamp>), RunError> {
    let (d, cadence) = (&schedule.definition, schedule.definition.cadence());
    // What beat has not settled is still to get its outcome, from beat.
    let unsettled = occurrences::unsettled(tx, schedule.id).await?.filter(|due| *due <= now);
    let ends = [d.expires, unsettled].into_iter().flatten().map(|end| end.minus(INSTANT));
    let until = ends.fold(wish.to, Timestamp::min);
    let after = wish.from.minus(INSTANT);
    let Some(span) = cadence.span(d.start_at, after, until) else { return Ok((Backfill::default(), Vec::new())) };
    if span.count > MOST_LOOKED_AT {
        let detail = format!("{} due times lie in this range; take a shorter one", span.count);
        return Err(RunError::Invalid(vec![FieldError::new("/from", detail)]));
    }
    let with_job = pending::with_jobs(tx, schedule.id, span).await?;
    let rows = pending::of(tx, schedule.id, span.first, span.last).await?;
    let history = if rows.is_empty() { None } else { Some(occurrences::history(tx, schedule.id).await?) };
    let waits = |due: Timestamp| {
        let row = rows.iter().find(|row| row.span.first <= due && due <= row.span.last);
        let owner = row.and_then(|row| history.as_ref()?.version(row.version));
        owner.is_some_and(|owner| {
            let owner = &owner.definition;
            owner.cadence().between(owner.start_at, due.minus(INSTANT), due).next().is_some()
        })
    };
    let mut answer = Backfill { due_times: span.count, ..Backfill::default() };
    let mut dues = Vec::new();
    for due in cadence.between(d.start_at, after, until) {
        let ran = with_job.contains(&due);
        answer.with_job += u64::from(ran);
        if waits(due) {
            answer.pending += 1;
        } else if !ran || wish.include_ran {
            dues.push(due);
        }
    }
    answer.jobs = dues.len() as u64;
    (answer.first, answer.last) = (dues.first().copied(), dues.last().copied());
    Ok((answer, dues))
}
