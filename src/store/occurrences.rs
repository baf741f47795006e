//! What became of due times, read from where each outcome is kept: live jobs,
//! job history, the ledger and its daily counts.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use deadpool_postgres::GenericClient;
use tokio_postgres::Row;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::{Param, StoreError, one, rows, schedules};
use crate::domain::Timestamp;
use crate::domain::job::JobError;
use crate::domain::ledger::{DayCounts, History, JobOutcome, Outcome, Settled, SkipReason, SkipRow, Told};

const JOBS_NEWEST: &str = include_str!("../../sql/queries/occurrence/jobs_newest.sql");
const JOBS_OLDEST: &str = include_str!("../../sql/queries/occurrence/jobs_oldest.sql");
const ROWS_NEWEST: &str = include_str!("../../sql/queries/occurrence/rows_newest.sql");
const ROWS_OLDEST: &str = include_str!("../../sql/queries/occurrence/rows_oldest.sql");
const CONTAINING: &str = include_str!("../../sql/queries/occurrence/containing.sql");
const NEXT_JOBS: &str = include_str!("../../sql/queries/occurrence/next_jobs.sql");
const DAYS: &str = include_str!("../../sql/queries/occurrence/days.sql");
const COUNT: &str = include_str!("../../sql/queries/occurrence/count.sql");
const DAILY: &str = include_str!("../../sql/queries/occurrence/daily.sql");
const KEPT: &str = include_str!("../../sql/queries/occurrence/kept.sql");
const RUNTIME: &str = include_str!("../../sql/queries/occurrence/runtime.sql");

/// Jobs read beyond a page, so that a due time with many jobs is whole on it.
const SPARE_JOBS: i64 = 200;
/// A day, less one instant.
const DAY: Duration = Duration::from_micros(86_400_000_000 - 1);
/// Rows of skips read for daily counts.
const MOST_ROWS: i64 = 100_000;

/// Which outcomes are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    /// Of due times not before it.
    pub from: Timestamp,
    /// Of due times not after it.
    pub to: Timestamp,
    /// Of this kind; `None`: all.
    pub outcome: Option<Settled>,
    /// For this reason; `None`: whatever the reason.
    pub reason: Option<SkipReason>,
}

/// Where a page begins and how long it is.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// The latest first.
    pub newest_first: bool,
    /// Behind the entry with this key.
    pub behind: Option<Timestamp>,
    /// At most so many, but for entries of one and the same due time.
    pub size: usize,
}

/// The lowest id that a job of a due time at `at` can have.
pub(super) fn low_id(at: Timestamp) -> Uuid {
    let millis = u128::try_from(at.as_millis()).unwrap_or(0).min((1 << 48) - 1);
    Uuid::from_u128(millis << 80)
}

/// The schedule through all of its versions; empty where there never was one.
///
/// # Errors
/// When the database fails.
pub async fn history(client: &impl GenericClient, schedule: Uuid) -> Result<History, StoreError> {
    let mut entries = schedules::history(client, schedule, None, i64::MAX).await?;
    entries.reverse();
    let told = entries.into_iter().map(|entry| Told {
        version: entry.event.version,
        effective_at: entry.event.effective_at,
        actor: entry.author.name,
        note: entry.note,
        fact: entry.event.fact,
    });
    Ok(History::fold(schedule, told))
}

/// The first due time of a schedule that is not settled yet, if any is to come.
///
/// # Errors
/// When the database fails.
pub async fn unsettled(client: &impl GenericClient, schedule: Uuid) -> Result<Option<Timestamp>, StoreError> {
    let found = rows(client, RUNTIME, &[&schedule]).await?;
    found.first().map_or(Ok(None), |row| Ok(row.try_get("next_due")?))
}

/// Whether single jobs of due times at `at` are still kept.
///
/// # Errors
/// When the database fails.
pub async fn is_kept(client: &impl GenericClient, at: Timestamp) -> Result<bool, StoreError> {
    Ok(one(client, KEPT, &[&at]).await?.try_get("kept")?)
}

