//! The client: what the rest of the house asks Nautobot for.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::time::Instant;
use uuid::Uuid;

use super::NAUTOBOT;
use super::answer::{Addresses, Count, Devices, GraphqlAnswer, Ids, Locations, StatusAnswer};
use super::config::NautobotConfig;
use super::filter::{DeviceFilter, IDS_AT_ONCE, Selection};
use super::query::{self, CUSTOM, CustomFields, Page};
use crate::domain::Device;
use crate::domain::device::Location;
use crate::integrations::remote::{Gate, Kind, Remote, RemoteError, text};

/// How many small things are asked for at once.
const SMALL_PAGE: u32 = 500;

/// A model of Nautobot's that devices refer to and may really lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Related {
    /// `dcim.platform`
    Platforms,
    /// `ipam.ipaddress`
    Addresses,
}

/// What a test of the connection found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The version of Nautobot, where it tells it.
    pub version: Option<String>,
    /// How many devices the token may view.
    pub devices: u64,
}

/// How many there are of what; `None` where the token may not look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Devices.
    pub devices: Option<u64>,
    /// Locations.
    pub locations: Option<u64>,
    /// Device types.
    pub device_types: Option<u64>,
    /// IP addresses.
    pub ip_addresses: Option<u64>,
    /// Prefixes.
    pub prefixes: Option<u64>,
}

/// Reads from one Nautobot. Cheap to clone; clones share their connections.
///
/// Every call may be dropped half-way: nothing is ever written there.
#[derive(Clone)]
pub struct NautobotClient(Remote);

impl NautobotClient {
    /// Checks the settings and prepares connections; nothing is sent yet.
    ///
    /// # Errors
    /// `bad_config` when the settings cannot work.
    pub fn new(config: NautobotConfig) -> Result<Self, RemoteError> {
        Ok(Self(Remote::new(&NAUTOBOT, config.settings()?)?))
    }

    /// The same client, with each request going through `gate`.
    #[must_use]
    pub fn through(self, gate: Arc<dyn Gate>) -> Self {
        Self(self.0.through(gate))
    }

    /// The same client, with no request, repetition or pause beyond `deadline`: one for each job.
    #[must_use]
    pub fn until(&self, deadline: Instant) -> Self {
        Self(self.0.until(deadline))
    }

    /// The same client, counting its calls from zero: one for each job.
    #[must_use]
    pub fn counting(&self) -> Self {
        Self(self.0.counting())
    }

