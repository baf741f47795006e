//! What a crawl is told.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::time::Duration;

use regex::{Regex, RegexBuilder};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use crate::domain::inventory::Prefix;
use crate::domain::network::{Capability, Protocol, Step};
use crate::domain::topology::{CrawlRules, Exclude, Fence, StayWithin};
use crate::tasks::reach::MOST_AT_ONCE;
use crate::tasks::targets::{Asked, DeviceList, InventoryId};

/// A crawl of more than this many links in a row has lost its way.
const DEEPEST: u32 = 50;
/// More devices than most networks have.
const MOST_DEVICES: usize = 10_000;
/// What a compiled pattern may take, in bytes: a sensible one takes a tenth.
const LARGEST_PATTERN: usize = 1 << 18;
/// Prefixes and places that bound a crawl.
const MOST_BOUNDS: usize = 200;

/// What is to be discovered.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Typed {
    /// Where the crawl begins: devices by number, Nautobot id, name or address.
    #[serde(default, skip_serializing_if = "empty")]
    seed_devices: DeviceList,
    /// Where the crawl begins: the devices of a named inventory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inventory_id: Option<InventoryId>,
    /// These devices and no others.
    #[serde(default, skip_serializing_if = "empty")]
    device_ids: DeviceList,
    /// How many links away from a seed the crawl goes; 0: the seeds alone. 3 unless given; 0 with `device_ids`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = DEEPEST))]
    max_depth: Option<u32>,
    /// Whether neighbours are followed at all; `false` is `max_depth` 0.
    #[serde(default = "yes")]
    discover_neighbors: bool,
    /// By which protocols devices are asked for neighbours, and neighbours followed.
    #[serde(default = "both")]
    #[schemars(length(min = 1))]
    protocols: BTreeSet<Protocol>,
    /// Reads interfaces and their addresses.
    #[serde(default = "yes")]
    include_interfaces: bool,
    /// Reads which address has which MAC address.
    #[serde(default = "yes")]
    include_arp: bool,
    /// Reads behind which port MAC addresses are.
    #[serde(default = "yes")]
    include_mac_table: bool,
    /// `false` takes `cdp` out of the protocols.
    #[serde(default = "yes")]
    include_cdp_neighbors: bool,
    /// Reads routes that people entered.
    #[serde(default = "yes")]
    include_static_routes: bool,
    /// Reads routes learned by OSPF.
    #[serde(default = "yes")]
    include_ospf_routes: bool,
    /// Reads routes learned by BGP. Where a router has all of the Internet's, it takes minutes.
    #[serde(default)]
    include_bgp_routes: bool,
    /// Writes down what was found; `false` keeps it with the job only.
    #[serde(default = "yes")]
    cache_results: bool,
    /// How many devices are visited at most.
    #[serde(default = "max_devices")]
    #[schemars(range(min = 1, max = MOST_DEVICES))]
    max_devices: usize,
    /// After so many seconds no further device is visited. Without it the job's timeout bounds the crawl.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 86_400))]
    max_duration_seconds: Option<u64>,
    /// How many devices are visited at once.
    #[serde(default = "concurrency")]
    #[schemars(range(min = 1, max = MOST_AT_ONCE))]
    concurrency: usize,
    /// How long one device may take, from the login on.
    #[serde(default = "per_device")]
    #[schemars(range(min = 5, max = 3_600))]
    per_device_timeout_seconds: u64,
    /// What a neighbour must be to be visited. All that is given must hold; what is unknown of a device does not.
    #[serde(default)]
    stay_within: Within,
    /// What a neighbour must not be to be visited.
    #[serde(default)]
    exclude: Without,
    /// Visits only devices that the inventory has. Otherwise the job's credential is also shown to devices that only
    /// their neighbours know.
    #[serde(default)]
    only_known: bool,
    /// Logs in nowhere: says which devices the crawl would begin with, and whether it could.
    #[serde(default)]
    dry_run: bool,
}

