//! What the rules for schedules ask of the registry.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::Registry;
use crate::domain::draft::FieldError;
use crate::domain::schedule::Kwargs;
use crate::domain::task::{Catalogue, Limits, RemoteSystem};

impl Catalogue for Registry {
    fn short_name(&self, name: &str) -> Option<Arc<str>> {
        self.resolve(name).map(|entry| entry.name.into())
    }

    fn short_names(&self) -> Vec<&str> {
        self.entries().map(|entry| entry.name).collect()
    }

    fn check(&self, short_name: &str, kwargs: &Map<String, Value>) -> Result<Map<String, Value>, Vec<FieldError>> {
        let Some(entry) = self.resolve(short_name) else {
            return Err(vec![FieldError::new("/task", format!("there is no task `{short_name}` in this program"))]);
        };
        entry.validate(&Value::Object(kwargs.clone())).map_err(|errors| {
            errors.into_iter().map(|e| FieldError::new(format!("/kwargs{}", e.pointer), e.detail)).collect()
        })
    }

    fn limits(&self, short_name: &str) -> Limits {
        let Some(entry) = self.resolve(short_name) else { return Limits::HOUSE };
        let own = entry.defaults;
        Limits {
            timeout_seconds: own.timeout_seconds.unsigned_abs(),
            max_attempts: u8::try_from(own.max_attempts).unwrap_or(Limits::HOUSE.max_attempts),
            retry_on_crash: own.retry_on_crash,
            ..Limits::HOUSE
        }
    }

    fn systems(&self, short_name: &str, kwargs: &Kwargs) -> Vec<RemoteSystem> {
        self.resolve(short_name).map(|entry| entry.systems(kwargs.to_map())).unwrap_or_default()
    }
}