    /// How many requests were sent, repetitions included.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.0.calls()
    }

    /// Finds out whether this connection can be used: that the login is known and may view devices.
    ///
    /// # Errors
    /// Why it cannot.
    pub async fn check(&self) -> Result<Status, RemoteError> {
        let devices = self.count("api/dcim/devices/", None).await?;
        let version = match self.0.get(&self.0.url("api/status/")?).await {
            Ok(body) => self.0.read::<StatusAnswer>(&body).ok().and_then(|status| text(status.version)),
            // Nice to know, but devices can be read, and that is what was asked.
            Err(_) => None,
        };
        Ok(Status { version, devices })
    }

    /// How the devices that `filter` means can be asked for. Asks Nautobot only where the filter is about addresses.
    ///
    /// # Errors
    /// Whatever kept the addresses from being read.
    pub async fn select(&self, filter: Option<&DeviceFilter>) -> Result<Selection, RemoteError> {
        let Some(filter) = filter else { return Ok(Selection::All) };
        if let Some(selection) = filter.selection() {
            return Ok(selection);
        }
        let Some((parameter, value)) = filter.of_addresses() else { return Ok(Selection::All) };
        let mut ids = BTreeSet::new();
        let mut page = Page { limit: SMALL_PAGE, offset: 0 };
        loop {
            let found: Addresses = self.ask(&query::addresses(page, parameter, value)).await?;
            let found = found.ip_addresses.ok_or_else(|| self.no_list("addresses"))?;
            let came = found.len();
            ids.extend(found.into_iter().flat_map(super::answer::DevicesOfAddress::ids));
            if came < SMALL_PAGE as usize {
                return Ok(Selection::Ids(ids.into_iter().collect()));
            }
            page.offset += SMALL_PAGE;
        }
    }

    /// Which of these custom fields of devices this Nautobot has.
    ///
    /// Found out by asking: whether a token may list custom fields is another matter than whether it may read them.
    ///
    /// # Errors
    /// Whatever kept the answer from being read.
    pub async fn custom_fields(&self, keys: &[String]) -> Result<CustomFields, RemoteError> {
        let (mut known, mut unknown): (Vec<String>, Vec<String>) =
            keys.iter().cloned().partition(|key| query::is_name(key));
        while !known.is_empty() {
            let messages = match self.ask::<Value>(&query::probe(&known)).await {
                Ok(_) => break,
                Err(error) => match error.kind() {
                    Kind::GraphqlErrors { messages } => (messages.clone(), error),
                    _ => return Err(error),
                },
            };
            let (messages, error) = messages;
            let (missing, left): (Vec<String>, Vec<String>) = known
                .into_iter()
                .partition(|key| messages.iter().any(|message| names_field(message, &format!("{CUSTOM}{key}"))));
            if missing.is_empty() {
                return Err(error);
            }
            unknown.extend(missing);
            known = left;
        }
        Ok(CustomFields { known, unknown })
    }

    /// The devices of one page, in Nautobot's order, which is by name.
    ///
    /// Devices of the same name, or of none, have no order among themselves: the
    /// same one may come on two pages, and another then on neither. Of a selection by
    /// ids a page is at most [`IDS_AT_ONCE`] long.
    ///
    /// # Errors
    /// Whatever kept the page from being read whole.
    pub async fn devices(
        &self,
        page: Page,
        selection: &Selection,
        fields: &CustomFields,
    ) -> Result<Vec<Device>, RemoteError> {
        let asked = match selection {
            Selection::Ids(ids) => match stretch(ids, page) {
                [] => return Ok(Vec::new()),
                some => query::devices(all_of(some), &Selection::Ids(some.to_vec()), fields),
            },
            other => query::devices(page, other, fields),
        };
        let answer: Devices = self.ask(&asked).await?;
        let devices = answer.devices.ok_or_else(|| self.no_list("devices"))?;
        Ok(devices.into_iter().map(Device::from).collect())
    }

    /// How many devices there are.
    ///
    /// # Errors
    /// Whatever kept the number from being read; a location that does not exist is a `refused_request`.
    pub async fn device_count(&self, selection: &Selection) -> Result<u64, RemoteError> {
        match selection {
            Selection::All => self.count("api/dcim/devices/", None).await,
            Selection::By { parameter, value } => self.count("api/dcim/devices/", Some((parameter, value))).await,
            // Too many to be named in an address; but these were just seen.
            Selection::Ids(ids) => Ok(ids.len() as u64),
        }
    }

    /// Which of these devices exist and may be viewed. Any number; [`IDS_AT_ONCE`] are asked for at a time.
    ///
    /// # Errors
    /// Whatever kept the answer from being read.
    pub async fn existing(&self, ids: &[Uuid]) -> Result<BTreeSet<Uuid>, RemoteError> {
        let mut existing = BTreeSet::new();
        for some in ids.chunks(IDS_AT_ONCE) {
            let answer: Ids = self.ask(&query::ids(all_of(some), &Selection::Ids(some.to_vec()))).await?;
            let devices = answer.devices.ok_or_else(|| self.no_list("devices"))?;
            existing.extend(devices.into_iter().map(|device| device.id));
        }
        Ok(existing)
    }

    /// All locations.
    ///
    /// # Errors
    /// Whatever kept them from being read.
    pub async fn locations(&self) -> Result<Vec<Location>, RemoteError> {
        let mut locations = Vec::new();
        let mut page = Page { limit: SMALL_PAGE, offset: 0 };
        loop {
            let answer: Locations = self.ask(&query::locations(page)).await?;
            let came = answer.locations.ok_or_else(|| self.no_list("locations"))?;
            let last = came.len() < SMALL_PAGE as usize;
            locations.extend(came.into_iter().map(Location::from));
            if last {
                return Ok(locations);
            }
            page.offset += SMALL_PAGE;
        }
    }

    /// How many there are of everything.
    ///
    /// # Errors
    /// Whatever kept a number from being read, unless it was a missing permission.
    pub async fn totals(&self) -> Result<Totals, RemoteError> {
        Ok(Totals {
            devices: self.count_if_allowed("api/dcim/devices/").await?,
            locations: self.count_if_allowed("api/dcim/locations/").await?,
            device_types: self.count_if_allowed("api/dcim/device-types/").await?,
            ip_addresses: self.count_if_allowed("api/ipam/ip-addresses/").await?,
            prefixes: self.count_if_allowed("api/ipam/prefixes/").await?,
        })
    }

    /// Whether the token may look at such things at all.
    ///
    /// GraphQL answers `null` both for what is not there and for what may not be seen; REST answers 403 for the latter.
    /// A token restricted to *some* of them passes: for the rest, `null` cannot be told from absence.
    ///
    /// # Errors
    /// Whatever kept the answer from being read.
    pub async fn may_view(&self, related: Related) -> Result<bool, RemoteError> {
        let path = match related {
            Related::Platforms => "api/dcim/platforms/",
            Related::Addresses => "api/ipam/ip-addresses/",
        };
        Ok(self.count_if_allowed(path).await?.is_some())
    }

    async fn count_if_allowed(&self, path: &str) -> Result<Option<u64>, RemoteError> {
        match self.count(path, None).await {
            Ok(count) => Ok(Some(count)),
            Err(error) if matches!(error.kind(), Kind::NoPermission { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The length of a REST list. One entry is asked for, as `limit=0` would bring a thousand.
    async fn count(&self, path: &str, filter: Option<(&str, &str)>) -> Result<u64, RemoteError> {
        let mut url = self.0.url(path)?;
        url.query_pairs_mut().append_pair("limit", "1");
        if let Some((parameter, value)) = filter {
            url.query_pairs_mut().append_pair(parameter, value);
        }
        let body = self.0.get(&url).await?;
        Ok(self.0.read::<Count>(&body)?.count)
    }

    async fn ask<T: DeserializeOwned>(&self, query: &Value) -> Result<T, RemoteError> {
        let body = self.0.post(&self.0.url("api/graphql/")?, query).await?;
        let answer: GraphqlAnswer<T> = self.0.read(&body)?;
        if let Some(errors) = answer.errors.filter(|errors| !errors.is_empty()) {
            return Err(self.0.graphql_errors(errors.into_iter().map(|error| error.message)));
        }
        answer.data.ok_or_else(|| self.no_list("data"))
    }

    fn no_list(&self, what: &str) -> RemoteError {
        self.0.not_this(format!("its GraphQL answer holds no list of {what}"))
    }
}

impl fmt::Debug for NautobotClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The ids of a page.
fn stretch(ids: &[Uuid], page: Page) -> &[Uuid] {
    let rest = ids.get(page.offset as usize..).unwrap_or_default();
    &rest[..rest.len().min(page.limit as usize).min(IDS_AT_ONCE)]
}

/// The page that holds all that are named.
fn all_of(ids: &[Uuid]) -> Page {
    Page { limit: u32::try_from(ids.len()).unwrap_or(u32::MAX), offset: 0 }
}

/// Whether a message of a refused query is about this field: it names it in quotes of whatever kind.
fn names_field(message: &str, field: &str) -> bool {
    message.split(['\'', '"', '`']).nth(1) == Some(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_ids_is_a_stretch_of_them() {
        let ids: Vec<Uuid> = (0..500).map(Uuid::from_u128).collect();
        let page = |limit, offset| stretch(&ids, Page { limit, offset }).len();
        assert_eq!((page(10, 0), page(1000, 0), page(1000, 450), page(10, 500), page(10, 900)), (10, 200, 50, 0, 0));
    }

    #[test]
    fn the_first_name_in_quotes_is_the_field() {
        assert!(names_field("Cannot query field 'cf_x' on type 'DeviceType'.", "cf_x"));
        assert!(names_field("Cannot query field \"cf_x\" on type \"DeviceType\".", "cf_x"));
        assert!(!names_field("Cannot query field 'cf_xy' on type 'DeviceType'. Did you mean 'cf_x'?", "cf_x"));
    }
}
