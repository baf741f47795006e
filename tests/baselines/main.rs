//! Baselines and snapshots of simulated devices, over real SSH, and what is kept of them.
#![cfg(test)]

mod captures;
#[path = "../topology/rig.rs"]
#[allow(dead_code, reason = "it crawls as well")]
mod rig;
mod scene;
mod secrets;
#[path = "../api/house.rs"]
#[expect(dead_code, reason = "written for more tests than these")]
mod served;
mod shown;
#[path = "../support/mod.rs"]
mod support;
