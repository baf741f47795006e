//! The book follows the events. The same code serves hint, heartbeat and start.

use std::collections::HashSet;
use std::sync::Arc;

use deadpool_postgres::Client;
use uuid::Uuid;

use super::Means;
use super::book::Book;
use super::outage::Missed;
use crate::domain::Timestamp;
use crate::domain::schedule::Fact;
use crate::store::schedules::{self, StoredEvent};
use crate::store::{StoreError, firing, maintenance, people};

/// Events read at a time.
const PAGE: i64 = 1_000;

/// The book, and who may not run.
pub(super) struct Desk {
    pub(super) book: Book,
    /// Owners whose schedules do not run.
    pub(super) inactive: Arc<HashSet<Uuid>>,
    /// The number of the maintenance windows in the book.
    pub(super) windows_revision: i64,
    /// Schedules that the system concluded, not yet told to the pages; kept by a
    /// leader only. What people change, the API tells.
    untold: Option<Vec<Uuid>>,
    /// Due times found missed, not yet reported.
    pub(super) missed: Missed,
}

impl Desk {
    /// Opens the book anew, from the projection.
    pub(super) async fn open(client: &mut Client, now: Timestamp) -> Result<Self, StoreError> {
        let mut book = Book::new(now);
        book.cursor = schedules::load(client, |loaded| book.enter(loaded)).await?;
        let late = book.take_to_retell();
        if !late.is_empty() {
            let history = schedules::events_of(client, &late).await?;
            late.iter().for_each(|id| book.retell(*id, &history));
        }
        let inactive = Arc::new(people::inactive_ids(client).await?.into_iter().collect());
        let (windows, windows_revision) = maintenance::in_force(client).await?;
        book.set_windows(windows);
        Ok(Self { book, inactive, windows_revision, untold: None, missed: Missed::default() })
    }

    /// From here on, concluded schedules are kept for [`Self::take_untold`].
    pub(super) fn begin_to_tell(&mut self) {
        self.untold = Some(Vec::new());
    }

    /// The schedules concluded since the last call.
    pub(super) fn take_untold(&mut self) -> Vec<Uuid> {
        self.untold.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Reads what the book has not seen, and moves timers.
    pub(super) async fn catch_up(&mut self, client: &Client, means: &Means) -> Result<(), StoreError> {
        loop {
            let page = schedules::events_after(client, self.book.cursor, PAGE).await?;
            let full = i64::try_from(page.len()).unwrap_or(PAGE) == PAGE;
            for event in &page {
                self.book.apply(event);
                means.config.probes.applied.tell(|| event.position);
            }
            self.bring_back(client).await?;
            let concluded = |event: &&StoredEvent| matches!(event.fact, Ok(Fact::Expired | Fact::Completed));
            match &mut self.untold {
                Some(untold) => untold.extend(page.iter().filter(concluded).map(|event| event.schedule_id)),
                None => self.forget_settled(client, &page).await?,
            }
            if !full {
                return Ok(());
            }
        }
    }

    /// Enters what was restored anew: it had left the book, and its history tells what it is.
    async fn bring_back(&mut self, client: &Client) -> Result<(), StoreError> {
        let restored = self.book.take_to_bring_back();
        if restored.is_empty() {
            return Ok(());
        }
        let history = schedules::events_of(client, &restored).await?;
        firing::seen(client, Some(&restored), |id, seen| self.book.bring_back(id, &history, seen)).await
    }

    /// For a standby: versions of what was just edited own nothing that the leader has settled.
    async fn forget_settled(&mut self, client: &Client, edited: &[StoredEvent]) -> Result<(), StoreError> {
        let with_older = self.book.with_older(edited.iter().map(|event| event.schedule_id));
        if !with_older.is_empty() {
            firing::seen(client, Some(&with_older), |id, seen| self.book.see(id, seen)).await?;
        }
        Ok(())
    }

    /// Looks again at who may not run, and at the maintenance windows where they have changed.
    pub(super) async fn see_rules(&mut self, client: &Client) -> Result<(), StoreError> {
        // Asked together, in one exchange with the server.
        let (inactive, revision) = tokio::try_join!(people::inactive_ids(client), maintenance::revision(client))?;
        self.inactive = Arc::new(inactive.into_iter().collect());
        if revision == self.windows_revision { Ok(()) } else { self.see_windows(client).await }
    }

    /// Reads the maintenance windows again.
    pub(super) async fn see_windows(&mut self, client: &Client) -> Result<(), StoreError> {
        let (windows, revision) = maintenance::in_force(client).await?;
        self.book.set_windows(windows);
        self.windows_revision = revision;
        Ok(())
    }

    /// Looks again at what decisions about some schedules (`None`: all) rest on:
    /// the events first, because a decision on an old version would fail for ever.
    pub(super) async fn see_again(
        &mut self,
        client: &Client,
        which: Option<&[Uuid]>,
        means: &Means,
    ) -> Result<(), StoreError> {
        self.catch_up(client, means).await?;
        firing::seen(client, which, |id, seen| self.book.see(id, seen)).await
    }
}
