//! What is offered to a device in the key exchange.

use std::borrow::Cow;

use russh::keys::{Algorithm, EcdsaCurve, HashAlg};
use russh::{Preferred, cipher, compression, kex, mac};

use crate::domain::network::HostKey;

/// What is safe today. Fixed groups stand before those that the device would have to choose: that costs old boxes
/// seconds.
const KEX: [kex::Name; 14] = [
    kex::MLKEM768X25519_SHA256,
    kex::CURVE25519,
    kex::CURVE25519_PRE_RFC_8731,
    kex::ECDH_SHA2_NISTP256,
    kex::ECDH_SHA2_NISTP384,
    kex::ECDH_SHA2_NISTP521,
    kex::DH_G14_SHA256,
    kex::DH_G16_SHA512,
    kex::DH_G18_SHA512,
    kex::DH_GEX_SHA256,
    kex::EXTENSION_SUPPORT_AS_CLIENT,
    kex::EXTENSION_SUPPORT_AS_SERVER,
    kex::EXTENSION_OPENSSH_STRICT_KEX_AS_CLIENT,
    kex::EXTENSION_OPENSSH_STRICT_KEX_AS_SERVER,
];
const CIPHERS: [cipher::Name; 6] = [
    cipher::CHACHA20_POLY1305,
    cipher::AES_256_GCM,
    cipher::AES_128_GCM,
    cipher::AES_256_CTR,
    cipher::AES_192_CTR,
    cipher::AES_128_CTR,
];
const MACS: [mac::Name; 4] = [mac::HMAC_SHA512_ETM, mac::HMAC_SHA256_ETM, mac::HMAC_SHA512, mac::HMAC_SHA256];

/// What only old boxes need. SHA-1 can be forged in a year of work and CBC leaks under attack, but what such a box
/// has is still better than Telnet.
const OLD_KEX: [kex::Name; 3] = [kex::DH_G14_SHA1, kex::DH_GEX_SHA1, kex::DH_G1_SHA1];
const OLD_CIPHERS: [cipher::Name; 4] =
    [cipher::AES_256_CBC, cipher::AES_192_CBC, cipher::AES_128_CBC, cipher::TRIPLE_DES_CBC];
const OLD_MACS: [mac::Name; 2] = [mac::HMAC_SHA1_ETM, mac::HMAC_SHA1];

/// Today's algorithms, or with `old` those of long ago behind them. Kinds of host keys that are known of the device
/// come first: one that got a second key of another kind is then still known by the first.
pub(super) fn preferred(old: bool, known: &[HostKey]) -> Preferred {
    let mut keys = vec![
        Algorithm::Ed25519,
        Algorithm::Ecdsa { curve: EcdsaCurve::NistP256 },
        Algorithm::Ecdsa { curve: EcdsaCurve::NistP384 },
        Algorithm::Ecdsa { curve: EcdsaCurve::NistP521 },
        Algorithm::Rsa { hash: Some(HashAlg::Sha512) },
        Algorithm::Rsa { hash: Some(HashAlg::Sha256) },
    ];
    // Behind the extensions' names, which stand for no algorithm and are found wherever they are.
    let (mut kex, mut ciphers, mut macs) = (KEX.to_vec(), CIPHERS.to_vec(), MACS.to_vec());
    if old {
        keys.push(Algorithm::Rsa { hash: None });
        kex.extend(OLD_KEX);
        ciphers.extend(OLD_CIPHERS);
        macs.extend(OLD_MACS);
    }
    let is_known = |key: &Algorithm| known.iter().any(|known| kind(key) == known.algorithm);
    keys.sort_by_key(|key| !is_known(key));
    Preferred {
        kex: Cow::Owned(kex),
        key: Cow::Owned(keys),
        host_key_certificates: Cow::Borrowed(&[]),
        cipher: Cow::Owned(ciphers),
        mac: Cow::Owned(macs),
        // Compressing costs a small box more than sending.
        compression: Cow::Borrowed(&[compression::NONE]),
    }
}

/// The kind of a key, however it signs: `rsa-sha2-512` is `ssh-rsa`.
pub(super) fn kind(algorithm: &Algorithm) -> String {
    match algorithm {
        Algorithm::Rsa { .. } => "ssh-rsa".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_algorithms_stand_behind_todays_and_only_where_asked_for() {
        let today = preferred(false, &[]);
        let all = preferred(true, &[]);
        assert!(!today.kex.iter().any(|name| OLD_KEX.contains(name)));
        assert!(!today.cipher.iter().any(|name| OLD_CIPHERS.contains(name)));
        assert!(!today.mac.iter().any(|name| OLD_MACS.contains(name)));
        assert!(!today.key.contains(&Algorithm::Rsa { hash: None }));
        assert!(all.kex.starts_with(&today.kex) && all.kex.ends_with(&OLD_KEX));
        assert!(all.cipher.starts_with(&today.cipher) && all.mac.starts_with(&today.mac));
        assert_eq!(all.key.last(), Some(&Algorithm::Rsa { hash: None }));
    }

    #[test]
    fn the_known_kind_of_key_is_asked_for_first() {
        let known = HostKey { algorithm: "ssh-rsa".into(), fingerprint: String::new(), openssh: String::new() };
        let keys = preferred(false, &[known]).key;
        assert_eq!(keys[0], Algorithm::Rsa { hash: Some(HashAlg::Sha512) });
        assert_eq!(keys[1], Algorithm::Rsa { hash: Some(HashAlg::Sha256) });
        assert_eq!(keys.len(), 6);
    }
}
