//! Spans of time, as tables and sentences tell them.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

/// What stands in the place of one.
const TIME: &str = "<time>";
/// What may stand around a word of a table.
const BETWEEN: &[char] = &[' ', '\t', ',', ';', '(', ')', '[', ']'];

/// The line with every span of time put in one word: `00:12:34`, `3d04h`, `2 weeks, 1 day`.
pub(super) fn without_ages(line: &str) -> Cow<'_, str> {
    let said = without_phrases(line);
    if !said.split(BETWEEN).any(is_age) {
        return said;
    }
    let mut out = String::with_capacity(said.len());
    for piece in said.split_inclusive(BETWEEN) {
        let word = piece.trim_end_matches(BETWEEN);
        if is_age(word) {
            // `3w2d 04:05:06` is one span.
            let begun = out.strip_suffix(' ').filter(|before| before.ends_with(TIME)).map(str::len);
            match begun {
                Some(begun) => out.truncate(begun),
                None => out.push_str(TIME),
            }
            out.push_str(&piece[word.len()..]);
        } else {
            out.push_str(piece);
        }
    }
    Cow::Owned(out)
}

/// `3 weeks, 2 days, 1 minute`, `12 day(s), 3 hour(s)`, with the unit in words.
fn without_phrases(line: &str) -> Cow<'_, str> {
    static PHRASE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let unit = r"\d+ ?(?:year|week|day|hour|minute|second|min|sec|msec)(?:\(s\)|s?\b)";
        Regex::new(&format!(r"\b{unit}(?:,? ?(?:and )?{unit})*(?:,? \d+:\d\d(?::\d\d)?)?")).ok()
    });
    match &*PHRASE {
        // Few lines have a digit before such a word; the search looks for nothing else.
        Some(phrase) => phrase.replace_all(line, TIME),
        None => Cow::Borrowed(line),
    }
}

/// Whether a word is a span of time: `1:02:03`, `00:12:34.567`, `3w2d`, `1d02h03m`.
fn is_age(word: &str) -> bool {
    is_clock(word) || is_units(word)
}

fn is_clock(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = word.split(':');
    let (Some(hours), Some(minutes), Some(seconds), None) =
        (groups.next(), groups.next(), groups.next(), groups.next())
    else {
        return false;
    };
    let (seconds, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    digits(hours) && minutes.len() == 2 && digits(minutes) && seconds.len() == 2 && digits(seconds) && digits(fraction)
}

/// Two units or more, the larger one first.
fn is_units(word: &str) -> bool {
    const UNITS: &str = "ywdhms";
    let (mut last, mut units, mut digits) = (None, 0, 0);
    for c in word.chars() {
        match UNITS.find(c) {
            Some(at) if digits > 0 && last.is_none_or(|last| at > last) => {
                (last, units, digits) = (Some(at), units + 1, 0);
            }
            None if c.is_ascii_digit() => digits += 1,
            _ => return false,
        }
    }
    units >= 2 && digits == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_put_in_one_word_and_nothing_else_is() {
        for (line, said) in [
            (
                "O 10.0.0.0/8 [110/20] via 10.1.1.1, 00:12:34, Gi0/0",
                "O 10.0.0.0/8 [110/20] via 10.1.1.1, <time>, Gi0/0",
            ),
            ("*via 10.1.1.1, Eth1/1, [110/41], 3w2d, ospf-1", "*via 10.1.1.1, Eth1/1, [110/41], <time>, ospf-1"),
            ("up for 2 weeks, 1 day, 3 hours, 4:05:06 ago", "up for <time> ago"),
            ("System uptime: 12 day(s), 3 hour(s), 2 minute(s)", "System uptime: <time>"),
            ("link flapped 3week(s) 2day(s)", "link flapped <time>"),
            ("hwaddr 00:50:56:12:34:56 mtu 1500", "hwaddr 00:50:56:12:34:56 mtu 1500"),
            ("*[OSPF/10] 3w2d 04:05:06, metric 2", "*[OSPF/10] <time>, metric 2"),
            ("2001:12:34::1 via fe80::1", "2001:12:34::1 via fe80::1"),
            ("10m fibre, version 15.2, never, 1d", "10m fibre, version 15.2, never, 1d"),
        ] {
            assert_eq!(without_ages(line), said);
            assert_eq!(without_ages(said), said, "once is enough");
        }
    }
}
