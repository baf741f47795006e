//! How devices are configured, as they print it: with names and addresses of the network, and with secrets, as all
//! configurations have them.

use std::fmt::Write;

use super::Lan;
use crate::simulate::ssh::Style;

/// The command that shows a device's configuration, and what it shows.
pub(super) fn running(lan: &Lan, at: usize) -> Option<(&'static str, String)> {
    match lan.stations[at].style {
        Style::Ios => Some(("show running-config", cisco(lan, at))),
        Style::Eos => Some(("show running-config", arista(lan, at))),
        Style::Junos => Some(("show configuration | display set", junos(lan, at))),
        _ => None,
    }
}

/// The ports of a device, each with what it is plugged into, as far as that speaks.
fn described(lan: &Lan, at: usize) -> Vec<(&str, Option<String>)> {
    let far = |port: &str| {
        let (_, (far, far_port)) = lan.cables_of(at).find(|(own, _)| *own == port)?;
        Some(format!("{} {far_port}", lan.stations[*far].name))
    };
    lan.ports(at).into_iter().map(|port| (port, far(port))).collect()
}

fn cisco(lan: &Lan, at: usize) -> String {
    let station = &lan.stations[at];
    let mut text = format!(
        "Building configuration...\n\nCurrent configuration : 4093 bytes\n!\n! Last configuration change at 10:12:07 UTC \
         Mon Mar 2 2026 by noc\n!\nversion 17.9\nservice timestamps log datetime msec\nhostname {}\n!\nenable secret 9 \
         $9$nhEmQVczB7dqsO$X.HsgL6x1il0RxkOSSvyQYwucySCt7qFm4v7pqCxkKM\n!\n",
        station.name
    );
    for (port, far) in described(lan, at) {
        let _ = writeln!(text, "interface {port}");
        match far {
            Some(far) => {
                let _ = writeln!(text, " description to {far}\n switchport mode trunk");
            }
            None => {
                let vlan = lan.hosts_at(at).find(|host| host.port == port).map_or(1, |host| host.vlan);
                let _ = writeln!(text, " switchport access vlan {vlan}\n switchport mode access");
            }
        }
        let group = lan.aggregates.iter().find(|group| group.at == at && group.ports.iter().any(|own| own == port));
        if let Some(number) = group.and_then(|group| group.name.strip_prefix("Port-channel")) {
            let _ = writeln!(text, " channel-group {number} mode active");
        }
        text.push_str("!\n");
    }
    let _ =
        write!(text, "interface Vlan10\n description management\n ip address {} 255.255.255.0\n!\n", station.address);
    for way in lan.ways.iter().filter(|way| way.at == at && way.is_static) {
        let _ = writeln!(text, "ip route 0.0.0.0 0.0.0.0 {}", way.next_hop);
    }
    text.push_str("snmp-server community b3tw33n-us RO\nntp server 198.18.0.123\n!\nline vty 0 15\n transport input ssh\n!\nend\n");
    text
}

fn arista(lan: &Lan, at: usize) -> String {
    let station = &lan.stations[at];
    let mut text = format!(
        "! Command: show running-config\n! device: {} ({}, EOS-4.28.3M)\n!\nhostname {}\n!\nusername noc privilege 15 role \
         network-admin secret sha512 $6$N8p3u6QeCk$uR2.mYQ0Ew1s8oZbq0\n!\n",
        station.name, station.model, station.name
    );
    for (port, far) in described(lan, at) {
        let _ = writeln!(text, "interface {port}");
        if let Some(far) = far {
            let _ = writeln!(text, "   description to {far}\n   switchport mode trunk");
        }
        text.push_str("!\n");
    }
    let _ = write!(text, "interface Management1\n   ip address {}/24\n!\n", station.address);
    text.push_str("snmp-server community b3tw33n-us ro\nntp server 198.18.0.123\n!\nend\n");
    text
}

fn junos(lan: &Lan, at: usize) -> String {
    let station = &lan.stations[at];
    let mut text = format!(
        "set version 21.4R3-S5.4\nset system host-name {}\nset system root-authentication encrypted-password \
         \"$6$Zp7dVqLk$w0Vd3oXo1bqTz\"\nset system ntp server 198.18.0.123\n",
        station.name
    );
    for (port, far) in described(lan, at) {
        if let Some(far) = far {
            let _ = writeln!(text, "set interfaces {port} description \"to {far}\"");
        }
    }
    let _ = writeln!(text, "set interfaces fxp0 unit 0 family inet address {}/24", station.address);
    text.push_str("set snmp community b3tw33n-us authorization read-only\n");
    text
}

#[cfg(test)]
mod tests {
    use crate::simulate::network::cabled;

    #[test]
    fn a_configuration_follows_the_cables() {
        let of = |tick: u64, name: &str| {
            let lan = cabled(tick);
            let at = lan.stations.iter().position(|station| station.name == name).unwrap();
            super::running(&lan, at).unwrap().1
        };
        assert_eq!(of(0, "ams-core-01"), of(0, "ams-core-01"));
        assert!(of(0, "ams-core-01").contains(" description to ams-dist-01 Ethernet1\n"));
        // A cable of this one is pulled then.
        assert_ne!(of(0, "ams-sw-03"), of(9, "ams-sw-03"));
        assert!(of(0, "ams-rtr-01").starts_with("set version "));
    }
}
