//! NOC Canvas Scheduler: an event-sourced scheduler for network operations.
//!
//! Postgres remembers, Redis carries, the wheel only reminds. The rooms, in the
//! order data flows through them:
//!
//! - [`domain`]: schedules, events, due times, jobs: pure rules, no I/O.
//! - [`wheel`]: when to look next.

pub mod domain;
pub mod wheel;
