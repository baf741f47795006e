//! Holding hosts against devices: which are the same, and where the two sources disagree.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;
use uuid::Uuid;

use super::args::MatchOn;
use crate::domain::Host;
use crate::store::hosts::KnownDevice;

/// Entries that a list of the result carries; how many there are is told beside it.
const LISTED: usize = 200;

/// What both sources say of the same things.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reconciliation {
    /// Hosts that are devices.
    pub matched: u64,
    /// Of these, by what they were recognised.
    pub matched_by: BTreeMap<String, u64>,
    /// Hosts that are no device that Nautobot told us of.
    pub only_in_checkmk: Listed<String>,
    /// Devices that no host is; known only where all hosts were read.
    pub only_in_nautobot: Listed<String>,
    /// Hosts whose address is not the primary one of their device.
    pub address_differs: Listed<AddressDiffers>,
    /// Addresses that several hosts have.
    pub duplicate_address: Listed<DuplicateAddress>,
    /// Hosts that could be any of several devices, so that none was chosen.
    pub ambiguous: Listed<String>,
}

/// The first entries of a list, and how many there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listed<T> {
    /// How many there are.
    pub total: u64,
    /// The first of them.
    pub items: Vec<T>,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { total: 0, items: Vec::new() }
    }
}

impl<T> Listed<T> {
    fn push(&mut self, item: T) {
        self.total += 1;
        if self.items.len() < LISTED {
            self.items.push(item);
        }
    }
}

/// A host whose address is not that of its device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AddressDiffers {
    /// The host.
    pub host: String,
    /// The device.
    pub device: String,
    /// What CheckMK says.
    pub checkmk: String,
    /// What Nautobot says.
    pub nautobot: String,
}

/// An address that several hosts have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DuplicateAddress {
    /// The address.
    pub address: String,
    /// Whose it is.
    pub hosts: Vec<String>,
}

/// Which device a host is, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) device: Uuid,
    pub(super) reason: MatchOn,
}

/// One of something, or too many to choose.
enum Found<'a> {
    None,
    One(&'a KnownDevice),
    Several,
}

/// The devices, by everything that a host may be recognised by.
pub(super) struct Devices {
    all: Vec<KnownDevice>,
    by_name: Places,
    by_short: Places,
    by_address: Places,
}

/// Where the one device is that something stands for; `None` where it could be several. Which they are nobody asks, and
/// there is an entry for each device.
type Places = HashMap<Box<str>, Option<usize>>;

impl Devices {
    pub(super) fn new(all: Vec<KnownDevice>) -> Self {
        let (mut by_name, mut by_short, mut by_address) = (Places::new(), Places::new(), Places::new());
        let put = |places: &mut Places, key: String, nth: usize| {
            places
                .entry(key.into())
                .and_modify(|known| *known = known.filter(|known| *known == nth))
                .or_insert(Some(nth));
        };
        for (nth, device) in all.iter().enumerate() {
            if let Some(name) = &device.name {
                put(&mut by_name, name.to_lowercase(), nth);
                put(&mut by_short, short(name), nth);
            }
            for address in [&device.ip4, &device.ip6].into_iter().flatten() {
                put(&mut by_address, plain_address(address), nth);
            }
        }
        Self { all, by_name, by_short, by_address }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    fn only(&self, places: &Places, key: &str) -> Found<'_> {
        match places.get(key) {
            None => Found::None,
            Some(Some(nth)) => self.all.get(*nth).map_or(Found::None, Found::One),
            Some(None) => Found::Several,
        }
    }

    fn by(&self, reason: MatchOn, host: &Host) -> Found<'_> {
        match reason {
            MatchOn::Name => self.only(&self.by_name, &host.name.to_lowercase()),
            MatchOn::Fqdn => match self.only(&self.by_short, &short(&host.name)) {
                // The same without a domain on either side would be the same name.
                Found::One(device) if !has_domain(&host.name) && !device.name.as_deref().is_some_and(has_domain) => {
                    Found::None
                }
                found => found,
            },
            MatchOn::Ip => {
                let addresses = [&host.ip4, &host.ip6].into_iter().flatten();
                let mut found = Found::None;
                for address in addresses {
                    found = match (found, self.only(&self.by_address, &plain_address(address))) {
                        (found, Found::None) => found,
                        (Found::None, new) => new,
                        (Found::One(one), Found::One(other)) if one.id == other.id => Found::One(one),
                        _ => Found::Several,
                    };
                }
                found
            }
        }
    }
}

