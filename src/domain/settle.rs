//! What becomes of due times: each gets one outcome, by the version that owns it.

use std::time::Duration;

use uuid::Uuid;

use super::Timestamp;
use super::cadence::{Cadence, Span};
use super::job::Trigger;
use super::maintenance::{Effect, Windows};
use super::schedule::{CatchUp, Overlap, Phase, Schedule, When};
use super::timestamp::INSTANT;

/// A due time acted on within this is in time; an older one was missed.
pub const IN_TIME: Duration = Duration::from_secs(5);

/// The versions of a schedule that own due times not yet settled, oldest first.
///
/// Version v owns the due times in (effective v, effective v+1]. Mostly there is
/// just the newest one, which owns all that is to come.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// Each with the instant at which the next one began, which ends what it owns.
    older: Vec<(Schedule, Timestamp)>,
    newest: Schedule,
}

/// The part of a range of time that one version owns: (after, until].
struct Stretch<'a> {
    schedule: &'a Schedule,
    after: Timestamp,
    until: Timestamp,
}

impl Timeline {
    /// A timeline of one version.
    #[must_use]
    pub const fn new(schedule: Schedule) -> Self {
        Self { older: Vec::new(), newest: schedule }
    }

    /// The version that owns all that is to come.
    #[must_use]
    pub const fn newest(&self) -> &Schedule {
        &self.newest
    }

    /// The version numbered `version`, while it still owns something.
    #[must_use]
    pub fn version(&self, version: i32) -> Option<&Schedule> {
        self.versions().find(|schedule| schedule.version == version)
    }

    /// Whether more than one version owns due times that are not settled.
    #[must_use]
    pub const fn has_older(&self) -> bool {
        !self.older.is_empty()
    }

    fn versions(&self) -> impl DoubleEndedIterator<Item = &Schedule> {
        self.older.iter().map(|(schedule, _)| schedule).chain(std::iter::once(&self.newest))
    }

    /// Adds the next version, which ends what the one before it owns. That one is
    /// kept only if it owns a due time after `settled`: however often a schedule is
    /// edited between its due times, nothing piles up.
    pub fn push(&mut self, schedule: Schedule, settled: Timestamp) {
        let end = schedule.effective_at;
        let before = std::mem::replace(&mut self.newest, schedule);
        let from = before.effective_at.max(settled);
        if before.next_due(from).is_some_and(|due| due <= end) {
            self.older.push((before, end));
        }
    }

    /// Forgets the versions that own nothing after `settled`.
    pub fn forget_before(&mut self, settled: Timestamp) {
        self.older.retain(|(_, end)| *end > settled);
        if self.older.is_empty() {
            self.older.shrink_to_fit();
        }
    }

    fn stretches(&self, after: Timestamp, until: Timestamp) -> impl Iterator<Item = Stretch<'_>> {
        let older = self.older.iter().map(|(schedule, end)| (schedule, *end));
        older.chain(std::iter::once((&self.newest, Timestamp::MAX))).filter_map(move |(schedule, end)| {
            let stretch = Stretch { schedule, after: after.max(schedule.effective_at), until: until.min(end) };
            (stretch.after < stretch.until).then_some(stretch)
        })
    }

    /// The first due time after `after`, by the version that owns it.
    #[must_use]
    pub fn next_due(&self, after: Timestamp) -> Option<Timestamp> {
        self.stretches(after, Timestamp::MAX)
            .find_map(|stretch| stretch.schedule.next_due(stretch.after).filter(|due| *due <= stretch.until))
    }
}

/// What is known of the schedule's open jobs when it is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Nothing yet: the plan says what holds in either case. Not for the policies
    /// that must know: see [`Overlap::needs_count`].
    Unknown,
    /// How many are open.
    Known(u64),
}

/// How many jobs were made from due times since they were last counted anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// The [`Schedule::cycle`] they belong to.
    pub cycle: i32,
    /// How many.
    pub runs: u32,
}

impl Counted {
    /// One more job, made in `cycle`; the count of an earlier one says nothing.
    #[must_use]
    pub const fn plus_one(self, cycle: i32) -> Self {
        let runs = if self.cycle == cycle { self.runs } else { 0 };
        Self { cycle, runs: runs.saturating_add(1) }
    }
}

/// What due times are judged by beside their schedule.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// Whether an owner's schedules run at all.
    pub may_run: &'a dyn Fn(Uuid) -> bool,
    /// The maintenance windows.
    pub windows: &'a Windows,
    /// How many jobs catch-up may make for one schedule unasked.
    pub catch_up_limit: u64,
    /// The newest due time of the schedule that a maintenance window holds already.
    pub held: Option<Timestamp>,
}

impl std::fmt::Debug for Rules<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rules").field("catch_up_limit", &self.catch_up_limit).finish_non_exhaustive()
    }
}

/// In which case an outcome holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Always.
    Always,
    /// When no job of the schedule is open.
    IfFree,
    /// When one is.
    IfBusy,
}

/// A job to be made for a due time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedJob {
    /// The due time.
    pub due: Timestamp,
    /// The version that owns it.
    pub version: i32,
    /// In time, or made up for.
    pub trigger: Trigger,
    /// In which case it is made.
    pub holds: Holds,
    /// Whether it waits for the job before it: the one planned before it, or the open one.
    pub in_turn: bool,
    /// Whether the open jobs are to end for it.
    pub cancels: bool,
}

