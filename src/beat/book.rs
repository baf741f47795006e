//! What beat keeps in mind: every schedule's timeline, and one timer each.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::maintenance::Windows;
use crate::domain::schedule::{Fact, Phase, Schedule, evolve};
use crate::domain::settle::Timeline;
use crate::store::firing::{Seen, SkipRun};
use crate::store::schedules::{Loaded, StoredEvent};
use crate::wheel::{TimerKey, Wheel};

/// A schedule in the book.
#[derive(Debug)]
pub(super) struct Entry {
    /// The versions that own due times to come.
    pub(super) timeline: Timeline,
    /// What the next decision about it rests on.
    pub(super) seen: Seen,
    /// The row of alike skips it is in; boxed, because few are.
    pub(super) skip_run: Option<Box<SkipRun>>,
    timer: Option<TimerKey>,
}

impl Entry {
    /// The next instant at which there is something to do about it.
    fn next_instant(&self, windows: &Windows) -> Option<Timestamp> {
        let newest = self.timeline.newest();
        let due = self
            .timeline
            .next_due(self.seen.settled_through)
            .or_else(|| newest.definition.expires.filter(|_| newest.phase == Phase::Enabled));
        let released = self.released_at(windows);
        due.into_iter().chain(released).min()
    }

    /// When what a maintenance window holds is let go.
    pub(super) fn released_at(&self, windows: &Windows) -> Option<Timestamp> {
        windows.over_from(self.timeline.newest(), self.seen.held_due?)
    }
}

/// The book of schedules. Knows no database and no clock.
pub(super) struct Book {
    /// Boxed: a table of large entries is half empty, and twice as large while it grows.
    entries: HashMap<Uuid, Box<Entry>>,
    wheel: Wheel<Uuid>,
    to_retell: Vec<Uuid>,
    /// Restored, and not in the book.
    to_bring_back: Vec<Uuid>,
    /// The names of tasks and queues, each kept once.
    words: HashSet<Arc<str>>,
    /// The maintenance windows.
    windows: Arc<Windows>,
    /// The position of the newest event that is in here.
    pub(super) cursor: i64,
}

/// The first tick (a millisecond since 1970) at which `at` has come.
fn tick_at_or_after(at: Timestamp) -> u64 {
    let micros = u64::try_from(at.as_micros()).unwrap_or(0);
    micros.div_ceil(1_000)
}

fn tick_of(now: Timestamp) -> u64 {
    u64::try_from(now.as_millis()).unwrap_or(0)
}

impl Book {
    /// An empty book, opened at `now`.
    pub(super) fn new(now: Timestamp) -> Self {
        let wheel = Wheel::starting_at(tick_of(now));
        let (words, windows) = (HashSet::new(), Arc::default());
        Self {
            entries: HashMap::new(),
            wheel,
            to_retell: Vec::new(),
            to_bring_back: Vec::new(),
            words,
            windows,
            cursor: 0,
        }
    }

    /// The maintenance windows that due times are judged by.
    pub(super) fn windows(&self) -> Arc<Windows> {
        Arc::clone(&self.windows)
    }

    /// Judges by other windows from now on. What is held may be let go at another time.
    pub(super) fn set_windows(&mut self, windows: Windows) {
        self.windows = Arc::new(windows);
        let holding = self.entries.iter().filter(|(_, entry)| entry.seen.held_due.is_some());
        let holding: Vec<Uuid> = holding.map(|(id, _)| *id).collect();
        for id in holding {
            self.arm(id);
        }
    }

