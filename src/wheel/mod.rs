//! A hierarchical timing wheel.

mod level;
mod list;
mod slab;

pub use self::slab::TimerKey;
