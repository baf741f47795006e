//! How many jobs start when, and how busy that keeps workers.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::asker::Asker;
use super::grid::{Bucket, Grid, Tally};
use super::subject::{Subject, Workload};
use super::walk::{Told, Why, walk};
use super::{MOST_OPENINGS, TooMuch};
use crate::domain::Timestamp;
use crate::domain::maintenance::{LOOK_BACK, Windows};
use crate::domain::task::RemoteSystem;

/// Queues and systems told one by one, those with most jobs: a page shows no more.
const MOST_LOADS: usize = 50;
/// Systems that are counted at all: arguments may name connections that nobody has.
const MOST_SYSTEMS: usize = 200;

/// What a calendar is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// From here on.
    pub from: Timestamp,
    /// Up to here.
    pub to: Timestamp,
    /// In which steps.
    pub bucket: Bucket,
}

/// What falls into each bucket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Jobs that start in it.
    pub jobs: Vec<u32>,
    /// Microseconds that workers are busy in it, all together.
    pub busy_micros: Vec<u64>,
}

impl From<&Tally> for Load {
    fn from(tally: &Tally) -> Self {
        Self { jobs: tally.started().to_vec(), busy_micros: tally.busy_micros() }
    }
}

/// The minute in which most jobs start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peak {
    /// The first such minute.
    pub at: Timestamp,
    /// How many start in it.
    pub jobs: u32,
}

impl Peak {
    /// Of jobs counted minute by minute; none where there is none.
    pub(super) fn of(minutes: &Grid, started: &[u32]) -> Option<Self> {
        let most = started.iter().copied().max().filter(|most| *most > 0)?;
        let first = started.iter().position(|jobs| *jobs == most)?;
        Some(Self { at: minutes.at(first), jobs: most })
    }
}

/// Due times of the range for which no job of their own is expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NotExpected {
    /// A maintenance window skips them.
    pub skipped: u64,
    /// A maintenance window holds them, and a newer one runs at its end.
    pub held: u64,
    /// An earlier job is expected to run still.
    pub overlap: u64,
}

impl NotExpected {
    pub(super) fn add(&mut self, why: Why, count: u64) {
        match why {
            Why::Skipped => self.skipped += count,
            Why::Held => self.held += count,
            Why::Overlap => self.overlap += count,
        }
    }
}

/// The expected load of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Its buckets.
    pub grid: Grid,
    /// Of everything.
    pub total: Load,
    /// Queue by queue, by name: those with most jobs.
    pub queues: Vec<(Arc<str>, Load)>,
    /// Queues that are not among them.
    pub more_queues: usize,
    /// System by system: those with most jobs.
    pub systems: Vec<(RemoteSystem, Load)>,
    /// Systems that are not among them.
    pub more_systems: usize,
    /// The minute in which most jobs start.
    pub peak: Option<Peak>,
    /// Jobs that start in each minute, whatever the buckets.
    pub minutes: Vec<u32>,
    /// Schedules with a job in the range.
    pub schedules: usize,
    /// Due times that come to nothing.
    pub not_expected: NotExpected,
}

