//! Live status as Server-Sent Events: one follower of the feed for the whole
//! process, fanned out to clients through bounded buffers.

mod client;
mod filter;
mod handlers;
mod hub;
mod rate;
mod sse;
mod whole;

pub(super) use self::handlers::StreamApi;
pub(super) use self::hub::Hub;
