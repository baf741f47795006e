//! How well the cache serves.

use fred::types::Value;

use super::shelf::read_about;
use super::{About, Item, Place};
use crate::domain::Timestamp;
use crate::domain::connection::Connection;
use crate::domain::job::spelled;

/// How an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is there.
    Fresh,
    /// It was there; the next reader fetches it.
    Expired,
    /// Nobody has fetched it within thirty days, or not since the connection was changed.
    Never,
}
spelled!(State, "state of a cached item", { Fresh => "fresh", Expired => "expired", Never => "never" });

/// How often something was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Since when it is counted; not known where nothing ever ended a count.
    pub since: Option<Timestamp>,
    /// Readers that found it.
    pub hits: u64,
    /// Readers that had to wait until it was fetched.
    pub misses: u64,
    /// What the hits would have waited.
    pub saved_ms: u64,
}

impl Tally {
    pub(super) fn read(hits: &Value, misses: &Value, saved_ms: &Value, since: &Value) -> Self {
        let since = since.as_i64().map(Timestamp::from_micros);
        Self { since, hits: number(hits), misses: number(misses), saved_ms: number(saved_ms) }
    }

    /// The share of readers that found it, from 0 to 1, to three digits; none where there were no readers.
    #[must_use]
    pub fn hit_rate(&self) -> Option<f64> {
        let readers = self.hits + self.misses;
        #[expect(clippy::cast_precision_loss, reason = "three digits are kept of it")]
        (readers > 0).then(|| (self.hits as f64 / readers as f64 * 1_000.0).round() / 1_000.0)
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            since: [self.since, other.since].into_iter().flatten().min(),
            hits: self.hits + other.hits,
            misses: self.misses + other.misses,
            saved_ms: self.saved_ms + other.saved_ms,
        }
    }
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_default()
}

/// What is known of an item of a connection.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The connection.
    pub connection: Connection,
    /// The item.
    pub item: Item,
    /// How it stands.
    pub state: State,
    /// How old it is, while it is there.
    pub age: Option<std::time::Duration>,
    /// When it was last fetched, and what that took.
    pub last: Option<About>,
    /// Of the last thirty days and more: until nobody asks for so long.
    pub total: Tally,
    /// Since it was last warmed up.
    pub since_warm_up: Tally,
}

impl Figures {
    pub(super) const FIELDS: [&'static str; 8] =
        ["about", "hits", "misses", "saved_ms", "hits_since", "misses_since", "saved_ms_since", "since"];

    pub(super) fn read(
        connection: &Connection,
        item: Item,
        there: Option<About>,
        kept: &[Value],
        place: &Place,
        now: Timestamp,
    ) -> Self {
        let nothing = Value::Null;
        let field = |name: &str| {
            let at = Self::FIELDS.iter().position(|field| *field == name);
            at.and_then(|at| kept.get(at)).unwrap_or(&nothing)
        };
        let last = there.clone().or_else(|| read_about(field("about"), place));
        let state = match (&there, &last) {
            (Some(_), _) => State::Fresh,
            (None, Some(_)) => State::Expired,
            (None, None) => State::Never,
        };
        Self {
            connection: connection.clone(),
            item,
            state,
            age: there.map(|about| now.since(about.fetched_at)),
            last,
            total: Tally::read(field("hits"), field("misses"), field("saved_ms"), &nothing),
            since_warm_up: Tally::read(
                field("hits_since"),
                field("misses_since"),
                field("saved_ms_since"),
                field("since"),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hit_rate_is_a_share_of_readers() {
        let of = |hits, misses| Tally { hits, misses, ..Tally::default() }.hit_rate();
        assert_eq!((of(0, 0), of(0, 5), of(2, 1), of(7, 0)), (None, Some(0.0), Some(0.667), Some(1.0)));
    }

    #[test]
    fn tallies_add_up_from_the_earlier_beginning() {
        let at = |seconds| Some(Timestamp::from_seconds(seconds));
        let a = Tally { since: at(20), hits: 1, misses: 2, saved_ms: 30 };
        let both = a.and(Tally { since: at(10), hits: 4, misses: 0, saved_ms: 5 }).and(Tally::default());
        assert_eq!(both, Tally { since: at(10), hits: 5, misses: 2, saved_ms: 35 });
    }
}
