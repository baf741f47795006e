//! CheckMK and the inventory made of it.

use std::time::Duration;

use noc_scheduler::domain::connection::Kind;
use noc_scheduler::integrations::checkmk::CheckmkClient;
use noc_scheduler::simulate::checkmk::CheckmkDouble;
use noc_scheduler::tasks::sync::{Progress, SyncFailure, SyncResult, Telling};
use noc_scheduler::tasks::sync_checkmk_hosts::{Args, HostsResult, sync};
use serde_json::{Value, json};
use tokio_postgres::Row;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::database::{Inventory, connection_of, inventory};
use crate::site::{config, double};

pub(crate) struct Scene {
    pub(crate) checkmk: CheckmkDouble,
    pub(crate) client: CheckmkClient,
    pub(crate) inventory: Inventory,
}

/// So many hosts, all in `/network/par`.
pub(crate) async fn scene(count: u32) -> Scene {
    Scene::of(double(count).await).await
}

impl Scene {
    pub(crate) async fn of(checkmk: CheckmkDouble) -> Self {
        let mut config = config(&checkmk);
        config.timeout = Duration::from_secs(5);
        let client = CheckmkClient::new(config).expect("settings that work");
        Self { checkmk, client, inventory: inventory().await }
    }

    pub(crate) async fn run(
        &self,
        args: Value,
        progress: &(dyn Fn(Progress) + Send + Sync),
        cancel: &CancellationToken,
    ) -> Result<HostsResult, SyncFailure> {
        let args: Args = serde_json::from_value(args).expect("arguments");
        args.check().expect("arguments that can be meant");
        let (connection, telling) = (connection_of(Kind::Checkmk), Telling { progress, cancel });
        let running = sync((&connection, &self.client), &self.inventory.database, Uuid::now_v7(), &args, telling);
        // A worker spawns it.
        fn may_be_spawned(_: &impl Send) {}
        may_be_spawned(&running);
        running.await
    }

    pub(crate) async fn try_sync(&self, args: Value) -> Result<HostsResult, SyncFailure> {
        self.run(args, &|_| {}, &CancellationToken::new()).await
    }

    pub(crate) async fn sync_with(&self, args: Value) -> SyncResult {
        self.try_sync(args).await.expect("a result").sync
    }

    pub(crate) async fn sync(&self) -> SyncResult {
        self.sync_with(json!({"compare_with_nautobot": false})).await
    }

    pub(crate) async fn select(&self, sql: &str) -> Vec<Row> {
        let db = self.inventory.database.get().await.expect("a connection");
        db.query(sql, &[]).await.expect("rows")
    }

    pub(crate) async fn rows(&self) -> Vec<Row> {
        self.select("select * from noc.hosts order by name, id").await
    }

    pub(crate) async fn stale(&self) -> Vec<String> {
        let sql = "select name from noc.hosts where stale_since is not null order by name";
        self.select(sql).await.iter().map(|row| row.get(0)).collect()
    }
}

/// `(fetched, added, changed or returned, unchanged, removed)`
pub(crate) fn counts(result: &SyncResult) -> (u64, u64, u64, u64, u64) {
    let c = &result.counts;
    (c.fetched, c.added, c.changed + c.returned, c.unchanged, c.removed)
}

pub(crate) fn text(row: &Row, column: &str) -> Option<String> {
    row.get(column)
}
