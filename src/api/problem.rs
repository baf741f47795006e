//! What is answered when something is refused or fails: RFC 9457 problem details.

use poem::http::{StatusCode, header};
use poem::{IntoResponse, Response};
use poem_openapi::Object;
use poem_openapi::registry::{MetaMediaType, MetaResponse, MetaResponses, Registry};
use poem_openapi::types::{ToJSON, Type};
use poem_openapi::{ApiResponse, payload::Payload};
use serde_json::Value;

use crate::archive::ArchiveError;
use crate::cache::{CacheError, FiguresError};
use crate::command::CommandError;
use crate::command::inventories::InventoryError;
use crate::command::maintenance::WindowError;
use crate::command::people::PeopleError;
use crate::command::run_now::RunError;
use crate::connections::{ChangeError, OpenError};
use crate::credentials::CredentialError;
use crate::domain::decide::Refusal;
use crate::domain::draft::FieldError;
use crate::domain::revert::NoWayBack;
use crate::store::{Chain, StoreError};
use crate::vault::VaultError;

/// The media type of every problem.
pub(super) const PROBLEM_JSON: &str = "application/problem+json";
/// How long a caller does well to wait when a backing service is away: what a restart takes.
const AWAY_SECONDS: u64 = 3;

/// What went wrong, in the words of RFC 9457.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Problem")]
pub(super) struct Body {
    /// A stable name for this kind of problem.
    #[oai(rename = "type")]
    kind: String,
    /// The same in words, always the same for one `type`.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What is wrong with this request; understandable alone, and naming the first wrong field.
    detail: String,
    /// Every field that does not validate.
    #[oai(skip_serializing_if_is_none)]
    errors: Option<Vec<WrongField>>,
    /// With 412: the thing as it stands now.
    #[oai(skip_serializing_if_is_none)]
    current: Option<Value>,
    /// With 409 because of a job: that job.
    #[oai(skip_serializing_if_is_none)]
    job_id: Option<uuid::Uuid>,
    /// With 409 because later changes are in the way of a revert: these.
    #[oai(skip_serializing_if_is_none)]
    conflict: Option<Conflict>,
}

/// What is in the way of undoing one event.
#[derive(Clone, Debug, Object)]
#[oai(rename = "RevertConflict")]
pub(super) struct Conflict {
    /// The fields that later versions changed again.
    fields: Vec<String>,
    /// Those versions.
    versions: Vec<i32>,
}

/// A field that does not validate.
#[derive(Clone, Debug, Object)]
pub(super) struct WrongField {
    /// An RFC 6901 pointer into the body; for a query parameter, `?` and its name.
    pointer: String,
    /// Why it does not.
    detail: String,
}

/// A refusal or a failure, ready to be answered.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    status: StatusCode,
    body: Box<Body>,
    retry_after: Option<u64>,
}

impl Problem {
    /// A problem of kind `kind`; `title` is that kind in words.
    pub(super) fn new(status: StatusCode, kind: &str, title: &str, detail: impl Into<String>) -> Self {
        let body = Body {
            kind: format!("urn:noc-scheduler:problem:{kind}"),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            errors: None,
            current: None,
            job_id: None,
            conflict: None,
        };
        Self { status, body: Box::new(body), retry_after: None }
    }

    pub(super) fn malformed(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed", "The request cannot be read", detail)
    }

    pub(super) fn unauthorized(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", "A login is needed", detail)
    }

