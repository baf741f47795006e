//! Outcomes in words.

use std::time::Duration;

use super::history::{History, Version};
use super::outcome::{DayCounts, JobOutcome, LATE, Outcome, SkipReason, SkipRow};
use crate::domain::Timestamp;
use crate::domain::cadence::Zone;
use crate::domain::job::{JobState, Trigger, jitter};
use crate::domain::schedule::{Definition, Schedule};

/// A made job that waited longer than this for its making was missed at first.
const MADE_LATE: Duration = crate::domain::settle::IN_TIME;

/// An instant for a person: `2026-03-29 02:00:00 Europe/Berlin`.
pub(super) fn said(at: Timestamp, zone: &Zone) -> String {
    format!("{} {zone}", zone.wall(at))
}

/// Who made a version, which one, and why: `by alice, v7, ISP work`.
pub(super) fn by(version: &Version) -> String {
    let note = version.note.as_deref().map(|note| format!(", {note}")).unwrap_or_default();
    format!("by {}, v{}{note}", version.actor, version.schedule.version)
}

/// A cadence in words.
pub(super) fn cadence(definition: &Definition) -> String {
    definition.cadence().words()
}

/// How much later than its due time and jitter a job for a due time first started, if
/// it has. A job made by hand later on is not late: nobody promised it a time.
#[must_use]
pub fn late_by(owner: Option<&Schedule>, job: &JobOutcome) -> Option<Duration> {
    if !matches!(job.trigger, Trigger::Schedule | Trigger::CatchUp) {
        return None;
    }
    let wait = owner.map_or(Duration::ZERO, |s| jitter(s.id, job.due_at, s.definition.jitter_seconds));
    Some(job.started_at?.since(job.due_at.plus(wait)))
}

fn zone_of(history: &History, version: Option<i32>) -> Zone {
    let schedule = version.and_then(|version| history.version(version));
    let newest = || history.newest().map(|version| &version.schedule);
    schedule.or_else(newest).map_or(Zone::UTC, |schedule| schedule.definition.timezone.clone())
}

/// The outcome as a sentence.
#[must_use]
pub fn in_words(outcome: &Outcome, history: &History) -> String {
    let zone = zone_of(history, outcome.version());
    match outcome {
        Outcome::Jobs { jobs, was, .. } => {
            let mut words = was.as_ref().map(|row| format!("at first {}; then made by hand: ", skip(row, 1, &zone)));
            let words = words.get_or_insert_default();
            for (nth, one) in jobs.iter().enumerate() {
                if nth > 0 {
                    words.push_str("; again by hand: ");
                }
                words.push_str(&job(one, history));
            }
            std::mem::take(words)
        }
        Outcome::Row(row) => skip(row, row.count, &zone),
        Outcome::Day(day) => counts(day),
    }
}

fn job(job: &JobOutcome, history: &History) -> String {
    let owner = job.version.and_then(|version| history.version(version));
    let state = match job.state {
        JobState::Queued => "waits for a worker".to_owned(),
        JobState::Waiting => "waits for its turn".to_owned(),
        JobState::Running => "is running".to_owned(),
        JobState::Retrying => "failed an attempt and will be tried again".to_owned(),
        JobState::Succeeded if job.warnings > 0 => format!("succeeded with {} errors", job.warnings),
        JobState::Succeeded => "succeeded".to_owned(),
        JobState::Failed => {
            format!("failed{}", job.error.as_ref().map(|e| format!(" ({})", e.message)).unwrap_or_default())
        }
        JobState::Cancelled => "was cancelled".to_owned(),
        JobState::TimedOut => "ran longer than it may and was ended".to_owned(),
    };
    let mut words = format!("job {} {state}", job.id);
    if job.attempt > 1 {
        words.push_str(&format!(" in attempt {}", job.attempt));
    }
    if let Some(late) = late_by(owner, job).filter(|late| *late > LATE) {
        let made_late = job.queued_at.since(job.due_at);
        let why = if made_late > MADE_LATE {
            format!("it was made {} after the due time, which had been missed or held back", duration(made_late))
        } else {
            "no worker took it earlier, or it waited for its turn".to_owned()
        };
        words.push_str(&format!("; it started {} late: {why}", duration(late)));
    }
    words
}

fn skip(row: &SkipRow, count: i64, zone: &Zone) -> String {
    let what = if count == 1 { "" } else { &format!("{count} due times ") };
    let them = if count == 1 { "it" } else { "they" };
    let why = match (row.reason, row.pending) {
        (SkipReason::Overlap, _) => match row.blocking_job {
            Some(job) => format!("job {job} of this schedule had not ended"),
            None => "a job of this schedule had not ended".to_owned(),
        },
        (SkipReason::CatchUpTooOld, _) => {
            format!("{them} had been missed, and when the beat was back {them} had become too old to be made up for")
        }
        (SkipReason::CatchUpNone, _) => format!("{them} had been missed, and this schedule makes up for nothing"),
        (SkipReason::Superseded, _) => match row.newer_due {
            Some(newer) => format!("the newer due time {} was run instead", said(newer, zone)),
            None => "a newer due time was run instead".to_owned(),
        },
        (SkipReason::Maintenance, true) => "a maintenance window holds the schedule until it ends".to_owned(),
        (SkipReason::Maintenance, false) => "a maintenance window was open".to_owned(),
        (SkipReason::Owner, _) => "the schedule's owner was disabled".to_owned(),
        (SkipReason::DroppedByOperator, _) => match &row.decided_by {
            Some(who) => format!("dropped by {who}"),
            None => "dropped by an operator".to_owned(),
        },
        (SkipReason::CatchUpLimit, _) => format!(
            "{them} had been missed together with more than are made up for unasked; an operator runs or drops them"
        ),
    };
    format!("{what}{}: {why}", if row.pending { "pending" } else { "skipped" })
}

fn counts(day: &DayCounts) -> String {
    let parts = [
        (day.succeeded, "succeeded"),
        (day.failed, "failed"),
        (day.cancelled, "were cancelled"),
        (day.timed_out, "timed out"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    format!(
        "{} due times of this day became jobs ({}); the jobs themselves are no longer kept",
        day.jobs(),
        parts.join(", ")
    )
}

/// A duration for a person: the two largest units.
pub(super) fn duration(of: Duration) -> String {
    let seconds = of.as_secs();
    let units = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")];
    let mut rest = seconds;
    let parts = units.iter().filter_map(|(size, unit)| {
        let count = rest / size;
        rest %= size;
        (count > 0).then(|| format!("{count} {unit}"))
    });
    let parts: Vec<String> = parts.take(2).collect();
    if parts.is_empty() { "0 s".to_owned() } else { parts.join(" ") }
}
