//! What forecasts rest on: the schedules, what is known of them, the windows.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, OwnedSemaphorePermit};
use tokio::task::JoinError;
use uuid::Uuid;

use super::made::Feeds;
use crate::api::problem::Problem;
use crate::api::state::Context;
use crate::api::turns::Turns;
use crate::domain::Timestamp;
use crate::domain::cadence::Cadence;
use crate::domain::forecast::{Asker, Subject, TooMuch, Workload};
use crate::domain::maintenance::Windows;
use crate::domain::schedule::{Phase, Schedule};
use crate::domain::task::{Catalogue, RemoteSystem};
use crate::store::forecast::{Durations, durations};
use crate::store::schedules::{self, Loaded};
use crate::store::workers::WorkerView;
use crate::store::{maintenance, people, workers};
use crate::tasks::Registry;

/// Forecasts made at once by one process: each may use a processor for seconds.
const AT_ONCE: usize = 2;
/// Past jobs that ended longer ago say nothing about how long they take now.
const LOOKED_BACK: Duration = Duration::from_secs(14 * 86_400);
/// For how long what was read of past jobs is good enough.
const DURATIONS_LAST: Duration = Duration::from_secs(60);

/// How much is looked ahead at once, and what was read of past jobs.
pub(in crate::api) struct Forecasts {
    turns: Turns,
    pub(super) feeds: Feeds,
    durations: Mutex<Option<(Timestamp, Arc<Durations>)>>,
}

impl Default for Forecasts {
    fn default() -> Self {
        Self {
            turns: Turns::new(AT_ONCE, "forecasts are being made"),
            feeds: Feeds::default(),
            durations: Mutex::default(),
        }
    }
}

impl Forecasts {
    /// How long jobs took lately.
    async fn durations(&self, here: &Context) -> Result<Arc<Durations>, Problem> {
        let now = here.clock.now();
        // Held while reading: whoever comes meanwhile needs the same.
        let mut known = self.durations.lock().await;
        if let Some((at, durations)) = &*known
            && now.since(*at).max(at.since(now)) < DURATIONS_LAST
        {
            return Ok(Arc::clone(durations));
        }
        let client = here.database.get().await?;
        let read = Arc::new(durations(&*client, now.minus(LOOKED_BACK)).await?);
        *known = Some((now, Arc::clone(&read)));
        Ok(read)
    }
}

/// Schedules that are not looked at, and why.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LeftOut {
    /// Disabled, expired or completed.
    pub(super) off: u64,
    /// Only run by hand.
    pub(super) manual: u64,
    /// Their owner is disabled.
    pub(super) owner: u64,
    /// They cannot be read by this program.
    pub(super) unreadable: u64,
}

/// What a forecast rests on.
pub(super) struct Ground {
    pub(super) subjects: Vec<Subject>,
    pub(super) windows: Windows,
    pub(super) left_out: LeftOut,
    pub(super) workers: Vec<WorkerView>,
    inactive: HashSet<Uuid>,
    durations: Arc<Durations>,
    too_much: Complaint,
    /// A forecast is in the making as long as this is there.
    turn: OwnedSemaphorePermit,
}

