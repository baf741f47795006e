//! With what jobs log in to devices: what is known of a credential, but its secrets.

use uuid::Uuid;

use super::Timestamp;
use super::inventory::Conditions;

/// A login for devices, without what makes it one.
#[derive(Clone, Debug, PartialEq)]
pub struct Credential {
    /// Its id.
    pub id: Uuid,
    /// Whose it is; none where it is shared.
    pub owner: Option<Owner>,
    /// What people call it; unique among those of its owner.
    pub name: String,
    /// As whom it logs in.
    pub username: String,
    /// Which secrets it has.
    pub has: Has,
    /// Conditions that a device must all fulfil for a shared one to be used there; none: every device.
    pub scope: Conditions,
    /// Its number of changes, from 1.
    pub version: i32,
    /// Since when it exists.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: String,
    /// When a job last logged in with it.
    pub last_used_at: Option<Timestamp>,
}

/// Whose a credential is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub username: String,
}

/// Which secrets a credential has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Has {
    /// A password to log in with.
    pub password: bool,
    /// A private key to log in with.
    pub key: bool,
    /// A password for privileged mode.
    pub enable: bool,
}

impl Has {
    /// Whether one can log in with it at all.
    #[must_use]
    pub const fn a_login(self) -> bool {
        self.password || self.key
    }
}
