//! What a schedule may ask of the sync.

use regex::{Regex, RegexBuilder};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::Host;
use crate::integrations::checkmk::HostOptions;
use crate::tasks::sync::{LONGEST_VALUE, MAX_MISSING_PERCENT, Missable, OnMissing, plain_value};

/// A compiled expression may take this much memory; more is a mistake or an attack.
const LARGEST_REGEX: usize = 1 << 20;
/// A site's short name, a folder, a name of a connection: all of a line.
const LONGEST: usize = LONGEST_VALUE;

/// Which hosts to read, and what to do with those that are gone. Without arguments: all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Args {
    /// Also keep what hosts inherit from their folders, rather than only what is set on themselves.
    #[serde(default)]
    pub effective_attributes: bool,
    /// Let CheckMK add its links to the answer, which nobody here needs; it makes the answer larger.
    #[serde(default)]
    pub include_links: bool,
    /// Only hosts that this site monitors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = LONGEST))]
    pub site: Option<String>,
    /// Only hosts in this folder or one below it: `/network/par`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = LONGEST))]
    pub folder: Option<String>,
    /// Only hosts whose name matches this regular expression, wherever in the name; `^` and `$` stand for its ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = LONGEST))]
    pub hostname_regex: Option<String>,
    /// Find the device that each host is, and tell where the two sources disagree.
    #[serde(default = "yes")]
    pub compare_with_nautobot: bool,
    /// By what a host is recognised as a device, in this order.
    #[serde(default = "everything")]
    #[schemars(length(min = 1, max = 3))]
    pub match_on: Vec<MatchOn>,
    /// What to do with hosts that are no longer there.
    #[serde(default)]
    pub on_missing: OnMissing,
    /// Fail, and mark nothing, when more than this share of the known hosts is missing, in percent.
    #[serde(default = "max_missing_percent")]
    #[schemars(range(max = 100))]
    pub max_missing_percent: u8,
    /// Only tell what would change.
    #[serde(default)]
    pub dry_run: bool,
    /// The name of the connection to read from; the default one when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = LONGEST))]
    pub connection: Option<String>,
}

fn yes() -> bool {
    true
}

fn everything() -> Vec<MatchOn> {
    vec![MatchOn::Name, MatchOn::Fqdn, MatchOn::Ip]
}

fn max_missing_percent() -> u8 {
    MAX_MISSING_PERCENT
}

impl Default for Args {
    fn default() -> Self {
        Self {
            effective_attributes: false,
            include_links: false,
            site: None,
            folder: None,
            hostname_regex: None,
            compare_with_nautobot: true,
            match_on: everything(),
            on_missing: OnMissing::default(),
            max_missing_percent: MAX_MISSING_PERCENT,
            dry_run: false,
            connection: None,
        }
    }
}

/// By what a host is recognised as a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MatchOn {
    /// The names are the same, whatever their case.
    Name,
    /// The names are the same up to their first dot, whatever their case, and one of them has a domain.
    Fqdn,
    /// An address of the host is a primary address of the device.
    Ip,
}

impl MatchOn {
    /// As it is stored.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Fqdn => "fqdn",
            Self::Ip => "ip",
        }
    }
}

/// An argument that cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{field}` {reason}")]
pub struct ArgsError {
    /// The argument.
    pub field: &'static str,
    /// What is wrong with it.
    pub reason: String,
}

/// The arguments, checked: which hosts are meant.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    pub(super) site: Option<String>,
    folder: Option<String>,
    name: Option<Regex>,
}

impl Wanted {
    /// Whether a host is meant, as far as CheckMK does not choose by itself.
    pub(super) fn includes(&self, host: &Host) -> bool {
        let inside = |folder: &String| {
            host.folder.strip_prefix(folder.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.folder.as_ref().is_none_or(inside) && self.name.as_ref().is_none_or(|name| name.is_match(&host.name))
    }

    /// Whether all that the connection has is meant.
    pub(super) fn everything(&self) -> bool {
        self.site.is_none() && self.folder.is_none() && self.name.is_none()
    }

    /// What was asked for, the same for every sync that asks the same.
    pub(super) fn stored(&self) -> Value {
        let said = [
            ("site", self.site.as_deref()),
            ("folder", self.folder.as_deref().map(|folder| if folder.is_empty() { "/" } else { folder })),
            ("hostname_regex", self.name.as_ref().map(Regex::as_str)),
        ];
        said.into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), Value::from(value?))))
            .collect::<serde_json::Map<_, _>>()
            .into()
    }
}

