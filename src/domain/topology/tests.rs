use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::network::{Capability, Id, Identity, Neighbor, Protocol};

fn mac(last: u8) -> Id {
    Id::read(&format!("52:54:00:00:00:{last:02x}")).unwrap()
}

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn named(name: &str) -> Claims {
    Claims { name: Some(name.to_owned()), ..Claims::default() }
}

fn heard(local: &str, name: &str, remote: &str) -> Neighbor {
    Neighbor {
        protocol: Protocol::Lldp,
        local_interface: local.to_owned(),
        chassis: None,
        name: Some(name.to_owned()),
        port: Id::read(remote),
        port_description: None,
        addresses: Vec::new(),
        platform: None,
        software: None,
        capabilities: BTreeSet::from([Capability::Router]),
        native_vlan: None,
    }
}

mod who_is_who {
    use super::*;

    #[test]
    fn a_chassis_is_believed_before_a_name() {
        let mut nodes = Nodes::default();
        let one = nodes.note(&Claims { chassis: [mac(1)].into(), ..named("sw1") });
        assert_eq!(nodes.note(&Claims { chassis: [mac(1)].into(), ..named("renamed") }), one);
        let other = nodes.note(&Claims { chassis: [mac(2)].into(), ..named("sw1") });
        assert_ne!(other, one, "another chassis under the same name is another device");
        assert_eq!(nodes.note(&Claims { chassis: [mac(2)].into(), ..Claims::default() }), other);
    }

    #[test]
    fn a_name_is_enough_where_nothing_speaks_against_it() {
        let mut nodes = Nodes::default();
        let one = nodes.note(&Claims { chassis: [mac(1)].into(), ..named("sw1") });
        assert_eq!(nodes.note(&named("sw1")), one, "CDP has no chassis");
        assert_ne!(nodes.note(&named("sw10")), one);
        // A chassis for each port, as some switches announce it: the address says that it is one device.
        let at = |port: u8| Claims { chassis: [mac(port)].into(), addresses: [ip("10.0.0.9")].into(), ..named("n5k") };
        let n5k = nodes.note(&at(20));
        assert_eq!(nodes.note(&at(21)), n5k);
    }

    #[test]
    fn an_address_alone_names_nobody_who_has_another_name() {
        let mut nodes = Nodes::default();
        let one = nodes.note(&Claims { addresses: [ip("10.0.0.1")].into(), ..named("a") });
        let other = nodes.note(&Claims { addresses: [ip("10.0.0.1")].into(), ..named("b") });
        assert_ne!(one, other);
        let nameless = nodes.note(&Claims { addresses: [ip("10.0.0.1")].into(), ..Claims::default() });
        assert!(nameless == one || nameless == other);
    }

    #[test]
    fn two_become_one_when_it_shows() {
        let mut nodes = Nodes::default();
        let by_name = nodes.note(&named("sw1"));
        let by_address = nodes.note(&Claims { addresses: [ip("10.0.0.1")].into(), ..Claims::default() });
        let by_chassis = nodes.note(&Claims { chassis: [mac(1)].into(), ..Claims::default() });
        assert_eq!(nodes.iter().count(), 3);
        let itself = Claims { chassis: [mac(1)].into(), serial: Some("FDO1".into()), ..named("sw1") };
        let now = nodes.learn_of(by_address, &itself);
        assert_eq!(nodes.canonical(by_chassis), now);
        assert_eq!(nodes.canonical(by_address), now);
        assert_eq!(nodes.get(by_address).claims.serial.as_deref(), Some("FDO1"));
        // The name alone was not proof that they are one; asked by name, the one that is known best is meant.
        assert_eq!(nodes.canonical(by_name), by_name);
    }

    #[test]
    fn different_serial_numbers_are_different_devices() {
        let mut nodes = Nodes::default();
        let with = |serial: &str| Claims { serial: Some(serial.into()), chassis: [mac(1)].into(), ..named("stack") };
        let one = nodes.note(&with("A"));
        assert_ne!(nodes.note(&with("B")), one);
        assert_eq!(nodes.note(&with("A")), one);
    }

