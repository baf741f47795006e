//! A stretch of time on a handed-in clock: every due time decided by [`settle`] itself, with jobs that take as long as
//! they are said to and workers without end.
//!
//! What happens at one instant happens in this order, as on a running beat whose workers are quick: jobs end, what a
//! maintenance window held is let go, due times are settled.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use uuid::Uuid;

use super::subject::{Subject, Workload};
use super::{MOST_SIMULATED, TooMuch};
use crate::domain::Timestamp;
use crate::domain::job::jitter;
use crate::domain::maintenance::Windows;
use crate::domain::schedule::{Phase, Schedule, When};
use crate::domain::settle::{Counted, Open, Plan, PlannedSkip, Reason, Rules, Timeline, Verdict, settle, verdict_now};
use crate::domain::timestamp::INSTANT;

/// What is simulated.
#[derive(Clone, Copy)]
pub struct Simulation<'a> {
    /// The schedules.
    pub subjects: &'a [Subject],
    /// The maintenance windows.
    pub windows: &'a Windows,
    /// Whether an owner's schedules run at all.
    pub may_run: &'a dyn Fn(Uuid) -> bool,
    /// Due times after this.
    pub from: Timestamp,
    /// And no later than this.
    pub to: Timestamp,
}

impl std::fmt::Debug for Simulation<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Simulation").field("from", &self.from).field("to", &self.to).finish_non_exhaustive()
    }
}

/// What became of a due time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A job.
    Job {
        /// When it started; none: not by the end of the simulation, or it was ended before.
        start: Option<Timestamp>,
        /// When it ended; none: not by the end.
        end: Option<Timestamp>,
        /// Whether it was ended for a newer one.
        cancelled: bool,
    },
    /// None, for this reason; where that is [pending](Reason::is_pending), it waits still.
    Skipped(Reason),
}

/// A line of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The due time.
    pub due: Timestamp,
    /// The number of its schedule among those that were simulated.
    pub subject: usize,
    /// What became of it.
    pub outcome: Outcome,
}

/// Simulates; the ledger, by due time and schedule.
///
/// # Errors
/// When there are too many due times.
pub fn simulate(simulation: Simulation<'_>) -> Result<Vec<Line>, TooMuch> {
    let mut work = Workload::new(simulation.from, simulation.to).within(MOST_SIMULATED);
    for subject in simulation.subjects {
        work.add(subject)?;
    }
    let actors = simulation.subjects.iter().map(|subject| Actor::new(subject, simulation.from));
    let mut world = World { simulation, actors: actors.collect(), events: BinaryHeap::new(), ledger: Vec::new() };
    for nth in 0..world.actors.len() {
        world.arm(nth);
    }
    while let Some(Reverse(event)) = world.events.pop() {
        if event.at > simulation.to {
            break;
        }
        match event.what {
            What::End(line) => world.end(event.at, event.actor, line),
            What::Act => world.act(event.at, event.actor),
        }
    }
    let World { mut ledger, .. } = world;
    ledger.sort_by_key(|line| (line.due, line.subject));
    Ok(ledger)
}

/// What happens next. Derived order: the instant, then jobs that end before due times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    at: Timestamp,
    what: What,
    actor: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// The job of that line ends.
    End(usize),
    /// A due time has come, a window has ended, or the schedule expires.
    Act,
}

/// A job that has not ended.
#[derive(Clone, Copy, Debug)]
struct OpenJob {
    /// Its line in the ledger.
    line: usize,
    /// Its due time and jitter.
    ready: Timestamp,
    /// The line of the job it waits for.
    waits_for: Option<usize>,
    /// When it starts, or did.
    start: Option<Timestamp>,
}

/// A schedule and its jobs.
struct Actor<'a> {
    subject: &'a Subject,
    timeline: Timeline,
    settled: Timestamp,
    counted: Counted,
    /// The lines of due times that a window holds.
    held: Vec<usize>,
    held_due: Option<Timestamp>,
    open: Vec<OpenJob>,
}

impl<'a> Actor<'a> {
    fn new(subject: &'a Subject, from: Timestamp) -> Self {
        Self {
            subject,
            timeline: Timeline::new(subject.schedule.clone()),
            settled: from.max(subject.schedule.effective_at),
            counted: subject.counted,
            held: Vec::new(),
            held_due: subject.held,
            open: Vec::new(),
        }
    }

