//! Logins, API tokens and the addresses of feeds: 256 random bits, shown once, known by their hash.

use rand::Rng;
use sha2::{Digest, Sha256};

use crate::store::logins::Hash;

/// What a login looks like; scanners for leaked secrets know it by this.
const LOGIN: &str = "nocl_";
/// What an API token looks like.
const TOKEN: &str = "noct_";

/// What the secret in a feed's address looks like.
const FEED: &str = "nocf_";

/// Which of them a secret is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::api) enum Kind {
    /// Of a login, as cookie or bearer.
    Login,
    /// Made by a person for a program.
    Token,
    /// In the address of a calendar's feed: it reads nothing else.
    Feed,
}

impl Kind {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Login => LOGIN,
            Self::Token => TOKEN,
            Self::Feed => FEED,
        }
    }
}

/// A fresh secret and what to store of it.
pub(in crate::api) fn fresh(kind: Kind) -> (String, Hash) {
    let bits: [u8; 32] = rand::rng().random();
    let secret = bits.iter().fold(kind.prefix().to_owned(), |text, byte| text + &format!("{byte:02x}"));
    let hash = hash(&secret);
    (secret, hash)
}

/// What kind of secret `text` seems to be, and its hash to look it up by.
pub(in crate::api) fn read(text: &str) -> Option<(Kind, Hash)> {
    let kind = [Kind::Login, Kind::Token, Kind::Feed].into_iter().find(|kind| text.starts_with(kind.prefix()))?;
    (text.len() == LOGIN.len() + 64).then(|| (kind, hash(text)))
}

fn hash(secret: &str) -> Hash {
    Sha256::digest(secret.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_as_what_it_was_made() {
        for kind in [Kind::Login, Kind::Token, Kind::Feed] {
            let (secret, hash) = fresh(kind);
            assert_eq!(read(&secret), Some((kind, hash)));
        }
        assert_ne!(fresh(Kind::Login).0, fresh(Kind::Login).0);
        assert_eq!(read("nocl_short"), None);
        assert_eq!(read("Bearer"), None);
    }
}
