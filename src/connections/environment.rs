//! Connections that stand in the environment of a process.

use secrecy::SecretString;

use super::open::usable;
use crate::domain::connection::{Connection, IN_FLIGHT, Kind, Source};

/// What people and arguments call them, of whichever kind.
pub(super) const NAME: &str = "environment";

/// What the settings of a process say of one system.
#[derive(Clone)]
pub struct Login {
    /// As opened in a browser.
    pub url: String,
    /// CheckMK: site and automation user.
    pub site_and_user: Option<(String, String)>,
    /// The token, or the automation user's secret.
    pub secret: SecretString,
    /// Whether certificates are checked.
    pub verify_tls: bool,
}

impl std::fmt::Debug for Login {
    /// Leaves the address out as well: before it is checked, it may hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Login").field("verify_tls", &self.verify_tls).finish_non_exhaustive()
    }
}

impl Login {
    /// Whether a client can be made of it.
    ///
    /// # Errors
    /// What is wrong with it, without repeating it.
    pub fn check(&self, kind: Kind) -> Result<(), String> {
        usable(&connection(kind, self), self.secret.clone())
    }
}

/// The connections of a process's own.
#[derive(Clone, Default)]
pub struct Environment(Vec<(Connection, SecretString)>);

impl Environment {
    /// At most one of each kind.
    #[must_use]
    pub fn new(nautobot: Option<Login>, checkmk: Option<Login>) -> Self {
        let of = |kind, login: Option<Login>| login.map(|login| (connection(kind, &login), login.secret));
        Self([of(Kind::Nautobot, nautobot), of(Kind::Checkmk, checkmk)].into_iter().flatten().collect())
    }

    /// These and the stored ones. Where one is stored as the default of its kind, that of the environment is not.
    #[must_use]
    pub fn with(&self, stored: Vec<Connection>) -> Vec<Connection> {
        let mut all: Vec<Connection> = self.0.iter().map(|(connection, _)| connection.clone()).collect();
        all.extend(stored);
        for kind in Kind::ALL {
            let mut defaults = all.iter_mut().filter(|c| c.kind == *kind && c.is_default).rev();
            let _chosen = defaults.next();
            defaults.for_each(|other| other.is_default = false);
        }
        all
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &(Connection, SecretString)> {
        self.0.iter()
    }
}

impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(connection, _)| connection.kind)).finish()
    }
}

fn connection(kind: Kind, login: &Login) -> Connection {
    let (site, username) = login.site_and_user.clone().unzip();
    Connection {
        id: kind.environment_id(),
        kind,
        name: NAME.to_owned(),
        url: login.url.clone(),
        site,
        username,
        verify_tls: login.verify_tls,
        max_in_flight: IN_FLIGHT,
        is_default: true,
        source: Source::Environment,
        version: 1,
        created_at: None,
        updated_at: None,
        updated_by: None,
        check: None,
    }
}
