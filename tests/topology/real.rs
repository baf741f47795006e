//! Crawls of the lab under `tests/lab/`: real lldpd, FRR and OpenSSH. Where it cannot be started its script says why,
//! and this is left out.

use std::collections::BTreeSet;

use noc_scheduler::access::Detours;
use noc_scheduler::domain::network::Mac;
use noc_scheduler::simulate::lan::{Lan, Station};
use noc_scheduler::simulate::ssh::Style;
use noc_scheduler::store::topology as stored;
use serde_json::{Value, json};

use crate::lab::{Lab, text};
use crate::rig::Rig;

type End = (String, String);

/// A house that knows the seed and nobody else, with the lab's user and password.
async fn rig(lab: &Lab) -> Rig {
    let seed = lab.devices().iter().find(|device| device["name"] == lab.plan["seed"]).unwrap();
    let station = Station {
        name: text(&seed["name"]).to_owned(),
        style: Style::Linux,
        model: String::new(),
        serial: String::new(),
        chassis: Mac([0; 6]),
        address: text(&seed["address"]).parse().unwrap(),
        announces: None,
    };
    let lan = Lan { stations: vec![station], ..Lan::default() };
    let login = (text(&seed["user"]), text(&seed["password"]));
    Rig::around(lan, Vec::new(), seed["port"].as_u64().unwrap().try_into().unwrap(), Detours::default(), login).await
}

fn planned_links(lab: &Lab) -> BTreeSet<BTreeSet<End>> {
    let end = |end: &Value| (text(&end["device"]).to_owned(), text(&end["port"]).to_owned());
    let up = lab.plan["links"].as_array().unwrap().iter().filter(|link| link["up"] == true);
    up.map(|link| link["ends"].as_array().unwrap().iter().map(end).collect()).collect()
}

/// The links that are there, each of which both ends must confirm; and those that are lost.
async fn found_links(rig: &Rig) -> (BTreeSet<BTreeSet<End>>, BTreeSet<BTreeSet<End>>) {
    let client = rig.house.database.get().await.unwrap();
    let nodes = stored::nodes(&client, None, 100).await.unwrap();
    let name = |id| nodes.iter().find(|node| node.id == id).unwrap().name.clone();
    let (mut there, mut lost) = (BTreeSet::new(), BTreeSet::new());
    for link in stored::links(&client, None, true, 100).await.unwrap() {
        let [a, b] = link.shown.clone().map(Option::unwrap);
        let ends = BTreeSet::from([(name(link.key.0.node), a), (name(link.key.1.node), b)]);
        match link.lost_at {
            Some(_) => lost.insert(ends),
            None => {
                assert!(link.confirmed && !link.shared, "{ends:?}");
                there.insert(ends)
            }
        };
    }
    (there, lost)
}

/// Device, source, network, metric, next hop and port of each route.
type Ways = BTreeSet<[String; 6]>;

fn planned_ways(lab: &Lab) -> Ways {
    let mut ways = BTreeSet::new();
    for device in lab.devices() {
        for (source, list) in [("static", &device["static_routes"]), ("ospf", &device["ospf_routes"])] {
            for way in list.as_array().unwrap() {
                let of = |field: &str| text(&way[field]).to_owned();
                let metric = way["metric"].to_string();
                let name = text(&device["name"]).to_owned();
                ways.insert([name, source.to_owned(), of("prefix"), metric, of("next_hop"), of("port")]);
            }
        }
    }
    ways
}

async fn found_ways(rig: &Rig) -> Ways {
    let sql = "select n.name, r.source, r.network, coalesce(r.metric::text, ''), r.next_hop, r.interface
        from noc.network_routes r join noc.topology_nodes n on n.id = r.node_id where r.gone_at is null";
    let rows = rig.house.sql.query(sql, &[]).await.unwrap();
    rows.iter().map(|row| std::array::from_fn(|column| row.get(column))).collect()
}

async fn is_as_planned(lab: &Lab, rig: &Rig) {
    assert_eq!(found_links(rig).await.0, planned_links(lab));
    let (found, planned) = (found_ways(rig).await, planned_ways(lab));
    let differ: Vec<_> = found.symmetric_difference(&planned).collect();
    assert!(differ.is_empty(), "routes that are only found or only planned: {differ:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_one_seed_it_finds_the_labs_links_neighbours_and_routes_and_loses_what_is_cut() {
    let Some(mut lab) = Lab::up() else { return };
    let rig = rig(&lab).await;
    let args = json!({"seed_devices": [lab.plan["seed"]], "max_depth": lab.plan["depth"]});
    let outcome = rig.crawl(args.clone()).await.unwrap();
    let steps = outcome.devices.iter().flat_map(|device| device.steps.iter().map(|step| (&device.name, step)));
    let odd: Vec<_> = steps.filter(|(_, step)| !matches!(step.status, "ok" | "none")).collect();
    assert_eq!((outcome.status, outcome.succeeded, outcome.failed), ("complete", 6, 0), "{odd:#?} {outcome:#?}");
    assert_eq!((outcome.links_new, outcome.links_total), (8, 8));
    is_as_planned(&lab, &rig).await;

    // One of two parallel links.
    let all = planned_links(&lab);
    lab.cut("core1:swp1");
    let outcome = rig.crawl(args.clone()).await.unwrap();
    assert_eq!((outcome.links_lost, outcome.links_new, outcome.links_changed), (1, 0, 0), "{outcome:#?}");
    is_as_planned(&lab, &rig).await;
    let cut: BTreeSet<_> = all.difference(&planned_links(&lab)).cloned().collect();
    assert_eq!((cut.len(), found_links(&rig).await.1), (1, cut));

    lab.mend("core1:swp1");
    let outcome = rig.crawl(args).await.unwrap();
    assert_eq!((outcome.links_returned, outcome.links_lost, outcome.links_new), (1, 0, 0), "{outcome:#?}");
    is_as_planned(&lab, &rig).await;
    lab.down();
}
