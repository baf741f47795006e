//! With what jobs log in to devices: each person's own credentials, and those that admins share for some devices.
//!
//! Their secrets are sealed before they are stored and never leave again but to a job.

mod draft;
mod logins;
mod write;

pub use self::draft::{Draft, Secret};
pub use self::logins::{Keyring, OpenLogin};
pub use self::write::{CredentialError, opens, reseal};

use crate::store::Database;
use crate::vault::Vault;

/// The column that secrets stand in, as the vault binds them to it.
const PLACE: &str = "credentials.secret";

/// The credentials of a house. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Credentials {
    database: Database,
    vault: Vault,
}

impl Credentials {
    /// What is stored in `database`, opened by `vault`.
    #[must_use]
    pub fn new(database: Database, vault: Vault) -> Self {
        Self { database, vault }
    }
}
