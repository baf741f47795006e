//! What a body about an inventory looks like, for the document. The reading is done
//! by [`crate::command::inventories::read_inventory`], which names every wrong field.

use poem_openapi::Object;
use poem_openapi::types::Example;
use serde_json::Value;

use crate::domain::inventory::Operator;

/// A condition that devices must meet.
#[derive(Object)]
#[oai(rename = "ConditionInput")]
struct ConditionInput {
    /// `name`, `role`, `location`, `status`, `device_type`, `platform`, `network_driver`, `serial`, `tag` (any of its
    /// tags), `address` (any of its primary addresses), `stale`, or `cf.` and the key of a custom field.
    field: String,
    /// How it is compared; case never counts. `matches` looks for a regular expression, `in_prefix` is for `address`,
    /// `stale` takes `equals` and `not_equals`.
    operator: Operator,
    /// With what: any of these. None with `is_set` and `is_not_set`.
    values: Option<Vec<String>>,
}

/// A named inventory to be, or what is to change about one. A new one needs `name`; in a change an absent field stays
/// and `null` clears. What an answer contains may be sent back unchanged.
#[derive(Object)]
#[oai(rename = "InventoryInput", example)]
pub(super) struct InventoryInput {
    /// What people call it, 1 to 100 characters; no two are called the same.
    name: Option<String>,
    /// For people.
    description: Option<String>,
    /// What a device must meet, all of it. None: only the devices named below. Stale devices stay out unless a
    /// condition is on `stale`.
    conditions: Option<Vec<ConditionInput>>,
    /// Devices that belong to it whatever the conditions say: numbers, or Nautobot ids, names and addresses as text.
    devices: Option<Vec<Value>>,
    /// A job stops before it touches anything when the devices changed by more than this share, in percent of those
    /// that the last job had; 50 where absent. One device exchanged for another is one change.
    max_change_percent: Option<u8>,
    /// The version you saw: 412 when it was changed meanwhile. The same as `If-Match`.
    version: Option<i32>,
}

impl Example for InventoryInput {
    fn example() -> Self {
        let condition = |field: &str, operator, values: &[&str]| ConditionInput {
            field: field.to_owned(),
            operator,
            values: Some(values.iter().map(|value| (*value).to_owned()).collect()),
        };
        let conditions = vec![
            condition("role", Operator::Equals, &["core", "distribution"]),
            condition("address", Operator::InPrefix, &["10.0.0.0/8"]),
        ];
        Self {
            name: Some("Core of the campus".to_owned()),
            description: Some("Backed up nightly".to_owned()),
            conditions: Some(conditions),
            devices: None,
            max_change_percent: Some(20),
            version: None,
        }
    }
}

/// What to look at before it is saved: the fields of an inventory, all of them optional.
#[derive(Object)]
#[oai(rename = "InventoryPreviewInput", example)]
pub(super) struct PreviewInput {
    /// The inventory that is being changed: absent fields are as there, and the guard compares with its last job.
    id: Option<i64>,
    /// What a device must meet, all of it.
    conditions: Option<Vec<ConditionInput>>,
    /// Devices that belong to it whatever the conditions say.
    devices: Option<Vec<Value>>,
    /// The share of change to judge by, in percent.
    max_change_percent: Option<u8>,
}

impl Example for PreviewInput {
    fn example() -> Self {
        let InventoryInput { conditions, .. } = InventoryInput::example();
        Self { id: None, conditions, devices: None, max_change_percent: None }
    }
}
