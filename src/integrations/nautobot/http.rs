//! One request to Nautobot: sent, sent again where that may help, and its failure named.

use std::error::Error as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use reqwest::header::{DATE, HeaderMap, HeaderName, LOCATION, RETRY_AFTER};
use reqwest::{RequestBuilder, Response, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

use super::answer::{GraphqlAnswer, quote, words};
use super::error::{NautobotError, Unreachable};

/// How often a request is sent at most. A server that is still away after two pauses is a matter for the job.
const TRIES: u32 = 3;

/// The longest pause within a job. Who asks for more is not asked again by
/// this attempt: it would only be refused a third time.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// More than 200 devices with their fields need (about 100 kB), less than hurts.
const MAX_BODY_BYTES: usize = 64 * 1024 * 1024;

/// Sends requests to one server. Dropping a call half-way is safe: everything here only reads.
pub(super) struct Http {
    /// Scheme, host and port, for people to read.
    pub(super) address: String,
    pub(super) token: SecretString,
    pub(super) timeout: Duration,
    pub(super) backoff: Duration,
}

impl Http {
    /// Sends what `request` builds until it succeeds, fails for good, or has been sent [`TRIES`] times.
    pub(super) async fn send(
        &self,
        request: impl Fn() -> RequestBuilder + Send,
        calls: &AtomicU64,
    ) -> Result<Vec<u8>, NautobotError> {
        let mut backoff = self.backoff;
        for tries_left in (0..TRIES).rev() {
            calls.fetch_add(1, Ordering::Relaxed);
            let error = match self.try_once(request()).await {
                Ok(body) => return Ok(body),
                Err(error) => error,
            };
            let pause = error.retry_after().unwrap_or(backoff);
            if tries_left == 0 || pause > LONGEST_PAUSE || !worth_sending_again(&error) {
                return Err(error);
            }
            tracing::warn!(
                error.class = error.class(),
                pause.ms = pause.as_millis(),
                tries_left,
                "Nautobot at {} did not answer as hoped, trying again: {error}",
                self.address
            );
            tokio::time::sleep(pause).await;
            backoff = backoff.saturating_mul(2);
        }
        // TRIES is not zero, so the loop has returned.
        Err(self.not_nautobot("no request was sent"))
    }

    async fn try_once(&self, request: RequestBuilder) -> Result<Vec<u8>, NautobotError> {
        let response = request.send().await.map_err(|error| self.no_answer(error))?;
        let (status, headers) = (response.status(), response.headers().clone());
        // An error page is quoted, not used: when it cannot be read to its end, the status still tells enough.
        let body = match self.body(response).await {
            Ok(body) => body,
            Err(_) if !status.is_success() => Vec::new(),
            Err(error) => return Err(error),
        };
        if status.is_success() { Ok(body) } else { Err(self.refusal(status, &headers, &body)) }
    }

    async fn body(&self, mut response: Response) -> Result<Vec<u8>, NautobotError> {
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.no_answer(error))? {
            if body.len() + chunk.len() > MAX_BODY_BYTES {
                return Err(NautobotError::TooLarge { limit: MAX_BODY_BYTES });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    /// Names what a status other than success means.
    fn refusal(&self, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> NautobotError {
        let said = words(body).map(|said| self.quote(&said));
        match (status.as_u16(), said) {
            (300..=399, _) => self.redirected(headers),
            (404, _) => self.not_nautobot("there is no such page (404)"),
            (429, _) => NautobotError::RateLimited { retry_after: retry_after(headers) },
            (500..=599, said) => {
                let detail = said.unwrap_or_else(|| self.page(body));
                NautobotError::Server { status: status.as_u16(), detail }
            }
            (401 | 403, Some(detail)) => match detail.contains("permission") {
                true => NautobotError::NoPermission { detail },
                false => NautobotError::RefusedLogin { detail },
            },
            (400, said) => match (self.graphql_errors(body), said) {
                (Some(error), _) => error,
                (None, Some(detail)) => NautobotError::RefusedRequest { status: 400, detail },
                (None, None) => self.not_json(status),
            },
            (_, Some(detail)) => NautobotError::RefusedRequest { status: status.as_u16(), detail },
            (_, None) => self.not_json(status),
        }
    }

    /// What is in an error page, as far as it is worth repeating.
    fn page(&self, body: &[u8]) -> String {
        match body.trim_ascii_start().first() {
            None => "it gave no reason".to_owned(),
            Some(b'<') => "it gave no reason but a web page".to_owned(),
            Some(_) => self.quote(&String::from_utf8_lossy(body)),
        }
    }

    fn graphql_errors(&self, body: &[u8]) -> Option<NautobotError> {
        let errors = serde_json::from_slice::<GraphqlAnswer>(body).ok()?.errors?;
        Some(self.name_graphql_errors(errors.into_iter().map(|error| error.message)))
    }

    /// The error made of the messages of an answer; one that says nothing is still an error.
    pub(super) fn name_graphql_errors(&self, messages: impl Iterator<Item = Option<String>>) -> NautobotError {
        /// A query of a dozen fields can be wrong in a dozen places; the first few tell.
        const MESSAGES: usize = 5;
        let messages = messages
            .take(MESSAGES)
            .map(|message| self.quote(message.as_deref().unwrap_or("an error without a message")))
            .collect();
        NautobotError::GraphqlErrors { messages }
    }

    /// Followed, a POST would become a GET, and the token might go to another host or over plain HTTP.
    fn redirected(&self, headers: &HeaderMap) -> NautobotError {
        let target = headers
            .get(LOCATION)
            .and_then(|target| target.to_str().ok())
            .and_then(|target| target.split(['?', '#']).next())
            .map_or_else(|| "another address".to_owned(), |target| self.quote(target));
        self.not_nautobot(&format!("it redirects to {target}"))
    }

    fn not_json(&self, status: StatusCode) -> NautobotError {
        self.not_nautobot(&format!("it answers {} with something that is not Nautobot's JSON", status.as_u16()))
    }

    pub(super) fn not_nautobot(&self, detail: &str) -> NautobotError {
        NautobotError::NotNautobot { address: self.address.clone(), detail: detail.to_owned() }
    }

    fn no_answer(&self, error: reqwest::Error) -> NautobotError {
        let address = self.address.clone();
        if error.is_timeout() {
            return NautobotError::Timeout { address, after: self.timeout };
        }
        // The URL in reqwest's own text may hold what somebody typed into a filter.
        let error = error.without_url();
        let kind = if error.is_dns() {
            Unreachable::Dns
        } else if is_tls(&error) {
            Unreachable::Tls
        } else if error.is_connect() {
            Unreachable::Connect
        } else {
            Unreachable::Broken
        };
        NautobotError::Unreachable { address, kind, detail: self.quote(&innermost(&error)) }
    }

    fn quote(&self, said: &str) -> String {
        quote(said, self.token.expose_secret())
    }
}

/// What a pause of seconds may cure. A timeout is not among them: three of them
/// would take the time of a whole attempt, and the job has attempts of its own.
fn worth_sending_again(error: &NautobotError) -> bool {
    match error {
        NautobotError::RateLimited { .. } => true,
        NautobotError::Server { status, .. } => matches!(status, 502..=504),
        NautobotError::Unreachable { kind, .. } => *kind != Unreachable::Tls,
        _ => false,
    }
}

/// `Retry-After` in either of its forms: seconds, or a date, which counts from the server's own clock.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let wanted = text(RETRY_AFTER)?;
    if let Ok(seconds) = wanted.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = OffsetDateTime::parse(wanted, &Rfc2822).ok()?;
    let now = OffsetDateTime::parse(text(DATE)?, &Rfc2822).ok()?;
    Some(Duration::try_from(until - now).unwrap_or(Duration::ZERO))
}

fn is_tls(error: &reqwest::Error) -> bool {
    let mut next = error.source();
    while let Some(cause) = next {
        if cause.is::<rustls::Error>() {
            return true;
        }
        // An I/O error hides from source() what it wraps, which may be another I/O error.
        next = match cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(wrapped) => Some(wrapped),
            None => cause.source(),
        };
    }
    false
}

/// The outer layers only say that a request failed; the last one says why.
fn innermost(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_read_as_seconds_or_as_a_date_of_the_servers_clock() {
        let of = |wanted: &str, date: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, wanted.parse().unwrap());
            if let Some(date) = date {
                headers.insert(DATE, date.parse().unwrap());
            }
            retry_after(&headers).map(|pause| pause.as_secs())
        };
        let date = Some("Mon, 23 Nov 2026 05:00:00 GMT");
        assert_eq!(of(" 7", None), Some(7));
        assert_eq!(of("Mon, 23 Nov 2026 05:00:12 GMT", date), Some(12));
        assert_eq!(of("Mon, 23 Nov 2026 04:59:00 GMT", date), Some(0));
        assert_eq!(of("Mon, 23 Nov 2026 05:00:12 GMT", None), None);
        assert_eq!(of("soon", date), None);
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }
}
