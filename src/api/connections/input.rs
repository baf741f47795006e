//! What is sent about a connection.

use poem_openapi::Object;
use secrecy::SecretString;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::api::body::{Reader, boolean, id, text, word};
use crate::api::problem::Problem;
use crate::connections::Draft;
use crate::domain::connection::Kind;

/// More than any text that is taken; the rules say what really fits.
const LONGEST: usize = 2_000;

/// A connection to be, or what is to change about one; then absent fields stay.
#[derive(Object)]
#[oai(rename = "ConnectionInput", example)]
pub(super) struct ConnectionInput {
    /// What it leads to. Cannot change.
    kind: Option<Kind>,
    /// What arguments call it, 1 to 100 characters, unique whatever its capitals.
    name: Option<String>,
    /// As opened in a browser; for CheckMK without the site.
    url: Option<String>,
    /// CheckMK: the site's short name.
    site: Option<String>,
    /// CheckMK: the automation user.
    username: Option<String>,
    /// The API token, or the automation user's secret. Never answered. It has to be sent again when scheme, host or port
    /// of the address change: a stored secret is not sent to another server.
    secret: Option<String>,
    /// Whether the server must show a certificate that is trusted; yes where nothing is said.
    verify_tls: Option<bool>,
    /// How many requests may be under way at once, all jobs and workers together: 1 to 64, 4 where nothing is said.
    max_in_flight: Option<u16>,
    /// Whether jobs use it that name none. The first of its kind is the default by itself.
    is_default: Option<bool>,
    /// The version that was seen; another one is answered with 412.
    version: Option<i32>,
}

impl poem_openapi::types::Example for ConnectionInput {
    fn example() -> Self {
        Self {
            kind: Some(Kind::Nautobot),
            name: Some("nautobot".to_owned()),
            url: Some("https://nautobot.example.net".to_owned()),
            site: None,
            username: None,
            secret: Some("0123456789abcdef0123456789abcdef01234567".to_owned()),
            verify_tls: Some(true),
            max_in_flight: Some(4),
            is_default: None,
            version: None,
        }
    }
}

/// Something to test before it is saved.
#[derive(Object)]
#[oai(rename = "ConnectionTestInput")]
pub(super) struct TestInput {
    /// The stored connection that is to be changed so; its secret is used where none is sent.
    id: Option<Uuid>,
    /// The rest as it would be saved.
    #[oai(flatten)]
    connection: ConnectionInput,
}

/// What an answer contains may be sent back.
const KNOWN: &[&str] = &[
    "kind",
    "name",
    "url",
    "site",
    "username",
    "secret",
    "verify_tls",
    "max_in_flight",
    "is_default",
    "version",
    "id",
    "source",
    "created_at",
    "updated_at",
    "updated_by",
    "last_check",
];

/// What was sent, read.
pub(super) struct Sent {
    pub(super) id: Option<Uuid>,
    pub(super) kind: Option<Kind>,
    pub(super) draft: Draft,
}

pub(super) fn read(fields: &Map<String, Value>) -> Result<Sent, Problem> {
    let mut reader = Reader::new(fields, KNOWN);
    let plain = || text(0, LONGEST);
    let draft = Draft {
        name: reader.optional("name", plain()),
        url: reader.optional("url", plain()),
        site: reader.optional("site", plain()),
        username: reader.optional("username", plain()),
        secret: reader.optional("secret", plain()).map(SecretString::from),
        verify_tls: reader.optional("verify_tls", boolean),
        max_in_flight: reader.optional("max_in_flight", |value| {
            value
                .as_u64()
                .and_then(|n| u16::try_from(n).ok())
                .ok_or_else(|| "must be a whole number from 1 to 64".to_owned())
        }),
        is_default: reader.optional("is_default", boolean),
    };
    let (id, kind) = (reader.optional("id", id), reader.optional("kind", word::<Kind>));
    reader.finish()?;
    Ok(Sent { id, kind, draft })
}
