//! API tokens: a person's own, for programs.

use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::secret::{self, Kind};
use super::{Caller, Here};
use crate::api::Tag;
use crate::api::answer::Created;
use crate::api::body::{Input, Reader, text, word};
use crate::api::page::List;
use crate::api::problem::Problem;
use crate::domain::Timestamp;
use crate::domain::people::Role;
use crate::store::logins::{self, Token};

/// Tokens that one user may have.
const MOST_TOKENS: i64 = 100;

/// An API token, without its secret.
#[derive(Object)]
#[oai(rename = "ApiToken")]
struct TokenView {
    /// Its id.
    id: Uuid,
    /// What it is for.
    name: String,
    /// What it may do at most.
    role: Role,
    /// Since when it exists.
    created_at: Timestamp,
    /// Until when it counts; null for as long as its user does.
    expires_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    last_used_at: Option<Timestamp>,
    /// The secret; only in the answer that made it.
    token: Option<String>,
}

impl From<Token> for TokenView {
    fn from(token: Token) -> Self {
        let Token { id, name, role, created_at, expires_at, last_used_at } = token;
        Self { id, name, role, created_at, expires_at, last_used_at, token: None }
    }
}

/// A token to be.
#[derive(Object)]
#[oai(example)]
struct TokenInput {
    /// What it is for, 1 to 100 characters.
    name: String,
    /// What it may do; at most, and by default, what its user may.
    role: Option<Role>,
    /// Until when it counts; null for as long as its user does.
    expires_at: Option<Timestamp>,
}

impl poem_openapi::types::Example for TokenInput {
    fn example() -> Self {
        Self { name: "wall display".to_owned(), role: Some(Role::Viewer), expires_at: None }
    }
}

pub(in crate::api) struct TokensApi;

#[OpenApi(prefix_path = "/auth/tokens", tag = "Tag::Auth")]
impl TokensApi {
    /// List my API tokens.
    #[oai(path = "/", method = "get", operation_id = "listTokens")]
    async fn list(&self, here: Here, caller: Caller) -> Result<List<TokenView>, Problem> {
        let client = here.database.get().await?;
        let tokens = logins::tokens(&client, caller.person.id, MOST_TOKENS).await?;
        Ok(List::whole(tokens.into_iter().map(TokenView::from).collect()))
    }

    /// Make an API token.
    ///
    /// The secret is in this answer only. API tokens cannot make others.
    #[oai(path = "/", method = "post", operation_id = "createToken")]
    async fn create(
        &self,
        here: Here,
        caller: Caller,
        input: Input<TokenInput>,
    ) -> Result<Created<TokenView>, Problem> {
        caller.login()?;
        let mut reader = Reader::new(&input.fields, &["name", "role", "expires_at"]);
        let name = reader.required("name", text(1, 100)).unwrap_or_default();
        let role = reader.optional("role", word::<Role>).unwrap_or(caller.person.role);
        let expires = reader.optional("expires_at", |value| Timestamp::parse(&text(0, 64)(value)?));
        if name.trim().is_empty() && reader.value("name").is_some() {
            reader.complain("name", "must not be blank");
        }
        if role > caller.person.role {
            reader.complain("role", format!("is more than your own, `{}`", caller.person.role));
        }
        if expires.is_some_and(|at| at <= here.clock.now()) {
            reader.complain("expires_at", "has passed");
        }
        reader.finish()?;
        let client = here.database.get().await?;
        if logins::count_tokens(&client, caller.person.id).await? >= MOST_TOKENS {
            let detail = format!("you have {MOST_TOKENS} tokens; revoke one first");
            return Err(Problem::conflict("too-many-tokens", detail));
        }
        let (secret, hash) = secret::fresh(Kind::Token);
        let id = Uuid::new_v4();
        let token = logins::insert_token(&client, id, caller.person.id, name.trim(), role, &hash, expires).await?;
        Ok(Created(TokenView { token: Some(secret), ..TokenView::from(token) }))
    }

    /// Revoke an API token.
    ///
    /// Its streams end. Admins revoke anybody's.
    #[oai(path = "/:id", method = "delete", operation_id = "revokeToken")]
    async fn revoke(&self, here: Here, caller: Caller, id: Path<Uuid>) -> Result<Json<Revoked>, Problem> {
        let of = (caller.person.role < Role::Admin).then_some(caller.person.id);
        let client = here.database.get().await?;
        if !logins::delete_token(&client, id.0, of).await? {
            return Err(Problem::not_found("there is no such token of yours"));
        }
        here.ring_revoked();
        Ok(Json(Revoked { id: id.0 }))
    }
}

/// A token that no longer counts.
#[derive(Object)]
#[oai(rename = "RevokedToken")]
struct Revoked {
    /// Its id.
    id: Uuid,
}
