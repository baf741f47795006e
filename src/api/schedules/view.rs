//! A schedule as answers show it.

use poem_openapi::{Enum, Object};
use serde_json::Value;
use uuid::Uuid;

use crate::api::maintenance::InMaintenance;
use crate::api::types::Fields;
use crate::domain::Timestamp;
use crate::domain::cadence::{Crontab, DstGap, DstOverlap, Period, SolarEvent};
use crate::domain::job::Priority;
use crate::domain::maintenance::Windows;
use crate::domain::schedule::{CatchUp, Definition, Overlap, Phase, Schedule, When};
use crate::store::schedules::{Counts, ScheduleRow};

/// Whether a schedule makes jobs, and if not, why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(in crate::api) enum ScheduleState {
    /// It makes jobs.
    Enabled,
    /// Somebody switched it off.
    Disabled,
    /// Off until its `snooze_until`, then back by itself.
    Snoozed,
    /// Its `expires` has passed.
    Expired,
    /// It has made the jobs it was to make.
    Completed,
    /// A newer version of this program wrote it; `state_reason` says what cannot be read.
    Unreadable,
    /// It is gone, and can be restored. Lists show such schedules only where they are asked for.
    Deleted,
}

impl From<Phase> for ScheduleState {
    fn from(phase: Phase) -> Self {
        match phase {
            Phase::Enabled => Self::Enabled,
            Phase::Disabled => Self::Disabled,
            Phase::Expired => Self::Expired,
            Phase::Completed => Self::Completed,
            Phase::Deleted => Self::Deleted,
        }
    }
}

impl ScheduleState {
    /// The stored phase; none for what only a reader can tell.
    pub(super) const fn phase(self) -> Option<Phase> {
        match self {
            Self::Enabled | Self::Snoozed => Some(Phase::Enabled),
            Self::Disabled => Some(Phase::Disabled),
            Self::Expired => Some(Phase::Expired),
            Self::Completed => Some(Phase::Completed),
            Self::Deleted => Some(Phase::Deleted),
            Self::Unreadable => None,
        }
    }
}

/// What a schedule's cadence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(in crate::api) enum ScheduleType {
    /// Every so often, in exact time.
    Interval,
    /// By the wall clock of the schedule's zone.
    Crontab,
    /// Once.
    Clocked,
    /// By the sun over a place.
    Solar,
    /// Only when triggered.
    Manual,
}

/// Every so often, counted from the anchor.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Interval")]
pub(in crate::api) struct IntervalView {
    /// How many periods, from 1; ten years at most.
    pub(super) every: u32,
    /// Of what length. A day is 24 hours.
    pub(super) period: Period,
    /// From where it counts: the moment the interval last changed value.
    pub(super) anchor: Timestamp,
}

/// The fields of a crontab.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Crontab", skip_serializing_if_is_none)]
pub(in crate::api) struct CrontabView {
    /// 0-59; absent where it is 0
    pub(super) second: Option<String>,
    /// 0-59
    pub(super) minute: String,
    /// 0-23
    pub(super) hour: String,
    /// 1-31, `L`, `LW`, `15W`
    pub(super) day_of_month: String,
    /// 1-12 or jan-dec
    pub(super) month_of_year: String,
    /// 0-7 or sun-sat, `5L`, `1#2`; a `+` in front: both day fields must match
    pub(super) day_of_week: String,
    /// Where a field has `H`: the six fields with what it stands for, second first. Ignored in a body.
    pub(super) resolved: Option<String>,
}

/// Once.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Clocked")]
pub(in crate::api) struct ClockedView {
    /// The only due time.
    pub(super) at: Timestamp,
}

/// By the sun over a place.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Solar")]
pub(in crate::api) struct SolarView {
    /// Which of its events.
    pub(super) event: SolarEvent,
    /// Degrees, north positive.
    pub(super) latitude: f64,
    /// Degrees, east positive.
    pub(super) longitude: f64,
}

