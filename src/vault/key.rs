//! A key, and how people write it.

use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretBox};
use sha2::{Digest, Sha256};

const KEY_BYTES: usize = 32;
/// Enough to tell a house's few keys apart, and nothing to find the key by.
pub(super) const KEY_ID_BYTES: usize = 4;

/// How many hexadecimal digits a key is written with.
pub const KEY_HEX_DIGITS: usize = 2 * KEY_BYTES;

/// A key of 256 bits. Wiped from memory when it is dropped.
pub struct Key(SecretBox<[u8; KEY_BYTES]>);

/// Why a text is no key. Does not repeat it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a key is {KEY_HEX_DIGITS} hexadecimal digits, as `noc-scheduler secrets new-key` prints them")]
pub struct KeyError;

impl Key {
    /// Reads [`KEY_HEX_DIGITS`] hexadecimal digits.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let digits = text.as_bytes();
        if digits.len() != KEY_HEX_DIGITS {
            return Err(KeyError);
        }
        let mut bytes = Box::new([0; KEY_BYTES]);
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let digit = |c: u8| char::from(c).to_digit(16).and_then(|d| u8::try_from(d).ok()).ok_or(KeyError);
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(SecretBox::new(bytes)))
    }

    /// A new one, as it is written.
    #[must_use]
    pub fn generate() -> String {
        rand::random::<[u8; KEY_BYTES]>().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub(super) fn bytes(&self) -> &[u8; KEY_BYTES] {
        self.0.expose_secret()
    }

    /// The beginning of a digest by this key.
    pub(super) fn mac(&self) -> Hmac<Sha256> {
        // HMAC fills a shorter key up with zeros (RFC 2104); filled up here, its length cannot be wrong.
        const BLOCK_BYTES: usize = 64;
        let mut block = [0; BLOCK_BYTES];
        block[..KEY_BYTES].copy_from_slice(self.bytes());
        Hmac::new(&block.into())
    }

    /// By what it is known in what it sealed.
    pub(super) fn id(&self) -> [u8; KEY_ID_BYTES] {
        let digest = Sha256::new_with_prefix(b"noc-scheduler key id\0").chain_update(self.bytes()).finalize();
        let mut id = [0; KEY_ID_BYTES];
        id.copy_from_slice(&digest[..KEY_ID_BYTES]);
        id
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_its_digits_and_nothing_else() {
        let text = Key::generate();
        assert_eq!(Key::parse(&text).unwrap().bytes()[0], u8::from_str_radix(&text[..2], 16).unwrap());
        assert_eq!(Key::parse(&text.to_uppercase()).unwrap().id(), Key::parse(&text).unwrap().id());
        for wrong in ["", "hunter2", &text[1..], &format!("{text}0"), &"g".repeat(64), &"é".repeat(32)] {
            assert!(Key::parse(wrong).is_err(), "{wrong}");
        }
        assert_ne!(Key::generate(), text);
    }
}
