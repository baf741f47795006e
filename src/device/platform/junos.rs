//! Juniper Junos.

mod tables;

use serde_json::Value;

use super::{Platform, Reading, Terminal, Usual};
use crate::device::parse::{Unknown, json, said};
use crate::domain::baseline::Family;
use crate::domain::network::{Answer, Id, Identity, Neighbor, Protocol, RouteSource, Step};

pub(super) const JUNOS: Platform = Platform {
    name: "juniper_junos",
    also: &["juniper"],
    terminal: Terminal {
        exec: true,
        prepare: &["set cli screen-length 0", "set cli screen-width 0"],
        unix: false,
        tells_time: false,
        enable: None,
        refusals: &["syntax error", "unknown command", "error: permission denied", "missing argument"],
        read_only: &["show"],
    },
    family: Family::Junos,
    usual: Usual {
        always: &["show configuration | display set", "show version | display json"],
        where_known: &[
            "show interfaces terse",
            "show vlans",
            "show lldp neighbors | display json",
            "show route summary",
        ],
    },
    commands,
    read,
    foreign: None,
};

fn commands(step: Step) -> &'static [&'static str] {
    match step {
        Step::Identity => &[
            "show version | display json",
            "show chassis hardware | display json",
            "show lldp local-information | display json",
        ],
        // What says more (management addresses) has to be asked interface by interface.
        Step::LldpNeighbors => &["show lldp neighbors | display json"],
        // It does not speak CDP.
        Step::CdpNeighbors => &[],
        Step::Interfaces => &["show interfaces | display json"],
        Step::Arp => &["show arp no-resolve | display json", "show ipv6 neighbors | display json"],
        Step::MacTable => &["show ethernet-switching table extensive | display json"],
        Step::StaticRoutes => &["show route protocol static | display json"],
        Step::OspfRoutes => &["show route protocol ospf | display json", "show route protocol ospf3 | display json"],
        Step::BgpRoutes => &["show route protocol bgp | display json"],
    }
}

fn read(step: Step, outputs: &[&str]) -> Reading {
    let mut unknown = Unknown::default();
    let said = json::find_all(outputs, &mut unknown);
    // Those of a cluster or a chassis of several engines stand each in a wrapping of its own.
    let known = |name: &str| name.ends_with("-information") || ANSWERS.contains(&name);
    for value in &said {
        let object = value.as_object();
        if !object.is_some_and(|object| object.is_empty() || object.keys().any(|name| known(name))) {
            unknown.value(value);
        }
    }
    let answer = match step {
        Step::Identity => Answer::Identity(identity(&said)),
        Step::LldpNeighbors => Answer::Neighbors(neighbors(&said, &mut unknown)),
        Step::CdpNeighbors => Answer::Neighbors(Vec::new()),
        Step::Interfaces => Answer::Interfaces(tables::interfaces(&said, &mut unknown)),
        Step::Arp => Answer::Arp(tables::arp(&said, &mut unknown)),
        Step::MacTable => Answer::MacTable(tables::macs(&said, &mut unknown)),
        Step::StaticRoutes => Answer::Routes(tables::routes(RouteSource::Static, &said, &mut unknown)),
        Step::OspfRoutes => Answer::Routes(tables::routes(RouteSource::Ospf, &said, &mut unknown)),
        Step::BgpRoutes => Answer::Routes(tables::routes(RouteSource::Bgp, &said, &mut unknown)),
    };
    Reading { answer, unknown: unknown.into_lines() }
}

/// Outermost names of answers that do not end in `-information`.
const ANSWERS: [&str; 4] =
    ["multi-routing-engine-results", "chassis-inventory", "lldp-local-info", "l2ng-l2ald-rtb-macdb"];

/// Junos writes each text as `[{"data": "…"}]`.
fn text(value: &Value) -> Option<String> {
    json::text(value).and_then(said::some)
}

/// `show version`, `show chassis hardware`, `show lldp local-information`; of several engines, the first.
fn identity(said: &[Value]) -> Identity {
    let one = |place: &str, name: &str| {
        let places = json::under(said, place).into_iter().flat_map(json::each);
        places.filter_map(|place| text(&place[name])).next()
    };
    // Before it had a field of its own, the version stood in the comment of a package.
    let packages = json::under(said, "package-information").into_iter().flat_map(json::each);
    let of_package = || packages.filter_map(|package| said::version(json::text(&package["comment"])?)).next();
    Identity {
        hostname: one("lldp-local-info", "lldp-local-system-name").or_else(|| one("software-information", "host-name")),
        serial: one("chassis", "serial-number"),
        chassis: one("lldp-local-info", "lldp-local-chassis-id").as_deref().and_then(Id::read),
        model: one("software-information", "product-model").or_else(|| one("chassis", "description")),
        software: one("software-information", "junos-version").or_else(of_package),
    }
}

/// `show lldp neighbors`, of all interfaces or in more detail of one.
fn neighbors(said: &[Value], unknown: &mut Unknown) -> Vec<Neighbor> {
    let mut neighbors = Vec::new();
    for heard in json::under(said, "lldp-neighbor-information").into_iter().flat_map(json::each) {
        match text(&heard["lldp-local-port-id"]).or_else(|| text(&heard["lldp-local-interface"])) {
            Some(local) => neighbors.push(neighbor(local, heard)),
            None => unknown.value(heard),
        }
    }
    neighbors
}

fn neighbor(local_interface: String, heard: &Value) -> Neighbor {
    let description = json::each(&heard["lldp-system-description"])
        .filter_map(|all| text(&all["lldp-remote-system-description"]))
        .next();
    let enabled = text(&heard["lldp-remote-system-capabilities-enabled"]).unwrap_or_default();
    let addresses = json::each(&heard["lldp-remote-management-address"]).filter_map(json::text);
    Neighbor {
        protocol: Protocol::Lldp,
        local_interface,
        chassis: text(&heard["lldp-remote-chassis-id"]).as_deref().and_then(Id::read),
        name: text(&heard["lldp-remote-system-name"]),
        port: text(&heard["lldp-remote-port-id"]).as_deref().and_then(Id::read),
        port_description: text(&heard["lldp-remote-port-description"]),
        addresses: said::addresses(addresses),
        platform: description.as_deref().and_then(said::first_line),
        software: description.as_deref().and_then(said::version),
        capabilities: enabled.split([' ', ',']).filter_map(said::lldp_capability).collect(),
        native_vlan: None,
    }
}
