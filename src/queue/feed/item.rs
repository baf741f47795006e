//! What the feed tells.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::job::JobView;
use crate::domain::log::LogLine;

/// One thing, whole, as it was when it was told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data", rename_all = "snake_case")]
pub enum FeedItem {
    /// A job; an older or repeated `rev` changes nothing.
    Job(Box<JobView>),
    /// A line of a job's log; a repeated one is the same one.
    Log(LogLine),
    /// A schedule, in the form the API gives it.
    Schedule(Value),
    /// A worker, in the form the API gives it.
    Worker(Value),
    /// A maintenance window, in the form the API gives it.
    Maintenance(Value),
    /// Something may have been missed: read the lists again.
    Reset {
        /// Why, for the log and the curious.
        reason: String,
    },
}