    fn schedule(&self) -> &Schedule {
        self.timeline.newest()
    }

    /// From now on it is something else; what it owned until now is settled.
    fn conclude(&mut self, phase: Phase) {
        let newest = self.timeline.newest().clone();
        self.timeline = Timeline::new(Schedule { phase, ..newest });
    }

    fn released_at(&self, windows: &Windows) -> Option<Timestamp> {
        windows.over_from(self.schedule(), self.held_due?)
    }

    /// The next instant at which there is something to do about it, as beat sees it.
    fn next_instant(&self, windows: &Windows) -> Option<Timestamp> {
        let schedule = self.schedule();
        let expires = || schedule.definition.expires.filter(|_| schedule.phase == Phase::Enabled);
        let due = self.timeline.next_due(self.settled).or_else(expires);
        due.into_iter().chain(self.released_at(windows)).min().map(|at| at.max(self.settled))
    }
}

struct World<'a> {
    simulation: Simulation<'a>,
    actors: Vec<Actor<'a>>,
    events: BinaryHeap<Reverse<Event>>,
    ledger: Vec<Line>,
}

impl World<'_> {
    fn arm(&mut self, nth: usize) {
        let windows = self.simulation.windows;
        if let Some(at) = self.actors.get(nth).and_then(|actor| actor.next_instant(windows)) {
            self.events.push(Reverse(Event { at, what: What::Act, actor: nth }));
        }
    }

    fn line(&mut self, due: Timestamp, subject: usize, outcome: Outcome) -> usize {
        self.ledger.push(Line { due, subject, outcome });
        self.ledger.len() - 1
    }

    fn becomes(&mut self, line: usize, outcome: Outcome) {
        if let Some(line) = self.ledger.get_mut(line) {
            line.outcome = outcome;
        }
    }

    fn act(&mut self, now: Timestamp, nth: usize) {
        let simulation = self.simulation;
        let Some(actor) = self.actors.get(nth) else { return };
        if actor.released_at(simulation.windows).is_some_and(|at| at <= now) {
            self.let_go(now, nth);
        } else {
            let rules = Rules {
                may_run: simulation.may_run,
                windows: simulation.windows,
                catch_up_limit: u64::MAX,
                held: actor.held_due,
            };
            let open = Open::Known(actor.open.len() as u64);
            let plan = settle(&actor.timeline, actor.settled, now, open, actor.counted, rules);
            self.carry_out(now, nth, &plan);
        }
        self.arm(nth);
    }

    fn carry_out(&mut self, now: Timestamp, nth: usize, plan: &Plan) {
        for skip in &plan.skips {
            self.skip(nth, skip);
        }
        if plan.jobs.iter().any(|job| job.cancels) {
            self.cancel_open(now, nth);
        }
        for job in &plan.jobs {
            let waits_for = self.actors.get(nth).and_then(|actor| actor.open.last()).map(|open| open.line);
            self.job(now, nth, job.due, waits_for.filter(|_| job.in_turn));
        }
        let Some(actor) = self.actors.get_mut(nth) else { return };
        actor.settled = now.max(actor.settled);
        actor.counted = plan.counted;
        actor.held_due = plan.newest_held().or(actor.held_due);
        let schedule = actor.schedule();
        let expired = schedule.phase == Phase::Enabled && schedule.definition.expires.is_some_and(|end| end <= now);
        if plan.completes {
            actor.conclude(Phase::Completed);
        } else if expired {
            actor.conclude(Phase::Expired);
        }
    }

    /// Each due time of a row is a line.
    fn skip(&mut self, nth: usize, skip: &PlannedSkip) {
        let Some(d) = self.actors.get(nth).map(|actor| actor.subject.schedule.definition.clone()) else { return };
        for due in d.cadence().between(d.start_at, skip.from.minus(INSTANT), skip.through) {
            let line = self.line(due, nth, Outcome::Skipped(skip.reason));
            if let Some(actor) = self.actors.get_mut(nth).filter(|_| skip.reason == Reason::Held) {
                actor.held.push(line);
            }
        }
    }

    /// A job is made for `due`; it may wait for another.
    fn job(&mut self, now: Timestamp, nth: usize, due: Timestamp, waits_for: Option<usize>) {
        let line = self.line(due, nth, Outcome::Job { start: None, end: None, cancelled: false });
        if let Some(actor) = self.actors.get_mut(nth) {
            let schedule = &actor.subject.schedule;
            let ready = now.max(due.plus(jitter(schedule.id, due, schedule.definition.jitter_seconds)));
            actor.open.push(OpenJob { line, ready, waits_for, start: None });
        }
        if waits_for.is_none() {
            self.start(now, nth, line);
        }
    }

    fn start(&mut self, now: Timestamp, nth: usize, line: usize) {
        let Some(actor) = self.actors.get_mut(nth) else { return };
        let Some(job) = actor.open.iter_mut().find(|job| job.line == line) else { return };
        let start = job.ready.max(now);
        (job.start, job.waits_for) = (Some(start), None);
        let end = start.plus(actor.subject.expected.duration);
        self.events.push(Reverse(Event { at: end, what: What::End(line), actor: nth }));
        let to = self.simulation.to;
        let start = Some(start).filter(|start| *start <= to);
        self.becomes(line, Outcome::Job { start, end: None, cancelled: false });
    }

    fn end(&mut self, now: Timestamp, nth: usize, line: usize) {
        let Some(actor) = self.actors.get_mut(nth) else { return };
        // One that was ended before its time is not there any more.
        let Some(place) = actor.open.iter().position(|job| job.line == line) else { return };
        let ended = actor.open.remove(place);
        let waiters: Vec<usize> =
            actor.open.iter().filter(|job| job.waits_for == Some(line)).map(|job| job.line).collect();
        self.becomes(line, Outcome::Job { start: ended.start, end: Some(now), cancelled: false });
        for waiter in waiters {
            self.start(now, nth, waiter);
        }
    }

    /// All its open jobs end at once.
    fn cancel_open(&mut self, now: Timestamp, nth: usize) {
        let Some(actor) = self.actors.get_mut(nth) else { return };
        for job in std::mem::take(&mut actor.open) {
            let start = job.start.filter(|start| *start < now);
            self.becomes(job.line, Outcome::Job { start, end: Some(now), cancelled: true });
        }
    }

    /// The last window over it has ended: the newest due time that it held becomes a job, the others none.
    fn let_go(&mut self, now: Timestamp, nth: usize) {
        let may_run = self.simulation.may_run;
        let Some(actor) = self.actors.get_mut(nth) else { return };
        let (mut held, due) = (std::mem::take(&mut actor.held), actor.held_due.take());
        let Some(due) = due else { return };
        let (definition, phase) = (actor.schedule().definition.clone(), actor.schedule().phase);
        let cycle = actor.schedule().cycle;
        let open = actor.open.len() as u64;
        let verdict = verdict_now(definition.overlap, open);
        let refused = match verdict {
            _ if !matches!(phase, Phase::Enabled | Phase::Expired) => Some(Reason::Maintenance),
            _ if !may_run(definition.owner) => Some(Reason::Owner),
            Verdict::Yield | Verdict::Supersede => Some(Reason::Overlap),
            _ => None,
        };
        // What was held before the simulation began has no line yet.
        let newest = held.pop().unwrap_or_else(|| self.line(due, nth, Outcome::Skipped(Reason::Held)));
        for line in held {
            self.becomes(line, Outcome::Skipped(Reason::Maintenance));
        }
        if let Some(reason) = refused {
            self.becomes(newest, Outcome::Skipped(reason));
        } else {
            if verdict == Verdict::Cancels {
                self.cancel_open(now, nth);
            }
            let Some(actor) = self.actors.get_mut(nth) else { return };
            actor.counted = actor.counted.plus_one(cycle);
            let waits_for = actor.open.last().map(|job| job.line).filter(|_| verdict == Verdict::InTurn);
            actor.open.push(OpenJob { line: newest, ready: now, waits_for, start: None });
            self.becomes(newest, Outcome::Job { start: None, end: None, cancelled: false });
            if waits_for.is_none() {
                self.start(now, nth, newest);
            }
        }
        let Some(actor) = self.actors.get_mut(nth) else { return };
        let enough = refused.is_none() && definition.run_limit().is_some_and(|limit| actor.counted.runs >= limit);
        let was_its_instant = matches!(definition.when, When::Clocked { clocked } if clocked.at == due);
        if (enough || was_its_instant) && phase == Phase::Enabled {
            actor.conclude(Phase::Completed);
        }
    }
}
