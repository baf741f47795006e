//! Clients made of connections, and trying them out.

use std::future::Future;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use secrecy::SecretString;
use tokio::time::Instant;
use uuid::Uuid;

use super::write::blank;
use super::{ChangeError, Connections, Draft, OpenError};
use crate::domain::connection::{Check, Connection, Kind, Source};
use crate::integrations::checkmk::{CheckmkClient, CheckmkConfig};
use crate::integrations::nautobot::{NautobotClient, NautobotConfig};
use crate::integrations::remote::{Gate, RemoteError};
use crate::queue::Permits;
use crate::store::connections as stored;

/// Whoever tests a connection looks at a page meanwhile.
const TEST_PATIENCE: Duration = Duration::from_secs(20);

/// What a test of a connection brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tested {
    /// Whether the other side answered as it should.
    pub ok: bool,
    /// A stable word for what went wrong; none where nothing did.
    pub class: Option<&'static str>,
    /// What it is, or the real reason why not.
    pub detail: String,
    /// How long it took.
    pub took: Duration,
}

impl Connections {
    /// The Nautobot connection of that name, or the default one, and a client that asks nothing after `deadline`.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn nautobot(
        &self,
        name: Option<&str>,
        deadline: Instant,
    ) -> Result<(Connection, NautobotClient), OpenError> {
        let (connection, secret) = self.pick(Kind::Nautobot, name).await?;
        let client = nautobot(&connection, secret).map_err(|e| unusable(&connection, &e))?;
        let client = client.through(self.gate(&connection)).until(deadline);
        Ok((connection, client))
    }

    /// The CheckMK connection of that name, or the default one, and a client that asks nothing after `deadline`.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn checkmk(
        &self,
        name: Option<&str>,
        deadline: Instant,
    ) -> Result<(Connection, CheckmkClient), OpenError> {
        let (connection, secret) = self.pick(Kind::Checkmk, name).await?;
        let client = checkmk(&connection, secret).map_err(|e| unusable(&connection, &e))?;
        let client = client.through(self.gate(&connection)).until(deadline);
        Ok((connection, client))
    }

    /// Tries a connection out, and keeps what came of it.
    ///
    /// # Errors
    /// When there is none with that id, or the database fails; that it does not work is an answer.
    pub async fn test(&self, id: Uuid) -> Result<(Connection, Tested), ChangeError> {
        let mut connection = self.get(id).await?.ok_or(ChangeError::NotFound)?;
        let tested = match self.known(&connection).await {
            Ok(secret) => self.try_out(&connection, secret).await,
            Err(OpenError::Store(e)) => return Err(e.into()),
            Err(e) => Tested { ok: false, class: Some(e.class()), detail: e.to_string(), took: Duration::ZERO },
        };
        if connection.source == Source::Stored {
            let client = self.database.get().await?;
            let at = stored::checked(&client, id, connection.version, tested.ok, &tested.detail).await?;
            connection.check = at.map(|at| Check { at, ok: tested.ok, detail: tested.detail.clone() });
        }
        Ok((connection, tested))
    }

    /// Tries out what is not saved yet: a new connection, or `stored` with changes.
    ///
    /// # Errors
    /// When it could not be saved either.
    pub async fn test_draft(&self, kind: Kind, stored: Option<Uuid>, draft: Draft) -> Result<Tested, ChangeError> {
        let before = match stored {
            Some(id) => Some(self.get(id).await?.ok_or(ChangeError::NotFound)?),
            None => None,
        };
        let mut connection = before.clone().unwrap_or_else(|| blank(kind));
        let said = draft.apply(&mut connection, before.is_some()).map_err(ChangeError::Invalid)?;
        let secret = match (said, before) {
            (Some(secret), _) => secret,
            (None, Some(before)) => match self.known(&before).await {
                Ok(secret) => secret,
                Err(OpenError::Store(e)) => return Err(e.into()),
                Err(e) => {
                    let (class, detail) = (Some(e.class()), e.to_string());
                    return Ok(Tested { ok: false, class, detail, took: Duration::ZERO });
                }
            },
            (None, None) => return Err(ChangeError::NotFound),
        };
        Ok(self.try_out(&connection, secret).await)
    }

    async fn try_out(&self, connection: &Connection, secret: SecretString) -> Tested {
        let began = Instant::now();
        let (deadline, gate) = (began + TEST_PATIENCE, self.gate(connection));
        let answer = match connection.kind {
            Kind::Nautobot => {
                asked(nautobot(connection, secret).map(|c| c.through(gate).until(deadline)), async |client| {
                    let status = client.check().await?;
                    let version = status.version.map(|version| format!(" {version}")).unwrap_or_default();
                    Ok(format!("Nautobot{version} answers; the token may view {} devices.", status.devices))
                })
                .await
            }
            Kind::Checkmk => {
                asked(checkmk(connection, secret).map(|c| c.through(gate).until(deadline)), async |client| {
                    let status = client.check().await?;
                    let edition = status.edition.map(|edition| format!(" ({edition})")).unwrap_or_default();
                    let version = status.checkmk.map(|version| format!(" {version}")).unwrap_or_default();
                    let site = status.site.unwrap_or_else(|| client.site().to_owned());
                    Ok(format!("CheckMK{version}{edition} answers for the site {site}; the user may see its folders."))
                })
                .await
            }
        };
        let (ok, class, detail) = match answer {
            Ok(detail) => (true, None, detail),
            Err(e) => (false, Some(e.class()), e.to_string()),
        };
        Tested { ok, class, detail, took: began.elapsed() }
    }

    /// The connection of that name, or the default one, without asking anybody but the database.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn find(&self, kind: Kind, name: Option<&str>) -> Result<Connection, OpenError> {
        let mut there = self.list().await?;
        there.retain(|connection| connection.kind == kind);
        let known = || there.iter().map(|connection| connection.name.clone()).collect();
        let is_named = |connection: &&Connection, name: &str| connection.name.to_lowercase() == name.to_lowercase();
        let picked = match (name, there.as_slice()) {
            (Some(name), _) => there
                .iter()
                .find(|connection| is_named(connection, name))
                .ok_or_else(|| OpenError::NoSuch { kind, name: name.to_owned(), known: known() })?,
            (None, []) => return Err(OpenError::NotConfigured(kind)),
            (None, [only]) => only,
            (None, several) => several
                .iter()
                .find(|connection| connection.is_default)
                .ok_or_else(|| OpenError::Several { kind, known: known() })?,
        };
        Ok(picked.clone())
    }

    async fn pick(&self, kind: Kind, name: Option<&str>) -> Result<(Connection, SecretString), OpenError> {
        let picked = self.find(kind, name).await?;
        let secret = self.known(&picked).await?;
        Ok((picked, secret))
    }

    /// What every request of a connection goes through, whoever sends it.
    fn gate(&self, connection: &Connection) -> Arc<dyn Gate> {
        let key = (connection.id, connection.max_in_flight);
        let mut gates = self.gates.lock().unwrap_or_else(PoisonError::into_inner);
        // Those of earlier bounds are not needed any more; whoever still holds one keeps it.
        gates.retain(|(id, bound), _| *id != connection.id || *bound == connection.max_in_flight);
        let new = || -> Arc<dyn Gate> {
            let limit = usize::from(connection.max_in_flight);
            Arc::new(Permits::new(self.redis.clone(), &connection.id.simple().to_string(), limit))
        };
        Arc::clone(gates.entry(key).or_insert_with(new))
    }
}