impl Args {
    /// Checks what the types alone do not.
    ///
    /// # Errors
    /// The first argument that cannot be meant.
    pub fn check(&self) -> Result<(), ArgsError> {
        self.wanted().map(|_| ())
    }

    pub(super) fn missable(&self) -> Missable {
        Missable { on_missing: self.on_missing, max_percent: self.max_missing_percent }
    }

    /// How CheckMK is asked.
    pub(super) fn options(&self) -> HostOptions {
        let site = self.site.as_deref().map(|site| site.trim().to_owned());
        HostOptions { effective_attributes: self.effective_attributes, include_links: self.include_links, site }
    }

    pub(super) fn wanted(&self) -> Result<Wanted, ArgsError> {
        let wrong = |field| move |reason: String| ArgsError { field, reason };
        let plain = |field, value: &Option<String>| value.as_deref().map(plain_value).transpose().map_err(wrong(field));
        if self.max_missing_percent > 100 {
            return Err(wrong("max_missing_percent")("must be at most 100".to_owned()));
        }
        if self.match_on.is_empty() && self.compare_with_nautobot {
            return Err(wrong("match_on")("must name at least one of name, fqdn, ip".to_owned()));
        }
        let folder = plain("folder", &self.folder)?;
        // `~` stands for `/` in CheckMK's own addresses.
        let folder = folder.map(|folder| folder.replace('~', "/").trim_matches('/').to_owned());
        let folder = folder.map(|path| if path.is_empty() { path } else { format!("/{path}") });
        let name = plain("hostname_regex", &self.hostname_regex)?.map(|text| expression(&text)).transpose();
        let name = name.map_err(wrong("hostname_regex"))?;
        Ok(Wanted { site: plain("site", &self.site)?, folder, name })
    }
}

fn expression(text: &str) -> Result<Regex, String> {
    RegexBuilder::new(text).size_limit(LARGEST_REGEX).build().map_err(|e| match e {
        regex::Error::CompiledTooBig(_) => "is too large an expression".to_owned(),
        // The last line says what; those before it draw where.
        other => format!("is no regular expression: {}", other.to_string().lines().last().unwrap_or_default().trim()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(json: Value) -> Args {
        serde_json::from_value(json).unwrap()
    }

    fn host(name: &str, folder: &str) -> Host {
        Host { name: name.to_owned(), folder: folder.to_owned(), ..Host::default() }
    }

    #[test]
    fn folders_are_taken_with_all_below_them() {
        for folder in ["/network/par", "network/par/", "~network~par"] {
            let wanted = args(serde_json::json!({"folder": folder})).wanted().unwrap();
            let inside = |folder| wanted.includes(&host("a", folder));
            assert!(inside("/network/par") && inside("/network/par/access"), "{folder}");
            assert!(!inside("/network") && !inside("/network/paris") && !inside("/"), "{folder}");
            assert_eq!(wanted.stored(), serde_json::json!({"folder": "/network/par"}));
        }
        let root = args(serde_json::json!({"folder": "/"})).wanted().unwrap();
        assert!(root.includes(&host("a", "/")) && root.includes(&host("a", "/network")));
    }

    #[test]
    fn names_are_matched_wherever_the_expression_says() {
        let wanted = |text: &str| args(serde_json::json!({ "hostname_regex": text })).wanted().unwrap();
        assert!(wanted("core").includes(&host("par-core-1", "/")));
        assert!(!wanted("^core").includes(&host("par-core-1", "/")));
        assert!(!wanted("CORE").includes(&host("par-core-1", "/")), "CheckMK tells cases apart");
    }

    #[test]
    fn what_cannot_be_meant_is_named() {
        let wrong = |json| args(json).check().unwrap_err();
        let error = wrong(serde_json::json!({"hostname_regex": "core("}));
        assert_eq!(error.field, "hostname_regex");
        assert!(error.to_string().contains("unclosed group"), "{error}");
        assert_eq!(wrong(serde_json::json!({"hostname_regex": "(a{1000}){1000}"})).field, "hostname_regex");
        assert_eq!(wrong(serde_json::json!({"site": " "})).field, "site");
        assert_eq!(wrong(serde_json::json!({"match_on": []})).field, "match_on");
        assert!(serde_json::from_value::<Args>(serde_json::json!({"match_on": ["serial"]})).is_err());
        assert!(args(serde_json::json!({"match_on": [], "compare_with_nautobot": false})).check().is_ok());
    }

    #[test]
    fn without_arguments_everything_is_meant() {
        let wanted = Args::default().wanted().unwrap();
        assert!(wanted.everything());
        assert_eq!(wanted.stored(), serde_json::json!({}));
        assert_eq!(args(serde_json::json!({})), Args::default());
    }
}