    #[test]
    fn addresses_that_routers_share_name_none_of_them() {
        let vrrp = |last: u8| crate::domain::network::Interface {
            name: "Vlan1".into(),
            mac: Some(crate::domain::network::Mac([0, 0, 0x5e, 0, 1, last])),
            ..Default::default()
        };
        let claims = Claims::of_itself(&Identity::default(), &[vrrp(1), vrrp(2)]);
        assert!(claims.is_empty(), "{claims:?}");
    }

    proptest! {
        /// However things are said and in whatever order: everybody is known again by what was said last, and no
        /// node stands for one that stands for itself elsewhere.
        #[test]
        fn whoever_was_noted_is_found(said in prop::collection::vec((0u8..6, 0u8..6, 0u8..4, 0u8..4), 1..40)) {
            let mut nodes = Nodes::default();
            for (chassis, name, serial, address) in said {
                let some = |n: u8| n > 0;
                let claims = Claims {
                    chassis: some(chassis).then(|| mac(chassis)).into_iter().collect(),
                    name: some(name).then(|| format!("sw{name}")),
                    serial: some(serial).then(|| format!("S{serial}")),
                    addresses: some(address).then(|| ip(&format!("10.0.0.{address}"))).into_iter().collect(),
                    device: None,
                };
                let node = nodes.note(&claims);
                prop_assert_eq!(nodes.canonical(node), node);
                if claims.serial.is_some() {
                    prop_assert_eq!(nodes.find(&claims), Some(node));
                }
            }
            for (node, _) in nodes.iter() {
                prop_assert_eq!(nodes.canonical(node), node);
            }
        }
    }
}

mod what_is_linked {
    use super::*;

    fn report(at: u8, interface: &str, neighbor: u8, remote: Option<&str>, protocol: Protocol) -> Report<u8> {
        let (interface, remote) = (interface.to_owned(), remote.map(str::to_owned));
        Report { at, interface, neighbor, remote, protocol }
    }

    fn lldp(at: u8, interface: &str, neighbor: u8, remote: &str) -> Report<u8> {
        report(at, interface, neighbor, Some(remote), Protocol::Lldp)
    }

    fn shape(links: &[Link<u8>]) -> Vec<String> {
        let end = |end: &End<u8>| format!("{}:{}", end.node, end.interface.as_deref().unwrap_or("?"));
        let mark = |link: &Link<u8>| match (link.is_confirmed(), link.shared) {
            (true, false) => "=",
            (false, false) => "-",
            (_, true) => "~",
        };
        links.iter().map(|link| format!("{} {} {}", end(&link.key.0), mark(link), end(&link.key.1))).collect()
    }

    #[test]
    fn both_ends_meet_in_one_link_whatever_they_call_it() {
        let said = [lldp(1, "Gi1/0/1", 2, "TenGigabitEthernet1/1"), lldp(2, "Te1/1", 1, "GigabitEthernet1/0/1")];
        let links = links(&said);
        assert_eq!(shape(&links).len(), 1, "{:?}", shape(&links));
        assert!(links[0].is_confirmed());
        assert_eq!(links[0].sides[0].shown.as_deref(), Some("Gi1/0/1"), "its own name for it");
    }

    #[test]
    fn parallel_links_stay_apart() {
        let said = [lldp(1, "Eth1", 2, "Eth7"), lldp(1, "Eth2", 2, "Eth8"), lldp(2, "Eth7", 1, "Eth1")];
        assert_eq!(shape(&links(&said)), ["1:eth1 = 2:eth7", "1:eth2 - 2:eth8"]);
    }

    #[test]
    fn two_protocols_are_one_link() {
        let said = [
            report(1, "Gi1", 2, Some("Gi2"), Protocol::Cdp),
            lldp(1, "Gi1", 2, "Gi2"),
            // LLDP with a port that is only an address, and no description.
            report(3, "Gi1", 4, None, Protocol::Lldp),
            report(3, "Gi1", 4, Some("Gi9"), Protocol::Cdp),
        ];
        let links = links(&said);
        assert_eq!(
            shape(&links),
            ["1:GigabitEthernet1 - 2:GigabitEthernet2", "3:GigabitEthernet1 - 4:GigabitEthernet9"]
        );
        assert_eq!(links[1].sides[0].hears, [Protocol::Lldp, Protocol::Cdp].into());
    }

