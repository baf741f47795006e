//! The inventory as it is read: devices, hosts, what syncs changed, named sets of
//! devices, and what jobs aimed at. Syncs write it elsewhere.

mod briefs;
mod devices;
mod disagreements;
mod hosts;
mod list;
mod named;
mod resolve;
mod syncs;
mod targets;

pub use self::briefs::{Brief, briefs};
pub use self::devices::{
    DeviceFilter, DeviceRow, Facet, TouchedJob, by_ids, count_changes, count_devices, device_changes, device_facets,
    jobs_of, list_devices, page_of, select,
};
pub use self::disagreements::{
    AddressesDiffer, Counts, DeviceWithoutHost, Duplicate, HostWithoutDevice, addresses_that_differ, counts,
    devices_without_host, duplicate_addresses, hosts_without_device,
};
pub use self::hosts::{HostFilter, HostRow, count_hosts, host_facets, hosts_of, list_hosts, one_host};
pub use self::list::{Order, Place, patterns};
pub use self::named::{Draft, NamedRow, accept, count_named, delete, insert, list_named, lock, named, update, used_by};
pub use self::resolve::{MOST_REFS, Resolved, Unknown, members, resolve};
pub use self::syncs::{
    ChangeRow, DifferenceRow, SyncFilter, SyncRow, count_sync_changes, count_syncs, differences, list_syncs,
    newest_reconciliation, one_sync, sync_changes,
};
pub use self::targets::{JobTargets, LastTargets, Stopped, TargetsRow, last, of_job, put};
