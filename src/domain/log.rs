//! What a job says while it runs.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Timestamp;
use super::job::spelled;

/// How serious a log line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogLevel {
    /// For whoever hunts a fault.
    Debug,
    /// What happens.
    Info,
    /// What is odd, and counted as a warning of the job.
    Warning,
    /// What went wrong.
    Error,
}

spelled!(LogLevel, "log level", { Debug => "debug", Info => "info", Warning => "warning", Error => "error" });

/// One line of a job's log. `(job, attempt, seq)` names it: a repeated one is the same one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// The job that said it.
    pub job: Uuid,
    /// In which attempt.
    pub attempt: i16,
    /// Its place in that attempt, from 1.
    pub seq: i32,
    /// When, by the worker's clock.
    pub at: Timestamp,
    /// How serious it is.
    pub level: LogLevel,
    /// The words.
    pub message: String,
}
