//! A little network's Nautobot and CheckMK, connected, and caches of what they say.

use std::time::Duration;

use fred::prelude::{ClientLike, KeysInterface};
use noc_scheduler::cache::{Cache, CacheError, Item, Read};
use noc_scheduler::clock::Clock;
use noc_scheduler::connections::{Connections, Environment, Login};
use noc_scheduler::queue::Redis;
use noc_scheduler::simulate::checkmk::CheckmkDouble;
use noc_scheduler::simulate::nautobot::NautobotDouble;
use noc_scheduler::simulate::network::Network;
use noc_scheduler::store::{Database, migrate};
use noc_scheduler::vault::{Key, Vault};
use secrecy::SecretString;
use serde_json::Value;
use tokio::time::Instant;

use crate::house::now;
use crate::support::servers::{Servers, fresh_prefix, servers};

pub(crate) const SITE: &str = "noc";
pub(crate) const TOKEN: &str = "0123456789abcdef-s3cret";

/// Long enough for whatever a test waits for.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Scene {
    pub(crate) network: Network,
    pub(crate) nautobot: NautobotDouble,
    pub(crate) checkmk: CheckmkDouble,
    pub(crate) cache: Cache,
    database: Database,
    environment: Environment,
    redis_url: String,
    prefix: String,
}

/// Which systems are connected.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Connected {
    Both,
    Nautobot,
}

pub(crate) async fn scene() -> Scene {
    Scene::on(servers(), Connected::Both).await
}

impl Scene {
    pub(crate) async fn on(servers: &Servers, connected: Connected) -> Self {
        // Another test of this process may have been first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let network = Network::at(0);
        let nautobot = network.nautobot(TOKEN).await.unwrap();
        let checkmk = network.checkmk(SITE, "automation", TOKEN).await.unwrap();
        let login =
            |url, site_and_user| Login { url, site_and_user, secret: SecretString::from(TOKEN), verify_tls: true };
        let both = connected == Connected::Both;
        let site_and_user = Some((SITE.to_owned(), "automation".to_owned()));
        let of_checkmk = both.then(|| login(checkmk.base_url(), site_and_user));
        let environment = Environment::new(Some(login(nautobot.base_url(), None)), of_checkmk);
        let database = Database::new(&servers.fresh_database().await, "cache test", 8).unwrap();
        migrate(&database).await.unwrap();
        let (redis_url, prefix) = (servers.redis_url().to_owned(), fresh_prefix());
        let cache = process(&redis_url, &prefix, &database, &environment, 32 << 20).await;
        Self { network, nautobot, checkmk, cache, database, environment, redis_url, prefix }
    }

    /// The cache as another process has it, with a bound of its own.
    pub(crate) async fn another(&self, largest: usize) -> Cache {
        process(&self.redis_url, &self.prefix, &self.database, &self.environment, largest).await
    }

    pub(crate) async fn try_read(&self, item: Item) -> Result<Read, CacheError> {
        self.cache.read(item, None, Instant::now() + PATIENCE).await
    }

    pub(crate) async fn read(&self, item: Item) -> Read {
        self.try_read(item).await.unwrap()
    }

    /// The keys that begin with `begin`, and how long each of them has to live, in milliseconds; -1 is for ever.
    pub(crate) async fn keys(&self, begin: &str) -> Vec<(String, i64)> {
        let config = fred::types::config::Config::from_url(&self.redis_url).unwrap();
        let client = fred::clients::Client::new(config, None, None, None);
        client.init().await.unwrap();
        let pattern = format!("{}{begin}*", self.prefix);
        let keys: Vec<String> = client.custom(fred::cmd!("KEYS"), vec![pattern]).await.unwrap();
        let mut found = Vec::new();
        for key in keys {
            let left: i64 = client.pttl(&key).await.unwrap();
            // -2 is one that ended meanwhile.
            if left != -2 {
                found.push((key[self.prefix.len()..].to_owned(), left));
            }
        }
        let _: () = client.quit().await.unwrap();
        found.sort();
        found
    }
}

async fn process(url: &str, prefix: &str, database: &Database, environment: &Environment, largest: usize) -> Cache {
    let redis = Redis::connect(url, prefix).await.unwrap();
    let vault = Vault::parse(&Key::generate()).unwrap();
    let connections = Connections::new(database.clone(), redis.clone(), vault, environment.clone());
    Cache::with_bound(redis, connections, Clock::new(now), largest)
}

/// What was read, as JSON.
pub(crate) fn json(read: &Read) -> Value {
    serde_json::from_slice(&read.json).unwrap()
}

/// How many rows were read, which must be as many as it says.
#[track_caller]
pub(crate) fn rows(read: &Read) -> usize {
    let rows = json(read).as_array().unwrap().len();
    assert_eq!((rows as u64, read.json.len() as u64), (read.about.rows, read.about.bytes));
    rows
}
