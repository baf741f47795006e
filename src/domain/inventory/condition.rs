//! What somebody demands of devices, read with every mistake named.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::filter::{Filter, Test};
use crate::domain::draft::FieldError;
use crate::domain::job::spelled;

/// The most conditions of one set.
pub const MOST_CONDITIONS: usize = 50;
/// The most values of one condition.
const MOST_VALUES: usize = 500;
/// The longest value.
const LONGEST_VALUE: usize = 255;
/// Regular expressions in one set: each is tried on each device.
const MOST_PATTERNS: usize = 20;

/// The fields that every device has; beside them there is `cf.<key>` for each custom field.
pub const PLAIN_FIELDS: [&str; 11] = [
    "name",
    "role",
    "location",
    "status",
    "device_type",
    "platform",
    "network_driver",
    "serial",
    "tag",
    "address",
    "stale",
];

/// What of a device is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Its name.
    Name,
    /// What it is for.
    Role,
    /// Where it stands.
    Location,
    /// Its status in Nautobot.
    Status,
    /// The model.
    DeviceType,
    /// The operating system as people call it.
    Platform,
    /// The operating system as programs call it.
    NetworkDriver,
    /// The serial number.
    Serial,
    /// Any of its tags.
    Tag,
    /// Any of its primary addresses, without the network.
    Address,
    /// Whether Nautobot no longer has it: `true` or `false`.
    Stale,
    /// The custom field of this key. One with several values is looked at value by value.
    Custom(Box<str>),
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "name",
            Self::Role => "role",
            Self::Location => "location",
            Self::Status => "status",
            Self::DeviceType => "device_type",
            Self::Platform => "platform",
            Self::NetworkDriver => "network_driver",
            Self::Serial => "serial",
            Self::Tag => "tag",
            Self::Address => "address",
            Self::Stale => "stale",
            Self::Custom(key) => return write!(f, "cf.{key}"),
        })
    }
}

impl FromStr for Field {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Ok(match text {
            "name" => Self::Name,
            "role" => Self::Role,
            "location" => Self::Location,
            "status" => Self::Status,
            "device_type" => Self::DeviceType,
            "platform" => Self::Platform,
            "network_driver" => Self::NetworkDriver,
            "serial" => Self::Serial,
            "tag" => Self::Tag,
            "address" => Self::Address,
            "stale" => Self::Stale,
            other => match other.strip_prefix("cf.") {
                Some(key) if !key.is_empty() && key.chars().count() <= LONGEST_VALUE && !key.contains('\0') => {
                    Self::Custom(key.into())
                }
                _ => {
                    let known = PLAIN_FIELDS.join(", ");
                    return Err(format!(
                        "there is no field `{text}`; known are {known}, and cf.<key> for custom fields"
                    ));
                }
            },
        })
    }
}

impl Field {
    /// Whether a condition on this field may use this operator.
    #[must_use]
    pub fn takes(&self, operator: Operator) -> bool {
        match (self, operator) {
            (Self::Stale, operator) => matches!(operator, Operator::Equals | Operator::NotEquals),
            (field, Operator::InPrefix) => *field == Self::Address,
            _ => true,
        }
    }
}

/// How a field is compared with the values. Case never counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// Is any of the values.
    Equals,
    /// Is none of the values; what has no value is none of them.
    NotEquals,
    /// Has any of the values in it.
    Contains,
    /// Begins with any of the values.
    StartsWith,
    /// Any of the values, as a regular expression, is found in it.
    Matches,
    /// Lies in any of the networks.
    InPrefix,
    /// Has a value.
    IsSet,
    /// Has no value.
    IsNotSet,
}
spelled!(Operator, "operator", {
    Equals => "equals", NotEquals => "not_equals", Contains => "contains", StartsWith => "starts_with",
    Matches => "matches", InPrefix => "in_prefix", IsSet => "is_set", IsNotSet => "is_not_set",
});

impl Operator {
    /// Whether values belong to it.
    #[must_use]
    pub const fn takes_values(self) -> bool {
        !matches!(self, Self::IsSet | Self::IsNotSet)
    }
}

/// One demand on devices. Its JSON form is what is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What of a device is looked at.
    pub field: Field,
    /// How.
    pub operator: Operator,
    /// With what: any of these.
    pub values: Vec<String>,
}

impl Serialize for Condition {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Form<'a> {
            field: String,
            operator: &'static str,
            values: &'a [String],
        }
        let form =
            Form { field: self.field.to_string(), operator: self.operator.as_str(), values: self.values.as_slice() };
        form.serialize(serializer)
    }
}

/// Demands that a device must all meet. Those that exist can be asked: see [`Conditions::filter`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Conditions(Vec<Condition>);

impl<'de> Deserialize<'de> for Conditions {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Self::read(&value, "").map_err(|errors| {
            let first = errors.first().map_or_else(String::new, |e| format!("{}: {}", e.pointer, e.detail));
            serde::de::Error::custom(first)
        })
    }
}

