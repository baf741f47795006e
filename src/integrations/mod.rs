//! Clients of the systems that know the network. They read; they never write.

pub mod nautobot;
