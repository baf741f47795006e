//! The two tasks.

use super::Args;
use super::outcome::Outcome;
use super::run::run;
use crate::access::Access;
use crate::archive::Archive;
use crate::store::Database;
use crate::store::captures::Kind;
use crate::tasks::{Context, Failure, Task, TaskDefaults};

/// What captures are taken with. Cheap to clone.
#[derive(Clone)]
pub struct Captures {
    /// The way in to devices.
    pub access: Access,
    /// Where what they say is kept.
    pub archive: Archive,
    /// Which devices there are.
    pub database: Database,
}

fn defaults() -> TaskDefaults {
    TaskDefaults { timeout_seconds: 7_200, read_only: true, supports_inventory: true, ..TaskDefaults::default() }
}

/// A program without a way in to devices lists the tasks, and checks their arguments by the platforms' own lists.
fn check(tools: Option<&Captures>, args: &Args) -> Result<(), String> {
    args.commands.check(tools.map(|tools| &tools.access))
}

/// Takes what is expected of devices from then on. Without a program around it, it is only in the catalogue.
#[derive(Clone, Default)]
pub struct CreateBaseline(Option<Captures>);

impl CreateBaseline {
    /// The task of a program that has a way in to devices.
    #[must_use]
    pub fn new(tools: Captures) -> Self {
        Self(Some(tools))
    }
}

impl Task for CreateBaseline {
    const NAME: &'static str = "create_baseline";
    const DESCRIPTION: &'static str = "Keeps what devices say, configuration first, as what is expected of them, and tells what changed since the last time.";
    const ALIASES: &'static [&'static str] = &["app.tasks.baseline_tasks.create_baseline"];
    type Args = Args;
    type Output = Outcome;

    fn defaults() -> TaskDefaults {
        defaults()
    }

    fn check(&self, args: &Args) -> Result<(), String> {
        check(self.0.as_ref(), args)
    }

    async fn perform(&self, args: Args, ctx: Context) -> Result<Outcome, Failure> {
        let tools = self.0.as_ref().ok_or_else(Failure::unwired)?;
        run(Kind::Baseline, tools, &args, &ctx).await
    }
}

/// Takes the same to compare it with what is expected. Without a program around it, it is only in the catalogue.
#[derive(Clone, Default)]
pub struct CreateSnapshot(Option<Captures>);

impl CreateSnapshot {
    /// The task of a program that has a way in to devices.
    #[must_use]
    pub fn new(tools: Captures) -> Self {
        Self(Some(tools))
    }
}

impl Task for CreateSnapshot {
    const NAME: &'static str = "create_snapshot";
    const DESCRIPTION: &'static str =
        "Keeps what devices say now beside their baselines, and tells where they differ from what is expected of them.";
    const ALIASES: &'static [&'static str] = &["app.tasks.baseline_tasks.create_snapshot"];
    type Args = Args;
    type Output = Outcome;

    fn defaults() -> TaskDefaults {
        defaults()
    }

    fn check(&self, args: &Args) -> Result<(), String> {
        check(self.0.as_ref(), args)
    }

    async fn perform(&self, args: Args, ctx: Context) -> Result<Outcome, Failure> {
        let tools = self.0.as_ref().ok_or_else(Failure::unwired)?;
        run(Kind::Snapshot, tools, &args, &ctx).await
    }
}
