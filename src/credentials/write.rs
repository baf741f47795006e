//! The one door through which credentials change.

use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use super::draft::Secrets;
use super::{Credentials, Draft, PLACE};
use crate::domain::Timestamp;
use crate::domain::credential::{Credential, Has, Owner};
use crate::domain::draft::FieldError;
use crate::domain::inventory::Conditions;
use crate::domain::people::{Person, Role};
use crate::store::credentials::{self as stored, CredentialRow};
use crate::store::{Database, DatabaseError, StoreError};
use crate::vault::{Place, Vault, VaultError};

/// Credentials that one person may have, and as many that are shared.
const MOST: i64 = 100;

/// Why a credential was not changed.
#[derive(Debug, thiserror::Error)]
pub enum CredentialError {
    /// There is none, or it is somebody else's, which is the same to whoever asks.
    #[error("there is no such credential of yours")]
    NotFound,
    /// Shared ones are for admins to change.
    #[error("shared credentials are made and changed by admins")]
    Forbidden,
    /// The owner has one of that name.
    #[error("the name `{0}` is taken by another credential")]
    NameTaken(String),
    /// It was changed since the writer looked.
    #[error("the credential is at version {}, not {seen}", .current.version)]
    Stale {
        /// The version the writer saw.
        seen: i32,
        /// As it stands.
        current: Box<Credential>,
    },
    /// There are enough.
    #[error("there are {MOST} credentials; delete some that are not needed")]
    TooMany,
    /// Fields that do not fit.
    #[error("{}", .0.first().map_or("the body does not fit", |e| e.detail.as_str()))]
    Invalid(Vec<FieldError>),
    /// The secrets cannot be kept, or read to keep the rest of them.
    #[error("The secrets cannot be kept: {0}.")]
    Vault(#[from] VaultError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DatabaseError> for CredentialError {
    fn from(e: DatabaseError) -> Self {
        Self::Store(e.into())
    }
}

impl From<tokio_postgres::Error> for CredentialError {
    fn from(e: tokio_postgres::Error) -> Self {
        Self::Store(e.into())
    }
}

impl Credentials {
    /// What somebody may use: own ones, then shared ones.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn usable_by(&self, who: &Person) -> Result<Vec<Credential>, StoreError> {
        let client = self.database.get().await?;
        Ok(stored::usable_by(&client, who.id).await?.into_iter().map(|row| row.credential).collect())
    }

    /// Adds one of somebody's own, or a shared one.
    ///
    /// # Errors
    /// See [`CredentialError`].
    pub async fn create(&self, who: &Person, shared: bool, draft: Draft) -> Result<Credential, CredentialError> {
        if shared && who.role < Role::Admin {
            return Err(CredentialError::Forbidden);
        }
        let owner = (!shared).then(|| Owner { id: who.id, username: who.username.clone() });
        let (mut credential, mut secrets) = (blank(owner), Secrets::default());
        draft.apply(&mut credential, &mut secrets).map_err(CredentialError::Invalid)?;
        let sealed = seal(&self.vault, credential.id, &secrets)?;
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        let owner = credential.owner.as_ref().map(|owner| owner.id);
        if stored::count(&tx, owner).await? >= MOST {
            return Err(CredentialError::TooMany);
        }
        let name = credential.name.clone();
        let row = CredentialRow { credential, sealed };
        stored::insert(&tx, &row, &who.username).await.map_err(|e| taken(e, &name))?;
        let row = stored::get(&tx, row.credential.id).await?.ok_or(CredentialError::NotFound)?;
        tx.commit().await?;
        tracing::info!(credential = %name, shared, actor = %who.username, "credential added");
        Ok(row.credential)
    }

    /// Changes one; what is not said stays, secrets too.
    ///
    /// # Errors
    /// See [`CredentialError`].
    pub async fn update(
        &self,
        who: &Person,
        id: Uuid,
        seen: Option<i32>,
        draft: Draft,
    ) -> Result<Credential, CredentialError> {
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        let row = stored::get(&tx, id).await?.ok_or(CredentialError::NotFound)?;
        may_write(who, &row.credential)?;
        let CredentialRow { credential: before, sealed } = row;
        if let Some(seen) = seen.filter(|seen| *seen != before.version) {
            return Err(CredentialError::Stale { seen, current: Box::new(before) });
        }
        let new_secret = draft.touches_secrets();
        // Opened only where something of it changes: a house that lost its key can still rename, and enter it anew.
        let mut secrets = if new_secret { self.open_or_none(id, &sealed)? } else { known(before.has) };
        let mut after = before.clone();
        draft.apply(&mut after, &mut secrets).map_err(CredentialError::Invalid)?;
        if after == before && !new_secret {
            return Ok(before);
        }
        let sealed = if new_secret { seal(&self.vault, id, &secrets)? } else { sealed };
        let name = after.name.clone();
        let row = CredentialRow { credential: after, sealed };
        stored::update(&tx, &row, &who.username).await.map_err(|e| taken(e, &name))?;
        let row = stored::get(&tx, id).await?.ok_or(CredentialError::NotFound)?;
        tx.commit().await?;
        tracing::info!(credential = %name, new_secret, actor = %who.username, "credential changed");
        Ok(row.credential)
    }

