//! What becomes of due times: each gets one outcome, by the version that owns it.

use std::time::Duration;

use uuid::Uuid;

use super::Timestamp;
use super::job::Trigger;
use super::schedule::{CatchUp, Overlap, Phase, Schedule};

/// A due time acted on within this is in time; an older one was missed.
pub const IN_TIME: Duration = Duration::from_secs(5);

/// The smallest step between instants: turns "before" into "at or before".
const INSTANT: Duration = Duration::from_micros(1);

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
    /// Nothing yet: the plan says what holds in either case.
    Unknown,
    /// Whether one is open.
    Known(bool),
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
            Self::Owner => "owner",
            Self::CatchUpLimit => "catch_up_limit",
        }
    }

    /// Whether the due times wait for an operator instead of being done with.
    #[must_use]
    pub const fn is_pending(self) -> bool {
        matches!(self, Self::CatchUpLimit)
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

/// What becomes of the due times in (settled before, `through`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Jobs to make, oldest first.
    pub jobs: Vec<PlannedJob>,
    /// Due times that become none.
    pub skips: Vec<PlannedSkip>,
    /// Whether making a job completes the schedule.
    pub completes: bool,
}

/// Decides every due time in (`settled`, `now`].
///
/// `may_run` tells whether an owner's schedules run at all. `limit` is how many
/// jobs catch-up may make for one schedule unasked.
#[must_use]
pub fn settle(
    timeline: &Timeline,
    settled: Timestamp,
    now: Timestamp,
    open: Open,
    may_run: &dyn Fn(Uuid) -> bool,
    limit: u64,
) -> Plan {
    let mut planner = Planner { now, plan: Plan::default(), newest_missed: None };
    for stretch in timeline.stretches(settled, now) {
        if stretch.schedule.phase == Phase::Enabled {
            planner.stretch(&stretch, may_run, limit);
        }
    }
    planner.make_up_for_newest();
    let Planner { mut plan, .. } = planner;
    plan.jobs.sort_by_key(|job| job.due);
    hold_back_storm(&mut plan, limit);
    decide_overlap(timeline, &mut plan, open);
    plan
}

struct Planner {
    now: Timestamp,
    plan: Plan,
    /// Under `latest`: the newest missed due time so far, and its owner.
    newest_missed: Option<(Timestamp, i32)>,
}

impl Planner {
    fn stretch(&mut self, stretch: &Stretch<'_>, may_run: &dyn Fn(Uuid) -> bool, limit: u64) {
        let definition = &stretch.schedule.definition;
        let until = definition.expires.map_or(stretch.until, |end| stretch.until.min(end.minus(INSTANT)));
        let (after, start) = (stretch.after, definition.start_at);
        let cadence = definition.cadence();
        let version = stretch.schedule.version;
        if !may_run(definition.owner) {
            return self.skip(cadence.span(start, after, until), Reason::Owner, version);
        }
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
        self.plan.jobs.push(PlannedJob { due, version, trigger, holds: Holds::Always, in_turn });
    }

    fn skip(&mut self, span: Option<super::cadence::Span>, reason: Reason, version: i32) {
        if let Some(span) = span {
            let (from, through, count) = (span.first, span.last, span.count);
            self.plan.skips.push(PlannedSkip { from, through, count, reason, version, holds: Holds::Always });
        }
    }

