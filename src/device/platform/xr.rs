//! Cisco IOS-XR.

use super::{Platform, Reading, Terminal, Usual, cisco};
use crate::device::parse::{BuiltIn, Unknown, said};
use crate::domain::baseline::Family;
use crate::domain::network::{Answer, Identity, RouteSource, Step};

static VERSION: BuiltIn = BuiltIn::new(include_str!("templates/xr_show_version.textfsm"));

pub(super) const XR: Platform = Platform {
    name: "cisco_xr",
    also: &["cisco_iosxr"],
    terminal: Terminal {
        exec: true,
        prepare: &["terminal length 0", "terminal width 0"],
        unix: false,
        tells_time: true,
        enable: None,
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
    family: Family::Xr,
    usual: Usual {
        always: &["show running-config", "show version"],
        where_known: &[
            "show interfaces",
            "show ip interface brief",
            "show lldp neighbors detail",
            "show cdp neighbors detail",
            "show route summary",
        ],
    },
    commands,
    read,
    foreign: None,
};

fn commands(step: Step) -> &'static [&'static str] {
    match step {
        Step::Identity => &["show version", "show inventory", "show running-config hostname"],
        Step::LldpNeighbors => &["show lldp neighbors detail"],
        Step::CdpNeighbors => &["show cdp neighbors detail"],
        Step::Interfaces => &["show interfaces"],
        Step::Arp => &["show arp"],
        // A router: what it bridges, it bridges per bridge domain, which no common command tells.
        Step::MacTable => &[],
        Step::StaticRoutes => &["show route static", "show route ipv6 static", "show route vrf all static"],
        Step::OspfRoutes => &["show route ospf", "show route ipv6 ospf", "show route vrf all ospf"],
        Step::BgpRoutes => &["show route bgp", "show route ipv6 bgp", "show route vrf all bgp"],
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
        Step::MacTable => return Reading::nothing(step),
        Step::StaticRoutes => Answer::Routes(cisco::routes(RouteSource::Static, outputs, &mut unknown)),
        Step::OspfRoutes => Answer::Routes(cisco::routes(RouteSource::Ospf, outputs, &mut unknown)),
        Step::BgpRoutes => Answer::Routes(cisco::routes(RouteSource::Bgp, outputs, &mut unknown)),
    };
    Reading { answer, unknown: unknown.into_lines() }
}

/// `show version`, `show inventory`, `show running-config hostname`.
fn identity(outputs: &[&str], unknown: &mut Unknown) -> Identity {
    // They say much more than what is asked for; only when nothing of that is there, they are not understood.
    let Some(row) = VERSION.all_rows(&[&outputs.join("\n")], unknown).into_iter().next() else {
        outputs.iter().for_each(|output| unknown.lines(output));
        return Identity::default();
    };
    // Part by part, each with a name and then a number and a serial number: the whole is `Rack 0`, or a chassis.
    let parts = row.list("PARTS").zip(row.list("PIDS").zip(row.list("SERIALS")));
    let is_chassis = |name: &str| name.eq_ignore_ascii_case("rack 0") || name.to_ascii_lowercase().contains("chassis");
    let chassis = parts.into_iter().find(|(name, _)| is_chassis(name)).map(|(_, chassis)| chassis);
    Identity {
        hostname: row.some("HOSTNAME"),
        serial: chassis.and_then(|(_, serial)| said::some(serial)),
        chassis: None,
        model: chassis.and_then(|(number, _)| said::some(number)).or_else(|| row.some("MODEL")),
        software: row.some("VERSION"),
    }
}
