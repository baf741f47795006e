//! Changes to named inventories.

use deadpool_postgres::{GenericClient, Transaction};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::Door;
use crate::domain::draft::{FieldError, NAME_CHARS, NOTE_CHARS};
use crate::domain::inventory::{Conditions, DeviceRef};
use crate::domain::people::{Person, Role};
use crate::store::inventory::{self as stored, Draft, MOST_REFS, NamedRow};
use crate::store::{DatabaseError, StoreError};

/// Inventories that there may be: each is somebody's to look after.
const MOST_INVENTORIES: i64 = 1_000;
/// The share of change that a job may meet where nobody says.
const USUAL_CHANGE: i16 = 50;
/// The longest name; the table has the same bound.
const LONGEST_NAME: usize = if NAME_CHARS < 100 { NAME_CHARS } else { 100 };
/// Schedules that are named when they are in the way.
const MOST_TOLD: i64 = 5;

/// What an inventory has in a body.
const KNOWN: [&str; 5] = ["name", "description", "conditions", "devices", "max_change_percent"];
/// What may be sent back unchanged and means nothing in a body.
const READ_ONLY: [&str; 9] =
    ["id", "version", "created_at", "updated_at", "updated_by", "accepted_at", "accepted_by", "explicit", "used_by"];

/// Why an inventory was not changed.
#[derive(Debug, thiserror::Error)]
pub enum InventoryError {
    /// There is no such inventory.
    #[error("there is no inventory {0}")]
    NotFound(i64),
    /// Another one has that name.
    #[error("another inventory is called `{0}`")]
    NameTaken(String),
    /// It was changed since the writer looked.
    #[error("the inventory is at version {}, not {seen}", .current.version)]
    Stale {
        /// The version the writer saw.
        seen: i32,
        /// As it stands.
        current: Box<NamedRow>,
    },
    /// Schedules aim at it.
    #[error("schedules aim at this inventory: {0}; delete or change them first")]
    InUse(String),
    /// There are enough.
    #[error("{MOST_INVENTORIES} inventories are the most; delete some that are not needed")]
    TooMany,
    /// This person may not.
    #[error("{0}")]
    Forbidden(String),
    /// Fields that do not fit.
    #[error("{}", .0.first().map_or("the body does not fit", |e| e.detail.as_str()))]
    Invalid(Vec<FieldError>),
    /// Something we depend on failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DatabaseError> for InventoryError {
    fn from(e: DatabaseError) -> Self {
        Self::Store(e.into())
    }
}

impl From<tokio_postgres::Error> for InventoryError {
    fn from(e: tokio_postgres::Error) -> Self {
        Self::Store(e.into())
    }
}

impl Door {
    /// Makes an inventory.
    ///
    /// # Errors
    /// See [`InventoryError`].
    pub async fn create_inventory(
        &self,
        who: &Person,
        fields: &Map<String, Value>,
    ) -> Result<NamedRow, InventoryError> {
        may_write(who)?;
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        let draft = read_inventory(&tx, fields, None).await?;
        if stored::count_named(&tx).await? >= MOST_INVENTORIES {
            return Err(InventoryError::TooMany);
        }
        let made = stored::insert(&tx, &draft, &who.username).await;
        let id = made.map_err(|e| name_taken(e, &draft.name))?;
        let row = commit(tx, id).await?;
        tracing::info!(inventory.id = id, inventory.name = %draft.name, actor = %who.username, "inventory made");
        Ok(row)
    }

    /// Changes an inventory. A change that changes nothing makes no version.
    ///
    /// # Errors
    /// See [`InventoryError`].
    pub async fn edit_inventory(
        &self,
        who: &Person,
        id: i64,
        seen: Option<i32>,
        fields: &Map<String, Value>,
    ) -> Result<NamedRow, InventoryError> {
        may_write(who)?;
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        let row = held(&tx, id, seen).await?;
        let draft = read_inventory(&tx, fields, Some(&row.draft)).await?;
        if draft == row.draft {
            return Ok(row);
        }
        stored::update(&tx, id, &draft, &who.username).await.map_err(|e| name_taken(e, &draft.name))?;
        let row = commit(tx, id).await?;
        tracing::info!(inventory.id = id, version = row.version, actor = %who.username, "inventory changed");
        Ok(row)
    }

