//! What a person says of a connection, and whether it can be meant.

use secrecy::{ExposeSecret, SecretString};

use super::environment::NAME as ENVIRONMENT;
use crate::domain::connection::{Connection, IN_FLIGHT_BOUNDS, Kind};
use crate::domain::draft::FieldError;
use crate::integrations::remote::address;

/// Longer than any host name with a path.
const LONGEST_URL: usize = 500;
const LONGEST_NAME: usize = 100;
/// Longer than any token or automation secret.
const LONGEST_SECRET: usize = 1_000;

/// What is said of a connection; absent things stay as they are.
#[derive(Default)]
pub struct Draft {
    /// What it is to be called.
    pub name: Option<String>,
    /// Where it leads.
    pub url: Option<String>,
    /// CheckMK: the site.
    pub site: Option<String>,
    /// CheckMK: the automation user.
    pub username: Option<String>,
    /// The API token, or the automation user's secret.
    pub secret: Option<SecretString>,
    /// Whether certificates are checked.
    pub verify_tls: Option<bool>,
    /// Requests under way at once.
    pub max_in_flight: Option<u16>,
    /// Whether jobs use it that name none.
    pub is_default: Option<bool>,
}

impl Draft {
    /// Puts what is said into `connection`, and complains of what cannot be meant. `secret_known`: one is stored already.
    pub(super) fn apply(
        self,
        connection: &mut Connection,
        secret_known: bool,
    ) -> Result<Option<SecretString>, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let origin = address(&connection.url).ok().map(|url| url.origin());
        if let Some(name) = self.name {
            connection.name = name.trim().to_owned();
        }
        if let Some(url) = self.url {
            connection.url = url.trim().to_owned();
        }
        if let Some(site) = self.site {
            connection.site = Some(site.trim().to_owned());
        }
        if let Some(username) = self.username {
            connection.username = Some(username.trim().to_owned());
        }
        connection.verify_tls = self.verify_tls.unwrap_or(connection.verify_tls);
        connection.max_in_flight = self.max_in_flight.unwrap_or(connection.max_in_flight);
        match self.is_default {
            Some(false) if connection.is_default && secret_known => {
                complain(&mut wrong, "is_default", "cannot be taken away: make another connection the default");
            }
            said => connection.is_default = said.unwrap_or(connection.is_default),
        }
        check(connection, &mut wrong);
        match &self.secret {
            Some(secret) => check_secret(connection.kind, secret, &mut wrong),
            None if !secret_known => complain(&mut wrong, "secret", "required"),
            // Whoever may change the address must not learn the secret by it.
            None if address(&connection.url).ok().map(|url| url.origin()) != origin => complain(
                &mut wrong,
                "secret",
                "required: the address changed, and the stored secret is not sent to another server",
            ),
            None => {}
        }
        if wrong.is_empty() { Ok(self.secret) } else { Err(wrong) }
    }
}

fn complain(wrong: &mut Vec<FieldError>, field: &str, detail: impl Into<String>) {
    wrong.push(FieldError::new(format!("/{field}"), detail));
}

fn check(c: &Connection, wrong: &mut Vec<FieldError>) {
    if c.name.eq_ignore_ascii_case(ENVIRONMENT) {
        complain(wrong, "name", format!("`{ENVIRONMENT}` is what the one in the settings of the processes is called"));
    }
    if let Some(detail) = plain(&c.name, LONGEST_NAME) {
        complain(wrong, "name", detail);
    }
    match address(&c.url) {
        _ if c.url.len() > LONGEST_URL => complain(wrong, "url", format!("must have at most {LONGEST_URL} characters")),
        Ok(_) => {}
        Err(reason) => complain(wrong, "url", reason),
    }
    for (field, value) in [("site", &c.site), ("username", &c.username)] {
        let detail = match (c.kind, value) {
            (Kind::Nautobot, None) => None,
            (Kind::Nautobot, Some(_)) => Some("belongs to CheckMK; Nautobot takes an API token as `secret`".to_owned()),
            (Kind::Checkmk, None) => Some("required".to_owned()),
            (Kind::Checkmk, Some(value)) => plain(value, LONGEST_NAME),
        };
        if let Some(detail) = detail {
            complain(wrong, field, detail);
        }
    }
    // Both stand in the address, between slashes, or in a header, before a space.
    let is_odd = |text: &Option<String>| text.as_deref().is_some_and(|text| text.contains(['/', '?', '#', ' ', '%']));
    if c.kind == Kind::Checkmk && is_odd(&c.site) {
        complain(wrong, "site", "is the site's short name, without slashes or spaces");
    }
    if c.kind == Kind::Checkmk && c.username.as_deref().is_some_and(|name| name.contains(' ')) {
        complain(wrong, "username", "must not contain spaces");
    }
    if !IN_FLIGHT_BOUNDS.contains(&c.max_in_flight) {
        let (least, most) = IN_FLIGHT_BOUNDS.into_inner();
        complain(wrong, "max_in_flight", format!("must be from {least} to {most}, not {}", c.max_in_flight));
    }
}

