//! What Nautobot and CheckMK said a moment ago, and how well that serves.

mod answer;
mod handlers;
mod view;

pub(super) use self::handlers::CacheApi;
