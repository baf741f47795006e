//! What became of each due time, and why: the outcome as it is stored, and the
//! explanation that a person gets.

mod explain;
mod history;
mod outcome;
mod rows;
mod words;

#[cfg(test)]
mod tests;

pub use self::explain::{Asked, Code, Why, explain, explain_gap, meant};
pub use self::history::{History, Told, Version};
pub use self::outcome::{DayCounts, JobOutcome, LATE, Outcome, Settled, SkipReason, SkipRow};
pub use self::rows::{Cut, cut, due_times, per_day};
pub use self::words::{in_words, late_by};
