//! What the document says of each operation, for answers to requests that do not
//! fit: which methods an address has, and what a query parameter takes.
//!
//! The framework answers the one with nothing and the other with what its parsers
//! say. From the document, one place knows both for every operation.

use std::collections::BTreeMap;

use poem::Request;
use poem::http::{Method, Uri};
use serde_json::Value;

/// The most of a wrong value that is repeated, in characters.
const SHOWN: usize = 60;

/// What a parameter takes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// One of these, or several of them.
    Words(Vec<String>),
    Whole,
    TrueOrFalse,
    Id,
}

/// One operation's address and its parameters.
struct Operation {
    method: Method,
    /// The parts of its path; `None` fits anything.
    path: Vec<Option<String>>,
    kinds: BTreeMap<String, Kind>,
}

/// All operations.
pub(super) struct Operations(Vec<Operation>);

impl Operations {
    /// Those of an OpenAPI document.
    pub(super) fn of(document: &str) -> Self {
        let document: Value = serde_json::from_str(document).unwrap_or_default();
        let paths = document["paths"].as_object().into_iter().flatten();
        let operations = paths.flat_map(|(path, methods)| {
            let methods = methods.as_object().into_iter().flatten();
            methods.filter_map(|(method, operation)| {
                let method = method.to_ascii_uppercase().parse().ok()?;
                Some(Operation { method, path: template(path), kinds: kinds(&document, operation) })
            })
        });
        Self(operations.collect())
    }

    /// What is wrong with the parameter `name` of a request, if that can be told better than by its parser.
    pub(super) fn explain(&self, method: &Method, uri: &Uri, name: &str) -> Option<String> {
        let parts: Vec<&str> = uri.path().trim_matches('/').split('/').collect();
        let fits = |o: &&Operation| o.method == *method && fits(&o.path, &parts);
        // A part that is written out goes before one that takes anything: `jobs/stream` before `jobs/{id}`.
        let operation =
            self.0.iter().filter(fits).min_by_key(|o| o.path.iter().filter(|part| part.is_none()).count())?;
        let kind = operation.kinds.get(name)?;
        let request = Request::builder().uri(uri.clone()).finish();
        let given = request.params::<Vec<(String, String)>>().ok()?;
        given.iter().filter(|(given, _)| given == name).find_map(|(_, value)| kind.complaint(value))
    }

    /// The methods that are for an address, in the form of the header `Allow`; pages are only read.
    pub(super) fn allowed(&self, path: &str) -> String {
        let mut methods: Vec<&str> = self.at(path).into_iter().map(|operation| operation.method.as_str()).collect();
        methods.sort_unstable();
        if methods.is_empty() { Method::GET.to_string() } else { methods.join(", ") }
    }

    /// The operations at a path.
    fn at(&self, path: &str) -> Vec<&Operation> {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let found = || self.0.iter().filter(|operation| fits(&operation.path, &parts));
        // A part that is written out goes before one that takes anything: `jobs/stream` before `jobs/{id}`.
        let open = |operation: &Operation| operation.path.iter().filter(|part| part.is_none()).count();
        let closest = found().map(open).min();
        found().filter(|operation| Some(open(operation)) == closest).collect()
    }
}

impl Kind {
    fn of(document: &Value, schema: &Value) -> Option<Self> {
        let schema = resolved(document, schema);
        let items = &schema["items"];
        if !items.is_null() {
            return Self::of(document, items);
        }
        if let Some(words) = schema["enum"].as_array() {
            return Some(Self::Words(words.iter().filter_map(Value::as_str).map(str::to_owned).collect()));
        }
        match (schema["type"].as_str()?, schema["format"].as_str()) {
            ("integer", _) => Some(Self::Whole),
            ("boolean", _) => Some(Self::TrueOrFalse),
            (_, Some("uuid")) => Some(Self::Id),
            _ => None,
        }
    }

