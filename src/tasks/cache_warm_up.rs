//! `cache_warm_up`: what the API's cache holds, fetched before anybody asks.
//!
//! - It uses the readers' own code and keys ([`crate::cache`]), through the default connection of each source.
//! - What still has half of its time left is `fresh` and not fetched again, unless `force` says so.
//! - A source that is not connected is passed over; that is a warning only where somebody asked for it by name.
//! - One item that fails leaves the others alone and makes the result `partial`; the job fails where all do.

mod args;
mod outcome;
mod run;

pub use self::args::{Args, Source};
pub use self::outcome::{ItemOutcome, ItemStatus, Status, Summary, WarmUpResult};

use super::{Context, Failure, Task, TaskDefaults};
use crate::cache::Cache;
use crate::domain::task::RemoteSystem;

/// Fills the cache. Without a program around it, it is only in the catalogue.
#[derive(Clone, Debug, Default)]
pub struct CacheWarmUp(Option<Cache>);

impl CacheWarmUp {
    /// The task of a program that has a cache.
    #[must_use]
    pub fn new(cache: Cache) -> Self {
        Self(Some(cache))
    }
}

impl Task for CacheWarmUp {
    const NAME: &'static str = "cache_warm_up";
    const DESCRIPTION: &'static str =
        "Fetches statistics, devices, locations, hosts and folders into the cache, so that nobody waits for them.";
    const ALIASES: &'static [&'static str] = &["app.tasks.cache_tasks.cache_warm_up"];
    type Args = Args;
    type Output = WarmUpResult;

    fn defaults() -> TaskDefaults {
        TaskDefaults { read_only: true, max_attempts: 3, ..TaskDefaults::default() }
    }

    fn systems(args: &Args) -> Vec<RemoteSystem> {
        args.systems()
    }

    async fn perform(&self, args: Args, ctx: Context) -> Result<WarmUpResult, Failure> {
        let Some(cache) = &self.0 else { return Err(Failure::unwired()) };
        run::warm_up(cache, &args, &ctx).await
    }
}
