//! A stretch of time on a handed-in clock: what the schedules would do, and nothing is done.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use uuid::Uuid;

use super::as_code::FilesRead;
use super::{Program, ProgramError};
use crate::cli::Simulate;
use crate::command::Door;
use crate::command::as_code::{Action, Item};
use crate::domain::Timestamp;
use crate::domain::forecast::{Basis, Expected, Line, Outcome, Simulation, Subject, simulate};
use crate::domain::maintenance::Windows;
use crate::domain::people::Person;
use crate::domain::schedule::{Phase, Schedule};
use crate::domain::timestamp::INSTANT;
use crate::store::{Database, StoreError, forecast, maintenance, people, schedules};

/// Past jobs that ended longer ago say nothing about how long they take now.
const LOOKED_BACK: Duration = Duration::from_secs(14 * 86_400);
const DAY: Duration = Duration::from_secs(86_400);

/// Simulates, and prints the ledger and what it comes to.
pub(super) async fn run(program: &Program, how: &Simulate) -> Result<(), ProgramError> {
    let given = how.durations.as_deref().map(durations).transpose()?.unwrap_or_default();
    let now = program.clock.now();
    let from = how.from.unwrap_or(now);
    let to = from.plus(DAY * how.days);
    let database = program.database()?;
    let edits = planned(program, &database, how).await?;
    let mut client = database.get().await.map_err(StoreError::from)?;
    let durations = forecast::durations(&*client, now.minus(LOOKED_BACK)).await?;
    let (windows, _) = maintenance::in_force(&client).await?;
    let inactive: HashSet<Uuid> = people::inactive_ids(&client).await?.into_iter().collect();
    let expected = |schedule: &Schedule| {
        let d = &schedule.definition;
        let said = given.get(&*d.name).copied().or(how.duration);
        let said = said.map(|duration| Expected { duration, by: Basis::Given });
        said.unwrap_or_else(|| durations.of(schedule.id, &d.task))
    };
    let mut known: HashMap<Uuid, Subject> = HashMap::new();
    schedules::load(&mut client, |loaded| {
        let Ok(schedule) = loaded.schedule else { return };
        let (counted, held, settled) = (loaded.seen.counted, loaded.seen.held_due, loaded.seen.settled_through);
        known.insert(schedule.id, Subject { counted, held, settled, ..Subject::fresh(schedule) });
    })
    .await?;
    for Item { id, action, after, .. } in edits {
        match (action, after) {
            (Action::Remove, _) => drop(known.remove(&id)),
            (Action::Add | Action::Change | Action::Restore, Some(after)) => {
                // As though the files had been applied when the simulation begins.
                let effective_at = after.effective_at.min(from);
                let imagined = Subject { settled: from, ..Subject::fresh(Schedule { effective_at, ..after }) };
                let before = known.get(&id);
                let counted = before.map(|before| before.counted).unwrap_or_default();
                known.insert(id, Subject { counted, held: before.and_then(|before| before.held), ..imagined });
            }
            _ => {}
        }
    }
    let wanted = |name: &str| how.schedule.is_empty() || how.schedule.iter().any(|wanted| wanted == name);
    let mut subjects: Vec<Subject> = known
        .into_values()
        .filter(|s| s.schedule.phase == Phase::Enabled && wanted(&s.schedule.definition.name))
        .map(|s| Subject { expected: expected(&s.schedule), ..s })
        .collect();
    if let Some(name) =
        how.schedule.iter().find(|name| !subjects.iter().any(|s| *s.schedule.definition.name == ***name))
    {
        return Err(ProgramError::Usage(format!("there is no enabled schedule called `{name}`")));
    }
    subjects.sort_by(|a, b| a.schedule.definition.name.cmp(&b.schedule.definition.name));
    tell(program, &subjects, &windows, &inactive, from, to)
}

/// What the given files would change, by the rules that applying them goes by.
async fn planned(program: &Program, database: &Database, how: &Simulate) -> Result<Vec<Item>, ProgramError> {
    if how.file.is_empty() {
        return Ok(Vec::new());
    }
    let read = FilesRead::new(&how.file)?;
    let registry = Arc::new(program.registry.clone());
    let door = Door::new(database.clone(), registry, program.settings.timezone.clone());
    let plan = door.plan(&Person::program("simulate"), &read.files, how.take_over).await?;
    read.check(&plan.items)?;
    Ok(plan.items)
}

