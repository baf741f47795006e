//! A task with the arguments of the product's example: `{"seed_devices": [1, 2, 3], "max_depth": 3}`.

use noc_scheduler::tasks::{Context, Failure, Task, TaskDefaults};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Says which devices it would begin with, and how far it would go.
pub(crate) struct SeedWalk;

/// Where to begin, and how far to go.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeedWalkArgs {
    /// Numbers of the devices to begin with.
    seed_devices: Vec<u32>,
    /// How many hops away from them to go.
    #[serde(default = "default_depth")]
    max_depth: u8,
}

fn default_depth() -> u8 {
    2
}

/// What came in.
#[derive(Serialize)]
pub(crate) struct Walked {
    seeds: usize,
    depth: u8,
}

impl Task for SeedWalk {
    const NAME: &'static str = "seed_walk";
    const DESCRIPTION: &'static str = "Begins with some devices and goes a number of hops.";
    type Args = SeedWalkArgs;
    type Output = Walked;

    fn defaults() -> TaskDefaults {
        TaskDefaults { read_only: true, ..TaskDefaults::default() }
    }

    async fn perform(&self, args: SeedWalkArgs, _: Context) -> Result<Walked, Failure> {
        Ok(Walked { seeds: args.seed_devices.len(), depth: args.max_depth })
    }
}
