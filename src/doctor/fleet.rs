//! Who leads, who works, and what waits for them.

use std::time::Duration;

use deadpool_postgres::Client;

use super::report::{Check, Report};
use crate::domain::Timestamp;
use crate::domain::maintenance::Windows;
use crate::program::Program;
use crate::store::workers::WorkerView;
use crate::store::{StoreError, beat, diagnosis, jobs, maintenance, notices, queues, workers};

/// A worker says that it lives every five seconds; three of these missed, and it does not.
const SEEN_WITHIN: Duration = Duration::from_secs(15);
/// A job that waits longer than this for a worker is late.
const LATE: Duration = Duration::from_secs(60);

/// What was found, for the questions about one schedule.
pub(super) struct Fleet {
    pub(super) now: Timestamp,
    pub(super) has_leader: bool,
    pub(super) workers: Vec<WorkerView>,
    pub(super) windows: Windows,
    /// The queues that are paused.
    pub(super) paused: Vec<String>,
}

impl Fleet {
    /// Whether anybody takes jobs from `queue`.
    pub(super) fn serves(&self, queue: &str) -> bool {
        self.workers.iter().any(|worker| !worker.stopping && worker.queues.iter().any(|q| q == queue))
    }
}

pub(super) async fn look(program: &Program, client: &Client, report: &mut Report) -> Result<Fleet, StoreError> {
    let (_, now) = diagnosis::server(client).await?;
    tasks(program, client, report).await?;
    let has_leader = leader(client, report).await?;
    let mut workers = workers::list(&**client).await?;
    workers.retain(|worker| now.since(worker.seen_at) <= SEEN_WITHIN);
    let (windows, _) = maintenance::in_force(client).await?;
    let paused = queues::paused(client).await?.into_iter().map(|pause| pause.queue).collect();
    let fleet = Fleet { now, has_leader, workers, windows, paused };
    tell_workers(&fleet, report);
    queues(client, &fleet, report).await?;
    maintenance(&fleet, report);
    pending(client, report).await?;
    webhook(program, client, report).await?;
    Ok(fleet)
}

async fn pending(client: &Client, report: &mut Report) -> Result<(), StoreError> {
    let (most, schedules) = diagnosis::pending(client).await?;
    if most.is_empty() {
        return Ok(());
    }
    let named: Vec<String> = most.iter().map(|(name, due_times)| format!("`{name}` ({due_times})")).collect();
    let more = if schedules > 5 { " and others" } else { "" };
    let says = format!("missed due times wait for somebody to decide: of {}{more}", named.join(", "));
    let remedy =
        "`POST /api/scheduler/tasks/{id}/occurrences/run` or `…/drop`; more were missed than NOC_CATCH_UP_LIMIT";
    report.tell(Check::odd("pending", says, remedy));
    Ok(())
}

async fn tasks(program: &Program, client: &Client, report: &mut Report) -> Result<(), StoreError> {
    let names: Vec<&str> = program.registry.entries().map(|entry| entry.name).collect();
    report.tell(Check::fine("tasks", names.join(", ")));
    for (task, schedules) in diagnosis::tasks_in_use(client).await? {
        if program.registry.resolve(&task).is_none() {
            let who = if schedules == 1 {
                "an enabled schedule names".to_owned()
            } else {
                format!("{schedules} enabled schedules name")
            };
            let says = format!("{who} `{task}`, which this program does not know");
            let remedy = "run the program that has this task, or change or disable these schedules";
            report.tell(Check::wrong("tasks", says, remedy));
        }
    }
    Ok(())
}

async fn leader(client: &Client, report: &mut Report) -> Result<bool, StoreError> {
    let held = diagnosis::leader_lock_is_held(client).await?;
    let known = beat::leader(client).await?;
    let who = known.map(|leader| {
        let host = leader.host.unwrap_or_default();
        let since = leader.since.map(|at| format!(" since {at}")).unwrap_or_default();
        format!("{host}, process {}, term {}{since}", leader.pid.unwrap_or_default(), leader.term)
    });
    report.tell(match (held, who) {
        (true, who) => Check::fine("leader", who.unwrap_or_else(|| "a beat is about to lead".to_owned())),
        (false, who) => {
            let last = who.map(|who| format!("; the last one was {who}")).unwrap_or_default();
            Check::wrong("leader", format!("no beat leads, nothing becomes due{last}"), "start `noc-scheduler beat`")
        }
    });
    Ok(held)
}