/// The expected load of `subjects`.
///
/// # Errors
/// When it is too much to look at, or nobody waits for it any more.
pub fn calendar(subjects: &[Subject], windows: &Windows, asked: Asked, asker: &Asker) -> Result<Calendar, TooMuch> {
    let grid = Grid::over(asked.from, asked.to, asked.bucket);
    let (from, to) = (grid.from(), grid.to());
    let mut work = Workload::new(from, to);
    for subject in subjects {
        work.add(subject)?;
    }
    let mut laid = windows.lay(from.minus(LOOK_BACK), to, MOST_OPENINGS).ok_or(TooMuch::Openings)?;
    let minutes = Grid::over(from, to, Bucket::Minute);
    let mut by_minute = vec![0_u32; minutes.len()];
    let (mut total, mut not_expected, mut schedules) = (Tally::new(grid), NotExpected::default(), 0);
    let mut systems = Systems { grid, tallies: Vec::new(), known: BTreeMap::new(), more: BTreeSet::new() };
    let mut queues = Most::default();
    // Queue by queue, so that only one is counted at a time however many there are.
    let mut by_queue: BTreeMap<&str, Vec<&Subject>> = BTreeMap::new();
    for subject in subjects {
        by_queue.entry(&subject.schedule.definition.queue).or_default().push(subject);
    }
    for of_queue in by_queue.into_values() {
        let Some(name) = of_queue.first().map(|subject| Arc::clone(&subject.schedule.definition.queue)) else {
            continue;
        };
        let mut queue = Tally::new(grid);
        for subject in of_queue {
            asker.waits()?;
            let mut any = false;
            let reached = systems.of(subject);
            walk(subject, &laid.over(&subject.schedule), from, to, &mut |told| {
                match told {
                    Told::Run(run) => {
                        if let Some(count) = minutes.index(run.start).and_then(|minute| by_minute.get_mut(minute)) {
                            *count += 1;
                            any = true;
                        }
                        queue.add(run.start, run.end);
                        for index in &reached {
                            systems.add(*index, run.start, run.end);
                        }
                    }
                    // Those before the range only lead up to it.
                    Told::Passed(passed) if passed.span.last >= from => not_expected.add(passed.why, passed.span.count),
                    Told::Passed(_) => {}
                }
                ControlFlow::Continue(())
            });
            schedules += usize::from(any);
        }
        total.absorb(&queue);
        queues.offer(name, &queue);
    }
    let mut of_systems = Most { more: systems.more.len(), ..Most::default() };
    for (system, index) in systems.known {
        if let Some(tally) = systems.tallies.get(index) {
            of_systems.offer(system, tally);
        }
    }
    let peak = Peak::of(&minutes, &by_minute);
    let ((queues, more_queues), (systems, more_systems)) = (queues.finish(), of_systems.finish());
    let total = Load::from(&total);
    Ok(Calendar {
        grid,
        total,
        queues,
        more_queues,
        systems,
        more_systems,
        peak,
        minutes: by_minute,
        schedules,
        not_expected,
    })
}

/// What reaches out to each remote system.
struct Systems {
    grid: Grid,
    tallies: Vec<Tally>,
    known: BTreeMap<RemoteSystem, usize>,
    /// Those beyond [`MOST_SYSTEMS`].
    more: BTreeSet<RemoteSystem>,
}

impl Systems {
    /// The numbers of those that a schedule's jobs reach out to.
    fn of(&mut self, subject: &Subject) -> Vec<usize> {
        let mut numbers = Vec::with_capacity(subject.systems.len());
        for system in &*subject.systems {
            match self.known.get(system) {
                Some(index) => numbers.push(*index),
                None if self.known.len() >= MOST_SYSTEMS => _ = self.more.insert(system.clone()),
                None => {
                    self.known.insert(system.clone(), self.tallies.len());
                    numbers.push(self.tallies.len());
                    self.tallies.push(Tally::new(self.grid));
                }
            }
        }
        numbers
    }

    fn add(&mut self, index: usize, start: Timestamp, end: Timestamp) {
        if let Some(tally) = self.tallies.get_mut(index) {
            tally.add(start, end);
        }
    }
}

/// Keeps the loads with most jobs.
struct Most<K> {
    kept: Vec<(u64, K, Load)>,
    more: usize,
}

impl<K> Default for Most<K> {
    fn default() -> Self {
        Self { kept: Vec::new(), more: 0 }
    }
}

impl<K: Ord> Most<K> {
    fn offer(&mut self, key: K, tally: &Tally) {
        let jobs = tally.started().iter().copied().map(u64::from).sum();
        let load = Load::from(tally);
        if jobs == 0 && load.busy_micros.iter().all(|micros| *micros == 0) {
            return;
        }
        self.kept.push((jobs, key, load));
        if self.kept.len() > MOST_LOADS {
            self.kept.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            self.kept.truncate(MOST_LOADS);
            self.more += 1;
        }
    }

    /// By name, and how many there are besides.
    fn finish(mut self) -> (Vec<(K, Load)>, usize) {
        self.kept.sort_by(|a, b| a.1.cmp(&b.1));
        (self.kept.into_iter().map(|(_, key, load)| (key, load)).collect(), self.more)
    }
}
