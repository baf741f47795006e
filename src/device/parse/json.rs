//! JSON in what a device printed: found, and looked into without trust in its shape.

use serde_json::{Deserializer, Value};

use super::Unknown;

/// How many places that look like the beginning of JSON and are not are tried. Each try may read to the end.
const MOST_TRIES: usize = 16;

/// Every object and array of several outputs, in order.
pub(crate) fn find_all(outputs: &[&str], unknown: &mut Unknown) -> Vec<Value> {
    outputs.iter().flat_map(|output| find(&super::clean(output), unknown)).collect()
}

/// Every object and array of an output, in order; what stands between them is not understood.
pub(crate) fn find(output: &str, unknown: &mut Unknown) -> Vec<Value> {
    let mut found = Vec::new();
    let mut tries = 0;
    let mut rest = output;
    while !rest.is_empty() {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        if tries < MOST_TRIES && line.trim_start().starts_with(['{', '[']) {
            let mut stream = Deserializer::from_str(rest).into_iter::<Value>();
            match stream.next() {
                Some(Ok(value)) => {
                    rest = &rest[stream.byte_offset()..];
                    found.push(value);
                    continue;
                }
                // Cut off: what follows are its parts, and no whole of their own.
                Some(Err(error)) if error.is_eof() => {
                    unknown.lines(rest);
                    return found;
                }
                _ => tries += 1,
            }
        }
        unknown.line(line);
        rest = after;
    }
    found
}

/// What stands under one of these names in each answer. An answer that has something, but nothing of these, is none
/// that was asked for: an error in JSON, say.
pub(crate) fn answers<'v>(said: &'v [Value], names: &[&str], unknown: &mut Unknown) -> Vec<&'v Value> {
    let mut answers = Vec::new();
    for value in said {
        let before = answers.len();
        answers.extend(names.iter().filter_map(|name| value.get(name)));
        let empty = value.as_object().is_some_and(|object| object.is_empty());
        if answers.len() == before && !empty {
            unknown.value(value);
        }
    }
    answers
}

/// The elements of an array, or the one thing that stands where there could have been several.
pub(crate) fn each(value: &Value) -> impl Iterator<Item = &Value> {
    let (several, one) = match value {
        Value::Array(all) => (all.as_slice(), None),
        Value::Null => (&[][..], None),
        one => (&[][..], Some(one)),
    };
    several.iter().chain(one)
}

/// The fields of an object; none where it is no object. Arrays of objects are taken as one.
pub(crate) fn fields(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    each(value).filter_map(Value::as_object).flatten()
}

/// A text, or a number as text; trimmed, and never empty.
pub(crate) fn text(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        // Junos: `[{"data": "text"}]`. Others: an array of one.
        Value::Array(all) => all.first().filter(|first| !first.is_array()).and_then(text),
        Value::Object(object) => object.get("data").filter(|data| data.is_string()).and_then(text),
        _ => None,
    }
}

/// A number, however it is written.
pub(crate) fn number<N: TryFrom<u64>>(value: &Value) -> Option<N> {
    let number = match value {
        Value::Number(number) => number.as_u64().or_else(|| whole(number.as_f64()?)),
        other => text(other)?.parse().ok(),
    };
    number.and_then(|number| N::try_from(number).ok())
}

/// A whole number that was written as a fraction: `1e9`, `10000000000.0`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
fn whole(number: f64) -> Option<u64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    ((0.0..EXACT).contains(&number) && number.fract() == 0.0).then_some(number as u64)
}

/// Every value under this name, however deep, outermost first; what stands inside of one is not looked into again.
pub(crate) fn under<'v>(values: &'v [Value], name: &str) -> Vec<&'v Value> {
    let mut found = Vec::new();
    let mut ahead: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = ahead.pop() {
        match value {
            Value::Array(all) => ahead.extend(all.iter().rev()),
            Value::Object(object) => match object.get(name) {
                Some(one) => found.push(one),
                None => ahead.extend(object.values().rev().filter(|value| value.is_array() || value.is_object())),
            },
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn found(output: &str) -> (Vec<Value>, Vec<String>) {
        let mut unknown = Unknown::default();
        (find(output, &mut unknown), unknown.into_lines())
    }

    #[test]
    fn it_is_found_among_other_lines() {
        let (values, unknown) =
            found("Warning: old\n  {\"a\": 1}\n{\"b\": [\n2]}{\"c\": 3} tail\n{master:0}\n[edit]\n[4]");
        assert_eq!(values, [json!({"a": 1}), json!({"b": [2]}), json!({"c": 3}), json!([4])]);
        assert_eq!(unknown, ["Warning: old", " tail", "[edit]"]);
    }

    #[test]
    fn it_may_stand_on_one_line_however_long() {
        let many = json!((0..10_000).collect::<Vec<_>>());
        assert_eq!(found(&many.to_string()), (vec![many], vec![]));
    }

    #[test]
    fn what_is_cut_off_is_not_read_in_parts() {
        assert_eq!(
            found("[\n{\"a\": 1},\n{\"a\": 2},\n"),
            (vec![], ["[", "{\"a\": 1},", "{\"a\": 2},"].map(str::to_owned).into())
        );
    }

    #[test]
    fn a_hundred_thousand_false_beginnings_cost_no_more_than_their_lines() {
        let text = "{ this is not it\n".repeat(100_000);
        let (values, unknown) = found(&text);
        assert_eq!((values.len(), unknown.len()), (0, crate::device::platform::Reading::MOST_UNKNOWN));
    }

    #[test]
    fn an_error_in_json_is_no_answer() {
        let mut unknown = Unknown::default();
        let said = [json!({"a": 1}), json!({}), json!({"errors": ["no"]}), json!([{"a": 2}])];
        assert_eq!(answers(&said, &["b", "a"], &mut unknown), [&json!(1)]);
        assert_eq!(unknown.into_lines(), [r#"{"errors":["no"]}"#, r#"[{"a":2}]"#]);
    }

    #[test]
    fn a_number_is_a_number_however_it_is_written() {
        for value in [json!(10), json!("10"), json!(10.0), json!([{"data": " 10 "}])] {
            assert_eq!(number::<u16>(&value), Some(10), "{value}");
        }
        for value in [json!(-1), json!("ten"), json!(1.5), json!(70_000), json!(null), json!([]), json!([[1]])] {
            assert_eq!(number::<u16>(&value), None, "{value}");
        }
    }

    #[test]
    fn a_name_is_found_at_any_depth() {
        let value = [json!({"re": [{"x": [{"n": 1}, {"n": 2}]}, {"y": {"n": {"n": 3}}}]})];
        assert_eq!(under(&value, "n"), [&json!(1), &json!(2), &json!({"n": 3})]);
    }
}
