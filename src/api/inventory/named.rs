//! Named inventories: list, read, preview, make, change, accept, delete.

use std::collections::HashSet;

use deadpool_postgres::GenericClient;
use poem::Request;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::types::ToJSON;
use poem_openapi::{Object, OpenApi};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::input::{InventoryInput, PreviewInput};
use super::place::cut;
use super::targets::UnknownAnswer;
use super::view::{DeviceAnswer, DeviceBrief};
use crate::api::Tag;
use crate::api::answer::{Made, Versioned};
use crate::api::auth::{Caller, Here};
use crate::api::body::Input;
use crate::api::page::{List, MOST_COUNTED, Next, PAGE, cursor, page_size};
use crate::api::problem::Problem;
use crate::api::schedules::seen;
use crate::api::types::Words;
use crate::command::inventories::{InventoryError, read_inventory};
use crate::domain::Timestamp;
use crate::domain::inventory::{Change, Condition, Conditions, Operator, Verdict, judge};
use crate::store::inventory::{self as stored, Draft, NamedRow, Resolved, Stopped};

/// Schedules that are listed with an inventory.
const MOST_USERS: i64 = 50;
/// Unknown devices that a preview lists.
const MOST_UNKNOWN: usize = 100;

/// A condition that devices must meet.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Condition")]
struct ConditionAnswer {
    /// What of a device is looked at.
    field: String,
    /// How.
    operator: Operator,
    /// With what: any of these.
    values: Vec<String>,
}

impl From<&Condition> for ConditionAnswer {
    fn from(c: &Condition) -> Self {
        Self { field: c.field.to_string(), operator: c.operator, values: c.values.clone() }
    }
}

/// A named set of devices that jobs aim at.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Inventory")]
struct InventoryAnswer {
    /// Its number, the `inventory_id` of tasks.
    id: i64,
    /// What people call it.
    name: String,
    /// For people.
    description: String,
    /// What a device must meet, all of it.
    conditions: Vec<ConditionAnswer>,
    /// Devices that belong to it whatever the conditions say, by Nautobot id.
    devices: Vec<Uuid>,
    /// A job stops when its devices changed by more than this share, in percent of those that the last job had.
    max_change_percent: i16,
    /// Raised by every change.
    version: i32,
    /// When it was made.
    created_at: Timestamp,
    /// When it was last changed.
    updated_at: Timestamp,
    /// Who did that.
    updated_by: String,
    /// From when on its devices are compared anew, because somebody looked at them.
    accepted_at: Option<Timestamp>,
    /// Who did.
    accepted_by: Option<String>,
}

impl From<NamedRow> for InventoryAnswer {
    fn from(row: NamedRow) -> Self {
        let Draft { name, description, conditions, devices, max_change_percent } = row.draft;
        Self {
            id: row.id,
            name,
            description,
            conditions: conditions.as_slice().iter().map(Into::into).collect(),
            devices,
            max_change_percent,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            updated_by: row.updated_by,
            accepted_at: row.accepted_at,
            accepted_by: row.accepted_by,
        }
    }
}

/// A schedule that aims at an inventory.
#[derive(Clone, Debug, Object)]
#[oai(rename = "InventoryUser")]
struct UserAnswer {
    /// The schedule.
    id: Uuid,
    /// Its name.
    name: String,
}

/// An inventory with what is known around it.
#[derive(Clone, Debug, Object)]
#[oai(rename = "InventoryDetail")]
struct InventoryDetail {
    /// The inventory.
    #[oai(flatten)]
    inventory: InventoryAnswer,
    /// The devices that it names, those that are no more left out.
    explicit: Vec<DeviceBrief>,
    /// Live schedules that aim at it, 50 at most.
    used_by: Vec<UserAnswer>,
}

/// The devices of an inventory beside those that its last job had.
#[derive(Clone, Debug, Object)]
#[oai(rename = "InventoryComparison")]
struct ComparisonAnswer {
    /// That job.
    job_id: Uuid,
    /// When it found them.
    time: Timestamp,
    /// How many it had.
    last: usize,
    /// Not among those, but now.
    added: usize,
    /// Among those, but no longer.
    removed: usize,
    /// The change in percent of those it had, rounded up; one device exchanged for another is one change.
    percent: usize,
}

/// What an inventory comes to.
#[derive(Clone, Debug, Object)]
#[oai(rename = "InventoryPreview")]
struct PreviewAnswer {
    /// How many devices.
    count: usize,
    /// The first 50 of them, by number.
    devices: Vec<DeviceAnswer>,
    /// Devices that it names and that are left out, and why; 100 at most.
    unknown: Vec<UnknownAnswer>,
    /// Why the guard would stop a job now: `empty` or `changed`; null when it would go on.
    stops: Option<String>,
    /// What the guard compares with; null where no job has used it, or none since somebody accepted its devices.
    compared: Option<ComparisonAnswer>,
}