/// What is said where it is too much.
#[derive(Clone, Copy, Debug)]
pub(super) enum Complaint {
    /// This field says too long a range.
    Range(&'static str),
    /// A feed shows too much, whose range is what it is; this field could say less.
    Feed(&'static str),
}

impl Complaint {
    fn of(self, e: TooMuch) -> Problem {
        match (self, e) {
            (Self::Feed(pointer), TooMuch::DueTimes { most, .. }) => {
                let detail = format!(
                    "its schedules have more than {most} due times in 14 days, which is more than a feed can show: \
                     make one that is narrower, by `tag`, `queue`, `task` or `owner_username`"
                );
                Problem::field(pointer, detail)
            }
            (Self::Range(pointer) | Self::Feed(pointer), e) => Problem::field(pointer, e.to_string()),
        }
    }
}

/// Which schedules are looked at; absent: all.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    /// Of this queue.
    pub(super) queue: Option<String>,
    /// Whose jobs reach out to this.
    pub(super) system: Option<RemoteSystem>,
    /// With this tag.
    pub(super) tag: Option<String>,
    /// Of this task, by short name.
    pub(super) task: Option<String>,
    /// Of this owner.
    pub(super) owner: Option<Uuid>,
}

impl Wanted {
    fn fits(&self, schedule: &Schedule, systems: &[RemoteSystem]) -> bool {
        let d = &schedule.definition;
        self.queue.as_ref().is_none_or(|queue| **queue == *d.queue)
            && self.system.as_ref().is_none_or(|system| systems.contains(system))
            && self.tag.as_ref().is_none_or(|tag| d.tags.iter().any(|one| **one == **tag))
            && self.task.as_ref().is_none_or(|task| **task == *d.task)
            && self.owner.is_none_or(|owner| owner == d.owner)
    }
}

impl Ground {
    /// Reads what there is, and counts whether it is not too much for a walk over `range`; if it is, `pointer` is what is
    /// complained about.
    pub(super) async fn read(
        here: &Context,
        wanted: Wanted,
        range: (Timestamp, Timestamp),
        pointer: &'static str,
    ) -> Result<Self, Problem> {
        let turn = here.forecasts.turns.turn().await?;
        Self::read_in(turn, here, wanted, range, Complaint::Range(pointer)).await
    }

    /// The same in a turn of another kind.
    pub(super) async fn read_in(
        turn: OwnedSemaphorePermit,
        here: &Context,
        wanted: Wanted,
        range: (Timestamp, Timestamp),
        too_much: Complaint,
    ) -> Result<Self, Problem> {
        let durations = here.forecasts.durations(here).await?;
        let mut client = here.database.get().await?;
        let (windows, _) = maintenance::in_force(&client).await?;
        let inactive: HashSet<Uuid> = people::inactive_ids(&client).await?.into_iter().collect();
        let workers = workers::alive(&client).await?;
        let reading = Reading {
            wanted,
            inactive,
            durations,
            registry: Arc::clone(&here.registry),
            known: HashMap::new(),
            work: Workload::new(range.0, range.1),
            too_much: None,
            subjects: Vec::new(),
            left_out: LeftOut::default(),
        };
        let runtime = tokio::runtime::Handle::current();
        // Ten thousand definitions are read: not on a thread that others answer on. Its turn lasts as long as that does.
        let read = off_thread(move |asker| {
            let mut reading = reading;
            let each = |loaded| {
                if asker.waits().is_ok() {
                    reading.take(loaded)
                }
            };
            runtime.block_on(schedules::load(&mut client, each)).map(|_| (reading, turn))
        });
        let (read, turn) = read.await.map_err(|e| Problem::internal("a forecast could not be made", &e))??;
        if let Some(e) = read.too_much {
            return Err(too_much.of(e));
        }
        let Reading { subjects, left_out, inactive, durations, .. } = read;
        Ok(Self { subjects, windows, left_out, workers, inactive, durations, too_much, turn })
    }

    /// A schedule that is not there, or not as it is there; none where its owner may run nothing. `like`: what is known
    /// of it as it is.
    pub(super) fn imagined(&self, registry: &Registry, schedule: Schedule, like: Option<&Subject>) -> Option<Subject> {
        if self.inactive.contains(&schedule.definition.owner) {
            return None;
        }
        let d = &schedule.definition;
        let (expected, systems) = (self.durations.of(schedule.id, &d.task), registry.systems(&d.task, &d.kwargs));
        let fresh = Subject { expected, systems: systems.into(), ..Subject::fresh(schedule) };
        Some(match like {
            Some(like) => Subject { counted: like.counted, held: like.held, ..fresh },
            None => fresh,
        })
    }

    /// Does arithmetic that takes a while, off the threads that others answer on.
    pub(super) async fn work<T: Send + 'static>(
        self,
        work: impl FnOnce(Self, &Asker) -> Result<T, TooMuch> + Send + 'static,
    ) -> Result<T, Problem> {
        let too_much = self.too_much;
        let done = off_thread(move |asker| work(self, asker)).await;
        let done = done.map_err(|e| Problem::internal("a forecast could not be made", &e))?;
        done.map_err(|e| too_much.of(e))
    }

