//! Due times as answers show them.

use poem_openapi::Object;
use uuid::Uuid;

use crate::command::made_up::{Backfill, Decided};
use crate::domain::Timestamp;
use crate::domain::job::{JobState, Trigger};
use crate::domain::ledger::{
    Code, DayCounts, History, JobOutcome, LATE, Outcome, Settled, SkipReason, SkipRow, Why, in_words, late_by,
};
use crate::store::occurrences::Day;

/// A job made for a due time.
#[derive(Object)]
#[oai(rename = "DueTimeJob")]
struct JobOfDue {
    /// Its id.
    id: Uuid,
    /// Where it stands.
    state: JobState,
    /// What made it: `schedule` in time, `catch_up` for one that was missed or had waited, `retry` and `backfill` by hand.
    trigger: Trigger,
    /// The version that made it.
    version: Option<i32>,
    /// When it was made.
    queued_at: Timestamp,
    /// When a worker first started it.
    started_at: Option<Timestamp>,
    /// When it ended.
    finished_at: Option<Timestamp>,
    /// The attempt that runs, ran last or is to run next, from 1.
    attempt: i16,
    /// Items that went wrong in a job that succeeded.
    warnings: i32,
    /// How many seconds after the due time and its jitter it started; null before that, and for jobs made by hand.
    late_seconds: Option<f64>,
    /// It started more than 60 s after the due time and its jitter.
    late: bool,
}

impl JobOfDue {
    fn new(job: &JobOutcome, history: &History) -> Self {
        let late = late_by(job.version.and_then(|version| history.version(version)), job);
        Self {
            id: job.id,
            state: job.state,
            trigger: job.trigger,
            version: job.version,
            queued_at: job.queued_at,
            started_at: job.started_at,
            finished_at: job.finished_at,
            attempt: job.attempt,
            warnings: job.warnings,
            late_seconds: late.map(|late| late.as_secs_f64()),
            late: late.is_some_and(|late| late > LATE),
        }
    }
}

/// What a due time had been before an operator had a job made for it.
#[derive(Object)]
#[oai(rename = "DueTimeBefore")]
struct Before {
    /// `skipped`, or `pending`.
    outcome: Settled,
    /// Why.
    reason: SkipReason,
}

/// Jobs that are known by their number only: their retention has passed.
#[derive(Object)]
#[oai(rename = "DueTimeCounts")]
struct Counts {
    /// Jobs that succeeded.
    succeeded: i64,
    /// Jobs that failed.
    failed: i64,
    /// Jobs that were cancelled.
    cancelled: i64,
    /// Jobs that ran longer than they may.
    timed_out: i64,
}

/// What became of a due time, or of a row of them that have it in common.
#[derive(Object)]
#[oai(rename = "DueTime")]
pub(super) struct DueTimeAnswer {
    /// The due time; the first one of a row.
    from: Timestamp,
    /// The last one of a row; else the same as `from`.
    to: Timestamp,
    /// How many due times: those of a row that got a job by hand later on are entries of their own.
    count: i64,
    /// What became of it.
    outcome: Settled,
    /// Why there is no job, or none yet.
    reason: Option<SkipReason>,
    /// The version of the schedule that owns it.
    version: Option<i32>,
    /// All of this in a sentence.
    words: String,
    /// Its jobs, the first one made first: more than one where it was repeated by hand.
    jobs: Vec<JobOfDue>,
    /// The first of them started more than 60 s after the due time and its jitter.
    late: bool,
    /// With `overlap`: the job that was in the way.
    blocking_job_id: Option<Uuid>,
    /// With `superseded`: the newer due time that was run instead.
    newer_due_at: Option<Timestamp>,
    /// With `dropped_by_operator`: who that was.
    decided_by: Option<String>,
    /// What it had been, where an operator had the job made.
    was: Option<Before>,
    /// `from` and `to` are a whole day (UTC), whose jobs are no longer kept: how many they were.
    counts: Option<Counts>,
}

