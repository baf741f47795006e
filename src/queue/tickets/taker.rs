//! Taking tickets: in priority order, never more than asked for.

use std::sync::Arc;
use std::time::Duration;

use fred::prelude::{Client, ClientLike, LuaInterface, StreamsInterface};
use fred::types::streams::XID;
use fred::types::{ClusterHash, CustomCommand, Value};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::lane::{FIELD, GROUP};
use super::{Lane, Ticket};
use crate::domain::job::Priority;
use crate::queue::{Redis, RedisError};

/// The longest a read waits for a ticket. Short enough that a key which
/// vanished unseen, or a lost wake-up at stop, costs no more.
const BLOCK: Duration = Duration::from_secs(2);
/// A ticket that was read this long ago and is not acknowledged belongs to a
/// worker that died between reading and claiming.
const ABANDONED_AFTER: Duration = Duration::from_secs(5);
/// Every this many rounds the least urgent lane is read first, so that a flood
/// of urgent jobs never starves it.
const LOW_FIRST_EVERY: u32 = 16;

/// Reads one stream after the other until enough were read: `COUNT` is per
/// stream. What was read before an error is in our hands and must not be lost.
const READ_IN_ORDER: &str = r"
local left, taken = tonumber(ARGV[3]), {}
for _, key in ipairs(KEYS) do
    if left <= 0 then break end
    local read = redis.pcall('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', left, 'STREAMS', key, '>')
    if read and read.err then
        if #taken == 0 then return read end
        break
    end
    if read then
        left = left - #read[1][2]
        taken[#taken + 1] = read[1]
    end
end
return taken";

/// A ticket in hand, and where it came from. In the stream until acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What it says.
    pub ticket: Ticket,
    lane: usize,
    entry: String,
}

/// Reads tickets for one worker.
pub struct Taker {
    desk: Desk,
    blocking: Option<Client>,
    round: u32,
}

/// Gives tickets back: acknowledged, or to somebody else. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    redis: Redis,
    consumer: Arc<str>,
    keys: Arc<[String]>,
}

impl Taker {
    /// A taker from `queues`, in their order, known to Redis as `worker`. Nothing is sent yet.
    #[must_use]
    pub fn new(redis: Redis, queues: &[String], worker: Uuid) -> Self {
        // All high lanes come before all normal ones, whatever the queue.
        let lane = |queue: &String, priority| Lane { queue: queue.clone(), priority }.key(&redis);
        let keys = Priority::ALL.iter().flat_map(|p| queues.iter().map(|q| lane(q, *p)).collect::<Vec<_>>()).collect();
        let desk = Desk { consumer: worker.to_string().into(), keys, redis: redis.clone() };
        Self { desk, blocking: None, round: 0 }
    }

    /// Where tickets are given back.
    #[must_use]
    pub fn desk(&self) -> Desk {
        self.desk.clone()
    }

    /// At most `free` tickets that lie there now, most urgent first.
    ///
    /// # Errors
    /// When Redis is away. Tickets read by a call that is dropped or fails are
    /// found again by [`Self::reclaim`].
    pub async fn take(&mut self, free: usize) -> Result<Vec<Taken>, RedisError> {
        self.round = self.round.wrapping_add(1);
        let mut keys: Vec<&str> = self.desk.keys.iter().map(String::as_str).collect();
        if self.round.is_multiple_of(LOW_FIRST_EVERY) {
            keys.reverse();
        }
        let mut read = self.desk.read_in_order(keys.clone(), free).await;
        if read.as_ref().is_err_and(RedisError::is_missing_group) {
            // Once more at once, or a less urgent lane would come first.
            self.desk.make_groups().await?;
            read = self.desk.read_in_order(keys, free).await;
        }
        self.normal(read).await
    }

    /// Waits up to two seconds for the next ticket, or until `stop`. May bring
    /// one from each lane: `COUNT` is per stream.
    ///
    /// Not to be dropped half-way: what was read would lie until reclaimed.
    ///
    /// # Errors
    /// When Redis is away.
    pub async fn wait(&mut self, stop: &CancellationToken) -> Result<Vec<Taken>, RedisError> {
        let client = match &self.blocking {
            Some(client) => client.clone(),
            None => self.blocking.insert(self.desk.redis.connect_blocking(BLOCK).await?).clone(),
        };
        let id: i64 = client.custom(command("CLIENT"), vec!["ID"]).await?;
        let lanes: Vec<usize> = (0..self.desk.keys.len()).collect();
        let read = self.desk.read(&client, &lanes, 1, Some(BLOCK));
        tokio::pin!(read);
        let read = tokio::select! {
            read = &mut read => read,
            () = stop.cancelled() => {
                // If this does not reach it, the read ends by itself.
                let args = vec!["UNBLOCK".to_owned(), id.to_string()];
                let _ = self.desk.redis.client().custom::<Value, _>(command("CLIENT"), args).await;
                read.await
            }
        };
        if matches!(&read, Err(RedisError::Command(e)) if *e.kind() == fred::error::ErrorKind::Timeout) {
            // The answer to that read would be taken for the answer to the next.
            self.blocking = None;
            let _ = client.quit().await;
        }
        self.normal(read).await
    }

