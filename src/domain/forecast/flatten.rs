//! Which jobs to move within their hour, so that fewer start at once.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use uuid::Uuid;

use super::asker::Asker;
use super::calendar::{Calendar, Peak};
use super::grid::{Bucket, Grid};
use super::subject::Subject;
use super::walk::{Told, walk};
use super::{MOST_OPENINGS, TooMuch};
use crate::domain::cadence::{Crontab, CrontabFields};
use crate::domain::maintenance::{LOOK_BACK, Laid, Windows};
use crate::domain::schedule::{Phase, When};

/// Suggestions made at once: a person reads no more.
pub const MOST_SUGGESTIONS: usize = 5;
/// Schedules that one suggestion moves: one change set.
pub const MOST_EDITS: usize = 500;
/// A schedule with this tag is never moved.
pub const PINNED: &str = "pinned";
/// Patterns looked at for suggestions, those with the highest peaks: most of what follows has nothing to gain.
const MOST_PATTERNS: usize = 50;
/// Schedules tried before a peak is taken to be as low as it gets: those of one pattern and minute are alike.
const TRIES: usize = 8;

/// A schedule that goes to another minute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Which.
    pub id: Uuid,
    /// The version that was looked at.
    pub version: i32,
    /// Its name.
    pub name: Box<str>,
    /// The minute it goes to.
    pub minute: u8,
    /// Its crontab then.
    pub crontab: CrontabFields,
}

/// Schedules of one pattern that go to other minutes of their hours. Suggestions follow each other: each is told of how
/// things stand when those before it are done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// In a sentence.
    pub text: String,
    /// The minute in which most jobs start, of all minutes of the hours in which these schedules run.
    pub before: Peak,
    /// The same when they have moved.
    pub after: Peak,
    /// The minute in which most jobs start in the whole range when they have moved.
    pub range_after: Peak,
    /// Which go where, by name.
    pub moves: Vec<Move>,
}

/// What schedules that are moved together have in common: all of their crontab but the minute.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pattern {
    hour: String,
    days: [String; 3],
    second: String,
    zone: String,
}

impl Pattern {
    /// What `n` jobs are called: `9 hourly jobs`.
    fn words(&self, n: usize) -> String {
        let jobs = if n == 1 { "job" } else { "jobs" };
        match self.hour.as_str() {
            "*" if self.is_every_day() => format!("{n} hourly {jobs}"),
            _ if self.daily_hour().is_some() => format!("{n} daily {jobs}"),
            hour => format!("{n} {jobs} of `{hour} {}`", self.days.join(" ")),
        }
    }

    fn is_every_day(&self) -> bool {
        self.days.iter().all(|field| field == "*")
    }

    /// The one hour of each day in which it runs, where that is so.
    fn daily_hour(&self) -> Option<u8> {
        self.hour.parse().ok().filter(|_| self.is_every_day())
    }
}

/// A schedule that may be moved.
struct Candidate<'a> {
    subject: &'a Subject,
    fields: CrontabFields,
    minute: u8,
    /// The minutes of the range in which its jobs start.
    starts: Vec<u32>,
    moved: bool,
}

/// Its fields and its minute, where it may be moved: a crontab with one number for the minute, without jitter (which
/// spreads it already) or `H` (which was drawn for it), that nobody has pinned.
fn movable(subject: &Subject) -> Option<(CrontabFields, u8)> {
    let d = &subject.schedule.definition;
    let When::Crontab { crontab } = &d.when else { return None };
    let plain = subject.schedule.phase == Phase::Enabled && d.jitter_seconds == 0 && crontab.seed().is_none();
    if !plain || d.tags.iter().any(|tag| &**tag == PINNED) {
        return None;
    }
    let fields = crontab.fields();
    let minute = fields.minute.parse::<u8>().ok().filter(|minute| *minute < 60)?;
    Some((fields, minute))
}

/// The range as flattening sees it.
struct Field {
    laid: Laid,
    minutes: Grid,
    /// Jobs that start in each minute.
    load: Vec<u32>,
}

