//! One request: sent, sent again where that may help, and its failure named.

use std::error::Error as _;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderValue, LOCATION};
use reqwest::{RequestBuilder, Response, StatusCode, Url, redirect};
use secrecy::{ExposeSecret, SecretString};
use tokio::time::{Instant, timeout_at};

use super::error::{Kind, RemoteError, Unreachable};
use super::gate::{Gate, Pass};
use super::pause::retry_after;
use super::stream::Chunks;
use super::system::{Refusal, System};
use super::text::{object, quote};
use crate::integrations::install_crypto;

/// How often a request is sent at most. A server that is still away after two pauses is a matter for the job.
pub(super) const TRIES: u32 = 3;

/// A host that does not even accept a connection by then is away; the rest of the timeout is for the answer.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a request may take with all its tries where the caller sets no deadline: somebody waits before a page.
const WITHOUT_DEADLINE: Duration = Duration::from_secs(120);

/// More than a page of 1000 devices with their fields needs (about 500 kB), less than hurts.
const MAX_BODY_BYTES: usize = 64 * 1024 * 1024;

/// How to reach one system.
pub(crate) struct Settings {
    pub(crate) base: Url,
    /// The whole `Authorization` header.
    pub(crate) authorization: HeaderValue,
    /// What must not be repeated to anybody.
    pub(crate) secret: SecretString,
    pub(crate) timeout: Duration,
    pub(crate) verify_tls: bool,
    /// The wait before the second try; doubled before the third.
    pub(crate) backoff: Duration,
    /// What it means when a page is not there and the answer is not the system's own.
    pub(crate) no_page: String,
}

/// Sends requests to one server. Cheap to clone; clones share their connections.
/// Dropping a call half-way is safe: everything here only reads.
#[derive(Clone)]
pub(crate) struct Remote {
    pub(super) server: Arc<Server>,
    client: reqwest::Client,
    gate: Arc<dyn Gate>,
    deadline: Option<Instant>,
    calls: Arc<AtomicU64>,
}

/// What all clones share, connections aside.
pub(super) struct Server {
    system: &'static System,
    base: Url,
    /// Scheme, host and port, for people to read.
    address: String,
    secret: SecretString,
    pub(super) timeout: Duration,
    backoff: Duration,
    no_page: String,
}

