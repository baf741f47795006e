//! What a task is.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Context, Failure};
use crate::domain::task::RemoteSystem;

/// Code that can be run. Its catalogue entry, its editing form and the check of
/// its arguments follow from this.
pub trait Task: Send + Sync + 'static {
    /// What stands in stored events; changing it orphans every schedule that names it.
    const NAME: &'static str;
    /// One sentence for the person who chooses it.
    const DESCRIPTION: &'static str;
    /// Names it had before; accepted, never answered.
    const ALIASES: &'static [&'static str] = &[];
    /// What the caller gives: an object. Doc comments become the descriptions of
    /// its fields. Refuse what the schema cannot express in `Deserialize`.
    type Args: DeserializeOwned + JsonSchema + Send;
    /// What it answers; kept with the job.
    type Output: Serialize + Send;

    /// What a schedule that says nothing gets.
    #[must_use]
    fn defaults() -> TaskDefaults {
        TaskDefaults::default()
    }

    /// What its jobs reach out to with these arguments, for whoever wants to know what loads what: network devices for
    /// a task that takes an inventory, else nothing.
    #[must_use]
    fn systems(args: &Self::Args) -> Vec<RemoteSystem> {
        let _ = args;
        if Self::defaults().supports_inventory { vec![RemoteSystem::Devices] } else { Vec::new() }
    }

    /// Refuses arguments that can be read but not meant in this program: what a setting does not allow. Asked when they
    /// are saved, and again before each run.
    ///
    /// # Errors
    /// A sentence that names the argument.
    fn check(&self, args: &Self::Args) -> Result<(), String> {
        let _ = args;
        Ok(())
    }

    /// Runs it once. Check [`Context::check`] before each write to the world:
    /// an attempt that lost its lease runs elsewhere already.
    ///
    /// Items that went wrong are told with [`Context::warn`]; the job then
    /// succeeds with warnings, and its result says `"status": "partial"`.
    ///
    /// # Errors
    /// Why it did not succeed, sorted by what should happen next.
    fn perform(&self, args: Self::Args, ctx: Context) -> impl Future<Output = Result<Self::Output, Failure>> + Send;
}

/// What a task's jobs get where nobody says otherwise, and what it is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskDefaults {
    /// How long an attempt may take.
    pub timeout_seconds: i32,
    /// How many attempts may fail before the job does.
    pub max_attempts: i16,
    /// Whether it runs again when its worker is lost: it must then not matter that it ran half.
    pub retry_on_crash: bool,
    /// It changes nothing on devices or in other systems.
    pub read_only: bool,
    /// It takes an inventory of devices.
    pub supports_inventory: bool,
}

impl Default for TaskDefaults {
    fn default() -> Self {
        Self {
            timeout_seconds: 1_800,
            max_attempts: 1,
            retry_on_crash: true,
            read_only: false,
            supports_inventory: false,
        }
    }
}
