//! A small server that answers like Nautobot, as far as a reader of devices can tell.
//!
//! Written from the public documentation of the REST and GraphQL interfaces and from answers of a real 3.2 server. It
//! knows nothing of our client: a query with a field that Nautobot does not have fails here as it would there.

mod fault;
mod graphql;
mod inventory;
mod pattern;
mod rest;

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use poem::endpoint::make;
use poem::http::{Method, StatusCode, header};
use poem::listener::TcpAcceptor;
use poem::{Request, Response, Server};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub use self::fault::{Fault, On, Trouble};
pub use self::inventory::Hidden;
use self::inventory::Inventory;
use crate::domain::Device;

/// How many requests came in, refused ones included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    /// Under `/api/`, other than GraphQL.
    pub rest: u32,
    /// To `/api/graphql/`.
    pub graphql: u32,
}

/// A running double; dropped, it is gone and its connections with it.
pub struct NautobotDouble {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    server: JoinHandle<std::io::Result<()>>,
}

type Edit = Box<dyn FnOnce(&mut Vec<Device>) + Send>;

struct State {
    token: String,
    inventory: Inventory,
    faults: Vec<Fault>,
    requests: Requests,
    /// Edits and the GraphQL request after which each happens.
    edits: Vec<(u32, Edit)>,
}

impl NautobotDouble {
    /// Starts on a free port of this host, for whoever shows `token`.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(token: &str, devices: Vec<Device>) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let state = Arc::new(Mutex::new(State {
            token: token.to_owned(),
            inventory: Inventory { devices, hidden: BTreeSet::new() },
            faults: Vec::new(),
            requests: Requests::default(),
            edits: Vec::new(),
        }));
        let acceptor = TcpAcceptor::from_tokio(listener)?;
        let shared = Arc::clone(&state);
        let endpoint = make(move |request| answer(Arc::clone(&shared), request));
        let server = tokio::spawn(Server::new_with_acceptor(acceptor).run(endpoint));
        Ok(Self { address, state, server })
    }

    /// Where it listens: `http://127.0.0.1:41235`.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Adds a fault; of several that fit a request, the oldest strikes.
    pub fn inject(&self, fault: Fault) {
        lock(&self.state).faults.push(fault);
    }

    /// Ends all faults.
    pub fn heal(&self) {
        lock(&self.state).faults.clear();
    }

    /// From now on the token may not see these: GraphQL has `null` for them, REST answers 403.
    pub fn hide(&self, hidden: impl IntoIterator<Item = Hidden>) {
        lock(&self.state).inventory.hidden = hidden.into_iter().collect();
    }

    /// Changes the inventory.
    pub fn edit(&self, edit: impl FnOnce(&mut Vec<Device>)) {
        edit(&mut lock(&self.state).inventory.devices);
    }

    /// Changes the inventory when `requests` GraphQL requests have been answered since the start.
    pub fn edit_after(&self, requests: u32, edit: impl FnOnce(&mut Vec<Device>) + Send + 'static) {
        lock(&self.state).edits.push((requests, Box::new(edit)));
    }

    /// What came in so far.
    #[must_use]
    pub fn requests(&self) -> Requests {
        lock(&self.state).requests
    }
}

impl Drop for NautobotDouble {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// A panic of another request leaves the state as it is, which is good enough to go on with.
fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn answer(state: Arc<Mutex<State>>, mut request: Request) -> poem::Result<Response> {
    let path = request.uri().path().to_owned();
    let on = if path == "/api/graphql/" { On::Graphql } else { On::Rest };
    let trouble = lock(&state).arrived(on);
    if let Some(trouble) = &trouble
        && let Some(response) = trouble.instead(&request).await
    {
        return Ok(response);
    }
    let body = request.take_body().into_vec().await?;
    let response = lock(&state).respond(on, &path, &request, &body, trouble.as_ref());
    Ok(match trouble {
        Some(Trouble::Truncate) => fault::truncated(response).await,
        _ => response,
    })
}

impl State {
    /// Counts a request and finds what shall go wrong with it.
    fn arrived(&mut self, on: On) -> Option<Trouble> {
        match on {
            On::Graphql => self.requests.graphql += 1,
            _ => self.requests.rest += 1,
        }
        self.faults.iter_mut().find_map(|fault| fault.strikes(on))
    }

    fn respond(&mut self, on: On, path: &str, request: &Request, body: &[u8], trouble: Option<&Trouble>) -> Response {
        if let Some(detail) = self.refuses(request) {
            return json_response(StatusCode::FORBIDDEN, &json!({"detail": detail}));
        }
        let empty = matches!(trouble, Some(Trouble::Empty));
        let (status, answer) = match (on, request.method()) {
            (On::Graphql, &Method::POST) => {
                let answer = graphql::answer(&self.inventory, body, empty);
                self.edit_if_due();
                answer
            }
            (_, &Method::GET) => rest::answer(&self.inventory, path, request, empty),
            _ => (StatusCode::METHOD_NOT_ALLOWED, json!({"detail": "Method not allowed."})),
        };
        json_response(status, &answer)
    }

    fn refuses(&self, request: &Request) -> Option<&'static str> {
        let shown = request.header(header::AUTHORIZATION).and_then(|value| value.strip_prefix("Token "));
        match shown {
            None => Some("Authentication credentials were not provided."),
            Some(token) if token != self.token => Some("Invalid token"),
            Some(_) => None,
        }
    }

    fn edit_if_due(&mut self) {
        let answered = self.requests.graphql;
        let (due, later) = std::mem::take(&mut self.edits).into_iter().partition(|(after, _)| *after <= answered);
        self.edits = later;
        let due: Vec<(u32, Edit)> = due;
        for (_, edit) in due {
            edit(&mut self.inventory.devices);
        }
    }
}

fn json_response(status: StatusCode, body: &Value) -> Response {
    Response::builder().status(status).content_type("application/json").body(body.to_string())
}
