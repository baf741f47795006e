//! All schedules as they were, out of their events.

use std::collections::HashMap;

use deadpool_postgres::GenericClient;
use futures_util::TryStreamExt;
use uuid::Uuid;

use super::schedules::{Author, StoredEvent, read_entry, read_event};
use super::{Param, StoreError};
use crate::domain::Timestamp;
use crate::domain::history::{Fold, Moment};
use crate::domain::schedule::Phase;

const UNTIL: &str = include_str!("../../sql/queries/past/until.sql");
const TOUCHED: &str = include_str!("../../sql/queries/past/touched.sql");

/// A schedule as it stood at an instant.
#[derive(Clone, Debug)]
pub struct Then {
    /// The schedule.
    pub moment: Moment,
    /// When it came into being.
    pub created_at: Timestamp,
    /// When it had last changed.
    pub changed_at: Timestamp,
}

/// What became of a schedule between two instants.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The schedule.
    pub id: Uuid,
    /// As it stood at the first; none where it was not there yet.
    pub before: Option<Moment>,
    /// As it stood at the second.
    pub after: Moment,
    /// How many events lie between.
    pub events: u32,
    /// The last of them: who, when and why.
    pub last: (Author, Timestamp, Option<String>),
}

/// Folds events as they come. One that this program cannot read leaves its schedule as it stood before.
#[derive(Default)]
struct Folds(HashMap<Uuid, (Fold, Timestamp, Timestamp, bool)>);

impl Folds {
    fn add(&mut self, event: StoredEvent) {
        let at = event.occurred_at;
        let (fold, _, changed, unreadable) =
            self.0.entry(event.schedule_id).or_insert_with(|| (Fold::default(), at, at, false));
        let Some(fact) = event.fact.ok().filter(|_| !*unreadable) else {
            *unreadable = true;
            return;
        };
        let mut next = fold.clone();
        match next.add(event.schedule_id, event.version, event.effective_at, &fact) {
            Ok(_) => (*fold, *changed) = (next, at),
            Err(_) => *unreadable = true,
        }
    }

    fn newest(&self, id: Uuid) -> Option<Moment> {
        self.0.get(&id).and_then(|(fold, ..)| fold.newest().cloned())
    }
}

/// Every schedule that there was at `at`, in no order. None that was deleted by then.
///
/// # Errors
/// When the database fails.
pub async fn all_at(client: &impl GenericClient, at: Timestamp) -> Result<Vec<Then>, StoreError> {
    let statement = client.prepare_cached(UNTIL).await?;
    let params: [Param<'_>; 1] = [&at];
    let found = client.query_raw(&statement, params).await?;
    let mut found = std::pin::pin!(found);
    let mut folds = Folds::default();
    // Row by row: there may be a million events, and what they come to is kept alone.
    while let Some(row) = found.try_next().await? {
        folds.add(read_event(&row));
    }
    let stood = folds.0.into_values().filter_map(|(fold, created_at, changed_at, _)| {
        let moment = fold.into_newest()?;
        (moment.schedule.phase != Phase::Deleted).then_some(Then { moment, created_at, changed_at })
    });
    Ok(stood.collect())
}

/// Who changed a schedule last, when and why.
type Last = (Author, Timestamp, Option<String>);

/// What happened to schedules after `from` and until `to`, each that anything happened to, in the order of the first
/// such event.
///
/// # Errors
/// When the database fails.
pub async fn between(client: &impl GenericClient, from: Timestamp, to: Timestamp) -> Result<Vec<Passage>, StoreError> {
    let statement = client.prepare_cached(TOUCHED).await?;
    let params: [Param<'_>; 2] = [&from, &to];
    let found = client.query_raw(&statement, params).await?;
    let mut found = std::pin::pin!(found);
    let mut folds = Folds::default();
    let mut touched: Vec<Uuid> = Vec::new();
    let mut seen: HashMap<Uuid, (Option<Moment>, u32, Last)> = HashMap::new();
    while let Some(row) = found.try_next().await? {
        let entry = read_entry(&row);
        let (id, at) = (entry.event.schedule_id, entry.event.occurred_at);
        if at > from {
            let last = (entry.author, at, entry.note);
            let known = seen.entry(id).or_insert_with(|| {
                touched.push(id);
                (folds.newest(id), 0, last.clone())
            });
            (known.1, known.2) = (known.1 + 1, last);
        }
        folds.add(entry.event);
    }
    let passage = |id: Uuid| {
        let (before, events, last) = seen.remove(&id)?;
        Some(Passage { id, before, after: folds.newest(id)?, events, last })
    };
    Ok(touched.into_iter().filter_map(passage).collect())
}
