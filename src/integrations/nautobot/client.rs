//! The client: what the rest of the house asks Nautobot for.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderValue};
use reqwest::{Url, redirect};

use super::answer::{Count, GraphqlAnswer};
use super::config::{self, NautobotConfig};
use super::error::NautobotError;
use super::http::Http;
use super::query::{self, DeviceFilter, Page};
use crate::domain::Device;
use crate::integrations::install_crypto;

/// A host that does not even accept a connection by then is away; the rest of the timeout is for the answer.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A model of Nautobot's that devices refer to and may really lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Related {
    /// `dcim.platform`
    Platforms,
    /// `ipam.ipaddress`
    Addresses,
}

/// Reads from one Nautobot. Cheap to clone; clones share their connections.
///
/// Every call may be dropped half-way: nothing is ever written there.
#[derive(Clone)]
pub struct NautobotClient {
    http: Arc<Http>,
    client: reqwest::Client,
    base: Url,
    calls: Arc<AtomicU64>,
}

impl NautobotClient {
    /// Checks the settings and prepares connections; nothing is sent yet.
    ///
    /// # Errors
    /// [`NautobotError::BadConfig`] when the settings cannot work.
    pub fn new(config: NautobotConfig) -> Result<Self, NautobotError> {
        let base = config::base_url(&config.base_url)?;
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, config::authorization(&config.token)?);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        install_crypto();
        let client = reqwest::Client::builder()
            .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
            .default_headers(headers)
            .timeout(config.timeout)
            .connect_timeout(CONNECT_TIMEOUT.min(config.timeout))
            .redirect(redirect::Policy::none())
            .tls_danger_accept_invalid_certs(!config.verify_tls)
            .build()
            .map_err(|error| NautobotError::BadConfig { reason: format!("no client can be made of them: {error}") })?;
        let http = Http {
            address: base.origin().ascii_serialization(),
            token: config.token,
            timeout: config.timeout,
            backoff: config.backoff,
        };
        Ok(Self { http: Arc::new(http), client, base, calls: Arc::default() })
    }

    /// The same client, counting its calls from zero: one for each job.
    #[must_use]
    pub fn counting(&self) -> Self {
        Self { calls: Arc::default(), ..self.clone() }
    }

    /// How many requests were sent, repetitions included.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.calls.load(Ordering::Relaxed)
    }

    /// The devices of one page, in Nautobot's order, which is by name.
    ///
    /// Devices of the same name, or of none, have no order among themselves: the
    /// same one may come on two pages, and another then on neither.
    ///
    /// # Errors
    /// Whatever kept the page from being read whole.
    pub async fn devices(&self, page: Page, filter: Option<&DeviceFilter>) -> Result<Vec<Device>, NautobotError> {
        let url = self.url("api/graphql/")?;
        let ask = serde_json::json!({"query": query::devices(filter), "variables": query::variables(page, filter)});
        let body = self.http.send(|| self.client.post(url.clone()).json(&ask), &self.calls).await?;
        let answer: GraphqlAnswer = self.read(&body)?;
        if let Some(errors) = answer.errors.filter(|errors| !errors.is_empty()) {
            return Err(self.http.name_graphql_errors(errors.into_iter().map(|error| error.message)));
        }
        let devices = answer.data.and_then(|data| data.devices);
        let devices = devices.ok_or_else(|| self.http.not_nautobot("its GraphQL answer holds no list of devices"))?;
        Ok(devices.into_iter().map(Device::from).collect())
    }

    /// How many devices there are.
    ///
    /// # Errors
    /// Whatever kept the number from being read; a location that does not exist is a
    /// [`NautobotError::RefusedRequest`].
    pub async fn device_count(&self, filter: Option<&DeviceFilter>) -> Result<u64, NautobotError> {
        self.count("api/dcim/devices/", filter).await
    }

    /// Whether the token may look at such things at all.
    ///
    /// GraphQL answers `null` both for what is not there and for what may not be seen; REST answers 403 for the latter.
    /// A token restricted to *some* of them passes: for the rest, `null` cannot be told from absence.
    ///
    /// # Errors
    /// Whatever kept the answer from being read.
    pub async fn may_view(&self, related: Related) -> Result<bool, NautobotError> {
        let path = match related {
            Related::Platforms => "api/dcim/platforms/",
            Related::Addresses => "api/ipam/ip-addresses/",
        };
        match self.count(path, None).await {
            Ok(_) => Ok(true),
            Err(NautobotError::NoPermission { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The length of a REST list. One entry is asked for, as `limit=0` would bring a thousand.
    async fn count(&self, path: &str, filter: Option<&DeviceFilter>) -> Result<u64, NautobotError> {
        let mut url = self.url(path)?;
        url.query_pairs_mut().append_pair("limit", "1");
        if let Some(filter) = filter {
            url.query_pairs_mut().append_pair(filter.parameter(), &filter.value());
        }
        let body = self.http.send(|| self.client.get(url.clone()), &self.calls).await?;
        Ok(self.read::<Count>(&body)?.count)
    }

    fn url(&self, path: &str) -> Result<Url, NautobotError> {
        self.base.join(path).map_err(|_| NautobotError::BadConfig { reason: "the address takes no path".to_owned() })
    }

    /// JSON of the expected form, or the news that this is no Nautobot. What it was is not quoted: serde would
    /// repeat values, and pages of proxies can hold anything.
    fn read<T: serde::de::DeserializeOwned>(&self, body: &[u8]) -> Result<T, NautobotError> {
        serde_json::from_slice(body).map_err(|error| {
            let what = match error.classify() {
                serde_json::error::Category::Data => "its JSON is not of Nautobot's form",
                _ => "it answers 200 with something that is not JSON",
            };
            self.http.not_nautobot(what)
        })
    }
}

impl fmt::Debug for NautobotClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NautobotClient").field("base", &self.base.as_str()).finish_non_exhaustive()
    }
}
