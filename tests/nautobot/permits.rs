//! How many requests are in flight at once, across clients that share nothing but Redis.

use std::sync::Arc;
use std::time::{Duration, Instant};

use noc_scheduler::integrations::nautobot::{NautobotClient, Selection};
use noc_scheduler::integrations::remote::Local;
use noc_scheduler::queue::{Permits, Redis};
use noc_scheduler::simulate::nautobot::{Fault, NautobotDouble, On, Trouble};
use tokio::task::JoinSet;

use crate::network::{client, double};
use crate::support::servers::{Servers, fresh_prefix, servers};

const LIMIT: usize = 3;

async fn redis(prefix: &str) -> Redis {
    Redis::connect(servers().redis_url(), prefix).await.expect("a connection to Redis")
}

/// What another process has: a connection of its own, and its own count.
async fn process(double: &NautobotDouble, prefix: &str) -> NautobotClient {
    client(double).through(Arc::new(Permits::new(redis(prefix).await, "nautobot-1", LIMIT)))
}

/// A dozen requests of each client at once, each of which takes a moment.
async fn rush(double: &NautobotDouble, clients: &[NautobotClient]) {
    double.inject(Fault::new(On::Any, Trouble::Slow(Duration::from_millis(30))));
    let mut requests = JoinSet::new();
    for client in clients {
        for _ in 0..12 {
            let client = client.clone();
            requests.spawn(async move { client.device_count(&Selection::All).await.expect("a count") });
        }
    }
    assert_eq!(requests.join_all().await, vec![2; clients.len() * 12]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_keep_to_one_bound() {
    let (double, prefix) = (double(2).await, fresh_prefix());
    let clients = [process(&double, &prefix).await, process(&double, &prefix).await];
    rush(&double, &clients).await;
    let traffic = double.requests();
    assert_eq!((traffic.requests, traffic.most_at_once), (24, LIMIT as u32));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn within_a_process_a_semaphore_is_enough() {
    let double = double(2).await;
    let client = client(&double).through(Arc::new(Local::new(LIMIT)));
    rush(&double, &[client.clone(), client]).await;
    assert_eq!(double.requests().most_at_once, LIMIT as u32);
}

#[tokio::test]
async fn another_system_has_permits_of_its_own() {
    let prefix = fresh_prefix();
    let held = Permits::new(redis(&prefix).await, "a", 1).acquire().await;
    let other = Permits::new(redis(&prefix).await, "b", 1);
    tokio::time::timeout(Duration::from_secs(5), other.acquire()).await.expect("a permit");
    drop(held);
}

#[tokio::test]
async fn a_permit_is_kept_as_long_as_it_is_held_and_comes_back_when_its_process_is_killed() {
    let prefix = fresh_prefix();
    let lease = Duration::from_millis(1_500);
    let url = servers().redis_url();
    // A process of its own: a runtime that ends without running anything to its end.
    let (holds, held) = std::sync::mpsc::channel();
    let (kill, killed) = std::sync::mpsc::channel::<()>();
    let of_holder = prefix.clone();
    let holder = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let permit = runtime.block_on(async {
            let redis = Redis::connect(url, &of_holder).await.unwrap();
            Permits::with_lease(redis, "a", 1, lease).acquire().await
        });
        holds.send(()).unwrap();
        killed.recv().unwrap();
        runtime.shutdown_background();
        std::mem::forget(permit);
    });
    held.recv().unwrap();

    let permits = Permits::with_lease(redis(&prefix).await, "a", 1, lease);
    let waited = tokio::time::timeout(lease * 3, permits.acquire()).await;
    assert!(waited.is_err(), "a living holder renews its lease");

    kill.send(()).unwrap();
    holder.join().unwrap();
    let begun = Instant::now();
    tokio::time::timeout(Duration::from_secs(20), permits.acquire()).await.expect("the permit of the killed one");
    assert!(begun.elapsed() < lease * 5, "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_dropped_permit_is_free_at_once_and_keys_do_not_stay() {
    let prefix = fresh_prefix();
    let redis = redis(&prefix).await;
    let permits = Permits::new(redis.clone(), "a", 1);
    let begun = Instant::now();
    for _ in 0..5 {
        drop(permits.acquire().await);
    }
    assert!(begun.elapsed() < Duration::from_secs(5), "no lease had to lapse");

    let held = permits.acquire().await;
    let blocking = redis.connect_blocking(Duration::from_secs(1)).await.unwrap();
    let left: i64 = fred::interfaces::KeysInterface::pttl(&blocking, redis.key("permits:a")).await.unwrap();
    assert!(left > 0, "the key has a time to live: {left}");
    drop(held);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_redis_each_process_keeps_to_the_bound_by_itself() {
    let servers = Servers::start().await.expect("servers of one's own");
    let redis = Redis::connect(servers.redis_url(), &fresh_prefix()).await.expect("a connection to Redis");
    let double = double(2).await;
    let client = client(&double).through(Arc::new(Permits::new(redis, "nautobot-1", LIMIT)));
    servers.embedded.lock().await.redis.kill9().await.expect("no Redis");
    let begun = Instant::now();
    rush(&double, &[client.clone(), client]).await;
    assert!(double.requests().most_at_once <= LIMIT as u32);
    assert!(begun.elapsed() < Duration::from_secs(15), "Redis is not waited for by each request");
}
