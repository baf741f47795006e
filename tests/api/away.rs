//! What is said while a backing service is away.

use crate::house::{House, PASSWORD, TASKS, schedule};
use crate::support::servers::Servers;
use serde_json::json;

#[tokio::test]
async fn without_redis_the_house_goes_on_and_says_so() {
    let servers = Servers::start().await.unwrap();
    let house = House::on(&servers).await;
    let olga = house.login("olga").await;
    servers.embedded.lock().await.redis.kill9().await.unwrap();
    let ready = house.send(house.request("GET", "/api/health/ready")).await;
    assert!(!ready.header("retry-after").is_empty());
    assert_eq!(ready.problem(503).0, "Redis is away; try again in a moment");
    house.send(house.request("GET", "/api/health/live")).await.expect(200);
    let made = olga.send("POST", TASKS, schedule("durable")).await.expect(201);
    let run = format!("{TASKS}/{}/run", made["id"].as_str().unwrap());
    olga.send("POST", &run, json!({})).await.expect(201);
    let list = olga.get(TASKS).await;
    assert_eq!(list.header("x-stream-cursor"), "");
    assert_eq!(list.expect(200).as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn without_postgres_everything_is_tried_again_later() {
    let servers = Servers::start().await.unwrap();
    let house = House::on(&servers).await;
    let olga = house.login("olga").await;
    servers.embedded.lock().await.postgres.kill9().await.unwrap();
    let ready = house.send(house.request("GET", "/api/health/ready")).await;
    assert_eq!(ready.problem(503).0, "Postgres is away; try again in a moment");
    for answer in [olga.get(TASKS).await, olga.send("POST", TASKS, schedule("x")).await] {
        assert!(!answer.header("retry-after").is_empty());
        answer.problem(503);
    }
    let body = json!({"username": "olga", "password": PASSWORD});
    house.send(house.request("POST", "/api/auth/login").json(&body)).await.problem(503);
    servers.embedded.lock().await.postgres.restart().await.unwrap();
    olga.get(TASKS).await.expect(200);
}
