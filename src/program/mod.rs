//! The program: from the command line to an exit code.
//!
//! Reads the settings, then runs one command. What a role stands on (Postgres,
//! schema, Redis) is awaited in `ground`; the roles themselves are in `roles`,
//! and all of them together in `up`.

mod as_code;
mod demo;
mod error;
mod ground;
mod import_celery;
mod keys;
mod login;
mod out;
mod people;
mod remote_api;
mod roles;
mod simulate;
mod up;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use secrecy::SecretString;

pub use self::error::ProgramError;
pub use self::keys::KeyFileError;

use self::ground::Schema;
pub(crate) use self::ground::{postgres_at, redis_at};
pub(crate) use self::out::Out;
use self::roles::{How, Role};
use crate::access::{Access, Detours};
use crate::archive::Archive;
use crate::cache::Cache;
use crate::cli::{Cli, Command, Global, Other, Schedules};
use crate::clock::Clock;
use crate::config::{self, Layers, Settings};
use crate::connections::Connections;
use crate::credentials::Credentials;
use crate::device::parse::{CannotLoad, Templates};
use crate::device::platform::Makes;
use crate::queue::Redis;
use crate::store::{self, Database};
use crate::tasks::cleanup_old_data::Retention;
use crate::tasks::{
    CacheWarmUp, Captures, CleanupOldData, CreateBaseline, CreateSnapshot, DiscoverTopology, Registry,
    SyncCheckmkHosts, SyncNautobotDevices,
};
use crate::{doctor, embedded, process, telemetry};

/// After the command is done, how long a thread that a task holds may keep the process.
const LAST_WAIT: Duration = Duration::from_secs(1);
/// Connections for a command that does one thing.
const FEW: usize = 4;

/// Runs the command that the process was started with, on `registry`'s tasks and by `clock`.
#[must_use]
pub fn run(registry: Registry, clock: Clock) -> ExitCode {
    let out = Out { json: false };
    let cli = match Cli::read(std::env::args_os()) {
        Ok(cli) => cli,
        Err(Other::Asked(text)) => {
            out.text(text.trim_end());
            return ExitCode::SUCCESS;
        }
        Err(Other::Wrong(reason)) => {
            eprintln!("noc-scheduler: {reason}");
            return ProgramError::Usage(reason).code();
        }
    };
    match execute(cli, registry, clock) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            if let ProgramError::Configuration(wrong) = &e {
                // Each on a line of its own, then the reason that the contract asks for.
                wrong.iter().for_each(|mistake| eprintln!("noc-scheduler: {mistake}"));
            }
            let remedy = e.remedy().map(|remedy| format!("; {remedy}")).unwrap_or_default();
            eprintln!("noc-scheduler: {}{remedy}", store::Chain(&e));
            e.code()
        }
    }
}

/// What every command works with.
pub(crate) struct Program {
    pub(crate) settings: Settings,
    /// What `--database-url` says, where it does not name our own database.
    pub(crate) other_database_url: Option<SecretString>,
    pub(crate) registry: Registry,
    pub(crate) clock: Clock,
    pub(crate) out: Out,
}

fn execute(cli: Cli, registry: Registry, clock: Clock) -> Result<(), ProgramError> {
    let out = Out { json: cli.global.json };
    match cli.command {
        // These need no settings.
        Command::Version => {
            out.say(env!("CARGO_PKG_VERSION"), &serde_json::json!({"version": env!("CARGO_PKG_VERSION")}));
            return Ok(());
        }
        Command::Configuration => {
            out.text(config::markdown().trim_end());
            return Ok(());
        }
        Command::Openapi => return openapi(&out),
        _ => {}
    }
    let settings = match Settings::read(&layers(&cli.global, &cli.command)) {
        Ok(settings) => settings,
        // Doctor's first line.
        Err(wrong) if matches!(cli.command, Command::Doctor { .. }) => {
            return doctor::configuration_is_wrong(out, &wrong);
        }
        Err(wrong) => return Err(ProgramError::Configuration(wrong)),
    };
    telemetry::start(&settings.log, settings.log_format);
    settings.warnings.iter().for_each(|warning| tracing::warn!("{warning}"));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ProgramError::Runtime)?;
    let other_database_url = cli.global.database_url.filter(|_| reads_another(&cli.command)).map(SecretString::from);
    let program = Program { settings, other_database_url, registry, clock, out };
    let done = runtime.block_on(program.command(cli.command));
    // A task that holds a thread must not hold the process.
    runtime.shutdown_timeout(LAST_WAIT);
    done
}

