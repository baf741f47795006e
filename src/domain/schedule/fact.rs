//! What happened to a schedule.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::Definition;

/// What the newest format of stored events means. Raised when the meaning of
/// event data changes; a reader that meets a higher one shows the schedule as
/// unreadable instead of guessing.
pub const FORMAT: i16 = 3;
/// The format of all that does not say which file manages a schedule: a program that knows nothing of files would lose
/// that, and may read and write everything else beside a newer one.
const WITHOUT_FILES: i16 = 2;

/// The format to store a definition, or changes to one, in.
pub(super) const fn format_of(names_file: bool) -> i16 {
    if names_file { FORMAT } else { WITHOUT_FILES }
}

/// What happened to a schedule: one immutable fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// It came into being.
    Created {
        /// As it was at first.
        definition: Box<Definition>,
        /// Whether it was switched on.
        enabled: bool,
    },
    /// Fields changed; see [`differences`].
    Updated {
        /// The changed fields, with their new values.
        changes: Map<String, Value>,
        /// Where the same write also switched it on or off.
        enabled: Option<bool>,
    },
    /// It was switched on.
    Enabled,
    /// It was switched off.
    Disabled,
    /// Its `expires` passed.
    Expired,
    /// It made its last job.
    Completed,
    /// It was removed.
    Deleted,
    /// It was brought back.
    Restored {
        /// Its name, where the old one had been taken meanwhile.
        name: Option<Box<str>>,
        /// Its owner, where the old one is gone.
        owner: Option<Uuid>,
        /// Whether it is switched on.
        enabled: bool,
    },
}

#[derive(Serialize, Deserialize)]
struct CreatedData {
    definition: Box<Definition>,
    enabled: bool,
}

#[derive(Serialize, Deserialize)]
struct UpdatedData {
    changes: Map<String, Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
}

#[derive(Serialize, Deserialize)]
struct RestoredData {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<Box<str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    owner: Option<Uuid>,
    enabled: bool,
}

/// Why a stored event or row cannot be read by this version of the program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

impl Fact {
    /// The word for its kind, as stored and shown.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Created { .. } => "created",
            Self::Updated { .. } => "updated",
            Self::Enabled => "enabled",
            Self::Disabled => "disabled",
            Self::Expired => "expired",
            Self::Completed => "completed",
            Self::Deleted => "deleted",
            Self::Restored { .. } => "restored",
        }
    }

    /// Its data, as stored.
    #[must_use]
    pub fn data(&self) -> Value {
        let data = match self {
            Self::Created { definition, enabled } => {
                serde_json::to_value(CreatedData { definition: definition.clone(), enabled: *enabled })
            }
            Self::Updated { changes, enabled } => {
                serde_json::to_value(UpdatedData { changes: changes.clone(), enabled: *enabled })
            }
            Self::Restored { name, owner, enabled } => {
                serde_json::to_value(RestoredData { name: name.clone(), owner: *owner, enabled: *enabled })
            }
            _ => Ok(Value::Object(Map::new())),
        };
        data.unwrap_or_default()
    }

    /// The format that its data is stored in.
    #[must_use]
    pub fn format(&self) -> i16 {
        format_of(match self {
            Self::Created { definition, .. } => definition.managed.is_some(),
            Self::Updated { changes, .. } => changes.contains_key("managed"),
            _ => false,
        })
    }

    /// Reads a stored event.
    ///
    /// # Errors
    /// When its format, kind or data is not one this version knows.
    pub fn read(kind: &str, format: i16, data: Value) -> Result<Self, Unreadable> {
        if format > FORMAT {
            return Err(Unreadable(format!(
                "a `{kind}` event of format {format}, written by a newer version; this one reads up to {FORMAT}"
            )));
        }
        let wrong = |e: serde_json::Error| Unreadable(format!("a `{kind}` event whose data does not fit: {e}"));
        Ok(match kind {
            "created" => {
                let CreatedData { definition, enabled } = serde_json::from_value(data).map_err(wrong)?;
                Self::Created { definition, enabled }
            }
            "updated" => {
                let UpdatedData { changes, enabled } = serde_json::from_value(data).map_err(wrong)?;
                Self::Updated { changes, enabled }
            }
            "enabled" => Self::Enabled,
            "disabled" => Self::Disabled,
            "expired" => Self::Expired,
            "completed" => Self::Completed,
            "deleted" => Self::Deleted,
            "restored" => {
                let RestoredData { name, owner, enabled } = serde_json::from_value(data).map_err(wrong)?;
                Self::Restored { name, owner, enabled }
            }
            other => return Err(Unreadable(format!("an event of unknown kind `{other}`"))),
        })
    }
}
