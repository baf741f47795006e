//! Where tickets lie: a queue is three streams, one for each priority.

use fred::types::Value;
use uuid::Uuid;

use crate::domain::job::Priority;
use crate::queue::{Redis, RedisError};

/// The consumer group that all workers of a queue share.
pub(super) const GROUP: &str = "workers";
/// The field of a ticket's entry; short, for there are many.
pub(super) const FIELD: &str = "t";

/// One stream of tickets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Lane {
    /// The queue.
    pub queue: String,
    /// The rank in it.
    pub priority: Priority,
}

impl Lane {
    /// The key of its stream.
    #[must_use]
    pub fn key(&self, redis: &Redis) -> String {
        redis.key(&format!("queue:{}:{}", self.queue, self.priority))
    }
}

/// An attempt that is ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ticket {
    /// The job.
    pub job: Uuid,
    /// Which attempt of it: a ticket for another one is waste paper.
    pub attempt: i16,
}

impl Ticket {
    /// As it stands in the stream: 16 bytes of job, two of attempt.
    pub(super) fn to_value(self) -> Value {
        let mut bytes = Vec::with_capacity(18);
        bytes.extend_from_slice(self.job.as_bytes());
        bytes.extend_from_slice(&self.attempt.to_be_bytes());
        Value::Bytes(bytes.into())
    }

    pub(super) fn from_value(value: &Value) -> Result<Self, RedisError> {
        let bytes = value.as_bytes().unwrap_or_default();
        let (Ok(job), Some(&[high, low])) = (Uuid::from_slice(bytes.get(..16).unwrap_or_default()), bytes.get(16..))
        else {
            return Err(RedisError::Unreadable { what: "ticket", reason: format!("{} bytes long", bytes.len()) });
        };
        Ok(Self { job, attempt: i16::from_be_bytes([high, low]) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_read_as_it_was_written() {
        let ticket = Ticket { job: Uuid::from_u128(u128::MAX / 3), attempt: 25 };
        assert_eq!(Ticket::from_value(&ticket.to_value()).unwrap(), ticket);
        assert!(Ticket::from_value(&Value::from("short")).is_err());
        assert!(Ticket::from_value(&Value::Null).is_err());
    }
}