/// Compares hosts one by one.
pub(super) struct Comparison {
    devices: Devices,
    match_on: Vec<MatchOn>,
    matched: HashSet<Uuid>,
    /// Who came first with an address, and the others that have it too.
    first_with: HashMap<Box<str>, Box<str>>,
    also_with: BTreeMap<String, Vec<String>>,
    result: Reconciliation,
}

impl Comparison {
    pub(super) fn new(devices: Devices, match_on: Vec<MatchOn>) -> Self {
        Self {
            devices,
            match_on,
            matched: HashSet::new(),
            first_with: HashMap::new(),
            also_with: BTreeMap::new(),
            result: Reconciliation::default(),
        }
    }

    /// Which device a host is, if one can be told.
    pub(super) fn host(&mut self, host: &Host) -> Option<Match> {
        self.note_addresses(host);
        let mut ambiguous = false;
        for reason in &self.match_on {
            match self.devices.by(*reason, host) {
                Found::None => {}
                Found::Several => ambiguous = true,
                Found::One(device) => {
                    let found = Match { device: device.id, reason: *reason };
                    self.matched.insert(device.id);
                    self.result.matched += 1;
                    *self.result.matched_by.entry(reason.as_str().to_owned()).or_default() += 1;
                    if let Some(differs) = differs(host, device) {
                        self.result.address_differs.push(differs);
                    }
                    return Some(found);
                }
            }
        }
        if ambiguous {
            self.result.ambiguous.push(host.name.clone());
        }
        self.result.only_in_checkmk.push(host.name.clone());
        None
    }

    fn note_addresses(&mut self, host: &Host) {
        for address in [&host.ip4, &host.ip6].into_iter().flatten() {
            let address = plain_address(address);
            match self.first_with.get(address.as_str()) {
                None => drop(self.first_with.insert(address.into(), host.name.as_str().into())),
                // The same one twice is one host.
                Some(first) if **first == *host.name => {}
                Some(_) => self.also_with.entry(address).or_default().push(host.name.clone()),
            }
        }
    }

    /// The whole comparison. That a device is no host is known only where `all_hosts` came.
    pub(super) fn finish(mut self, all_hosts: bool) -> Reconciliation {
        for (address, mut hosts) in self.also_with {
            hosts.extend(self.first_with.get(address.as_str()).map(|first| first.to_string()));
            hosts.sort();
            hosts.truncate(LISTED);
            self.result.duplicate_address.push(DuplicateAddress { address, hosts });
        }
        if all_hosts {
            let alone = self.devices.all.iter().filter(|device| !self.matched.contains(&device.id));
            let mut names: Vec<String> = alone.map(KnownDevice::title).collect();
            names.sort();
            names.into_iter().for_each(|name| self.result.only_in_nautobot.push(name));
        }
        self.result
    }
}

/// An address of a kind that both have, and that is not the same.
fn differs(host: &Host, device: &KnownDevice) -> Option<AddressDiffers> {
    let pairs = [(&host.ip4, &device.ip4), (&host.ip6, &device.ip6)];
    let (checkmk, nautobot) = pairs
        .into_iter()
        .filter_map(|(one, other)| Some((one.as_ref()?, other.as_ref()?)))
        .find(|(one, other)| !same(one, other))?;
    let (host, device) = (host.name.clone(), device.title());
    Some(AddressDiffers { host, device, checkmk: checkmk.clone(), nautobot: nautobot.clone() })
}

/// An address may be written in several ways; a name in the place of one is compared as text.
fn same(one: &str, other: &str) -> bool {
    plain_address(one) == plain_address(other)
}

/// An address in the one way that all ways of writing it come to.
fn plain_address(text: &str) -> String {
    text.parse::<std::net::IpAddr>().map_or_else(|_| text.to_lowercase(), |address| address.to_string())
}

fn short(name: &str) -> String {
    name.split('.').next().unwrap_or_default().to_lowercase()
}

