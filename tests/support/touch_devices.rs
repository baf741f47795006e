//! A task that touches devices, or would: it only says which ones.

use std::borrow::Cow;

use noc_scheduler::store::Database;
use noc_scheduler::tasks::{Asked, Context, DeviceList, Failure, InventoryId, Targets, Task, TaskDefaults};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

/// Finds its devices as every task does that aims at some. Without a database it cannot.
pub(crate) struct TouchDevices(pub(crate) Option<Database>);

/// Which devices, as they are typed.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Typed {
    /// Devices by number, Nautobot id, name or address.
    #[serde(default)]
    devices: DeviceList,
    /// The same, by its old name.
    #[serde(default)]
    device_ids: DeviceList,
    /// Those of a named inventory instead.
    #[serde(default)]
    inventory_id: Option<InventoryId>,
}

/// Which devices, so that they can be meant.
#[derive(Deserialize)]
#[serde(try_from = "Typed")]
pub(crate) struct Args(Asked);

impl TryFrom<Typed> for Args {
    type Error = String;

    fn try_from(typed: Typed) -> Result<Self, String> {
        Asked::new(&[&typed.devices, &typed.device_ids], typed.inventory_id).map(Self)
    }
}

impl JsonSchema for Args {
    fn schema_name() -> Cow<'static, str> {
        Typed::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Typed::json_schema(generator)
    }
}

/// Which devices were touched, and which could not be.
#[derive(Serialize)]
pub(crate) struct Touched {
    touched: Vec<i64>,
    unknown: Vec<String>,
}

impl Task for TouchDevices {
    const NAME: &'static str = "touch_devices";
    const DESCRIPTION: &'static str = "Says which devices it would touch.";
    type Args = Args;
    type Output = Touched;

    fn defaults() -> TaskDefaults {
        TaskDefaults { read_only: true, supports_inventory: true, ..TaskDefaults::default() }
    }

    async fn perform(&self, args: Args, ctx: Context) -> Result<Touched, Failure> {
        let Some(database) = &self.0 else {
            return Err(Failure::fatal("not_configured", "set NOC_DATABASE_URL for this worker"));
        };
        let targets = Targets::resolve(&ctx, database, &args.0).await?;
        Ok(Touched {
            touched: targets.devices.iter().map(|device| device.number).collect(),
            unknown: targets.unknown.iter().map(|unknown| unknown.asked.to_string()).collect(),
        })
    }
}