/// A schedule. An unreadable one has only what is known without reading it; the rest is null.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Schedule")]
pub(in crate::api) struct ScheduleView {
    /// Its id, for life.
    pub(in crate::api) id: Uuid,
    /// Unique among live schedules.
    name: String,
    /// The short name of the task it runs.
    task: String,
    /// For people.
    description: Option<String>,
    /// Which of `interval`, `crontab`, `clocked` and `solar` counts; or `manual`.
    schedule_type: Option<ScheduleType>,
    /// With type `interval`.
    interval: Option<IntervalView>,
    /// With type `crontab`.
    crontab: Option<CrontabView>,
    /// With type `clocked`.
    clocked: Option<ClockedView>,
    /// With type `solar`.
    solar: Option<SolarView>,
    /// Always empty: tasks take named arguments.
    args: Vec<Value>,
    /// The task's arguments.
    kwargs: Option<Fields>,
    /// Whether it makes jobs.
    enabled: Option<bool>,
    /// Completed by its next job from a due time.
    one_off: Option<bool>,
    /// Completed by so many jobs from due times.
    max_runs: Option<u32>,
    /// With `max_runs`: how many are left.
    runs_left: Option<u32>,
    /// Off until then, back by itself.
    snooze_until: Option<Timestamp>,
    /// How much later than its due time a job may start, at most.
    jitter_seconds: Option<u16>,
    /// What becomes of a local time that a clock change leaves out; null: by the hour field.
    dst_gap: Option<DstGap>,
    /// What becomes of a local time that a clock change repeats; null: by the hour field.
    dst_overlap: Option<DstOverlap>,
    /// No due time at or after it.
    expires: Option<Timestamp>,
    /// No due time before it.
    start_at: Option<Timestamp>,
    /// The zone whose wall clock governs a crontab.
    timezone: Option<String>,
    /// What to do at a due time while an earlier job has not ended.
    overlap: Option<Overlap>,
    /// What becomes of due times that nobody acted on in time.
    catch_up: Option<CatchUp>,
    /// How old a missed due time may be; null: the policy's default.
    catch_up_max_age_seconds: Option<u32>,
    /// How long an attempt may run; null: the task's default.
    timeout_seconds: Option<u32>,
    /// How many attempts may fail before the job does; null: the task's default.
    max_attempts: Option<u8>,
    /// The first pause between attempts; null: the default.
    retry_backoff_seconds: Option<u32>,
    /// The queue its jobs go to.
    queue: Option<String>,
    /// Their rank in it.
    priority: Option<Priority>,
    /// A job of which some items failed counts as failed.
    fail_on_partial: Option<bool>,
    /// Whether its failures and missed runs are told to the webhook.
    notify: Option<bool>,
    /// What it is found by.
    tags: Option<Vec<String>>,
    /// Due time of the newest job from a due time; trigger time of a manual one.
    last_run_at: Option<Timestamp>,
    /// The next due time; null unless it is enabled.
    next_run_at: Option<Timestamp>,
    /// All its jobs, whatever the trigger; null of a past version.
    total_run_count: Option<i64>,
    /// When it last changed.
    date_changed: Timestamp,
    /// When it came into being.
    created_at: Timestamp,
    /// The number of its newest event; send it back as `If-Match` or `version`.
    pub(in crate::api) version: i32,
    /// Whose it is, and with whose credentials its jobs act.
    owner_username: Option<String>,
    /// Whether it makes jobs, and if not, why not.
    pub(in crate::api) state: ScheduleState,
    /// With `unreadable`: what cannot be read.
    state_reason: Option<String>,
    /// How its newest ended job ended.
    last_outcome: Option<String>,
    /// The maintenance window that covers it now.
    in_maintenance: Option<InMaintenance>,
    /// That job.
    last_job_id: Option<Uuid>,
    /// `ui` where people say what it is, `file:` and a name where a file does. Read-only; null where it cannot be read.
    managed_by: Option<String>,
    /// Whether it was changed by hand since its file last said what it is.
    drifted: Option<bool>,
    /// Whether its newest ended job failed or timed out; one that was cancelled says nothing. Null of a past version.
    failing: Option<bool>,
    /// Since when it fails.
    failing_since: Option<Timestamp>,
    /// Whether a due time more than a minute past has neither a started job nor a skip. Null of a past version.
    overdue: Option<bool>,
}

