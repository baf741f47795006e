//! The webhook: one message as one HTTP request.

use std::error::Error as _;
use std::fmt;
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Response, StatusCode, Url, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::install_crypto;

/// How long a receiver may take to answer.
const TIMEOUT: Duration = Duration::from_secs(10);
/// How long it may take to accept a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// As much of a refusal as is read, to be quoted.
const QUOTED_BYTES: usize = 300;

/// Where messages go.
#[derive(Clone)]
pub struct Webhook {
    client: reqwest::Client,
    url: Url,
    token: Option<HeaderValue>,
}

impl fmt::Debug for Webhook {
    /// The host alone: the path of such addresses is often the key to them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook").field("host", &self.host()).finish_non_exhaustive()
    }
}

/// Why a message was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// No answer, or one that says so: others would not be taken now, either.
    #[error("{0}")]
    Away(String),
    /// This message, or the way it was sent, is not what the receiver wants.
    #[error("{0}")]
    Refused(String),
}

impl Webhook {
    /// Checks the address and the token; nothing is sent yet.
    ///
    /// # Errors
    /// What is wrong, without quoting either: both may be secrets.
    pub fn new(url: &str, token: Option<&SecretString>) -> Result<Self, String> {
        let url = Url::parse(url).map_err(|_| "is no URL such as https://alerts.example.net/noc".to_owned())?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return Err("must begin with http:// or https://".to_owned());
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("must not contain a user name or password; NOC_NOTIFY_TOKEN is for those".to_owned());
        }
        let token = token.map(bearer).transpose()?;
        install_crypto();
        let client = reqwest::Client::builder()
            .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
            .timeout(TIMEOUT)
            .connect_timeout(CONNECT_TIMEOUT)
            // A redirect would take the message, and perhaps the token, where nobody said.
            .redirect(redirect::Policy::none())
            .build()
            .map_err(|e| format!("cannot be used: {e}"))?;
        Ok(Self { client, url, token })
    }

    /// The receiver's host, for people.
    #[must_use]
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// Sends one message; `Ok` when the receiver has taken it (any 2xx).
    ///
    /// # Errors
    /// Why it did not.
    pub async fn send(&self, message: &Value) -> Result<(), NotTaken> {
        let mut request = self.client.post(self.url.clone()).json(message);
        if let Some(token) = &self.token {
            request = request.header(AUTHORIZATION, token.clone());
        }
        let answer = request.send().await.map_err(|e| NotTaken::Away(no_answer(&e)))?;
        let status = answer.status();
        if status.is_success() {
            return Ok(());
        }
        let said = format!("the receiver answered {}{}", status.as_u16(), quoted(answer).await);
        let away = status.is_server_error()
            || matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY);
        Err(if away { NotTaken::Away(said) } else { NotTaken::Refused(said) })
    }
}

fn bearer(token: &SecretString) -> Result<HeaderValue, String> {
    let token = token.expose_secret().trim();
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("goes with a token that is empty or has characters that no token has".to_owned());
    }
    let mut value = HeaderValue::try_from(format!("Bearer {token}")).map_err(|e| e.to_string())?;
    value.set_sensitive(true);
    Ok(value)
}

/// Why there was no answer, without the address.
fn no_answer(e: &reqwest::Error) -> String {
    if e.is_timeout() {
        return format!("the receiver did not answer within {} s", TIMEOUT.as_secs());
    }
    let mut cause = e.source();
    while let Some(deeper) = cause.and_then(std::error::Error::source) {
        cause = Some(deeper);
    }
    let cause = cause.map(|cause| format!(": {cause}")).unwrap_or_default();
    format!("the receiver cannot be reached{cause}")
}

/// The beginning of what a refusal says, in one line.
async fn quoted(mut answer: Response) -> String {
    let mut body = Vec::new();
    while body.len() < QUOTED_BYTES {
        match answer.chunk().await {
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            _ => break,
        }
    }
    body.truncate(QUOTED_BYTES);
    let text = String::from_utf8_lossy(&body);
    let words: Vec<&str> = text.split_whitespace().collect();
    // What Postgres cannot hold.
    let words = words.join(" ").replace('\0', "");
    if words.is_empty() { words } else { format!(": {words}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_work_is_refused_without_being_quoted() {
        for url in ["alerts.example.net/hunter2", "ftp://alerts/hunter2", "https://ann:hunter2@alerts", ""] {
            let wrong = Webhook::new(url, None).unwrap_err();
            assert!(!wrong.contains("hunter2"), "{wrong}");
        }
        let wrong = Webhook::new("https://alerts", Some(&"two hunter2".into())).unwrap_err();
        assert!(!wrong.contains("hunter2"), "{wrong}");
        let hook = Webhook::new("https://alerts.example.net/hunter2", Some(&"s3cret\n".into())).unwrap();
        let printed = format!("{hook:?}");
        assert!(printed.contains("alerts.example.net") && !printed.contains("hunter2") && !printed.contains("s3cret"));
    }
}