    pub(super) fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", "This is not yours to do", detail)
    }

    pub(super) fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "There is no such thing", detail)
    }

    /// Whether it is about what was asked, and not about how things are just now.
    pub(super) fn is_invalid(&self) -> bool {
        self.status == StatusCode::UNPROCESSABLE_ENTITY
    }

    pub(super) fn conflict(kind: &str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, kind, "It does not fit how things stand", detail)
    }

    pub(super) fn stale(detail: impl Into<String>, current: Value) -> Self {
        let mut problem =
            Self::new(StatusCode::PRECONDITION_FAILED, "stale-version", "It was changed meanwhile", detail);
        problem.body.current = Some(current);
        problem
    }

    pub(super) fn too_many(detail: impl Into<String>, retry_after: u64) -> Self {
        let title = "Too many requests of this kind";
        let problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many", title, detail);
        Self { retry_after: Some(retry_after), ..problem }
    }

    /// A backing service (or our own room for more) is not there now.
    pub(super) fn away(what: &str) -> Self {
        let detail = format!("{what}; try again in a moment");
        let problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, "away", "A backing service is away", detail);
        Self { retry_after: Some(AWAY_SECONDS), ..problem }
    }

    /// Another system does not answer as it should, and may do so later.
    fn remote_away(detail: impl Into<String>, wait: Option<std::time::Duration>) -> Self {
        let problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, "away", "A backing service is away", detail);
        Self { retry_after: Some(wait.map_or(AWAY_SECONDS, |wait| wait.as_secs().max(1))), ..problem }
    }

    /// Our fault. The caller learns nothing but that; the log has the chain, once.
    pub(super) fn internal(what: &str, e: &(dyn std::error::Error + 'static)) -> Self {
        tracing::error!(error = %Chain(e), "{what}");
        Self::broken()
    }

    /// Our fault, already logged.
    pub(super) fn broken() -> Self {
        let (title, detail) = ("Something failed here", "something failed here; try again");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", title, detail)
    }

    /// Fields that do not validate.
    pub(super) fn invalid(errors: Vec<FieldError>) -> Self {
        let first = errors.first().map_or_else(String::new, |e| match e.pointer.trim_start_matches('/') {
            "" => e.detail.clone(),
            field => format!("{}: {}", field.replace('/', "."), e.detail),
        });
        let detail = match errors.len() {
            0 | 1 => first,
            n => format!("{first} (and {} more, see errors)", n - 1),
        };
        let mut problem =
            Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "The request does not validate", detail);
        problem.body.errors =
            Some(errors.into_iter().map(|FieldError { pointer, detail }| WrongField { pointer, detail }).collect());
        problem
    }

    /// One field that does not validate.
    pub(super) fn field(pointer: &str, detail: impl Into<String>) -> Self {
        Self::invalid(vec![FieldError::new(pointer, detail)])
    }

    /// Several changes of which some are refused, each named where it stands in the body.
    pub(super) fn refused(detail: String, errors: Vec<FieldError>) -> Self {
        let mut problem = Self::invalid(errors);
        problem.body.kind = "urn:noc-scheduler:problem:refused".to_owned();
        "Some of the changes are refused".clone_into(&mut problem.body.title);
        problem.body.detail = format!("{detail}; first: {}", problem.body.detail);
        problem
    }

    /// The first field that is refused, and why; the pointer is empty where it is no field.
    pub(super) fn about(e: &CommandError) -> FieldError {
        let first = if let CommandError::Refused(Refusal::Invalid(errors)) = e { errors.first() } else { None };
        first.cloned().unwrap_or_else(|| FieldError::new("", e.to_string()))
    }

    #[cfg(test)]
    pub(super) fn pointers(&self) -> Vec<&str> {
        self.body.errors.iter().flatten().map(|error| error.pointer.as_str()).collect()
    }

    pub(super) fn with_job(mut self, job: uuid::Uuid) -> Self {
        self.body.job_id = Some(job);
        self
    }

    #[cfg(test)]
    pub(super) const fn status(&self) -> StatusCode {
        self.status
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let text = self.body.to_json_string();
        let mut answer = Response::builder().status(self.status).content_type(PROBLEM_JSON);
        if let Some(seconds) = self.retry_after {
            answer = answer.header(header::RETRY_AFTER, seconds);
        }
        if self.status == StatusCode::UNAUTHORIZED {
            answer = answer.header(header::WWW_AUTHENTICATE, "Bearer realm=\"noc-scheduler\"");
        }
        answer.body(text)
    }
}

impl From<Problem> for poem::Error {
    fn from(problem: Problem) -> Self {
        Self::from_response(problem.into_response())
    }
}

/// The schema of a problem under its own media type.
struct ProblemJson;

impl Payload for ProblemJson {
    const CONTENT_TYPE: &'static str = PROBLEM_JSON;

    fn schema_ref() -> poem_openapi::registry::MetaSchemaRef {
        Body::schema_ref()
    }

    fn register(registry: &mut Registry) {
        Body::register(registry);
    }
}

impl ApiResponse for Problem {
    fn meta() -> MetaResponses {
        let content = || MetaMediaType { content_type: ProblemJson::CONTENT_TYPE, schema: ProblemJson::schema_ref() };
        let description = "Anything that is not done, and why. 400 cannot be read, 401 no login, 403 not yours to do, \
                           404 not there, 409 does not fit how things stand, 410 no longer offered, \
                           412 changed meanwhile, 413 too large, \
                           422 does not validate, 429 too often, 503 a backing service is away (see `Retry-After`).";
        let any = MetaResponse {
            description,
            status: None,
            status_range: None,
            content: vec![content()],
            headers: Vec::new(),
        };
        MetaResponses { responses: vec![any] }
    }

    fn register(registry: &mut Registry) {
        ProblemJson::register(registry);
    }
}

impl From<StoreError> for Problem {
    fn from(e: StoreError) -> Self {
        if e.is_away() {
            // One line for each request that met it, with its cause.
            tracing::warn!(error = %Chain(&e), "Postgres is away");
            Self::away("Postgres is away")
        } else if e.is_transient() {
            Self::away("others change the same things right now")
        } else {
            Self::internal("a request could not be answered", &e)
        }
    }
}