    #[test]
    fn the_owner_of_an_interface_names_it() {
        // A port announced by what somebody wrote to it.
        let said = [lldp(1, "eth1", 2, "uplink to core"), lldp(2, "eth5", 1, "eth1")];
        assert_eq!(shape(&links(&said)), ["1:eth1 = 2:eth5"]);
        // And one that was not named at all.
        let said = [report(1, "eth1", 2, None, Protocol::Lldp), lldp(2, "eth5", 1, "eth1")];
        assert_eq!(shape(&links(&said)), ["1:eth1 = 2:eth5"]);
    }

    #[test]
    fn several_behind_one_port_share_it() {
        let said = [lldp(1, "Eth1", 2, "Eth1"), lldp(1, "Eth1", 3, "Eth1"), lldp(1, "Eth2", 4, "Eth1")];
        assert_eq!(shape(&links(&said)), ["1:eth1 ~ 2:eth1", "1:eth1 ~ 3:eth1", "1:eth2 - 4:eth1"]);
    }

    #[test]
    fn a_loop_is_a_link_of_a_device_with_itself() {
        let said = [lldp(1, "Eth2", 1, "Eth3"), lldp(1, "Eth3", 1, "Eth2")];
        assert_eq!(shape(&links(&said)).len(), 1);
    }

    proptest! {
        /// Every report is in exactly one link, and both ends of it agree on which.
        #[test]
        fn every_report_is_told(said in prop::collection::vec((0u8..4, 0u8..4, 0u8..4, prop::option::of(0u8..4)), 0..30)) {
            let said: Vec<Report<u8>> = said
                .into_iter()
                .map(|(at, own, to, far)| {
                    let remote = far.map(|far| format!("Eth{far}"));
                    report(at, &format!("Eth{own}"), to, remote.as_deref(), Protocol::Lldp)
                })
                .collect();
            let links = links(&said);
            for report in &said {
                let own = Some(format!("eth{}", &report.interface[3..]));
                let here = End { node: report.at, interface: own };
                let told = links.iter().any(|link| {
                    let ends = [(&link.key.0, &link.key.1), (&link.key.1, &link.key.0)];
                    ends.into_iter().any(|(near, far)| *near == here && far.node == report.neighbor)
                });
                prop_assert!(told, "{report:?} in {links:?}");
            }
            let keys: BTreeSet<_> = links.iter().map(|link| &link.key).collect();
            prop_assert_eq!(keys.len(), links.len());
        }
    }
}

mod what_changed {
    use super::*;

    const LLDP: Protocol = Protocol::Lldp;

    fn end(node: u8, interface: &str) -> End<u8> {
        End { node, interface: (interface != "?").then(|| interface.to_owned()) }
    }

    fn known(id: u8, a: (u8, &str), b: (u8, &str), hears: [&[Protocol]; 2]) -> KnownLink<u8, u8> {
        let key = LinkKey(end(a.0, a.1), end(b.0, b.1));
        KnownLink { id, key, hears: hears.map(|all| all.iter().copied().collect()), shared: false }
    }

    fn seen(a: (u8, &str), b: (u8, &str), hears: [&[Protocol]; 2]) -> Link<u8> {
        let side = |all: &[Protocol]| Side { shown: None, hears: all.iter().copied().collect() };
        Link { key: LinkKey(end(a.0, a.1), end(b.0, b.1)), sides: [side(hears[0]), side(hears[1])], shared: false }
    }

    fn asked(nodes: &[u8]) -> BTreeMap<u8, BTreeSet<Protocol>> {
        nodes.iter().map(|node| (*node, [LLDP].into())).collect()
    }

    #[test]
    fn what_is_there_as_before_has_not_changed() {
        let before = [known(7, (1, "e1"), (2, "e2"), [&[LLDP], &[LLDP]])];
        let now = [seen((1, "e1"), (2, "e2"), [&[LLDP], &[LLDP]])];
        let changes = compare(&before, &now, &asked(&[1, 2]));
        assert!(matches!(&changes[..], [LinkChange::Seen { id: 7, changed, .. }] if changed.is_empty()), "{changes:?}");
    }

