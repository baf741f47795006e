//! What all parts of one worker share.

use std::sync::Arc;

use tokio::sync::mpsc;
use uuid::Uuid;

use super::report::Outcome;
use super::running::Running;
use super::voice::Words;
use crate::clock::Clock;
use crate::queue::feed::Publisher;
use crate::store::Database;
use crate::tasks::Registry;

/// One worker's tools and the work in hand.
pub(super) struct Bench {
    /// New with every start: a restarted worker is another one.
    pub(super) id: Uuid,
    /// What people call it.
    pub(super) name: String,
    pub(super) host: String,
    pub(super) database: Database,
    pub(super) registry: Registry,
    pub(super) clock: Clock,
    pub(super) publisher: Publisher,
    pub(super) running: Running,
    pub(super) words: Arc<Words>,
    pub(super) outcomes: mpsc::Sender<Outcome>,
}
