//! Where an item of a connection is kept: the one maker of the cache's keys.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Item;
use crate::domain::connection::Connection;
use crate::queue::Redis;

/// An item of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    connection: Uuid,
    item: Item,
    /// What the connection leads to: an entry with another mark came from somewhere else and counts as none.
    pub(super) mark: String,
}

impl Place {
    pub(super) fn of(connection: &Connection, item: Item) -> Self {
        let Connection { id, url, site, username, version, .. } = connection;
        let leads_to = format!("{url}\0{site:?}\0{username:?}\0{version}");
        let hash = Sha256::digest(leads_to.as_bytes());
        let mark = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Self { connection: *id, item, mark }
    }

    /// The entry: what came, and when.
    pub(super) fn entry(&self, redis: &Redis) -> String {
        redis.key(&format!("cache:{}:{}", self.connection.simple(), self.item))
    }

    /// Held by whoever fetches it.
    pub(super) fn lock(&self, redis: &Redis) -> String {
        format!("{}:lock", self.entry(redis))
    }

    /// How often it was asked for; outlives the entry.
    pub(super) fn figures(&self, redis: &Redis) -> String {
        format!("{}:figures", self.entry(redis))
    }
}
