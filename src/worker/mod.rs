//! Workers: take tickets, claim jobs in Postgres, run them, report.
//!
//! Who is alive is decided in Postgres: a worker renews the leases of exactly
//! the attempts it runs, and stops an attempt itself before a lease that it
//! could not renew ends. Nothing here exits because Postgres or Redis is away.

mod bench;
mod cancel;
mod claim;
mod execute;
mod heartbeat;
mod link;
mod load;
mod report;
mod run;
mod running;
mod take;
mod voice;

pub use self::run::{WorkerConfig, WorkerError, run};
