//! Doubles of the systems we talk to, for the tests and the demo. Their bytes go over real HTTP.

pub mod checkmk;
mod fault;
pub mod nautobot;
mod net;
pub mod network;
mod server;

pub use self::fault::{Fault, On, Trouble};
pub use self::server::Traffic;
