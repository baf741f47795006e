//! Arguments that all syncs take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Longer than any name that such systems store (255 at most) is certainly a mistake.
pub(in crate::tasks) const LONGEST_VALUE: usize = 255;
/// Fewer than this gone at once happens; more looks like a login that lost its rights.
pub(in crate::tasks) const MAX_MISSING_PERCENT: u8 = 20;

/// What to do with what is no longer there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnMissing {
    /// Keep it, marked as stale; it is no longer a target of jobs.
    #[default]
    MarkStale,
    /// Remove it from the inventory. Its history stays.
    Delete,
    /// Nothing.
    Ignore,
}

/// A text that a person typed to filter by, or what is wrong with it.
pub(in crate::tasks) fn plain_value(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("must not be empty".to_owned());
    }
    if text.chars().count() > LONGEST_VALUE {
        return Err(format!("must have at most {LONGEST_VALUE} characters"));
    }
    if text.contains(char::is_control) {
        return Err("must be plain text without control characters".to_owned());
    }
    Ok(text.to_owned())
}

/// Makes of `$args` the type `$checked`, which is read only where `$args::check` has nothing to say.
macro_rules! checked {
    ($checked:ident, $args:ty, $error:ty) => {
        /// Arguments that can be meant: reading them checks what the schema cannot say.
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "Args", into = "Args")]
        pub struct $checked($args);

        impl TryFrom<$args> for $checked {
            type Error = $error;

            fn try_from(args: $args) -> Result<Self, Self::Error> {
                args.check().map(|()| Self(args))
            }
        }

        impl From<$checked> for $args {
            fn from(checked: $checked) -> Self {
                checked.0
            }
        }

        impl schemars::JsonSchema for $checked {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                <$args>::schema_name()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <$args>::json_schema(generator)
            }
        }
    };
}
pub(in crate::tasks) use checked;
