//! Hearing what has changed, and coming back to where one was.

use std::collections::VecDeque;
use std::time::Duration;

use fred::prelude::{Client, ClientLike, StreamsInterface};
use fred::types::Value;
use fred::types::streams::XID;

use super::cursor::EntryId;
use super::{Cursor, FEED, FIELD, FeedItem};
use crate::queue::{Epoch, Redis, RedisError, epoch};

/// The longest a read waits; also how soon a loss of the feed is noticed when nothing happens.
const BLOCK: Duration = Duration::from_secs(2);
/// Entries in one read: some megabytes at most.
const ENTRIES: u64 = 16;

/// What one entry of the feed told.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedBatch {
    /// Where it stands. As an SSE id it belongs to the *last* event of the
    /// batch only: a client that got half of one must get all of it again.
    pub cursor: Cursor,
    /// The things told. May repeat earlier ones; `rev` tells.
    pub items: Vec<FeedItem>,
}

/// What came after a cursor.
#[derive(Clone, Debug, PartialEq)]
pub enum Resumed {
    /// These, without a hole. Fewer than asked for: this is all there is now.
    Batches(Vec<FeedBatch>),
    /// Some of it may be gone: tell the client to read its lists again.
    Lost(String),
}

/// What a follower heard.
#[derive(Clone, Debug, PartialEq)]
pub enum Followed {
    /// The next entry.
    Batch(FeedBatch),
    /// Entries may be missing before the next one; the reason is for the log.
    /// Following goes on from the new end.
    Lost(String),
}

/// Reads the feed.
#[derive(Clone, Debug)]
pub struct Reader {
    redis: Redis,
}

/// Follows the feed on a connection of its own. One for each API process.
pub struct Follower {
    reader: Reader,
    client: Option<Client>,
    at: Cursor,
    heard: VecDeque<FeedBatch>,
}

impl Reader {
    /// A reader of the feed in `redis`.
    #[must_use]
    pub fn new(redis: Redis) -> Self {
        Self { redis }
    }

    /// The end of the feed now. Taken before a list is read, everything that
    /// the list does not show comes after it.
    ///
    /// # Errors
    /// When Redis is away.
    pub async fn cursor(&self) -> Result<Cursor, RedisError> {
        let epoch = epoch::now(&self.redis).await?;
        let newest: Value = self.redis.client().xrevrange(self.redis.key(FEED), "+", "-", Some(1)).await?;
        Ok(Cursor { epoch, entry: ids(&newest).next().unwrap_or_default() })
    }

    /// At most `limit` entries after `cursor`.
    ///
    /// # Errors
    /// When Redis is away.
    pub async fn read_after(&self, cursor: &Cursor, limit: u64) -> Result<Resumed, RedisError> {
        let from = format!("({}", cursor.entry);
        let found: Value = self.redis.client().xrange(self.redis.key(FEED), from, "+", Some(limit)).await?;
        // Asked afterwards: what was trimmed before the read is seen as a hole.
        if let Some(reason) = self.hole(cursor).await? {
            return Ok(Resumed::Lost(reason));
        }
        batches(&cursor.epoch, found).map(Resumed::Batches)
    }

    /// Follows from `cursor`, or from the end.
    ///
    /// # Errors
    /// When Redis is away.
    pub async fn follow(&self, from: Option<Cursor>) -> Result<Follower, RedisError> {
        let at = match from {
            Some(cursor) => cursor,
            None => self.cursor().await?,
        };
        Ok(Follower { reader: self.clone(), client: None, at, heard: VecDeque::new() })
    }

    /// The first entry that is kept.
    ///
    /// # Errors
    /// When Redis is away.
    pub async fn first_kept(&self) -> Result<Option<EntryId>, RedisError> {
        let oldest: Value = self.redis.client().xrange(self.redis.key(FEED), "-", "+", Some(1)).await?;
        Ok(ids(&oldest).next())
    }

    /// Why something between `cursor` and the first kept entry may be missing.
    async fn hole(&self, cursor: &Cursor) -> Result<Option<String>, RedisError> {
        if epoch::now(&self.redis).await? != cursor.epoch {
            return Ok(Some("Redis was restarted or emptied".to_owned()));
        }
        match self.first_kept().await? {
            Some(first) if cursor.entry < first && !self.is_untrimmed().await? => {
                Ok(Some("the feed no longer goes back that far".to_owned()))
            }
            None if cursor.entry != EntryId::default() => Ok(Some("the feed was emptied".to_owned())),
            _ => Ok(None),
        }
    }