impl DueTimeAnswer {
    pub(super) fn new(outcome: &Outcome, history: &History) -> Self {
        let due = outcome.key();
        let blank = Self {
            from: due,
            to: due,
            count: 1,
            outcome: outcome.settled(),
            reason: None,
            version: outcome.version(),
            words: in_words(outcome, history),
            jobs: Vec::new(),
            late: false,
            blocking_job_id: None,
            newer_due_at: None,
            decided_by: None,
            was: None,
            counts: None,
        };
        match outcome {
            Outcome::Jobs { jobs, was, .. } => {
                let jobs: Vec<JobOfDue> = jobs.iter().map(|job| JobOfDue::new(job, history)).collect();
                let before = |row: &SkipRow| Before {
                    outcome: if row.pending { Settled::Pending } else { Settled::Skipped },
                    reason: row.reason,
                };
                Self { late: jobs.first().is_some_and(|job| job.late), jobs, was: was.as_ref().map(before), ..blank }
            }
            Outcome::Row(row) => Self {
                to: row.through,
                count: row.count,
                reason: Some(row.reason),
                blocking_job_id: row.blocking_job,
                newer_due_at: row.newer_due,
                decided_by: row.decided_by.clone(),
                ..blank
            },
            Outcome::Day(day) => {
                let DayCounts { through, succeeded, failed, cancelled, timed_out, .. } = *day;
                let counts = Some(Counts { succeeded, failed, cancelled, timed_out });
                Self { to: through, count: day.jobs(), counts, ..blank }
            }
        }
    }
}

/// Why a schedule did, or did not, run at an instant.
#[derive(Object)]
#[oai(rename = "Why")]
pub(super) struct WhyAnswer {
    /// The instant that was asked about.
    at: Timestamp,
    /// The answer in one stable word.
    code: Code,
    /// The answer in a sentence.
    words: String,
    /// The version of the schedule that was in force.
    version: Option<i32>,
    /// With an instant that is no due time: the one before it, by the cadence in force.
    due_before: Option<Timestamp>,
    /// Likewise the one after it.
    due_after: Option<Timestamp>,
    /// What is recorded, with `job`, `skipped` and `pending`.
    due_time: Option<DueTimeAnswer>,
}

impl WhyAnswer {
    pub(super) fn new(at: Timestamp, why: Why, outcome: Option<&Outcome>, history: &History) -> Self {
        let due_time = outcome.map(|outcome| DueTimeAnswer::new(outcome, history));
        let Why { code, words, version, due_before, due_after } = why;
        Self { at, code, words, version, due_before, due_after, due_time }
    }
}

/// What a schedule did on one day.
#[derive(Object)]
#[oai(rename = "ScheduleDay")]
pub(super) struct DayAnswer {
    /// The day (UTC), `2026-03-29`.
    day: String,
    /// Jobs that succeeded; by the day of their due time, or of when they were made where they have none.
    succeeded: i64,
    /// Jobs that failed.
    failed: i64,
    /// Jobs that were cancelled.
    cancelled: i64,
    /// Jobs that ran longer than they may.
    timed_out: i64,
    /// Jobs that have not ended.
    open: i64,
    /// Due times that were skipped.
    skipped: i64,
    /// Due times that wait for an operator or a maintenance window's end.
    pending: i64,
}

impl DayAnswer {
    pub(super) fn new(midnight: Timestamp, day: Day) -> Self {
        let Day { succeeded, failed, cancelled, timed_out, open, skipped, pending } = day;
        let day = midnight.to_string().chars().take("2026-03-29".len()).collect();
        Self { day, succeeded, failed, cancelled, timed_out, open, skipped, pending }
    }
}

/// What became of pending due times.
#[derive(Object)]
#[oai(rename = "PendingDecided")]
pub(super) struct DecidedAnswer {
    /// How many were run, or dropped.
    due_times: u64,
    /// How many of those asked for still wait: at most 1,000 are run at once, and no more than `max_runs` leaves.
    left: u64,
    /// The job of the oldest one.
    first_job_id: Option<Uuid>,
}

impl From<&Decided> for DecidedAnswer {
    fn from(decided: &Decided) -> Self {
        let first_job_id = decided.jobs.iter().min_by_key(|job| job.due_at).map(|job| job.id);
        Self { due_times: decided.due_times, left: decided.left, first_job_id }
    }
}

/// What a backfill made, or would make.
#[derive(Object)]
#[oai(rename = "Backfill")]
pub(super) struct BackfillAnswer {
    /// Nothing was made; this is what would be.
    dry_run: bool,
    /// Due times of the present cadence in the range.
    due_times: u64,
    /// How many of them have a job already; without `include_ran` they are left out.
    with_job: u64,
    /// How many of them are pending: they are left out, and run or dropped as such.
    pending: u64,
    /// How many jobs were made, or would be. More than 1,000 are refused.
    jobs: u64,
    /// The first due time that gets a job.
    first_due_at: Option<Timestamp>,
    /// The last one.
    last_due_at: Option<Timestamp>,
    /// The job of the first one.
    first_job_id: Option<Uuid>,
}

impl BackfillAnswer {
    pub(super) fn new(dry_run: bool, b: &Backfill) -> Self {
        Self {
            dry_run,
            due_times: b.due_times,
            with_job: b.with_job,
            pending: b.pending,
            jobs: b.jobs,
            first_due_at: b.first,
            last_due_at: b.last,
            first_job_id: b.first_job,
        }
    }
}
