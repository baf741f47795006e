//! What a schedule may ask of the sync.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::integrations::nautobot::DeviceFilter;

/// More than any Nautobot holds, and far from where GraphQL's 32-bit integers end.
const MOST: u32 = 10_000_000;

/// Longer than any name that Nautobot stores (255 at most) is certainly a mistake.
const LONGEST_VALUE: usize = 255;

/// Which devices to read. Without arguments: all of them, and only then are the ones no longer there marked missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
// Checked when a schedule is saved, so that it names the argument that is not there.
#[schemars(extend("dependentRequired" = {"filter_type": ["filter_value"], "filter_value": ["filter_type"]}))]
pub struct Args {
    /// Read at most this many devices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = MOST))]
    pub limit: Option<u32>,
    /// Pass over this many devices first, in the order of their names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = MOST))]
    pub offset: Option<u32>,
    /// Read only devices whose `name` contains the filter value, or whose `location` it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter_type: Option<FilterType>,
    /// The text to filter by: part of a name, in whatever case, or a location's whole name or id. It is taken
    /// literally; `.` and `*` mean themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = LONGEST_VALUE))]
    pub filter_value: Option<String>,
}

/// What a filter value is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FilterType {
    /// Part of the device's name, in whatever case.
    Name,
    /// The location the device stands in, or one above it, by name or id.
    Location,
}

/// An argument that cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{field}` {reason}")]
pub struct ArgsError {
    /// The argument.
    pub field: &'static str,
    /// What is wrong with it.
    pub reason: String,
}

/// The arguments, checked: what is wanted of Nautobot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) limit: Option<u32>,
    pub(super) offset: u32,
    pub(super) filter: Option<DeviceFilter>,
}

impl Wanted {
    /// Whether it is all devices: only then does not being among them mean anything.
    pub(super) fn everything(&self) -> bool {
        self.limit.is_none() && self.offset == 0 && self.filter.is_none()
    }
}

impl Args {
    /// Checks what the types alone do not.
    ///
    /// # Errors
    /// The first argument that cannot be meant.
    pub fn check(&self) -> Result<(), ArgsError> {
        self.wanted().map(|_| ())
    }

    pub(super) fn wanted(&self) -> Result<Wanted, ArgsError> {
        let wrong = |field, reason: String| Err(ArgsError { field, reason });
        match (self.limit, self.offset) {
            (Some(0), _) => return wrong("limit", "must be at least 1".to_owned()),
            (Some(limit), _) if limit > MOST => return wrong("limit", format!("must be at most {MOST}, not {limit}")),
            (_, Some(offset)) if offset > MOST => {
                return wrong("offset", format!("must be at most {MOST}, not {offset}"));
            }
            _ => {}
        }
        let filter = match (self.filter_type, self.filter_value.as_deref().map(str::trim)) {
            (None, None) => None,
            (Some(_), None) => return wrong("filter_value", "is missing: `filter_type` needs a value".to_owned()),
            (None, Some(_)) => {
                return wrong("filter_type", "is missing: say what `filter_value` is, `name` or `location`".to_owned());
            }
            (Some(_), Some("")) => return wrong("filter_value", "must not be empty".to_owned()),
            (Some(_), Some(value)) if value.chars().count() > LONGEST_VALUE => {
                return wrong("filter_value", format!("must have at most {LONGEST_VALUE} characters"));
            }
            (Some(_), Some(value)) if value.contains(char::is_control) => {
                return wrong("filter_value", "must be plain text without control characters".to_owned());
            }
            (Some(FilterType::Name), Some(value)) => Some(DeviceFilter::Name(value.to_owned())),
            (Some(FilterType::Location), Some(value)) => Some(DeviceFilter::Location(value.to_owned())),
        };
        Ok(Wanted { limit: self.limit, offset: self.offset.unwrap_or(0), filter })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong_field(json: serde_json::Value) -> Option<&'static str> {
        serde_json::from_value::<Args>(json).unwrap().check().err().map(|error| error.field)
    }

    #[test]
    fn a_filter_needs_both_its_halves() {
        assert_eq!(wrong_field(serde_json::json!({"filter_type": "name"})), Some("filter_value"));
        assert_eq!(wrong_field(serde_json::json!({"filter_value": "par"})), Some("filter_type"));
        assert_eq!(wrong_field(serde_json::json!({"filter_type": "location", "filter_value": "PAR"})), None);
        assert_eq!(wrong_field(serde_json::json!({})), None);
    }

    #[test]
    fn values_that_cannot_be_meant_are_named() {
        assert_eq!(wrong_field(serde_json::json!({"limit": 0})), Some("limit"));
        assert_eq!(wrong_field(serde_json::json!({"limit": MOST + 1})), Some("limit"));
        assert_eq!(wrong_field(serde_json::json!({"offset": MOST + 1})), Some("offset"));
        for value in ["", "  ", "a\u{0}b", &"x".repeat(256)] {
            let json = serde_json::json!({"filter_type": "name", "filter_value": value});
            assert_eq!(wrong_field(json), Some("filter_value"), "{value:?}");
        }
    }

    #[test]
    fn what_is_not_an_argument_is_refused() {
        for json in [r#"{"page_size": 5}"#, r#"{"filter_type": "rack"}"#, r#"{"limit": -1}"#, r#"{"limit": "5"}"#] {
            assert!(serde_json::from_str::<Args>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn only_no_arguments_ask_for_everything() {
        let everything = |args: Args| args.wanted().unwrap().everything();
        assert!(everything(Args::default()));
        assert!(everything(Args { offset: Some(0), ..Args::default() }));
        assert!(!everything(Args { limit: Some(MOST), ..Args::default() }));
        assert!(!everything(Args { offset: Some(1), ..Args::default() }));
    }

    #[test]
    fn the_schema_refuses_what_the_check_refuses() {
        let schema = serde_json::to_value(schemars::schema_for!(Args)).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        for (args, fits) in [
            (serde_json::json!({}), true),
            (serde_json::json!({"limit": 10, "offset": 0, "filter_type": "name", "filter_value": "par"}), true),
            (serde_json::json!({"limit": null, "filter_type": null, "filter_value": null}), true),
            (serde_json::json!({"limit": 0}), false),
            (serde_json::json!({"filter_type": "name"}), false),
            (serde_json::json!({"filter_type": "rack", "filter_value": "x"}), false),
            (serde_json::json!({"username": "admin"}), false),
        ] {
            assert_eq!(validator.is_valid(&args), fits, "{args}");
        }
        assert!(schema["properties"]["limit"]["description"].as_str().unwrap().contains("at most"));
    }
}
