//! Answers put together around JSON that is there already: a list of 100,000 rows is neither read nor written anew.

use std::marker::PhantomData;

use bytes::Bytes;
use poem::{Body, IntoResponse, Response};
use poem_openapi::ApiResponse;
use poem_openapi::payload::Json;
use poem_openapi::registry::{MetaResponses, Registry};
use poem_openapi::types::{ToJSON, Type};
use serde_json::json;

use crate::cache::Read;

/// What was read, under the name `field`. `T` is only its schema.
pub(super) struct Kept<T> {
    field: &'static str,
    read: Read,
    schema: PhantomData<fn() -> T>,
}

impl<T> Kept<T> {
    pub(super) fn new(field: &'static str, read: Read) -> Self {
        Self { field, read, schema: PhantomData }
    }

    /// The answer in three parts, the middle one as it was kept.
    fn parts(&self) -> [Bytes; 3] {
        let Read { connection, about, json, was_there, cached } = &self.read;
        let head = json!({
            "connection": connection,
            "source": if *was_there { "cache" } else { "fetched" },
            "cached": cached,
            "fetched_at": about.fetched_at,
            "expires_at": cached.then_some(about.expires_at),
            "fetch_ms": about.fetch_ms,
        });
        let mut head = head.to_string();
        // Room for one more field.
        head.pop();
        head.push_str(&format!(",\"{}\":", self.field));
        [head.into(), json.clone(), Bytes::from_static(b"}")]
    }
}

impl<T: Send> IntoResponse for Kept<T> {
    fn into_response(self) -> Response {
        let parts = self.parts().map(Ok::<_, std::io::Error>);
        let body = Body::from_bytes_stream(futures_util::stream::iter(parts));
        Response::builder().content_type("application/json; charset=utf-8").body(body)
    }
}

impl<T: ToJSON + Type> ApiResponse for Kept<T> {
    fn meta() -> MetaResponses {
        Json::<T>::meta()
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

#[cfg(test)]
mod tests {
    use crate::cache::About;

    use super::*;

    #[test]
    fn the_parts_are_json_together() {
        let about = json!({
            "mark": "x", "fetched_at": "2026-11-23T05:00:00Z", "expires_at": "2026-11-23T05:10:00Z",
            "rows": 1, "bytes": 8, "fetch_ms": 70,
        });
        let about: About = serde_json::from_value(about).unwrap();
        let read = Read {
            connection: "a \"lab\"".to_owned(),
            about,
            json: Bytes::from_static(b"[{\"a\":1}]"),
            was_there: true,
            cached: true,
        };
        let whole = Kept::<()>::new("items", read).parts().concat();
        let whole: serde_json::Value = serde_json::from_slice(&whole).unwrap();
        assert_eq!(whole["items"], json!([{"a": 1}]));
        assert_eq!((&whole["connection"], &whole["source"]), (&json!("a \"lab\""), &json!("cache")));
        assert_eq!((&whole["expires_at"], &whole["fetch_ms"]), (&json!("2026-11-23T05:10:00Z"), &json!(70)));
    }
}
