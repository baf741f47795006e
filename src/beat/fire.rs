//! Settling due times: decided by the pure rules, written by compare-and-set.

use std::collections::HashMap;

use deadpool_postgres::Client;
use uuid::Uuid;

use super::Means;
use super::book::Entry;
use super::missed;
use super::reconcile::Desk;
use super::release::release;
use crate::command::{self, CommandError};
use crate::domain::Timestamp;
use crate::domain::decide::Command;
use crate::domain::job::{JobState, JobView, id_for_due_time, jitter};
use crate::domain::schedule::{Definition, Phase, When};
use crate::domain::settle::{Counted, Holds, Open, Plan, PlannedJob, PlannedSkip, Reason, Rules, settle};
use crate::domain::timestamp::INSTANT;
use crate::queue::tickets::{Lane, Ticket};
use crate::store::StoreError;
use crate::store::firing::{self, Batch, Settlement, SkipRun};
use crate::store::jobs::{self, Cancelled};

/// Schedules settled in the first transaction of a busy second: few enough that
/// the first jobs do not wait for the last.
pub(super) const FIRST_BATCH: usize = 128;
/// Schedules settled in one transaction when many are left: beyond this it gets no cheaper.
pub(super) const LARGEST_BATCH: usize = 1_024;
/// Jobs of one batch that are logged one by one; above, one line for all.
const LOGGED_SINGLY: usize = 20;
/// The smallest step of the wheel.
const JUST_AFTER: std::time::Duration = std::time::Duration::from_millis(1);
/// How long schedules that need a transaction each are settled before the rest has a turn.
const ALONE_AT_ONCE: std::time::Duration = std::time::Duration::from_millis(200);
/// How often one of them is tried when it meets a deadlock.
const ALONE_TRIES: u32 = 3;
/// Who cancels a job when its schedule's overlap policy does.
pub(super) const FOR_OVERLAP: &str = "system (overlap: cancel_running)";
/// How long a schedule whose own data makes deciding fail is left alone.
const PUT_OFF: std::time::Duration = std::time::Duration::from_secs(10);

/// A job that was made, ready for Redis unless it waits its turn.
pub(super) struct Made {
    pub(super) lane: Lane,
    /// Whether its ticket is to be sent now: it does not wait, and its queue is not paused.
    pub(super) has_ticket: bool,
    pub(super) ticket: Ticket,
    pub(super) view: JobView,
}

