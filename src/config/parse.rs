//! From text to values, with words for what does not fit.

use std::ops::RangeInclusive;
use std::str::FromStr;

use fred::prelude::Config as RedisConfig;
use secrecy::SecretString;
use tracing_subscriber::EnvFilter;

use super::ConfigError;
use super::layers::{Given, Layers, Origin};
use super::variables::{self as v, Variable};
use crate::connections::{Environment, Login};
use crate::domain::connection::Kind;
use crate::domain::draft::queue_name;
use crate::integrations::webhook::Webhook;
use crate::vault::Vault;

/// How log lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For programs: an object a line.
    Json,
}

impl LogFormat {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err(format!("`{text}` is neither `text` nor `json`")),
        }
    }
}

/// Reads settings and collects what is wrong with them.
pub(super) struct Reader<'a> {
    layers: &'a Layers,
    wrong: Vec<ConfigError>,
    warnings: Vec<String>,
    /// What was asked for, so that a test sees a variable that nobody reads.
    asked: Vec<&'static str>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(layers: &'a Layers) -> Self {
        Self { layers, wrong: Vec::new(), warnings: Vec::new(), asked: Vec::new() }
    }

    /// A value that may be absent. After a mistake, the default of its type: the caller gives it up anyway.
    pub(super) fn optional<T>(
        &mut self,
        variable: &'static Variable,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let given = self.ask(variable)?;
        self.note(variable, given.origin, parse(given.text.trim()))
    }

    /// A value that has a default.
    pub(super) fn required<T: Default>(
        &mut self,
        variable: &'static Variable,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> T {
        let given = self.ask(variable).or_else(|| {
            let text = variable.default?.to_owned();
            Some(Given { text, origin: Origin::Nowhere })
        });
        let Some(given) = given else { return T::default() };
        self.note(variable, given.origin, parse(given.text.trim())).unwrap_or_default()
    }

    pub(super) fn finish(self) -> (Vec<ConfigError>, Vec<String>) {
        debug_assert!(
            v::VARIABLES.iter().all(|v| self.asked.contains(&v.name)),
            "a variable of the table is read by nobody"
        );
        (self.wrong, self.warnings)
    }

    fn ask(&mut self, variable: &'static Variable) -> Option<Given> {
        self.asked.push(variable.name);
        self.layers.get(variable)
    }

    fn note<T>(&mut self, variable: &'static Variable, origin: Origin, value: Result<T, String>) -> Option<T> {
        value.map_err(|problem| self.wrong.push(ConfigError { name: variable.name, origin, problem })).ok()
    }
}

/// A whole number within bounds.
pub(super) fn number<T: TryFrom<u64>>(bounds: RangeInclusive<u64>) -> impl FnOnce(&str) -> Result<T, String> {
    move |text| {
        let (least, most) = (bounds.start(), bounds.end());
        let within = text.parse::<u64>().ok().filter(|n| bounds.contains(n)).and_then(|n| T::try_from(n).ok());
        within.ok_or_else(|| format!("`{text}` is no whole number from {least} to {most}"))
    }
}

pub(super) fn yes_or_no(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Ok(true),
        "false" | "no" | "off" | "0" => Ok(false),
        _ => Err(format!("`{text}` is neither `true` nor `false`")),
    }
}

/// An address of Postgres; a secret, so it is not repeated.
pub(super) fn postgres(text: &str) -> Result<String, String> {
    const WRONG: &str = "is no Postgres address such as postgres://user:password@host/database";
    match tokio_postgres::Config::from_str(text) {
        Ok(config) if !config.get_hosts().is_empty() => Ok(text.to_owned()),
        _ => Err(WRONG.to_owned()),
    }
}

/// An address of Redis; a secret, so it is not repeated.
pub(super) fn redis(text: &str) -> Result<String, String> {
    const WRONG: &str = "is no Redis address such as redis://host:6379/0 or redis+unix:///run/redis.sock";
    RedisConfig::from_url(text).map(|_| text.to_owned()).map_err(|_| WRONG.to_owned())
}

pub(super) fn prefix(text: &str) -> Result<String, String> {
    let fits = text.len() <= 64 && text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '{' | '}' | '*' | '?'));
    if fits { Ok(text.to_owned()) } else { Err(format!("`{text}` is no prefix: up to 64 letters, digits or `.:_-`")) }
}

/// `host:port`; an IPv6 address stands in brackets.
pub(super) fn address(text: &str) -> Result<String, String> {
    let (host, port) = text.rsplit_once(':').unwrap_or((text, ""));
    let host_fits = !host.is_empty() && (!host.contains(':') || host.starts_with('[') && host.ends_with(']'));
    if host_fits && port.parse::<u16>().is_ok() {
        Ok(text.to_owned())
    } else {
        Err(format!("`{text}` is no address with a port such as 127.0.0.1:8000"))
    }
}

fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty())
}

pub(super) fn queues(text: &str) -> Result<Vec<String>, String> {
    let mut queues = Vec::new();
    for name in listed(text) {
        let name = queue_name(&serde_json::Value::from(name))?;
        if !queues.contains(&name) {
            queues.push(name);
        }
    }
    if queues.is_empty() { Err("names no queue".to_owned()) } else { Ok(queues) }
}

/// Beginnings of commands, in words of letters, digits and hyphens: one that is empty would allow everything.
pub(super) fn commands(text: &str) -> Result<Vec<String>, String> {
    let fits = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.'));
    let wrong = |text: &str| format!("`{text}` is no beginning of a command such as `dir` or `ping vrf`");
    listed(text).map(|text| fits(text).then(|| text.to_owned()).ok_or_else(|| wrong(text))).collect()
}