    /// Why `value` does not fit; nothing when it does, and something else must be wrong.
    fn complaint(&self, value: &str) -> Option<String> {
        let wrong = |must: &str, value: &str| Some(format!("must be {must}, not `{}`", shown(value)));
        match self {
            Self::Words(words) => {
                let unknown = |part: &&str| !words.iter().any(|word| word == part);
                let part = value.split(',').map(str::trim).find(unknown)?;
                wrong(&format!("one of {}", words.join(", ")), part)
            }
            Self::Whole if value.parse::<i64>().is_err() => wrong("a whole number", value),
            Self::TrueOrFalse if value.parse::<bool>().is_err() => wrong("true or false", value),
            Self::Id => {
                let part = value.split(',').map(str::trim).find(|part| part.parse::<uuid::Uuid>().is_err())?;
                wrong("an id, which is a UUID", part)
            }
            Self::Whole | Self::TrueOrFalse => None,
        }
    }
}

fn shown(value: &str) -> String {
    let mut shown: String = value.chars().take(SHOWN).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    shown
}

fn kinds(document: &Value, operation: &Value) -> BTreeMap<String, Kind> {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let query = parameters.filter(|parameter| parameter["in"] == "query");
    query.filter_map(|p| Some((p["name"].as_str()?.to_owned(), Kind::of(document, &p["schema"])?))).collect()
}

fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let pointer = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
    pointer.and_then(|pointer| document.pointer(pointer)).unwrap_or(schema)
}

fn template(path: &str) -> Vec<Option<String>> {
    let parts = path.trim_matches('/').split('/');
    parts.map(|part| (!part.starts_with('{')).then(|| part.to_owned())).collect()
}

fn fits(template: &[Option<String>], parts: &[&str]) -> bool {
    template.len() == parts.len()
        && template.iter().zip(parts).all(|(expected, part)| expected.as_ref().is_none_or(|expected| expected == part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explain(uri: &'static str, name: &str) -> Option<String> {
        Operations::of(&crate::api::document()).explain(&Method::GET, &Uri::from_static(uri), name)
    }

    #[test]
    fn what_would_have_fitted_is_said() {
        for (uri, name, expected) in [
            (
                "/api/jobs?state=queued,done",
                "state",
                "must be one of queued, waiting, running, retrying, succeeded, failed, cancelled, timed_out, not `done`",
            ),
            ("/api/jobs?limit=abc", "limit", "must be a whole number, not `abc`"),
            ("/api/jobs?limit=", "limit", "must be a whole number, not ``"),
            ("/api/scheduler/tasks?enabled=maybe", "enabled", "must be true or false, not `maybe`"),
            ("/api/jobs?schedule_id=z%20z", "schedule_id", "must be an id, which is a UUID, not `z z`"),
            (
                "/api/jobs/stream?state=x",
                "state",
                "must be one of queued, waiting, running, retrying, succeeded, failed, cancelled, timed_out, not `x`",
            ),
        ] {
            assert_eq!(explain(uri, name).as_deref(), Some(expected), "{uri}");
        }
        let states = explain("/api/scheduler/tasks?state=napping", "state").unwrap();
        assert!(states.contains("enabled, disabled") && states.contains("unreadable"), "{states}");
    }

    #[test]
    fn the_methods_of_an_address_are_known() {
        let operations = Operations::of(&crate::api::document());
        for (path, methods) in [
            ("/api/scheduler/tasks", "GET, POST"),
            ("/api/scheduler/tasks/", "GET, POST"),
            ("/api/scheduler/tasks/7", "DELETE, GET, PUT"),
            ("/api/jobs/stream", "GET"),
            ("/docs", "GET"),
        ] {
            assert_eq!(operations.allowed(path), methods, "{path}");
        }
    }

    #[test]
    fn what_fits_is_not_complained_about() {
        for (uri, name) in
            [("/api/jobs?state=queued", "state"), ("/api/jobs?search=x", "search"), ("/nowhere?limit=x", "limit")]
        {
            assert_eq!(explain(uri, name), None, "{uri}");
        }
    }
}
