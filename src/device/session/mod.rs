//! One SSH session to one device, with all commands of a job in it.
//!
//! A session logs in once and with one method: whatever the device answers, there is no second try, so that a wrong
//! password is one failure at the AAA and not three. Modern algorithms are offered first; old ones only to a device
//! that has nothing else. A device whose host key is another than the one known is sent nothing.
//!
//! Commands run in channels of their own (`exec`) where the platform has them, elsewhere in one shell. Dropping a
//! session, or any of its futures, ends its TCP connection or leaves it usable; nothing lives on behind.

mod algorithms;
mod answer;
mod exec;
mod handshake;
mod learn;
mod limits;
mod login;
mod open;
mod prompt;
mod screen;
mod shell;
mod target;
mod trouble;
mod wire;

pub use self::limits::Limits;
pub use self::open::{Output, Session, connect};
pub use self::target::{Login, Target};
pub use self::trouble::Trouble;
