//! What a running task knows and can say.

use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::Failure;
use crate::clock::Clock;
use crate::domain::Timestamp;
use crate::domain::job::{JobView, Progress};
use crate::domain::log::{LogLevel, LogLine};

/// A longer log line is cut, and says so.
const LONGEST_LINE: usize = 8 << 10;
/// What a line costs of the budget beside its words.
const LINE_COST: usize = 64;

/// What a task may know about the attempt it is.
#[derive(Clone, Debug, PartialEq)]
pub struct JobInfo {
    /// The job, as it was when it was claimed.
    pub view: JobView,
    /// Whose credentials it uses.
    pub run_as: Uuid,
    /// How long it may take.
    pub timeout: Duration,
    /// The host it runs on.
    pub host: String,
}

/// Where a running task's words go. Must not block: it is called from the task.
pub trait Voice: Send + Sync {
    /// The latest progress of an attempt; earlier ones may be forgotten.
    fn progress(&self, job: Uuid, attempt: i16, progress: Progress);
    /// A log line. `false` when there was no room for it.
    fn line(&self, line: LogLine) -> bool;
}

/// How much an attempt may still log, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogBudget(pub usize);

impl LogBudget {
    /// For a whole job, all attempts together.
    pub const JOB: Self = Self(1 << 20);
}

/// A running attempt's line to the house. Cheap to clone.
#[derive(Clone)]
pub struct Context(Arc<Inner>);

struct Inner {
    info: JobInfo,
    clock: Clock,
    cancel: CancellationToken,
    voice: Arc<dyn Voice>,
    log: Mutex<Log>,
    warnings: AtomicI32,
    abandoned: AtomicBool,
}

struct Log {
    seq: i32,
    left: usize,
    /// Lines for which there was no room since the last one that got through.
    missed: u32,
    cut: bool,
}

impl Context {
    /// The context of an attempt, made by whoever runs it.
    #[must_use]
    pub fn new(
        info: JobInfo,
        clock: Clock,
        cancel: CancellationToken,
        voice: Arc<dyn Voice>,
        budget: LogBudget,
    ) -> Self {
        let log = Mutex::new(Log { seq: 0, left: budget.0, missed: 0, cut: false });
        let (warnings, abandoned) = (AtomicI32::new(0), AtomicBool::new(false));
        Self(Arc::new(Inner { info, clock, cancel, voice, log, warnings, abandoned }))
    }

    /// The attempt this is.
    #[must_use]
    pub fn job(&self) -> &JobInfo {
        &self.0.info
    }

    /// The instant it is now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Cancelled when the attempt has to stop, whatever the reason.
    #[must_use]
    pub fn cancelled(&self) -> &CancellationToken {
        &self.0.cancel
    }

    /// To be asked before each write to the world.
    ///
    /// # Errors
    /// [`Failure::cancelled`] when the attempt has to stop.
    pub fn check(&self) -> Result<(), Failure> {
        if self.0.cancel.is_cancelled() { Err(Failure::cancelled()) } else { Ok(()) }
    }

    /// Sleeps, or stops.
    ///
    /// # Errors
    /// [`Failure::cancelled`] when the attempt has to stop.
    pub async fn sleep(&self, time: Duration) -> Result<(), Failure> {
        self.0.cancel.run_until_cancelled(tokio::time::sleep(time)).await.ok_or_else(Failure::cancelled)
    }

    /// Tells how far it is. As often as you like: what comes too fast is merged.
    pub fn progress(&self, current: u64, total: u64, message: impl Into<String>) {
        let view = &self.0.info.view;
        self.0.voice.progress(view.id, view.attempt, Progress { current, total, message: message.into() });
    }

    /// Adds a line to the job's log. A job keeps [`LogBudget::JOB`]; the cut is said.
    pub fn log(&self, level: LogLevel, message: impl Into<String>) {
        if level == LogLevel::Warning {
            self.0.warnings.fetch_add(1, Ordering::Relaxed);
        }
        let mut log = self.0.log.lock().unwrap_or_else(PoisonError::into_inner);
        if log.cut {
            return;
        }
        let message = shortened(message.into());
        if message.len() + LINE_COST > log.left {
            log.cut = true;
            self.say(&mut log, LogLevel::Warning, "The log is full; what follows is not kept.".to_owned());
            return;
        }
        if log.missed > 0 {
            let note = format!("{} lines came too fast and are not kept.", log.missed);
            if !self.say(&mut log, LogLevel::Warning, note) {
                log.missed = log.missed.saturating_add(1);
                return;
            }
            log.missed = 0;
        }
        let cost = message.len() + LINE_COST;
        if self.say(&mut log, level, message) {
            log.left = log.left.saturating_sub(cost);
        } else {
            log.missed = log.missed.saturating_add(1);
        }
    }

    /// Says what happens.
    pub fn info(&self, message: impl Into<String>) {
        self.log(LogLevel::Info, message);
    }

    /// Says that an item went wrong while the job goes on, and counts it.
    pub fn warn(&self, message: impl Into<String>) {
        self.log(LogLevel::Warning, message);
    }

    /// How many items went wrong.
    #[must_use]
    pub fn warnings(&self) -> i32 {
        self.0.warnings.load(Ordering::Relaxed)
    }

    /// Behaves, for this attempt only, as if its worker were lost: the lease is
    /// no longer renewed. For trying out what happens then.
    pub fn abandon(&self) {
        self.0.abandoned.store(true, Ordering::Relaxed);
    }

    /// Whether [`Self::abandon`] was called.
    #[must_use]
    pub fn is_abandoned(&self) -> bool {
        self.0.abandoned.load(Ordering::Relaxed)
    }

    fn say(&self, log: &mut Log, level: LogLevel, message: String) -> bool {
        let view = &self.0.info.view;
        let seq = log.seq + 1;
        let line = LogLine { job: view.id, attempt: view.attempt, seq, at: self.now(), level, message };
        let said = self.0.voice.line(line);
        if said {
            log.seq = seq;
        }
        said
    }
}

fn shortened(mut message: String) -> String {
    if message.len() > LONGEST_LINE {
        let end = (0..=LONGEST_LINE).rev().find(|n| message.is_char_boundary(*n)).unwrap_or(0);
        let cut = message.len() - end;
        message.truncate(end);
        message.push_str(&format!("… ({cut} bytes cut)"));
    }
    message
}
