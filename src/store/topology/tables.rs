//! What devices told, as it is read: tables of one node, and where an address is.

use deadpool_postgres::GenericClient;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::store::{StoreError, rows};

const INTERFACES: &str = include_str!("../../../sql/queries/topology/facts_interfaces.sql");
const ARP: &str = include_str!("../../../sql/queries/topology/facts_arp.sql");
const MACS: &str = include_str!("../../../sql/queries/topology/facts_macs.sql");
const ROUTES: &str = include_str!("../../../sql/queries/topology/facts_routes.sql");
const WHERE_MAC: &str = include_str!("../../../sql/queries/topology/where_mac.sql");
const WHERE_ADDRESS: &str = include_str!("../../../sql/queries/topology/where_address.sql");

/// Which rows of a table are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Those that are gone, too.
    pub with_gone: bool,
    /// How many.
    pub limit: i64,
    /// From which on.
    pub offset: i64,
}

/// When something was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// First.
    pub first: Timestamp,
    /// Last.
    pub last: Timestamp,
    /// Since when it is gone.
    pub gone: Option<Timestamp>,
}

fn seen(row: &Row) -> Result<Seen, StoreError> {
    Ok(Seen { first: row.try_get("first_seen")?, last: row.try_get("last_seen")?, gone: row.try_get("gone_at")? })
}

/// An interface of a node.
#[derive(Clone, Debug, PartialEq)]
pub struct InterfaceRow {
    /// As the device writes it.
    pub name: String,
    /// What people wrote to it.
    pub description: Option<String>,
    /// Whether it is switched on.
    pub enabled: Option<bool>,
    /// Whether it carries traffic.
    pub up: Option<bool>,
    /// Its MAC address.
    pub mac: Option<String>,
    /// Largest packet.
    pub mtu: Option<i64>,
    /// In bits a second.
    pub speed_bps: Option<i64>,
    /// The aggregate that it is a member of.
    pub aggregate: Option<String>,
    /// Its addresses, with the lengths of their networks.
    pub addresses: Vec<String>,
    /// When it was seen.
    pub seen: Seen,
}

/// The interfaces of a node.
///
/// # Errors
/// When the statement fails.
pub async fn interfaces(client: &impl GenericClient, node: Uuid, part: Part) -> Result<Vec<InterfaceRow>, StoreError> {
    let read = |row: &Row| {
        Ok(InterfaceRow {
            name: row.try_get("shown")?,
            description: row.try_get("description")?,
            enabled: row.try_get("enabled")?,
            up: row.try_get("up")?,
            mac: row.try_get("mac")?,
            mtu: row.try_get("mtu")?,
            speed_bps: row.try_get("speed_bps")?,
            aggregate: row.try_get("aggregate")?,
            addresses: row.try_get("addresses")?,
            seen: seen(row)?,
        })
    };
    rows(client, INTERFACES, &[&node, &part.with_gone, &part.limit, &part.offset]).await?.iter().map(read).collect()
}

