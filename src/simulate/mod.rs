//! Doubles of the systems we talk to, for the tests and the demo. Their bytes go over real HTTP.

pub mod nautobot;
