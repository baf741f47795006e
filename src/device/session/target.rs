//! Whom to log in to, and as whom.

use secrecy::SecretString;

use crate::device::platform::Platform;

/// A device to log in to.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its name or address.
    pub host: String,
    /// Where its SSH listens; 22 nearly everywhere.
    pub port: u16,
    /// Its make.
    pub platform: &'static Platform,
}

/// As whom to log in. Shows no secret when printed.
#[derive(Clone, Debug, Default)]
pub struct Login {
    /// The name.
    pub username: String,
    /// The password.
    pub password: Option<SecretString>,
    /// A private key, in PEM or OpenSSH form. Used before the password where the device takes keys.
    pub private_key: Option<SecretString>,
    /// What opens that key.
    pub passphrase: Option<SecretString>,
    /// The password for privileged mode.
    pub enable_password: Option<SecretString>,
}