    /// Drops an inventory at which no live schedule aims; as it was.
    ///
    /// # Errors
    /// See [`InventoryError`].
    pub async fn delete_inventory(&self, who: &Person, id: i64, seen: Option<i32>) -> Result<NamedRow, InventoryError> {
        may_write(who)?;
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        let row = held(&tx, id, seen).await?;
        let users = stored::used_by(&tx, id, MOST_TOLD + 1).await?;
        if !users.is_empty() {
            let mut names: Vec<String> = users.iter().map(|(_, name)| format!("`{name}`")).collect();
            if names.len() > usize::try_from(MOST_TOLD).unwrap_or(usize::MAX) {
                names.pop();
                names.push("others".to_owned());
            }
            return Err(InventoryError::InUse(names.join(", ")));
        }
        stored::delete(&tx, id).await?;
        tx.commit().await?;
        tracing::info!(inventory.id = id, inventory.name = %row.draft.name, actor = %who.username, "inventory deleted");
        Ok(row)
    }

    /// Says that an inventory's devices are right as they are: the next job's targets are compared with nothing,
    /// and later ones with that job's. No version: what it says is the same.
    ///
    /// # Errors
    /// See [`InventoryError`].
    pub async fn accept_inventory(&self, who: &Person, id: i64, seen: Option<i32>) -> Result<NamedRow, InventoryError> {
        may_write(who)?;
        let mut client = self.database.get().await?;
        let tx = client.transaction().await?;
        held(&tx, id, seen).await?;
        stored::accept(&tx, id, &who.username).await?;
        let row = commit(tx, id).await?;
        tracing::info!(inventory.id = id, actor = %who.username, "targets of an inventory accepted");
        Ok(row)
    }
}

fn may_write(who: &Person) -> Result<(), InventoryError> {
    if who.role >= Role::Operator {
        return Ok(());
    }
    Err(InventoryError::Forbidden("viewers only read; ask an operator or an admin".to_owned()))
}

/// The inventory as the writer saw it, held until the transaction ends.
async fn held(tx: &Transaction<'_>, id: i64, seen: Option<i32>) -> Result<NamedRow, InventoryError> {
    let row = stored::lock(tx, id).await?.ok_or(InventoryError::NotFound(id))?;
    match seen {
        Some(seen) if seen != row.version => Err(InventoryError::Stale { seen, current: Box::new(row) }),
        _ => Ok(row),
    }
}

async fn commit(tx: Transaction<'_>, id: i64) -> Result<NamedRow, InventoryError> {
    let row = stored::named(&tx, id).await?.ok_or(InventoryError::NotFound(id))?;
    tx.commit().await?;
    Ok(row)
}

fn name_taken(e: StoreError, name: &str) -> InventoryError {
    match e.constraint() {
        Some("inventories_name_key") => InventoryError::NameTaken(name.to_owned()),
        _ => e.into(),
    }
}

/// What a body says of an inventory that was `before`: absent fields stay, `null` clears. References to devices
/// become their ids; those that were there before may stay, though the device be gone.
///
/// # Errors
/// Every field that does not fit, and what the database refuses.
pub async fn read_inventory(
    client: &impl GenericClient,
    fields: &Map<String, Value>,
    before: Option<&Draft>,
) -> Result<Draft, InventoryError> {
    let mut errors = unknown_fields(fields);
    let mut draft = before.cloned().unwrap_or_else(|| Draft {
        name: String::new(),
        description: String::new(),
        conditions: Conditions::default(),
        devices: Vec::new(),
        max_change_percent: USUAL_CHANGE,
    });
    read(fields, "name", &mut errors, |value| {
        let name = text(value, 1, LONGEST_NAME)?;
        draft.name = name.ok_or("required")?;
        Ok(())
    });
    if before.is_none() && !fields.contains_key("name") {
        errors.push(FieldError::new("/name", "required"));
    }
    read(fields, "description", &mut errors, |value| {
        draft.description = text(value, 0, NOTE_CHARS)?.unwrap_or_default();
        Ok(())
    });
    read(fields, "max_change_percent", &mut errors, |value| {
        let share = if value.is_null() { Some(USUAL_CHANGE.into()) } else { value.as_i64() };
        let share = share.and_then(|share| i16::try_from(share).ok()).filter(|share| (0..=100).contains(share));
        draft.max_change_percent = share.ok_or_else(|| format!("must be a whole number from 0 to 100, not {value}"))?;
        Ok(())
    });
    match fields.get("conditions") {
        None => {}
        Some(Value::Null) => draft.conditions = Conditions::default(),
        Some(value) => match Conditions::read(value, "/conditions") {
            Ok(conditions) => draft.conditions = conditions,
            Err(wrong) => errors.extend(wrong),
        },
    }
    match devices(client, fields.get("devices"), before).await? {
        Ok(Some(devices)) => draft.devices = devices,
        Ok(None) => {}
        Err(wrong) => errors.extend(wrong),
    }
    if errors.is_empty() { Ok(draft) } else { Err(InventoryError::Invalid(errors)) }
}

