//! The calendar: how much starts when, how busy that keeps workers, and what would flatten it.

use std::time::Duration;

use poem::Request;
use poem_openapi::param::Query;
use poem_openapi::{Object, OpenApi};
use serde_json::Value;
use uuid::Uuid;

use super::ground::{Ground, LeftOut, Wanted};
use super::runs::{self, Place, RunAnswer};
use crate::api::Tag;
use crate::api::answer::Written;
use crate::api::auth::{Caller, Here};
use crate::api::page::{List, cursor, page_size};
use crate::api::problem::Problem;
use crate::api::types::{Fields, Words};
use crate::domain::Timestamp;
use crate::domain::draft::FieldError;
use crate::domain::forecast::{self, Asked, Bucket, Calendar, Load, Move, NotExpected, Peak, Suggestion};
use crate::domain::task::RemoteSystem;

/// How far is looked ahead where nobody says: a week.
const AHEAD: Duration = Duration::from_secs(7 * 86_400);
/// How far back a range may begin: windows that ended longer ago are not kept at hand.
const FURTHEST_BACK: Duration = Duration::from_secs(8 * 86_400);
/// How far ahead a range may end: three years.
const FURTHEST_AHEAD: Duration = Duration::from_secs(3 * 366 * 86_400);

/// What falls into each bucket, the first one first.
#[derive(Object)]
#[oai(rename = "CalendarLoad")]
struct LoadAnswer {
    /// Jobs that start in it.
    jobs: Vec<u32>,
    /// Seconds that workers are busy in it, all together.
    busy_seconds: Vec<f64>,
}

/// What falls into each bucket of one queue.
#[derive(Object)]
#[oai(rename = "CalendarQueue")]
struct QueueLoad {
    /// The queue.
    name: String,
    /// Workers that take jobs from it now.
    workers: u32,
    /// How many jobs they run at once, all together: in a bucket they have so many times its seconds.
    slots: u32,
    /// Jobs that start in each bucket.
    jobs: Vec<u32>,
    /// Seconds that workers are busy in each, all together.
    busy_seconds: Vec<f64>,
}

/// What falls into each bucket of one remote system.
#[derive(Object)]
#[oai(rename = "CalendarSystem")]
struct SystemLoad {
    /// The system: `nautobot`, `checkmk` (with `:` and the name of a connection that is not the default one), `devices`.
    name: String,
    /// Jobs that start in each bucket.
    jobs: Vec<u32>,
    /// Seconds that jobs run in each, all together.
    busy_seconds: Vec<f64>,
}

/// A minute and the jobs that start in it.
#[derive(Clone, Copy, Object)]
#[oai(rename = "CalendarPeak")]
pub(super) struct PeakAnswer {
    /// Where the minute begins.
    at: Timestamp,
    /// How many start in it.
    jobs: u32,
}

impl From<Peak> for PeakAnswer {
    fn from(Peak { at, jobs }: Peak) -> Self {
        Self { at, jobs }
    }
}

/// What is left out, and why.
#[derive(Object)]
#[oai(rename = "CalendarNotShown")]
struct NotShown {
    /// Schedules that are disabled, expired or completed.
    off: u64,
    /// Schedules that are only run by hand.
    manual: u64,
    /// Schedules whose owner is disabled.
    owner: u64,
    /// Schedules that this program cannot read.
    unreadable: u64,
    /// Queues beyond the 50 with most jobs; they are in the total.
    queues: u64,
    /// Systems beyond the 50 with most jobs.
    systems: u64,
    /// Due times that a maintenance window skips.
    skipped_by_window: u64,
    /// Due times that a maintenance window holds, and of which a newer one runs at its end.
    held_by_window: u64,
    /// Due times at which an earlier job is expected to run still.
    overlap: u64,
}

/// A change of a schedule, in the form that what-if and bulk take.
#[derive(Object)]
#[oai(rename = "SuggestedEdit")]
struct EditAnswer {
    /// `update`.
    op: String,
    /// The schedule.
    id: Uuid,
    /// The version that was looked at.
    version: i32,
    /// The fields that change, as in the body of an update.
    changes: Fields,
}

impl From<Move> for EditAnswer {
    fn from(one: Move) -> Self {
        let crontab = serde_json::to_value(&one.crontab).unwrap_or(Value::Null);
        let changes = [("crontab", crontab)].into_iter().collect();
        Self { op: "update".to_owned(), id: one.id, version: one.version, changes }
    }
}

