//! Login, refresh, logout, and one's own password.

use poem::http::header;
use poem::web::cookie::{Cookie, SameSite};
use poem::{IntoResponse, Request, Response};
use poem_openapi::payload::Json;
use poem_openapi::registry::{MetaResponses, Registry};
use poem_openapi::types::ToJSON;
use poem_openapi::{ApiResponse, Object, OpenApi};
use secrecy::SecretString;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::caller::Proof;
use super::secret::{self, Kind};
use super::{COOKIE, Caller, Here, LOGIN_SECONDS, origin};
use crate::api::Tag;
use crate::api::body::{Input, Reader, text};
use crate::api::problem::Problem;
use crate::api::state::Context;
use crate::command::people;
use crate::domain::Timestamp;
use crate::domain::people::{Person, Role};
use crate::store::logins;
use crate::store::people::User;

/// A user.
#[derive(Object)]
#[oai(rename = "User")]
pub(in crate::api) struct UserView {
    /// Their id.
    pub(in crate::api) id: Uuid,
    /// Their name.
    pub(in crate::api) username: String,
    /// What they may do.
    pub(in crate::api) role: Role,
    /// Whether they may log in and their schedules run.
    pub(in crate::api) is_active: bool,
    /// The same as role `admin`.
    pub(in crate::api) is_admin: bool,
}

impl From<&User> for UserView {
    fn from(user: &User) -> Self {
        Self { is_active: user.is_active, ..Self::from(&Person::from(user)) }
    }
}

impl From<&Person> for UserView {
    fn from(person: &Person) -> Self {
        let Person { id, username, role } = person.clone();
        Self { id, username, role, is_active: true, is_admin: role == Role::Admin }
    }
}

/// Name and password.
#[derive(Object)]
#[oai(example)]
struct LoginInput {
    /// The user's name.
    username: String,
    /// Their password.
    password: String,
}

impl poem_openapi::types::Example for LoginInput {
    fn example() -> Self {
        Self { username: "admin".to_owned(), password: "the password that the first start printed".to_owned() }
    }
}

/// The old and the new password.
#[derive(Object)]
pub(in crate::api) struct PasswordInput {
    /// The password so far.
    current_password: String,
    /// The new one, 8 to 200 characters.
    new_password: String,
}

/// A login.
#[derive(Object)]
struct Login {
    /// Send it as `Authorization: Bearer …`. Null when a session cookie was lengthened: that one stays where it is.
    access_token: Option<String>,
    /// Always `bearer`.
    token_type: String,
    /// Until when it counts; every use moves this to 12 hours later.
    expires_at: Timestamp,
    /// Who has logged in.
    user: UserView,
}

/// A JSON answer that may set or remove the session cookie.
struct WithCookie<T> {
    body: Option<T>,
    cookie: Option<Cookie>,
}

