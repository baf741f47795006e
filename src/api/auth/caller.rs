//! Who sends a request.

use poem::http::{Method, header};
use poem::{FromRequest, Request, RequestBody};
use poem_openapi::registry::{MetaSecurityScheme, Registry};
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};

use super::secret::{self, Kind};
use super::{COOKIE, LOGIN_SECONDS, origin};
use crate::api::problem::Problem;
use crate::api::state::Context;
use crate::domain::people::{Person, Role};
use crate::store::logins::{self, Hash};

/// A login is lengthened when it has lost this much: a write at every request would cost more than the request.
const SLIDE_SECONDS: f64 = 5.0 * 60.0;

/// Somebody who is logged in, and how.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// Who.
    pub(crate) person: Person,
    /// By what.
    pub(crate) proof: Proof,
}

/// What a caller showed. Never logged: only its hash is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// The cookie of a browser's session.
    Cookie(Hash),
    /// The bearer token that a login gave.
    Login(Hash),
    /// An API token.
    Token(Hash),
}

impl Caller {
    /// The caller, if they are at least an operator.
    pub(crate) fn operator(&self) -> Result<&Person, Problem> {
        if self.person.role >= Role::Operator {
            return Ok(&self.person);
        }
        Err(Problem::forbidden("viewers only read; ask an operator or an admin"))
    }

    /// The caller, if they are an admin.
    pub(crate) fn admin(&self) -> Result<&Person, Problem> {
        if self.person.role == Role::Admin {
            return Ok(&self.person);
        }
        Err(Problem::forbidden("only an admin does this"))
    }

    /// The hash of the login, for what an API token must not do: outlive what made it.
    pub(crate) fn login(&self) -> Result<&Hash, Problem> {
        match &self.proof {
            Proof::Cookie(hash) | Proof::Login(hash) => Ok(hash),
            Proof::Token(_) => Err(Problem::forbidden("an API token cannot do this; log in with your password")),
        }
    }
}

/// Who is behind a proof, if it still counts.
pub(crate) async fn look_up(context: &Context, proof: Proof) -> Result<Option<Person>, Problem> {
    let client = context.database.get().await?;
    match proof {
        Proof::Token(hash) => Ok(logins::use_token(&client, &hash).await?),
        Proof::Cookie(hash) | Proof::Login(hash) => {
            let Some(login) = logins::find(&client, &hash).await? else { return Ok(None) };
            if login.seconds_left < LOGIN_SECONDS - SLIDE_SECONDS {
                logins::extend(&client, &hash, LOGIN_SECONDS).await?;
            }
            Ok(Some(login.person))
        }
    }
}

/// What the request shows. An Authorization header decides alone.
fn shown(request: &Request) -> Result<Proof, Problem> {
    if let Some(header) = request.headers().get(header::AUTHORIZATION) {
        let bearer = header.to_str().ok().and_then(|text| {
            let (scheme, token) = text.trim().split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
        });
        let wrong = || Problem::unauthorized("the Authorization header holds no bearer token of ours");
        return match bearer.and_then(secret::read).ok_or_else(wrong)? {
            (Kind::Login, hash) => Ok(Proof::Login(hash)),
            (Kind::Token, hash) => Ok(Proof::Token(hash)),
            (Kind::Feed, _) => {
                Err(Problem::unauthorized("the secret of a calendar's feed reads that feed and nothing else"))
            }
        };
    }
    let cookie = request.cookie().get(COOKIE);
    match cookie.and_then(|cookie| secret::read(cookie.value_str())) {
        Some((Kind::Login, hash)) => Ok(Proof::Cookie(hash)),
        _ => Err(Problem::unauthorized("log in first: POST /api/auth/login, or send `Authorization: Bearer <token>`")),
    }
}

/// Who sends a request, if they are logged in.
pub(in crate::api) async fn caller(request: &Request) -> Result<Caller, Problem> {
    let context = request.data::<Context>().ok_or_else(Problem::broken)?;
    let proof = shown(request)?;
    let ended = || Problem::unauthorized("the login has ended or was revoked; log in again");
    let person = look_up(context, proof).await?.ok_or_else(ended)?;
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if matches!(proof, Proof::Cookie(_)) && !reads && !origin::is_same_origin(request) {
        return Err(Problem::forbidden(
            "a change with a session cookie must come from a page of this site; programs send a bearer token instead",
        ));
    }
    Ok(Caller { person, proof })
}

impl<'a> ApiExtractor<'a> for Caller {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        let scheme = |ty, description| MetaSecurityScheme {
            ty,
            description: Some(description),
            name: None,
            key_in: None,
            scheme: None,
            bearer_format: None,
            flows: None,
            openid_connect_url: None,
        };
        let bearer = scheme("http", "The `access_token` of a login, or an API token.");
        registry.create_security_scheme("bearer", MetaSecurityScheme { scheme: Some("bearer"), ..bearer });
        let cookie = scheme("apiKey", "The session of a browser that has logged in.");
        let cookie = MetaSecurityScheme { name: Some(COOKIE), key_in: Some("cookie"), ..cookie };
        registry.create_security_scheme("cookie", cookie);
    }

    fn security_schemes() -> Vec<&'static str> {
        vec!["bearer", "cookie"]
    }

    async fn from_request(request: &'a Request, _: &mut RequestBody, _: ExtractParamOptions<()>) -> poem::Result<Self> {
        Ok(caller(request).await?)
    }
}

/// The context of the request.
pub(in crate::api) struct Here(pub(in crate::api) Context);

impl<'a> FromRequest<'a> for Here {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        Ok(Self(request.data::<Context>().cloned().ok_or_else(Problem::broken)?))
    }
}

impl std::ops::Deref for Here {
    type Target = Context;

    fn deref(&self) -> &Context {
        &self.0
    }
}
