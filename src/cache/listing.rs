//! A list of rows as JSON, written while they come and never longer than it may be.

use bytes::Bytes;
use serde::Serialize;

use super::{CacheError, Item};

/// What was fetched.
#[derive(Clone, Debug)]
pub(super) struct Body {
    /// How many rows; of numbers, one.
    pub(super) rows: u64,
    /// The JSON of it.
    pub(super) json: Bytes,
}

/// A list that is being written.
pub(super) struct Listing {
    item: Item,
    largest: usize,
    rows: u64,
    json: Vec<u8>,
}

impl Listing {
    pub(super) fn new(item: Item, largest: usize) -> Self {
        Self { item, largest, rows: 0, json: vec![b'['] }
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: &impl Serialize) -> Result<(), CacheError> {
        if self.rows > 0 {
            self.json.push(b',');
        }
        serde_json::to_writer(&mut self.json, row).map_err(|e| CacheError::unwritable(self.item, &e))?;
        self.rows += 1;
        // Room for the bracket.
        if self.json.len() < self.largest {
            Ok(())
        } else {
            Err(CacheError::TooLarge { item: self.item, largest: self.largest })
        }
    }

    pub(super) fn finish(mut self) -> Body {
        self.json.push(b']');
        Body { rows: self.rows, json: self.json.into() }
    }
}

/// An object of numbers.
pub(super) fn numbers(item: Item, numbers: &impl Serialize) -> Result<Body, CacheError> {
    let json = serde_json::to_vec(numbers).map_err(|e| CacheError::unwritable(item, &e))?;
    Ok(Body { rows: 1, json: json.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_json_and_never_longer_than_it_may_be() {
        let mut list = Listing::new(Item::NautobotDevices, 8);
        assert_eq!(&Listing::new(Item::NautobotDevices, 8).finish().json[..], b"[]");
        list.push(&12).unwrap();
        list.push(&345).unwrap();
        let refused = list.push(&6).unwrap_err();
        assert_eq!(refused.class(), "too_large");
        let mut list = Listing::new(Item::NautobotDevices, 8);
        list.push(&12).unwrap();
        list.push(&345).unwrap();
        let body = list.finish();
        assert_eq!((body.rows, &body.json[..]), (2, &b"[12,345]"[..]));
    }
}