/// Why a due time did not become a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// An earlier job had not ended.
    Overlap,
    /// Missed, and too old to make up for.
    CatchUpTooOld,
    /// Missed, and the schedule makes up for nothing.
    CatchUpNone,
    /// Missed, and a newer one is made up for.
    Superseded,
    /// In a maintenance window.
    Maintenance,
    /// In a maintenance window at whose end the newest due time becomes a job.
    Held,
    /// Its owner may not run anything.
    Owner,
    /// More were missed than may be made up for unasked: an operator decides.
    CatchUpLimit,
}

impl Reason {
    /// The word for it in the ledger.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Overlap => "overlap",
            Self::CatchUpTooOld => "catch_up_too_old",
            Self::CatchUpNone => "catch_up_none",
            Self::Superseded => "superseded",
            Self::Maintenance | Self::Held => "maintenance",
            Self::Owner => "owner",
            Self::CatchUpLimit => "catch_up_limit",
        }
    }

    /// Whether the due times wait, for an operator or for a window's end, instead of being done with.
    #[must_use]
    pub const fn is_pending(self) -> bool {
        matches!(self, Self::CatchUpLimit | Self::Held)
    }

    /// Whether such skips tend to follow each other for long, and then make one row.
    #[must_use]
    pub const fn makes_rows(self) -> bool {
        matches!(self, Self::Overlap | Self::Maintenance | Self::Held | Self::Owner)
    }
}

/// A row of due times that did not become jobs, all for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedSkip {
    /// The first.
    pub from: Timestamp,
    /// The last.
    pub through: Timestamp,
    /// How many.
    pub count: u64,
    /// Why.
    pub reason: Reason,
    /// The version that owns them.
    pub version: i32,
    /// In which case it holds.
    pub holds: Holds,
}

impl PlannedSkip {
    const fn one(due: Timestamp, reason: Reason, version: i32, holds: Holds) -> Self {
        Self { from: due, through: due, count: 1, reason, version, holds }
    }
}

/// What becomes of the due times in (settled before, `through`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Jobs to make, oldest first.
    pub jobs: Vec<PlannedJob>,
    /// Due times that become none.
    pub skips: Vec<PlannedSkip>,
    /// Whether this completes the schedule.
    pub completes: bool,
    /// The jobs counted so far, these included.
    pub counted: Counted,
}

impl Plan {
    /// The newest due time that a maintenance window holds.
    #[must_use]
    pub fn newest_held(&self) -> Option<Timestamp> {
        self.skips.iter().filter(|skip| skip.reason == Reason::Held).map(|skip| skip.through).max()
    }
}

/// Decides every due time in (`settled`, `now`].
///
/// `counted` are the jobs made so far, for the schedules that end with a number of them.
#[must_use]
pub fn settle(
    timeline: &Timeline,
    settled: Timestamp,
    now: Timestamp,
    open: Open,
    counted: Counted,
    rules: Rules<'_>,
) -> Plan {
    let mut planner = Planner { now, rules, plan: Plan { counted, ..Plan::default() }, newest_missed: None };
    for stretch in timeline.stretches(settled, now) {
        if stretch.schedule.phase == Phase::Enabled {
            planner.stretch(&stretch);
        }
    }
    planner.make_up_for_newest();
    let Planner { mut plan, .. } = planner;
    plan.jobs.sort_by_key(|job| job.due);
    hold_back_storm(&mut plan, rules.catch_up_limit);
    decide_overlap(timeline, &mut plan, open);
    let held = plan.newest_held().or(rules.held);
    plan.completes |= has_had_its_instant(timeline.newest(), held, now);
    plan
}

/// Whether `schedule` has only one due time, which is settled and not held.
fn has_had_its_instant(schedule: &Schedule, held: Option<Timestamp>, now: Timestamp) -> bool {
    let When::Clocked { clocked } = schedule.definition.when else { return false };
    schedule.phase == Phase::Enabled && clocked.at <= now && held != Some(clocked.at)
}

struct Planner<'a> {
    now: Timestamp,
    rules: Rules<'a>,
    plan: Plan,
    /// Under `latest`: the newest missed due time so far, and its owner.
    newest_missed: Option<(Timestamp, i32)>,
}

