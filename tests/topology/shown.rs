//! What crawls found, as the API answers it.

use noc_scheduler::api::ApiConfig;
use noc_scheduler::domain::visit::{DeviceVisit, VisitState};
use noc_scheduler::simulate::ssh::{Fault, Style, host_key};
use noc_scheduler::store::visits;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::rig::{Rig, id, row};
use crate::served;
use crate::support::servers::servers;

async fn served(rig: &Rig) -> served::House {
    served::House::over(servers(), rig.house.url.clone(), ApiConfig::default()).await
}

fn texts<'a>(list: &'a Value, field: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|one| one[field].as_str().unwrap()).collect()
}

/// A node's id by its name.
fn node(graph: &Value, name: &str) -> String {
    let nodes = graph["nodes"].as_array().unwrap();
    nodes.iter().find(|node| node["name"] == name).unwrap()["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_graph_is_answered_whole_in_part_and_as_it_was() {
    let mut rig = Rig::start(row(Style::Eos)).await;
    let house = served(&rig).await;
    let vera = house.login("vera").await;
    let nothing = vera.get("/api/topology/graph").await.expect(200);
    assert_eq!((&nothing["nodes"], &nothing["links"]), (&json!([]), &json!([])));

    let first = Uuid::now_v7();
    rig.crawl_as(first, json!({"seed_devices": [1]})).await.0.unwrap();
    let graph = vera.get("/api/topology/graph").await.expect(200);
    let mut names = texts(&graph["nodes"], "name");
    names.sort_unstable();
    assert_eq!(names, ["sw1", "sw2", "sw3", "sw4"]);
    let links = graph["links"].as_array().unwrap();
    assert_eq!(links.len(), 4);
    for link in links {
        assert_eq!(
            (&link["confirmed"], &link["shared"], &link["lost_at"]),
            (&json!(true), &json!(false), &Value::Null)
        );
        assert!(link["a"]["hears"] == true && link["b"]["hears"] == true, "{link:#}");
    }

    // Near the end of the row; by the node's id, and by the device's.
    for centre in [node(&graph, "sw4"), id(3).to_string()] {
        for (hops, nodes, lines) in [(0, 1, 0), (1, 2, 1), (2, 3, 2), (3, 4, 4)] {
            let near = vera.get(&format!("/api/topology/graph?around={centre}&hops={hops}")).await.expect(200);
            let count = |what: &str| near[what].as_array().unwrap().len();
            assert_eq!((count("nodes"), count("links")), (nodes, lines), "{hops}");
        }
    }
    vera.get(&format!("/api/topology/graph?around={}", Uuid::nil())).await.problem(404);
    assert_eq!(vera.get("/api/topology/graph?hops=21").await.problem(422).1, "?hops");
    let elsewhere = vera.get("/api/topology/graph?location=nowhere").await.expect(200);
    assert_eq!(elsewhere["nodes"], json!([]));
    let here = vera.get("/api/topology/graph?location=ams-1").await.expect(200);
    assert_eq!(here["nodes"].as_array().unwrap().len(), 4);

    // One cable less.
    let (before, second) = (served::now(), Uuid::now_v7());
    let gone = rig.lan.cables[1].clone();
    rig.rewire(|lan| lan.cables.retain(|cable| *cable != gone));
    rig.crawl_as(second, json!({"seed_devices": [1]})).await.0.unwrap();
    let count = |graph: Value| graph["links"].as_array().unwrap().len();
    assert_eq!(count(vera.get("/api/topology/graph").await.expect(200)), 3);
    assert_eq!(count(vera.get("/api/topology/graph?lost=true").await.expect(200)), 4);
    assert_eq!(count(vera.get(&format!("/api/topology/graph?at={before}")).await.expect(200)), 4);
    for (job, links) in [(first, 4), (second, 3)] {
        let seen = vera.get(&format!("/api/topology/graph?job_id={job}")).await.expect(200);
        assert_eq!(count(seen), links, "as that job saw it");
    }
    vera.get(&format!("/api/topology/graph?job_id={}", Uuid::nil())).await.problem(404);
    let crawls = vera.get("/api/topology/crawls").await.expect(200);
    let figures =
        |crawl: &Value| ["devices", "links", "links_new", "links_lost"].map(|field| crawl[field].as_i64().unwrap());
    assert_eq!((crawls[0]["job_id"].as_str(), figures(&crawls[0])), (Some(second.to_string().as_str()), [4, 3, 0, 1]));
    assert_eq!((crawls[1]["job_id"].as_str(), figures(&crawls[1])), (Some(first.to_string().as_str()), [4, 4, 4, 0]));

    let difference = vera.get(&format!("/api/topology/difference?from={before}")).await.expect(200);
    assert_eq!(texts(&difference, "change"), ["lost"]);
    assert_eq!((&difference[0]["a"]["name"], &difference[0]["b"]["name"]), (&json!("sw1"), &json!("sw2")));
    let after = served::now();
    assert_eq!(vera.get(&format!("/api/topology/difference?from={after}")).await.expect(200), json!([]));
    let wrong = format!("/api/topology/difference?from={after}&to={before}");
    assert_eq!(vera.get(&wrong).await.problem(422).1, "?from");

    let changes = vera.get("/api/topology/changes").await.expect(200);
    assert_eq!(texts(&changes, "change"), ["lost", "new", "new", "new", "new"]);
    assert_eq!(vera.get("/api/topology/changes?change=lost").await.expect(200).as_array().unwrap().len(), 1);
    let page = vera.get("/api/topology/changes?limit=2").await;
    let next = page.header("link");
    let next = next.split(['<', '>']).nth(1).unwrap();
    assert_eq!(page.expect(200).as_array().unwrap().len(), 2);
    let rest = vera.get(next).await.expect(200);
    assert_eq!(rest[0]["id"], changes[2]["id"]);

    let link = changes[0]["link_id"].as_str().unwrap();
    let detail = vera.get(&format!("/api/topology/links/{link}")).await.expect(200);
    assert_eq!(texts(&detail["changes"], "change"), ["lost", "new"]);
    assert!(detail["lost_at"].is_string());
    let mut ends = texts(&detail["nodes"], "name");
    ends.sort_unstable();
    assert_eq!(ends, ["sw1", "sw2"]);
    assert_eq!(detail["evidence"].as_array().unwrap().len(), 2, "each end once: {detail:#}");
    vera.get(&format!("/api/topology/links/{}", Uuid::nil())).await.problem(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_taken_along_in_each_form() {
    let rig = Rig::start(row(Style::Eos)).await;
    let house = served(&rig).await;
    let vera = house.login("vera").await;
    rig.crawl(json!({"seed_devices": [1]})).await.unwrap();
    let of = |format: &str| format!("/api/topology/export?format={format}");

    let json = vera.get(&of("json")).await;
    assert_eq!(json.header("content-disposition"), "attachment; filename=\"topology.json\"");
    assert_eq!(json.expect(200)["links"].as_array().unwrap().len(), 4);

    let text = |answer: served::Answer| answer.expect(200).as_str().unwrap().to_owned();
    let graphml = vera.get(&of("graphml")).await;
    assert!(graphml.header("content-type").starts_with("application/graphml+xml"));
    let graphml = text(graphml);
    assert_eq!((graphml.matches("<node ").count(), graphml.matches("<edge ").count()), (4, 4), "{graphml}");
    let mermaid = text(vera.get(&of("mermaid")).await);
    assert_eq!(mermaid.matches("---").count(), 4, "{mermaid}");
    let csv = text(vera.get(&of("csv")).await);
    assert_eq!(csv.lines().count(), 5, "a heading and a line for each link: {csv}");
    assert!(csv.contains("Ethernet3") && csv.contains("sw2"), "{csv}");
    vera.get(&of("visio")).await.problem(422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_asked_where_an_address_is() {
    let rig = Rig::start(row(Style::Eos)).await;
    let house = served(&rig).await;
    let vera = house.login("vera").await;
    rig.crawl(json!({"seed_devices": [1]})).await.unwrap();
    for asked in ["52:54:00:00:00:09", "5254.0000.0009", "52-54-00-00-00-09", "192.0.2.9"] {
        let found = vera.get(&format!("/api/topology/where?address={asked}")).await.expect(200);
        let best = &found["best"];
        assert_eq!(
            (&best["node"], &best["interface"], &best["vlan"], &best["is_link"], &best["gone_at"]),
            (&json!("sw4"), &json!("Ethernet7"), &json!(20), &json!(false), &Value::Null),
            "{asked}: {found:#}"
        );
        assert!(best["last_seen"].is_string());
    }
    // Whoever had the address before has another one now, and is still plugged in.
    let before = "insert into noc.network_arp (node_id, vrf, address, mac, interface, first_seen, last_seen, gone_at)
        select id, '', '192.0.2.9', '52:54:00:00:00:0a', '', now(), now(), now() from noc.topology_nodes where name = 'sw4';
        insert into noc.network_macs (node_id, mac, vlan, port, shown, kind, first_seen, last_seen)
        select id, '52:54:00:00:00:0a', 20, 'Ethernet9', 'Ethernet9', 'dynamic', now(), now() + interval '1 hour'
        from noc.topology_nodes where name = 'sw3'";
    house.sql(before).await;
    let now = vera.get("/api/topology/where?address=192.0.2.9").await.expect(200);
    assert_eq!(now["best"]["node"], "sw4", "{now:#}");

    // A telephone at the port announces itself, and does not lead on; a unit of a trunk of Junos does.
    let phone = "insert into noc.topology_nodes (id, name, kind, claims, capabilities, first_seen, last_seen)
        values ('00000000-0000-4000-8000-0000000000f0', 'phone', 'unknown', '{}', '{bridge,phone}', now(), now());
        insert into noc.topology_links (id, a_node, a_interface, b_node, shared, evidence, confirmed, first_seen, last_seen, last_job)
        select gen_random_uuid(), id, 'Ethernet7', '00000000-0000-4000-8000-0000000000f0', false, '[]', false, now(), now(),
            gen_random_uuid() from noc.topology_nodes where name = 'sw4';
        update noc.network_macs set port = port || '.0', shown = shown || '.0'
        where mac = '52:54:00:00:00:09' and node_id in (select id from noc.topology_nodes where name <> 'sw4')";
    house.sql(phone).await;
    let still = vera.get("/api/topology/where?address=52:54:00:00:00:09").await.expect(200);
    assert_eq!(
        (&still["best"]["node"], &still["best"]["interface"]),
        (&json!("sw4"), &json!("Ethernet7")),
        "{still:#}"
    );
    let on_the_way = still["places"].as_array().unwrap().iter().filter(|place| place["is_link"] == true).count();
    assert_eq!(on_the_way, 3, "{still:#}");
    let nobody = vera.get("/api/topology/where?address=52:54:00:00:00:10").await.expect(200);
    assert_eq!((&nobody["best"], &nobody["places"]), (&Value::Null, &json!([])));
    assert_eq!(vera.get("/api/topology/where?address=sw1").await.problem(422).1, "?address");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_key_is_accepted_by_an_admin_who_looked_at_it() {
    let rig = Rig::start(row(Style::Eos)).await;
    let house = served(&rig).await;
    let (ada, olga) = (house.login("ada").await, house.login("olga").await);
    rig.crawl(json!({"device_ids": [1, 2]})).await.unwrap();
    assert_eq!(olga.get("/api/host-keys").await.expect(200).as_array().unwrap().len(), 2);
    assert_eq!(olga.get("/api/host-keys?changed=true").await.expect(200), json!([]));
    rig.doubles[0].edit(|device| device.host_key = host_key());
    rig.crawl(json!({"device_ids": [1]})).await.unwrap_err();
    let alarms = olga.get("/api/host-keys?changed=true").await.expect(200);
    assert_eq!(texts(&alarms, "name"), ["sw1"]);
    let alarm = &alarms[0];
    assert_ne!(alarm["fingerprint"], alarm["offered"]["fingerprint"]);
    let accept = format!("/api/host-keys/{}/accept", alarm["id"].as_str().unwrap());
    let offered = json!({"fingerprint": alarm["offered"]["fingerprint"]});
    olga.send("POST", &accept, offered.clone()).await.problem(403);
    ada.send("POST", &accept, json!({"fingerprint": "SHA256:another"})).await.problem(409);
    let accepted = ada.send("POST", &accept, offered).await.expect(200);
    assert_eq!((&accepted["fingerprint"], &accepted["accepted_by"]), (&alarm["offered"]["fingerprint"], &json!("ada")));
    assert_eq!(olga.get("/api/host-keys?changed=true").await.expect(200), json!([]));
    assert_eq!(rig.crawl(json!({"device_ids": [1]})).await.unwrap().succeeded, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_is_followed_and_repeated_for_what_failed() {
    let rig = Rig::start(row(Style::Eos)).await;
    let house = served(&rig).await;
    let (olga, vera) = (house.login("olga").await, house.login("vera").await);
    let kwargs = json!({"seed_devices": [1], "max_depth": 2, "include_arp": false});
    let made = olga.send("POST", "/api/jobs", json!({"task": "discover_topology", "kwargs": kwargs})).await.expect(201);
    let job: Uuid = made["id"].as_str().unwrap().parse().unwrap();
    let path = format!("/api/jobs/{job}");
    let none = vera.get(&format!("{path}/visits")).await.expect(200);
    assert_eq!((&none["items"], &none["attempt"], &none["revision"]), (&json!([]), &Value::Null, &json!(0)));
    // The job as a worker would do it.
    rig.doubles[1].edit(|device| device.faults.push(Fault::CutAfterCommands(4)));
    rig.doubles[2].edit(|device| device.faults.push(Fault::CloseSaying("% all lines in use".to_owned())));
    rig.crawl_as(job, kwargs).await.0.unwrap();

    let all = vera.get(&format!("{path}/visits")).await.expect(200);
    assert_eq!(texts(&all["items"], "state"), ["ok", "partial", "failed"], "{all:#}");
    assert_eq!(all["more"], json!(false));
    let news = vera.get(&format!("{path}/visits?after={}", all["revision"])).await.expect(200);
    assert_eq!((&news["items"], &news["revision"]), (&json!([]), &all["revision"]));
    assert_eq!(vera.get(&format!("{path}/visits?limit=0")).await.problem(422).1, "?limit");
    vera.get(&format!("/api/jobs/{}/visits", Uuid::nil())).await.problem(404);

    let again = format!("{path}/retry-failed");
    olga.send("POST", &again, json!({})).await.problem(409);
    olga.send("POST", &format!("{path}/cancel"), json!({})).await.expect(200);
    vera.send("POST", &again, json!({})).await.problem(403);
    let retried = olga.send("POST", &again, json!({})).await.expect(201);
    let retried = olga.get(&format!("/api/jobs/{}", retried["id"].as_str().unwrap())).await.expect(200);
    assert_eq!((&retried["retry_of"], &retried["trigger"]), (&json!(job), &json!("retry")));
    assert_eq!(retried["kwargs"], json!({"device_ids": [id(1), id(2)], "include_arp": false}));

    // Nobody was met by a job of a task that visits none.
    let other = olga.send("POST", "/api/jobs", json!({"task": "test_job"})).await.expect(201);
    let other = format!("/api/jobs/{}", other["id"].as_str().unwrap());
    olga.send("POST", &format!("{other}/cancel"), json!({})).await.expect(200);
    let (said, _) = olga.send("POST", &format!("{other}/retry-failed"), json!({})).await.problem(409);
    assert!(said.contains("its task visits none"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn however_often_a_schedules_job_is_repeated_it_acts_as_the_owner() {
    let rig = Rig::start(row(Style::Eos)).await;
    let house = served(&rig).await;
    let (olga, otto) = (house.login("olga").await, house.login("otto").await);
    let body = json!({"name": "weekly", "task": "discover_topology", "crontab": {"minute": "0"},
        "kwargs": {"seed_devices": [1], "max_depth": 1}});
    let schedule = olga.send("POST", served::TASKS, body).await.expect(201);
    let run = format!("{}/{}/run", served::TASKS, schedule["id"].as_str().unwrap());
    let mut job = otto.send("POST", &run, json!({})).await.expect(201);
    for _ in 0..3 {
        let path = format!("/api/jobs/{}", job["id"].as_str().unwrap());
        let client = rig.house.database.get().await.unwrap();
        let failed =
            DeviceVisit { state: VisitState::Failed, device_id: Some(id(0)), ..DeviceVisit::waiting("sw1", 0) };
        visits::put(&client, job["id"].as_str().unwrap().parse().unwrap(), 1, &[failed]).await.unwrap();
        otto.send("POST", &format!("{path}/cancel"), json!({})).await.expect(200);
        job = otto.send("POST", &format!("{path}/retry-failed"), json!({})).await.expect(201);
        let acts_as_olga = format!(
            "select count(*) from noc.live_job j join noc.app_user u on u.id = j.run_as
             where u.username = 'olga' and j.id = '{}'",
            job["id"].as_str().unwrap()
        );
        assert_eq!(house.count(&acts_as_olga).await, 1);
    }
}
