//! NOC Canvas Scheduler: an event-sourced scheduler for network operations.
//!
//! Postgres remembers, Redis carries, the wheel only reminds. The rooms, in the
//! order data flows through them:
//!
//! - [`api`]: people and programs: REST, live status, the OpenAPI document.
//! - [`command`]: the one door through which every schedule changes.
//! - [`celery`]: moves Celery's schedules in, through that door.
//! - [`domain`]: schedules, events, due times, jobs: pure rules, no I/O.
//! - [`store`]: Postgres, and every statement.
//! - [`beat`]: follows the events, and turns due times into jobs.
//! - [`wheel`]: when to look next.
//! - [`queue`]: Redis: tickets for workers, and the live status feed.
//! - [`worker`]: takes tickets, claims jobs, runs them, reports.
//! - [`tasks`]: what can be run.
//! - [`integrations`]: the systems that tasks read from, and the one that is told.
//! - [`vault`]: secrets at rest, sealed and opened.
//! - [`connections`]: from what is known of those systems to clients that ask them.
//! - [`cache`]: what those systems said a moment ago, for whoever asks next.
//! - [`credentials`]: with what jobs log in to devices, and who may use it.
//! - [`access`]: the gentle way in to them: places, pace, breaker, host keys.
//! - [`archive`]: what they said there, word for word, sealed.
//! - [`device`]: network devices: their command lines, and what they say there.
//! - [`simulate`]: doubles of those systems, for tests and the demo.
//!
//! Around them stands the program's edge: [`program`] runs one command ([`cli`])
//! with its settings ([`config`]), [`doctor`] among them; [`embedded`] keeps
//! private Postgres and Redis for `up` and the tests; [`telemetry`] is where log
//! lines go. Every room may name [`clock`], where time is read, [`process`],
//! what every long-lived process needs, and [`probe`], where tests listen in.

pub mod access;
pub mod api;
pub mod archive;
pub mod beat;
pub mod cache;
pub mod celery;
pub mod cli;
pub mod clock;
pub mod command;
pub mod config;
pub mod connections;
pub mod credentials;
pub mod device;
pub mod doctor;
pub mod domain;
pub mod embedded;
pub mod integrations;
pub mod probe;
pub mod process;
pub mod program;
pub mod queue;
pub mod simulate;
pub mod store;
pub mod tasks;
pub mod telemetry;
pub mod vault;
pub mod wheel;
pub mod worker;
