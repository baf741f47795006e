//! Starting, ending and repeating jobs by hand.

use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path};
use poem_openapi::payload::Json;
use uuid::Uuid;

use super::handlers::detail;
use super::view::JobAnswer;
use crate::api::Tag;
use crate::api::answer::Made;
use crate::api::auth::{Caller, Here};
use crate::api::problem::Problem;
use crate::api::state::Context;
use crate::command::run_now::Started;
use crate::domain::job::JobView;
use crate::store::jobs::{self, CancelOutcome, JobDetail};

/// The longest idempotency key, as the table has it.
const KEY_CHARS: usize = 200;

/// A key that makes a request repeatable.
pub(in crate::api) fn idempotency_key(header: Option<&str>) -> Result<Option<&str>, Problem> {
    let Some(key) = header.map(str::trim) else { return Ok(None) };
    if key.is_empty() || key.chars().count() > KEY_CHARS {
        return Err(Problem::malformed(format!("Idempotency-Key must have 1 to {KEY_CHARS} characters")));
    }
    Ok(Some(key))
}

/// Cancels one job, tells the stream, and gives it as it then stands.
async fn cancel(context: &Context, id: Uuid, by: &str) -> Result<CancelOutcome, Problem> {
    let mut client = context.database.get().await?;
    let outcome = jobs::cancel(&mut client, id, by).await?;
    match &outcome {
        CancelOutcome::Ended { view, freed } => {
            context.publisher.tell(JobView::clone(view));
            context.publisher.tell_all(freed.iter().cloned());
        }
        CancelOutcome::Requested(view) => context.publisher.tell(JobView::clone(view)),
        CancelOutcome::AlreadyEnded | CancelOutcome::NotFound => {}
    }
    Ok(outcome)
}

/// The job `id`, which has to be over.
async fn ended(context: &Context, id: Uuid) -> Result<JobDetail, Problem> {
    let job = detail(context, id).await?;
    if job.view.state.is_final() {
        return Ok(job);
    }
    let why = format!("the job has not ended: {}; cancel it first", job.view.state);
    Err(Problem::conflict("not-ended", why).with_job(id))
}

pub(in crate::api) struct JobWritesApi;

#[OpenApi(prefix_path = "/jobs", tag = "Tag::Jobs")]
impl JobWritesApi {
    /// Cancel a job.
    ///
    /// A job that runs is asked to stop, and aborted after a grace; one that has ended stays as it is.
    #[oai(path = "/:id/cancel", method = "post", operation_id = "cancelJob")]
    async fn cancel(&self, here: Here, caller: Caller, id: Path<Uuid>) -> Result<Json<JobAnswer>, Problem> {
        let who = caller.operator()?;
        match cancel(&here, id.0, &who.username).await? {
            CancelOutcome::Ended { view, .. } | CancelOutcome::Requested(view) => {
                tracing::info!(job.id = %id.0, actor = %who.username, "job cancelled");
                Ok(Json((*view).into()))
            }
            CancelOutcome::AlreadyEnded => {
                let job = detail(&here, id.0).await?;
                let detail = format!("the job has ended: {}", job.view.state);
                Err(Problem::conflict("ended", detail).with_job(id.0))
            }
            CancelOutcome::NotFound => Err(Problem::not_found("there is no such job, or it is no longer kept")),
        }
    }

    /// Run an ended job once more.
    ///
    /// A new job with the same arguments. It acts as the schedule's owner, as the old one did; one that acted as the
    /// person who had started it now acts as the person who retries.
    #[oai(path = "/:id/retry", method = "post", operation_id = "retryJob")]
    async fn retry(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        /// Chosen by the client, it makes the request repeatable: the second one answers the first one's job.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<String>>,
    ) -> Result<Made<JobAnswer>, Problem> {
        let who = caller.operator()?;
        let key = idempotency_key(key.0.as_deref())?;
        let old = ended(&here, id.0).await?;
        Ok(told(&here, here.door.retry(who, &old, key, here.clock.now()).await?))
    }

    /// Run an ended job once more, for the devices that failed.
    ///
    /// A new job with the same arguments but for the devices: those of the inventory that the old one tried and that
    /// did not answer all that they were asked, and no others. It acts as `retry` says.
    #[oai(path = "/:id/retry-failed", method = "post", operation_id = "retryFailedDevices")]
    async fn retry_failed(
        &self,
        here: Here,
        caller: Caller,
        id: Path<Uuid>,
        /// Chosen by the client, it makes the request repeatable: the second one answers the first one's job.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<String>>,
    ) -> Result<Made<JobAnswer>, Problem> {
        let who = caller.operator()?;
        let key = idempotency_key(key.0.as_deref())?;
        let old = ended(&here, id.0).await?;
        Ok(told(&here, here.door.retry_failed(who, &old, key, here.clock.now()).await?))
    }
}

/// Tells the stream of a new job, and answers it.
pub(super) fn told(context: &Context, started: Started) -> Made<JobAnswer> {
    if started.new {
        context.publisher.tell(started.job.clone());
    }
    Made { body: started.job.into(), new: started.new, version: None }
}