impl Remote {
    /// Prepares connections; nothing is sent yet.
    pub(crate) fn new(system: &'static System, settings: Settings) -> Result<Self, RemoteError> {
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, settings.authorization);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        install_crypto();
        let client = reqwest::Client::builder()
            .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
            .default_headers(headers)
            .connect_timeout(CONNECT_TIMEOUT.min(settings.timeout))
            .redirect(redirect::Policy::none())
            .tls_danger_accept_invalid_certs(!settings.verify_tls)
            .build()
            .map_err(|e| RemoteError::bad_config(system, format!("no client can be made of them: {e}")))?;
        let server = Server {
            system,
            address: settings.base.origin().ascii_serialization(),
            base: settings.base,
            secret: settings.secret,
            timeout: settings.timeout,
            backoff: settings.backoff,
            no_page: settings.no_page,
        };
        Ok(Self { server: Arc::new(server), client, gate: Arc::new(Unbounded), deadline: None, calls: Arc::default() })
    }

    /// The same, with each request going through `gate`.
    pub(crate) fn through(self, gate: Arc<dyn Gate>) -> Self {
        Self { gate, ..self }
    }

    /// The same, with no request, try or pause beyond `deadline`.
    pub(crate) fn until(&self, deadline: Instant) -> Self {
        Self { deadline: Some(deadline), ..self.clone() }
    }

    /// The same, counting its calls from zero.
    pub(crate) fn counting(&self) -> Self {
        Self { calls: Arc::default(), ..self.clone() }
    }

    /// How many requests were sent, repetitions included.
    pub(crate) fn calls(&self) -> u64 {
        self.calls.load(Ordering::Relaxed)
    }

    /// An address below the base.
    pub(crate) fn url(&self, path: &str) -> Result<Url, RemoteError> {
        let refuse = |_| RemoteError::bad_config(self.server.system, "the address takes no path");
        self.server.base.join(path).map_err(refuse)
    }

    /// Reads an address.
    pub(crate) async fn get(&self, url: &Url) -> Result<Vec<u8>, RemoteError> {
        self.send(|| self.client.get(url.clone())).await
    }

    /// Sends JSON there and reads the answer.
    pub(crate) async fn post(&self, url: &Url, body: &serde_json::Value) -> Result<Vec<u8>, RemoteError> {
        self.send(|| self.client.post(url.clone()).json(body)).await
    }

    /// Reads an address piece by piece. Tried again only until the answer begins.
    pub(crate) async fn stream(&self, url: &Url) -> Result<Chunks, RemoteError> {
        let mut tries = Tries::new(self);
        loop {
            match self.begin(self.client.get(url.clone()), tries.ends).await {
                Ok((response, pass, _)) => return Ok(Chunks::new(self, response, pass, tries.ends)),
                Err(error) => tries.pause(&self.server, error).await?,
            }
        }
    }

    async fn send(&self, request: impl Fn() -> RequestBuilder + Send) -> Result<Vec<u8>, RemoteError> {
        let mut tries = Tries::new(self);
        loop {
            match self.whole(request(), tries.ends).await {
                Ok(body) => return Ok(body),
                Err(error) => tries.pause(&self.server, error).await?,
            }
        }
    }

    async fn whole(&self, request: RequestBuilder, ends: Instant) -> Result<Vec<u8>, RemoteError> {
        let (response, _pass, began) = self.begin(request, ends).await?;
        self.server.body(response, began, ends).await
    }

    /// A place among the requests in flight.
    async fn turn(&self, ends: Instant) -> Result<Pass, RemoteError> {
        let began = Instant::now();
        let late = |_| RemoteError::new(self.server.system, Kind::NoTurn { after: began.elapsed() });
        timeout_at(ends, self.gate.enter()).await.map_err(late)
    }

    /// An answer whose status is success, its body still to be read, and when it was asked for.
    async fn begin(&self, request: RequestBuilder, ends: Instant) -> Result<(Response, Pass, Instant), RemoteError> {
        let pass = self.turn(ends).await?;
        // The wait for a turn is not the server's.
        let began = Instant::now();
        self.calls.fetch_add(1, Ordering::Relaxed);
        let limit = self.server.limit(began, ends);
        let response = match timeout_at(limit, request.send()).await {
            Ok(sent) => sent.map_err(|error| self.server.no_answer(error))?,
            Err(_) => return Err(self.server.timed_out(began, limit)),
        };
        let status = response.status();
        if status.is_success() {
            return Ok((response, pass, began));
        }
        let headers = response.headers().clone();
        // An error page is quoted, not used: when it cannot be read to its end, the status still tells enough.
        let body = self.server.body(response, began, ends).await.unwrap_or_default();
        Err(self.server.refusal(status, &headers, &body))
    }

    /// JSON of the expected form, or the news that something else answers. What it was is not quoted: serde would
    /// repeat values, and pages of proxies can hold anything.
    pub(crate) fn read<T: serde::de::DeserializeOwned>(&self, body: &[u8]) -> Result<T, RemoteError> {
        serde_json::from_slice(body).map_err(|error| self.server.unreadable(&error))
    }

    /// Something else answers.
    pub(crate) fn not_this(&self, detail: impl Into<String>) -> RemoteError {
        self.server.not_this(detail)
    }

    /// The error made of the messages of a GraphQL answer; one that says nothing is still an error.
    pub(crate) fn graphql_errors(&self, messages: impl Iterator<Item = Option<String>>) -> RemoteError {
        self.server.graphql_errors(messages)
    }
}

