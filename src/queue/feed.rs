//! The live status feed: what has changed, told after commit, kept for a while
//! in one capped stream.

mod cursor;
mod item;
mod pending;
mod publisher;
mod reader;

pub use self::cursor::{Cursor, EntryId};
pub use self::item::FeedItem;
pub use self::publisher::Publisher;
pub use self::reader::{FeedBatch, Followed, Follower, Reader, Resumed};

/// The stream's name, and the one field of its entries.
const FEED: &str = "feed";
const FIELD: &str = "d";
