//! `sync_nautobot_devices`: Nautobot's devices, written down here.
//!
//! Beside what holds for every sync ([`super::sync`]):
//!
//! - "Everything came" means: Nautobot counts the same number before and after, and that many different devices came.
//!   Otherwise somebody edited meanwhile, and the device not seen may only have moved to another page; the result is
//!   `partial`, nothing is marked, the next sync judges.
//! - What `null` means is found out; see `sql/queries/devices/upsert.sql`.
//!
//! Not known: whether a token may see only *some* platforms or addresses (Nautobot's object permissions). Where it may
//! not, its `null` is taken for absence.

mod args;
mod run;
mod task;

pub use self::args::{Args, ArgsError, FilterType};
pub use self::run::sync;
pub use self::task::{CheckedArgs, SyncNautobotDevices};
