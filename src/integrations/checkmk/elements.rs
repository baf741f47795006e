//! The elements of the list in `{…, "value": [ … ], …}`, taken out one by one while the text comes in pieces.
//!
//! Whatever stands around the list is passed over without being kept, and of the list only the element that is being
//! read is: an answer of any length needs the memory of its longest element.

use std::mem;

/// Deeper than any answer of CheckMK's; a text that nests without end is not one.
const DEEPEST: usize = 128;

/// Longer than the key that is looked for, with every letter of it escaped.
const LONGEST_KEY: usize = 64;

/// Why there are no more elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It is not JSON.
    NotJson,
    /// It is JSON, but without such a list.
    NoList,
    /// An element is longer than the limit.
    TooLong,
    /// It ended in the middle.
    CutOff,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before the object.
    Start,
    /// Where a name begins, or, if it is the first, the object ends.
    Name {
        first: bool,
    },
    InName,
    Colon {
        is_list: bool,
    },
    BeforeValue {
        is_list: bool,
    },
    InValue,
    AfterValue,
    /// Where an element begins, or, if it is the first, the list ends.
    Element {
        first: bool,
    },
    InElement,
    AfterElement,
    End,
}

/// Reads the text; see [`Elements::feed`].
pub(super) struct Elements {
    place: Place,
    value: Value,
    /// The name or the element that is being read.
    kept: Vec<u8>,
    limit: usize,
    seen: bool,
}

impl Elements {
    /// Elements may have `limit` bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self { place: Place::Start, value: Value::default(), kept: Vec::new(), limit, seen: false }
    }

    /// Reads on until an element is complete or `text` is read. Answers how much of `text` was read, and the element.
    pub(super) fn feed(&mut self, text: &[u8]) -> Result<(usize, Option<Vec<u8>>), Wrong> {
        let mut at = 0;
        while let Some(byte) = text.get(at) {
            // What ends a number is not part of it: it is looked at once more, from the place behind it.
            let (read, element) = self.step(*byte)?;
            at += usize::from(read);
            if element {
                return Ok((at, Some(mem::take(&mut self.kept))));
            }
        }
        Ok((at, None))
    }

    /// To be called at the end of the text.
    pub(super) fn finish(&self) -> Result<(), Wrong> {
        match (self.place, self.seen) {
            (Place::End, true) => Ok(()),
            (Place::End, false) => Err(Wrong::NoList),
            _ => Err(Wrong::CutOff),
        }
    }

    /// Whether the byte was read, and whether an element is complete now.
    fn step(&mut self, byte: u8) -> Result<(bool, bool), Wrong> {
        let moved = |to: Place| Ok((to, true));
        let space = matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        let next: Result<(Place, bool), Wrong> = match (self.place, byte) {
            (Place::InName | Place::InValue | Place::InElement, _) => return self.inside(byte),
            (place, _) if space => moved(place),
            (Place::Start, b'{') => moved(Place::Name { first: true }),
            (Place::Name { .. }, b'"') => {
                self.kept.clear();
                self.kept.push(byte);
                self.value.begin(byte)?;
                moved(Place::InName)
            }
            (Place::Name { first: true } | Place::AfterValue, b'}') => moved(Place::End),
            (Place::Colon { is_list }, b':') => moved(Place::BeforeValue { is_list }),
            (Place::BeforeValue { is_list: true }, b'[') if !self.seen => {
                self.seen = true;
                moved(Place::Element { first: true })
            }
            (Place::BeforeValue { is_list: true }, _) => Err(Wrong::NoList),
            (Place::BeforeValue { is_list: false }, _) => {
                self.value.begin(byte)?;
                moved(Place::InValue)
            }
            (Place::AfterValue, b',') => moved(Place::Name { first: false }),
            (Place::Element { first: true } | Place::AfterElement, b']') => moved(Place::AfterValue),
            (Place::Element { .. }, _) => {
                self.kept.clear();
                self.keep(byte)?;
                self.value.begin(byte)?;
                moved(Place::InElement)
            }
            (Place::AfterElement, b',') => moved(Place::Element { first: false }),
            _ => Err(Wrong::NotJson),
        };
        let (place, read) = next?;
        self.place = place;
        Ok((read, false))
    }

    /// A byte within a name, a value that is passed over, or an element.
    fn inside(&mut self, byte: u8) -> Result<(bool, bool), Wrong> {
        let step = self.value.step(byte)?;
        let read = step != Step::EndedBefore;
        match self.place {
            // A name that is too long is not the one that is looked for, and need not be kept.
            Place::InName if read && self.kept.len() < LONGEST_KEY => self.kept.push(byte),
            Place::InElement if read => self.keep(byte)?,
            _ => {}
        }
        if step == Step::Inside {
            return Ok((true, false));
        }
        let element = self.place == Place::InElement;
        self.place = match self.place {
            Place::InName => {
                // Its letters may be escaped.
                let name: Option<String> = serde_json::from_slice(&self.kept).ok();
                Place::Colon { is_list: name.as_deref() == Some("value") }
            }
            Place::InElement => Place::AfterElement,
            _ => Place::AfterValue,
        };
        Ok((read, element))
    }

    fn keep(&mut self, byte: u8) -> Result<(), Wrong> {
        if self.kept.len() >= self.limit {
            return Err(Wrong::TooLong);
        }
        self.kept.push(byte);
        Ok(())
    }
}

