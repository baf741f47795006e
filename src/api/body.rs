//! Request bodies: read once as JSON, so that every wrong field can be named,
//! and documented by the type they stand for.

use std::marker::PhantomData;

use poem::http::StatusCode;
use poem::{Request, RequestBody};
use poem_openapi::registry::{MetaMediaType, MetaRequest, Registry};
use poem_openapi::types::Type;
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};
use serde_json::{Map, Value};

use super::problem::Problem;
use crate::domain::draft::FieldError;

/// A JSON object whose fields are yet to be read. `S` is only its schema.
pub(super) struct Input<S, const REQUIRED: bool = true> {
    /// The fields as sent.
    pub(super) fields: Map<String, Value>,
    schema: PhantomData<fn() -> S>,
}

impl<'a, S: Type, const REQUIRED: bool> ApiExtractor<'a> for Input<S, REQUIRED> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        S::register(registry);
    }

    fn request_meta() -> Option<MetaRequest> {
        let content = vec![MetaMediaType { content_type: "application/json", schema: S::schema_ref() }];
        Some(MetaRequest { description: None, content, required: REQUIRED })
    }

    async fn from_request(
        request: &'a Request,
        body: &mut RequestBody,
        _: ExtractParamOptions<()>,
    ) -> poem::Result<Self> {
        let bytes = body.take()?.into_bytes().await?;
        Ok(Self { fields: object(request.content_type(), &bytes)?, schema: PhantomData })
    }
}

fn object(content_type: Option<&str>, bytes: &[u8]) -> Result<Map<String, Value>, Problem> {
    // Nothing says nothing: every field is absent.
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(Map::new());
    }
    if !content_type.is_some_and(is_json) {
        let said = content_type.unwrap_or("nothing");
        let detail = format!("the body must be JSON, with `Content-Type: application/json`, not `{said}`");
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-json", "The body is not JSON", detail));
    }
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(Problem::field("", "the body must be a JSON object")),
        Err(e) => Err(Problem::malformed(format!("the body is not JSON: {e}"))),
    }
}

fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

/// Reads fields out of a body, collecting what is wrong with them.
pub(super) struct Reader<'a> {
    fields: &'a Map<String, Value>,
    errors: Vec<FieldError>,
}

impl<'a> Reader<'a> {
    /// A reader of a body that has only the fields `known`.
    pub(super) fn new(fields: &'a Map<String, Value>, known: &[&str]) -> Self {
        let unknown = fields.keys().filter(|field| !known.contains(&field.as_str()));
        let errors = unknown
            .map(|field| {
                let pointer = format!("/{}", field.replace('~', "~0").replace('/', "~1"));
                FieldError::new(pointer, format!("there is no such field; known are {}", known.join(", ")))
            })
            .collect();
        Self { fields, errors }
    }

    /// The value of a field that may be absent or null.
    pub(super) fn value(&self, field: &str) -> Option<&'a Value> {
        self.fields.get(field).filter(|value| !value.is_null())
    }

    /// What `read` makes of a field; none when it is absent, null or wrong.
    pub(super) fn optional<T>(&mut self, field: &str, read: impl FnOnce(&Value) -> Result<T, String>) -> Option<T> {
        let value = self.value(field)?;
        match read(value) {
            Ok(read) => Some(read),
            Err(detail) => {
                self.complain(field, detail);
                None
            }
        }
    }

    /// Like [`Self::optional`]; absence is wrong too.
    pub(super) fn required<T>(&mut self, field: &str, read: impl FnOnce(&Value) -> Result<T, String>) -> Option<T> {
        if self.value(field).is_none() {
            self.complain(field, "required");
        }
        self.optional(field, read)
    }

    /// Notes that something is wrong with a field.
    pub(super) fn complain(&mut self, field: &str, detail: impl Into<String>) {
        self.errors.push(FieldError::new(format!("/{field}"), detail));
    }

    /// Everything that was wrong.
    pub(super) fn into_errors(self) -> Vec<FieldError> {
        self.errors
    }

    /// Everything that was wrong, if anything was.
    pub(super) fn finish(self) -> Result<(), Problem> {
        if self.errors.is_empty() { Ok(()) } else { Err(Problem::invalid(self.errors)) }
    }
}

/// Text of `least` to `most` characters.
pub(super) fn text(least: usize, most: usize) -> impl Fn(&Value) -> Result<String, String> {
    move |value| {
        let text = value.as_str().ok_or("must be text")?;
        let length = text.chars().count();
        if !(least..=most).contains(&length) {
            return Err(format!("must have {least} to {most} characters, not {length}"));
        }
        if text.contains('\0') {
            return Err("must not contain the character NUL".to_owned());
        }
        Ok(text.to_owned())
    }
}

/// True or false.
pub(super) fn boolean(value: &Value) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| "must be true or false".to_owned())
}

/// An id.
pub(super) fn id(value: &Value) -> Result<uuid::Uuid, String> {
    value.as_str().and_then(|text| text.parse().ok()).ok_or_else(|| "must be a UUID".to_owned())
}

/// A word that the house knows.
pub(super) fn word<T: std::str::FromStr<Err = String>>(value: &Value) -> Result<T, String> {
    text(0, 100)(value)?.parse()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(content_type: Option<&str>, body: &str) -> u16 {
        object(content_type, body.as_bytes()).map_or_else(|problem| problem.status().as_u16(), |_| 200)
    }

    #[test]
    fn a_body_is_a_json_object_or_nothing() {
        let json = Some("application/json; charset=utf-8");
        assert_eq!(status(json, "{\"a\": 1}"), 200);
        assert_eq!(status(None, " \n"), 200);
        assert_eq!(status(json, "{\"a\": "), 400);
        assert_eq!(status(json, "[1]"), 422);
        assert_eq!(status(None, "{}"), 415);
        assert_eq!(status(Some("text/plain"), "{}"), 415);
        assert_eq!(status(Some("application/merge-patch+json"), "{}"), 200);
    }

    #[test]
    fn every_wrong_field_is_named() {
        let fields = serde_json::json!({"nmae": "x", "active": 1});
        let mut reader = Reader::new(fields.as_object().unwrap(), &["name", "active"]);
        assert_eq!(reader.required("name", text(1, 10)), None);
        assert_eq!(reader.optional("active", boolean), None);
        let pointers: Vec<_> = reader.errors.iter().map(|e| e.pointer.as_str()).collect();
        assert_eq!(pointers, ["/nmae", "/name", "/active"]);
    }
}
