//! What crawls find, and what they make of it over time.

use noc_scheduler::device::parse::Templates;
use noc_scheduler::device::platform::Makes;
use noc_scheduler::simulate::network::{NETWORK, cabled};
use noc_scheduler::simulate::ssh::{Fault, Style};
use noc_scheduler::store::topology::{self as stored, LinkRow};
use serde_json::json;

use crate::rig::{Rig, id, row};

async fn links(rig: &Rig) -> Vec<LinkRow> {
    let client = rig.house.database.get().await.unwrap();
    stored::links(&client, None, true, 1_000).await.unwrap()
}

/// The links as a person would write them, lost ones with a cross.
async fn drawn(rig: &Rig) -> Vec<String> {
    let client = rig.house.database.get().await.unwrap();
    let nodes = stored::nodes(&client, None, 1_000).await.unwrap();
    let name = |id| nodes.iter().find(|node| node.id == id).unwrap().name.clone();
    let mut all: Vec<String> = links(rig)
        .await
        .iter()
        .map(|link| {
            let end = |at: usize, node| (name(node), link.shown[at].clone().unwrap_or_default());
            let mut ends = [end(0, link.key.0.node), end(1, link.key.1.node)];
            ends.sort();
            let mark = match (link.lost_at.is_some(), link.confirmed) {
                (true, _) => "x",
                (false, true) => "=",
                (false, false) => "-",
            };
            let [(a, pa), (b, pb)] = ends;
            format!("{a} {pa} {mark} {b} {pb}")
        })
        .collect();
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_one_seed_it_finds_exactly_what_is_there() {
    let rig = Rig::start(row(Style::Eos)).await;
    let outcome = rig.crawl(json!({"seed_devices": [1], "max_depth": 3})).await.unwrap();
    assert_eq!((outcome.visited, outcome.succeeded, outcome.failed), (4, 4, 0), "{outcome:#?}");
    assert_eq!(outcome.by_depth, [1, 1, 1, 1]);
    assert_eq!((outcome.links_total, outcome.links_new), (4, 4));
    assert_eq!(outcome.devices[3].path, ["sw1", "sw2", "sw3", "sw4"]);
    assert_eq!(outcome.status, "complete", "{outcome:#?}");
    let expected = [
        "sw1 Ethernet1 = sw2 Ethernet1",
        "sw1 Ethernet2 = sw2 Ethernet2",
        "sw2 Ethernet3 = sw3 Ethernet1",
        "sw3 Ethernet2 = sw4 Ethernet1",
    ];
    assert_eq!(drawn(&rig).await, expected);
    for double in &rig.doubles {
        assert_eq!(double.visits().logins_tried(), 1, "each device is visited once");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn linux_announces_ports_as_addresses_and_is_understood() {
    let rig = Rig::start(row(Style::Linux)).await;
    let outcome = rig.crawl(json!({"seed_devices": ["sw2"]})).await.unwrap();
    assert_eq!(outcome.by_depth, [1, 2, 1], "{outcome:#?}");
    assert_eq!(drawn(&rig).await[0], "sw1 swp1 = sw2 swp1");
    assert_eq!(links(&rig).await.len(), 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demos_network_is_found_whole_whatever_its_makes() {
    let lan = cabled(0);
    let (cables, silent) = (lan.cables.len(), lan.stations.iter().filter(|s| s.announces.is_some()).count());
    let rig = Rig::start_elsewhere(lan, NETWORK).await;
    let seeds = json!({"seed_devices": ["ams-core-01", "ams-core-02", "ams-core-03"], "max_depth": 9});
    let outcome = rig.crawl(seeds.clone()).await.unwrap();
    let steps = outcome.devices.iter().flat_map(|device| device.steps.iter().map(|step| (&device.name, step)));
    let odd: Vec<_> = steps.filter(|(_, step)| !matches!(step.status, "ok" | "none")).collect();
    assert_eq!((outcome.status, outcome.failed), ("complete", 0), "{odd:#?}");
    assert_eq!(outcome.stop_reasons, [("platform_unknown", silent)].into(), "{:#?}", outcome.devices);
    assert_eq!(outcome.succeeded, rig.doubles.len());
    assert_eq!(outcome.links_total, cables);
    let one_sided = drawn(&rig).await.iter().filter(|line| line.contains(" - ")).count();
    assert_eq!(one_sided, silent, "only what does not let anybody in is heard by one end alone");
    let aggregates =
        "select count(*) from noc.topology_links where a_aggregate is not null and b_aggregate is not null";
    // Two for each of five pairs of cores.
    assert_eq!(rig.house.count(aggregates).await, 10);
    for (table, least) in [("interfaces", 150), ("arp", 64), ("macs", 100), ("routes", 25)] {
        let count = rig.house.count(&format!("select count(*) from noc.network_{table}")).await;
        assert!(count >= least, "{table}: {count}");
    }
    // A server of Amsterdam is at its switch, and heard on the way to it.
    let client = rig.house.database.get().await.unwrap();
    let places = stored::tables::where_macs(&client, &["00:50:56:01:00:01".to_owned()], 100).await.unwrap();
    let at: Vec<_> = places.iter().filter(|place| place.kind == "port" && !place.is_link).collect();
    assert_eq!((at.len(), at[0].node.as_str()), (1, "ams-sw-01"), "{places:#?}");
    assert!(places.iter().any(|place| place.kind == "arp" && place.node == "ams-core-01"), "{places:#?}");

    // Later a cable is pulled, and later still another is moved and the first is back.
    let changes = async |rig: &mut Rig, tick| {
        rig.rewire(|lan| *lan = cabled(tick));
        let outcome = rig.crawl(seeds.clone()).await.unwrap();
        (outcome.links_new, outcome.links_lost, outcome.links_returned)
    };
    let mut rig = rig;
    assert_eq!(changes(&mut rig, 9).await, (0, 1, 0));
    assert_eq!(changes(&mut rig, 18).await, (1, 1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_make_that_only_installed_templates_know_is_crawled_like_others() {
    let templates = tempfile::tempdir().unwrap();
    let lldp = "Value LOCAL_INTERFACE (\\S+)\nValue NEIGHBOR_NAME (\\S+)\nValue NEIGHBOR_INTERFACE (\\S+)\n\n\
                Start\n  ^${LOCAL_INTERFACE} ${NEIGHBOR_NAME} ${NEIGHBOR_INTERFACE}$$ -> Record\n";
    let index = "Template, Hostname, Platform, Command\n\nlldp.textfsm, .*, acme_os, dis[[play]] lldp neighbor\n";
    for (name, text) in [("index", index), ("lldp.textfsm", lldp)] {
        std::fs::write(templates.path().join(name), text).unwrap();
    }
    let mut rig = Rig::start(row(Style::Eos)).await;
    let sql = "update noc.devices set network_driver = 'acme_os' where number = 4";
    rig.house.sql.execute(sql, &[]).await.unwrap();
    let args = json!({"seed_devices": [3, 4], "max_depth": 0});
    rig.doubles[3].edit(|device| {
        device.style = Style::Ios;
        device.exec = false;
        device.answers = [("display lldp neighbor".to_owned(), "Ethernet1 sw3 Ethernet2\n".into())].into();
    });
    let unknown = rig.crawl(args.clone()).await.unwrap();
    assert_eq!(unknown.devices[1].error_class.map(|class| class.as_str()), Some("platform_unknown"), "{unknown:#?}");
    assert!(unknown.devices[1].error.as_deref().unwrap().contains("acme_os"));

    rig.makes = Makes::with(Templates::load(templates.path()).unwrap());
    let outcome = rig.crawl(args).await.unwrap();
    assert_eq!((outcome.status, outcome.succeeded), ("complete", 2), "{outcome:#?}");
    assert!(drawn(&rig).await.contains(&"sw3 Ethernet2 = sw4 Ethernet1".to_owned()), "both ends say so");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_taken_down_is_lost_and_nothing_else() {
    let mut rig = Rig::start(row(Style::Eos)).await;
    rig.crawl(json!({"seed_devices": [1]})).await.unwrap();
    let gone = rig.lan.cables[1].clone();
    rig.rewire(|lan| lan.cables.retain(|cable| *cable != gone));
    let outcome = rig.crawl(json!({"seed_devices": [1]})).await.unwrap();
    assert_eq!((outcome.links_lost, outcome.links_new, outcome.links_changed), (1, 0, 0), "{outcome:#?}");
    assert_eq!(outcome.links.lost, ["sw1 Ethernet2 – sw2 Ethernet2"]);
    assert!(drawn(&rig).await.contains(&"sw1 Ethernet2 x sw2 Ethernet2".to_owned()));
    // And is there again when it is plugged in.
    rig.rewire(|lan| lan.cables.push(gone));
    let outcome = rig.crawl(json!({"seed_devices": [1]})).await.unwrap();
    assert_eq!((outcome.links_returned, outcome.links_new, outcome.links_lost), (1, 0, 0));
    assert!(drawn(&rig).await.contains(&"sw1 Ethernet2 = sw2 Ethernet2".to_owned()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_that_cannot_be_reached_loses_nothing() {
    let rig = Rig::start(row(Style::Eos)).await;
    rig.crawl(json!({"seed_devices": [1]})).await.unwrap();
    rig.doubles[2].edit(|device| device.faults.push(Fault::CloseSaying("% all lines in use".to_owned())));
    let outcome = rig.crawl(json!({"seed_devices": [1, 2, 4], "max_depth": 0})).await.unwrap();
    assert_eq!((outcome.links_lost, outcome.links_doubted), (0, 0), "{outcome:#?}");
    let outcome = rig.crawl(json!({"seed_devices": [1]})).await.unwrap();
    assert_eq!((outcome.failed, outcome.links_lost, outcome.status), (1, 0, "partial"), "{outcome:#?}");
    let failed = outcome.devices.iter().find(|device| device.name == "sw3").unwrap();
    assert_eq!(failed.error_class.unwrap().as_str(), "device_busy");
    assert!(drawn(&rig).await.contains(&"sw3 Ethernet2 = sw4 Ethernet1".to_owned()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_says_where_an_address_is() {
    let rig = Rig::start(row(Style::Eos)).await;
    rig.crawl(json!({"seed_devices": [1]})).await.unwrap();
    let client = rig.house.database.get().await.unwrap();
    let macs = ["52:54:00:00:00:09".to_owned()];
    let places = stored::tables::where_macs(&client, &macs, 100).await.unwrap();
    let edge: Vec<_> = places.iter().filter(|place| place.kind == "port" && !place.is_link).collect();
    assert_eq!(edge.len(), 1, "{places:#?}");
    assert_eq!(
        (edge[0].node.as_str(), edge[0].interface.as_deref(), edge[0].vlan),
        ("sw4", Some("Ethernet7"), Some(20))
    );
    assert!(places.iter().any(|place| place.kind == "port" && place.is_link && place.node == "sw3"));
    let told = stored::tables::where_address(&client, "192.0.2.9", 100).await.unwrap();
    assert_eq!((told[0].kind.as_str(), told[0].mac.as_deref()), ("arp", Some("52:54:00:00:00:09")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_stops_where_it_was_told_to_and_says_why() {
    let rig = Rig::start(row(Style::Eos)).await;
    let outcome = rig.crawl(json!({"seed_devices": [1], "max_depth": 1})).await.unwrap();
    assert_eq!(outcome.visited, 2);
    assert_eq!(outcome.stop_reasons, [("depth", 1)].into());
    let few = json!({"seed_devices": [1], "max_devices": 1});
    assert_eq!(rig.crawl(few).await.unwrap().stop_reasons, [("max_devices", 1)].into());
    let named = json!({"seed_devices": [1], "exclude": {"name_pattern": "^sw3$", "capabilities": []}});
    let outcome = rig.crawl(named).await.unwrap();
    assert_eq!((outcome.visited, outcome.stop_reasons), (2, [("excluded", 1)].into()));
    let dry = rig.crawl(json!({"seed_devices": [1, 2], "dry_run": true})).await.unwrap();
    assert_eq!((dry.visited, dry.devices.len(), dry.dry_run), (0, 2, true));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_keeping_results_nothing_is_written() {
    let rig = Rig::start(row(Style::Eos)).await;
    let outcome = rig.crawl(json!({"seed_devices": [1], "cache_results": false})).await.unwrap();
    assert_eq!((outcome.links_total, outcome.links_new), (4, 4));
    assert!(links(&rig).await.is_empty());
    assert_eq!(rig.house.count("select count(*) from noc.topology_nodes").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_neighbour_that_the_inventory_lacks_stays_as_unknown() {
    let rig = Rig::start(row(Style::Eos)).await;
    rig.house.sql.execute("delete from noc.devices where id = $1", &[&id(3)]).await.unwrap();
    let outcome = rig.crawl(json!({"seed_devices": [1], "only_known": true})).await.unwrap();
    assert_eq!((outcome.visited, outcome.unknown_neighbors), (3, 1), "{outcome:#?}");
    assert_eq!(outcome.stop_reasons, [("not_known", 1)].into());
    let kinds = "select count(*) from noc.topology_nodes where kind = 'unknown' and name = 'sw4'";
    assert_eq!(rig.house.count(kinds).await, 1);
    // Its only address is one of this host's own, which no neighbour is believed: it stays where nobody can go.
    let outcome = rig.crawl(json!({"seed_devices": [1]})).await.unwrap();
    assert_eq!((outcome.visited, outcome.links_new), (3, 0), "{outcome:#?}");
    assert_eq!(outcome.stop_reasons, [("no_address", 1)].into());
    assert_eq!(rig.house.count("select count(*) from noc.topology_nodes").await, 4);
    assert_eq!(rig.house.count(kinds).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_later_visit_has_written_down_is_not_undone_by_an_earlier_one() {
    let mut rig = Rig::start(row(Style::Eos)).await;
    rig.crawl(json!({"seed_devices": [1]})).await.unwrap();
    let before = drawn(&rig).await;
    // As if another job had asked these two since this one did, and was done first.
    let later = "update noc.topology_nodes set visited_at = now() + interval '1 hour' where name in ('sw1', 'sw2')";
    rig.house.sql.execute(later, &[]).await.unwrap();
    rig.house
        .sql
        .execute("update noc.network_interfaces set gone_at = now() where shown = 'Ethernet2'", &[])
        .await
        .unwrap();
    let gone = rig.lan.cables[1].clone();
    rig.rewire(|lan| lan.cables.retain(|cable| *cable != gone));
    let outcome = rig.crawl(json!({"seed_devices": [1]})).await.unwrap();
    assert_eq!((outcome.links_lost, outcome.links_doubted, outcome.links_changed), (0, 0, 0), "{outcome:#?}");
    assert_eq!(drawn(&rig).await, before);
    let theirs = "select count(*) from noc.network_interfaces i join noc.topology_nodes n on n.id = i.node_id
        where n.name in ('sw1', 'sw2') and i.gone_at is not null";
    assert_eq!(rig.house.count(theirs).await, 2, "what they said later holds");
    let visits = "select count(*) from noc.topology_nodes where visited_at > now()";
    assert_eq!(rig.house.count(visits).await, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_that_turn_out_to_be_one_device_become_one() {
    let rig = Rig::start(row(Style::Eos)).await;
    rig.house.sql.execute("delete from noc.devices where id = $1", &[&id(1)]).await.unwrap();
    // Heard by its neighbour, and not visited: nobody knows it.
    rig.crawl(json!({"seed_devices": [1], "only_known": true})).await.unwrap();
    let insert = "insert into noc.devices (id, number, connection_id, name, location, network_driver, primary_ip4,
        primary_ip4_host, content_hash, first_seen, last_seen, last_changed)
        values ($1, 2, $1, 'another-name', 'AMS-1', 'arista_eos', $2 || '/24', $2, '', now(), now(), now())";
    let address = rig.lan.stations[1].address.to_string();
    rig.house.sql.execute(insert, &[&id(1), &address]).await.unwrap();
    // Known by the inventory, under a name that nobody hears, and it does not answer.
    rig.doubles[1].edit(|device| device.faults.push(Fault::CloseSaying("% all lines in use".to_owned())));
    rig.crawl(json!({"seed_devices": [2, 3], "max_depth": 0})).await.unwrap();
    let all = "select count(*) from noc.topology_nodes where name in ('sw2', 'another-name')";
    let (apart, mark) = (rig.house.count(all).await, rig.house.count("select count(*) from noc.topology_nodes").await);
    rig.doubles[1].edit(|device| device.faults.clear());
    let outcome = rig.crawl(json!({"seed_devices": [2], "max_depth": 0})).await.unwrap();
    assert_eq!((outcome.succeeded, outcome.links_lost), (1, 0), "{outcome:#?}");
    assert_eq!(rig.house.count(all).await, 1);
    assert_eq!(rig.house.count("select count(*) from noc.topology_nodes").await, mark - (apart - 1));
    let device = "select count(*) from noc.topology_nodes where device_id is not null and name = 'another-name'";
    assert_eq!(rig.house.count(device).await, 1);
}
