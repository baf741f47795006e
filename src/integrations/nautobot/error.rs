//! What can go wrong with Nautobot, told apart by what a person should do about it.

use std::time::Duration;

/// Why no connection came about, or why it broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreachable {
    /// The host name has no address.
    Dns,
    /// Nobody answered at that address.
    Connect,
    /// The two could not agree on an encrypted connection.
    Tls,
    /// The connection broke before the answer was complete.
    Broken,
}

impl Unreachable {
    fn advice(self) -> &'static str {
        match self {
            Self::Dns => "check the host name and this host's DNS",
            Self::Connect => "check address, port and firewall, and that Nautobot runs",
            Self::Tls => "check that this host trusts the server's certificate and that the port speaks HTTPS",
            Self::Broken => "check Nautobot's log and the proxies in between",
        }
    }
}

/// A request to Nautobot that brought nothing usable. Never contains the token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NautobotError {
    /// The settings cannot work; nothing was sent.
    #[error("The Nautobot settings cannot work: {reason}.")]
    BadConfig {
        /// What is wrong with them.
        reason: String,
    },
    /// 403: the token is missing, unknown or expired.
    #[error("Nautobot refused the login: \"{detail}\". Check the API token in the settings.")]
    RefusedLogin {
        /// Nautobot's own words.
        detail: String,
    },
    /// 403: the token is known, but may not do this.
    #[error(
        "Nautobot knows the token but refuses the request: \"{detail}\". \
         Give its user the permission to view devices (dcim.view_device)."
    )]
    NoPermission {
        /// Nautobot's own words.
        detail: String,
    },
    /// There is no connection to be had.
    #[error("Nautobot at {address} cannot be reached: {detail}; {}.", .kind.advice())]
    Unreachable {
        /// Scheme, host and port that were tried.
        address: String,
        /// At which step it failed.
        kind: Unreachable,
        /// What the network said.
        detail: String,
    },
    /// No complete answer in time.
    #[error(
        "Nautobot at {address} did not answer within {} s. A freshly started server needs about 10 s for its first \
         query; if it stays slow, raise the timeout or lower the page size.", .after.as_secs_f32()
    )]
    Timeout {
        /// Scheme, host and port that were asked.
        address: String,
        /// How long it was waited for.
        after: Duration,
    },
    /// Nautobot did not accept or could not complete the GraphQL query.
    #[error("Nautobot could not answer the GraphQL query: {}.{}", .messages.join("; "), advice(.messages))]
    GraphqlErrors {
        /// Nautobot's own words, one entry an error.
        messages: Vec<String>,
    },
    /// 4xx: Nautobot understood who asks, not what.
    #[error("Nautobot refused the request ({status}): {detail}. Check the filter and the Nautobot version.")]
    RefusedRequest {
        /// The HTTP status.
        status: u16,
        /// Nautobot's own words.
        detail: String,
    },
    /// Something answers there, but it is not Nautobot's API.
    #[error(
        "What answers at {address} is not Nautobot's API: {detail}. Check the address; it is the one a browser opens, \
         without /api."
    )]
    NotNautobot {
        /// Scheme, host and port that were asked.
        address: String,
        /// What was seen instead.
        detail: String,
    },
    /// 429, and still so after the last try.
    #[error("Nautobot, or a proxy before it, limits the number of requests{}. Run fewer jobs against it at once.", after(.retry_after))]
    RateLimited {
        /// How long it asked to be left alone.
        retry_after: Option<Duration>,
    },
    /// 5xx: Nautobot is there, but broken or restarting.
    #[error("Nautobot failed with status {status}: {detail}. Check Nautobot's own log.")]
    Server {
        /// The HTTP status.
        status: u16,
        /// The beginning of what it said.
        detail: String,
    },
    /// The answer is longer than we are ready to hold.
    #[error("Nautobot's answer is longer than {limit} bytes. Ask for fewer devices at once.")]
    TooLarge {
        /// What we are ready to hold.
        limit: usize,
    },
}

impl NautobotError {
    /// A word that stays the same when the sentence is rewritten: for filters, figures and tests.
    #[must_use]
    pub fn class(&self) -> &'static str {
        match self {
            Self::BadConfig { .. } => "bad_config",
            Self::RefusedLogin { .. } => "refused_login",
            Self::NoPermission { .. } => "no_permission",
            Self::Unreachable { .. } => "unreachable",
            Self::Timeout { .. } => "timeout",
            Self::GraphqlErrors { .. } => "graphql_errors",
            Self::RefusedRequest { .. } => "refused_request",
            Self::NotNautobot { .. } => "not_nautobot",
            Self::RateLimited { .. } => "rate_limited",
            Self::Server { .. } => "server",
            Self::TooLarge { .. } => "too_large",
        }
    }

    /// Whether a later attempt of the job may fare better with nobody changing anything.
    ///
    /// A refused login is final: repeated, it locks accounts and fills logs.
    #[must_use]
    pub fn retryable(&self) -> bool {
        match self {
            Self::Timeout { .. } | Self::RateLimited { .. } | Self::Server { .. } => true,
            Self::Unreachable { kind, .. } => *kind != Unreachable::Tls,
            _ => false,
        }
    }

    /// How long the server asked to be left alone, if it did.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RateLimited { retry_after } => *retry_after,
            _ => None,
        }
    }
}

fn after(wait: &Option<Duration>) -> String {
    wait.map(|wait| format!(" and asks for a pause of {} s", wait.as_secs())).unwrap_or_default()
}

/// nautobot/nautobot#8155: 3.0.0 cannot page for anybody but superusers.
fn advice(messages: &[String]) -> &'static str {
    if messages.iter().any(|message| message.contains("once a slice has been taken")) {
        " This is a known fault of Nautobot 3.0.0 with tokens of non-superusers: update Nautobot."
    } else {
        ""
    }
}
