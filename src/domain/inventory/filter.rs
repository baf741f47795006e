//! Conditions made ready, and what they are asked of.

use std::borrow::Cow;
use std::collections::HashSet;
use std::net::IpAddr;

use regex::{Regex, RegexBuilder};
use serde_json::{Map, Value};

use super::condition::{Condition, Field, Operator};
use super::prefix::Prefix;

/// What a compiled regular expression may take, in bytes: a sensible one takes a tenth.
const LARGEST_PATTERN: usize = 1 << 18;
/// How deep groups may nest in one.
const DEEPEST_PATTERN: u32 = 20;

/// What conditions look at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// The device's name.
    pub name: Option<&'a str>,
    /// Its role.
    pub role: Option<&'a str>,
    /// Its location.
    pub location: Option<&'a str>,
    /// Its status.
    pub status: Option<&'a str>,
    /// Its type.
    pub device_type: Option<&'a str>,
    /// Its platform.
    pub platform: Option<&'a str>,
    /// Its network driver.
    pub network_driver: Option<&'a str>,
    /// Its serial number.
    pub serial: Option<&'a str>,
    /// Its IPv4 and its IPv6 address, without networks.
    pub addresses: [Option<&'a str>; 2],
    /// Its tags.
    pub tags: &'a [&'a str],
    /// Its custom fields; only needed where [`Filter::needs_custom_fields`].
    pub custom_fields: Option<&'a Map<String, Value>>,
    /// Whether its source no longer has it.
    pub stale: bool,
}

impl Facts<'_> {
    /// Whether `fits` holds for any value of `field`.
    fn any(&self, field: &Field, mut fits: impl FnMut(&str) -> bool) -> bool {
        let mut one = |value: Option<&str>| value.is_some_and(|value| !value.is_empty() && fits(value));
        match field {
            Field::Name => one(self.name),
            Field::Role => one(self.role),
            Field::Location => one(self.location),
            Field::Status => one(self.status),
            Field::DeviceType => one(self.device_type),
            Field::Platform => one(self.platform),
            Field::NetworkDriver => one(self.network_driver),
            Field::Serial => one(self.serial),
            Field::Tag => self.tags.iter().any(|tag| one(Some(tag))),
            Field::Address => self.addresses.iter().any(|address| one(*address)),
            Field::Stale => one(Some(if self.stale { "true" } else { "false" })),
            Field::Custom(key) => match self.custom_fields.and_then(|fields| fields.get(&**key)) {
                Some(Value::Array(items)) => items.iter().any(|item| one(text(item).as_deref())),
                Some(value) => one(text(value).as_deref()),
                None => false,
            },
        }
    }
}

/// A custom value as text; null is no value.
fn text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(Cow::Borrowed(text)),
        other => Some(Cow::Owned(other.to_string())),
    }
}

/// One condition, ready to be asked.
#[derive(Clone, Debug)]
pub(super) struct Test {
    field: Field,
    how: How,
}

#[derive(Clone, Debug)]
enum How {
    Equals(HashSet<String>),
    NotEquals(HashSet<String>),
    Contains(Vec<String>),
    StartsWith(Vec<String>),
    Matches(Vec<Regex>),
    InPrefix(Vec<Prefix>),
    IsSet,
    IsNotSet,
    Never,
}

impl Test {
    /// Fulfilled by no device.
    pub(super) const NEVER: Self = Self { field: Field::Name, how: How::Never };

    /// The test of a condition; else which of its values cannot be meant, and why.
    pub(super) fn of(condition: &Condition) -> Result<Self, (usize, String)> {
        let field = condition.field.clone();
        let lowered = || condition.values.iter().map(|value| value.to_lowercase());
        let how = match condition.operator {
            Operator::Equals => How::Equals(exact(condition)?),
            Operator::NotEquals => How::NotEquals(exact(condition)?),
            Operator::Contains => How::Contains(lowered().collect()),
            Operator::StartsWith => How::StartsWith(lowered().collect()),
            Operator::Matches => How::Matches(each(condition, pattern)?),
            Operator::InPrefix => How::InPrefix(each(condition, str::parse)?),
            Operator::IsSet => How::IsSet,
            Operator::IsNotSet => How::IsNotSet,
        };
        Ok(Self { field, how })
    }

