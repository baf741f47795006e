//! From a device to a session on it.

use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use super::Bounds;
use super::breaker::Breaker;
use super::detour::Detours;
use super::lease::{Lease, Waiting};
use super::trouble::AccessTrouble;
use crate::credentials::{Credentials, Keyring, OpenLogin};
use crate::device::commands::{self, Refusal};
use crate::device::platform::{Makes, Platform};
use crate::device::session::{self, Limits, Login, Output, Session, Target, Trouble};
use crate::domain::network::ErrorClass;
use crate::store::{Chain, Database, StoreError, access as stored, host_keys};

/// The way in to devices. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Access {
    database: Database,
    credentials: Credentials,
    bounds: Bounds,
    detours: Detours,
    makes: Makes,
    allowed: Arc<[String]>,
}

/// A device that is to be visited.
#[derive(Clone, Debug)]
pub struct DeviceTarget {
    /// By what it is known here: two names for one device must not make two keys.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Where it stands, if that is known.
    pub site: Option<String>,
    /// Its address.
    pub host: String,
    /// Where its SSH listens.
    pub port: u16,
    /// Its make.
    pub platform: &'static Platform,
}

/// One job's way in, with the credentials of the person that it acts for.
#[derive(Clone, Debug)]
pub struct Visitor {
    access: Access,
    job: Uuid,
    keyring: Arc<Keyring>,
    breaker: Breaker,
}

/// A session on a device, and the place that it takes there until it is dropped.
#[derive(Debug)]
pub struct Visit {
    session: Session,
    lease: Lease,
    access: Access,
    platform: &'static Platform,
}

impl Access {
    /// A way in with what is stored in `database`.
    #[must_use]
    pub fn new(database: Database, credentials: Credentials, bounds: Bounds) -> Self {
        let (detours, makes) = (Detours::default(), Makes::default());
        Self { database, credentials, bounds, detours, makes, allowed: Arc::default() }
    }

    /// The same, by a detour to what is simulated.
    #[must_use]
    pub fn with_detours(self, detours: Detours) -> Self {
        Self { detours, ..self }
    }

    /// The same, with makes that installed templates add.
    #[must_use]
    pub fn with_makes(self, makes: Makes) -> Self {
        Self { makes, ..self }
    }

    /// The same, with beginnings of commands that are allowed besides those that platforms are known to only read by.
    #[must_use]
    pub fn with_allowed(self, allowed: Vec<String>) -> Self {
        Self { allowed: allowed.into(), ..self }
    }

    /// The makes that are known.
    #[must_use]
    pub fn makes(&self) -> &Makes {
        &self.makes
    }

    /// Whether a command may be run on devices of a platform: when it is saved, and again when it is run.
    ///
    /// # Errors
    /// When it does more than read, or when that is not certain.
    pub fn check(&self, platform: &Platform, command: &str) -> Result<(), Refusal> {
        commands::check(platform, command, &self.allowed)
    }

    /// The way in of one job, which acts for `person`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn visitor(&self, job: Uuid, person: Uuid) -> Result<Visitor, StoreError> {
        let keyring = self.credentials.keyring(person).await?.into();
        Ok(Visitor { access: self.clone(), job, keyring, breaker: Breaker::new(self.bounds.refusals) })
    }
}