impl From<crate::store::DatabaseError> for Problem {
    fn from(e: crate::store::DatabaseError) -> Self {
        StoreError::from(e).into()
    }
}

impl From<tokio_postgres::Error> for Problem {
    fn from(e: tokio_postgres::Error) -> Self {
        StoreError::from(e).into()
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Invalid(errors) => Self::invalid(errors),
            Refusal::NotFound => Self::not_found(refusal.to_string()),
            Refusal::NotDeleted => Self::conflict("not-deleted", refusal.to_string()),
        }
    }
}

impl From<CommandError> for Problem {
    fn from(e: CommandError) -> Self {
        let said = e.to_string();
        match e {
            CommandError::Refused(refusal) => refusal.into(),
            CommandError::Forbidden(_) => Self::forbidden(said),
            CommandError::NoWayBack(no) => no.into(),
            CommandError::NameTaken(_) => Self::conflict("name-taken", said),
            CommandError::IdTaken(_) => Self::conflict("id-taken", said),
            CommandError::IdDeleted(_) => Self::conflict("id-deleted", said),
            // The handler puts the current state in; this is for those who have none at hand.
            CommandError::Stale { .. } => Self::stale(said, Value::Null),
            CommandError::Unreadable(_) => Self::conflict("unreadable", said),
            CommandError::Store(e) => e.into(),
        }
    }
}

impl From<NoWayBack> for Problem {
    fn from(no: NoWayBack) -> Self {
        let said = no.to_string();
        let NoWayBack::Conflict { fields, versions, .. } = no else { return Self::conflict("no-way-back", said) };
        let mut problem = Self::conflict("revert-conflict", said);
        let fields = fields.iter().map(|field| shown_field(field).to_owned()).collect();
        problem.body.conflict = Some(Conflict { fields, versions });
        problem
    }
}

/// A field's name in bodies and answers, by the name that events keep.
pub(super) fn shown_field(field: &str) -> &str {
    match field {
        "owner" => "owner_username",
        "managed" => "managed_by",
        other => other,
    }
}

impl From<PeopleError> for Problem {
    fn from(e: PeopleError) -> Self {
        let said = e.to_string();
        match e {
            PeopleError::NotFound(_) => Self::not_found(said),
            PeopleError::NameTaken(_) => Self::conflict("name-taken", said),
            PeopleError::LastAdmin => Self::conflict("last-admin", said),
            PeopleError::OwnsSchedules { .. } => Self::conflict("owns-schedules", said),
            PeopleError::Invalid(errors) => Self::invalid(errors),
            PeopleError::Hash(e) => Self::internal("a password could not be hashed", &e),
            PeopleError::Store(e) => e.into(),
        }
    }
}

/// A secret cannot be kept or read: whoever runs the house has to give it its key.
fn no_vault(e: &VaultError, said: String) -> Problem {
    match e {
        VaultError::NoKey => Problem::conflict("no-secret-key", said),
        VaultError::UnknownKey { .. } | VaultError::Damaged => Problem::conflict("secret-unreadable", said),
    }
}

impl From<ChangeError> for Problem {
    fn from(e: ChangeError) -> Self {
        let said = e.to_string();
        match e {
            ChangeError::NotFound => Self::not_found(said),
            ChangeError::ReadOnly => Self::conflict("set-by-environment", said),
            ChangeError::NameTaken(_) => Self::conflict("name-taken", said),
            // The handler puts the current state in; this is for those who have none at hand.
            ChangeError::Stale { .. } => Self::stale(said, Value::Null),
            ChangeError::TooMany => Self::conflict("too-many-connections", said),
            ChangeError::Invalid(errors) => Self::invalid(errors),
            ChangeError::Vault(e) => no_vault(&e, said),
            ChangeError::Store(e) => e.into(),
        }
    }
}

/// Our own database failed a request that somebody else made for this one as well.
fn store_failed(e: &StoreError) -> Problem {
    if e.is_away() || e.is_transient() {
        tracing::warn!(error = %Chain(e), "Postgres is away");
        Problem::away("Postgres is away")
    } else {
        Problem::internal("a request could not be answered", e)
    }
}

impl From<&OpenError> for Problem {
    fn from(e: &OpenError) -> Self {
        let said = e.to_string();
        match e {
            OpenError::NotConfigured(_) => Self::conflict("not-configured", said),
            OpenError::NoSuch { .. } | OpenError::Several { .. } => Self::field("?connection", said),
            OpenError::Vault { source, .. } => no_vault(source, said),
            OpenError::Unusable { .. } => Self::conflict("connection-unusable", said),
            OpenError::Store(e) => store_failed(e),
        }
    }
}

