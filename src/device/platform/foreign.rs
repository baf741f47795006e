//! Makes that no file here knows, as far as installed templates do.
//!
//! Of such a device is known how to ask it and how to read its answers, where a template of ntc-templates is for that;
//! nothing is known of its command line but what most have in common.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::{ALL, Platform, Reading, Terminal, Usual, of_driver};
use crate::device::parse::{Rows, Templates, json, neighbors_from, said};
use crate::domain::baseline::Family;
use crate::domain::network::{
    Answer, ArpEntry, Identity, Interface, InterfaceAddress, MacEntry, MacKind, Protocol, Step,
};

/// What makes ask by; of each question the first command that a template is for.
const QUESTIONS: [(Step, &[&str]); 6] = [
    (Step::Identity, &["show version", "show system", "display version", "get system status"]),
    (
        Step::LldpNeighbors,
        &[
            "show lldp neighbors detail",
            "show lldp neighbors",
            "show lldp neighbor",
            "show lldp info remote-device detail",
            "show lldp info remote-device",
            "display lldp neighbor-information verbose",
            "display lldp neighbor-information list",
            "display lldp neighbor",
        ],
    ),
    (Step::CdpNeighbors, &["show cdp neighbors detail", "show cdp neighbors"]),
    (Step::Interfaces, &["show interfaces", "show interface", "display interface", "get system interface"]),
    (Step::Arp, &["show ip arp", "show arp", "display arp", "get system arp"]),
    (Step::MacTable, &["show mac address-table", "show mac-address-table", "show mac-address", "display mac-address"]),
];

const TERMINAL: Terminal = Terminal {
    exec: false,
    // What a device does not take it says, and no more.
    prepare: &["terminal length 0", "screen-length disable"],
    unix: false,
    tells_time: false,
    enable: Some("enable"),
    refusals: &[
        "% invalid",
        "% incomplete command",
        "% ambiguous command",
        "% unknown command",
        "% unrecognized command",
        "% wrong parameter",
        "unknown command",
        "unrecognized command",
        "invalid input",
        "syntax error",
        "command fail",
        "permission denied",
    ],
    read_only: &["show", "display", "get"],
};

/// What most of them have, one way or another.
const USUAL: Usual = Usual {
    always: &[],
    where_known: &[
        "show running-config",
        "show configuration",
        "display current-configuration",
        "show version",
        "display version",
        "get system status",
    ],
};

/// How a make that templates know is asked and read.
#[derive(Debug)]
pub(super) struct Foreign {
    templates: Arc<Templates>,
    commands: BTreeMap<Step, [&'static str; 1]>,
}

/// The makes that a program knows: those of [`ALL`], and those that installed templates add. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Makes {
    templates: Option<Arc<Templates>>,
    added: Arc<[&'static Platform]>,
}

impl Makes {
    /// With what these templates add: makes that they can read neighbours of. What that takes is never given back, so
    /// once for a program.
    #[must_use]
    pub fn with(templates: Templates) -> Self {
        let templates = Arc::new(templates);
        let names = templates.platforms().filter(|name| of_driver(name).is_none());
        let added = names.filter_map(|name| added(name, &templates)).collect();
        Self { templates: Some(templates), added }
    }

    /// The make of this driver or of another name of it.
    #[must_use]
    pub fn of_driver(&self, driver: &str) -> Option<&'static Platform> {
        let added = || self.added.iter().find(|platform| platform.name.eq_ignore_ascii_case(driver)).copied();
        of_driver(driver).or_else(added)
    }

    /// What they are called.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        ALL.into_iter().chain(self.added.iter().copied()).map(|platform| platform.name)
    }

    /// What a device printed, row by row, where a template is for that command; or why it could not be read.
    #[must_use]
    pub fn rows(&self, platform: &Platform, command: &str, output: &str) -> Option<Result<Rows, String>> {
        self.templates.as_ref()?.parse(platform.name, command, output)
    }
}

fn added(name: &str, templates: &Arc<Templates>) -> Option<&'static Platform> {
    let known = |command: &&&'static str| templates.knows(name, command);
    let commands: BTreeMap<Step, [&'static str; 1]> =
        QUESTIONS.iter().filter_map(|(step, commands)| Some((*step, [*commands.iter().find(known)?]))).collect();
    let hears = commands.contains_key(&Step::LldpNeighbors) || commands.contains_key(&Step::CdpNeighbors);
    if !hears {
        return None;
    }
    let foreign: &'static Foreign = Box::leak(Box::new(Foreign { templates: templates.clone(), commands }));
    Some(Box::leak(Box::new(Platform {
        name: Box::leak(name.to_owned().into_boxed_str()),
        also: &[],
        terminal: TERMINAL,
        family: Family::Ios,
        usual: USUAL,
        commands: |_| &[],
        read: |step, _| Reading::nothing(step),
        foreign: Some(foreign),
    })))
}

impl Foreign {
    pub(super) fn commands(&self, step: Step) -> &[&'static str] {
        self.commands.get(&step).map_or(&[], |command| command)
    }

