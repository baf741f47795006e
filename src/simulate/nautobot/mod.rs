//! A small server that answers like Nautobot, as far as a reader of devices can tell.
//!
//! Written from the public documentation of the REST and GraphQL interfaces and from answers of a real 3.2 server. It
//! knows nothing of our client: a query with a field that Nautobot does not have fails here as it would there.

mod graphql;
mod index;
mod inventory;
mod pattern;
mod rest;

use poem::http::{Method, StatusCode, header};
use poem::{Request, Response};
use serde_json::{Value, json};

pub use self::inventory::Hidden;
use self::inventory::Inventory;
use super::server::{Answers, Running};
use crate::domain::Device;
use crate::domain::device::Location;

pub use super::fault::{Fault, On, Trouble};
pub use super::server::Traffic;

/// A running double; dropped, it is gone and its connections with it.
pub struct NautobotDouble(Running<Nautobot>);

type Edit = Box<dyn FnOnce(&mut Vec<Device>) + Send>;

struct Nautobot {
    token: String,
    inventory: Inventory,
    /// GraphQL requests that were answered.
    answered: u32,
    /// Edits and the GraphQL request after which each happens.
    edits: Vec<(u32, Edit)>,
}

impl NautobotDouble {
    /// Starts on a free port of this host, for whoever shows `token`.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(token: &str, devices: Vec<Device>) -> std::io::Result<Self> {
        let inventory = Inventory::new(devices);
        let nautobot = Nautobot { token: token.to_owned(), inventory, answered: 0, edits: Vec::new() };
        Running::start(nautobot).await.map(Self)
    }

    /// Where it listens: `http://127.0.0.1:41235`.
    #[must_use]
    pub fn base_url(&self) -> String {
        self.0.base_url()
    }

    /// Adds a fault; of several that fit a request, the oldest strikes.
    pub fn inject(&self, fault: Fault) {
        self.0.inject(fault);
    }

    /// Ends all faults.
    pub fn heal(&self) {
        self.0.heal();
    }

    /// From now on the token may not see these: GraphQL has `null` for them, REST answers 403.
    pub fn hide(&self, hidden: impl IntoIterator<Item = Hidden>) {
        self.0.answers().inventory.hidden = hidden.into_iter().collect();
    }

    /// Changes the devices.
    pub fn edit(&self, edit: impl FnOnce(&mut Vec<Device>)) {
        edit(self.0.answers().inventory.devices_mut());
    }

    /// Changes the devices when `requests` GraphQL requests have been answered since the start.
    pub fn edit_after(&self, requests: u32, edit: impl FnOnce(&mut Vec<Device>) + Send + 'static) {
        self.0.answers().edits.push((requests, Box::new(edit)));
    }

    /// The locations, their order within each other included. Those of devices that are not among them stand alone.
    pub fn set_locations(&self, locations: Vec<Location>) {
        self.0.answers().inventory.set_locations(locations);
    }

    /// The prefixes, which only have a number here.
    pub fn set_prefixes(&self, prefixes: Vec<String>) {
        self.0.answers().inventory.prefixes = prefixes;
    }

    /// The custom fields of devices that exist, by their keys. Values of others are not shown to anybody.
    pub fn set_custom_fields<'a>(&self, keys: impl IntoIterator<Item = &'a str>) {
        self.0.answers().inventory.custom_fields = keys.into_iter().map(str::to_owned).collect();
    }

    /// What came in so far.
    #[must_use]
    pub fn requests(&self) -> Traffic {
        self.0.traffic()
    }
}

impl Answers for Nautobot {
    fn respond(&mut self, request: &Request, body: &[u8], as_if_empty: bool) -> Response {
        if let Some(detail) = self.refuses(request) {
            return json_response(StatusCode::FORBIDDEN, &json!({"detail": detail}));
        }
        let path = request.uri().path();
        let (status, answer) = match (path, request.method()) {
            ("/api/graphql/", &Method::POST) => {
                let answer = graphql::answer(&mut self.inventory, body, as_if_empty);
                self.answered += 1;
                self.edit_if_due();
                answer
            }
            (_, &Method::GET) => rest::answer(&mut self.inventory, path, request, as_if_empty),
            _ => (StatusCode::METHOD_NOT_ALLOWED, json!({"detail": "Method not allowed."})),
        };
        json_response(status, &answer)
    }

    fn refuse_login(&self, sent: &str) -> Response {
        json_response(StatusCode::FORBIDDEN, &json!({"detail": format!("Invalid token ({sent})")}))
    }
}

impl Nautobot {
    fn refuses(&self, request: &Request) -> Option<&'static str> {
        let shown = request.header(header::AUTHORIZATION).and_then(|value| value.strip_prefix("Token "));
        match shown {
            None => Some("Authentication credentials were not provided."),
            Some(token) if token != self.token => Some("Invalid token"),
            Some(_) => None,
        }
    }

    fn edit_if_due(&mut self) {
        let (due, later): (Vec<(u32, Edit)>, _) =
            std::mem::take(&mut self.edits).into_iter().partition(|(after, _)| *after <= self.answered);
        self.edits = later;
        for (_, edit) in due {
            edit(self.inventory.devices_mut());
        }
    }
}

fn json_response(status: StatusCode, body: &Value) -> Response {
    Response::builder().status(status).content_type("application/json").body(body.to_string())
}
