//! Secrets at rest: sealed before they are stored, opened when they are used.
//!
//! XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha): its nonce of 24 bytes may be drawn
//! at random for as long as the house stands. What is sealed is bound to the row
//! and column it stands in, so that whoever can write to the database cannot move
//! one secret to where another is expected.
//!
//! There may be several keys. The first seals, all open: that is how a key is
//! replaced without a moment in which something cannot be read.

mod key;

use std::sync::Arc;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::Mac;
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

pub use self::key::{KEY_HEX_DIGITS, Key, KeyError};

use self::key::KEY_ID_BYTES;

/// The first byte of what is sealed as described here.
const FORMAT: u8 = 1;
const NONCE_BYTES: usize = 24;
const HEAD_BYTES: usize = 1 + KEY_ID_BYTES + NONCE_BYTES;

/// Seals and opens. Cheap to clone; prints nothing.
#[derive(Clone, Default)]
pub struct Vault {
    keys: Arc<[Key]>,
}

/// The row and column that a secret stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Table and column: `connections.secret`.
    pub column: &'static str,
    /// The row's id.
    pub row: Uuid,
}

/// Why a secret cannot be sealed or opened. Tells nothing of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// This process was given no key.
    #[error(
        "there is no secret key, so secrets can neither be kept nor read: give every api and worker the same \
         NOC_SECRET_KEY or NOC_SECRET_KEY_FILE (`noc-scheduler secrets new-key` makes one)"
    )]
    NoKey,
    /// It was sealed by a key that this process was not given.
    #[error(
        "it was sealed by the secret key {id}, which this process does not have: add that key behind the current one, \
         or enter the secret again"
    )]
    UnknownKey {
        /// The short name of the key, as `noc-scheduler secrets list-keys` shows it.
        id: String,
    },
    /// It was changed, cut off, or moved here from another place.
    #[error("what is stored is damaged or does not belong here: enter the secret again")]
    Damaged,
}

impl Vault {
    /// A vault that seals by the first of `keys` and opens by any of them. Without a key it does neither.
    #[must_use]
    pub fn new(keys: Vec<Key>) -> Self {
        Self { keys: keys.into() }
    }

    /// A vault of the keys that a text lists, separated by commas or white space; a line that begins with `#` is none.
    ///
    /// # Errors
    /// When one of them is no key, or there is none.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
        let words = lines.flat_map(|line| line.split([',', ' ', '\t'])).map(str::trim).filter(|word| !word.is_empty());
        let keys = words.map(Key::parse).collect::<Result<Vec<_>, _>>()?;
        if keys.is_empty() { Err(KeyError) } else { Ok(Self::new(keys)) }
    }

    /// Whether there is no key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The short names of its keys; the first one seals.
    #[must_use]
    pub fn key_ids(&self) -> Vec<String> {
        self.keys.iter().map(|key| hex(&key.id())).collect()
    }

    /// Seals a secret for a place.
    ///
    /// # Errors
    /// [`VaultError::NoKey`].
    pub fn seal(&self, place: Place, secret: &SecretString) -> Result<Vec<u8>, VaultError> {
        self.seal_bytes(place, secret.expose_secret().as_bytes())
    }

    /// The same for what is no text.
    ///
    /// # Errors
    /// [`VaultError::NoKey`].
    pub fn seal_bytes(&self, place: Place, bytes: &[u8]) -> Result<Vec<u8>, VaultError> {
        let key = self.keys.first().ok_or(VaultError::NoKey)?;
        let nonce: [u8; NONCE_BYTES] = rand::random();
        let payload = Payload { msg: bytes, aad: &place.bytes() };
        let sealed = cipher(key).encrypt(XNonce::from_slice(&nonce), payload).map_err(|_| VaultError::Damaged)?;
        Ok([&[FORMAT][..], &key.id(), &nonce, &sealed].concat())
    }

    /// Opens what was sealed for the same place.
    ///
    /// # Errors
    /// Whatever keeps it shut.
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<SecretString, VaultError> {
        let open = self.open_bytes(place, sealed)?;
        String::from_utf8(open).map(SecretString::from).map_err(|_| VaultError::Damaged)
    }

    /// The same for what is no text.
    ///
    /// # Errors
    /// Whatever keeps it shut.
    pub fn open_bytes(&self, place: Place, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        if self.keys.is_empty() {
            return Err(VaultError::NoKey);
        }
        let Parts { key_id, nonce, ciphertext } = parts(sealed)?;
        let key = self.keys.iter().find(|key| key.id() == key_id);
        let key = key.ok_or_else(|| VaultError::UnknownKey { id: hex(key_id) })?;
        let payload = Payload { msg: ciphertext, aad: &place.bytes() };
        cipher(key).decrypt(XNonce::from_slice(nonce), payload).map_err(|_| VaultError::Damaged)
    }

    /// A digest that nobody can compute, or try guesses against, without the key that seals now: HMAC-SHA256 over the
    /// parts, each with its length, for one purpose.
    ///
    /// # Errors
    /// [`VaultError::NoKey`].
    pub fn digest(&self, purpose: &'static str, parts: &[&[u8]]) -> Result<[u8; 32], VaultError> {
        let key = self.keys.first().ok_or(VaultError::NoKey)?;
        let mut mac = key.mac();
        for part in [purpose.as_bytes()].iter().chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        Ok(mac.finalize().into_bytes().into())
    }

    /// Whether it was sealed by the key that seals now.
    #[must_use]
    pub fn is_current(&self, sealed: &[u8]) -> bool {
        let current = self.keys.first().map(Key::id);
        parts(sealed).is_ok_and(|parts| current.is_some_and(|current| current == parts.key_id))
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault").field("keys", &self.key_ids()).finish()
    }
}

