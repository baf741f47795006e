//! How the network is plugged together, and how that changes over time.
//!
//! Cores are linked to each other and to those of other towns; access switches hang on the distribution, or on the
//! cores where a site has none; servers hang on access switches, routers and firewalls on cores.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use crate::domain::Device;
use crate::domain::network::Mac;
use crate::simulate::lan::{Aggregate, Cable, Host, Lan, Station, Way};
use crate::simulate::ssh::Style;

/// So many ticks a cable stays as it is.
const CALM: u64 = 9;
/// Hosts at each access switch.
const HOSTS: usize = 4;
/// Links between towns, by the names of the cores.
const BETWEEN: [(&str, &str); 5] = [
    ("ams-core-01", "ber-core-01"),
    ("ams-core-02", "lon-core-01"),
    ("ber-core-02", "par-core-01"),
    ("lon-core-02", "zrh-core-01"),
    ("ams-core-03", "par-core-02"),
];

/// Cables being laid.
struct Hall<'a> {
    lan: Lan,
    /// Where each device is among the stations.
    places: BTreeMap<&'a str, usize>,
    /// How many ports of each device are taken, by the kind of port.
    taken: BTreeMap<(usize, &'static str), usize>,
}

/// The devices of the plan with their cables, after so many ticks.
pub(super) fn lan(devices: &[Device], tick: u64) -> Lan {
    let mut hall = Hall { lan: Lan::default(), places: BTreeMap::new(), taken: BTreeMap::new() };
    for device in devices {
        if let (Some(name), Some(station)) = (device.name.as_deref(), station(device)) {
            hall.places.insert(name, hall.lan.stations.len());
            hall.lan.stations.push(station);
        }
    }
    let mut sites: Vec<&str> = hall.places.keys().filter_map(|name| name.split('-').next()).collect();
    sites.dedup();
    for site in sites {
        hall.lay_site(site);
    }
    for (a, b) in BETWEEN {
        if let (Some(a), Some(b)) = (hall.place(a), hall.place(b)) {
            let (port_a, port_b) = hall.plug((a, FAST), (b, FAST));
            hall.lead((a, &port_a), (b, &port_b));
        }
    }
    hall.change(tick);
    hall.lan
}

const FAST: &str = "TwentyFiveGigE1/0/";
const UPLINK: &str = "TenGigabitEthernet1/1/";
const ACCESS: &str = "GigabitEthernet1/0/";
const ARISTA: &str = "Ethernet";

fn station(device: &Device) -> Option<Station> {
    let address: Ipv4Addr = device.primary_ip4.as_ref()?.host.parse().ok()?;
    let (style, announces) = match device.network_driver.as_deref()? {
        "arista_eos" => (Style::Eos, None),
        "juniper_junos" => (Style::Junos, None),
        "paloalto_panos" => (Style::Linux, Some("Palo Alto Networks PA-3200 series firewall")),
        "linux" => (Style::Linux, None),
        _ => (Style::Ios, None),
    };
    let [_, _, site, number] = address.octets();
    let maker = match style {
        Style::Eos => [0x00, 0x1c, 0x73],
        Style::Junos => [0x2c, 0x6b, 0xf5],
        Style::Linux => [0x52, 0x54, 0x00],
        _ => [0x6c, 0x8b, 0xd3],
    };
    Some(Station {
        name: device.name.clone()?,
        style,
        model: device.device_type.clone().unwrap_or_default(),
        serial: device.serial.clone().unwrap_or_default(),
        chassis: Mac([maker[0], maker[1], maker[2], site, number, 0x00]),
        address,
        announces: announces.map(str::to_owned),
    })
}

