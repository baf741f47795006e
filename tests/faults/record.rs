//! What the task itself wrote down, outside of everything that was hurt.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use noc_scheduler::domain::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Deserialize)]
struct Line {
    what: String,
    job: Uuid,
    attempt: i16,
    due_at: Timestamp,
    worker_pid: i32,
    at: Timestamp,
}

/// One attempt, as it saw itself. Killed, it says nothing at its end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempt {
    pub(crate) due_at: Timestamp,
    pub(crate) worker_pid: i32,
    pub(crate) start: Timestamp,
    /// Its last word, if there was one.
    pub(crate) last: Option<Timestamp>,
    /// Whether it came to its own end, instead of being stopped.
    pub(crate) completed: bool,
}

/// Every attempt of every job.
pub(crate) type Record = HashMap<Uuid, BTreeMap<i16, Attempt>>;

/// Reads the record. An attempt that starts twice, or ends without a start, is a lie.
pub(crate) fn read(path: &Path) -> Record {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let mut record = Record::new();
    for line in text.lines() {
        let line: Line = serde_json::from_str(line).unwrap_or_else(|e| panic!("{e} in the record: {line}"));
        let attempts = record.entry(line.job).or_default();
        if line.what == "start" {
            let attempt = Attempt {
                due_at: line.due_at,
                worker_pid: line.worker_pid,
                start: line.at,
                last: None,
                completed: false,
            };
            let before = attempts.insert(line.attempt, attempt);
            assert!(before.is_none(), "attempt {} of job {} started twice: {before:?}", line.attempt, line.job);
            continue;
        }
        let attempt = attempts.get_mut(&line.attempt);
        let attempt = attempt.unwrap_or_else(|| panic!("attempt {} of job {} never started", line.attempt, line.job));
        assert!(attempt.last.is_none(), "attempt {} of job {} ended twice", line.attempt, line.job);
        attempt.last = Some(line.at);
        attempt.completed = line.what == "end";
    }
    record
}