/// Seconds by a schedule's name.
fn durations(file: &Path) -> Result<HashMap<String, Duration>, ProgramError> {
    let wrong = |why: String| ProgramError::Usage(format!("{}: {why}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|e| wrong(e.to_string()))?;
    let seconds: HashMap<String, f64> = serde_json::from_str(&text)
        .map_err(|e| wrong(format!("must be an object of seconds by schedule, as {{\"nightly\": 90}}: {e}")))?;
    let read = |(name, seconds): (String, f64)| match Duration::try_from_secs_f64(seconds) {
        Ok(duration) => Ok((name, duration)),
        Err(e) => Err(wrong(format!("`{name}`: {e}"))),
    };
    seconds.into_iter().map(read).collect()
}

/// What a schedule's due times came to.
#[derive(Default)]
struct Summary {
    jobs: u64,
    cancelled: u64,
    busy: Duration,
    skipped: BTreeMap<&'static str, u64>,
    pending: u64,
}

fn tell(
    program: &Program,
    subjects: &[Subject],
    windows: &Windows,
    inactive: &HashSet<Uuid>,
    from: Timestamp,
    to: Timestamp,
) -> Result<(), ProgramError> {
    let may_run = |owner: Uuid| !inactive.contains(&owner);
    let simulation =
        Simulation { subjects, windows, may_run: &may_run, from: from.minus(INSTANT), to: to.minus(INSTANT) };
    let ledger = simulate(simulation).map_err(|e| ProgramError::Usage(e.to_string()))?;
    let mut summaries: Vec<Summary> = subjects.iter().map(|_| Summary::default()).collect();
    for line in &ledger {
        let Some(subject) = subjects.get(line.subject) else { continue };
        say(program, line, &subject.schedule.definition.name);
        if let Some(summary) = summaries.get_mut(line.subject) {
            summary.add(line, to);
        }
    }
    for (subject, summary) in subjects.iter().zip(&summaries) {
        let name = &subject.schedule.definition.name;
        let skips: Vec<String> =
            summary.skipped.iter().map(|(why, count)| format!("{count} skipped ({why})")).collect();
        let Summary { jobs, cancelled, pending, .. } = summary;
        let (each, by) = (subject.expected.duration.as_secs_f64(), subject.expected.by);
        let busy = summary.busy.as_secs();
        let mut words = vec![format!("{jobs} jobs of {each:.0} s ({by})"), format!("{cancelled} of them cancelled")];
        words.extend(skips);
        words.push(format!("{pending} pending"));
        words.retain(|words| !words.starts_with("0 "));
        if words.is_empty() {
            words.push("nothing is due".to_owned());
        }
        let object = json!({"schedule": name, "jobs": jobs, "cancelled": cancelled, "skipped": summary.skipped,
                            "pending": pending, "busy_seconds": busy, "expected_seconds": each, "expected_by": by.as_str()});
        program.out.say(&format!("{name}: {}", words.join(", ")), &object);
    }
    let object = json!({"from": from, "to": to, "due_times": ledger.len(), "schedules": subjects.len()});
    let text = format!("{} due times of {} schedules from {from} to {to}", ledger.len(), subjects.len());
    program.out.say(&text, &object);
    Ok(())
}

/// One line of the ledger.
fn say(program: &Program, line: &Line, name: &str) {
    let due = line.due;
    match line.outcome {
        Outcome::Job { start, end, cancelled } => {
            let at = |at: Option<Timestamp>| at.map_or_else(|| "-".to_owned(), |at| at.to_string());
            let how = if cancelled { "cancelled" } else { "job" };
            let object = json!({"due": due, "schedule": name, "outcome": "job", "start": start, "end": end, "cancelled": cancelled});
            program.out.say(&format!("{due} {name} {how} {} {}", at(start), at(end)), &object);
        }
        Outcome::Skipped(reason) => {
            let outcome = if reason.is_pending() { "pending" } else { "skipped" };
            let object = json!({"due": due, "schedule": name, "outcome": outcome, "reason": reason.as_str()});
            program.out.say(&format!("{due} {name} {outcome} {}", reason.as_str()), &object);
        }
    }
}

impl Summary {
    fn add(&mut self, line: &Line, to: Timestamp) {
        match line.outcome {
            Outcome::Job { start, end, cancelled } => {
                self.jobs += 1;
                self.cancelled += u64::from(cancelled);
                self.busy += start.map_or(Duration::ZERO, |start| end.unwrap_or(to).since(start));
            }
            Outcome::Skipped(reason) if reason.is_pending() => self.pending += 1,
            Outcome::Skipped(reason) => *self.skipped.entry(reason.as_str()).or_default() += 1,
        }
    }
}