/// Suggests what to move, the highest peak first.
///
/// # Errors
/// When it is too much to look at, or nobody waits for it any more.
pub fn flatten(
    subjects: &[Subject],
    windows: &Windows,
    calendar: &Calendar,
    asker: &Asker,
) -> Result<Vec<Suggestion>, TooMuch> {
    let (from, to) = (calendar.grid.from(), calendar.grid.to());
    let laid = windows.lay(from.minus(LOOK_BACK), to, MOST_OPENINGS).ok_or(TooMuch::Openings)?;
    let minutes = Grid::over(from, to, Bucket::Minute);
    let mut field = Field { laid, minutes, load: calendar.minutes.clone() };
    let mut groups: BTreeMap<Pattern, Vec<Candidate<'_>>> = BTreeMap::new();
    for subject in subjects {
        asker.waits()?;
        let Some((fields, minute)) = movable(subject) else { continue };
        let starts = field.starts(subject);
        if starts.is_empty() {
            continue;
        }
        let CrontabFields { second, hour, day_of_month, month_of_year, day_of_week, .. } = fields.clone();
        let zone = subject.schedule.definition.timezone.name().to_owned();
        let pattern = Pattern { hour, days: [day_of_month, month_of_year, day_of_week], second, zone };
        let candidate = Candidate { subject, fields, minute, starts, moved: false };
        groups.entry(pattern).or_default().push(candidate);
    }
    let mut ranked: Vec<(u32, Pattern, Vec<Candidate<'_>>)> = groups
        .into_iter()
        .map(|(pattern, group)| (field.peak(&hours(&group)).map_or(0, |(_, jobs)| jobs), pattern, group))
        .collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(b.2.len().cmp(&a.2.len())).then_with(|| a.1.cmp(&b.1)));
    let mut suggestions = Vec::new();
    for (_, pattern, mut group) in ranked.into_iter().take(MOST_PATTERNS) {
        asker.waits()?;
        group.sort_by(|a, b| {
            let key = |c: &Candidate<'_>| (c.subject.schedule.definition.name.clone(), c.subject.schedule.id);
            key(a).cmp(&key(b))
        });
        suggestions.extend(field.spread(&pattern, &mut group));
        if suggestions.len() == MOST_SUGGESTIONS {
            break;
        }
    }
    Ok(suggestions)
}

