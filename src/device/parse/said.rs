//! The words in which devices tell things, whatever their make.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::LazyLock;

use regex::Regex;

use crate::domain::network::Capability;

/// A text, unless it stands for none.
pub(crate) fn some(text: &str) -> Option<String> {
    const NONE: [&str; 6] = ["", "-", "not advertised", "- not advertised", "n/a", "null"];
    // JSON may bring what no terminal would, and Postgres keeps no NUL.
    let plain = text.replace(|c: char| c.is_control() && !matches!(c, '\n' | '\t'), "");
    let text = plain.trim();
    (!NONE.iter().any(|none| text.eq_ignore_ascii_case(none))).then(|| text.to_owned())
}

/// Addresses in the order in which they came, each once. One that leads nowhere by itself is left out: of this
/// host, of a link, of a group.
pub(crate) fn addresses<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<IpAddr> {
    let mut all: Vec<IpAddr> = Vec::new();
    for address in texts.into_iter().filter_map(|text| text.trim().parse::<IpAddr>().ok()) {
        // A handful at most, so that looking through them is no matter; it is bounded all the same.
        const MOST: usize = 64;
        if leads_there(&address) && all.len() < MOST && !all.contains(&address) {
            all.push(address);
        }
    }
    all
}

fn leads_there(address: &IpAddr) -> bool {
    let of_a_link = matches!(address, IpAddr::V6(address) if address.is_unicast_link_local());
    !(address.is_unspecified() || address.is_loopback() || address.is_multicast() || of_a_link)
}

/// `10.0.0.0/8`, `10.0.0.0 255.0.0.0`, `10.0.0/24` as Junos writes it, or an address alone for itself.
pub(crate) fn network(text: &str) -> Option<(IpAddr, u8)> {
    let text = text.trim();
    let (address, length) = match text.split_once(['/', ' ']) {
        Some((address, length)) => (address, Some(length.trim())),
        None => (text, None),
    };
    let address: IpAddr = match address.parse() {
        Ok(address) => address,
        // Bytes that are zero are left out at the end.
        Err(_) if length.is_some() && address.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => {
            let missing = 3_usize.checked_sub(address.matches('.').count())?;
            format!("{address}{}", ".0".repeat(missing)).parse().ok()?
        }
        Err(_) => return None,
    };
    let whole = if address.is_ipv4() { 32 } else { 128 };
    let length = match length {
        None => whole,
        Some(length) => length.parse().ok().or_else(|| mask(length)).filter(|length| *length <= whole)?,
    };
    Some((address, length))
}

/// How many bits a mask has: `255.255.255.0` has 24.
pub(crate) fn mask(text: &str) -> Option<u8> {
    let bits = u32::from(text.trim().parse::<Ipv4Addr>().ok()?);
    let length = bits.leading_ones();
    (bits.count_ones() == length).then_some(u8::try_from(length).ok()?)
}

/// The VRF of this name; the default one has none, whatever a make calls it.
pub(crate) fn vrf(name: &str) -> Option<String> {
    const DEFAULT: [&str; 4] = ["default", "master", "global", "all"];
    some(name).filter(|name| !DEFAULT.contains(&name.to_ascii_lowercase().as_str()))
}

/// What LLDP calls capabilities: the letters of its tables, or the words, after commas.
pub(crate) fn lldp_capabilities(text: &str) -> BTreeSet<Capability> {
    text.split(',').filter_map(lldp_capability).collect()
}

/// One of them.
pub(crate) fn lldp_capability(word: &str) -> Option<Capability> {
    let word = some(word)?.to_ascii_lowercase();
    Some(match word.trim_matches(['(', ')']) {
        "r" | "router" => Capability::Router,
        "b" | "bridge" | "switch" => Capability::Bridge,
        "w" | "wlan" | "wlan access point" | "wlanaccesspoint" | "wlan-access-point" => Capability::AccessPoint,
        "t" | "tel" | "telephone" | "phone" => Capability::Phone,
        "s" | "station" | "station only" | "stationonly" | "station-only" => Capability::Station,
        _ => Capability::Other,
    })
}

/// What CDP calls capabilities, between spaces; an access point says only by its platform that it is one.
pub(crate) fn cdp_capabilities<'a>(words: impl IntoIterator<Item = &'a str>, platform: &str) -> BTreeSet<Capability> {
    static ACCESS_POINT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)\bAIR-|\bC91\d\dAX").ok());
    let mut all = BTreeSet::new();
    for words in words {
        let mut words = words.split([' ', ',', ';']).filter(|word| !word.is_empty()).peekable();
        while let Some(word) = words.next() {
            all.insert(match word.to_ascii_lowercase().as_str() {
                "router" => Capability::Router,
                "switch" | "trans-bridge" | "source-route-bridge" | "bridge" => Capability::Bridge,
                // `CVTA phone port` is said by switches that a phone may be plugged into.
                "phone" if words.next_if(|next| next.eq_ignore_ascii_case("port")).is_some() => Capability::Other,
                "phone" | "voip-phone" => Capability::Phone,
                "host" => Capability::Station,
                _ => Capability::Other,
            });
        }
    }
    if ACCESS_POINT.as_ref().is_some_and(|pattern| pattern.is_match(platform)) {
        all.insert(Capability::AccessPoint);
    }
    all
}

