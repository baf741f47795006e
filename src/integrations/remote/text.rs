//! Foreign text, made fit to be kept and shown.

use serde_json::{Map, Value};

/// Enough of a foreign text to recognise it by; the rest is in the other system's log.
const QUOTED_CHARS: usize = 300;

/// Taken out of every word, a secret of a few letters would show by its absence; such a one is taken out where it is
/// a word of its own.
const SHORTEST_SECRET: usize = 6;

/// What has no value is `None`, however it is written.
///
/// NUL is dropped: JSON may carry it, Postgres text may not, and one entry
/// would otherwise fail the page it is on.
pub(crate) fn text(value: Option<String>) -> Option<String> {
    let value = value?;
    let value = if value.contains('\0') { value.replace('\0', "") } else { value };
    let trimmed = value.trim();
    match trimmed.len() {
        0 => None,
        len if len == value.len() => Some(value),
        _ => Some(trimmed.to_owned()),
    }
}

/// JSON as it is kept: what has no value in it is left out, and texts are those of [`text`].
pub(crate) fn plain(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(said) => text(Some(said)).map(Value::String),
        Value::Array(list) => Some(list.into_iter().filter_map(plain).collect()),
        Value::Object(object) => {
            Some(object.into_iter().filter_map(|(key, value)| Some((text(Some(key))?, plain(value)?))).collect())
        }
        other => Some(other),
    }
}

/// The object in an error's body; `None` when it is none, so not the system's own.
pub(super) fn object(body: &[u8]) -> Option<Map<String, Value>> {
    serde_json::from_slice(body).ok()
}

/// Makes foreign text fit to be shown: one line, not long, and without the secret, should the server repeat it.
pub(super) fn quote(said: &str, secret: &str) -> String {
    let said = without(said, secret.trim());
    let mut line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    line.retain(|c| !c.is_control());
    if let Some((end, _)) = line.char_indices().nth(QUOTED_CHARS) {
        line.truncate(end);
        line.push('…');
    }
    // The sentence around it brings its own full stop.
    line.trim_end_matches('.').to_owned()
}

fn without(said: &str, secret: &str) -> String {
    if secret.is_empty() {
        return said.to_owned();
    }
    if secret.len() >= SHORTEST_SECRET {
        return said.replace(secret, "[secret]");
    }
    let mut kept = String::with_capacity(said.len());
    let mut rest = said;
    while let Some(at) = rest.find(secret) {
        let (before, after) = (&rest[..at], &rest[at + secret.len()..]);
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_word = !inside(before.chars().next_back().or(kept.chars().next_back())) && !inside(after.chars().next());
        kept.push_str(before);
        kept.push_str(if is_word { "[secret]" } else { secret });
        rest = after;
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_one_short_line_without_the_secret() {
        let long = format!("no\r\nsuch\u{1b}[31m s3cret {}", "x".repeat(1_000));
        let quoted = quote(&long, "s3cret");
        assert!(quoted.starts_with("no such[31m [secret] x"), "{quoted}");
        assert_eq!(quoted.chars().count(), QUOTED_CHARS + 1);
    }

    #[test]
    fn a_secret_of_a_few_letters_is_taken_out_as_a_word() {
        assert_eq!(
            quote("Invalid token (abc); abcabc, xabc abc", "abc"),
            "Invalid token ([secret]); abcabc, xabc [secret]"
        );
        assert_eq!(quote("nothing to hide.", " "), "nothing to hide");
    }

    #[test]
    fn what_is_empty_has_no_value() {
        assert_eq!(text(Some(" sw1\0 ".to_owned())).as_deref(), Some("sw1"));
        assert_eq!(text(Some(" \0 ".to_owned())), None);
        assert_eq!(text(None), None);
    }
}
