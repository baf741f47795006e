//! Tickets: "this attempt of this job is ready", and nothing else.

mod lane;
mod sender;
mod taker;

pub use self::lane::{Lane, Ticket};
pub use self::sender::{Sender, Sent};
pub use self::taker::{Desk, Taken, Taker};