/// What a neighbour must be.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Within {
    /// One of its addresses lies in one of these networks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = MOST_BOUNDS))]
    prefixes: Vec<String>,
    /// It stands in one of these places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = MOST_BOUNDS))]
    locations: Vec<String>,
    /// Its name matches this regular expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    name_pattern: Option<String>,
}

/// What a neighbour must not be.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Without {
    /// It announces one of these. A `station` that routes or switches is none.
    capabilities: BTreeSet<Capability>,
    /// Its name matches this regular expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    name_pattern: Option<String>,
}

impl Default for Without {
    fn default() -> Self {
        let capabilities = [Capability::Phone, Capability::AccessPoint, Capability::Station].into();
        Self { capabilities, name_pattern: None }
    }
}

fn yes() -> bool {
    true
}

fn both() -> BTreeSet<Protocol> {
    [Protocol::Lldp, Protocol::Cdp].into()
}

fn max_devices() -> usize {
    500
}

fn concurrency() -> usize {
    10
}

fn per_device() -> u64 {
    120
}

fn empty(list: &DeviceList) -> bool {
    list.0.is_empty()
}

/// What is to be discovered, so that it can be meant.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Typed")]
pub struct Args {
    /// Where the crawl begins.
    pub(super) asked: Asked,
    /// What a device is asked, in this order.
    pub(super) steps: Vec<Step>,
    /// How far it goes.
    pub(super) rules: CrawlRules,
    /// How many devices are visited at once.
    pub(super) concurrency: usize,
    /// How long one device may take.
    pub(super) per_device: Duration,
    /// When no further device is visited.
    pub(super) max_duration: Option<Duration>,
    /// Whether what is found is written down.
    pub(super) keep: bool,
    /// Whether nothing is to be done.
    pub(super) dry_run: bool,
}

impl TryFrom<Typed> for Args {
    type Error = String;

    fn try_from(typed: Typed) -> Result<Self, String> {
        let given = [!typed.seed_devices.0.is_empty(), typed.inventory_id.is_some(), !typed.device_ids.0.is_empty()];
        if given.iter().filter(|given| **given).count() != 1 {
            return Err("give exactly one of `seed_devices`, `inventory_id` and `device_ids`".to_owned());
        }
        let asked = Asked::new(&[&typed.seed_devices, &typed.device_ids], typed.inventory_id)?;
        let steps = typed.steps();
        let mut protocols = typed.protocols.clone();
        if !typed.include_cdp_neighbors {
            protocols.remove(&Protocol::Cdp);
        }
        let depth = typed.max_depth.unwrap_or(if typed.device_ids.0.is_empty() { 3 } else { 0 });
        let rules = CrawlRules {
            max_depth: if typed.discover_neighbors { depth } else { 0 },
            max_devices: typed.max_devices,
            only_known: typed.only_known,
            fence: fence(&typed.stay_within, &typed.exclude)?,
            protocols,
        };
        Ok(Self {
            asked,
            steps,
            rules,
            concurrency: typed.concurrency,
            per_device: Duration::from_secs(typed.per_device_timeout_seconds),
            max_duration: typed.max_duration_seconds.map(Duration::from_secs),
            keep: typed.cache_results,
            dry_run: typed.dry_run,
        })
    }
}

impl Typed {
    fn steps(&self) -> Vec<Step> {
        let wanted = |step: &Step| match step {
            Step::Identity => true,
            Step::LldpNeighbors => self.protocols.contains(&Protocol::Lldp),
            Step::CdpNeighbors => self.protocols.contains(&Protocol::Cdp) && self.include_cdp_neighbors,
            Step::Interfaces => self.include_interfaces,
            Step::Arp => self.include_arp,
            Step::MacTable => self.include_mac_table,
            Step::StaticRoutes => self.include_static_routes,
            Step::OspfRoutes => self.include_ospf_routes,
            Step::BgpRoutes => self.include_bgp_routes,
        };
        Step::ALL.into_iter().filter(wanted).collect()
    }
}

