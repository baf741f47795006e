//! A database with the tables of the inventory.

use deadpool_postgres::{Manager, Pool};
use noc_scheduler::store;
use tokio_postgres::NoTls;

use crate::support::servers::servers;

/// A migrated database of one's own.
pub(crate) struct Database {
    pub(crate) pool: Pool,
}

impl Database {
    /// From here on there is no connection to be had.
    pub(crate) fn stop(&mut self) {
        self.pool.close();
    }
}

/// A new database on the servers that all tests share.
pub(crate) async fn database() -> Database {
    let url = servers().fresh_database().await;
    let house = store::Database::new(&url, "nautobot tests", 2).expect("a database");
    store::migrate(&house).await.expect("the migrations");
    let config = url.parse().expect("an address");
    let pool = Pool::builder(Manager::new(config, NoTls)).max_size(4).build().expect("a pool");
    Database { pool }
}
