//! Which fields differ between two things that were read.

use std::collections::BTreeMap;

use serde_json::Value;

/// A field that is not as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// Where: `interfaces[Ethernet1].up`.
    pub path: String,
    /// What stood there; nothing: it was not there.
    pub before: Option<Value>,
    /// What stands there; nothing: it is not there.
    pub after: Option<Value>,
}

/// By what a thing of a list is known again: the first of these that all things of both lists have, each of them once.
const KEYS: [&[&str]; 13] = [
    &["source", "vrf", "network", "length", "next_hop", "interface"],
    &["vrf", "address", "mac", "interface"],
    &["mac", "vlan", "port"],
    &["protocol", "local_interface", "name", "chassis", "port"],
    &["address", "length"],
    &["name"],
    &["id"],
    &["ifname"],
    // As ntc-templates call them.
    &["INTERFACE"],
    &["PORT"],
    &["VLAN_ID"],
    &["NEIGHBOR_ID"],
    &["NAME"],
];

/// Compares two things. Those of a list are known again by their names, wherever they stand; at most `most` fields are
/// told.
#[must_use]
pub fn compare_fields(before: &Value, after: &Value, most: usize) -> Vec<FieldChange> {
    let mut told = Told { changes: Vec::new(), most };
    told.compare(&mut String::new(), Some(before), Some(after));
    told.changes
}

struct Told {
    changes: Vec<FieldChange>,
    most: usize,
}

impl Told {
    fn compare(&mut self, path: &mut String, before: Option<&Value>, after: Option<&Value>) {
        if before == after || self.changes.len() >= self.most {
            return;
        }
        match (before, after) {
            (Some(Value::Object(before)), Some(Value::Object(after))) => {
                let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
                for name in names {
                    let part = if path.is_empty() { name.clone() } else { format!(".{name}") };
                    self.below(path, &part, before.get(name), after.get(name));
                }
            }
            (Some(Value::Array(before)), Some(Value::Array(after))) => self.lists(path, before, after),
            _ => self.changes.push(FieldChange { path: path.clone(), before: before.cloned(), after: after.cloned() }),
        }
    }

    fn below(&mut self, path: &mut String, part: &str, before: Option<&Value>, after: Option<&Value>) {
        let length = path.len();
        path.push_str(part);
        self.compare(path, before, after);
        path.truncate(length);
    }

    fn lists(&mut self, path: &mut String, before: &[Value], after: &[Value]) {
        let (before, after) = known_again(before, after);
        let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for name in names {
            let (before, after) = (before.get(name).copied(), after.get(name).copied());
            self.below(path, &format!("[{}]", name.trim_start_matches('0')), before, after);
        }
    }
}

/// The things of two lists, each under what it is known by: its name, itself where it is a word, its place otherwise.
fn known_again<'v>(
    before: &'v [Value],
    after: &'v [Value],
) -> (BTreeMap<String, &'v Value>, BTreeMap<String, &'v Value>) {
    for key in KEYS {
        if let (Some(before), Some(after)) = (by_name(before, key), by_name(after, key)) {
            return (before, after);
        }
    }
    if let (Some(before), Some(after)) = (by_itself(before), by_itself(after)) {
        return (before, after);
    }
    (by_place(before), by_place(after))
}

fn by_name<'v>(all: &'v [Value], key: &[&str]) -> Option<BTreeMap<String, &'v Value>> {
    let named = all.iter().map(|one| {
        let object = one.as_object()?;
        let parts = key.iter().map(|name| object.get(*name).map(word)).collect::<Option<Vec<_>>>()?;
        Some((parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "), one))
    });
    let named = named.collect::<Option<BTreeMap<String, &Value>>>()?;
    (named.len() == all.len()).then_some(named)
}

fn by_itself(all: &[Value]) -> Option<BTreeMap<String, &Value>> {
    let plain = |one: &Value| one.is_string() || one.is_number() || one.is_boolean();
    let named: BTreeMap<String, &Value> = all.iter().map(|one| (word(one), one)).collect();
    (all.iter().all(plain) && named.len() == all.len()).then_some(named)
}

fn by_place(all: &[Value]) -> BTreeMap<String, &Value> {
    // In the order of the places, also where they have different numbers of digits.
    all.iter().enumerate().map(|(nth, one)| (format!("{:0>12}", nth + 1), one)).collect()
}

/// A name as it is written; nothing for what is not said.
fn word(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn told(before: &Value, after: &Value) -> Vec<(String, Option<Value>, Option<Value>)> {
        compare_fields(before, after, 100)
            .into_iter()
            .map(|change| (change.path, change.before, change.after))
            .collect()
    }

    #[test]
    fn an_interface_is_known_by_its_name_wherever_it_stands() {
        let before = json!({"interfaces": [
            {"name": "Ethernet1", "up": true, "mtu": 1500, "addresses": [{"address": "10.0.0.1", "length": 24}]},
            {"name": "Ethernet2", "up": true},
        ]});
        let after = json!({"interfaces": [
            {"name": "Ethernet3", "up": false},
            {"name": "Ethernet2", "up": true},
            {"name": "Ethernet1", "up": false, "mtu": 1500, "addresses": [{"address": "10.0.0.2", "length": 24}]},
        ]});
        let address = |address: &str| Some(json!({"address": address, "length": 24}));
        assert_eq!(
            told(&before, &after),
            [
                ("interfaces[Ethernet1].addresses[10.0.0.1 24]".to_owned(), address("10.0.0.1"), None),
                ("interfaces[Ethernet1].addresses[10.0.0.2 24]".to_owned(), None, address("10.0.0.2")),
                ("interfaces[Ethernet1].up".to_owned(), Some(json!(true)), Some(json!(false))),
                ("interfaces[Ethernet3]".to_owned(), None, Some(json!({"name": "Ethernet3", "up": false}))),
            ]
        );
    }

    #[test]
    fn words_are_a_set_and_what_has_no_name_has_its_place() {
        let set = told(&json!({"tags": ["b", "a"]}), &json!({"tags": ["a", "c", "b"]}));
        assert_eq!(set, [("tags[c]".to_owned(), None, Some(json!("c")))]);
        let places = told(&json!([[1], [2]]), &json!([[1], [3]]));
        assert_eq!(
            places,
            [("[2][3]".to_owned(), None, Some(json!(3))), ("[2][2]".to_owned(), Some(json!(2)), None)]
                .iter()
                .rev()
                .cloned()
                .collect::<Vec<_>>()
        );
        let twice = told(
            &json!([{"name": "x", "a": 1}, {"name": "x", "a": 2}]),
            &json!([{"name": "x", "a": 1}, {"name": "x", "a": 3}]),
        );
        assert_eq!(twice[0].0, "[2].a");
    }

    proptest! {
        #[test]
        fn nothing_differs_from_itself_and_there_are_never_too_many(text in r#"[\[\]{}":,a-c0-3]{0,60}"#) {
            if let Ok(value) = serde_json::from_str::<Value>(&text) {
                prop_assert!(compare_fields(&value, &value, 5).is_empty());
                let other = json!({"a": [1, 2, 3], "b": 4});
                prop_assert!(compare_fields(&value, &other, 2).len() <= 2);
            }
        }
    }
}
