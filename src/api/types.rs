//! How the house's own words appear in the document, in parameters and in answers.

use std::borrow::Cow;

use poem_openapi::registry::{MetaSchema, MetaSchemaRef, Registry};
use poem_openapi::types::{ParseError, ParseFromJSON, ParseFromParameter, ParseResult, ToJSON, Type};
use serde_json::{Map, Value};

use crate::cache::{Item as CacheItem, State as CacheState};
use crate::domain::Timestamp;
use crate::domain::cadence::{DstGap, DstOverlap, Period, RemarkCode, SolarEvent};
use crate::domain::connection::{Kind as ConnectionKind, Source as ConnectionSource};
use crate::domain::forecast::{Basis, Bucket, Fate};
use crate::domain::inventory::{ChangeKind, DeviceRef, LONGEST_REF, Operator, SyncKind};
use crate::domain::job::{JobState, Priority, Trigger};
use crate::domain::ledger::{Code, Settled, SkipReason};
use crate::domain::log::LogLevel;
use crate::domain::maintenance::{Day, Effect};
use crate::domain::people::Role;
use crate::domain::schedule::{CatchUp, Overlap};
use crate::domain::visit::VisitState;
use crate::store::captures::{Change as CaptureChange, Kind as CaptureKind};

/// The longest text in a search or filter: longer than any name.
const FILTER_CHARS: usize = 200;
/// The most values that one parameter may list, unless it says otherwise.
const MOST_VALUES: usize = 50;

/// The parts of [`Type`] that are the same for every plain value.
macro_rules! plain_type {
    ($name:literal) => {
        const IS_REQUIRED: bool = true;
        type RawValueType = Self;
        type RawElementValueType = Self;

        fn name() -> Cow<'static, str> {
            $name.into()
        }

        fn as_raw_value(&self) -> Option<&Self> {
            Some(self)
        }

        fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
            Box::new(std::iter::once(self))
        }
    };
}

/// A word of the domain as a named enumeration of the document.
macro_rules! words {
    ($($type:ty => $name:literal, $all:expr;)+) => {$(
        impl Type for $type {
            plain_type!($name);

            fn schema_ref() -> MetaSchemaRef {
                MetaSchemaRef::Reference($name.to_owned())
            }

            fn register(registry: &mut Registry) {
                registry.create_schema::<Self, _>($name.to_owned(), |_| {
                    let enum_items = $all.iter().map(|word| Value::from(word.as_str())).collect();
                    MetaSchema { enum_items, ..MetaSchema::new("string") }
                });
            }
        }

        impl ToJSON for $type {
            fn to_json(&self) -> Option<Value> {
                Some(Value::from(self.as_str()))
            }
        }
    )+};
}

words! {
    JobState => "JobState", JobState::ALL;
    Trigger => "Trigger", Trigger::ALL;
    Priority => "Priority", Priority::ALL;
    Role => "Role", Role::ALL;
    Overlap => "Overlap", Overlap::ALL;
    CatchUp => "CatchUp", CatchUp::ALL;
    DstGap => "DstGap", DstGap::ALL;
    DstOverlap => "DstOverlap", DstOverlap::ALL;
    SolarEvent => "SolarEvent", SolarEvent::ALL;
    RemarkCode => "RemarkCode", RemarkCode::ALL;
    LogLevel => "LogLevel", LogLevel::ALL;
    Effect => "MaintenanceEffect", Effect::ALL;
    Day => "Weekday", Day::ALL;
    Settled => "DueTimeOutcome", Settled::ALL;
    SkipReason => "DueTimeReason", SkipReason::ALL;
    Code => "WhyCode", Code::ALL;
    ConnectionKind => "ConnectionKind", ConnectionKind::ALL;
    ConnectionSource => "ConnectionSource", ConnectionSource::ALL;
    SyncKind => "SyncKind", SyncKind::ALL;
    ChangeKind => "InventoryChangeKind", ChangeKind::ALL;
    Operator => "ConditionOperator", Operator::ALL;
    CacheItem => "CacheItem", CacheItem::ALL;
    CacheState => "CacheState", CacheState::ALL;
    VisitState => "VisitState", VisitState::ALL;
    CaptureKind => "CaptureKind", CaptureKind::ALL;
    CaptureChange => "CaptureChange", CaptureChange::ALL;
    Bucket => "CalendarBucket", Bucket::ALL;
    Basis => "DurationBasis", Basis::ALL;
    Fate => "ExpectedOutcome", Fate::ALL;
    Period => "Period", [Period::Seconds, Period::Minutes, Period::Hours, Period::Days, Period::Weeks];
}

