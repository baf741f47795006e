//! What a capture is told.

use std::borrow::Cow;
use std::time::Duration;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::commands::Commands;
use crate::domain::draft::NOTE_CHARS;
use crate::tasks::reach::MOST_AT_ONCE;
use crate::tasks::targets::{Asked, DeviceList, InventoryId};

/// Of which devices, and what.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Typed {
    /// Devices by number, Nautobot id, name or address.
    #[serde(default, skip_serializing_if = "no_devices")]
    device_ids: DeviceList,
    /// The devices of a named inventory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inventory_id: Option<InventoryId>,
    /// What they are asked: a list of commands, or an object of platforms (`cisco_ios`, `cisco_nxos`, `cisco_xr`,
    /// `arista_eos`, `juniper_junos`, `linux`) with a list for each. Empty: the configuration, and the state that matters.
    #[serde(default, skip_serializing_if = "Commands::is_usual")]
    commands: Commands,
    /// Why it is taken: a change, a ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = NOTE_CHARS))]
    notes: Option<String>,
    /// How many devices are visited at once.
    #[serde(default = "concurrency")]
    #[schemars(range(min = 1, max = MOST_AT_ONCE))]
    concurrency: usize,
    /// How long one device may take, from the login on.
    #[serde(default = "per_device")]
    #[schemars(range(min = 5, max = 3_600))]
    per_device_timeout_seconds: u64,
}

fn no_devices(list: &DeviceList) -> bool {
    list.0.is_empty()
}

fn concurrency() -> usize {
    10
}

/// A configuration of ten thousand lines takes an old box a minute.
fn per_device() -> u64 {
    300
}

/// Of which devices, and what, so that it can be meant.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Typed")]
pub struct Args {
    /// Of which devices.
    pub(super) asked: Asked,
    /// What they are asked.
    pub(super) commands: Commands,
    /// Why.
    pub(super) notes: Option<String>,
    /// How many devices are visited at once.
    pub(super) concurrency: usize,
    /// How long one device may take.
    pub(super) per_device: Duration,
}

impl TryFrom<Typed> for Args {
    type Error = String;

    fn try_from(typed: Typed) -> Result<Self, String> {
        typed.commands.understood()?;
        Ok(Self {
            asked: Asked::new(&[&typed.device_ids], typed.inventory_id)?,
            commands: typed.commands,
            notes: typed.notes.map(|notes| notes.trim().to_owned()).filter(|notes| !notes.is_empty()),
            concurrency: typed.concurrency,
            per_device: Duration::from_secs(typed.per_device_timeout_seconds),
        })
    }
}

impl JsonSchema for Args {
    fn schema_name() -> Cow<'static, str> {
        "Capture".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Typed::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::device::platform;
    use crate::tasks::Registry;

    fn read(value: Value) -> Result<Args, String> {
        serde_json::from_value(value).map_err(|e| e.to_string())
    }

    fn asked(args: &Args, driver: &str) -> Vec<(String, bool)> {
        let questions = args.commands.of(platform::of_driver(driver).unwrap());
        questions.into_iter().map(|question| (question.command, question.may_be_unknown)).collect()
    }

    #[test]
    fn nothing_said_is_what_the_platform_usually_has() {
        let args = read(json!({"device_ids": [1]})).unwrap();
        let ios = asked(&args, "cisco_xe");
        assert_eq!(ios[0], ("show running-config".to_owned(), false));
        assert!(ios.iter().any(|(command, may)| command == "show vlan brief" && *may), "{ios:?}");
        assert_eq!((args.concurrency, args.per_device.as_secs()), (10, 300));
    }

    #[test]
    fn commands_are_for_all_or_for_each_platform() {
        let all =
            read(json!({"device_ids": [1], "commands": ["show version", " show version ", "show clock"]})).unwrap();
        let expected = [("show version".to_owned(), false), ("show clock".to_owned(), false)];
        assert_eq!(asked(&all, "arista_eos"), expected);
        let each = read(json!({"inventory_id": 1, "commands": {"cisco_xe": ["show clock"]}})).unwrap();
        assert_eq!(asked(&each, "cisco_ios"), [("show clock".to_owned(), false)]);
        assert_eq!(asked(&each, "arista_eos")[0].0, "show running-config");
    }

    #[test]
    fn what_cannot_be_meant_is_said() {
        let refused = |commands: Value| match read(json!({"device_ids": [1], "commands": commands})) {
            Ok(args) => args.commands.check(None).unwrap_err(),
            Err(why) => why,
        };
        assert!(refused(json!({"cisco_ois": ["show version"]})).contains("cisco_ios"));
        assert!(refused(json!(["show version", "reload"])).contains("`reload`"));
        let anywhere = read(json!({"device_ids": [1], "commands": ["ip -j addr", "show version"]})).unwrap();
        assert_eq!(anywhere.commands.check(None), Ok(()), "some platform takes each");
        assert!(refused(json!({"cisco_ios": ["ip -j addr"]})).contains("only commands that read"));
        assert!(refused(json!(vec!["show version"; 51])).contains("50 are the most"));
        assert!(read(json!({})).unwrap_err().contains("which devices"));
        assert!(read(json!({"device_ids": [1], "inventory_id": 1})).unwrap_err().contains("not both"));
    }

    #[test]
    fn a_forbidden_command_is_refused_when_it_is_saved_under_every_name() {
        let registry = Registry::builtin();
        for name in
            ["create_baseline", "app.tasks.baseline_tasks.create_baseline", "app.tasks.baseline_tasks.create_snapshot"]
        {
            let entry = registry.resolve(name).unwrap();
            let refused =
                entry.validate(&json!({"device_ids": [1], "commands": ["show run | redirect flash:x"]})).unwrap_err();
            assert!(refused[0].detail.contains("redirect"), "{refused:?}");
            let unknown = entry.validate(&json!({"device_ids": [1], "snapshot_type": "x"})).unwrap_err();
            assert_eq!(unknown[0].pointer, "/snapshot_type");
            let wrong = entry.validate(&json!({"device_ids": [1], "commands": "show version"})).unwrap_err();
            assert!(wrong[0].detail.contains("a list of commands"), "{wrong:?}");
            entry.validate(&json!({"device_ids": [1], "commands": {"linux": ["hostname"]}, "notes": "CHG-1"})).unwrap();
        }
    }
}