    pub(super) fn read(&self, name: &str, step: Step, outputs: &[&str]) -> Reading {
        let (Some([command]), Some(output)) = (self.commands.get(&step), outputs.first()) else {
            return Reading::nothing(step);
        };
        match self.templates.parse(name, command, output) {
            Some(Ok((rows, mut unknown))) => {
                let answer = answer(step, &rows);
                let lacking = rows.len().saturating_sub(answer.count());
                if lacking > 0 && step != Step::Identity {
                    unknown.push(format!("{lacking} of {} rows lack what {} needs", rows.len(), step.as_str()));
                }
                Reading { answer, unknown }
            }
            Some(Err(why)) => Reading { unknown: vec![why], ..Reading::nothing(step) },
            None => Reading::nothing(step),
        }
    }
}

fn answer(step: Step, rows: &[Map<String, Value>]) -> Answer {
    match step {
        Step::Identity => Answer::Identity(rows.first().map(identity).unwrap_or_default()),
        Step::LldpNeighbors => Answer::Neighbors(neighbors_from(Protocol::Lldp, rows)),
        Step::CdpNeighbors => Answer::Neighbors(neighbors_from(Protocol::Cdp, rows)),
        Step::Interfaces => Answer::Interfaces(rows.iter().filter_map(interface).collect()),
        Step::Arp => Answer::Arp(rows.iter().filter_map(arp).collect()),
        Step::MacTable => Answer::MacTable(rows.iter().flat_map(macs).collect()),
        Step::StaticRoutes | Step::OspfRoutes | Step::BgpRoutes => Answer::Routes(Vec::new()),
    }
}

/// The first of these fields that says something. Templates of different years call one thing differently.
fn one(row: &Map<String, Value>, names: &[&str]) -> Option<String> {
    let values = names.iter().filter_map(|name| row.get(*name)).flat_map(json::each);
    values.filter_map(Value::as_str).find_map(said::some)
}

fn identity(row: &Map<String, Value>) -> Identity {
    Identity {
        hostname: one(row, &["HOSTNAME", "NAME", "SYSTEM_NAME"]),
        serial: one(row, &["SERIAL_NUMBER", "SERIAL"]),
        chassis: None,
        model: one(row, &["MODEL", "HARDWARE", "PLATFORM"]),
        software: one(row, &["SOFTWARE_VERSION", "VERSION", "OS_VERSION"]),
    }
}

fn interface(row: &Map<String, Value>) -> Option<Interface> {
    let is_up = |names: &[&str]| one(row, names).map(|words| words.to_lowercase().starts_with("up"));
    let address = one(row, &["IP_ADDRESS", "IPADDR"]).and_then(|text| {
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address.parse().ok()?, length.parse().ok()?),
            None => (text.parse().ok()?, one(row, &["PREFIX_LENGTH"])?.parse().ok()?),
        };
        Some(InterfaceAddress { address, length })
    });
    Some(Interface {
        name: one(row, &["INTERFACE", "PORT", "NAME"])?,
        description: one(row, &["DESCRIPTION"]),
        enabled: one(row, &["LINK_STATUS"]).map(|words| !words.to_lowercase().contains("admin")),
        up: is_up(&["PROTOCOL_STATUS", "PROTOCOL"]).or_else(|| is_up(&["LINK_STATUS", "LINK"])),
        mac: one(row, &["MAC_ADDRESS", "ADDRESS"]).and_then(|mac| mac.parse().ok()),
        mtu: one(row, &["MTU"]).and_then(|mtu| mtu.parse().ok()),
        speed_bps: None,
        aggregate: None,
        addresses: address.into_iter().collect(),
    })
}

fn arp(row: &Map<String, Value>) -> Option<ArpEntry> {
    let address: IpAddr = one(row, &["IP_ADDRESS", "ADDRESS"])?.parse().ok()?;
    let mac = one(row, &["MAC_ADDRESS", "MAC"])?.parse().ok()?;
    Some(ArpEntry { address, mac, interface: one(row, &["INTERFACE", "PORT"]), vrf: None })
}

