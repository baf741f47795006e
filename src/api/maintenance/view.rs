//! A maintenance window as answers show it.

use poem_openapi::{Enum, Object};
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::maintenance::{Day, Effect, Now, Repeats, Scope, Standing};
use crate::store::maintenance::WindowRow;

/// Whether a window is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Enum)]
#[oai(rename = "MaintenanceState", rename_all = "snake_case")]
pub(super) enum WindowState {
    /// It is open.
    Active,
    /// It will open.
    Upcoming,
    /// It was lifted, or opens no more.
    Ended,
}

/// Which schedules a window is over: all, or those that any of the lists names.
#[derive(Clone, Debug, Object)]
#[oai(rename = "MaintenanceScope")]
pub(super) struct ScopeView {
    /// Every schedule.
    all: bool,
    /// Those of these tasks.
    tasks: Vec<String>,
    /// Those with any of these tags.
    tags: Vec<String>,
    /// Those whose jobs go to these queues.
    queues: Vec<String>,
    /// These.
    schedules: Vec<Uuid>,
}

/// On days of the week.
#[derive(Clone, Debug, Object)]
#[oai(rename = "WeeklyOpening")]
pub(super) struct WeeklyView {
    /// Which days.
    days: Vec<Day>,
    /// Hour and minute by the wall clock of `timezone`.
    start: String,
    /// For how long, in seconds of elapsed time.
    duration_seconds: u32,
}

/// When a crontab says.
#[derive(Clone, Debug, Object)]
#[oai(rename = "CrontabOpening")]
pub(super) struct CrontabOpeningView {
    /// 0-59
    minute: String,
    /// 0-23
    hour: String,
    /// 1-31, `L`, `LW`, `15W`
    day_of_month: String,
    /// 1-12 or jan-dec
    month_of_year: String,
    /// 0-7 or sun-sat, `5L`, `1#2`; a `+` in front: both day fields must match
    day_of_week: String,
    /// For how long, in seconds of elapsed time.
    duration_seconds: u32,
}

/// A time, or times, in which due times are skipped or held.
#[derive(Clone, Debug, Object)]
#[oai(rename = "MaintenanceWindow")]
pub(super) struct WindowView {
    /// Its id, for life.
    id: Uuid,
    /// Raised by every change; send it back as `If-Match` or `version`.
    pub(super) version: i32,
    /// For people.
    name: String,
    /// Why.
    note: Option<String>,
    /// What becomes of the due times in it.
    effect: Effect,
    /// Over which schedules.
    scope: ScopeView,
    /// Not open before it.
    from: Option<Timestamp>,
    /// Not open from then on; null: until it is lifted.
    until: Option<Timestamp>,
    /// What opens it within these bounds; with neither this nor `crontab` it is open all the while.
    weekly: Option<WeeklyView>,
    /// What opens it within these bounds.
    crontab: Option<CrontabOpeningView>,
    /// Whose wall clock counts for what repeats.
    timezone: String,
    /// Whether it is open.
    pub(super) state: WindowState,
    /// With `upcoming`: when it opens.
    pub(super) opens_at: Option<Timestamp>,
    /// With `active`: when it closes; null: when it is lifted.
    open_until: Option<Timestamp>,
    /// When it was made.
    created_at: Timestamp,
    /// Who made it.
    created_by: String,
    /// When it last changed.
    changed_at: Timestamp,
    /// Who changed it then.
    changed_by: String,
    /// When it was lifted.
    pub(super) ended_at: Option<Timestamp>,
    /// Who lifted it.
    ended_by: Option<String>,
}

fn texts(names: Vec<Box<str>>) -> Vec<String> {
    names.into_iter().map(Into::into).collect()
}

impl WindowView {
    /// As it stands at `now`.
    pub(super) fn of(row: WindowRow, now: Timestamp) -> Self {
        let WindowRow { newest, version, written_by, lifted_by, created_at, created_by } = row;
        let (state, opens_at, open_until) = match newest.stands(now) {
            // Lifted, as the database has it, whatever this host's clock says.
            _ if newest.ended_at.is_some() => (WindowState::Ended, None, None),
            Now::Active(until) => (WindowState::Active, None, until),
            // Written a moment ago by the database's clock, and open all the while.
            Now::Upcoming(at) if at == newest.effective_at => (WindowState::Active, None, newest.stands(at).until()),
            Now::Upcoming(at) => (WindowState::Upcoming, Some(at), None),
            Now::Ended => (WindowState::Ended, None, None),
        };
        let (id, changed_at, ended_at, window) = (newest.id, newest.effective_at, newest.ended_at, newest.window);
        let (mut weekly, mut crontab) = (None, None);
        match window.repeats {
            Some(Repeats::Weekly { days, start, duration_seconds, .. }) => {
                weekly = Some(WeeklyView { days, start: start.into(), duration_seconds });
            }
            Some(Repeats::Crontab { crontab: tab, duration_seconds }) => {
                let f = tab.fields();
                crontab = Some(CrontabOpeningView {
                    minute: f.minute,
                    hour: f.hour,
                    day_of_month: f.day_of_month,
                    month_of_year: f.month_of_year,
                    day_of_week: f.day_of_week,
                    duration_seconds,
                });
            }
            None => {}
        }
        let Scope { all, tasks, tags, queues, schedules } = window.scope;
        let scope = ScopeView { all, tasks: texts(tasks), tags: texts(tags), queues: texts(queues), schedules };
        Self {
            id,
            version,
            name: window.name.into(),
            note: window.note.map(Into::into),
            effect: window.effect,
            scope,
            from: window.from,
            until: window.until,
            weekly,
            crontab,
            timezone: window.timezone.name().to_owned(),
            state,
            opens_at,
            open_until,
            created_at,
            created_by,
            changed_at,
            changed_by: written_by,
            ended_at,
            ended_by: lifted_by,
        }
    }
}

/// The maintenance window that covers a schedule now.
#[derive(Clone, Debug, Object)]
pub(in crate::api) struct InMaintenance {
    /// The window's id.
    id: Uuid,
    /// Its name.
    name: String,
    /// What becomes of the schedule's due times.
    effect: Effect,
    /// When no window covers it any more; null: not before one is lifted.
    until: Option<Timestamp>,
}

impl From<Standing> for InMaintenance {
    fn from(standing: Standing) -> Self {
        let Standing { id, name, effect, until } = standing;
        Self { id, name: name.into(), effect, until }
    }
}
