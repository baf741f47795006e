//! CheckMK: hosts and folders of its setup, by the REST API 1.0.
//!
//! What a real CheckMK answers, and what a reader here must not forget:
//!
//! - A bad login is 401, one without the permission 403, both as problem+json.
//! - A wrong site is a plain 404 **web page** of the server in front.
//! - The list of hosts is one answer without pages, however many there are: it is read as it comes.
//! - Attributes hold secrets in clear; they are dropped before anybody else sees a host.
//! - An unknown parameter is 400, an `Accept` without JSON 406.

mod answer;
mod client;
mod config;
mod elements;
mod hosts;
mod refusal;
mod secrets;

pub use self::client::{CheckmkClient, HostOptions, Totals, Version};
pub use self::config::CheckmkConfig;
pub use self::hosts::Hosts;
pub(crate) use self::refusal::CHECKMK;
