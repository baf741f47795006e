//! A network of simulated devices with cables between them, as each device tells of it on its command line.

mod config;
mod eos;
mod ios;
mod junos;
mod linux;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::Ipv4Addr;

use super::ssh::{Reply, SshDevice, Style};
use crate::domain::network::Mac;

/// A network.
#[derive(Clone, Debug, Default)]
pub struct Lan {
    /// Its devices.
    pub stations: Vec<Station>,
    /// What is plugged in where.
    pub cables: Vec<Cable>,
    /// What is plugged in and does not speak.
    pub hosts: Vec<Host>,
    /// Ports that act as one.
    pub aggregates: Vec<Aggregate>,
    /// What routers know the way to.
    pub ways: Vec<Way>,
}

/// A device.
#[derive(Clone, Debug)]
pub struct Station {
    /// Its name.
    pub name: String,
    /// Its make: EOS, IOS, Junos or Linux.
    pub style: Style,
    /// Its model.
    pub model: String,
    /// Its serial number.
    pub serial: String,
    /// By what it announces itself.
    pub chassis: Mac,
    /// Where it is managed.
    pub address: Ipv4Addr,
    /// As what it announces itself, where that is not what its make does.
    pub announces: Option<String>,
}

/// A cable between two ports, each of a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cable {
    /// One end: which device, and the name of its port.
    pub a: (usize, String),
    /// The other.
    pub b: (usize, String),
}

/// Something at a port that speaks neither LLDP nor CDP.
#[derive(Clone, Debug)]
pub struct Host {
    /// At which device.
    pub at: usize,
    /// At which port.
    pub port: String,
    /// In which VLAN.
    pub vlan: u16,
    /// Its address of the Ethernet.
    pub mac: Mac,
    /// Its address of the Internet.
    pub address: Ipv4Addr,
    /// Which device routes for it.
    pub router: usize,
}

/// Ports of one device that act as one.
#[derive(Clone, Debug)]
pub struct Aggregate {
    /// Of which device.
    pub at: usize,
    /// What it is called.
    pub name: String,
    /// Its members.
    pub ports: Vec<String>,
}

/// A way to a network. Devices of IOS tell of theirs.
#[derive(Clone, Debug)]
pub struct Way {
    /// Which device knows it.
    pub at: usize,
    /// Whether somebody entered it; else it was learned by OSPF.
    pub is_static: bool,
    /// Where it leads: `198.18.3.0/24`.
    pub network: String,
    /// By which address.
    pub next_hop: Ipv4Addr,
    /// On which interface.
    pub interface: String,
    /// What it costs.
    pub metric: u32,
}

/// What one device hears on one port.
struct Heard<'a> {
    port: &'a str,
    neighbor: &'a Station,
    neighbor_port: &'a str,
    neighbor_mac: Mac,
}

impl Station {
    fn is_switch(&self) -> bool {
        matches!(self.style, Style::Ios | Style::Eos) && self.announces.is_none()
    }

    /// The address of a port: the chassis and some more.
    fn mac_of(&self, port: &str) -> Mac {
        let sum = port.bytes().fold(0_u16, |sum, byte| sum.wrapping_mul(31).wrapping_add(u16::from(byte)));
        let Mac([a, b, c, d, ..]) = self.chassis;
        let [e, f] = sum.to_be_bytes();
        Mac([a, b, c, d ^ 0x40, e, f])
    }
}

impl Lan {
    /// The device, ready to be logged in to.
    #[must_use]
    pub fn device(&self, at: usize) -> SshDevice {
        let station = &self.stations[at];
        let mut device = SshDevice::new(&station.name, station.style);
        device.answers = self.answers(at);
        device
    }

    /// What it answers to which command.
    #[must_use]
    pub fn answers(&self, at: usize) -> BTreeMap<String, Reply> {
        let texts = match self.stations[at].style {
            Style::Eos => eos::texts(self, at),
            Style::Junos => junos::texts(self, at),
            Style::Linux => linux::texts(self, at),
            _ => ios::texts(self, at),
        };
        let all = texts.into_iter().chain(config::running(self, at));
        all.map(|(command, text)| (command.to_owned(), Reply::from(text))).collect()
    }

    fn heard(&self, at: usize) -> Vec<Heard<'_>> {
        self.cables_of(at)
            .map(|(port, (far, far_port))| {
                let neighbor = &self.stations[*far];
                Heard { port, neighbor, neighbor_port: far_port, neighbor_mac: neighbor.mac_of(far_port) }
            })
            .collect()
    }

    /// Behind which port each host is heard: at its own, else on the way to it. Only switches pass on what they hear,
    /// and only within their site: the third number of their addresses.
    fn heard_hosts(&self, at: usize) -> Vec<(&Host, &str)> {
        let site = |station: usize| self.stations[station].address.octets()[2];
        let mut heard: Vec<(&Host, &str)> = self.hosts_at(at).map(|host| (host, host.port.as_str())).collect();
        let (mut seen, mut next) = (BTreeSet::from([at]), VecDeque::from([(at, "")]));
        while let Some((from, first)) = next.pop_front() {
            for (port, (far, _)) in self.cables_of(from) {
                if site(*far) != site(at) || !seen.insert(*far) {
                    continue;
                }
                let first = if from == at { port } else { first };
                heard.extend(self.hosts_at(*far).map(|host| (host, first)));
                if self.stations[*far].is_switch() {
                    next.push_back((*far, first));
                }
            }
        }
        heard
    }

    /// The hosts that a device routes for, each with the port behind which it hears them.
    fn routed_hosts(&self, at: usize) -> impl Iterator<Item = (&Host, Option<&str>)> {
        let heard = self.heard_hosts(at);
        self.hosts.iter().filter(move |host| host.router == at).map(move |host| {
            let port = heard.iter().find(|(other, _)| other.mac == host.mac).map(|(_, port)| *port);
            (host, port)
        })
    }

    /// Its ports with a cable, and what is at the other end.
    fn cables_of(&self, at: usize) -> impl Iterator<Item = (&str, &(usize, String))> {
        let ends = self.cables.iter().flat_map(|Cable { a, b }| [(a, b), (b, a)]);
        ends.filter(move |(near, _)| near.0 == at).map(|(near, far)| (near.1.as_str(), far))
    }

    fn hosts_at(&self, at: usize) -> impl Iterator<Item = &Host> {
        self.hosts.iter().filter(move |host| host.at == at)
    }

    /// Its ports in use, each once, in order.
    fn ports(&self, at: usize) -> Vec<&str> {
        let heard = self.heard(at);
        let mut ports: Vec<&str> = heard.iter().map(|heard| heard.port).collect();
        ports.extend(self.hosts_at(at).map(|host| host.port.as_str()));
        ports.sort_unstable();
        ports.dedup();
        ports
    }
}

/// An address of the Ethernet as Cisco and Arista write it: `001c.730a.bb0c`.
fn dotted(mac: Mac) -> String {
    let Mac([a, b, c, d, e, f]) = mac;
    format!("{a:02x}{b:02x}.{c:02x}{d:02x}.{e:02x}{f:02x}")
}
