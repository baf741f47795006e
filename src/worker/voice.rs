//! What running attempts say, until it is written down.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use uuid::Uuid;

use crate::domain::job::Progress;
use crate::domain::log::LogLine;
use crate::tasks::Voice;

/// Lines and bytes that may wait to be written, of all attempts together.
const MOST_WAITING: (usize, usize) = (20_000, 16 << 20);

/// Progress, the latest of each attempt, and log lines, all of them while there is room.
#[derive(Default)]
pub(super) struct Words {
    said: Mutex<Said>,
    pub(super) bell: Notify,
}

#[derive(Default)]
struct Said {
    progress: HashMap<Uuid, (i16, Progress)>,
    lines: Vec<LogLine>,
    bytes: usize,
}

impl Words {
    fn said(&self) -> MutexGuard<'_, Said> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn is_empty(&self) -> bool {
        let said = self.said();
        said.progress.is_empty() && said.lines.is_empty()
    }

    pub(super) fn take_lines(&self) -> Vec<LogLine> {
        let mut said = self.said();
        said.bytes = 0;
        std::mem::take(&mut said.lines)
    }

    /// Lines that could not be written go back in front.
    pub(super) fn put_back(&self, mut lines: Vec<LogLine>) {
        let mut said = self.said();
        said.bytes += lines.iter().map(cost).sum::<usize>();
        lines.append(&mut said.lines);
        said.lines = lines;
    }

    pub(super) fn take_progress(&self) -> Vec<(Uuid, i16, Progress)> {
        self.said().progress.drain().map(|(job, (attempt, progress))| (job, attempt, progress)).collect()
    }

    /// The progress of an attempt that is over: it is stored with its end.
    pub(super) fn progress_of(&self, job: Uuid) -> Option<Progress> {
        self.said().progress.remove(&job).map(|(_, progress)| progress)
    }
}

impl Voice for Words {
    fn progress(&self, job: Uuid, attempt: i16, progress: Progress) {
        self.said().progress.insert(job, (attempt, progress));
        self.bell.notify_one();
    }

    fn line(&self, line: LogLine) -> bool {
        let mut said = self.said();
        let bytes = said.bytes + cost(&line);
        if said.lines.len() >= MOST_WAITING.0 || bytes > MOST_WAITING.1 {
            return false;
        }
        said.bytes = bytes;
        said.lines.push(line);
        self.bell.notify_one();
        true
    }
}

fn cost(line: &LogLine) -> usize {
    line.message.len() + 64
}
