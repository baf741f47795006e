//! The program with more tasks, for tests that need to know from outside what ran.
//!
//! Built as the example `noc-harness`, which tests find beside themselves in `../examples`.

#[path = "seed_walk.rs"]
mod seed_walk;
#[path = "some_items.rs"]
mod some_items;
#[path = "touch_devices.rs"]
mod touch_devices;

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use noc_scheduler::clock::Clock;
use noc_scheduler::domain::Timestamp;
use noc_scheduler::store::Database;
use noc_scheduler::tasks::{Context, Failure, Registry, Task, TaskDefaults};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

fn main() -> ExitCode {
    #[expect(clippy::disallowed_methods, reason = "this is a program: time is read here and handed on")]
    let clock = Clock::new(|| Timestamp::from(time::OffsetDateTime::now_utc()));
    let registry = Registry::builtin().with(RecordRun).with(Noop).with(some_items::SomeItems);
    let registry = registry.with(seed_walk::SeedWalk);
    noc_scheduler::program::run(registry.with(touch_devices::TouchDevices(database())), clock)
}

/// Where its own tasks read from: what the program is told by the environment. Beside `up` that would be another
/// database than its own, so that tests of `up` say it to the tasks alone.
fn database() -> Option<Database> {
    let url = ["HARNESS_DATABASE_URL", "NOC_DATABASE_URL"].iter().find_map(|name| std::env::var(name).ok())?;
    Database::new(&url, "noc-harness", 4).ok()
}

/// Writes into a file that it starts, takes its time, writes that it ends.
struct RecordRun;

/// What to record, and where.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RecordRunArgs {
    /// The file to append to.
    path: String,
    /// Comes back in each line, to tell schedules or cases apart.
    #[serde(default)]
    label: String,
    /// How long to take, in milliseconds.
    #[serde(default)]
    duration_ms: u64,
}

/// One line of the record.
#[derive(Serialize)]
struct Line<'a> {
    what: &'static str,
    label: &'a str,
    job: uuid::Uuid,
    attempt: i16,
    schedule: Option<uuid::Uuid>,
    due_at: Option<Timestamp>,
    worker_pid: u32,
    at: Timestamp,
}

impl RecordRunArgs {
    /// One write in append mode: lines of several processes never mix, and none is lost with its process.
    fn append(&self, what: &'static str, ctx: &Context) -> Result<(), Failure> {
        let view = &ctx.job().view;
        let line = Line {
            what,
            label: &self.label,
            job: view.id,
            attempt: view.attempt,
            schedule: view.schedule_id,
            due_at: view.due_at,
            worker_pid: std::process::id(),
            at: ctx.now(),
        };
        let failed = |e: &dyn std::fmt::Display| Failure::fatal("record", format!("{}: {e}", self.path));
        let mut text = serde_json::to_string(&line).map_err(|e| failed(&e))?;
        writeln!(text).map_err(|e| failed(&e))?;
        let mut file = OpenOptions::new().append(true).create(true).open(&self.path).map_err(|e| failed(&e))?;
        file.write_all(text.as_bytes()).map_err(|e| failed(&e))
    }
}

impl Task for RecordRun {
    const NAME: &'static str = "record_run";
    const DESCRIPTION: &'static str = "Appends a line to a file when it starts and one when it ends.";
    type Args = RecordRunArgs;
    type Output = ();

    fn defaults() -> TaskDefaults {
        TaskDefaults { read_only: true, ..TaskDefaults::default() }
    }

    async fn perform(&self, args: RecordRunArgs, ctx: Context) -> Result<(), Failure> {
        args.append("start", &ctx)?;
        if let Err(stopped) = ctx.sleep(Duration::from_millis(args.duration_ms)).await {
            args.append("stopped", &ctx)?;
            return Err(stopped);
        }
        args.append("end", &ctx)
    }
}

/// Does nothing, for measuring everything else.
struct Noop;

/// Nothing to say.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NoopArgs {}

impl Task for Noop {
    const NAME: &'static str = "noop";
    const DESCRIPTION: &'static str = "Does nothing.";
    type Args = NoopArgs;
    type Output = ();

    fn defaults() -> TaskDefaults {
        TaskDefaults { read_only: true, ..TaskDefaults::default() }
    }

    async fn perform(&self, _: NoopArgs, _: Context) -> Result<(), Failure> {
        Ok(())
    }
}
