//! The connection to Redis.

use std::sync::Arc;
use std::time::Duration;

use fred::prelude::{Builder, Client, ClientLike, Config, ConnectionConfig, PerformanceConfig, ReconnectPolicy};
use fred::types::InfoKind;

/// `init` against a port where something else listens waits for ever.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// A command without an answer after this long counts as "Redis is away".
const COMMAND_TIMEOUT: Duration = Duration::from_secs(3);
/// The first and the longest wait between attempts to reconnect, in milliseconds.
const RECONNECT_MS: (u32, u32) = (50, 2_000);

/// Why Redis did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum RedisError {
    /// The address is no Redis address.
    #[error("NOC_REDIS_URL is not a Redis address such as redis://host:6379/0 or redis+unix:///run/redis.sock")]
    Address(#[source] fred::error::Error),
    /// The server refused the connection, or could not be reached.
    #[error("cannot connect to Redis: {}", plain(.0))]
    Connect(fred::error::Error),
    /// Something accepts connections there but does not answer like Redis.
    #[error("Redis did not answer within {} s", CONNECT_TIMEOUT.as_secs())]
    Silent,
    /// A command failed, or found no connection in time.
    #[error("Redis refused a command or is away")]
    Command(#[from] fred::error::Error),
    /// Something stored is not what this version writes.
    #[error("Redis holds a {what} that cannot be read: {reason}")]
    Unreadable {
        /// What it is.
        what: &'static str,
        /// Why it cannot be read.
        reason: String,
    },
}

/// What fred says, without the form in which Rust shows an error of the system to programmers.
fn plain(e: &fred::error::Error) -> &str {
    let details = e.details();
    let message = details.split_once("message: \"").and_then(|(_, rest)| rest.split_once('"'));
    message.map_or(details, |(message, _)| message)
}

impl RedisError {
    /// Whether the server said that the stream or its group is not there.
    #[must_use]
    pub(crate) fn is_missing_group(&self) -> bool {
        self.says("NOGROUP")
    }

    /// Whether a blocked read was ended because its key vanished.
    #[must_use]
    pub(crate) fn is_unblocked(&self) -> bool {
        self.says("UNBLOCKED")
    }

    pub(crate) fn says(&self, word: &str) -> bool {
        matches!(self, Self::Command(e) if e.details().starts_with(word))
    }
}

/// One Redis server and the prefix of our keys in it. Cheap to clone: clones
/// share a connection, which reconnects for ever.
#[derive(Clone)]
pub struct Redis {
    client: Client,
    config: Config,
    prefix: Arc<str>,
}

impl std::fmt::Debug for Redis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Redis").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

impl Redis {
    /// Connects to `url`; every key gets `key_prefix` in front.
    ///
    /// # Errors
    /// When `url` is no Redis address, or nothing answers there in time.
    pub async fn connect(url: &str, key_prefix: &str) -> Result<Self, RedisError> {
        let config = Config::from_url(url).map_err(RedisError::Address)?;
        let client = connected(&config, COMMAND_TIMEOUT).await?;
        Ok(Self { client, config, prefix: key_prefix.into() })
    }

    /// A connection of its own for reads that block up to `longest`: anything
    /// else behind such a read would wait for it.
    ///
    /// # Errors
    /// When the server cannot be reached now.
    pub async fn connect_blocking(&self, longest: Duration) -> Result<Client, RedisError> {
        connected(&self.config, longest + COMMAND_TIMEOUT).await
    }

    /// The shared connection.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// The key for `name` in our part of the server.
    #[must_use]
    pub fn key(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// Asks for an answer.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn ping(&self) -> Result<(), RedisError> {
        Ok(self.client.ping::<()>(None).await?)
    }

    /// The server's version, such as `7.0.15`.
    ///
    /// # Errors
    /// When there is no answer in time.
    pub async fn server_version(&self) -> Result<String, RedisError> {
        let info: String = self.client.info(Some(InfoKind::Server)).await?;
        Ok(field(&info, "redis_version").unwrap_or_default().to_owned())
    }

    /// What the server does when its memory is full (`noeviction`, `volatile-lru` …).
    ///
    /// # Errors
    /// When there is no answer in time.
    pub async fn memory_policy(&self) -> Result<String, RedisError> {
        let info: String = self.client.info(Some(InfoKind::Memory)).await?;
        Ok(field(&info, "maxmemory_policy").unwrap_or_default().to_owned())
    }

    /// Closes the shared connection; what is under way is finished first.
    pub async fn close(&self) {
        // Nobody is left to tell, and the server closes it anyway.
        let _ = tokio::time::timeout(COMMAND_TIMEOUT, self.client.quit()).await;
    }
}

/// A field of an `INFO` answer.
pub(crate) fn field<'a>(info: &'a str, name: &str) -> Option<&'a str> {
    info.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
}

async fn connected(config: &Config, command_timeout: Duration) -> Result<Client, RedisError> {
    let client = Builder::from_config(config.clone())
        .with_connection_config(|c: &mut ConnectionConfig| {
            c.connection_timeout = CONNECT_TIMEOUT;
            c.internal_command_timeout = CONNECT_TIMEOUT;
        })
        .with_performance_config(|p: &mut PerformanceConfig| p.default_command_timeout = command_timeout)
        .set_policy(ReconnectPolicy::new_exponential(0, RECONNECT_MS.0, RECONNECT_MS.1, 2))
        .build()
        .map_err(RedisError::Address)?;
    match tokio::time::timeout(CONNECT_TIMEOUT, client.init()).await {
        Ok(Ok(_)) => Ok(client),
        Ok(Err(e)) => Err(RedisError::Connect(e)),
        Err(_) => Err(RedisError::Silent),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_field_is_found_by_its_whole_name() {
        let info = "# Server\r\nrun_id_x:1\r\nrun_id:abc\r\n";
        assert_eq!(super::field(info, "run_id"), Some("abc"));
        assert_eq!(super::field(info, "other"), None);
    }
}