/// The hours in which they run, each as its first minute.
fn hours(group: &[Candidate<'_>]) -> Vec<u32> {
    let first = |candidate: &Candidate<'_>, start: u32| start.saturating_sub(candidate.minute.into());
    let all = group.iter().flat_map(|candidate| candidate.starts.iter().map(|start| first(candidate, *start)));
    let mut hours: Vec<u32> = all.collect();
    hours.sort_unstable();
    hours.dedup();
    hours
}

/// A move that was made, and what it takes to undo it.
struct Made {
    candidate: usize,
    minute: u8,
    starts: Vec<u32>,
}

impl Field {
    /// The minutes in which the jobs of `subject` start.
    fn starts(&mut self, subject: &Subject) -> Vec<u32> {
        let (minutes, mut starts) = (self.minutes, Vec::new());
        let parts = self.laid.over(&subject.schedule);
        walk(subject, &parts, minutes.from(), minutes.to(), &mut |told| {
            if let Told::Run(run) = told {
                starts.extend(minutes.index(run.start).and_then(|minute| u32::try_from(minute).ok()));
            }
            ControlFlow::Continue(())
        });
        starts.sort_unstable();
        starts
    }

    fn at(&self, minute: u32) -> u32 {
        self.load.get(minute as usize).copied().unwrap_or(0)
    }

    fn add(&mut self, starts: &[u32], by: i32) {
        for start in starts {
            if let Some(load) = self.load.get_mut(*start as usize) {
                *load = load.saturating_add_signed(by);
            }
        }
    }

    /// The first of the minutes of these hours in which most jobs start, and how many.
    fn peak(&self, hours: &[u32]) -> Option<(u32, u32)> {
        let all = hours.iter().flat_map(|hour| *hour..hour + 60);
        let best = |best: Option<(u32, u32)>, minute: u32| match (best, self.at(minute)) {
            (Some((_, most)), jobs) if jobs <= most => best,
            (None, 0) => None,
            (_, jobs) => Some((minute, jobs)),
        };
        all.fold(None, best)
    }

    fn told(&self, peak: Option<(u32, u32)>) -> Option<Peak> {
        peak.map(|(minute, jobs)| Peak { at: self.minutes.at(minute as usize), jobs })
    }

    /// The minute that this one best goes to: where most start, after, is least; none where it is not below `top`.
    fn better(&self, candidate: &Candidate<'_>, top: u32) -> Option<u8> {
        let own = u32::from(candidate.minute);
        let cost = |minute: u8| {
            let shifted =
                candidate.starts.iter().map(|start| self.at(start.saturating_sub(own) + u32::from(minute)) + 1);
            shifted.fold((0, 0_u64), |(most, sum), load| (most.max(load), sum + u64::from(load)))
        };
        let best = (0..60).filter(|minute| *minute != candidate.minute).map(|minute| (cost(minute), minute)).min()?;
        Some(best).filter(|((most, _), _)| *most < top).map(|(_, minute)| minute)
    }

    /// Moves one schedule of the group away from minute `at`, in which `top` jobs start, for good if nothing it meets
    /// becomes as high.
    fn move_one(&mut self, group: &mut [Candidate<'_>], at: u32, top: u32) -> Option<Made> {
        let here = |candidate: &Candidate<'_>| !candidate.moved && candidate.starts.binary_search(&at).is_ok();
        let tried: Vec<usize> =
            group.iter().enumerate().filter(|(_, c)| here(c)).map(|(nth, _)| nth).take(TRIES).collect();
        for nth in tried {
            let Some(candidate) = group.get_mut(nth) else { continue };
            let Some(minute) = self.better(candidate, top) else { continue };
            let Some(moved) = at_minute(candidate, minute) else { continue };
            // Not guessed: windows and overlap may make another of it than the same an hour's part later.
            let starts = self.starts(&moved);
            let old = std::mem::take(&mut candidate.starts);
            self.add(&old, -1);
            if starts.iter().all(|start| self.at(*start) + 1 < top) {
                self.add(&starts, 1);
                (candidate.starts, candidate.moved) = (starts, true);
                return Some(Made { candidate: nth, minute, starts: old });
            }
            self.add(&old, 1);
            candidate.starts = old;
        }
        None
    }

    fn spread(&mut self, pattern: &Pattern, group: &mut [Candidate<'_>]) -> Option<Suggestion> {
        let hours = hours(group);
        let before = self.peak(&hours)?;
        let (mut made, mut kept, mut lowest) = (Vec::new(), 0, before.1);
        while made.len() < MOST_EDITS {
            let Some((at, top)) = self.peak(&hours) else { break };
            let Some(moved) = self.move_one(group, at, top) else { break };
            made.push(moved);
            let now = self.peak(&hours).map_or(0, |(_, jobs)| jobs);
            if now < lowest {
                (kept, lowest) = (made.len(), now);
            }
        }
        // What came after the last step that lowered the peak gains nothing.
        for undone in made.drain(kept..).rev() {
            if let Some(candidate) = group.get_mut(undone.candidate) {
                let new = std::mem::replace(&mut candidate.starts, undone.starts);
                self.add(&new, -1);
                let old = std::mem::take(&mut candidate.starts);
                self.add(&old, 1);
                candidate.starts = old;
            }
        }
        let mut moves: Vec<Move> =
            made.iter().filter_map(|made| Some(move_of(group.get(made.candidate)?, made.minute))).collect();
        moves.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
        let (before, after) = (self.told(Some(before))?, self.told(self.peak(&hours))?);
        let range_after = Peak::of(&self.minutes, &self.load)?;
        let text = format!("{}: peak {} → {}", words(pattern, &moves), before.jobs, after.jobs);
        (kept > 0).then_some(Suggestion { text, before, after, range_after, moves })
    }
}

/// The same schedule at another minute.
fn at_minute(candidate: &Candidate<'_>, minute: u8) -> Option<Subject> {
    let fields = CrontabFields { minute: minute.to_string(), ..candidate.fields.clone() };
    let mut moved = candidate.subject.clone();
    moved.schedule.definition.when = When::Crontab { crontab: Crontab::new(&fields, None).ok()? };
    Some(moved)
}

fn move_of(candidate: &Candidate<'_>, minute: u8) -> Move {
    let schedule = &candidate.subject.schedule;
    Move {
        id: schedule.id,
        version: schedule.version,
        name: schedule.definition.name.clone(),
        minute,
        crontab: CrontabFields { minute: minute.to_string(), ..candidate.fields.clone() },
    }
}

/// `9 hourly jobs at minutes 3, 9, 16 …`, `1 daily job at 08:13`.
fn words(pattern: &Pattern, moves: &[Move]) -> String {
    const SHOWN: usize = 3;
    let mut minutes: Vec<u8> = moves.iter().map(|one| one.minute).collect();
    minutes.sort_unstable();
    minutes.dedup();
    let more = if minutes.len() > SHOWN { " …" } else { "" };
    let shown = minutes.iter().take(SHOWN);
    let (word, shown): (&str, Vec<String>) = match pattern.daily_hour() {
        Some(hour) => ("", shown.map(|minute| format!("{hour:02}:{minute:02}")).collect()),
        None if minutes.len() == 1 => ("minute ", shown.map(u8::to_string).collect()),
        None => ("minutes ", shown.map(u8::to_string).collect()),
    };
    format!("{} at {word}{}{more}", pattern.words(moves.len()), shown.join(", "))
}