impl Planner<'_> {
    fn stretch(&mut self, stretch: &Stretch<'_>) {
        let (schedule, definition) = (stretch.schedule, &stretch.schedule.definition);
        let until = definition.expires.map_or(stretch.until, |end| stretch.until.min(end.minus(INSTANT)));
        let mut after = definition.awake_after(stretch.after);
        let cadence = definition.cadence();
        if !(self.rules.may_run)(definition.owner) {
            return self.skip(cadence.span(definition.start_at, after, until), Reason::Owner, schedule.version);
        }
        for part in self.rules.windows.over(schedule, after, until) {
            self.open(schedule, &cadence, after, part.after);
            let reason = if part.effect == Effect::Skip { Reason::Maintenance } else { Reason::Held };
            self.skip(cadence.span(definition.start_at, part.after, part.until), reason, schedule.version);
            after = part.until;
        }
        self.open(schedule, &cadence, after, until);
    }

    /// Decides the due times in (`after`, `until`], over which there is no window.
    fn open(&mut self, schedule: &Schedule, cadence: &Cadence, after: Timestamp, until: Timestamp) {
        if after >= until {
            return;
        }
        let (definition, version) = (&schedule.definition, schedule.version);
        let start = definition.start_at;
        // Three parts, by age: too old to matter, missed, in time.
        let missed_until = until.min(self.now.minus(IN_TIME + INSTANT));
        let max_age = Duration::from_secs(definition.max_age_seconds().into());
        let too_old_until = missed_until.min(self.now.minus(max_age + INSTANT));
        let missed_after = after.max(too_old_until);
        match definition.catch_up {
            CatchUp::None => self.skip(cadence.span(start, after, missed_until), Reason::CatchUpNone, version),
            CatchUp::Latest => {
                self.skip(cadence.span(start, after, too_old_until), Reason::CatchUpTooOld, version);
                if let Some(span) = cadence.span(start, missed_after, missed_until) {
                    self.supersede();
                    let older = cadence.span(start, missed_after, span.last.minus(INSTANT));
                    self.skip(older, Reason::Superseded, version);
                    self.newest_missed = Some((span.last, version));
                }
            }
            CatchUp::All => {
                self.skip(cadence.span(start, after, too_old_until), Reason::CatchUpTooOld, version);
                let in_turn = definition.overlap != Overlap::Allow;
                let limit = self.rules.catch_up_limit;
                if let Some(span) = cadence.span(start, missed_after, missed_until).filter(|span| span.count > limit) {
                    self.skip(Some(span), Reason::CatchUpLimit, version);
                } else {
                    for due in cadence.between(start, missed_after, missed_until) {
                        self.job(due, version, Trigger::CatchUp, in_turn);
                    }
                }
            }
        }
        for due in cadence.between(start, after.max(missed_until), until) {
            self.job(due, version, Trigger::Schedule, false);
        }
    }

    fn job(&mut self, due: Timestamp, version: i32, trigger: Trigger, in_turn: bool) {
        self.plan.jobs.push(PlannedJob { due, version, trigger, holds: Holds::Always, in_turn, cancels: false });
    }

    fn skip(&mut self, span: Option<Span>, reason: Reason, version: i32) {
        if let Some(Span { first, last, count }) = span {
            self.plan.skips.push(PlannedSkip {
                from: first,
                through: last,
                count,
                reason,
                version,
                holds: Holds::Always,
            });
        }
    }

    /// A newer missed due time was found: the older one is not made up for.
    fn supersede(&mut self) {
        if let Some((due, version)) = self.newest_missed.take() {
            self.plan.skips.push(PlannedSkip::one(due, Reason::Superseded, version, Holds::Always));
        }
    }

    fn make_up_for_newest(&mut self) {
        if let Some((due, version)) = self.newest_missed.take() {
            self.job(due, version, Trigger::CatchUp, false);
        }
    }
}

/// When catch-up would make more jobs than the limit, all of them wait for an operator.
fn hold_back_storm(plan: &mut Plan, limit: u64) {
    let missed = plan.jobs.iter().filter(|job| job.trigger == Trigger::CatchUp).count() as u64;
    let held = plan.skips.iter().any(|skip| skip.reason == Reason::CatchUpLimit);
    if missed <= limit && !held {
        return;
    }
    let (storm, rest) = std::mem::take(&mut plan.jobs).into_iter().partition(|job| job.trigger == Trigger::CatchUp);
    plan.jobs = rest;
    let held = |job: PlannedJob| PlannedSkip::one(job.due, Reason::CatchUpLimit, job.version, Holds::Always);
    plan.skips.extend(Vec::into_iter(storm).map(held));
}

/// What an overlap policy makes of a due time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It becomes a job.
    Start,
    /// It becomes a job that waits for the one before it.
    InTurn,
    /// It becomes a job for which the open ones end.
    Cancels,
    /// Another job is in the way: it is skipped.
    Yield,
    /// Start or yield, which is seen when it is written.
    StartIfFree,
    /// A newer due time comes right behind it.
    Supersede,
}

/// What becomes of one more job of a schedule of which `open` jobs have not ended.
#[must_use]
pub const fn verdict_now(overlap: Overlap, open: u64) -> Verdict {
    match (overlap, open) {
        (Overlap::Allow, _) | (_, 0) => Verdict::Start,
        (Overlap::Skip, _) | (Overlap::QueueOne, 2..) => Verdict::Yield,
        (Overlap::QueueOne, _) => Verdict::InTurn,
        (Overlap::CancelRunning, _) => Verdict::Cancels,
    }
}

/// The last job that a cycle had left.
#[derive(Clone, Copy)]
struct Ended {
    cycle: i32,
    runs: u32,
    at: Timestamp,
}

impl Ended {
    /// Whether nothing follows for this version: an edit of the same cycle may let it go on.
    fn ends(self, schedule: &Schedule) -> bool {
        schedule.cycle == self.cycle && schedule.definition.run_limit().is_some_and(|limit| self.runs >= limit)
    }
}

