//! The archive, open.

use std::collections::HashMap;
use std::io::{Read, Write};

use deadpool_postgres::GenericClient;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use uuid::Uuid;

use super::ArchiveError;
use crate::store::captures::{self as stored, Digest, SealedText};
use crate::vault::{Place, Vault, VaultError};

/// Hexadecimal digits of a mark: two secrets of one device look alike once in 281 million million.
const MARK_DIGITS: usize = 12;

/// Puts texts in and takes them out. Cheap to clone; prints nothing.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// Of the archive's own key.
    vault: Vault,
}

impl Shelf {
    pub(super) fn new(vault: Vault) -> Self {
        Self { vault }
    }

    /// What stands for a secret of a device. Of another device the same secret has another mark, so that nobody who may
    /// configure one device can try guesses at the secrets of others.
    #[must_use]
    pub fn mark(&self, device: Uuid, secret: &str) -> String {
        let digest = self.vault.digest("mark", &[device.as_bytes(), secret.as_bytes()]).unwrap_or_default();
        digest.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).map(char::from).take(MARK_DIGITS).collect()
    }

    /// By what a text is known.
    ///
    /// # Errors
    /// When the key is gone, which it never is.
    pub fn digest(&self, text: &str) -> Result<Digest, VaultError> {
        self.vault.digest("text", &[text.as_bytes()]).map(|digest| digest.to_vec())
    }

    /// Seals a text. Takes a while for a long one: nothing to do on the threads of an asynchronous runtime.
    ///
    /// # Errors
    /// When it cannot be sealed.
    pub fn seal(&self, text: &str) -> Result<SealedText, ArchiveError> {
        let digest = self.digest(text)?;
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        packed.write_all(text.as_bytes()).map_err(|_| ArchiveError::Damaged)?;
        let packed = packed.finish().map_err(|_| ArchiveError::Damaged)?;
        let number = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
        Ok(SealedText {
            sealed: self.vault.seal_bytes(place(&digest), &packed)?,
            digest,
            bytes: number(text.len()),
            lines: number(text.lines().count()),
        })
    }

    /// Texts by their digests, as they were said.
    ///
    /// # Errors
    /// When one is not there or cannot be opened, or the database fails.
    pub async fn texts(
        &self,
        client: &impl GenericClient,
        digests: Vec<Digest>,
    ) -> Result<HashMap<Digest, String>, ArchiveError> {
        if digests.is_empty() {
            return Ok(HashMap::new());
        }
        let found = stored::texts(client, &digests).await?;
        let shelf = self.clone();
        let opened = move || {
            let open = |(digest, sealed): (Digest, Vec<u8>)| Ok((digest.clone(), shelf.open(&digest, &sealed)?));
            found.into_iter().map(open).collect::<Result<HashMap<_, _>, ArchiveError>>()
        };
        let texts = tokio::task::spawn_blocking(opened).await.map_err(|_| ArchiveError::Damaged)??;
        if digests.iter().all(|digest| texts.contains_key(digest)) { Ok(texts) } else { Err(ArchiveError::Damaged) }
    }

    fn open(&self, digest: &Digest, sealed: &[u8]) -> Result<String, ArchiveError> {
        let packed = self.vault.open_bytes(place(digest), sealed)?;
        let mut text = String::new();
        ZlibDecoder::new(packed.as_slice()).read_to_string(&mut text).map_err(|_| ArchiveError::Damaged)?;
        Ok(text)
    }
}

/// A text is bound to its digest: none can be put in the place of another.
fn place(digest: &[u8]) -> Place {
    let mut row = [0; 16];
    row.iter_mut().zip(digest).for_each(|(to, from)| *to = *from);
    Place { column: "archive_texts.sealed", row: Uuid::from_bytes(row) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::Key;

    fn shelf() -> Shelf {
        Shelf::new(Vault::parse(&Key::generate()).unwrap())
    }

    #[test]
    fn a_text_comes_out_as_it_went_in_and_lies_there_unreadable() {
        let shelf = shelf();
        let text = "enable secret hunter2\n".repeat(1_000);
        let sealed = shelf.seal(&text).unwrap();
        assert_eq!((sealed.bytes, sealed.lines), (22_000, 1_000));
        assert!(sealed.sealed.len() < 1_000, "it is compressed");
        assert_eq!(shelf.open(&sealed.digest, &sealed.sealed).unwrap(), text);
        let other = shelf.seal("another").unwrap();
        assert!(shelf.open(&other.digest, &sealed.sealed).is_err(), "one in the place of another");
        assert!(super::tests::shelf().open(&sealed.digest, &sealed.sealed).is_err(), "another key");
        assert_eq!(shelf.digest(&text).unwrap(), sealed.digest);
        assert_ne!(super::tests::shelf().digest(&text).unwrap(), sealed.digest);
    }

    #[test]
    fn a_mark_is_of_its_secret_and_of_its_device() {
        let (shelf, one, two) = (shelf(), Uuid::from_u128(1), Uuid::from_u128(2));
        let mark = shelf.mark(one, "hunter2");
        assert_eq!(mark, shelf.mark(one, "hunter2"));
        assert!(mark.len() == MARK_DIGITS && mark.bytes().all(|byte| byte.is_ascii_hexdigit()), "{mark}");
        assert_ne!(mark, shelf.mark(one, "hunter3"));
        assert_ne!(mark, shelf.mark(two, "hunter2"));
    }
}