impl Visitor {
    /// Where SSH listens on devices.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.access.bounds.port
    }

    /// The way in that it is of.
    #[must_use]
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// The credentials that there are.
    #[must_use]
    pub fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// Logs in to a device as `login`, once, when there is a place on it. `told` is told what is waited for.
    ///
    /// # Errors
    /// Why there is no session.
    pub async fn open(
        &self,
        target: &DeviceTarget,
        login: &OpenLogin,
        limits: &Limits,
        patience: Duration,
        told: &(dyn Fn(&Waiting) + Sync),
    ) -> Result<Visit, AccessTrouble> {
        self.refuse_quarantined(target).await?;
        let Access { database, bounds, .. } = &self.access;
        let lease = Lease::take(database, target, self.job, bounds, patience, told).await?;
        // The wait may have been long.
        self.refuse_quarantined(target).await?;
        let leave = self
            .breaker
            .enter(login.id)
            .await
            .map_err(|tripped| AccessTrouble::Tripped { credential: login.name.clone(), devices: tripped.devices })?;
        let pause = stored::pace(&database.get().await?, bounds.logins_per_second.max(1).into()).await?;
        tokio::time::sleep(pause).await;
        let known = host_keys::of_device(&database.get().await?, &target.key).await?.map(|row| row.key);
        let (host, port) = self.access.detours.lead(&target.host, target.port);
        let at = Target { host, port, platform: target.platform };
        let login_as = as_login(login);
        let connecting = session::connect(&at, &login_as, known.as_slice(), limits);
        // A place that is lost may be another's: no session there that it does not cover.
        let lost = lease.lost.clone();
        let connected = lost.run_until_cancelled(connecting).await.unwrap_or_else(|| Err(place_lost()));
        match connected {
            Ok(session) => {
                leave.taken();
                self.note_success(target, login, &session).await?;
                Ok(Visit { session, lease, access: self.access.clone(), platform: target.platform })
            }
            Err(trouble) => {
                // A login that was not answered may have counted as a wrong one.
                if trouble.class() == ErrorClass::AuthFailed || trouble.is_unanswered_login() {
                    leave.refused(&target.name);
                }
                self.note_trouble(target, &trouble).await;
                Err(trouble.into())
            }
        }
    }

    async fn refuse_quarantined(&self, target: &DeviceTarget) -> Result<(), AccessTrouble> {
        let client = self.access.database.get().await?;
        match stored::quarantined(&client, &target.key).await? {
            None => Ok(()),
            Some(left) => Err(AccessTrouble::Quarantined {
                device: target.name.clone(),
                until: left.until,
                failures: left.failures,
            }),
        }
    }

    async fn note_success(
        &self,
        target: &DeviceTarget,
        login: &OpenLogin,
        session: &Session,
    ) -> Result<(), AccessTrouble> {
        let client = self.access.database.get().await?;
        host_keys::seen(&client, &target.key, &target.name, session.host_key()).await?;
        stored::answered(&client, &target.key).await?;
        drop(client);
        self.access.credentials.used(login.id).await?;
        Ok(())
    }

    /// Remembers what has to be remembered of a failure; that this failed, too, is only logged.
    async fn note_trouble(&self, target: &DeviceTarget, trouble: &Trouble) {
        let noted = async {
            let client = self.access.database.get().await?;
            match trouble {
                Trouble::HostKeyChanged { shown: Some(shown), .. } => {
                    host_keys::offered(&client, &target.key, shown, self.job).await
                }
                _ if trouble.class() == ErrorClass::ConnectTimeout => {
                    let patience = self.access.bounds.patience;
                    stored::failed(&client, &target.key, trouble.class().as_str(), patience).await.map(drop)
                }
                _ => Ok(()),
            }
        };
        if let Err(e) = noted.await {
            tracing::warn!(device = target.name, error = %Chain(&e), "a device's failure could not be noted");
        }
    }
}

impl Visit {
    /// Runs a command, if it only reads.
    ///
    /// # Errors
    /// What went wrong; after [`Trouble::CommandRejected`], which a command is that may do more, the session goes on.
    pub async fn run(&mut self, command: &str) -> Result<Output, Trouble> {
        if let Err(refusal) = self.access.check(self.platform, command) {
            return Err(Trouble::CommandRejected { command: command.to_owned(), words: refusal.to_string() });
        }
        let lost = self.lease.lost.clone();
        lost.run_until_cancelled(self.session.run(command)).await.ok_or_else(place_lost)?
    }

    /// The session.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Says goodbye and gives the place back.
    pub async fn close(self) {
        self.session.close().await;
    }
}

fn place_lost() -> Trouble {
    Trouble::Disconnected { why: "the place on the device could not be kept".to_owned() }
}

fn as_login(login: &OpenLogin) -> Login {
    Login {
        username: login.username.clone(),
        password: login.password.clone(),
        private_key: login.private_key.clone(),
        passphrase: login.passphrase.clone(),
        enable_password: login.enable_password.clone(),
    }
}
