//! Crawls through simulated networks, over real SSH, and what they leave.
#![cfg(test)]

mod crawl;
mod gentle;
#[path = "../lab/rig.rs"]
#[expect(dead_code, reason = "written for the lab's own tests, too")]
mod lab;
mod real;
#[allow(dead_code, reason = "the tests of baselines use it as well")]
mod rig;
#[path = "../api/house.rs"]
#[expect(dead_code, reason = "written for more tests than these")]
mod served;
mod shown;
#[path = "../support/mod.rs"]
mod support;
mod watched;
