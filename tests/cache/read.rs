//! Reading through the cache.

use std::time::Duration;

use futures_util::future::join_all;
use noc_scheduler::cache::{Cache, Item, State};
use noc_scheduler::simulate::nautobot::{Fault, On, Trouble};
use serde_json::json;
use tokio::time::Instant;

use crate::scene::{PATIENCE, json, rows, scene};

#[tokio::test]
async fn every_item_is_fetched_once_and_found_afterwards() {
    let scene = scene().await;
    let devices = scene.read(Item::NautobotDevices).await;
    assert_eq!(rows(&devices), scene.network.devices.len());
    assert!(!devices.was_there && devices.cached);
    let (first, known) = (&json(&devices)[0], &scene.network.devices);
    let same = known.iter().find(|device| first["id"] == device.id.to_string()).unwrap();
    assert_eq!((&first["name"], &first["role"]), (&json!(same.name), &json!(same.role)));
    assert_eq!(first["ip4"], json!(same.primary_ip4.as_ref().map(|address| &address.host)));
    assert_eq!(rows(&scene.read(Item::NautobotLocations).await), scene.network.locations.len());
    assert_eq!(rows(&scene.read(Item::CheckmkHosts).await), scene.network.hosts.len());
    let folders = rows(&scene.read(Item::CheckmkFolders).await);
    let statistics = json(&scene.read(Item::CheckmkStatistics).await);
    assert_eq!((&statistics["hosts"], &statistics["folders"]), (&json!(scene.network.hosts.len()), &json!(folders)));
    let statistics = json(&scene.read(Item::NautobotStatistics).await);
    assert_eq!(statistics["devices"], json!(scene.network.devices.len()));
    assert_eq!(statistics["locations"], json!(scene.network.locations.len()));

    let asked = (scene.nautobot.requests().requests, scene.checkmk.requests().requests);
    for item in Item::ALL {
        let again = scene.read(*item).await;
        assert!(again.was_there && again.cached, "{item}");
    }
    assert_eq!(json(&scene.read(Item::NautobotDevices).await), json(&devices));
    assert_eq!((scene.nautobot.requests().requests, scene.checkmk.requests().requests), asked);
}

#[tokio::test]
async fn twenty_readers_of_two_processes_cause_one_request() {
    let scene = scene().await;
    scene.nautobot.inject(Fault::new(On::Graphql, Trouble::Slow(Duration::from_millis(300))).times(1));
    let other = scene.another(32 << 20).await;
    let until = Instant::now() + PATIENCE;
    let readers = (0..20).map(|n| {
        let cache: &Cache = if n % 2 == 0 { &scene.cache } else { &other };
        cache.read(Item::NautobotLocations, None, until)
    });
    let answers = join_all(readers).await;
    let first = answers[0].as_ref().unwrap().json.clone();
    assert!(answers.iter().all(|answer| answer.as_ref().unwrap().json == first));
    assert_eq!(scene.nautobot.requests().graphql, 1);
}