    /// The turn, without what was made in it.
    pub(super) fn into_turn(self) -> OwnedSemaphorePermit {
        self.turn
    }

    /// How many workers take jobs from a queue, and how many jobs they run at once.
    pub(super) fn slots(&self) -> BTreeMap<String, (u32, u32)> {
        let mut slots: BTreeMap<String, (u32, u32)> = BTreeMap::new();
        for worker in &self.workers {
            for queue in &worker.queues {
                let (workers, places) = slots.entry(queue.clone()).or_default();
                (*workers, *places) = (*workers + 1, *places + worker.concurrency.unsigned_abs());
            }
        }
        slots
    }
}

/// Does what takes a while on a thread of its own, for an asker who leaves when the request is given up.
async fn off_thread<T: Send + 'static>(work: impl FnOnce(&Asker) -> T + Send + 'static) -> Result<T, JoinError> {
    /// Dropped with whoever waits.
    struct Leaves(Asker);
    impl Drop for Leaves {
        fn drop(&mut self) {
            self.0.leave();
        }
    }
    let asker = Asker::default();
    let _leaves = Leaves(asker.clone());
    tokio::task::spawn_blocking(move || work(&asker)).await
}

/// The schedules as they come.
struct Reading {
    wanted: Wanted,
    inactive: HashSet<Uuid>,
    durations: Arc<Durations>,
    registry: Arc<Registry>,
    /// What each task with its arguments reaches out to: many schedules have the same.
    known: HashMap<(Arc<str>, String), Arc<[RemoteSystem]>>,
    work: Workload,
    too_much: Option<TooMuch>,
    subjects: Vec<Subject>,
    left_out: LeftOut,
}

impl Reading {
    fn take(&mut self, loaded: Loaded) {
        let Ok(mut schedule) = loaded.schedule else {
            self.left_out.unreadable += 1;
            return;
        };
        if self.too_much.is_some() || schedule.phase == Phase::Deleted {
            return;
        }
        let systems = self.systems(&schedule);
        if !self.wanted.fits(&schedule, &systems) {
            return;
        }
        let d = &mut schedule.definition;
        d.description = None;
        match d.cadence() {
            _ if schedule.phase != Phase::Enabled => self.left_out.off += 1,
            Cadence::Manual => self.left_out.manual += 1,
            _ if self.inactive.contains(&schedule.definition.owner) => self.left_out.owner += 1,
            _ => {
                let subject = Subject {
                    expected: self.durations.of(schedule.id, &schedule.definition.task),
                    systems,
                    counted: loaded.seen.counted,
                    settled: loaded.seen.settled_through,
                    held: loaded.seen.held_due,
                    schedule,
                };
                match self.work.add(&subject) {
                    Ok(()) => self.subjects.push(subject),
                    Err(e) => {
                        // Nobody will look at them.
                        self.too_much = Some(e);
                        self.subjects = Vec::new();
                    }
                }
            }
        }
    }

    fn systems(&mut self, schedule: &Schedule) -> Arc<[RemoteSystem]> {
        let d = &schedule.definition;
        let key = (Arc::clone(&d.task), d.kwargs.as_json().to_owned());
        let registry = &self.registry;
        let systems = self.known.entry(key).or_insert_with(|| registry.systems(&d.task, &d.kwargs).into());
        Arc::clone(systems)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_ends_when_its_request_is_given_up() {
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let (ended, has_ended) = tokio::sync::oneshot::channel();
        let request = tokio::spawn(off_thread(move |asker: &Asker| {
            begun.send(()).unwrap();
            while asker.waits().is_ok() {
                std::thread::yield_now();
            }
            ended.send(()).unwrap();
        }));
        has_begun.await.unwrap();
        request.abort();
        has_ended.await.unwrap();
        assert_eq!(off_thread(|asker: &Asker| asker.waits()).await.unwrap(), Ok(()));
    }
}