fn unknown_fields(fields: &Map<String, Value>) -> Vec<FieldError> {
    let unknown = fields.keys().filter(|field| ![&KNOWN[..], &READ_ONLY[..]].concat().contains(&field.as_str()));
    unknown
        .map(|field| {
            let pointer = format!("/{}", field.replace('~', "~0").replace('/', "~1"));
            FieldError::new(pointer, format!("there is no such field; known are {}", KNOWN.join(", ")))
        })
        .collect()
}

fn read(
    fields: &Map<String, Value>,
    field: &str,
    errors: &mut Vec<FieldError>,
    put: impl FnOnce(&Value) -> Result<(), String>,
) {
    if let Some(Err(why)) = fields.get(field).map(put) {
        errors.push(FieldError::new(format!("/{field}"), why));
    }
}

fn text(value: &Value, least: usize, most: usize) -> Result<Option<String>, String> {
    let text = match value {
        Value::Null => return Ok(None),
        Value::String(text) => text.trim(),
        _ => return Err("must be text".to_owned()),
    };
    let length = text.chars().count();
    if !(least..=most).contains(&length) {
        return Err(format!("must have {least} to {most} characters, not {length}"));
    }
    if text.contains('\0') {
        return Err("must not contain the character NUL".to_owned());
    }
    Ok(Some(text.to_owned()))
}

/// The ids of the devices that a body names, each once; none where it says nothing of them.
async fn devices(
    client: &impl GenericClient,
    value: Option<&Value>,
    before: Option<&Draft>,
) -> Result<Result<Option<Vec<Uuid>>, Vec<FieldError>>, InventoryError> {
    let items = match value {
        None => return Ok(Ok(None)),
        Some(Value::Null) => return Ok(Ok(Some(Vec::new()))),
        Some(Value::Array(items)) if items.len() <= MOST_REFS => items,
        Some(Value::Array(items)) => {
            let detail = format!("{MOST_REFS} devices are the most, not {}; conditions name more", items.len());
            return Ok(Err(vec![FieldError::new("/devices", detail)]));
        }
        Some(_) => return Ok(Err(vec![FieldError::new("/devices", "must be a list")])),
    };
    let (mut refs, mut errors) = (Vec::new(), Vec::new());
    for (nth, item) in items.iter().enumerate() {
        match serde_json::from_value::<DeviceRef>(item.clone()) {
            Ok(asked) => refs.push(asked),
            Err(e) => errors.push(FieldError::new(format!("/devices/{nth}"), e.to_string())),
        }
    }
    if !errors.is_empty() {
        return Ok(Err(errors));
    }
    let resolved = stored::resolve(client, &refs).await?;
    let stays = |asked: &DeviceRef| match asked {
        DeviceRef::Id(id) => before.is_some_and(|before| before.devices.contains(id)).then_some(*id),
        _ => None,
    };
    let mut ids = resolved.found;
    for unknown in &resolved.unknown {
        match stays(&unknown.asked) {
            Some(id) => ids.push(id),
            None => errors.push(FieldError::new(
                format!("/devices/{}", unknown.nth),
                format!("`{}`: {}", unknown.asked, unknown.reason),
            )),
        }
    }
    // Sent back in another order it is the same list.
    if let Some(before) = before
        && before.devices.len() == ids.len()
        && before.devices.iter().all(|id| ids.contains(id))
    {
        ids.clone_from(&before.devices);
    }
    Ok(if errors.is_empty() { Ok(Some(ids)) } else { Err(errors) })
}