/// Schedules to move within their hour, so that fewer jobs start at once.
#[derive(Object)]
#[oai(rename = "CalendarSuggestion")]
struct SuggestionAnswer {
    /// In a sentence: `36 hourly jobs at minutes 1, 2, 3 …: peak 41 → 5`.
    text: String,
    /// The highest minute of the hours in which these run.
    peak_before: PeakAnswer,
    /// The same when these edits are made, and those of the suggestions before this one.
    peak_after: PeakAnswer,
    /// The highest minute of the whole range then.
    range_peak_after: PeakAnswer,
    /// What to change, at most 500.
    edits: Vec<EditAnswer>,
}

impl From<Suggestion> for SuggestionAnswer {
    fn from(s: Suggestion) -> Self {
        Self {
            text: s.text,
            peak_before: s.before.into(),
            peak_after: s.after.into(),
            range_peak_after: s.range_after.into(),
            edits: s.moves.into_iter().map(EditAnswer::from).collect(),
        }
    }
}

/// What is expected of a range, by columns: the nth number of each list is of the nth bucket.
#[derive(Object)]
#[oai(rename = "Calendar")]
pub(super) struct CalendarAnswer {
    /// Where the first bucket begins.
    from: Timestamp,
    /// Where the last one ends.
    to: Timestamp,
    /// How long each is.
    bucket_seconds: u32,
    /// Everything.
    total: LoadAnswer,
    /// Queue by queue, by name; at most the 50 with most jobs.
    queues: Vec<QueueLoad>,
    /// Remote system by remote system; at most the 50 with most jobs.
    systems: Vec<SystemLoad>,
    /// The minute in which most jobs start; null where none does.
    peak: Option<PeakAnswer>,
    /// Schedules with a job in the range.
    schedules: u64,
    /// What is left out.
    not_shown: NotShown,
    /// What would flatten it, at most five.
    suggestions: Vec<SuggestionAnswer>,
}

/// To the millisecond.
pub(super) fn seconds(micros: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of a bucket are far below 2^52")]
    let millis = (micros / 1_000) as f64;
    millis / 1_000.0
}

fn busy(micros: &[u64]) -> Vec<f64> {
    micros.iter().copied().map(seconds).collect()
}

impl From<Load> for LoadAnswer {
    fn from(load: Load) -> Self {
        Self { busy_seconds: busy(&load.busy_micros), jobs: load.jobs }
    }
}

impl CalendarAnswer {
    fn new(calendar: Calendar, suggestions: Vec<Suggestion>, ground: &Ground, bucket: Bucket) -> Self {
        let slots = ground.slots();
        let queues = calendar.queues.into_iter().map(|(name, load)| {
            let (workers, slots) = slots.get(&*name).copied().unwrap_or_default();
            let busy_seconds = busy(&load.busy_micros);
            QueueLoad { name: name.to_string(), workers, slots, jobs: load.jobs, busy_seconds }
        });
        let systems = calendar.systems.into_iter().map(|(name, load)| {
            let busy_seconds = busy(&load.busy_micros);
            SystemLoad { name: name.to_string(), jobs: load.jobs, busy_seconds }
        });
        let LeftOut { off, manual, owner, unreadable } = ground.left_out;
        let NotExpected { skipped, held, overlap } = calendar.not_expected;
        Self {
            from: calendar.grid.from(),
            to: calendar.grid.to(),
            bucket_seconds: bucket.seconds(),
            total: calendar.total.into(),
            queues: queues.collect(),
            systems: systems.collect(),
            peak: calendar.peak.map(PeakAnswer::from),
            schedules: calendar.schedules as u64,
            not_shown: NotShown {
                off,
                manual,
                owner,
                unreadable,
                queues: calendar.more_queues as u64,
                systems: calendar.more_systems as u64,
                skipped_by_window: skipped,
                held_by_window: held,
                overlap,
            },
            suggestions: suggestions.into_iter().map(SuggestionAnswer::from).collect(),
        }
    }
}

/// The range that is meant: a week from now where nothing is said.
///
/// # Errors
/// The field that does not fit, as a body would have it.
pub(super) fn range(
    from: Option<Timestamp>,
    to: Option<Timestamp>,
    now: Timestamp,
    longest: Duration,
) -> Result<(Timestamp, Timestamp), FieldError> {
    let wrong = |field: &str, detail: String| Err(FieldError::new(format!("/{field}"), detail));
    let from = from.unwrap_or(now);
    let to = to.unwrap_or_else(|| from.plus(AHEAD));
    if from >= to {
        return wrong("to", "must be after `from`".to_owned());
    }
    let (earliest, latest) = (now.minus(FURTHEST_BACK), now.plus(FURTHEST_AHEAD));
    if from < earliest {
        return wrong("from", format!("must be at most 8 days ago, {earliest}"));
    }
    if to > latest {
        return wrong("to", format!("must be at most 3 years ahead, {latest}"));
    }
    if to.since(from) > longest {
        return wrong("to", format!("must be at most {} days after `from` here", longest.as_secs() / 86_400));
    }
    Ok((from, to))
}

