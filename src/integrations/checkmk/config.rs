//! Where CheckMK is and how it is asked.

use std::fmt;
use std::time::Duration;

use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};

use super::CHECKMK;
use crate::integrations::remote::{self, RemoteError, Settings};

/// A site with tens of thousands of hosts puts its whole answer together before it sends the first byte.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Long enough for a site that is just being activated.
const BACKOFF: Duration = Duration::from_millis(500);

/// How to reach one site of CheckMK.
#[derive(Clone)]
pub struct CheckmkConfig {
    /// The address a person opens in the browser, without the site: `https://checkmk.example.com`.
    pub base_url: String,
    /// The site, which is the first part of the path behind it.
    pub site: String,
    /// The automation user.
    pub username: String,
    /// Its automation secret, which may have spaces.
    pub secret: SecretString,
    /// How long the server may be silent before an answer and within one.
    pub timeout: Duration,
    /// Whether the server must show a certificate that this host trusts.
    pub verify_tls: bool,
    /// The wait before the second try of a request; doubled before the third.
    pub backoff: Duration,
}

impl CheckmkConfig {
    /// The usual settings: 60 s of silence, certificates checked.
    #[must_use]
    pub fn new(
        base_url: impl Into<String>,
        site: impl Into<String>,
        username: impl Into<String>,
        secret: SecretString,
    ) -> Self {
        Self {
            base_url: base_url.into(),
            site: site.into(),
            username: username.into(),
            secret,
            timeout: TIMEOUT,
            verify_tls: true,
            backoff: BACKOFF,
        }
    }

    pub(super) fn settings(self) -> Result<Settings, RemoteError> {
        let site = site(&self.site)?;
        let mut base = remote::base_url(&CHECKMK, &self.base_url)?;
        let no_page = format!("there is no site `{site}` at {}", base.as_str().trim_end_matches('/'));
        extend(&mut base, site)?;
        let (user, secret) = (self.username.trim(), self.secret.expose_secret().trim());
        if user.is_empty() || user.contains(char::is_whitespace) || user.contains(char::is_control) {
            return Err(refuse("the user name is empty or contains spaces"));
        }
        if secret.is_empty() {
            return Err(refuse("the secret is empty"));
        }
        Ok(Settings {
            authorization: remote::secret_header(&CHECKMK, format!("Bearer {user} {secret}"))?,
            base,
            secret: self.secret,
            timeout: self.timeout,
            verify_tls: self.verify_tls,
            backoff: self.backoff,
            no_page,
        })
    }
}

impl fmt::Debug for CheckmkConfig {
    /// Leaves the address out as well: before it is checked, it may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckmkConfig")
            .field("site", &self.site)
            .field("timeout", &self.timeout)
            .field("verify_tls", &self.verify_tls)
            .finish_non_exhaustive()
    }
}

fn refuse(reason: &str) -> RemoteError {
    RemoteError::bad_config(&CHECKMK, reason)
}

/// The name of a site is the name of a user of the host it is on.
fn site(text: &str) -> Result<&str, RemoteError> {
    let site = text.trim();
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if site.is_empty() || site.len() > 64 || !site.chars().all(fits) {
        return Err(refuse(
            "the site must be its plain name, of letters, digits and underscores, such as `monitoring`",
        ));
    }
    Ok(site)
}

fn extend(base: &mut Url, site: &str) -> Result<(), RemoteError> {
    if base.path().contains("/check_mk") {
        return Err(refuse("the address must end before the site, as in https://checkmk.example.com"));
    }
    let path = format!("{}{site}/check_mk/api/1.0/", base.path());
    base.set_path(&path);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(url: &str, site: &str, user: &str, secret: &str) -> Result<Settings, RemoteError> {
        CheckmkConfig::new(url, site, user, secret.into()).settings()
    }

    #[test]
    fn the_base_is_below_the_site() {
        for (url, base) in [
            ("https://cmk.example.com", "https://cmk.example.com/noc/check_mk/api/1.0/"),
            (" https://cmk.example.com/mon/ ", "https://cmk.example.com/mon/noc/check_mk/api/1.0/"),
        ] {
            let settings = settings(url, " noc ", "automation", "two words\n").unwrap();
            assert_eq!(settings.base.as_str(), base);
            assert_eq!(settings.authorization.as_bytes(), b"Bearer automation two words");
            assert!(!format!("{:?}", settings.authorization).contains("words"));
        }
    }

    #[test]
    fn what_cannot_work_is_refused_without_the_secret() {
        for (url, site, user, secret) in [
            ("https://cmk.example.com/noc/check_mk/", "noc", "automation", "hunter2"),
            ("https://cmk.example.com", "noc/check_mk", "automation", "hunter2"),
            ("https://cmk.example.com", "", "automation", "hunter2"),
            ("https://cmk.example.com", "noc", "auto mation", "hunter2"),
            ("https://cmk.example.com", "noc", "", "hunter2"),
            ("https://cmk.example.com", "noc", "automation", " "),
            ("https://cmk.example.com", "noc", "automation", "hunter2\0"),
            ("cmk", "noc", "automation", "hunter2"),
        ] {
            let error = settings(url, site, user, secret).err().unwrap();
            assert_eq!(error.class(), "bad_config", "{url} {site} {user}");
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
        }
        let config = CheckmkConfig::new("https://ann:hunter2@cmk", "noc", "automation", "s3cret".into());
        let printed = format!("{config:?}");
        assert!(!printed.contains("hunter2") && !printed.contains("s3cret"), "{printed}");
    }
}
