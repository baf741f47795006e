//! What a change would do: which due times come, go and move, what that loads, and what then starts together.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use uuid::Uuid;

use super::asker::Asker;
use super::calendar::Peak;
use super::grid::{Bucket, Grid};
use super::moved::{Difference, differ};
use super::subject::{Subject, Workload, last_instant};
use super::walk::{Run, Told, walk};
use super::{MOST_OPENINGS, MOST_WEIGHED, TooMuch};
use crate::domain::Timestamp;
use crate::domain::cadence::Cadence;
use crate::domain::maintenance::{Covered, LOOK_BACK, Laid, Windows};
use crate::domain::schedule::{Overlap, Phase};
use crate::domain::task::RemoteSystem;
use crate::domain::timestamp::INSTANT;

/// Collisions told, those that rise most.
const MOST_COLLISIONS: usize = 20;
/// Schedules named with a collision.
const NAMED: usize = 5;

/// A schedule before and after the change. Absent: it is not there.
#[derive(Clone, Debug)]
pub struct Case {
    /// As it stands.
    pub before: Option<Subject>,
    /// As it would be.
    pub after: Option<Subject>,
}

/// What is asked: which change, and over which time.
#[derive(Clone, Copy, Debug)]
pub struct Proposal<'a> {
    /// The schedules that nobody edits.
    pub others: &'a [Subject],
    /// Those that somebody does.
    pub edited: &'a [Case],
    /// The windows as they are.
    pub windows_before: &'a Windows,
    /// The windows as they would be.
    pub windows_after: &'a Windows,
    /// The time that has been.
    pub past: (Timestamp, Timestamp),
    /// The time to come.
    pub coming: (Timestamp, Timestamp),
    /// Who waits for it.
    pub asker: &'a Asker,
}

/// What changes for one schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleEffect {
    /// Which.
    pub id: Uuid,
    /// Its name, afterwards.
    pub name: Box<str>,
    /// What would have been: due times by the cadence alone.
    pub past: Difference,
    /// What will be: due times for which a job is expected, windows taken into account.
    pub coming: Difference,
}

/// What a range loads somewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Jobs that start.
    pub jobs: u64,
    /// Microseconds that workers are busy.
    pub busy_micros: u64,
    /// The minute in which most jobs start.
    pub peak: Option<Peak>,
}

/// A queue or a remote system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The jobs of a queue.
    Queue(Arc<str>),
    /// The jobs that reach out to a system.
    System(RemoteSystem),
}

/// What the coming range loads somewhere, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Where.
    pub place: Place,
    /// As it stands.
    pub before: Sum,
    /// As it would be.
    pub after: Sum,
}

/// A minute in which more jobs start together than before, one of the change's among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision {
    /// Where.
    pub place: Place,
    /// Where the minute begins.
    pub at: Timestamp,
    /// How many started in it.
    pub before: u32,
    /// How many would.
    pub after: u32,
    /// Some of those that the change brings there, by name.
    pub schedules: Vec<Box<str>>,
}

/// What a change would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consequences {
    /// Schedule by schedule, those with any difference, most first.
    pub schedules: Vec<ScheduleEffect>,
    /// The queues and systems that the change touches.
    pub load: Vec<Compared>,
    /// What would start together, what rises most first.
    pub collisions: Vec<Collision>,
}

/// One schedule as the change sees it.
struct Pair<'a> {
    before: Option<&'a Subject>,
    after: Option<&'a Subject>,
    parts_before: Arc<[Covered]>,
    parts_after: Arc<[Covered]>,
    /// Whether the change makes a difference to it at all.
    touched: bool,
    /// Whether it may make one to the time that has been: nothing else is looked at there.
    past_touched: bool,
}

impl<'a> Pair<'a> {
    fn new(
        (before, after): (Option<&'a Subject>, Option<&'a Subject>),
        (laid_before, laid_after): (&mut Laid, &mut Laid),
        edited: bool,
    ) -> Self {
        let over = |laid: &mut Laid, subject: Option<&Subject>| {
            subject.map_or_else(|| Arc::from([]), |subject| laid.over(&subject.schedule))
        };
        let (parts_before, parts_after) = (over(laid_before, before), over(laid_after, after));
        let touched = edited || parts_before != parts_after;
        let past_touched = edited && timing(before) != timing(after);
        Self { before, after, parts_before, parts_after, touched, past_touched }
    }

    /// Counts all that is walked for it.
    fn weigh(&self, work: &mut Workload, past: (Timestamp, Timestamp)) -> Result<(), TooMuch> {
        let both = || [self.before, self.after].into_iter().flatten();
        if self.past_touched {
            both().try_for_each(|subject| work.add_by_cadence(subject, past))?;
        }
        // What is the same before and after is walked once.
        both().skip(usize::from(!self.touched)).try_for_each(|subject| work.add(subject))
    }

