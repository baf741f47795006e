//! What the integration tests share.
//!
//! A test file begins with `#![cfg(test)]`, which lets its helpers unwrap as well,
//! says `mod support;`, and uses what it needs.
#![allow(dead_code, reason = "every test file compiles this anew and uses only a part")]

pub(crate) mod audit;
pub(crate) mod beats;
pub(crate) mod house;
pub(crate) mod processes;
pub(crate) mod programs;
pub(crate) mod receiver;
pub(crate) mod servers;
pub(crate) mod some_items;
pub(crate) mod sse;