impl From<CacheError> for Problem {
    fn from(e: CacheError) -> Self {
        let said = e.to_string();
        match &e {
            CacheError::Open(e) => e.as_ref().into(),
            CacheError::Remote(remote) if remote.retryable() => Self::remote_away(said, remote.retry_after()),
            // Nothing changes before a person does something about it.
            CacheError::Remote(remote) => Self::conflict(&remote.class().replace('_', "-"), said),
            CacheError::TooLate { .. } => Self::remote_away(said, None),
            CacheError::TooLarge { .. } => Self::conflict("too-large", said),
            CacheError::Unwritable { .. } => Self::internal("a row of the cache cannot be written", &e),
        }
    }
}

impl From<FiguresError> for Problem {
    fn from(e: FiguresError) -> Self {
        match e {
            FiguresError::Store(e) => e.into(),
            FiguresError::Redis(e) => {
                tracing::warn!(error = %Chain(&e), "Redis is away");
                Self::away("Redis, which holds the cache, is away")
            }
        }
    }
}

impl From<CredentialError> for Problem {
    fn from(e: CredentialError) -> Self {
        let said = e.to_string();
        match e {
            CredentialError::NotFound => Self::not_found(said),
            CredentialError::Forbidden => Self::forbidden(said),
            CredentialError::NameTaken(_) => Self::conflict("name-taken", said),
            CredentialError::Stale { .. } => Self::stale(said, Value::Null),
            CredentialError::TooMany => Self::conflict("too-many-credentials", said),
            CredentialError::Invalid(errors) => Self::invalid(errors),
            CredentialError::Vault(e) => no_vault(&e, said),
            CredentialError::Store(e) => e.into(),
        }
    }
}

impl From<ArchiveError> for Problem {
    fn from(e: ArchiveError) -> Self {
        let said = e.to_string();
        match e {
            ArchiveError::Vault(e) => no_vault(&e, said),
            ArchiveError::Damaged => Self::conflict("secret-unreadable", said),
            ArchiveError::Store(e) => e.into(),
        }
    }
}

impl From<WindowError> for Problem {
    fn from(e: WindowError) -> Self {
        let said = e.to_string();
        match e {
            WindowError::NotFound => Self::not_found(said),
            WindowError::Over(_) => Self::conflict("window-over", said),
            // The handler puts the current state in; this is for those who have none at hand.
            WindowError::Stale { .. } => Self::stale(said, Value::Null),
            WindowError::HasBegun => Self::conflict("window-begun", said),
            WindowError::TooMany => Self::conflict("too-many-windows", said),
            WindowError::IdTaken(_) => Self::conflict("id-taken", said),
            WindowError::Forbidden(_) => Self::forbidden(said),
            WindowError::Invalid(errors) => Self::invalid(errors),
            WindowError::Store(e) => e.into(),
        }
    }
}

impl From<InventoryError> for Problem {
    fn from(e: InventoryError) -> Self {
        let said = e.to_string();
        match e {
            InventoryError::NotFound(_) => Self::not_found(said),
            InventoryError::NameTaken(_) => Self::conflict("name-taken", said),
            // The handler puts the current state in; this is for those who have none at hand.
            InventoryError::Stale { .. } => Self::stale(said, Value::Null),
            InventoryError::InUse(_) => Self::conflict("in-use", said),
            InventoryError::TooMany => Self::conflict("too-many-inventories", said),
            InventoryError::Forbidden(_) => Self::forbidden(said),
            InventoryError::Invalid(errors) => Self::invalid(errors),
            InventoryError::Store(e) => e.into(),
        }
    }
}

impl From<RunError> for Problem {
    fn from(e: RunError) -> Self {
        let said = e.to_string();
        match e {
            RunError::NotFound => Self::not_found(said),
            RunError::Unreadable(_) => Self::conflict("unreadable", said),
            RunError::Deleted => Self::conflict("deleted", said),
            RunError::Busy { job, .. } => Self::conflict("already-running", said).with_job(job),
            RunError::NothingLeft { .. } => Self::conflict("nothing-left", said),
            RunError::OwnerDisabled => Self::conflict("owner-disabled", said),
            RunError::Forbidden(_) => Self::forbidden(said),
            RunError::Invalid(errors) => Self::invalid(errors),
            RunError::KeyReused => Self::field("/Idempotency-Key", said),
            RunError::Store(e) => e.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_detail_alone_names_the_first_wrong_field() {
        let errors = vec![FieldError::new("/interval/every", "too small"), FieldError::new("/name", "required")];
        let problem = Problem::invalid(errors);
        assert_eq!(problem.body.detail, "interval.every: too small (and 1 more, see errors)");
    }
}
