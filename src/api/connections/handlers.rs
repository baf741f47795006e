//! List, read, make, change, remove, test.

use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path};
use poem_openapi::payload::Json;
use poem_openapi::types::ToJSON;
use uuid::Uuid;

use super::input::{ConnectionInput, TestInput, read};
use super::view::{ConnectionView, TestView};
use crate::api::Tag;
use crate::api::answer::{Created, Versioned, version_seen};
use crate::api::auth::{Caller, Here};
use crate::api::body::Input;
use crate::api::page::List;
use crate::api::problem::Problem;
use crate::connections::ChangeError;
use crate::domain::connection::{Connection, Kind};

/// What was refused, with the current state where that is the reason.
fn refused(e: ChangeError) -> Problem {
    let said = e.to_string();
    match e {
        ChangeError::Stale { current, .. } => {
            Problem::stale(said, ConnectionView::from(*current).to_json().unwrap_or_default())
        }
        other => other.into(),
    }
}

fn versioned(connection: Connection) -> Versioned<ConnectionView> {
    let body = ConnectionView::from(connection);
    let version = Some(body.version);
    Versioned { body, version }
}

fn required(kind: Option<Kind>) -> Result<Kind, Problem> {
    kind.ok_or_else(|| Problem::field("/kind", "required: `nautobot` or `checkmk`"))
}

pub(in crate::api) struct ConnectionsApi;

#[OpenApi(prefix_path = "/connections", tag = "Tag::Connections")]
impl ConnectionsApi {
    /// List connections.
    ///
    /// By kind and name; those that stand in the environment of this process first. Everybody who is logged in may see
    /// which there are, nobody their secrets.
    #[oai(path = "/", method = "get", operation_id = "listConnections")]
    async fn list(&self, here: Here, _caller: Caller) -> Result<List<ConnectionView>, Problem> {
        let connections = here.connections.list().await?;
        Ok(List::whole(connections.into_iter().map(ConnectionView::from).collect()))
    }

    /// Make a connection.
    ///
    /// Only admins. The secret is sealed before it is stored and never answered.
    #[oai(path = "/", method = "post", operation_id = "createConnection")]
    async fn create(
        &self,
        here: Here,
        caller: Caller,
        input: Input<ConnectionInput>,
    ) -> Result<Created<ConnectionView>, Problem> {
        let who = caller.admin()?;
        let sent = read(&input.fields)?;
        let made = here.connections.create(who, required(sent.kind)?, sent.draft).await.map_err(refused)?;
        Ok(Created(made.into()))
    }

    /// Test a connection before it is saved.
    ///
    /// Only admins. Nothing is stored; that it does not work is an answer with `ok: false` and the real reason.
    #[oai(path = "/test", method = "post", operation_id = "testNewConnection")]
    async fn test_draft(&self, here: Here, caller: Caller, input: Input<TestInput>) -> Result<Json<TestView>, Problem> {
        caller.admin()?;
        let sent = read(&input.fields)?;
        let kind = if sent.id.is_some() { sent.kind.unwrap_or(Kind::Nautobot) } else { required(sent.kind)? };
        let tested = here.connections.test_draft(kind, sent.id, sent.draft).await.map_err(refused)?;
        Ok(Json(tested.into()))
    }

    /// Read a connection.
    #[oai(path = "/:id", method = "get", operation_id = "getConnection")]
    async fn get(&self, here: Here, _caller: Caller, id: Path<Uuid>) -> Result<Versioned<ConnectionView>, Problem> {
        Ok(versioned(here.connections.get(id.0).await?.ok_or(ChangeError::NotFound)?))
    }

    /// Change a connection.
    ///
    /// Only admins. Absent fields stay, the secret too.
    #[oai(path = "/:id", method = "put", operation_id = "updateConnection")]
    async fn update(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        /// The version that was seen: `"3"`. Another one is answered with 412.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        input: Input<ConnectionInput>,
    ) -> Result<Versioned<ConnectionView>, Problem> {
        let who = caller.admin()?;
        let seen = version_seen(if_match.0.as_deref(), input.fields.get("version"))?;
        let sent = read(&input.fields)?;
        let changed = here.connections.update(who, id.0, seen, sent.draft).await.map_err(refused)?;
        Ok(versioned(changed))
    }

    /// Remove a connection.
    ///
    /// Only admins. What came through it stays; jobs that name it fail from now on.
    #[oai(path = "/:id", method = "delete", operation_id = "deleteConnection")]
    async fn delete(&self, here: Here, caller: Caller, id: Path<Uuid>) -> Result<Json<ConnectionView>, Problem> {
        let who = caller.admin()?;
        Ok(Json(here.connections.delete(who, id.0).await.map_err(refused)?.into()))
    }

    /// Test a connection.
    ///
    /// Only admins. That it does not work is an answer with `ok: false` and the real reason; the connection keeps it as
    /// its `last_check`.
    #[oai(path = "/:id/test", method = "post", operation_id = "testConnection")]
    async fn test(&self, here: Here, caller: Caller, id: Path<Uuid>) -> Result<Json<TestView>, Problem> {
        caller.admin()?;
        let (_, tested) = here.connections.test(id.0).await.map_err(refused)?;
        Ok(Json(tested.into()))
    }
}
