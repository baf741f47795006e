//! Where is this address?

use std::net::IpAddr;

use poem_openapi::param::Query;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::problem::Problem;
use crate::api::types::Words;
use crate::domain::Timestamp;
use crate::domain::network::Mac;
use crate::store::topology::tables::{self as stored, PlaceRow};

/// Places of one answer; every switch on the way hears an address.
const MOST: i64 = 1_000;
/// MAC addresses that one address of the Internet may have had.
const MOST_MACS: usize = 100;

/// A place where an address was seen.
#[derive(Clone, Debug, Object)]
#[oai(rename = "AddressPlace")]
struct PlaceAnswer {
    /// `port`: a switch hears it there. `interface`: it is that one's own. `arp`: a router was told so.
    kind: String,
    /// On which node.
    node_id: Uuid,
    /// What that is called.
    node: String,
    /// On which of its interfaces.
    interface: Option<String>,
    /// In which VLAN.
    vlan: Option<i32>,
    /// The MAC address.
    mac: Option<String>,
    /// The address of the Internet, or several.
    address: Option<String>,
    /// For `port`: `dynamic`, `static`, `own` or `other`.
    how: Option<String>,
    /// For `port`: whether another known device is behind it, so that the address is not there but beyond.
    is_link: bool,
    /// When it was first seen there.
    first_seen: Timestamp,
    /// When it was last seen there.
    last_seen: Timestamp,
    /// Since when it is no longer; null while it is.
    gone_at: Option<Timestamp>,
}

/// Where an address is.
#[derive(Clone, Debug, Object)]
#[oai(rename = "WhereIs")]
struct WhereAnswer {
    /// What was asked, as it is written.
    asked: String,
    /// The MAC addresses it comes to.
    macs: Vec<String>,
    /// The best answer: a port without another device behind it, else an interface; null where nobody knows.
    best: Option<PlaceAnswer>,
    /// Every place, best first.
    places: Vec<PlaceAnswer>,
}

impl From<PlaceRow> for PlaceAnswer {
    fn from(p: PlaceRow) -> Self {
        Self {
            kind: p.kind,
            node_id: p.node_id,
            node: p.node,
            interface: p.interface,
            vlan: p.vlan,
            mac: p.mac,
            address: p.address,
            how: p.how,
            is_link: p.is_link,
            first_seen: p.seen.first,
            last_seen: p.seen.last,
            gone_at: p.seen.gone,
        }
    }
}

/// What is there now before what was; the port that a thing is plugged in before ports on the way.
fn rank(place: &PlaceRow) -> (bool, u8) {
    let kind = match (place.kind.as_str(), place.is_link, place.how.as_deref()) {
        ("interface", ..) => 0,
        ("port", false, Some("own")) => 3,
        ("port", false, _) => 1,
        ("port", true, _) => 4,
        _ => 2,
    };
    (place.seen.gone.is_some(), kind)
}

pub(in crate::api) struct WhereApi;

#[OpenApi(prefix_path = "/topology", tag = "Tag::Topology")]
impl WhereApi {
    /// Where is this MAC or IP address?
    ///
    /// The switch, the port and the VLAN, and when that was so, from what devices last told. An IP address is first
    /// looked up in the ARP tables of routers.
    #[oai(path = "/where", method = "get", operation_id = "whereIsAddress")]
    async fn find(
        &self,
        here: Here,
        _caller: Caller,
        /// A MAC address in any spelling, or an IP address.
        address: Query<Words>,
    ) -> Result<Json<WhereAnswer>, Problem> {
        let text = address.0.0.trim();
        let client = here.database.get().await?;
        let (asked, macs, mut places) = if let Ok(ip) = text.parse::<IpAddr>() {
            let asked = ip.to_canonical().to_string();
            let known = stored::where_address(&client, &asked, MOST).await?;
            // Who has it now; who had it last, where nobody has.
            let current = |place: &&PlaceRow| place.seen.gone.is_none() || known.iter().all(|p| p.seen.gone.is_some());
            let mut macs: Vec<String> = known.iter().filter(current).filter_map(|place| place.mac.clone()).collect();
            macs.sort();
            macs.dedup();
            macs.truncate(MOST_MACS);
            let mut places = known;
            let ports = stored::where_macs(&client, &macs, MOST).await?;
            places.extend(ports.into_iter().filter(|place| place.kind == "port"));
            (asked, macs, places)
        } else if let Ok(mac) = text.parse::<Mac>() {
            let macs = vec![mac.to_string()];
            let places = stored::where_macs(&client, &macs, MOST).await?;
            (mac.to_string(), macs, places)
        } else {
            return Err(Problem::field("?address", format!("`{text}` is neither a MAC address nor an IP address")));
        };
        places.sort_by(|a, b| rank(a).cmp(&rank(b)).then(b.seen.last.cmp(&a.seen.last)));
        let places: Vec<PlaceAnswer> = places.into_iter().map(Into::into).collect();
        let best = places.first().filter(|place| !place.is_link).cloned();
        Ok(Json(WhereAnswer { asked, macs, best, places }))
    }
}