    /// Whether every entry ever added is still there. Servers before 7.0 do not
    /// say; then the answer is no, and a client reads its lists once more.
    async fn is_untrimmed(&self) -> Result<bool, RedisError> {
        let info: Value = self.redis.client().xinfo_stream(self.redis.key(FEED), false, None).await?;
        let fields: Vec<(String, i64)> = match info {
            Value::Array(flat) => {
                flat.chunks(2).filter_map(|pair| Some((pair.first()?.as_string()?, pair.get(1)?.as_i64()?))).collect()
            }
            Value::Map(map) => map
                .inner()
                .into_iter()
                .filter_map(|(key, value)| Some((key.as_str()?.to_owned(), value.as_i64()?)))
                .collect(),
            _ => Vec::new(),
        };
        let number = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, n)| *n);
        Ok(number("entries-added").is_some() && number("entries-added") == number("length"))
    }
}

impl Follower {
    /// The next entry, waiting for it as long as it takes. May be dropped and
    /// called again: nothing is passed over.
    ///
    /// # Errors
    /// When Redis is away; wait a little and call again.
    pub async fn next(&mut self) -> Result<Followed, RedisError> {
        loop {
            if let Some(batch) = self.heard.pop_front() {
                return Ok(Followed::Batch(batch));
            }
            let client = match &self.client {
                Some(client) => client.clone(),
                None => self.client.insert(self.reader.redis.connect_blocking(BLOCK).await?).clone(),
            };
            let block = u64::try_from(BLOCK.as_millis()).unwrap_or(u64::MAX);
            let key = self.reader.redis.key(FEED);
            let from = XID::Manual(self.at.entry.to_string().into());
            let read: Result<Value, RedisError> =
                client.xread(Some(ENTRIES), Some(block), key, from).await.map_err(RedisError::from);
            let answer = match read {
                Ok(answer) => answer,
                Err(e) if e.is_unblocked() => Value::Null,
                Err(e) => {
                    if let Some(client) = self.client.take() {
                        let _ = client.quit().await;
                    }
                    return Err(e);
                }
            };
            if let Some(reason) = self.reader.hole(&self.at).await? {
                self.at = self.reader.cursor().await?;
                return Ok(Followed::Lost(reason));
            }
            self.heard.extend(batches(&self.at.epoch, only_stream(answer))?);
            if let Some(last) = self.heard.back() {
                self.at = last.cursor.clone();
            }
        }
    }

    /// The last entry read, whether handed out or not.
    #[must_use]
    pub fn at(&self) -> &Cursor {
        &self.at
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        // A read may still be under way; quitting waits for it, and nobody waits
        // for that. Without a runtime the process ends, and the connection with it.
        if let (Some(client), Ok(runtime)) = (self.client.take(), tokio::runtime::Handle::try_current()) {
            runtime.spawn(async move { client.quit().await });
        }
    }
}

/// The entries of the one stream in a read's answer.
fn only_stream(answer: Value) -> Value {
    match answer {
        Value::Array(mut streams) => match streams.pop() {
            Some(Value::Array(mut pair)) => pair.pop().unwrap_or(Value::Null),
            _ => Value::Null,
        },
        Value::Map(map) => map.inner().into_values().next().unwrap_or(Value::Null),
        _ => Value::Null,
    }
}

fn ids(entries: &Value) -> impl Iterator<Item = EntryId> {
    let entries = if let Value::Array(entries) = entries { entries.as_slice() } else { &[] };
    entries.iter().filter_map(|entry| match entry {
        Value::Array(parts) => parts.first()?.as_string()?.parse().ok(),
        _ => None,
    })
}

fn batches(epoch: &Epoch, entries: Value) -> Result<Vec<FeedBatch>, RedisError> {
    let Value::Array(entries) = entries else { return Ok(Vec::new()) };
    let unreadable = |reason: String| RedisError::Unreadable { what: "feed entry", reason };
    entries
        .iter()
        .filter_map(|entry| match entry {
            Value::Array(parts) => Some((parts.first()?, parts.get(1)?)),
            _ => None,
        })
        .map(|(id, fields)| {
            let entry = id.as_string().unwrap_or_default().parse().map_err(unreadable)?;
            let text = match fields {
                Value::Array(pairs) => pairs
                    .chunks(2)
                    .find(|pair| pair[0].as_str().is_some_and(|name| name == FIELD))
                    .and_then(|pair| pair.get(1)?.as_bytes()),
                _ => None,
            };
            // What a newer version tells and we cannot read is one reset, not an endless failure.
            let items = serde_json::from_slice(text.unwrap_or_default())
                .unwrap_or_else(|e| vec![FeedItem::Reset { reason: format!("an entry cannot be read: {e}") }]);
            Ok(FeedBatch { cursor: Cursor { epoch: epoch.clone(), entry }, items })
        })
        .collect()
}