/// Applies each owner's overlap policy, oldest due time first, and counts towards the end.
fn decide_overlap(timeline: &Timeline, plan: &mut Plan, open: Open) {
    let planned = std::mem::take(&mut plan.jobs);
    let mut ended: Option<Ended> = None;
    for (nth, job) in planned.iter().enumerate() {
        let Some(schedule) = timeline.version(job.version) else { continue };
        if ended.is_some_and(|ended| ended.ends(schedule)) {
            // It has made its last job: what would have followed has no outcome.
            continue;
        }
        let follows = |next: &PlannedJob| !next.in_turn && next.version == job.version;
        let last = !planned.get(nth + 1).is_some_and(follows);
        match verdict(schedule.definition.overlap, job, plan.jobs.len() as u64, open, last) {
            Verdict::Start => plan.jobs.push(*job),
            Verdict::InTurn => plan.jobs.push(PlannedJob { in_turn: true, ..*job }),
            Verdict::Cancels => plan.jobs.push(PlannedJob { in_turn: true, cancels: true, ..*job }),
            Verdict::StartIfFree => {
                plan.skips.push(PlannedSkip::one(job.due, Reason::Overlap, job.version, Holds::IfBusy));
                plan.jobs.push(PlannedJob { holds: Holds::IfFree, ..*job });
            }
            Verdict::Yield => {
                plan.skips.push(PlannedSkip::one(job.due, Reason::Overlap, job.version, Holds::Always));
                continue;
            }
            Verdict::Supersede => {
                plan.skips.push(PlannedSkip::one(job.due, Reason::Superseded, job.version, Holds::Always));
                continue;
            }
        }
        plan.counted = plan.counted.plus_one(schedule.cycle);
        let runs = plan.counted.runs;
        let enough = |limit: Option<u32>| limit.is_some_and(|limit| runs >= limit);
        if enough(schedule.definition.run_limit()) {
            ended = Some(Ended { cycle: schedule.cycle, runs, at: job.due });
            // An edit that came after it, and lets it go on, has the last word.
            let newest = timeline.newest();
            plan.completes = newest.cycle == schedule.cycle && enough(newest.definition.run_limit());
        }
    }
    if let Some(ended) = ended {
        let over = |skip: &PlannedSkip| {
            skip.from > ended.at && timeline.version(skip.version).is_some_and(|schedule| ended.ends(schedule))
        };
        plan.skips.retain(|skip| !over(skip));
    }
    plan.skips.sort_by_key(|skip| skip.from);
    if plan.skips.len() > 1 {
        plan.skips = as_rows(&plan.skips, &plan.jobs);
    }
}

/// `made` jobs of the plan come before this one; `last`: no other of its kind follows it.
fn verdict(overlap: Overlap, job: &PlannedJob, made: u64, open: Open, last: bool) -> Verdict {
    if job.in_turn {
        return Verdict::InTurn;
    }
    let ahead = match open {
        Open::Known(open) => open + made,
        Open::Unknown => made,
    };
    match verdict_now(overlap, ahead) {
        Verdict::Start if overlap == Overlap::Skip && open == Open::Unknown => Verdict::StartIfFree,
        // Only the newest of several cancels what is open, and what was just made it follows.
        Verdict::Start | Verdict::Cancels if overlap == Overlap::CancelRunning && !last => Verdict::Supersede,
        Verdict::Cancels if made > 0 => Verdict::InTurn,
        other => other,
    }
}

