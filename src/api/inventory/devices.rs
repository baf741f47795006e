//! Devices: list, facets, one, what happened to one.

use deadpool_postgres::GenericClient;
use poem::Request;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::place::{self, Cursor, cut};
use super::sort::DeviceSort;
use super::view::{ChangeAnswer, DeviceAnswer, DeviceDetail, DeviceJobAnswer, FacetValue, InventoryBrief, facet};
use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::page::{List, MOST_COUNTED, Next, cursor, page_size};
use crate::api::problem::Problem;
use crate::api::types::{DeviceParam, Repeated, Words};
use crate::domain::inventory::DeviceRef;
use crate::store::inventory::{self as stored, DeviceFilter, DeviceRow};

/// Values of one field that facets list; a page shows fewer and searches for the rest.
const MOST_VALUES: i64 = 200;
/// Hosts of one device: more than one is already odd.
const MOST_HOSTS: i64 = 20;

/// The values there are to filter devices by, those that most devices have first, 200 at most of each field.
#[derive(Object)]
#[oai(rename = "DeviceFacets")]
pub(super) struct DeviceFacets {
    /// For `role`.
    role: Vec<FacetValue>,
    /// For `location`.
    location: Vec<FacetValue>,
    /// For `status`.
    status: Vec<FacetValue>,
    /// For `platform`.
    platform: Vec<FacetValue>,
    /// For `device_type`.
    device_type: Vec<FacetValue>,
    /// For `tag`.
    tag: Vec<FacetValue>,
    /// For `stale`: `true` and `false`.
    stale: Vec<FacetValue>,
    /// For `connection_id`; its name is the label.
    connection: Vec<FacetValue>,
}

/// The device that is meant, or why there is none.
pub(in crate::api) async fn device_of(client: &impl GenericClient, asked: DeviceRef) -> Result<DeviceRow, Problem> {
    let resolved = stored::resolve(client, std::slice::from_ref(&asked)).await?;
    let gone = || Problem::not_found(format!("there is no device `{asked}`"));
    if let Some(unknown) = resolved.unknown.first() {
        return Err(if unknown.reason.starts_with("no such") {
            gone()
        } else {
            Problem::conflict("ambiguous", format!("`{asked}`: {}; use the number", unknown.reason))
        });
    }
    stored::by_ids(client, &resolved.found).await?.into_iter().next().ok_or_else(gone)
}

fn some(values: Option<Repeated>) -> Option<Vec<String>> {
    values.map(|values| values.0).filter(|values| !values.is_empty())
}

pub(in crate::api) struct DevicesApi;