    /// A newer missed due time was found: the older one is not made up for.
    fn supersede(&mut self) {
        if let Some((due, version)) = self.newest_missed.take() {
            let reason = Reason::Superseded;
            self.plan.skips.push(PlannedSkip {
                from: due,
                through: due,
                count: 1,
                reason,
                version,
                holds: Holds::Always,
            });
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
    plan.skips.extend(Vec::into_iter(storm).map(|job| PlannedSkip {
        from: job.due,
        through: job.due,
        count: 1,
        reason: Reason::CatchUpLimit,
        version: job.version,
        holds: Holds::Always,
    }));
}

/// Applies each owner's overlap policy, oldest due time first.
fn decide_overlap(timeline: &Timeline, plan: &mut Plan, open: Open) {
    let mut kept: Vec<PlannedJob> = Vec::with_capacity(plan.jobs.len());
    let skip = |job: &PlannedJob, holds: Holds| PlannedSkip {
        from: job.due,
        through: job.due,
        count: 1,
        reason: Reason::Overlap,
        version: job.version,
        holds,
    };
    for mut job in std::mem::take(&mut plan.jobs) {
        let Some(definition) = timeline.version(job.version).map(|schedule| &schedule.definition) else { continue };
        if plan.completes {
            // A one-off has its job: what would have followed has no outcome.
            break;
        }
        let yields = definition.overlap == Overlap::Skip && !job.in_turn;
        match (yields, kept.is_empty(), open) {
            (false, ..) | (true, true, Open::Known(false)) => kept.push(job),
            (true, false, _) | (true, true, Open::Known(true)) => {
                plan.skips.push(skip(&job, Holds::Always));
                continue;
            }
            (true, true, Open::Unknown) => {
                plan.skips.push(skip(&job, Holds::IfBusy));
                job.holds = Holds::IfFree;
                kept.push(job);
            }
        }
        // An edit that came after it, and made it more than a one-off, has the last word.
        plan.completes = definition.one_off && timeline.newest().definition.one_off;
    }
    plan.jobs = kept;
    plan.skips.sort_by_key(|skip| skip.from);
    if plan.skips.len() > 1 {
        plan.skips = as_rows(&plan.skips);
    }
}

/// Joins overlap skips that follow each other to rows, in either case on its own.
///
/// Between two of one version lies no other outcome: its missed due times come
/// first, then at most one job, then nothing but these.
fn as_rows(skips: &[PlannedSkip]) -> Vec<PlannedSkip> {
    let without = |case: Holds| {
        let mut rows: Vec<PlannedSkip> = Vec::with_capacity(skips.len());
        for skip in skips.iter().filter(|skip| skip.holds != case) {
            match rows.last_mut() {
                Some(row)
                    if row.reason == Reason::Overlap && (row.reason, row.version) == (skip.reason, skip.version) =>
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
    use crate::domain::job::Priority;
    use crate::domain::schedule::{Definition, Kwargs, When};

    const LIMIT: u64 = 100;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(1_800_000_000 + seconds)
    }

    /// A schedule due every ten seconds from `at(0)`, whose version began at `at(began)`.
    fn every_ten(version: i32, began: i64, change: impl FnOnce(&mut Definition)) -> Schedule {
        every(10, version, began, change)
    }

    fn every(seconds: u64, version: i32, began: i64, change: impl FnOnce(&mut Definition)) -> Schedule {
        let mut definition = Definition {
            name: "s".into(),
            description: None,
            task: "test_job".into(),
            kwargs: Kwargs::empty(),
            when: When::Interval { interval: Interval::new(seconds, Period::Seconds, at(0)).unwrap() },
            timezone: Zone::UTC,
            start_at: None,
            expires: None,
            one_off: false,
            overlap: Overlap::Skip,
            catch_up: CatchUp::Latest,
            catch_up_max_age_seconds: None,
            timeout_seconds: None,
            max_attempts: None,
            retry_backoff_seconds: None,
            queue: "default".into(),
            priority: Priority::Normal,
            owner: Uuid::nil(),
        };
        change(&mut definition);
        Schedule { id: Uuid::nil(), version, effective_at: at(began), phase: Phase::Enabled, definition }
    }

    fn timeline(schedules: impl IntoIterator<Item = Schedule>) -> Timeline {
        let mut schedules = schedules.into_iter();
        let mut timeline = Timeline::new(schedules.next().unwrap());
        schedules.for_each(|schedule| timeline.push(schedule, Timestamp::MIN));
        timeline
    }

    fn plan(timeline: &Timeline, settled: i64, now: i64, open: Open) -> Plan {
        settle(timeline, at(settled), at(now), open, &|_| true, LIMIT)
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
        assert_eq!(jobs(&plan(&s, 5, 11, Open::Known(false))), [(10, Trigger::Schedule)]);
        assert_eq!(skips(&plan(&s, 5, 11, Open::Known(true))), [(10, 1, Reason::Overlap)]);
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
        let after = plan(&s, 5, 48, Open::Known(false));
        assert_eq!(jobs(&after), [(40, Trigger::CatchUp)]);
        assert_eq!(skips(&after), [(10, 3, Reason::Superseded)]);
    }

    #[test]
    fn five_seconds_late_is_in_time_and_a_microsecond_more_is_missed() {
        let s = timeline([every_ten(1, 0, |d| d.catch_up = CatchUp::None)]);
        assert_eq!(jobs(&plan(&s, 5, 15, Open::Known(false))), [(10, Trigger::Schedule)]);
        let late = at(15).plus(INSTANT);
        let missed = settle(&s, at(5), late, Open::Known(false), &|_| true, LIMIT);
        assert_eq!(skips(&missed), [(10, 1, Reason::CatchUpNone)]);
    }

    #[test]
    fn too_old_is_told_apart_from_superseded() {
        let s = timeline([every_ten(1, 0, |d| d.catch_up_max_age_seconds = Some(20))]);
        let after = plan(&s, 5, 68, Open::Known(false));
        assert_eq!(jobs(&after), [(60, Trigger::CatchUp)]);
        assert_eq!(skips(&after), [(10, 4, Reason::CatchUpTooOld), (50, 1, Reason::Superseded)]);
    }

    #[test]
    fn overlap_skips_that_follow_each_other_are_one_row_in_either_case() {
        let s = timeline([every(1, 1, 0, |_| ())]);
        let late = plan(&s, 5, 8, Open::Unknown);
        let rows: Vec<_> = late.skips.iter().map(|skip| (skip.holds, skip.from, skip.through, skip.count)).collect();
        assert_eq!(rows, [(Holds::IfBusy, at(6), at(8), 3), (Holds::IfFree, at(7), at(8), 2)]);
        assert_eq!(skips(&plan(&s, 5, 8, Open::Known(true))), [(6, 3, Reason::Overlap)]);
    }

    #[test]
    fn catching_up_on_all_runs_them_in_turn() {
        let s = timeline([every_ten(1, 0, |d| d.catch_up = CatchUp::All)]);
        let after = plan(&s, 5, 42, Open::Known(true));
        assert_eq!(jobs(&after), [(10, Trigger::CatchUp), (20, Trigger::CatchUp), (30, Trigger::CatchUp)]);
        assert!(after.jobs.iter().all(|job| job.in_turn));
        // The one that is in time finds a job open: the ones just made.
        assert_eq!(skips(&after), [(40, 1, Reason::Overlap)]);
    }

    #[test]
    fn a_storm_of_missed_due_times_waits_for_an_operator() {
        let s = timeline([every_ten(1, 0, |d| d.catch_up = CatchUp::All)]);
        let after = plan(&s, 5, 1_017, Open::Known(false));
        assert_eq!(jobs(&after), []);
        assert_eq!(skips(&after), [(10, 101, Reason::CatchUpLimit)]);
        assert!(after.skips[0].reason.is_pending());
        let fewer = plan(&s, 15, 1_017, Open::Known(false));
        assert_eq!(fewer.jobs.len(), 100);
    }

    #[test]
    fn each_due_time_is_judged_by_the_version_that_owns_it() {
        let s = timeline([
            every_ten(1, 0, |d| d.overlap = Overlap::Allow),
            every(3, 2, 12, |d| d.overlap = Overlap::Allow),
        ]);
        let both = plan(&s, 5, 15, Open::Known(false));
        assert_eq!(both.jobs.iter().map(|job| (job.due, job.version)).collect::<Vec<_>>(), [(at(10), 1), (at(15), 2)]);
    }

    #[test]
    fn a_due_time_at_the_very_instant_of_an_edit_belongs_to_the_version_before() {
        let s = timeline([every_ten(1, 0, |_| ()), every_ten(2, 10, |d| d.one_off = true)]);
        assert_eq!(plan(&s, 5, 11, Open::Known(false)).jobs[0].version, 1);
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
        let all = plan(&s, 5, 52, Open::Known(false));
        assert_eq!(jobs(&all), [(10, Trigger::CatchUp), (50, Trigger::Schedule)]);
        assert_eq!(skips(&all), []);
        assert_eq!(s.next_due(at(15)), Some(at(50)));
    }

    #[test]
    fn only_the_newest_missed_due_time_of_all_versions_is_made_up_for() {
        let s = timeline([every_ten(1, 0, |_| ()), every_ten(2, 25, |_| ())]);
        let after = plan(&s, 5, 48, Open::Known(false));
        assert_eq!(jobs(&after), [(40, Trigger::CatchUp)]);
        assert_eq!(
            skips(&after),
            [(10, 1, Reason::Superseded), (20, 1, Reason::Superseded), (30, 1, Reason::Superseded)]
        );
    }

    #[test]
    fn a_one_off_makes_one_job_and_is_complete() {
        let s = timeline([every(1, 1, 0, |d| d.one_off = true)]);
        let once = plan(&s, 0, 4, Open::Known(false));
        assert_eq!((jobs(&once), once.completes), (vec![(1, Trigger::Schedule)], true));
        assert_eq!(skips(&once), []);
    }

    #[test]
    fn a_disabled_owners_due_times_are_skipped() {
        let s = timeline([every_ten(1, 0, |_| ())]);
        let told = settle(&s, at(5), at(32), Open::Known(false), &|_| false, LIMIT);
        assert_eq!((jobs(&told), skips(&told)), (vec![], vec![(10, 3, Reason::Owner)]));
    }

    #[test]
    fn expiry_ends_before_its_instant_and_start_begins_at_its() {
        let s = timeline([every_ten(1, 0, |d| {
            d.expires = Some(at(30));
            d.overlap = Overlap::Allow;
            d.catch_up = CatchUp::All;
        })]);
        assert_eq!(jobs(&plan(&s, 5, 60, Open::Known(false))).len(), 2);
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