/// Whether `--database-url` names a database that is read, and ours may be another.
fn reads_another(command: &Command) -> bool {
    matches!(command, Command::Schedules(Schedules::ImportCelery(_)))
}

/// What was said, by option, environment and file.
fn layers(global: &Global, command: &Command) -> Layers {
    // A name or value that is no text is none of ours; an address that is none is told as missing.
    let environment = std::env::vars_os().filter_map(|(n, v)| Some((n.into_string().ok()?, v.into_string().ok()?)));
    let mut layers = Layers::environment(environment)
        .with_flag("--redis-url", global.redis_url.clone())
        .with_flag("--log", global.log.clone())
        .with_flag("--data-dir", global.data_dir.clone());
    if !reads_another(command) {
        layers = layers.with_flag("--database-url", global.database_url.clone());
    }
    if let Command::Up { listen, .. } | Command::Api { listen, .. } = command {
        layers = layers.with_flag("--listen", listen.listen.clone());
    }
    if let Command::Worker { queues, concurrency } = command {
        layers = layers.with_flag("--queues", queues.clone()).with_flag("--concurrency", concurrency.clone());
    }
    if let Command::Schedules(what) = command {
        let api = match what {
            Schedules::Export(export) => Some(&export.api),
            Schedules::Plan(files) | Schedules::Apply { files, .. } => Some(&files.api),
            _ => None,
        };
        layers = layers.with_flag("--url", api.and_then(|api| api.url.clone()));
    }
    match &global.config {
        Some(path) => layers.with_file(path),
        None => layers,
    }
}

fn openapi(out: &Out) -> Result<(), ProgramError> {
    out.text(crate::api::document().trim_end());
    Ok(())
}

impl Program {
    async fn command(self, command: Command) -> Result<(), ProgramError> {
        match command {
            Command::Up { demo, .. } => up::up(self, demo).await,
            Command::Api { migration, .. } => self.alone(Role::Api, Schema::unless(migration.no_migrate)).await,
            Command::Beat(migration) => self.alone(Role::Beat, Schema::unless(migration.no_migrate)).await,
            Command::Worker { .. } => self.alone(Role::Worker, Schema::Await).await,
            Command::Migrate => self.migrate().await,
            Command::Doctor { schedule } => doctor::doctor(&self, schedule.as_deref()).await,
            Command::Users(what) => people::users(&self, what).await,
            Command::Secrets(what) => keys::secrets(&self, &what).await,
            Command::Schedules(Schedules::Rebuild) => self.rebuild().await,
            Command::Schedules(Schedules::Verify { expect }) => verify::run(&self, expect).await,
            Command::Schedules(Schedules::Simulate(how)) => simulate::run(&self, &how).await,
            Command::Schedules(Schedules::Export(what)) => as_code::export(&self, &what).await,
            Command::Schedules(Schedules::Plan(files)) => as_code::plan(&self, &files).await,
            Command::Schedules(Schedules::Apply { files, note, expect }) => {
                as_code::apply(&self, &files, note.as_deref(), expect.as_deref()).await
            }
            Command::Schedules(Schedules::ImportCelery(how)) => import_celery::run(&self, &how).await,
            Command::Version | Command::Configuration | Command::Openapi => Ok(()),
        }
    }

    /// Runs one role on servers that are given, or on those of an `up` on the data directory that is given.
    async fn alone(self, role: Role, schema: Schema) -> Result<(), ProgramError> {
        let (database_url, redis_url) = self.addresses_in(self.settings.data_dir.clone());
        let database_url = database_url.ok_or(ProgramError::Missing("NOC_DATABASE_URL"))?;
        let redis_url = redis_url.ok_or(ProgramError::Missing("NOC_REDIS_URL"))?;
        let stop = process::stop_on_signals().map_err(ProgramError::Signals)?;
        let ground = ground::prepare(&self.settings, role.name(), &database_url, &redis_url, schema);
        match stop.run_until_cancelled(ground).await {
            Some(ground) => roles::run(&self, ground?, &[role], How::default(), &stop).await,
            None => Ok(()),
        }
    }

