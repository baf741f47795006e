//! Connections: admins make and test them, everybody may choose, nobody sees a secret.

use noc_scheduler::simulate::nautobot::NautobotDouble;
use serde_json::{Value, json};

use crate::house::{Caller, House};

const CONNECTIONS: &str = "/api/connections";
const TOKEN: &str = "0123456789abcdef0123456789abcdef01234567";

fn nautobot(name: &str, url: &str) -> Value {
    json!({"kind": "nautobot", "name": name, "url": url, "secret": TOKEN})
}

async fn made(ada: &Caller<'_>, name: &str, url: &str) -> Value {
    ada.send("POST", CONNECTIONS, nautobot(name, url)).await.expect(201)
}

fn path(connection: &Value) -> String {
    format!("{CONNECTIONS}/{}", connection["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_connection_is_made_read_changed_and_removed_without_showing_its_secret() {
    let house = House::open().await;
    let ada = house.login("ada").await;
    let first = made(&ada, "main", "https://nautobot.example.net").await;
    assert_eq!(
        (&first["is_default"], &first["version"], &first["max_in_flight"]),
        (&json!(true), &json!(1), &json!(4))
    );
    let second = made(&ada, "lab", "https://lab.example.net").await;
    assert_eq!(second["is_default"], false);

    let changed = ada.send("PUT", &path(&second), json!({"is_default": true, "max_in_flight": 2})).await.expect(200);
    assert_eq!((&changed["is_default"], &changed["version"]), (&json!(true), &json!(2)));
    let list = ada.get(CONNECTIONS).await.expect(200);
    let defaults: Vec<&Value> = list.as_array().unwrap().iter().map(|c| &c["is_default"]).collect();
    assert_eq!((&list[0]["name"], defaults), (&json!("lab"), vec![&json!(true), &json!(false)]));
    // What an answer contains may be sent back, and changes nothing.
    assert_eq!(ada.send("PUT", &path(&second), changed.clone()).await.expect(200), changed);

    let (detail, pointer) = ada.send("PUT", &path(&second), json!({"is_default": false})).await.problem(422);
    assert_eq!(pointer, "/is_default", "{detail}");
    let stale = ada.send("PUT", &path(&second), json!({"name": "x", "version": 1})).await;
    assert_eq!(stale.status, 412);
    assert_eq!(stale.body["current"]["version"], 2);
    ada.send("DELETE", &path(&second), json!({})).await.expect(200);
    ada.get(&path(&second)).await.problem(404);
    let all = ada.get(CONNECTIONS).await.expect(200).to_string();
    assert!(!all.contains(TOKEN) && !list.to_string().contains(TOKEN), "{all}");
    assert_eq!(
        house.count("select count(*) from noc.connections where secret::text like '%3031323334353637%'").await,
        0
    );
}

#[tokio::test]
async fn a_stored_secret_is_not_sent_to_another_server() {
    let house = House::open().await;
    let ada = house.login("ada").await;
    let thief = NautobotDouble::start("whatever", Vec::new()).await.unwrap();
    let connection = made(&ada, "main", "https://nautobot.example.net").await;
    let (detail, pointer) = ada.send("PUT", &path(&connection), json!({"url": thief.base_url()})).await.problem(422);
    assert_eq!(pointer, "/secret", "{detail}");
    let test = json!({"id": connection["id"], "url": thief.base_url()});
    let (_, pointer) = ada.send("POST", "/api/connections/test", test).await.problem(422);
    assert_eq!(pointer, "/secret");
    assert_eq!(thief.requests().requests, 0, "nobody asked it anything");
    // A path below the same host is the same server.
    ada.send("PUT", &path(&connection), json!({"url": "https://nautobot.example.net/nautobot"})).await.expect(200);
}

#[tokio::test]
async fn a_test_answers_with_the_real_reason_and_keeps_it() {
    let house = House::open().await;
    let ada = house.login("ada").await;
    let double = NautobotDouble::start(TOKEN, Vec::new()).await.unwrap();
    let connection = made(&ada, "main", &double.base_url()).await;
    let test = format!("{}/test", path(&connection));
    let good = ada.send("POST", &test, json!({})).await.expect(200);
    assert_eq!((&good["ok"], &good["class"]), (&json!(true), &Value::Null), "{good}");
    let kept = ada.get(&path(&connection)).await.expect(200);
    assert_eq!((&kept["last_check"]["ok"], &kept["version"]), (&json!(true), &json!(1)), "{kept}");

    ada.send("PUT", &path(&connection), json!({"secret": "not-the-token-at-all"})).await.expect(200);
    assert_eq!(ada.get(&path(&connection)).await.expect(200)["last_check"], Value::Null, "that was another secret");
    let bad = ada.send("POST", &test, json!({})).await.expect(200);
    assert_eq!((&bad["ok"], &bad["class"]), (&json!(false), &json!("refused_login")), "{bad}");
    assert!(bad["detail"].as_str().unwrap().contains("Invalid token"), "{bad}");

    // Before anything is saved.
    let draft = |url: &str, secret: &str| json!({"kind": "nautobot", "name": "x", "url": url, "secret": secret});
    let tested = ada.send("POST", "/api/connections/test", draft(&double.base_url(), TOKEN)).await.expect(200);
    assert_eq!(tested["ok"], true, "{tested}");
    let nobody = ada.send("POST", "/api/connections/test", draft("http://127.0.0.1:9", TOKEN)).await.expect(200);
    assert_eq!((&nobody["ok"], &nobody["class"]), (&json!(false), &json!("unreachable")), "{nobody}");
    assert_eq!(house.count("select count(*) from noc.connections").await, 1);
}

#[tokio::test]
async fn what_cannot_be_meant_is_named_field_by_field() {
    let house = House::open().await;
    let ada = house.login("ada").await;
    let pointers = |answer: crate::house::Answer| {
        let body = answer.expect(422);
        body["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let body = json!({"kind": "nautobot", "name": "", "url": "https://ann:pw@host", "max_in_flight": 65, "site": "x"});
    assert_eq!(
        pointers(ada.send("POST", CONNECTIONS, body).await),
        ["/name", "/url", "/site", "/max_in_flight", "/secret"]
    );
    let body = json!({"kind": "checkmk", "name": "c", "url": "https://host", "secret": "a b"});
    assert_eq!(pointers(ada.send("POST", CONNECTIONS, body).await), ["/site", "/username"]);
    assert_eq!(
        pointers(ada.send("POST", CONNECTIONS, json!({"kind": "netbox", "nmae": "x"})).await),
        ["/nmae", "/kind"]
    );
    made(&ada, "Main", "https://nautobot.example.net").await;
    let (detail, _) = ada.send("POST", CONNECTIONS, nautobot("main", "https://other.example.net")).await.problem(409);
    assert!(detail.contains("`main` is taken"), "{detail}");
}

#[tokio::test]
async fn everybody_may_choose_and_only_admins_change() {
    let house = House::open().await;
    let ada = house.login("ada").await;
    let connection = made(&ada, "main", "https://nautobot.example.net").await;
    for name in ["olga", "vera"] {
        let caller = house.login(name).await;
        assert_eq!(caller.get(CONNECTIONS).await.expect(200)[0]["name"], "main");
        caller.send("POST", CONNECTIONS, nautobot("own", "https://x.example.net")).await.problem(403);
        caller.send("PUT", &path(&connection), json!({"name": "x"})).await.problem(403);
        caller.send("DELETE", &path(&connection), json!({})).await.problem(403);
        caller.send("POST", &format!("{}/test", path(&connection)), json!({})).await.problem(403);
        caller.send("POST", "/api/connections/test", nautobot("own", "https://x.example.net")).await.problem(403);
    }
}
