//! A hierarchical timing wheel.

mod list;
mod slab;

pub use self::slab::TimerKey;
