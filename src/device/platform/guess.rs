//! What make a device is, as far as its neighbours can tell.

use super::{Platform, of_driver};

/// Words of descriptions, in lower case, and whose they are; the first that is found decides.
const SIGNS: [(&str, &str); 17] = [
    ("nx-os", "cisco_nxos"),
    ("nexus", "cisco_nxos"),
    ("n9k-", "cisco_nxos"),
    ("n5k-", "cisco_nxos"),
    ("n7k-", "cisco_nxos"),
    ("n3k-", "cisco_nxos"),
    ("ios xr", "cisco_xr"),
    ("ios-xr", "cisco_xr"),
    ("asr9k", "cisco_xr"),
    ("ncs-5", "cisco_xr"),
    ("arista", "arista_eos"),
    ("juniper", "juniper_junos"),
    ("junos", "juniper_junos"),
    ("ubuntu", "linux"),
    ("debian", "linux"),
    ("linux", "linux"),
    // Last: everything of Cisco's that is nothing else.
    ("cisco", "cisco_ios"),
];

/// The platform of a device that announces itself so, by CDP's platform or LLDP's description of the system.
#[must_use]
pub fn of_description(description: &str) -> Option<&'static Platform> {
    let description = description.to_lowercase();
    SIGNS.iter().find(|(sign, _)| description.contains(sign)).and_then(|(_, driver)| of_driver(driver))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_name_their_makers() {
        for (description, name) in [
            ("Cisco IOS Software [Cupertino], Catalyst L3 Switch Software", Some("cisco_ios")),
            ("cisco WS-C2960X-48TS-L", Some("cisco_ios")),
            ("Cisco Nexus Operating System (NX-OS) Software 9.3(8)", Some("cisco_nxos")),
            ("N9K-C93180YC-EX", Some("cisco_nxos")),
            ("Cisco IOS XR Software, Version 7.3.2[Default]", Some("cisco_xr")),
            ("Arista Networks EOS version 4.28.3M running on an Arista Networks DCS-7050SX3", Some("arista_eos")),
            ("Juniper Networks, Inc. mx204 internet router, kernel JUNOS 21.4R3", Some("juniper_junos")),
            ("Debian GNU/Linux 12 (bookworm) Linux 6.1.0", Some("linux")),
            ("Polycom VVX 411", None),
        ] {
            assert_eq!(of_description(description).map(|platform| platform.name), name, "{description}");
        }
    }
}