/// The version in what a device says of its software, or the name of its Linux.
pub(crate) fn version(description: &str) -> Option<String> {
    static VERSION: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?i)\b(?:version|junos|release)[ :]\s*\[?(\d[^\s,;\]]*)").ok());
    // lldpd: what `os-release` says, then what `uname` says.
    static LINUX: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(\S.*?) Linux \d").ok());
    [&VERSION, &LINUX].into_iter().find_map(|pattern| {
        let found = pattern.as_ref()?.captures(description)?.get(1)?;
        some(found.as_str())
    })
}

/// The first line that says something.
pub(crate) fn first_line(text: &str) -> Option<String> {
    text.lines().find_map(some)
}

/// `1000Mb/s`, `10 Gb/s`, `10Gbps`, `100G`, in bits a second.
pub(crate) fn speed(text: &str) -> Option<u64> {
    let text = text.trim();
    let (digits, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit() && c != '.')?);
    let factor: u64 = match unit.trim_start().bytes().next()?.to_ascii_lowercase() {
        b'k' => 1_000,
        b'm' => 1_000_000,
        b'g' => 1_000_000_000,
        b't' => 1_000_000_000_000,
        _ => return None,
    };
    let (whole, tenths) = digits.split_once('.').unwrap_or((digits, ""));
    let tenths = match tenths.as_bytes() {
        [] => 0,
        [digit, ..] => u64::from(digit.checked_sub(b'0')?),
    };
    whole.parse::<u64>().ok()?.checked_mul(factor)?.checked_add(tenths * (factor / 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_no_control_characters() {
        assert_eq!(some("a\0b\u{1b}\r"), Some("ab".to_owned()));
        assert_eq!(some("\0 -"), None);
    }

    fn net(text: &str) -> Option<String> {
        network(text).map(|(address, length)| format!("{address}/{length}"))
    }

    #[test]
    fn a_network_is_read_in_every_spelling() {
        for (text, expected) in [
            ("10.0.0.0/8", Some("10.0.0.0/8")),
            ("10.1.2.0 255.255.255.0", Some("10.1.2.0/24")),
            ("10.0.0/24", Some("10.0.0.0/24")),
            ("10/8", Some("10.0.0.0/8")),
            ("192.0.2.1", Some("192.0.2.1/32")),
            ("2001:db8::/32", Some("2001:db8::/32")),
            ("10.0.0.0/33", None),
            ("10.0.0.0 255.0.255.0", None),
            ("10.0.0.0.0/8", None),
            ("default", None),
            ("", None),
        ] {
            assert_eq!(net(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_version_is_told_apart_from_the_rest() {
        for (text, expected) in [
            (
                "Cisco IOS Software, C2960 Software (C2960-LANBASEK9-M), Version 15.0(2)SE4, RELEASE SOFTWARE (fc1)",
                Some("15.0(2)SE4"),
            ),
            ("Cisco Nexus Operating System (NX-OS) Software, Version 9.3(8)", Some("9.3(8)")),
            ("Arista Networks EOS version 4.28.3M running on an Arista Networks DCS-7050SX3", Some("4.28.3M")),
            (
                "Juniper Networks, Inc. ex4300-48t Ethernet Switch, kernel JUNOS 20.4R3.8, Build date: 2021",
                Some("20.4R3.8"),
            ),
            (" 7.3.2, NCS-5500", None),
            (
                "Debian GNU/Linux 12 (bookworm) Linux 6.1.0-13-amd64 #1 SMP x86_64",
                Some("Debian GNU/Linux 12 (bookworm)"),
            ),
            ("a printer", None),
        ] {
            assert_eq!(version(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_speed_is_read_in_every_spelling() {
        for (text, expected) in [
            ("1000Mb/s", Some(1_000_000_000)),
            ("10 Gb/s", Some(10_000_000_000)),
            ("2.5Gbps", Some(2_500_000_000)),
            ("100G", Some(100_000_000_000)),
            ("Auto", None),
            ("99999999999999T", None),
            ("1.xG", None),
            ("", None),
        ] {
            assert_eq!(speed(text), expected, "{text}");
        }
    }

    #[test]
    fn a_switch_for_phones_is_no_phone() {
        let heard = cdp_capabilities(["Switch CVTA phone port"], "N9K");
        assert_eq!(heard, BTreeSet::from([Capability::Bridge, Capability::Other]));
    }

    #[test]
    fn an_access_point_is_known_by_its_platform() {
        let heard = cdp_capabilities(["Trans-Bridge Source-Route-Bridge"], "cisco AIR-CAP3702I-E-K9");
        assert_eq!(heard, BTreeSet::from([Capability::Bridge, Capability::AccessPoint]));
    }
}