    /// At most `free` tickets that other workers, or we, read but neither claimed nor gave back.
    ///
    /// # Errors
    /// When Redis is away.
    pub async fn reclaim(&mut self, free: usize) -> Result<Vec<Taken>, RedisError> {
        let mut taken = Vec::new();
        for lane in 0..self.desk.keys.len() {
            let Some(missing) = free.checked_sub(taken.len()).filter(|n| *n > 0) else { break };
            let read = self.reclaim_lane(lane, missing).await;
            taken.append(&mut self.normal(read).await?);
        }
        Ok(taken)
    }

    /// Takes our name off the groups, unless something in hand hangs on it.
    ///
    /// # Errors
    /// When Redis is away; a name that stays costs a few bytes.
    pub async fn leave(self) -> Result<(), RedisError> {
        let client = self.desk.redis.client();
        for key in self.desk.keys.iter() {
            let args = (None::<u64>, "-", "+", 1_u64, self.desk.consumer.as_ref());
            let args = fred::types::streams::XPendingArgs {
                idle: args.0,
                start: Some(XID::from(args.1)),
                end: Some(XID::from(args.2)),
                count: Some(args.3),
                consumer: Some(args.4.into()),
            };
            let pending: Result<Value, _> = client.xpending(key.as_str(), GROUP, args).await;
            if matches!(&pending, Ok(Value::Array(entries)) if entries.is_empty()) {
                client.xgroup_delconsumer::<(), _, _, _>(key.as_str(), GROUP, self.desk.consumer.as_ref()).await?;
            }
        }
        if let Some(blocking) = self.blocking {
            let _ = blocking.quit().await;
        }
        Ok(())
    }

    async fn reclaim_lane(&self, lane: usize, count: usize) -> Result<Vec<Taken>, RedisError> {
        let mut taken = Vec::new();
        let Some(key) = self.desk.keys.get(lane) else { return Ok(taken) };
        let idle = u64::try_from(ABANDONED_AFTER.as_millis()).unwrap_or(u64::MAX);
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        let answer: Value = self
            .desk
            .redis
            .client()
            .xautoclaim(key.as_str(), GROUP, self.desk.consumer.as_ref(), idle, "0-0", Some(count), false)
            .await?;
        let Value::Array(mut parts) = answer else { return Ok(taken) };
        if parts.len() >= 2 {
            self.desk.open(lane, parts.swap_remove(1), &mut taken).await?;
        }
        Ok(taken)
    }

    /// What is normal when keys come and go: nothing to read, and groups to be made.
    async fn normal(&self, read: Result<Vec<Taken>, RedisError>) -> Result<Vec<Taken>, RedisError> {
        match read {
            Err(e) if e.is_missing_group() || e.is_unblocked() => {
                self.desk.make_groups().await?;
                Ok(Vec::new())
            }
            other => other,
        }
    }
}

impl Desk {
    async fn read(
        &self,
        client: &Client,
        lanes: &[usize],
        count: usize,
        block: Option<Duration>,
    ) -> Result<Vec<Taken>, RedisError> {
        let keys: Vec<&str> = lanes.iter().filter_map(|lane| self.keys.get(*lane)).map(String::as_str).collect();
        let ids = vec![XID::NewInGroup; keys.len()];
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        let block = block.map(|b| u64::try_from(b.as_millis()).unwrap_or(u64::MAX));
        let answer: Value =
            client.xreadgroup(GROUP, self.consumer.as_ref(), Some(count), block, false, keys, ids).await?;
        self.opened(answer).await
    }

    /// At most `count` tickets in all, from the first of `keys` first, in one exchange.
    async fn read_in_order(&self, keys: Vec<&str>, count: usize) -> Result<Vec<Taken>, RedisError> {
        let args = vec![GROUP.to_owned(), self.consumer.to_string(), count.to_string()];
        let answer: Value = self.redis.client().eval(READ_IN_ORDER, keys, args).await?;
        self.opened(answer).await
    }