impl Hall<'_> {
    fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// The devices of a site of one kind, in order.
    fn of(&self, site: &str, word: &str) -> Vec<usize> {
        let prefix = format!("{site}-{word}-");
        self.places.iter().filter(|(name, _)| name.starts_with(&prefix)).map(|(_, place)| *place).collect()
    }

    fn port(&mut self, at: usize, kind: &'static str) -> String {
        let taken = self.taken.entry((at, kind)).or_default();
        *taken += 1;
        match kind {
            "eno" => format!("eno{taken}"),
            "ethernet1/" => format!("ethernet1/{taken}"),
            "xe-0/0/" => format!("xe-0/0/{}", *taken - 1),
            kind => format!("{kind}{taken}"),
        }
    }

    fn plug(&mut self, (a, kind_a): (usize, &'static str), (b, kind_b): (usize, &'static str)) -> (String, String) {
        let (port_a, port_b) = (self.port(a, kind_a), self.port(b, kind_b));
        self.lan.cables.push(Cable { a: (a, port_a.clone()), b: (b, port_b.clone()) });
        (port_a, port_b)
    }

    fn lay_site(&mut self, site: &str) {
        let (cores, dists) = (self.of(site, "core"), self.of(site, "dist"));
        for pair in cores.windows(2) {
            let (first, second) =
                (self.plug((pair[0], FAST), (pair[1], FAST)), self.plug((pair[0], FAST), (pair[1], FAST)));
            // Each core has one such group towards the next and one towards the one before.
            let (near, far) = (vec![first.0, second.0], vec![first.1, second.1]);
            self.lan.aggregates.push(Aggregate { at: pair[0], name: "Port-channel1".to_owned(), ports: near });
            self.lan.aggregates.push(Aggregate { at: pair[1], name: "Port-channel2".to_owned(), ports: far });
        }
        for dist in &dists {
            for core in cores.iter().take(2) {
                self.plug((*core, FAST), (*dist, ARISTA));
            }
        }
        // What access switches hang on.
        let (above, kind) = if dists.is_empty() { (&cores, FAST) } else { (&dists, ARISTA) };
        let switches = self.of(site, "sw");
        for switch in &switches {
            for upper in above.iter().take(2) {
                self.plug((*upper, kind), (*switch, UPLINK));
            }
        }
        for server in self.of(site, "srv") {
            for switch in switches.iter().take(2) {
                self.plug((*switch, ACCESS), (server, "eno"));
            }
        }
        for (word, kind) in [("fw", "ethernet1/"), ("rtr", "xe-0/0/")] {
            for (nth, place) in self.of(site, word).into_iter().enumerate() {
                if let Some(core) = cores.get(nth % cores.len().max(1)) {
                    self.plug((*core, FAST), (place, kind));
                }
            }
        }
        if let Some(router) = cores.first() {
            for (nth, switch) in switches.iter().enumerate() {
                self.fill(nth, *switch, *router);
            }
        }
    }

    /// Puts hosts at an access switch.
    fn fill(&mut self, nth: usize, switch: usize, router: usize) {
        let site = self.lan.stations[switch].address.octets()[2];
        for host in 0..HOSTS {
            // A site has at most four of them.
            let number = u8::try_from(nth * HOSTS + host + 1).unwrap_or(u8::MAX);
            self.lan.hosts.push(Host {
                at: switch,
                port: format!("{ACCESS}{}", 11 + host),
                vlan: 100 + u16::from(number % 2) * 10,
                mac: Mac([0x00, 0x50, 0x56, site, 0, number]),
                address: Ipv4Addr::new(198, 18, 100 + site, number),
                router,
            });
        }
    }

    /// Has two cores learn the networks of each other's sites.
    fn lead(&mut self, (a, port_a): (usize, &str), (b, port_b): (usize, &str)) {
        for (near, interface, far) in [(a, port_a, b), (b, port_b, a)] {
            let next_hop = self.lan.stations[far].address;
            let site = next_hop.octets()[2];
            for network in [format!("198.18.{site}.0/24"), format!("198.18.{}.0/24", 100 + site)] {
                let interface = interface.to_owned();
                self.lan.ways.push(Way { at: near, is_static: false, network, next_hop, interface, metric: 20 });
            }
            if self.lan.ways.iter().any(|way| way.at == near && way.is_static) {
                continue;
            }
            let default = Way {
                at: near,
                is_static: true,
                network: "0.0.0.0/0".to_owned(),
                next_hop: Ipv4Addr::new(198, 18, self.lan.stations[near].address.octets()[2], 1),
                interface: "Vlan10".to_owned(),
                metric: 0,
            };
            self.lan.ways.push(default);
        }
    }

    /// A cable is pulled now and then, and another one is put into another port.
    fn change(&mut self, tick: u64) {
        let switch = |name: &str| self.places.get(name).copied();
        let (pulled, moved) = (switch("ams-sw-03"), switch("ber-sw-02"));
        let last_of = |lan: &Lan, at: Option<usize>| lan.cables.iter().rposition(|cable| Some(cable.b.0) == at);
        match tick / CALM % 3 {
            1 => {
                if let Some(cable) = last_of(&self.lan, pulled) {
                    self.lan.cables.remove(cable);
                }
            }
            2 => {
                if let Some(cable) = last_of(&self.lan, moved) {
                    self.lan.cables[cable].b.1 = format!("{UPLINK}4");
                }
            }
            _ => {}
        }
    }
}
