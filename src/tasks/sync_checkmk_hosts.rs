//! `sync_checkmk_hosts`: CheckMK's hosts, written down here and held against Nautobot's devices.
//!
//! Beside what holds for every sync ([`super::sync`]):
//!
//! - CheckMK has no pages and no counts. Its one answer is read twice as it comes: once for how many there are, so that
//!   progress has a true total, once for what they are. In memory are never more than a portion of hosts, the ids of all, and what they are compared with.
//! - A host that is known by name in another case is another host to CheckMK, and the same device to Nautobot.
//! - Secrets among the attributes are dropped where the answer is read, before anything here sees them.

mod args;
mod reconcile;
mod run;
mod task;

pub use self::args::{Args, ArgsError, MatchOn};
pub use self::reconcile::Reconciliation;
pub use self::run::{HostsResult, sync};
pub use self::task::{CheckedArgs, SyncCheckmkHosts};
