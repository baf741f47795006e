//! A house for one test: a migrated database, a part of Redis, a clock, a door.

use std::sync::Arc;
use std::time::Duration;

use noc_scheduler::clock::Clock;
use noc_scheduler::command::{Door, Written};
use noc_scheduler::domain::Timestamp;
use noc_scheduler::domain::cadence::Zone;
use noc_scheduler::domain::draft::{Draft, FieldError};
use noc_scheduler::domain::people::{Person, Role};
use noc_scheduler::domain::task::{Catalogue, Limits};
use noc_scheduler::queue::Redis;
use noc_scheduler::queue::feed::Publisher;
use noc_scheduler::store::{Database, migrate};
use serde_json::{Map, Value};
use time::OffsetDateTime;
use tokio::sync::OnceCell;
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

use super::servers::{Servers, connect, fresh_prefix, servers};

/// How long a test waits for what must come.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The real time, as only the program may read it.
pub(crate) fn real_clock() -> Clock {
    #[allow(clippy::disallowed_methods, reason = "a test is a program of its own")]
    Clock::new(|| Timestamp::from(OffsetDateTime::now_utc()))
}

/// A catalogue that knows any task and takes any arguments.
pub(crate) struct AnyTask;

impl Catalogue for AnyTask {
    fn short_name(&self, name: &str) -> Option<Arc<str>> {
        Some(name.into())
    }
    fn short_names(&self) -> Vec<&str> {
        vec![]
    }
    fn check(&self, _: &str, kwargs: &Map<String, Value>) -> Result<Map<String, Value>, Vec<FieldError>> {
        Ok(kwargs.clone())
    }
    fn limits(&self, _: &str) -> Limits {
        Limits::HOUSE
    }
}

/// What a test lives in.
pub(crate) struct House {
    pub(crate) url: String,
    pub(crate) database: Database,
    pub(crate) redis: Redis,
    pub(crate) feed: Publisher,
    pub(crate) clock: Clock,
    pub(crate) door: Door,
    pub(crate) alice: Person,
    pub(crate) sql: tokio_postgres::Client,
    pub(crate) stop: CancellationToken,
    _stop: DropGuard,
}

/// A house on the servers that all tests of this process share.
pub(crate) async fn house() -> House {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    let template = TEMPLATE
        .get_or_init(|| async {
            let url = servers().fresh_database().await;
            migrate(&Database::new(&url, "template", 1).unwrap()).await.unwrap();
            let name = url.parse::<tokio_postgres::Config>().unwrap().get_dbname().unwrap().to_owned();
            let maintenance = connect(servers().maintenance_url()).await;
            // Nobody may be connected to what is copied; a connection just dropped may linger.
            let gone = "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1";
            maintenance.execute(gone, &[&name]).await.unwrap();
            name
        })
        .await;
    let url = until_some("a copy of the template", || async { Some(servers().database_from(template).await) }).await;
    furnish(servers(), url).await
}

/// A house on servers of its own, for tests that hurt them.
pub(crate) async fn house_on(servers: &Servers) -> House {
    let url = servers.fresh_database().await;
    migrate(&Database::new(&url, "migrate", 1).unwrap()).await.unwrap();
    furnish(servers, url).await
}

async fn furnish(servers: &Servers, url: String) -> House {
    let database = Database::new(&url, "tests", 8).unwrap();
    let redis = Redis::connect(servers.redis_url(), &fresh_prefix()).await.unwrap();
    let stop = CancellationToken::new();
    let (feed, _) = Publisher::start(redis.clone(), stop.clone());
    let sql = connect(&url).await;
    let alice = Person { id: Uuid::new_v4(), username: "alice".to_owned(), role: Role::Admin };
    let insert = "insert into noc.app_user (id, username, password_hash, role) values ($1, 'alice', 'x', 'admin')";
    sql.execute(insert, &[&alice.id]).await.unwrap();
    let door = Door::new(database.clone(), Arc::new(AnyTask), Zone::UTC);
    let _stop = stop.clone().drop_guard();
    House { url, database, redis, feed, clock: real_clock(), door, alice, sql, stop, _stop }
}

impl House {
    /// Makes a schedule.
    pub(crate) async fn create(&self, body: Value) -> Written {
        self.door.create(&self.alice, draft(body)).await.unwrap()
    }

    /// Changes one.
    pub(crate) async fn edit(&self, id: Uuid, body: Value) -> Written {
        self.door.edit(&self.alice, id, draft(body)).await.unwrap()
    }

    /// A number from the database.
    pub(crate) async fn count(&self, sql: &str) -> i64 {
        self.sql.query_one(sql, &[]).await.unwrap().get(0)
    }

    /// Waits until `sql` gives a number that `fits`.
    pub(crate) async fn until_count(&self, sql: &str, fits: impl Fn(i64) -> bool) -> i64 {
        until_some(sql, || async { Some(self.count(sql).await).filter(|n| fits(*n)) }).await
    }
}

/// A draft from its JSON.
pub(crate) fn draft(body: Value) -> Draft {
    Draft::read(body.as_object().unwrap()).unwrap()
}

/// Asks again and again until there is an answer; fails loudly after [`PATIENCE`].
pub(crate) async fn until_some<T, F: Future<Output = Option<T>>>(what: &str, mut ask: impl FnMut() -> F) -> T {
    let deadline = tokio::time::Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(tokio::time::Instant::now() < deadline, "waited {PATIENCE:?} in vain for: {what}");
        // The pace of asking, not a hope: the condition above decides.
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Makes Redis forget one key.
pub(crate) async fn forget(house: &House, key: &str) {
    use fred::prelude::{ClientLike, KeysInterface};
    let _ = house;
    let config = fred::types::config::Config::from_url(servers().redis_url()).unwrap();
    let client = fred::clients::Client::new(config, None, None, None);
    client.init().await.unwrap();
    let _: i64 = client.del(key).await.unwrap();
}
