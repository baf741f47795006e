//! Connections: a pool for requests, single ones for those who listen or lead.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Client, Hook, HookError, Manager, ManagerConfig, Pool, PoolError, RecyclingMethod};
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

/// A connection that is not there after this long is an error, not a wait.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a request waits for a free connection before it answers "away".
const POOL_WAIT: Duration = Duration::from_secs(5);
/// No statement of a request takes longer; one that does is stuck.
const STATEMENT_TIMEOUT_MS: u32 = 30_000;

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The address is no Postgres address.
    #[error("NOC_DATABASE_URL is not a Postgres address such as postgres://user:password@host/database")]
    Address(#[source] tokio_postgres::Error),
    /// The server did not answer, or refused us.
    #[error("cannot connect to Postgres at {place}")]
    Connect {
        /// Where it was looked for; no password is in it.
        place: Arc<str>,
        /// What the connection met.
        source: tokio_postgres::Error,
    },
    /// The pool gave none in time.
    #[error("no free connection to Postgres at {place}")]
    Pool {
        /// Where it is.
        place: Arc<str>,
        /// What kept the pool from it.
        source: PoolError,
    },
    /// The pool could not be built.
    #[error("the connection pool could not be built")]
    Build(#[source] deadpool_postgres::BuildError),
}

/// One Postgres database, reached through a pool or through single connections.
#[derive(Clone)]
pub struct Database {
    pool: Pool,
    config: Config,
    tls: MakeRustlsConnect,
    place: Arc<str>,
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database").field("database", &self.config.get_dbname()).finish_non_exhaustive()
    }
}

impl Database {
    /// Prepares to connect to `url`; nothing is sent yet.
    ///
    /// `name` is what the server shows for our connections (`application_name`).
    ///
    /// # Errors
    /// When `url` is no Postgres address.
    pub fn new(url: &str, name: &str, connections: usize) -> Result<Self, DatabaseError> {
        let mut config = Config::from_str(url).map_err(DatabaseError::Address)?;
        config.application_name(name).connect_timeout(CONNECT_TIMEOUT);
        config.keepalives(true).keepalives_idle(Duration::from_secs(10)).keepalives_interval(Duration::from_secs(5));
        config.keepalives_retries(3).tcp_user_timeout(Duration::from_secs(15));
        let tls = MakeRustlsConnect::new(tls_config());
        let manager = Manager::from_config(
            config.clone(),
            tls.clone(),
            ManagerConfig { recycling_method: RecyclingMethod::Fast },
        );
        let pool = Pool::builder(manager)
            .max_size(connections)
            .wait_timeout(Some(POOL_WAIT))
            .create_timeout(Some(CONNECT_TIMEOUT))
            .runtime(deadpool_postgres::Runtime::Tokio1)
            .post_create(Hook::async_fn(|client, _| {
                Box::pin(async move {
                    client
                        .batch_execute(&format!(
                            "set statement_timeout = {STATEMENT_TIMEOUT_MS}; set idle_in_transaction_session_timeout = 10000"
                        ))
                        .await
                        .map_err(HookError::Backend)
                })
            }))
            .build()
            .map_err(DatabaseError::Build)?;
        let place = place(&config).into();
        Ok(Self { pool, config, tls, place })
    }

    /// A connection from the pool.
    ///
    /// # Errors
    /// When none could be had in time.
    pub async fn get(&self) -> Result<Client, DatabaseError> {
        self.pool.get().await.map_err(|e| self.away(e))
    }

    /// The pool itself, for tasks that are handed one.
    #[must_use]
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// A connection of its own, outside the pool, closed when dropped. Whoever
    /// needs notifications drives it himself: see [`Self::connect_raw`].
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn connect(&self) -> Result<Client, DatabaseError> {
        // A pool of one, dropped at once: what it lent outlives it and is never shared.
        let manager = Manager::from_config(self.config.clone(), self.tls.clone(), ManagerConfig::default());
        let pool = Pool::builder(manager).max_size(1).build().map_err(DatabaseError::Build)?;
        pool.get().await.map_err(|e| self.away(e))
    }

    /// A connection of its own that the caller drives.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn connect_raw(
        &self,
    ) -> Result<
        (
            tokio_postgres::Client,
            tokio_postgres::Connection<
                tokio_postgres::Socket,
                <MakeRustlsConnect as tokio_postgres::tls::MakeTlsConnect<tokio_postgres::Socket>>::Stream,
            >,
        ),
        DatabaseError,
    > {
        let connected = self.config.connect(self.tls.clone()).await;
        connected.map_err(|source| DatabaseError::Connect { place: Arc::clone(&self.place), source })
    }

    /// What kept the pool from giving a connection; that it is a pool is of no interest where the server is away.
    fn away(&self, e: PoolError) -> DatabaseError {
        let place = Arc::clone(&self.place);
        match e {
            PoolError::Backend(source) => DatabaseError::Connect { place, source },
            source => DatabaseError::Pool { place, source },
        }
    }

    /// Whether the address asks for TLS without exception.
    #[must_use]
    pub fn requires_tls(&self) -> bool {
        self.config.get_ssl_mode() == SslMode::Require
    }
}

/// Where the server of an address is: host and port, or the directory of its socket; never a password.
#[must_use]
pub fn place(config: &Config) -> String {
    let hosts = config.get_hosts().iter().enumerate().map(|(i, host)| match host {
        Host::Tcp(name) => {
            let port = config.get_ports().get(i).or(config.get_ports().first()).copied().unwrap_or(5432);
            format!("{name}:{port}")
        }
        Host::Unix(path) => path.display().to_string(),
    });
    hosts.collect::<Vec<_>>().join(", ")
}

/// Trusts what the host trusts; used only where the server offers TLS.
fn tls_config() -> rustls::ClientConfig {
    let mut roots = rustls::RootCertStore::empty();
    for certificate in rustls_native_certs::load_native_certs().certs {
        // A certificate that the host keeps but rustls cannot read is no reason to stop.
        let _ = roots.add(certificate);
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    match rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions() {
        Ok(builder) => builder.with_root_certificates(roots).with_no_client_auth(),
        // The ring provider supports the default versions; this arm is for the type.
        Err(_) => rustls::ClientConfig::builder().with_root_certificates(roots).with_no_client_auth(),
    }
}
