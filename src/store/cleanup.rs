//! What has grown old, counted and removed kind by kind; never a schedule, and never an event.
//!
//! Where the leader's housekeeping removes the same, its statements are used.

use deadpool_postgres::GenericClient;

use super::housekeeping as house;
use super::{StoreError, execute, one};
use crate::domain::job::spelled;

/// What is removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What syncs changed of devices and hosts.
    InventoryChanges,
    /// Syncs.
    Syncs,
    /// Devices that are gone from their source.
    StaleDevices,
    /// Hosts that are gone from their source.
    StaleHosts,
    /// The devices that jobs aimed at.
    JobTargets,
    /// What jobs did on each device.
    DeviceVisits,
    /// What crawls changed of links.
    TopologyChanges,
    /// What devices told once and no longer do: interfaces, addresses, routes.
    GoneFacts,
    /// What devices said, kept to be compared.
    Snapshots,
    /// What was expected of devices before what is now.
    Baselines,
    /// Jobs that ended, and their logs.
    Jobs,
    /// Due times that were skipped, and why.
    Skips,
    /// What jobs became that are gone, by day.
    DailyCounts,
    /// Records of backfills.
    Backfills,
    /// Reports of outages.
    Outages,
    /// Maintenance windows that are over.
    MaintenanceWindows,
    /// Keys of requests that nobody repeats any more.
    IdempotencyKeys,
    /// Logins that have expired.
    Logins,
    /// Notices that were sent or given up.
    Notices,
    /// Texts that no snapshot and no baseline has.
    ArchiveTexts,
}
spelled!(Kind, "kind of old data", {
    InventoryChanges => "inventory_changes", Syncs => "syncs", StaleDevices => "stale_devices", StaleHosts => "stale_hosts",
    JobTargets => "job_targets", DeviceVisits => "device_visits", TopologyChanges => "topology_changes",
    GoneFacts => "gone_facts", Snapshots => "snapshots", Baselines => "baselines", Jobs => "jobs", Skips => "skips", DailyCounts => "daily_counts", Backfills => "backfills",
    Outages => "outages", MaintenanceWindows => "maintenance_windows", IdempotencyKeys => "idempotency_keys",
    Logins => "logins", Notices => "notices", ArchiveTexts => "archive_texts",
});

/// How many there are that are old enough.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// To be removed.
    pub found: u64,
    /// Needed in spite of their age.
    pub kept: u64,
}

/// What a statement has to be told.
enum Takes {
    /// Nothing: the age is in it.
    Nothing,
    /// The age in days.
    Days,
    /// That, and how many at most.
    DaysAndLimit,
}

struct Statements {
    count: &'static str,
    /// None of jobs: they go by whole days, see [`house::drop_oldest_partition`].
    remove: Option<&'static str>,
    takes: Takes,
}

