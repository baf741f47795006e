//! What is to be told at the next flush: the latest state of each thing.

use std::collections::HashMap;

use serde_json::Value;
use uuid::Uuid;

use super::FeedItem;
use crate::domain::job::JobView;
use crate::domain::log::LogLine;

/// Jobs that may wait to be told: some seconds of the highest rate. More means that Redis is away.
const MOST_JOBS: usize = 50_000;
/// Log lines that may wait, and their bytes.
const MOST_LOGS: (usize, usize) = (20_000, 8 << 20);
/// Schedules, workers and maintenance windows that may wait.
const MOST_OTHERS: usize = 10_000;

/// What is told in the form the API gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Other {
    Schedule,
    Worker,
    Maintenance,
}

impl Other {
    fn item(self, value: Value) -> FeedItem {
        match self {
            Self::Schedule => FeedItem::Schedule(value),
            Self::Worker => FeedItem::Worker(value),
            Self::Maintenance => FeedItem::Maintenance(value),
        }
    }
}

/// Collects, conflates, and forgets everything rather than growing without end.
#[derive(Debug, Default)]
pub(super) struct Pending {
    jobs: HashMap<Uuid, JobView>,
    logs: Vec<LogLine>,
    log_bytes: usize,
    /// By kind and `id`.
    others: HashMap<(Other, String), Value>,
    reset: Option<String>,
}

impl Pending {
    /// The higher `rev` wins, whichever came first.
    pub(super) fn job(&mut self, view: JobView) {
        let known = self.jobs.get(&view.id).is_some_and(|known| known.rev >= view.rev);
        if !known {
            self.jobs.insert(view.id, view);
            self.check();
        }
    }

    pub(super) fn log(&mut self, line: LogLine) {
        self.log_bytes += line.message.len() + 64;
        self.logs.push(line);
        self.check();
    }

    pub(super) fn other(&mut self, kind: Other, value: Value) {
        let id = value.get("id").map(ToString::to_string).unwrap_or_default();
        self.others.insert((kind, id), value);
        self.check();
    }

    /// Says that something was missed, which makes telling the rest pointless but harmless.
    pub(super) fn reset(&mut self, reason: String) {
        self.reset.get_or_insert(reason);
    }

    /// Takes back what could not be told. What came since is newer and wins.
    pub(super) fn put_back(&mut self, items: Vec<FeedItem>) {
        let newer_logs = std::mem::take(&mut self.logs);
        for item in items {
            match item {
                FeedItem::Job(view) => self.job(*view),
                FeedItem::Log(line) => self.log(line),
                FeedItem::Schedule(value) => self.put_back_other(Other::Schedule, value),
                FeedItem::Worker(value) => self.put_back_other(Other::Worker, value),
                FeedItem::Maintenance(value) => self.put_back_other(Other::Maintenance, value),
                FeedItem::Reset { reason } => self.reset(reason),
            }
        }
        self.logs.extend(newer_logs);
    }

    fn put_back_other(&mut self, kind: Other, value: Value) {
        let id = value.get("id").map(ToString::to_string).unwrap_or_default();
        self.others.entry((kind, id)).or_insert(value);
    }

    /// Everything, in the order to tell it: the reset first, so that what
    /// follows is news; log lines before the end of the job they belong to.
    pub(super) fn drain(&mut self) -> Vec<FeedItem> {
        let mut items = Vec::with_capacity(self.logs.len() + self.jobs.len() + self.others.len() + 1);
        items.extend(self.reset.take().map(|reason| FeedItem::Reset { reason }));
        self.log_bytes = 0;
        items.extend(self.logs.drain(..).map(FeedItem::Log));
        items.extend(self.jobs.drain().map(|(_, view)| FeedItem::Job(Box::new(view))));
        items.extend(self.others.drain().map(|((kind, _), value)| kind.item(value)));
        items
    }

    pub(super) fn is_empty(&self) -> bool {
        self.reset.is_none() && self.jobs.is_empty() && self.logs.is_empty() && self.others.is_empty()
    }

    fn check(&mut self) {
        let too_much = self.jobs.len() > MOST_JOBS
            || self.logs.len() > MOST_LOGS.0
            || self.log_bytes > MOST_LOGS.1
            || self.others.len() > MOST_OTHERS;
        if too_much {
            *self = Self { reset: self.reset.take(), ..Self::default() };
            self.reset("more happened than could be told".to_owned());
        }
    }
}