    fn places(&self) -> BTreeSet<Place> {
        [self.before, self.after].into_iter().flatten().flat_map(places).collect()
    }

    fn name(&self) -> Box<str> {
        self.after.or(self.before).map(|subject| subject.schedule.definition.name.clone()).unwrap_or_default()
    }
}

/// All that decides due times by the cadence; none where there are none.
fn timing(subject: Option<&Subject>) -> Option<(Cadence, Option<Timestamp>, Option<Timestamp>)> {
    let subject = subject.filter(|subject| subject.schedule.phase == Phase::Enabled)?;
    let d = &subject.schedule.definition;
    Some((d.cadence(), d.start_at, d.expires))
}

fn places(subject: &Subject) -> impl Iterator<Item = Place> + '_ {
    let queue = Place::Queue(Arc::clone(&subject.schedule.definition.queue));
    std::iter::once(queue).chain(subject.systems.iter().cloned().map(Place::System))
}

/// What the proposal would do.
///
/// # Errors
/// When it is too much to look at, or nobody waits for it any more.
pub fn effect(proposal: Proposal<'_>) -> Result<Consequences, TooMuch> {
    let Proposal { past, coming: (from, to), asker, .. } = proposal;
    let lay = |windows: &Windows| windows.lay(from.minus(LOOK_BACK), to, MOST_OPENINGS).ok_or(TooMuch::Openings);
    let (mut laid_before, mut laid_after) = (lay(proposal.windows_before)?, lay(proposal.windows_after)?);
    let others = proposal.others.iter().map(|subject| (Some(subject), Some(subject), false));
    let edited = proposal.edited.iter().map(|case| (case.before.as_ref(), case.after.as_ref(), true));
    let mut pairs = Vec::with_capacity(proposal.others.len() + proposal.edited.len());
    let mut work = Workload::new(from, to).within(MOST_WEIGHED);
    for (before, after, edited) in others.chain(edited) {
        asker.waits()?;
        let pair = Pair::new((before, after), (&mut laid_before, &mut laid_after), edited);
        pair.weigh(&mut work, past)?;
        pairs.push(pair);
    }
    let mut schedules = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.touched) {
        asker.waits()?;
        schedules.extend(of_one(pair, past, (from, to)));
    }
    let most = |effect: &ScheduleEffect| effect.coming.count() + effect.past.count();
    schedules.sort_by(|a, b| most(b).cmp(&most(a)).then_with(|| a.name.cmp(&b.name)).then(a.id.cmp(&b.id)));
    let (load, collisions) = load(&pairs, (from, to), asker)?;
    Ok(Consequences { schedules, load, collisions })
}

/// What changes for one schedule; none where nothing does.
fn of_one(pair: &Pair<'_>, past: (Timestamp, Timestamp), coming: (Timestamp, Timestamp)) -> Option<ScheduleEffect> {
    let was = || differ(&by_cadence(pair.before, past), &by_cadence(pair.after, past));
    let was = if pair.past_touched { was() } else { Difference::default() };
    let will =
        differ(&expected(pair.before, &pair.parts_before, coming), &expected(pair.after, &pair.parts_after, coming));
    let id = pair.after.or(pair.before)?.schedule.id;
    let any = was.count() + will.count() > 0;
    any.then(|| ScheduleEffect { id, name: pair.name(), past: was, coming: will })
}

/// The due times of a range by the cadence, its start and its end: whatever became of them.
fn by_cadence(subject: Option<&Subject>, (from, to): (Timestamp, Timestamp)) -> Vec<Timestamp> {
    let Some(subject) = subject.filter(|subject| subject.schedule.phase == Phase::Enabled) else { return Vec::new() };
    let d = &subject.schedule.definition;
    let until = last_instant(to, d.expires);
    d.cadence().between(d.start_at, from.minus(INSTANT), until).collect()
}

/// When jobs are expected, were each done at once: what holds is windows, limits and the end, not how long jobs take.
fn expected(subject: Option<&Subject>, parts: &[Covered], (from, to): (Timestamp, Timestamp)) -> Vec<Timestamp> {
    let Some(subject) = subject else { return Vec::new() };
    let mut plain = subject.clone();
    plain.schedule.definition.overlap = Overlap::Allow;
    plain.schedule.definition.jitter_seconds = 0;
    let mut found = Vec::new();
    walk(&plain, parts, from, to, &mut |told| {
        if let Told::Run(run) = told {
            found.extend(Some(run.start).filter(|start| *start >= from && *start < to));
        }
        ControlFlow::Continue(())
    });
    found.sort_unstable();
    found.dedup();
    found
}

/// Counts over one place, before or after.
struct Count {
    minutes: Vec<u32>,
    busy_micros: u64,
}

impl Count {
    fn new(minutes: &Grid) -> Self {
        Self { minutes: vec![0; minutes.len()], busy_micros: 0 }
    }

