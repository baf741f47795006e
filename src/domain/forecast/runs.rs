//! What is expected of each due time, one by one, in order.

use std::collections::BinaryHeap;
use std::ops::ControlFlow;
use std::time::Duration;

use uuid::Uuid;

use super::asker::Asker;
use super::subject::{Subject, Workload};
use super::walk::{Passed, Told, Why, walk};
use super::{MOST_OPENINGS, TooMuch};
use crate::domain::Timestamp;
use crate::domain::job::spelled;
use crate::domain::maintenance::{LOOK_BACK, Windows};
use crate::domain::timestamp::INSTANT;

/// What is expected of a due time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It becomes a job.
    Runs,
    /// A maintenance window holds it, and it becomes a job at its end.
    RunsAfterWindow,
    /// A maintenance window skips it.
    SkippedByWindow,
    /// A maintenance window holds it, and a newer one becomes a job at its end.
    HeldByWindow,
    /// An earlier job runs still, or it is ended for a newer one before it starts.
    Overlap,
}
spelled!(Fate, "expected outcome", {
    Runs => "runs",
    RunsAfterWindow => "runs_after_window",
    SkippedByWindow => "skipped_by_window",
    HeldByWindow => "held_by_window",
    Overlap => "overlap",
});

/// The place of an expectation in the order of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// When its job starts; where there is none, its due time.
    pub at: Timestamp,
    /// Whose it is.
    pub schedule: Uuid,
    /// Its due time.
    pub due: Timestamp,
}

/// What is expected of one due time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expectation {
    /// Which, and when.
    pub key: Key,
    /// The number of its schedule among those that were asked about.
    pub subject: usize,
    /// What becomes of it.
    pub fate: Fate,
    /// How long its job takes; nought where there is none.
    pub duration: Duration,
}

/// Expectations in order, and whether there are more.
pub type Listed = (Vec<Expectation>, bool);

/// What is expected of the due times of `subjects` from `from` on, before `to` and behind `after`: the first `most`.
///
/// # Errors
/// When it is too much to look at.
pub fn runs(
    subjects: &[Subject],
    windows: &Windows,
    (from, to): (Timestamp, Timestamp),
    after: Option<Key>,
    most: usize,
    asker: &Asker,
) -> Result<Listed, TooMuch> {
    let mut work = Workload::new(from, to);
    for subject in subjects {
        work.add(subject)?;
    }
    let mut laid = windows.lay(from.minus(LOOK_BACK), to, MOST_OPENINGS).ok_or(TooMuch::Openings)?;
    let mut first = First { kept: BinaryHeap::new(), most: most.saturating_add(1), range: (from, to), after };
    for (nth, subject) in subjects.iter().enumerate() {
        asker.waits()?;
        let parts = laid.over(&subject.schedule);
        walk(subject, &parts, from, to, &mut |told| first.take(nth, subject, told));
    }
    let mut all = first.kept.into_sorted_vec();
    let more = all.len() > most;
    all.truncate(most);
    Ok((all, more))
}

/// Keeps the first so many.
struct First {
    kept: BinaryHeap<Expectation>,
    most: usize,
    range: (Timestamp, Timestamp),
    after: Option<Key>,
}

impl First {
    fn take(&mut self, nth: usize, subject: &Subject, told: Told) -> ControlFlow<()> {
        let expectation = |at: Timestamp, due: Timestamp, fate: Fate, duration: Duration| {
            let key = Key { at, schedule: subject.schedule.id, due };
            Expectation { key, subject: nth, fate, duration }
        };
        match told {
            Told::Run(run) => {
                let fate = if run.after_window { Fate::RunsAfterWindow } else { Fate::Runs };
                self.offer(expectation(run.start, run.due, fate, run.end.since(run.start)));
                // Outside windows due times come in order, and none starts before it is due.
                if !run.after_window && self.is_behind(run.due) {
                    return ControlFlow::Break(());
                }
            }
            Told::Passed(Passed { span, why }) => {
                let fate = match why {
                    Why::Skipped => Fate::SkippedByWindow,
                    Why::Held => Fate::HeldByWindow,
                    Why::Overlap => Fate::Overlap,
                };
                let d = &subject.schedule.definition;
                let (cadence, before) = (d.cadence(), span.first.minus(INSTANT));
                for due in cadence.between(d.start_at, before, span.last) {
                    if self.is_behind(due) {
                        break;
                    }
                    self.offer(expectation(due, due, fate, Duration::ZERO));
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// Whether nothing from `at` on can be among the first any more.
    fn is_behind(&self, at: Timestamp) -> bool {
        self.kept.len() >= self.most && self.kept.peek().is_some_and(|last| at > last.key.at)
    }

    fn offer(&mut self, one: Expectation) {
        let (from, to) = self.range;
        if one.key.at < from || one.key.at >= to || self.after.is_some_and(|after| one.key <= after) {
            return;
        }
        self.kept.push(one);
        if self.kept.len() > self.most {
            self.kept.pop();
        }
    }
}