impl Place {
    /// Without a separator two places could read the same; a column has no NUL.
    fn bytes(self) -> Vec<u8> {
        [self.column.as_bytes(), &[0], self.row.as_bytes()].concat()
    }
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.bytes().into())
}

/// What is in sealed bytes.
struct Parts<'a> {
    key_id: &'a [u8],
    nonce: &'a [u8],
    ciphertext: &'a [u8],
}

fn parts(sealed: &[u8]) -> Result<Parts<'_>, VaultError> {
    match sealed.split_at_checked(HEAD_BYTES) {
        Some(([FORMAT, head @ ..], ciphertext)) => {
            let (key_id, nonce) = head.split_at(KEY_ID_BYTES);
            Ok(Parts { key_id, nonce, ciphertext })
        }
        _ => Err(VaultError::Damaged),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(row: u128) -> Place {
        Place { column: "connections.secret", row: Uuid::from_u128(row) }
    }

    fn vault(keys: &[u8]) -> Vault {
        Vault::new(keys.iter().map(|byte| Key::parse(&format!("{byte:02x}").repeat(32)).unwrap()).collect())
    }

    fn opened(vault: &Vault, place: Place, sealed: &[u8]) -> Result<String, VaultError> {
        vault.open(place, sealed).map(|secret| secret.expose_secret().to_owned())
    }

    #[test]
    fn what_was_sealed_is_opened_and_is_not_to_be_seen() {
        let vault = vault(&[1]);
        let sealed = vault.seal(place(1), &"hünter2".into()).unwrap();
        assert_eq!(opened(&vault, place(1), &sealed).unwrap(), "hünter2");
        assert!(!sealed.windows(4).any(|four| four == b"nter"));
        assert_ne!(sealed, vault.seal(place(1), &"hünter2".into()).unwrap(), "the same secret twice looks different");
    }

    #[test]
    fn it_opens_only_where_it_belongs_and_unchanged() {
        let vault = vault(&[1]);
        let sealed = vault.seal(place(1), &"secret".into()).unwrap();
        let other_column = Place { column: "credentials.secret", ..place(1) };
        for elsewhere in [place(2), other_column] {
            assert_eq!(opened(&vault, elsewhere, &sealed), Err(VaultError::Damaged));
        }
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(vault.open(place(1), &changed).is_err(), "byte {at}");
            assert!(vault.open(place(1), &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_digest_is_of_its_key_its_purpose_and_its_parts() {
        let digest = |key: u8, purpose, parts: &[&[u8]]| vault(&[key]).digest(purpose, parts).unwrap();
        let one = digest(1, "mark", &[b"a", b"b"]);
        assert_eq!(one, digest(1, "mark", &[b"a", b"b"]));
        for other in [digest(2, "mark", &[b"a", b"b"]), digest(1, "text", &[b"a", b"b"]), digest(1, "mark", &[b"ab"])] {
            assert_ne!(one, other);
        }
        assert_eq!(Vault::default().digest("mark", &[]), Err(VaultError::NoKey));
    }

    #[test]
    fn a_key_is_replaced_while_the_old_one_still_opens() {
        let (old, both, new) = (vault(&[1]), vault(&[2, 1]), vault(&[2]));
        let sealed = old.seal(place(1), &"secret".into()).unwrap();
        assert!(old.is_current(&sealed) && !both.is_current(&sealed));
        let again = both.seal(place(1), &both.open(place(1), &sealed).unwrap()).unwrap();
        assert!(both.is_current(&again));
        assert_eq!(opened(&new, place(1), &again).unwrap(), "secret");
        let unknown = opened(&new, place(1), &sealed).unwrap_err();
        assert_eq!(unknown, VaultError::UnknownKey { id: old.key_ids().remove(0) });
        assert_eq!(opened(&Vault::default(), place(1), &sealed), Err(VaultError::NoKey));
    }

    #[test]
    fn keys_are_listed_as_people_write_them() {
        let (one, two) = ("01".repeat(32), "02".repeat(32));
        for text in
            [format!("{one},{two}"), format!("# current\n{one}\n\n  # before\n{two}\n"), format!("{one} , {two}")]
        {
            assert_eq!(Vault::parse(&text).unwrap().key_ids(), vault(&[1, 2]).key_ids(), "{text}");
        }
        for text in ["", "# nothing", "secret", &format!("{one},secret")] {
            assert!(Vault::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn nothing_prints_a_key() {
        let key = "ab".repeat(32);
        let vault = Vault::new(vec![Key::parse(&key).unwrap()]);
        assert!(!format!("{vault:?} {:?}", Key::parse(&key).unwrap()).contains("abab"));
    }
}