fn macs(row: &Map<String, Value>) -> Vec<MacEntry> {
    let Some(mac) = one(row, &["DESTINATION_ADDRESS", "MAC_ADDRESS", "MAC"]).and_then(|mac| mac.parse().ok()) else {
        return Vec::new();
    };
    let vlan = one(row, &["VLAN_ID", "VLAN"]).and_then(|vlan| vlan.parse().ok());
    let kind = match one(row, &["TYPE", "STATE"]).unwrap_or_default().to_lowercase() {
        words if words.contains("static") => MacKind::Static,
        words if words.contains("dynamic") || words.contains("learn") => MacKind::Dynamic,
        _ => MacKind::Other,
    };
    let ports = ["DESTINATION_PORT", "INTERFACE", "PORT", "PORTS"].iter().find_map(|name| row.get(*name));
    let ports = ports.into_iter().flat_map(json::each).filter_map(Value::as_str).filter_map(said::some);
    ports.map(|port| MacEntry { mac, vlan, port, kind }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "Template, Hostname, Platform, Command\n\n\
                         a.textfsm, .*, acme_os, display lldp neighbor-information verbose\n\
                         v.textfsm, .*, acme_os, display version\n\
                         m.textfsm, .*, acme_os, display mac-address\n\
                         a.textfsm, .*, cisco_ios, show lldp neighbors detail\n\
                         v.textfsm, .*, deaf_os, show version\n";
    const LLDP: &str = "Value LOCAL_INTERFACE (\\S+)\nValue NEIGHBOR_NAME (\\S+)\nValue NEIGHBOR_INTERFACE (\\S+)\n\n\
                        Start\n  ^${LOCAL_INTERFACE} ${NEIGHBOR_NAME} ${NEIGHBOR_INTERFACE}$$ -> Record\n  ^. -> Error\n";
    const VERSION: &str =
        "Value VERSION (\\S+)\nValue HARDWARE (\\S+)\n\nStart\n  ^${HARDWARE} runs ${VERSION} -> Record\n";
    const MACS: &str = "Value MAC_ADDRESS (\\S+)\nValue VLAN_ID (\\d+)\nValue List DESTINATION_PORT (\\S+)\nValue TYPE (\\S+)\n\n\
                        Start\n  ^${MAC_ADDRESS} ${VLAN_ID} ${DESTINATION_PORT} ${TYPE} -> Record\n";

    fn makes() -> Makes {
        let directory = tempfile::tempdir().unwrap();
        for (name, text) in [("index", INDEX), ("a.textfsm", LLDP), ("v.textfsm", VERSION), ("m.textfsm", MACS)] {
            std::fs::write(directory.path().join(name), text).unwrap();
        }
        let makes = Makes::with(Templates::load(directory.path()).unwrap());
        // Templates are read when they are first used.
        for (command, output) in [(LLDP_COMMAND, "a b c"), ("display version", ""), ("display mac-address", "")] {
            let platform = makes.of_driver("acme_os").unwrap();
            assert!(makes.rows(platform, command, output).unwrap().is_ok());
        }
        makes
    }

    const LLDP_COMMAND: &str = "display lldp neighbor-information verbose";

    #[test]
    fn templates_add_makes_whose_neighbours_they_read_and_take_none_away() {
        let makes = makes();
        assert_eq!(makes.names().collect::<Vec<_>>().last(), Some(&"acme_os"));
        assert!(makes.of_driver("deaf_os").is_none(), "nothing can be found from there");
        assert!(makes.of_driver("cisco_xe").unwrap().foreign.is_none());
        assert!(Makes::default().of_driver("acme_os").is_none());
    }

    #[test]
    fn a_foreign_make_is_asked_and_read_by_its_templates() {
        let makes = makes();
        let acme = makes.of_driver("ACME_OS").unwrap();
        assert_eq!(acme.commands(Step::LldpNeighbors), [LLDP_COMMAND]);
        assert!(acme.commands(Step::BgpRoutes).is_empty());
        let Answer::Neighbors(heard) = acme.read(Step::LldpNeighbors, &["1/1 sw2 2/2\n1/2 sw3 3/3\n"]).answer else {
            panic!("neighbours")
        };
        let told: Vec<_> =
            heard.iter().map(|n| (n.local_interface.as_str(), n.name.as_deref(), n.remote_interface())).collect();
        assert_eq!(told, [("1/1", Some("sw2"), Some("2/2")), ("1/2", Some("sw3"), Some("3/3"))]);
        let Answer::Identity(identity) = acme.read(Step::Identity, &["AC-48 runs 7.1\n"]).answer else {
            panic!("identity")
        };
        assert_eq!((identity.model.as_deref(), identity.software.as_deref()), (Some("AC-48"), Some("7.1")));
        let macs = acme.read(Step::MacTable, &["5254-0012-3456 20 1/7 learned\n"]).answer;
        let Answer::MacTable(entries) = macs else { panic!("{macs:?}") };
        assert_eq!((entries[0].vlan, entries[0].port.as_str(), entries[0].kind), (Some(20), "1/7", MacKind::Dynamic));
    }

    #[test]
    fn what_a_template_does_not_read_is_kept_as_unknown() {
        let makes = makes();
        let reading = makes.of_driver("acme_os").unwrap().read(Step::LldpNeighbors, &["nothing of the kind here\n"]);
        assert_eq!(reading.unknown.len(), 1, "{reading:?}");
        assert_eq!(reading.answer, Answer::Neighbors(Vec::new()));
        let silent = makes.of_driver("acme_os").unwrap().read(Step::MacTable, &["another version writes this\n"]);
        assert_eq!(silent.unknown, ["another version writes this"], "no row is not nothing");
        let lacking = makes.of_driver("acme_os").unwrap().read(Step::MacTable, &["no-mac 20 1/7 learned\n"]);
        assert_eq!(lacking.unknown.len(), 1, "{lacking:?}");
    }
}
