//! The task of the benchmark: it tells when it started, and is done.

use noc_scheduler::domain::Timestamp;
use noc_scheduler::tasks::{Context, Failure, Registry, Task};
use serde::Deserialize;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

/// A handler that started.
#[derive(Clone, Copy)]
pub(crate) struct Start {
    pub(crate) due: Timestamp,
    pub(crate) at: Timestamp,
}

pub(crate) struct Noop(UnboundedSender<Start>);

#[derive(Deserialize, schemars::JsonSchema)]
pub(crate) struct NoArguments {}

impl Task for Noop {
    const NAME: &'static str = "noop";
    const DESCRIPTION: &'static str = "Does nothing.";
    type Args = NoArguments;
    type Output = ();

    async fn perform(&self, _: NoArguments, ctx: Context) -> Result<(), Failure> {
        if let Some(due) = ctx.job().view.due_at {
            // Nobody listens where only the end counts.
            let _ = self.0.send(Start { due, at: ctx.now() });
        }
        Ok(())
    }
}

/// A registry with this one task, and where its starts are told.
pub(crate) fn registry() -> (Registry, UnboundedReceiver<Start>) {
    let (tell, ear) = mpsc::unbounded_channel();
    (Registry::new().with(Noop(tell)), ear)
}
