//! NOC Canvas Scheduler: an event-sourced scheduler for network operations.
//!
//! Postgres remembers, Redis carries, the wheel only reminds. The rooms, in the
//! order data flows through them:
//!
//! - [`domain`]: schedules, events, due times, jobs: pure rules, no I/O.
//! - [`wheel`]: when to look next.
//! - [`store`]: Postgres, and every statement.
//! - [`clock`]: where time is read; only the program builds the real one.

pub mod clock;
pub mod domain;
pub mod store;
pub mod wheel;
