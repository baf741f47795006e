//! `create_baseline` and `create_snapshot`: what devices say, kept word for word and compared with what was expected.
//!
//! Both take the same: each device is asked its commands in one session, and every answer is kept as it was said and in
//! its normal form. A baseline is what is expected of the device from then on; a snapshot is kept beside it.

mod args;
mod commands;
mod outcome;
mod run;
mod take;
mod task;

pub use self::args::Args;
pub use self::outcome::{CommandOutcome, DeviceOutcome, DeviceStatus, Outcome};
pub use self::task::{Captures, CreateBaseline, CreateSnapshot};
