//! The sync as a task.

use super::{Args, ArgsError, sync};
use crate::connections::Connections;
use crate::domain::task::RemoteSystem;
use crate::store::Database;
use crate::tasks::sync::{Progress, SyncResult, Telling, checked, deadline, failure, told};
use crate::tasks::{Context, Failure, Task, TaskDefaults};

/// Reads devices from Nautobot and writes them down. Without a program around it, it is only in the catalogue.
#[derive(Clone, Default)]
pub struct SyncNautobotDevices(Option<(Connections, Database)>);

impl SyncNautobotDevices {
    /// The task of a program that knows its connections.
    #[must_use]
    pub fn new(connections: Connections, database: Database) -> Self {
        Self(Some((connections, database)))
    }
}

checked!(CheckedArgs, Args, ArgsError);

impl Task for SyncNautobotDevices {
    const NAME: &'static str = "sync_nautobot_devices";
    const DESCRIPTION: &'static str = "Reads devices from Nautobot and writes them down here.";

    const ALIASES: &'static [&'static str] = &["app.tasks.nautobot_tasks.sync_nautobot_devices"];
    type Args = CheckedArgs;
    type Output = SyncResult;

    fn defaults() -> TaskDefaults {
        TaskDefaults { read_only: true, max_attempts: 3, ..TaskDefaults::default() }
    }

    fn systems(args: &CheckedArgs) -> Vec<RemoteSystem> {
        vec![RemoteSystem::Nautobot(args.0.connection.as_deref().map(Into::into))]
    }

    async fn perform(&self, args: CheckedArgs, ctx: Context) -> Result<SyncResult, Failure> {
        let Some((connections, database)) = &self.0 else { return Err(Failure::unwired()) };
        let opened = connections.nautobot(args.0.connection.as_deref(), deadline(&ctx)).await;
        let (connection, client) = opened.map_err(|e| failure(e.into()))?;
        let tell = |progress: Progress| ctx.progress(progress.current, progress.total, progress.message);
        let telling = Telling { progress: &tell, cancel: ctx.cancelled() };
        let result = sync((&connection, &client), database, ctx.job().view.id, &args.0, telling).await;
        let result = result.map_err(failure)?;
        told(&result, &ctx);
        Ok(result)
    }
}
