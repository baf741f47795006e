//! Goes from device to device, asks each whom it hears, and writes down the topology.

mod args;
mod ask;
mod crawl;
mod directory;
mod outcome;
mod record;
mod task;

pub use self::args::Args;
pub use self::outcome::{DeviceOutcome, DeviceStatus, Outcome, StepOutcome};
pub use self::task::DiscoverTopology;
