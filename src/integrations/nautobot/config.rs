//! Where Nautobot is and how it is asked.

use std::fmt;
use std::time::Duration;

use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use super::NAUTOBOT;
use crate::integrations::remote::{self, RemoteError, Settings};

/// The first query of a fresh server takes 10 s; three times that is not slow, it is stuck.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Long enough for a restarting uWSGI worker to be back after the second wait.
const BACKOFF: Duration = Duration::from_millis(500);

/// How to reach one Nautobot.
#[derive(Clone)]
pub struct NautobotConfig {
    /// The address a person opens in the browser, with the path if it has one: `https://nautobot.example.com`.
    pub base_url: String,
    /// The API token, without the word `Token`.
    pub token: SecretString,
    /// How long one request may take, answer included.
    pub timeout: Duration,
    /// Whether the server must show a certificate that this host trusts.
    pub verify_tls: bool,
    /// The wait before the second try of a request; doubled before the third.
    pub backoff: Duration,
}

impl NautobotConfig {
    /// The usual settings: 30 s a request, certificates checked.
    #[must_use]
    pub fn new(base_url: impl Into<String>, token: SecretString) -> Self {
        Self { base_url: base_url.into(), token, timeout: TIMEOUT, verify_tls: true, backoff: BACKOFF }
    }

    pub(super) fn settings(self) -> Result<Settings, RemoteError> {
        Ok(Settings {
            base: remote::base_url(&NAUTOBOT, &self.base_url)?,
            authorization: authorization(&self.token)?,
            secret: self.token,
            timeout: self.timeout,
            verify_tls: self.verify_tls,
            backoff: self.backoff,
            no_page: "there is no such page (404)".to_owned(),
        })
    }
}

impl fmt::Debug for NautobotConfig {
    /// Leaves the address out as well: before it is checked, it may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NautobotConfig")
            .field("timeout", &self.timeout)
            .field("verify_tls", &self.verify_tls)
            .finish_non_exhaustive()
    }
}

fn authorization(token: &SecretString) -> Result<HeaderValue, RemoteError> {
    let refuse = |reason: &str| RemoteError::bad_config(&NAUTOBOT, reason);
    let token = token.expose_secret().trim();
    if token.is_empty() {
        return Err(refuse("the token is empty"));
    }
    if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(refuse("the token contains spaces or characters that no token has"));
    }
    remote::secret_header(&NAUTOBOT, format!("Token {token}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_from_a_file_may_end_in_a_newline() {
        let value = authorization(&"abc123\n".into()).unwrap();
        assert_eq!(value.as_bytes(), b"Token abc123");
        assert!(!format!("{value:?}").contains("abc123"));
        assert!(authorization(&"two words".into()).is_err());
        assert!(authorization(&" ".into()).is_err());
    }

    #[test]
    fn the_settings_print_neither_token_nor_address() {
        let config = NautobotConfig::new("https://ann:hunter2@nautobot", "s3cret".into());
        let printed = format!("{config:?}");
        assert!(!printed.contains("hunter2") && !printed.contains("s3cret"), "{printed}");
    }
}
