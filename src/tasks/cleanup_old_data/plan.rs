//! What to remove, and after how many days.

use super::Args;
use crate::store::cleanup::Kind;

/// Catch-up reaches back seven days: a job of a missed due time may end in a day as old as that.
const LEAST_JOB_DAYS: u32 = 8;
const CHANGES: u32 = 90;
const SYNCS: u32 = 400;
const TOPOLOGY_CHANGES: u32 = 400;
const GONE_FACTS: u32 = 90;
const SNAPSHOTS: u32 = 90;
const BASELINES: u32 = 400;

/// How long the house keeps what, where nobody says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Days that finished jobs stay.
    pub job_days: u32,
    /// Days that due times keep their reasons.
    pub ledger_days: u32,
}

/// One kind, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Planned {
    pub(super) kind: Kind,
    pub(super) age: Age,
    /// Why it is kept, or longer than was asked for.
    pub(super) because: Option<String>,
}

/// From when on something is old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    /// After so many days.
    Days(u32),
    /// When it is of no use any more; some that has an end of its own.
    Own,
    /// Never.
    Never,
}

/// Every kind, those first of which others depend.
pub(super) fn plan(args: &Args, retention: Retention) -> Vec<Planned> {
    let changes = args.inventory_changes.or(args.days_to_keep).unwrap_or(CHANGES);
    let asked = args.syncs.or(args.days_to_keep).unwrap_or(SYNCS);
    let syncs = Planned {
        because: (asked < changes)
            .then(|| format!("Syncs are kept for {changes} days, not {asked}: as long as what they changed.")),
        ..days(Kind::Syncs, asked.max(changes))
    };
    let asked = args.jobs.or(args.days_to_keep).unwrap_or(retention.job_days);
    let jobs = Planned {
        because: (asked < LEAST_JOB_DAYS).then(|| {
            format!(
                "Jobs are kept for {LEAST_JOB_DAYS} days, not {asked}: missed due times are made up for as far back as \
                 7 days."
            )
        }),
        ..days(Kind::Jobs, asked.max(LEAST_JOB_DAYS))
    };
    let targets = args.job_targets.or(args.days_to_keep).unwrap_or(retention.job_days);
    let mut all = vec![
        days(Kind::InventoryChanges, changes),
        syncs,
        stale(Kind::StaleDevices, args.stale_devices),
        stale(Kind::StaleHosts, args.stale_hosts),
        days(Kind::JobTargets, targets),
        days(Kind::DeviceVisits, targets),
        days(Kind::TopologyChanges, args.topology_changes.or(args.days_to_keep).unwrap_or(TOPOLOGY_CHANGES)),
        days(Kind::GoneFacts, args.gone_facts.or(args.days_to_keep).unwrap_or(GONE_FACTS)),
        days(Kind::Snapshots, args.snapshots.or(args.days_to_keep).unwrap_or(SNAPSHOTS)),
        days(Kind::Baselines, args.baselines.or(args.days_to_keep).unwrap_or(BASELINES)),
        jobs,
    ];
    let explaining = [Kind::Skips, Kind::DailyCounts, Kind::Backfills, Kind::Outages, Kind::MaintenanceWindows];
    all.extend(explaining.map(|kind| days(kind, retention.ledger_days)));
    let ending = [Kind::IdempotencyKeys, Kind::Logins, Kind::Notices, Kind::ArchiveTexts];
    all.extend(ending.map(|kind| Planned { kind, age: Age::Own, because: None }));
    all
}

fn days(kind: Kind, days: u32) -> Planned {
    Planned { kind, age: Age::Days(days), because: None }
}

fn stale(kind: Kind, asked: Option<u32>) -> Planned {
    let never = || Planned {
        kind,
        age: Age::Never,
        because: Some(format!("They are removed only where `{kind}` says after how many days.")),
    };
    asked.map_or_else(never, |asked| days(kind, asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUSE: Retention = Retention { job_days: 30, ledger_days: 400 };

    fn ages(args: &Args) -> Vec<(&'static str, Age, bool)> {
        let planned = plan(args, HOUSE);
        planned.into_iter().map(|p| (p.kind.as_str(), p.age, p.because.is_some())).collect()
    }

    fn age_of(args: &Args, kind: Kind) -> Age {
        plan(args, HOUSE).into_iter().find(|planned| planned.kind == kind).unwrap().age
    }

    #[test]
    fn every_kind_is_planned_once_and_without_arguments_as_described() {
        let all = ages(&Args::default());
        assert_eq!(all.len(), Kind::ALL.len());
        assert_eq!(
            all[..11],
            [
                ("inventory_changes", Age::Days(90), false),
                ("syncs", Age::Days(400), false),
                ("stale_devices", Age::Never, true),
                ("stale_hosts", Age::Never, true),
                ("job_targets", Age::Days(30), false),
                ("device_visits", Age::Days(30), false),
                ("topology_changes", Age::Days(400), false),
                ("gone_facts", Age::Days(90), false),
                ("snapshots", Age::Days(90), false),
                ("baselines", Age::Days(400), false),
                ("jobs", Age::Days(30), false),
            ]
        );
        assert!(all[11..16].iter().all(|(_, age, _)| *age == Age::Days(400)), "{all:?}");
        assert!(all[16..].iter().all(|(_, age, _)| *age == Age::Own), "{all:?}");
    }

    #[test]
    fn the_old_argument_is_for_history_that_is_not_named_and_never_for_devices() {
        let args = Args { days_to_keep: Some(7), inventory_changes: Some(5), ..Args::default() };
        assert_eq!(age_of(&args, Kind::InventoryChanges), Age::Days(5));
        assert_eq!(age_of(&args, Kind::Syncs), Age::Days(7));
        assert_eq!(age_of(&args, Kind::JobTargets), Age::Days(7));
        assert_eq!(age_of(&args, Kind::StaleDevices), Age::Never);
        assert_eq!(age_of(&args, Kind::Skips), Age::Days(400));
    }

    #[test]
    fn what_is_kept_longer_than_asked_for_says_why() {
        let of = |args: &Args, kind| plan(args, HOUSE).into_iter().find(|planned| planned.kind == kind).unwrap();
        let jobs = of(&Args { days_to_keep: Some(7), ..Args::default() }, Kind::Jobs);
        assert_eq!(jobs.age, Age::Days(8));
        assert!(jobs.because.unwrap().contains("8 days, not 7"));
        let syncs = of(&Args { syncs: Some(10), ..Args::default() }, Kind::Syncs);
        assert_eq!(syncs.age, Age::Days(90));
        assert!(syncs.because.unwrap().contains("90 days, not 10"));
    }
}