    fn add(&mut self, minutes: &Grid, run: &Run, (from, to): (Timestamp, Timestamp)) {
        if run.start >= from
            && run.start < to
            && let Some(count) = minutes.index(run.start).and_then(|minute| self.minutes.get_mut(minute))
        {
            *count += 1;
        }
        let within = run.end.min(to).since(run.start.max(from));
        self.busy_micros += u64::try_from(within.as_micros()).unwrap_or(0);
    }

    fn sum(&self, minutes: &Grid) -> Sum {
        let jobs = self.minutes.iter().copied().map(u64::from).sum();
        Sum { jobs, busy_micros: self.busy_micros, peak: Peak::of(minutes, &self.minutes) }
    }
}

/// What the range loads wherever the change touches anything, and what then starts together.
fn load(
    pairs: &[Pair<'_>],
    coming: (Timestamp, Timestamp),
    asker: &Asker,
) -> Result<(Vec<Compared>, Vec<Collision>), TooMuch> {
    let touched: BTreeSet<Place> = pairs.iter().filter(|pair| pair.touched).flat_map(Pair::places).collect();
    let mut by_place: BTreeMap<&Place, Vec<&Pair<'_>>> = touched.iter().map(|place| (place, Vec::new())).collect();
    for pair in pairs {
        for place in pair.places() {
            if let Some(there) = by_place.get_mut(&place) {
                there.push(pair);
            }
        }
    }
    let minutes = Grid::over(coming.0, coming.1, Bucket::Minute);
    let (mut load, mut collisions) = (Vec::with_capacity(by_place.len()), Vec::new());
    // Place by place, so that only one is counted at a time however many there are.
    for (place, there) in by_place {
        let (mut before, mut after) = (Count::new(&minutes), Count::new(&minutes));
        for pair in &there {
            asker.waits()?;
            let at =
                |subject: &Option<&Subject>| subject.is_some_and(|subject| places(subject).any(|one| one == *place));
            if pair.touched {
                if let Some(subject) = pair.before.filter(|_| at(&pair.before)) {
                    each_run(subject, &pair.parts_before, coming, |run| before.add(&minutes, run, coming));
                }
                if let Some(subject) = pair.after.filter(|_| at(&pair.after)) {
                    each_run(subject, &pair.parts_after, coming, |run| after.add(&minutes, run, coming));
                }
            } else if let Some(subject) = pair.after {
                each_run(subject, &pair.parts_after, coming, |run| {
                    before.add(&minutes, run, coming);
                    after.add(&minutes, run, coming);
                });
            }
        }
        collisions.extend(collide(place, &there, &minutes, (&before, &after), coming));
        collisions.sort_by_key(|one| (std::cmp::Reverse(one.after - one.before), one.at, one.place.clone()));
        collisions.truncate(MOST_COLLISIONS);
        let (before, after) = (before.sum(&minutes), after.sum(&minutes));
        load.push(Compared { place: place.clone(), before, after });
    }
    Ok((load, collisions))
}

fn each_run(subject: &Subject, parts: &[Covered], (from, to): (Timestamp, Timestamp), mut each: impl FnMut(&Run)) {
    walk(subject, parts, from, to, &mut |told| {
        if let Told::Run(run) = told {
            each(&run);
        }
        ControlFlow::Continue(())
    });
}

/// The minutes at one place that rise most: a touched schedule's job starts there, together with another.
fn collide(
    place: &Place,
    there: &[&Pair<'_>],
    minutes: &Grid,
    (before, after): (&Count, &Count),
    coming: (Timestamp, Timestamp),
) -> Vec<Collision> {
    let rise = |minute: usize| {
        let count = |of: &Count| of.minutes.get(minute).copied().unwrap_or(0);
        let (before, after) = (count(before), count(after));
        (after > before && after > 1).then_some((before, after))
    };
    let mut found: BTreeMap<usize, Collision> = BTreeMap::new();
    for pair in there.iter().filter(|pair| pair.touched) {
        let Some(subject) = pair.after.filter(|subject| places(subject).any(|one| one == *place)) else { continue };
        each_run(subject, &pair.parts_after, coming, |run| {
            let minute = minutes.index(run.start);
            let Some((minute, (before, after))) = minute.and_then(|minute| Some((minute, rise(minute)?))) else {
                return;
            };
            let at = minutes.at(minute);
            let new = || Collision { place: place.clone(), at, before, after, schedules: Vec::new() };
            let one = found.entry(minute).or_insert_with(new);
            let name = pair.name();
            if one.schedules.len() < NAMED && !one.schedules.contains(&name) {
                one.schedules.push(name);
            }
        });
    }
    let mut all: Vec<Collision> = found.into_values().collect();
    all.sort_by_key(|one| (std::cmp::Reverse(one.after - one.before), one.at));
    all.truncate(MOST_COLLISIONS);
    all
}
