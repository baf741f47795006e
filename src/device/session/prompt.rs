//! What a device shows when it waits for a command, or for something else.

use std::sync::LazyLock;

use regex::Regex;

/// No prompt is longer: longer lines that end in `#` are decoration.
const LONGEST: usize = 200;

/// A prompt, learned from the device itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Prompt {
    /// The line that it stands on, without spaces at its end.
    pub(super) line: String,
    /// What the device shows above it each time, as Junos does with `{master:0}`.
    pub(super) above: Vec<String>,
}

impl Prompt {
    /// Whether a line, given as the device sent it, is the prompt and nothing else.
    pub(super) fn is(&self, line: &str) -> bool {
        !self.line.is_empty() && line.trim_end() == self.line
    }

    /// Whether it is one for users without privileges.
    pub(super) fn is_plain_user(&self) -> bool {
        self.line.ends_with('>')
    }
}

/// Whether a line looks like a prompt; what it really is, is learned by asking for it twice.
pub(super) fn looks_like_one(line: &str) -> bool {
    let line = line.trim_end();
    line.chars().count() <= LONGEST && line.ends_with(['>', '#', '$', '%', ']'])
}

/// Whether the device waits for a key before it shows more.
pub(super) fn is_pager(line: &str) -> bool {
    #[expect(clippy::unwrap_used, reason = "a constant that the tests below read")]
    static PAGER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)^\s*(?:",
            r"<?\s*-{2,}\s*\(?\s*more\s*(?:\d+%)?\s*\)?\s*-{2,}\s*>?",
            r"|-{2,}\s*more\s*-{2,}.*\bq\b.*",
            r"|press (?:any key|space|return|enter|<return>).*",
            r"|lines \d+-\d+(?:/\d+)?(?: \d+%| \(end\))?",
            r"|\(end\)",
            r")\s*$",
        ))
        .unwrap()
    });
    line.len() <= LONGEST && PAGER.is_match(line)
}

/// Whether the device asks for a password.
pub(super) fn asks_for_password(line: &str) -> bool {
    let line = line.trim_end().to_lowercase();
    line.ends_with(':') && line.contains("password")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_of_every_make_look_like_one() {
        for line in [
            "sw1>",
            "sw1#",
            "sw1# ",
            "RP/0/RP0/CPU0:xr1#",
            "localhost.localdomain>",
            "noc@junos1> ",
            "root@srx:~ # ",
            "noc@leaf1:~$ ",
            "[root@host ~]# ",
            "leaf1(s1)#",
        ] {
            assert!(looks_like_one(line), "{line}");
        }
        for line in ["", "Last login: Mon Jan 1", "Password:", &"#".repeat(201)] {
            assert!(!looks_like_one(line), "{line}");
        }
    }

    #[test]
    fn pagers_of_every_make_are_known() {
        for line in [
            "--More--",
            " --More-- ",
            "<--- More --->",
            "---(more)---",
            "---(more 45%)---",
            "-- More --",
            "--More-- or (q)uit",
            "-- MORE --, next page: Space, quit: q",
            "Press any key to continue (Q to quit)",
            "lines 1-23",
            "lines 24-46/100 46%",
            "(END)",
        ] {
            assert!(is_pager(line), "{line}");
        }
        for line in
            ["", "sw1#", "--------", "more than one route", "-- neighbors --", "--More-- text of a login banner"]
        {
            assert!(!is_pager(line), "{line}");
        }
    }

    #[test]
    fn a_question_for_a_password_is_told_from_its_mention() {
        assert!(asks_for_password("Password: "));
        assert!(asks_for_password("Enable password:"));
        assert!(!asks_for_password("service password-encryption"));
    }
}