impl From<ScheduleRow> for ScheduleView {
    fn from(row: ScheduleRow) -> Self {
        let blank = Self {
            id: row.id,
            name: row.name,
            task: row.task,
            description: None,
            schedule_type: None,
            interval: None,
            crontab: None,
            clocked: None,
            solar: None,
            args: Vec::new(),
            kwargs: None,
            enabled: None,
            one_off: None,
            max_runs: None,
            runs_left: None,
            snooze_until: None,
            jitter_seconds: None,
            dst_gap: None,
            dst_overlap: None,
            expires: None,
            start_at: None,
            timezone: None,
            overlap: None,
            catch_up: None,
            catch_up_max_age_seconds: None,
            timeout_seconds: None,
            max_attempts: None,
            retry_backoff_seconds: None,
            queue: None,
            priority: None,
            fail_on_partial: None,
            notify: None,
            tags: None,
            last_run_at: row.last_run_at,
            next_run_at: None,
            total_run_count: Some(row.run_count),
            date_changed: row.changed_at,
            created_at: row.created_at,
            version: row.version,
            owner_username: row.owner_username,
            state: ScheduleState::Unreadable,
            state_reason: None,
            last_outcome: row.last_outcome,
            in_maintenance: None,
            last_job_id: row.last_job_id,
            managed_by: None,
            drifted: None,
            failing: Some(row.failing_since.is_some()),
            failing_since: row.failing_since,
            overdue: Some(row.overdue),
        };
        match row.schedule {
            Ok(schedule) => {
                let view = blank.filled(schedule, row.settled_through, row.next_due);
                let left = view.max_runs.map(|most| most.saturating_sub(u32::try_from(row.counted_runs).unwrap_or(0)));
                let state = if row.snoozed { ScheduleState::Snoozed } else { view.state };
                Self { runs_left: left, state, ..view }
            }
            Err(e) => Self { state_reason: Some(e.0), ..blank },
        }
    }
}

impl ScheduleView {
    /// As it stands at `now` under these maintenance windows.
    pub(in crate::api) fn under(windows: &Windows, now: Timestamp, row: ScheduleRow) -> Self {
        let covered = row.schedule.as_ref().ok().and_then(|schedule| windows.covers(schedule, now));
        Self { in_maintenance: covered.map(InMaintenance::from), ..row.into() }
    }

    /// With everything that the definition says.
    fn filled(self, schedule: Schedule, settled: Timestamp, stored_next: Option<Timestamp>) -> Self {
        let next_run_at = next_run(&schedule, settled, stored_next);
        let drifted = schedule.has_drifted();
        let (phase, d) = (schedule.phase, schedule.definition);
        let when = when(&d);
        Self {
            name: d.name.into(),
            task: d.task.to_string(),
            description: d.description.map(Into::into),
            schedule_type: Some(when.0),
            interval: when.1.interval,
            crontab: when.1.crontab,
            clocked: when.1.clocked,
            solar: when.1.solar,
            kwargs: Some(Fields(d.kwargs.to_map())),
            enabled: Some(phase == Phase::Enabled),
            one_off: Some(d.one_off),
            max_runs: d.max_runs,
            snooze_until: d.snooze_until,
            jitter_seconds: Some(d.jitter_seconds),
            dst_gap: d.dst_gap,
            dst_overlap: d.dst_overlap,
            expires: d.expires,
            start_at: d.start_at,
            timezone: Some(d.timezone.name().to_owned()),
            overlap: Some(d.overlap),
            catch_up: Some(d.catch_up),
            catch_up_max_age_seconds: d.catch_up_max_age_seconds,
            timeout_seconds: d.timeout_seconds,
            max_attempts: d.max_attempts,
            retry_backoff_seconds: d.retry_backoff_seconds,
            queue: Some(d.queue.to_string()),
            priority: Some(d.priority),
            fail_on_partial: Some(d.fail_on_partial),
            notify: Some(d.notify),
            tags: Some(d.tags.iter().map(ToString::to_string).collect()),
            managed_by: Some(d.managed.map_or_else(|| "ui".to_owned(), |managed| format!("file:{}", managed.file))),
            drifted: Some(drifted),
            next_run_at,
            state: phase.into(),
            ..self
        }
    }