    /// How many schedules it holds.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn get(&self, id: Uuid) -> Option<&Entry> {
        self.entries.get(&id).map(Box::as_ref)
    }

    pub(super) fn get_mut(&mut self, id: Uuid) -> Option<&mut Entry> {
        self.entries.get_mut(&id).map(Box::as_mut)
    }

    /// Enters a schedule as it was loaded. One that cannot be read is left out:
    /// it stops nothing else.
    pub(super) fn enter(&mut self, loaded: Loaded) {
        let owes = loaded.next_due.zip(loaded.schedule.as_ref().ok()).is_some_and(|(due, s)| due <= s.effective_at);
        if owes {
            self.to_retell.push(loaded.id);
        }
        match loaded.schedule {
            Ok(schedule) => self.insert(schedule, loaded.seen),
            Err(e) => {
                tracing::warn!(schedule.id = %loaded.id, reason = %e, "a schedule cannot be read and makes no jobs")
            }
        }
    }

    fn insert(&mut self, schedule: Schedule, seen: Seen) {
        let id = schedule.id;
        self.remove(id);
        let timeline = Timeline::new(self.slim(schedule));
        self.entries.insert(id, Box::new(Entry { timeline, seen, skip_run: None, timer: None }));
        self.arm(id);
    }

    /// Without what no decision rests on, and with the words that others have too.
    fn slim(&mut self, mut schedule: Schedule) -> Schedule {
        let definition = &mut schedule.definition;
        definition.description = None;
        for word in [&mut definition.task, &mut definition.queue] {
            match self.words.get(&**word) {
                Some(known) => *word = Arc::clone(known),
                None => _ = self.words.insert(Arc::clone(word)),
            }
        }
        schedule
    }

    fn remove(&mut self, id: Uuid) {
        if let Some(key) = self.entries.remove(&id).and_then(|entry| entry.timer) {
            self.wheel.cancel(key);
        }
    }

    /// Replaces a schedule's timeline by the versions in `history` that still own
    /// something: for one whose newest version began after what is settled.
    pub(super) fn retell(&mut self, id: Uuid, history: &[StoredEvent]) {
        let Some(seen) = self.entries.get(&id).map(|entry| entry.seen) else { return };
        let mut timeline: Option<Timeline> = None;
        for event in history.iter().filter(|event| event.schedule_id == id) {
            let before = timeline.as_ref().map(|t| t.newest().clone());
            let Ok(fact) = &event.fact else { return };
            let Ok(next) = evolve(before, id, event.version, event.effective_at, fact) else { return };
            match &mut timeline {
                Some(timeline) => timeline.push(self.slim(next), seen.settled_through),
                None => timeline = Some(Timeline::new(self.slim(next))),
            }
        }
        if let (Some(mut timeline), Some(entry)) = (timeline, self.entries.get_mut(&id)) {
            timeline.forget_before(seen.settled_through);
            // The history may be newer than what was loaded; whoever follows the events passes
            // over what the timeline has, and would leave the head behind for ever.
            entry.seen.head_version = timeline.newest().version;
            entry.timeline = timeline;
            self.arm(id);
        }
    }

    /// Enters a restored schedule, told by its history and what running has done to it.
    pub(super) fn bring_back(&mut self, id: Uuid, history: &[StoredEvent], seen: Seen) {
        let mut newest = None;
        for event in history.iter().filter(|event| event.schedule_id == id) {
            let next = match &event.fact {
                Ok(fact) => evolve(newest, id, event.version, event.effective_at, fact).map_err(|e| e.0),
                Err(e) => Err(e.0.clone()),
            };
            match next {
                Ok(next) => newest = Some(next),
                Err(reason) => {
                    tracing::warn!(schedule.id = %id, version = event.version, reason, "a schedule cannot be read and makes no jobs");
                    return;
                }
            }
        }
        if let Some(newest) = newest {
            let seen = Seen { head_version: newest.version, ..seen };
            self.insert(newest, seen);
            self.retell(id, history);
            self.arm_or_remove(id);
        }
    }

    /// The schedules, restored since the last call, that are not in the book.
    pub(super) fn take_to_bring_back(&mut self) -> Vec<Uuid> {
        std::mem::take(&mut self.to_bring_back)
    }

    /// Takes in one event: one timer moved, whatever the number of schedules.
    pub(super) fn apply(&mut self, event: &StoredEvent) {
        self.cursor = self.cursor.max(event.position);
        let id = event.schedule_id;
        let before = self.entries.get(&id).map(|entry| entry.timeline.newest().clone());
        if before.as_ref().is_some_and(|s| s.version >= event.version) {
            return;
        }
        if before.is_none() && self.to_bring_back.contains(&id) {
            return;
        }
        if before.is_none() && matches!(event.fact, Ok(Fact::Restored { .. })) {
            // It left the book when it was deleted; what it was is in its history.
            self.to_bring_back.push(id);
            return;
        }
        let fits = before.as_ref().map_or(0, |s| s.version) + 1 == event.version;
        let next = match &event.fact {
            Ok(fact) if fits => evolve(before, id, event.version, event.effective_at, fact).map_err(|e| e.0),
            Ok(_) => Err("an earlier event of it could not be read".to_owned()),
            Err(e) => Err(e.0.clone()),
        };
        let next = next.map(|next| self.slim(next));
        match (next, self.entries.get_mut(&id)) {
            (Ok(next), Some(entry)) => {
                entry.seen.head_version = next.version;
                entry.timeline.push(next, entry.seen.settled_through);
                entry.timeline.forget_before(entry.seen.settled_through);
                self.arm_or_remove(id);
            }
            (Ok(next), None) => {
                let settled_through = next.effective_at;
                self.insert(next.clone(), Seen::fresh(settled_through, next.version));
            }
            (Err(reason), _) => {
                tracing::warn!(schedule.id = %id, version = event.version, reason, "a schedule cannot be read and makes no jobs");
                self.remove(id);
            }
        }
    }

    /// Takes note of what a later decision rests on, and turns the timer.
    pub(super) fn see(&mut self, id: Uuid, seen: Seen) {
        let Some(entry) = self.entries.get_mut(&id) else { return };
        // The head is moved by events alone, in order.
        let seen = Seen { head_version: entry.seen.head_version, ..seen };
        if entry.seen == seen && entry.timer.is_some() {
            return;
        }
        if (entry.seen.manual_runs, entry.seen.held_due) != (seen.manual_runs, seen.held_due) {
            // Somebody else wrote to the ledger: its last row may not be the one we know.
            entry.skip_run = None;
        }
        entry.seen = seen;
        entry.timeline.forget_before(seen.settled_through);
        self.arm_or_remove(id);
    }

    /// Turns a schedule's timer; one that is deleted and owes nothing more leaves the book.
    fn arm_or_remove(&mut self, id: Uuid) {
        let Some(entry) = self.entries.get(&id) else { return };
        let deleted = entry.timeline.newest().phase == Phase::Deleted;
        let owes = entry.seen.held_due.is_some() || entry.timeline.next_due(entry.seen.settled_through).is_some();
        if deleted && !owes {
            self.remove(id);
        } else {
            self.arm(id);
        }
    }

    /// Sets a schedule's one timer anew.
    pub(super) fn arm(&mut self, id: Uuid) {
        let Some(entry) = self.entries.get_mut(&id) else { return };
        if let Some(key) = entry.timer.take() {
            self.wheel.cancel(key);
        }
        entry.timer = entry.next_instant(&self.windows).map(|at| self.wheel.insert(tick_at_or_after(at), id));
    }

    /// Puts a schedule off until `at`: deciding it failed for a reason that is its own.
    pub(super) fn put_off(&mut self, id: Uuid, at: Timestamp) {
        let Some(entry) = self.entries.get_mut(&id) else { return };
        if let Some(key) = entry.timer.take() {
            self.wheel.cancel(key);
        }
        entry.timer = Some(self.wheel.insert(tick_at_or_after(at), id));
    }

    /// The schedules whose instant has come, earliest first, at most `limit`.
    /// Each is armed again by whoever takes it.
    ///
    /// A wheel does not turn back: after the clock has, a new one takes its place,
    /// or what is due between the two would be delivered over and over.
    pub(super) fn take_due(&mut self, now: Timestamp, limit: usize) -> Vec<Uuid> {
        if tick_of(now) < self.wheel.now() {
            self.wheel = Wheel::starting_at(tick_of(now));
            let all: Vec<Uuid> = self.entries.keys().copied().collect();
            for id in all {
                if let Some(entry) = self.entries.get_mut(&id) {
                    entry.timer = None;
                }
                self.arm(id);
            }
        }
        let mut due = Vec::new();
        self.wheel.advance_at_most(tick_of(now), limit, &mut due);
        for (_, id) in &due {
            if let Some(entry) = self.entries.get_mut(id) {
                entry.timer = None;
            }
        }
        due.into_iter().map(|(_, id)| id).collect()
    }

    /// The next instant at which there is something to do.
    pub(super) fn next_instant(&mut self) -> Option<Timestamp> {
        self.wheel
            .next_due()
            .map(|tick| Timestamp::from_micros(i64::try_from(tick).unwrap_or(i64::MAX).saturating_mul(1_000)))
    }

    /// Those of `edited` of which several versions are kept. A leader forgets them as it
    /// settles; a standby does when it looks how far the leader has come.
    pub(super) fn with_older(&self, edited: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
        edited.filter(|id| self.entries.get(id).is_some_and(|entry| entry.timeline.has_older())).collect()
    }

    /// The schedules, entered since the last call, of which an older version owes an outcome.
    pub(super) fn take_to_retell(&mut self) -> Vec<Uuid> {
        std::mem::take(&mut self.to_retell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cadence::{Interval, Period, Zone};
    use crate::domain::schedule::{Definition, When};

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(1_800_000_000 + seconds)
    }

    /// The creation at `at(0)` of a schedule of one second, then an edit every ten seconds.
    fn history(id: Uuid, versions: i32) -> Vec<StoredEvent> {
        let interval = Interval::new(1, Period::Seconds, at(0)).unwrap();
        let definition = Definition::plain("s", "test_job", When::Interval { interval }, Zone::UTC, Uuid::nil());
        let event = |version: i32| {
            let fact = match version {
                1 => Fact::Created { definition: Box::new(definition.clone()), enabled: true },
                _ => Fact::Updated { changes: serde_json::Map::new(), enabled: None },
            };
            let (schedule_id, effective_at) = (id, at(i64::from(version - 1) * 10));
            let (position, kind, occurred_at) = (i64::from(version), fact.kind().to_owned(), effective_at);
            StoredEvent { position, schedule_id, version, kind, fact: Ok(fact), effective_at, occurred_at }
        };
        (1..=versions).map(event).collect()
    }

    #[test]
    fn what_history_told_already_counts_as_read() {
        let (id, mut book) = (Uuid::from_u128(1), Book::new(at(20)));
        let history = history(id, 3);
        let loaded = history[..2].iter().fold(None, |before, event| {
            let fact = event.fact.as_ref().unwrap();
            Some(evolve(before, id, event.version, event.effective_at, fact).unwrap())
        });
        let seen = Seen::fresh(at(5), 2);
        book.enter(Loaded { id, schedule: Ok(loaded.unwrap()), seen, next_due: Some(at(6)) });
        assert_eq!(book.take_to_retell(), [id]);
        // The third version was appended after the load, before the history was read.
        book.retell(id, &history);
        book.apply(&history[2]);
        let entry = book.get(id).unwrap();
        assert_eq!((entry.seen.head_version, entry.timeline.newest().version), (3, 3));
        assert_eq!(entry.timeline.version(1).unwrap().effective_at, at(0));
    }
}
