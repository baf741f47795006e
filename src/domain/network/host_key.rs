//! By what a device is known again.

use serde::{Deserialize, Serialize};

/// The public key that a device shows before anybody logs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostKey {
    /// Its kind: `ssh-ed25519`, `ssh-rsa`, `ecdsa-sha2-nistp256`.
    pub algorithm: String,
    /// `SHA256:` and the digest, as OpenSSH and the devices show it.
    pub fingerprint: String,
    /// The whole key in the form of OpenSSH.
    pub openssh: String,
}
