//! Beats in the test's own process.

use std::sync::Arc;

use noc_scheduler::beat::{self, BeatConfig, NotifyConfig, Probes};
use noc_scheduler::probe::Probe;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio_util::sync::CancellationToken;

use super::house::{AnyTask, House, PATIENCE};

/// A beat in this process, and where it tells what it does.
pub(crate) struct Beat {
    pub(crate) applied: UnboundedReceiver<i64>,
    pub(crate) loaded: UnboundedReceiver<usize>,
    pub(crate) leading: UnboundedReceiver<i64>,
    stop: CancellationToken,
    task: tokio::task::JoinHandle<()>,
}

impl Beat {
    pub(crate) fn start(house: &House) -> Self {
        Self::with_limit(house, 100)
    }

    pub(crate) fn with_limit(house: &House, catch_up_limit: u64) -> Self {
        let (applied, hears_applied) = Probe::listening();
        let (loaded, hears_loaded) = Probe::listening();
        let (leading, hears_leading) = Probe::listening();
        let config = BeatConfig {
            host: "test".to_owned(),
            catch_up_limit,
            job_retention_days: 30,
            ledger_retention_days: 400,
            notify: NotifyConfig::default(),
            probes: Probes { applied, loaded, leading, ..Probes::default() },
        };
        let stop = house.stop.child_token();
        let task = tokio::spawn(beat::run(
            config,
            house.database.clone(),
            house.redis.clone(),
            Arc::new(AnyTask),
            house.feed.clone(),
            house.clock.clone(),
            stop.clone(),
        ));
        Self { applied: hears_applied, loaded: hears_loaded, leading: hears_leading, stop, task }
    }

    /// Starts one and waits until it leads.
    pub(crate) async fn leading(house: &House) -> Self {
        let mut beat = Self::start(house);
        hear(&mut beat.leading).await;
        beat
    }

    pub(crate) async fn end(self) {
        self.stop.cancel();
        self.task.await.unwrap();
    }
}

/// The next thing told.
pub(crate) async fn hear<T>(ear: &mut UnboundedReceiver<T>) -> T {
    tokio::time::timeout(PATIENCE, ear.recv()).await.expect("heard nothing").expect("nobody is left to tell")
}