#[tokio::test]
async fn every_key_has_a_time_to_live_also_while_something_is_fetched() {
    let scene = scene().await;
    for item in Item::ALL {
        scene.read(*item).await;
    }
    let keys = scene.keys("").await;
    for item in Item::ALL {
        let entry = keys.iter().find(|(key, _)| key.starts_with("cache:") && key.ends_with(item.as_str()));
        let (most, left) = (item.ttl(), entry.unwrap_or_else(|| panic!("{item} in {keys:?}")).1);
        // The test takes a moment, and up to a tenth is taken off by chance.
        let left = Duration::from_millis(left.unsigned_abs());
        assert!(left <= most && left > most - most / 10 - Duration::from_secs(60), "{item}: {left:?}");
    }
    assert_eq!(keys.iter().filter(|(key, _)| key.ends_with(":figures")).count(), Item::ALL.len());
    assert!(keys.iter().all(|(_, left)| *left > 0), "{keys:?}");

    scene.cache.clear().await.unwrap();
    scene.nautobot.inject(Fault::new(On::Graphql, Trouble::Hang));
    let reading = scene.cache.read(Item::NautobotLocations, None, Instant::now() + PATIENCE);
    let looking = async {
        loop {
            let keys = scene.keys("cache:").await;
            if keys.iter().any(|(key, _)| key.ends_with(":lock")) {
                return keys;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::select! {
        answer = reading => panic!("{answer:?}"),
        keys = tokio::time::timeout(PATIENCE, looking) => {
            let keys = keys.expect("a lock");
            assert!(keys.iter().all(|(_, left)| *left > 0), "{keys:?}");
        }
    }
}

#[tokio::test]
async fn readers_are_counted_as_hits_and_misses() {
    let scene = scene().await;
    let figures = async || {
        let all = scene.cache.figures().await.unwrap();
        assert_eq!(all.len(), Item::ALL.len());
        all.into_iter().find(|figures| figures.item == Item::NautobotDevices).unwrap()
    };
    let before = figures().await;
    assert_eq!((before.state, before.total.hits, before.total.misses), (State::Never, 0, 0));
    let fetched = scene.read(Item::NautobotDevices).await;
    scene.read(Item::NautobotDevices).await;
    scene.read(Item::NautobotDevices).await;
    let after = figures().await;
    assert_eq!((after.state, after.total.hits, after.total.misses), (State::Fresh, 2, 1));
    assert_eq!((after.total.saved_ms, after.total.hit_rate()), (2 * fetched.about.fetch_ms, Some(0.667)));
    assert_eq!(after.last, Some(fetched.about));
    assert_eq!(scene.cache.clear().await.unwrap(), 1);
    assert_eq!((figures().await.state, figures().await.total.hits), (State::Never, 0));
}

#[tokio::test]
async fn a_list_that_is_too_long_is_refused_and_not_kept() {
    let scene = scene().await;
    let small = scene.another(1_000).await;
    let refused = small.read(Item::NautobotDevices, None, Instant::now() + PATIENCE).await.unwrap_err();
    assert_eq!(refused.class(), "too_large");
    assert!(refused.to_string().contains("1000 bytes"), "{refused}");
    let kept = scene.keys("cache:").await;
    assert!(!kept.iter().any(|(key, _)| key.ends_with("nautobot_devices")), "{kept:?}");
    assert!(!scene.read(Item::NautobotDevices).await.was_there);
}

#[tokio::test]
async fn a_fetch_that_fails_is_not_kept_and_does_not_keep_others_waiting() {
    let scene = scene().await;
    scene.nautobot.inject(Fault::new(On::Any, Trouble::RefuseToken));
    let refused = scene.try_read(Item::NautobotDevices).await.unwrap_err();
    assert_eq!(refused.class(), "refused_login");
    assert!(!refused.to_string().contains("s3cret"), "{refused}");
    scene.nautobot.heal();
    // Sooner than a lock that nobody gave back would end.
    let soon = Instant::now() + Duration::from_secs(10);
    let read = scene.cache.read(Item::NautobotDevices, None, soon).await.unwrap();
    assert!(!read.was_there && read.cached);
}

#[tokio::test]
async fn a_reader_who_cannot_wait_is_told_and_the_fetch_given_up() {
    let scene = scene().await;
    scene.nautobot.inject(Fault::new(On::Any, Trouble::Hang));
    let soon = Instant::now() + Duration::from_millis(300);
    let late = scene.cache.read(Item::NautobotDevices, None, soon).await.unwrap_err();
    assert_eq!((late.class(), late.retryable()), ("timeout", true));
    assert!(late.to_string().contains("cache_warm_up"), "{late}");
    scene.nautobot.heal();
    let soon = Instant::now() + Duration::from_secs(10);
    assert!(scene.cache.read(Item::NautobotDevices, None, soon).await.unwrap().cached);
}
