//! Clients of other systems: those that know the network, which are only read,
//! and the one that is told what happened here.

pub mod checkmk;
pub mod nautobot;
pub mod remote;
pub mod webhook;

use rustls::crypto::CryptoProvider;

/// reqwest is built without cryptography of its own and panics where none is installed.
pub(crate) fn install_crypto() {
    if CryptoProvider::get_default().is_none() {
        // Refused only when somebody else was faster, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
}
