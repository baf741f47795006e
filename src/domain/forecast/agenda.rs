//! The coming runs as a calendar of people shows them: one by one, or how many a day where they are many.

use std::collections::{BTreeMap, BinaryHeap};
use std::ops::ControlFlow;
use std::time::Duration;

use super::asker::Asker;
use super::subject::{Subject, Workload};
use super::walk::{Told, walk};
use super::{MOST_OPENINGS, TooMuch};
use crate::domain::Timestamp;
use crate::domain::maintenance::{LOOK_BACK, Windows};

/// More runs than this on any day, and a schedule is shown by days: once an hour is still one by one.
const MOST_A_DAY: u32 = 24;
const DAY: i64 = 86_400_000_000;

/// What stands in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// One run.
    Run {
        /// When it starts.
        start: Timestamp,
        /// The number of its schedule among those that were asked about.
        subject: usize,
        /// Its due time.
        due: Timestamp,
        /// How long it takes.
        duration: Duration,
    },
    /// All runs of a schedule on one day of UTC.
    Day {
        /// Where the day begins.
        start: Timestamp,
        /// The number of its schedule.
        subject: usize,
        /// How many.
        runs: u32,
    },
}

impl Entry {
    const fn place(&self) -> (Timestamp, usize) {
        match self {
            Self::Run { start, subject, .. } | Self::Day { start, subject, .. } => (*start, *subject),
        }
    }
}

/// The first `most` entries of [`from`, `to`), and whether there are more.
///
/// # Errors
/// When it is too much to look at, or nobody waits for it any more.
pub fn agenda(
    subjects: &[Subject],
    windows: &Windows,
    (from, to): (Timestamp, Timestamp),
    most: usize,
    asker: &Asker,
) -> Result<(Vec<Entry>, bool), TooMuch> {
    let mut work = Workload::new(from, to);
    for subject in subjects {
        work.add(subject)?;
    }
    let mut laid = windows.lay(from.minus(LOOK_BACK), to, MOST_OPENINGS).ok_or(TooMuch::Openings)?;
    let mut first: BinaryHeap<((Timestamp, usize), Entry)> = BinaryHeap::new();
    for (nth, subject) in subjects.iter().enumerate() {
        asker.waits()?;
        for entry in of_one(nth, subject, &laid.over(&subject.schedule), (from, to)) {
            first.push((entry.place(), entry));
            if first.len() > most.saturating_add(1) {
                first.pop();
            }
        }
    }
    let mut all: Vec<Entry> = first.into_sorted_vec().into_iter().map(|(_, entry)| entry).collect();
    let more = all.len() > most;
    all.truncate(most);
    Ok((all, more))
}

fn of_one(
    nth: usize,
    subject: &Subject,
    parts: &[crate::domain::maintenance::Covered],
    (from, to): (Timestamp, Timestamp),
) -> Vec<Entry> {
    let mut runs = Vec::new();
    let mut days: BTreeMap<i64, u32> = BTreeMap::new();
    walk(subject, parts, from, to, &mut |told| {
        if let Told::Run(run) = told
            && run.start >= from
            && run.start < to
        {
            *days.entry(run.start.as_micros().div_euclid(DAY)).or_default() += 1;
            let duration = run.end.since(run.start);
            runs.push(Entry::Run { start: run.start, subject: nth, due: run.due, duration });
        }
        ControlFlow::Continue(())
    });
    if days.values().all(|runs| *runs <= MOST_A_DAY) {
        return runs;
    }
    let day = |(day, runs): (i64, u32)| Entry::Day { start: Timestamp::from_micros(day * DAY), subject: nth, runs };
    days.into_iter().map(day).collect()
}