    #[test]
    fn a_link_that_both_ends_miss_is_lost_and_no_other() {
        let before =
            [known(1, (1, "e1"), (2, "e1"), [&[LLDP], &[LLDP]]), known(2, (1, "e2"), (3, "e1"), [&[LLDP], &[LLDP]])];
        let now = [seen((1, "e2"), (3, "e1"), [&[LLDP], &[LLDP]])];
        let changes = compare(&before, &now, &asked(&[1, 2, 3]));
        assert!(changes.contains(&LinkChange::Lost { id: 1 }), "{changes:?}");
        assert_eq!(changes.len(), 2);
    }

    #[test]
    fn a_device_that_was_not_reached_loses_nothing() {
        let before =
            [known(1, (1, "e1"), (2, "e1"), [&[LLDP], &[LLDP]]), known(2, (2, "e2"), (3, "e1"), [&[LLDP], &[]])];
        // 2 did not answer; 1 and 3 were asked.
        let changes = compare(&before, &[], &asked(&[1, 3]));
        assert_eq!(changes, [LinkChange::Doubted { id: 1, hears: [[].into(), [LLDP].into()] }]);
        // What only 1 ever heard is lost by its word alone.
        let before = [known(3, (1, "e1"), (9, "?"), [&[LLDP], &[]])];
        assert_eq!(compare(&before, &[], &asked(&[1])), [LinkChange::Lost { id: 3 }]);
    }

    #[test]
    fn what_was_not_asked_by_a_protocol_stands() {
        let before = [known(1, (1, "e1"), (2, "e1"), [&[LLDP, Protocol::Cdp], &[]])];
        let changes = compare(&before, &[], &asked(&[1]));
        assert_eq!(changes, [LinkChange::Doubted { id: 1, hears: [[Protocol::Cdp].into(), [].into()] }]);
        // Seen again by one end while the other was not asked: it is still confirmed.
        let before = [known(1, (1, "e1"), (2, "e1"), [&[LLDP], &[LLDP]])];
        let now = [seen((1, "e1"), (2, "e1"), [&[LLDP], &[]])];
        let changes = compare(&before, &now, &asked(&[1]));
        assert!(
            matches!(&changes[..], [LinkChange::Seen { link, changed, .. }]
            if changed.is_empty() && link.is_confirmed()),
            "{changes:?}"
        );
    }

    #[test]
    fn a_link_learns_the_name_of_its_far_end_and_keeps_it() {
        let before = [known(1, (1, "e1"), (2, "?"), [&[LLDP], &[]])];
        let now = [seen((1, "e1"), (2, "e5"), [&[LLDP], &[LLDP]])];
        let changes = compare(&before, &now, &asked(&[1, 2]));
        assert!(
            matches!(&changes[..], [LinkChange::Seen { id: 1, changed, .. }]
            if changed.contains("interface") && changed.contains("confirmed")),
            "{changes:?}"
        );
        let before = [known(1, (1, "e1"), (2, "e5"), [&[LLDP], &[]])];
        let now = [seen((1, "e1"), (2, "?"), [&[LLDP], &[]])];
        let changes = compare(&before, &now, &asked(&[1]));
        assert!(
            matches!(&changes[..], [LinkChange::Seen { id: 1, changed, link }]
            if changed.is_empty() && link.key.1 == end(2, "e5")),
            "{changes:?}"
        );
    }

    #[test]
    fn one_without_a_name_is_not_taken_for_one_of_several() {
        let before = [known(1, (1, "e1"), (2, "e5"), [&[LLDP], &[]]), known(2, (1, "e1"), (2, "e6"), [&[LLDP], &[]])];
        let now = [seen((1, "e1"), (2, "?"), [&[LLDP], &[]])];
        let changes = compare(&before, &now, &BTreeMap::new());
        assert!(matches!(&changes[..], [LinkChange::New(_)]), "{changes:?}");
    }

    #[test]
    fn a_lost_link_returns() {
        let before = [known(1, (1, "e1"), (2, "e1"), [&[], &[]])];
        let now = [seen((1, "e1"), (2, "e1"), [&[LLDP], &[]])];
        assert!(matches!(&compare(&before, &now, &asked(&[1]))[..], [LinkChange::Returned { id: 1, .. }]));
        assert_eq!(compare(&before, &[], &asked(&[1, 2])), [], "it is not lost twice");
    }
}

mod crawling {
    use super::*;

    fn rules(max_depth: u32) -> CrawlRules {
        CrawlRules {
            max_depth,
            max_devices: 100,
            protocols: [Protocol::Lldp, Protocol::Cdp].into(),
            ..CrawlRules::default()
        }
    }

