//! Appending events, and what follows from them in the same transaction: the
//! projection, the head that firing compares with, and the seal.

use std::collections::{HashMap, HashSet};

use deadpool_postgres::{Client, GenericClient, Transaction};
use uuid::Uuid;

use super::schedules::{Author, ahead, events_after, read_schedule};
use super::{Param, StoreError, execute, rows, seals};
use crate::domain::Timestamp;
use crate::domain::schedule::{Fact, Schedule, Unreadable, evolve};

const LOCK_APPENDS: &str = include_str!("../../sql/queries/event/lock.sql");
const NOW: &str = include_str!("../../sql/queries/event/now.sql");
const APPEND: &str = include_str!("../../sql/queries/event/append.sql");
const LOCK: &str = include_str!("../../sql/queries/schedule/lock.sql");
const PROJECT: &str = include_str!("../../sql/queries/schedule/project.sql");
const RUNTIME_PUT: &str = include_str!("../../sql/queries/schedule/runtime_put.sql");
const CLEAR: &str = include_str!("../../sql/queries/schedule/clear.sql");

/// Events read at a time when history is folded anew.
const REBUILD_PAGE: u16 = 1_000;

/// Keeps every other writer of events waiting until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn lock_appends(tx: &Transaction<'_>) -> Result<(), StoreError> {
    execute(tx, LOCK_APPENDS, &[]).await?;
    Ok(())
}

/// A schedule held against firing and against other writers, until the transaction ends.
#[derive(Debug)]
pub struct Held {
    /// As it stands; or why this version cannot read it.
    pub schedule: Result<Schedule, Unreadable>,
    /// Every due time up to here has its outcome.
    pub settled_through: Timestamp,
}

/// Takes the append lock, then holds schedule `id`, then reads the database's time:
/// the house's lock order. All in one exchange with the server.
///
/// # Errors
/// When the database fails.
pub async fn hold(tx: &Transaction<'_>, id: Uuid) -> Result<(Option<Held>, Timestamp), StoreError> {
    let (mut held, now) = hold_all(tx, &[id]).await?;
    Ok((held.remove(&id), now))
}

/// The same for several schedules; one that is not there is not in the answer.
///
/// # Errors
/// When the database fails.
pub async fn hold_all(tx: &Transaction<'_>, ids: &[Uuid]) -> Result<(HashMap<Uuid, Held>, Timestamp), StoreError> {
    let lock = tx.prepare_cached(LOCK_APPENDS).await?;
    let held = tx.prepare_cached(LOCK).await?;
    let now = tx.prepare_cached(NOW).await?;
    let of: [Param<'_>; 1] = [&ids];
    // Sent together, executed in this order. All answers are awaited and the first
    // error counts: those after a failed statement only say that it failed.
    let (locked, found, now) =
        tokio::join!(biased; tx.execute(&lock, &[]), tx.query(&held, &of), tx.query_one(&now, &[]));
    locked?;
    let (found, now) = (found?, now?);
    let mut held = HashMap::with_capacity(found.len());
    for row in &found {
        let (version, head): (i32, i32) = (row.try_get("version")?, row.try_get("head_version")?);
        let schedule = if head > version { Err(ahead(version, head)) } else { read_schedule(row) };
        held.insert(row.try_get("id")?, Held { schedule, settled_through: row.try_get("settled_through")? });
    }
    Ok((held, now.try_get(0)?))
}

/// The database's time.
///
/// # Errors
/// When it fails.
pub async fn now(client: &impl GenericClient) -> Result<Timestamp, StoreError> {
    Ok(super::one(client, NOW, &[]).await?.try_get(0)?)
}

/// Where and when an event was appended.
#[derive(Clone, Copy, Debug)]
pub struct Appended {
    /// Its place in the order of all events.
    pub position: i64,
    /// The database's time.
    pub occurred_at: Timestamp,
}

/// Appends `fact` and projects the state it leads to, in the caller's transaction.
/// The caller holds the append lock and the schedule.
///
/// # Errors
/// When the database fails, or a constraint is violated (`schedule_name_key`: the name is taken).
pub async fn one(
    tx: &Transaction<'_>,
    fact: &Fact,
    after: &Schedule,
    author: &Author,
    note: Option<&str>,
) -> Result<Appended, StoreError> {
    let appended = all(tx, &[(fact, after)], author, note, None).await?;
    appended.first().copied().ok_or_else(|| lost(0))
}

fn lost(appended: usize) -> StoreError {
    StoreError::Unreadable { what: "append", reason: format!("only {appended} of the events came back") }
}

/// The same for several events, in this order: all at one instant, with one hint to
/// beat, whatever their number. Events of one schedule follow each other by version.
///
/// # Errors
/// As [`one`].
pub async fn all(
    tx: &Transaction<'_>,
    events: &[(&Fact, &Schedule)],
    author: &Author,
    note: Option<&str>,
    change_set: Option<Uuid>,
) -> Result<Vec<Appended>, StoreError> {
    let states = || events.iter().map(|(_, after)| *after);
    let (ids, versions) = (Vec::from_iter(states().map(|s| s.id)), Vec::from_iter(states().map(|s| s.version)));
    let kinds: Vec<&str> = events.iter().map(|(fact, _)| fact.kind()).collect();
    let formats: Vec<i16> = events.iter().map(|(fact, _)| fact.format()).collect();
    let data: Vec<_> = events.iter().map(|(fact, _)| fact.data()).collect();
    let effective: Vec<Timestamp> = states().map(|s| s.effective_at).collect();
    let params: [Param<'_>; 10] =
        [&ids, &versions, &kinds, &formats, &data, &author.id, &author.name, &note, &effective, &change_set];
    let found = rows(tx, APPEND, &params).await?;
    let mut appended = Vec::with_capacity(found.len());
    for row in &found {
        appended.push(Appended { position: row.try_get("position")?, occurred_at: row.try_get("occurred_at")? });
    }
    if appended.len() != events.len() {
        return Err(lost(appended.len()));
    }
    let folded: Vec<Folded<'_>> = newest(states())
        .into_iter()
        .zip(&appended)
        .filter_map(|(state, at)| state.map(|state| Folded { state, at: *at, created_at: at.occurred_at }))
        .collect();
    futures_util::try_join!(project(tx, &folded), seals::seal_appended(tx, &found), put_runtime(tx, &folded))?;
    Ok(appended)
}

/// The states that no later one of the same schedule replaces, each in its place.
fn newest<'a>(states: impl DoubleEndedIterator<Item = &'a Schedule>) -> Vec<Option<&'a Schedule>> {
    let mut seen = HashSet::new();
    let mut newest: Vec<_> = states.rev().map(|state| seen.insert(state.id).then_some(state)).collect();
    newest.reverse();
    newest
}

