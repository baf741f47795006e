//! What was found, line by line.

use serde_json::json;

use crate::program::{Out, ProgramError};

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Check {
    name: &'static str,
    state: State,
    says: String,
    remedy: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Fine,
    Odd,
    Wrong,
}

impl State {
    fn as_str(self) -> &'static str {
        match self {
            Self::Fine => "ok",
            Self::Odd => "warning",
            Self::Wrong => "wrong",
        }
    }
}

impl Check {
    /// As it should be.
    pub(super) fn fine(name: &'static str, says: impl Into<String>) -> Self {
        Self { name, state: State::Fine, says: says.into(), remedy: None }
    }

    /// Works, and is worth a look.
    pub(super) fn odd(name: &'static str, says: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { name, state: State::Odd, says: says.into(), remedy: Some(remedy.into()) }
    }

    /// Keeps something from working.
    pub(super) fn wrong(name: &'static str, says: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { name, state: State::Wrong, says: says.into(), remedy: Some(remedy.into()) }
    }
}

/// The lines told so far.
pub(super) struct Report {
    out: Out,
    wrong: usize,
}

impl Report {
    pub(super) fn new(out: Out) -> Self {
        Self { out, wrong: 0 }
    }

    pub(super) fn tell(&mut self, check: Check) {
        let Check { name, state, says, remedy } = check;
        self.wrong += usize::from(state == State::Wrong);
        let text = match &remedy {
            Some(remedy) => format!("{:<8} {name}: {says} -> {remedy}", state.as_str()),
            None => format!("{:<8} {name}: {says}", state.as_str()),
        };
        self.out.say(&text, &json!({"check": name, "state": state.as_str(), "says": says, "remedy": remedy}));
    }

    /// Trouble makes the command fail; warnings do not.
    pub(super) fn verdict(self) -> Result<(), ProgramError> {
        match self.wrong {
            0 => Ok(()),
            n => Err(ProgramError::Unwell(n)),
        }
    }
}
