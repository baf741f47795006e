//! The cache as the API shows it.

use noc_scheduler::simulate::nautobot::{Fault, On, Trouble};
use noc_scheduler::simulate::network::Network;
use serde_json::{Value, json};

use crate::house::House;
use crate::scene::TOKEN;

const DEVICES: &str = "/api/cache/nautobot/devices";

fn connection(url: &str) -> Value {
    json!({"kind": "nautobot", "name": "lab", "url": url, "secret": TOKEN})
}

#[tokio::test]
async fn readers_are_told_where_it_came_from_and_admins_may_empty_it() {
    let house = House::open().await;
    let (ada, vera) = (house.login("ada").await, house.login("vera").await);
    let network = Network::at(0);
    let nautobot = network.nautobot(TOKEN).await.unwrap();
    let (detail, _) = vera.get(DEVICES).await.problem(409);
    assert!(detail.contains("No Nautobot is connected"), "{detail}");
    assert_eq!(vera.get("/api/cache").await.expect(200), json!([]));

    ada.send("POST", "/api/connections", connection(&nautobot.base_url())).await.expect(201);
    let first = vera.get(DEVICES).await.expect(200);
    assert_eq!(
        (&first["source"], &first["cached"], &first["connection"]),
        (&json!("fetched"), &json!(true), &json!("lab"))
    );
    assert_eq!(first["items"].as_array().unwrap().len(), network.devices.len());
    let again = vera.get(&format!("{DEVICES}?connection=LAB")).await.expect(200);
    assert_eq!((&again["source"], &again["items"]), (&json!("cache"), &first["items"]));
    assert_eq!(again["expires_at"], first["expires_at"]);
    let numbers = vera.get("/api/cache/nautobot/statistics").await.expect(200);
    assert_eq!(numbers["statistics"]["devices"], json!(network.devices.len()));

    let (_, pointer) = vera.get(&format!("{DEVICES}?connection=other")).await.problem(422);
    assert_eq!(pointer, "?connection");
    let figures = vera.get("/api/cache").await.expect(200);
    let states: Vec<_> = figures.as_array().unwrap().iter().map(|item| item["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["fresh", "fresh", "never"]);
    let devices = &figures[1];
    assert_eq!(
        (&devices["item"], &devices["hits"], &devices["misses"]),
        (&json!("nautobot_devices"), &json!(1), &json!(1))
    );
    assert_eq!((&devices["hit_rate"], &devices["rows"]), (&json!(0.5), &json!(network.devices.len())));
    assert_eq!(devices["since_warm_up"]["hits"], 1);

    vera.send("DELETE", "/api/cache", json!({})).await.problem(403);
    assert_eq!(ada.send("DELETE", "/api/cache", json!({})).await.expect(200), json!({"removed": 2}));
    assert_eq!(vera.get(DEVICES).await.expect(200)["source"], "fetched");
}

#[tokio::test]
async fn a_connection_that_was_changed_never_shows_what_the_old_address_said() {
    let house = House::open().await;
    let ada = house.login("ada").await;
    let (network, mut other) = (Network::at(0), Network::at(0));
    other.devices.truncate(2);
    let (old, new) = (network.nautobot(TOKEN).await.unwrap(), other.nautobot(TOKEN).await.unwrap());
    let made = ada.send("POST", "/api/connections", connection(&old.base_url())).await.expect(201);
    assert!(ada.get(DEVICES).await.expect(200)["items"].as_array().unwrap().len() > 2);
    let path = format!("/api/connections/{}", made["id"].as_str().unwrap());
    ada.send("PUT", &path, json!({"url": new.base_url(), "secret": TOKEN})).await.expect(200);
    assert_eq!(ada.get("/api/cache").await.expect(200)[1]["state"], "never");
    let now = ada.get(DEVICES).await.expect(200);
    assert_eq!((&now["source"], now["items"].as_array().unwrap().len()), (&json!("fetched"), 2));
}

#[tokio::test]
async fn what_is_wrong_with_the_other_side_is_said_plainly() {
    let house = House::open().await;
    let ada = house.login("ada").await;
    let nautobot = Network::at(0).nautobot(TOKEN).await.unwrap();
    ada.send("POST", "/api/connections", connection(&nautobot.base_url())).await.expect(201);
    nautobot.inject(Fault::new(On::Any, Trouble::RateLimit(Some(3600))));
    let limited = ada.get(DEVICES).await;
    assert_eq!(limited.header("retry-after"), "3600");
    let (detail, _) = limited.problem(503);
    assert!(detail.contains("limits the number of requests"), "{detail}");
    nautobot.heal();
    nautobot.inject(Fault::new(On::Any, Trouble::RefuseToken));
    let (detail, _) = ada.get(DEVICES).await.problem(409);
    assert!(detail.contains("refused the login") && !detail.contains(TOKEN), "{detail}");
}