async fn put_runtime(client: &impl GenericClient, folded: &[Folded<'_>]) -> Result<(), StoreError> {
    let states = || folded.iter().map(|folded| folded.state);
    let params: [Param<'_>; 4] = [
        &Vec::from_iter(states().map(|s| s.id)),
        &Vec::from_iter(states().map(|s| s.version)),
        &Vec::from_iter(states().map(|s| s.effective_at)),
        // What was already settled stays settled; a new schedule starts where it begins.
        &Vec::from_iter(states().map(|s| s.next_due(s.effective_at))),
    ];
    execute(client, RUNTIME_PUT, &params).await?;
    Ok(())
}

/// What the projection shows of a schedule.
struct Folded<'a> {
    state: &'a Schedule,
    /// The newest event.
    at: Appended,
    /// Only for a schedule that is not there yet.
    created_at: Timestamp,
}

async fn project(client: &impl GenericClient, folded: &[Folded<'_>]) -> Result<(), StoreError> {
    let states = || folded.iter().map(|folded| folded.state);
    let mut definitions = Vec::with_capacity(folded.len());
    for state in states() {
        definitions.push(serde_json::to_value(&state.definition).map_err(|e| unreadable(&e))?);
    }
    execute(
        client,
        PROJECT,
        &[
            &Vec::from_iter(states().map(|s| s.id)),
            &Vec::from_iter(states().map(|s| s.version)),
            &Vec::from_iter(folded.iter().map(|folded| folded.at.position)),
            &Vec::from_iter(states().map(|s| s.phase.as_str())),
            &Vec::from_iter(states().map(|s| s.definition.format())),
            &definitions,
            &Vec::from_iter(folded.iter().map(|folded| folded.created_at)),
            &Vec::from_iter(folded.iter().map(|folded| folded.at.occurred_at)),
            &Vec::from_iter(states().map(|s| s.effective_at)),
            &Vec::from_iter(states().map(|s| s.cycle)),
        ],
    )
    .await?;
    Ok(())
}

fn unreadable(e: &serde_json::Error) -> StoreError {
    StoreError::Unreadable { what: "schedule", reason: e.to_string() }
}

/// Folds every event anew into the projection, in one transaction. Runtime state is
/// untouched. Appends wait meanwhile. Returns how many events were read.
///
/// A schedule whose events this version cannot read keeps its last readable state.
///
/// # Errors
/// When the database fails; the projection is then as it was.
pub async fn rebuild(client: &mut Client) -> Result<u64, StoreError> {
    let tx = client.transaction().await?;
    lock_appends(&tx).await?;
    execute(&tx, CLEAR, &[]).await?;
    let mut folds: HashMap<Uuid, (Schedule, Appended, Timestamp)> = HashMap::new();
    let (mut position, mut read) = (0, 0);
    loop {
        let page = events_after(&tx, position, REBUILD_PAGE.into()).await?;
        let Some(last) = page.last() else { break };
        position = last.position;
        read += page.len() as u64;
        for event in page {
            let before = folds.get(&event.schedule_id);
            // Once unreadable, the state stays the last readable one.
            let in_order = before.map_or(0, |(s, ..)| s.version) + 1 == event.version;
            let Some(fact) = event.fact.ok().filter(|_| in_order) else { continue };
            let created_at = before.map_or(event.occurred_at, |(.., created_at)| *created_at);
            let state = before.map(|(s, ..)| s.clone());
            if let Ok(next) = evolve(state, event.schedule_id, event.version, event.effective_at, &fact) {
                let at = Appended { position: event.position, occurred_at: event.occurred_at };
                folds.insert(event.schedule_id, (next, at, created_at));
            }
        }
    }
    let folded: Vec<Folded<'_>> =
        folds.values().map(|(state, at, created_at)| Folded { state, at: *at, created_at: *created_at }).collect();
    for page in folded.chunks(REBUILD_PAGE.into()) {
        project(&tx, page).await?;
    }
    tx.commit().await?;
    Ok(read)
}
