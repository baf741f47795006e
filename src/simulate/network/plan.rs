//! The network as Nautobot documents it.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::domain::Device;
use crate::domain::device::{Address, Location};

/// What a site is called, the town it is in, and how many it has of each kind of [`KINDS`].
const SITES: [(&str, &str, [u32; 6]); 5] = [
    ("ams", "Amsterdam", [3, 2, 1, 2, 2, 4]),
    ("ber", "Berlin", [2, 0, 1, 1, 1, 4]),
    ("lon", "London", [2, 0, 0, 1, 1, 3]),
    ("par", "Paris", [2, 0, 0, 1, 1, 3]),
    ("zrh", "Zurich", [1, 0, 0, 1, 0, 2]),
];

/// A kind of device; the first is the first by name, too.
struct Kind {
    word: &'static str,
    role: &'static str,
    device_type: &'static str,
    platform: &'static str,
    driver: &'static str,
    serial: &'static str,
    tags: &'static [&'static str],
}

const KINDS: [Kind; 6] = [
    kind("core", "core", ("C9500-48Y4C", "Cisco IOS-XE", "cisco_xe", "CAT26"), &["backup", "critical"]),
    kind("dist", "distribution", ("DCS-7050SX3-48YC8", "Arista EOS", "arista_eos", "JPE21"), &["backup"]),
    kind("fw", "firewall", ("PA-3220", "Palo Alto PAN-OS", "paloalto_panos", "01630"), &["critical", "perimeter"]),
    kind("rtr", "router", ("MX204", "Juniper Junos", "juniper_junos", "BX12"), &["backup", "critical"]),
    kind("srv", "server", ("PowerEdge R650", "Linux", "linux", "9GXR"), &[]),
    kind("sw", "access", ("C9300-48P", "Cisco IOS", "cisco_ios", "FOC25"), &["backup"]),
];

const fn kind(
    word: &'static str,
    role: &'static str,
    (device_type, platform, driver, serial): (&'static str, &'static str, &'static str, &'static str),
    tags: &'static [&'static str],
) -> Kind {
    Kind { word, role, device_type, platform, driver, serial, tags }
}

/// How often each of the changes below has happened after so many ticks.
pub(super) fn times(change: u64, tick: u64) -> u64 {
    /// A status flips, a device appears, one is renamed, one leaves, an address moves, a label changes.
    const CHANGES: u64 = 6;
    if tick > change { (tick - 1 - change) / CHANGES + 1 } else { 0 }
}

/// Whether a change that is undone the next time it happens holds now.
fn holds(change: u64, tick: u64) -> bool {
    times(change, tick) % 2 == 1
}

pub(super) fn devices(tick: u64) -> Vec<Device> {
    let mut devices = planned();
    // Of different devices in turn, but never of the core.
    let turn = usize::try_from(times(0, tick) / 2 % 4).unwrap_or(0) + 1;
    if holds(0, tick) {
        named(&mut devices, &format!("ams-sw-0{turn}")).status = Some("Maintenance".to_owned());
    }
    if holds(1, tick) {
        devices.push(device(3, 5, 9));
    }
    if holds(2, tick) {
        named(&mut devices, "lon-sw-02").name = Some("lon-sw-02-floor3".to_owned());
    }
    if holds(3, tick) {
        devices.retain(|device| device.name.as_deref() != Some("ber-sw-04"));
    }
    let moved = usize::try_from(times(4, tick) % 4).unwrap_or(0);
    if moved > 0 {
        named(&mut devices, MOVES).primary_ip4 = Address::parse(&format!("{}/24", MOVES_TO[moved - 1]));
    }
    devices
}

/// The device whose address moves, and where to.
const MOVES: &str = "par-srv-01";
const MOVES_TO: [Ipv4Addr; 3] =
    [Ipv4Addr::new(198, 18, 4, 201), Ipv4Addr::new(198, 18, 4, 202), Ipv4Addr::new(198, 18, 4, 203)];

/// The addresses that a device ever has.
pub(super) fn addresses(name: &str, planned: Ipv4Addr) -> Vec<Ipv4Addr> {
    let moves = if name == MOVES { &MOVES_TO[..] } else { &[] };
    std::iter::once(planned).chain(moves.iter().copied()).collect()
}