/// What keeps a text from being a line of 1 to `longest` characters.
fn plain(text: &str, longest: usize) -> Option<String> {
    let length = text.chars().count();
    if length == 0 || length > longest {
        return Some(format!("must have 1 to {longest} characters"));
    }
    text.chars().any(char::is_control).then(|| "must not contain control characters".to_owned())
}

fn check_secret(kind: Kind, secret: &SecretString, wrong: &mut Vec<FieldError>) {
    let secret = secret.expose_secret().trim();
    // It stands in a header. A secret of CheckMK's may have spaces, a token may not.
    let fits = |c: char| c.is_ascii_graphic() || (c == ' ' && kind == Kind::Checkmk);
    if secret.is_empty() || secret.len() > LONGEST_SECRET {
        complain(wrong, "secret", format!("must have 1 to {LONGEST_SECRET} characters"));
    } else if !secret.chars().all(fits) {
        complain(wrong, "secret", "contains characters that no such secret has");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::connection::Source;

    fn connection(kind: Kind) -> Connection {
        Connection {
            id: uuid::Uuid::nil(),
            kind,
            name: "lab".to_owned(),
            url: "https://one.example.net".to_owned(),
            site: (kind == Kind::Checkmk).then(|| "cmk".to_owned()),
            username: (kind == Kind::Checkmk).then(|| "automation".to_owned()),
            verify_tls: true,
            max_in_flight: 4,
            is_default: false,
            source: Source::Stored,
            version: 1,
            created_at: None,
            updated_at: None,
            updated_by: None,
            check: None,
        }
    }

    fn wrong(kind: Kind, draft: Draft) -> Vec<String> {
        let errors = draft.apply(&mut connection(kind), true).err().unwrap_or_default();
        errors.into_iter().map(|e| e.pointer).collect()
    }

    #[test]
    fn a_stored_secret_is_not_sent_to_another_server() {
        let moved = |url: &str| Draft { url: Some(url.to_owned()), ..Draft::default() };
        assert_eq!(wrong(Kind::Nautobot, moved("https://two.example.net")), ["/secret"]);
        assert_eq!(wrong(Kind::Nautobot, moved("http://one.example.net")), ["/secret"]);
        assert_eq!(wrong(Kind::Nautobot, moved("https://one.example.net:8443")), ["/secret"]);
        assert!(wrong(Kind::Nautobot, moved("https://one.example.net/nautobot")).is_empty());
        let with_secret = Draft { secret: Some("token".into()), ..moved("https://two.example.net") };
        assert!(wrong(Kind::Nautobot, with_secret).is_empty());
    }

    #[test]
    fn every_field_that_cannot_be_meant_is_named() {
        let draft = || Draft {
            name: Some(" ".to_owned()),
            url: Some("nautobot".to_owned()),
            secret: Some("two words".into()),
            max_in_flight: Some(0),
            ..Draft::default()
        };
        assert_eq!(wrong(Kind::Nautobot, draft()), ["/name", "/url", "/max_in_flight", "/secret"]);
        assert_eq!(wrong(Kind::Checkmk, draft()), ["/name", "/url", "/max_in_flight"]);
        let site = |site: &str| Draft { site: Some(site.to_owned()), ..Draft::default() };
        assert_eq!(wrong(Kind::Nautobot, site("cmk")), ["/site"]);
        assert_eq!(wrong(Kind::Checkmk, site("../other")), ["/site"]);
        let new = Draft::default().apply(&mut connection(Kind::Nautobot), false).unwrap_err();
        assert_eq!(new[0].pointer, "/secret");
    }
}