/// Joins alike skips that follow each other to rows, in either case on its own:
/// skips of one version for one reason, with no job of the plan between them.
fn as_rows(skips: &[PlannedSkip], jobs: &[PlannedJob]) -> Vec<PlannedSkip> {
    let job_between = |a: Timestamp, b: Timestamp| jobs.iter().any(|job| a < job.due && job.due < b);
    let without = |case: Holds| {
        let mut rows: Vec<PlannedSkip> = Vec::with_capacity(skips.len());
        for skip in skips.iter().filter(|skip| skip.holds != case) {
            match rows.last_mut() {
                Some(row)
                    if row.reason.makes_rows()
                        && (row.reason, row.version) == (skip.reason, skip.version)
                        && !job_between(row.through, skip.from) =>
                {
                    row.through = skip.through;
                    row.count += skip.count;
                }
                _ => rows.push(PlannedSkip { holds: Holds::Always, ..*skip }),
            }
        }
        rows
    };
    let (busy, free) = (without(Holds::IfFree), without(Holds::IfBusy));
    let of_busy =
        busy.iter().map(|row| if free.contains(row) { *row } else { PlannedSkip { holds: Holds::IfBusy, ..*row } });
    let of_free = free.iter().filter(|row| !busy.contains(row)).map(|row| PlannedSkip { holds: Holds::IfFree, ..*row });
    let mut rows: Vec<PlannedSkip> = of_busy.chain(of_free).collect();
    rows.sort_by_key(|row| row.from);
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::cadence::{Interval, Period, Zone};
    use crate::domain::maintenance::Opening;
    use crate::domain::schedule::{Clocked, Definition, When};

    const LIMIT: u64 = 100;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(1_800_000_000 + seconds)
    }

    /// A schedule due every ten seconds from `at(0)`, whose version began at `at(began)`.
    fn every_ten(version: i32, began: i64, change: impl FnOnce(&mut Definition)) -> Schedule {
        every(10, version, began, change)
    }

    fn every(seconds: u64, version: i32, began: i64, change: impl FnOnce(&mut Definition)) -> Schedule {
        let interval = Interval::new(seconds, Period::Seconds, at(0)).unwrap();
        let mut definition = Definition::plain("s", "test_job", When::Interval { interval }, Zone::UTC, Uuid::nil());
        change(&mut definition);
        Schedule { id: Uuid::nil(), version, effective_at: at(began), phase: Phase::Enabled, cycle: 1, definition }
    }

    fn timeline(schedules: impl IntoIterator<Item = Schedule>) -> Timeline {
        let mut schedules = schedules.into_iter();
        let mut timeline = Timeline::new(schedules.next().unwrap());
        schedules.for_each(|schedule| timeline.push(schedule, Timestamp::MIN));
        timeline
    }

    fn rules(windows: &Windows) -> Rules<'_> {
        Rules { may_run: &|_| true, windows, catch_up_limit: LIMIT, held: None }
    }

    fn plan(timeline: &Timeline, settled: i64, now: i64, open: Open) -> Plan {
        settle(timeline, at(settled), at(now), open, Counted::default(), rules(&Windows::default()))
    }

    fn jobs(plan: &Plan) -> Vec<(i64, Trigger)> {
        plan.jobs.iter().map(|job| ((job.due.as_micros() - at(0).as_micros()) / 1_000_000, job.trigger)).collect()
    }

    fn skips(plan: &Plan) -> Vec<(i64, u64, Reason)> {
        let seconds = |at_: Timestamp| (at_.as_micros() - at(0).as_micros()) / 1_000_000;
        plan.skips.iter().map(|skip| (seconds(skip.from), skip.count, skip.reason)).collect()
    }

    #[test]
    fn a_due_time_acted_on_in_time_becomes_a_job_unless_one_is_open() {
        let s = timeline([every_ten(1, 0, |_| ())]);
        assert_eq!(jobs(&plan(&s, 5, 11, Open::Known(0))), [(10, Trigger::Schedule)]);
        assert_eq!(skips(&plan(&s, 5, 11, Open::Known(1))), [(10, 1, Reason::Overlap)]);
        let either = plan(&s, 5, 11, Open::Unknown);
        assert_eq!((either.jobs[0].holds, either.skips[0].holds), (Holds::IfFree, Holds::IfBusy));
        assert_eq!(either.jobs[0].due, either.skips[0].from);
    }

    #[test]
    fn nothing_is_due_at_what_is_settled_already() {
        let s = timeline([every_ten(1, 0, |_| ())]);
        assert_eq!(plan(&s, 10, 19, Open::Unknown), Plan::default());
        assert_eq!(plan(&s, 30, 10, Open::Unknown), Plan::default(), "a clock that stepped back");
    }

    #[test]
    fn after_an_outage_the_newest_missed_due_time_is_made_up_for_and_the_rest_superseded() {
        let s = timeline([every_ten(1, 0, |_| ())]);
        let after = plan(&s, 5, 48, Open::Known(0));
        assert_eq!(jobs(&after), [(40, Trigger::CatchUp)]);
        assert_eq!(skips(&after), [(10, 3, Reason::Superseded)]);
    }

    #[test]
    fn five_seconds_late_is_in_time_and_a_microsecond_more_is_missed() {
        let s = timeline([every_ten(1, 0, |d| d.catch_up = CatchUp::None)]);
        assert_eq!(jobs(&plan(&s, 5, 15, Open::Known(0))), [(10, Trigger::Schedule)]);
        let late = at(15).plus(INSTANT);
        let missed = settle(&s, at(5), late, Open::Known(0), Counted::default(), rules(&Windows::default()));
        assert_eq!(skips(&missed), [(10, 1, Reason::CatchUpNone)]);
    }

    #[test]
    fn too_old_is_told_apart_from_superseded() {
        let s = timeline([every_ten(1, 0, |d| d.catch_up_max_age_seconds = Some(20))]);
        let after = plan(&s, 5, 68, Open::Known(0));
        assert_eq!(jobs(&after), [(60, Trigger::CatchUp)]);
        assert_eq!(skips(&after), [(10, 4, Reason::CatchUpTooOld), (50, 1, Reason::Superseded)]);
    }

    #[test]
    fn overlap_skips_that_follow_each_other_are_one_row_in_either_case() {
        let s = timeline([every(1, 1, 0, |_| ())]);
        let late = plan(&s, 5, 8, Open::Unknown);
        let rows: Vec<_> = late.skips.iter().map(|skip| (skip.holds, skip.from, skip.through, skip.count)).collect();
        assert_eq!(rows, [(Holds::IfBusy, at(6), at(8), 3), (Holds::IfFree, at(7), at(8), 2)]);
        assert_eq!(skips(&plan(&s, 5, 8, Open::Known(1))), [(6, 3, Reason::Overlap)]);
    }

    #[test]
    fn catching_up_on_all_runs_them_in_turn() {
        let s = timeline([every_ten(1, 0, |d| d.catch_up = CatchUp::All)]);
        let after = plan(&s, 5, 42, Open::Known(1));
        assert_eq!(jobs(&after), [(10, Trigger::CatchUp), (20, Trigger::CatchUp), (30, Trigger::CatchUp)]);
        assert!(after.jobs.iter().all(|job| job.in_turn));
        // The one that is in time finds a job open: the ones just made.
        assert_eq!(skips(&after), [(40, 1, Reason::Overlap)]);
    }

    #[test]
    fn a_storm_of_missed_due_times_waits_for_an_operator() {
        let s = timeline([every_ten(1, 0, |d| d.catch_up = CatchUp::All)]);
        let after = plan(&s, 5, 1_017, Open::Known(0));
        assert_eq!(jobs(&after), []);
        assert_eq!(skips(&after), [(10, 101, Reason::CatchUpLimit)]);
        assert!(after.skips[0].reason.is_pending());
        let fewer = plan(&s, 15, 1_017, Open::Known(0));
        assert_eq!(fewer.jobs.len(), 100);
    }

    #[test]
    fn each_due_time_is_judged_by_the_version_that_owns_it() {
        let s = timeline([
            every_ten(1, 0, |d| d.overlap = Overlap::Allow),
            every(3, 2, 12, |d| d.overlap = Overlap::Allow),
        ]);
        let both = plan(&s, 5, 15, Open::Known(0));
        assert_eq!(both.jobs.iter().map(|job| (job.due, job.version)).collect::<Vec<_>>(), [(at(10), 1), (at(15), 2)]);
    }

    #[test]
    fn a_due_time_at_the_very_instant_of_an_edit_belongs_to_the_version_before() {
        let s = timeline([every_ten(1, 0, |_| ()), every_ten(2, 10, |d| d.one_off = true)]);
        assert_eq!(plan(&s, 5, 11, Open::Known(0)).jobs[0].version, 1);
        assert_eq!(s.next_due(at(5)), Some(at(10)));
    }

    #[test]
    fn due_times_while_disabled_have_no_outcome() {
        let mut off = every_ten(2, 15, |_| ());
        off.phase = Phase::Disabled;
        let s = timeline([
            every_ten(1, 0, |d| d.overlap = Overlap::Allow),
            off,
            every_ten(3, 45, |d| d.overlap = Overlap::Allow),
        ]);
        let all = plan(&s, 5, 52, Open::Known(0));
        assert_eq!(jobs(&all), [(10, Trigger::CatchUp), (50, Trigger::Schedule)]);
        assert_eq!(skips(&all), []);
        assert_eq!(s.next_due(at(15)), Some(at(50)));
    }

    #[test]
    fn only_the_newest_missed_due_time_of_all_versions_is_made_up_for() {
        let s = timeline([every_ten(1, 0, |_| ()), every_ten(2, 25, |_| ())]);
        let after = plan(&s, 5, 48, Open::Known(0));
        assert_eq!(jobs(&after), [(40, Trigger::CatchUp)]);
        assert_eq!(
            skips(&after),
            [(10, 1, Reason::Superseded), (20, 1, Reason::Superseded), (30, 1, Reason::Superseded)]
        );
    }

    #[test]
    fn a_one_off_makes_one_job_and_is_complete() {
        let s = timeline([every(1, 1, 0, |d| d.one_off = true)]);
        let once = plan(&s, 0, 4, Open::Known(0));
        assert_eq!((jobs(&once), once.completes), (vec![(1, Trigger::Schedule)], true));
        assert_eq!(skips(&once), []);
    }

    #[test]
    fn a_disabled_owners_due_times_are_skipped() {
        let s = timeline([every_ten(1, 0, |_| ())]);
        let windows = Windows::default();
        let nobody = Rules { may_run: &|_| false, ..rules(&windows) };
        let told = settle(&s, at(5), at(32), Open::Known(0), Counted::default(), nobody);
        assert_eq!((jobs(&told), skips(&told)), (vec![], vec![(10, 3, Reason::Owner)]));
    }

    #[test]
    fn one_waits_and_further_ones_are_skipped() {
        let s = timeline([every_ten(1, 0, |d| d.overlap = Overlap::QueueOne)]);
        let in_turn = |open| {
            let plan = plan(&s, 5, 11, Open::Known(open));
            (plan.jobs.first().map(|job| job.in_turn), skips(&plan))
        };
        assert_eq!(in_turn(0), (Some(false), vec![]));
        assert_eq!(in_turn(1), (Some(true), vec![]));
        assert_eq!(in_turn(2), (None, vec![(10, 1, Reason::Overlap)]));
    }

    #[test]
    fn the_newest_cancels_what_is_open() {
        let s = timeline([every(2, 1, 0, |d| d.overlap = Overlap::CancelRunning)]);
        let free = plan(&s, 1, 2, Open::Known(0));
        assert_eq!(free.jobs.iter().map(|job| (job.in_turn, job.cancels)).collect::<Vec<_>>(), [(false, false)]);
        // Two due times at once: the first would be cancelled by the second.
        let busy = plan(&s, 1, 5, Open::Known(2));
        assert_eq!(jobs(&busy), [(4, Trigger::Schedule)]);
        assert_eq!((busy.jobs[0].in_turn, busy.jobs[0].cancels), (true, true));
        assert_eq!(skips(&busy), [(2, 1, Reason::Superseded)]);
    }

    fn counted(timeline: &Timeline, settled: i64, now: i64, counted: Counted) -> Plan {
        settle(timeline, at(settled), at(now), Open::Known(0), counted, rules(&Windows::default()))
    }

    #[test]
    fn runs_are_counted_up_to_their_number() {
        let s = timeline([every(1, 1, 0, |d| {
            d.max_runs = Some(3);
            d.overlap = Overlap::Allow;
        })]);
        let first = counted(&s, 0, 2, Counted::default());
        assert_eq!((first.jobs.len(), first.completes, first.counted), (2, false, Counted { cycle: 1, runs: 2 }));
        let last = counted(&s, 2, 5, first.counted);
        assert_eq!((jobs(&last), last.completes), (vec![(3, Trigger::Schedule)], true));
        assert_eq!(skips(&last), []);
    }

    #[test]
    fn an_edit_that_counts_anew_leaves_the_older_versions_count_alone() {
        let limited = |d: &mut Definition| {
            d.max_runs = Some(2);
            d.overlap = Overlap::Allow;
        };
        let again = Schedule { cycle: 2, ..every(1, 2, 3, limited) };
        let s = timeline([every(1, 1, 0, limited), again]);
        let both = counted(&s, 0, 5, Counted { cycle: 1, runs: 1 });
        // One was left to the first version, the edit has two more.
        assert_eq!(both.jobs.iter().map(|job| job.version).collect::<Vec<_>>(), [1, 2, 2]);
        assert_eq!((both.completes, both.counted), (true, Counted { cycle: 2, runs: 2 }));
    }

    #[test]
    fn a_run_limit_taken_away_in_time_has_the_last_word() {
        let once = every(1, 1, 0, |d| d.one_off = true);
        let s = timeline([once, every(1, 2, 1, |_| ())]);
        assert!(!counted(&s, 0, 1, Counted::default()).completes);
    }

    #[test]
    fn what_a_later_version_owns_is_not_lost_with_an_earlier_ones_last_job() {
        let once = every(1, 1, 0, |d| {
            d.one_off = true;
            d.overlap = Overlap::Allow;
        });
        let s = timeline([once, every(1, 2, 1, |d| d.overlap = Overlap::Allow)]);
        let all = counted(&s, 0, 4, Counted::default());
        assert_eq!((all.jobs.len(), all.completes), (4, false));
    }

    #[test]
    fn the_only_due_time_completes_by_job_or_by_skip() {
        let clocked = |change: &dyn Fn(&mut Definition)| {
            timeline([every(1, 1, 0, |d| {
                d.when = When::Clocked { clocked: Clocked { at: at(10) } };
                change(d);
            })])
        };
        let s = clocked(&|_| ());
        assert_eq!(plan(&s, 5, 9, Open::Known(0)), Plan::default());
        let job = plan(&s, 5, 11, Open::Known(0));
        assert_eq!((jobs(&job), job.completes), (vec![(10, Trigger::Schedule)], true));
        let skip = plan(&clocked(&|d| d.catch_up = CatchUp::None), 5, 90, Open::Known(0));
        assert_eq!((skips(&skip), skip.completes), (vec![(10, 1, Reason::CatchUpNone)], true));
    }

    #[test]
    fn a_snooze_has_no_due_times_and_ends_by_itself() {
        let s = timeline([every_ten(1, 0, |d| d.snooze_until = Some(at(30)))]);
        let all = plan(&s, 5, 31, Open::Known(0));
        assert_eq!((jobs(&all), skips(&all)), (vec![(30, Trigger::Schedule)], vec![]));
        assert_eq!(s.next_due(at(0)), Some(at(30)));
    }

    fn under(timeline: &Timeline, settled: i64, now: i64, openings: &[(i64, i64, Effect)]) -> Plan {
        let opening =
            |(start, end, effect): &(i64, i64, Effect)| Opening { start: at(*start), end: at(*end), effect: *effect };
        let windows = Windows::of(openings.iter().map(opening).collect());
        settle(timeline, at(settled), at(now), Open::Known(0), Counted::default(), rules(&windows))
    }

    #[test]
    fn a_window_skips_from_its_first_instant_and_before_its_last() {
        let s = timeline([every_ten(1, 0, |d| d.overlap = Overlap::Allow)]);
        let told = under(&s, 5, 54, &[(10, 30, Effect::Skip)]);
        assert_eq!(skips(&told), [(10, 2, Reason::Maintenance), (30, 1, Reason::Superseded)]);
        assert_eq!(jobs(&told), [(40, Trigger::CatchUp), (50, Trigger::Schedule)]);
    }

    #[test]
    fn what_a_window_holds_is_pending_and_a_skip_wins_over_it() {
        let s = timeline([every_ten(1, 0, |d| d.overlap = Overlap::Allow)]);
        let told = under(&s, 5, 52, &[(0, 100, Effect::RunOnceAfter), (25, 35, Effect::Skip)]);
        assert_eq!(skips(&told), [(10, 2, Reason::Held), (30, 1, Reason::Maintenance), (40, 2, Reason::Held)]);
        assert_eq!(told.newest_held(), Some(at(50)));
        assert!(told.skips[0].reason.is_pending() && told.jobs.is_empty());
    }

    #[test]
    fn an_instant_that_is_held_is_not_over() {
        let s = timeline([every(1, 1, 0, |d| d.when = When::Clocked { clocked: Clocked { at: at(10) } })]);
        assert!(!under(&s, 5, 12, &[(0, 20, Effect::RunOnceAfter)]).completes);
        assert!(under(&s, 5, 12, &[(0, 20, Effect::Skip)]).completes);
        // Held since before, and nothing more due: still not over.
        let windows = Windows::default();
        let held = Rules { held: Some(at(10)), ..rules(&windows) };
        assert!(!settle(&s, at(12), at(15), Open::Known(0), Counted::default(), held).completes);
    }

    #[test]
    fn expiry_ends_before_its_instant_and_start_begins_at_its() {
        let s = timeline([every_ten(1, 0, |d| {
            d.expires = Some(at(30));
            d.overlap = Overlap::Allow;
            d.catch_up = CatchUp::All;
        })]);
        assert_eq!(jobs(&plan(&s, 5, 60, Open::Known(0))).len(), 2);
        assert_eq!(s.next_due(at(20)), None);
        let s = timeline([every_ten(1, 0, |d| d.start_at = Some(at(33)))]);
        assert_eq!(s.next_due(at(5)), Some(at(33)));
    }

    #[test]
    fn edits_between_due_times_pile_up_nothing() {
        let off = |version, began| Schedule { phase: Phase::Disabled, ..every_ten(version, began, |_| ()) };
        let on = |version, began| every_ten(version, began, |_| ());
        let s = timeline([on(1, 0), off(2, 15), off(3, 18), on(4, 21), on(5, 22), on(6, 35)]);
        assert_eq!(s.older.iter().map(|(version, _)| version.version).collect::<Vec<_>>(), [1, 5]);
        assert_eq!(
            (s.next_due(at(0)), s.next_due(at(10)), s.next_due(at(30))),
            (Some(at(10)), Some(at(30)), Some(at(40)))
        );
    }

    #[test]
    fn versions_that_own_nothing_any_more_are_forgotten() {
        let mut s = timeline([every_ten(1, 0, |_| ()), every_ten(2, 10, |_| ()), every_ten(3, 20, |_| ())]);
        s.forget_before(at(10));
        assert!(s.version(1).is_none() && s.version(2).is_some());
        s.forget_before(at(19));
        assert!(s.version(2).is_some());
        s.forget_before(at(20));
        assert!(!s.has_older());
        s.forget_before(at(30));
        assert_eq!(s.newest().version, 3);
    }

    proptest! {
        /// However the time is cut into settlements and whatever the edits, each due
        /// time of an enabled version has exactly one outcome, in either case.
        #[test]
        fn every_due_time_has_one_outcome(
            edits in prop::collection::vec((1_i64..200, 1_u64..40, any::<bool>(), 0..3_u8, any::<bool>()), 0..6),
            turns in prop::collection::vec(1_i64..120, 1..12),
            busy in any::<bool>(),
        ) {
            let mut edits = edits;
            edits.sort_by_key(|edit| edit.0);
            let versions: Vec<Schedule> = std::iter::once((0, 7, true, 0, true)).chain(edits).zip(1..)
                .map(|((began, seconds, on, catch_up, allow), version)| {
                    let mut s = every(seconds, version, began, |d| {
                        d.catch_up = [CatchUp::Latest, CatchUp::All, CatchUp::None][usize::from(catch_up)];
                        d.overlap = if allow { Overlap::Allow } else { Overlap::Skip };
                        d.catch_up_max_age_seconds = Some(60);
                    });
                    s.phase = if on { Phase::Enabled } else { Phase::Disabled };
                    s
                }).collect();
            let s = timeline(versions.clone());
            let (mut settled, mut outcomes) = (0, std::collections::BTreeMap::<Timestamp, usize>::new());
            for turn in turns {
                let now = settled + turn;
                let told = plan(&s, settled, now, Open::Unknown);
                let holds = |case: Holds| case == Holds::Always || (case == Holds::IfBusy) == busy;
                for job in told.jobs.iter().filter(|job| holds(job.holds)) {
                    *outcomes.entry(job.due).or_default() += 1;
                }
                for skip in told.skips.iter().filter(|skip| holds(skip.holds)) {
                    let owner = s.version(skip.version).unwrap();
                    let within: Vec<_> = owner.definition.cadence().between(None, skip.from.minus(INSTANT), skip.through).collect();
                    prop_assert_eq!(within.len() as u64, skip.count);
                    within.into_iter().for_each(|due| *outcomes.entry(due).or_default() += 1);
                }
                settled = now;
            }
            let mut expected = std::collections::BTreeMap::new();
            for (i, v) in versions.iter().enumerate().filter(|(_, v)| v.phase == Phase::Enabled) {
                let end = versions.get(i + 1).map_or(at(settled), |next| next.effective_at.min(at(settled)));
                expected.extend(v.definition.cadence().between(None, v.effective_at, end).map(|due| (due, 1)));
            }
            prop_assert_eq!(outcomes, expected);
        }
    }
}
