//! The cleaning itself, in steps so short that nobody waits behind one.

use std::time::Duration;

use serde::Serialize;
use tokio::time::Instant;

use super::plan::{Age, Planned};
use crate::domain::Timestamp;
use crate::store::cleanup::{self, Found, Kind};
use crate::store::{Chain, Database, StoreError, housekeeping};
use crate::tasks::{Context, Failure};

/// Rows that one statement removes.
const BATCH: i64 = 5_000;
/// How often a day of jobs is tried to be dropped while somebody is in the way, and how long between.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(500);

/// Whether every kind was seen to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Yes.
    Complete,
    /// Not all; the errors say why.
    Partial,
}

/// What became of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KindOutcome {
    /// The kind.
    pub kind: &'static str,
    /// From when on it is old; none where it has an end of its own, or is kept.
    pub older_than: Option<Timestamp>,
    /// How many are old and not needed.
    pub found: u64,
    /// How many were removed: none in a dry run.
    pub removed: u64,
    /// How many are old and needed.
    pub kept: u64,
    /// Why something is kept.
    pub kept_because: Option<String>,
}

/// A kind that could not be seen to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KindError {
    /// The kind.
    pub kind: &'static str,
    /// What went wrong.
    pub error: String,
}

/// What the cleaning came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CleanupResult {
    /// Whether every kind was seen to.
    pub status: Status,
    /// Nothing was removed; `found` is what would have been.
    pub dry_run: bool,
    /// Each kind.
    pub kinds: Vec<KindOutcome>,
    /// How many were removed, all kinds together.
    pub removed: u64,
    /// Kinds that could not be seen to.
    pub errors: Vec<KindError>,
    /// How long all of it took.
    pub duration_ms: u64,
}

/// Why a kind was not seen to.
enum Trouble {
    Store(StoreError),
    Stopped(Failure),
}

impl<E: Into<StoreError>> From<E> for Trouble {
    fn from(e: E) -> Self {
        Self::Store(e.into())
    }
}

/// Removes what `planned` says is old. May be dropped at any point: each step is a statement or a transaction.
pub(super) async fn clean_up(
    database: &Database,
    planned: &[Planned],
    dry_run: bool,
    ctx: &Context,
) -> Result<CleanupResult, Failure> {
    let began = Instant::now();
    let total = planned.len() as u64;
    let mut result = CleanupResult {
        status: Status::Complete,
        dry_run,
        kinds: Vec::new(),
        removed: 0,
        errors: Vec::new(),
        duration_ms: 0,
    };
    let mut is_away = false;
    for (done, one) in (0u64..).zip(planned) {
        ctx.progress(done, total, one.kind.as_str());
        let mut outcome = begun(one, ctx.now());
        let seen_to = see_to(database, one, dry_run, ctx, &mut outcome).await;
        result.removed += outcome.removed;
        result.kinds.push(outcome);
        result.duration_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        match seen_to {
            Ok(()) => {}
            Err(Trouble::Stopped(failure)) => return Err(with(failure, &result)),
            Err(Trouble::Store(e)) => {
                tracing::warn!(kind = %one.kind, error = %Chain(&e), "old data could not be removed");
                is_away |= e.is_away();
                let error = said(&e);
                ctx.warn(format!("{}: {error}", one.kind));
                result.errors.push(KindError { kind: one.kind.as_str(), error });
            }
        }
    }
    ctx.progress(total, total, "done");
    if result.errors.len() == planned.len() {
        let why = "The database refused every step, or is away.";
        let failure = if is_away { Failure::retryable("database", why) } else { Failure::fatal("database", why) };
        return Err(with(failure, &result));
    }
    if !result.errors.is_empty() {
        result.status = Status::Partial;
    }
    Ok(result)
}

fn begun(planned: &Planned, now: Timestamp) -> KindOutcome {
    let older_than = match planned.age {
        Age::Days(days) => Some(now.minus(Duration::from_secs(u64::from(days) * 86_400))),
        Age::Own | Age::Never => None,
    };
    let kept_because = planned.because.clone();
    KindOutcome { kind: planned.kind.as_str(), older_than, found: 0, removed: 0, kept: 0, kept_because }
}

async fn see_to(
    database: &Database,
    planned: &Planned,
    dry_run: bool,
    ctx: &Context,
    outcome: &mut KindOutcome,
) -> Result<(), Trouble> {
    let days = match planned.age {
        Age::Never => return Ok(()),
        Age::Days(days) => days,
        Age::Own => 0,
    };
    let found = count(database, planned.kind, days).await?;
    (outcome.found, outcome.kept) = (found.found, found.kept);
    if found.kept > 0 {
        let reasons = [outcome.kept_because.take(), needed(planned.kind, found.kept)];
        outcome.kept_because = Some(reasons.into_iter().flatten().collect::<Vec<_>>().join(" "));
    }
    if dry_run || found.found == 0 {
        return Ok(());
    }
    if planned.kind == Kind::Jobs {
        let dropped = drop_days(database, days, ctx).await;
        // Counted rather than summed up: a day goes without saying how many it had.
        let left = count(database, planned.kind, days).await?;
        outcome.removed = found.found.saturating_sub(left.found);
        return dropped;
    }
    loop {
        ctx.check().map_err(Trouble::Stopped)?;
        let client = database.get().await?;
        let removed = cleanup::remove(&client, planned.kind, days, BATCH).await?;
        outcome.removed += removed;
        if removed == 0 {
            return Ok(());
        }
    }
}

async fn count(database: &Database, kind: Kind, days: u32) -> Result<Found, StoreError> {
    cleanup::count(&database.get().await?, kind, days).await
}

/// Days go as they do for the beat, which may be about it as well: then one of the two waits.
async fn drop_days(database: &Database, days: u32, ctx: &Context) -> Result<(), Trouble> {
    let mut tries = 0;
    loop {
        ctx.check().map_err(Trouble::Stopped)?;
        match drop_a_day(database, days).await {
            Ok(Some(name)) => {
                tries = 0;
                ctx.info(format!("dropped {name}"));
            }
            Ok(None) => return Ok(()),
            Err(_) if tries < TRIES => {
                tries += 1;
                ctx.sleep(PAUSE).await.map_err(Trouble::Stopped)?;
            }
            Err(e) => return Err(e.into()),
        }
    }
}

async fn drop_a_day(database: &Database, days: u32) -> Result<Option<String>, StoreError> {
    let mut client = database.get().await?;
    let tx = client.transaction().await?;
    let dropped = housekeeping::drop_oldest_partition(&tx, days).await?;
    tx.commit().await?;
    Ok(dropped)
}

/// Why some are needed in spite of their age.
fn needed(kind: Kind, kept: u64) -> Option<String> {
    let reason = match kind {
        Kind::Syncs => "are what the next sync is compared with",
        Kind::StaleDevices => "are named by an inventory",
        Kind::JobTargets => "are what the next job's targets are compared with",
        Kind::Baselines => "hold what devices are expected to answer",
        Kind::Jobs => "are of days of which a job still lives, and a day goes as a whole",
        _ => return None,
    };
    Some(format!("{kept} {reason}."))
}

/// What a person may know of it; the log has the rest.
fn said(e: &StoreError) -> String {
    let said = if e.is_away() { "Postgres is away" } else { "Postgres refused it, or somebody was in the way" };
    format!("{said}; what was removed before stays removed. The worker's log says more.")
}

fn with(failure: Failure, result: &CleanupResult) -> Failure {
    match serde_json::to_value(result) {
        Ok(partial) => failure.with_partial(partial),
        Err(_) => failure,
    }
}
