//! The devices that a job aims at: asked for in its arguments, resolved once when
//! it starts, kept with it, and judged before anything is touched.
//!
//! A task takes [`DeviceList`] and [`InventoryId`] among its arguments, makes an
//! [`Asked`] of them when they are read, and calls [`Targets::resolve`] first.

use std::borrow::Cow;

use deadpool_postgres::GenericClient;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Context, Failure};
use crate::domain::inventory::{Change, DeviceRef, LONGEST_REF, Verdict, judge};
use crate::store::inventory::{
    self as stored, DeviceRow, JobTargets, LastTargets, MOST_REFS, NamedRow, Stopped, Unknown,
};
use crate::store::{Chain, Database, DatabaseError, StoreError};

/// Unknown devices that each get a line in the job's log; the rest share one.
const MOST_WARNED: usize = 100;
/// Unknown devices that a sentence names.
const MOST_NAMED: usize = 5;

/// Devices by number, Nautobot id, name or address, mixed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct DeviceList(pub Vec<DeviceRef>);

impl<'de> Deserialize<'de> for DeviceList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let refs = Vec::<DeviceRef>::deserialize(deserializer)?;
        if refs.len() > MOST_REFS {
            return Err(D::Error::custom(format!("{MOST_REFS} devices are the most, not {}", refs.len())));
        }
        Ok(Self(refs))
    }
}

impl JsonSchema for DeviceList {
    fn schema_name() -> Cow<'static, str> {
        "DeviceList".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "array",
            "maxItems": MOST_REFS,
            "items": {
                "anyOf": [
                    { "type": "integer", "minimum": 1, "title": "the number of a device" },
                    {
                        "type": "string", "minLength": 1, "maxLength": LONGEST_REF,
                        "title": "its Nautobot id, name or address as text",
                    },
                ],
            },
        })
    }
}

/// The number of a named inventory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InventoryId(pub i64);

impl JsonSchema for InventoryId {
    fn schema_name() -> Cow<'static, str> {
        "InventoryId".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 1, "format": "inventory" })
    }
}

/// What arguments say of devices: some, or a named inventory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// These.
    Devices(Vec<DeviceRef>),
    /// Those of this inventory.
    InventoryId(i64),
}

impl Asked {
    /// What the lists and the inventory of a task's arguments come to. For `Deserialize` of arguments, so that
    /// saving a schedule complains already.
    ///
    /// # Errors
    /// A sentence, when neither or both are given.
    pub fn new(lists: &[&DeviceList], inventory: Option<InventoryId>) -> Result<Self, String> {
        let devices: Vec<DeviceRef> = lists.iter().flat_map(|list| list.0.iter().cloned()).collect();
        match (devices.is_empty(), inventory) {
            (false, None) => Ok(Self::Devices(devices)),
            (true, Some(InventoryId(id))) => Ok(Self::InventoryId(id)),
            (true, None) => Err("say which devices: a list of them, or an `inventory_id`".to_owned()),
            (false, Some(_)) => Err("give either devices or an `inventory_id`, not both".to_owned()),
        }
    }
}

/// The devices a job goes on with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Targets {
    /// In the order asked, or by number where an inventory chose them; each once, at least one.
    pub devices: Vec<DeviceRow>,
    /// What no device was found for. The job's log has them as warnings, so that its result is `partial`.
    pub unknown: Vec<Unknown>,
}

impl Targets {
    /// Finds who is meant, keeps the list with the job, and judges it. An attempt after a failed one finds anew.
    ///
    /// # Errors
    /// `guard` (final) where there are no devices, or an inventory's changed by more than it allows; `arguments`
    /// (final) where there is no such inventory; `database` where Postgres fails.
    pub async fn resolve(ctx: &Context, database: &Database, asked: &Asked) -> Result<Self, Failure> {
        ctx.check()?;
        let client = database.get().await.map_err(StoreError::from).map_err(|e| failed(&e))?;
        let found = match asked {
            Asked::Devices(refs) => Found::of_refs(&client, refs).await.map_err(|e| failed(&e))?,
            Asked::InventoryId(id) => {
                let row = stored::named(&client, *id).await.map_err(|e| failed(&e))?;
                let row = row.ok_or_else(|| {
                    Failure::fatal("arguments", format!("There is no inventory {id}; it may have been deleted."))
                })?;
                Found::of_inventory(&client, row, ctx.job().view.id).await.map_err(|e| failed(&e))?
            }
        };
        found.settle(ctx, &client, asked).await
    }
}

fn failed(e: &StoreError) -> Failure {
    Failure::retryable("database", format!("The devices could not be found out: {}.", Chain(e)))
}

impl From<DatabaseError> for Failure {
    fn from(e: DatabaseError) -> Self {
        failed(&e.into())
    }
}

