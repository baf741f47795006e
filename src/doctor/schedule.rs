//! Why a schedule does not run.

use std::time::Duration;

use deadpool_postgres::Client;

use super::fleet::Fleet;
use super::report::{Check, Report};
use crate::domain::maintenance::Effect;
use crate::domain::schedule::{Phase, Schedule, When};
use crate::program::Program;
use crate::store::schedules::{self, ScheduleRow};
use crate::store::{StoreError, diagnosis, people};

/// A due time is acted on within this, or beat is not at work.
const OVERDUE: Duration = Duration::from_secs(5);
const NAME: &str = "schedule";

pub(super) async fn look(
    program: &Program,
    client: &Client,
    fleet: &Fleet,
    name: &str,
    report: &mut Report,
) -> Result<(), StoreError> {
    let row = match diagnosis::schedule_named(client, name).await? {
        Some(id) => schedules::get(client, id).await?,
        None => None,
    };
    let Some(row) = row else {
        let remedy = "names are compared letter by letter; `GET /api/scheduler/tasks?search=` finds parts of them";
        report.tell(Check::wrong(NAME, format!("there is none named `{name}`"), remedy));
        return Ok(());
    };
    match &row.schedule {
        Err(e) => {
            let remedy = "update this program and every beat to the version that wrote it";
            report.tell(Check::wrong(NAME, format!("version {} cannot be read here: {}", row.version, e.0), remedy));
        }
        Ok(schedule) => {
            phase(client, schedule, report).await?;
            task_and_queue(program, fleet, schedule, report);
            maintenance(fleet, schedule, report);
            due(fleet, &row, schedule, report);
        }
    }
    owner(client, &row, report).await?;
    jobs_and_skips(client, &row, report).await
}

async fn phase(client: &Client, schedule: &Schedule, report: &mut Report) -> Result<(), StoreError> {
    report.tell(match schedule.phase {
        Phase::Enabled => Check::fine(NAME, format!("enabled, version {}", schedule.version)),
        Phase::Disabled => {
            let off = diagnosis::switched_off(client, schedule.id).await?;
            let by = off.as_ref().map(|off| format!(" by {}, at {}, version {}", off.actor, off.at, off.version));
            let why = off.and_then(|off| off.note).map(|note| format!(": {note}"));
            Check::wrong(NAME, ["disabled", &by.unwrap_or_default(), &why.unwrap_or_default()].concat(), "enable it")
        }
        Phase::Expired => {
            let at = schedule.definition.expires.map(|at| format!(" at {at}")).unwrap_or_default();
            Check::wrong(NAME, format!("expired{at}"), "enable it with a later `expires`, or with none")
        }
        Phase::Completed => {
            Check::wrong(NAME, "completed: it has made all jobs it was to make", "enable it, which counts anew")
        }
        Phase::Deleted => Check::wrong(NAME, "deleted", "make it anew"),
    });
    Ok(())
}

fn task_and_queue(program: &Program, fleet: &Fleet, schedule: &Schedule, report: &mut Report) {
    let d = &schedule.definition;
    if program.registry.resolve(&d.task).is_none() {
        let says = format!("its task `{}` is not one of this program", d.task);
        report.tell(Check::wrong(NAME, says, "run workers that have it, or choose another task"));
    }
    if fleet.paused.iter().any(|queue| **queue == *d.queue) {
        let says = format!("its queue `{}` is paused, none of its jobs starts", d.queue);
        report.tell(Check::wrong(NAME, says, "resume the queue"));
    }
    if !fleet.serves(&d.queue) {
        let says = format!("no worker takes jobs from its queue `{}`", d.queue);
        let remedy = format!("start `noc-scheduler worker --queues {}`, or choose another queue", d.queue);
        report.tell(Check::wrong(NAME, says, remedy));
    }
}

fn maintenance(fleet: &Fleet, schedule: &Schedule, report: &mut Report) {
    let Some(standing) = fleet.windows.covers(schedule, fleet.now) else { return };
    let until = standing.until.map_or_else(|| "until it is lifted".to_owned(), |at| format!("until {at}"));
    let what = match standing.effect {
        Effect::Skip => "its due times are skipped",
        Effect::RunOnceAfter => "its due times are held, and the newest runs after it",
    };
    let says = format!("in the maintenance window `{}` {until}: {what}", standing.name);
    report.tell(Check::odd(NAME, says, "nothing, if that is meant; else lift the window"));
}

