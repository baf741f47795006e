//! Credentials: each person's own, shared ones by admins, secrets never in an answer.

use serde_json::{Value, json};

use crate::house::{Caller, House};

const CREDENTIALS: &str = "/api/credentials";

fn own(name: &str) -> Value {
    json!({"name": name, "username": "netops", "password": "hunter22"})
}

fn path(credential: &Value) -> String {
    format!("{CREDENTIALS}/{}", credential["id"].as_str().unwrap())
}

async fn names(caller: &Caller<'_>) -> Vec<String> {
    let list = caller.get(CREDENTIALS).await.expect(200);
    list.as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn everybody_sees_their_own_and_shared_ones() {
    let house = House::open().await;
    let (ada, olga, otto) = (house.login("ada").await, house.login("olga").await, house.login("otto").await);
    let mine = olga.send("POST", CREDENTIALS, own("mine")).await.expect(201);
    otto.send("POST", CREDENTIALS, own("mine")).await.expect(201);
    let mut shared = own("campus");
    shared["shared"] = json!(true);
    olga.send("POST", CREDENTIALS, shared.clone()).await.problem(403);
    let campus = ada.send("POST", CREDENTIALS, shared).await.expect(201);
    assert_eq!((&campus["shared"], &campus["owner_username"]), (&json!(true), &Value::Null));
    assert_eq!(
        (names(&olga).await, names(&ada).await),
        (vec!["mine".to_owned(), "campus".to_owned()], vec!["campus".to_owned()])
    );

    otto.send("PUT", &path(&mine), json!({"name": "x"})).await.problem(404);
    ada.send("DELETE", &path(&mine), json!({})).await.problem(404);
    olga.send("PUT", &path(&campus), json!({"name": "x"})).await.problem(403);
    olga.send("DELETE", &path(&campus), json!({})).await.problem(403);
    let vera = house.login("vera").await;
    vera.send("POST", CREDENTIALS, own("v")).await.problem(403);
    let (detail, _) = olga.send("POST", CREDENTIALS, own("MINE")).await.problem(409);
    assert!(detail.contains("is taken"), "{detail}");
}

#[tokio::test]
async fn secrets_stay_until_they_are_replaced_or_taken_away() {
    let house = House::open().await;
    let olga = house.login("olga").await;
    let mut body = own("lab");
    body["enable_password"] = json!("enable-me-22");
    let credential = olga.send("POST", CREDENTIALS, body).await.expect(201);
    let has = |c: &Value| (c["has_password"] == true, c["has_private_key"] == true, c["has_enable_password"] == true);
    assert_eq!(has(&credential), (true, false, true));
    let renamed = olga.send("PUT", &path(&credential), json!({"name": "lab-2"})).await.expect(200);
    assert_eq!((has(&renamed), &renamed["version"]), ((true, false, true), &json!(2)));
    let without = olga.send("PUT", &path(&credential), json!({"enable_password": null})).await.expect(200);
    assert_eq!(has(&without), (true, false, false));
    let (detail, pointer) = olga.send("PUT", &path(&credential), json!({"password": null})).await.problem(422);
    assert_eq!(pointer, "/password", "{detail}");
    let (_, pointer) = olga.send("PUT", &path(&credential), json!({"private_key": "no key"})).await.problem(422);
    assert_eq!(pointer, "/private_key");
    let key = "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n";
    let keyed = olga.send("PUT", &path(&credential), json!({"private_key": key, "password": null})).await.expect(200);
    assert_eq!(has(&keyed), (false, true, false));
    assert_eq!(olga.send("PUT", &path(&credential), json!({"name": "x", "version": 1})).await.status, 412);
    let all = olga.get(CREDENTIALS).await.expect(200).to_string();
    assert!(!all.contains("hunter22") && !all.contains("AAAA") && !all.contains("enable-me"), "{all}");
    olga.send("DELETE", &path(&credential), json!({})).await.expect(200);
    assert!(names(&olga).await.is_empty());
}

#[tokio::test]
async fn a_scope_is_for_shared_ones() {
    let house = House::open().await;
    let (ada, olga) = (house.login("ada").await, house.login("olga").await);
    let scope = json!([{"field": "location", "operator": "equals", "values": ["PAR"]}]);
    let mut body = own("par");
    body["scope"] = scope.clone();
    let (_, pointer) = olga.send("POST", CREDENTIALS, body.clone()).await.problem(422);
    assert_eq!(pointer, "/scope");
    body["shared"] = json!(true);
    assert_eq!(ada.send("POST", CREDENTIALS, body.clone()).await.expect(201)["scope"], scope);
    body["scope"] = json!([{"field": "colour", "operator": "equals", "values": ["PAR"]}]);
    let (detail, pointer) = ada.send("POST", CREDENTIALS, body).await.problem(422);
    assert_eq!(pointer, "/scope/0/field", "{detail}");
}
