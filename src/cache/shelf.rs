//! Redis, as the cache uses it. Whatever goes wrong with it is an answer here, never an error: nothing is there.

use std::io::{Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use fred::interfaces::{HashesInterface, KeysInterface, LuaInterface};
use fred::types::{Expiration, SetOptions, Value};
use futures_util::future::join_all;
use serde::{Deserialize, Serialize};
use tokio::time::{Instant, timeout};
use uuid::Uuid;

use super::figures::{Figures, Tally};
use super::listing::Body;
use super::{FiguresError, Item, Place};
use crate::domain::Timestamp;
use crate::domain::connection::Connection;
use crate::queue::{Chain, Redis, RedisError};

/// Longer than Redis takes when it is there.
const PATIENCE: Duration = Duration::from_secs(2);
/// After a failure Redis is left alone for so long: every reader would wait for it again.
const AWAY: Duration = Duration::from_secs(5);
/// How long a lock outlives a process that was killed. A living one renews it three times in that time.
pub(super) const LEASE: Duration = Duration::from_secs(15);
/// How long figures stay that nobody adds to.
const FIGURES: Duration = Duration::from_secs(30 * 86_400);

/// The entry, unless its lock went to somebody else; and what the figures say of it.
const PUT: &str = r"
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'about', ARGV[2], 'body', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('HSET', KEYS[3], 'about', ARGV[2])
redis.call('PEXPIRE', KEYS[3], ARGV[5])
return 1
";
/// Makes a lock last, where it is still ours.
const RENEW: &str = r"
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
";
/// Gives a lock back, where it is still ours.
const RELEASE: &str = r"
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
";
/// One more reader, who found it or not.
const COUNT: &str = r"
redis.call('HINCRBY', KEYS[1], ARGV[1], 1)
redis.call('HINCRBY', KEYS[1], ARGV[1] .. '_since', 1)
redis.call('HINCRBY', KEYS[1], 'saved_ms', ARGV[2])
redis.call('HINCRBY', KEYS[1], 'saved_ms_since', ARGV[2])
return redis.call('PEXPIRE', KEYS[1], ARGV[3])
";
/// What was counted since the last time, and from now on anew.
const TALLY: &str = r"
local was = redis.call('HMGET', KEYS[1], 'hits_since', 'misses_since', 'saved_ms_since', 'since')
redis.call('HSET', KEYS[1], 'hits_since', 0, 'misses_since', 0, 'saved_ms_since', 0, 'since', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return was
";

/// When an item was fetched, and what that took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What the connection led to then.
    mark: String,
    /// When the source was first asked for it: it is as old as that.
    pub fetched_at: Timestamp,
    /// When it is forgotten.
    pub expires_at: Timestamp,
    /// How many rows; of numbers, one.
    pub rows: u64,
    /// How long its JSON is.
    pub bytes: u64,
    /// How long fetching took.
    pub fetch_ms: u64,
}

impl About {
    pub(super) fn new(place: &Place, body: &Body, fetched_at: Timestamp, fetch_ms: u64, expires_at: Timestamp) -> Self {
        let bytes = body.json.len() as u64;
        Self { mark: place.mark.clone(), fetched_at, expires_at, rows: body.rows, bytes, fetch_ms }
    }
}

/// The right to fetch an item, in all processes.
#[derive(Clone, Debug)]
pub(super) struct Lock(String);

pub(super) struct Shelf {
    redis: Redis,
    /// Until when Redis is left alone.
    away_until: Mutex<Option<Instant>>,
    told: AtomicBool,
}

impl Shelf {
    pub(super) fn new(redis: Redis) -> Self {
        Self { redis, away_until: Mutex::default(), told: AtomicBool::new(false) }
    }

    /// The entry, if there is one.
    pub(super) async fn take(&self, place: &Place) -> Option<(About, Bytes)> {
        let key = place.entry(&self.redis);
        let found: Vec<Value> = self.ask(self.redis.client().hmget(key, vec!["about", "body"])).await?;
        let [about, body] = found.try_into().ok()?;
        let about = read_about(&about, place)?;
        let packed = body.into_bytes()?;
        let length = usize::try_from(about.bytes).ok()?;
        // A long list takes a while, in which this thread has others to serve.
        let json = tokio::task::spawn_blocking(move || unpacked(&packed, length)).await.ok()??;
        Some((about, json))
    }

    /// What the entry says of itself, if there is one.
    pub(super) async fn about(&self, place: &Place) -> Option<About> {
        let about: Value = self.ask(self.redis.client().hget(place.entry(&self.redis), "about")).await?;
        read_about(&about, place)
    }

    /// Leaves an entry for `ttl`; whether it is there now. Only the holder of the lock leaves one.
    pub(super) async fn put(&self, place: &Place, lock: &Lock, about: &About, body: &Body, ttl: Duration) -> bool {
        let json = body.json.clone();
        let Ok(Some(packed)) = tokio::task::spawn_blocking(move || packed(&json)).await else { return false };
        let Ok(about) = serde_json::to_string(about) else { return false };
        let keys = vec![place.entry(&self.redis), place.lock(&self.redis), place.figures(&self.redis)];
        let args: Vec<Value> = vec![
            lock.0.as_str().into(),
            about.into(),
            Value::Bytes(packed),
            millis(ttl).into(),
            millis(FIGURES).into(),
        ];
        self.ask(self.redis.client().eval::<i64, _, _, _>(PUT, keys, args)).await == Some(1)
    }

    /// Takes the lock; `None` when Redis cannot say, an inner one when somebody else has it.
    pub(super) async fn lock(&self, place: &Place) -> Option<Option<Lock>> {
        let token = Uuid::new_v4().simple().to_string();
        let lease = Some(Expiration::PX(millis(LEASE)));
        let (client, key) = (self.redis.client(), place.lock(&self.redis));
        let set: Option<String> = self.ask(client.set(key, token.as_str(), lease, Some(SetOptions::NX), false)).await?;
        Some(set.map(|_| Lock(token)))
    }

    /// Makes a lock last.
    pub(super) async fn renew(&self, place: &Place, lock: &Lock) {
        let args: Vec<Value> = vec![lock.0.as_str().into(), millis(LEASE).into()];
        let renewed = self.redis.client().eval::<i64, _, _, _>(RENEW, place.lock(&self.redis), args);
        // One that went to somebody else is noticed when the entry is left.
        let _ = self.ask(renewed).await;
    }

    /// Gives a lock back.
    pub(super) async fn release(&self, place: &Place, lock: &Lock) {
        let args = vec![lock.0.clone()];
        // If Redis does not hear it, the lock ends by itself.
        let _ = self.ask(self.redis.client().eval::<i64, _, _, _>(RELEASE, place.lock(&self.redis), args)).await;
    }

    /// Somebody found an entry that took so long to fetch.
    pub(super) async fn hit(&self, place: &Place, saved_ms: u64) {
        self.count(place, "hits", saved_ms).await;
    }

    /// Somebody found none.
    pub(super) async fn miss(&self, place: &Place) {
        self.count(place, "misses", 0).await;
    }

    async fn count(&self, place: &Place, what: &str, saved_ms: u64) {
        let saved = i64::try_from(saved_ms).unwrap_or(i64::MAX);
        let args: Vec<Value> = vec![what.into(), saved.into(), millis(FIGURES).into()];
        // A reader that is not counted is served all the same.
        let _ = self.ask(self.redis.client().eval::<i64, _, _, _>(COUNT, place.figures(&self.redis), args)).await;
    }

    /// What was counted since the last tally; from `now` on anew.
    pub(super) async fn tally(&self, place: &Place, now: Timestamp) -> Option<Tally> {
        let args: Vec<Value> = vec![now.as_micros().into(), millis(FIGURES).into()];
        let key = place.figures(&self.redis);
        let was: Vec<Value> = self.ask(self.redis.client().eval(TALLY, key, args)).await?;
        let [hits, misses, saved_ms, since] = was.try_into().ok()?;
        Some(Tally::read(&hits, &misses, &saved_ms, &since))
    }

    /// What is known of each item of `connections`.
    pub(super) async fn figures(
        &self,
        connections: Vec<Connection>,
        now: Timestamp,
    ) -> Result<Vec<Figures>, FiguresError> {
        let places = connections.iter().flat_map(|c| Item::of(c.kind).map(move |item| (c, item)));
        let asked = places.map(|(connection, item)| async move {
            let place = Place::of(connection, item);
            let client = self.redis.client();
            let entry = client.hget::<Value, _, _>(place.entry(&self.redis), "about").await?;
            let kept: Vec<Value> = client.hmget(place.figures(&self.redis), Figures::FIELDS.to_vec()).await?;
            let about = read_about(&entry, &place);
            Ok::<_, RedisError>(Figures::read(connection, item, about, &kept, &place, now))
        });
        let answers = timeout(PATIENCE, join_all(asked)).await.map_err(|_| RedisError::Silent)?;
        Ok(answers.into_iter().collect::<Result<_, _>>()?)
    }

    /// Forgets entries, figures and locks, so that what is being fetched is not left any more.
    pub(super) async fn clear(&self, connections: &[Connection]) -> Result<u64, FiguresError> {
        let places: Vec<Place> =
            connections.iter().flat_map(|c| Item::of(c.kind).map(move |item| Place::of(c, item))).collect();
        if places.is_empty() {
            return Ok(0);
        }
        let keys = |of: fn(&Place, &Redis) -> String| places.iter().map(|p| of(p, &self.redis)).collect::<Vec<_>>();
        let client = self.redis.client();
        let forget = async {
            client.del::<i64, _>([keys(Place::lock), keys(Place::figures)].concat()).await?;
            client.del::<u64, _>(keys(Place::entry)).await
        };
        let forgotten = timeout(PATIENCE, forget).await.map_err(|_| RedisError::Silent)?;
        Ok(forgotten.map_err(RedisError::from)?)
    }

    /// The answer, unless Redis is away.
    async fn ask<T>(&self, asked: impl Future<Output = Result<T, fred::error::Error>>) -> Option<T> {
        if self.is_away() {
            return None;
        }
        let error = match timeout(PATIENCE, asked).await {
            Ok(Ok(answer)) => {
                if self.told.swap(false, Ordering::Relaxed) {
                    tracing::info!("Redis keeps the cache again");
                }
                return Some(answer);
            }
            Ok(Err(e)) => RedisError::from(e),
            Err(_) => RedisError::Silent,
        };
        let until = Some(Instant::now() + AWAY);
        *self.away_until.lock().unwrap_or_else(PoisonError::into_inner) = until;
        if !self.told.swap(true, Ordering::Relaxed) {
            tracing::warn!(error = %Chain(&error), "Redis cannot keep the cache; until it can, everything is fetched");
        }
        None
    }

    fn is_away(&self) -> bool {
        let until = self.away_until.lock().unwrap_or_else(PoisonError::into_inner);
        until.is_some_and(|until| Instant::now() < until)
    }
}

pub(super) fn read_about(stored: &Value, place: &Place) -> Option<About> {
    let about: About = serde_json::from_slice(stored.as_bytes()?).ok()?;
    (about.mark == place.mark).then_some(about)
}

fn millis(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}

/// Lists repeat themselves: they shrink to about a tenth, in less time than sending the rest takes.
fn packed(json: &[u8]) -> Option<Bytes> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(json.len() / 8), Compression::fast());
    encoder.write_all(json).ok()?;
    Some(encoder.finish().ok()?.into())
}

/// The JSON that is `length` bytes long; of anything else, nothing.
fn unpacked(packed: &[u8], length: usize) -> Option<Bytes> {
    let mut json = Vec::with_capacity(length);
    // One more than there may be shows that there is more.
    ZlibDecoder::new(packed).take(length as u64 + 1).read_to_end(&mut json).ok()?;
    (json.len() == length).then(|| json.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back_and_what_is_damaged_does_not() {
        let row = r#"{"id":"00000000-0000-0000-0000-000000d00001","name":"par-b-acc-0001","role":"access"},"#;
        let json = row.repeat(1_000).into_bytes();
        let small = packed(&json).unwrap();
        assert!(small.len() * 8 < json.len(), "{} of {}", small.len(), json.len());
        assert_eq!(unpacked(&small, json.len()).as_deref(), Some(json.as_slice()));
        assert_eq!(unpacked(&small, json.len() - 1), None);
        assert_eq!(unpacked(&small[..small.len() / 2], json.len()), None);
        assert_eq!(unpacked(b"nonsense", 10), None);
    }
}
