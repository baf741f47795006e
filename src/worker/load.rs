//! How busy the worker's host is.

/// Where Linux tells it.
const FILE: &str = "/proc/loadavg";

/// The host's load average over 1, 5 and 15 minutes; `None` where it does not tell.
pub(super) fn average() -> Option<[f64; 3]> {
    // The kernel writes this file as it is read: no disk is waited for.
    parse(&std::fs::read_to_string(FILE).ok()?)
}

fn parse(text: &str) -> Option<[f64; 3]> {
    let mut numbers = text.split_whitespace().map(|word| word.parse::<f64>().ok().filter(|load| load.is_finite()));
    Some([numbers.next()??, numbers.next()??, numbers.next()??])
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn three_numbers_are_read_and_anything_else_is_nothing() {
        assert_eq!(parse("0.42 1.00 12.50 3/812 4711\n"), Some([0.42, 1.0, 12.5]));
        for wrong in ["", "0.42 1.00", "a b c", "nan 1 1"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
