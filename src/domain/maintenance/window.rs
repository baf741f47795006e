//! What a window says: when, over what, to what effect.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::cadence::{Cadence, Crontab, CrontabFields, Dst, Zone};
use crate::domain::job::spelled;
use crate::domain::schedule::Schedule;

/// What a window does to the due times in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// They are held; when the last window over them ends, the newest becomes a job.
    RunOnceAfter,
    /// They are skipped.
    Skip,
}
spelled!(Effect, "effect of a maintenance window", { Skip => "skip", RunOnceAfter => "run_once_after" });

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "their names say it")]
pub enum Day {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}
spelled!(Day, "day of the week", {
    Mon => "mon", Tue => "tue", Wed => "wed", Thu => "thu", Fri => "fri", Sat => "sat", Sun => "sun",
});

/// What opens a window again and again, by the wall clock of its zone. It stays
/// open for a length of elapsed time, whatever the clock does meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeats {
    /// On days of the week.
    Weekly {
        /// In order, each once.
        days: Vec<Day>,
        /// Hour and minute (`22:00`).
        start: Box<str>,
        /// For how long, in seconds.
        duration_seconds: u32,
        /// The same as a crontab.
        crontab: Crontab,
    },
    /// When a crontab says.
    Crontab {
        /// Which.
        crontab: Crontab,
        /// For how long, in seconds.
        duration_seconds: u32,
    },
}

impl Repeats {
    /// On `days` at `start`, as `HH:MM`; none when that is no time of day.
    #[must_use]
    pub fn weekly(mut days: Vec<Day>, start: &str, duration_seconds: u32) -> Option<Self> {
        let (hour, minute) = start.split_once(':')?;
        let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.len() == 2);
        let (hour, minute) = (number(hour).filter(|h| *h < 24)?, number(minute).filter(|m| *m < 60)?);
        days.sort_unstable();
        days.dedup();
        let names: Vec<&str> = days.iter().map(|day| day.as_str()).collect();
        let fields = CrontabFields {
            minute: minute.to_string(),
            hour: hour.to_string(),
            day_of_week: names.join(","),
            ..CrontabFields::default()
        };
        let crontab = Crontab::new(&fields, None).ok()?;
        Some(Self::Weekly { days, start: format!("{hour:02}:{minute:02}").into(), duration_seconds, crontab })
    }

    /// How long each opening lasts.
    #[must_use]
    pub fn duration(&self) -> Duration {
        let (Self::Weekly { duration_seconds, .. } | Self::Crontab { duration_seconds, .. }) = self;
        Duration::from_secs((*duration_seconds).into())
    }

    /// The instants at which it opens.
    #[must_use]
    pub fn cadence(&self, zone: &Zone) -> Cadence {
        let (Self::Weekly { crontab, .. } | Self::Crontab { crontab, .. }) = self;
        Cadence::Crontab { crontab: crontab.clone(), zone: zone.clone(), dst: Dst::default() }
    }
}

/// Which schedules a window is over: all, or those that any of the lists names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Scope {
    /// Every schedule.
    pub all: bool,
    /// Those of these tasks, by short name.
    pub tasks: Vec<Box<str>>,
    /// Those with any of these tags.
    pub tags: Vec<Box<str>>,
    /// Those whose jobs go to these queues.
    pub queues: Vec<Box<str>>,
    /// These.
    pub schedules: Vec<Uuid>,
}

impl Scope {
    /// Every schedule.
    #[must_use]
    pub fn everything() -> Self {
        Self { all: true, ..Self::default() }
    }

    /// Whether it names no schedule at all.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        !self.all && self.names() == 0
    }

    /// How many names it lists.
    #[must_use]
    pub fn names(&self) -> usize {
        self.tasks.len() + self.tags.len() + self.queues.len() + self.schedules.len()
    }

    /// Whether `schedule` is one of them.
    #[must_use]
    pub fn holds(&self, schedule: &Schedule) -> bool {
        let d = &schedule.definition;
        self.all
            || self.schedules.contains(&schedule.id)
            || self.tasks.iter().any(|task| **task == *d.task)
            || self.queues.iter().any(|queue| **queue == *d.queue)
            || self.tags.iter().any(|tag| d.tags.contains(tag))
    }
}

/// What a window says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// For people.
    pub name: Box<str>,
    /// Why: a sentence, a ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
    /// What becomes of the due times in it.
    pub effect: Effect,
    /// Over which schedules.
    pub scope: Scope,
    /// Not open before it; none: from when it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// Not open from then on; none: until it is lifted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// What opens it within these bounds; none: it is open all the while.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeats: Option<Repeats>,
    /// Whose wall clock counts for what repeats.
    pub timezone: Zone,
}
