//! What is shown of a credential: everything but its secrets.

use poem_openapi::Object;
use uuid::Uuid;

use crate::api::types::Fields;
use crate::domain::Timestamp;
use crate::domain::credential::{Credential, Has};

/// A login for devices. Its secrets are never in an answer.
#[derive(Object)]
#[oai(rename = "Credential")]
pub(super) struct CredentialView {
    /// Its id.
    id: Uuid,
    /// What people call it.
    name: String,
    /// As whom it logs in.
    username: String,
    /// Whether it is shared rather than somebody's own.
    shared: bool,
    /// Whose it is; null where it is shared.
    owner_username: Option<String>,
    /// Whether it has a password.
    has_password: bool,
    /// Whether it has a private key.
    has_private_key: bool,
    /// Whether it has a password for privileged mode.
    has_enable_password: bool,
    /// Conditions that a device must all fulfil for a shared one to be used there; none: every device.
    scope: Vec<Fields>,
    /// Its number of changes, from 1.
    pub(super) version: i32,
    /// Since when it exists.
    created_at: Timestamp,
    /// When it was last changed.
    updated_at: Timestamp,
    /// By whom.
    updated_by: String,
    /// When a job last logged in with it.
    last_used_at: Option<Timestamp>,
}

impl From<Credential> for CredentialView {
    fn from(c: Credential) -> Self {
        let Has { password, key, enable } = c.has;
        let fields = |condition| match serde_json::to_value(condition) {
            Ok(serde_json::Value::Object(fields)) => Some(Fields(fields)),
            _ => None,
        };
        Self {
            id: c.id,
            name: c.name,
            username: c.username,
            shared: c.owner.is_none(),
            owner_username: c.owner.map(|owner| owner.username),
            has_password: password,
            has_private_key: key,
            has_enable_password: enable,
            scope: c.scope.as_slice().iter().filter_map(fields).collect(),
            version: c.version,
            created_at: c.created_at,
            updated_at: c.updated_at,
            updated_by: c.updated_by,
            last_used_at: c.last_used_at,
        }
    }
}
