//! The settings of a process: read once at start, complete or not at all.
//!
//! Options go before the environment, the environment before a file, a file
//! before the defaults. Everything that is wrong is told at once. Secrets cannot
//! be printed.

mod layers;
mod parse;
mod variables;

use std::path::PathBuf;
use std::time::Duration;

use secrecy::SecretString;

pub use self::layers::{Layers, Origin};
pub use self::parse::LogFormat;
pub use self::variables::{VARIABLES, Variable, help, markdown};

use self::parse::Reader;
use self::variables as v;
use crate::access::Bounds;
use crate::connections::Environment;
use crate::domain::cadence::Zone;
use crate::integrations::webhook::Webhook;
use crate::vault::Vault;

/// Something that is wrong with the configuration.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {problem}", place(.name, .origin))]
pub struct ConfigError {
    /// The variable or option.
    pub name: &'static str,
    /// Where it stood.
    pub origin: Origin,
    /// What is wrong; never a secret.
    pub problem: String,
}

/// How the person wrote it: as an option, in a line of a file, or as a variable.
fn place(name: &'static str, origin: &Origin) -> String {
    let flag = v::VARIABLES.iter().find(|v| v.name == name).and_then(|v| v.flag);
    match (origin, flag) {
        (Origin::Flag, Some(flag)) => flag.to_owned(),
        (Origin::File { path, line }, _) if name.starts_with("NOC_") => {
            format!("{} line {line}: {name}", path.display())
        }
        (Origin::File { path, line }, _) => format!("{} line {line}", path.display()),
        _ => name.to_owned(),
    }
}

/// Everything that can be configured. See the table of [`VARIABLES`] for what each means.
#[derive(Clone)]
#[expect(missing_docs, reason = "each field is the variable of the same name, which says what it means")]
pub struct Settings {
    pub database_url: Option<SecretString>,
    pub redis_url: Option<SecretString>,
    pub redis_prefix: String,
    pub listen: String,
    pub data_dir: Option<PathBuf>,
    pub admin_password: Option<SecretString>,
    pub timezone: Zone,
    pub worker_queues: Vec<String>,
    pub worker_concurrency: usize,
    pub worker_grace: Duration,
    pub database_connections: usize,
    pub catch_up_limit: u64,
    pub job_retention_days: u32,
    pub ledger_retention_days: u32,
    pub secret_key: Option<Vault>,
    pub secret_key_file: Option<PathBuf>,
    /// Connections that stand in the environment.
    pub connections: Environment,
    /// How gently devices are visited: the `SSH_…` variables.
    pub access: Bounds,
    /// Beginnings of commands that are allowed on devices besides those that only read.
    pub commands: Vec<String>,
    /// Where ntc-templates is installed.
    pub templates: Option<PathBuf>,
    pub notify: Option<Webhook>,
    pub public_url: Option<String>,
    /// Where the commands that use the API find it, without a slash at its end.
    pub api_url: String,
    /// What they show it.
    pub api_token: Option<SecretString>,
    pub cors_origins: Vec<String>,
    pub secure_cookies: bool,
    pub behind_proxy: bool,
    pub metrics_open: bool,
    pub log: String,
    pub log_format: LogFormat,
    pub postgres_bin: Option<PathBuf>,
    pub redis_server: Option<PathBuf>,
    /// What is no mistake and still worth a word.
    pub warnings: Vec<String>,
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings").field("listen", &self.listen).finish_non_exhaustive()
    }
}

