//! The rules of the house, free of I/O and of any clock: what a schedule is,
//! how events change it, when it is due and what becomes of a due time.

pub mod cadence;
pub mod timestamp;

pub use self::timestamp::Timestamp;
