//! Cisco NX-OS.

mod neighbors;
mod tables;

use serde_json::Value;

use super::{Platform, Reading, Terminal, Usual};
use crate::device::parse::{Unknown, json, said};
use crate::domain::baseline::Family;
use crate::domain::network::{Answer, Identity, RouteSource, Step};

pub(super) const NXOS: Platform = Platform {
    name: "cisco_nxos",
    also: &["cisco_nxos_ssh"],
    terminal: Terminal {
        exec: true,
        prepare: &["terminal length 0", "terminal width 511", "terminal no monitor"],
        unix: false,
        tells_time: false,
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
    family: Family::Nxos,
    usual: Usual {
        always: &["show running-config", "show version | json"],
        where_known: &[
            "show interface | json",
            "show interface status",
            "show vlan brief",
            "show lldp neighbors detail | json",
            "show cdp neighbors detail | json",
            "show ip route summary vrf all",
        ],
    },
    commands,
    read,
    foreign: None,
};

fn commands(step: Step) -> &'static [&'static str] {
    match step {
        Step::Identity => &["show version | json", "show inventory | json"],
        Step::LldpNeighbors => &["show lldp neighbors detail | json"],
        Step::CdpNeighbors => &["show cdp neighbors detail | json"],
        Step::Interfaces => &["show interface | json"],
        Step::Arp => &["show ip arp vrf all | json", "show ipv6 neighbor vrf all | json"],
        Step::MacTable => &["show mac address-table | json"],
        Step::StaticRoutes => &["show ip route static vrf all | json", "show ipv6 route static vrf all | json"],
        Step::OspfRoutes => &["show ip route ospf vrf all | json", "show ipv6 route ospfv3 vrf all | json"],
        Step::BgpRoutes => &["show ip route bgp vrf all | json", "show ipv6 route bgp vrf all | json"],
    }
}

fn read(step: Step, outputs: &[&str]) -> Reading {
    let mut unknown = Unknown::default();
    let said = json::find_all(outputs, &mut unknown);
    for value in said.iter().filter(|value| !is_answer(value)) {
        unknown.value(value);
    }
    let answer = match step {
        Step::Identity => Answer::Identity(identity(&said)),
        Step::LldpNeighbors => Answer::Neighbors(neighbors::lldp(&said, &mut unknown)),
        Step::CdpNeighbors => Answer::Neighbors(neighbors::cdp(&said, &mut unknown)),
        Step::Interfaces => Answer::Interfaces(tables::interfaces(&said, &mut unknown)),
        Step::Arp => Answer::Arp(tables::arp(&said, &mut unknown)),
        Step::MacTable => Answer::MacTable(tables::macs(&said, &mut unknown)),
        Step::StaticRoutes => Answer::Routes(tables::routes(RouteSource::Static, &said, &mut unknown)),
        Step::OspfRoutes => Answer::Routes(tables::routes(RouteSource::Ospf, &said, &mut unknown)),
        Step::BgpRoutes => Answer::Routes(tables::routes(RouteSource::Bgp, &said, &mut unknown)),
    };
    Reading { answer, unknown: unknown.into_lines() }
}

/// Whether this can be an answer: it has a table, or a count of none, or says who the device is.
fn is_answer(value: &Value) -> bool {
    let is = |(name, value): (&String, &Value)| {
        let count = name.contains("count") || name.contains("total");
        name.starts_with("TABLE_") || name == "host_name" || (count && json::number(value) == Some(0_u8))
    };
    value.as_object().is_some_and(|object| object.is_empty() || object.iter().any(is))
}

/// The rows of this name, wherever they are: one stands alone, several in an array.
fn rows<'v>(said: impl IntoIterator<Item = &'v Value>, name: &str) -> impl Iterator<Item = &'v Value> {
    let found: Vec<&Value> =
        said.into_iter().flat_map(|value| json::under(std::slice::from_ref(value), name)).collect();
    found.into_iter().flat_map(json::each)
}

fn text(value: &Value) -> Option<String> {
    json::text(value).and_then(said::some)
}

/// `show version`, `show inventory`.
fn identity(said: &[Value]) -> Identity {
    let one = |names: &[&str]| names.iter().find_map(|name| said.iter().find_map(|value| text(&value[*name])));
    let chassis = rows(said, "ROW_inv").find(|row| {
        json::text(&row["name"]).is_some_and(|name| name.trim_matches('"').eq_ignore_ascii_case("chassis"))
    });
    let of_chassis = |name: &str| text(&chassis?[name]);
    Identity {
        hostname: one(&["host_name"]),
        // The board's is that of the supervisor where there are several.
        serial: of_chassis("serialnum").or_else(|| one(&["proc_board_id"])),
        chassis: None,
        model: of_chassis("productid").or_else(|| one(&["chassis_id"])),
        software: one(&["nxos_ver_str", "sys_ver_str", "kickstart_ver_str", "rr_sys_ver"]),
    }
}
