//! Jobs: what ran, what runs, and what a person may do about it.

mod handlers;
mod input;
mod view;
mod visits;
mod write;

pub(super) use self::handlers::JobsApi;
pub(super) use self::view::{JobAnswer, LogAnswer};
pub(super) use self::visits::JobVisitsApi;
pub(super) use self::write::{JobWritesApi, idempotency_key};