macro_rules! read_words {
    ($($type:ty),+) => {$(
        impl ParseFromParameter for $type {
            fn parse_from_parameter(value: &str) -> ParseResult<Self> {
                value.parse().map_err(|e: String| ParseError::custom(e))
            }
        }

        impl ParseFromJSON for $type {
            fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
                let value = value.unwrap_or_default();
                value.as_str().unwrap_or_default().parse().map_err(|e: String| ParseError::custom(e))
            }
        }
    )+};
}
read_words!(
    JobState,
    Trigger,
    Priority,
    Role,
    Overlap,
    CatchUp,
    DstGap,
    DstOverlap,
    SolarEvent,
    RemarkCode,
    LogLevel,
    Effect,
    Day,
    Settled,
    SkipReason,
    Code,
    ConnectionKind,
    ConnectionSource,
    SyncKind,
    ChangeKind,
    Operator,
    CacheItem,
    CacheState,
    VisitState,
    CaptureKind,
    CaptureChange,
    Bucket,
    Basis,
    Fate
);

impl ParseFromJSON for Period {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        serde_json::from_value(value.unwrap_or_default()).map_err(ParseError::custom)
    }
}

impl Type for Timestamp {
    plain_type!("instant");

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(MetaSchema::new_with_format("string", "date-time")))
    }
}

impl ToJSON for Timestamp {
    fn to_json(&self) -> Option<Value> {
        Some(Value::from(self.to_string()))
    }
}

impl ParseFromJSON for Timestamp {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        Self::parse(value.unwrap_or_default().as_str().unwrap_or_default()).map_err(ParseError::custom)
    }
}

impl ParseFromParameter for Timestamp {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        Self::parse(value).map_err(ParseError::custom)
    }
}

/// Text to search or filter by: short, and free of the one character that Postgres cannot hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words(pub(super) String);

impl Type for Words {
    plain_type!("text");

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(MetaSchema { max_length: Some(FILTER_CHARS), ..MetaSchema::new("string") }))
    }
}

impl ParseFromParameter for Words {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        if value.chars().count() > FILTER_CHARS {
            return Err(ParseError::custom(format!("{FILTER_CHARS} characters are the most")));
        }
        if value.contains('\0') {
            return Err(ParseError::custom("must not contain the character NUL"));
        }
        Ok(Self(value.to_owned()))
    }
}

/// A device in an address: by number, Nautobot id, address or name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DeviceParam(pub(super) DeviceRef);

impl Type for DeviceParam {
    plain_type!("device");

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(MetaSchema { max_length: Some(LONGEST_REF), ..MetaSchema::new("string") }))
    }
}

impl ParseFromParameter for DeviceParam {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        value.parse().map(Self).map_err(|e: String| ParseError::custom(e))
    }
}

/// Values that may have commas in them, at most 50: the parameter repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Repeated(pub(super) Vec<String>);

impl Type for Repeated {
    const IS_REQUIRED: bool = true;
    type RawValueType = Self;
    type RawElementValueType = Words;

    fn name() -> Cow<'static, str> {
        "repeated_text".into()
    }

    fn schema_ref() -> MetaSchemaRef {
        let items = Some(Box::new(Words::schema_ref()));
        MetaSchemaRef::Inline(Box::new(MetaSchema { items, max_items: Some(MOST_VALUES), ..MetaSchema::new("array") }))
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Words> + 'a> {
        Box::new(std::iter::empty())
    }
}