/// Follows one JSON value to its end, looking at no more than brackets and quotes.
#[derive(Default)]
struct Value {
    /// The closing brackets still to come, the next one last.
    open: Vec<u8>,
    in_string: bool,
    escaped: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Inside,
    /// This byte was its last.
    Ended,
    /// The byte before this was its last.
    EndedBefore,
}

impl Value {
    fn begin(&mut self, byte: u8) -> Result<(), Wrong> {
        self.open.clear();
        (self.in_string, self.escaped) = (byte == b'"', false);
        match byte {
            b'{' => self.open.push(b'}'),
            b'[' => self.open.push(b']'),
            b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => {}
            _ => return Err(Wrong::NotJson),
        }
        Ok(())
    }

    fn step(&mut self, byte: u8) -> Result<Step, Wrong> {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => {
                    self.in_string = false;
                    return Ok(if self.open.is_empty() { Step::Ended } else { Step::Inside });
                }
                _ => {}
            }
            return Ok(Step::Inside);
        }
        if self.open.is_empty() {
            let ends = matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n');
            return Ok(if ends { Step::EndedBefore } else { Step::Inside });
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' if self.open.len() >= DEEPEST => return Err(Wrong::NotJson),
            b'{' => self.open.push(b'}'),
            b'[' => self.open.push(b']'),
            b'}' | b']' => {
                if self.open.pop() != Some(byte) {
                    return Err(Wrong::NotJson);
                }
                return Ok(if self.open.is_empty() { Step::Ended } else { Step::Inside });
            }
            _ => {}
        }
        Ok(Step::Inside)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value as Json, json};

    use super::*;

    /// The elements of a text that comes in such pieces, and how it ended.
    fn read<'a>(pieces: impl IntoIterator<Item = &'a [u8]>, limit: usize) -> (Vec<Json>, Result<(), Wrong>) {
        let (mut elements, mut found) = (Elements::new(limit), Vec::new());
        for mut piece in pieces {
            while !piece.is_empty() {
                match elements.feed(piece) {
                    Ok((read, element)) => {
                        piece = &piece[read..];
                        found.extend(element.map(|element| serde_json::from_slice::<Json>(&element).unwrap()));
                    }
                    Err(wrong) => return (found, Err(wrong)),
                }
            }
        }
        (found, elements.finish())
    }

    fn whole(text: &str) -> (Vec<Json>, Result<(), Wrong>) {
        read([text.as_bytes()], 1_000)
    }

    #[test]
    fn the_list_is_found_wherever_it_stands() {
        let expected = (vec![json!({"a": "]}\"\\"}), json!(12), json!([]), json!("x,y"), json!(null)], Ok(()));
        for text in [
            r#"{"value":[{"a":"]}\"\\"},12,[],"x,y",null]}"#,
            r#" { "id" : "host" , "links" : [ {"value": [1]} ] , "value" : [ {"a": "]}\"\\"} , 12 , [ ] , "x,y" , null ] } "#,
            "{\"\\u0076alue\":\n[{\"a\":\"]}\\\"\\\\\"},\t12,[],\"x,y\",null\r\n],\"extensions\":{\"value\":[2]},\"n\":1}",
        ] {
            assert_eq!(whole(text), expected, "{text}");
        }
        assert_eq!(whole(r#"{"value": []}"#), (vec![], Ok(())));
    }

    #[test]
    fn what_is_no_such_answer_is_told_apart() {
        for (text, wrong) in [
            ("<html></html>", Wrong::NotJson),
            ("[1]", Wrong::NotJson),
            ("{}", Wrong::NoList),
            (r#"{"values": [1], "a": "value"}"#, Wrong::NoList),
            (r#"{"value": {"a": 1}}"#, Wrong::NoList),
            (r#"{"value": null}"#, Wrong::NoList),
            (r#"{"value": [], "value": []}"#, Wrong::NoList),
            ("", Wrong::CutOff),
            (r#"{"value": []"#, Wrong::CutOff),
            (r#"{"value": [1, 2"#, Wrong::CutOff),
            (r#"{"value": [1,]}"#, Wrong::NotJson),
            (r#"{"value": [{]}]}"#, Wrong::NotJson),
            (r#"{"value": []} {"#, Wrong::NotJson),
            (r#"{"value" []}"#, Wrong::NotJson),
            (r#"{"a": 1,}"#, Wrong::NotJson),
        ] {
            assert_eq!(whole(text).1, Err(wrong), "{text}");
        }
        assert_eq!(whole(&format!("{{\"value\": [{}]}}", "[".repeat(200))).1, Err(Wrong::NotJson));
    }

    #[test]
    fn an_element_may_have_so_many_bytes_and_the_rest_any_number() {
        let text = format!(r#"{{"links": "{}", "value": ["12345678"]}}"#, "x".repeat(100));
        assert_eq!(read([text.as_bytes()], 10), (vec![json!("12345678")], Ok(())));
        assert_eq!(read([text.as_bytes()], 9), (vec![], Err(Wrong::TooLong)));
    }

    fn any_json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::from),
            any::<i32>().prop_map(Json::from),
            "[\\[\\]{}\",:\\\\a-z\u{e9}\n ]{0,12}".prop_map(Json::from),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
                prop::collection::btree_map("[a-z\"\\\\{]{0,6}|value", inner, 0..4)
                    .prop_map(|map| Json::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_answer_in_any_pieces_is_read_as_a_whole_one(
            list in prop::collection::vec(any_json(), 0..6),
            before in any_json(), after in any_json(), pretty: bool, size in 1usize..40, cut in 0usize..2_000,
        ) {
            let mut answer = serde_json::Map::new();
            answer.insert("a".to_owned(), before);
            answer.insert("value".to_owned(), Json::from(list.clone()));
            answer.insert("z".to_owned(), after);
            let text = match pretty {
                true => serde_json::to_vec_pretty(&answer),
                false => serde_json::to_vec(&answer),
            }.unwrap();
            prop_assert_eq!(read(text.chunks(size), usize::MAX), (list.clone(), Ok(())));

            // Cut off anywhere, what came is the beginning of the list, and the end is missed.
            let cut = cut % text.len();
            let (found, ended) = read(text[..cut].chunks(size), usize::MAX);
            prop_assert_eq!(ended, Err(Wrong::CutOff));
            prop_assert!(list.starts_with(&found));
        }

        #[test]
        fn no_text_makes_it_panic(text: Vec<u8>, likely in "[\\[\\]{}\",:value1 \\\\]{0,60}") {
            let mut elements = Elements::new(16);
            for mut text in [likely.as_bytes(), &text] {
                while let Ok((read, _)) = elements.feed(text) {
                    text = &text[read..];
                    if text.is_empty() {
                        break;
                    }
                }
            }
        }
    }
}