fn has_domain(name: &str) -> bool {
    name.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(n: u128, name: &str, ip4: &str) -> KnownDevice {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        KnownDevice { id: Uuid::from_u128(n), number: 1, name: text(name), ip4: text(ip4), ip6: None }
    }

    fn host(name: &str, ip4: &str) -> Host {
        let ip4 = Some(ip4.to_owned()).filter(|text| !text.is_empty());
        Host { name: name.to_owned(), ip4, ..Host::default() }
    }

    fn comparison(match_on: &[MatchOn]) -> Comparison {
        let devices = vec![
            device(1, "par-core-1", "10.0.0.1"),
            device(2, "PAR-ACC-2.example.net", "10.0.0.2"),
            device(3, "twin", "10.0.0.3"),
            device(4, "twin", "10.0.0.4"),
            device(5, "", "10.0.0.5"),
        ];
        Comparison::new(Devices::new(devices), match_on.to_vec())
    }

    const ALL: [MatchOn; 3] = [MatchOn::Name, MatchOn::Fqdn, MatchOn::Ip];

    fn found(c: &mut Comparison, name: &str, ip4: &str) -> Option<(u128, MatchOn)> {
        c.host(&host(name, ip4)).map(|found| (found.device.as_u128(), found.reason))
    }

    #[test]
    fn a_host_is_recognised_by_the_first_thing_that_fits() {
        let c = &mut comparison(&ALL);
        assert_eq!(found(c, "PAR-CORE-1", ""), Some((1, MatchOn::Name)));
        assert_eq!(found(c, "par-core-1.example.net", ""), Some((1, MatchOn::Fqdn)));
        assert_eq!(found(c, "par-acc-2", ""), Some((2, MatchOn::Fqdn)));
        assert_eq!(found(c, "other", "10.0.0.5"), Some((5, MatchOn::Ip)));
        assert_eq!(found(c, "par-core-10", ""), None, "a name is not a beginning of one");
        assert_eq!(found(&mut comparison(&[MatchOn::Ip]), "par-core-1", "10.0.0.2"), Some((2, MatchOn::Ip)));
    }

    #[test]
    fn of_two_that_fit_none_is_chosen_unless_the_address_tells() {
        let c = &mut comparison(&ALL);
        assert_eq!(found(c, "twin", "10.0.0.4"), Some((4, MatchOn::Ip)));
        assert_eq!(found(c, "twin", ""), None);
        let result = std::mem::replace(c, comparison(&ALL)).finish(true);
        assert_eq!(result.ambiguous.items, ["twin"]);
        assert_eq!(result.only_in_checkmk.items, ["twin"]);
    }

    #[test]
    fn what_the_sources_disagree_about_is_told() {
        let mut c = comparison(&ALL);
        c.host(&host("par-core-1", "10.9.9.9"));
        c.host(&host("stray", "10.9.9.9"));
        c.host(&host("twin.a", "10.0.0.3"));
        let result = c.finish(true);
        assert_eq!((result.matched, result.only_in_checkmk.items.as_slice()), (2, ["stray".to_owned()].as_slice()));
        let differs = AddressDiffers {
            host: "par-core-1".to_owned(),
            device: "par-core-1".to_owned(),
            checkmk: "10.9.9.9".to_owned(),
            nautobot: "10.0.0.1".to_owned(),
        };
        assert_eq!(result.address_differs.items, [differs]);
        assert_eq!(result.duplicate_address.items[0].hosts, ["par-core-1", "stray"]);
        assert_eq!(result.duplicate_address.total, 1);
        assert_eq!(result.only_in_nautobot.total, 3);
        assert_eq!(comparison(&ALL).finish(false).only_in_nautobot.total, 0, "not known where not all hosts came");
    }

    #[test]
    fn an_address_is_the_same_however_it_is_written() {
        let devices = vec![KnownDevice { ip6: Some("2001:db8::47".to_owned()), ..device(1, "par-rtr-1", "") }];
        let mut c = Comparison::new(Devices::new(devices), ALL.to_vec());
        let six = |name: &str, ip6: &str| Host { ip6: Some(ip6.to_owned()), ..host(name, "") };
        assert_eq!(c.host(&six("a", "2001:DB8:0:0::47")).map(|found| found.reason), Some(MatchOn::Ip));
        assert_eq!(c.host(&six("b", "2001:db8::0047")).map(|found| found.reason), Some(MatchOn::Ip));
        let result = c.finish(true);
        assert_eq!(result.address_differs.total, 0);
        let duplicate =
            DuplicateAddress { address: "2001:db8::47".to_owned(), hosts: vec!["a".to_owned(), "b".to_owned()] };
        assert_eq!(result.duplicate_address.items, [duplicate]);
    }

    #[test]
    fn lists_are_cut_and_say_how_many_there_are() {
        let mut c = comparison(&ALL);
        for n in 0..1_000 {
            c.host(&host(&format!("stray-{n}"), ""));
        }
        let listed = c.finish(false).only_in_checkmk;
        assert_eq!((listed.total, listed.items.len()), (1_000, LISTED));
    }
}
