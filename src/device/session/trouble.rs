//! What can go wrong with a session, in words that say what a person can do.

use crate::domain::network::{ErrorClass, HostKey};

/// The stage of opening a session at which credentials are shown.
pub(super) const LOGIN: &str = "the login";

/// Why there is no session, or no answer. Never has a secret in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The name has no address.
    #[error("the name {host} has no address ({why}); check its spelling and the DNS, or use an address")]
    Dns {
        /// The name.
        host: String,
        /// What the resolver said.
        why: String,
    },
    /// No connection.
    #[error(
        "no connection to {address} ({why}); check the route, the firewall, and that the device has SSH switched on"
    )]
    Unreachable {
        /// With its port.
        address: String,
        /// What the host said.
        why: String,
    },
    /// There is a connection, but what answers does not speak SSH, or breaks its rules.
    #[error("what answers at {address} cannot be talked to by SSH ({why}); check the address and the port")]
    NoSsh {
        /// With its port.
        address: String,
        /// What was wrong.
        why: String,
    },
    /// Both sides know no common algorithm, not even an old one.
    #[error(
        "the device has no {kind} in common with us, it offers {theirs}; enable a newer one on it, or make a new host key"
    )]
    NoCommonAlgorithm {
        /// For what.
        kind: String,
        /// What it offers.
        theirs: String,
    },
    /// The connection was not there in time.
    #[error("no connection to {address} within {seconds} s; check that it is up, its route and the firewall")]
    ConnectTimeout {
        /// With its port.
        address: String,
        /// The limit.
        seconds: u64,
    },
    /// The login was not done in time.
    #[error(
        "connected, but not logged in within {seconds} s ({stage}); check the load of the device and its AAA server, or \
         allow more time"
    )]
    LoginTimeout {
        /// The limit.
        seconds: u64,
        /// What was waited for.
        stage: &'static str,
    },
    /// The login was refused. Not to be repeated: it would count again.
    #[error("the device refused the login of {username} ({why}); check the credential before it is used again")]
    AuthFailed {
        /// As whom.
        username: String,
        /// What it said.
        why: String,
    },
    /// The credential has nothing that the device takes.
    #[error("the credential of {username} cannot be used: {why}")]
    NoCredentials {
        /// As whom.
        username: String,
        /// What is missing.
        why: String,
    },
    /// The host key is another than the one known. Nothing was sent to the device.
    #[error(
        "the device shows the host key {seen}, but {known} is known; if it was replaced or got a new key, an admin must \
         accept that, else somebody may be listening"
    )]
    HostKeyChanged {
        /// Fingerprints that are known.
        known: String,
        /// The one that it shows.
        seen: String,
        /// The same, whole; a certificate is none.
        shown: Option<Box<HostKey>>,
    },
    /// The privileged mode was refused, or the user may not use the command line.
    #[error("{why}; check the enable password of the credential and the rights of the user on the device")]
    Privilege {
        /// What was refused.
        why: String,
    },
    /// The device does not take the command; the session goes on.
    #[error("the device does not take `{command}`: {words}")]
    CommandRejected {
        /// The command.
        command: String,
        /// What it said.
        words: String,
    },
    /// The answer is longer than is read.
    #[error("the answer to `{command}` is longer than {bytes} bytes; ask for less, as with `| include`")]
    TooLong {
        /// The command.
        command: String,
        /// The limit.
        bytes: usize,
    },
    /// The answer was not there in time.
    #[error("no whole answer to `{command}` within {seconds} s; check the load of the device, or allow more time")]
    CommandTimeout {
        /// The command.
        command: String,
        /// The limit that was reached.
        seconds: u64,
    },
    /// The connection is gone.
    #[error("the connection is gone ({why}); check the device's log and its session timeout, then try again")]
    Disconnected {
        /// How.
        why: String,
    },
    /// It takes no session more.
    #[error("the device takes no more sessions ({why}); log out idle ones, allow more lines, or try again later")]
    Busy {
        /// What it said.
        why: String,
    },
}

impl Trouble {
    /// Whether the device was shown a credential and said neither yes nor no: it may have counted as a wrong one.
    #[must_use]
    pub fn is_unanswered_login(&self) -> bool {
        matches!(self, Self::LoginTimeout { stage, .. } if *stage == LOGIN)
    }

    /// Its class, as results and the API name it.
    #[must_use]
    pub const fn class(&self) -> ErrorClass {
        match self {
            Self::Dns { .. } => ErrorClass::Dns,
            Self::Unreachable { .. } | Self::NoSsh { .. } | Self::NoCommonAlgorithm { .. } => ErrorClass::Unreachable,
            Self::ConnectTimeout { .. } | Self::LoginTimeout { .. } => ErrorClass::ConnectTimeout,
            Self::AuthFailed { .. } => ErrorClass::AuthFailed,
            Self::NoCredentials { .. } => ErrorClass::NoCredentials,
            Self::HostKeyChanged { .. } => ErrorClass::HostKeyChanged,
            Self::Privilege { .. } => ErrorClass::Privilege,
            Self::CommandRejected { .. } | Self::TooLong { .. } => ErrorClass::CommandRejected,
            Self::CommandTimeout { .. } | Self::Disconnected { .. } => ErrorClass::Disconnected,
            Self::Busy { .. } => ErrorClass::DeviceBusy,
        }
    }

    pub(super) fn gone(why: impl Into<String>) -> Self {
        Self::Disconnected { why: why.into() }
    }
}

/// What a device said, fit for one line: printable, and not too long.
pub(super) fn words(said: &str) -> String {
    const LONGEST: usize = 200;
    let plain: String = said.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut short: String = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = short.char_indices().nth(LONGEST) {
        short.truncate(at);
        short.push('…');
    }
    short
}
