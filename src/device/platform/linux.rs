//! Linux with lldpd and FRR.

mod frr;
mod iproute;

use serde_json::Value;

use super::{Platform, Reading, Terminal, Usual, lldpd};
use crate::device::parse::{Unknown, json, said};
use crate::domain::baseline::Family;
use crate::domain::network::{Answer, Protocol, Route, RouteSource, Step};

pub(super) const LINUX: Platform = Platform {
    name: "linux",
    also: &["debian_linux", "cumulus_linux", "linux_ssh"],
    terminal: Terminal {
        exec: true,
        prepare: &[],
        unix: true,
        tells_time: false,
        enable: None,
        refusals: &["command not found", "permission denied", "not permitted"],
        read_only: &[],
    },
    family: Family::Linux,
    usual: Usual {
        always: &["hostname", "ip -j -d address"],
        where_known: &[
            "vtysh -c 'show running-config'",
            "cat /etc/os-release",
            "lldpcli -f json show neighbors details",
            "bridge -j vlan show",
            "ip -j -4 route show proto static",
            "ip -j -6 route show proto static",
            "vtysh -c 'show ip route summary'",
        ],
    },
    commands,
    read,
    foreign: None,
};

fn commands(step: Step) -> &'static [&'static str] {
    match step {
        // The latter two for where lldpd is not.
        Step::Identity => &["lldpcli -f json show chassis", "hostname", "cat /etc/os-release"],
        Step::LldpNeighbors | Step::CdpNeighbors => &["lldpcli -f json show neighbors details"],
        // Without lldpd and FRR, these still tell of interfaces, addresses and routes.
        Step::Interfaces => &["ip -j -d address"],
        Step::Arp => &["ip -j neigh"],
        Step::MacTable => &["bridge -j fdb"],
        Step::StaticRoutes => &[
            "ip -j -4 route show proto static",
            "ip -j -6 route show proto static",
            "vtysh -c 'show ip route vrf all static json'",
            "vtysh -c 'show ipv6 route vrf all static json'",
        ],
        Step::OspfRoutes => {
            &["vtysh -c 'show ip route vrf all ospf json'", "vtysh -c 'show ipv6 route vrf all ospf6 json'"]
        }
        Step::BgpRoutes => {
            &["vtysh -c 'show ip route vrf all bgp json'", "vtysh -c 'show ipv6 route vrf all bgp json'"]
        }
    }
}

fn read(step: Step, outputs: &[&str]) -> Reading {
    let mut unknown = Unknown::default();
    let said = json::find_all(outputs, &mut unknown);
    let answer = match step {
        Step::Identity => return identity(outputs),
        Step::LldpNeighbors => Answer::Neighbors(lldpd::neighbors(Protocol::Lldp, &said, &mut unknown)),
        Step::CdpNeighbors => Answer::Neighbors(lldpd::neighbors(Protocol::Cdp, &said, &mut unknown)),
        Step::Interfaces => Answer::Interfaces(iproute::interfaces(&said, &mut unknown)),
        Step::Arp => Answer::Arp(iproute::arp(&said, &mut unknown)),
        Step::MacTable => Answer::MacTable(iproute::macs(&said, &mut unknown)),
        Step::StaticRoutes => Answer::Routes(routes(RouteSource::Static, &said, &mut unknown)),
        Step::OspfRoutes => Answer::Routes(routes(RouteSource::Ospf, &said, &mut unknown)),
        Step::BgpRoutes => Answer::Routes(routes(RouteSource::Bgp, &said, &mut unknown)),
    };
    Reading { answer, unknown: unknown.into_lines() }
}

/// What lldpd announces, and where it says nothing, what the system says.
fn identity(outputs: &[&str]) -> Reading {
    let (mut lines, mut unknown) = (Unknown::default(), Unknown::default());
    let said = json::find_all(outputs, &mut lines);
    let mut identity = lldpd::identity(&said, &mut unknown);
    for line in lines.into_lines() {
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
        match line.split_once('=') {
            Some(("PRETTY_NAME", name)) => {
                identity.software = identity.software.or_else(|| said::some(name.trim_matches(['"', '\''])));
            }
            Some((name, _)) if name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_') => {}
            None if line.chars().all(is_name) => identity.hostname = identity.hostname.or(Some(line)),
            _ => unknown.line(&line),
        }
    }
    Reading { answer: Answer::Identity(identity), unknown: unknown.into_lines() }
}

/// What the kernel says comes as an array, what FRR says as an object.
fn routes(source: RouteSource, said: &[Value], unknown: &mut Unknown) -> Vec<Route> {
    let (kernel, frr): (Vec<&Value>, Vec<&Value>) = said.iter().partition(|value| value.is_array());
    let mut routes = iproute::routes(source, &kernel, unknown);
    routes.extend(frr::routes(source, &frr, unknown));
    routes
}