fn fence(within: &Within, without: &Without) -> Result<Fence, String> {
    let prefix = |text: &String| text.parse::<Prefix>().map_err(|e| format!("`stay_within.prefixes`: {e}"));
    Ok(Fence {
        within: StayWithin {
            prefixes: within.prefixes.iter().map(prefix).collect::<Result<_, _>>()?,
            locations: within.locations.clone(),
            name: pattern(within.name_pattern.as_deref(), "stay_within.name_pattern")?,
        },
        exclude: Exclude {
            capabilities: without.capabilities.clone(),
            name: pattern(without.name_pattern.as_deref(), "exclude.name_pattern")?,
        },
    })
}

fn pattern(text: Option<&str>, field: &str) -> Result<Option<Regex>, String> {
    let Some(text) = text else { return Ok(None) };
    let built = RegexBuilder::new(text).case_insensitive(true).size_limit(LARGEST_PATTERN).build();
    built.map(Some).map_err(|e| format!("`{field}` is no regular expression: {e}"))
}

impl JsonSchema for Args {
    fn schema_name() -> Cow<'static, str> {
        "DiscoverTopology".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Typed::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(value: Value) -> Result<Args, String> {
        serde_json::from_value(value).map_err(|e| e.to_string())
    }

    #[test]
    fn the_example_is_understood() {
        let args = read(json!({"seed_devices": [1, 2, 3], "max_depth": 3})).unwrap();
        assert_eq!((args.rules.max_depth, args.rules.max_devices, args.concurrency), (3, 500, 10));
        assert_eq!(args.rules.protocols, both());
        assert!(!args.steps.contains(&Step::BgpRoutes));
        assert_eq!(args.steps.len(), 8);
    }

    #[test]
    fn devices_that_are_named_are_these_and_no_others() {
        assert_eq!(read(json!({"device_ids": ["core-1"]})).unwrap().rules.max_depth, 0);
        assert_eq!(read(json!({"device_ids": ["core-1"], "max_depth": 1})).unwrap().rules.max_depth, 1);
        assert_eq!(read(json!({"inventory_id": 1})).unwrap().rules.max_depth, 3);
        let alone = json!({"seed_devices": [1], "discover_neighbors": false, "max_depth": 3});
        assert_eq!(read(alone).unwrap().rules.max_depth, 0);
    }

    #[test]
    fn one_way_to_say_where_it_begins_and_no_other() {
        for wrong in [
            json!({}),
            json!({"seed_devices": [1], "device_ids": [1]}),
            json!({"seed_devices": []}),
            json!({"seed_devices": [1], "inventory_id": 1}),
        ] {
            let said = read(wrong.clone()).unwrap_err();
            assert!(said.contains("exactly one of"), "{wrong}: {said}");
        }
    }

    #[test]
    fn cdp_is_taken_out_in_either_way() {
        let args = read(json!({"seed_devices": [1], "include_cdp_neighbors": false})).unwrap();
        assert_eq!(args.rules.protocols, [Protocol::Lldp].into());
        assert!(!args.steps.contains(&Step::CdpNeighbors));
        let args = read(json!({"seed_devices": [1], "protocols": ["cdp"]})).unwrap();
        assert!(!args.steps.contains(&Step::LldpNeighbors) && args.steps.contains(&Step::CdpNeighbors));
    }

    #[test]
    fn what_cannot_be_meant_is_said() {
        let seed = |more: Value| {
            let mut all = json!({"seed_devices": [1]});
            all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            read(all).unwrap_err()
        };
        assert!(seed(json!({"stay_within": {"prefixes": ["10.0.0.1/8"]}})).contains("10.0.0.0/8"));
        assert!(seed(json!({"exclude": {"name_pattern": "("}})).contains("exclude.name_pattern"));
        assert!(seed(json!({"protocols": ["ldp"]})).contains("ldp"));
        assert!(seed(json!({"depth": 3})).contains("depth"));
    }
}
