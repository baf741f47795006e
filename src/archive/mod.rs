//! What devices said, word for word: each text once, compressed and sealed.
//!
//! Configurations are full of secrets, and no list of the ways to write one is whole: everything is sealed, the normal
//! form as well. Texts are sealed by a key of the archive's own, which lies sealed by the house's; so replacing that one
//! is a matter of one row. By the same key go the digests by which texts are known, and the marks that stand for secrets
//! in what is compared: without it no guess can be tried against either.

mod keep;
mod shelf;

use uuid::Uuid;

pub use self::keep::{Capture, Kept, Output, Said};
pub use self::shelf::Shelf;
use crate::store::captures as stored;
use crate::store::{Database, DatabaseError, StoreError};
use crate::vault::{Key, Place, Vault, VaultError};

/// Where the archive's own key lies, as the house's key is bound to it.
const KEY_PLACE: Place = Place { column: "archive_key.sealed", row: Uuid::nil() };

/// The archive of a house. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Archive {
    database: Database,
    vault: Vault,
}

/// Why a text cannot be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The house's key does not open it.
    #[error("What devices said can neither be kept nor read: {0}.")]
    Vault(#[from] VaultError),
    /// A text that is named is not there, or is not what its digest says.
    #[error("A text of the archive is damaged.")]
    Damaged,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DatabaseError> for ArchiveError {
    fn from(e: DatabaseError) -> Self {
        Self::Store(e.into())
    }
}

impl Archive {
    /// What is kept in `database`, opened by `vault`.
    #[must_use]
    pub fn new(database: Database, vault: Vault) -> Self {
        Self { database, vault }
    }

    /// Opens it; the first to do so makes its key.
    ///
    /// # Errors
    /// See [`ArchiveError`].
    pub async fn open(&self) -> Result<Shelf, ArchiveError> {
        let client = self.database.get().await?;
        if stored::key(&client).await?.is_none() {
            let sealed = self.vault.seal(KEY_PLACE, &Key::generate().into())?;
            stored::put_key(&client, &sealed).await?;
        }
        // Whoever was first, this is the one.
        let sealed = stored::key(&client).await?.ok_or(ArchiveError::Damaged)?;
        Ok(Shelf::new(open_key(&self.vault, &sealed)?))
    }
}

/// Seals the archive's key anew by the current key of the house; whether that was needed.
///
/// # Errors
/// See [`ArchiveError`].
pub async fn reseal(database: &Database, vault: &Vault) -> Result<bool, ArchiveError> {
    let client = database.get().await?;
    let Some(sealed) = stored::key(&client).await?.filter(|sealed| !vault.is_current(sealed)) else { return Ok(false) };
    let anew = vault.seal(KEY_PLACE, &vault.open(KEY_PLACE, &sealed)?)?;
    Ok(stored::reseal_key(&client, &sealed, &anew).await?)
}

/// Finds out whether the archive's key can be opened, without handing it out.
///
/// # Errors
/// Why not.
pub fn opens(vault: &Vault, sealed: &[u8]) -> Result<(), VaultError> {
    open_key(vault, sealed).map(drop)
}

fn open_key(vault: &Vault, sealed: &[u8]) -> Result<Vault, VaultError> {
    use secrecy::ExposeSecret;
    let text = vault.open(KEY_PLACE, sealed)?;
    let key = Key::parse(text.expose_secret()).map_err(|_| VaultError::Damaged)?;
    Ok(Vault::new(vec![key]))
}
