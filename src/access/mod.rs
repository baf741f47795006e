//! A gentle way in to devices: never too many sessions, never too many logins, no login that locks an account, no
//! host key that changed unnoticed.
//!
//! All of it holds across jobs and workers, because it is decided in Postgres; only the [breaker](Breaker) is a job's
//! own.

mod breaker;
mod detour;
mod lease;
mod trouble;
mod visit;

use std::time::Duration;

pub use self::breaker::{Breaker, Tripped};
pub use self::detour::Detours;
pub use self::lease::Waiting;
pub use self::trouble::AccessTrouble;
pub use self::visit::{Access, DeviceTarget, Visit, Visitor};
pub use crate::credentials::OpenLogin;
use crate::store::access::Patience;

/// What keeps us gentle. From the settings.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Where SSH listens on devices: 22.
    pub port: u16,
    /// Sessions on one device at once: 1. Some boxes have five lines in all, and people need them.
    pub sessions_per_device: i16,
    /// Sessions at one site at once: 10. They share its uplink and its AAA server.
    pub sessions_per_site: i64,
    /// Logins begun in a second, everywhere together: 10. It is new sessions that load an AAA server, not open ones.
    pub logins_per_second: u32,
    /// Devices that may refuse a credential one after another before a job stops using it: 3. Accounts are locked
    /// after five, mostly.
    pub refusals: usize,
    /// When devices that do not answer are left alone.
    pub patience: Patience,
}

impl Default for Bounds {
    fn default() -> Self {
        let (first, most) = (Duration::from_secs(60), Duration::from_secs(3_600));
        Self {
            port: 22,
            sessions_per_device: 1,
            sessions_per_site: 10,
            logins_per_second: 10,
            refusals: 3,
            patience: Patience { failures: 3, first, most },
        }
    }
}
