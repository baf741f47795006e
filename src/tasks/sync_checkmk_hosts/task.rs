//! The sync as a task.

use super::{Args, ArgsError, HostsResult, sync};
use crate::connections::Connections;
use crate::domain::task::RemoteSystem;
use crate::store::Database;
use crate::tasks::sync::{Progress, Telling, checked, deadline, failure, told};
use crate::tasks::{Context, Failure, Task, TaskDefaults};

/// Reads hosts from CheckMK and writes them down. Without a program around it, it is only in the catalogue.
#[derive(Clone, Default)]
pub struct SyncCheckmkHosts(Option<(Connections, Database)>);

impl SyncCheckmkHosts {
    /// The task of a program that knows its connections.
    #[must_use]
    pub fn new(connections: Connections, database: Database) -> Self {
        Self(Some((connections, database)))
    }
}

checked!(CheckedArgs, Args, ArgsError);

impl Task for SyncCheckmkHosts {
    const NAME: &'static str = "sync_checkmk_hosts";
    const DESCRIPTION: &'static str =
        "Reads hosts from CheckMK, writes them down here and compares them with Nautobot's devices.";

    const ALIASES: &'static [&'static str] = &["app.tasks.checkmk_tasks.sync_checkmk_hosts"];
    type Args = CheckedArgs;
    type Output = HostsResult;

    fn defaults() -> TaskDefaults {
        TaskDefaults { read_only: true, max_attempts: 3, ..TaskDefaults::default() }
    }

    fn systems(args: &CheckedArgs) -> Vec<RemoteSystem> {
        vec![RemoteSystem::Checkmk(args.0.connection.as_deref().map(Into::into))]
    }

    async fn perform(&self, args: CheckedArgs, ctx: Context) -> Result<HostsResult, Failure> {
        let Some((connections, database)) = &self.0 else { return Err(Failure::unwired()) };
        let opened = connections.checkmk(args.0.connection.as_deref(), deadline(&ctx)).await;
        let (connection, client) = opened.map_err(|e| failure(e.into()))?;
        let tell = |progress: Progress| ctx.progress(progress.current, progress.total, progress.message);
        let telling = Telling { progress: &tell, cancel: ctx.cancelled() };
        let result = sync((&connection, &client), database, ctx.job().view.id, &args.0, telling).await;
        let result = result.map_err(failure)?;
        told(&result.sync, &ctx);
        Ok(result)
    }
}
