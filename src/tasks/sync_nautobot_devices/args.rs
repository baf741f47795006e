//! What a schedule may ask of the sync.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::integrations::nautobot::DeviceFilter;
use crate::tasks::sync::{LONGEST_VALUE, MAX_MISSING_PERCENT, Missable, OnMissing, plain_value};

/// More than any Nautobot holds, and far from where GraphQL's 32-bit integers end.
const MOST: u32 = 10_000_000;
/// Nautobot's `MAX_PAGE_SIZE`.
const MOST_A_PAGE: u32 = 1_000;
/// Nautobot answers such a page within seconds, and a failed one costs little to repeat.
const PAGE_SIZE: u32 = 200;
/// More than a query needs, and few enough for one to stay readable.
const MOST_CUSTOM_FIELDS: usize = 50;

/// Which devices to read, and what to do with those that are gone. Without arguments: all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
// Checked when a schedule is saved, so that it names the argument that is not there.
#[schemars(extend("dependentRequired" = {"filter_type": ["filter_value"], "filter_value": ["filter_type"]}))]
pub struct Args {
    /// Read at most this many devices. Then none counts as missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = MOST))]
    pub limit: Option<u32>,
    /// Pass over this many devices first, in the order of their names. Then none counts as missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = MOST))]
    pub offset: Option<u32>,
    /// What the filter value is compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter_type: Option<FilterType>,
    /// The text to filter by. It is taken literally; `.` and `*` mean themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = LONGEST_VALUE))]
    pub filter_value: Option<String>,
    /// How many devices are asked for at once.
    #[serde(default = "page_size")]
    #[schemars(range(min = 1, max = MOST_A_PAGE))]
    pub page_size: u32,
    /// Keys of custom fields to keep with each device; one that this Nautobot does not have is named in a warning.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = MOST_CUSTOM_FIELDS), inner(length(min = 1, max = LONGEST_VALUE)))]
    pub custom_fields: Vec<String>,
    /// What to do with devices that are no longer there.
    #[serde(default)]
    pub on_missing: OnMissing,
    /// Fail, and mark nothing, when more than this share of the known devices is missing, in percent.
    #[serde(default = "max_missing_percent")]
    #[schemars(range(max = 100))]
    pub max_missing_percent: u8,
    /// Only tell what would change.
    #[serde(default)]
    pub dry_run: bool,
    /// The name of the connection to read from; the default one when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = LONGEST_VALUE))]
    pub connection: Option<String>,
}

fn page_size() -> u32 {
    PAGE_SIZE
}

fn max_missing_percent() -> u8 {
    MAX_MISSING_PERCENT
}

impl Default for Args {
    fn default() -> Self {
        Self {
            limit: None,
            offset: None,
            filter_type: None,
            filter_value: None,
            page_size: PAGE_SIZE,
            custom_fields: Vec::new(),
            on_missing: OnMissing::default(),
            max_missing_percent: MAX_MISSING_PERCENT,
            dry_run: false,
            connection: None,
        }
    }
}

/// What a filter value is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FilterType {
    /// Part of the device's name, in whatever case.
    Name,
    /// The location the device stands in, or one above it, by name or id.
    Location,
    /// A primary address of the device: `10.90.0.18`.
    IpAddress,
    /// A network that a primary address of the device is in: `10.90.0.0/24`.
    Prefix,
    /// The device's role, by name or id.
    Role,
    /// The device's status, by name or id: `Active`.
    Status,
    /// The device's platform, by name or id: `Cisco IOS`.
    Platform,
    /// A tag of the device, by name or id.
    Tag,
}

impl FilterType {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Location => "location",
            Self::IpAddress => "ip_address",
            Self::Prefix => "prefix",
            Self::Role => "role",
            Self::Status => "status",
            Self::Platform => "platform",
            Self::Tag => "tag",
        }
    }

    fn filter(self, value: String) -> DeviceFilter {
        match self {
            Self::Name => DeviceFilter::Name(value),
            Self::Location => DeviceFilter::Location(value),
            Self::IpAddress => DeviceFilter::IpAddress(value),
            Self::Prefix => DeviceFilter::Prefix(value),
            Self::Role => DeviceFilter::Role(value),
            Self::Status => DeviceFilter::Status(value),
            Self::Platform => DeviceFilter::Platform(value),
            Self::Tag => DeviceFilter::Tag(value),
        }
    }

    /// What keeps a text from being such a value, where only its form can tell.
    fn complaint(self, value: &str) -> Option<String> {
        let host = value.split('/').next().unwrap_or_default();
        let is_address = host.parse::<std::net::IpAddr>().is_ok();
        let length = value.split_once('/').map(|(_, length)| length.parse::<u8>().is_ok_and(|length| length <= 128));
        match self {
            Self::IpAddress if !is_address || length == Some(false) => {
                Some("must be an address, such as 10.90.0.18".to_owned())
            }
            Self::Prefix if !is_address || length != Some(true) => {
                Some("must be a network, such as 10.90.0.0/24".to_owned())
            }
            _ => None,
        }
    }
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
    pub(super) filter: Option<(FilterType, String)>,
}

