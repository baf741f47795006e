//! List, make, change, remove.

use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path};
use poem_openapi::payload::Json;
use poem_openapi::types::ToJSON;
use uuid::Uuid;

use super::input::{CredentialInput, read};
use super::view::CredentialView;
use crate::api::Tag;
use crate::api::answer::{Created, Versioned, version_seen};
use crate::api::auth::{Caller, Here};
use crate::api::body::Input;
use crate::api::page::List;
use crate::api::problem::Problem;
use crate::credentials::CredentialError;

/// What was refused, with the current state where that is the reason.
fn refused(e: CredentialError) -> Problem {
    let said = e.to_string();
    match e {
        CredentialError::Stale { current, .. } => {
            Problem::stale(said, CredentialView::from(*current).to_json().unwrap_or_default())
        }
        other => other.into(),
    }
}

pub(in crate::api) struct CredentialsApi;

#[OpenApi(prefix_path = "/credentials", tag = "Tag::Connections")]
impl CredentialsApi {
    /// List credentials.
    ///
    /// One's own, then shared ones; never their secrets. A job uses those of whoever it acts as.
    #[oai(path = "/", method = "get", operation_id = "listCredentials")]
    async fn list(&self, here: Here, caller: Caller) -> Result<List<CredentialView>, Problem> {
        let credentials = here.credentials.usable_by(&caller.person).await?;
        Ok(List::whole(credentials.into_iter().map(CredentialView::from).collect()))
    }

    /// Make a credential.
    ///
    /// Operators make their own, admins shared ones too. The secrets are sealed before they are stored.
    #[oai(path = "/", method = "post", operation_id = "createCredential")]
    async fn create(
        &self,
        here: Here,
        caller: Caller,
        input: Input<CredentialInput>,
    ) -> Result<Created<CredentialView>, Problem> {
        let who = caller.operator()?;
        let sent = read(&input.fields)?;
        Ok(Created(here.credentials.create(who, sent.shared, sent.draft).await.map_err(refused)?.into()))
    }

    /// Change a credential.
    ///
    /// Absent fields stay, secrets too; null takes a secret away.
    #[oai(path = "/:id", method = "put", operation_id = "updateCredential")]
    async fn update(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        /// The version that was seen: `"3"`. Another one is answered with 412.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        input: Input<CredentialInput>,
    ) -> Result<Versioned<CredentialView>, Problem> {
        let who = caller.operator()?;
        let seen = version_seen(if_match.0.as_deref(), input.fields.get("version"))?;
        let sent = read(&input.fields)?;
        let body = CredentialView::from(here.credentials.update(who, id.0, seen, sent.draft).await.map_err(refused)?);
        let version = Some(body.version);
        Ok(Versioned { body, version })
    }

    /// Remove a credential.
    #[oai(path = "/:id", method = "delete", operation_id = "deleteCredential")]
    async fn delete(&self, here: Here, caller: Caller, id: Path<Uuid>) -> Result<Json<CredentialView>, Problem> {
        let who = caller.operator()?;
        Ok(Json(here.credentials.delete(who, id.0).await.map_err(refused)?.into()))
    }
}
