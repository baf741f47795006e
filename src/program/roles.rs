//! The three roles, wired to what they stand on.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::demo::{self, Demo, Devices};
use super::ground::Ground;
use super::{Program, ProgramError, login};
use crate::api::{self, ApiConfig, ApiState};
use crate::archive::Archive;
use crate::beat::{self, BeatConfig, NotifyConfig, Probes};
use crate::command::Door;
use crate::config::Settings;
use crate::connections::Connections;
use crate::credentials::Credentials;
use crate::domain::task::Catalogue;
use crate::probe::Probe;
use crate::process;
use crate::queue::feed::Publisher;
use crate::tasks::Registry;
use crate::worker::{self, WorkerConfig};

/// How long the feed may take to tell what is still to tell.
const LAST_WORDS: Duration = Duration::from_secs(3);

/// What a process does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Api,
    Beat,
    Worker,
}

impl Role {
    pub(super) const ALL: [Self; 3] = [Self::Api, Self::Beat, Self::Worker];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Beat => "beat",
            Self::Worker => "worker",
        }
    }
}

/// How roles are run, beside the settings.
#[derive(Default)]
pub(super) struct How {
    /// Where to serve, if that was taken already.
    pub(super) listener: Option<TcpListener>,
    /// Whether a network is simulated.
    pub(super) demo: bool,
}

/// What all roles of one process share.
struct Crew<'a> {
    program: &'a Program,
    ground: Ground,
    registry: Registry,
    connections: Connections,
    credentials: Credentials,
    archive: Archive,
    publisher: Publisher,
    host: String,
    /// Where to serve, if that was taken already.
    listener: Option<TcpListener>,
    running: JoinSet<(Role, Result<(), ProgramError>)>,
}

/// Takes the address where the API is to serve.
pub(super) async fn listen(settings: &Settings) -> Result<TcpListener, ProgramError> {
    let refused = |source| ProgramError::Listen { address: settings.listen.clone(), source };
    TcpListener::bind(&settings.listen).await.map_err(refused)
}

/// Runs `roles` until `stop`, then drains them. One that ends by itself ends the
/// others.
pub(super) async fn run(
    program: &Program,
    ground: Ground,
    roles: &[Role],
    how: How,
    stop: &CancellationToken,
) -> Result<(), ProgramError> {
    let How { listener, demo } = how;
    let quiet = CancellationToken::new();
    let (publisher, telling) = Publisher::start(ground.redis.clone(), quiet.clone());
    let connections = program.connections(&ground.database, &ground.redis)?;
    let credentials = Credentials::new(ground.database.clone(), program.vault()?);
    let devices = if demo { Some(Devices::start().await.map_err(ProgramError::Demo)?) } else { None };
    let detours = devices.as_ref().map(Devices::detours).unwrap_or_default();
    let access = program.access(&ground.database, &credentials, detours)?;
    let archive = Archive::new(ground.database.clone(), program.vault()?);
    let registry = program.registry(&ground.database, &ground.redis, &connections, access, &archive);
    let running = JoinSet::new();
    let host = host();
    let mut crew =
        Crew { program, ground, registry, connections, credentials, archive, publisher, host, listener, running };
    let mut details = Vec::new();
    let mut failed = None;
    let generated = if roles.contains(&Role::Api) {
        login::first_user(&program.settings, &crew.ground.database).await?
    } else {
        None
    };
    // Held until the roles have ended.
    let _demo = match devices {
        Some(devices) => Some(crew.demo(devices, stop).await?),
        None => None,
    };
    for role in roles {
        match crew.start(*role, stop).await {
            Ok(ready) => details.extend(ready),
            Err(e) => {
                failed = Some(e);
                stop.cancel();
                break;
            }
        }
    }
    if failed.is_none() && !stop.is_cancelled() {
        match roles {
            [role] => program.out.ready(role.name(), &details),
            _ => program.out.ready("up", &details),
        }
        if let Some((_, address)) = details.iter().find(|(name, _)| *name == "address") {
            login::say_how(program.out, &program.settings, generated.as_ref(), address);
        }
    }
    let mut stuck = false;
    while let Some(ended) = crew.running.join_next().await {
        let ended = match ended {
            Ok((_, Ok(()))) if stop.is_cancelled() => continue,
            Ok((role, Ok(()))) => ProgramError::Ended(role.name()),
            Ok((_, Err(e))) => e,
            Err(_) => ProgramError::Ended("process"),
        };
        stuck |= matches!(ended, ProgramError::Worker(_));
        failed.get_or_insert(ended);
        stop.cancel();
        if stuck {
            // An attempt that cannot be stopped loses its lease within seconds: nothing is waited for.
            break;
        }
    }
    quiet.cancel();
    if !stuck {
        let _ = tokio::time::timeout(LAST_WORDS, telling).await;
        crew.ground.redis.close().await;
    }
    failed.map_or(Ok(()), Err)
}

