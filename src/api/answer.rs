//! Answers with another status than 200, or with a header beside the body.

use std::marker::PhantomData;

use poem::http::{StatusCode, header};
use poem::{IntoResponse, Response};
use poem_openapi::ApiResponse;
use poem_openapi::payload::Json;
use poem_openapi::registry::{MetaResponses, Registry};
use poem_openapi::types::ToJSON;

use super::problem::Problem;
use super::schedules::seen;

/// A long answer, written as JSON where it was made: off the threads that others answer on.
pub(super) struct Written<T> {
    text: String,
    of: PhantomData<fn() -> T>,
}

impl<T: ToJSON> Written<T> {
    /// As JSON.
    pub(super) fn new(answer: &T) -> Self {
        Self { text: answer.to_json_string(), of: PhantomData }
    }
}

impl<T: ToJSON> IntoResponse for Written<T> {
    fn into_response(self) -> Response {
        Response::builder().content_type("application/json; charset=utf-8").body(self.text)
    }
}

impl<T: ToJSON> ApiResponse for Written<T> {
    fn meta() -> MetaResponses {
        Json::<T>::meta()
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

/// Something that was made: 201.
pub(super) struct Created<T>(pub(super) T);

impl<T: ToJSON> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        Json(self.0).with_status(StatusCode::CREATED).into_response()
    }
}

impl<T: ToJSON> ApiResponse for Created<T> {
    fn meta() -> MetaResponses {
        let mut meta = Json::<T>::meta();
        if let Some(ok) = meta.responses.first_mut() {
            (ok.status, ok.description) = (Some(201), "Made.");
        }
        meta
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

/// Something that was made (201), or that an earlier request of the same kind had made (200).
pub(super) struct Made<T> {
    /// The thing.
    pub(super) body: T,
    /// Whether this request made it.
    pub(super) new: bool,
    /// Its version, for `If-Match`.
    pub(super) version: Option<i32>,
}

impl<T: ToJSON> IntoResponse for Made<T> {
    fn into_response(self) -> Response {
        let status = if self.new { StatusCode::CREATED } else { StatusCode::OK };
        let answer = Versioned { body: self.body, version: self.version };
        answer.with_status(status).into_response()
    }
}

impl<T: ToJSON> ApiResponse for Made<T> {
    fn meta() -> MetaResponses {
        let mut responses = Created::<T>::meta().responses;
        let mut again = Json::<T>::meta().responses;
        if let Some(ok) = again.first_mut() {
            ok.description = "An earlier request of the same kind had made it; nothing was changed.";
        }
        responses.append(&mut again);
        MetaResponses { responses }
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

/// A thing with its version as `ETag`.
pub(super) struct Versioned<T> {
    /// The thing.
    pub(super) body: T,
    /// Its version.
    pub(super) version: Option<i32>,
}

impl<T: ToJSON> IntoResponse for Versioned<T> {
    fn into_response(self) -> Response {
        let mut answer = Json(self.body).into_response();
        let tag = self.version.and_then(|version| format!("\"{version}\"").parse().ok());
        if let Some(tag) = tag {
            answer.headers_mut().insert(header::ETAG, tag);
        }
        answer
    }
}

impl<T: ToJSON> ApiResponse for Versioned<T> {
    fn meta() -> MetaResponses {
        let mut meta = Json::<T>::meta();
        if let Some(ok) = meta.responses.first_mut() {
            ok.description = "As it stands; its version is also the `ETag`.";
        }
        meta
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

/// The version a writer saw: in the header, else in the body.
pub(super) fn version_seen(if_match: Option<&str>, body: Option<&serde_json::Value>) -> Result<Option<i32>, Problem> {
    let in_body = match body.filter(|value| !value.is_null()) {
        None => None,
        Some(value) => {
            let number = value.as_i64().and_then(|number| i32::try_from(number).ok());
            Some(number.ok_or_else(|| Problem::field("/version", "must be a whole number"))?)
        }
    };
    Ok(seen(if_match)?.or(in_body))
}