    /// Crawls a network of named devices, all of which answer; gives the devices by level, and the crawl.
    fn crawl(rules: CrawlRules, seeds: &[&str], network: &BTreeMap<&str, Vec<&str>>) -> (Vec<Vec<String>>, Crawl) {
        let seeds = seeds.iter().map(|seed| (named(seed), Some((*seed).to_owned())));
        let mut crawl = Crawl::new(rules, seeds);
        let mut levels = Vec::new();
        loop {
            let mut level = Vec::new();
            for order in crawl.level() {
                if let Err(why) = crawl.admit(&order, None) {
                    crawl.stop(order.node, why);
                    continue;
                }
                let name = crawl.nodes.get(order.node).claims.name.clone().unwrap();
                crawl.visit(order.node, &named(&name)).unwrap();
                let neighbors: Vec<Neighbor> = network
                    .get(name.as_str())
                    .into_iter()
                    .flatten()
                    .enumerate()
                    .map(|(port, neighbor)| heard(&format!("Eth{port}"), neighbor, "Eth0"))
                    .collect();
                crawl.hear(order.node, &neighbors);
                level.push(name);
            }
            if level.is_empty() {
                return (levels, crawl);
            }
            level.sort();
            levels.push(level);
        }
    }

    fn ring() -> BTreeMap<&'static str, Vec<&'static str>> {
        BTreeMap::from([
            ("a", vec!["b", "f"]),
            ("b", vec!["a", "c"]),
            ("c", vec!["b", "d"]),
            ("d", vec!["c", "e"]),
            ("e", vec!["d", "f"]),
            ("f", vec!["e", "a"]),
        ])
    }

    #[test]
    fn it_goes_breadth_first_and_visits_each_once() {
        let (levels, crawl) = crawl(rules(9), &["a"], &ring());
        assert_eq!(levels, [vec!["a"], vec!["b", "f"], vec!["c", "e"], vec!["d"]]);
        let met: Vec<bool> = crawl.met().map(|(_, _, stops)| stops.is_none()).collect();
        assert_eq!(met, [true; 6]);
        let d = crawl.nodes.find(&named("d")).unwrap();
        assert_eq!(crawl.path(d).len(), 4);
    }

    #[test]
    fn it_stops_where_it_was_told_and_says_why() {
        let (levels, crawl) = crawl(rules(1), &["a"], &ring());
        assert_eq!(levels, [vec!["a"], vec!["b", "f"]]);
        let stops: Vec<(String, Stop)> =
            crawl.met().filter_map(|(_, node, stops)| Some((node.claims.name.clone()?, stops?.reason))).collect();
        assert_eq!(stops, [("c".to_owned(), Stop::Depth), ("e".to_owned(), Stop::Depth)]);
        let few = CrawlRules { max_devices: 2, ..rules(9) };
        let (levels, crawl) = super::crawling::crawl(few, &["a"], &ring());
        assert_eq!(levels.concat().len(), 2);
        assert!(crawl.met().any(|(_, _, stops)| stops.is_some_and(|stops| stops.reason == Stop::MaxDevices)));
    }

    #[test]
    fn only_known_devices_are_visited_if_so_asked_but_seeds_always() {
        let known = CrawlRules { only_known: true, ..rules(9) };
        let (levels, crawl) = crawl(known, &["a"], &ring());
        assert_eq!(levels, [vec!["a"]]);
        let reasons: Vec<Stop> = crawl.met().filter_map(|(_, _, stops)| Some(stops?.reason)).collect();
        assert_eq!(reasons, [Stop::NotKnown, Stop::NotKnown]);
    }

