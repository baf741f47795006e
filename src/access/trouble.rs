//! Why there is no session on a device.

use crate::device::session::Trouble;
use crate::domain::Timestamp;
use crate::domain::network::ErrorClass;
use crate::store::{DatabaseError, StoreError};

use super::lease::Waiting;

/// Why there is no session. Never has a secret in it.
#[derive(Debug, thiserror::Error)]
pub enum AccessTrouble {
    /// The device, or the way to it.
    #[error("{0}")]
    Session(#[from] Trouble),
    /// The person that the job acts for has no credential that fits.
    #[error("there is no credential for {device}; add one of your own, or ask an admin for a shared one that fits it")]
    NoCredentials {
        /// What the device is called.
        device: String,
    },
    /// Too many devices in a row refused the credential.
    #[error(
        "the credential `{credential}` is not used any more in this job: {} refused it one after another ({}); check its \
         password before the account is locked",
        crate::access::trouble::count(.devices.len()),
        .devices.join(", ")
    )]
    Tripped {
        /// What the credential is called.
        credential: String,
        /// Which ones.
        devices: Vec<String>,
    },
    /// It did not answer in time again and again.
    #[error("{device} is left alone until {until}: it did not answer {failures} times in a row")]
    Quarantined {
        /// What the device is called.
        device: String,
        /// Until when.
        until: Timestamp,
        /// How often in a row.
        failures: i32,
    },
    /// Others held it for too long.
    #[error("gave up after {seconds} s of {waiting}")]
    LeaseTimeout {
        /// For what.
        waiting: Waiting,
        /// How long.
        seconds: u64,
    },
    /// The database failed.
    #[error("the house could not be asked whether the device is free")]
    Store(#[from] StoreError),
}

impl AccessTrouble {
    /// Its class, as results and the API name it. `None` when it is the house's trouble and not the device's.
    #[must_use]
    pub const fn class(&self) -> Option<ErrorClass> {
        match self {
            Self::Session(trouble) => Some(trouble.class()),
            Self::NoCredentials { .. } => Some(ErrorClass::NoCredentials),
            Self::Tripped { .. } => Some(ErrorClass::AuthFailed),
            Self::Quarantined { .. } => Some(ErrorClass::ConnectTimeout),
            Self::LeaseTimeout { .. } => Some(ErrorClass::LeaseTimeout),
            Self::Store(_) => None,
        }
    }
}

impl From<DatabaseError> for AccessTrouble {
    fn from(e: DatabaseError) -> Self {
        Self::Store(e.into())
    }
}

pub(super) fn count(devices: usize) -> String {
    if devices == 1 { "1 device".to_owned() } else { format!("{devices} devices") }
}
