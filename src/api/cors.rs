//! Pages of other origins that may call the API, with a bearer token.
//!
//! Written out because the framework's own refuses every other origin, ours
//! included: a browser names the origin in each change that a page of ours makes.

use poem::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use poem::{Endpoint, IntoResponse, Request, Response};

/// How long a browser may remember what it was allowed: an hour, in seconds.
const MAX_AGE: &str = "3600";
const METHODS: &str = "GET, POST, PUT, DELETE";
const REQUEST_HEADERS: &str = "Authorization, Content-Type, If-Match, Idempotency-Key, Last-Event-ID";
const ANSWER_HEADERS: &str = "X-Total-Count, X-Stream-Cursor, Link, ETag, Retry-After";

/// Lets the pages of some origins read answers. Cookies are never allowed along.
pub(super) struct Cors<E> {
    /// The origins, such as `https://canvas.example`.
    pub(super) origins: Vec<String>,
    /// What they may call.
    pub(super) inner: E,
}

impl<E: Endpoint> Endpoint for Cors<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let origin = request.headers().get(header::ORIGIN).cloned();
        let Some(origin) = origin.filter(|origin| self.origins.iter().any(|known| origin == known.as_str())) else {
            return self.inner.call(request).await.map(IntoResponse::into_response);
        };
        let asks = *request.method() == Method::OPTIONS
            && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
        let mut answer = if asks {
            let mut answer = StatusCode::NO_CONTENT.into_response();
            let headers = answer.headers_mut();
            headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(METHODS));
            headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(REQUEST_HEADERS));
            headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static(MAX_AGE));
            answer
        } else {
            // A refusal is to be read, too.
            self.inner.call(request).await.map_or_else(|e| e.into_response(), IntoResponse::into_response)
        };
        allow(answer.headers_mut(), origin);
        Ok(answer)
    }
}

fn allow(headers: &mut HeaderMap, origin: HeaderValue) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(ANSWER_HEADERS));
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
}
