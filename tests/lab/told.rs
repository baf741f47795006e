//! What the devices tell over SSH is what the plan says, link by link and route by route.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::rig::{Lab, asked, session, text};

#[tokio::test]
async fn devices_tell_what_the_plan_says_also_after_a_cut() {
    let Some(mut lab) = Lab::up() else { return };
    let all: Vec<String> = lab.links_up().into_iter().map(str::to_owned).collect();
    assert_eq!((lab.devices().len(), all.len()), (6, 8));
    all_tell_the_plan(&lab).await;

    // One of two parallel links, named by its other end.
    lab.cut("core2:swp10");
    let left = all.iter().map(String::as_str).filter(|link| *link != "core1:swp1").collect();
    assert_eq!(lab.links_up(), left);
    all_tell_the_plan(&lab).await;
    let core1 = lab.devices().iter().find(|device| device["name"] == "core1").unwrap();
    let heard = neighbors(&asked(&mut session(core1).await, NEIGHBORS).await);
    assert!(heard.iter().all(|said| said[0] != "swp1") && heard.iter().any(|said| said[0] == "swp2"), "{heard:?}");

    lab.mend("core1:swp1");
    assert_eq!(lab.links_up(), all.iter().map(String::as_str).collect());
    all_tell_the_plan(&lab).await;
}

const NEIGHBORS: &str = "lldpcli -f json show neighbors details";

async fn all_tell_the_plan(lab: &Lab) {
    for device in lab.devices() {
        let name = text(&device["name"]);
        let mut session = session(device).await;
        assert_eq!(session.host_key().fingerprint, text(&device["host_key"]), "{name}");

        let chassis = asked(&mut session, "lldpcli -f json show chassis").await;
        assert_eq!(chassis["local-chassis"]["chassis"][name]["id"]["value"], device["chassis"], "{name}");

        let heard = neighbors(&asked(&mut session, NEIGHBORS).await);
        assert_eq!(heard, planned(&device["neighbors"], ["port", "device", "chassis", "device_port"]), "{name}");

        for (kind, key) in [("ospf", "ospf_routes"), ("static", "static_routes")] {
            let routes = asked(&mut session, &format!("vtysh -c 'show ip route {kind} json'")).await;
            let fields = ["prefix", "metric", "next_hop", "port"];
            assert_eq!(in_use(&routes), planned(&device[key], fields), "{name}: {kind}");
        }
        session.close().await;
    }
}

/// Fields of a list in the plan, each line once.
fn planned(list: &Value, fields: [&str; 4]) -> BTreeSet<[String; 4]> {
    let list = list.as_array().unwrap();
    let lines: BTreeSet<_> = list.iter().map(|line| fields.map(|field| plain(&line[field]))).collect();
    assert_eq!(lines.len(), list.len(), "twice in the plan: {list:?}");
    lines
}

/// Own port, name, chassis and port of what is heard. lldpcli gives an object for one, an array for several.
fn neighbors(said: &Value) -> BTreeSet<[String; 4]> {
    let interfaces = match &said["lldp"]["interface"] {
        Value::Array(several) => several.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    };
    let mut heard = BTreeSet::new();
    for (port, neighbor) in interfaces.into_iter().flat_map(|interface| interface.as_object().unwrap()) {
        let (name, chassis) = neighbor["chassis"].as_object().unwrap().iter().next().unwrap();
        let other_port = plain(&neighbor["port"]["descr"]);
        heard.insert([port.clone(), name.clone(), plain(&chassis["id"]["value"]), other_port]);
    }
    heard
}

/// Prefix, metric, next hop and port of each way that is in use.
fn in_use(said: &Value) -> BTreeSet<[String; 4]> {
    let mut ways = BTreeSet::new();
    for (prefix, routes) in said.as_object().unwrap() {
        for route in routes.as_array().unwrap().iter().filter(|route| route["selected"] == true) {
            for hop in route["nexthops"].as_array().unwrap() {
                let (metric, port) = (plain(&route["metric"]), plain(&hop["interfaceName"]));
                ways.insert([prefix.clone(), metric, plain(&hop["ip"]), port]);
            }
        }
    }
    ways
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
