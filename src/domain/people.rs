//! Who may do what.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::job::spelled;
use super::schedule::{Fact, Schedule};

/// What a person may do. Each one may do all that the ones before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads.
    Viewer,
    /// Runs the house: own schedules, and the switches of everybody's.
    Operator,
    /// Everything.
    Admin,
}
spelled!(Role, "role", { Viewer => "viewer", Operator => "operator", Admin => "admin" });

/// Somebody who is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub username: String,
    /// What they may do here: with a token, perhaps less than their own role.
    pub role: Role,
}

impl Person {
    /// The program itself, told to by whoever runs it: it may do everything, and has no id.
    #[must_use]
    pub fn program(name: &str) -> Self {
        Self { id: Uuid::nil(), username: name.to_owned(), role: Role::Admin }
    }

    /// Whether this is the program itself and nobody who is logged in.
    #[must_use]
    pub fn is_program(&self) -> bool {
        self.id.is_nil()
    }

    /// Whether they may let `fact` happen to `schedule` (none: a new one of their own).
    ///
    /// # Errors
    /// A sentence that says why not.
    pub fn may(&self, schedule: Option<&Schedule>, fact: &Fact) -> Result<(), String> {
        match (self.role, schedule) {
            (Role::Viewer, _) => Err("viewers only read; ask an operator or an admin".to_owned()),
            (Role::Admin, _) | (Role::Operator, None) => Ok(()),
            (Role::Operator, Some(s)) if s.definition.owner == self.id => Ok(()),
            (Role::Operator, Some(_)) => match fact {
                Fact::Enabled | Fact::Disabled => Ok(()),
                Fact::Updated { changes, .. } if changes.keys().all(|field| field == "snooze_until") => Ok(()),
                _ => Err("this schedule is somebody else's: operators may switch it on or off, snooze and run it, \
                          and only its owner or an admin may change, delete or restore it"
                    .to_owned()),
            },
        }
    }
}
