//! What a warming tells.

use serde::Serialize;

use crate::cache::{About, CacheError, Item, Tally, Warmed};
use crate::domain::Timestamp;

/// Whether everything that was asked for is there now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Yes.
    Complete,
    /// Not all; the items say why.
    Partial,
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemStatus {
    /// It was fetched.
    Warmed,
    /// It was there, with at least half of its time left.
    Fresh,
    /// It could not be fetched.
    Failed,
    /// Its source is not connected.
    Skipped,
}

/// An item and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemOutcome {
    /// The item.
    pub item: Item,
    /// The connection it came through.
    pub connection: Option<String>,
    /// What became of it.
    pub status: ItemStatus,
    /// How many rows it has; statistics are one.
    pub rows: Option<u64>,
    /// How long its JSON is.
    pub bytes: Option<u64>,
    /// How long this took.
    pub ms: u64,
    /// Until when readers find it.
    pub expires_at: Option<Timestamp>,
    /// Whether readers find it: not where Redis is away.
    pub cached: bool,
    /// A stable word for why not.
    pub class: Option<&'static str>,
    /// Why not, in a sentence.
    pub error: Option<String>,
    /// Readers that found it since the last warm-up.
    pub hits: u64,
    /// Readers that had to wait for it since the last warm-up.
    pub misses: u64,
    /// What the hits would have waited.
    pub saved_ms: u64,
    #[serde(skip)]
    pub(super) tally: Tally,
    #[serde(skip)]
    pub(super) retryable: bool,
}

impl ItemOutcome {
    pub(super) fn new(item: Item, connection: Option<String>, tally: Tally, ms: u64) -> Self {
        Self {
            item,
            connection,
            status: ItemStatus::Skipped,
            rows: None,
            bytes: None,
            ms,
            expires_at: None,
            cached: false,
            class: None,
            error: None,
            hits: tally.hits,
            misses: tally.misses,
            saved_ms: tally.saved_ms,
            tally,
            retryable: false,
        }
    }

    pub(super) fn of(self, warmed: Result<Warmed, CacheError>) -> Self {
        match warmed {
            Ok(Warmed { about: About { rows, bytes, expires_at, .. }, fetched, cached }) => Self {
                status: if fetched { ItemStatus::Warmed } else { ItemStatus::Fresh },
                rows: Some(rows),
                bytes: Some(bytes),
                expires_at: cached.then_some(expires_at),
                cached,
                ..self
            },
            Err(e) => self.without(ItemStatus::Failed, &e),
        }
    }

    pub(super) fn without(self, status: ItemStatus, e: &CacheError) -> Self {
        let (class, error) = (Some(e.class()), Some(e.to_string()));
        Self { status, class, error, retryable: e.retryable(), ..self }
    }
}

/// All items together.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Items that were fetched.
    pub warmed: usize,
    /// Items that were fresh enough.
    pub fresh: usize,
    /// Items that could not be fetched.
    pub failed: usize,
    /// Items whose source is not connected.
    pub skipped: usize,
    /// The last warm-up of any of these items, if there was one.
    pub last_warm_up: Option<Timestamp>,
    /// Readers that found something since.
    pub hits: u64,
    /// Readers that had to wait since.
    pub misses: u64,
    /// The share of readers that found something, from 0 to 1; none where there were no readers.
    pub hit_rate: Option<f64>,
    /// What the hits would have waited: what warming paid.
    pub saved_ms: u64,
    /// The same in a sentence.
    pub text: String,
}

impl Summary {
    fn of(items: &[ItemOutcome]) -> Self {
        let count = |status| items.iter().filter(|item| item.status == status).count();
        let tally = items.iter().map(|item| item.tally).fold(Tally::default(), Tally::and);
        Self {
            warmed: count(ItemStatus::Warmed),
            fresh: count(ItemStatus::Fresh),
            failed: count(ItemStatus::Failed),
            skipped: count(ItemStatus::Skipped),
            last_warm_up: tally.since,
            hits: tally.hits,
            misses: tally.misses,
            hit_rate: tally.hit_rate(),
            saved_ms: tally.saved_ms,
            text: paid(&tally),
        }
    }
}

/// How much warming paid.
fn paid(tally: &Tally) -> String {
    let readers = tally.hits + tally.misses;
    match readers {
        0 => "Nobody asked since the last warm-up.".to_owned(),
        _ => format!(
            "Since the last warm-up {} of {readers} readers found what they asked for, which saved them {:.1} s of waiting.",
            tally.hits,
            std::time::Duration::from_millis(tally.saved_ms).as_secs_f64()
        ),
    }
}

/// What warming came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WarmUpResult {
    /// Whether everything that was asked for is there now.
    pub status: Status,
    /// Each item that was meant.
    pub items: Vec<ItemOutcome>,
    /// All of them together, and how much warming paid.
    pub summary: Summary,
    /// How long all of it took.
    pub duration_ms: u64,
    /// What a person should know, in sentences.
    pub warnings: Vec<String>,
}

impl WarmUpResult {
    pub(super) fn new(mut items: Vec<ItemOutcome>, warnings: Vec<String>, duration_ms: u64) -> Self {
        items.sort_by_key(|outcome| outcome.item);
        let status = if warnings.is_empty() { Status::Complete } else { Status::Partial };
        Self { status, summary: Summary::of(&items), items, duration_ms, warnings }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_says_how_much_warming_paid() {
        let item = |hits, misses, saved_ms| {
            let tally = Tally { hits, misses, saved_ms, since: None };
            ItemOutcome::new(Item::NautobotDevices, None, tally, 0)
        };
        let result = WarmUpResult::new(vec![item(3, 1, 4_000), item(0, 0, 0)], Vec::new(), 5);
        assert_eq!((result.summary.hit_rate, result.summary.saved_ms), (Some(0.75), 4_000));
        assert!(result.summary.text.contains("3 of 4 readers") && result.summary.text.contains("4.0 s"));
        let nobody = WarmUpResult::new(vec![item(0, 0, 0)], Vec::new(), 5);
        assert_eq!((nobody.summary.hit_rate, nobody.summary.text.as_str()), (None, paid(&Tally::default()).as_str()));
    }
}
