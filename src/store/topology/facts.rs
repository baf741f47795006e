//! What devices tell of themselves and of what they hear.

use deadpool_postgres::Transaction;
use serde_json::{Value, json};
use tokio_postgres::types::Json;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::network::{ArpEntry, Interface, InterfaceName, MacEntry, MacKind, Route, RouteSource};
use crate::store::{StoreError, execute};

const INTERFACES: &str = include_str!("../../../sql/queries/topology/interfaces_put.sql");
const INTERFACES_GONE: &str = include_str!("../../../sql/queries/topology/interfaces_gone.sql");
const ARP: &str = include_str!("../../../sql/queries/topology/arp_put.sql");
const ARP_GONE: &str = include_str!("../../../sql/queries/topology/arp_gone.sql");
const MACS: &str = include_str!("../../../sql/queries/topology/macs_put.sql");
const MACS_GONE: &str = include_str!("../../../sql/queries/topology/macs_gone.sql");
const ROUTES: &str = include_str!("../../../sql/queries/topology/routes_put.sql");
const ROUTES_GONE: &str = include_str!("../../../sql/queries/topology/routes_gone.sql");

/// Writes down the interfaces that a node has at `at`; where that is the `whole` of them, others that it had are gone.
///
/// # Errors
/// When a statement fails.
pub async fn put_interfaces(
    tx: &Transaction<'_>,
    node: Uuid,
    all: &[Interface],
    at: Timestamp,
    whole: bool,
) -> Result<(), StoreError> {
    let said = once(
        all,
        |interface| InterfaceName::read(&interface.name).to_string(),
        |key, interface| {
            let addresses: Vec<String> =
                interface.addresses.iter().map(|a| format!("{}/{}", a.address, a.length)).collect();
            let hosts: Vec<String> = interface.addresses.iter().map(|a| a.address.to_string()).collect();
            json!({
                "name": key, "shown": interface.name, "description": interface.description, "enabled": interface.enabled,
                "up": interface.up, "mac": interface.mac, "mtu": interface.mtu, "speed_bps": interface.speed_bps,
                "aggregate": interface.aggregate, "addresses": addresses, "hosts": hosts,
            })
        },
    );
    execute(tx, INTERFACES, &[&node, &Json(said), &at]).await?;
    if whole {
        execute(tx, INTERFACES_GONE, &[&node, &at]).await?;
    }
    Ok(())
}

/// Writes down which address has which MAC address, as a node knows at `at`; where that is the `whole` of it, the
/// rest is gone.
///
/// # Errors
/// When a statement fails.
pub async fn put_arp(
    tx: &Transaction<'_>,
    node: Uuid,
    all: &[ArpEntry],
    at: Timestamp,
    whole: bool,
) -> Result<(), StoreError> {
    let key = |entry: &ArpEntry| (entry.vrf.clone(), entry.address, entry.mac, entry.interface.clone());
    let said = once(
        all,
        key,
        |_, entry| json!({"vrf": entry.vrf, "address": entry.address, "mac": entry.mac, "interface": entry.interface}),
    );
    execute(tx, ARP, &[&node, &Json(said), &at]).await?;
    if whole {
        execute(tx, ARP_GONE, &[&node, &at]).await?;
    }
    Ok(())
}

/// Writes down behind which ports MAC addresses are, as a node knows at `at`; where that is the `whole` of it, the
/// rest is gone.
///
/// # Errors
/// When a statement fails.
pub async fn put_macs(
    tx: &Transaction<'_>,
    node: Uuid,
    all: &[MacEntry],
    at: Timestamp,
    whole: bool,
) -> Result<(), StoreError> {
    let key = |entry: &MacEntry| (entry.mac, entry.vlan, InterfaceName::read(&entry.port).to_string());
    let said = once(all, key, |(mac, vlan, port), entry| {
        let kind = match entry.kind {
            MacKind::Dynamic => "dynamic",
            MacKind::Static => "static",
            MacKind::Own => "own",
            MacKind::Other => "other",
        };
        json!({"mac": mac, "vlan": vlan, "port": port, "shown": entry.port, "kind": kind})
    });
    execute(tx, MACS, &[&node, &Json(said), &at]).await?;
    if whole {
        execute(tx, MACS_GONE, &[&node, &at]).await?;
    }
    Ok(())
}

/// Writes down the routes of a node at `at`; others from `sources`, which are known whole, are gone.
///
/// # Errors
/// When a statement fails.
pub async fn put_routes(
    tx: &Transaction<'_>,
    node: Uuid,
    sources: &[RouteSource],
    all: &[Route],
    at: Timestamp,
) -> Result<(), StoreError> {
    let key = |route: &Route| {
        (route.source, route.vrf.clone(), route.network, route.length, route.next_hop, route.interface.clone())
    };
    let said = once(all, key, |_, route| {
        json!({
            "source": word(route.source), "vrf": route.vrf, "network": format!("{}/{}", route.network, route.length),
            "next_hop": route.next_hop, "interface": route.interface, "metric": route.metric,
            "preference": route.preference,
        })
    });
    let sources: Vec<&str> = sources.iter().map(|source| word(*source)).collect();
    execute(tx, ROUTES, &[&node, &Json(said), &at]).await?;
    execute(tx, ROUTES_GONE, &[&node, &at, &sources]).await?;
    Ok(())
}

const fn word(source: RouteSource) -> &'static str {
    match source {
        RouteSource::Static => "static",
        RouteSource::Ospf => "ospf",
        RouteSource::Bgp => "bgp",
    }
}

/// Each thing once: a statement cannot write a row twice. Of several alike the first is kept.
fn once<T, K: std::hash::Hash + Eq + Clone>(
    all: &[T],
    key: impl Fn(&T) -> K,
    say: impl Fn(&K, &T) -> Value,
) -> Vec<Value> {
    let mut seen = std::collections::HashSet::new();
    all.iter()
        .filter_map(|one| {
            let key = key(one);
            seen.insert(key.clone()).then(|| say(&key, one))
        })
        .collect()
}
