//! The settings of a connection, checked before anything is sent.

use reqwest::Url;
use reqwest::header::HeaderValue;

use super::{RemoteError, System};

/// The address with a slash at its end, so that paths can be joined to it; or what is wrong with it.
///
/// The text itself is never quoted: what is refused here may well be a password in the wrong place.
///
/// # Errors
/// A few words that complete "the address …".
pub fn address(text: &str) -> Result<Url, &'static str> {
    let mut url = Url::parse(text.trim()).map_err(|_| "is not a URL such as https://noc.example.com")?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err("must begin with http:// or https://");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("must not contain a user name or password; the login is a setting of its own");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("must not contain `?` or `#`");
    }
    let path = format!("{}/", url.path().trim_end_matches('/'));
    url.set_path(&path);
    Ok(url)
}

/// [`address`] of a system.
pub(crate) fn base_url(system: &'static System, text: &str) -> Result<Url, RemoteError> {
    address(text).map_err(|wrong| RemoteError::bad_config(system, format!("the address {wrong}")))
}

/// The value of an `Authorization` header, marked so that no one prints it.
pub(crate) fn secret_header(system: &'static System, value: String) -> Result<HeaderValue, RemoteError> {
    let mut value = HeaderValue::try_from(value)
        .map_err(|_| RemoteError::bad_config(system, "the login contains characters that no login has"))?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::super::super::nautobot::NAUTOBOT;
    use super::*;

    #[test]
    fn a_path_below_the_host_is_kept() {
        for text in ["https://noc.example.com/nautobot", " https://noc.example.com/nautobot// "] {
            assert_eq!(base_url(&NAUTOBOT, text).unwrap().as_str(), "https://noc.example.com/nautobot/");
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
            let error = base_url(&NAUTOBOT, text).unwrap_err();
            assert_eq!(error.class(), "bad_config", "{text}");
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
        }
    }
}
