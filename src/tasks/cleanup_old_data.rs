//! `cleanup_old_data`: removes what has grown old, kind by kind, in small steps.
//!
//! - Schedules and their events are never removed, nor is a job that still lives.
//! - What the next sync or job is compared with stays, however old; so do devices that an inventory names.
//! - Devices and hosts go only where the arguments say after how many days; `days_to_keep` is for history.
//! - Due times keep their reasons for as long as the settings of the beat say, and no argument changes that.
//! - One kind that fails leaves the others alone and makes the result `partial`.

mod args;
mod plan;
mod run;

pub use self::args::Args;
pub use self::plan::Retention;
pub use self::run::{CleanupResult, KindError, KindOutcome, Status};

use super::{Context, Failure, Task, TaskDefaults};
use crate::store::Database;

/// Removes old data. Without a program around it, it is only in the catalogue.
#[derive(Clone, Default)]
pub struct CleanupOldData(Option<(Database, Retention)>);

impl CleanupOldData {
    /// The task of a program that has a database, and settings that say how long it keeps what.
    #[must_use]
    pub fn new(database: Database, retention: Retention) -> Self {
        Self(Some((database, retention)))
    }
}

impl Task for CleanupOldData {
    const NAME: &'static str = "cleanup_old_data";
    const DESCRIPTION: &'static str =
        "Removes old history, job records and stale devices; never a schedule or its events.";
    const ALIASES: &'static [&'static str] = &["app.tasks.cleanup_tasks.cleanup_old_data"];
    type Args = Args;
    type Output = CleanupResult;

    fn defaults() -> TaskDefaults {
        TaskDefaults { read_only: true, max_attempts: 3, ..TaskDefaults::default() }
    }

    async fn perform(&self, args: Args, ctx: Context) -> Result<CleanupResult, Failure> {
        let Some((database, retention)) = &self.0 else { return Err(Failure::unwired()) };
        run::clean_up(database, &plan::plan(&args, *retention), args.dry_run, &ctx).await
    }
}