impl Wanted {
    /// Whether it is all that the filter leaves: only then does not being among them mean anything.
    pub(super) fn whole(&self) -> bool {
        self.limit.is_none() && self.offset == 0
    }

    pub(super) fn filter(&self) -> Option<DeviceFilter> {
        self.filter.clone().map(|(kind, value)| kind.filter(value))
    }

    /// What was asked for, the same for every sync that asks the same.
    pub(super) fn stored(&self) -> Value {
        let mut stored = serde_json::Map::new();
        if let Some((kind, value)) = &self.filter {
            stored.insert("filter_type".to_owned(), kind.as_str().into());
            stored.insert("filter_value".to_owned(), json!(value));
        }
        if let Some(limit) = self.limit {
            stored.insert("limit".to_owned(), limit.into());
        }
        if self.offset > 0 {
            stored.insert("offset".to_owned(), self.offset.into());
        }
        stored.into()
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

    pub(super) fn missable(&self) -> Missable {
        Missable { on_missing: self.on_missing, max_percent: self.max_missing_percent }
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
        if !(1..=MOST_A_PAGE).contains(&self.page_size) {
            return wrong("page_size", format!("must be from 1 to {MOST_A_PAGE}, not {}", self.page_size));
        }
        if self.max_missing_percent > 100 {
            return wrong("max_missing_percent", format!("must be at most 100, not {}", self.max_missing_percent));
        }
        if self.custom_fields.len() > MOST_CUSTOM_FIELDS {
            return wrong("custom_fields", format!("must name at most {MOST_CUSTOM_FIELDS} fields"));
        }
        let filter = match (self.filter_type, self.filter_value.as_deref()) {
            (None, None) => None,
            (Some(_), None) => return wrong("filter_value", "is missing: `filter_type` needs a value".to_owned()),
            (None, Some(_)) => {
                let reason = "is missing: say what `filter_value` is, such as `name` or `location`";
                return wrong("filter_type", reason.to_owned());
            }
            (Some(kind), Some(value)) => match plain_value(value) {
                Err(reason) => return wrong("filter_value", reason),
                Ok(value) => match kind.complaint(&value) {
                    Some(reason) => return wrong("filter_value", reason),
                    None => Some((kind, value)),
                },
            },
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
        for json in [r#"{"page_sise": 5}"#, r#"{"filter_type": "rack"}"#, r#"{"limit": -1}"#, r#"{"limit": "5"}"#] {
            assert!(serde_json::from_str::<Args>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn with_limit_or_offset_it_is_not_the_whole() {
        let everything = |args: Args| args.wanted().unwrap().whole();
        assert!(everything(Args::default()));
        assert!(everything(Args { offset: Some(0), ..Args::default() }));
        assert!(!everything(Args { limit: Some(MOST), ..Args::default() }));
        assert!(!everything(Args { offset: Some(1), ..Args::default() }));
    }

    #[test]
    fn addresses_and_networks_are_told_apart() {
        for (kind, value, wrong) in [
            ("ip_address", "10.90.0.18", None),
            ("ip_address", "2001:db8::1", None),
            ("ip_address", "core", Some("filter_value")),
            ("prefix", "10.90.0.0/24", None),
            ("prefix", "10.90.0.0", Some("filter_value")),
            ("prefix", "10.90.0.0/x", Some("filter_value")),
            ("tag", "edge", None),
        ] {
            let json = serde_json::json!({"filter_type": kind, "filter_value": value});
            assert_eq!(wrong_field(json), wrong, "{kind} {value}");
        }
    }

    #[test]
    fn what_was_asked_for_is_stored_the_same_whatever_else_was_said() {
        let stored = |json| serde_json::from_value::<Args>(json).unwrap().wanted().unwrap().stored();
        assert_eq!(stored(serde_json::json!({"page_size": 5, "offset": 0, "dry_run": true})), serde_json::json!({}));
        let asked = serde_json::json!({"filter_type": "role", "filter_value": " core ", "on_missing": "delete"});
        assert_eq!(stored(asked), serde_json::json!({"filter_type": "role", "filter_value": "core"}));
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
            (serde_json::json!({"page_size": 1001}), false),
            (serde_json::json!({"on_missing": "forget"}), false),
            (serde_json::json!({"max_missing_percent": 101}), false),
            (serde_json::json!({"custom_fields": ["last_backup"], "on_missing": "ignore", "dry_run": true}), true),
            (serde_json::json!({"username": "admin"}), false),
        ] {
            assert_eq!(validator.is_valid(&args), fits, "{args}");
        }
        assert!(schema["properties"]["limit"]["description"].as_str().unwrap().contains("at most"));
    }
}
