//! From what is known of a remote system to a client that asks it.
//!
//! Connections are stored, their secrets sealed, and changed through [`Connections`]; one of each kind may stand in the
//! environment of a process instead, as it always could. All clients of one connection, in whatever process, share the
//! bound on its requests in flight.

mod draft;
mod environment;
mod error;
mod open;
mod write;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use secrecy::SecretString;
use uuid::Uuid;

pub use self::draft::Draft;
pub use self::environment::{Environment, Login};
pub use self::error::{ChangeError, OpenError};
pub use self::open::Tested;
pub use self::write::{opens, reseal};

use self::write::{MOST_CONNECTIONS, place};
use crate::domain::connection::Connection;
use crate::integrations::remote::Gate;
use crate::queue::Redis;
use crate::store::connections as stored;
use crate::store::{Database, StoreError};
use crate::vault::Vault;

/// The column that secrets stand in, as the vault binds them to it.
const PLACE: &str = "connections.secret";

/// The connections of a house, and the clients that are made of them. Cheap to clone.
#[derive(Clone)]
pub struct Connections {
    database: Database,
    redis: Redis,
    vault: Vault,
    environment: Arc<Environment>,
    /// One for each connection and bound, so that a process does not ask Redis on behalf of each client.
    gates: Arc<Mutex<Gates>>,
}

/// By connection and bound.
type Gates = HashMap<(Uuid, u16), Arc<dyn Gate>>;

impl Connections {
    /// What is stored in `database`, opened by `vault`, and what stands in the environment.
    #[must_use]
    pub fn new(database: Database, redis: Redis, vault: Vault, environment: Environment) -> Self {
        Self { database, redis, vault, environment: Arc::new(environment), gates: Arc::default() }
    }

    /// Every connection: those of the environment, then the stored ones by kind and name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&self) -> Result<Vec<Connection>, StoreError> {
        let client = self.database.get().await?;
        let stored = stored::list(&client).await?.into_iter().map(|row| row.connection).collect();
        Ok(self.environment.with(stored))
    }

    /// The connection with that id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(&self, id: Uuid) -> Result<Option<Connection>, StoreError> {
        Ok(self.list().await?.into_iter().find(|connection| connection.id == id))
    }

    /// The connection and its secret, opened.
    async fn known(&self, connection: &Connection) -> Result<SecretString, OpenError> {
        if let Some((_, secret)) = self.environment.all().find(|(known, _)| known.id == connection.id) {
            return Ok(secret.clone());
        }
        let client = self.database.get().await?;
        let gone = || OpenError::NoSuch { kind: connection.kind, name: connection.name.clone(), known: Vec::new() };
        let row = stored::get(&client, connection.id).await?.ok_or_else(gone)?;
        let opened = self.vault.open(place(connection.id), &row.sealed);
        opened.map_err(|source| OpenError::Vault { name: connection.name.clone(), source })
    }
}

impl std::fmt::Debug for Connections {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connections").field("environment", &self.environment).finish_non_exhaustive()
    }
}