fn statements(kind: Kind) -> Statements {
    use Takes::{Days, DaysAndLimit, Nothing};
    let (count, remove, takes) = match kind {
        Kind::InventoryChanges => (
            include_str!("../../sql/queries/cleanup/changes_count.sql"),
            include_str!("../../sql/queries/cleanup/changes_remove.sql"),
            DaysAndLimit,
        ),
        Kind::Syncs => (
            include_str!("../../sql/queries/cleanup/syncs_count.sql"),
            include_str!("../../sql/queries/cleanup/syncs_remove.sql"),
            DaysAndLimit,
        ),
        Kind::StaleDevices => (
            include_str!("../../sql/queries/cleanup/devices_count.sql"),
            include_str!("../../sql/queries/cleanup/devices_remove.sql"),
            DaysAndLimit,
        ),
        Kind::StaleHosts => (
            include_str!("../../sql/queries/cleanup/hosts_count.sql"),
            include_str!("../../sql/queries/cleanup/hosts_remove.sql"),
            DaysAndLimit,
        ),
        Kind::JobTargets => (
            include_str!("../../sql/queries/cleanup/targets_count.sql"),
            include_str!("../../sql/queries/cleanup/targets_remove.sql"),
            DaysAndLimit,
        ),
        Kind::DeviceVisits => (
            include_str!("../../sql/queries/cleanup/visits_count.sql"),
            include_str!("../../sql/queries/cleanup/visits_remove.sql"),
            DaysAndLimit,
        ),
        Kind::TopologyChanges => (
            include_str!("../../sql/queries/cleanup/topology_changes_count.sql"),
            include_str!("../../sql/queries/cleanup/topology_changes_remove.sql"),
            DaysAndLimit,
        ),
        Kind::GoneFacts => (
            include_str!("../../sql/queries/cleanup/gone_facts_count.sql"),
            include_str!("../../sql/queries/cleanup/gone_facts_remove.sql"),
            DaysAndLimit,
        ),
        Kind::Snapshots => (
            include_str!("../../sql/queries/cleanup/snapshots_count.sql"),
            include_str!("../../sql/queries/cleanup/snapshots_remove.sql"),
            DaysAndLimit,
        ),
        Kind::Baselines => (
            include_str!("../../sql/queries/cleanup/baselines_count.sql"),
            include_str!("../../sql/queries/cleanup/baselines_remove.sql"),
            DaysAndLimit,
        ),
        Kind::ArchiveTexts => (
            include_str!("../../sql/queries/cleanup/texts_count.sql"),
            include_str!("../../sql/queries/cleanup/texts_remove.sql"),
            DaysAndLimit,
        ),
        Kind::Jobs => {
            let count = include_str!("../../sql/queries/cleanup/jobs_count.sql");
            return Statements { count, remove: None, takes: Days };
        }
        Kind::Skips => (include_str!("../../sql/queries/cleanup/skips_count.sql"), house::OLD_LEDGER, DaysAndLimit),
        Kind::DailyCounts => (include_str!("../../sql/queries/cleanup/daily_counts_count.sql"), house::OLD_DAYS, Days),
        Kind::Backfills => (include_str!("../../sql/queries/cleanup/backfills_count.sql"), house::OLD_BACKFILLS, Days),
        Kind::Outages => (include_str!("../../sql/queries/cleanup/outages_count.sql"), house::OLD_OUTAGES, Days),
        Kind::MaintenanceWindows => {
            (include_str!("../../sql/queries/cleanup/windows_count.sql"), house::OLD_WINDOWS, Days)
        }
        Kind::IdempotencyKeys => (include_str!("../../sql/queries/cleanup/keys_count.sql"), house::OLD_KEYS, Nothing),
        Kind::Logins => (include_str!("../../sql/queries/cleanup/logins_count.sql"), house::OLD_LOGINS, Nothing),
        Kind::Notices => (include_str!("../../sql/queries/cleanup/notices_count.sql"), house::OLD_NOTICES, Nothing),
    };
    Statements { count, remove: Some(remove), takes }
}

/// How many of `kind` are older than `days`; of a kind that has its own age, how many have it.
///
/// # Errors
/// When the database fails.
pub async fn count(client: &impl GenericClient, kind: Kind, days: u32) -> Result<Found, StoreError> {
    let Statements { count, takes, .. } = statements(kind);
    let days = i32::try_from(days).unwrap_or(i32::MAX);
    let row = match takes {
        Takes::Nothing => one(client, count, &[]).await?,
        Takes::Days | Takes::DaysAndLimit => one(client, count, &[&days]).await?,
    };
    let number = |name| row.try_get(name).map(i64::unsigned_abs);
    Ok(Found { found: number("found")?, kept: number("kept")? })
}

/// Removes some of them, at most `limit` where they may be many; how many. None are left when it is 0. Of jobs, which
/// go by whole days, it removes none.
///
/// # Errors
/// When the database fails.
pub async fn remove(client: &impl GenericClient, kind: Kind, days: u32, limit: i64) -> Result<u64, StoreError> {
    let Statements { remove: Some(remove), takes, .. } = statements(kind) else { return Ok(0) };
    let days = i32::try_from(days).unwrap_or(i32::MAX);
    Ok(match takes {
        Takes::Nothing => execute(client, remove, &[]).await?,
        Takes::Days => execute(client, remove, &[&days]).await?,
        Takes::DaysAndLimit => execute(client, remove, &[&days, &limit]).await?,
    })
}