/// All devices of the plan, by name.
pub(super) fn planned() -> Vec<Device> {
    let of_site = |site: usize| {
        let counts = SITES[site].2.into_iter().enumerate();
        counts.flat_map(move |(kind, count)| (1..=count).map(move |number| device(site, kind, number)))
    };
    (0..SITES.len()).flat_map(of_site).collect()
}

/// The device of this name; there are as many as there are mentioned here, so the last is never needed.
fn named<'a>(devices: &'a mut [Device], name: &str) -> &'a mut Device {
    let at = devices.iter().position(|device| device.name.as_deref() == Some(name));
    let at = at.unwrap_or(devices.len() - 1);
    &mut devices[at]
}

fn device(site: usize, kind: usize, number: u32) -> Device {
    let (short, _, _) = SITES[site];
    let place = (site as u32 + 1, kind as u32 * 20 + 10 + number);
    let Kind { word, role, device_type, platform, driver, serial, tags } = KINDS[kind];
    let serial = format!("{serial}{:05}", place.0 * 1_000 + place.1);
    let custom_fields = BTreeMap::from([
        ("rack_unit".to_owned(), json!(42 - number)),
        ("support_contract".to_owned(), if role == "access" { Value::Null } else { json!("next business day") }),
        ("last_backup".to_owned(), json!(format!("2026-01-{:02}", 10 + number))),
    ]);
    let custom_fields = custom_fields.into_iter().filter(|(_, value)| !value.is_null()).collect();
    Device {
        id: Uuid::from_u128(
            0x5eed_0000_0000_4000_8000_0000_0000_0000 + (u128::from(place.0) << 16) + u128::from(place.1),
        ),
        name: Some(format!("{short}-{word}-{number:02}")),
        serial: Some(serial),
        role: Some(role.to_owned()),
        location: Some(building(short)),
        status: Some("Active".to_owned()),
        device_type: Some(device_type.to_owned()),
        platform: Some(platform.to_owned()),
        network_driver: Some(driver.to_owned()),
        primary_ip4: Address::parse(&format!("198.18.{}.{}/24", place.0, place.1)),
        primary_ip6: (role == "router")
            .then(|| Address::parse(&format!("2001:db8:20:{:x}::{:x}/64", place.0, place.1)))
            .flatten(),
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        custom_fields,
    }
}

fn building(site: &str) -> String {
    format!("{}-1", site.to_uppercase())
}

pub(super) fn locations() -> Vec<Location> {
    let mut locations = Vec::new();
    for (at, (short, town, _)) in SITES.iter().enumerate() {
        let location = |level: u128, name: String, parent: Option<String>, kind: &str| Location {
            id: Uuid::from_u128(0x5eed_0000_0000_4000_9000_0000_0000_0000 + (level << 8) + at as u128),
            name: Some(name),
            parent,
            kind: Some(kind.to_owned()),
            status: Some("Active".to_owned()),
        };
        locations.push(location(0, (*town).to_owned(), None, "City"));
        locations.push(location(1, building(short), Some((*town).to_owned()), "Building"));
    }
    locations
}

pub(super) fn prefixes() -> Vec<String> {
    let four = (1..=SITES.len()).map(|site| format!("198.18.{site}.0/24"));
    let six = (1..=SITES.len()).map(|site| format!("2001:db8:20:{site:x}::/64"));
    four.chain(six).collect()
}

/// One of any number of access switches.
pub(super) fn one_of_many(number: u32) -> Device {
    let site = number as usize % SITES.len();
    Device {
        id: Uuid::from_u128(0x5eed_0000_0000_4000_a000_0000_0000_0000 + u128::from(number)),
        name: Some(format!("{}-acc-{number:05}", SITES[site].0)),
        serial: Some(format!("FOC26{number:06}")),
        primary_ip4: Address::parse(&format!("10.{}.{}.{}/16", 64 + (number >> 16), (number >> 8) & 255, number & 255)),
        ..device(site, 5, 1)
    }
}