pub(super) fn origins(text: &str) -> Result<Vec<String>, String> {
    let origin = |text: &str| {
        let (scheme, host) = text.split_once("://")?;
        let fits = matches!(scheme, "http" | "https") && !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']);
        fits.then(|| text.to_ascii_lowercase())
    };
    let wrong = |text: &str| format!("`{text}` is no origin such as https://noc.example.net, without a path");
    listed(text).map(|text| origin(text).ok_or_else(|| wrong(text))).collect()
}

pub(super) fn log_filter(text: &str) -> Result<String, String> {
    match EnvFilter::try_new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err(format!("`{text}` is no log filter such as `info` or `info,noc_scheduler::beat=debug`")),
    }
}

/// The keys that seal and open secrets.
pub(super) fn keys(text: &str) -> Result<Vault, String> {
    Vault::parse(text).map_err(|e| e.to_string())
}

/// What connects to Nautobot and CheckMK; half a connection is a warning, and none.
pub(super) fn connections(r: &mut Reader<'_>) -> Environment {
    Environment::new(nautobot(r), checkmk(r))
}

fn nautobot(r: &mut Reader<'_>) -> Option<Login> {
    let url = plain(r, &v::NAUTOBOT_URL);
    let token = plain(r, &v::NAUTOBOT_TOKEN);
    let verify_tls = r.required(&v::NAUTOBOT_VERIFY_TLS, yes_or_no);
    let said = [(&v::NAUTOBOT_URL, url.is_some()), (&v::NAUTOBOT_TOKEN, token.is_some())];
    let (Some(url), Some(token)) = (url, token) else { return halved(r, "Nautobot", &said) };
    let login = Login { url, site_and_user: None, secret: token.into(), verify_tls };
    usable(r, &v::NAUTOBOT_URL, Kind::Nautobot, login)
}

fn checkmk(r: &mut Reader<'_>) -> Option<Login> {
    let url = plain(r, &v::CHECKMK_URL);
    let site = plain(r, &v::CHECKMK_SITE);
    let username = plain(r, &v::CHECKMK_USERNAME);
    let secret = plain(r, &v::CHECKMK_SECRET);
    let verify_tls = r.required(&v::CHECKMK_VERIFY_TLS, yes_or_no);
    let said = [
        (&v::CHECKMK_URL, url.is_some()),
        (&v::CHECKMK_SITE, site.is_some()),
        (&v::CHECKMK_USERNAME, username.is_some()),
        (&v::CHECKMK_SECRET, secret.is_some()),
    ];
    let (Some(url), Some(site), Some(username), Some(secret)) = (url, site, username, secret) else {
        return halved(r, "CheckMK", &said);
    };
    let login = Login { url, site_and_user: Some((site, username)), secret: secret.into(), verify_tls };
    usable(r, &v::CHECKMK_URL, Kind::Checkmk, login)
}

fn plain(r: &mut Reader<'_>, variable: &'static Variable) -> Option<String> {
    r.optional(variable, |text| Ok(text.to_owned()))
}

/// Nothing said is nothing meant; something said and something missing is worth a word.
fn halved(r: &mut Reader<'_>, name: &str, said: &[(&'static Variable, bool)]) -> Option<Login> {
    let names = |is: bool| -> Vec<&str> { said.iter().filter(|(_, said)| *said == is).map(|(v, _)| v.name).collect() };
    let (there, missing) = (names(true), names(false));
    if !there.is_empty() {
        let (there, missing) = (there.join(", "), missing.join(", "));
        r.warnings.push(format!("set: {there}; not set: {missing}; so {name} is not used"));
    }
    None
}

/// A login that cannot work is a mistake of the configuration.
fn usable(r: &mut Reader<'_>, variable: &'static Variable, kind: Kind, login: Login) -> Option<Login> {
    let origin = r.layers.get(variable).map_or(Origin::Nowhere, |given| given.origin);
    let checked = login.check(kind).map(|()| login);
    r.note(variable, origin, checked)
}

/// An address of this program as people open it, without a slash at its end.
pub(super) fn public_url(text: &str) -> Result<String, String> {
    let fits = text.split_once("://").is_some_and(|(scheme, rest)| {
        matches!(scheme, "http" | "https") && !rest.is_empty() && !rest.contains(['?', '#', '@', ' '])
    });
    let wrong = || format!("`{text}` is no address such as https://noc.example.net");
    if fits { Ok(text.trim_end_matches('/').to_owned()) } else { Err(wrong()) }
}

/// The webhook takes an address; a token without one is a warning.
pub(super) fn webhook(r: &mut Reader<'_>) -> Option<Webhook> {
    let url = r.optional(&v::NOTIFY_URL, |text| Ok(text.to_owned()));
    let token = r.optional(&v::NOTIFY_TOKEN, |text| Ok(text.to_owned())).map(SecretString::from);
    let Some(url) = url else {
        if token.is_some() {
            r.warnings.push("NOC_NOTIFY_TOKEN is set and NOC_NOTIFY_URL is not: nobody is told".to_owned());
        }
        return None;
    };
    let origin = r.layers.get(&v::NOTIFY_URL).map_or(Origin::Nowhere, |given| given.origin);
    r.note(&v::NOTIFY_URL, origin, Webhook::new(&url, token.as_ref()))
}
