//! What can go wrong with a device, as results and the API name it.

use serde::{Deserialize, Serialize};

/// Why a device, or one step of it, gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorClass {
    /// Its name cannot be resolved.
    Dns,
    /// Nothing answers there, or nothing that can be talked to.
    Unreachable,
    /// It took too long until one was logged in.
    ConnectTimeout,
    /// It refused the login.
    AuthFailed,
    /// There is no credential that it could be tried with.
    NoCredentials,
    /// It shows another host key than before.
    HostKeyChanged,
    /// The login does not reach far enough.
    Privilege,
    /// It does not take the command.
    CommandRejected,
    /// Not all of its answer was understood.
    ParsePartial,
    /// The connection ended, or it fell silent.
    Disconnected,
    /// All its lines are in use.
    DeviceBusy,
    /// Other jobs held it for too long.
    LeaseTimeout,
    /// Nobody knows how to talk to its make.
    PlatformUnknown,
}

impl ErrorClass {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Dns,
        Self::Unreachable,
        Self::ConnectTimeout,
        Self::AuthFailed,
        Self::NoCredentials,
        Self::HostKeyChanged,
        Self::Privilege,
        Self::CommandRejected,
        Self::ParsePartial,
        Self::Disconnected,
        Self::DeviceBusy,
        Self::LeaseTimeout,
        Self::PlatformUnknown,
    ];

    /// As it is written in results and in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dns => "dns",
            Self::Unreachable => "unreachable",
            Self::ConnectTimeout => "connect_timeout",
            Self::AuthFailed => "auth_failed",
            Self::NoCredentials => "no_credentials",
            Self::HostKeyChanged => "host_key_changed",
            Self::Privilege => "privilege",
            Self::CommandRejected => "command_rejected",
            Self::ParsePartial => "parse_partial",
            Self::Disconnected => "disconnected",
            Self::DeviceBusy => "device_busy",
            Self::LeaseTimeout => "lease_timeout",
            Self::PlatformUnknown => "platform_unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_written_as_it_is_stored() {
        for class in ErrorClass::ALL {
            assert_eq!(serde_json::to_value(class).unwrap(), class.as_str());
        }
    }
}