impl Conditions {
    /// Reads them from JSON; `pointer` is where that stands in the body.
    ///
    /// # Errors
    /// Everything that is wrong with them, each with its place.
    pub fn read(value: &Value, pointer: &str) -> Result<Self, Vec<FieldError>> {
        let Some(items) = value.as_array() else {
            return Err(vec![FieldError::new(pointer, "must be a list of conditions")]);
        };
        if items.len() > MOST_CONDITIONS {
            let detail = format!("{MOST_CONDITIONS} conditions are the most, not {}", items.len());
            return Err(vec![FieldError::new(pointer, detail)]);
        }
        let (mut conditions, mut errors) = (Vec::new(), Vec::new());
        for (nth, item) in items.iter().enumerate() {
            match read_one(item, &format!("{pointer}/{nth}")) {
                Ok(condition) => conditions.push(condition),
                Err(wrong) => errors.extend(wrong),
            }
        }
        let patterns = |c: &Condition| if c.operator == Operator::Matches { c.values.len() } else { 0 };
        if conditions.iter().map(patterns).sum::<usize>() > MOST_PATTERNS {
            errors.push(FieldError::new(pointer, format!("{MOST_PATTERNS} regular expressions are the most")));
        }
        if errors.is_empty() { Ok(Self(conditions)) } else { Err(errors) }
    }

    /// Each one.
    #[must_use]
    pub fn as_slice(&self) -> &[Condition] {
        &self.0
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Ready to be asked of many devices.
    #[must_use]
    pub fn filter(&self) -> Filter {
        // Reading has seen that each one can be built; one that cannot would be fulfilled by no device.
        Filter::new(self.0.iter().map(|condition| Test::of(condition).unwrap_or(Test::NEVER)).collect())
    }
}

/// The names of what a condition consists of.
const PARTS: [&str; 3] = ["field", "operator", "values"];

fn read_one(item: &Value, at: &str) -> Result<Condition, Vec<FieldError>> {
    let Some(parts) = item.as_object() else {
        let detail =
            "must be an object such as {\"field\": \"role\", \"operator\": \"equals\", \"values\": [\"core\"]}";
        return Err(vec![FieldError::new(at, detail)]);
    };
    let mut errors: Vec<FieldError> = parts
        .keys()
        .filter(|name| !PARTS.contains(&name.as_str()))
        .map(|name| {
            let name = name.replace('~', "~0").replace('/', "~1");
            FieldError::new(format!("{at}/{name}"), format!("there is no such field; known are {}", PARTS.join(", ")))
        })
        .collect();
    let field = word::<Field>(parts, "field", at).map_err(|e| errors.push(e)).ok();
    let operator = word::<Operator>(parts, "operator", at).map_err(|e| errors.push(e)).ok();
    let values = values(parts.get("values"), at).map_err(|wrong| errors.extend(wrong)).ok();
    let (Some(field), Some(operator), Some(values)) = (field, operator, values) else { return Err(errors) };
    if !field.takes(operator) {
        let known: Vec<_> =
            Operator::ALL.iter().filter(|known| field.takes(**known)).map(|known| known.as_str()).collect();
        let detail = format!("`{operator}` is not for `{field}`, which takes {}", known.join(", "));
        errors.push(FieldError::new(format!("{at}/operator"), detail));
    } else if operator.takes_values() == values.is_empty() {
        let detail = if values.is_empty() { "at least one value is needed" } else { "takes no values" };
        errors.push(FieldError::new(format!("{at}/values"), format!("`{operator}`: {detail}")));
    }
    let condition = Condition { field, operator, values };
    if errors.is_empty()
        && let Err((nth, why)) = Test::of(&condition)
    {
        errors.push(FieldError::new(format!("{at}/values/{nth}"), why));
    }
    if errors.is_empty() { Ok(condition) } else { Err(errors) }
}

fn word<T: FromStr<Err = String>>(parts: &Map<String, Value>, name: &str, at: &str) -> Result<T, FieldError> {
    let wrong = |detail: String| FieldError::new(format!("{at}/{name}"), detail);
    match parts.get(name) {
        None | Some(Value::Null) => Err(wrong("required".to_owned())),
        Some(Value::String(text)) => text.parse().map_err(wrong),
        Some(_) => Err(wrong("must be text".to_owned())),
    }
}

/// The values as text: numbers and truth values are written as they are.
fn values(list: Option<&Value>, at: &str) -> Result<Vec<String>, Vec<FieldError>> {
    let items = match list {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(items)) => items,
        Some(_) => return Err(vec![FieldError::new(format!("{at}/values"), "must be a list")]),
    };
    if items.len() > MOST_VALUES {
        let detail = format!("{MOST_VALUES} values are the most, not {}", items.len());
        return Err(vec![FieldError::new(format!("{at}/values"), detail)]);
    }
    let (mut values, mut errors) = (Vec::new(), Vec::new());
    for (nth, item) in items.iter().enumerate() {
        match value(item) {
            Ok(text) => values.push(text),
            Err(why) => errors.push(FieldError::new(format!("{at}/values/{nth}"), why)),
        }
    }
    if errors.is_empty() { Ok(values) } else { Err(errors) }
}

fn value(item: &Value) -> Result<String, String> {
    let text = match item {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        _ => return Err("must be text, a number, true or false".to_owned()),
    };
    if text.is_empty() {
        return Err("must not be empty; `is_not_set` finds what has no value".to_owned());
    }
    if text.chars().count() > LONGEST_VALUE {
        return Err(format!("must have at most {LONGEST_VALUE} characters"));
    }
    if text.contains('\0') {
        return Err("must not contain the character NUL".to_owned());
    }
    Ok(text)
}
