//! The CheckMK client and the sync that uses it, against a double over real HTTP.
#![cfg(test)]

mod client;
#[path = "../nautobot/database.rs"]
mod database;
mod faults;
mod scene;
mod site;
#[path = "../support/mod.rs"]
mod support;
mod sync;
mod sync_faults;
mod sync_reconciled;
