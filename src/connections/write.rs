//! The one door through which connections change.

use secrecy::ExposeSecret;
use uuid::Uuid;

use super::{ChangeError, Connections, Draft, PLACE};
use crate::domain::connection::{Connection, IN_FLIGHT, Kind, Source};
use crate::domain::draft::FieldError;
use crate::domain::people::Person;
use crate::store::connections::{self as stored, ConnectionRow};
use crate::store::{Database, StoreError};
use crate::vault::{Place, Vault, VaultError};

/// Connections that there may be: a house has a few.
pub(super) const MOST_CONNECTIONS: usize = 50;

impl Connections {
    /// Adds a connection. The first of its kind is the default.
    ///
    /// # Errors
    /// See [`ChangeError`].
    pub async fn create(&self, who: &Person, kind: Kind, draft: Draft) -> Result<Connection, ChangeError> {
        let mut connection = blank(kind);
        let secret = draft.apply(&mut connection, false).map_err(ChangeError::Invalid)?;
        let secret = secret.ok_or_else(|| ChangeError::Invalid(vec![FieldError::new("/secret", "required")]))?;
        let sealed = self.vault.seal(place(connection.id), &trimmed(&secret))?;
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        stored::lock(&tx).await?;
        let there = stored::list(&tx).await?;
        if there.len() >= MOST_CONNECTIONS {
            return Err(ChangeError::TooMany);
        }
        connection.is_default |= !there.iter().any(|row| row.connection.kind == kind);
        let name = connection.name.clone();
        let row = ConnectionRow { connection, sealed };
        stored::insert(&tx, &row, &who.username).await.map_err(|e| taken(e, &name))?;
        let row = stored::get(&tx, row.connection.id).await?.ok_or(ChangeError::NotFound)?;
        tx.commit().await?;
        tracing::info!(connection = %name, %kind, actor = %who.username, "connection added");
        Ok(row.connection)
    }

    /// Changes a connection; what is not said stays, the secret too.
    ///
    /// # Errors
    /// See [`ChangeError`].
    pub async fn update(
        &self,
        who: &Person,
        id: Uuid,
        seen: Option<i32>,
        draft: Draft,
    ) -> Result<Connection, ChangeError> {
        self.must_be_stored(id)?;
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        stored::lock(&tx).await?;
        let ConnectionRow { connection: before, sealed } = stored::get(&tx, id).await?.ok_or(ChangeError::NotFound)?;
        if let Some(seen) = seen.filter(|seen| *seen != before.version) {
            return Err(ChangeError::Stale { seen, current: Box::new(before) });
        }
        let mut after = before.clone();
        let secret = draft.apply(&mut after, true).map_err(ChangeError::Invalid)?;
        if after == before && secret.is_none() {
            return Ok(before);
        }
        let sealed = match &secret {
            Some(secret) => self.vault.seal(place(id), &trimmed(secret))?,
            None => sealed,
        };
        let name = after.name.clone();
        let row = ConnectionRow { connection: after, sealed };
        stored::update(&tx, &row, &who.username).await.map_err(|e| taken(e, &name))?;
        let row = stored::get(&tx, id).await?.ok_or(ChangeError::NotFound)?;
        tx.commit().await?;
        let new_secret = secret.is_some();
        tracing::info!(connection = %name, new_secret, actor = %who.username, "connection changed");
        Ok(row.connection)
    }

    /// Removes a connection with its secret. What came through it stays.
    ///
    /// # Errors
    /// See [`ChangeError`].
    pub async fn delete(&self, who: &Person, id: Uuid) -> Result<Connection, ChangeError> {
        self.must_be_stored(id)?;
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        stored::lock(&tx).await?;
        let row = stored::get(&tx, id).await?.ok_or(ChangeError::NotFound)?;
        stored::delete(&tx, id).await?;
        tx.commit().await?;
        tracing::info!(connection = %row.connection.name, actor = %who.username, "connection removed");
        Ok(row.connection)
    }

    fn must_be_stored(&self, id: Uuid) -> Result<(), ChangeError> {
        if Kind::ALL.iter().any(|kind| kind.environment_id() == id) { Err(ChangeError::ReadOnly) } else { Ok(()) }
    }
}

/// Seals every connection's secret anew by the current key; answers how many were.
///
/// # Errors
/// When the database fails, or a secret cannot be opened; those before it are done.
pub async fn reseal(database: &Database, vault: &Vault) -> Result<u64, ChangeError> {
    let client = database.get().await?;
    let mut done = 0;
    for ConnectionRow { connection, sealed } in stored::list(&client).await? {
        if vault.is_current(&sealed) {
            continue;
        }
        let place = place(connection.id);
        let anew = vault.seal(place, &vault.open(place, &sealed)?)?;
        done += u64::from(stored::reseal(&client, connection.id, &sealed, &anew).await?);
    }
    Ok(done)
}

/// Finds out whether a connection's secret can be opened, without handing it out.
///
/// # Errors
/// Why not.
pub fn opens(vault: &Vault, row: &ConnectionRow) -> Result<(), VaultError> {
    vault.open(place(row.connection.id), &row.sealed).map(drop)
}

/// A token from a file may end in a newline.
fn trimmed(secret: &secrecy::SecretString) -> secrecy::SecretString {
    secret.expose_secret().trim().into()
}

/// The place of a connection's secret.
pub(super) fn place(id: Uuid) -> Place {
    Place { column: PLACE, row: id }
}

/// A connection of which nothing was said yet.
pub(super) fn blank(kind: Kind) -> Connection {
    Connection {
        id: Uuid::new_v4(),
        kind,
        name: String::new(),
        url: String::new(),
        site: None,
        username: None,
        verify_tls: true,
        max_in_flight: IN_FLIGHT,
        is_default: false,
        source: Source::Stored,
        version: 1,
        created_at: None,
        updated_at: None,
        updated_by: None,
        check: None,
    }
}

fn taken(e: StoreError, name: &str) -> ChangeError {
    match e.constraint() {
        Some("connections_name_key") => ChangeError::NameTaken(name.to_owned()),
        _ => e.into(),
    }
}
