//! Who is meant: from a mixed list of references to devices.

use std::collections::{HashMap, HashSet};

use deadpool_postgres::GenericClient;
use uuid::Uuid;

use super::devices::{by_ids, select};
use super::named::Draft;
use crate::domain::Timestamp;
use crate::domain::inventory::DeviceRef;
use crate::store::{StoreError, rows};

const RESOLVE: &str = include_str!("../../../sql/queries/inventory/devices_resolve.sql");

/// The most references of one list: one statement answers so many in a tenth of a second.
pub const MOST_REFS: usize = 10_000;
/// Of so many devices of one name the numbers are told.
const MOST_NAMED: usize = 10;

/// What a list of references came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// The devices, in the order asked, each once.
    pub found: Vec<Uuid>,
    /// What no device was found for.
    pub unknown: Vec<Unknown>,
}

/// A reference that names no device, or more than one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Its place in what was asked, from 0.
    pub nth: usize,
    /// What was asked.
    pub asked: DeviceRef,
    /// Why no device was found.
    pub reason: String,
}

#[derive(Clone, Copy)]
struct Candidate {
    id: Uuid,
    number: i64,
    stale: bool,
}

/// Finds the devices that `refs` name, however many: one statement for each [`MOST_REFS`].
///
/// A name or an address that several devices have is nobody's, unless all but one of them are stale.
///
/// # Errors
/// When a statement fails.
pub async fn resolve(client: &impl GenericClient, refs: &[DeviceRef]) -> Result<Resolved, StoreError> {
    let (mut resolved, mut seen, mut unknown) = (Resolved::default(), HashSet::new(), HashSet::new());
    for (part, chunk) in refs.chunks(MOST_REFS).enumerate() {
        for (nth, (asked, candidates)) in chunk.iter().zip(candidates(client, chunk).await?).enumerate() {
            match chosen(asked, &candidates) {
                Ok(id) => {
                    if seen.insert(id) {
                        resolved.found.push(id);
                    }
                }
                // Asked twice it is told once.
                Err(reason) => {
                    if unknown.insert(asked) {
                        let nth = part * MOST_REFS + nth;
                        resolved.unknown.push(Unknown { nth, asked: asked.clone(), reason });
                    }
                }
            }
        }
    }
    Ok(resolved)
}

/// The devices of an inventory: those that its conditions select, by number, and before them those that it names,
/// of which stale ones and those that are no more are left out and told.
///
/// # Errors
/// When a statement fails.
pub async fn members(client: &impl GenericClient, draft: &Draft) -> Result<Resolved, StoreError> {
    let filter = draft.conditions.filter();
    let named: HashMap<Uuid, Option<Timestamp>> =
        by_ids(client, &draft.devices).await?.into_iter().map(|device| (device.id, device.stale_since)).collect();
    let mut resolved = Resolved::default();
    for (nth, id) in draft.devices.iter().enumerate() {
        let reason = match named.get(id) {
            None => "no such device any more".to_owned(),
            // Conditions that speak of stale devices want them.
            Some(Some(since)) if !filter.mentions_stale() => {
                format!("it is stale: Nautobot has not had it since {since}")
            }
            Some(_) => {
                resolved.found.push(*id);
                continue;
            }
        };
        resolved.unknown.push(Unknown { nth, asked: DeviceRef::Id(*id), reason });
    }
    let mut seen: HashSet<Uuid> = resolved.found.iter().copied().collect();
    let selected = select(client, &filter).await?;
    resolved.found.extend(selected.into_iter().filter(|id| seen.insert(*id)));
    Ok(resolved)
}

/// For each reference the devices that it may be.
async fn candidates(client: &impl GenericClient, refs: &[DeviceRef]) -> Result<Vec<Vec<Candidate>>, StoreError> {
    let (mut numbers, mut ids, mut names, mut addresses) = (Asked::new(), Asked::new(), Asked::new(), Asked::new());
    for (nth, asked) in (0_i32..).zip(refs) {
        match asked {
            DeviceRef::Number(number) => numbers.push(*number, nth),
            DeviceRef::Id(id) => ids.push(*id, nth),
            DeviceRef::Name(name) => names.push(name.as_str(), nth),
            DeviceRef::Address(address) => addresses.push(address.to_string(), nth),
        }
    }
    // One more than is told, so that more is known to be more.
    let most = i64::try_from(MOST_NAMED).unwrap_or(i64::MAX) + 1;
    let found = rows(
        client,
        RESOLVE,
        &[
            &numbers.what,
            &numbers.nth,
            &ids.what,
            &ids.nth,
            &names.what,
            &names.nth,
            &addresses.what,
            &addresses.nth,
            &most,
        ],
    )
    .await?;
    let mut candidates = vec![Vec::new(); refs.len()];
    for row in &found {
        let nth: i32 = row.try_get(0)?;
        let stale = row.try_get::<_, Option<Timestamp>>(3)?.is_some();
        let candidate = Candidate { id: row.try_get(1)?, number: row.try_get(2)?, stale };
        if let Some(of) = usize::try_from(nth).ok().and_then(|nth| candidates.get_mut(nth)) {
            of.push(candidate);
        }
    }
    Ok(candidates)
}

struct Asked<T> {
    what: Vec<T>,
    nth: Vec<i32>,
}

impl<T> Asked<T> {
    const fn new() -> Self {
        Self { what: Vec::new(), nth: Vec::new() }
    }

    fn push(&mut self, what: T, nth: i32) {
        self.what.push(what);
        self.nth.push(nth);
    }
}

fn chosen(asked: &DeviceRef, candidates: &[Candidate]) -> Result<Uuid, String> {
    let live: Vec<Candidate> = candidates.iter().copied().filter(|candidate| !candidate.stale).collect();
    match (live.as_slice(), candidates) {
        (_, []) => Err("no such device".to_owned()),
        ([only], _) | ([], [only]) => Ok(only.id),
        _ => {
            let several: Vec<i64> =
                candidates.iter().filter(|c| live.is_empty() || !c.stale).map(|c| c.number).collect();
            Err(ambiguous(asked, &several))
        }
    }
}

fn ambiguous(asked: &DeviceRef, numbers: &[i64]) -> String {
    let told: Vec<String> = numbers.iter().take(MOST_NAMED).map(ToString::to_string).collect();
    let (more, count) = if numbers.len() > MOST_NAMED { ("more than ", MOST_NAMED) } else { ("", numbers.len()) };
    let what = match asked {
        DeviceRef::Address(_) => "address belongs to",
        _ => "name is ambiguous:",
    };
    format!("{what} {more}{count} devices (numbers {})", told.join(", "))
}
