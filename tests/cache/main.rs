//! The cache of what remote systems said, the task that fills it and the one that removes what has grown old: on real
//! servers, against doubles over real HTTP.
#![cfg(test)]

mod away;
mod cleanup;
#[path = "../api/house.rs"]
#[allow(dead_code, reason = "the tests of the API use the rest")]
mod house;
mod http;
mod read;
mod runner;
mod scene;
#[path = "../support/mod.rs"]
mod support;
mod warm;
