//! Due times: what became of each, why, and what an operator may still make of it.

mod handlers;
mod input;
mod view;

pub(super) use self::handlers::DueTimesApi;