/// What was found, before it is judged.
struct Found {
    devices: Vec<Uuid>,
    unknown: Vec<Unknown>,
    inventory: Option<(NamedRow, Option<LastTargets>)>,
}

impl Found {
    async fn of_refs(client: &impl GenericClient, refs: &[DeviceRef]) -> Result<Self, StoreError> {
        let resolved = stored::resolve(client, refs).await?;
        Ok(Self { devices: resolved.found, unknown: resolved.unknown, inventory: None })
    }

    async fn of_inventory(client: &impl GenericClient, row: NamedRow, job: Uuid) -> Result<Self, StoreError> {
        let members = stored::members(client, &row.draft).await?;
        let last = stored::last(client, row.id, Some(job)).await?;
        Ok(Self { devices: members.found, unknown: members.unknown, inventory: Some((row, last)) })
    }

    fn verdict(&self) -> Verdict {
        let Some((row, last)) = &self.inventory else { return judge(None, &self.devices, 100) };
        let allowed = u8::try_from(row.draft.max_change_percent).unwrap_or(0);
        judge(last.as_ref().map(|last| last.devices.as_slice()), &self.devices, allowed)
    }

    /// Keeps the list, whatever is thought of it, and hands it out if it may be used.
    async fn settle(self, ctx: &Context, client: &impl GenericClient, asked: &Asked) -> Result<Targets, Failure> {
        let (stopped, why) = match self.verdict() {
            Verdict::Fits(_) => (None, None),
            Verdict::Empty => (Some(Stopped::Empty), Some(self.empty())),
            Verdict::Changed(change) => (Some(Stopped::Changed), self.changed(change)),
        };
        let view = &ctx.job().view;
        let targets = JobTargets {
            job: view.id,
            schedule: view.schedule_id,
            inventory: self.inventory.as_ref().map(|(row, _)| row.id),
            asked: &json!(asked),
            devices: &self.devices,
            unknown: &self.unknown,
            stopped,
        };
        stored::put(client, &targets).await.map_err(|e| failed(&e))?;
        warn(ctx, &self.unknown);
        if let Some(why) = why {
            let unknown: Vec<Value> = self.unknown.iter().take(MOST_WARNED).map(told).collect();
            let partial = json!({ "targets": self.devices.len(), "unknown": unknown });
            return Err(Failure::fatal("guard", why).with_partial(partial));
        }
        let devices = stored::by_ids(client, &self.devices).await.map_err(|e| failed(&e))?;
        Ok(Targets { devices, unknown: self.unknown })
    }

    fn empty(&self) -> String {
        let Some((row, last)) = &self.inventory else {
            let named: Vec<String> =
                self.unknown.iter().take(MOST_NAMED).map(|u| format!("`{}`: {}", u.asked, u.reason)).collect();
            let rest = self.unknown.len().saturating_sub(MOST_NAMED);
            let more = if rest > 0 { format!("; and {rest} more") } else { String::new() };
            return format!(
                "None of the devices asked for was found, so nothing was touched: {}{more}.",
                named.join("; ")
            );
        };
        let before = last.as_ref().map_or_else(String::new, |last| {
            format!(" There were {} when a job last used it, at {}.", devices(last.devices.len()), last.at)
        });
        format!(
            "The inventory `{}` has no devices now, so nothing was touched.{before} Look at its conditions and at the \
             last sync.",
            row.draft.name
        )
    }

    fn changed(&self, change: Change) -> Option<String> {
        let (row, last) = self.inventory.as_ref()?;
        let last = last.as_ref()?;
        Some(format!(
            "The inventory `{}` has {} now and had {} when a job last used it, at {}: {} added, {} removed, a change of \
             {} %, where {} % are allowed. Nothing was touched. Look at its devices, and if they are right, accept them: \
             on its page, or by POST /api/inventories/{}/accept.",
            row.draft.name,
            devices(change.now),
            change.last,
            last.at,
            change.added,
            change.removed,
            change.percent(),
            row.draft.max_change_percent,
            row.id
        ))
    }
}

fn devices(count: usize) -> String {
    if count == 1 { "1 device".to_owned() } else { format!("{count} devices") }
}

fn told(unknown: &Unknown) -> Value {
    json!({ "asked": unknown.asked, "reason": unknown.reason })
}

fn warn(ctx: &Context, unknown: &[Unknown]) {
    for unknown in unknown.iter().take(MOST_WARNED) {
        ctx.warn(format!("`{}` is left out: {}.", unknown.asked, unknown.reason));
    }
    let rest = unknown.len().saturating_sub(MOST_WARNED);
    if rest > 0 {
        ctx.warn(format!("{rest} more are left out; the job's targets name them."));
    }
}