/// A page of outcomes, and whether there are more.
///
/// # Errors
/// When the database fails.
pub async fn list(
    client: &impl GenericClient,
    schedule: Uuid,
    range: Range,
    page: Page,
) -> Result<(Vec<Outcome>, bool), StoreError> {
    let instant = crate::domain::timestamp::INSTANT;
    let (from, to) = match (page.behind, page.newest_first) {
        (None, _) => (range.from, range.to),
        (Some(key), true) => (range.from, range.to.min(key.minus(instant))),
        (Some(key), false) => (range.from.max(key.plus(instant)), range.to),
    };
    let behind = page.behind.filter(|_| !page.newest_first);
    let most = i64::try_from(page.size).unwrap_or(i64::MAX).saturating_add(SPARE_JOBS);
    let wants_jobs = range.reason.is_none() && range.outcome.is_none_or(|outcome| outcome == Settled::Job);
    let wants_rows = range.outcome != Some(Settled::Job);
    let mut found = Vec::new();
    // Beyond this, one of the sources was not read to its end.
    let mut horizon: Option<Timestamp> = None;
    if wants_jobs {
        let (jobs, read_until) = jobs(client, schedule, from, to, page.newest_first, most).await?;
        horizon = read_until;
        found.extend(jobs);
        let days = days(client, schedule, range.from, range.to).await?;
        let beyond = |day: &DayCounts| match (page.behind, page.newest_first) {
            (None, _) => true,
            (Some(key), true) => day.from < key,
            (Some(key), false) => day.from > key,
        };
        found.extend(days.into_iter().filter(beyond).map(Outcome::Day));
    }
    if wants_rows {
        let (outcome, reason) = (range.outcome.map(Settled::as_str), range.reason.map(SkipReason::as_str));
        // Also one that reaches into the range from before it.
        let most = i64::try_from(page.size).unwrap_or(i64::MAX).saturating_add(2);
        let rows = if page.newest_first {
            rows(client, ROWS_NEWEST, &[&schedule, &from, &to, &outcome, &reason, &most]).await?
        } else {
            rows(client, ROWS_OLDEST, &[&schedule, &range.from, &to, &outcome, &reason, &most, &behind]).await?
        };
        let mut skips = rows.iter().map(read_row).collect::<Result<Vec<_>, _>>()?;
        name_newer(client, schedule, skips.iter_mut().collect()).await?;
        found.extend(skips.into_iter().map(Outcome::Row));
    }
    found.sort_by_key(Outcome::key);
    if page.newest_first {
        found.reverse();
    }
    Ok(cut_page(found, page, horizon))
}

/// The page out of what was found, and whether there is more.
fn cut_page(mut found: Vec<Outcome>, page: Page, horizon: Option<Timestamp>) -> (Vec<Outcome>, bool) {
    let total = found.len();
    let mut end = found.len();
    if let Some(horizon) = horizon {
        let whole =
            |outcome: &Outcome| if page.newest_first { outcome.key() > horizon } else { outcome.key() < horizon };
        // One due time with more jobs than are read at once is shown with those.
        end = found.iter().take_while(|outcome| whole(outcome)).count().max(1).min(total);
    }
    if end > page.size {
        end = page.size;
        // What has one key stands on one page: the next one begins behind it.
        while end > 0 && end < total && found.get(end).map(Outcome::key) == found.get(end - 1).map(Outcome::key) {
            end += 1;
        }
    }
    found.truncate(end);
    (found, end < total || horizon.is_some())
}