impl Settings {
    /// Reads everything before complaining, so that one start shows every mistake.
    ///
    /// # Errors
    /// Every mistake there is.
    pub fn read(layers: &Layers) -> Result<Self, Vec<ConfigError>> {
        let mut r = Reader::new(layers);
        let settings = Self {
            database_url: r.optional(&v::DATABASE_URL, parse::postgres).map(SecretString::from),
            redis_url: r.optional(&v::REDIS_URL, parse::redis).map(SecretString::from),
            redis_prefix: r.required(&v::REDIS_PREFIX, parse::prefix),
            listen: r.required(&v::LISTEN, parse::address),
            data_dir: r.optional(&v::DATA_DIR, |text| Ok(PathBuf::from(text))),
            admin_password: r.optional(&v::ADMIN_PASSWORD, |text| Ok(text.to_owned())).map(SecretString::from),
            timezone: r
                .required(&v::TIMEZONE, |text| Zone::parse(text).map(Some).map_err(|e| e.to_string()))
                .unwrap_or(Zone::UTC),
            worker_queues: r.required(&v::WORKER_QUEUES, parse::queues),
            worker_concurrency: r.required(&v::WORKER_CONCURRENCY, parse::number(1..=1_000)),
            worker_grace: Duration::from_secs(r.required(&v::WORKER_GRACE_SECONDS, parse::number(0..=3_600))),
            database_connections: r.required(&v::DATABASE_CONNECTIONS, parse::number(2..=1_000)),
            catch_up_limit: r.required(&v::CATCH_UP_LIMIT, parse::number(1..=100_000)),
            job_retention_days: r.required(&v::JOB_RETENTION_DAYS, parse::number(8..=3_650)),
            ledger_retention_days: r.required(&v::LEDGER_RETENTION_DAYS, parse::number(1..=36_500)),
            secret_key: r.optional(&v::SECRET_KEY, parse::keys),
            secret_key_file: r.optional(&v::SECRET_KEY_FILE, |text| Ok(PathBuf::from(text))),
            connections: parse::connections(&mut r),
            access: Bounds {
                port: r.required(&v::SSH_PORT, parse::number(1..=65_535)),
                sessions_per_device: r.required(&v::SSH_SESSIONS_PER_DEVICE, parse::number(1..=100)),
                sessions_per_site: r.required(&v::SSH_SESSIONS_PER_SITE, parse::number(1..=10_000)),
                logins_per_second: r.required(&v::SSH_LOGINS_PER_SECOND, parse::number(1..=10_000)),
                refusals: r.required(&v::SSH_REFUSALS, parse::number(1..=1_000)),
                ..Bounds::default()
            },
            commands: r.optional(&v::SSH_COMMANDS, parse::commands).unwrap_or_default(),
            templates: r.optional(&v::TEXTFSM_TEMPLATES, |text| Ok(PathBuf::from(text))),
            notify: parse::webhook(&mut r),
            public_url: r.optional(&v::PUBLIC_URL, parse::public_url),
            api_url: r.required(&v::API_URL, parse::public_url),
            api_token: r.optional(&v::API_TOKEN, |text| Ok(text.to_owned())).map(SecretString::from),
            cors_origins: r.optional(&v::CORS_ORIGINS, parse::origins).unwrap_or_default(),
            secure_cookies: r.required(&v::SECURE_COOKIES, parse::yes_or_no),
            behind_proxy: r.required(&v::BEHIND_PROXY, parse::yes_or_no),
            metrics_open: r.required(&v::METRICS_OPEN, parse::yes_or_no),
            log: r.required(&v::LOG, parse::log_filter),
            log_format: r.required(&v::LOG_FORMAT, LogFormat::parse),
            postgres_bin: r.optional(&v::POSTGRES_BIN, |text| Ok(PathBuf::from(text))),
            redis_server: r.optional(&v::REDIS_SERVER, |text| Ok(PathBuf::from(text))),
            warnings: layers.unknown(),
        };
        let (mut wrong, warnings) = r.finish();
        wrong.splice(..0, layers.wrong().iter().cloned());
        if wrong.is_empty() {
            Ok(Self { warnings: [settings.warnings, warnings].concat(), ..settings })
        } else {
            Err(wrong)
        }
    }
}

#[cfg(test)]
mod tests;
