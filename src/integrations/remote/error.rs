//! What can go wrong with a remote system, told apart by what a person should do about it.

use std::fmt;
use std::time::Duration;

use super::System;

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

/// What went wrong, without regard to the system it went wrong with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The settings cannot work; nothing was sent.
    BadConfig {
        /// What is wrong with them.
        reason: String,
    },
    /// The login is missing, unknown or expired.
    RefusedLogin {
        /// The system's own words.
        detail: String,
    },
    /// The login is known, but may not do this.
    NoPermission {
        /// The system's own words.
        detail: String,
    },
    /// There is no connection to be had.
    Unreachable {
        /// Scheme, host and port that were tried.
        address: String,
        /// At which step it failed.
        at: Unreachable,
        /// What the network said.
        detail: String,
    },
    /// No complete answer in time.
    Timeout {
        /// Scheme, host and port that were asked.
        address: String,
        /// How long it was waited for.
        after: Duration,
    },
    /// So many requests were in flight already that the time ran out before this one could be sent.
    NoTurn {
        /// How long it was waited for.
        after: Duration,
    },
    /// The system did not accept or could not complete the GraphQL query.
    GraphqlErrors {
        /// The system's own words, one entry an error.
        messages: Vec<String>,
    },
    /// 4xx: the system understood who asks, not what.
    RefusedRequest {
        /// The HTTP status.
        status: u16,
        /// The system's own words.
        detail: String,
    },
    /// Something answers there, but it is not the system's API.
    NotThis {
        /// Scheme, host and port that were asked.
        address: String,
        /// What was seen instead.
        detail: String,
    },
    /// 429, and still so after the last try.
    RateLimited {
        /// How long it asked to be left alone.
        retry_after: Option<Duration>,
    },
    /// 5xx: the system is there, but broken or restarting.
    Server {
        /// The HTTP status.
        status: u16,
        /// The beginning of what it said.
        detail: String,
        /// How long it asked to be left alone.
        retry_after: Option<Duration>,
    },
    /// The answer, or one entry of it, is longer than we are ready to hold.
    TooLarge {
        /// What we are ready to hold.
        limit: usize,
    },
}

/// A request to a remote system that brought nothing usable. Never contains a secret, nor the query of an address.
#[derive(Clone, PartialEq, Eq)]
pub struct RemoteError {
    system: &'static System,
    kind: Box<Kind>,
}

impl RemoteError {
    pub(crate) fn new(system: &'static System, kind: Kind) -> Self {
        Self { system, kind: Box::new(kind) }
    }

    /// Settings that cannot work.
    pub(crate) fn bad_config(system: &'static System, reason: impl Into<String>) -> Self {
        Self::new(system, Kind::BadConfig { reason: reason.into() })
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// What is wrong with settings that cannot work, in a few words; otherwise the whole sentence.
    #[must_use]
    pub fn reason(&self) -> String {
        match &*self.kind {
            Kind::BadConfig { reason } => reason.clone(),
            _ => self.to_string(),
        }
    }

    /// Which system it went wrong with: `Nautobot`.
    #[must_use]
    pub fn system(&self) -> &'static str {
        self.system.name
    }

