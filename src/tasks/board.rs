//! What a job does on each device, told while it does it.
//!
//! A board is changed as often as things happen and written a few times a second; each time the job's progress is
//! told after the rows are there, so that whoever hears of it finds them. Watching is not what a job is for: a board
//! that cannot be written is written later, and never fails the job.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::Context;
use crate::domain::visit::{DeviceVisit, VisitState};
use crate::store::{Chain, Database, StoreError, visits as stored};

/// Changes of so long are written together.
const PAUSE: Duration = Duration::from_millis(300);
/// Devices that one statement writes.
const AT_ONCE: usize = 500;
/// Devices that progress names.
const NAMED: usize = 3;

/// A job's devices. Cheap to clone; what the last clone leaves unwritten is written after it.
#[derive(Clone)]
pub struct Board {
    shared: Arc<Shared>,
    writer: Arc<Mutex<Option<JoinHandle<()>>>>,
    over: CancellationToken,
    /// The last clone ends the writer.
    _dropped: Arc<DropGuard>,
}

/// A device on a board.
#[derive(Clone, Copy)]
pub struct BoardRow<'a> {
    /// The board.
    pub board: &'a Board,
    /// Its place there.
    pub nth: usize,
}

struct Shared {
    ctx: Context,
    rows: Mutex<Rows>,
    bell: Notify,
}

#[derive(Default)]
struct Rows {
    all: Vec<DeviceVisit>,
    changed: BTreeSet<usize>,
}

impl Board {
    /// An empty one, in the place of what earlier attempts of the job left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open(ctx: &Context, database: &Database) -> Result<Self, StoreError> {
        let view = &ctx.job().view;
        stored::forget(&database.get().await?, view.id, view.attempt).await?;
        let shared = Arc::new(Shared { ctx: ctx.clone(), rows: Mutex::default(), bell: Notify::new() });
        let over = CancellationToken::new();
        let writer = tokio::spawn(write_until(over.clone(), shared.clone(), database.clone()));
        let dropped = Arc::new(over.clone().drop_guard());
        Ok(Self { shared, writer: Arc::new(Mutex::new(Some(writer))), over, _dropped: dropped })
    }

    /// Adds a device; its place.
    #[must_use]
    pub fn add(&self, mut visit: DeviceVisit) -> usize {
        let mut rows = self.shared.rows();
        let nth = rows.all.len();
        visit.nth = place(nth);
        rows.all.push(visit);
        rows.changed.insert(nth);
        self.shared.bell.notify_one();
        nth
    }

    /// Changes the device at a place.
    pub fn edit(&self, nth: usize, change: impl FnOnce(&mut DeviceVisit)) {
        let mut rows = self.shared.rows();
        if let Some(visit) = rows.all.get_mut(nth) {
            change(visit);
            rows.changed.insert(nth);
            self.shared.bell.notify_one();
        }
    }

    /// Begins with a device.
    pub fn begin(&self, nth: usize) {
        let now = self.shared.ctx.now();
        self.edit(nth, |visit| {
            visit.state = VisitState::Connecting;
            visit.note = None;
            visit.began_at = Some(now);
        });
    }

    /// Says what is waited for before a device can be gone on with.
    pub fn wait(&self, nth: usize, what: impl Into<String>) {
        self.edit(nth, |visit| {
            visit.state = VisitState::Waiting;
            visit.note = Some(what.into());
        });
    }

    /// Says what a device is being asked.
    pub fn ask(&self, nth: usize, what: impl Into<String>) {
        self.edit(nth, |visit| {
            visit.state = VisitState::Asking;
            visit.note = Some(what.into());
        });
    }

    /// Is done with a device.
    pub fn end(&self, nth: usize, state: VisitState, why: Option<(String, String)>) {
        let now = self.shared.ctx.now();
        self.edit(nth, |visit| {
            visit.state = state;
            (visit.error_class, visit.note) = why.unzip();
            visit.ended_at = Some(now);
        });
    }

    /// Writes what is left; what is changed later is not shown any more.
    pub async fn close(&self) {
        self.over.cancel();
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writer) = writer {
            // It only ends badly with the whole runtime.
            let _ = writer.await;
        }
    }
}