impl ParseFromParameter for Repeated {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        Self::parse_from_parameters([value])
    }

    fn parse_from_parameters<I: IntoIterator<Item = A>, A: AsRef<str>>(values: I) -> ParseResult<Self> {
        let mut several = Vec::new();
        for value in values {
            if several.len() == MOST_VALUES {
                return Err(ParseError::custom(format!("{MOST_VALUES} values are the most")));
            }
            let words = Words::parse_from_parameter(value.as_ref());
            several.push(words.map_err(|e| ParseError::custom(e.into_message()))?.0);
        }
        Ok(Self(several))
    }
}

/// Several values, at most so many: the parameter repeated, or one with commas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Several<T, const MOST: usize = MOST_VALUES>(pub(super) Vec<T>);

impl<T: Type, const MOST: usize> Type for Several<T, MOST> {
    const IS_REQUIRED: bool = true;
    type RawValueType = Self;
    type RawElementValueType = T;

    fn name() -> Cow<'static, str> {
        format!("several_{}", T::name()).into()
    }

    fn schema_ref() -> MetaSchemaRef {
        let items = Some(Box::new(T::schema_ref()));
        MetaSchemaRef::Inline(Box::new(MetaSchema { items, max_items: Some(MOST), ..MetaSchema::new("array") }))
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a T> + 'a> {
        Box::new(self.0.iter())
    }
}

impl<T: ParseFromParameter, const MOST: usize> ParseFromParameter for Several<T, MOST> {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        Self::parse_from_parameters([value])
    }

    fn parse_from_parameters<I: IntoIterator<Item = A>, A: AsRef<str>>(values: I) -> ParseResult<Self> {
        let mut several = Vec::new();
        for value in values {
            for part in value.as_ref().split(',').map(str::trim).filter(|part| !str::is_empty(part)) {
                if several.len() == MOST {
                    return Err(ParseError::custom(format!("{MOST} values are the most")));
                }
                several.push(T::parse_from_parameter(part).map_err(|e| ParseError::custom(e.into_message()))?);
            }
        }
        Ok(Self(several))
    }
}

/// A JSON object whose fields are somebody else's to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields(pub(super) Map<String, Value>);

impl Type for Fields {
    plain_type!("object");

    fn schema_ref() -> MetaSchemaRef {
        let any = MetaSchemaRef::Inline(Box::new(MetaSchema::ANY));
        let schema = MetaSchema { additional_properties: Some(Box::new(any)), ..MetaSchema::new("object") };
        MetaSchemaRef::Inline(Box::new(schema))
    }
}

impl ToJSON for Fields {
    fn to_json(&self) -> Option<Value> {
        Some(Value::Object(self.0.clone()))
    }
}

impl ParseFromJSON for Fields {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        match value {
            Some(Value::Object(fields)) => Ok(Self(fields)),
            _ => Err(ParseError::custom("must be an object")),
        }
    }
}

impl<K: Into<String>> FromIterator<(K, Value)> for Fields {
    fn from_iter<I: IntoIterator<Item = (K, Value)>>(fields: I) -> Self {
        Self(fields.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_values_come_repeated_or_with_commas() {
        let read = |values: &[&str]| Several::<JobState>::parse_from_parameters(values).unwrap().0;
        assert_eq!(read(&["running,queued", "failed"]), [JobState::Running, JobState::Queued, JobState::Failed]);
        assert_eq!(read(&[""]), []);
        assert!(Several::<JobState>::parse_from_parameter("done").is_err());
        assert!(Several::<JobState, 1>::parse_from_parameter("queued,failed").is_err());
    }

    #[test]
    fn quotes_are_text_and_nul_is_not() {
        assert!(Words::parse_from_parameter("a'; drop table x; --\"").is_ok());
        assert!(Words::parse_from_parameter("a\0").is_err());
    }
}