    #[test]
    fn a_device_that_turns_out_to_be_another_is_not_visited_again() {
        let mut crawl = Crawl::new(rules(3), [(named("a"), None)]);
        let a = crawl.level().remove(0);
        crawl.admit(&a, None).unwrap();
        let itself = |serial: &str, name: &str| Claims { serial: Some(serial.into()), ..named(name) };
        crawl.visit(a.node, &itself("A", "a")).unwrap();
        // Heard by its address only, on one port; by its name on another.
        let nameless = Neighbor {
            name: None,
            addresses: vec![ip("10.0.0.2")],
            chassis: Some(mac(9)),
            ..heard("Eth1", "", "Eth1")
        };
        crawl.hear(a.node, &[heard("Eth0", "b", "Eth0"), nameless]);
        let level = crawl.level();
        assert_eq!(level.len(), 2);
        for order in &level {
            crawl.admit(order, None).unwrap();
        }
        assert!(crawl.visit(level[0].node, &itself("B", "b")).is_some());
        assert_eq!(crawl.visit(level[1].node, &itself("B", "b")), None);
        assert!(crawl.level().is_empty());
        assert_eq!(crawl.met().count(), 2);
        let reports = crawl.reports();
        assert_eq!(reports[0].neighbor, reports[1].neighbor);
    }

    #[test]
    fn a_device_too_far_one_way_is_visited_when_it_is_near_by_another_name() {
        let mut crawl = Crawl::new(rules(1), [(named("a"), None), (named("b"), None)]);
        let level = crawl.level();
        for order in &level {
            crawl.admit(order, None).unwrap();
            crawl.visit(order.node, &Claims::default());
        }
        let by_chassis = Neighbor { name: None, chassis: Some(mac(5)), ..heard("Eth1", "", "Eth1") };
        crawl.hear(level[0].node, std::slice::from_ref(&by_chassis));
        let c = crawl.level().remove(0);
        crawl.admit(&c, None).unwrap();
        crawl.visit(c.node, &Claims { serial: Some("C".into()), ..Claims::default() });
        // Two away, known by another name.
        crawl.hear(c.node, &[heard("Eth2", "d", "Eth0")]);
        assert!(crawl.level().is_empty());
        // One away, and by both names.
        crawl.hear(level[1].node, &[Neighbor { chassis: Some(mac(6)), ..heard("Eth3", "d", "Eth1") }]);
        let names: Vec<_> = crawl.met().map(|(order, node, _)| (node.claims.name.clone(), order.depth)).collect();
        assert!(names.contains(&(Some("d".to_owned()), 2)), "{names:?}");
    }

    #[test]
    fn telephones_and_what_lies_outside_are_left_alone() {
        let phone: BTreeSet<Capability> = [Capability::Bridge, Capability::Phone].into();
        let router: BTreeSet<Capability> = [Capability::Router, Capability::Station].into();
        let host: BTreeSet<Capability> = [Capability::Station].into();
        let exclude = Exclude {
            capabilities: [Capability::Phone, Capability::AccessPoint, Capability::Station].into(),
            name: Some(regex::Regex::new("^lab-").unwrap()),
        };
        let within = StayWithin {
            prefixes: vec!["10.0.0.0/8".parse().unwrap()],
            locations: vec!["AMS-1".to_owned()],
            name: None,
        };
        let fence = Fence { within, exclude };
        let seen = |name, capabilities, address: &str, location| Seen {
            name: Some(name),
            addresses: [ip(address)].into(),
            location,
            capabilities,
        };
        assert_eq!(fence.refuses(&seen("r1", &router, "10.0.0.1", Some("ams-1"))), None);
        assert!(fence.refuses(&seen("r1", &router, "192.0.2.1", Some("ams-1"))).is_some());
        assert!(fence.refuses(&seen("r1", &router, "10.0.0.1", Some("ams-10"))).is_some());
        assert!(fence.refuses(&seen("r1", &router, "10.0.0.1", None)).is_some(), "what is unknown does not fulfil it");
        assert!(fence.refuses(&seen("p1", &phone, "10.0.0.1", Some("ams-1"))).is_some());
        assert!(fence.refuses(&seen("h1", &host, "10.0.0.1", Some("ams-1"))).is_some());
        assert!(fence.refuses(&seen("lab-r1", &router, "10.0.0.1", Some("ams-1"))).is_some());
    }

    #[test]
    fn the_inventory_knows_devices_by_their_id() {
        let id = Uuid::from_u128(7);
        let mut nodes = Nodes::default();
        let seed = nodes.note(&Claims { device: Some(id), ..named("a") });
        let same = nodes.note(&Claims { device: Some(id), ..named("a-renamed") });
        assert_eq!(seed, same);
        assert_ne!(nodes.note(&Claims { device: Some(Uuid::from_u128(8)), ..named("a") }), seed);
    }
}