    /// The database of a command that does one thing: the one given, or that of an `up` on the data directory.
    pub(crate) fn database(&self) -> Result<Database, ProgramError> {
        let (url, _) = self.addresses();
        let url = url.ok_or(ProgramError::Missing("NOC_DATABASE_URL"))?;
        ground::database(&url, "command", FEW)
    }

    /// Where Postgres and Redis are, as far as that can be known.
    pub(crate) fn addresses(&self) -> (Option<SecretString>, Option<SecretString>) {
        self.addresses_in(self.data_dir())
    }

    fn addresses_in(&self, data_dir: Option<PathBuf>) -> (Option<SecretString>, Option<SecretString>) {
        let running = data_dir.and_then(|dir| embedded::running(&dir));
        let (database, redis) = running.map(|at| (at.database_url.into(), at.redis_url.into())).unzip();
        let s = &self.settings;
        (s.database_url.clone().or(database), s.redis_url.clone().or(redis))
    }

    pub(crate) fn data_dir(&self) -> Option<PathBuf> {
        self.settings.data_dir.clone().or_else(embedded::default_data_dir)
    }

    /// What connects to other systems.
    pub(crate) fn connections(&self, database: &Database, redis: &Redis) -> Result<Connections, KeyFileError> {
        let environment = self.settings.connections.clone();
        Ok(Connections::new(database.clone(), redis.clone(), self.vault()?, environment))
    }

    /// The way in to devices.
    pub(crate) fn access(
        &self,
        database: &Database,
        credentials: &Credentials,
        detours: Detours,
    ) -> Result<Access, CannotLoad> {
        let makes = match &self.settings.templates {
            None => Makes::default(),
            Some(directory) => {
                let templates = Templates::load(directory)?;
                if !templates.skipped().is_empty() {
                    tracing::info!(
                        skipped = templates.skipped().len(),
                        "lines of the templates' index are of no use here"
                    );
                }
                Makes::with(templates)
            }
        };
        let access = Access::new(database.clone(), credentials.clone(), self.settings.access);
        Ok(access.with_detours(detours).with_makes(makes).with_allowed(self.settings.commands.clone()))
    }

    /// The tasks, with what they need.
    pub(crate) fn registry(
        &self,
        database: &Database,
        redis: &Redis,
        connections: &Connections,
        access: Access,
        archive: &Archive,
    ) -> Registry {
        let (connections, database) = (connections.clone(), database.clone());
        let cache = Cache::new(redis.clone(), connections.clone(), self.clock.clone());
        let Settings { job_retention_days: job_days, ledger_retention_days: ledger_days, .. } = self.settings;
        let registry = self.registry.clone().with(CacheWarmUp::new(cache));
        let registry = registry.with(CleanupOldData::new(database.clone(), Retention { job_days, ledger_days }));
        let registry = registry.with(SyncNautobotDevices::new(connections.clone(), database.clone()));
        let registry = registry.with(SyncCheckmkHosts::new(connections, database.clone()));
        let captures = Captures { access: access.clone(), archive: archive.clone(), database: database.clone() };
        let registry = registry.with(CreateBaseline::new(captures.clone())).with(CreateSnapshot::new(captures));
        registry.with(DiscoverTopology::new(access, database))
    }

    async fn migrate(self) -> Result<(), ProgramError> {
        let applied = ground::migrate_now(&self.database()?).await?;
        let text = match applied {
            0 => "the schema is up to date".to_owned(),
            n => format!("the schema is up to date now; migrations applied: {n}"),
        };
        self.out.say(&text, &serde_json::json!({ "applied": applied }));
        Ok(())
    }

    async fn rebuild(self) -> Result<(), ProgramError> {
        let mut client = self.database()?.get().await.map_err(ProgramError::Database)?;
        let events = store::append::rebuild(&mut client).await?;
        let text = format!("the table of schedules was folded anew from {events} events");
        self.out.say(&text, &serde_json::json!({ "events": events }));
        Ok(())
    }
}
