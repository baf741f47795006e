//! What can be run. A task is a type in a file of its own; [`Registry::builtin`]
//! is the only list.

mod arguments;
pub mod board;
pub mod cache_warm_up;
pub mod capture;
mod catalogue;
pub mod cleanup_old_data;
mod context;
pub mod discover_topology;
mod failure;
mod reach;
mod registry;
pub mod sync;
pub mod sync_checkmk_hosts;
pub mod sync_nautobot_devices;
pub mod targets;
mod task;
mod test_job;

pub use self::arguments::ArgumentError;
pub use self::cache_warm_up::CacheWarmUp;
pub use self::capture::{Captures, CreateBaseline, CreateSnapshot};
pub use self::cleanup_old_data::CleanupOldData;
pub use self::context::{Context, JobInfo, LogBudget, Voice};
pub use self::discover_topology::DiscoverTopology;
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
        let rest = syncs.with(CacheWarmUp::default()).with(CleanupOldData::default());
        let rest = rest.with(CreateBaseline::default()).with(CreateSnapshot::default());
        rest.with(DiscoverTopology::default()).with(TestJob)
    }
}