impl<T: ToJSON> IntoResponse for WithCookie<T> {
    fn into_response(self) -> Response {
        let mut answer = match self.body {
            Some(body) => Json(body).into_response(),
            None => poem::http::StatusCode::NO_CONTENT.into_response(),
        };
        let cookie = self.cookie.and_then(|cookie| cookie.to_string().parse().ok());
        if let Some(cookie) = cookie {
            answer.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        answer
    }
}

impl<T: ToJSON> ApiResponse for WithCookie<T> {
    fn meta() -> MetaResponses {
        let mut meta = Json::<T>::meta();
        if let Some(ok) = meta.responses.first_mut() {
            ok.description = "Done; with a browser's session cookie beside it.";
        }
        meta
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

fn session_cookie(request: &Request, secret: &str, always_secure: bool) -> Cookie {
    let mut cookie = Cookie::new_with_str(COOKIE, secret);
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_path("/");
    cookie.set_secure(always_secure || origin::is_secure(request));
    cookie
}

/// Gives the caller another password; ends all their other logins.
pub(in crate::api) async fn change_password(
    here: &Context,
    caller: &Caller,
    request: &Request,
    fields: &Map<String, Value>,
) -> Result<User, Problem> {
    let hash = *caller.login()?;
    let mut reader = Reader::new(fields, &["current_password", "new_password"]);
    let bounds = (*people::PASSWORD_CHARS.start(), *people::PASSWORD_CHARS.end());
    let old = reader.required("current_password", text(1, bounds.1)).map(SecretString::from);
    let new = reader.required("new_password", text(bounds.0, bounds.1)).map(SecretString::from);
    reader.finish()?;
    let (Some(old), Some(new)) = (old, new) else { return Err(Problem::broken()) };
    let name = &caller.person.username;
    let address = origin::address(request, here.config.behind_proxy);
    // Whoever found an open browser must not try passwords without end.
    here.limiter
        .attempt(name, address, here.clock.now())
        .map_err(|seconds| Problem::too_many(format!("too many tries; try again in {seconds} s"), seconds))?;
    if people::verify(&here.database, name, old).await?.is_none_or(|user| user.id != caller.person.id) {
        return Err(Problem::field("/current_password", "is not your password"));
    }
    here.limiter.succeeded(name, address);
    let change = people::Change { password: Some(new), ..people::Change::default() };
    let user = people::change(&here.database, caller.person.id, change, Some(&hash)).await?;
    here.ring_revoked();
    Ok(user)
}

pub(in crate::api) struct AuthApi;

#[OpenApi(prefix_path = "/auth", tag = "Tag::Auth")]
impl AuthApi {
    /// Log in.
    ///
    /// Answers a bearer token and sets a session cookie; both end 12 hours after their last use. A page of an origin in
    /// `NOC_CORS_ORIGINS` gets the token alone. After five failures
    /// for one name from one address: 429 with `Retry-After`.
    #[oai(path = "/login", method = "post", operation_id = "login")]
    async fn login(
        &self,
        here: Here,
        request: &Request,
        input: Input<LoginInput>,
    ) -> Result<WithCookie<Login>, Problem> {
        let from_elsewhere = origin::is_cross_site(request);
        if from_elsewhere && !origin::is_named(request, &here.config.cors_origins) {
            return Err(Problem::forbidden("a login must come from a page of this site, or from no page at all"));
        }
        let mut reader = Reader::new(&input.fields, &["username", "password"]);
        let username = reader.required("username", text(1, 100));
        let password = reader.required("password", text(1, *people::PASSWORD_CHARS.end()));
        reader.finish()?;
        let (Some(username), Some(password)) = (username, password) else { return Err(Problem::broken()) };
        let address = origin::address(request, here.config.behind_proxy);
        here.limiter.attempt(&username, address, here.clock.now()).map_err(|seconds| {
            tracing::warn!(username, ?address, "too many failed logins");
            Problem::too_many(format!("too many failed logins; try again in {seconds} s"), seconds)
        })?;
        let user = people::verify(&here.database, &username, SecretString::from(password)).await?;
        let Some(user) = user else {
            tracing::info!(username, ?address, "a login failed");
            return Err(Problem::unauthorized("the name or the password is wrong, or the user is disabled"));
        };
        here.limiter.succeeded(&username, address);
        let (secret, hash) = secret::fresh(Kind::Login);
        let client = here.database.get().await?;
        let expires_at = logins::insert(&client, &hash, user.id, LOGIN_SECONDS).await?;
        // A page of another origin shows its token; nobody's page leaves a session behind here.
        let cookie = (!from_elsewhere).then(|| session_cookie(request, &secret, here.config.secure_cookies));
        let login = Login {
            access_token: Some(secret),
            token_type: "bearer".to_owned(),
            expires_at,
            user: UserView::from(&user),
        };
        Ok(WithCookie { body: Some(login), cookie })
    }

    /// Make the login last 12 hours from now.
    #[oai(path = "/refresh", method = "post", operation_id = "refresh")]
    async fn refresh(&self, here: Here, caller: Caller, request: &Request) -> Result<Json<Login>, Problem> {
        let hash = caller.login()?;
        let client = here.database.get().await?;
        let extended = logins::extend(&client, hash, LOGIN_SECONDS).await?;
        let expires_at = extended.ok_or_else(|| Problem::unauthorized("the login has ended; log in again"))?;
        // Given back only to who showed it: a page's script must not learn what its cookie hides from it.
        let shown = request.header("Authorization").and_then(|header| header.split_once(' '));
        let access_token = match caller.proof {
            Proof::Login(_) => shown.map(|(_, token)| token.trim().to_owned()),
            _ => None,
        };
        let user = UserView::from(&caller.person);
        Ok(Json(Login { access_token, token_type: "bearer".to_owned(), expires_at, user }))
    }

    /// End the login, its streams included.
    #[oai(path = "/logout", method = "post", operation_id = "logout")]
    async fn logout(&self, here: Here, caller: Caller, request: &Request) -> Result<WithCookie<UserView>, Problem> {
        let client = here.database.get().await?;
        logins::delete(&client, caller.login()?).await?;
        here.ring_revoked();
        let mut cookie = session_cookie(request, "", here.config.secure_cookies);
        cookie.make_removal();
        Ok(WithCookie { body: Some(UserView::from(&caller.person)), cookie: Some(cookie) })
    }

    /// Who am I?
    ///
    /// With an API token, `role` is what that token may do.
    #[oai(path = "/me", method = "get", operation_id = "me")]
    async fn me(&self, caller: Caller) -> Result<Json<UserView>, Problem> {
        Ok(Json(UserView::from(&caller.person)))
    }

    /// Change one's own password.
    ///
    /// Ends all other logins of the user.
    #[oai(path = "/password", method = "put", operation_id = "changePassword")]
    async fn password(
        &self,
        here: Here,
        caller: Caller,
        request: &Request,
        input: Input<PasswordInput>,
    ) -> Result<Json<UserView>, Problem> {
        let user = change_password(&here, &caller, request, &input.fields).await?;
        Ok(Json(UserView::from(&user)))
    }
}
