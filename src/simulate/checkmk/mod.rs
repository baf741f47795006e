//! A small server that answers like the REST API of one CheckMK site, as far as a reader of hosts and folders can tell.
//!
//! Written from the public documentation of the REST API 1.0 of CheckMK 2.4. Like the real one, it puts secrets into
//! the attributes of its hosts for whoever may see them.

mod entry;
mod rest;

use std::sync::Arc;

use poem::http::{Method, StatusCode, header};
use poem::{Request, Response};
use serde_json::json;

pub use self::entry::{Entry, Place};
use super::server::{Answers, Running};

pub use super::fault::{Fault, On, Trouble};
pub use super::server::Traffic;

/// What the answers say of the server that gives them.
const VERSION: &str = "2.4.0p7";
const EDITION: &str = "cee";

/// A running double; dropped, it is gone and its connections with it.
pub struct CheckmkDouble(Running<Checkmk>);

struct Checkmk {
    site: String,
    /// The user and the secret, as they stand in the header.
    login: String,
    inventory: Arc<Inventory>,
    may_see_hosts: bool,
}

/// What is set up. Shared with the answers that are being sent: a change does not reach those.
#[derive(Clone, Default)]
struct Inventory {
    hosts: Vec<Entry>,
    folders: Vec<Place>,
}

impl CheckmkDouble {
    /// Starts on a free port of this host, with one site, for whoever shows this login.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(
        site: &str,
        username: &str,
        secret: &str,
        hosts: Vec<Entry>,
        folders: Vec<Place>,
    ) -> std::io::Result<Self> {
        let checkmk = Checkmk {
            site: site.to_owned(),
            login: format!("{username} {secret}"),
            inventory: Arc::new(Inventory { hosts, folders }),
            may_see_hosts: true,
        };
        Running::start(checkmk).await.map(Self)
    }

    /// Where it listens, without the site: `http://127.0.0.1:41235`.
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

    /// Changes the hosts.
    pub fn edit(&self, edit: impl FnOnce(&mut Vec<Entry>)) {
        edit(&mut Arc::make_mut(&mut self.0.answers().inventory).hosts);
    }

    /// Changes the folders.
    pub fn edit_folders(&self, edit: impl FnOnce(&mut Vec<Place>)) {
        edit(&mut Arc::make_mut(&mut self.0.answers().inventory).folders);
    }

    /// From now on the login is known, but may see neither hosts nor folders.
    pub fn forbid(&self) {
        self.0.answers().may_see_hosts = false;
    }

    /// What came in so far.
    #[must_use]
    pub fn requests(&self) -> Traffic {
        self.0.traffic()
    }
}

impl Answers for Checkmk {
    fn respond(&mut self, request: &Request, _: &[u8], as_if_empty: bool) -> Response {
        // The web server in front knows its sites, and nothing else.
        let base = format!("/{}/check_mk/api/1.0/", self.site);
        let Some(path) = request.uri().path().strip_prefix(&base) else {
            return Response::builder().status(StatusCode::NOT_FOUND).content_type("text/html").body(NO_SITE);
        };
        let shown = request.header(header::AUTHORIZATION).unwrap_or_default();
        let response = if shown.strip_prefix("Bearer ") != Some(&self.login) {
            rest::problem(StatusCode::UNAUTHORIZED, "Unauthorized", "Wrong credentials (Bearer header)")
        } else if !accepts_json(request) {
            rest::problem(
                StatusCode::NOT_ACCEPTABLE,
                "Not Acceptable",
                "Can not send a response with the content type specified in the 'Accept' Header.",
            )
        } else if request.method() != Method::GET {
            rest::problem(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed", "This double is only read.")
        } else if !self.may_see_hosts && path != "version" {
            rest::problem(StatusCode::FORBIDDEN, "Forbidden", "You do not have the permission to see folders and hosts")
        } else {
            let inventory = if as_if_empty { Arc::default() } else { Arc::clone(&self.inventory) };
            rest::answer(&inventory, &self.site, path, request)
        };
        signed(response)
    }

    fn refuse_login(&self, sent: &str) -> Response {
        signed(rest::problem(StatusCode::UNAUTHORIZED, "Unauthorized", &format!("Wrong credentials ({sent})")))
    }
}

/// What Apache says of a path that belongs to no site.
const NO_SITE: &str = "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n<html><head>\n<title>404 Not Found</title>\n\
     </head><body>\n<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>\n</body></html>\n";

fn accepts_json(request: &Request) -> bool {
    let accept = request.header(header::ACCEPT).unwrap_or_default();
    ["application/json", "application/*", "*/*"].iter().any(|kind| accept.contains(kind))
}

fn signed(mut response: Response) -> Response {
    for (name, value) in [("x-checkmk-version", VERSION), ("x-checkmk-edition", EDITION)] {
        response.headers_mut().insert(name, header::HeaderValue::from_static(value));
    }
    response
}

fn version(site: &str) -> serde_json::Value {
    json!({
        "site": site, "group": "", "rest_api": {"revision": "0"}, "edition": EDITION, "demo": false,
        "versions": {"apache": [2, 4, 58], "checkmk": VERSION, "python": "3.12.3"},
    })
}