/// What was refused, with the current state where that is the reason.
fn refused(e: InventoryError) -> Problem {
    let said = e.to_string();
    match e {
        InventoryError::Stale { current, .. } => {
            Problem::stale(said, InventoryAnswer::from(*current).to_json().unwrap_or_default())
        }
        other => other.into(),
    }
}

/// The version a writer saw: in the header, else in the body.
fn version(if_match: Option<&str>, body: Option<&Value>) -> Result<Option<i32>, Problem> {
    let in_body = match body.filter(|value| !value.is_null()) {
        None => None,
        Some(value) => {
            let number = value.as_i64().and_then(|number| i32::try_from(number).ok());
            Some(number.ok_or_else(|| Problem::field("/version", "must be a whole number"))?)
        }
    };
    Ok(seen(if_match)?.or(in_body))
}

fn versioned(row: NamedRow) -> Versioned<InventoryAnswer> {
    let version = Some(row.version);
    Versioned { body: row.into(), version }
}

async fn inventory_of(client: &impl GenericClient, id: i64) -> Result<NamedRow, Problem> {
    Ok(stored::named(client, id).await?.ok_or(InventoryError::NotFound(id))?)
}

pub(in crate::api) struct InventoriesApi;

#[OpenApi(prefix_path = "/inventories", tag = "Tag::Inventory")]
impl InventoriesApi {
    /// List named inventories, by name.
    #[oai(path = "/", method = "get", operation_id = "listInventories")]
    async fn list(
        &self,
        here: Here,
        _caller: Caller,
        /// Words in name and description, in this order.
        search: Query<Option<Words>>,
    ) -> Result<List<InventoryAnswer>, Problem> {
        let client = here.database.get().await?;
        let search = search.0.as_ref().map(|words| words.0.as_str());
        let rows = stored::list_named(&client, search, MOST_COUNTED).await?;
        Ok(List::whole(rows.into_iter().map(Into::into).collect()))
    }

    /// Make a named inventory.
    ///
    /// Unknown devices are refused (422) by name.
    #[oai(path = "/", method = "post", operation_id = "createInventory")]
    async fn create(
        &self,
        here: Here,
        caller: Caller,
        input: Input<InventoryInput>,
    ) -> Result<Made<InventoryAnswer>, Problem> {
        let who = caller.operator()?;
        let row = here.door.create_inventory(who, &input.fields).await?;
        let version = Some(row.version);
        Ok(Made { body: row.into(), new: true, version })
    }

    /// Which devices would an inventory have?
    ///
    /// Of unsaved conditions, or of a saved inventory with changes; and whether the guard would stop a job now.
    /// Nothing is saved.
    #[oai(path = "/preview", method = "post", operation_id = "previewInventory")]
    async fn preview(
        &self,
        here: Here,
        _caller: Caller,
        input: Input<PreviewInput>,
    ) -> Result<Json<PreviewAnswer>, Problem> {
        let client = here.database.get().await?;
        let saved = match input.fields.get("id").filter(|id| !id.is_null()) {
            None => None,
            Some(id) => {
                let wrong = || Problem::field("/id", "must be the number of an inventory");
                Some(inventory_of(&client, id.as_i64().ok_or_else(wrong)?).await?)
            }
        };
        let before = saved.as_ref().map_or_else(unsaved, |row| row.draft.clone());
        // What it is called says nothing of its devices, and may not be there yet.
        let fields: Map<String, Value> =
            input.fields.iter().filter(|(name, _)| *name != "name").map(|(n, v)| (n.clone(), v.clone())).collect();
        let draft = read_inventory(&client, &fields, Some(&before)).await?;
        let members = stored::members(&client, &draft).await?;
        Ok(Json(PreviewAnswer::of(&client, &draft, &members, saved.map(|row| row.id)).await?))
    }

    /// Read a named inventory.
    #[oai(path = "/:id", method = "get", operation_id = "getInventory")]
    async fn get(&self, here: Here, _caller: Caller, id: Path<i64>) -> Result<Versioned<InventoryDetail>, Problem> {
        let client = here.database.get().await?;
        let row = inventory_of(&client, id.0).await?;
        let explicit = stored::by_ids(&client, &row.draft.devices).await?.into_iter().map(Into::into).collect();
        let users = stored::used_by(&client, id.0, MOST_USERS).await?;
        let used_by = users.into_iter().map(|(id, name)| UserAnswer { id, name }).collect();
        let version = Some(row.version);
        Ok(Versioned { body: InventoryDetail { inventory: row.into(), explicit, used_by }, version })
    }

