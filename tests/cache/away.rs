//! Without Redis.

use futures_util::future::join_all;
use noc_scheduler::cache::{FiguresError, Item};
use serde_json::json;
use tokio::time::Instant;

use crate::runner::run;
use crate::scene::{Connected, PATIENCE, Scene, rows};
use crate::support::servers::Servers;

#[tokio::test]
async fn without_redis_everything_is_fetched_and_said_so() {
    let servers = Servers::start().await.unwrap();
    let scene = Scene::on(&servers, Connected::Nautobot).await;
    assert!(scene.read(Item::NautobotLocations).await.cached);
    servers.embedded.lock().await.redis.kill9().await.unwrap();
    let asked = scene.nautobot.requests().graphql;
    let until = Instant::now() + PATIENCE;
    let readers = (0..5).map(|_| scene.cache.read(Item::NautobotLocations, None, until));
    for read in join_all(readers).await {
        let read = read.unwrap();
        assert_eq!(rows(&read), scene.network.locations.len());
        assert!(!read.cached && !read.was_there);
    }
    assert_eq!(scene.nautobot.requests().graphql, asked + 1, "those of a process still share one");
    assert!(matches!(scene.cache.figures().await, Err(FiguresError::Redis(_))));
    assert!(matches!(scene.cache.clear().await, Err(FiguresError::Redis(_))));

    let warmed = run(&scene, json!({"items": ["nautobot_locations"]})).await;
    let result = warmed.result.unwrap();
    assert_eq!((&result["status"], &result["items"][0]["cached"]), (&json!("partial"), &json!(false)));
    assert_eq!((&result["items"][0]["status"], warmed.warnings), (&json!("warmed"), 1));
}
