//! The sync as a task.

use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

use super::{Args, Progress, Status, SyncFailure, SyncResult, sync};
use crate::integrations::nautobot::NautobotClient;
use crate::store::Database;
use crate::tasks::{Context, Failure, Task, TaskDefaults};

/// Reads devices from Nautobot and writes them down. Without a Nautobot it is in
/// the catalogue all the same, and a job says what to configure.
#[derive(Clone, Default)]
pub struct SyncNautobotDevices(Option<(NautobotClient, Database)>);

impl SyncNautobotDevices {
    /// The task of a program that knows a Nautobot.
    #[must_use]
    pub fn new(client: NautobotClient, database: Database) -> Self {
        Self(Some((client, database)))
    }
}

impl std::fmt::Debug for SyncNautobotDevices {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SyncNautobotDevices").field("configured", &self.0.is_some()).finish()
    }
}

impl Task for SyncNautobotDevices {
    const NAME: &'static str = "sync_nautobot_devices";
    const DESCRIPTION: &'static str = "Reads devices from Nautobot and writes them down here.";

    const ALIASES: &'static [&'static str] = &["app.tasks.nautobot_tasks.sync_nautobot_devices"];
    type Args = CheckedArgs;
    type Output = SyncResult;

    fn defaults() -> TaskDefaults {
        TaskDefaults { read_only: true, max_attempts: 3, ..TaskDefaults::default() }
    }

    async fn perform(&self, args: CheckedArgs, ctx: Context) -> Result<SyncResult, Failure> {
        let Some((client, database)) = &self.0 else {
            return Err(Failure::fatal(
                "not_configured",
                "No Nautobot is configured: set NOC_NAUTOBOT_URL and NOC_NAUTOBOT_TOKEN for the workers and restart them.",
            ));
        };
        let tell = |progress: Progress| ctx.progress(progress.current, progress.total, progress.message);
        let cancel: &CancellationToken = ctx.cancelled();
        match sync(client, database.pool(), &args.0, &tell, cancel).await {
            Ok(result) => {
                result.warnings.iter().for_each(|warning| ctx.warn(warning.clone()));
                if result.status == Status::Partial && result.warnings.is_empty() {
                    ctx.warn("Not everything that was asked for came.");
                }
                Ok(result)
            }
            Err(e) => Err(failure(&e)),
        }
    }
}

fn failure(e: &SyncFailure) -> Failure {
    let failure = match e {
        SyncFailure::Cancelled { .. } => Failure { message: e.to_string(), ..Failure::cancelled() },
        _ if e.retryable() => Failure::retryable(e.class(), e.to_string()),
        _ => Failure::fatal(e.class(), e.to_string()),
    };
    match e {
        SyncFailure::Cancelled { so_far } => match serde_json::to_value(so_far) {
            Ok(partial) => failure.with_partial(partial),
            Err(_) => failure,
        },
        _ => failure,
    }
}

/// Arguments that can be meant: reading them checks what the schema cannot say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Args", into = "Args")]
pub struct CheckedArgs(Args);

impl TryFrom<Args> for CheckedArgs {
    type Error = super::ArgsError;

    fn try_from(args: Args) -> Result<Self, Self::Error> {
        args.check().map(|()| Self(args))
    }
}

impl From<CheckedArgs> for Args {
    fn from(checked: CheckedArgs) -> Self {
        checked.0
    }
}

impl schemars::JsonSchema for CheckedArgs {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Args::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Args::json_schema(generator)
    }
}
