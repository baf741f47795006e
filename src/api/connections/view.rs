//! What is shown of a connection: everything but its secret.

use poem_openapi::Object;
use uuid::Uuid;

use crate::connections::Tested;
use crate::domain::Timestamp;
use crate::domain::connection::{Check, Connection, Kind, Source};

/// A remote system and how it is asked. Its secret is never in an answer.
#[derive(Object)]
#[oai(rename = "Connection")]
pub(super) struct ConnectionView {
    /// Its id.
    id: Uuid,
    /// What it leads to.
    kind: Kind,
    /// What arguments call it.
    name: String,
    /// As opened in a browser; for CheckMK without the site.
    url: String,
    /// CheckMK: the site.
    site: Option<String>,
    /// CheckMK: the automation user.
    username: Option<String>,
    /// Whether the server must show a certificate that is trusted.
    verify_tls: bool,
    /// How many requests may be under way at once, all jobs and workers together.
    max_in_flight: u16,
    /// Whether jobs use it that name none.
    is_default: bool,
    /// `environment` where it stands in the settings of the processes and is changed there.
    source: Source,
    /// Its number of changes, from 1.
    pub(super) version: i32,
    /// Since when it exists.
    created_at: Option<Timestamp>,
    /// When it was last changed.
    updated_at: Option<Timestamp>,
    /// By whom.
    updated_by: Option<String>,
    /// What the last test brought; null when it was changed since.
    last_check: Option<CheckView>,
}

/// What a test of a connection brought.
#[derive(Object)]
#[oai(rename = "ConnectionCheck")]
struct CheckView {
    /// When it was made.
    at: Timestamp,
    /// Whether the other side answered as it should.
    ok: bool,
    /// What it is, or the real reason why not.
    detail: String,
}

impl From<Connection> for ConnectionView {
    fn from(c: Connection) -> Self {
        let check = |Check { at, ok, detail }| CheckView { at, ok, detail };
        Self {
            id: c.id,
            kind: c.kind,
            name: c.name,
            url: c.url,
            site: c.site,
            username: c.username,
            verify_tls: c.verify_tls,
            max_in_flight: c.max_in_flight,
            is_default: c.is_default,
            source: c.source,
            version: c.version,
            created_at: c.created_at,
            updated_at: c.updated_at,
            updated_by: c.updated_by,
            last_check: c.check.map(check),
        }
    }
}

/// What a test brought.
#[derive(Object)]
#[oai(rename = "ConnectionTest")]
pub(super) struct TestView {
    /// Whether the other side answered as it should.
    ok: bool,
    /// A stable word for what went wrong: `refused_login`, `no_permission`, `unreachable`, `timeout`, `not_nautobot`, …
    class: Option<String>,
    /// What it is, or the real reason why not, in a sentence.
    detail: String,
    /// How long it took.
    took_ms: u64,
}

impl From<Tested> for TestView {
    fn from(tested: Tested) -> Self {
        let took_ms = u64::try_from(tested.took.as_millis()).unwrap_or(u64::MAX);
        Self { ok: tested.ok, class: tested.class.map(str::to_owned), detail: tested.detail, took_ms }
    }
}
