//! Redis: what the house carries. Tickets say that an attempt is ready, the
//! feed says what has changed; losing either loses nothing but time.

mod epoch;
pub mod feed;
pub mod permits;
mod redis;
pub mod tickets;

pub use self::epoch::Epoch;
pub use self::permits::Permits;
pub use self::redis::{Redis, RedisError};

/// An error with its causes in one line, for the log.
pub(crate) struct Chain<'a>(pub(crate) &'a (dyn std::error::Error + 'static));

impl std::fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut source = self.0.source();
        while let Some(cause) = source {
            write!(f, ": {cause}")?;
            source = cause.source();
        }
        Ok(())
    }
}
