//! A task of which some items go wrong.

use noc_scheduler::tasks::{Context, Failure, Task, TaskDefaults};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Goes through items; those that are to go wrong become warnings.
pub(crate) struct SomeItems;

/// How many there are, and how many of them go wrong.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SomeItemsArgs {
    /// All items.
    items: u32,
    /// Those that go wrong, from the first one.
    #[serde(default)]
    wrong: u32,
}

/// What was done.
#[derive(Serialize)]
pub(crate) struct Done {
    items: u32,
}

impl Task for SomeItems {
    const NAME: &'static str = "some_items";
    const DESCRIPTION: &'static str = "Goes through items, of which some go wrong.";
    type Args = SomeItemsArgs;
    type Output = Done;

    fn defaults() -> TaskDefaults {
        TaskDefaults { read_only: true, ..TaskDefaults::default() }
    }

    async fn perform(&self, args: SomeItemsArgs, ctx: Context) -> Result<Done, Failure> {
        (0..args.wrong.min(args.items)).for_each(|item| ctx.warn(format!("item {item} went wrong")));
        Ok(Done { items: args.items })
    }
}
