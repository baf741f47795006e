//! What all syncs have in common: they read a source of truth and write down what it says.
//!
//! What they promise:
//!
//! - Something is missing only when a sync got everything that it was asked for and did not see it, and only within
//!   what was asked: without a filter, of all that came through the connection; with one, of what the last complete
//!   sync with the same filter returned, and only where the source says that it is gone, not that it merely left the
//!   filter. With `limit` or `offset` nothing is ever missing.
//! - An empty answer while something is known, or more missing than `max_missing_percent` of it, fails the job
//!   (`guard`) before anything is marked: a login that lost its rights looks like that.
//! - A read that breaks off after something was stored ends the sync as `partial`: what came is kept, the reason is
//!   among the warnings, nothing is marked. One that fails before anything was stored fails the job.
//! - `null` never erases what is known unless the login may see such things.
//! - Each sync tells what it changed, and keeps it: `noc.syncs`, `noc.inventory_changes`.

mod args;
mod outcome;
mod record;

pub use self::args::OnMissing;
pub use self::outcome::{Progress, Status, SyncFailure, SyncResult, Telling};

pub(super) use self::args::{LONGEST_VALUE, MAX_MISSING_PERCENT, checked, plain_value};
pub(super) use self::outcome::{deadline, failure, told};
pub(super) use self::record::{Missable, Record, Source};
