//! What lists have in common: an order, and a place in it.

use tokio_postgres::Row;

use crate::store::StoreError;

/// What a list is ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The column, as the statement knows it.
    pub by: &'static str,
    /// The other way round.
    pub descending: bool,
}

impl Order {
    /// By name, which an index serves.
    pub(super) const NAME: Self = Self { by: "name", descending: false };
}

/// A place in a list: after the thing with these keys. It does not move when rows before it come or go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<T> {
    /// The key, where that is text.
    pub words: String,
    /// The key, where that is a number or a time.
    pub number: i64,
    /// Which of those with the same key.
    pub tie: T,
}

/// The place of a row, from its last two columns and its own key.
pub(super) fn place<T>(row: &Row, tie: T) -> Result<Place<T>, StoreError> {
    let columns = row.len();
    Ok(Place { words: row.try_get(columns - 2)?, number: row.try_get(columns - 1)?, tie })
}

/// The words of a search that count: more make it no clearer.
const MOST_WORDS: usize = 10;

/// Patterns for `like`, one for each word; a text that fits all of them has all words.
#[must_use]
pub fn patterns(search: Option<&str>) -> Vec<String> {
    let words = search.unwrap_or_default().split_whitespace().take(MOST_WORDS);
    words.map(|word| format!("%{}%", escaped(&word.to_lowercase()))).collect()
}

fn escaped(word: &str) -> String {
    word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_looks_for_each_word_as_it_stands() {
        assert_eq!(patterns(Some(" Core  100%_x\\ ")), ["%core%", "%100\\%\\_x\\\\%"]);
        assert!(patterns(None).is_empty() && patterns(Some(" ")).is_empty());
    }
}
