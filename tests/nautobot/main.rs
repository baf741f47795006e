//! The Nautobot client and the sync that uses it, against a double over real HTTP.
#![cfg(test)]

mod client;
mod database;
mod network;
mod permits;
#[path = "../support/mod.rs"]
mod support;
mod sync;
mod sync_faults;
