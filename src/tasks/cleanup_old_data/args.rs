//! What a schedule may ask of the cleaning.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How many days to keep what. Without arguments: as the descriptions say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Args {
    /// Days to keep every kind of history that is not named below: changes, syncs, job targets, topology,
    /// snapshots, baselines, jobs. Stale devices and
    /// hosts are history only where they are named.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 36_500))]
    pub days_to_keep: Option<u32>,
    /// Days to keep what syncs changed of devices and hosts; 90 when not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 36_500))]
    pub inventory_changes: Option<u32>,
    /// Days to keep syncs; 400 when not given. Never fewer than their changes, and the newest of each always stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 36_500))]
    pub syncs: Option<u32>,
    /// Days to keep devices that are gone from their source; for ever when not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 36_500))]
    pub stale_devices: Option<u32>,
    /// Days to keep hosts that are gone from their source; for ever when not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 36_500))]
    pub stale_hosts: Option<u32>,
    /// Days to keep which devices jobs aimed at, and what they did on each; as long as jobs (NOC_JOB_RETENTION_DAYS)
    /// when not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 36_500))]
    pub job_targets: Option<u32>,
    /// Days to keep what crawls changed of links; 400 when not given. The last change of each link always stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 36_500))]
    pub topology_changes: Option<u32>,
    /// Days to keep interfaces, addresses and routes that devices no longer tell of; 90 when not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 36_500))]
    pub gone_facts: Option<u32>,
    /// Days to keep snapshots of what devices said; 90 when not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 36_500))]
    pub snapshots: Option<u32>,
    /// Days to keep old versions of baselines; 400 when not given. What is expected of a device always stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 36_500))]
    pub baselines: Option<u32>,
    /// Days to keep finished jobs and their logs; NOC_JOB_RETENTION_DAYS when not given, and never fewer than 8.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 36_500))]
    pub jobs: Option<u32>,
    /// Only tell what would be removed.
    pub dry_run: bool,
}
