//! The API over real HTTP, on a real Postgres and a real Redis.
#![cfg(test)]

mod as_code;
mod auth;
mod away;
mod bulk;
mod connections;
mod credentials;
mod due_times;
mod errors;
mod forecast;
mod history;
mod house;
mod jobs;
mod kinds;
mod maintenance;
mod metrics;
mod noc_canvas;
mod preview;
mod schedules;
mod states;
mod stream;
#[path = "../support/mod.rs"]
mod support;
mod then;
