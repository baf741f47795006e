//! The age of things: partitions to come, and history beyond its retention.
//!
//! Making and dropping partitions takes a lock that every finishing job waits
//! behind. So each step is a transaction of its own, which gives up after
//! [`LOCK_WAIT`] where somebody else (a dump, a long report) is in the way.

use deadpool_postgres::Transaction;

use super::{StoreError, execute, rows};

const PARTITIONS: &str = include_str!("../../sql/queries/housekeeping/partitions.sql");
const OLD_PARTITIONS: &str = include_str!("../../sql/queries/housekeeping/old_partitions.sql");
const FOLD_DAY: &str = include_str!("../../sql/queries/housekeeping/fold_day.sql");
pub(super) const OLD_DAYS: &str = include_str!("../../sql/queries/housekeeping/old_days.sql");
pub(super) const OLD_BACKFILLS: &str = include_str!("../../sql/queries/housekeeping/old_backfills.sql");
pub(super) const OLD_OUTAGES: &str = include_str!("../../sql/queries/housekeeping/old_outages.sql");
pub(super) const OLD_LEDGER: &str = include_str!("../../sql/queries/housekeeping/old_ledger.sql");
pub(super) const OLD_KEYS: &str = include_str!("../../sql/queries/housekeeping/old_keys.sql");
pub(super) const OLD_WINDOWS: &str = include_str!("../../sql/queries/housekeeping/old_windows.sql");
pub(super) const OLD_NOTICES: &str = include_str!("../../sql/queries/housekeeping/old_notices.sql");
pub(super) const OLD_LOGINS: &str = include_str!("../../sql/queries/housekeeping/old_logins.sql");
// What syncs and jobs leave in the inventory and in the topology. `cleanup_old_data` drops it sooner, for whoever schedules that.
const OLD_CHANGES: &str = include_str!("../../sql/queries/cleanup/changes_remove.sql");
const OLD_SYNCS: &str = include_str!("../../sql/queries/cleanup/syncs_remove.sql");
const OLD_TARGETS: &str = include_str!("../../sql/queries/cleanup/targets_remove.sql");
const OLD_VISITS: &str = include_str!("../../sql/queries/cleanup/visits_remove.sql");
const OLD_TOPOLOGY: &str = include_str!("../../sql/queries/cleanup/topology_changes_remove.sql");
const OLD_CRAWLS: &str = include_str!("../../sql/queries/housekeeping/old_crawls.sql");
const OLD_SNAPSHOTS: &str = include_str!("../../sql/queries/cleanup/snapshots_remove.sql");
const OLD_BASELINES: &str = include_str!("../../sql/queries/cleanup/baselines_remove.sql");
const OLD_TEXTS: &str = include_str!("../../sql/queries/cleanup/texts_remove.sql");
const GONE_FACTS: &str = include_str!("../../sql/queries/cleanup/gone_facts_remove.sql");

/// How long a step may wait for its lock, in milliseconds, while jobs queue behind it.
const LOCK_WAIT: u32 = 300;
/// How long a day of history may take to be counted, in milliseconds: tens of millions of jobs.
const COUNTING: u32 = 120_000;
/// Ledger entries dropped in one go: the rest waits an hour.
const ENTRIES_AT_ONCE: i64 = 50_000;

/// What the partitions of ended jobs are called, before the day.
const HISTORY: &str = "job_history_";

async fn be_brief(tx: &Transaction<'_>) -> Result<(), StoreError> {
    Ok(tx.batch_execute(&format!("set local lock_timeout = {LOCK_WAIT}")).await?)
}

/// Makes the partitions for the days to come.
///
/// # Errors
/// When the database fails, or somebody is in the way.
pub async fn make_partitions(tx: &Transaction<'_>) -> Result<(), StoreError> {
    be_brief(tx).await?;
    execute(tx, PARTITIONS, &[]).await?;
    Ok(())
}

/// Drops the oldest daily partition of jobs or logs older than `days`, if there is one.
/// What its jobs became stays, as daily counts of their schedules.
///
/// # Errors
/// When the database fails, or somebody is in the way.
pub async fn drop_oldest_partition(tx: &Transaction<'_>, days: u32) -> Result<Option<String>, StoreError> {
    be_brief(tx).await?;
    let days = i32::try_from(days).unwrap_or(i32::MAX);
    let old = rows(tx, OLD_PARTITIONS, &[&days]).await?;
    let Some(name) = old.first().map(|row| row.get::<_, String>("name")) else { return Ok(None) };
    // The name comes from the catalogue and matches job_(history|log)_YYYYMMDD.
    if name.starts_with(HISTORY) {
        // Nothing may be added between the counting and the drop.
        tx.batch_execute(&format!("set local statement_timeout = {COUNTING}; lock table noc.{name} in share mode"))
            .await?;
        execute(tx, FOLD_DAY, &[&name]).await?;
    }
    tx.batch_execute(&format!("drop table noc.{name}")).await?;
    Ok(Some(name))
}

/// Drops skips, maintenance windows, daily counts, backfills, outages and what syncs and crawls changed, older than
/// `days`; what jobs did on devices, older than `job_days`; and
/// keys, logins and notices that are of no use any more; how many skips.
///
/// # Errors
/// When the database fails.
pub async fn drop_old_rows(tx: &Transaction<'_>, days: u32, job_days: u32) -> Result<u64, StoreError> {
    let days = i32::try_from(days).unwrap_or(i32::MAX);
    let entries = execute(tx, OLD_LEDGER, &[&days, &ENTRIES_AT_ONCE]).await?;
    // Texts last: they are what captures leave.
    let captures = [OLD_SNAPSHOTS, OLD_BASELINES, OLD_TEXTS];
    for old in [OLD_CHANGES, OLD_SYNCS, OLD_TARGETS, OLD_TOPOLOGY, GONE_FACTS].into_iter().chain(captures) {
        execute(tx, old, &[&days, &ENTRIES_AT_ONCE]).await?;
    }
    // They are shown with their jobs, and go with them.
    let job_days = i32::try_from(job_days).unwrap_or(i32::MAX);
    execute(tx, OLD_VISITS, &[&job_days, &ENTRIES_AT_ONCE]).await?;
    execute(tx, OLD_CRAWLS, &[&job_days]).await?;
    for old in [OLD_WINDOWS, OLD_DAYS, OLD_BACKFILLS, OLD_OUTAGES] {
        execute(tx, old, &[&days]).await?;
    }
    execute(tx, OLD_KEYS, &[]).await?;
    execute(tx, OLD_LOGINS, &[]).await?;
    execute(tx, OLD_NOTICES, &[]).await?;
    Ok(entries)
}
