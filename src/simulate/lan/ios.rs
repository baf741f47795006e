//! As Cisco IOS-XE tells it.

use std::fmt::Write;

use super::{Lan, Station, Way, dotted};
use crate::simulate::ssh::Style;

pub(super) fn texts(lan: &Lan, at: usize) -> Vec<(&'static str, String)> {
    vec![
        ("show version", version(&lan.stations[at])),
        ("show lldp neighbors detail", lldp(lan, at)),
        ("show cdp neighbors detail", cdp(lan, at)),
        ("show interfaces", interfaces(lan, at)),
        ("show ip arp", arp(lan, at)),
        ("show mac address-table", macs(lan, at)),
        ("show ip route static", routes(lan, at, true)),
        ("show ip route ospf", routes(lan, at, false)),
        ("show ip route bgp", CODES.to_owned()),
        ("show ipv6 route static", CODES6.to_owned()),
        ("show ipv6 route ospf", CODES6.to_owned()),
        ("show ipv6 route bgp", CODES6.to_owned()),
    ]
}

const CODES: &str = "Codes: L - local, C - connected, S - static, R - RIP, M - mobile, B - BGP\n       O - OSPF, IA - OSPF \
                     inter area \n\nGateway of last resort is not set\n\n";
const CODES6: &str = "IPv6 Routing Table - default - 1 entries\nCodes: C - Connected, L - Local, S - Static, U - Per-user \
                      Static route\n";

/// How a device describes itself to its neighbours.
pub(super) fn description(station: &Station) -> String {
    if let Some(words) = &station.announces {
        return words.clone();
    }
    match station.style {
        Style::Eos => {
            format!("Arista Networks EOS version 4.28.3M running on an Arista Networks {}", station.model)
        }
        Style::Junos => format!(
            "Juniper Networks, Inc. {} internet router, kernel JUNOS 21.4R3-S5.4, Build date: 2023-06-22 18:30:11 UTC",
            station.model.to_lowercase()
        ),
        Style::Linux => "Debian GNU/Linux 12 (bookworm) Linux 6.1.0-13-amd64 #1 SMP x86_64".to_owned(),
        _ => "Cisco IOS Software [Cupertino], Catalyst L3 Switch Software (CAT9K_IOSXE), Version 17.9.4a, RELEASE \
              SOFTWARE (fc3)"
            .to_owned(),
    }
}

fn version(station: &Station) -> String {
    let Station { name, model, serial, chassis, .. } = station;
    format!(
        "Cisco IOS XE Software, Version 17.09.04a\n{}\nTechnical Support: http://www.cisco.com/techsupport\n\n\
         {name} uptime is 21 weeks, 3 days, 2 hours, 9 minutes\n\
         cisco {model} (X86) processor with 1331521K/6147K bytes of memory.\nProcessor board ID {serial}\n\n\
         Base Ethernet MAC Address          : {chassis}\nModel Number                       : {model}\n\
         System Serial Number               : {serial}\n\nConfiguration register is 0x102\n",
        description(station)
    )
}

fn lldp(lan: &Lan, at: usize) -> String {
    let mut text = String::new();
    let heard = lan.heard(at);
    for heard in &heard {
        let neighbor = heard.neighbor;
        let abilities = if neighbor.style == Style::Junos { "R" } else { "B,R" };
        let _ = write!(
            text,
            "------------------------------------------------\nLocal Intf: {}\nChassis id: {}\nPort id: {}\n\
             Port Description: to {}\nSystem Name: {}\n\nSystem Description: \n{}\n\nTime remaining: 97 seconds\n\
             System Capabilities: {abilities}\nEnabled Capabilities: {abilities}\nManagement Addresses:\n    IP: {}\n\
             Auto Negotiation - not supported\nPhysical media capabilities - not advertised\n\
             Media Attachment Unit type - not advertised\nVlan ID: - not advertised\n\n",
            short(heard.port),
            dotted(neighbor.chassis),
            heard.neighbor_port,
            lan.stations[at].name,
            neighbor.name,
            description(neighbor),
            neighbor.address,
        );
    }
    let _ = write!(text, "\nTotal entries displayed: {}\n", heard.len());
    text
}

/// Only devices of the same maker speak it.
fn cdp(lan: &Lan, at: usize) -> String {
    let mut text = String::new();
    let heard: Vec<_> = lan.heard(at).into_iter().filter(|heard| heard.neighbor.style == Style::Ios).collect();
    for heard in &heard {
        let neighbor = heard.neighbor;
        let _ = write!(
            text,
            "-------------------------\nDevice ID: {}\nEntry address(es): \n  IP address: {}\n\
             Platform: cisco {},  Capabilities: Router Switch IGMP \n\
             Interface: {},  Port ID (outgoing port): {}\nHoldtime : 141 sec\n\nVersion :\n{}\n\n\
             advertisement version: 2\nNative VLAN: 1\nDuplex: full\nManagement address(es): \n  IP address: {}\n\n",
            neighbor.name,
            neighbor.address,
            neighbor.model,
            heard.port,
            heard.neighbor_port,
            description(neighbor),
            neighbor.address,
        );
    }
    let _ = write!(text, "\nTotal cdp entries displayed : {}\n", heard.len());
    text
}

