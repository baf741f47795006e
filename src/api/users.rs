//! Users, for admins.

use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use secrecy::SecretString;
use uuid::Uuid;

use super::Tag;
use super::answer::Created;
use super::auth::{Caller, Here, UserView};
use super::body::{Input, Reader, boolean, text, word};
use super::page::List;
use super::problem::Problem;
use crate::command::people::{self, Change, PASSWORD_CHARS};
use crate::domain::people::Role;

/// A user to be.
#[derive(Object)]
#[oai(example)]
struct NewUserInput {
    /// Their name, 1 to 100 characters, whatever the capitals.
    username: String,
    /// Their first password, 8 to 200 characters.
    password: String,
    /// What they may do; `viewer` by default.
    role: Option<Role>,
}

impl poem_openapi::types::Example for NewUserInput {
    fn example() -> Self {
        let (username, password) = ("alice".to_owned(), "change me soon".to_owned());
        Self { username, password, role: Some(Role::Operator) }
    }
}

/// What is to change about a user; absent fields stay.
#[derive(Object)]
struct UserInput {
    /// A new name.
    username: Option<String>,
    /// A new password, which ends their logins.
    password: Option<String>,
    /// A new role.
    role: Option<Role>,
    /// `false` ends their logins and tokens at once and stops their schedules.
    is_active: Option<bool>,
}

fn password() -> impl Fn(&serde_json::Value) -> Result<SecretString, String> {
    let read = text(*PASSWORD_CHARS.start(), *PASSWORD_CHARS.end());
    move |value| read(value).map(SecretString::from)
}

pub(super) struct UsersApi;

#[OpenApi(prefix_path = "/users", tag = "Tag::Users")]
impl UsersApi {
    /// List users.
    #[oai(path = "/", method = "get", operation_id = "listUsers")]
    async fn list(&self, here: Here, caller: Caller) -> Result<List<UserView>, Problem> {
        caller.admin()?;
        let users = people::list(&here.database).await?;
        Ok(List::whole(users.iter().map(UserView::from).collect()))
    }

    /// Add a user.
    #[oai(path = "/", method = "post", operation_id = "createUser")]
    async fn create(
        &self,
        here: Here,
        caller: Caller,
        input: Input<NewUserInput>,
    ) -> Result<Created<UserView>, Problem> {
        caller.admin()?;
        let mut reader = Reader::new(&input.fields, &["username", "password", "role"]);
        let username = reader.required("username", text(1, 100)).unwrap_or_default();
        let password = reader.required("password", password());
        let role = reader.optional("role", word::<Role>).unwrap_or(Role::Viewer);
        reader.finish()?;
        let password = password.ok_or_else(Problem::broken)?;
        let user = people::add(&here.database, &username, password, role).await?;
        tracing::info!(user = %user.username, %role, actor = %caller.person.username, "user added");
        Ok(Created(UserView::from(&user)))
    }

    /// Change a user.
    ///
    /// The last active admin can be neither disabled nor demoted.
    #[oai(path = "/:id", method = "put", operation_id = "updateUser")]
    async fn update(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        input: Input<UserInput>,
    ) -> Result<Json<UserView>, Problem> {
        caller.admin()?;
        // What an answer contains may be sent back.
        let known = ["username", "password", "role", "is_active", "id", "is_admin"];
        let mut reader = Reader::new(&input.fields, &known);
        let change = Change {
            username: reader.optional("username", text(1, 100)),
            role: reader.optional("role", word::<Role>),
            is_active: reader.optional("is_active", boolean),
            password: reader.optional("password", password()),
        };
        reader.finish()?;
        let keep = caller.login().ok().filter(|_| id.0 == caller.person.id).copied();
        let user = people::change(&here.database, id.0, change, keep.as_ref()).await?;
        here.ring_revoked();
        tracing::info!(user = %user.username, actor = %caller.person.username, "user changed");
        Ok(Json(UserView::from(&user)))
    }

    /// Remove a user who owns no schedule.
    #[oai(path = "/:id", method = "delete", operation_id = "deleteUser")]
    async fn delete(&self, here: Here, caller: Caller, id: Path<Uuid>) -> Result<Json<UserView>, Problem> {
        caller.admin()?;
        let user = people::remove(&here.database, id.0).await?;
        here.ring_revoked();
        tracing::info!(user = %user.username, actor = %caller.person.username, "user removed");
        Ok(Json(UserView::from(&user)))
    }
}
