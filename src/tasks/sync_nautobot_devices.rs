//! `sync_nautobot_devices`: Nautobot's devices, written down here.
//!
//! What it promises:
//!
//! - A device is missing only when a sync that was asked for *everything* got everything and did not see it. With
//!   `limit`, `offset` or a filter nothing is ever marked.
//! - "Everything" means: Nautobot counts the same number before and after, and that many different devices came.
//!   Otherwise somebody edited meanwhile, and the device not seen may only have moved to another page; the result is
//!   `partial`, nothing is marked, the next sync judges.
//! - An empty answer while devices are known fails the job (`guard`): a token that lost its rights looks like that.
//! - A page that fails after others were stored ends the sync as `partial`, with what was fetched kept and the reason
//!   among the warnings. One that fails before anything was stored fails the job.
//! - `null` never erases what is known unless the token may see such things; see `sql/queries/devices/upsert.sql`.
//!
//! Not known: whether a token may see only *some* platforms or addresses (Nautobot's object permissions). Where it may
//! not, its `null` is taken for absence.

mod args;
mod outcome;
mod run;
mod task;

pub use self::args::{Args, ArgsError, FilterType};
pub use self::outcome::{Progress, Status, SyncFailure, SyncResult};
pub use self::run::sync;
pub use self::task::{CheckedArgs, SyncNautobotDevices};
