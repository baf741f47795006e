//! What is sent about a credential.

use poem_openapi::Object;
use secrecy::SecretString;
use serde_json::{Map, Value};

use crate::api::body::{Reader, boolean, text};
use crate::api::problem::Problem;
use crate::api::types::Fields;
use crate::credentials::{Draft, Secret};

/// More than any text that is taken; the rules say what really fits.
const LONGEST: usize = 30_000;

/// A credential to be, or what is to change about one; then absent fields stay, and null takes a secret away.
#[derive(Object)]
#[oai(rename = "CredentialInput", example)]
pub(super) struct CredentialInput {
    /// What people call it, 1 to 100 characters, unique among those of its owner.
    name: Option<String>,
    /// As whom it logs in.
    username: Option<String>,
    /// Whether it is shared; only admins share. Cannot change.
    shared: Option<bool>,
    /// The password to log in with. Never answered.
    password: Option<String>,
    /// The private key to log in with, with its BEGIN and END lines. Never answered.
    private_key: Option<String>,
    /// What opens that key. Never answered.
    passphrase: Option<String>,
    /// The password for privileged mode. Never answered.
    enable_password: Option<String>,
    /// For a shared one: conditions that a device must all fulfil; none: every device.
    scope: Option<Vec<Fields>>,
    /// The version that was seen; another one is answered with 412.
    version: Option<i32>,
}

impl poem_openapi::types::Example for CredentialInput {
    fn example() -> Self {
        Self {
            name: Some("campus".to_owned()),
            username: Some("netops".to_owned()),
            shared: Some(false),
            password: Some("change me soon".to_owned()),
            private_key: None,
            passphrase: None,
            enable_password: None,
            scope: None,
            version: None,
        }
    }
}

/// What an answer contains may be sent back.
const KNOWN: &[&str] = &[
    "name",
    "username",
    "shared",
    "password",
    "private_key",
    "passphrase",
    "enable_password",
    "scope",
    "version",
    "id",
    "owner_username",
    "has_password",
    "has_private_key",
    "has_enable_password",
    "created_at",
    "updated_at",
    "updated_by",
    "last_used_at",
];

/// What was sent, read.
pub(super) struct Sent {
    pub(super) shared: bool,
    pub(super) draft: Draft,
}

pub(super) fn read(fields: &Map<String, Value>) -> Result<Sent, Problem> {
    let mut reader = Reader::new(fields, KNOWN);
    let plain = || text(0, LONGEST);
    let mut secret = |field: &str| match fields.get(field) {
        None => None,
        Some(Value::Null) => Some(Secret::Clear),
        Some(_) => reader.optional(field, plain()).map(|text| Secret::Set(SecretString::from(text))),
    };
    let (password, private_key) = (secret("password"), secret("private_key"));
    let (passphrase, enable_password) = (secret("passphrase"), secret("enable_password"));
    let draft = Draft {
        name: reader.optional("name", plain()),
        username: reader.optional("username", plain()),
        password,
        private_key,
        passphrase,
        enable_password,
        scope: reader.value("scope").cloned(),
    };
    let shared = reader.optional("shared", boolean).unwrap_or(false);
    reader.finish()?;
    Ok(Sent { shared, draft })
}
