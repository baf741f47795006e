//! Names of interfaces and hosts, in a form in which both ends of a cable compare.

use std::borrow::Cow;
use std::fmt;
use std::net::IpAddr;

use super::Mac;

/// Kinds of interfaces: how the kind is written in full, and its other spellings, all in lower case.
///
/// A spelling is taken only where a number follows it, and only whole: what is not here stays as it is.
const KINDS: [(&str, &[&str]); 24] = [
    ("Ethernet", &["ethernet", "eth", "et"]),
    ("FastEthernet", &["fastethernet", "fasteth", "fas", "fa"]),
    ("GigabitEthernet", &["gigabitethernet", "gigabiteth", "gige", "gig", "gi"]),
    ("TwoGigabitEthernet", &["twogigabitethernet", "twogig", "tw"]),
    ("FiveGigabitEthernet", &["fivegigabitethernet", "fivegig", "fi"]),
    ("TenGigabitEthernet", &["tengigabitethernet", "tengige", "tengigeth", "tengig", "ten", "te"]),
    ("TwentyFiveGigE", &["twentyfivegige", "twentyfivegigabitethernet", "twentyfivegig", "twe"]),
    ("FortyGigabitEthernet", &["fortygigabitethernet", "fortygige", "fortygig", "fo"]),
    ("FiftyGigE", &["fiftygige", "fiftygigabitethernet"]),
    ("HundredGigE", &["hundredgige", "hundredgigabitethernet", "hundredgig", "hun", "hu"]),
    ("TwoHundredGigE", &["twohundredgige", "twohundredgigabitethernet", "th"]),
    ("FourHundredGigE", &["fourhundredgige", "fourhundredgigabitethernet", "fh"]),
    ("AppGigabitEthernet", &["appgigabitethernet", "ap"]),
    ("Port-channel", &["port-channel", "portchannel", "port-ch", "po"]),
    ("Bundle-Ether", &["bundle-ether", "bundleether", "be"]),
    ("Management", &["management", "ma"]),
    ("MgmtEth", &["mgmteth", "mg"]),
    ("Vlan", &["vlan", "vl"]),
    ("Loopback", &["loopback", "lo"]),
    ("Tunnel", &["tunnel", "tu"]),
    ("Vxlan", &["vxlan", "vx"]),
    ("Serial", &["serial", "se"]),
    ("Bdi", &["bdi", "bd"]),
    ("Nve", &["nve", "nv"]),
];

/// The name of an interface: two are equal when they are names of the same interface of one device.
///
/// `Te1/0/1` and `TenGigabitEthernet 1/0/1` are, whatever their case. `xe-0/0/1` and `xe-0/0/1.0` are not: the one
/// is a port, the other runs on it; [`physical`](Self::physical) is the port of either.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InterfaceName {
    /// The kind as it stands in [`KINDS`], or what stands before the number, in lower case.
    kind: Cow<'static, str>,
    /// The number and all after it, in lower case; empty where there is none.
    number: String,
}

impl InterfaceName {
    /// Reads a name. Anything is one.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        text.make_ascii_lowercase();
        let at = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
        let number = text.split_off(at);
        // `eth0` is what Linux calls it; where `eth` is short for Ethernet, it stands before slot and port.
        let is_kind = numbers(&number) && (text != "eth" || number.contains('/'));
        let known = KINDS.iter().find(|(_, spellings)| is_kind && spellings.contains(&text.as_str()));
        let kind = known.map_or(Cow::Owned(text), |(kind, _)| Cow::Borrowed(*kind));
        Self { kind, number }
    }

    /// The port that it is on: without the number of a unit or a subinterface.
    #[must_use]
    pub fn physical(&self) -> Self {
        let port = self.number.split_once('.').map_or(self.number.as_str(), |(port, _)| port);
        Self { kind: self.kind.clone(), number: port.to_owned() }
    }

    /// Whether it stands for several ports that act as one.
    #[must_use]
    pub fn is_aggregate(&self) -> bool {
        matches!(&*self.kind, "Port-channel" | "Bundle-Ether" | "ae" | "bond" | "team")
    }
}

/// Whether what follows a kind is the number of an interface, and not the rest of a word: `1/0/1`, `49/1.100`,
/// `0/rp0/cpu0/0`.
fn numbers(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b':'))
        && text
            .split('/')
            .next()
            .is_some_and(|first| first.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b':')))
}

impl fmt::Display for InterfaceName {
    /// In full: `TenGigabitEthernet1/0/1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.kind, self.number)
    }
}

