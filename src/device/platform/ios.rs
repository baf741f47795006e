//! Cisco IOS and IOS-XE.

use super::{Platform, Reading, Terminal, Usual, cisco};
use crate::device::parse::{BuiltIn, Unknown};
use crate::domain::baseline::Family;
use crate::domain::network::{Answer, Id, Identity, MacEntry, MacKind, RouteSource, Step};

static VERSION: BuiltIn = BuiltIn::new(include_str!("templates/ios_show_version.textfsm"));
static MACS: BuiltIn = BuiltIn::new(include_str!("templates/ios_show_mac_address_table.textfsm"));

pub(super) const IOS: Platform = Platform {
    name: "cisco_ios",
    also: &["cisco_xe", "cisco_iosxe"],
    terminal: Terminal {
        exec: false,
        prepare: &["terminal length 0", "terminal width 0", "terminal no monitor"],
        unix: false,
        tells_time: false,
        enable: Some("enable"),
        refusals: &[
            "% invalid",
            "% incomplete command",
            "% ambiguous command",
            "% unknown command",
            "% authorization failed",
            "command authorization failed",
        ],
        read_only: &["show"],
    },
    family: Family::Ios,
    usual: Usual {
        always: &["show running-config", "show version"],
        where_known: &[
            "show interfaces",
            "show interfaces status",
            "show vlan brief",
            "show lldp neighbors detail",
            "show cdp neighbors detail",
            "show ip route summary",
        ],
    },
    commands,
    read,
    foreign: None,
};

fn commands(step: Step) -> &'static [&'static str] {
    match step {
        Step::Identity => &["show version"],
        Step::LldpNeighbors => &["show lldp neighbors detail"],
        Step::CdpNeighbors => &["show cdp neighbors detail"],
        Step::Interfaces => &["show interfaces"],
        Step::Arp => &["show ip arp"],
        Step::MacTable => &["show mac address-table"],
        Step::StaticRoutes => &["show ip route static", "show ipv6 route static"],
        Step::OspfRoutes => &["show ip route ospf", "show ipv6 route ospf"],
        Step::BgpRoutes => &["show ip route bgp", "show ipv6 route bgp"],
    }
}

fn read(step: Step, outputs: &[&str]) -> Reading {
    let mut unknown = Unknown::default();
    let answer = match step {
        Step::Identity => Answer::Identity(identity(outputs, &mut unknown)),
        Step::LldpNeighbors => Answer::Neighbors(cisco::lldp(outputs, &mut unknown)),
        Step::CdpNeighbors => Answer::Neighbors(cisco::cdp(outputs, &mut unknown)),
        Step::Interfaces => Answer::Interfaces(cisco::interfaces(outputs, &mut unknown)),
        Step::Arp => Answer::Arp(cisco::arp(outputs, &mut unknown)),
        Step::MacTable => Answer::MacTable(macs(outputs, &mut unknown)),
        Step::StaticRoutes => Answer::Routes(cisco::routes(RouteSource::Static, outputs, &mut unknown)),
        Step::OspfRoutes => Answer::Routes(cisco::routes(RouteSource::Ospf, outputs, &mut unknown)),
        Step::BgpRoutes => Answer::Routes(cisco::routes(RouteSource::Bgp, outputs, &mut unknown)),
    };
    Reading { answer, unknown: unknown.into_lines() }
}

/// `show version`.
fn identity(outputs: &[&str], unknown: &mut Unknown) -> Identity {
    // It says much more than what is asked for; only when nothing of that is there, it is not understood.
    let Some(row) = VERSION.all_rows(outputs, unknown).into_iter().next() else {
        outputs.iter().for_each(|output| unknown.lines(output));
        return Identity::default();
    };
    // Switches tell of each member of a stack, the first one first. What `Processor board ID` tells there is the
    // board of whichever member is active.
    let first = |name: &str| row.list(name).next().map(str::to_owned);
    Identity {
        hostname: row.some("HOSTNAME"),
        serial: first("SERIALS").or_else(|| row.some("BOARD")),
        chassis: row.list("MACS").next().and_then(Id::read),
        model: first("MODELS").or_else(|| row.some("MODEL")),
        software: row.some("VERSION"),
    }
}

/// `show mac address-table`: an entry for each port of a row.
fn macs(outputs: &[&str], unknown: &mut Unknown) -> Vec<MacEntry> {
    let mut entries = Vec::new();
    for row in MACS.all_rows(outputs, unknown) {
        let Some(mac) = row.read("MAC") else { continue };
        for port in row.get("PORTS").unwrap_or_default().split([',', ' ']).filter(|port| !port.is_empty()) {
            let kind = match row.get("KIND").unwrap_or_default().to_ascii_lowercase().as_str() {
                _ if matches!(port, "CPU" | "Router" | "Switch" | "Stby-Switch") => MacKind::Own,
                "dynamic" => MacKind::Dynamic,
                "static" => MacKind::Static,
                _ => MacKind::Other,
            };
            entries.push(MacEntry { mac, vlan: row.read("VLAN"), port: port.to_owned(), kind });
        }
    }
    entries
}