impl fmt::Debug for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(self.server.system.name).field("base", &self.server.base.as_str()).finish_non_exhaustive()
    }
}

/// The gate of who sets none.
struct Unbounded;

impl Gate for Unbounded {
    fn enter(&self) -> futures_util::future::BoxFuture<'_, Pass> {
        Box::pin(std::future::ready(Pass::unbounded()))
    }
}

/// The tries of one request.
struct Tries {
    left: u32,
    backoff: Duration,
    ends: Instant,
}

impl Tries {
    fn new(remote: &Remote) -> Self {
        let ends = remote.deadline.unwrap_or_else(|| Instant::now() + WITHOUT_DEADLINE);
        Self { left: TRIES, backoff: remote.server.backoff, ends }
    }

    /// Waits until the request may be sent once more, or gives the failure back.
    async fn pause(&mut self, server: &Server, error: RemoteError) -> Result<(), RemoteError> {
        self.left = self.left.saturating_sub(1);
        let pause = error.retry_after().unwrap_or(self.backoff);
        let again = Instant::now().checked_add(pause).filter(|again| *again < self.ends);
        let Some(again) = again.filter(|_| self.left > 0 && worth_sending_again(&error)) else {
            return Err(error);
        };
        tracing::warn!(
            error.class = error.class(),
            pause.ms = pause.as_millis(),
            tries_left = self.left,
            "{} at {} did not answer as hoped, trying again: {error}",
            server.system.name,
            server.address
        );
        tokio::time::sleep_until(again).await;
        self.backoff = self.backoff.saturating_mul(2);
        Ok(())
    }
}

/// What a pause may cure.
fn worth_sending_again(error: &RemoteError) -> bool {
    match error.kind() {
        Kind::RateLimited { .. } | Kind::Server { .. } | Kind::Timeout { .. } => true,
        Kind::Unreachable { at, .. } => *at != Unreachable::Tls,
        _ => false,
    }
}

impl Server {
    fn error(&self, kind: Kind) -> RemoteError {
        RemoteError::new(self.system, kind)
    }

    /// Until when an answer that was asked for at `began` must have come.
    fn limit(&self, began: Instant, ends: Instant) -> Instant {
        ends.min(began + self.timeout)
    }

    async fn body(&self, mut response: Response, began: Instant, ends: Instant) -> Result<Vec<u8>, RemoteError> {
        let limit = self.limit(began, ends);
        let mut body = Vec::new();
        loop {
            let chunk = match timeout_at(limit, response.chunk()).await {
                Ok(chunk) => chunk.map_err(|error| self.no_answer(error))?,
                Err(_) => return Err(self.timed_out(began, limit)),
            };
            let Some(chunk) = chunk else { return Ok(body) };
            if body.len() + chunk.len() > MAX_BODY_BYTES {
                return Err(self.too_large(MAX_BODY_BYTES));
            }
            body.extend_from_slice(&chunk);
        }
    }