    /// The tickets in the answer to a read.
    async fn opened(&self, answer: Value) -> Result<Vec<Taken>, RedisError> {
        let mut taken = Vec::new();
        for (key, entries) in pairs(answer) {
            let key = key.as_string().unwrap_or_default();
            if let Some(lane) = self.keys.iter().position(|known| *known == key) {
                self.open(lane, entries, &mut taken).await?;
            }
        }
        Ok(taken)
    }

    /// Strikes tickets off: their jobs are claimed, or no longer to be had.
    ///
    /// # Errors
    /// When Redis is away; they come again and fail their claim, which is harmless.
    pub async fn acknowledge(&self, taken: &[Taken]) -> Result<(), RedisError> {
        self.give(taken, false).await
    }

    /// Lets somebody else have tickets: added again first, struck off then, so
    /// that a crash in between doubles them rather than losing them.
    ///
    /// # Errors
    /// When Redis is away; they are reclaimed later.
    pub async fn put_back(&self, taken: &[Taken]) -> Result<(), RedisError> {
        self.give(taken, true).await
    }

    async fn give(&self, taken: &[Taken], again: bool) -> Result<(), RedisError> {
        if taken.is_empty() {
            return Ok(());
        }
        let pipeline = self.redis.client().pipeline();
        for (lane, key) in self.keys.iter().enumerate() {
            let mine: Vec<&Taken> = taken.iter().filter(|t| t.lane == lane).collect();
            if mine.is_empty() {
                continue;
            }
            if again {
                for t in &mine {
                    let fields = (FIELD, t.ticket.to_value());
                    pipeline.xadd::<(), _, _, _, _>(key.as_str(), false, None::<()>, "*", fields).await?;
                }
            }
            let entries: Vec<&str> = mine.iter().map(|t| t.entry.as_str()).collect();
            pipeline.xack::<(), _, _, _>(key.as_str(), GROUP, entries.clone()).await?;
            pipeline.xdel::<(), _, _>(key.as_str(), entries).await?;
        }
        pipeline.all::<Value>().await?;
        Ok(())
    }

    /// Reads entries into tickets. One that cannot be read would come again for
    /// ever, so it is struck off: Postgres knows the job and it is sent again.
    async fn open(&self, lane: usize, entries: Value, into: &mut Vec<Taken>) -> Result<(), RedisError> {
        let mut broken = Vec::new();
        let Value::Array(entries) = entries else { return Ok(()) };
        for entry in entries {
            // An entry deleted while it was pending is told as its id and nothing, or as nothing.
            let Value::Array(parts) = entry else { continue };
            let [id, fields, ..] = parts.as_slice() else { continue };
            let Some(entry) = id.as_string() else { continue };
            let found = match fields {
                Value::Array(found) => found.chunks(2).find(|f| f[0].as_str().is_some_and(|name| name == FIELD)),
                _ => None,
            };
            match found.and_then(|f| f.get(1)).map(Ticket::from_value) {
                Some(Ok(ticket)) => into.push(Taken { ticket, lane, entry }),
                _ => broken.push(Taken { ticket: Ticket { job: Uuid::nil(), attempt: 0 }, lane, entry }),
            }
        }
        if !broken.is_empty() {
            tracing::warn!(entries = broken.len(), lane = self.keys[lane], "struck off tickets that cannot be read");
            self.acknowledge(&broken).await?;
        }
        Ok(())
    }

    async fn make_groups(&self) -> Result<(), RedisError> {
        for key in self.keys.iter() {
            // From 0, not from now: tickets that were there before the group count too.
            let made = self.redis.client().xgroup_create::<(), _, _, _>(key.as_str(), GROUP, "0", true).await;
            match made.map_err(RedisError::from) {
                Err(e) if !e.says("BUSYGROUP") => return Err(e),
                _ => {}
            }
        }
        Ok(())
    }
}

fn command(word: &'static str) -> CustomCommand {
    CustomCommand::new_static(word, ClusterHash::Random, false)
}

/// The (stream, entries) pairs of a read's answer: an array of pairs, a map in
/// newer protocols, nothing at a timeout.
fn pairs(answer: Value) -> Vec<(Value, Value)> {
    match answer {
        Value::Array(streams) => streams
            .into_iter()
            .filter_map(|stream| match stream {
                Value::Array(mut pair) if pair.len() == 2 => Some((pair.swap_remove(0), pair.swap_remove(0))),
                _ => None,
            })
            .collect(),
        Value::Map(map) => {
            map.inner().into_iter().map(|(key, entries)| (Value::from(key.as_bytes()), entries)).collect()
        }
        _ => Vec::new(),
    }
}