/// The name of a host in a form in which two compare: without its domain, without the serial number that NX-OS puts
/// in brackets, in lower case. `None` when nothing is left.
///
/// An address is no name with a domain: it stays whole. A name of digits alone is a name like any other.
#[must_use]
pub fn host_key(name: &str) -> Option<String> {
    let name = name.trim().trim_end_matches('.');
    let name = match name.split_once('(') {
        Some((before, serial)) if serial.ends_with(')') && !before.is_empty() => before,
        _ => name,
    };
    let name = name.trim();
    let address = name.parse::<IpAddr>().is_ok() || name.parse::<Mac>().is_ok();
    let host = if address { name } else { name.split('.').next().unwrap_or_default().trim() };
    (!host.is_empty()).then(|| host.to_lowercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn full(text: &str) -> String {
        InterfaceName::read(text).to_string()
    }

    #[test]
    fn spellings_of_one_interface_are_one() {
        for (spellings, expected) in [
            (
                &["Te1/0/1", "TenGigabitEthernet1/0/1", "tengigabitethernet 1/0/1", "Ten 1/0/1", " te1/0/1 "][..],
                "TenGigabitEthernet1/0/1",
            ),
            (&["Te0/0/0/1", "TenGigE0/0/0/1"], "TenGigabitEthernet0/0/0/1"),
            (&["Gi1/0/1", "Gig 1/0/1", "GigE1/0/1", "GigabitEthernet1/0/1"], "GigabitEthernet1/0/1"),
            (&["Fa0/1", "Fas 0/1", "FastEthernet0/1"], "FastEthernet0/1"),
            (&["Twe1/0/1", "TwentyFiveGigE1/0/1"], "TwentyFiveGigE1/0/1"),
            (&["Fo1/1/1", "FortyGigabitEthernet1/1/1", "FortyGigE1/1/1"], "FortyGigabitEthernet1/1/1"),
            (&["Hu1/0/49", "HundredGigE1/0/49", "HundredGigabitEthernet1/0/49"], "HundredGigE1/0/49"),
            (&["Eth1/1", "Ethernet1/1", "eth 1/1"], "Ethernet1/1"),
            (&["Et49/1", "Ethernet49/1"], "Ethernet49/1"),
            (&["Po10", "port-channel10", "Port-channel10", "Port-Channel10", "Port-channel 10"], "Port-channel10"),
            (&["BE1", "Bundle-Ether1", "bundle-ether 1"], "Bundle-Ether1"),
            (&["Ma1", "Management1"], "Management1"),
            (&["Mg0/RP0/CPU0/0", "MgmtEth0/RP0/CPU0/0"], "MgmtEth0/rp0/cpu0/0"),
            (&["Vl10", "Vlan10", "VLAN 10"], "Vlan10"),
            (&["Lo0", "Loopback0"], "Loopback0"),
            (&["Tu100", "Tunnel100"], "Tunnel100"),
            (&["Gi0/0.100", "GigabitEthernet0/0.100"], "GigabitEthernet0/0.100"),
            (&["mgmt0"], "mgmt0"),
            (&["eth0", "Eth0"], "eth0"),
            (&["swp1", "SWP1"], "swp1"),
            (&["bond0"], "bond0"),
            (&["xe-0/0/1"], "xe-0/0/1"),
            (&["ge-0/0/1.0"], "ge-0/0/1.0"),
            (&["enp3s0f1"], "enp3s0f1"),
            (&["lo"], "lo"),
            (&["br-lan"], "br-lan"),
            (&["Port 1"], "port1"),
            (&[""], ""),
        ] {
            for spelling in spellings {
                assert_eq!(full(spelling), expected, "{spelling}");
            }
        }
    }

    #[test]
    fn neighbours_in_spelling_are_not_the_same() {
        for (one, other) in [
            ("Te1/0/1", "Te1/0/11"),
            ("Te1/0/1", "Tw1/0/1"),
            ("Tw1/0/1", "Twe1/0/1"),
            ("Fa0/1", "Fo0/1"),
            ("Eth1/1", "Eth1/1/1"),
            ("Gi0/1", "Gi0/1.1"),
            ("mgmt0", "Ma0"),
            ("xe-0/0/1", "ge-0/0/1"),
            ("xe-0/0/1", "et-0/0/1"),
            ("eth0", "eth0.10"),
            ("eth0", "Et0"),
            ("eth10", "eth1"),
            ("enp1s0", "enp10"),
            ("lo", "lo0"),
            ("Port 1", "Po1"),
        ] {
            assert_ne!(InterfaceName::read(one), InterfaceName::read(other), "{one} {other}");
        }
    }

    #[test]
    fn a_unit_runs_on_its_port() {
        for (name, port) in [
            ("xe-0/0/1.0", "xe-0/0/1"),
            ("GigabitEthernet0/0.100", "Gi0/0"),
            ("ae0.0", "ae0"),
            ("Et1", "Ethernet1"),
            ("eth0.10", "eth0"),
        ] {
            assert_eq!(InterfaceName::read(name).physical(), InterfaceName::read(port), "{name}");
        }
    }

    #[test]
    fn aggregates_are_known_by_their_names() {
        for name in ["Po1", "port-channel20", "BE12", "Bundle-Ether1.100", "ae0", "bond0", "team1"] {
            assert!(InterfaceName::read(name).is_aggregate(), "{name}");
        }
        for name in ["Gi0/1", "aex", "bonding", "Vlan10"] {
            assert!(!InterfaceName::read(name).is_aggregate(), "{name}");
        }
    }

    #[test]
    fn a_host_is_known_without_its_domain_and_serial() {
        for (name, key) in [
            ("sw1", Some("sw1")),
            ("SW1.example.net", Some("sw1")),
            ("sw1.example.net.", Some("sw1")),
            ("sw1(FDO12345ABC)", Some("sw1")),
            ("sw1.example.net(FDO12345ABC)", Some("sw1")),
            ("sw10", Some("sw10")),
            ("192.0.2.1", Some("192.0.2.1")),
            ("2001:DB8::1", Some("2001:db8::1")),
            ("001c.730a.bb0c", Some("001c.730a.bb0c")),
            ("00:1C:73:0a:bb:0c", Some("00:1c:73:0a:bb:0c")),
            ("4711", Some("4711")),
            ("4711.example.net", Some("4711")),
            ("(none)", Some("(none)")),
            ("  ", None),
            (".", None),
            (".example.net", None),
        ] {
            assert_eq!(host_key(name).as_deref(), key, "{name}");
        }
    }

    /// What a device could call an interface: a kind in one of its spellings, and a number.
    fn any_name() -> impl Strategy<Value = (usize, String, String)> {
        let kind = prop::sample::select((0..KINDS.len()).collect::<Vec<_>>());
        let number = "[0-9]{1,2}(/[0-9]{1,2}){1,3}(\\.[0-9]{1,3})?";
        (kind, any::<prop::sample::Index>(), number)
            .prop_map(|(kind, spelling, number)| (kind, spelling.get(KINDS[kind].1).to_string(), number))
    }

    proptest! {
        #[test]
        fn only_the_same_kind_and_number_are_the_same(one in any_name(), other in any_name()) {
            let same = one.0 == other.0 && one.2 == other.2;
            let names = [&one, &other].map(|(_, kind, number)| InterfaceName::read(&format!("{kind}{number}")));
            prop_assert_eq!(names[0] == names[1], same);
        }

        #[test]
        fn what_has_no_known_kind_is_equal_only_to_itself(one in "[a-z]{1,4}-?[0-9/.:]{1,6}", other in "[a-z]{1,4}-?[0-9/.:]{1,6}") {
            let spelled = |name: &str| KINDS.iter().any(|(_, all)| all.contains(&name.trim_end_matches(|c: char| !c.is_ascii_alphabetic())));
            prop_assume!(!spelled(&one) && !spelled(&other));
            prop_assert_eq!(InterfaceName::read(&one) == InterfaceName::read(&other), one == other);
        }

        #[test]
        fn the_full_form_is_a_name_of_the_same(text: String) {
            let name = InterfaceName::read(&text);
            prop_assert_eq!(InterfaceName::read(&name.to_string()), name.clone());
            prop_assert_eq!(name.physical().physical(), name.physical());
        }

        #[test]
        fn a_key_is_its_own_key(text: String) {
            if let Some(key) = host_key(&text) {
                prop_assert_eq!(host_key(&key), Some(key));
            }
        }
    }

    #[test]
    fn no_spelling_stands_for_two_kinds() {
        let mut all: Vec<&str> = KINDS.iter().flat_map(|(_, spellings)| *spellings).copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        for (kind, spellings) in KINDS {
            assert_eq!(kind.to_ascii_lowercase(), spellings[0]);
        }
    }
}
