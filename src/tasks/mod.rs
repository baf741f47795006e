//! What can be run. A task is a type in a file of its own; [`Registry::builtin`]
//! is the only list.

mod arguments;
pub mod cache_warm_up;
mod catalogue;
pub mod cleanup_old_data;
mod context;
mod failure;
mod registry;
pub mod sync;
pub mod sync_checkmk_hosts;
pub mod sync_nautobot_devices;
pub mod targets;
mod task;
mod test_job;

pub use self::arguments::ArgumentError;
pub use self::cache_warm_up::CacheWarmUp;
pub use self::cleanup_old_data::CleanupOldData;
pub use self::context::{Context, JobInfo, LogBudget, Voice};
pub use self::failure::{Failure, FailureKind};
pub use self::registry::{Entry, Registry};
pub use self::sync_checkmk_hosts::SyncCheckmkHosts;
pub use self::sync_nautobot_devices::SyncNautobotDevices;
pub use self::targets::{Asked, DeviceList, InventoryId, Targets};
pub use self::task::{Task, TaskDefaults};
pub use self::test_job::TestJob;

impl Registry {
    /// Every task this program brings along. One that needs a service is given it by
    /// [`Registry::with`], once the configuration is read.
    #[must_use]
    pub fn builtin() -> Self {
        let syncs = Self::new().with(SyncNautobotDevices::default()).with(SyncCheckmkHosts::default());
        syncs.with(CacheWarmUp::default()).with(CleanupOldData::default()).with(TestJob)
    }
}
