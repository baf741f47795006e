//! The outermost layer: bounds every request, turns every failure into a
//! problem, and adds the headers that every answer has.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use poem::error::ReadBodyError;
use poem::http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use poem::{Body, Endpoint, IntoResponse, Request, Response};
use tokio::time::Instant;

use super::metrics::Requests;
use super::operations::Operations;
use super::problem::{PROBLEM_JSON, Problem};

/// The largest body: schedules and arguments are kilobytes.
const MOST_BODY: usize = 1 << 20;
/// The largest body about many schedules at once.
const MOST_BODY_OF_MANY: usize = 32 << 20;
/// What takes many schedules at once.
const OF_MANY: [&str; 3] = ["/api/scheduler/bulk", "/api/scheduler/apply", "/api/scheduler/what-if"];
/// Addresses of calendars' feeds, each with its secret behind it.
const FEEDS: &str = "/api/scheduler/calendar/ics/";
/// No request takes longer; streams answer at once and then last.
const LONGEST_REQUEST: Duration = Duration::from_secs(45);
/// The longest explanation that a library gives and that is passed on.
const LONGEST_REASON: usize = 2_000;

/// What a log shows of an address: all but the secret that the one of a feed holds.
fn shown(path: &str) -> &str {
    if path.starts_with(FEEDS) { FEEDS } else { path }
}

/// Wraps everything.
pub(super) struct Edge<E> {
    /// What is wrapped.
    pub(super) inner: E,
    /// What there is behind it.
    pub(super) operations: Operations,
    /// Where requests are counted.
    pub(super) requests: Arc<Requests>,
}

impl<E: Endpoint> Endpoint for Edge<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let begun = Instant::now();
        let (method, uri) = (request.method().clone(), request.uri().clone());
        let path = shown(uri.path());
        // A bug in one request must not look like a broken network to its caller.
        let bounded = AssertUnwindSafe(self.bounded(request)).catch_unwind();
        let answer = match tokio::time::timeout(LONGEST_REQUEST, bounded).await {
            Ok(Ok(Ok(answer))) => answer.into_response(),
            Ok(Ok(Err(e))) => e.into_response(),
            Ok(Err(_)) => {
                tracing::error!(%method, path, "a request met a bug: it panicked");
                Problem::broken().into_response()
            }
            Err(_) => {
                tracing::warn!(%method, path, "a request took too long and was given up");
                Problem::away("the request took too long").into_response()
            }
        };
        let answer = with_headers(self.explained(answer, &method, &uri).await, path);
        self.requests.count(answer.status().as_u16(), begun.elapsed());
        // Without query and headers: secrets travel there.
        tracing::debug!(
            http.method = %method, http.path = path, http.status = answer.status().as_u16(),
            elapsed_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX), "request"
        );
        Ok(answer)
    }
}

impl<E: Endpoint> Edge<E> {
    async fn bounded(&self, mut request: Request) -> poem::Result<E::Output> {
        let many = OF_MANY.contains(&request.uri().path().trim_end_matches('/'));
        let most = if many { MOST_BODY_OF_MANY } else { MOST_BODY };
        let declared = request.header(header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
        if declared.is_some_and(|length| length > most) {
            return Err(too_large(most).into());
        }
        let body = match request.take_body().into_bytes_limit(most).await {
            Ok(body) => body,
            Err(ReadBodyError::PayloadTooLarge) => return Err(too_large(most).into()),
            Err(_) => return Err(Problem::malformed("the body broke off").into()),
        };
        request.set_body(Body::from_bytes(body));
        self.inner.call(request).await
    }

    /// A failure that is no problem yet: what the framework says, in our form.
    async fn explained(&self, mut answer: Response, method: &Method, uri: &Uri) -> Response {
        let status = answer.status();
        if status.as_u16() < 400 || answer.content_type() == Some(PROBLEM_JSON) {
            return answer;
        }
        let text = answer.take_body().into_bytes_limit(LONGEST_REASON).await.unwrap_or_default();
        let reason = String::from_utf8_lossy(&text).into_owned();
        let mut answer = self.problem(status, method, uri, &reason).into_response();
        if status == StatusCode::METHOD_NOT_ALLOWED
            && let Ok(methods) = self.operations.allowed(uri.path()).parse()
        {
            answer.headers_mut().insert(header::ALLOW, methods);
        }
        answer
    }

    fn problem(&self, status: StatusCode, method: &Method, uri: &Uri, reason: &str) -> Problem {
        let Some((name, why)) = wrong_parameter(reason) else { return problem(status, method, uri.path(), reason) };
        match why {
            Some(why) if !name.starts_with("param") => {
                let why = self.operations.explain(method, uri, name).unwrap_or(why);
                Problem::field(&format!("?{name}"), why)
            }
            // Something in the path that cannot be an id.
            _ => Problem::not_found(format!("there is nothing at {}", uri.path())),
        }
    }
}

fn too_large(most: usize) -> Problem {
    let detail = format!("the body is larger than {} KiB", most >> 10);
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The body is too large", detail)
}

fn problem(status: StatusCode, method: &Method, path: &str, reason: &str) -> Problem {
    match status {
        StatusCode::NOT_FOUND => Problem::not_found(format!("there is nothing at {path}")),
        StatusCode::METHOD_NOT_ALLOWED => {
            Problem::new(status, "method", "This method is not for this address", format!("{method} is not for {path}"))
        }
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Problem::new(status, "not-json", "The body is not JSON", reason),
        s if s.is_server_error() => {
            tracing::error!(%method, path = shown(path), reason, "the framework failed");
            Problem::broken()
        }
        s => Problem::new(s, "malformed", "The request cannot be read", reason),
    }
}

/// The parameter that the framework could not read, and why: it says so in a sentence only.
fn wrong_parameter(reason: &str) -> Option<(&str, Option<String>)> {
    let rest =
        reason.strip_prefix("failed to parse parameter `").or_else(|| reason.strip_prefix("failed to parse path `"))?;
    let (name, why) = rest.split_once('`')?;
    let why = why.strip_prefix(": ").map(|why| {
        // What it calls our types says nothing to the caller.
        let mut why = why.split(" (occurred while parsing").next().unwrap_or(why);
        while let Some((_, rest)) = why.strip_prefix("failed to parse \"").and_then(|rest| rest.split_once("\": ")) {
            why = rest;
        }
        why.to_owned()
    });
    Some((name, why))
}

const HEADERS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];
/// An answer of the API is data: nothing in it may run.
const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
/// Swagger UI brings its script and style along in the page.
const PAGE_POLICY: &str = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; \
                           img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

fn with_headers(mut answer: Response, path: &str) -> Response {
    let is_api = path.starts_with("/api");
    let headers = answer.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let policy = if is_api { API_POLICY } else { PAGE_POLICY };
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(policy));
    if is_api {
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_of_a_feed_is_in_no_log() {
        assert_eq!(shown("/api/scheduler/calendar/ics/nocf_1234.ics"), FEEDS);
        assert_eq!(shown("/api/jobs"), "/api/jobs");
    }

    #[test]
    fn what_the_framework_says_of_parameters_is_understood() {
        let said = "failed to parse parameter `state`: failed to parse \"several_JobState\": failed to parse \
                    \"JobState\": `done` is no job state (occurred while parsing \"optional_several\")";
        let why = Some("`done` is no job state".to_owned());
        assert_eq!(wrong_parameter(said), Some(("state", why)));
        assert_eq!(wrong_parameter("something else"), None);
    }
}