fn due(fleet: &Fleet, row: &ScheduleRow, schedule: &Schedule, report: &mut Report) {
    if schedule.phase != Phase::Enabled {
        return;
    }
    if let Some(until) = schedule.definition.snooze_until.filter(|_| row.snoozed) {
        report.tell(Check::wrong(NAME, format!("snoozed until {until}"), "clear `snooze_until` to wake it earlier"));
    }
    report.tell(match row.next_due {
        None if matches!(schedule.definition.when, When::Manual) => Check::fine(NAME, "it runs only when triggered"),
        None => Check::wrong(NAME, "it has no due time any more", "look at its cadence, `start_at` and `expires`"),
        Some(at) if fleet.now.since(at) > OVERDUE => {
            let late = fleet.now.since(at).as_secs();
            let why = if fleet.has_leader { "and is not settled by the beat that leads" } else { "and no beat leads" };
            let remedy = "start `noc-scheduler beat`, or look at its log";
            Check::wrong(NAME, format!("it was due {late} s ago, at {at}, {why}"), remedy)
        }
        Some(at) => Check::fine(NAME, format!("next due at {at}")),
    });
}

async fn owner(client: &Client, row: &ScheduleRow, report: &mut Report) -> Result<(), StoreError> {
    let owner = people::by_id(client, row.owner_id).await?;
    if owner.as_ref().is_none_or(|user| !user.is_active) {
        let who = owner.map_or_else(|| "nobody".to_owned(), |user| format!("{}, who is disabled", user.username));
        let remedy = "an admin gives it to somebody else, or `noc-scheduler users enable`";
        report.tell(Check::wrong(NAME, format!("it belongs to {who}; its due times are skipped"), remedy));
    }
    Ok(())
}

async fn jobs_and_skips(client: &Client, row: &ScheduleRow, report: &mut Report) -> Result<(), StoreError> {
    report.tell(match (row.last_run_at, &row.last_outcome) {
        (Some(at), Some(outcome)) => Check::fine(NAME, format!("last run at {at}; the last to end has {outcome}")),
        (Some(at), None) => Check::fine(NAME, format!("last run at {at}; none has ended yet")),
        (None, _) => Check::fine(NAME, "it has never run"),
    });
    for job in diagnosis::open_jobs(client, row.id).await? {
        let by = job.worker.map(|worker| format!(" by {worker}")).unwrap_or_default();
        let behind = job.waits_for.map(|id| format!(", after job {id}")).unwrap_or_default();
        report.tell(Check::fine(NAME, format!("job {} is {}{by}, queue `{}`{behind}", job.id, job.state, job.queue)));
    }
    let Some(skip) = diagnosis::last_skip(client, row.id).await? else { return Ok(()) };
    let times = match skip.due_count {
        1 => format!("the due time {}", skip.due_from),
        n => format!("{n} due times from {} to {}", skip.due_from, skip.due_through),
    };
    let because = match skip.blocking_job {
        Some(job) => format!("{} with job {job}", skip.reason),
        None => skip.reason.clone(),
    };
    let says = format!("{times}: {}, {because}", skip.outcome);
    // One that lies before the last run is history.
    let is_past = row.last_run_at.is_some_and(|at| at > skip.due_through);
    report.tell(if is_past {
        Check::fine(NAME, format!("before its last run, {says}"))
    } else {
        Check::odd(NAME, says, remedy(&skip.reason))
    });
    Ok(())
}

fn remedy(reason: &str) -> &'static str {
    match reason {
        "overlap" => "wait for that job or cancel it; or a longer period, or `overlap: allow`",
        "catch_up_too_old" | "catch_up_none" | "superseded" => {
            "nothing: it was missed while no beat was at work, and its `catch_up` says so"
        }
        "catch_up_limit" => "too many were missed at once: decide which of them to run",
        "owner" => "its owner is disabled",
        "maintenance" => "nothing: a maintenance window was, or is, over it",
        _ => "see the schedule's due times",
    }
}