    fn accepts(&self, facts: &Facts<'_>) -> bool {
        let any = |fits: &dyn Fn(&str) -> bool| facts.any(&self.field, fits);
        let is_in = |values: &HashSet<String>| any(&|value| values.contains(&*normal(&self.field, value)));
        match &self.how {
            How::Equals(values) => is_in(values),
            How::NotEquals(values) => !is_in(values),
            How::Contains(parts) => any(&|value| {
                let value = lower(value);
                parts.iter().any(|part| value.contains(part.as_str()))
            }),
            How::StartsWith(parts) => any(&|value| {
                let value = lower(value);
                parts.iter().any(|part| value.starts_with(part.as_str()))
            }),
            How::Matches(patterns) => any(&|value| patterns.iter().any(|pattern| pattern.is_match(value))),
            How::InPrefix(prefixes) => any(&|value| {
                value.parse::<IpAddr>().is_ok_and(|address| prefixes.iter().any(|prefix| prefix.contains(address)))
            }),
            How::IsSet => any(&|_| true),
            How::IsNotSet => !any(&|_| true),
            How::Never => false,
        }
    }
}

/// The values of `equals` in the form in which values of devices are compared with them.
fn exact(condition: &Condition) -> Result<HashSet<String>, (usize, String)> {
    each(condition, |value| match condition.field {
        Field::Stale if !["true", "false"].contains(&&*lower(value)) => {
            Err(format!("must be true or false, not `{value}`"))
        }
        _ => Ok(normal(&condition.field, value).into_owned()),
    })
}

fn each<T, C: FromIterator<T>>(
    condition: &Condition,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<C, (usize, String)> {
    condition.values.iter().enumerate().map(|(nth, value)| read(value).map_err(|why| (nth, why))).collect()
}

fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii()) {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// In one case; addresses in one notation, without a network.
fn normal<'a>(field: &Field, text: &'a str) -> Cow<'a, str> {
    let address = || text.split('/').next()?.parse::<IpAddr>().ok();
    match field {
        Field::Address => address().map_or_else(|| lower(text), |address| Cow::Owned(address.to_string())),
        _ => lower(text),
    }
}

fn pattern(text: &str) -> Result<Regex, String> {
    let built =
        RegexBuilder::new(text).case_insensitive(true).size_limit(LARGEST_PATTERN).nest_limit(DEEPEST_PATTERN).build();
    built.map_err(|e| match e {
        regex::Error::CompiledTooBig(_) => {
            format!("`{text}` is too large a regular expression; say less, or use lists")
        }
        other => {
            // Its picture of where the mistake is takes several lines; the last one says what it is.
            let said = other.to_string();
            let why = said.lines().last().unwrap_or_default().trim_start_matches("error: ");
            format!("`{text}` is no regular expression: {why}")
        }
    })
}

/// Conditions made ready: asked of each of many devices.
#[derive(Clone, Debug)]
pub struct Filter(Vec<Test>);

impl Filter {
    pub(super) const fn new(tests: Vec<Test>) -> Self {
        Self(tests)
    }

    /// Whether a device meets all conditions, of which there may be none.
    #[must_use]
    pub fn accepts(&self, facts: &Facts<'_>) -> bool {
        self.0.iter().all(|test| test.accepts(facts))
    }

    /// Whether an inventory of these conditions has the device: without conditions it has none, and stale devices
    /// are left out unless a condition says something of them.
    #[must_use]
    pub fn selects(&self, facts: &Facts<'_>) -> bool {
        !self.0.is_empty() && (!facts.stale || self.mentions_stale()) && self.accepts(facts)
    }

    /// Whether no condition is there, so that [`Self::selects`] is always false.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a condition says something of stale devices.
    #[must_use]
    pub fn mentions_stale(&self) -> bool {
        self.0.iter().any(|test| test.field == Field::Stale)
    }

    /// Whether a condition looks at a custom field: reading them costs.
    #[must_use]
    pub fn needs_custom_fields(&self) -> bool {
        self.0.iter().any(|test| matches!(test.field, Field::Custom(_)))
    }
}