/// A place as it is stored.
#[must_use]
pub fn place(nth: usize) -> i32 {
    i32::try_from(nth).unwrap_or(i32::MAX)
}

impl Shared {
    fn rows(&self) -> MutexGuard<'_, Rows> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self) {
        let (current, total, message) = progress(&self.rows().all);
        self.ctx.progress(current, total, message);
    }

    /// Writes what has changed; what cannot be written is tried again with the next change.
    async fn write(&self, database: &Database) {
        let (places, visits) = {
            let mut rows = self.rows();
            let places = std::mem::take(&mut rows.changed);
            let visits: Vec<DeviceVisit> = places.iter().map(|nth| rows.all[*nth].clone()).collect();
            (places, visits)
        };
        if visits.is_empty() {
            return;
        }
        let view = &self.ctx.job().view;
        let written = async {
            let client = database.get().await?;
            // Each with a revision of its own, so that readers may ask for a few at a time.
            for some in visits.chunks(AT_ONCE) {
                stored::put(&client, view.id, view.attempt, some).await?;
            }
            Ok::<(), StoreError>(())
        };
        if let Err(e) = written.await {
            tracing::warn!(job.id = %view.id, error = %Chain(&e), "what a job does on devices could not be written");
            self.rows().changed.extend(places);
        }
        self.tell();
    }
}

async fn write_until(over: CancellationToken, shared: Arc<Shared>, database: Database) {
    while over.run_until_cancelled(shared.bell.notified()).await.is_some() {
        // The first change is shown at once, what follows it in one go.
        shared.write(&database).await;
        if over.run_until_cancelled(tokio::time::sleep(PAUSE)).await.is_none() {
            break;
        }
    }
    shared.write(&database).await;
}

/// How far the job is: devices it is done with, those it knows of, and what it does now.
fn progress(all: &[DeviceVisit]) -> (u64, u64, String) {
    let count = |is: &dyn Fn(VisitState) -> bool| all.iter().filter(|visit| is(visit.state)).count();
    let stopped = count(&|state| state == VisitState::Stopped);
    let (done, known) = (count(&VisitState::is_over) - stopped, all.len() - stopped);
    let open = |state| all.iter().filter(move |visit: &&DeviceVisit| visit.state == state);
    let mut names: Vec<&str> =
        open(VisitState::Asking).chain(open(VisitState::Connecting)).map(|visit| visit.name.as_str()).collect();
    let waiting = all.iter().find(|visit| visit.state == VisitState::Waiting && visit.note.is_some());
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let doing = match (names.is_empty(), more, waiting.and_then(|visit| visit.note.as_deref())) {
        (true, _, Some(note)) => format!("; {note}"),
        (true, _, None) => String::new(),
        (false, 0, _) => format!("; asking {}", names.join(", ")),
        (false, more, _) => format!("; asking {} and {more} more", names.join(", ")),
    };
    (done as u64, known as u64, format!("{done} of {known} devices known so far{doing}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_names_what_is_done_now() {
        let with = |states: &[VisitState]| {
            let visit = |(nth, state): (usize, &VisitState)| DeviceVisit {
                state: *state,
                note: (*state == VisitState::Waiting).then(|| "waiting for sw9, held by job 1".to_owned()),
                ..DeviceVisit::waiting(format!("sw{nth}"), 0)
            };
            progress(&states.iter().enumerate().map(visit).collect::<Vec<_>>())
        };
        use VisitState::{Asking, Connecting, Failed, Ok, Stopped, Waiting};
        assert_eq!(with(&[]), (0, 0, "0 of 0 devices known so far".to_owned()));
        let some = with(&[Ok, Failed, Stopped, Connecting, Asking, Waiting]);
        assert_eq!(some, (2, 5, "2 of 5 devices known so far; asking sw4, sw3".to_owned()));
        let waits = with(&[Ok, Waiting]);
        assert_eq!(waits.2, "1 of 2 devices known so far; waiting for sw9, held by job 1");
        let many = with(&[Asking; 5]);
        assert_eq!(many.2, "0 of 5 devices known so far; asking sw0, sw1, sw2 and 2 more");
    }
}
