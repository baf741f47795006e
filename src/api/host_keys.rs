//! By which keys devices are known again, and alarms when one changes.

use poem::Request;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::Tag;
use super::auth::{Caller, Here};
use super::body::Input;
use super::page::{List, Next, cursor, page_size};
use super::problem::Problem;
use super::types::Words;
use crate::domain::Timestamp;
use crate::store::host_keys::{self as stored, HostKeyRow, Offered};
use crate::store::inventory::patterns;

/// Another key than the one known.
#[derive(Clone, Debug, Object)]
#[oai(rename = "OfferedHostKey")]
struct OfferedAnswer {
    /// Its kind.
    algorithm: String,
    /// `SHA256:` and the digest.
    fingerprint: String,
    /// When the device last showed it.
    at: Timestamp,
    /// To which job.
    job_id: Option<Uuid>,
}

/// The key of a device.
#[derive(Clone, Debug, Object)]
#[oai(rename = "HostKey")]
struct HostKeyAnswer {
    /// Its id.
    id: Uuid,
    /// What the device is called.
    name: String,
    /// The device of the inventory whose key it is; null for one that is known by its address only.
    device_id: Option<Uuid>,
    /// Its address, for one that is known by it.
    address: Option<String>,
    /// The kind of the key: `ssh-ed25519`.
    algorithm: String,
    /// `SHA256:` and the digest, as devices and OpenSSH show it.
    fingerprint: String,
    /// When it was first seen.
    first_seen: Timestamp,
    /// When it was last seen.
    last_seen: Timestamp,
    /// Another key that the device showed since: an alarm. No job logs in until an admin accepts it, or the device
    /// shows the known one again.
    offered: Option<OfferedAnswer>,
    /// When an admin last accepted another key.
    accepted_at: Option<Timestamp>,
    /// Who did.
    accepted_by: Option<String>,
}

impl From<HostKeyRow> for HostKeyAnswer {
    fn from(row: HostKeyRow) -> Self {
        let (accepted_at, accepted_by) = row.accepted.unzip();
        let offered = row.offered.map(|Offered { key, at, job }| OfferedAnswer {
            algorithm: key.algorithm,
            fingerprint: key.fingerprint,
            at,
            job_id: job,
        });
        Self {
            id: row.id,
            name: row.name,
            device_id: row.device.strip_prefix("device:").and_then(|id| id.parse().ok()),
            address: row.device.strip_prefix("address:").map(str::to_owned),
            algorithm: row.key.algorithm,
            fingerprint: row.key.fingerprint,
            first_seen: row.first_seen,
            last_seen: row.last_seen,
            offered,
            accepted_at,
            accepted_by,
        }
    }
}

/// Which key is accepted.
#[derive(Clone, Debug, Object)]
#[oai(rename = "AcceptHostKey", deny_unknown_fields)]
struct AcceptInput {
    /// The fingerprint on offer, as it was looked at: another one may be on offer by now.
    fingerprint: String,
}

pub(super) struct HostKeysApi;

#[OpenApi(prefix_path = "/host-keys", tag = "Tag::Topology")]
impl HostKeysApi {
    /// List host keys.
    ///
    /// Those of devices that showed another one first.
    #[oai(path = "/", method = "get", operation_id = "listHostKeys")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn list(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// Only those of devices that showed another one.
        changed: Query<Option<bool>>,
        /// Words in name, address or fingerprint.
        search: Query<Option<Words>>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<HostKeyAnswer>, Problem> {
        let size = page_size(limit.0)?;
        let from: i64 = self::cursor('k', cursor.0.as_ref().map(|words| words.0.as_str()))?.unwrap_or(0);
        let client = here.database.get().await?;
        let words = patterns(search.0.as_ref().map(|words| words.0.as_str()));
        let changed = changed.0.unwrap_or(false);
        let (found, total) = stored::list(&client, changed, &words, size, from.max(0)).await?;
        let more = from + (found.len() as i64) < total;
        let next = more.then(|| Next::after(request, &format!("k{}", from + size)));
        Ok(List { items: found.into_iter().map(Into::into).collect(), total: Some(total), next, stream_cursor: None })
    }

    /// Accept another host key.
    ///
    /// Only admins. From now on the device is known by the key that it last showed. 409 where that is another one by
    /// now.
    #[oai(path = "/:id/accept", method = "post", operation_id = "acceptHostKey")]
    async fn accept(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        input: Input<AcceptInput>,
    ) -> Result<Json<HostKeyAnswer>, Problem> {
        let who = caller.admin()?;
        let fingerprint = match input.fields.get("fingerprint") {
            Some(serde_json::Value::String(fingerprint)) => fingerprint.trim().to_owned(),
            _ => return Err(Problem::field("/fingerprint", "required: the fingerprint that you looked at")),
        };
        let mut client = here.database.get().await?;
        let tx = client.transaction().await.map_err(crate::store::StoreError::from)?;
        let row = stored::one(&tx, id.0).await?.ok_or_else(no_key)?;
        let Some(accepted) = stored::accept(&tx, id.0, &fingerprint, &who.username).await? else {
            let now = row.offered.map_or("none is on offer".to_owned(), |offered| {
                format!("the device now shows {}", offered.key.fingerprint)
            });
            return Err(Problem::conflict("host-key", format!("that key is not on offer: {now}")));
        };
        tx.commit().await.map_err(crate::store::StoreError::from)?;
        tracing::warn!(device = %accepted.name, fingerprint, actor = %who.username, "another host key was accepted");
        Ok(Json(accepted.into()))
    }

    /// Forget a host key.
    ///
    /// Only admins. The next key that the device shows is taken for its own.
    #[oai(path = "/:id", method = "delete", operation_id = "deleteHostKey")]
    async fn forget(&self, here: Here, caller: Caller, id: Path<Uuid>) -> Result<Json<HostKeyAnswer>, Problem> {
        let who = caller.admin()?;
        let mut client = here.database.get().await?;
        let tx = client.transaction().await.map_err(crate::store::StoreError::from)?;
        let row = stored::one(&tx, id.0).await?.ok_or_else(no_key)?;
        stored::forget(&tx, id.0).await?;
        tx.commit().await.map_err(crate::store::StoreError::from)?;
        tracing::warn!(device = %row.name, actor = %who.username, "a host key was forgotten");
        Ok(Json(row.into()))
    }
}

fn no_key() -> Problem {
    Problem::not_found("there is no such host key")
}
