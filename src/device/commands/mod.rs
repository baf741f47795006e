//! Which commands are let through to devices: those that only read.
//!
//! The list is of what is allowed, not of what is forbidden: a command begins with words of its platform's list,
//! and passes its output on to filters that only choose lines. What is not known to be harmless is refused, with a
//! sentence that says why. Commands are checked when they are saved and again when they are run.

mod filter;
mod unix;

use crate::device::platform::Platform;

/// Wider terminals are not asked for; what is longer would be broken in two by the device.
const LONGEST: usize = 480;
/// What leads to another command, or to a file, in some command line or other. `?` asks for help in the midst of a line.
const FORBIDDEN: [char; 9] = ['>', '<', ';', '&', '`', '\\', '?', '!', '\''];

/// Why a command is not let through.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is none.
    #[error("there is no command")]
    Empty,
    /// It is too long.
    #[error("a command has at most {LONGEST} characters")]
    TooLong,
    /// It has something in it that is not printable ASCII.
    #[error("a command has only printable ASCII characters, this has {0:?}")]
    Character(char),
    /// It has something in it that could begin another command, or write a file.
    #[error("a command may not have {0} in it: that can begin another command or write a file")]
    Sign(String),
    /// It begins with something else than is allowed.
    #[error("only commands that read are run here: {allowed}; `{command}` is none of them")]
    NotReadOnly {
        /// Its beginning.
        command: String,
        /// What is allowed.
        allowed: String,
    },
    /// It passes its output to something that may write.
    #[error("output may only go to filters, written in full: {allowed}; `{filter}` is none of them")]
    NotAFilter {
        /// To what.
        filter: String,
        /// What is allowed.
        allowed: String,
    },
    /// It names a place for files.
    #[error("a command may not name a place for files, as `{0}` does")]
    File(String),
}

/// Whether a command only reads on a device of this platform. `extra` are beginnings that an admin allows besides, in
/// whole words.
///
/// # Errors
/// When it does not, or when that is not certain.
pub fn check(platform: &Platform, command: &str, extra: &[String]) -> Result<(), Refusal> {
    if command.trim_matches(' ').is_empty() {
        return Err(Refusal::Empty);
    }
    if command.len() > LONGEST {
        return Err(Refusal::TooLong);
    }
    if let Some(odd) = command.chars().find(|c| !matches!(c, ' '..='~')) {
        return Err(Refusal::Character(odd));
    }
    let allowed_besides = extra.iter().any(|beginning| begins_with(command, beginning));
    if platform.terminal.unix {
        return unix::check(command, allowed_besides);
    }
    if let Some(sign) = sign_in(command) {
        return Err(Refusal::Sign(sign));
    }
    if !allowed_besides && !platform.terminal.read_only.iter().any(|beginning| begins_with(command, beginning)) {
        let allowed = platform.terminal.read_only.iter().map(|words| format!("`{words} …`")).collect::<Vec<_>>();
        return Err(Refusal::NotReadOnly { command: beginning_of(command), allowed: allowed.join(", ") });
    }
    filter::check(command)
}

fn sign_in(command: &str) -> Option<String> {
    if command.contains("$(") {
        return Some("`$(`".to_owned());
    }
    command.chars().find(|c| FORBIDDEN.contains(c)).map(|sign| format!("`{sign}`"))
}

/// Whether a command begins with these words, whole and in whatever case.
fn begins_with(command: &str, beginning: &str) -> bool {
    let mut words = command.split(' ').filter(|word| !word.is_empty());
    let mut wanted = beginning.split_whitespace().peekable();
    wanted.peek().is_some() && wanted.all(|want| words.next().is_some_and(|word| word.eq_ignore_ascii_case(want)))
}

fn beginning_of(command: &str) -> String {
    const WORDS: usize = 3;
    command.split_whitespace().take(WORDS).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