/// As it is written where there is little room.
fn short(port: &str) -> String {
    let kinds = [("TwentyFiveGigE", "Twe"), ("TenGigabitEthernet", "Te"), ("GigabitEthernet", "Gi")];
    let of = |(long, short): (&str, &str)| port.strip_prefix(long).map(|number| format!("{short}{number}"));
    kinds.into_iter().find_map(of).unwrap_or_else(|| port.to_owned())
}

fn interfaces(lan: &Lan, at: usize) -> String {
    let station = &lan.stations[at];
    let chassis = dotted(station.chassis);
    let mut text = format!(
        "Vlan10 is up, line protocol is up , Autostate Enabled\n  Hardware is Ethernet SVI, address is {chassis} (bia \
         {chassis})\n  Description: management\n  Internet address is {}/24\n  MTU 1500 bytes, BW 1000000 Kbit/sec, \
         DLY 10 usec, \n     reliability 255/255, txload 1/255, rxload 1/255\n",
        station.address
    );
    for port in lan.ports(at) {
        let mac = dotted(station.mac_of(port));
        let far = lan.cables_of(at).find(|(own, _)| *own == port).map(|(_, far)| far);
        let _ = write!(
            text,
            "{port} is up, line protocol is up (connected) \n  Hardware is Ethernet, address is {mac} (bia {mac})\n"
        );
        if let Some((far, far_port)) = far {
            let _ = writeln!(text, "  Description: to {} {far_port}", lan.stations[*far].name);
        }
        let (speed, full) = speed(port);
        let _ = write!(
            text,
            "  MTU 9198 bytes, BW {speed} Kbit/sec, DLY 10 usec, \n     reliability 255/255, txload 1/255, rxload \
             1/255\n  Full-duplex, {full}, link type is auto, media type is unknown\n"
        );
    }
    for group in lan.aggregates.iter().filter(|group| group.at == at) {
        let mac = dotted(station.mac_of(&group.name));
        let members: Vec<String> = group.ports.iter().map(|port| short(port)).collect();
        let _ = write!(
            text,
            "{} is up, line protocol is up (connected) \n  Hardware is EtherChannel, address is {mac} (bia {mac})\n  \
             MTU 9198 bytes, BW 50000000 Kbit/sec, DLY 10 usec, \n  Members in this channel: {} \n",
            group.name,
            members.join(" ")
        );
    }
    text
}

/// In kilobits a second, and as people read it.
fn speed(port: &str) -> (u32, &'static str) {
    match port {
        _ if port.starts_with("Twe") => (25_000_000, "25Gb/s"),
        _ if port.starts_with("Te") => (10_000_000, "10Gb/s"),
        _ => (1_000_000, "1000Mb/s"),
    }
}

fn arp(lan: &Lan, at: usize) -> String {
    let mut text = "Protocol  Address          Age (min)  Hardware Addr   Type   Interface\n".to_owned();
    let station = &lan.stations[at];
    let own = format!("{:<15}         -   {}  ARPA   Vlan10", station.address.to_string(), dotted(station.chassis));
    let _ = writeln!(text, "Internet  {own}");
    for (host, _) in lan.routed_hosts(at) {
        let (address, mac) = (host.address.to_string(), dotted(host.mac));
        let _ = writeln!(text, "Internet  {address:<15}         3   {mac}  ARPA   Vlan{}", host.vlan);
    }
    text
}

fn macs(lan: &Lan, at: usize) -> String {
    let mut text = "          Mac Address Table\n-------------------------------------------\n\nVlan    Mac Address       \
                    Type        Ports\n----    -----------       --------    -----\n All    0100.0ccc.cccc    STATIC      \
                    CPU\n"
        .to_owned();
    let heard = lan.heard_hosts(at);
    for (host, port) in &heard {
        // What comes by a member comes by the whole.
        let whole = lan.aggregates.iter().find(|group| group.at == at && group.ports.iter().any(|own| own == port));
        let port = whole.map_or(*port, |group| group.name.as_str());
        let port = port.replace("Port-channel", "Po");
        let _ = writeln!(text, "{:>4}    {}    DYNAMIC     {}", host.vlan, dotted(host.mac), short(&port));
    }
    let _ = writeln!(text, "Total Mac Addresses for this criterion: {}", heard.len() + 1);
    text
}

fn routes(lan: &Lan, at: usize, is_static: bool) -> String {
    let mut text = CODES.to_owned();
    for way in lan.ways.iter().filter(|way| way.at == at && way.is_static == is_static) {
        let Way { network, next_hop, interface, metric, .. } = way;
        let _ = match is_static {
            true => writeln!(text, "S        {network} [1/{metric}] via {next_hop}, {interface}"),
            false => writeln!(text, "O        {network} [110/{metric}] via {next_hop}, 2d03h, {interface}"),
        };
    }
    text
}
