//! One node, and the tables that it told.

use deadpool_postgres::Client;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::view::{LinkAnswer, NodeAnswer};
use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::page::{List, page_size};
use crate::api::problem::Problem;
use crate::api::state::Context;
use crate::domain::Timestamp;
use crate::store::topology::tables::{self as told, ArpRow, InterfaceRow, MacRow, Part, RouteRow};
use crate::store::topology::{self as stored, NodeRow};

/// A node with its links.
#[derive(Clone, Debug, Object)]
#[oai(rename = "TopologyNodeDetail")]
struct NodeDetail {
    /// The node.
    #[oai(flatten)]
    node: NodeAnswer,
    /// Its links, lost ones last.
    links: Vec<LinkAnswer>,
    /// The nodes at their other ends.
    neighbors: Vec<NodeAnswer>,
}

macro_rules! rows {
    ($(#[$doc:meta])* $name:ident $shown:literal from $row:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Object)]
        #[oai(rename = $shown)]
        struct $name {
            $($(#[$field_doc])* $field: $type,)+
            /// When it was first seen.
            first_seen: Timestamp,
            /// When it was last seen.
            last_seen: Timestamp,
            /// Since when it is gone; null while it is there.
            gone_at: Option<Timestamp>,
        }

        impl From<$row> for $name {
            fn from(row: $row) -> Self {
                Self {
                    $($field: row.$field,)+
                    first_seen: row.seen.first,
                    last_seen: row.seen.last,
                    gone_at: row.seen.gone,
                }
            }
        }
    };
}

rows! {
    /// An interface of a device.
    InterfaceAnswer "NetworkInterface" from InterfaceRow {
        /// As the device writes it.
        name: String,
        /// What people wrote to it.
        description: Option<String>,
        /// Whether it is switched on.
        enabled: Option<bool>,
        /// Whether it carries traffic.
        up: Option<bool>,
        /// Its MAC address.
        mac: Option<String>,
        /// Largest packet, in bytes.
        mtu: Option<i64>,
        /// In bits a second.
        speed_bps: Option<i64>,
        /// The aggregate that it is a member of.
        aggregate: Option<String>,
        /// Its addresses, with the lengths of their networks.
        addresses: Vec<String>,
    }
}

rows! {
    /// Which address has which MAC address.
    ArpAnswer "NetworkArpEntry" from ArpRow {
        /// In which VRF; null in the default one.
        vrf: Option<String>,
        /// The address.
        address: String,
        /// The MAC address.
        mac: String,
        /// Where.
        interface: Option<String>,
    }
}

rows! {
    /// Behind which port a MAC address is.
    MacAnswer "NetworkMacEntry" from MacRow {
        /// The MAC address.
        mac: String,
        /// In which VLAN.
        vlan: Option<i32>,
        /// The port, as the device writes it.
        port: String,
        /// `dynamic`, `static`, `own` or `other`.
        kind: String,
    }
}

rows! {
    /// A route of a device.
    RouteAnswer "NetworkRoute" from RouteRow {
        /// `static`, `ospf` or `bgp`.
        source: String,
        /// In which VRF; null in the default one.
        vrf: Option<String>,
        /// Where it leads.
        network: String,
        /// Whom packets are handed.
        next_hop: Option<String>,
        /// By which interface they leave.
        interface: Option<String>,
        /// How far it is, in the protocol's own measure.
        metric: Option<i64>,
        /// How far its source is trusted; less is more.
        preference: Option<i64>,
    }
}

fn part(gone: Option<bool>, limit: Option<i64>, offset: Option<i64>) -> Result<Part, Problem> {
    let offset = offset.unwrap_or(0);
    if offset < 0 {
        return Err(Problem::field("?offset", "must not be negative"));
    }
    Ok(Part { with_gone: gone.unwrap_or(false), limit: page_size(limit)?, offset })
}

fn listed<R, T: From<R>>(rows: Vec<R>) -> List<T> {
    List { items: rows.into_iter().map(T::from).collect(), total: None, next: None, stream_cursor: None }
}

pub(in crate::api) struct NodesApi;

#[OpenApi(prefix_path = "/topology/nodes", tag = "Tag::Topology")]
impl NodesApi {
    /// Read a node.
    ///
    /// By its id, or by that of the device of the inventory that it is.
    #[oai(path = "/:id", method = "get", operation_id = "getTopologyNode")]
    async fn get(&self, here: Here, _caller: Caller, id: Path<Uuid>) -> Result<Json<NodeDetail>, Problem> {
        let (client, node) = known(&here, id.0).await?;
        let links = stored::links_of(&client, node.id).await?;
        let mut others: Vec<Uuid> = Vec::new();
        for link in &links {
            let other = if link.key.0.node == node.id { link.key.1.node } else { link.key.0.node };
            if !others.contains(&other) {
                others.push(other);
            }
        }
        let neighbors = stored::some_nodes(&client, &others).await?.into_iter().map(Into::into).collect();
        Ok(Json(NodeDetail { node: node.into(), links: links.iter().map(Into::into).collect(), neighbors }))
    }

    /// List the interfaces of a node.
    #[oai(path = "/:id/interfaces", method = "get", operation_id = "listNodeInterfaces")]
    async fn interfaces(
        &self,
        here: Here,
        _caller: Caller,
        id: Path<Uuid>,
        /// With those that are gone.
        gone: Query<Option<bool>>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From which on.
        offset: Query<Option<i64>>,
    ) -> Result<List<InterfaceAnswer>, Problem> {
        let part = part(gone.0, limit.0, offset.0)?;
        let (client, node) = known(&here, id.0).await?;
        Ok(listed(told::interfaces(&client, node.id, part).await?))
    }

    /// List which addresses have which MAC addresses, as a node knows.
    #[oai(path = "/:id/arp", method = "get", operation_id = "listNodeArp")]
    async fn arp(
        &self,
        here: Here,
        _caller: Caller,
        id: Path<Uuid>,
        /// With those that are gone.
        gone: Query<Option<bool>>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From which on.
        offset: Query<Option<i64>>,
    ) -> Result<List<ArpAnswer>, Problem> {
        let part = part(gone.0, limit.0, offset.0)?;
        let (client, node) = known(&here, id.0).await?;
        Ok(listed(told::arp(&client, node.id, part).await?))
    }

    /// List behind which ports MAC addresses are, as a node knows.
    #[oai(path = "/:id/macs", method = "get", operation_id = "listNodeMacs")]
    async fn macs(
        &self,
        here: Here,
        _caller: Caller,
        id: Path<Uuid>,
        /// With those that are gone.
        gone: Query<Option<bool>>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From which on.
        offset: Query<Option<i64>>,
    ) -> Result<List<MacAnswer>, Problem> {
        let part = part(gone.0, limit.0, offset.0)?;
        let (client, node) = known(&here, id.0).await?;
        Ok(listed(told::macs(&client, node.id, part).await?))
    }

    /// List the routes of a node.
    #[oai(path = "/:id/routes", method = "get", operation_id = "listNodeRoutes")]
    async fn routes(
        &self,
        here: Here,
        _caller: Caller,
        id: Path<Uuid>,
        /// With those that are gone.
        gone: Query<Option<bool>>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From which on.
        offset: Query<Option<i64>>,
    ) -> Result<List<RouteAnswer>, Problem> {
        let part = part(gone.0, limit.0, offset.0)?;
        let (client, node) = known(&here, id.0).await?;
        Ok(listed(told::routes(&client, node.id, part).await?))
    }
}

/// The node, and a connection to ask more about it.
async fn known(here: &Context, id: Uuid) -> Result<(Client, NodeRow), Problem> {
    let client = here.database.get().await?;
    let node = stored::one_node(&client, id).await?.ok_or_else(no_node)?;
    Ok((client, node))
}

fn no_node() -> Problem {
    Problem::not_found("there is no such node; a crawl has not met it yet")
}