#[OpenApi(prefix_path = "/inventory/devices", tag = "Tag::Inventory")]
impl DevicesApi {
    /// List devices.
    ///
    /// As the last syncs found them, stale ones too. A filter that comes several times lets through what has any of
    /// its values; empty text (`role=`) is having none.
    #[oai(path = "/", method = "get", operation_id = "listDevices")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn list(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// Words in name, serial, role, location, status, type, platform or addresses, all of them; or a number.
        search: Query<Option<Words>>,
        /// With any of these roles.
        role: Query<Option<Repeated>>,
        /// At any of these locations.
        location: Query<Option<Repeated>>,
        /// With any of these statuses.
        status: Query<Option<Repeated>>,
        /// With any of these platforms.
        platform: Query<Option<Repeated>>,
        /// Of any of these types.
        device_type: Query<Option<Repeated>>,
        /// With any of these tags.
        tag: Query<Option<Repeated>>,
        /// Only those that Nautobot no longer has, or only those that it has.
        stale: Query<Option<bool>>,
        /// Last described by this connection.
        connection_id: Query<Option<Uuid>>,
        /// The order; by name where absent. What has no value comes last, or first where it is descending.
        sort: Query<Option<DeviceSort>>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Cursor>>,
    ) -> Result<List<DeviceAnswer>, Problem> {
        let size = page_size(limit.0)?;
        let after = place::read::<i64>('d', cursor.0.as_ref())?;
        let filter = DeviceFilter {
            search: search.0.map(|words| words.0),
            roles: some(role.0),
            locations: some(location.0),
            statuses: some(status.0),
            platforms: some(platform.0),
            device_types: some(device_type.0),
            tags: some(tag.0),
            stale: stale.0,
            connection: connection_id.0,
        };
        let order = sort.0.unwrap_or(DeviceSort::Name).into();
        let client = here.database.get().await?;
        let total = Some(stored::count_devices(&client, &filter, MOST_COUNTED).await?);
        let mut found = stored::list_devices(&client, &filter, order, after.as_ref(), size + 1).await?;
        let more = cut(&mut found, size);
        let last = found.last().filter(|_| more);
        let next = last.map(|(_, place)| Next::after(request, &place::write('d', place)));
        let items = found.into_iter().map(|(device, _)| device.into()).collect();
        Ok(List { items, total, next, stream_cursor: None })
    }

    /// Which values are there to filter devices by?
    ///
    /// With how many devices have each, of those that the other filters let through: so a second value of a field
    /// can be chosen.
    #[oai(path = "/facets", method = "get", operation_id = "getDeviceFacets")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn facets(
        &self,
        here: Here,
        _caller: Caller,
        /// Words in name, serial, role, location, status, type, platform or addresses, all of them; or a number.
        search: Query<Option<Words>>,
        /// With any of these roles.
        role: Query<Option<Repeated>>,
        /// At any of these locations.
        location: Query<Option<Repeated>>,
        /// With any of these statuses.
        status: Query<Option<Repeated>>,
        /// With any of these platforms.
        platform: Query<Option<Repeated>>,
        /// Of any of these types.
        device_type: Query<Option<Repeated>>,
        /// With any of these tags.
        tag: Query<Option<Repeated>>,
        /// Only those that Nautobot no longer has, or only those that it has.
        stale: Query<Option<bool>>,
        /// Last described by this connection.
        connection_id: Query<Option<Uuid>>,
    ) -> Result<Json<DeviceFacets>, Problem> {
        let filter = DeviceFilter {
            search: search.0.map(|words| words.0),
            roles: some(role.0),
            locations: some(location.0),
            statuses: some(status.0),
            platforms: some(platform.0),
            device_types: some(device_type.0),
            tags: some(tag.0),
            stale: stale.0,
            connection: connection_id.0,
        };
        let client = here.database.get().await?;
        let facets = stored::device_facets(&client, &filter, MOST_VALUES).await?;
        Ok(Json(DeviceFacets {
            role: facet(&facets, "role"),
            location: facet(&facets, "location"),
            status: facet(&facets, "status"),
            platform: facet(&facets, "platform"),
            device_type: facet(&facets, "device_type"),
            tag: facet(&facets, "tag"),
            stale: facet(&facets, "stale"),
            connection: facet(&facets, "connection"),
        }))
    }

    /// Read a device.
    ///
    /// By its number, Nautobot id, primary address or name. 409 where several devices have that name or address.
    #[oai(path = "/:device", method = "get", operation_id = "getDevice")]
    async fn get(
        &self,
        here: Here,
        _caller: Caller,
        /// Its number, Nautobot id, primary address or name.
        device: Path<DeviceParam>,
    ) -> Result<Json<DeviceDetail>, Problem> {
        let client = here.database.get().await?;
        let device = device_of(&client, device.0.0).await?;
        let hosts = stored::hosts_of(&client, device.id, MOST_HOSTS).await?;
        let named = stored::list_named(&client, None, MOST_COUNTED).await?;
        let has = |row: &stored::NamedRow| {
            let named = device.stale_since.is_none() && row.draft.devices.contains(&device.id);
            named || device.selected_by(&row.draft.conditions.filter())
        };
        let inventories = named.into_iter().filter(has).map(|row| InventoryBrief { id: row.id, name: row.draft.name });
        Ok(Json(DeviceDetail {
            inventories: inventories.collect(),
            device: device.into(),
            hosts: hosts.into_iter().map(Into::into).collect(),
        }))
    }

    /// What did syncs change of a device?
    ///
    /// Newest first.
    #[oai(path = "/:device/changes", method = "get", operation_id = "listDeviceChanges")]
    async fn changes(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// Its number, Nautobot id, primary address or name.
        device: Path<DeviceParam>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<ChangeAnswer>, Problem> {
        let client = here.database.get().await?;
        let device = device_of(&client, device.0.0).await?;
        changes_of(&client, request, device.id, limit.0, cursor.0).await
    }

    /// Which jobs touched a device?
    ///
    /// Those that aimed at it, and syncs that changed it, newest first. Of jobs that are no longer kept only the id
    /// is left.
    #[oai(path = "/:device/jobs", method = "get", operation_id = "listDeviceJobs")]
    async fn jobs(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// Its number, Nautobot id, primary address or name.
        device: Path<DeviceParam>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<DeviceJobAnswer>, Problem> {
        let size = page_size(limit.0)?;
        let before = self::cursor::<Uuid>('j', cursor.0.as_ref().map(|words| words.0.as_str()))?;
        let client = here.database.get().await?;
        let device = device_of(&client, device.0.0).await?;
        let mut found = stored::jobs_of(&client, device.id, before, size + 1).await?;
        let more = cut(&mut found, size);
        let next = found.last().filter(|_| more).map(|job| Next::after(request, &format!("j{}", job.id)));
        Ok(List { items: found.into_iter().map(Into::into).collect(), total: None, next, stream_cursor: None })
    }
}

/// A page of what syncs changed of one thing.
pub(super) async fn changes_of(
    client: &impl GenericClient,
    request: &Request,
    object: Uuid,
    limit: Option<i64>,
    cursor: Option<Words>,
) -> Result<List<ChangeAnswer>, Problem> {
    let size = page_size(limit)?;
    let before = self::cursor::<i64>('c', cursor.as_ref().map(|words| words.0.as_str()))?;
    let total = Some(stored::count_changes(client, object, MOST_COUNTED).await?);
    let mut found = stored::device_changes(client, object, before, size + 1).await?;
    let more = cut(&mut found, size);
    let next = found.last().filter(|_| more).map(|change| Next::after(request, &format!("c{}", change.id)));
    Ok(List { items: found.into_iter().map(Into::into).collect(), total, next, stream_cursor: None })
}
