//! Who leads: a lock elects, a term fences.

use std::time::Duration;

use deadpool_postgres::{Client, GenericClient};
use tokio_postgres::error::SqlState;
use uuid::Uuid;

use super::{Database, StoreError, one};
use crate::domain::Timestamp;

const LOCK: &str = include_str!("../../sql/queries/leader/lock.sql");
const TAKE: &str = include_str!("../../sql/queries/leader/take.sql");
const HEARTBEAT: &str = include_str!("../../sql/queries/leader/heartbeat.sql");

/// Keepalives alone never end a stopped leader: its kernel answers them. The
/// server does, when no heartbeat came for this long.
const SILENCE: Duration = Duration::from_secs(5);
/// How long one wait for the lock lasts before it is renewed.
const WAIT: Duration = Duration::from_secs(5);
/// How long a transaction of the leader may pause; a successor waits for it.
const IN_TRANSACTION: Duration = Duration::from_secs(2);
/// How long a statement of the leader may take before it is given up.
const STATEMENT: Duration = Duration::from_secs(20);

/// A connection on which the leader's lock is awaited, then held.
pub struct LockConnection(Client);

/// What a heartbeat tells.
#[derive(Clone, Debug)]
pub struct Heartbeat {
    /// The term that leads.
    pub term: i64,
    /// The database's time.
    pub now: Timestamp,
    /// The number of the present set of maintenance windows.
    pub windows_revision: i64,
    /// The position of the newest event.
    pub position: i64,
    /// Whether any job is live.
    pub any_live: bool,
    /// Whether a job is ready that has no ticket yet.
    pub to_hand_over: bool,
    /// The queue and age of the oldest job that Redis should have delivered.
    pub oldest: Option<(String, Duration)>,
}

impl LockConnection {
    /// Connects.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn open(database: &Database) -> Result<Self, StoreError> {
        let client = database.connect().await?;
        let setup = format!(
            "set application_name = 'noc-scheduler leader'; set idle_session_timeout = {}; set lock_timeout = {}",
            SILENCE.as_millis(),
            WAIT.as_millis()
        );
        client.batch_execute(&setup).await?;
        Ok(Self(client))
    }

    /// Waits until the lock is ours. Never gives up; dropped midway, the connection is to be dropped too.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn wait(&self) -> Result<(), StoreError> {
        loop {
            match self.0.execute(LOCK, &[]).await {
                Ok(_) => return Ok(()),
                Err(e) if e.code() == Some(&SqlState::LOCK_NOT_AVAILABLE) => {}
                Err(e) => return Err(e.into()),
            }
        }
    }

    /// Says that this leader lives, and learns what is new.
    ///
    /// # Errors
    /// When the connection broke or the server ended it: then the lock is gone too.
    pub async fn heartbeat(&self) -> Result<Heartbeat, StoreError> {
        let row = one(&self.0, HEARTBEAT, &[]).await?;
        let (queue, age): (Option<String>, Option<f64>) = (row.get("oldest_queue"), row.get("oldest_age"));
        let oldest = queue.zip(age).map(|(queue, age)| (queue, Duration::from_secs_f64(age.max(0.0))));
        Ok(Heartbeat {
            term: row.get("term"),
            now: row.get("now"),
            windows_revision: row.get("windows_revision"),
            position: row.get("position"),
            any_live: row.get("any_live"),
            to_hand_over: row.get("to_hand_over"),
            oldest,
        })
    }
}

/// A connection for a leader's transactions, which the server ends when they hang.
///
/// Its plans are made once and use indexes: tables that were empty when beat
/// started are full the next second, and planning a batch costs as much as doing it.
///
/// # Errors
/// When the database is away.
pub async fn connect_for_work(database: &Database) -> Result<Client, StoreError> {
    let client = database.connect().await?;
    let setup = format!(
        "set idle_in_transaction_session_timeout = {}; set statement_timeout = {}; \
         set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_mergejoin = off; set jit = off",
        IN_TRANSACTION.as_millis(),
        STATEMENT.as_millis()
    );
    client.batch_execute(&setup).await?;
    Ok(client)
}

/// Begins a new term, which deposes whoever led before.
///
/// # Errors
/// When the database fails.
pub async fn take_term(client: &impl GenericClient, beat: Uuid, host: &str, pid: i32) -> Result<i64, StoreError> {
    Ok(one(client, TAKE, &[&beat, &host, &pid]).await?.get(0))
}