    /// Change a named inventory.
    ///
    /// Absent fields stay. Other devices than before are judged by the guard all the same: look at the preview, and
    /// accept them where they are right.
    #[oai(path = "/:id", method = "put", operation_id = "updateInventory")]
    async fn update(
        &self,
        here: Here,
        caller: Caller,
        id: Path<i64>,
        /// The version you saw, in quotes; 412 when it was changed meanwhile.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        input: Input<InventoryInput>,
    ) -> Result<Versioned<InventoryAnswer>, Problem> {
        let who = caller.operator()?;
        let seen = version(if_match.0.as_deref(), input.fields.get("version"))?;
        let changed = here.door.edit_inventory(who, id.0, seen, &input.fields).await;
        Ok(versioned(changed.map_err(refused)?))
    }

    /// Delete a named inventory.
    ///
    /// 409 while schedules aim at it. Answers it as it was.
    #[oai(path = "/:id", method = "delete", operation_id = "deleteInventory")]
    async fn delete(
        &self,
        here: Here,
        caller: Caller,
        id: Path<i64>,
        /// The version you saw, in quotes; 412 when it was changed meanwhile.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Json<InventoryAnswer>, Problem> {
        let who = caller.operator()?;
        let seen = seen(if_match.0.as_deref())?;
        Ok(Json(here.door.delete_inventory(who, id.0, seen).await.map_err(refused)?.into()))
    }

    /// Say that its devices are right as they are.
    ///
    /// For when the guard stopped a job and somebody looked: the next job goes on with what the inventory then has,
    /// unless that is nothing, and later ones are compared with it.
    #[oai(path = "/:id/accept", method = "post", operation_id = "acceptInventory")]
    async fn accept(
        &self,
        here: Here,
        caller: Caller,
        id: Path<i64>,
        /// The version you saw, in quotes; 412 when it was changed meanwhile.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Versioned<InventoryAnswer>, Problem> {
        let who = caller.operator()?;
        let seen = seen(if_match.0.as_deref())?;
        Ok(versioned(here.door.accept_inventory(who, id.0, seen).await.map_err(refused)?))
    }

    /// Which devices does a named inventory have now?
    ///
    /// By number.
    #[oai(path = "/:id/devices", method = "get", operation_id = "listInventoryDevices")]
    async fn devices(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        id: Path<i64>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<DeviceAnswer>, Problem> {
        let size = page_size(limit.0)?;
        let after = self::cursor::<i64>('m', cursor.0.as_ref().map(|words| words.0.as_str()))?.unwrap_or(0);
        let client = here.database.get().await?;
        let row = inventory_of(&client, id.0).await?;
        let members = stored::members(&client, &row.draft).await?;
        let mut found = stored::page_of(&client, &members.found, after, size + 1).await?;
        let more = cut(&mut found, size);
        let next = found.last().filter(|_| more).map(|device| Next::after(request, &format!("m{}", device.number)));
        let total = i64::try_from(members.found.len()).ok();
        Ok(List { items: found.into_iter().map(Into::into).collect(), total, next, stream_cursor: None })
    }
}

/// An inventory of which nothing has been said.
fn unsaved() -> Draft {
    Draft {
        name: String::new(),
        description: String::new(),
        conditions: Conditions::default(),
        devices: Vec::new(),
        max_change_percent: 50,
    }
}

impl PreviewAnswer {
    async fn of(
        client: &impl GenericClient,
        draft: &Draft,
        members: &Resolved,
        saved: Option<i64>,
    ) -> Result<Self, Problem> {
        let last = match saved {
            Some(id) => stored::last(client, id, None).await?,
            None => None,
        };
        let allowed = u8::try_from(draft.max_change_percent).unwrap_or(0);
        let stops = match judge(last.as_ref().map(|last| last.devices.as_slice()), &members.found, allowed) {
            Verdict::Fits(_) => None,
            Verdict::Empty => Some(Stopped::Empty),
            Verdict::Changed(_) => Some(Stopped::Changed),
        };
        let compared = last.map(|last| {
            let change = Change::between(&last.devices, &members.found);
            ComparisonAnswer {
                job_id: last.job,
                time: last.at,
                last: change.last,
                added: change.added,
                removed: change.removed,
                percent: change.percent(),
            }
        });
        let devices = stored::page_of(client, &members.found, 0, PAGE).await?;
        let unknown = members.unknown.iter().take(MOST_UNKNOWN);
        Ok(Self {
            count: members.found.iter().collect::<HashSet<_>>().len(),
            devices: devices.into_iter().map(Into::into).collect(),
            unknown: unknown.map(|u| UnknownAnswer { asked: u.asked.to_string(), reason: u.reason.clone() }).collect(),
            stops: stops.map(|stopped| stopped.as_str().to_owned()),
            compared,
        })
    }
}
