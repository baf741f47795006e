//! Telling one life of a Redis server from the next.

use fred::clients::Pipeline;
use fred::prelude::{Client, ClientLike, KeysInterface};
use fred::types::{InfoKind, SetOptions, Value};
use uuid::Uuid;

use super::redis::field;
use super::{Redis, RedisError};

/// One life of what a Redis server holds. Ends when the server restarts (it may
/// have lost its last second) or when its keys are gone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Epoch(String);

impl Epoch {
    /// Its word, made of hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn from_word(word: &str) -> Option<Self> {
        (!word.is_empty() && word.len() <= 64 && word.bytes().all(|b| b.is_ascii_hexdigit()))
            .then(|| Self(word.to_ascii_lowercase()))
    }

    fn of(mark: &str, info: &str) -> Self {
        let short = |text: &str| text.chars().filter(char::is_ascii_hexdigit).take(12).collect::<String>();
        Self(format!("{}{}", short(mark), short(field(info, "run_id").unwrap_or_default())))
    }
}

/// Adds to a pipeline what [`read`] wants as its last two answers.
pub(super) async fn ask(pipeline: &Pipeline<Client>, redis: &Redis) -> Result<(), RedisError> {
    pipeline.get::<(), _>(redis.key("epoch")).await?;
    pipeline.info::<()>(Some(InfoKind::Server)).await?;
    Ok(())
}

/// The epoch from the last two answers of a pipeline; `None` when its mark is
/// missing: whatever Redis held is gone.
pub(super) fn read(answers: &[Value]) -> Option<Epoch> {
    let [.., mark, info] = answers else { return None };
    Some(Epoch::of(&mark.as_string()?, &info.as_string()?))
}

/// The epoch it is now, beginning one where there is none.
pub(super) async fn now(redis: &Redis) -> Result<Epoch, RedisError> {
    let fresh = Uuid::new_v4().simple().to_string();
    let pipeline = redis.client().pipeline();
    pipeline.set::<(), _, _>(redis.key("epoch"), fresh, None, Some(SetOptions::NX), false).await?;
    ask(&pipeline, redis).await?;
    let answers: Vec<Value> = pipeline.all().await?;
    read(&answers).ok_or_else(|| RedisError::Unreadable { what: "epoch", reason: "the key has vanished".to_owned() })
}
