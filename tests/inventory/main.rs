//! The inventory over real HTTP, on a real Postgres, and what jobs make of it.
#![cfg(test)]

mod devices;
mod fixture;
mod guard;
mod hosts;
#[path = "../api/house.rs"]
#[allow(dead_code, reason = "the tests of the API use the rest")]
mod house;
mod named;
mod resolve;
#[path = "../support/mod.rs"]
mod support;
mod syncs;
#[path = "../support/touch_devices.rs"]
mod touch_devices;
mod volume;
