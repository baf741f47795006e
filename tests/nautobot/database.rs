//! A database with the tables of the inventory.

use noc_scheduler::domain::connection::{Connection, IN_FLIGHT, Kind, Source};
use noc_scheduler::store::{Database, migrate};

use crate::support::servers::servers;

/// A migrated database of one's own.
pub(crate) struct Inventory {
    pub(crate) database: Database,
}

impl Inventory {
    pub(crate) async fn execute(&self, sql: &str) {
        self.database.get().await.expect("a connection").batch_execute(sql).await.expect("a statement");
    }
}

/// A new database on the servers that all tests share.
pub(crate) async fn inventory() -> Inventory {
    let url = servers().fresh_database().await;
    let database = Database::new(&url, "nautobot tests", 4).expect("a database");
    migrate(&database).await.expect("the migrations");
    Inventory { database }
}

/// The connection that devices come through.
pub(crate) fn connection() -> Connection {
    connection_of(Kind::Nautobot)
}

/// The connection of a kind.
pub(crate) fn connection_of(kind: Kind) -> Connection {
    Connection {
        id: kind.environment_id(),
        kind,
        name: "lab".to_owned(),
        url: String::new(),
        site: None,
        username: None,
        verify_tls: true,
        max_in_flight: IN_FLIGHT,
        is_default: true,
        source: Source::Environment,
        version: 1,
        created_at: None,
        updated_at: None,
        updated_by: None,
        check: None,
    }
}
