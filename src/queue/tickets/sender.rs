//! Sending tickets, and noticing that Redis forgot earlier ones.

use std::sync::{Mutex, PoisonError};

use fred::prelude::StreamsInterface;
use fred::types::Value;

use super::lane::FIELD;
use super::{Lane, Ticket};
use crate::domain::job::Priority;
use crate::queue::{Epoch, Redis, RedisError, epoch};

/// Tickets in one pipeline: enough to make the round trip cheap, few enough to stay below a megabyte.
const CHUNK: usize = 500;

/// What sending found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Redis is not the one that got the earlier tickets, or has lost them:
    /// everything ready has to be sent again.
    pub forgot: bool,
}

/// Sends tickets.
#[derive(Debug)]
pub struct Sender {
    redis: Redis,
    seen: Mutex<Option<Epoch>>,
}

impl Sender {
    /// A sender that has not looked at Redis yet; its first [`Sent`] says
    /// `forgot` only when there is no epoch at all.
    #[must_use]
    pub fn new(redis: Redis) -> Self {
        Self { redis, seen: Mutex::new(None) }
    }

    /// Sends `tickets` in order. The epoch is read after them in each pipeline,
    /// so a loss that took them is seen by this very call. An empty call only looks.
    ///
    /// # Errors
    /// When Redis is away; any number of the tickets may have been sent.
    pub async fn send(&self, tickets: &[(Lane, Ticket)]) -> Result<Sent, RedisError> {
        let mut forgot = false;
        let mut chunks = tickets.chunks(CHUNK);
        let mut chunk = chunks.next().unwrap_or_default();
        loop {
            forgot |= self.send_chunk(chunk).await?;
            match chunks.next() {
                Some(next) => chunk = next,
                None => return Ok(Sent { forgot }),
            }
        }
    }

    async fn send_chunk(&self, chunk: &[(Lane, Ticket)]) -> Result<bool, RedisError> {
        let pipeline = self.redis.client().pipeline();
        let mut last: Option<(&Lane, String)> = None;
        for (lane, ticket) in chunk {
            let key = match &last {
                Some((known, key)) if *known == lane => key.clone(),
                _ => last.insert((lane, lane.key(&self.redis))).1.clone(),
            };
            pipeline.xadd::<(), _, _, _, _>(key, false, None::<()>, "*", (FIELD, ticket.to_value())).await?;
        }
        epoch::ask(&pipeline, &self.redis).await?;
        let answers: Vec<Value> = pipeline.all().await?;
        let found = epoch::read(&answers);
        let lost = found.is_none();
        let found = match found {
            Some(epoch) => epoch,
            None => epoch::now(&self.redis).await?,
        };
        let before = self.seen.lock().unwrap_or_else(PoisonError::into_inner).replace(found.clone());
        Ok(lost || before.is_some_and(|seen| seen != found))
    }

    /// How many tickets lie in the streams of `queue`, read or not. Nothing,
    /// while Postgres has jobs handed over, means that Redis forgot.
    ///
    /// # Errors
    /// When Redis is away.
    pub async fn length(&self, queue: &str) -> Result<u64, RedisError> {
        let pipeline = self.redis.client().pipeline();
        for priority in Priority::ALL {
            let lane = Lane { queue: queue.to_owned(), priority: *priority };
            pipeline.xlen::<(), _>(lane.key(&self.redis)).await?;
        }
        let lengths: Vec<u64> = pipeline.all().await?;
        Ok(lengths.iter().sum())
    }
}
