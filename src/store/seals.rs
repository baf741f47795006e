//! The seals of events: put beside each as it is appended, and checked.

use deadpool_postgres::{Client, GenericClient, Transaction};
use serde_json::Value;
use tokio_postgres::Row;
use uuid::Uuid;

use super::append::lock_appends;
use super::{StoreError, execute, one, rows};
use crate::domain::chain::{Check, Hash, Head, Sealed};

const UNSEALED: &str = include_str!("../../sql/queries/seal/unsealed.sql");
const NEWEST: &str = include_str!("../../sql/queries/seal/newest.sql");
const PUT: &str = include_str!("../../sql/queries/seal/put.sql");
const WALK: &str = include_str!("../../sql/queries/seal/walk.sql");

/// Events sealed, or checked, at a time.
const PAGE: i64 = 1_000;

fn read_hash(bytes: &[u8]) -> Result<Hash, StoreError> {
    let wrong = || StoreError::Unreadable { what: "seal", reason: format!("it has {} bytes", bytes.len()) };
    Hash::from_bytes(bytes).ok_or_else(wrong)
}

fn unfit(e: &serde_json::Error) -> StoreError {
    StoreError::Unreadable { what: "event", reason: e.to_string() }
}

/// Seals the events of `found`, in order, behind `head`; positions and seals.
///
/// `found` has the columns of an event as the database gives them back, which is what a later check will read.
fn seal(found: &[Row], mut head: Head) -> Result<(Vec<i64>, Vec<Hash>), StoreError> {
    let mut seals = (Vec::with_capacity(found.len()), Vec::with_capacity(found.len()));
    for row in found {
        let data: Value = row.try_get("data")?;
        let event = event(row, &data)?;
        head = Head { position: event.position, hash: event.seal(head.hash).map_err(|e| unfit(&e))? };
        seals.0.push(head.position);
        seals.1.push(head.hash);
    }
    Ok(seals)
}

fn event<'a>(row: &'a Row, data: &'a Value) -> Result<Sealed<'a>, StoreError> {
    Ok(Sealed {
        position: row.try_get("position")?,
        schedule_id: row.try_get::<_, Uuid>("schedule_id")?,
        version: row.try_get("version")?,
        kind: row.try_get("kind")?,
        format: row.try_get("format")?,
        data,
        effective_at: row.try_get("effective_at")?,
        occurred_at: row.try_get("occurred_at")?,
        actor_id: row.try_get("actor_id")?,
        actor: row.try_get("actor")?,
        note: row.try_get("note")?,
        change_set: row.try_get("change_set")?,
    })
}

async fn put(client: &impl GenericClient, (positions, hashes): (Vec<i64>, Vec<Hash>)) -> Result<(), StoreError> {
    let hashes: Vec<&[u8]> = hashes.iter().map(|hash| &hash.as_bytes()[..]).collect();
    execute(client, PUT, &[&positions, &hashes]).await?;
    Ok(())
}

/// Seals events that were just appended, as the append gave them back, in its transaction.
pub(super) async fn seal_appended(tx: &Transaction<'_>, appended: &[Row]) -> Result<(), StoreError> {
    let Some(first) = appended.first() else { return Ok(()) };
    let (newest, sealed): (Option<i64>, Option<i64>) = (first.try_get("event_before")?, first.try_get("seal_before")?);
    let hash = first.try_get::<_, Option<&[u8]>>("hash_before")?.map_or(Ok(Hash::NONE), read_hash)?;
    let head = Head { position: sealed.unwrap_or(0), hash };
    // A program that knows no seals has appended since.
    let head = if newest > sealed { seal_through(tx, head, newest.unwrap_or(0)).await? } else { head };
    put(tx, seal(appended, head)?).await
}

/// Seals what has none after `head` and up to event `through`.
async fn seal_through(tx: &Transaction<'_>, mut head: Head, through: i64) -> Result<Head, StoreError> {
    loop {
        let found = rows(tx, UNSEALED, &[&head.position, &through, &PAGE]).await?;
        let seals = seal(&found, head)?;
        let (Some(position), Some(hash)) = (seals.0.last().copied(), seals.1.last().copied()) else { return Ok(head) };
        head = Head { position, hash };
        put(tx, seals).await?;
    }
}

/// The end of the chain, and the position of the newest event, which may have no seal yet.
///
/// # Errors
/// When the database fails.
pub async fn head(client: &impl GenericClient) -> Result<(Head, i64), StoreError> {
    let row = one(client, NEWEST, &[]).await?;
    let hash = row.try_get::<_, Option<&[u8]>>("hash")?.map_or(Ok(Hash::NONE), read_hash)?;
    let position = row.try_get::<_, Option<i64>>("position")?.unwrap_or(0);
    Ok((Head { position, hash }, row.try_get("newest_event")?))
}

/// Seals every event that has no seal: those from before there were any, and those of older programs.
///
/// Appends wait meanwhile, a page of events at a time. How many were sealed.
///
/// # Errors
/// When the database fails.
pub async fn catch_up(client: &mut Client) -> Result<u64, StoreError> {
    let mut sealed = 0;
    loop {
        let tx = client.transaction().await?;
        lock_appends(&tx).await?;
        let (head, newest) = head(&tx).await?;
        let found = rows(&tx, UNSEALED, &[&head.position, &newest, &PAGE]).await?;
        if found.is_empty() {
            return Ok(sealed);
        }
        sealed += found.len() as u64;
        put(&tx, seal(&found, head)?).await?;
        tx.commit().await?;
    }
}

/// Checks the whole chain, event by event, in one snapshot. `seen` is a head from
/// another day: whether it is still in the chain comes with the check.
///
/// Page by page: no statement takes longer because the history does, however long that is.
///
/// # Errors
/// When the database fails.
pub async fn verify(client: &mut Client, seen: Option<Head>) -> Result<(Check, Option<bool>), StoreError> {
    let tx = client
        .build_transaction()
        .isolation_level(tokio_postgres::IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .await?;
    let mut walk = Verifying { check: Check::default(), seen, met: seen.map(|seen| seen == Head::default()) };
    // Before the first: nobody but somebody who may do anything gives positions below 1.
    let mut after = i64::MIN;
    loop {
        let found = rows(&tx, WALK, &[&after, &PAGE]).await?;
        let Some(last) = found.last() else { return Ok((walk.check, walk.met)) };
        after = last.try_get("position")?;
        for row in &found {
            walk.take(row)?;
        }
    }
}

/// A check on its way.
struct Verifying {
    check: Check,
    seen: Option<Head>,
    met: Option<bool>,
}

impl Verifying {
    /// Takes in what there is at the next position.
    fn take(&mut self, row: &Row) -> Result<(), StoreError> {
        let position: i64 = row.try_get("position")?;
        let hash = row.try_get::<_, Option<&[u8]>>("hash")?.map(read_hash).transpose()?;
        if let Some(seen) = self.seen
            && seen.position == position
        {
            self.met = Some(hash == Some(seen.hash));
        }
        match (row.try_get::<_, Option<Value>>("data")?, hash) {
            (Some(data), hash) => self.check.event(&event(row, &data)?, hash).map_err(|e| unfit(&e))?,
            (None, Some(hash)) => self.check.without_event(position, hash),
            (None, None) => {}
        }
        Ok(())
    }
}
