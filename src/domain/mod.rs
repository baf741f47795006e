//! The rules of the house, free of I/O and of any clock: what a schedule is,
//! how events change it, when it is due and what becomes of a due time.

pub mod baseline;
pub mod cadence;
pub mod chain;
pub mod connection;
pub mod credential;
pub mod decide;
pub mod device;
pub mod draft;
pub mod forecast;
pub mod history;
pub mod host;
pub mod inventory;
pub mod job;
pub mod ledger;
pub mod log;
pub mod maintenance;
pub mod network;
pub mod people;
pub mod retry;
pub mod revert;
pub mod schedule;
pub mod settle;
pub mod sync;
pub mod task;
pub mod timestamp;
pub mod topology;
pub mod visit;

pub use self::device::Device;
pub use self::host::Host;
pub use self::timestamp::Timestamp;
