//! Where Nautobot is and how it is asked.

use std::fmt;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use super::error::NautobotError;

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

/// The address with a slash at its end, so that paths can be joined to it.
///
/// The text itself is never quoted: what is refused here may well be a password in the wrong place.
pub(super) fn base_url(text: &str) -> Result<Url, NautobotError> {
    let refuse = |reason: &str| NautobotError::BadConfig { reason: reason.to_owned() };
    let mut url =
        Url::parse(text.trim()).map_err(|_| refuse("the address is not a URL such as https://nautobot.example.com"))?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err(refuse("the address must begin with http:// or https://"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refuse("the address must not contain a user name or password; the token is a setting of its own"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refuse("the address must not contain `?` or `#`"));
    }
    let path = format!("{}/", url.path().trim_end_matches('/'));
    url.set_path(&path);
    Ok(url)
}

/// The `Authorization` header, marked so that no one prints it.
pub(super) fn authorization(token: &SecretString) -> Result<HeaderValue, NautobotError> {
    let refuse = |reason: &str| NautobotError::BadConfig { reason: reason.to_owned() };
    let token = token.expose_secret().trim();
    if token.is_empty() {
        return Err(refuse("the token is empty"));
    }
    if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(refuse("the token contains spaces or characters that no token has"));
    }
    let mut value = HeaderValue::try_from(format!("Token {token}"))
        .map_err(|_| refuse("the token contains characters that no token has"))?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_below_the_host_is_kept() {
        for text in ["https://noc.example.com/nautobot", " https://noc.example.com/nautobot// "] {
            assert_eq!(base_url(text).unwrap().as_str(), "https://noc.example.com/nautobot/");
        }
    }

    #[test]
    fn addresses_that_are_no_base_are_refused_without_being_quoted() {
        for text in [
            "nautobot.example.com",
            "ftp://nautobot.example.com",
            "https://ann:hunter2@nautobot.example.com",
            "https://nautobot.example.com/?hunter2",
            "",
        ] {
            let error = base_url(text).unwrap_err();
            assert_eq!(error.class(), "bad_config", "{text}");
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
        }
    }

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
