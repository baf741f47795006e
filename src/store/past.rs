//! All schedules as they were, out of their events.

use std::collections::HashMap;

use deadpool_postgres::{Client, GenericClient, Transaction};
use tokio_postgres::{IsolationLevel, Row};
use uuid::Uuid;

use super::schedules::{Author, StoredEvent, read_event, read_schedule};
use super::{Param, StoreError, one};
use crate::domain::Timestamp;
use crate::domain::history::{Fold, Moment};
use crate::domain::schedule::Phase;

const UNTIL: &str = include_str!("../../sql/queries/past/until.sql");
const UNCHANGED: &str = include_str!("../../sql/queries/past/unchanged.sql");
const TOUCHED: &str = include_str!("../../sql/queries/past/touched.sql");
const COUNT: &str = include_str!("../../sql/queries/past/count.sql");
const COUNT_TOUCHED: &str = include_str!("../../sql/queries/past/count_touched.sql");

/// Rows read, and folded, at a time: some milliseconds.
const PAGE: i32 = 200;

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
struct Folds(HashMap<Uuid, Folding>);

/// A schedule on its way through its events.
struct Folding {
    fold: Fold,
    created_at: Timestamp,
    changed_at: Timestamp,
    unreadable: bool,
}

impl Folds {
    fn add(&mut self, event: &StoredEvent) {
        let at = event.occurred_at;
        let new = || Folding { fold: Fold::default(), created_at: at, changed_at: at, unreadable: false };
        let one = self.0.entry(event.schedule_id).or_insert_with(new);
        if one.unreadable {
            return;
        }
        let fact = event.fact.as_ref().ok();
        let fits =
            fact.is_some_and(|fact| one.fold.add(event.schedule_id, event.version, event.effective_at, fact).is_ok());
        if fits {
            one.changed_at = at;
        }
        one.unreadable = !fits;
    }

    fn newest(&self, id: Uuid) -> Option<&Moment> {
        self.0.get(&id)?.fold.newest()
    }
}

/// One moment for several statements.
async fn snapshot(client: &mut Client) -> Result<Transaction<'_>, StoreError> {
    let tx = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).read_only(true);
    Ok(tx.start().await?)
}

/// Shows `each` row of a statement, a page at a time: others have their turn between pages, and whoever gives up leaves
/// nothing behind that still runs.
async fn each_row(
    tx: &Transaction<'_>,
    sql: &'static str,
    params: &[Param<'_>],
    mut each: impl FnMut(&Row) + Send,
) -> Result<(), StoreError> {
    let statement = tx.prepare_cached(sql).await?;
    let portal = tx.bind(&statement, params).await?;
    loop {
        let page = tx.query_portal(&portal, PAGE).await?;
        if page.is_empty() {
            return Ok(());
        }
        page.iter().for_each(&mut each);
    }
}

/// How many schedules there were at `at`, whether this program can read them or not.
///
/// # Errors
/// When the database fails.
pub async fn count_at(client: &impl GenericClient, at: Timestamp) -> Result<i64, StoreError> {
    Ok(one(client, COUNT, &[&at]).await?.try_get(0)?)
}

/// How many schedules something happened to after `from` and until `to`, `most` at most.
///
/// # Errors
/// When the database fails.
pub async fn count_between(
    client: &impl GenericClient,
    from: Timestamp,
    to: Timestamp,
    most: i64,
) -> Result<i64, StoreError> {
    Ok(one(client, COUNT_TOUCHED, &[&from, &to, &most]).await?.try_get(0)?)
}

/// Every schedule that there was at `at`, in no order. None that was deleted by then.
///
/// What nothing happened to since stands as it stood; the others are folded out of their events.
///
/// # Errors
/// When the database fails.
pub async fn all_at(client: &mut Client, at: Timestamp) -> Result<Vec<Then>, StoreError> {
    let tx = snapshot(client).await?;
    let (mut all, mut unread): (Vec<Then>, Vec<Uuid>) = (Vec::new(), Vec::new());
    each_row(&tx, UNCHANGED, &[&at], |row| match unchanged(row) {
        Some(then) => all.push(then),
        None => unread.push(row.get("id")),
    })
    .await?;
    let mut folds = Folds::default();
    each_row(&tx, UNTIL, &[&at, &unread], |row| folds.add(&read_event(row))).await?;
    all.extend(folds.0.into_values().filter_map(|Folding { fold, created_at, changed_at, .. }| {
        let moment = fold.into_newest()?;
        (moment.schedule.phase != Phase::Deleted).then_some(Then { moment, created_at, changed_at })
    }));
    Ok(all)
}

/// A schedule as its row has it; none where this program cannot read its newest version.
fn unchanged(row: &Row) -> Option<Then> {
    let is_behind: bool = row.get("is_behind");
    let schedule = read_schedule(row).ok().filter(|_| !is_behind)?;
    let moment = Moment { enabled: schedule.phase == Phase::Enabled, schedule };
    Some(Then { moment, created_at: row.get("created_at"), changed_at: row.get("changed_at") })
}

/// Who changed a schedule last, when and why.
type Last = (Author, Timestamp, Option<String>);

/// What happened to schedules after `from` and until `to`, each that anything happened to, in the order of the first
/// such event.
///
/// # Errors
/// When the database fails.
pub async fn between(client: &mut Client, from: Timestamp, to: Timestamp) -> Result<Vec<Passage>, StoreError> {
    let tx = snapshot(client).await?;
    let mut folds = Folds::default();
    let mut touched: Vec<Uuid> = Vec::new();
    let mut seen: HashMap<Uuid, (Option<Moment>, u32, Last)> = HashMap::new();
    each_row(&tx, TOUCHED, &[&from, &to], |row| {
        let event = read_event(row);
        let (id, at) = (event.schedule_id, event.occurred_at);
        if at > from {
            let author = Author { id: row.get("actor_id"), name: row.get("actor") };
            let last = (author, at, row.get("note"));
            let known = seen.entry(id).or_insert_with(|| {
                touched.push(id);
                (folds.newest(id).cloned(), 0, last.clone())
            });
            (known.1, known.2) = (known.1 + 1, last);
        }
        folds.add(&event);
    })
    .await?;
    let passage = |id: Uuid| {
        let (before, events, last) = seen.remove(&id)?;
        let after = folds.0.remove(&id)?.fold.into_newest()?;
        Some(Passage { id, before, after, events, last })
    };
    Ok(touched.into_iter().filter_map(passage).collect())
}