/// Which address has which MAC address.
#[derive(Clone, Debug, PartialEq)]
pub struct ArpRow {
    /// In which VRF; none is the default one.
    pub vrf: Option<String>,
    /// The address.
    pub address: String,
    /// The MAC address.
    pub mac: String,
    /// Where.
    pub interface: Option<String>,
    /// When it was seen.
    pub seen: Seen,
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// Which addresses have which MAC addresses, as a node knows.
///
/// # Errors
/// When the statement fails.
pub async fn arp(client: &impl GenericClient, node: Uuid, part: Part) -> Result<Vec<ArpRow>, StoreError> {
    let read = |row: &Row| {
        Ok(ArpRow {
            vrf: some(row.try_get("vrf")?),
            address: row.try_get("address")?,
            mac: row.try_get("mac")?,
            interface: some(row.try_get("interface")?),
            seen: seen(row)?,
        })
    };
    rows(client, ARP, &[&node, &part.with_gone, &part.limit, &part.offset]).await?.iter().map(read).collect()
}

/// Behind which port a MAC address is.
#[derive(Clone, Debug, PartialEq)]
pub struct MacRow {
    /// The address.
    pub mac: String,
    /// In which VLAN.
    pub vlan: Option<i32>,
    /// The port, as the device writes it.
    pub port: String,
    /// `dynamic`, `static`, `own` or `other`.
    pub kind: String,
    /// When it was seen.
    pub seen: Seen,
}

/// Behind which ports MAC addresses are, as a node knows.
///
/// # Errors
/// When the statement fails.
pub async fn macs(client: &impl GenericClient, node: Uuid, part: Part) -> Result<Vec<MacRow>, StoreError> {
    let read = |row: &Row| {
        Ok(MacRow {
            mac: row.try_get("mac")?,
            vlan: Some(row.try_get("vlan")?).filter(|vlan| *vlan != 0),
            port: row.try_get("shown")?,
            kind: row.try_get("kind")?,
            seen: seen(row)?,
        })
    };
    rows(client, MACS, &[&node, &part.with_gone, &part.limit, &part.offset]).await?.iter().map(read).collect()
}

/// A route of a node.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteRow {
    /// `static`, `ospf` or `bgp`.
    pub source: String,
    /// In which VRF; none is the default one.
    pub vrf: Option<String>,
    /// Where it leads.
    pub network: String,
    /// Whom packets are handed.
    pub next_hop: Option<String>,
    /// By which interface they leave.
    pub interface: Option<String>,
    /// How far it is.
    pub metric: Option<i64>,
    /// How far its source is trusted; less is more.
    pub preference: Option<i64>,
    /// When it was seen.
    pub seen: Seen,
}

/// The routes of a node.
///
/// # Errors
/// When the statement fails.
pub async fn routes(client: &impl GenericClient, node: Uuid, part: Part) -> Result<Vec<RouteRow>, StoreError> {
    let read = |row: &Row| {
        Ok(RouteRow {
            source: row.try_get("source")?,
            vrf: some(row.try_get("vrf")?),
            network: row.try_get("network")?,
            next_hop: some(row.try_get("next_hop")?),
            interface: some(row.try_get("interface")?),
            metric: row.try_get("metric")?,
            preference: row.try_get("preference")?,
            seen: seen(row)?,
        })
    };
    rows(client, ROUTES, &[&node, &part.with_gone, &part.limit, &part.offset]).await?.iter().map(read).collect()
}

/// A place where an address was seen.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRow {
    /// `port` (a switch hears it there), `interface` (it is that one's own) or `arp` (a router was told so).
    pub kind: String,
    /// On which node.
    pub node_id: Uuid,
    /// What that is called.
    pub node: String,
    /// On which of its interfaces.
    pub interface: Option<String>,
    /// In which VLAN.
    pub vlan: Option<i32>,
    /// The MAC address.
    pub mac: Option<String>,
    /// The address of the Internet.
    pub address: Option<String>,
    /// For `port`: `dynamic`, `static`, `own` or `other`.
    pub how: Option<String>,
    /// For `port`: whether another known device is behind it, so that the address is not there but beyond.
    pub is_link: bool,
    /// When it was seen.
    pub seen: Seen,
}

fn place(row: &Row) -> Result<PlaceRow, StoreError> {
    Ok(PlaceRow {
        kind: row.try_get("kind")?,
        node_id: row.try_get("node_id")?,
        node: row.try_get("node")?,
        interface: row.try_get::<_, Option<String>>("interface")?.and_then(some),
        vlan: row.try_get::<_, Option<i32>>("vlan")?.filter(|vlan| *vlan != 0),
        mac: row.try_get("mac")?,
        address: row.try_get::<_, Option<String>>("address")?.and_then(some),
        how: row.try_get("how")?,
        is_link: row.try_get("is_link")?,
        seen: seen(row)?,
    })
}

/// Where MAC addresses were seen; at most `most` places.
///
/// # Errors
/// When the statement fails.
pub async fn where_macs(client: &impl GenericClient, macs: &[String], most: i64) -> Result<Vec<PlaceRow>, StoreError> {
    rows(client, WHERE_MAC, &[&macs, &most]).await?.iter().map(place).collect()
}

/// Where an address of the Internet was seen; at most `most` places.
///
/// # Errors
/// When the statement fails.
pub async fn where_address(client: &impl GenericClient, address: &str, most: i64) -> Result<Vec<PlaceRow>, StoreError> {
    rows(client, WHERE_ADDRESS, &[&address, &most]).await?.iter().map(place).collect()
}
