//! From stored credentials to logins that a job may use.

use secrecy::SecretString;
use uuid::Uuid;

use super::Credentials;
use super::write::open;
use crate::domain::inventory::{Facts, Filter};
use crate::store::StoreError;
use crate::store::credentials as stored;

/// A credential, opened for a job. Shows no secret when printed.
#[derive(Clone, Debug)]
pub struct OpenLogin {
    /// Which one.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// As whom it logs in.
    pub username: String,
    /// The password.
    pub password: Option<SecretString>,
    /// A private key.
    pub private_key: Option<SecretString>,
    /// What opens that key.
    pub passphrase: Option<SecretString>,
    /// The password for privileged mode.
    pub enable_password: Option<SecretString>,
}

/// The credentials of one person, as far as they can be opened.
#[derive(Clone, Debug, Default)]
pub struct Keyring {
    logins: Vec<(OpenLogin, Filter)>,
    /// Names of those that cannot be opened, and why.
    pub unreadable: Vec<(String, String)>,
}

impl Keyring {
    /// The one credential for a device: the person's own before shared ones, and of the shared ones that fit, one
    /// with conditions before one for everything. Never several: each refused login counts on the device.
    #[must_use]
    pub fn login_for(&self, device: &Facts<'_>) -> Option<&OpenLogin> {
        self.logins.iter().find(|(_, scope)| scope.accepts(device)).map(|(login, _)| login)
    }

    /// Whether there is none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.logins.is_empty()
    }
}

impl Credentials {
    /// Opens what somebody's jobs log in with.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keyring(&self, person: Uuid) -> Result<Keyring, StoreError> {
        let client = self.database.get().await?;
        let mut rows = stored::usable_by(&client, person).await?;
        // Own ones stand first already; among the shared ones those with conditions go before the rest.
        rows.sort_by_key(|row| row.credential.owner.is_none() && row.credential.scope.is_empty());
        let mut keyring = Keyring::default();
        for row in rows {
            let credential = row.credential;
            match open(&self.vault, credential.id, &row.sealed) {
                Ok(secrets) => {
                    let login = OpenLogin {
                        id: credential.id,
                        name: credential.name,
                        username: credential.username,
                        password: secrets.password.map(SecretString::from),
                        private_key: secrets.private_key.map(SecretString::from),
                        passphrase: secrets.passphrase.map(SecretString::from),
                        enable_password: secrets.enable_password.map(SecretString::from),
                    };
                    keyring.logins.push((login, credential.scope.filter()));
                }
                Err(e) => keyring.unreadable.push((credential.name, e.to_string())),
            }
        }
        Ok(keyring)
    }

    /// Notes that a job logged in with a credential.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn used(&self, id: Uuid) -> Result<(), StoreError> {
        let client = self.database.get().await?;
        stored::used(&client, id).await
    }
}
