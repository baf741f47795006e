//! A bound on what is done at the same time, across all processes.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use fred::interfaces::{LuaInterface, SortedSetsInterface};
use rand::Rng;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::{Instant, timeout};
use uuid::Uuid;

use super::{Chain, Redis, RedisError};

/// How long a permit outlives a process that was killed. A living one renews it three times in that time.
const LEASE: Duration = Duration::from_secs(15);
/// Between two questions of one waiter, in milliseconds; about as long as a short request takes.
const PAUSE_MS: (u64, u64) = (20, 80);
/// Longer than Redis takes when it is there; a request should not wait for one that is not.
const PATIENCE: Duration = Duration::from_secs(1);
/// After a failure Redis is left alone for so long: every request would wait for it again.
const AWAY: Duration = Duration::from_secs(5);

/// Takes a place, or renews it, if there is one: 1 taken, 0 full. Redis's own clock
/// decides, so that no two hosts need agree on the time.
const TAKE: &str = r"
local now = redis.call('TIME')
local ms = now[1] * 1000 + math.floor(now[2] / 1000)
local holder, limit, lease = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ms)
if not redis.call('ZSCORE', KEYS[1], holder) and redis.call('ZCARD', KEYS[1]) >= limit then
  return 0
end
redis.call('ZADD', KEYS[1], ms + lease, holder)
if redis.call('PTTL', KEYS[1]) < lease then
  redis.call('PEXPIRE', KEYS[1], lease)
end
return 1
";

/// So many permits for one thing, shared by all processes that name it. Cheap to clone.
///
/// While Redis is away each process keeps to the bound by itself.
#[derive(Clone)]
pub struct Permits(Arc<Shared>);

struct Shared {
    redis: Redis,
    key: String,
    limit: usize,
    lease: Duration,
    /// The bound within this process. It also keeps most of a crowd from asking Redis again and again.
    local: Arc<Semaphore>,
    /// Until when Redis is left alone.
    away_until: Mutex<Option<Instant>>,
    told: AtomicBool,
}

/// One permit, given back when dropped.
#[derive(Debug)]
pub struct Permit {
    _local: Option<OwnedSemaphorePermit>,
    /// Its end tells the keeper of the lease.
    _held: Option<oneshot::Sender<()>>,
}

impl Permits {
    /// `limit` permits (at least one) for what is called `name`.
    #[must_use]
    pub fn new(redis: Redis, name: &str, limit: usize) -> Self {
        Self::with_lease(redis, name, limit, LEASE)
    }

    /// As [`Permits::new`], with permits of killed processes coming back after `lease`.
    #[must_use]
    pub fn with_lease(redis: Redis, name: &str, limit: usize, lease: Duration) -> Self {
        let limit = limit.max(1);
        let key = redis.key(&format!("permits:{name}"));
        Self(Arc::new(Shared {
            redis,
            key,
            limit,
            lease,
            local: Arc::new(Semaphore::new(limit)),
            away_until: Mutex::default(),
            told: AtomicBool::new(false),
        }))
    }

    /// Waits for a permit. May be given up at any time: a place taken meanwhile is given back.
    pub async fn acquire(&self) -> Permit {
        let shared = &self.0;
        // Refused only by a closed semaphore, and nobody closes this one.
        let local = Arc::clone(&shared.local).acquire_owned().await.ok();
        let mut holder = Holder::new(Arc::clone(shared));
        loop {
            match holder.take().await {
                Some(true) => return Permit { _local: local, _held: Some(holder.keep()) },
                // Asked again when there is something to ask.
                None => return Permit { _local: local, _held: None },
                Some(false) => {
                    let pause = rand::rng().random_range(PAUSE_MS.0..=PAUSE_MS.1);
                    tokio::time::sleep(Duration::from_millis(pause)).await;
                }
            }
        }
    }
}

impl std::fmt::Debug for Permits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Permits").field("key", &self.0.key).field("limit", &self.0.limit).finish_non_exhaustive()
    }
}

/// A name in the set, taken out of it at the end.
struct Holder {
    shared: Arc<Shared>,
    name: String,
    /// Whether it may be in the set.
    asked: bool,
}

impl Holder {
    fn new(shared: Arc<Shared>) -> Self {
        Self { shared, name: Uuid::new_v4().simple().to_string(), asked: false }
    }

    /// Whether there was a place; `None` when Redis cannot say.
    async fn take(&mut self) -> Option<bool> {
        if self.shared.is_away() {
            return None;
        }
        self.asked = true;
        let taken = self.shared.take(&self.name).await;
        self.shared.heard(taken)
    }

    /// Renews the lease until what is returned is dropped, then gives the place back.
    fn keep(mut self) -> oneshot::Sender<()> {
        let (held, mut dropped) = oneshot::channel();
        tokio::spawn(async move {
            while timeout(self.shared.lease / 3, &mut dropped).await.is_err() {
                // A renewal that failed is repeated in time; one that is refused could only be waited for.
                self.take().await;
            }
        });
        held
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        if !self.asked {
            return;
        }
        // Without a runtime the process is ending, and the lease ends by itself.
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        let (shared, name) = (Arc::clone(&self.shared), std::mem::take(&mut self.name));
        runtime.spawn(async move {
            let key = shared.key.as_str();
            // If Redis does not hear it, the lease ends by itself.
            let _ = timeout(PATIENCE, shared.redis.client().zrem::<(), _, _>(key, name)).await;
        });
    }
}

impl Shared {
    async fn take(&self, holder: &str) -> Result<bool, RedisError> {
        let lease = self.lease.as_millis().to_string();
        let args = vec![holder.to_owned(), self.limit.to_string(), lease];
        let asked = self.redis.client().eval::<i64, _, _, _>(TAKE, self.key.as_str(), args);
        let answer = timeout(PATIENCE, asked).await.map_err(|_| RedisError::Silent)?;
        Ok(answer? == 1)
    }

    fn is_away(&self) -> bool {
        let until = self.away_until.lock().unwrap_or_else(PoisonError::into_inner);
        until.is_some_and(|until| Instant::now() < until)
    }

    /// Remembers whether Redis answers, and tells it once.
    fn heard(&self, taken: Result<bool, RedisError>) -> Option<bool> {
        let error = match taken {
            Ok(taken) => {
                if self.told.swap(false, Ordering::Relaxed) {
                    tracing::info!(key = self.key, "Redis counts the requests in flight again");
                }
                return Some(taken);
            }
            Err(error) => error,
        };
        let until = Some(Instant::now() + AWAY);
        *self.away_until.lock().unwrap_or_else(PoisonError::into_inner) = until;
        if !self.told.swap(true, Ordering::Relaxed) {
            tracing::warn!(
                key = self.key,
                error = %Chain(&error),
                "Redis cannot count the requests in flight; until it can, each process counts its own"
            );
        }
        None
    }
}