/// How many entries a list of everything in the range has, exact up to `most` in each of its parts.
///
/// # Errors
/// When the database fails.
pub async fn count(client: &impl GenericClient, schedule: Uuid, range: Range, most: i64) -> Result<i64, StoreError> {
    let (low, high) = (low_id(range.from), low_id(range.to.plus(Duration::from_millis(1))));
    let (outcome, reason) = (range.outcome.map(Settled::as_str), range.reason.map(SkipReason::as_str));
    let params: [Param<'_>; 8] = [&schedule, &range.from, &range.to, &low, &high, &most, &outcome, &reason];
    Ok(one(client, COUNT, &params).await?.try_get(0)?)
}

/// What is stored of one due time: its outcome, or the counts of its day.
///
/// # Errors
/// When the database fails.
pub async fn at(client: &impl GenericClient, schedule: Uuid, due: Timestamp) -> Result<Option<Outcome>, StoreError> {
    let (jobs, _) = jobs(client, schedule, due, due, true, SPARE_JOBS).await?;
    if let Some(jobs) = jobs.into_iter().next() {
        return Ok(Some(jobs));
    }
    if let Some((_, mut row)) = containing(client, schedule, &[due]).await?.into_iter().next() {
        name_newer(client, schedule, vec![&mut row]).await?;
        return Ok(Some(Outcome::Row(row)));
    }
    Ok(days(client, schedule, due, due).await?.into_iter().next().map(Outcome::Day))
}

/// Jobs of due times in the range, a group for each due time, in the order of the
/// page; and the due time up to which every source was read, where not to the end.
async fn jobs(
    client: &impl GenericClient,
    schedule: Uuid,
    from: Timestamp,
    to: Timestamp,
    newest_first: bool,
    most: i64,
) -> Result<(Vec<Outcome>, Option<Timestamp>), StoreError> {
    if from > to {
        return Ok((Vec::new(), None));
    }
    let (low, high) = (low_id(from), low_id(to.plus(Duration::from_millis(1))));
    let sql = if newest_first { JOBS_NEWEST } else { JOBS_OLDEST };
    let found = rows(client, sql, &[&schedule, &from, &to, &low, &high, &most]).await?;
    let mut of_source: HashMap<i16, (i64, Timestamp)> = HashMap::new();
    let mut groups: Vec<(Timestamp, Vec<JobOutcome>)> = Vec::new();
    for row in &found {
        let job = read_job(row)?;
        let source = of_source.entry(row.try_get("source")?).or_insert((0, job.due_at));
        *source = (source.0 + 1, job.due_at);
        match groups.last_mut() {
            Some((due, jobs)) if *due == job.due_at => {
                // It ended between the reading of two sources: known as live and as ended.
                if !jobs.iter().any(|known| known.id == job.id) {
                    jobs.push(job);
                }
            }
            _ => groups.push((job.due_at, vec![job])),
        }
    }
    let cut_off = of_source.values().filter(|(count, _)| *count >= most).map(|(_, due)| *due);
    let horizon = if newest_first { cut_off.max() } else { cut_off.min() };
    let by_hand = |jobs: &[JobOutcome]| jobs.iter().any(|job| job.id.get_version_num() != 8);
    let dues: Vec<Timestamp> = groups.iter().filter(|(_, jobs)| by_hand(jobs)).map(|(due, _)| *due).collect();
    let mut were: HashMap<Timestamp, SkipRow> = HashMap::new();
    if !dues.is_empty() {
        were.extend(containing(client, schedule, &dues).await?);
    }
    let outcomes = groups.into_iter().map(|(due, jobs)| Outcome::Jobs { due, jobs, was: were.remove(&due) });
    Ok((outcomes.collect(), horizon))
}

/// The rows that some due times lie in.
async fn containing(
    client: &impl GenericClient,
    schedule: Uuid,
    dues: &[Timestamp],
) -> Result<Vec<(Timestamp, SkipRow)>, StoreError> {
    let found = rows(client, CONTAINING, &[&schedule, &dues]).await?;
    found.iter().map(|row| Ok((row.try_get("due_at")?, read_row(row)?))).collect()
}

/// Names the newer due time that took the place of those superseded.
async fn name_newer(client: &impl GenericClient, schedule: Uuid, rows_of: Vec<&mut SkipRow>) -> Result<(), StoreError> {
    let superseded: Vec<&mut SkipRow> =
        rows_of.into_iter().filter(|row| row.reason == SkipReason::Superseded).collect();
    if superseded.is_empty() {
        return Ok(());
    }
    let after: Vec<Timestamp> = superseded.iter().map(|row| row.through).collect();
    let low: Vec<Uuid> = after.iter().map(|at| low_id(*at)).collect();
    let found = rows(client, NEXT_JOBS, &[&schedule, &after, &low]).await?;
    let newer = found.iter().map(|row| Ok((row.try_get("after")?, row.try_get("due_at")?)));
    let newer: HashMap<Timestamp, Option<Timestamp>> = newer.collect::<Result<_, tokio_postgres::Error>>()?;
    for row in superseded {
        row.newer_due = newer.get(&row.through).copied().flatten();
    }
    Ok(())
}

async fn days(
    client: &impl GenericClient,
    schedule: Uuid,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<DayCounts>, StoreError> {
    let read = |row: &Row| {
        let from: Timestamp = row.try_get("day")?;
        Ok(DayCounts {
            from,
            through: from.plus(DAY),
            succeeded: row.try_get("succeeded")?,
            failed: row.try_get("failed")?,
            cancelled: row.try_get("cancelled")?,
            timed_out: row.try_get("timed_out")?,
        })
    };
    rows(client, DAYS, &[&schedule, &from, &to]).await?.iter().map(read).collect()
}

fn word<T: std::str::FromStr<Err = String>>(row: &Row, column: &str, what: &'static str) -> Result<T, StoreError> {
    row.try_get::<_, &str>(column)?.parse().map_err(|reason| StoreError::Unreadable { what, reason })
}

fn read_job(row: &Row) -> Result<JobOutcome, StoreError> {
    Ok(JobOutcome {
        id: row.try_get("id")?,
        due_at: row.try_get("due_at")?,
        version: row.try_get("schedule_version")?,
        trigger: word(row, "trigger", "trigger")?,
        state: word(row, "state", "job state")?,
        queued_at: row.try_get("queued_at")?,
        started_at: row.try_get("started_at")?,
        finished_at: row.try_get("finished_at")?,
        attempt: row.try_get("attempt")?,
        warnings: row.try_get("warnings")?,
        error: row.try_get::<_, Option<Json<JobError>>>("error")?.map(|Json(error)| error),
    })
}

fn read_row(row: &Row) -> Result<SkipRow, StoreError> {
    Ok(SkipRow {
        from: row.try_get("due_from")?,
        through: row.try_get("due_through")?,
        count: row.try_get("due_count")?,
        pending: row.try_get::<_, &str>("outcome")? == "pending",
        reason: word(row, "reason", "reason")?,
        version: row.try_get("schedule_version")?,
        blocking_job: row.try_get("blocking_job")?,
        newer_due: None,
        decided_by: row.try_get("decided_by")?,
    })
}

/// What a schedule did on one day (UTC).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// Jobs that succeeded; by the day of their due time, else of when they were made. So are the next ones.
    pub succeeded: i64,
    /// Jobs that failed.
    pub failed: i64,
    /// Jobs that were cancelled.
    pub cancelled: i64,
    /// Jobs that ran longer than they may.
    pub timed_out: i64,
    /// Jobs that have not ended.
    pub open: i64,
    /// Due times that were skipped.
    pub skipped: i64,
    /// Due times that wait to be decided.
    pub pending: i64,
}

/// What a schedule did on each day from that of `from` to that of `to`; days on which
/// nothing was are not among them.
///
/// # Errors
/// When the database fails.
pub async fn daily(
    client: &impl GenericClient,
    schedule: Uuid,
    history: &History,
    from: Timestamp,
    to: Timestamp,
) -> Result<BTreeMap<Timestamp, Day>, StoreError> {
    let date = |at: Timestamp| time::OffsetDateTime::from(at).date();
    let midnight = |date: time::Date| Timestamp::from(date.midnight().assume_utc());
    let (first, last) = (date(from), date(to));
    // An id made without a due time may lie a little before the database's time of making.
    let low = low_id(midnight(first).minus(DAY));
    let mut days: BTreeMap<Timestamp, Day> = BTreeMap::new();
    for row in rows(client, DAILY, &[&schedule, &first, &last, &low]).await? {
        let day = days.entry(row.try_get("day")?).or_default();
        day.succeeded = row.try_get("succeeded")?;
        day.failed = row.try_get("failed")?;
        day.cancelled = row.try_get("cancelled")?;
        day.timed_out = row.try_get("timed_out")?;
        day.open = row.try_get("open")?;
    }
    let (from, to, any) = (midnight(first), midnight(last).plus(DAY), None::<&str>);
    for row in rows(client, ROWS_NEWEST, &[&schedule, &from, &to, &any, &any, &MOST_ROWS]).await? {
        let row = read_row(&row)?;
        let owner = history.version(row.version).map(|owner| &owner.definition);
        let span = crate::domain::cadence::Span {
            first: row.from,
            last: row.through,
            count: u64::try_from(row.count).unwrap_or(0),
        };
        for (midnight, count) in crate::domain::ledger::per_day(owner, span) {
            if midnight < from || midnight > to {
                continue;
            }
            let day = days.entry(midnight).or_default();
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            if row.pending { day.pending += count } else { day.skipped += count }
        }
    }
    Ok(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i64) -> Outcome {
        let from = Timestamp::from_seconds(n);
        Outcome::Day(DayCounts { from, through: from, succeeded: 1, failed: 0, cancelled: 0, timed_out: 0 })
    }

    /// The keys of the page out of entries at these seconds, and whether there is more.
    fn page(keys: &[i64], newest_first: bool, size: usize, horizon: Option<i64>) -> (Vec<i64>, bool) {
        let found = keys.iter().copied().map(day).collect();
        let page = Page { newest_first, behind: None, size };
        let (page, more) = cut_page(found, page, horizon.map(Timestamp::from_seconds));
        (page.iter().map(|outcome| outcome.key().as_micros() / 1_000_000).collect(), more)
    }

    #[test]
    fn a_page_ends_between_two_due_times() {
        assert_eq!(page(&[5, 4, 3], true, 2, None), (vec![5, 4], true));
        assert_eq!(page(&[5, 4], true, 2, None), (vec![5, 4], false));
        assert_eq!(page(&[5, 4, 4, 3], true, 2, None), (vec![5, 4, 4], true));
        assert_eq!(page(&[], true, 2, None), (vec![], false));
    }

    #[test]
    fn what_was_not_read_to_its_end_is_left_for_the_next_page() {
        assert_eq!(page(&[5, 4, 3], true, 9, Some(4)), (vec![5], true));
        assert_eq!(page(&[3, 4, 5], false, 9, Some(5)), (vec![3, 4], true));
        // One due time with more jobs than are read at once must not stop the list for ever.
        assert_eq!(page(&[5], true, 9, Some(5)), (vec![5], true));
    }

    #[test]
    fn the_lowest_id_of_a_due_time_is_below_its_jobs() {
        let due = Timestamp::from_seconds(1_800_000_000);
        let job = crate::domain::job::id_for_due_time(Uuid::max(), due);
        assert!(low_id(due) < job && job < low_id(due.plus(Duration::from_millis(1))));
        assert_eq!(low_id(Timestamp::MIN), Uuid::nil());
    }
}