impl Crew<'_> {
    /// Starts a role; returns, once it works, what its ready line says. A stop meanwhile counts as ready.
    async fn start(
        &mut self,
        role: Role,
        stop: &CancellationToken,
    ) -> Result<Vec<(&'static str, Value)>, ProgramError> {
        match role {
            Role::Api => self.api(stop).await,
            Role::Beat => Ok(self.beat(stop).await),
            Role::Worker => Ok(self.worker(stop)),
        }
    }

    async fn demo(&self, devices: Devices, stop: &CancellationToken) -> Result<Demo, ProgramError> {
        demo::start(devices, &self.connections, &self.credentials, &self.door(), stop).await
    }

    fn door(&self) -> Door {
        let catalogue: Arc<dyn Catalogue> = Arc::new(self.registry.clone());
        Door::new(self.ground.database.clone(), catalogue, self.program.settings.timezone.clone())
    }

    async fn api(&mut self, stop: &CancellationToken) -> Result<Vec<(&'static str, Value)>, ProgramError> {
        let settings = &self.program.settings;
        let refused = |source| ProgramError::Listen { address: settings.listen.clone(), source };
        let listener = match self.listener.take() {
            Some(listener) => listener,
            None => listen(settings).await?,
        };
        let address = format!("http://{}", listener.local_addr().map_err(refused)?);
        let registry = Arc::new(self.registry.clone());
        let state = ApiState {
            database: self.ground.database.clone(),
            redis: self.ground.redis.clone(),
            door: self.door(),
            registry,
            connections: self.connections.clone(),
            credentials: self.credentials.clone(),
            archive: self.archive.clone(),
            clock: self.program.clock.clone(),
            publisher: self.publisher.clone(),
            config: ApiConfig {
                secure_cookies: settings.secure_cookies,
                behind_proxy: settings.behind_proxy,
                metrics_open: settings.metrics_open,
                cors_origins: settings.cors_origins.clone(),
                ..ApiConfig::default()
            },
        };
        let stop = stop.clone();
        self.running
            .spawn(async move { (Role::Api, api::serve(listener, state, stop).await.map_err(ProgramError::Api)) });
        Ok(vec![("address", address.into())])
    }

    async fn beat(&mut self, stop: &CancellationToken) -> Vec<(&'static str, Value)> {
        let settings = &self.program.settings;
        let (probes, mut ears) = listening();
        let config = BeatConfig {
            host: self.host.clone(),
            catch_up_limit: settings.catch_up_limit,
            job_retention_days: settings.job_retention_days,
            ledger_retention_days: settings.ledger_retention_days,
            notify: NotifyConfig {
                webhook: settings.notify.clone(),
                public_url: settings.public_url.clone(),
                ..NotifyConfig::default()
            },
            probes,
        };
        let (database, redis) = (self.ground.database.clone(), self.ground.redis.clone());
        let catalogue: Arc<dyn Catalogue> = Arc::new(self.registry.clone());
        let (feed, clock, token) = (self.publisher.clone(), self.program.clock.clone(), stop.clone());
        self.running.spawn(async move {
            // It returns only when told to stop; a panic in it is no reason to end everything else.
            process::supervise("beat", &token, || {
                let (config, database, redis) = (config.clone(), database.clone(), redis.clone());
                let (catalogue, feed, clock) = (Arc::clone(&catalogue), feed.clone(), clock.clone());
                let stop = token.clone();
                async move {
                    beat::run(config, database, redis, catalogue, feed, clock, stop).await;
                    Ok::<(), Infallible>(())
                }
            })
            .await;
            (Role::Beat, Ok(()))
        });
        stop.run_until_cancelled(ears.hear()).await.unwrap_or_default()
    }

    fn worker(&mut self, stop: &CancellationToken) -> Vec<(&'static str, Value)> {
        let settings = &self.program.settings;
        let config = WorkerConfig {
            queues: settings.worker_queues.clone(),
            concurrency: settings.worker_concurrency,
            grace: settings.worker_grace,
            host: self.host.clone(),
        };
        let tasks: Vec<&str> = self.registry.entries().map(|entry| entry.name).collect();
        let details =
            vec![("queues", json!(config.queues)), ("concurrency", json!(config.concurrency)), ("tasks", json!(tasks))];
        let (database, redis) = (self.ground.database.clone(), self.ground.redis.clone());
        let (registry, clock) = (self.registry.clone(), self.program.clock.clone());
        let (publisher, stop) = (self.publisher.clone(), stop.clone());
        self.running.spawn(async move {
            let ended = worker::run(config, database, redis, registry, clock, publisher, stop).await;
            (Role::Worker, ended.map_err(ProgramError::from))
        });
        details
    }
}

/// Where the program hears that its beat works.
struct Ears {
    loaded: UnboundedReceiver<usize>,
    leading: UnboundedReceiver<i64>,
    standing_by: UnboundedReceiver<()>,
}

fn listening() -> (Probes, Ears) {
    let (loaded, loaded_ear) = Probe::listening();
    let (leading, leading_ear) = Probe::listening();
    let (standing_by, standing_by_ear) = Probe::listening();
    let probes = Probes { loaded, leading, standing_by, ..Probes::default() };
    (probes, Ears { loaded: loaded_ear, leading: leading_ear, standing_by: standing_by_ear })
}

impl Ears {
    /// Until the beat leads or stands by.
    async fn hear(&mut self) -> Vec<(&'static str, Value)> {
        let state = tokio::select! {
            Some(_) = self.leading.recv() => "leader",
            Some(()) = self.standing_by.recv() => "standby",
            else => return Vec::new(),
        };
        // Told before either; when the beat had to start over, more than once.
        let mut schedules = 0;
        while let Ok(count) = self.loaded.try_recv() {
            schedules = count;
        }
        vec![("beat", state.into()), ("schedules", schedules.into())]
    }
}

/// The host's name, for people.
fn host() -> String {
    nix::unistd::gethostname().ok().and_then(|name| name.into_string().ok()).unwrap_or_else(|| "localhost".to_owned())
}
