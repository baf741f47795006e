//! Baselines and snapshots: what devices said, what differs, and what is expected from now on.

mod compare;
mod handlers;
mod view;

pub(super) use self::compare::CompareApi;
pub(super) use self::handlers::CapturesApi;