    /// A word that stays the same when the sentence is rewritten: for filters, figures and tests.
    #[must_use]
    pub fn class(&self) -> &'static str {
        match &*self.kind {
            Kind::BadConfig { .. } => "bad_config",
            Kind::RefusedLogin { .. } => "refused_login",
            Kind::NoPermission { .. } => "no_permission",
            Kind::Unreachable { .. } => "unreachable",
            Kind::Timeout { .. } | Kind::NoTurn { .. } => "timeout",
            Kind::GraphqlErrors { .. } => "graphql_errors",
            Kind::RefusedRequest { .. } => "refused_request",
            Kind::NotThis { .. } => self.system.not_this,
            Kind::RateLimited { .. } => "rate_limited",
            Kind::Server { .. } => "server",
            Kind::TooLarge { .. } => "too_large",
        }
    }

    /// Whether a later attempt of the job may fare better with nobody changing anything.
    ///
    /// A refused login is final: repeated, it locks accounts and fills logs.
    #[must_use]
    pub fn retryable(&self) -> bool {
        match &*self.kind {
            Kind::Timeout { .. } | Kind::NoTurn { .. } | Kind::RateLimited { .. } | Kind::Server { .. } => true,
            Kind::Unreachable { at, .. } => *at != Unreachable::Tls,
            _ => false,
        }
    }

    /// How long the server asked to be left alone, if it did.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match &*self.kind {
            Kind::RateLimited { retry_after } | Kind::Server { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

impl std::error::Error for RemoteError {}

impl fmt::Debug for RemoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(self.system.name).field("kind", &self.kind).finish()
    }
}

impl fmt::Display for RemoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let System { name, login, permission, slow, request, address: where_to_look, fewer, .. } = self.system;
        match &*self.kind {
            Kind::BadConfig { reason } => write!(f, "The {name} settings cannot work: {reason}."),
            Kind::RefusedLogin { detail } => write!(f, "{name} refused the login: \"{detail}\". {login}"),
            Kind::NoPermission { detail } => {
                write!(f, "{name} knows the login but refuses the request: \"{detail}\". {permission}")
            }
            Kind::Unreachable { address, at, detail } => {
                write!(f, "{name} at {address} cannot be reached: {detail}; ")?;
                match at {
                    Unreachable::Dns => write!(f, "check the host name and this host's DNS."),
                    Unreachable::Connect => write!(f, "check address, port and firewall, and that {name} runs."),
                    Unreachable::Tls => write!(
                        f,
                        "check that this host trusts the server's certificate and that the port speaks HTTPS."
                    ),
                    Unreachable::Broken => write!(f, "check {name}'s log and the proxies in between."),
                }
            }
            Kind::Timeout { address, after } => {
                write!(f, "{name} at {address} did not answer within {} s. {slow}", seconds(*after))
            }
            Kind::NoTurn { after } => write!(
                f,
                "So many requests to {name} are under way that none more could be sent within {} s. Run fewer jobs \
                 against it at once, or allow it more requests at a time.",
                seconds(*after)
            ),
            Kind::GraphqlErrors { messages } => {
                write!(
                    f,
                    "{name} could not answer the GraphQL query: {}.{}",
                    messages.join("; "),
                    known_fault(messages)
                )
            }
            Kind::RefusedRequest { status, detail } => {
                write!(f, "{name} refused the request ({status}): {detail}. {request}")
            }
            Kind::NotThis { address, detail } => {
                write!(f, "What answers at {address} is not {name}'s API: {detail}. {where_to_look}")
            }
            Kind::RateLimited { retry_after } => {
                write!(f, "{name}, or a proxy before it, limits the number of requests")?;
                if let Some(wait) = retry_after {
                    write!(f, " and asks for a pause of {} s", wait.as_secs())?;
                }
                write!(f, ". Run fewer jobs against it at once.")
            }
            Kind::Server { status, detail, .. } => {
                write!(f, "{name} failed with status {status}: {detail}. Check {name}'s own log.")
            }
            Kind::TooLarge { limit } => write!(f, "{name}'s answer is longer than {limit} bytes. {fewer}"),
        }
    }
}

/// Few digits, and no more: the remains of a deadline are 17.183 s long.
fn seconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 100.0).round() / 100.0
}

/// nautobot/nautobot#8155: 3.0.0 cannot page for anybody but superusers.
fn known_fault(messages: &[String]) -> &'static str {
    if messages.iter().any(|message| message.contains("once a slice has been taken")) {
        " This is a known fault of Nautobot 3.0.0 with tokens of non-superusers: update Nautobot."
    } else {
        ""
    }
}
