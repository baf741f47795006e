//! In what the systems differ, as far as a request that fails is concerned.

use std::fmt;

use serde_json::{Map, Value};

use super::error::Kind;

/// One kind of system, and what it tells a person to do. Every sentence is a whole one.
pub struct System {
    /// As people call it.
    pub name: &'static str,
    /// The class of the error that says that something else answers.
    pub(crate) not_this: &'static str,
    /// What a login consists of and where it is set.
    pub(crate) login: &'static str,
    /// Which rights the login needs.
    pub(crate) permission: &'static str,
    /// When it is slow, and what helps.
    pub(crate) slow: &'static str,
    /// What makes it refuse a request.
    pub(crate) request: &'static str,
    /// Which address is the right one.
    pub(crate) address: &'static str,
    /// How to get a shorter answer.
    pub(crate) fewer: &'static str,
    /// The words of a refusal that is a JSON object, if it has any.
    pub(crate) words: fn(&Map<String, Value>) -> Option<String>,
    /// What a refusal means, where it means something else than with others.
    pub(crate) judge: fn(&Refusal<'_>) -> Option<Kind>,
}

/// An answer with a status other than success.
pub(crate) struct Refusal<'a> {
    /// The HTTP status.
    pub(crate) status: u16,
    /// Its words, fit to be shown; `None` when it is not the system's own JSON.
    pub(crate) said: Option<&'a str>,
}

impl Refusal<'_> {
    /// The words, or that there are none.
    pub(crate) fn detail(&self) -> String {
        self.said.unwrap_or("it gave no reason").to_owned()
    }
}

/// Two systems of one name are the same.
impl PartialEq for System {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for System {}

impl fmt::Debug for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