/// Why the leader has to stop leading.
#[derive(Debug, thiserror::Error)]
pub(super) enum Stop {
    /// The term has passed to somebody else.
    #[error("another beat leads now")]
    Deposed,
    /// Postgres failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Redis failed.
    #[error(transparent)]
    Redis(#[from] crate::queue::RedisError),
}

impl From<tokio_postgres::Error> for Stop {
    fn from(e: tokio_postgres::Error) -> Self {
        Self::Store(e.into())
    }
}

/// What a plan needs to become rows.
struct Decided {
    id: Uuid,
    plan: Plan,
    counted: Counted,
    jobs: Vec<NewJob>,
}

/// A job that a plan makes.
struct NewJob {
    id: Uuid,
    planned: PlannedJob,
    definition: Definition,
    /// For its time, or for another job.
    waits: bool,
}

/// Settles the next batch of what is due, at most `most` schedules. `None`: nothing is.
pub(super) async fn fire_next(
    desk: &mut Desk,
    client: &mut Client,
    term: i64,
    most: usize,
    means: &Means,
) -> Result<Option<Vec<Made>>, Stop> {
    let now = means.clock.now();
    let due = desk.book.take_due(now, most);
    if due.is_empty() {
        return Ok(None);
    }
    // The wheel counts milliseconds; what is due within the one that began is due.
    let mut batch = Batch::default();
    let mut decided: HashMap<Uuid, Decided> = HashMap::with_capacity(due.len());
    let mut alone = Vec::new();
    for id in due {
        let Some(entry) = desk.book.get(id) else { continue };
        if now <= entry.seen.settled_through {
            // The clock stepped back: silence until it has passed what is settled.
            let later = entry.seen.settled_through.plus(JUST_AFTER);
            desk.book.put_off(id, later);
            continue;
        }
        if needs_own_transaction(entry, now) || entry.released_at(&desk.book.windows()).is_some_and(|at| at <= now) {
            alone.push(id);
            continue;
        }
        let plan = decide(entry, now, Open::Unknown, desk, means);
        if plan.jobs.is_empty() && plan.skips.is_empty() {
            // Rung early: the clock stepped back, or an edit moved the due time.
            desk.book.arm(id);
            continue;
        }
        decided.insert(id, enter(&mut batch, id, entry, plan, now, None, entry.seen.counted, means));
    }
    missed::note(client, decided.values().map(|decided| (decided.id, &decided.plan))).await?;
    let mut made = settle_batch(desk, client, term, &batch, decided, now, means).await?;
    let slice_ends = tokio::time::Instant::now() + ALONE_AT_ONCE;
    for id in alone {
        if tokio::time::Instant::now() >= slice_ends {
            // The heartbeat, and whoever shares a transaction, must not wait for all of them.
            desk.book.arm(id);
            continue;
        }
        match settle_patiently(desk, client, term, id, now, means).await {
            Ok(jobs) => made.extend(jobs),
            Err(Stop::Store(e)) if !e.is_away() => {
                // Its own trouble (a deadlock, a bad row) must not stop the others.
                tracing::error!(schedule.id = %id, error = %crate::store::Chain(&e), "a schedule could not be settled; trying again soon");
                desk.book.put_off(id, now.plus(PUT_OFF));
            }
            Err(e) => return Err(e),
        }
    }
    log_made(&made, now);
    Ok(Some(made))
}

/// Settles one schedule alone; a deadlock is tried again at once, because seconds later its due time has been missed.
async fn settle_patiently(
    desk: &mut Desk,
    client: &mut Client,
    term: i64,
    id: Uuid,
    now: Timestamp,
    means: &Means,
) -> Result<Vec<Made>, Stop> {
    let mut tries = 1;
    loop {
        match settle_alone(desk, client, term, id, now, means).await {
            Err(Stop::Store(e)) if e.is_transient() && tries < ALONE_TRIES => tries += 1,
            other => return other,
        }
    }
}

/// What ends with a job completes in the transaction that makes it, expiry appends
/// an event, and jobs that wait in turn hold the one before them: a transaction each.
fn needs_own_transaction(entry: &Entry, now: Timestamp) -> bool {
    use crate::domain::schedule::CatchUp;
    let newest = &entry.timeline.newest().definition;
    let missed = entry
        .timeline
        .next_due(entry.seen.settled_through)
        .is_some_and(|due| now.since(due) > crate::domain::settle::IN_TIME);
    newest.run_limit().is_some()
        || newest.overlap.needs_count()
        || matches!(newest.when, When::Clocked { .. })
        || newest.expires.is_some_and(|end| end <= now)
        || entry.timeline.has_older()
        || (missed && newest.catch_up == CatchUp::All)
}

fn decide(entry: &Entry, now: Timestamp, open: Open, desk: &Desk, means: &Means) -> Plan {
    let may_run = |owner: Uuid| !desk.inactive.contains(&owner);
    let windows = desk.book.windows();
    let (catch_up_limit, held) = (means.config.catch_up_limit, entry.seen.held_due);
    let rules = Rules { may_run: &may_run, windows: &windows, catch_up_limit, held };
    settle(&entry.timeline, entry.seen.settled_through, now, open, entry.seen.counted, rules)
}

/// Puts a plan into the batch. `open_job` is the one that jobs in turn wait for.
#[expect(clippy::too_many_arguments, reason = "what one schedule's due times become rests on all of these")]
fn enter(
    batch: &mut Batch,
    id: Uuid,
    entry: &Entry,
    plan: Plan,
    now: Timestamp,
    open_job: Option<Uuid>,
    counted: Counted,
    means: &Means,
) -> Decided {
    let next_due = if plan.completes { None } else { entry.timeline.next_due(now) };
    batch.settle(id, entry.seen, now, next_due, &plan, counted);
    let mut before = open_job;
    let mut jobs = Vec::with_capacity(plan.jobs.len());
    for job in &plan.jobs {
        let Some(schedule) = entry.timeline.version(job.version) else { continue };
        let job_id = id_for_due_time(id, job.due);
        let limits = schedule.definition.limits(means.catalogue.limits(&schedule.definition.task));
        let waits_for = before.filter(|_| job.in_turn);
        let starts = job.due.plus(jitter(id, job.due, schedule.definition.jitter_seconds));
        let ready_at = (starts > now).then_some(starts);
        batch.job(job_id, id, job, &schedule.definition, limits, waits_for, ready_at);
        before = Some(job_id);
        let waits = waits_for.is_some() || ready_at.is_some();
        jobs.push(NewJob { id: job_id, planned: *job, definition: schedule.definition.clone(), waits });
    }
    let behind = jobs.first().map(|job| job.id);
    let run = entry.skip_run.as_deref().copied().filter(|run| goes_on(run, &plan));
    for (nth, skip) in plan.skips.iter().filter(|skip| skip.holds != Holds::IfFree).enumerate() {
        batch.skip(id, skip, behind, run.filter(|_| nth == 0));
    }
    for skip in plan.skips.iter().filter(|skip| skip.holds == Holds::IfFree) {
        batch.skip(id, skip, behind, None);
    }
    Decided { id, plan, counted, jobs }
}

/// Whether what the plan skips first, with a job open, may belong to the row `run`:
/// a row must not reach over other outcomes, nor over another version's due times.
fn goes_on(run: &SkipRun, plan: &Plan) -> bool {
    let first = plan.skips.iter().find(|skip| skip.holds != Holds::IfFree);
    let jobs_between = if run.reason == Reason::Overlap {
        plan.jobs.iter().any(|job| job.holds != Holds::IfFree)
    } else {
        !plan.jobs.is_empty()
    };
    first.is_some_and(|skip| skip.reason == run.reason && skip.version == run.version) && !jobs_between
}

async fn settle_batch(
    desk: &mut Desk,
    client: &mut Client,
    term: i64,
    batch: &Batch,
    mut decided: HashMap<Uuid, Decided>,
    now: Timestamp,
    means: &Means,
) -> Result<Vec<Made>, Stop> {
    if batch.is_empty() {
        return Ok(Vec::new());
    }
    let (settled, paused) = match firing::settle_at_once(client, term, desk.windows_revision, batch).await? {
        Settlement::Deposed => return Err(Stop::Deposed),
        Settlement::OtherWindows => {
            desk.see_windows(client).await?;
            (Vec::new(), Vec::new())
        }
        Settlement::Done { settled, paused } => (settled, paused),
    };
    let mut made = Vec::with_capacity(settled.len());
    for done in settled {
        if let Some(decided) = decided.remove(&done.schedule) {
            note(desk, &decided, done.open_job, now, &mut made);
        }
    }
    // What is left had changed since it was decided: look again, and decide anew.
    if !decided.is_empty() {
        let changed: Vec<Uuid> = decided.into_keys().collect();
        desk.see_again(client, Some(&changed), means).await?;
    }
    hold_back(&mut made, &paused);
    Ok(made)
}

/// Settles one schedule in a transaction of its own, with its open job held.
async fn settle_alone(
    desk: &mut Desk,
    client: &mut Client,
    term: i64,
    id: Uuid,
    now: Timestamp,
    means: &Means,
) -> Result<Vec<Made>, Stop> {
    let Some(entry) = desk.book.get(id) else { return Ok(Vec::new()) };
    if entry.released_at(&desk.book.windows()).is_some_and(|at| at <= now) {
        release(desk, client, term, id, now, means).await?;
        return Ok(Vec::new());
    }
    let newest = entry.timeline.newest();
    let (version, phase, expires) = (newest.version, newest.phase, newest.definition.expires);
    let tx = client.transaction().await?;
    let in_force = firing::fence_windows(&tx, term).await?.ok_or(Stop::Deposed)?;
    if in_force != desk.windows_revision {
        tx.rollback().await?;
        return judge_anew(desk, client, id).await.map(|()| Vec::new());
    }
    // The lock order: term, appends, schedule, jobs.
    crate::store::append::hold(&tx, id).await?;
    let open = firing::hold_open_jobs(&tx, id).await?;
    let plan = decide(entry, now, Open::Known(open.len() as u64), desk, means);
    let cancelled = if plan.jobs.iter().any(|job| job.cancels) {
        jobs::cancel_open(&tx, id, FOR_OVERLAP).await?
    } else {
        Cancelled::default()
    };
    let left = open.iter().rev().find(|job| job.running || cancelled.views.is_empty()).map(|job| job.id);
    let (mut batch, counted) = (Batch::default(), plan.counted);
    let decided = enter(&mut batch, id, entry, plan, now, left, counted, means);
    missed::note(&tx, std::iter::once((id, &decided.plan))).await?;
    let Settlement::Done { settled, paused } = firing::settle(&tx, term, desk.windows_revision, &batch).await? else {
        // Cannot be: the fence holds term and windows.
        return Err(Stop::Deposed);
    };
    if settled.is_empty() {
        // Something changed since it was seen: nothing of this happened.
        tx.rollback().await?;
        desk.see_again(client, Some(&[id]), means).await?;
        return Ok(Vec::new());
    }
    let expired = phase == Phase::Enabled && expires.is_some_and(|end| end <= now);
    if decided.plan.completes || expired {
        let what = if decided.plan.completes { Command::Complete } else { Command::Expire };
        conclude(&tx, id, version, &what, now).await?;
    }
    tx.commit().await?;
    means.feed.tell_all(cancelled.views);
    let mut made = Vec::new();
    note(desk, &decided, left, now, &mut made);
    hold_back(&mut made, &paused);
    Ok(made)
}

/// Jobs of paused queues have no ticket, as their rows say.
fn hold_back(made: &mut [Made], paused: &[String]) {
    for one in made.iter_mut().filter(|one| paused.contains(&one.lane.queue)) {
        one.has_ticket = false;
    }
}

/// The maintenance windows have changed: reads them, and has `id` decided on these.
pub(super) async fn judge_anew(desk: &mut Desk, client: &Client, id: Uuid) -> Result<(), Stop> {
    desk.see_windows(client).await?;
    desk.book.arm(id);
    Ok(())
}

pub(super) async fn conclude(
    tx: &deadpool_postgres::Transaction<'_>,
    id: Uuid,
    version: i32,
    what: &Command,
    at: Timestamp,
) -> Result<(), Stop> {
    match command::conclude(tx, id, version, what, at).await {
        Ok(_) => Ok(()),
        Err(CommandError::Store(e)) => Err(e.into()),
        // The rules have nothing against it; if they did, the transaction must not commit half of it.
        Err(other) => Err(StoreError::Unreadable { what: "schedule", reason: other.to_string() }.into()),
    }
}

/// After the commit: the book learns what was written, and the jobs are collected.
fn note(desk: &mut Desk, decided: &Decided, open_job: Option<Uuid>, now: Timestamp, made: &mut Vec<Made>) {
    let holds = |case: Holds| match case {
        Holds::Always => true,
        Holds::IfFree => open_job.is_none(),
        Holds::IfBusy => open_job.is_some(),
    };
    let mut any = false;
    for job in decided.jobs.iter().filter(|job| holds(job.planned.holds)) {
        any = true;
        made.push(as_made(decided.id, job, now));
    }
    let rows: Vec<_> = decided.plan.skips.iter().filter(|skip| holds(skip.holds)).collect();
    let last = rows.last().filter(|_| !any);
    note_missed(desk, decided, now, holds, &rows);
    let Some(entry) = desk.book.get_mut(decided.id) else { return };
    entry.seen.settled_through = now;
    entry.seen.counted = decided.counted;
    entry.seen.held_due = decided.plan.newest_held().or(entry.seen.held_due);
    entry.timeline.forget_before(now);
    let run = entry.skip_run.take().filter(|run| {
        let same_job = run.reason != Reason::Overlap || run.behind == open_job;
        rows.len() == 1 && same_job && goes_on(run, &decided.plan)
    });
    entry.skip_run = last.and_then(|row| {
        let behind = if row.reason == Reason::Overlap { Some(open_job?) } else { None };
        let fresh = || Box::new(SkipRun { from: row.from, version: row.version, reason: row.reason, behind });
        row.reason.makes_rows().then(|| run.unwrap_or_else(fresh))
    });
    let seen = entry.seen;
    desk.book.see(decided.id, seen);
}

/// Adds to the report of an outage what was missed, if anything was.
fn note_missed(
    desk: &mut Desk,
    decided: &Decided,
    now: Timestamp,
    holds: impl Fn(Holds) -> bool,
    rows: &[&PlannedSkip],
) {
    let Desk { book, missed, .. } = desk;
    let jobs = decided.plan.jobs.iter().filter(|job| holds(job.holds));
    let late = |skip: &PlannedSkip, in_time_from: Timestamp| {
        let owner = book.get(decided.id).and_then(|entry| entry.timeline.version(skip.version));
        let span = owner.and_then(|owner| {
            let (after, until) = (skip.from.minus(INSTANT), in_time_from.minus(INSTANT));
            owner.definition.cadence().span(owner.definition.start_at, after, until)
        });
        span.map_or(0, |span| span.count)
    };
    missed.note(decided.id, now, jobs, rows.iter().copied(), late);
}

fn as_made(schedule: Uuid, job: &NewJob, now: Timestamp) -> Made {
    let NewJob { id, planned: job, definition, waits } = job;
    let (id, waits) = (*id, *waits);
    let queue = definition.queue.to_string();
    Made {
        lane: Lane { queue: queue.clone(), priority: definition.priority },
        has_ticket: !waits,
        ticket: Ticket { job: id, attempt: 1 },
        view: JobView {
            id,
            rev: 1,
            task: definition.task.to_string(),
            schedule_id: Some(schedule),
            schedule_name: Some(definition.name.to_string()),
            schedule_version: Some(job.version),
            trigger: job.trigger,
            due_at: Some(job.due),
            state: if waits { JobState::Waiting } else { JobState::Queued },
            queue,
            priority: definition.priority,
            attempt: 1,
            max_attempts: definition.max_attempts.map_or(1, i16::from),
            queued_at: now,
            started_at: None,
            finished_at: None,
            worker: None,
            progress: None,
            error: None,
            warnings: 0,
        },
    }
}

fn log_made(made: &[Made], now: Timestamp) {
    let late = |made: &Made| made.view.due_at.map_or(0, |due| now.since(due).as_millis());
    if made.len() > LOGGED_SINGLY {
        let latest = made.iter().map(late).max().unwrap_or(0);
        tracing::info!(jobs = made.len(), late_ms = latest, "due: {} jobs", made.len());
        return;
    }
    for one in made {
        let view = &one.view;
        let due = view.due_at.map(|due| due.to_string()).unwrap_or_default();
        tracing::info!(
            "due {} task={} due={due} late_ms={} job={}",
            view.schedule_name.as_deref().unwrap_or_default(),
            view.task,
            late(one),
            view.id
        );
    }
}
