//! What Nautobot says of each device, written down.

use deadpool_postgres::GenericClient;
use serde_json::Value;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::{StoreError, rows, syncs};
use crate::domain::Device;
use crate::domain::device::{Address, Visible};
use crate::domain::sync::Changed;

const UPSERT: &str = include_str!("../../sql/queries/devices/upsert.sql");

/// How a page of devices was described.
#[derive(Clone, Copy, Debug)]
pub struct Described<'a> {
    /// What `null` means.
    pub visible: Visible,
    /// Which custom fields were asked for.
    pub custom_fields: &'a [String],
    /// Through which connection.
    pub connection: Uuid,
}

/// Writes down a page of devices in one statement, so wholly or not at all; what is not as it was is answered and kept
/// under `sync`. Without one nothing is written. No id may come twice in a page.
///
/// What the login could not see keeps its known value.
///
/// # Errors
/// When the database fails.
pub async fn upsert(
    client: &impl GenericClient,
    devices: &[Device],
    described: Described<'_>,
    sync: Option<Uuid>,
) -> Result<Vec<Changed>, StoreError> {
    let ids: Vec<Uuid> = devices.iter().map(|device| device.id).collect();
    let ip4 = || devices.iter().map(|device| device.primary_ip4.as_ref());
    let ip6 = || devices.iter().map(|device| device.primary_ip6.as_ref());
    let tags: Vec<Json<&[String]>> = devices.iter().map(|device| Json(device.tags.as_slice())).collect();
    let custom: Vec<Json<_>> = devices.iter().map(|device| Json(clean(&device.custom_fields))).collect();
    let Described { visible, custom_fields, connection } = described;
    let found = rows(
        client,
        UPSERT,
        &[
            &ids,
            &column(devices, |device| device.name.as_deref()),
            &column(devices, |device| device.serial.as_deref()),
            &column(devices, |device| device.role.as_deref()),
            &column(devices, |device| device.location.as_deref()),
            &column(devices, |device| device.status.as_deref()),
            &column(devices, |device| device.device_type.as_deref()),
            &column(devices, |device| device.platform.as_deref()),
            &column(devices, |device| device.network_driver.as_deref()),
            &cidrs(ip4()),
            &hosts(ip4()),
            &cidrs(ip6()),
            &hosts(ip6()),
            &tags,
            &custom,
            &visible.platforms,
            &visible.addresses,
            &connection,
            &sync,
            &custom_fields,
        ],
    )
    .await?;
    found.iter().map(syncs::changed).collect()
}

type Column<'a> = Vec<Option<&'a str>>;

fn column<'a>(devices: &'a [Device], field: impl Fn(&'a Device) -> Option<&'a str>) -> Column<'a> {
    devices.iter().map(field).collect()
}

fn cidrs<'a>(addresses: impl Iterator<Item = Option<&'a Address>>) -> Column<'a> {
    addresses.map(|address| address.map(|address| address.cidr.as_str())).collect()
}

fn hosts<'a>(addresses: impl Iterator<Item = Option<&'a Address>>) -> Column<'a> {
    addresses.map(|address| address.map(|address| address.host.as_str())).collect()
}

/// JSON may carry NUL, Postgres may not, and one device would otherwise fail the page it is on.
pub(super) fn clean(fields: &std::collections::BTreeMap<String, Value>) -> Value {
    fields.iter().map(|(name, value)| (without_nul(name), clean_value(value))).collect::<serde_json::Map<_, _>>().into()
}

fn clean_value(value: &Value) -> Value {
    match value {
        Value::String(text) => without_nul(text).into(),
        Value::Array(values) => values.iter().map(clean_value).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (without_nul(name), clean_value(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        other => other.clone(),
    }
}

fn without_nul(text: &str) -> String {
    text.replace('\0', "")
}
