//! Doubles of the systems we talk to, for the tests and the demo. Their bytes go over real HTTP and real SSH.

pub mod checkmk;
mod fault;
pub mod lan;
pub mod nautobot;
mod net;
pub mod network;
mod server;
pub mod ssh;

pub use self::fault::{Fault, On, Trouble};
pub use self::server::Traffic;
