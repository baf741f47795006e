//! What was not understood.

use crate::device::platform::Reading;

/// Lines that no reader knew what to do with, as they stand.
#[derive(Debug, Default)]
pub(crate) struct Unknown(Vec<String>);

impl Unknown {
    /// Longest part of a line that is kept, in characters: as much as a person reads of it.
    const LONGEST: usize = 200;

    /// Keeps a line, unless it says nothing, only that there is nothing, or enough are kept already.
    pub(crate) fn line(&mut self, line: &str) {
        let line = line.trim_end();
        if self.0.len() < Reading::MOST_UNKNOWN && !line.trim_start().is_empty() && !says_none(line) {
            self.0.push(line.chars().take(Self::LONGEST).collect());
        }
    }

    /// Keeps each line of a text.
    pub(crate) fn lines(&mut self, text: &str) {
        for line in text.lines() {
            if self.0.len() >= Reading::MOST_UNKNOWN {
                return;
            }
            self.line(line);
        }
    }

    /// Keeps a thing that was understood as JSON but not as what was asked for.
    pub(crate) fn value(&mut self, value: &serde_json::Value) {
        // Written out only when there is room: a table of a hundred thousand entries may end here one by one.
        if self.0.len() < Reading::MOST_UNKNOWN {
            self.line(&value.to_string());
        }
    }

    /// The lines that were kept.
    pub(crate) fn into_lines(self) -> Vec<String> {
        self.0
    }
}

/// Ways of saying that there is nothing, which is an answer like any other. In lower case.
const NONE: [&str; 16] = [
    "lldp is not enabled",
    "cdp is not enabled",
    "lldp is not running",
    "cdp is not running",
    "lldp not enabled",
    "cdp not enabled",
    "total entries displayed: 0",
    "total cdp entries displayed : 0",
    "total cdp entries displayed: 0",
    "no matching routes found",
    "no neighbour information",
    "no neighbor information",
    "no lldp neighbors",
    "no cdp neighbors",
    "no mac address entries",
    "no entries present",
];

/// Whether a line only says that there is nothing.
pub(crate) fn says_none(line: &str) -> bool {
    // No such sentence is long; a long line is not copied to find that out.
    const LONGEST: usize = 200;
    if line.len() > LONGEST {
        return false;
    }
    // Junos tells its part in a cluster before each prompt: `{master:0}`.
    if line.starts_with('{') && line.ends_with('}') && line.contains(':') && !line.contains('"') {
        return true;
    }
    let line = line.to_ascii_lowercase();
    NONE.iter().any(|words| line.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_so_many_lines_are_kept_and_none_that_says_nothing() {
        let mut unknown = Unknown::default();
        unknown
            .lines("  \n% LLDP is not enabled\n% CDP is not enabled\r\nTotal entries displayed: 0\nTotal entries: 10");
        assert_eq!(unknown.0, ["Total entries: 10"]);
        for at in 0..1000 {
            unknown.line(&format!("line {at}"));
        }
        assert_eq!(unknown.into_lines().len(), Reading::MOST_UNKNOWN);
    }

    #[test]
    fn a_long_line_is_cut_between_characters() {
        let mut unknown = Unknown::default();
        unknown.line(&"ü".repeat(1000));
        assert_eq!(unknown.into_lines(), ["ü".repeat(Unknown::LONGEST)]);
    }
}