    /// As it stood once: without what only the present has.
    pub(super) fn past(self) -> Self {
        Self {
            total_run_count: None,
            next_run_at: None,
            runs_left: None,
            in_maintenance: None,
            failing: None,
            overdue: None,
            ..self
        }
    }

    /// A schedule that is gone, with what its events say.
    pub(in crate::api) fn gone(schedule: Schedule, at: Timestamp) -> Self {
        let version = schedule.version;
        Self::from(ScheduleRow::past(schedule, None, at, at)).past().deleted(version, Some(at))
    }

    /// As it was when it was deleted, by version `version` at `at`.
    pub(super) fn deleted(self, version: i32, at: Option<Timestamp>) -> Self {
        let date_changed = at.unwrap_or(self.date_changed);
        let state = ScheduleState::Deleted;
        Self { state, enabled: Some(false), next_run_at: None, version, date_changed, ..self }
    }
}

/// The next due time. The stored one, unless it was settled meanwhile.
fn next_run(schedule: &Schedule, settled: Timestamp, stored: Option<Timestamp>) -> Option<Timestamp> {
    if schedule.phase != Phase::Enabled {
        return None;
    }
    stored.filter(|due| *due > settled).or_else(|| schedule.next_due(settled.max(schedule.effective_at)))
}

/// The object of each kind of cadence; one of them is there, or none.
#[derive(Default)]
struct WhenView {
    interval: Option<IntervalView>,
    crontab: Option<CrontabView>,
    clocked: Option<ClockedView>,
    solar: Option<SolarView>,
}

fn when(d: &Definition) -> (ScheduleType, WhenView) {
    let none = WhenView::default();
    match &d.when {
        When::Interval { interval } => {
            // With a `start_at` that is where it counts from.
            let anchor = d.start_at.unwrap_or(interval.anchor());
            let view = IntervalView { every: interval.every(), period: interval.period(), anchor };
            (ScheduleType::Interval, WhenView { interval: Some(view), ..none })
        }
        When::Crontab { crontab } => (ScheduleType::Crontab, WhenView { crontab: Some(crontab.into()), ..none }),
        When::Clocked { clocked } => {
            (ScheduleType::Clocked, WhenView { clocked: Some(ClockedView { at: clocked.at }), ..none })
        }
        When::Solar { solar } => {
            let view = SolarView { event: solar.event(), latitude: solar.latitude(), longitude: solar.longitude() };
            (ScheduleType::Solar, WhenView { solar: Some(view), ..none })
        }
        When::Manual => (ScheduleType::Manual, none),
    }
}

impl From<&Crontab> for CrontabView {
    fn from(crontab: &Crontab) -> Self {
        let fields = crontab.fields();
        Self {
            second: Some(fields.second).filter(|second| second != "0"),
            minute: fields.minute,
            hour: fields.hour,
            day_of_month: fields.day_of_month,
            month_of_year: fields.month_of_year,
            day_of_week: fields.day_of_week,
            resolved: crontab.seed().map(|_| crontab.resolved().text()),
        }
    }
}

/// How many schedules there are in each state.
#[derive(Object)]
#[oai(rename = "ScheduleCounts")]
pub(super) struct CountsView {
    /// In any state but deleted.
    all: i64,
    /// Switched on, and not snoozed.
    enabled: i64,
    /// Switched off.
    disabled: i64,
    /// Off until their `snooze_until`.
    snoozed: i64,
    /// Past their `expires`.
    expired: i64,
    /// Done with the jobs they were to make.
    completed: i64,
    /// Gone, and can be restored.
    deleted: i64,
    /// Of all: those that fail.
    failing: i64,
    /// Of all: those with a due time more than a minute past that has neither a started job nor a skip.
    overdue: i64,
}

impl From<Counts> for CountsView {
    fn from(c: Counts) -> Self {
        Self {
            all: c.total,
            enabled: c.enabled,
            disabled: c.disabled,
            snoozed: c.snoozed,
            expired: c.expired,
            completed: c.completed,
            deleted: c.deleted,
            failing: c.failing,
            overdue: c.overdue,
        }
    }
}