async fn asked<C, F>(client: Result<C, RemoteError>, ask: impl FnOnce(C) -> F) -> Result<String, RemoteError>
where
    F: Future<Output = Result<String, RemoteError>>,
{
    ask(client?).await
}

fn nautobot(connection: &Connection, secret: SecretString) -> Result<NautobotClient, RemoteError> {
    let config = NautobotConfig { verify_tls: connection.verify_tls, ..NautobotConfig::new(&connection.url, secret) };
    NautobotClient::new(config)
}

fn checkmk(connection: &Connection, secret: SecretString) -> Result<CheckmkClient, RemoteError> {
    let (site, username) = (connection.site.as_deref(), connection.username.as_deref());
    let config = CheckmkConfig::new(&connection.url, site.unwrap_or_default(), username.unwrap_or_default(), secret);
    CheckmkClient::new(CheckmkConfig { verify_tls: connection.verify_tls, ..config })
}

/// Whether a client can be made of a connection; where not, why, in a few words.
pub(super) fn usable(connection: &Connection, secret: SecretString) -> Result<(), String> {
    let made = match connection.kind {
        Kind::Nautobot => nautobot(connection, secret).map(drop),
        Kind::Checkmk => checkmk(connection, secret).map(drop),
    };
    made.map_err(|e| e.reason())
}

fn unusable(connection: &Connection, e: &RemoteError) -> OpenError {
    OpenError::Unusable { name: connection.name.clone(), reason: e.to_string() }
}