    /// Removes one, secrets and all.
    ///
    /// # Errors
    /// See [`CredentialError`].
    pub async fn delete(&self, who: &Person, id: Uuid) -> Result<Credential, CredentialError> {
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        let row = stored::get(&tx, id).await?.ok_or(CredentialError::NotFound)?;
        may_write(who, &row.credential)?;
        stored::delete(&tx, id).await?;
        tx.commit().await?;
        tracing::info!(credential = %row.credential.name, actor = %who.username, "credential removed");
        Ok(row.credential)
    }

    /// What is sealed; nothing where it was sealed by a key that is gone, so that it can be entered again.
    fn open_or_none(&self, id: Uuid, sealed: &[u8]) -> Result<Secrets, CredentialError> {
        match open(&self.vault, id, sealed) {
            Err(VaultError::UnknownKey { .. } | VaultError::Damaged) => Ok(Secrets::default()),
            opened => Ok(opened?),
        }
    }
}

/// Seals every credential's secrets anew by the current key; answers how many were.
///
/// # Errors
/// When the database fails, or one cannot be opened; those before it are done.
pub async fn reseal(database: &Database, vault: &Vault) -> Result<u64, CredentialError> {
    let client = database.get().await?;
    let mut done = 0;
    for CredentialRow { credential, sealed } in stored::all(&client).await? {
        if vault.is_current(&sealed) {
            continue;
        }
        let anew = seal(vault, credential.id, &open(vault, credential.id, &sealed)?)?;
        done += u64::from(stored::reseal(&client, credential.id, &sealed, &anew).await?);
    }
    Ok(done)
}

/// Finds out whether a credential's secrets can be opened, without handing them out.
///
/// # Errors
/// Why not.
pub fn opens(vault: &Vault, row: &CredentialRow) -> Result<(), VaultError> {
    open(vault, row.credential.id, &row.sealed).map(drop)
}

/// Somebody else's is not there; a shared one is, but not for everybody to change.
fn may_write(who: &Person, credential: &Credential) -> Result<(), CredentialError> {
    match &credential.owner {
        Some(owner) if owner.id == who.id => Ok(()),
        Some(_) => Err(CredentialError::NotFound),
        None if who.role == Role::Admin => Ok(()),
        None => Err(CredentialError::Forbidden),
    }
}

/// Stand-ins for secrets that are not opened: they only say which there are.
fn known(has: Has) -> Secrets {
    let there = |is: bool, text: &str| is.then(|| text.to_owned());
    let key = "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----";
    Secrets {
        password: there(has.password, "-"),
        private_key: there(has.key, key),
        passphrase: None,
        enable_password: there(has.enable, "-"),
    }
}

fn place(id: Uuid) -> Place {
    Place { column: PLACE, row: id }
}

fn seal(vault: &Vault, id: Uuid, secrets: &Secrets) -> Result<Vec<u8>, VaultError> {
    // Texts are always JSON.
    let text = SecretString::from(serde_json::to_string(secrets).map_err(|_| VaultError::Damaged)?);
    vault.seal(place(id), &text)
}

pub(super) fn open(vault: &Vault, id: Uuid, sealed: &[u8]) -> Result<Secrets, VaultError> {
    let text = vault.open(place(id), sealed)?;
    serde_json::from_str(text.expose_secret()).map_err(|_| VaultError::Damaged)
}

/// One of which nothing was said yet. The times are the database's, later.
fn blank(owner: Option<Owner>) -> Credential {
    let never = Timestamp::from_micros(0);
    Credential {
        id: Uuid::new_v4(),
        owner,
        name: String::new(),
        username: String::new(),
        has: Has::default(),
        scope: Conditions::default(),
        version: 1,
        created_at: never,
        updated_at: never,
        updated_by: String::new(),
        last_used_at: None,
    }
}

fn taken(e: StoreError, name: &str) -> CredentialError {
    match e.constraint() {
        Some("credentials_own_name_key" | "credentials_shared_name_key") => CredentialError::NameTaken(name.to_owned()),
        _ => e.into(),
    }
}