    /// Names what a status other than success means.
    fn refusal(&self, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> RemoteError {
        let object = object(body);
        let said = object.as_ref().and_then(self.system.words).map(|said| self.quote(&said));
        let code = status.as_u16();
        match code {
            300..=399 => return self.redirected(headers),
            429 => return self.error(Kind::RateLimited { retry_after: retry_after(headers) }),
            500..=599 => {
                let detail = said.unwrap_or_else(|| self.page(body));
                return self.error(Kind::Server { status: code, detail, retry_after: retry_after(headers) });
            }
            _ => {}
        }
        if let Some(errors) = object.as_ref().and_then(|object| object.get("errors")?.as_array()) {
            return self.graphql_errors(errors.iter().map(|error| Some(error.get("message")?.as_str()?.to_owned())));
        }
        let refusal = Refusal { status: code, said: said.as_deref() };
        if let Some(kind) = (self.system.judge)(&refusal) {
            return self.error(kind);
        }
        match (code, said) {
            (404, None) => self.not_this(self.no_page.clone()),
            (_, Some(detail)) => self.error(Kind::RefusedRequest { status: code, detail }),
            (_, None) => {
                self.not_this(format!("it answers {code} with something that is not {}'s JSON", self.system.name))
            }
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

    fn graphql_errors(&self, messages: impl Iterator<Item = Option<String>>) -> RemoteError {
        /// A query of a dozen fields can be wrong in a dozen places; the first few tell.
        const MESSAGES: usize = 5;
        let messages = messages
            .take(MESSAGES)
            .map(|message| self.quote(message.as_deref().unwrap_or("an error without a message")))
            .collect();
        self.error(Kind::GraphqlErrors { messages })
    }

    /// Followed, a POST would become a GET, and the secret might go to another host or over plain HTTP.
    fn redirected(&self, headers: &HeaderMap) -> RemoteError {
        let target = headers
            .get(LOCATION)
            .and_then(|target| target.to_str().ok())
            .and_then(|target| target.split(['?', '#']).next())
            .map_or_else(|| "another address".to_owned(), |target| self.quote(&without_login(target)));
        self.not_this(format!("it redirects to {target}"))
    }

    pub(super) fn not_this(&self, detail: impl Into<String>) -> RemoteError {
        self.error(Kind::NotThis { address: self.address.clone(), detail: detail.into() })
    }

    pub(super) fn unreadable(&self, error: &serde_json::Error) -> RemoteError {
        match error.classify() {
            serde_json::error::Category::Data => {
                self.not_this(format!("its JSON is not of {}'s form", self.system.name))
            }
            _ => self.not_this("it answers 200 with something that is not JSON"),
        }
    }

    pub(super) fn too_large(&self, limit: usize) -> RemoteError {
        self.error(Kind::TooLarge { limit })
    }

    /// What was asked for at `began` has not come by `limit`.
    pub(super) fn timed_out(&self, began: Instant, limit: Instant) -> RemoteError {
        let after = limit.saturating_duration_since(began);
        self.error(Kind::Timeout { address: self.address.clone(), after })
    }

    /// The connection ended before the answer did.
    pub(super) fn cut_off(&self, detail: &str) -> RemoteError {
        let kind =
            Kind::Unreachable { address: self.address.clone(), at: Unreachable::Broken, detail: detail.to_owned() };
        self.error(kind)
    }

    pub(super) fn no_answer(&self, error: reqwest::Error) -> RemoteError {
        let address = self.address.clone();
        // The URL in reqwest's own text may hold what somebody typed into a filter.
        let error = error.without_url();
        let (at, detail) = if error.is_dns() {
            (Unreachable::Dns, innermost(&error))
        } else if is_tls(&error) {
            (Unreachable::Tls, innermost(&error))
        } else if error.is_timeout() {
            let within = CONNECT_TIMEOUT.min(self.timeout).as_secs_f32();
            (Unreachable::Connect, format!("no connection within {within} s"))
        } else if error.is_connect() {
            (Unreachable::Connect, innermost(&error))
        } else {
            (Unreachable::Broken, innermost(&error))
        };
        self.error(Kind::Unreachable { address, at, detail: self.quote(&detail) })
    }

    fn quote(&self, said: &str) -> String {
        quote(said, self.secret.expose_secret())
    }
}

/// A target of a redirect may name a login, as any address.
fn without_login(target: &str) -> String {
    match Url::parse(target) {
        Ok(mut url) if !url.username().is_empty() || url.password().is_some() => {
            // Refused only by addresses that cannot have a login.
            let _ = url.set_username("").and_then(|()| url.set_password(None));
            url.into()
        }
        _ => target.to_owned(),
    }
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
    fn the_target_of_a_redirect_is_named_without_a_login() {
        assert_eq!(without_login("/login/"), "/login/");
        assert_eq!(without_login("https://ann:hunter2@other.example.com/x"), "https://other.example.com/x");
    }
}
