//! Places in lists, as cursors write them: with the keys of the last thing shown,
//! so that pages fit together whatever comes and goes meanwhile.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::str::FromStr;

use poem_openapi::registry::{MetaSchema, MetaSchemaRef};
use poem_openapi::types::{ParseError, ParseFromParameter, ParseResult, Type};

use crate::api::problem::Problem;
use crate::store::inventory::Place;

/// The longest cursor: a hundred characters of a key in hexadecimal, and some numbers.
const LONGEST: usize = 1_000;

/// A cursor as it comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cursor(String);

impl Type for Cursor {
    const IS_REQUIRED: bool = true;
    type RawValueType = Self;
    type RawElementValueType = Self;

    fn name() -> Cow<'static, str> {
        "cursor".into()
    }

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(MetaSchema { max_length: Some(LONGEST), ..MetaSchema::new("string") }))
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
        Box::new(std::iter::once(self))
    }
}

impl ParseFromParameter for Cursor {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        if value.len() > LONGEST {
            return Err(ParseError::custom(format!("{LONGEST} characters are the most")));
        }
        Ok(Self(value.to_owned()))
    }
}

/// The place that a cursor of kind `kind` stands for.
pub(super) fn read<T: FromStr>(kind: char, cursor: Option<&Cursor>) -> Result<Option<Place<T>>, Problem> {
    let Some(Cursor(text)) = cursor else { return Ok(None) };
    let place = || {
        let mut parts = text.strip_prefix(kind)?.split('.');
        let (tie, number, words) = (parts.next()?, parts.next()?, parts.next()?);
        let nothing_follows = parts.next().is_none();
        let words = from_hex(words).filter(|words| nothing_follows && !words.contains('\0'))?;
        Some(Place { words, number: number.parse().ok()?, tie: tie.parse().ok()? })
    };
    let wrong = || Problem::field("?cursor", "is not one that this list gave; leave it away to begin anew");
    place().map(Some).ok_or_else(wrong)
}

/// The cursor of a place.
pub(super) fn write<T: std::fmt::Display>(kind: char, place: &Place<T>) -> String {
    let mut text = format!("{kind}{}.{}.", place.tie, place.number);
    for byte in place.words.bytes() {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn from_hex(text: &str) -> Option<String> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let bytes = (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok());
    String::from_utf8(bytes.collect::<Option<_>>()?).ok()
}

/// Cuts a list that was read one longer than a page: whether there is more.
pub(super) fn cut<T>(items: &mut Vec<T>, size: i64) -> bool {
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let more = items.len() > size;
    items.truncate(size);
    more
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        let place = Place { words: "zürich\u{10FFFF}".to_owned(), number: -3, tie: 7_i64 };
        let cursor = Cursor(write('d', &place));
        assert_eq!(read('d', Some(&cursor)).unwrap(), Some(place));
        assert_eq!(read::<i64>('d', None).unwrap(), None);
        for wrong in ["", "d", "d7", "d7.1", "d7.1.6", "d7.1.zz", "d7.1.61.61", "h7.1.61", "dx.1.61", "d7.1.00"] {
            assert!(read::<i64>('d', Some(&Cursor(wrong.to_owned()))).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_page_is_cut_where_more_was_read() {
        let mut items = vec![1, 2, 3];
        assert!(cut(&mut items, 2) && items == [1, 2]);
        assert!(!cut(&mut items, 2) && items == [1, 2]);
    }
}