fn tell_workers(fleet: &Fleet, report: &mut Report) {
    if fleet.workers.is_empty() {
        let says = format!("none has been seen for {} s, nothing runs", SEEN_WITHIN.as_secs());
        report.tell(Check::wrong("workers", says, "start `noc-scheduler worker`"));
    }
    for worker in &fleet.workers {
        let WorkerView { name, queues, running, concurrency, version, stopping, .. } = worker;
        let stopping = if *stopping { ", stopping" } else { "" };
        let queues = queues.join(", ");
        let says = format!("{name} {version}: queues {queues}; running {running} of {concurrency}{stopping}");
        report.tell(Check::fine("workers", says));
    }
}

fn maintenance(fleet: &Fleet, report: &mut Report) {
    let open = fleet.windows.open_at(fleet.now);
    report.tell(if open.is_empty() {
        Check::fine("maintenance", "no maintenance window is open")
    } else {
        let says = format!("open now, due times are skipped or held: {}", open.join(", "));
        Check::odd("maintenance", says, "nothing, if that is meant; else lift them")
    });
}

async fn queues(client: &Client, fleet: &Fleet, report: &mut Report) -> Result<(), StoreError> {
    for queue in &fleet.paused {
        let says = format!("`{queue}` is paused, none of its jobs starts");
        report.tell(Check::odd("queues", says, format!("resume it: `PUT /api/queues/{queue}` {{\"paused\": false}}")));
    }
    let mut ranks = jobs::queue_statistics(&**client).await?;
    // What waits in a paused one waits for that alone.
    ranks.retain(|rank| !fleet.paused.contains(&rank.queue));
    let mut oldest = None;
    for rank in &ranks {
        oldest = oldest.into_iter().chain(rank.oldest_ready.map(|at| (at, rank.queue.clone()))).min();
    }
    let mut names: Vec<&str> = ranks.iter().filter(|rank| rank.ready > 0).map(|rank| &*rank.queue).collect();
    names.dedup();
    for name in names.into_iter().filter(|name| !fleet.serves(name)) {
        let ready: i64 = ranks.iter().filter(|rank| rank.queue == name).map(|rank| rank.ready).sum();
        let jobs = if ready == 1 { "a job waits".to_owned() } else { format!("{ready} jobs wait") };
        let says = format!("{jobs} in `{name}`, from which no worker takes any");
        let remedy = format!("start `noc-scheduler worker --queues {name}`");
        report.tell(Check::wrong("queues", says, remedy));
    }
    report.tell(match oldest {
        None => Check::fine("waiting", "no job waits for a worker"),
        Some((at, queue)) => {
            let age = fleet.now.since(at);
            let says = format!("the oldest job that waits for a worker does so for {} s, in `{queue}`", age.as_secs());
            if age > LATE {
                let remedy = "more workers, or a higher --concurrency; or see whether Redis and beat are well above";
                Check::odd("waiting", says, remedy)
            } else {
                Check::fine("waiting", says)
            }
        }
    });
    Ok(())
}

async fn webhook(program: &Program, client: &Client, report: &mut Report) -> Result<(), StoreError> {
    let Some(hook) = &program.settings.notify else {
        report.tell(Check::fine("webhook", "not configured here; a beat that has NOC_NOTIFY_URL tells of failures"));
        return Ok(());
    };
    let state = notices::state(client).await?;
    let host = hook.host();
    let last = state.last_sent.map(|at| format!("; the last one was taken at {at}")).unwrap_or_default();
    report.tell(match state {
        notices::State { error: Some(error), waiting, .. } => Check::wrong(
            "webhook",
            format!("{host} does not take what it is told, {waiting} wait: {error}{last}"),
            "see to the receiver, or correct NOC_NOTIFY_URL and NOC_NOTIFY_TOKEN",
        ),
        notices::State { dropped, .. } if dropped > 0 => Check::odd(
            "webhook",
            format!("{dropped} messages were dropped within a day: {host} did not take them for a day{last}"),
            "see to the receiver",
        ),
        notices::State { waiting, .. } => Check::fine("webhook", format!("{host}; {waiting} wait to be sent{last}")),
    });
    Ok(())
}