/// The same complaint, about a parameter of the query.
fn in_query(e: FieldError) -> Problem {
    Problem::field(&e.pointer.replacen('/', "?", 1), e.detail)
}

/// Which schedules a query means.
pub(super) fn wanted(queue: Option<Words>, system: Option<Words>) -> Result<Wanted, Problem> {
    let system = system.map(|words| words.0.parse::<RemoteSystem>().map_err(|e| Problem::field("?system", e)));
    Ok(Wanted { queue: queue.map(|words| words.0), system: system.transpose()?, ..Wanted::default() })
}

pub(in crate::api) struct CalendarApi;

#[OpenApi(prefix_path = "/scheduler/calendar", tag = "Tag::Forecast")]
impl CalendarApi {
    /// What is expected to run?
    ///
    /// Jobs that start and seconds that workers are busy, bucket by bucket, in total, by queue and by remote system, from
    /// the schedules and maintenance windows as they stand. A job is expected to take as long as nine in ten of its
    /// schedule's past jobs at most (14 days, 3 jobs at least), else of its task's, else a minute. Due times that a
    /// window or an earlier job is in the way of are counted under `not_shown`. Workers are taken to be free.
    /// `suggestions` say what would lower the peaks; their edits go to what-if and bulk as they are.
    /// Ranges of minutes may have 7 days, of hours 92; 422 where there are more than 10,000,000 due times.
    #[oai(path = "/", method = "get", operation_id = "getCalendar")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn calendar(
        &self,
        here: Here,
        _caller: Caller,
        /// From the bucket in which this lies; now by default.
        from: Query<Option<Timestamp>>,
        /// Up to the bucket in which this lies; 7 days later by default.
        to: Query<Option<Timestamp>>,
        /// How long each bucket is; an hour by default.
        bucket: Query<Option<Bucket>>,
        /// Only jobs of this queue.
        queue: Query<Option<Words>>,
        /// Only jobs that reach out to this: `nautobot`, `checkmk`, `devices`, `nautobot:<connection>`.
        system: Query<Option<Words>>,
        /// Whether to look for what would flatten it; yes by default.
        suggest: Query<Option<bool>>,
    ) -> Result<Written<CalendarAnswer>, Problem> {
        let bucket = bucket.0.unwrap_or(Bucket::Hour);
        let (from, to) = range(from.0, to.0, here.clock.now(), bucket.longest()).map_err(in_query)?;
        let ground = Ground::read(&here, wanted(queue.0, system.0)?, (from, to), "?to").await?;
        let suggests = suggest.0.unwrap_or(true);
        let made = ground.work(move |ground, asker| {
            let (subjects, windows) = (&ground.subjects, &ground.windows);
            let calendar = forecast::calendar(subjects, windows, Asked { from, to, bucket }, asker)?;
            let suggestions =
                if suggests { forecast::flatten(subjects, windows, &calendar, asker)? } else { Vec::new() };
            Ok(Written::new(&CalendarAnswer::new(calendar, suggestions, &ground, bucket)))
        });
        made.await
    }

    /// List the runs that are expected.
    ///
    /// In the order in which they start: every due time of the range, with what is expected of it. Those that a
    /// maintenance window or an earlier job is in the way of are there too, at their due time.
    #[oai(path = "/runs", method = "get", operation_id = "listExpectedRuns")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn runs(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// Not before it; now by default.
        from: Query<Option<Timestamp>>,
        /// Before it; 7 days later by default, 92 at most.
        to: Query<Option<Timestamp>>,
        /// Only jobs of this queue.
        queue: Query<Option<Words>>,
        /// Only jobs that reach out to this: `nautobot`, `checkmk`, `devices`, `nautobot:<connection>`.
        system: Query<Option<Words>>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<RunAnswer>, Problem> {
        let size = usize::try_from(page_size(limit.0)?).unwrap_or_default();
        let place: Option<Place> = self::cursor('r', cursor.0.as_ref().map(|words| words.0.as_str()))?;
        let range = range(from.0, to.0, here.clock.now(), Bucket::Hour.longest()).map_err(in_query)?;
        let ground = Ground::read(&here, wanted(queue.0, system.0)?, range, "?to").await?;
        let (items, last) = ground.work(move |ground, asker| runs::page(&ground, range, place, size, asker)).await?;
        let next = last.map(|last| runs::next(request, range, &last));
        Ok(List { items, total: None, next, stream_cursor: None })
    }
}
